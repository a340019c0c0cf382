"""A full disk can be emptied: what deletes works when nothing else can be written, and never by half."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_core import durable_io
from followup_core.store import CsvStore, NotSaved, delete_backup, list_backups, make_backup

from .failing_disk import BROKEN, FULL, Counted, Faulty, ReadOnlyFolder, using
from .store_actions import gone, interview, people, person, save
from .test_backups import TODAY

LONG = "x" * 3000


class SmallDisk(Counted):
    """Has room for so many bytes more; what is removed or cut makes room again."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        if name == "write":
            return self._write(real, *arguments)
        if name == "unlink":
            return self._freeing(real, arguments, arguments[0], 0)
        if name == "replace":
            return self._freeing(real, arguments, arguments[1], 0)
        if name == "ftruncate":
            return self._freeing(real, arguments, arguments[0], arguments[1])
        return real(*arguments)

    def _write(self, real: Callable[..., Any], handle: int, data: bytes) -> Any:
        if not self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(handle, bytes(data)[: self.room])
        self.room -= written
        return written

    def _freeing(self, real: Callable[..., Any], arguments: Any, what: Any, left: int) -> Any:
        there = isinstance(what, int) or Path(what).exists()
        before = (os.fstat(what) if isinstance(what, int) else Path(what).stat()).st_size if there else 0
        result = real(*arguments)
        self.room += max(before - left, 0)
        return result


class FullDisk(Counted):
    """Takes no byte more, no new file and no new folder, whatever is removed."""

    def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        new = name == "open" and arguments[1] & os.O_CREAT and not Path(arguments[0]).exists()
        if name in ("write", "mkdir") or new:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)


@pytest.fixture
def store(quick_path: Path) -> CsvStore:
    """Return a workspace with twelve interviews and their people, and four backups."""
    store = CsvStore(quick_path / "w")
    for number in range(12):
        save(store, person(f"p{number}"), interview(f"i{number}", notes=LONG))
    for number in range(4):
        make_backup(store, TODAY - timedelta(days=number))
    store.close()
    return store


def test_interviews_are_deleted_on_a_full_disk(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_io, "system", SmallDisk(0))
    with pytest.raises(NotSaved, match="The disk is full"):
        save(store, person("new"))
    for number in range(12):
        op_id = f"gone{number}"
        save(store, gone("people", f"p{number}"), gone("interviews", f"i{number}"), op_id=op_id)
        assert people(CsvStore(store.paths.folder)) == [
            f"p{remaining}" for remaining in range(number + 1, 12)
        ]
    assert store.recent()[0].undoable
    assert store.notices() == ()


def test_data_never_takes_the_space_for_deleting(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_io, "system", SmallDisk(0))
    for number in range(3):
        with pytest.raises(NotSaved):
            save(store, person(f"new{number}", notes=LONG))
    assert store.paths.reserve.exists()
    save(store, gone("people", "p0"), gone("interviews", "i0"))


def test_space_for_deleting_is_reserved_again_when_there_is_some(store: CsvStore) -> None:
    size = store.paths.reserve.stat().st_size
    with using(SmallDisk(0)):
        save(store, gone("people", "p0"))
    CsvStore(store.paths.folder).close()
    save(CsvStore(store.paths.folder), person("new"))
    assert store.paths.reserve.stat().st_size == size


@pytest.mark.parametrize("full", [FullDisk, lambda: SmallDisk(0)], ids=["no byte ever", "no room"])
def test_a_backup_can_be_deleted(
    store: CsvStore, monkeypatch: pytest.MonkeyPatch, full: Callable[[], Counted]
) -> None:
    monkeypatch.setattr(durable_io, "system", full())
    first, *others = list_backups(store)
    delete_backup(store, first.name)
    delete_backup(store, first.name)
    assert list_backups(store) == tuple(others)


@pytest.mark.parametrize("also_backups", [False, True])
@pytest.mark.parametrize("full", [FullDisk, lambda: SmallDisk(0)], ids=["no byte ever", "no room"])
def test_a_full_disk_can_be_emptied(store: CsvStore, full: Callable[[], Counted], also_backups: bool) -> None:
    with using(full()):
        store.delete_everything(also_backups=also_backups)
        assert people(store) == people(CsvStore(store.paths.folder)) == []
        assert len(list_backups(store)) == (0 if also_backups else 4)
    left = [path for path in store.paths.folder.rglob("*") if path.is_file()]
    assert not [path for path in left if LONG.encode() in path.read_bytes()]
    save(store, person("new"))
    assert people(CsvStore(store.paths.folder)) == ["new"]
    assert not list(store.paths.inner.glob("deleting*"))


@pytest.mark.parametrize(
    ("code", "stays"), [(FULL, True), (BROKEN, False)], ids=["full from then on", "broken once"]
)
def test_at_whatever_call_the_disk_refuses_all_is_there_or_the_deletion_is_finished_later(
    store: CsvStore, code: int, stays: bool
) -> None:
    before, at, called_done = store.paths.folder, 0, False
    while not called_done:
        at += 1
        folder = before.with_name("work")
        shutil.copytree(before, folder)
        tried, faulty = CsvStore(folder), Faulty(at, code, stays=stays)
        with using(faulty):
            try:
                tried.delete_everything(also_backups=True)
                called_done = not faulty.failed
                succeeded = True
            except NotSaved:
                succeeded = False
        count = len(people(CsvStore(folder)))
        assert count in ((0,) if succeeded else (0, 12)), f"call {at}: {faulty.failed}"
        assert len(people(tried)) == count
        if not count:
            CsvStore(folder).finish_deletion()
            assert list_backups(tried) == ()
            assert not [path for path in folder.rglob("*.csv") if path.is_file()]
        shutil.rmtree(folder)
    assert at > 20


def test_a_folder_that_cannot_be_written_keeps_everything(store: CsvStore) -> None:
    with using(ReadOnlyFolder()):
        with pytest.raises(NotSaved, match="can't write to this folder"):
            store.delete_everything(also_backups=True)
        with pytest.raises(NotSaved, match="could not be deleted"):
            delete_backup(store, list_backups(store)[0].name)
    assert len(people(store)) == 12
    assert len(list_backups(store)) == 4


def test_tables_that_were_never_saved_here_are_deleted_too(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person_id,name\np1,Ada\n")
    store = CsvStore(tmp_path)
    assert people(store) == ["p1"]
    store.delete_everything()
    assert people(store) == people(CsvStore(tmp_path)) == []
    assert not (tmp_path / "people.csv").exists()
