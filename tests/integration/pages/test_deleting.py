"""Deleting everything: what the program ever wrote for a person goes, and the words say so."""

import json
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup_core import config, durable_io
from followup_core.calendar_token import CalendarToken
from followup_core.services import contact_capture, maintenance, sample_data, workspace_registry
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.digest import digest_lock
from followup_core.services.digest import record_sent as remember_mail
from followup_core.services.imports.column_mapping import save_mapping
from followup_core.services.imports.invitation_candidate import remember_candidate
from followup_core.services.messages.own_wording import save_own_wording, template_text
from followup_core.store import CsvStore, NotSaved
from followup_core.web.device_pairing import DevicePairing
from tests.integration.services.workspaces import moment, started, with_person
from tests.integration.store.failing_disk import Faulty

from .screen import TODAY, Screen, data_dir, mine, stored, the_sample

WORD = "Quetzalcoatlus"
"""A word that is in nothing but what the person entered."""
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def personal() -> Path:
    return data_dir() / "personal"


def fill_everything() -> None:
    """Make every kind of file that the program writes for a person, by the code that writes it."""
    folder = personal()
    interview_id = started(mine(), WORD)
    person_id = with_person(mine(), interview_id, WORD)
    contact_capture.save_photo(folder, person_id, b"\xff\xd8\xff " + WORD.encode())
    name = "linkedin_request.txt"
    text, _ = template_text(folder / "messages", name)
    save_own_wording(folder / "messages", name, f"# {WORD}\n{text}")
    save_mapping(folder, WORD, {WORD: "organization"})
    remember_candidate(folder, [WORD], [WORD])
    calendar_file(mine().view(TODAY), folder, made_at=NOW)
    with digest_lock(folder):
        remember_mail(folder, TODAY, "robin@example.org", [WORD])
    maintenance.back_up_now(folder, TODAY)
    workspace_registry.close_all()
    edited_elsewhere(folder)
    unfinished(folder)
    sample_data.load_sample_data(the_sample(), moment(), workspace_registry.SAMPLE_DIR)
    started(the_sample(), WORD)
    CalendarToken(config.current().subscription_file).renew(NOW)
    DevicePairing(config.current().phones_file).new_token(NOW)


def edited_elsewhere(folder: Path) -> None:
    """Change a table as a spreadsheet would, and let the person keep what was saved."""
    table = folder / "people.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Quet", "QUET"), encoding="utf-8")
    maintenance.discard_external_edit(folder, "people", moment())
    assert list((folder / "outside").iterdir())


def unfinished(folder: Path) -> None:
    """Leave what a program leaves that is killed while it writes."""
    for path in [each for each in folder.rglob("*") if each.is_file() and each.name != "lock"]:
        shutil.copy(path, path.with_name(path.name + durable_io.UNFINISHED))


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def delete(also_backups: bool = True) -> Screen:
    screen = Screen().open("settings").choose("settings-side", "Your data")
    screen.choose("also", also_backups)
    return screen.tap("Delete everything now")


def test_the_folder_is_as_new_after_deleting_everything(tmp_path: Path) -> None:
    fill_everything()
    names = {path.name.removesuffix(durable_io.UNFINISHED) for path in personal().iterdir()}
    assert {"backups", "calendar.json", "cards", "messages", "outside"} < names
    assert {"import_columns.json", "import_own.json"} < names
    assert {".digest.json", ".digest.lock", ".store", "interviews.csv", "people.csv"} < names
    screen = delete()
    assert screen.told == ["Everything is deleted."]
    assert (screen.field("settings-side").value, screen.field("also").value) == ("Your data", False)
    assert "Delete all my data" in [each.label for each in screen.at.expander]
    assert [name for name, body in files_in(data_dir()).items() if WORD.encode() in body] == []
    CsvStore(tmp_path / "new").delete_everything()
    new = set(files_in(tmp_path / "new"))
    assert set(files_in(personal())) == set(files_in(data_dir() / "sample")) == new
    folders = {"sample", "personal", "last-good-playbook"}
    assert {path.name for path in data_dir().iterdir()} == {*folders, "phones.json", "phones.lock"}
    for each in ("personal", "sample"):
        manifest = json.loads((data_dir() / each / ".store" / "manifest.json").read_bytes())
        assert (manifest["tables"], manifest["recent"]) == ({}, [])


def test_the_backups_stay_when_nothing_else_was_said_and_so_do_files_of_ones_own() -> None:
    fill_everything()
    (personal() / "cv.pdf").write_bytes(b"%PDF")
    (personal() / "messages" / "notes.docx").write_bytes(b"mine")
    delete(also_backups=False)
    assert stored("interviews") == []
    kept = {path.parent.name for path in data_dir().rglob("*.zip")}
    assert kept == {"backups"}
    assert {each.before for each in maintenance.backups(personal())} == {"", "deletion", "asked"}
    assert (personal() / "cv.pdf").read_bytes() == b"%PDF"
    assert [path.name for path in (personal() / "messages").iterdir()] == ["notes.docx"]
    assert not (personal() / "cards").exists()
    assert not config.current().subscription_file.exists()


def test_the_words_tell_what_goes_and_what_stays() -> None:
    started(mine())
    screen = Screen().open("settings").choose("settings-side", "Your data")
    assert "your own wording of messages" in screen.text
    assert "The backups are kept, and one more is made now." in screen.text
    screen.choose("also", True)
    assert "Nothing can bring anything back" in screen.text
    assert "The backups are kept" not in screen.text
    assert "Paired phones stay paired" in screen.text


@pytest.mark.parametrize("at", range(3, 60, 14))
def test_a_deletion_that_was_stopped_is_finished_when_the_workspace_is_opened(
    monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    fill_everything()
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "system", Faulty(at, 5, stays=True))
        with suppress(NotSaved):
            CsvStore(personal()).delete_everything(also_backups=True)
    workspace_registry.close_all()
    is_deleted = stored("interviews") == []
    assert is_deleted is not any(WORD.encode() in body for body in files_in(personal()).values())
