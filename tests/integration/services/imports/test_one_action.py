"""An import is one action for every kind of file: one undo takes all of it back, and can itself be undone."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import segno

from followup_core.formats.archive import manifest
from followup_core.models import SCHEMA, Settings
from followup_core.services.imports.headless_import import parse_any
from followup_core.services.workspace import Workspace
from followup_core.store import CsvStore, Receipt
from followup_core.store.csv_codec import encode
from followup_core.zip_files import write_zip
from tests.integration.services.workspaces import (
    TODAY,
    everything,
    files_of,
    moment,
    opened,
    rows,
    started,
    view,
    with_person,
)
from tests.unit.formats.invitations import event
from tests.unit.formats.spreadsheet.spreadsheet_files import xlsx

PEOPLE = SCHEMA["people"].columns
JOBS = (
    b"Company,Position,Interview date,Interview type,Interviewer,Email\n"
    b"Borealis,Engineer,2026-11-09,Phone,Jo Kim,\n"
    b"Acme Robotics,Analyst,2026-11-02,Video,Dana Ruiz,dana@acme.example\n"
)
CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Dana,Ruiz,https://www.linkedin.com/in/dana-ruiz,,Acme Robotics,Head of Data,05 Nov 2026\n"
)
CONTACTS = b"First Name,Last Name,E-mail Address,Company\nJo,Kim,jo@borealis.example,Borealis\n"
ARCHIVE = write_zip(
    [
        ("take-home.json", manifest("A workshop", TODAY)),
        (
            "people.csv",
            encode(
                ("color", *PEOPLE, "size"),
                [{"person_id": "p-x", "name": "Jo Kim", "color": "red", "size": "007"}],
            ),
        ),
        (
            "settings.csv",
            encode(("key", "value", "since"), [{"key": "name", "value": "Robin", "since": "1"}]),
        ),
        ("messages/voicemail.txt", b"Hello"),
    ],
    TODAY,
)

CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jo Kim\nORG:Borealis\nEND:VCARD\n"


def qr_code(data: bytes) -> bytes:
    """Return a picture of a QR code."""
    out = io.BytesIO()
    segno.make(data).save(out, kind="png", scale=8)
    return out.getvalue()


FILES: Mapping[str, tuple[str, bytes]] = {
    "spreadsheet": ("jobs.csv", JOBS),
    "workbook": ("jobs.xlsx", xlsx(("Jobs", [line.split(",") for line in JOBS.decode().splitlines()]))),
    "own table": ("people.csv", encode((*PEOPLE, "color"), [{"person_id": "p1", "name": "Jo Kim"}])),
    "contacts": ("contacts.csv", CONTACTS),
    "connections": ("Connections.csv", CONNECTIONS),
    "invitation": ("invitation.ics", event("DTSTART:20261120T100000Z", "SUMMARY:Interview at Borealis")),
    "card": ("card.vcf", CARD),
    "photo": ("card.png", qr_code(CARD)),
    "archive": ("take-home.zip", ARCHIVE),
}
every_kind = pytest.mark.parametrize("kind", FILES)


def imported(workspace: Workspace, kind: str) -> Receipt:
    name, data = FILES[kind]
    upload = parse_any(name, data, settings=Settings(), today=TODAY, day_first=True)
    return upload.plan(view(workspace)).import_into(workspace, moment())


def encoded(workspace: Workspace) -> dict[str, bytes]:
    """Return every table as its file would be written now."""
    assert isinstance(workspace.store, CsvStore)
    return workspace.store.encoded()


def started_in(folder: Path) -> None:
    """Make a workspace where Dana was met at Acme, with a column of the person's own."""
    folder.mkdir()
    folder.joinpath("settings.csv").write_bytes(encode(("value", "key", "mine"), ()))
    with opened(folder) as workspace:
        with_person(workspace, started(workspace))


@every_kind
def test_an_import_is_one_action_with_a_backup_and_one_undo(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "w"
    started_in(folder)
    files = files_of(folder)
    with opened(folder) as workspace:
        before, actions = encoded(workspace), len(workspace.recent())
        receipt = imported(workspace, kind)
        after = encoded(workspace)
        assert (receipt.applied, len(workspace.recent()), after != before) == (True, actions + 1, True)
        assert not imported(workspace, kind).applied
        assert [path.name for path in (folder / "backups").iterdir()] == [f"{TODAY}-before-import.zip"]
    with opened(folder) as workspace:
        assert encoded(workspace) == after
        undo = workspace.undo(moment(), receipt.op_id)
        assert encoded(workspace) == before
    assert files_of(folder).items() >= files.items()
    with opened(folder) as workspace:
        assert encoded(workspace) == before
        workspace.undo(moment(), undo.op_id)
        assert encoded(workspace) == after


def test_columns_stay_after_the_undo_while_another_row_uses_them(workspace: Workspace) -> None:
    added = {"person_id": "p-y", "name": "Lee Wong", "color": "blue"}
    data = encode((*PEOPLE, "color"), [added])
    own_table = parse_any("people.csv", data, settings=Settings(), today=TODAY)
    receipt = imported(workspace, "archive")
    own_table.plan(view(workspace)).import_into(workspace, moment())
    workspace.undo(moment(), receipt.op_id)
    assert [row["color"] for row in rows(workspace, "people")] == ["blue"]
    assert everything(workspace)["settings"][0] == SCHEMA["settings"].columns
