"""A real workspace on disk for tests, and the few actions that most tests begin with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from followup_core.models import BadValue, FollowUpError, InterviewerPart, Row, TouchpointKind
from followup_core.playbook import ChecklistItem, reloadable_playbook
from followup_core.services.interview_service import InterviewEntry, start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView
from followup_core.services.workspace_registry import PLAYBOOK_DIR
from followup_core.store import CsvStore

MONDAY = date(2026, 11, 2)
"""The day of the interview in most tests."""

TODAY = date(2026, 11, 18)
"""A Wednesday, two days after the decision was promised in most tests."""

Everything = dict[str, tuple[tuple[str, ...], list[Row]]]
"""Every table: its columns, and its rows in stored order."""


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """Open a workspace folder and close it again."""
    store = CsvStore(folder)
    try:
        yield Workspace(store, reloadable_playbook(PLAYBOOK_DIR))
    finally:
        store.close()


def at(text: str) -> datetime:
    """Return a wall-clock time, as in 2026-11-02T10:00."""
    return datetime.fromisoformat(text)


def moment(today: date = TODAY, op_id: str = "") -> ActionContext:
    """Return the moment of a new action, or of one sent again under its id."""
    return ActionContext(op_id=op_id or uuid4().hex, timestamp="2026-11-18T09:00:00Z", today=today)


def entry(
    organization: str = "Acme Robotics",
    held_at: datetime | None = None,
    decision_by: date | None = None,
    role: str = "Analyst",
    timezone: str = "",
    notes: str = "",
) -> InterviewEntry:
    """Return an interview as a person enters it: on Monday at ten unless told otherwise."""
    return InterviewEntry(
        organization=organization,
        role=role,
        held_at=held_at or at("2026-11-02T10:00"),
        decision_by=decision_by,
        timezone=timezone,
        notes=notes,
    )


def started(workspace: Workspace, organization: str = "Acme Robotics", held_on: date = MONDAY) -> str:
    """Enter an interview and return its id."""
    held_at = datetime.combine(held_on, datetime.min.time()).replace(hour=10)
    return start_interview(workspace, moment(), entry(organization, held_at))


def with_person(
    workspace: Workspace,
    interview_id: str,
    name: str = "Dana Ruiz",
    part: InterviewerPart = InterviewerPart.HIRING_MANAGER,
) -> str:
    """Add somebody met and return the person's id."""
    return add_interviewer(workspace, moment(), interview_id, name=name, part=part)


def sent(
    workspace: Workspace,
    interview_id: str,
    kind: TouchpointKind = TouchpointKind.STATUS_EMAIL,
    on: date = TODAY,
    person_id: str = "",
    note: str = "",
) -> None:
    """Note a message on the day it went out."""
    message = TouchpointEntry(
        interview_id=interview_id, person_id=person_id, kind=kind, sent_on=on, note=note
    )
    record_touchpoint(workspace, moment(on), message)


def thanked(workspace: Workspace, interview_id: str, on: date = MONDAY, person_id: str = "") -> None:
    """Note a thank-you; to nobody by name unless told, so that no step asks who was met."""
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, on, person_id)


def checklist_item(workspace: Workspace, item_id: str) -> ChecklistItem:
    """Return a question of the checklist."""
    return next(item for item in view(workspace).playbook.checklist if item.id == item_id)


def view(workspace: Workspace, today: date = TODAY) -> WorkspaceView:
    """Return the workspace as it is."""
    return workspace.view(today)


def rows(workspace: Workspace, table: str) -> list[Row]:
    """Return one table's rows, in stored order."""
    loaded = workspace.store.load().tables.get(table)
    return [dict(row) for row in loaded.rows.values()] if loaded else []


def everything(workspace: Workspace) -> Everything:
    """Return all that is stored, in its order."""
    tables = workspace.store.load().tables
    return {name: (table.columns, rows(workspace, name)) for name, table in tables.items()}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the table files of a closed workspace, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def refusal(
    workspace: Workspace, attempt: Callable[[], object], error: type[FollowUpError] = BadValue
) -> str:
    """Return the sentence in which an action is refused, with nothing of it saved."""
    before = everything(workspace)
    with pytest.raises(error) as caught:
        attempt()
    assert everything(workspace) == before
    return str(caught.value)


@contextmanager
def taken_back(workspace: Workspace) -> Iterator[ActionContext]:
    """Give the moment of one action, and undo that action at the end: all is as it was."""
    before, action = everything(workspace), moment()
    yield action
    assert everything(workspace) != before
    workspace.undo(moment(), action.op_id)
    assert everything(workspace) == before
