"""Rows 16 to 19, 21 and 48: files that were cut, emptied, overwritten, or come from a newer program."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_core.services import maintenance, workspace_registry
from followup_core.services.imports.file_detection import ImportKind
from followup_core.zip_files import write_zip
from tests.integration.pages.screen import Screen, stored
from tests.integration.services.workspaces import TODAY, everything, opened, started, with_person

from .input_paths import CommandLine, by_hand, unchanged
from .tables import JOB, JOBS, PEOPLE, PERSON

NEWER = (
    "This was made by a newer version of the program (schema 2; this one knows 1). Nothing was changed."
    " Install the newer version to open it."
)
PUT_BACK = "will be put back. Nothing to do. To delete rows, use the program, not an empty file."
Damage = Callable[[bytes], bytes]


def test_row_16_a_table_nobody_can_read_has_its_backup_offered(workspaces: Path) -> None:
    folder = by_hand(workspaces / "personal", people=PEOPLE + PERSON)
    assert maintenance.back_up_now(folder, TODAY) is not None
    workspace_registry.close_all()
    (folder / "people.csv").write_text(PEOPLE + 'p1,"Ada,,,,,,\n', encoding="utf-8")
    with unchanged(folder):
        screen = Screen()
    assert "A quote that opens in this row is never closed" in screen.at.error[0].value
    screen.tap("Restore")
    assert [row["name"] for row in stored("people")] == ["Ada"]


def damaged(command_line: CommandLine, damage: Damage) -> str:
    """Damage the table of people; return what `check` says. Nobody is lost, and the file is put back."""
    with opened(command_line.workspace) as workspace:
        with_person(workspace, started(workspace), "Kim Lo")
        before = everything(workspace)
    file = command_line.workspace / "people.csv"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    [output] = command_line.check()
    with opened(command_line.workspace) as workspace:
        assert everything(workspace) == before
        started(workspace, "Borealis")
    assert file.read_bytes() == whole
    return output


def test_row_17_a_file_cut_at_a_rows_end_is_noticed_and_put_back(command_line: CommandLine) -> None:
    assert damaged(command_line, lambda whole: whole[: whole.rindex(b'"p-')]) == (
        f"people.csv: The file was cut short; its rows as last saved (2) are used and {PUT_BACK}"
    )


@pytest.mark.parametrize("damage", [lambda whole: b"", lambda whole: b"\0" * len(whole)])
def test_rows_18_19_an_emptied_file_is_never_an_empty_workspace(
    command_line: CommandLine, damage: Damage
) -> None:
    assert damaged(command_line, damage) == (
        f"people.csv: The file was empty; its rows as last saved (2) are used and {PUT_BACK}"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", "The file is empty."), (b"\0" * 4096, "The file contains only zero bytes.")],
)
def test_rows_18_19_an_empty_table_without_an_earlier_copy_is_refused(
    command_line: CommandLine, tmp_path: Path, data: bytes, sentence: str
) -> None:
    folder = by_hand(tmp_path / "by hand", interviews=data)
    assert command_line.check(folder) == (
        f"interviews.csv: {sentence} Restore a backup, or delete the file.",
    )


@pytest.mark.parametrize("data", [b"", b"\0" * 4096], ids=["empty", "zeros"])
def test_rows_18_19_an_empty_file_brings_nothing_in(command_line: CommandLine, data: bytes) -> None:
    for name in ("jobs.csv", "jobs.xlsx", "invitation.ics", "card.vcf", "card.png", "all.zip"):
        output = command_line.refusal(name, data)
        assert output.startswith("The file is empty.") or (name[-3:] in ("ics", "vcf") and data), output


VCARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ad\0a\r\nEND:VCARD\r\n"


def test_row_21_nul_in_a_card_is_refused(command_line: CommandLine) -> None:
    assert command_line.refusal("card.vcf", VCARD) == (
        "The file holds a NUL character, so it is damaged. Share the contact again, and choose that file."
    )


def test_row_21_bytes_of_no_kind_are_refused_whatever_they_are_taken_for(command_line: CommandLine) -> None:
    for kind in ImportKind:
        output = command_line.refusal("file", bytes(range(256)) * 4, "--as", kind.value)
        assert (output.count(". "), output[-1]) == (1, "."), kind


def test_row_48_a_workspace_of_a_newer_schema_is_refused_by_every_command_and_untouched(
    command_line: CommandLine,
) -> None:
    manifest = command_line.workspace / ".store" / "manifest.json"
    output = json.loads(manifest.read_text(encoding="utf-8")) | {"schema": 2}
    manifest.write_text(json.dumps(output), encoding="utf-8")
    for command in (["due"], ["check"], ["stats"], ["export", "--as", "zip", str(command_line.outside)]):
        with unchanged(command_line.workspace):
            output = command_line.call(*command)
        assert (output.code, output.err) == (1, (NEWER,))
    assert command_line.refusal("jobs.csv", JOBS + JOB) == NEWER
    with unchanged(command_line.workspace):
        screen = Screen()
    assert [error.value.replace("\\", "") for error in screen.at.error] == [NEWER]
    assert screen.buttons == []


def test_row_48_a_file_of_a_newer_schema_is_refused(command_line: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    command_line.call("export", "--as", "zip", str(out))
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["backup.json"] = json.dumps({"schema": 2, "made_on": "2026-11-18"}).encode()
    assert command_line.refusal("all.zip", write_zip(members.items(), TODAY)) == NEWER
