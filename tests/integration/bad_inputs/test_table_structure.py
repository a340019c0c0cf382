"""Rows 8 to 14, 16, 20 to 25: columns, ids, rows and sizes that a table must not have."""

import re
from pathlib import Path

import pytest

from tests.integration.services.workspaces import opened, rows, started, with_person
from tests.unit.formats.spreadsheet.spreadsheet_files import xlsx

from .input_paths import CommandLine, by_hand, unchanged
from .tables import AGAIN, CORRECT, JOB, JOBS, NOT_AS_TEXT, PEOPLE, PERSON

PART = "Choose a smaller file, or only the part with your interviews."
NOT_CSV = "Save it as XLSX or “CSV UTF-8”, and choose that file."


def refused_in_the_store(command_line: CommandLine, folder: Path, people: bytes | str) -> str:
    """Return what is said of a table nobody can read; every command says it, and none changes a byte."""
    by_hand(folder, people=people)
    [sentence] = command_line.check(folder)
    with unchanged(folder):
        output = command_line.call("due", workspace=folder)
    assert (output.code, output.err) == (1, (re.sub(r", column \w+:", ":", sentence),))
    return sentence


def with_somebody_more(folder: Path, name: str = "Kim") -> list[str]:
    """Save an interview and somebody met; return the rows of the people's table that are in its file then."""
    with opened(folder) as workspace:
        with_person(workspace, started(workspace), name)
    return (folder / "people.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_row_8_a_required_column_that_is_missing_is_named(command_line: CommandLine, tmp_path: Path) -> None:
    text = "person_id,organization\np1,Borealis\n"
    assert refused_in_the_store(command_line, tmp_path / "by hand", text) == (
        "people.csv, line 1, column name: The column “name” is missing from the first line."
        " Put it back with commas between the columns."
    )


def test_row_8_a_list_without_an_organization_brings_nothing_in_and_says_so(
    command_line: CommandLine,
) -> None:
    with unchanged(command_line.workspace):
        output = command_line.import_file("jobs.csv", "Interview Date,Notes\n2026-11-03,fine\n")
    assert "organization" in "\n".join((*output.out, *output.err))


def test_row_9_an_unknown_column_is_kept_and_survives_every_save(
    command_line: CommandLine, tmp_path: Path
) -> None:
    text = PEOPLE.replace("name,", "name,Shoe size,").replace("\n", ",Color\n")
    folder = by_hand(tmp_path / "by hand", people=text + "p1,Ada,42,Borealis,,,,,,red\n")
    assert command_line.check(folder) == ("No problems.",)
    for name in ("Kim", "Eve", "Lu"):
        ada, *others = with_somebody_more(folder, name)
        assert ada == '"p1","Ada","42","Borealis","","","","","","red"'
    assert len(others) == 3
    header = (folder / "people.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.startswith('"person_id","name","Shoe size","organization"')


def test_row_9_what_an_unknown_column_says_comes_in_as_a_note(command_line: CommandLine) -> None:
    command_line.import_file("jobs.csv", "Company,Interview Date,Shoe size\nBorealis,2026-11-03,42\n")
    with opened(command_line.workspace) as workspace:
        assert rows(workspace, "interviews")[1]["notes"] == "Shoe size: 42"


def test_row_10_the_same_header_twice_is_refused(command_line: CommandLine, tmp_path: Path) -> None:
    twice = PEOPLE.replace("notes", "name") + PERSON
    assert refused_in_the_store(command_line, tmp_path / "by hand", twice) == (
        f"people.csv, line 1, column name: The column “name” is there twice. {CORRECT}"
    )
    assert command_line.refusal("jobs.csv", JOBS.replace("Notes", "role") + JOB) == (
        "Two columns are called “role”. Give one of them another name, and choose it again."
    )


def test_row_11_rows_of_one_id_are_both_kept_aside_and_asked_about(
    command_line: CommandLine, tmp_path: Path
) -> None:
    folder = by_hand(tmp_path / "by hand", people=PEOPLE + PERSON + PERSON.replace("Ada", "Eve"))
    sentence = (
        "The id “p1” is on several rows; all of them were set aside."
        " Keep one of them, or give each its own id."
    )
    expected = tuple(f"people.csv, line {line}, column person_id: {sentence}" for line in (2, 3))
    assert command_line.check(folder) == expected
    assert [line.split(",")[1] for line in with_somebody_more(folder)] == ['"Kim"', '"Ada"', '"Eve"']
    assert len(command_line.check(folder)) == 2


def test_row_11_rows_of_one_id_stay_out_of_an_import_and_are_named(command_line: CommandLine) -> None:
    double = PEOPLE + PERSON + PERSON.replace("Ada", "Eve") + PERSON.replace("p1,Ada", "p2,Kim")
    what = f"The id “p1” is on several rows, and all of them are left out. {AGAIN}"
    assert command_line.import_file("people.csv", double).out == (
        "New: 1 person.",
        f"Line 2: {what}",
        f"Line 3: {what}",
    )


def test_row_12_a_row_with_a_blank_id_is_set_aside_and_shown(
    command_line: CommandLine, tmp_path: Path
) -> None:
    blank = PERSON.replace("p1", " ")
    folder = by_hand(tmp_path / "by hand", people=PEOPLE + blank)
    assert command_line.check(folder) == (
        "people.csv, line 2, column person_id: The id is blank; the row was set aside."
        " Give the row an id, or delete it.",
    )
    assert with_somebody_more(folder)[1:] == ['" ","Ada","Borealis","","","","",""']
    with unchanged(command_line.workspace):
        output = command_line.import_file("people.csv", PEOPLE + blank)
    assert output.out == (
        "1 row, and it can't be used as written. See below what to correct.",
        f"Line 2: The person id is blank. {AGAIN}",
    )


@pytest.mark.parametrize(("row", "cells"), [("p1,Ada\n", 2), (PERSON.replace("\n", ",more\n"), 9)])
def test_rows_13_14_a_short_or_long_row_is_refused_with_its_line(
    command_line: CommandLine, tmp_path: Path, row: str, cells: int
) -> None:
    text = PEOPLE + PERSON.replace("p1", "p0") + row
    assert refused_in_the_store(command_line, tmp_path / "by hand", text) == (
        f"people.csv, line 3: The row has {cells} cells where the first line has 8. {CORRECT}"
    )


@pytest.mark.parametrize(("row", "cells"), [("Acme,Analyst\n", 2), ("Acme,Analyst,,,more\n", 5)])
def test_rows_13_14_a_short_or_long_row_stays_out_of_an_import_with_its_line(
    command_line: CommandLine, row: str, cells: int
) -> None:
    output = command_line.import_file("jobs.csv", JOBS + row + JOB)
    assert output.out == (
        "New: 1 interview.",
        f"Line 2: The row has {cells} cells where the header has 4. {AGAIN}",
    )


def test_row_16_an_unclosed_quote_is_refused_with_its_line(command_line: CommandLine, tmp_path: Path) -> None:
    text = PEOPLE + PERSON + 'p2,"Eve,,,,,,\np3,Kim,,,,,,\n'
    assert refused_in_the_store(command_line, tmp_path / "by hand", text) == (
        f"people.csv, line 3: A quote that opens in this row is never closed. {CORRECT}"
    )
    assert command_line.refusal("jobs.csv", JOBS + JOB + '"Acme,Analyst\n' + JOB) == (
        "Line 3: A quote is opened and never closed. Close it, and choose the file again."
    )


def test_row_20_nul_in_a_table_is_refused_with_its_place(command_line: CommandLine, tmp_path: Path) -> None:
    text = PEOPLE + PERSON.replace("Ada", "A\0da")
    assert refused_in_the_store(command_line, tmp_path / "by hand", text) == (
        f"people.csv, line 2: There is a NUL character at byte {text.index(chr(0)) + 1}. {CORRECT}"
    )
    text = JOBS + JOB.replace("fine", "fi\0ne")
    assert command_line.refusal("jobs.csv", text) == (
        f"The file holds a NUL character at byte {text.index(chr(0)) + 1}, so it isn't a text table."
        " Save it as “CSV UTF-8”, and choose that file."
    )


@pytest.mark.parametrize(
    ("data", "in_store", "on_import"),
    [
        (
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            f"The file is a web page, not a CSV table. {NOT_AS_TEXT}",
            "The file is a web page, not a table. Save it as “CSV UTF-8”, and choose that file.",
        ),
        (
            xlsx(("Jobs", [["Company", "Role"], ["Borealis", "Engineer"]])),
            f"The file is a ZIP archive or an XLSX workbook, not a CSV table. {NOT_AS_TEXT}",
            f"The file is a ZIP archive or a workbook, not a CSV table. {NOT_CSV}",
        ),
    ],
    ids=["a web page", "a workbook"],
)
def test_row_22_what_is_no_table_is_refused_by_its_content_whatever_its_name(
    command_line: CommandLine, tmp_path: Path, data: bytes, in_store: str, on_import: str
) -> None:
    assert refused_in_the_store(command_line, tmp_path / "by hand", data) == f"people.csv: {in_store}"
    assert command_line.refusal("jobs.csv", data) == on_import


def test_row_22_another_zip_archive_named_csv_brings_nothing_in(command_line: CommandLine) -> None:
    output = command_line.refusal("jobs.csv", b"PK\x03\x04 and more")
    assert output.startswith("The file is a ZIP archive or a workbook, not a CSV table.")


def test_row_23_a_cell_above_20_kb_is_refused_with_its_line(
    command_line: CommandLine, tmp_path: Path
) -> None:
    for size in (20_001, 11_000_000):
        output = refused_in_the_store(
            command_line, tmp_path / f"by hand {size}", PEOPLE + PERSON.replace("Ada", "x" * size)
        )
        assert output == ("people.csv, line 2: A cell is longer than 20 kB. Shorten it, or restore a backup.")
    for size in (20_001, 4_000_000):
        assert command_line.refusal("jobs.csv", JOBS + JOB.replace("fine", "x" * size)) == (
            "Line 2: A cell is longer than 20 kB. Shorten it, and choose the file again."
        )
    assert command_line.refusal("jobs.csv", JOBS + JOB.replace("fine", "x" * 50_000_000)) == (
        "The file is larger than 10 MB. Choose a smaller one, or a part of it."
    )


def test_row_24_ten_thousand_columns_are_refused(command_line: CommandLine, tmp_path: Path) -> None:
    wide = ",".join(f"c{number}" for number in range(10_000))
    assert refused_in_the_store(command_line, tmp_path / "by hand", f"person_id,name,{wide}\n") == (
        f"people.csv, line 1: The table has 10002 columns; the limit is 100. {CORRECT}"
    )
    output = f"The table has more than 100 columns. {PART}"
    assert command_line.refusal("jobs.csv", f"Company,{wide}\n{'x,' * 10_000}x\n") == output
    rows = [["Company", *(f"c{number}" for number in range(150))], ["x"] * 151]
    assert command_line.refusal("jobs.xlsx", xlsx(("Jobs", rows))) == output


@pytest.mark.thorough
def test_row_25_a_million_rows_are_refused_before_all_are_read(
    command_line: CommandLine, tmp_path: Path
) -> None:
    output = f"The table has more than 5,000 rows. {PART}"
    assert command_line.refusal("jobs.csv", "Company,Role\n" + "a,b\n" * 1_000_000) == output
    # An open quote far below is never come to.
    assert command_line.refusal("jobs.csv", "Company,Role\n" + "a,b\n" * 6_000 + '"never closed') == output
    people = PEOPLE + "".join(f"p{number},Ada,,,,,,\n" for number in range(200_001)) + '"never closed'
    assert command_line.check(by_hand(tmp_path / "by hand", people=people)) == (
        "people.csv, line 200002: The table has more than 200000 rows. Split the file.",
    )
