"""The folder of CSV tables: what is read, what is left alone, and what other programs may find there."""

import errno
import shutil
import stat
from pathlib import Path

import pytest

from followup_core import durable_io
from followup_core.models import SCHEMA, SCHEMA_VERSION
from followup_core.store import (
    ChangedSince,
    CsvStore,
    NewerSchema,
    NotSaved,
    Refused,
    row_validation,
    transactions,
)

from .failing_disk import ReadOnlyFolder
from .store_actions import contents, files, gone, interview, operation, people, person, put, save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "w"


@pytest.mark.parametrize("is_there", [False, True])
def test_reading_a_folder_that_is_not_there_or_empty_writes_nothing(folder: Path, is_there: bool) -> None:
    if is_there:
        folder.mkdir()
    store = CsvStore(folder)
    assert (store.load().seq, store.problems(), store.recent(), store.notices()) == (0, (), (), ())
    store.close()
    assert [*folder.parent.rglob("*")] == ([folder] if is_there else [])


def test_reading_touches_no_file_and_makes_none(folder: Path) -> None:
    store = CsvStore(folder)
    for number in range(25):
        save(store, person(f"p{number}"))
    (folder / ".store" / "lock").unlink()
    before = files(folder)
    reader = CsvStore(folder)
    assert len(people(reader)) == 25
    assert reader.problems() == ()
    assert len(reader.recent()) == 25
    reader.close()
    assert files(folder) == before


def test_a_read_only_folder_can_be_read_and_not_saved_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(CsvStore(folder), person("p1"))
    before = files(folder)
    monkeypatch.setattr(durable_io, "system", ReadOnlyFolder())
    store = CsvStore(folder)
    assert people(store) == ["p1"]
    with pytest.raises(NotSaved, match=r"can't write to this folder\. This wasn't saved"):
        save(store, person("p2"))
    assert (people(store), files(folder)) == (["p1"], before)


@pytest.mark.parametrize("code", ["EROFS", "EACCES", "EPERM"])
def test_a_folder_that_cannot_be_written_is_named(code: str) -> None:
    error = transactions.not_saved_error(OSError(getattr(errno, code), "no"))
    assert "can't write to this folder. This wasn't saved" in str(error)


def test_a_file_in_the_place_of_the_folder_is_a_sentence(folder: Path) -> None:
    folder.write_text("a file")
    store = CsvStore(folder)
    assert people(store) == []
    with pytest.raises(NotSaved):
        save(store, person("p1"))
    assert folder.read_text() == "a file"


def test_a_workspace_of_a_newer_schema_is_refused_and_not_touched(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    store.close()
    manifest = folder / ".store" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"schema": {SCHEMA_VERSION}', '"schema": 42'))
    before = files(folder)
    again = CsvStore(folder)
    for attempt in (
        again.load,
        again.problems,
        again.recent,
        again.external_edits,
        lambda: save(again, person("p2")),
        again.accept_loss,
        again.delete_everything,
    ):
        with pytest.raises(NewerSchema, match=r"schema 42; this one knows 1"):
            attempt()
    again.close()
    assert files(folder) == before


def test_files_can_be_read_by_their_owner_only(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), interview("i1"))
    store.close()
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_lock_that_is_held_too_long_is_a_sentence(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    impatient = CsvStore(folder, lock_seconds=0.05)
    with (
        store._transactions.write_transaction(),
        pytest.raises(NotSaved, match=r"Another window or program is saving"),
    ):
        save(impatient, person("p2"))
    save(impatient, person("p2"))
    assert people(store) == ["p1", "p2"]


def test_a_reader_does_not_wait_for_a_writer(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    with store._transactions.write_transaction():
        assert people(CsvStore(folder)) == ["p1"]


def test_the_lock_is_never_deleted(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"))
    inode = (folder / ".store" / "lock").stat().st_ino
    store.delete_everything(also_backups=True)
    save(store, person("p2"))
    assert (folder / ".store" / "lock").stat().st_ino == inode


def test_unfinished_files_are_swept_at_the_next_action(folder: Path) -> None:
    save(CsvStore(folder), person("p1"))
    left = [folder / "people.csv.followup-new", folder / ".store" / "manifest.json.followup-new"]
    for path in left:
        path.write_text("half")
    mine = folder / "thesis.csv.new"
    mine.write_text("mine")
    save(CsvStore(folder), person("p2"))
    assert not any(path.exists() for path in left)
    assert mine.exists()


def test_a_full_table_takes_changes_and_no_more_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_validation, "MAX_ROWS", 3)
    store = CsvStore(folder)
    save(store, *(person(f"p{number}") for number in range(3)))
    save(store, put("people", "p0", name="Eve"))
    with pytest.raises(Refused, match="The table would have more than 3 rows"):
        save(store, person("p3"))
    save(store, gone("people", "p1"))
    save(store, person("p3"))
    assert people(store) == ["p0", "p2", "p3"]


def test_the_tables_are_written_when_asked_for_and_only_those_that_lack_something(folder: Path) -> None:
    store = CsvStore(folder)
    store.write_tables()
    assert not folder.exists()
    save(store, interview("i1"))
    store.write_tables()
    receipt, before = save(store, person("p1", "Ada")), files(folder)
    store.write_tables()
    after = files(folder)
    assert b"Ada" in after["people.csv"][0]
    assert after["interviews.csv"] == before["interviews.csv"]
    store.write_tables()
    assert files(folder) == after
    store.undo(receipt.op_id, operation())
    assert people(store) == []


def test_a_moved_workspace_and_tables_copied_alone_are_the_same_workspace(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1"), interview("i1"), put("interviewers", "i1", "p1", part="interviewer"))
    saved = contents(store.load())
    moved, copied = folder.with_name("moved"), folder.with_name("copied")
    shutil.move(folder, moved)
    again = CsvStore(moved)
    assert contents(again.load()) == saved
    again.write_tables()
    copied.mkdir()
    for path in moved.glob("*.csv"):
        shutil.copy(path, copied)
    assert contents(CsvStore(copied).load()) == saved


def test_deleting_everything_leaves_no_word_of_it(folder: Path) -> None:
    store = CsvStore(folder)
    for number in range(30):
        save(store, person(f"p{number}", "Secret"))
    (folder / "people.csv").write_text("person_id,name\np1,Secret\n")
    save(store, person("x", "Secret"), op_id="secret")
    store.delete_everything(also_backups=True)
    assert contents(store.load()) == {name: [] for name in SCHEMA}
    assert store.recent() == ()
    assert not any(b"Secret" in data or b"p1" in data for data, _ in files(folder).values())
    assert store.load().seq > 31
    with pytest.raises(ChangedSince):
        store.undo("secret", operation())
    save(store, person("new"))
    assert people(CsvStore(folder)) == ["new"]


def test_deleting_a_row_and_adding_it_again_in_one_action_keeps_only_the_new_cells(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, person("p1", "Ada", notes="old"))
    save(store, gone("people", "p1"), person("p1", "Eve"))
    assert store.load().tables["people"].rows[("p1",)]["notes"] == ""
