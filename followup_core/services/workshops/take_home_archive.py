"""What a participant takes home: the own workspace, dates, drafts and handout in one file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from followup_core.cadence import State, Step
from followup_core.formats.archive import TAKE_HOME, manifest, write_archive
from followup_core.formats.ical_export import PlannedEvent, planned_ics
from followup_core.formats.pdf import pdf
from followup_core.messages import MessageKind
from followup_core.services.labels import step_title
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import DraftedMessage
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.store.csv_codec import encode

from .handout import own_handout

_KINDS = {kind.value: kind for kind in MessageKind}
_LONGEST_NAME = 40
_MOST_MESSAGES = 50  # what is due for more than that is for the program, not for a file
_WORDS = re.compile(r"[^a-z0-9]+")

TakeHomeMember = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopDraft:
    """A text written in the workshop, with what it was about."""

    title: str
    text: str


def take_home_archive(
    workspace: Workspace, today: date, drafts: Sequence[WorkshopDraft], title: str, when: datetime
) -> bytes:
    """Return everything that is a participant's as one ZIP, which Settings in personal mode opens.

    `title` is the workshop's, `when` the moment (aware) that the calendar bears. The same
    workspace and arguments give the same bytes. It costs as much as a PDF does: not for 300 at once.
    """
    view = workspace.view(today)
    written = [_member("drafts", place, each.title, each.text) for place, each in enumerate(drafts, 1)]
    messages = list(_messages(view))
    steps = _planned(view)
    dates = [("plan.ics", planned_ics(steps, today=today, made_at=when))] if steps else []
    own: list[TakeHomeMember] = [
        *dates,
        *written,
        *messages,
        ("handout.pdf", pdf(own_handout(view, title=title))),
    ]
    members: list[TakeHomeMember] = [
        ("READ ME FIRST.txt", _encoded(_read_me(title, today, [name for name, _ in own]))),
        *own,
        *_tables(workspace),
        (TAKE_HOME, manifest(title, today)),
    ]
    return write_archive(members, today)


def _tables(workspace: Workspace) -> Iterator[TakeHomeMember]:
    for name, table in workspace.store.load().tables.items():
        yield f"{name}.csv", encode(table.columns, table.rows.values())


def _planned(view: WorkspaceView) -> list[PlannedEvent]:
    """Return the steps of every interview under silence, by day."""
    steps = [step for key in view.records.rounds for step in view.plan(key)]
    steps.sort(key=lambda step: (step.earliest, *step.order))
    return [PlannedEvent(step=step, title=_title(view, step)) for step in steps]


def _title(view: WorkspaceView, step: Step) -> str:
    interview = view.round(step.interview_id).interview
    said = step_title(step, view.name(step.person_id), interview)
    return said if interview.organization in said else f"{said}, {interview.organization}"


def _messages(view: WorkspaceView) -> Iterator[TakeHomeMember]:
    """Yield a draft for each message that is due now."""
    due = [s for s in view.steps if s.state is not State.WAITING and s.kind.value in _KINDS]
    templates, _ = message_writing.template_repository().current()
    for place, step in enumerate(due[:_MOST_MESSAGES], 1):
        wish = DraftRequest(kind=_KINDS[step.kind.value], person_id=step.person_id)
        written = message_writing.draft_message(view, templates, step.interview_id, wish)
        yield _member("messages", place, _title(view, step), _letter(written, step))


def _letter(written: DraftedMessage, step: Step) -> str:
    message = written.message
    heads = [f"{name}: {text}" for name, text in (("To", message.to), ("Subject", message.subject)) if text]
    better = [f"- {each.ask}" for each in written.missing]
    hints = ["Before you send it, it would be better with:", *better] if better else []
    parts = ("\n".join(heads), message.body, "---", f"Why now: {step.because}", "\n".join(hints))
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _member(folder: str, place: int, title: str, text: str) -> TakeHomeMember:
    return f"{folder}/{place:02}-{_slug(title)}.txt", _encoded(text)


def _slug(title: str) -> str:
    """Return a title as a file name that every system takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _WORDS.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "text"


def _encoded(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8", "replace")


_INSIDE = {
    "handout.pdf": "One page to print: what you have, what can still be repaired, your dates.",
    "plan.ics": "Your dates if nobody answers. Open it, and your calendar takes them in.",
    "drafts": "What you wrote in the workshop.",
    "messages": "A draft for each message that is due now. Read it before you send it.",
    "*.csv": "Your checklist, people and interviews, as tables that any spreadsheet opens.",
}
_HOW_TO_OPEN = """To go on with it on your own computer

1. Start the program, open Settings, and there “Your data”.
2. Under “Bring in what you have” choose this ZIP file as it is, without unpacking it.
3. Read what comes in, and tap “Bring it in”. Nothing that you have there already is
   changed, nothing is doubled, and you can undo it.

The workshop's own copy of all this is deleted after its end. Keep this file."""


def _read_me(title: str, today: date, inside: Iterable[str]) -> str:
    there = {"*.csv", *(name.split("/")[0] for name in inside)}
    listed = [f"{name:14}{what}" for name, what in _INSIDE.items() if name in there]
    heading = f"From the workshop “{title}”" if title else "From a workshop"
    return "\n".join(
        (heading, f"Made on {today.isoformat()}", "", "In this file", "", *listed, "", _HOW_TO_OPEN)
    )
