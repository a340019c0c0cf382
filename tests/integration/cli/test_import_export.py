"""`import` and `export`: what came in and what did not, and files that come in again as they went out."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from followup_core.__main__ import main
from followup_core.services.imports.invitation_candidate import remember_candidate

from .folders import seen, write

Capture = pytest.CaptureFixture[str]
TODAY = "2026-11-18"
HEADER = "Company Name,Position,Application Status,Contact Person,Contact Email,Interview Date,Notes\n"
SHEET = HEADER + "Acme Robotics,Analyst,Interview,Dana Ruiz,dana@acme.example,2026-11-03,Asked about SQL\n"
INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20261101T080000Z
DTSTART:20261120T100000Z
DTEND:20261120T110000Z
SUMMARY:Interview: Analyst at Borealis
ORGANIZER;CN=Ada Byron:mailto:ada@borealis.example
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
WORKSPACE = {
    "interviews": [
        {
            "interview_id": "a",
            "organization": '=HYPERLINK("x")',
            "role": "007",
            "held_at": "2026-11-02T10:00",
            "notes": "two\nlines, “quoted”",
        }
    ],
    "people": [{"person_id": "p", "name": "Null", "email": "null@example.org"}],
    "interviewers": [{"interview_id": "a", "person_id": "p", "part": "interviewer"}],
    "settings": [{"key": "name", "value": "Robin"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    return made


def given(tmp_path: Path, name: str, text: str | bytes) -> str:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def call(folder: Path, *words: str) -> int:
    return main([*words, "--workspace", str(folder), "--today", TODAY])


def as_json(folder: Path, capsys: Capture, *words: str) -> dict[str, Any]:
    assert call(folder, *words, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_dry_run_says_the_same_and_changes_nothing(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    write(folder, WORKSPACE)
    before = seen(folder)
    file = given(tmp_path, "jobs.csv", SHEET)
    assert call(folder, "import", file, "--dry-run") == 0
    assert capsys.readouterr().out == (
        "This is what would happen; nothing is changed.\nNew: 1 interview and 1 person.\n"
    )
    expected: dict[str, Any] = {
        "kind": "spreadsheet",
        "added": {"interviews": 1, "people": 1, "interviewers": 1},
        "updated": {},
        "here": 0,
        "conflicts": [],
        "skipped": [],
        "notices": [],
    }
    assert as_json(folder, capsys, "import", file, "--dry-run") == {**expected, "dry_run": True}
    assert seen(folder) == before
    assert as_json(folder, capsys, "import", file) == {**expected, "dry_run": False}


def test_a_dry_run_asks_the_same_about_openings(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    call(folder, "import", given(tmp_path, "a.ics", INVITATION))
    other = INVITATION.replace("UID:1", "UID:2").replace("20261120", "20261124")
    path = given(tmp_path, "b.ics", other.replace("Borealis", "Borealis GmbH"))
    capsys.readouterr()
    said = []
    for words in (("--dry-run",), ()):
        call(folder, "import", path, *words)
        said.append(capsys.readouterr().out)
    question = "Borealis GmbH, Analyst may be the same opening as Borealis, Analyst."
    assert all(question in each for each in said)


def test_an_older_invitation_is_said_to_be_one(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    newer = INVITATION.replace("DTSTAMP", "SEQUENCE:1\r\nDTSTAMP").replace("20261120", "20261124")
    call(folder, "import", given(tmp_path, "new.ics", newer))
    capsys.readouterr()
    [outdated] = as_json(folder, capsys, "import", given(tmp_path, "old.ics", INVITATION))["outdated"]
    assert (outdated["reason"], outdated["held_at"][:10]) == ("older_invitation", "2026-11-24")


@pytest.mark.parametrize(("today", "deleted"), [("2026-11-19", True), ("2026-11-21", False)])
def test_cancel_deletes_an_interview_only_before_its_day_has_passed(
    folder: Path, tmp_path: Path, capsys: Capture, today: str, deleted: bool
) -> None:
    call(folder, "import", given(tmp_path, "a.ics", INVITATION))
    off = given(tmp_path, "off.ics", INVITATION.replace("REQUEST", "CANCEL"))
    capsys.readouterr()
    words = ("import", off, "--cancel", "--workspace", str(folder), "--today", today)
    main([*words, "--dry-run", "--json"])
    assert json.loads(capsys.readouterr().out)["canceled"][0]["deleted"] is deleted
    main([*words])
    said = capsys.readouterr().out
    assert ("It is deleted." in said) is deleted
    assert ("delete it on its own page" in said) is not deleted
    assert len(rows(folder, "interviews")) == (not deleted)


def test_what_differs_is_shown_and_ours_stays(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = given(tmp_path, "jobs.csv", SHEET)
    call(folder, "import", file)
    capsys.readouterr()
    other = given(tmp_path, "jobs.csv", SHEET.replace("Asked about SQL", "Asked about\x1b[2J\tPython"))
    [differs] = as_json(folder, capsys, "import", other, "--dry-run")["conflicts"]
    assert differs["what"] == "Acme Robotics: notes"
    assert differs["ours"].startswith("Asked about SQL")
    assert differs["theirs"].startswith("Asked about")
    assert call(folder, "import", other) == 0
    out = capsys.readouterr().out
    assert "1 differs: yours stays.\nAcme Robotics: notes: yours is “Asked about SQL" in out
    assert "”, and stays; the file says “Asked about" in out
    assert "\x1b" not in out
    assert [row["notes"].splitlines()[0] for row in rows(folder, "interviews")] == ["Asked about SQL"]


def test_what_stays_out_is_named_with_line_and_remedy(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = given(tmp_path, "jobs.csv", SHEET + "Borealis,Clerk,Interview,,,no day at all,\n")
    skipped = as_json(folder, capsys, "import", file, "--dry-run")["skipped"]
    assert {tuple(each) for each in skipped} == {("line", "what", "remedy")}
    assert call(folder, "import", file) == 0
    out = capsys.readouterr().out
    assert all(f"Line {each['line']}: {each['what']} {each['remedy']}" in out for each in skipped)


@pytest.mark.parametrize("kind", [(), ("--as", "ics"), ("--as", "Calendar")])
def test_a_calendar_is_known_by_its_content_or_as_it_is_called(
    folder: Path, tmp_path: Path, capsys: Capture, kind: tuple[str, ...]
) -> None:
    found = as_json(folder, capsys, "import", given(tmp_path, "file.txt", INVITATION), *kind)
    assert found["kind"] == "calendar"
    assert [row["held_at"][:10] for row in rows(folder, "interviews")] == ["2026-11-20"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("not-there.csv",), r"The file “.*not-there\.csv” cannot be read \(there is no such file\)\. Name"),
        ((".",), r"The file “\.” cannot be read \(it is a folder\)\. Name a file that is there\."),
        (("not-there.csv", "--as", "cow"), r"There is no kind “cow”\. Use one of: calendar, vcard, photo,"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    folder: Path, capsys: Capture, words: tuple[str, ...], sentence: str
) -> None:
    assert call(folder, "import", *words) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert re.match(sentence, errors)
    assert errors.count("\n") == 1
    assert list(folder.glob("*.csv")) == []


@pytest.mark.parametrize(("kind", "start"), [("ics", b"BEGIN:VCALENDAR"), ("xlsx", b"PK"), ("zip", b"PK")])
def test_everything_is_written_to_the_file_that_is_asked_for(
    folder: Path, tmp_path: Path, capsys: Capture, kind: str, start: bytes
) -> None:
    write(folder, WORKSPACE)
    out = tmp_path / f"all.{kind}"
    found = as_json(folder, capsys, "export", "--as", kind, str(out))
    assert found == {"kind": kind, "written": [{"path": str(out), "bytes": out.stat().st_size}]}
    assert out.read_bytes().startswith(start)
    assert call(folder, "export", "--as", kind, str(out)) == 0
    assert capsys.readouterr().out == f"“{out}” was written. It replaced the file that was there.\n"


def test_tables_are_written_to_a_folder(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    write(folder, WORKSPACE)
    found = as_json(folder, capsys, "export", "--as", "csv", str(tmp_path / "tables"))
    sizes = {str(path): path.stat().st_size for path in (tmp_path / "tables").iterdir()}
    assert {each["path"]: each["bytes"] for each in found["written"]} == sizes


def test_what_goes_out_comes_in_elsewhere_cell_by_cell(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    write(folder, WORKSPACE)
    file = str(tmp_path / "all.zip")
    assert call(folder, "export", "--as", "zip", file) == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert call(elsewhere, "import", file) == 0
    for table, ours in WORKSPACE.items():
        theirs = rows(elsewhere, table)
        assert [{key: each[key] for key in ours[0]} for each in theirs] == ours
    capsys.readouterr()
    assert call(folder, "import", file) == 0
    assert capsys.readouterr().out == "Everything in this file is here already.\n"


@pytest.mark.parametrize("out", ["nowhere/all.zip", "workspace/interviews.csv"])
def test_an_impossible_place_is_one_sentence(folder: Path, tmp_path: Path, capsys: Capture, out: str) -> None:
    write(folder, WORKSPACE)
    before = seen(folder)
    assert call(folder, "export", "--as", "zip", str(tmp_path / out)) == 1
    said, errors = capsys.readouterr()
    assert (said, errors.count("\n")) == ("", 1)
    assert seen(folder) == before


@pytest.mark.parametrize("remembered", [False, True], ids=["guessed", "said before"])
def test_the_candidate_stays_out_and_is_named(
    folder: Path, tmp_path: Path, capsys: Capture, remembered: bool
) -> None:
    mine = "sam@borealis.example" if remembered else "sam@okafor.example"
    me = f"ATTENDEE;CN=Sam Okafor:mailto:{mine}\r\nEND:VEVENT"
    if remembered:
        remember_candidate(folder, [mine], [mine, "ada@borealis.example"])
    assert call(folder, "import", given(tmp_path, "a.ics", INVITATION.replace("END:VEVENT", me))) == 0
    assert f"Sam Okafor ({mine}) looks like you and is left out." in capsys.readouterr().out
    assert [row["name"] for row in rows(folder, "people")] == ["Ada Byron"]


def test_an_import_goes_on_if_no_backup_can_be_made(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    write(folder, WORKSPACE)
    (folder / "backups").write_text("a file in the place of the folder")
    assert call(folder, "import", given(tmp_path, "jobs.csv", SHEET)) == 0
    said = capsys.readouterr()
    assert said.out == "New: 1 interview and 1 person.\n"
    assert said.err.startswith("No backup could be made (")
    assert said.err.count("\n") == 1
