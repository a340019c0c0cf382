"""Answers to the guided checklist, each saved the moment it is given."""

from collections.abc import Iterable

from followup_core.cadence import StepKind, declined_item
from followup_core.checklist import SKIP_CHECKLIST
from followup_core.models import AnswerValue, YesNo
from followup_core.playbook import ChecklistItem, StoredIn
from followup_core.store import Change, Snapshot

from .input_validation import upsert
from .interviews import set_interest
from .workspace import ActionContext, Workspace, read_interview

DETAIL_UNKNOWN = "they did not know"
"""The detail of a yes to the time frame when they could not say."""


def save_answer(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    item: ChecklistItem,
    given: AnswerValue,
    *,
    person_id: str = "",
    detail: str = "",
) -> None:
    """Save the answer to one checklist item, in the one place where that fact is kept."""
    if item.keeps is StoredIn.INTEREST and given is not AnswerValue.SKIPPED:
        set_interest(workspace, context, interview_id, YesNo(given.value))
    else:
        name = workspace.view(context.today).name(person_id) or "this person"
        label = f"{item.question.replace('{person}', name)} {given.value.capitalize()}"
        _answer(workspace, context, interview_id, item.id, given, person_id, detail, label)


def decline_step(
    workspace: Workspace, context: ActionContext, interview_id: str, person_id: str, kind: StepKind
) -> None:
    """Save that a person's step is "not for me", so that it is not shown again."""
    item = declined_item(kind)
    _answer(workspace, context, interview_id, item, AnswerValue.YES, person_id, "", "Not for me")


def skip_checklist(workspace: Workspace, context: ActionContext, interview_id: str) -> None:
    """Save that Today shall not offer an interview's checklist any more; its questions stay open."""
    title = workspace.view(context.today).round(interview_id).interview.title
    _answer(
        workspace,
        context,
        interview_id,
        SKIP_CHECKLIST,
        AnswerValue.YES,
        "",
        "",
        f"{title}: checklist skipped",
    )


def _answer(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    item: str,
    given: AnswerValue,
    person_id: str,
    detail: str,
    label: str,
) -> None:
    def decide(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        return [
            upsert(
                "answers",
                interview_id=interview_id,
                person_id=person_id,
                item=item,
                answer=given,
                detail=detail,
                answered_at=context.timestamp,
            )
        ]

    workspace.execute(context, label, decide)
