"""What is no file but stands in the place of one: nothing waits for it, and it is named."""

import ast
import os
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from followup_core import calendar_token, mail_config
from followup_core.config import BadSetting
from followup_core.durable_io import UNFINISHED, write_durably
from followup_core.messages import reloadable_templates
from followup_core.models import Settings
from followup_core.playbook import PLAYBOOK_FILES, reloadable_playbook
from followup_core.regular_files import FileTooLarge, NotARegularFile, read_regular_file
from followup_core.services import calendar_sync, digest
from followup_core.services.imports import column_mapping, invitation_candidate
from followup_core.services.messages import own_wording
from followup_core.services.workshops.participant_texts import ParticipantTexts
from followup_core.services.workspace_registry import csv_store
from followup_core.store import StoreError, make_backup, read_backup
from followup_core.web import device_pairing, facilitator_auth

from .input_paths import CommandLine

CORE = Path(__file__).parents[3] / "followup_core"
NOT_A_FILE = "it is a pipe or a device, not a file"
UNREADABLE = f"The workspace cannot be read ({NOT_A_FILE}). Check that the folder can be read, and try again."
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def pipe(path: Path) -> Path:
    """Put a pipe, into which nobody will ever write, in the place of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    return path


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_only_a_regular_file_is_read(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x"
    with socket.socket(socket.AF_UNIX) as listening:
        match kind:
            case "pipe":
                pipe(place)
            case "device":
                place.symlink_to("/dev/zero")
            case _:
                listening.bind(str(place))
        with pytest.raises(NotARegularFile, match=NOT_A_FILE):
            read_regular_file(place, 10)
    with pytest.raises(NotARegularFile, match="it is a folder"):
        read_regular_file(tmp_path, 10)


def test_a_file_is_read_up_to_its_limit_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"0123456789")
    (tmp_path / "link").symlink_to(tmp_path / "x")
    assert read_regular_file(tmp_path / "link", 10) == b"0123456789"
    with pytest.raises(FileTooLarge):
        read_regular_file(tmp_path / "x", 9)


def test_a_pipe_in_the_place_of_an_unfinished_file_is_replaced(tmp_path: Path) -> None:
    pipe(tmp_path / f"phones.json{UNFINISHED}")
    write_durably(tmp_path / "phones.json", b"{}")
    assert (tmp_path / "phones.json").read_text() == "{}"


def test_a_pipe_in_the_place_of_any_file_of_a_workspace_keeps_no_command_waiting(
    command_line: CommandLine,
) -> None:
    command_line.call("check")
    command_line.outside.mkdir()
    card = command_line.outside / "card.vcf"
    card.write_text("BEGIN:VCARD\nFN:Ines Castellano\nEND:VCARD\n")
    names = [
        path.relative_to(command_line.workspace)
        for path in command_line.workspace.rglob("*")
        if path.is_file()
    ]
    assert {"people.csv", ".store/manifest.json", ".store/last/people.csv"} <= set(map(str, names))
    for number, name in enumerate(sorted(names)):
        workspace = command_line.workspace.with_name(f"copy{number}")
        shutil.copytree(command_line.workspace, workspace)
        pipe(workspace / name)
        for command in (["due"], ["check"], ["import", str(card)]):
            output = command_line.call(*command, workspace=workspace)
            if name.suffix == ".csv" and len(name.parts) == 1:
                assert (output.code, output.err) == (1, (UNREADABLE,))


def test_a_pipe_in_the_place_of_a_backup_is_refused_in_words(command_line: CommandLine) -> None:
    store = csv_store(command_line.workspace)
    made = make_backup(store, date(2026, 11, 18), before="asked")
    assert made is not None
    pipe(command_line.workspace / "backups" / made.name)
    with pytest.raises(StoreError, match=NOT_A_FILE):
        read_backup(store, made.name)


def test_a_pipe_to_import_is_refused_in_words(command_line: CommandLine) -> None:
    place = pipe(command_line.outside / "people.csv")
    output = command_line.call("import", str(place))
    assert output.code == 2
    assert output.err == (f"The file “{place}” cannot be read ({NOT_A_FILE}). Name a file that is there.",)


def test_a_pipe_in_the_playbook_is_named_and_the_last_good_one_stays(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CORE.parent / "data" / "playbook", tmp_path / "playbook"))
    reloadable = reloadable_playbook(folder, tmp_path / "kept")
    good, _ = reloadable.current()
    for name in PLAYBOOK_FILES:
        data = (folder / name).read_bytes()
        pipe(folder / name)
        after, fault = reloadable.current()
        assert after is good
        assert str(fault).startswith(f"{name}: The file cannot be read.")
        (folder / name).unlink()
        (folder / name).write_bytes(data)


def test_a_pipe_among_the_own_templates_is_named(tmp_path: Path) -> None:
    pipe(tmp_path / "part_greeting.txt")
    _, fault = reloadable_templates(CORE.parent / "data" / "playbook" / "messages", tmp_path).current()
    assert str(fault).startswith("part_greeting.txt: The file cannot be read.")
    assert not own_wording.template_text(tmp_path, "part_greeting.txt")[1]


READERS: dict[str, Callable[[Path], object]] = {
    "import_columns.json": lambda place: column_mapping.load_mapping(place.parent, "x"),
    "import_own.json": lambda place: invitation_candidate.candidate_names(place.parent, Settings()),
    "calendar.json": lambda place: calendar_sync.load_sync_state(place.parent),
    ".digest.json": lambda place: digest.already_sent(place.parent, date(2026, 11, 18), "a@b.org"),
    "address.json": lambda place: calendar_token.CalendarToken(place).created_on(),
    "lead.json": lambda place: facilitator_auth.FacilitatorAuth(place).is_facilitator("x", NOW),
    "p/texts/one.txt": lambda place: ParticipantTexts(place.parents[2]).of("p", "one"),
}


def test_a_pipe_in_the_place_of_what_is_remembered_counts_as_nothing(tmp_path: Path) -> None:
    assert [name for name, read in READERS.items() if read(pipe(tmp_path / name))] == []


def test_a_pipe_in_the_place_of_the_paired_phones_is_said(tmp_path: Path) -> None:
    with pytest.raises(device_pairing.DevicesUnreadable):
        device_pairing.DevicePairing(pipe(tmp_path / "phones.json")).devices()


def test_a_pipe_that_should_hold_a_password_is_refused(tmp_path: Path) -> None:
    place = str(pipe(tmp_path / "password"))
    settings = {"FOLLOWUP_SMTP_HOST": "mail.example.org", "FOLLOWUP_SMTP_USER": "robin"}
    with pytest.raises(BadSetting, match=NOT_A_FILE):
        mail_config.server(settings | {"FOLLOWUP_SMTP_PASSWORD_FILE": place})
    with pytest.raises(BadSetting, match=NOT_A_FILE):
        mail_config.server({"FOLLOWUP_SMTP_HOST": "mail.example.org", "FOLLOWUP_SMTP_CA": place})


def test_the_core_opens_files_for_reading_in_one_way_only() -> None:
    """The installer runs before anything else and reads its own files only; the store makes new ones."""
    own = {"regular_files.py", "durable_io.py", "bootstrap.py", "__main__.py"}
    names = {"open", "read_text", "read_bytes"}
    found = {
        f"{path.relative_to(CORE)}: {ast.unparse(node)}"
        for path in CORE.rglob("*.py")
        if path.relative_to(CORE).as_posix() not in own
        if any(f"{name}(" in path.read_text(encoding="utf-8") for name in names)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node) in names and "io.BytesIO" not in ast.unparse(node)
    }
    assert found <= {
        "zip_files.py: archive.open(member)",
        "formats/spreadsheet/__init__.py: read_text(data, options)",
        "playbook/benchmarks.py: read_text(file)",
        "playbook/playbook_files.py: read_text(file)",
    }


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
