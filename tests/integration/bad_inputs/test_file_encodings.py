"""Rows 1 to 7, and 15: letters, separators and line ends, in our own tables and in files that come in."""

from pathlib import Path

from followup_core.services import maintenance, workspace_registry
from tests.integration.services.workspaces import opened, rows

from .input_paths import CommandLine, by_hand, unchanged
from .tables import JOB, JOBS, NOT_AS_TEXT, PEOPLE, PERSON


def names(folder: Path) -> list[str]:
    with opened(folder) as workspace:
        return [each["name"] for each in rows(workspace, "people")]


def firms(folder: Path) -> list[str]:
    with opened(folder) as workspace:
        return [each["organization"] for each in rows(workspace, "interviews")]


def test_row_1_a_byte_order_mark_is_taken_off(command_line: CommandLine, tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "by hand", people="\ufeff" + PEOPLE + PERSON)
    assert command_line.check(folder) == ("No problems.",)
    assert names(folder) == ["Ada"]
    assert command_line.import_file("jobs.csv", "\ufeff" + JOBS + JOB).out == ("New: 1 interview.",)
    assert firms(command_line.workspace) == ["Acme Robotics", "Borealis"]


def test_row_2_semicolons_are_found_out_on_import_and_said(command_line: CommandLine) -> None:
    assert command_line.import_file("jobs.csv", (JOBS + JOB).replace(",", ";")).out == (
        "New: 1 interview.",
        "The cells are separated by semicolons, and were read that way.",
    )
    assert firms(command_line.workspace) == ["Acme Robotics", "Borealis"]


def test_row_2_semicolons_in_the_store_are_an_outside_edit_and_nothing_is_overwritten(
    command_line: CommandLine,
) -> None:
    file = command_line.workspace / "people.csv"
    theirs = file.read_text(encoding="utf-8").replace('","', '";"').replace("Dana", "Dina")
    file.write_text(theirs, encoding="utf-8")
    [output] = command_line.check()
    assert output == (
        "people.csv: The file was changed outside the program (1 row differs)."
        " Decide in the program what counts: the file, or what was saved."
    )
    assert names(command_line.workspace) == ["Dana Ruiz"]
    assert file.read_text(encoding="utf-8") == theirs


def test_row_3_windows_letters_are_found_out_on_import_and_said(command_line: CommandLine) -> None:
    output = command_line.import_file(
        "jobs.csv", (JOBS + JOB.replace("Borealis", "Übersee")).encode("cp1252")
    )
    assert output.out[1:] == (
        "The file is not in UTF-8. It was read as Western European (Windows-1252):"
        " check that names are right.",
    )
    assert firms(command_line.workspace) == ["Acme Robotics", "Übersee"]


def test_row_3_windows_letters_in_the_store_are_refused_with_file_and_byte(
    command_line: CommandLine, tmp_path: Path
) -> None:
    text = PEOPLE + PERSON.replace("Ada", "Zoë")
    folder = by_hand(tmp_path / "by hand", people=text.encode("cp1252"))
    place = text.index("ë") + 1
    assert command_line.check(folder) == (
        f"people.csv, line 2: Byte {place} of the file (0xeb) is not UTF-8 text. {NOT_AS_TEXT}",
    )
    with unchanged(folder):
        assert command_line.call("due", workspace=folder).err == command_line.check(folder)


def test_row_4_utf_16_is_read_by_its_mark_on_import(command_line: CommandLine) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        text = (JOBS + JOB.replace("Borealis", f"Çelik {encoding}")).encode(encoding)
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
        assert command_line.import_file("jobs.csv", mark + text).code == 0
    assert firms(command_line.workspace)[1:] == ["Çelik utf-16", "Çelik utf-16-le", "Çelik utf-16-be"]


def test_row_4_utf_16_in_the_store_is_refused_with_the_remedy(
    command_line: CommandLine, tmp_path: Path
) -> None:
    folder = by_hand(tmp_path / "by hand", people=(PEOPLE + PERSON).encode("utf-16"))
    assert command_line.check(folder) == (f"people.csv: The file is UTF-16 text. {NOT_AS_TEXT}",)


def test_row_5_crlf_is_accepted(command_line: CommandLine, tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "by hand", people=(PEOPLE + PERSON).replace("\n", "\r\n"))
    assert command_line.check(folder) == ("No problems.",)
    assert names(folder) == ["Ada"]
    assert command_line.import_file("jobs.csv", (JOBS + JOB).replace("\n", "\r\n")).out == (
        "New: 1 interview.",
    )


def test_row_6_carriage_returns_alone_are_accepted_with_a_notice(
    command_line: CommandLine, tmp_path: Path
) -> None:
    folder = by_hand(tmp_path / "by hand", people=(PEOPLE + PERSON).replace("\n", "\r"))
    assert command_line.check(folder) == ("No problems.",)
    assert names(folder) == ["Ada"]
    assert maintenance.notices(folder) == (
        "people.csv: The lines end in an old way (carriage returns only)."
        " You don't need to do anything: the next save fixes them.",
    )
    workspace_registry.close_all()
    assert command_line.import_file("jobs.csv", (JOBS + JOB).replace("\n", "\r")).out == (
        "New: 1 interview.",
        "The lines end in an old way (carriage returns only). They were read anyway.",
    )


def test_row_7_columns_in_another_order_are_matched_by_name(
    command_line: CommandLine, tmp_path: Path
) -> None:
    turned = "notes,linkedin_url,phone,email,title,organization,name,person_id\n,,,,,Borealis,Ada,p1\n"
    folder = by_hand(tmp_path / "by hand", people=turned)
    assert command_line.check(folder) == ("No problems.",)
    assert names(folder) == ["Ada"]
    assert (
        command_line.import_file("jobs.csv", "Notes,Interview Date,Company\nfine,2026-11-03,Borealis\n").code
        == 0
    )
    with opened(command_line.workspace) as workspace:
        came = rows(workspace, "interviews")[1]
    assert (came["organization"], came["held_at"], came["notes"]) == ("Borealis", "2026-11-03T12:00", "fine")


def test_row_15_a_blank_line_is_passed_over(command_line: CommandLine, tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "by hand", people=f"{PEOPLE}\n{PERSON}\n\n")
    assert command_line.check(folder) == ("No problems.",)
    assert names(folder) == ["Ada"]
    assert command_line.import_file("jobs.csv", f"\n\n{JOBS}\n{JOB}\n , , , \n").out == ("New: 1 interview.",)
