"""The guided checklist of an interview: its progress, the actions that save answers, which ones are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from followup_core.cadence import StepKind, declined_item
from followup_core.checklist import SKIP_CHECKLIST, Question, Review, question_index, questions, review
from followup_core.models import AnswerValue, InterviewDetails, YesNo
from followup_core.models.date_text import DayFormat
from followup_core.playbook import ChecklistItem, FollowUpField, StoredIn
from followup_core.store import Change, Snapshot

from .input_validation import upsert
from .interview_service import set_interest
from .workspace import ActionContext, Workspace, WorkspaceView, read_interview

RECENT_DAYS = 14
"""How long Today offers a checklist: after two weeks hardly anybody remembers what was said."""

ANSWER_WORDS = {AnswerValue.YES: "Yes", AnswerValue.NO: "No", AnswerValue.SKIPPED: "Skip"}

DETAIL_UNKNOWN = "they did not know"
"""The detail of a yes to "asked for the time frame" when the employer had no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistProgress:
    """The checklist of one interview: every question that applies, and the review of the answers."""

    details: InterviewDetails
    questions: tuple[Question, ...]
    review: Review

    @property
    def answered(self) -> int:
        """The number of questions with an answer; a skipped question counts, because it was considered."""
        return sum(question.answer is not None for question in self.questions)

    @property
    def started(self) -> bool:
        """Whether the candidate answered any question; interviewers that an import added don't count."""
        return any(
            self.details.answer_to(question.item.id, question.person_id) is not None
            for question in self.questions
        )

    def index_of(self, item: str = "", person_id: str = "") -> int:
        """Return the index of a question, or of the first open one; `len(questions)` if all are answered."""
        return question_index(self.questions, item, person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The reaction to an answer, and whether the page stays for the question's follow-up field."""

    word: str
    stays: bool


def acknowledge(
    question: Question, answer: AnswerValue, decision_by: date | None = None, *, day_format: DayFormat
) -> Acknowledgement:
    """Return the reaction to an answer.

    With a known decision date it is good news even if the candidate didn't ask when they will decide.
    """
    item = question.item
    word = {AnswerValue.YES: item.praise, AnswerValue.NO: item.repair, AnswerValue.SKIPPED: ""}[answer]
    if item.keeps is StoredIn.THANKED and answer is not AnswerValue.YES:
        word = item.repair
    if item.follow_on is FollowUpField.DECISION and answer is not AnswerValue.YES and decision_by is not None:
        word = f"You have a date all the same: {day_format.full(decision_by)}. The plan goes by that."
    stays = answer is AnswerValue.YES and item.follow_on is not FollowUpField.NONE
    return Acknowledgement(word=f"Saved. {word}".strip(), stays=stays)


def checklist_progress(view: WorkspaceView, interview_id: str) -> ChecklistProgress:
    """Return the checklist of one interview; raise NotFound if the interview is gone."""
    details = view.interview_details(interview_id)
    asked = questions(details, view.records.people, view.playbook.checklist)
    summary = review(asked, view.records.people, is_dated=details.named_date is not None)
    return ChecklistProgress(details=details, questions=asked, review=summary)


def resume_index(view: WorkspaceView, progress: ChecklistProgress) -> int:
    """Return the index of the question to resume at: the first open one.

    The question before it comes first if it was answered with yes and its follow-up field is still empty.
    """
    index = progress.index_of()
    return index - 1 if index and _lacks_follow_up(view, progress, progress.questions[index - 1]) else index


def _lacks_follow_up(view: WorkspaceView, progress: ChecklistProgress, question: Question) -> bool:
    if question.answer is not AnswerValue.YES:
        return False
    match question.item.follow_on:
        case FollowUpField.DECISION:
            answers = progress.details.answers
            has_detail = any(answer.detail for answer in answers if answer.item == question.item.id)
            return progress.details.named_date is None and not has_detail
        case FollowUpField.CONTACT:
            person = view.person(question.person_id)
            return not (person.email or person.phone or person.title)
        case FollowUpField.NONE:
            return False


def unfinished_checklists(view: WorkspaceView) -> tuple[InterviewDetails, ...]:
    """Return the held interviews without an outcome that have open questions, latest first."""
    rounds = [
        details
        for details in view.records.interviews.values()
        if details.interview.held_on <= view.today and details.interview.outcome is None
    ]
    rounds.sort(key=_held_at, reverse=True)
    return tuple(details for details in rounds if _has_open_question(view, details))


def _held_at(details: InterviewDetails) -> datetime:
    return details.interview.held_at


def recent_checklists(view: WorkspaceView) -> tuple[ChecklistProgress, ...]:
    """Return the checklists for Today, while the interviews are remembered, latest interview first.

    These are the unfinished checklists of interviews that were held within RECENT_DAYS, have no outcome and
    no later round. Checklists that the candidate skipped as a whole are left out.
    """
    since = view.today - timedelta(days=RECENT_DAYS)
    recent = [
        details
        for details in view.records.interviews.values()
        if since <= details.interview.held_on <= view.today and _wants_checklist(view, details)
    ]
    recent.sort(key=_held_at, reverse=True)
    checklists = [checklist_progress(view, details.interview.interview_id) for details in recent]
    return tuple(progress for progress in checklists if progress.answered < len(progress.questions))


def _wants_checklist(view: WorkspaceView, details: InterviewDetails) -> bool:
    interview = details.interview
    return (
        interview.outcome is None
        and details.answer_to(SKIP_CHECKLIST) is not AnswerValue.YES
        and not view.records.application_of[interview.interview_id].superseded(interview)
    )


def _has_open_question(view: WorkspaceView, details: InterviewDetails) -> bool:
    asked = questions(details, view.records.people, view.playbook.checklist)
    return any(question.answer is None for question in asked)


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
        _save(workspace, context, interview_id, item.id, answer, person_id, detail, label)


def decline_step(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, kind: StepKind
) -> None:
    """Save that the candidate doesn't want a step for a person ("Not for me"), so it isn't shown again."""
    item = declined_item(kind)
    _save(workspace, context, interview_id, item, AnswerValue.YES, person_id, "", "Not for me")


def skip_checklist(workspace: Workspace, context: ActionContext, interview_id: str) -> None:
    """Save that Today no longer offers an interview's checklist; its questions stay open."""
    title = workspace.view(context.today).interview_details(interview_id).interview.title
    _save(
        workspace,
        context,
        interview_id,
        SKIP_CHECKLIST,
        AnswerValue.YES,
        "",
        "",
        f"{title}: checklist skipped",
    )


def _save(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    item: str,
    answer: AnswerValue,
    person_id: str,
    detail: str,
    label: str,
) -> None:
    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        return [
            upsert(
                "answers",
                interview_id=interview_id,
                person_id=person_id,
                item=item,
                answer=answer,
                detail=detail,
                answered_at=context.timestamp,
            )
        ]

    workspace.execute(context, label, build_changes)
