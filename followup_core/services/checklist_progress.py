"""The guided checklist of one interview, as the page walks through it."""

from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.checklist import SKIP_CHECKLIST, Question, Review, place_of, questions, review
from followup_core.models import AnswerValue, InterviewDetails
from followup_core.models.date_text import format_day
from followup_core.playbook import FollowUpField, StoredIn

from .workspace import WorkspaceView

RECENT_DAYS = 14
"""How long Today offers a checklist: after two weeks hardly anybody can still tell what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistProgress:
    """Every question that applies, how many are answered, and what they come to."""

    round: InterviewDetails
    asked: tuple[Question, ...]
    review: Review

    @property
    def answered(self) -> int:
        """How many questions have an answer; skipped ones count, they were considered."""
        return sum(question.answer is not None for question in self.asked)

    @property
    def started(self) -> bool:
        """Whether the candidate answered any question; people that an import named do not count."""
        return any(
            self.round.given(question.item.id, question.person_id) is not None for question in self.asked
        )

    def place(self, item: str = "", person_id: str = "") -> int:
        """Return the place of a question, or of the first open one; past the end when none is open."""
        return place_of(self.asked, item, person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What the coach says to an answer, and whether the question asks for more before the next one."""

    word: str
    stays: bool


def acknowledge(
    asked: Question, given: AnswerValue, decision_by: date | None = None, *, today: date
) -> Acknowledgement:
    """Return what an answer is worth, and whether a follow-on comes first.

    A decision date that is known already holds whether or not the candidate asked for it.
    """
    item = asked.item
    word = {AnswerValue.YES: item.praise, AnswerValue.NO: item.repair, AnswerValue.SKIPPED: ""}[given]
    if item.keeps is StoredIn.THANKED and given is not AnswerValue.YES:
        word = item.repair
    if item.follow_on is FollowUpField.DECISION and given is not AnswerValue.YES and decision_by is not None:
        word = f"You have a date all the same: {format_day(decision_by, today)}. The plan goes by that."
    stays = given is AnswerValue.YES and item.follow_on is not FollowUpField.NONE
    return Acknowledgement(word=f"Saved. {word}".strip(), stays=stays)


def checklist_progress(view: WorkspaceView, interview_id: str) -> ChecklistProgress:
    """Return the guided checklist of one interview; raise Unknown if it is gone."""
    details = view.round(interview_id)
    asked = questions(details, view.records.people, view.playbook.checklist)
    is_dated = details.interview.decision_by is not None
    summary = review(asked, view.records.people, is_dated=is_dated)
    return ChecklistProgress(round=details, asked=asked, review=summary)


def resume_place(view: WorkspaceView, progress: ChecklistProgress) -> int:
    """Return where to go on when nothing else tells: at the first open question.

    The question before it comes first while what its yes asks for is still missing.
    """
    place = progress.place()
    return place - 1 if place and _lacks_more(view, progress, progress.asked[place - 1]) else place


def _lacks_more(view: WorkspaceView, progress: ChecklistProgress, question: Question) -> bool:
    if question.answer is not AnswerValue.YES:
        return False
    match question.item.follow_on:
        case FollowUpField.DECISION:
            details = (each.detail for each in progress.round.answers if each.item == question.item.id)
            return progress.round.interview.decision_by is None and not any(details)
        case FollowUpField.CONTACT:
            person = view.person(question.person_id)
            return not (person.email or person.phone or person.title)
        case FollowUpField.NONE:
            return False


def unfinished_checklists(view: WorkspaceView) -> tuple[InterviewDetails, ...]:
    """Return held interviews without an outcome whose checklist is open, latest first."""
    rounds = [
        each
        for each in view.records.rounds.values()
        if each.interview.held_on <= view.today and each.interview.outcome is None
    ]
    rounds.sort(key=lambda each: each.interview.held_at, reverse=True)
    return tuple(each for each in rounds if _open(view, each))


def recent_checklists(view: WorkspaceView) -> tuple[ChecklistProgress, ...]:
    """Return the checklists to go through now, while they are remembered, latest interview first.

    They belong to interviews held within two weeks that have no outcome, are not superseded, and whose
    checklist is neither finished nor skipped as a whole.
    """
    since = view.today - timedelta(days=RECENT_DAYS)
    recent = [each for each in view.records.rounds.values() if since <= each.interview.held_on <= view.today]
    recent.sort(key=lambda each: each.interview.held_at, reverse=True)
    wanted = [checklist_progress(view, each.interview.interview_id) for each in recent if _wanted(view, each)]
    return tuple(each for each in wanted if each.answered < len(each.asked))


def _wanted(view: WorkspaceView, details: InterviewDetails) -> bool:
    interview = details.interview
    return (
        interview.outcome is None
        and details.given(SKIP_CHECKLIST) is not AnswerValue.YES
        and not view.records.application_of[interview.interview_id].superseded(interview)
    )


def _open(view: WorkspaceView, details: InterviewDetails) -> bool:
    asked = questions(details, view.records.people, view.playbook.checklist)
    return any(question.answer is None for question in asked)


ANSWER_WORDS = {AnswerValue.YES: "Yes", AnswerValue.NO: "No", AnswerValue.SKIPPED: "Skip"}
