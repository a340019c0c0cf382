"""Calendar files as programs write them: what `import` says of each, and what is stored then."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.models import Row
from followup_core.services.candidate_settings import save_settings
from tests.integration.services.workspaces import moment, opened, rows

FILES = Path(__file__).parents[2] / "cases" / "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Files that come in before, the file, what is said of it, and what is stored in the end."""

    file: str
    said: str
    stored: str = ""
    """The interview that is stored then: when, where, and in brackets as what, how and with which notes."""
    before: str = ""


COMES_IN = "New: 1 interview and 1 person."
CANCELED = "1 calendar entry, and it was canceled."
OFF = "1 interview was canceled."
ANALYST = "2026-11-17T10:00 Borealis GmbH (Data Analyst)"
MOVED = "2026-11-19T10:00 Borealis GmbH (Data Analyst)"
BY_PHONE = "2026-11-17T13:00 Borealis GmbH (phone)"
IN_PERSON = "2026-09-17T09:30 Borealis GmbH (in_person, Place: Hauptstr. 5)"
OLDER = "this is an older version of the invitation. Your interview stays on Thursday, November 19"

CASES = {
    "an invitation": Case(file="inv_v0.ics", said=COMES_IN, stored=ANALYST),
    "the same invitation again": Case(
        before="inv_v0.ics",
        file="inv_v0.ics",
        said="Everything in this file is here already.",
        stored=ANALYST,
    ),
    "moved before it came": Case(file="inv_v1_moved.ics", said=COMES_IN, stored=MOVED),
    "moved": Case(before="inv_v0.ics", file="inv_v1_moved.ics", said="1 interview moves.", stored=MOVED),
    "an older version": Case(before="inv_v1_moved.ics", file="inv_v0.ics", said=OLDER, stored=MOVED),
    "canceled before it came": Case(file="inv_v2_cancel.ics", said=CANCELED),
    "canceled": Case(before="inv_v0.ics", file="inv_v2_cancel.ics", said=OFF, stored=ANALYST),
    "invited and canceled in one file": Case(file="both_in_one.ics", said=CANCELED),
    "canceled in a file that also invites": Case(
        before="inv_v1_moved.ics", file="both_in_one.ics", said=OFF, stored=MOVED
    ),
    "an interview by phone, in German": Case(file="de_telefon.ics", said=COMES_IN, stored=BY_PHONE),
    "a zone after the calendar": Case(
        file="floating_vtz_outside.ics", said="New: 1 interview.", stored=IN_PERSON
    ),
    "canceled in the title": Case(file="ol_canceled.ics", said=CANCELED),
    "another appointment at the time of ours is canceled": Case(
        before="de_telefon.ics", file="ol_canceled.ics", said=CANCELED, stored=BY_PHONE
    ),
    "declined": Case(file="ol_declined.ics", said="1 calendar entry, and it was declined."),
    "a shorter name": Case(
        file="renamed.ics", said=COMES_IN, stored="2026-11-24T10:00 Borealis (Data Analyst)"
    ),
    "one moved appointment of a series": Case(
        file="series_exc_only.ics", said=COMES_IN, stored="2026-11-17T14:00 Borealis ()"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "workspace") as workspace:
        save_settings(workspace, moment(), {"email": "robin@example.org", "name": "Robin Sample"})
    return tmp_path / "workspace"


def bring_in(folder: Path, name: str) -> None:
    main(["import", str(FILES / name), "--workspace", str(folder), "--today", "2026-11-18"])


def stored(folder: Path, table: str) -> list[Row]:
    with opened(folder) as workspace:
        return rows(workspace, table)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_calendar_file_is_understood_as_its_program_meant_it(
    folder: Path, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    if case.before:
        bring_in(folder, case.before)
        capsys.readouterr()
    bring_in(folder, case.file)
    assert case.said in capsys.readouterr().out
    found = [
        f"{row['held_at']} {row['organization']}"
        f" ({', '.join(filter(None, (row['role'], row['format'], row['notes'])))})"
        for row in stored(folder, "interviews")
    ]
    assert "".join(found) == case.stored
    people = ["Dana Ruiz"] if case.said == COMES_IN or case.before else []
    assert [row["name"] for row in stored(folder, "people")] == people


def test_no_file_is_forgotten() -> None:
    assert {case.file for case in CASES.values()} == {path.name for path in FILES.glob("*.ics")}
