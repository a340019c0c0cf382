"""The guided checklist of an interview: its progress, saving answers, and which checklists are unfinished."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from followup_core.cadence import Step, StepKind, declined_item
from followup_core.checklist import (
    SKIP_CHECKLIST,
    ChecklistQuestion,
    ChecklistStage,
    Review,
    Screen,
    next_time_line,
    questions,
    review,
    screen_index,
    screens,
    sentence_about,
)
from followup_core.models import AnswerValue, InterviewDetails, InterviewerPart, YesNo
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.playbook import ChecklistItem, FollowUpField, StoredIn
from followup_core.store import Change, Snapshot

from .interview_service import set_interest
from .row_changes import upsert
from .workspace import ActionContext, Workspace, WorkspaceView, read_interview

RECENT_DAYS = 14
"""How long Today offers a checklist: after two weeks hardly anybody remembers what was said."""

ANSWER_WORDS = {AnswerValue.YES: "Yes", AnswerValue.NO: "No", AnswerValue.SKIPPED: "Skip"}

STAGE_WORDS = {
    ChecklistStage.CONVERSATION: "The conversation",
    ChecklistStage.PEOPLE: "The people",
    ChecklistStage.THOUGHTS: "What you think",
}

DETAIL_UNKNOWN = "they did not know"
"""The detail of a yes to "asked for the time frame" when the employer had no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistProgress:
    """The checklist of one interview: its questions, screen by screen, and the review of the answers."""

    details: InterviewDetails
    questions: tuple[ChecklistQuestion, ...]
    screens: tuple[Screen, ...]
    review: Review

    @property
    def open_screens(self) -> tuple[Screen, ...]:
        """The screens with an unanswered question; a skipped one was considered, so it counts as answered."""
        return tuple(screen for screen in self.screens if not screen.is_done)

    @property
    def started(self) -> bool:
        """Whether the candidate answered any question; interviewers that an import added don't count."""
        return any(
            self.details.answer_to(question.item.id, question.person_id) is not None
            for question in self.questions
        )

    def index_of(self, item: str = "", person_id: str = "") -> int:
        """Return the index of a question's screen, or of the first open one; `len(screens)` if none is."""
        return screen_index(self.screens, item, person_id)

    def of_stage(self, stage: ChecklistStage) -> tuple[Screen, ...]:
        """Return the screens of one stage."""
        return tuple(screen for screen in self.screens if screen.stage is stage)

    def question(self, earlier: ChecklistQuestion) -> ChecklistQuestion | None:
        """Return a question as it is in this progress; None if it is not asked anymore."""
        question_key = (earlier.item.id, earlier.person_id)
        matches = (
            current for current in self.questions if (current.item.id, current.person_id) == question_key
        )
        return next(matches, None)


def feedback(question: ChecklistQuestion, decision_by: date | None = None, *, day_format: DayFormat) -> str:
    """Return praise or advice on a stored answer, to be shown next to it; '' if open or skipped.

    If the decision date is known, a no to asking when they will decide is answered with that date.
    """
    item = question.item
    match question.answer:
        case AnswerValue.YES:
            return sentence_about(item.praise, [question.about]) if item.praise else ""
        case AnswerValue.NO:
            repair = sentence_about(item.repair, [question.about]) if item.repair else ""
            if item.follow_on is FollowUpField.DECISION and decision_by is not None:
                day = day_format.full(decision_by)
                repair = f"You have a date all the same: {day}. The plan goes by that."
            next_time = next_time_line(item)
            opening_words = "Next time, say:" if next_time.startswith("“") else "Next time:"
            return " ".join(filter(None, (repair, f"{opening_words} {next_time}" if next_time else "")))
        case _:
            return ""


def asks_for_more(question: ChecklistQuestion) -> bool:
    """Return whether the answer to a question opens a field to fill in."""
    return question.answer is AnswerValue.YES and question.item.follow_on is not FollowUpField.NONE


def checklist_progress(view: WorkspaceView, interview_id: str) -> ChecklistProgress:
    """Return the checklist of one interview; raise NotFound if the interview is gone."""
    details = view.interview_details(interview_id)
    applicable = questions(details, view.records.people, view.playbook.checklist)
    is_dated = details.named_date is not None
    return ChecklistProgress(
        details=details,
        questions=applicable,
        screens=screens(applicable),
        review=review(applicable, is_dated=is_dated),
    )


def resume_index(progress: ChecklistProgress) -> int:
    """Return the index of the screen to resume at: the first open one.

    If the screen before that one has a yes to the time frame but no date, its index is returned.
    """
    index = progress.index_of()
    return index - 1 if index and _lacks_a_date(progress, progress.screens[index - 1]) else index


def _lacks_a_date(progress: ChecklistProgress, screen: Screen) -> bool:
    return progress.details.named_date is None and any(
        question.item.follow_on is FollowUpField.DECISION
        and question.answer is AnswerValue.YES
        and not progress.details.detail_of(question.item.id)
        for question in screen.questions
    )


def thank_yous_to_write(view: WorkspaceView, interview_id: str) -> tuple[Step, ...]:
    """Return the thank-you emails to people met that are still to be written, the hiring manager's first."""
    part_by_person = {
        interviewer.person_id: interviewer.part
        for interviewer in view.interview_details(interview_id).interviewers
    }
    steps = {
        step.person_id: step
        for step in view.steps_by_interview.get(interview_id, ())
        if step.kind is StepKind.THANK_YOU_EMAIL
    }
    hiring_manager_first = sorted(
        part_by_person, key=lambda person_id: part_by_person[person_id] is not InterviewerPart.HIRING_MANAGER
    )
    return tuple(steps[person_id] for person_id in hiring_manager_first if person_id in steps)


def unfinished_checklists(view: WorkspaceView) -> tuple[InterviewDetails, ...]:
    """Return the held interviews without an outcome that have open questions, latest first."""
    rounds = [
        details
        for details in view.records.interviews.values()
        if details.was_held(view.today) and details.interview.outcome is None
    ]
    rounds.sort(key=_held_at, reverse=True)
    return tuple(details for details in rounds if _has_open_question(view, details))


def _held_at(details: InterviewDetails) -> datetime:
    return details.interview.held_at


def recent_checklists(view: WorkspaceView) -> tuple[ChecklistProgress, ...]:
    """Return the checklists that Today offers, latest interview first.

    These are the unfinished checklists of interviews that were held within RECENT_DAYS, have no outcome and
    no later round. Checklists that the candidate skipped as a whole are left out.
    """
    since = view.today - timedelta(days=RECENT_DAYS)
    recent = [
        details
        for details in view.records.interviews.values()
        if since <= details.interview.held_on and _should_offer_checklist(view, details)
    ]
    recent.sort(key=_held_at, reverse=True)
    checklists = [checklist_progress(view, details.interview.interview_id) for details in recent]
    return tuple(progress for progress in checklists if progress.open_screens)


def _should_offer_checklist(view: WorkspaceView, details: InterviewDetails) -> bool:
    interview = details.interview
    return (
        details.was_held(view.today)
        and interview.outcome is None
        and details.answer_to(SKIP_CHECKLIST) is not AnswerValue.YES
        and not view.records.is_past(interview)
    )


def _has_open_question(view: WorkspaceView, details: InterviewDetails) -> bool:
    applicable = questions(details, view.records.people, view.playbook.checklist)
    return any(not screen.is_done for screen in screens(applicable))


def save_answer(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    item: ChecklistItem,
    answer: AnswerValue,
    *,
    person_id: str = "",
    detail: str = "",
) -> None:
    """Save the answer to one checklist item, in the table where that fact is stored (`item.keeps`)."""
    if item.keeps is StoredIn.INTEREST and answer is not AnswerValue.SKIPPED:
        set_interest(workspace, context, interview_id, YesNo(answer.value))
    else:
        name = workspace.view(context.today).name(person_id) or "this person"
        label = f"{item.question.replace('{person}', name)} {answer.value.capitalize()}"
        _save_answer_row(
            workspace,
            context,
            interview_id,
            label,
            item=item.id,
            answer=answer,
            person_id=person_id,
            detail=detail,
        )


def skip_open_questions(
    workspace: Workspace, context: ActionContext, interview_id: str, screen: Screen
) -> None:
    """Save that the open questions on a screen were skipped, as one action."""
    open_questions = [question for question in screen.questions if question.answer is None]
    name = workspace.view(context.today).name(screen.person_id)
    count_words = pluralize(len(open_questions), "question").capitalize()

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        return [
            _answer_change(context, interview_id, question.item.id, AnswerValue.SKIPPED, question.person_id)
            for question in open_questions
        ]

    workspace.execute(
        context, f"{count_words} about {name} skipped" if name else f"{count_words} skipped", build_changes
    )


def decline_step(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, kind: StepKind
) -> None:
    """Save that the candidate doesn't want a step for a person ("Not for me"), so it isn't shown again."""
    item = declined_item(kind)
    _save_answer_row(
        workspace,
        context,
        interview_id,
        "Not for me",
        item=item,
        answer=AnswerValue.YES,
        person_id=person_id,
    )


def skip_checklist(workspace: Workspace, context: ActionContext, interview_id: str) -> None:
    """Save that Today no longer offers an interview's checklist; its questions stay open."""
    title = workspace.view(context.today).interview_details(interview_id).interview.title
    _save_answer_row(
        workspace,
        context,
        interview_id,
        f"{title}: checklist skipped",
        item=SKIP_CHECKLIST,
        answer=AnswerValue.YES,
    )


def _save_answer_row(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    label: str,
    *,
    item: str,
    answer: AnswerValue,
    person_id: str = "",
    detail: str = "",
) -> None:
    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        return [_answer_change(context, interview_id, item, answer, person_id, detail=detail)]

    workspace.execute(context, label, build_changes)


def _answer_change(
    context: ActionContext,
    interview_id: str,
    item: str,
    answer: AnswerValue,
    person_id: str,
    *,
    detail: str | None = None,
) -> Change:
    """Return the change that stores an answer; `detail` None keeps the stored detail, '' deletes it."""
    details = {} if detail is None else {"detail": detail}
    return upsert(
        "answers",
        interview_id=interview_id,
        person_id=person_id,
        item=item,
        answer=answer,
        answered_at=context.timestamp,
        **details,
    )
