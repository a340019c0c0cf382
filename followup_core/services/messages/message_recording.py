"""Records that a message was sent, and tells when one like it was sent before."""

from collections.abc import Iterable
from datetime import date

from followup_core.messages import Message
from followup_core.models import MessageKind, Outcome
from followup_core.services.row_changes import upsert
from followup_core.services.touchpoints import TouchpointEntry, touchpoint_changes, touchpoint_label
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView
from followup_core.store import Change, Snapshot

from .message_facts import DraftRequest
from .saved_drafts import draft_deletion, to_note


def last_sent(view: WorkspaceView, interview_id: str, request: DraftRequest) -> date | None:
    """Return the last day on which such a message went to this person and didn't bounce; None if never."""
    kind = request.kind.touchpoint
    return max(
        (
            touchpoint.sent_on
            for touchpoint in view.interview_details(interview_id).touchpoints
            if (touchpoint.kind, touchpoint.person_id) == (kind, request.person_id) and not touchpoint.bounced
        ),
        default=None,
    )


def record_sent_message(
    workspace: Workspace, context: ActionContext, interview_id: str, request: DraftRequest, message: Message
) -> None:
    """Save that a message was sent today, with its text. A withdrawal also sets the interview's outcome."""
    kind = request.kind.touchpoint
    entry = TouchpointEntry(
        interview_id=interview_id,
        person_id=request.person_id,
        kind=kind,
        sent_on=context.today,
        note=to_note(message),
    )

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        yield from touchpoint_changes(snapshot, context, entry)
        yield from draft_deletion(snapshot, interview_id, request)
        if request.kind is MessageKind.WITHDRAWAL:
            outcome, today = Outcome.WITHDRAWN, context.today
            yield upsert("interviews", interview_id=interview_id, outcome=outcome, outcome_on=today)

    workspace.execute(
        context, touchpoint_label(workspace.view(context.today).name(request.person_id), kind), build_changes
    )
