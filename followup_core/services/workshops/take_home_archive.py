"""Makes the take-home archive: everything that belongs to a participant, in one ZIP file."""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from followup_core.cadence import Step
from followup_core.formats.archive import TAKE_HOME, manifest
from followup_core.formats.ical_export import PlannedEvent, planned_ics
from followup_core.formats.pdf import pdf
from followup_core.services import workspace_registry
from followup_core.services.due_steps import advised_plan, steps_for_today
from followup_core.services.labels import step_title
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import DraftedMessage
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.store.csv_codec import encode
from followup_core.text import PRODUCT
from followup_core.zip_files import write_zip

from .handout import own_handout
from .participation import Participation

_MAX_NAME_LENGTH = 40
_MAX_MESSAGES = 50  # with more than that due, the program is of more use than a file
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_archive_lock = threading.Lock()
"""Held while an archive is made, which takes as long as a PDF, so that pages stay quick if everybody asks."""

ArchiveMember = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopDraft:
    """A text written in the workshop, with the title of its task."""

    title: str
    text: str


def participants_archive(participation: Participation, today: date, when: datetime, *, keep: Path) -> bytes:
    """Return a participant's archive; waits until earlier requests are done.

    Args:
        participation: the participant in the workshop.
        today: the participant's day.
        when: the time to put into the calendar file.
        keep: the folder for a copy of the last valid playbook.
    """
    with _archive_lock:
        workspace = workspace_registry.open_workspace(participation.workspace_folder(), keep=keep)
        drafts = [WorkshopDraft(title=prompt.ask, text=text) for _, prompt, text in participation.drafts()]
        lines = [f"{prompt.ask}\n{text}" for prompt, text in participation.lines()]
        if lines:
            drafts.append(WorkshopDraft(title="Your lines for the wall", text="\n\n".join(lines)))
        return take_home_archive(workspace, today, drafts, participation.view().title, when)


def take_home_archive(
    workspace: Workspace, today: date, drafts: Sequence[WorkshopDraft], title: str, when: datetime
) -> bytes:
    """Return everything in a workspace, with dates, drafts and a handout, as a ZIP file.

    Settings in personal mode imports it. The same workspace and arguments give the same bytes.

    Args:
        workspace: the participant's own workspace.
        today: the participant's day.
        drafts: what the participant wrote in the workshop.
        title: the title of the workshop.
        when: the time to put into the calendar file.
    """
    view = workspace.view(today)
    draft_members = [
        _member(_DRAFTS, number, draft.title, draft.text) for number, draft in enumerate(drafts, 1)
    ]
    message_members = list(_messages(view))
    steps = _planned_events(view)
    calendar_members = (
        [(_PLAN, planned_ics(steps, day_format=view.day_format, made_at=when))] if steps else []
    )
    content_members: list[ArchiveMember] = [
        *calendar_members,
        *draft_members,
        *message_members,
        (_HANDOUT, pdf(own_handout(view, title=title))),
    ]
    members: list[ArchiveMember] = [
        (
            "READ ME FIRST.txt",
            _text_bytes(
                _read_me(
                    title,
                    today,
                    [name for name, _ in content_members],
                    has_interviews=bool(view.records.interviews),
                )
            ),
        ),
        *content_members,
        *_tables(workspace),
        (TAKE_HOME, manifest(title, today)),
    ]
    return write_zip(members, today)


def _tables(workspace: Workspace) -> Iterator[ArchiveMember]:
    for name, table in workspace.store.load().tables.items():
        yield f"{name}.csv", encode(table.columns, table.rows.values())


def _planned_events(view: WorkspaceView) -> list[PlannedEvent]:
    """Return the planned steps of every interview for the case that nobody answers, sorted by day."""
    planned_steps = [
        planned_step for key in view.records.interviews for planned_step in advised_plan(view, key)
    ]
    planned_steps.sort(key=lambda planned_step: (planned_step.on, *planned_step.step.order))
    return [PlannedEvent(step=step, on=on, title=_step_title(view, step)) for step, on in planned_steps]


def _step_title(view: WorkspaceView, step: Step) -> str:
    interview = view.interview_details(step.interview_id).interview
    title = step_title(step, view.name(step.person_id), interview)
    return title if interview.organization in title else f"{title}, {interview.organization}"


def _messages(view: WorkspaceView) -> Iterator[ArchiveMember]:
    """Yield a draft for each message that should be sent today."""
    due_messages = [
        (step, kind) for step in steps_for_today(view, view.steps) if (kind := step.kind.message) is not None
    ]
    templates, _ = message_writing.template_repository().current()
    for number, (step, kind) in enumerate(due_messages[:_MAX_MESSAGES], 1):
        request = DraftRequest(kind=kind, person_id=step.person_id)
        draft = message_writing.draft_message(view, templates, step.interview_id, request)
        yield _member(_MESSAGES, number, _step_title(view, step), _message_text(draft, step))


def _message_text(draft: DraftedMessage, step: Step) -> str:
    message = draft.message
    headers = [f"{name}: {text}" for name, text in (("To", message.to), ("Subject", message.subject)) if text]
    missing_lines = [f"- {question.text}" for question in draft.missing]
    hint_lines = ["Before you send it, it would be better with:", *missing_lines] if missing_lines else []
    sections = ("\n".join(headers), message.body, "---", f"Why now: {step.because}", "\n".join(hint_lines))
    return "\n\n".join(section.strip() for section in sections if section.strip())


def _member(folder: str, number: int, title: str, text: str) -> ArchiveMember:
    return f"{folder}/{number:02}-{_slug(title)}.txt", _text_bytes(text)


def _slug(title: str) -> str:
    """Return a title as a file name that is valid on every system."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_A_NAME.sub("-", ascii_title).strip("-")[:_MAX_NAME_LENGTH].strip("-") or "text"


def _text_bytes(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8", "replace")


_PLAN, _DRAFTS, _MESSAGES, _HANDOUT, _TABLES = "plan.ics", "drafts", "messages", "handout.pdf", "*.csv"
_DESCRIPTIONS = {
    _PLAN: "Your dates if nobody answers. Open it to add them to your calendar.",
    _DRAFTS: "What you wrote in the workshop.",
    _MESSAGES: "A draft for each message that is due now. Read it before you send it.",
    _HANDOUT: "One page to print about your latest interview, with your dates.",
    _TABLES: "Your checklist, people and interviews, as tables that any spreadsheet opens.",
    TAKE_HOME: "Lets the program recognize this file.",
}
_EMPTY_DESCRIPTIONS = {
    _HANDOUT: "One sheet to print and fill in by hand, for your next interview.",
    _TABLES: "Tables for your interviews. They are empty: you filled in nothing yet.",
}
_HOW_TO_OPEN = f"""To continue on your own computer

1. Start “{PRODUCT}” there, open Settings, and in it “Your data”.
2. Under “Import a file” choose this ZIP file without unzipping it.
3. Read what would be imported, and tap “Import it”. Nothing you already have there is
   changed, nothing is added twice, and you can undo it.
"""
_KEEP_SENTENCE = "Keep this file: the workshop's own copy will be deleted."


def _read_me(title: str, today: date, members: Iterable[str], *, has_interviews: bool) -> str:
    names = {_TABLES, TAKE_HOME, *(member.split("/")[0] for member in members)}
    descriptions = _DESCRIPTIONS if has_interviews else _DESCRIPTIONS | _EMPTY_DESCRIPTIONS
    description_lines = [f"{name:16}{what}" for name, what in descriptions.items() if name in names]
    heading = f"From the workshop “{title}”" if title else "From a workshop"
    how_to_open = _HOW_TO_OPEN if has_interviews else ""
    final_sections = filter(None, (how_to_open, _KEEP_SENTENCE))
    return "\n".join(
        (
            heading,
            f"Made on {today.isoformat()}",
            "",
            "In this file",
            "",
            *description_lines,
            "",
            *final_sections,
        )
    )
