"""What a participant's handout says about their checklist: only lines that are true when it is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from followup_core.cadence import StepKind
from followup_core.checklist import ChecklistQuestion, review
from followup_core.models import AnswerValue
from followup_core.playbook import StoredIn
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.workspace import WorkspaceView

_CAN_BE_DONE = (StoredIn.ANSWER, StoredIn.PEOPLE, StoredIn.DISCUSSED)
_THANKS = "thank"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutLines:
    """The lines of the handout's sections, as the checklist words them."""

    have: tuple[str, ...]
    still: tuple[str, ...]
    next_time: tuple[str, ...]


def handout_lines(view: WorkspaceView, interview_id: str) -> HandoutLines:
    """Return the lines about one interview."""
    progress = checklist_progress(view, interview_id)
    missed = [question for question in progress.questions if question.answer is AnswerValue.NO]
    good_to_know = [question for question in missed if question.item.keeps is StoredIn.INTEREST]
    is_dated = progress.details.interview.decision_by is not None
    return HandoutLines(
        have=(*progress.review.have, *review(good_to_know).repair),
        still=review(_still_possible(view, interview_id, missed), is_dated=is_dated).repair,
        next_time=progress.review.next_time,
    )


def _still_possible(
    view: WorkspaceView, interview_id: str, missed: Iterable[ChecklistQuestion]
) -> tuple[ChecklistQuestion, ...]:
    """Return the questions about which something can still be done.

    Left out are a thank-you, which is among the dates, an answer that nobody can change, and what was to go
    into a thank-you once none is planned anymore.
    """
    thanks = any(step.kind is StepKind.THANK_YOU_EMAIL for step in view.plan(interview_id))
    return tuple(
        question
        for question in missed
        if question.item.keeps in _CAN_BE_DONE
        and not question.item.only_if
        and (thanks or _THANKS not in question.item.repair.casefold())
    )
