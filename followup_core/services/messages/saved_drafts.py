"""Keeping messages: a draft somebody has changed, and what went out, to be read back."""

from collections.abc import Iterable
from datetime import date

from followup_core.messages import Message, MessageKind
from followup_core.models import MAX_CELL_BYTES, BadValue, Given, Outcome, Touch
from followup_core.services.input_validation import put
from followup_core.services.record_cache import rows_of
from followup_core.services.touchpoints import TouchEntry, touch_label, touch_rows
from followup_core.services.workspace import Desk, Moment, View, deletion
from followup_core.store import Change, Snapshot

from .message_facts import Wish

TOUCH_OF = {
    MessageKind.ASK_TIME_FRAME: Touch.QUESTION,
    MessageKind.ASK_ADDRESS: Touch.QUESTION,
    MessageKind.ANSWER_REJECTION: Touch.KEEP_IN_TOUCH,
    MessageKind.THANK_FOR_OFFER: Touch.KEEP_IN_TOUCH,
    MessageKind.WITHDRAWAL: Touch.KEEP_IN_TOUCH,
}
"""How a message is noted whose kind is no touchpoint's; the others are spelled alike."""


_SUBJECT = "Subject: "


def touch_of(kind: MessageKind) -> Touch:
    """Return the kind of touchpoint under which such a message is noted."""
    return TOUCH_OF[kind] if kind in TOUCH_OF else Touch(kind.value)


def as_note(message: Message) -> str:
    """Return a message as one text, to be kept and read back."""
    return f"{_SUBJECT}{message.subject}\n\n{message.body}" if message.subject else message.body


def parted(note: str) -> tuple[str, str]:
    """Return the subject and the body of a message that was kept."""
    first, _, rest = note.partition("\n\n")
    return (first.removeprefix(_SUBJECT), rest) if first.startswith(_SUBJECT) else ("", note)


def kept_draft(view: View, interview_id: str, wish: Wish) -> tuple[str, str] | None:
    """Return the subject and body of a draft that was changed and kept; None where it is as it was made."""
    for answer in view.round(interview_id).answers:
        if (answer.item, answer.person_id) == (_item(wish.kind), wish.person_id):
            return parted(answer.detail)
    return None


def keep_draft(desk: Desk, moment: Moment, interview_id: str, wish: Wish, message: Message) -> None:
    """Save a draft as somebody changed it, so that a locked phone or a reload loses no word."""
    text = as_note(message)
    if len(text.encode("utf-8", "replace")) > MAX_CELL_BYTES:
        raise BadValue("The message is longer than 20 kB.", "Shorten it.")
    row = put(
        "answers",
        interview_id=interview_id,
        person_id=wish.person_id,
        item=_item(wish.kind),
        answer=Given.SKIPPED,
        detail=text,
    )
    desk.act(moment, "Draft kept", lambda _: [row])


def forget_draft(desk: Desk, moment: Moment, interview_id: str, wish: Wish) -> None:
    """Go back to the draft that the records make."""
    desk.act(moment, "Draft begun again", lambda snapshot: _forgotten(snapshot, interview_id, wish))


def _forgotten(snapshot: Snapshot, interview_id: str, wish: Wish) -> list[Change]:
    key = (interview_id, wish.person_id, _item(wish.kind))
    return [deletion("answers", key)] if key in rows_of(snapshot, "answers") else []


def _item(kind: MessageKind) -> str:
    return f"draft_{kind.value}"


def last_sent(view: View, interview_id: str, wish: Wish) -> date | None:
    """Return the last day on which such a message went to this person, None where none arrived."""
    kind = touch_of(wish.kind)
    return max(
        (
            touch.sent_on
            for touch in view.round(interview_id).touchpoints
            if (touch.kind, touch.person_id) == (kind, wish.person_id) and not touch.bounced
        ),
        default=None,
    )


def sent(desk: Desk, moment: Moment, interview_id: str, wish: Wish, message: Message) -> None:
    """Save that a message went out today, with its words; a withdrawal also ends the interview."""
    kind = touch_of(wish.kind)
    entry = TouchEntry(
        interview_id=interview_id,
        person_id=wish.person_id,
        kind=kind,
        sent_on=moment.today,
        note=as_note(message),
    )

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        yield from touch_rows(snapshot, moment, entry)
        yield from _forgotten(snapshot, interview_id, wish)
        if wish.kind is MessageKind.WITHDRAWAL:
            ended, today = Outcome.WITHDRAWN, moment.today
            yield put("interviews", interview_id=interview_id, outcome=ended, outcome_on=today)

    desk.act(moment, touch_label(desk.view(moment.today).name(wish.person_id), kind), decide)
