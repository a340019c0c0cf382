"""Rows 28 to 35 and 43: words that look like something else are kept as written, and shown as they are."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import openpyxl  # type: ignore[import-untyped]
import pytest

from components.markdown_text import escape_markdown
from followup_core.formats.email_messages import draft_email_file, mailto
from followup_core.models import SCHEMA
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.interview_service import start_interview
from followup_core.services.workspace_export import render_csv_files, render_xlsx
from followup_core.store import Refused
from tests.integration.pages.screen import Screen, stored
from tests.integration.services.workspaces import TODAY, entry, moment, opened, rows, view
from tests.integration.store.store_actions import put as change
from tests.integration.store.store_actions import save
from tests.unit.formats.invitations import event
from tests.unit.formats.spreadsheet.spreadsheet_files import xlsx

from .input_paths import CommandLine, by_hand, unchanged, workspace_with_interview
from .tables import PEOPLE, row, table

AS_WRITTEN = {
    28: ("NA", "Null", "nan", "None", "N/A", "TRUE"),
    29: ("007", "1e5", "0x1F", "1_000", "1.0", "٣"),
    30: ("a\nb", "a\r\nb", "a\rb", 'say "hi"', "a,b;c\td", "'"),
    31: ("👩‍🚀", "abc\u202egnp.exe", "עברית", "é", "\ufeffx", "\u2028"),
    33: ("=1+1", "+1", "-1", "@x", "＝1", "\t=1", "'=1", "=cmd|' /C calc'!A0"),
}
ALL = [text for texts in AS_WRITTEN.values() for text in texts]


def test_rows_28_29_30_31_33_words_in_our_tables_stay_as_they_were_written(
    command_line: CommandLine, tmp_path: Path
) -> None:
    people = [row("people", person_id=f"p{n}", name=f"x{text}", notes=text) for n, text in enumerate(ALL)]
    folder = by_hand(tmp_path / "by hand", people=table("people", people))
    assert command_line.check(folder) == ("No problems.",)
    with opened(folder) as workspace:
        save(workspace.store, *(change("people", f"p{n}", title=text) for n, text in enumerate(ALL)))
        save(workspace.store, change("people", "new", name="Kim"))
    with opened(folder) as workspace:
        stay = [(each["name"], each["title"], each["notes"]) for each in rows(workspace, "people")]
    assert stay[:-1] == [(f"x{text}", text, text) for text in ALL]


def test_rows_28_29_30_31_33_words_come_in_as_they_were_written(command_line: CommandLine) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [
            ["Company", "Interview Date", "Role"],
            *([f"x{n}{text}x", "2026-11-03", f"y{text}y"] for n, text in enumerate(ALL)),
        ]
    )
    command_line.import_file("jobs.csv", out.getvalue())
    came = [(each["organization"], each["role"]) for each in stored("interviews")[1:]]
    assert came == [(f"x{n}{text}x", f"y{text}y") for n, text in enumerate(ALL)]


def test_row_28_a_company_na_and_a_surname_null_come_in_from_every_kind_of_file(
    command_line: CommandLine,
) -> None:
    table_ = [["Company", "Interview Date", "Contact Person"], ["NA", "2026-11-03", "Null"]]
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Null;Ada;;;\r\nORG:NA\r\nEND:VCARD\r\n"
    assert command_line.import_file("jobs.xlsx", xlsx(("Jobs", table_))).code == 0
    assert command_line.import_file("card.vcf", card).code == 0
    assert stored("interviews")[1]["organization"] == "NA"
    assert [(each["name"], each["organization"]) for each in stored("people")][1:] == [
        ("Null", "NA"),
        ("Ada Null", "NA"),
    ]


@pytest.mark.parametrize("text", ["007", "1e5"])
def test_row_29_an_id_is_kept_as_written(command_line: CommandLine, tmp_path: Path, text: str) -> None:
    one = row("interviews", interview_id=text, organization="Acme", held_at="2026-11-02T10:00")
    folder = by_hand(tmp_path / "by hand", interviews=table("interviews", [one]))
    assert command_line.call("plan", text, workspace=folder).code == 0
    out = tmp_path / "all.zip"
    assert command_line.call("export", "--as", "zip", str(out), workspace=folder).code == 0
    assert command_line.import_file("all.zip", out.read_bytes()).code == 0
    assert text in [each["interview_id"] for each in stored("interviews")]


def test_row_29_a_number_typed_as_text_in_a_workbook_stays_text(command_line: CommandLine) -> None:
    cells = [
        ["Company", "Role", "Interview Date"],
        ["Acme", "007", "2026-11-03"],
        ["Bo", "1e5", "2026-11-04"],
    ]
    command_line.import_file("jobs.xlsx", xlsx(("Jobs", cells)))
    assert [each["role"] for each in stored("interviews")][1:] == ["007", "1e5"]


def test_row_30_a_note_of_several_lines_comes_through_every_way_out_and_in(
    command_line: CommandLine, tmp_path: Path
) -> None:
    note = "one\n\ntwo\r\nthree\rfour, \"five\"; 'six'"
    other = workspace_with_interview(tmp_path / "other")
    with opened(other) as workspace:
        start_interview(workspace, moment(), entry("Borealis", notes=note))
    assert command_line.call("export", "--as", "zip", str(tmp_path / "all.zip"), workspace=other).code == 0
    assert command_line.import_file("all.zip", (tmp_path / "all.zip").read_bytes()).code == 0
    assert [each["notes"] for each in stored("interviews")][1:] == [note]


def test_row_31_a_right_to_left_override_is_isolated_on_screen(command_line: CommandLine) -> None:
    text = "abc\u202egnp.exe"
    with opened(command_line.workspace) as workspace:
        start_interview(workspace, moment(), entry(text))
    screen = Screen().open("interviews")
    sheet = f"Company,Interview Date\n{text} too,2026-11-03\n".encode()
    here = [words for words in screen.words if begun(text) in words]
    screen.open("import_file").fill("file-0", ("jobs.csv", sheet, "text/csv")).run()
    coming = [words for words in screen.words if begun(f"{text} too") in words]
    assert here
    assert coming
    for words in (*here, *coming):
        assert "\u202e" not in re.sub("\u2068[^\u2069]*\u2069", "", words)


def begun(text: str) -> str:
    """Return how a text is shown where more of a title may follow."""
    return escape_markdown(text).removesuffix("\u2069")


def test_row_32_half_of_a_character_is_refused_in_words(command_line: CommandLine, tmp_path: Path) -> None:
    half = b"\xed\xa0\x80"
    assert command_line.refusal("jobs.csv", b"Company,Role\nA" + half + b",B\n") == (
        "The file contains half of a character (a lone surrogate) at position 15."
        " Delete that character, and choose it again."
    )
    folder = by_hand(tmp_path / "by hand", people=PEOPLE.encode() + b"p1,A" + half + b",,,,,,\n")
    [output] = command_line.check(folder)
    assert output.startswith(
        f"people.csv, line 2: Byte {len(PEOPLE) + 5} of the file (0xed) is not UTF-8 text."
    )
    with (
        unchanged(command_line.workspace),
        opened(command_line.workspace) as workspace,
        pytest.raises(Refused) as caught,
    ):
        start_interview(workspace, moment(), entry("Acme \ud83d"))
    assert "The text contains half of a character (a lone surrogate) at position 6. Delete" in str(
        caught.value
    )


def test_row_33_the_tables_on_the_way_out_are_guarded_and_the_guard_comes_off_on_the_way_in(
    command_line: CommandLine, tmp_path: Path
) -> None:
    words = AS_WRITTEN[33]
    people = [row("people", person_id=f"q{n}", name=f"Kim {n}", notes=text) for n, text in enumerate(words)]
    other = by_hand(tmp_path / "other", people=table("people", people))
    with opened(other) as workspace:
        out = render_csv_files(workspace, TODAY)["people.csv"]
    shown = [each["notes"] for each in csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline=""))]
    assert shown == [f"'{text}" for text in words]
    assert command_line.import_file("people.csv", out).code == 0
    assert [each["notes"] for each in stored("people")][1:] == list(words)


def test_row_33_every_cell_of_the_tables_in_a_workbook_is_typed_as_text(tmp_path: Path) -> None:
    words = AS_WRITTEN[33]
    people = [row("people", person_id=f"q{n}", name=f"Kim {n}", notes=text) for n, text in enumerate(words)]
    with opened(by_hand(tmp_path / "other", people=table("people", people))) as workspace:
        book = openpyxl.load_workbook(io.BytesIO(render_xlsx(workspace, TODAY)))
    column = SCHEMA["people"].columns.index("notes")
    cells = [line[column] for line in book["people"].iter_rows() if line[column].value != "notes"]
    assert [cell.value for cell in cells] == list(words)
    assert {cell.data_type for cell in cells} == {"s"}


BROKEN = "Data\r\nBcc: everybody@example.org\n\nanalyst"


def test_row_34_a_subject_never_breaks_its_line(command_line: CommandLine) -> None:
    with opened(command_line.workspace) as workspace:
        interview_id = start_interview(workspace, moment(), entry("Bore\nalis", role=BROKEN))
    output = command_line.call("draft", "status_email", "--interview", interview_id, "--json")
    subject = json.loads("\n".join(output.out))["subject"]
    assert not set("\r\n") & set(subject)
    assert "Data Bcc: everybody@example.org analyst" in subject
    for made in (
        draft_email_file("a@example.org", BROKEN, "Hello"),
        mailto("a@example.org", BROKEN, "Hello").encode(),
    ):
        assert b"\r\nBcc" not in made
        assert b"%0A" not in made.partition(b"&body")[0]
    assert b"\r\nSubject: Data Bcc: everybody@example.org analyst\r\n" in draft_email_file(
        "a@example.org", BROKEN, "Hello"
    )


CONTROL = "Bore\x07\x1b[31m\x85alis\x00"


def test_row_35_control_characters_are_taken_out_of_a_calendar_that_comes_in(
    command_line: CommandLine,
) -> None:
    assert (
        command_line.import_file(
            "invitation.ics", event(f"SUMMARY:Interview at {CONTROL}", "DTSTART:20261103T100000Z")
        ).code
        == 0
    )
    [came] = stored("interviews")[1:]
    assert came["organization"].isprintable()
    assert "Bore" in came["organization"]


def test_row_35_control_characters_are_taken_out_of_a_calendar_that_goes_out(
    command_line: CommandLine,
) -> None:
    with opened(command_line.workspace) as workspace:
        start_interview(workspace, moment(), entry(CONTROL.replace("\x00", ""), role="a\nb\x0bc"))
        made = calendar_file(
            view(workspace), command_line.workspace, made_at=datetime(2026, 11, 18, 9, tzinfo=UTC)
        )
    assert not set(made) & (set(range(32)) - set(b"\r\n\t") | {0x7F})
    titles = [str(each["SUMMARY"]) for each in icalendar.Calendar.from_ical(made).walk("VEVENT")]
    assert any("Bore [31m alis" in title for title in titles), titles


LIVE = "<script>alert(1)</script> ![x](http://evil.example/x.png) [c](javascript:a) :red[r]"


def live(texts: list[str]) -> list[str]:
    """Return the texts in which a tag, a picture, a link or a color of the person's own would work."""
    return [words for words in texts if re.search(r"<|\]\(|:red\[|evil\.", re.sub(r"\\.", "", words))]


@pytest.mark.usefixtures("command_line")
def test_row_43_a_file_full_of_tags_is_shown_as_text_before_and_after_it_comes_in() -> None:
    sheet = f'Company,Interview Date,Contact Person,"{LIVE}"\n"{LIVE}",2026-11-03,"{LIVE}","{LIVE}"\n'
    screen = Screen().open("import_file").fill("file-0", (f"{LIVE}.csv", sheet.encode(), "text/csv")).run()
    before = screen.words
    screen.tap("Import it")
    assert stored("interviews")[1]["organization"] == LIVE
    for texts in (before, screen.open("interviews").words):
        assert any(escape_markdown(LIVE) in words for words in texts)
        assert live(texts) == []
