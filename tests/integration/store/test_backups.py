"""Backups: whole, few enough, and restored as one action that can be taken back."""

import errno
import io
import json
import os
import random
import shutil
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_core.store import (
    CsvStore,
    NewerSchema,
    NotSaved,
    Refused,
    StoreError,
    Unreadable,
    list_backups,
    make_backup,
    read_backup,
    restore_backup,
)
from followup_core.store.backups import DAYS, WEEKS

from .failing_disk import BROKEN, FULL, Counted, Faulty, PowerCut, Powered, every_call, using
from .store_actions import contents, gone, interview, operation, people, person, put, save

TODAY = date(2026, 11, 17)


@pytest.fixture
def store(tmp_path: Path) -> CsvStore:
    store = CsvStore(tmp_path / "w")
    save(store, person("p1", "Null"), person("p2", notes="a\rb"), interview("i1"))
    return store


def test_there_is_one_backup_a_day(store: CsvStore) -> None:
    backup = make_backup(store, TODAY)
    assert backup is not None
    assert (backup.name, backup.day, backup.before) == ("2026-11-17.zip", TODAY, "")
    assert make_backup(store, TODAY) is None
    assert list_backups(store) == (backup,)


def test_a_backup_before_something_large_is_kept_beside_the_others(store: CsvStore) -> None:
    make_backup(store, TODAY)
    for _ in range(3):
        make_backup(store, TODAY, before="import")
    assert [backup.name for backup in list_backups(store)] == [
        "2026-11-17.zip",
        "2026-11-17-before-import.zip",
        "2026-11-17-before-import-3.zip",
        "2026-11-17-before-import-2.zip",
    ]
    assert {backup.before for backup in list_backups(store)} == {"", "import"}


def test_a_backup_that_is_being_made_is_left_alone_and_an_old_unfinished_one_goes(store: CsvStore) -> None:
    make_backup(store, TODAY)
    folder = store.paths.backups
    unfinished, old = (folder / f"{day}-before-import.zip.followup-new" for day in (TODAY, date(2020, 1, 1)))
    for path in (unfinished, old):
        path.write_bytes(b"PK")
    save(CsvStore(store.paths.folder), interview("i2"))
    assert unfinished.exists()
    make_backup(store, TODAY, before="restore")
    assert (unfinished.exists(), old.exists()) == (True, False)


def test_an_empty_workspace_is_not_backed_up(tmp_path: Path) -> None:
    assert make_backup(CsvStore(tmp_path / "empty"), TODAY) is None
    assert not (tmp_path / "empty").exists()
    assert list_backups(CsvStore(tmp_path / "empty")) == ()


def test_seven_days_and_four_weeks_are_kept(store: CsvStore) -> None:
    for number in range(60):
        make_backup(store, TODAY - timedelta(days=59 - number))
    days = [backup.day for backup in list_backups(store)]
    assert days[:7] == [TODAY - timedelta(days=number) for number in range(7)]
    # Sunday ends a week; the week of today and the one before are among the days.
    assert days[7:] == [date(2026, 11, 8), date(2026, 11, 1)]


@pytest.mark.parametrize("back", [1, 30, 366])
def test_a_clock_that_went_back_never_has_a_new_backup_removed(store: CsvStore, back: int) -> None:
    for number in range(40):
        make_backup(store, TODAY - timedelta(days=39 - number))
    there = list_backups(store)
    for number in range(min(back, 10)):
        day = TODAY - timedelta(days=back) + timedelta(days=number)
        backup = make_backup(store, day, before="import")
        assert backup is not None
        assert backup in list_backups(store)
    assert set(there[:1]) <= set(list_backups(store)), "what is dated later is kept, too"


def test_backups_dated_later_are_few_as_well(store: CsvStore) -> None:
    for number in range(60):
        make_backup(store, TODAY + timedelta(days=number))
    make_backup(store, TODAY - timedelta(days=366))
    later = [backup.day for backup in list_backups(store) if backup.day > TODAY - timedelta(days=366)]
    assert len(later) <= DAYS + WEEKS


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2107, 12, 31), date(2500, 6, 1)])
def test_a_clock_that_is_far_off_makes_a_backup_that_can_be_read(store: CsvStore, day: date) -> None:
    backup = make_backup(store, day)
    assert backup is not None
    assert read_backup(store, backup.name)["people"].rows


@pytest.mark.parametrize("code", [FULL, BROKEN, errno.EACCES])
def test_a_failed_backup_stops_no_restore(
    store: CsvStore, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    make_backup(store, TODAY)
    then = contents(store.load())
    save(store, person("p3"))

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr("followup_core.store.backups._write_backup", refuse)
        assert restore_backup(store, "2026-11-17.zip", operation("r"), TODAY).applied
    assert contents(store.load()) == then
    [warning] = store.take_warnings()
    assert warning.startswith("No backup could be made")


def test_restoring_brings_the_rows_back_and_can_be_undone(store: CsvStore) -> None:
    make_backup(store, TODAY)
    then = contents(store.load())
    save(store, gone("people", "p1"), put("interviews", "i1", notes="later"), person("p3"))
    later = contents(store.load())
    assert restore_backup(store, "2026-11-17.zip", operation("r"), TODAY).applied
    assert contents(store.load()) == contents(CsvStore(store.paths.folder).load()) == then
    assert "2026-11-17-before-restore.zip" in [backup.name for backup in list_backups(store)]
    store.undo("r", operation())
    assert contents(store.load()) == later


def test_restoring_into_another_workspace_brings_unknown_columns_along(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "people.csv").write_text("person_id,color,name\np1,red,Ada\n")
    first, second = CsvStore(tmp_path / "a"), CsvStore(tmp_path / "b")
    make_backup(first, TODAY)
    shutil.copytree(first.paths.backups, second.paths.backups)
    before = second.encoded()
    restore_backup(second, "2026-11-17.zip", operation("r"), TODAY)
    table = CsvStore(tmp_path / "b").load().tables["people"]
    assert table.columns[:3] == ("person_id", "color", "name")
    assert table.rows[("p1",)]["color"] == "red"
    second.undo("r", operation())
    assert second.encoded() == before


def test_restoring_decides_outside_edits_and_keeps_their_files(store: CsvStore) -> None:
    make_backup(store, TODAY)
    store.close()
    file = store.paths.table("people")
    file.write_text(file.read_text().replace("Null", "Other"))
    restore_backup(store, "2026-11-17.zip", operation(), TODAY)
    assert store.external_edits() == ()
    assert CsvStore(store.paths.folder).load().tables["people"].rows[("p1",)]["name"] == "Null"
    assert any("Other" in path.read_text() for path in store.paths.quarantine.iterdir())


def test_a_backup_repairs_a_workspace_that_cannot_be_written(store: CsvStore) -> None:
    make_backup(store, TODAY)
    then = contents(store.load())
    save(store, person("p3"))
    (journal,) = store.paths.journals
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"x" + lines[1][1:] + lines[2])
    again = CsvStore(store.paths.folder)
    restore_backup(again, "2026-11-17.zip", operation(), TODAY)
    save(again, person("p4"))
    save(again, gone("people", "p4"))
    assert contents(CsvStore(store.paths.folder).load()) == then


def test_a_backup_repairs_a_table_that_is_lost_with_its_second_copy(store: CsvStore) -> None:
    make_backup(store, TODAY)
    store.close()
    store.paths.table("people").write_bytes(b"")
    store.paths.table_copy("people").unlink()
    again = CsvStore(store.paths.folder)
    with pytest.raises(Unreadable, match=r"people\.csv: The file is empty"):
        again.load()
    with pytest.raises(Unreadable):
        save(again, person("p3"))
    restore_backup(again, "2026-11-17.zip", operation(), TODAY)
    for opened_store in (again, CsvStore(store.paths.folder)):
        assert people(opened_store) == ["p1", "p2"]
        assert (opened_store.problems(), opened_store.external_edits()) == ((), ())


@pytest.mark.parametrize("name", ["2026-11-16.zip", "../w/people.csv", "/etc/passwd", "", "x.zip"])
def test_a_name_that_is_no_backup_is_refused(store: CsvStore, name: str) -> None:
    with pytest.raises(Refused, match="no such backup"):
        restore_backup(store, name, operation(), TODAY)


def packed(schema: int, people: str) -> bytes:
    """Return a backup with one table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("backup.json", json.dumps({"schema": schema}))
        archive.writestr("people.csv", people)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (None, Refused, "cannot be read"),
        (packed(1, "person_id,name\np1\n"), Unreadable, r"people\.csv, line 2"),
        (packed(9, "person_id,name\np1,Ada\n"), NewerSchema, "schema 9"),
    ],
    ids=["a folder in its place", "an unreadable table", "a newer schema"],
)
def test_a_backup_that_cannot_be_used_is_refused_with_its_reason(
    store: CsvStore, data: bytes | None, error: type[StoreError], words: str
) -> None:
    path, before = store.paths.backups / "2026-11-17.zip", contents(store.load())
    path.mkdir(parents=True)
    if data is not None:
        path.rmdir()
        path.write_bytes(data)
    with pytest.raises(error, match=words):
        restore_backup(store, path.name, operation(), TODAY)
    assert contents(store.load()) == before


def test_a_damaged_backup_is_refused_and_nothing_changed(store: CsvStore) -> None:
    make_backup(store, TODAY)
    path = store.paths.backups / "2026-11-17.zip"
    whole = path.read_bytes()
    before = contents(store.load())
    for data in (b"", b"PK", whole[:-30], whole[:60] + b"\x00\x01" + whole[62:], b"\x00" * len(whole)):
        path.write_bytes(data)
        with pytest.raises(StoreError, match="damaged"):
            restore_backup(store, path.name, operation(), TODAY)
    assert contents(store.load()) == before
    assert [backup.name for backup in list_backups(store)] == [path.name]


def test_a_backup_the_disk_refuses_is_told_and_leaves_nothing_half(store: CsvStore) -> None:
    store.load()
    counted = Counted()
    with using(counted):
        make_backup(store, TODAY, before="import")
    for at in range(1, counted.calls + 1):
        shutil.rmtree(store.paths.backups)
        with using(Faulty(at, FULL, stays=True)), suppress(NotSaved):
            make_backup(store, TODAY, before="import")
        for backup in list_backups(store):
            assert read_backup(store, backup.name)["people"].rows
        store.paths.backups.mkdir(exist_ok=True)


@every_call
def test_a_power_cut_while_everything_is_deleted_never_brings_half_of_it_back(
    quick_path: Path, every: int
) -> None:
    chance, at, finished, empty = random.Random(3), 0, False, 0
    while not finished:
        at += every
        root = quick_path / "powered"
        root.mkdir()
        powered = Powered(root, at=1_000_000)
        with using(powered):
            store = CsvStore(root / "w")
            save(store, person("p1"), interview("i1"))
            store.close()
            save(store, person("p2"), interview("i2"))
            make_backup(store, TODAY)
            powered.at = powered.calls + at
            try:
                store.delete_everything(also_backups=True)
                finished = True
            except PowerCut:
                pass
        for _ in range(3):
            left = quick_path / "left"
            powered.after_the_cut(left, chance)
            again = CsvStore(left / "w")
            row_numbers = [
                {key[0][1:] for key in again.load().tables[t].rows} for t in ("people", "interviews")
            ]
            assert row_numbers in ([{"1", "2"}, {"1", "2"}], [set(), set()]), f"call {at}"
            if not row_numbers[0]:
                empty += 1
                save(again, person("new"))
                assert people(CsvStore(left / "w")) == ["new"]
                assert list_backups(again) == ()
            shutil.rmtree(left)
        shutil.rmtree(root)
    assert row_numbers == [set(), set()]
    assert empty > 20 / every
