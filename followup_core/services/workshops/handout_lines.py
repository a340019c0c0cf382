"""Makes the handout's lines about the checklist, only lines that are true when the handout is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from followup_core.cadence import StepKind
from followup_core.checklist import ChecklistQuestion, review
from followup_core.models import AnswerValue
from followup_core.playbook import StoredIn
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.workspace import WorkspaceView

_REPAIRABLE = (StoredIn.ANSWER, StoredIn.PEOPLE, StoredIn.DISCUSSED)
_THANK_WORD = "thank"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutLines:
    """The lines of the handout's sections, in the checklist's words."""

    have: tuple[str, ...]
    still: tuple[str, ...]
    next_time: tuple[str, ...]


def handout_lines(view: WorkspaceView, interview_id: str) -> HandoutLines:
    """Return the lines about one interview."""
    progress = checklist_progress(view, interview_id)
    unmet_questions = [question for question in progress.questions if question.answer is AnswerValue.NO]
    good_to_know = [question for question in unmet_questions if question.item.keeps is StoredIn.INTEREST]
    is_dated = progress.details.interview.decision_by is not None
    return HandoutLines(
        have=(*progress.review.have, *review(good_to_know).repair),
        still=review(_repairable_questions(view, interview_id, unmet_questions), is_dated=is_dated).repair,
        next_time=progress.review.next_time,
    )


def _repairable_questions(
    view: WorkspaceView, interview_id: str, unmet_questions: Iterable[ChecklistQuestion]
) -> tuple[ChecklistQuestion, ...]:
    """Return the questions about which something can still be done.

    These are left out: a thank-you, because it is among the dates; an answer that nobody can change; and, if
    no thank-you is planned anymore, whatever belongs in one.
    """
    has_thank_you = any(step.kind is StepKind.THANK_YOU_EMAIL for step in view.plan(interview_id))
    return tuple(
        question
        for question in unmet_questions
        if question.item.keeps in _REPAIRABLE
        and not question.item.only_if
        and (has_thank_you or _THANK_WORD not in question.item.repair.casefold())
    )
