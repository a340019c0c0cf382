"""Keeping messages: a draft somebody has changed, and what went out, to be read back."""

from collections.abc import Iterable
from datetime import date

from followup_core.messages import Message, MessageKind
from followup_core.models import MAX_CELL_BYTES, AnswerValue, BadValue, Outcome, TouchpointKind
from followup_core.services.input_validation import upsert
from followup_core.services.record_cache import rows_of
from followup_core.services.touchpoints import TouchpointEntry, touchpoint_changes, touchpoint_label
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView, delete_row
from followup_core.store import Change, Snapshot

from .message_facts import DraftRequest

TOUCHPOINT_KIND_OF = {
    MessageKind.ASK_TIME_FRAME: TouchpointKind.QUESTION,
    MessageKind.ASK_ADDRESS: TouchpointKind.QUESTION,
    MessageKind.ANSWER_REJECTION: TouchpointKind.KEEP_IN_TOUCH,
    MessageKind.THANK_FOR_OFFER: TouchpointKind.KEEP_IN_TOUCH,
    MessageKind.WITHDRAWAL: TouchpointKind.KEEP_IN_TOUCH,
}
"""How a message is noted whose kind is no touchpoint's; the others are spelled alike."""


_SUBJECT = "Subject: "


def touchpoint_kind_of(kind: MessageKind) -> TouchpointKind:
    """Return the kind of touchpoint under which such a message is noted."""
    return TOUCHPOINT_KIND_OF[kind] if kind in TOUCHPOINT_KIND_OF else TouchpointKind(kind.value)


def to_note(message: Message) -> str:
    """Return a message as one text, to be kept and read back."""
    return f"{_SUBJECT}{message.subject}\n\n{message.body}" if message.subject else message.body


def split_subject(note: str) -> tuple[str, str]:
    """Return the subject and the body of a message that was kept."""
    first, _, rest = note.partition("\n\n")
    return (first.removeprefix(_SUBJECT), rest) if first.startswith(_SUBJECT) else ("", note)


def load_draft(view: WorkspaceView, interview_id: str, wish: DraftRequest) -> tuple[str, str] | None:
    """Return the subject and body of a draft that was changed and kept; None where it is as it was made."""
    for answer in view.round(interview_id).answers:
        if (answer.item, answer.person_id) == (_item(wish.kind), wish.person_id):
            return split_subject(answer.detail)
    return None


def save_draft(
    workspace: Workspace, context: ActionContext, interview_id: str, wish: DraftRequest, message: Message
) -> None:
    """Save a draft as somebody changed it, so that a locked phone or a reload loses no word."""
    text = to_note(message)
    if len(text.encode("utf-8", "replace")) > MAX_CELL_BYTES:
        raise BadValue("The message is longer than 20 kB.", "Shorten it.")
    row = upsert(
        "answers",
        interview_id=interview_id,
        person_id=wish.person_id,
        item=_item(wish.kind),
        answer=AnswerValue.SKIPPED,
        detail=text,
    )
    workspace.execute(context, "Draft kept", lambda _: [row])


def delete_draft(workspace: Workspace, context: ActionContext, interview_id: str, wish: DraftRequest) -> None:
    """Go back to the draft that the records make."""
    workspace.execute(context, "Draft begun again", lambda snapshot: _forgotten(snapshot, interview_id, wish))


def _forgotten(snapshot: Snapshot, interview_id: str, wish: DraftRequest) -> list[Change]:
    key = (interview_id, wish.person_id, _item(wish.kind))
    return [delete_row("answers", key)] if key in rows_of(snapshot, "answers") else []


def _item(kind: MessageKind) -> str:
    return f"draft_{kind.value}"


def last_sent(view: WorkspaceView, interview_id: str, wish: DraftRequest) -> date | None:
    """Return the last day on which such a message went to this person, None where none arrived."""
    kind = touchpoint_kind_of(wish.kind)
    return max(
        (
            touchpoint.sent_on
            for touchpoint in view.round(interview_id).touchpoints
            if (touchpoint.kind, touchpoint.person_id) == (kind, wish.person_id) and not touchpoint.bounced
        ),
        default=None,
    )


def record_sent_message(
    workspace: Workspace, context: ActionContext, interview_id: str, wish: DraftRequest, message: Message
) -> None:
    """Save that a message went out today, with its words; a withdrawal also ends the interview."""
    kind = touchpoint_kind_of(wish.kind)
    entry = TouchpointEntry(
        interview_id=interview_id,
        person_id=wish.person_id,
        kind=kind,
        sent_on=context.today,
        note=to_note(message),
    )

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        yield from touchpoint_changes(snapshot, context, entry)
        yield from _forgotten(snapshot, interview_id, wish)
        if wish.kind is MessageKind.WITHDRAWAL:
            ended, today = Outcome.WITHDRAWN, context.today
            yield upsert("interviews", interview_id=interview_id, outcome=ended, outcome_on=today)

    workspace.execute(
        context, touchpoint_label(workspace.view(context.today).name(wish.person_id), kind), decide
    )
