"""What other programs do to a workspace's own files while this one runs: nothing that was saved is lost.

Reading the files alone would not tell: what was called saved is still in the memory of this program.
"""

import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup_core.store import CsvStore, NotSaved, ReadOnly, checkpoint, make_backup

from .failing_disk import FULL, Counted, Faulty, using
from .store_actions import files, names, people, person, put, save
from .test_backups import TODAY

Change = Callable[[Path], object]


@pytest.fixture
def store(tmp_path: Path) -> CsvStore:
    """Return an open store with three actions in its journal and none in its tables."""
    store = CsvStore(tmp_path / "w")
    for number in range(3):
        save(store, person(f"p{number}"))
    return store


def journal(store: CsvStore) -> Path:
    (path,) = (store.paths.inner).glob("journal-*")
    return path


def flipped(char: bytes) -> Change:
    """Return what changes one byte in place: the file keeps its size."""

    def change(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[data.index(char)] ^= 1
        path.write_bytes(data)

    return change


def replaced(path: Path) -> None:
    data = b"x" * path.stat().st_size
    path.unlink()
    path.write_bytes(data)


CHANGES: dict[str, Change] = {
    "first line": flipped(b'"journal"'),
    "a line in the middle": flipped(b"p0"),
    "last line": flipped(b"p2"),
    "cut in a line": lambda path: path.write_bytes(path.read_bytes()[:300]),
    "cut after a line": lambda path: path.write_bytes(b"".join(path.read_bytes().splitlines(True)[:2])),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "replaced": replaced,
    "emptied": lambda path: path.write_bytes(b""),
    "removed": lambda path: path.unlink(),
}


@pytest.mark.parametrize("looked", [False, True], ids=["", "looked at before the next action"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_journal_changed_from_outside_is_written_again(
    store: CsvStore, change: Change, looked: bool
) -> None:
    change(journal(store))
    changed = journal(store).read_bytes() if journal_is_there(store) else b""
    if looked:
        assert people(store) == ["p0", "p1", "p2"]
    for number in (3, 4):
        assert save(store, person(f"p{number}")).applied
        assert people(CsvStore(store.paths.folder)) == [f"p{index}" for index in range(number + 1)]
    assert people(store) == ["p0", "p1", "p2", "p3", "p4"]
    [warning] = store.take_warnings()
    assert "Everything you saved was written again" in warning
    assert store.take_warnings() == ()
    copies = [path.read_bytes() for path in store.paths.quarantine.glob("*")]
    assert [copy for copy in copies if copy.startswith(changed)] == copies
    assert len(copies) == bool(changed)
    again = CsvStore(store.paths.folder)
    assert (again.problems(), again.notices(), again.damage()) == ((), (), "")


def journal_is_there(store: CsvStore) -> bool:
    return any(store.paths.inner.glob("journal-*"))


def test_whoever_only_looks_is_told_and_writes_nothing(store: CsvStore) -> None:
    flipped(b"p0")(journal(store))
    before = files(store.paths.folder)
    assert people(store) == ["p0", "p1", "p2"]
    [notice] = store.notices()
    assert "still in this program" in notice
    assert files(store.paths.folder) == before
    store.close()
    assert people(CsvStore(store.paths.folder)) == ["p0", "p1", "p2"]
    assert store.notices() == ()


def test_a_change_between_two_looks_is_found_when_the_line_is_read_back(store: CsvStore) -> None:
    """Damage within the same tick of the file's clock shows in no size and no time."""

    class Damaging(Counted):
        done = False

        def called(self, name: str, real: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
            if name == "write" and b'"p3"' in bytes(arguments[1]) and not self.done:
                self.done = True
                flipped(b"p0")(journal(store))
            return real(*arguments)

    with using(Damaging()):
        assert save(store, person("p3")).applied
    assert people(CsvStore(store.paths.folder)) == ["p0", "p1", "p2", "p3"]
    assert len(store.take_warnings()) == 1


def test_at_whatever_call_writing_again_fails_nothing_is_lost(store: CsvStore) -> None:
    flipped(b"p0")(journal(store))
    at, done = 0, False
    while not done:
        at += 1
        with using(Faulty(at, FULL, stays=True)):
            try:
                save(store, person("p3"), op_id="p3")
                done = True
            except NotSaved:
                pass
        assert people(store)[:3] == ["p0", "p1", "p2"], f"call {at}"
    assert at > 5
    assert people(CsvStore(store.paths.folder)) == ["p0", "p1", "p2", "p3"]


def test_what_another_program_saved_after_the_damage_counts(store: CsvStore) -> None:
    path = journal(store)
    flipped(b"p0")(path)
    body = json.dumps(
        {"seq": 4, "op_id": "theirs", "rows": {"people": [[["p9"], {"name": "B"}, None, None, None]]}}
    )
    path.write_bytes(path.read_bytes() + b"%08x %s\n" % (zlib.crc32(body.encode()), body.encode()))
    save(store, person("p3"))
    assert people(store) == ["p0", "p1", "p2", "p9", "p3"]
    assert people(CsvStore(store.paths.folder)) == people(store)


def test_a_table_that_was_edited_meanwhile_is_still_for_a_person_to_decide(store: CsvStore) -> None:
    store.close()
    save(store, put("people", "p0", name="Eve"))
    table = store.paths.table("people")
    table.write_text(table.read_text().replace("Ada", "Bob"))
    flipped(b"Eve")(journal(store))
    save(store, person("p3"))
    assert names(store)["p0"] == "Eve"
    assert [edit.table for edit in store.external_edits()] == ["people"]
    assert "Bob" in table.read_text()


# The folder itself.


def moved(folder: Path) -> Path:
    return folder.rename(folder.with_name("moved"))


def without_the_own_files(folder: Path) -> None:
    shutil.rmtree(folder / ".store")


def older_copy(folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("older"), folder)


GONE: dict[str, Change] = {
    "moved": moved,
    "deleted": shutil.rmtree,
    "its own files deleted": without_the_own_files,
    "an older copy in its place": older_copy,
}


@pytest.fixture
def held(tmp_path: Path) -> CsvStore:
    """Return an open store with rows in tables and in the journal; `older` is a copy of before."""
    store = CsvStore(tmp_path / "w")
    save(store, person("p0"))
    shutil.copytree(store.paths.folder, tmp_path / "older")
    store.close()
    save(store, person("p1"))
    return store


@pytest.mark.parametrize("change", GONE.values(), ids=GONE)
def test_nothing_is_saved_where_the_folder_is_gone_until_a_person_says_so(
    held: CsvStore, change: Change
) -> None:
    change(held.paths.folder)
    before = files(held.paths.folder.parent)
    with pytest.raises(ReadOnly, match=r"still in this program.*Put the files back, or write everything"):
        save(held, person("p2"))
    assert people(held) == ["p0", "p1"], "it is on screen, and can be taken out"
    assert held.is_only_in_memory()
    assert make_backup(held, TODAY) is None or held.paths.folder.is_dir()
    after = files(held.paths.folder.parent)
    assert {name: after[name] for name in before if "lock" not in name} == {
        name: content for name, content in before.items() if "lock" not in name
    }
    held.accept_loss()
    save(held, person("p2"))
    again = CsvStore(held.paths.folder)
    assert people(held) == people(again) == ["p0", "p1", "p2"]
    assert (again.problems(), again.notices(), again.external_edits()) == ((), (), ())
    assert held.is_only_in_memory() is again.is_only_in_memory() is False


def test_a_folder_that_is_put_back_is_gone_on_with(held: CsvStore) -> None:
    away = moved(held.paths.folder)
    with pytest.raises(ReadOnly):
        save(held, person("p2"))
    assert not held.paths.folder.exists()
    away.rename(held.paths.folder)
    save(held, person("p2"))
    assert people(CsvStore(held.paths.folder)) == ["p0", "p1", "p2"]
    assert held.notices() == ()


def test_older_files_that_were_in_the_way_are_kept(held: CsvStore) -> None:
    older_copy(held.paths.folder)
    old = {path.read_bytes() for path in held.paths.journals} | {held.paths.manifest.read_bytes()}
    held.accept_loss()
    assert old <= {path.read_bytes() for path in held.paths.quarantine.iterdir()}
    assert people(CsvStore(held.paths.folder)) == ["p0", "p1"]


def test_what_another_process_does_is_no_loss(held: CsvStore) -> None:
    other = CsvStore(held.paths.folder)
    other.delete_everything()
    assert people(held) == []
    save(held, person("new"))
    assert people(other) == ["new"]
    assert (held.damage(), held.take_warnings()) == ("", ())


def test_a_checkpoint_keeps_a_changed_journal_too(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 5)
    save(store, person("p3"))
    flipped(b"p0")(journal(store))
    save(store, person("p4"))
    assert people(CsvStore(store.paths.folder)) == ["p0", "p1", "p2", "p3", "p4"]
    assert len(list(store.paths.quarantine.glob("journal-*-damaged-*"))) == 1
