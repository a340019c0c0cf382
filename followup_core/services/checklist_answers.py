"""Actions that save answers to the guided checklist, each as soon as it is given."""

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
"""The detail of a yes to "asked for the time frame" when the employer had no answer."""


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
    title = workspace.view(context.today).round(interview_id).interview.title
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
    def decide(snapshot: Snapshot) -> Iterable[Change]:
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

    workspace.execute(context, label, decide)
