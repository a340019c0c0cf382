"""The journal: what is torn was never called saved, what is damaged stops the writing and says so."""

import shutil
from pathlib import Path

import pytest

from followup_core.store import CsvStore, ReadOnly, checkpoint

from .store_actions import files, gone, interview, people, person, put, save


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace with three actions in its journal and none in its tables."""
    store = CsvStore(tmp_path / "w")
    for number in range(3):
        save(store, person(f"p{number}"), interview(f"i{number}", notes="ä"), op_id=f"o{number}")
    return store.paths.folder


def journal(folder: Path) -> Path:
    (path,) = (folder / ".store").glob("journal-*")
    return path


@pytest.mark.parametrize("tail", [b"0", b"0000", b"x" * 300, b"\x00" * 4096, b"1234567 {}\n", b"\n"])
def test_a_truncated_line_is_quarantined_and_the_next_action_saved(folder: Path, tail: bytes) -> None:
    path = journal(folder)
    path.write_bytes(path.read_bytes() + tail)
    store = CsvStore(folder)
    assert people(store) == ["p0", "p1", "p2"]
    save(store, person("p3"))
    assert people(CsvStore(folder)) == ["p0", "p1", "p2", "p3"]
    assert [file.read_bytes() for file in (folder / "outside").iterdir()] == [tail]


def damage(folder: Path, line: int, *, missing: bool = False) -> bytes:
    """Change or take out a line of the journal; return what it holds then."""
    path = journal(folder)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = b"" if missing else lines[line].replace(b'"', b"'", 1)
    path.write_bytes(b"".join(lines))
    return path.read_bytes()


@pytest.mark.parametrize("missing", [False, True], ids=["bad", "missing"])
@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_bad_or_missing_line_stops_the_writing(folder: Path, line: int, missing: bool) -> None:
    damage(folder, line, missing=missing)
    before = files(folder)
    store = CsvStore(folder)
    assert people(store) == [f"p{number}" for number in range(line - 1)]
    with pytest.raises(ReadOnly, match=r"journal .* damaged.* Restore a backup, or accept the loss"):
        save(store, person("new"))
    assert any("damaged" in notice for notice in store.notices())
    assert any("damaged" in problem.what for problem in store.problems())
    del before[".store/lock"]
    after = files(folder)
    assert {name: after[name] for name in before} == before


def test_a_missing_journal_stops_the_writing(folder: Path) -> None:
    journal(folder).unlink()
    with pytest.raises(ReadOnly):
        save(CsvStore(folder), person("new"))


def test_after_the_loss_is_accepted_one_goes_on_with_what_can_be_read(folder: Path) -> None:
    damaged = damage(folder, 2)
    store = CsvStore(folder)
    store.accept_loss()
    save(store, person("new"))
    assert people(CsvStore(folder)) == ["p0", "new"]
    assert CsvStore(folder).problems() == ()
    assert damaged in [file.read_bytes() for file in (folder / "outside").iterdir()]


@pytest.mark.parametrize("data", [None, b"", b"\x00" * 500, b'{"schema": 1, "se'])
def test_a_lost_manifest_is_taken_from_its_second_copy(folder: Path, data: bytes | None) -> None:
    manifest = folder / ".store" / "manifest.json"
    manifest.unlink()
    if data is not None:
        manifest.write_bytes(data)
    assert people(CsvStore(folder)) == ["p0", "p1", "p2"]
    save(CsvStore(folder), person("p3"))
    assert people(CsvStore(folder)) == ["p0", "p1", "p2", "p3"]


def test_when_both_manifests_are_lost_nothing_is_written_until_it_is_accepted(folder: Path) -> None:
    for path in (folder / ".store").rglob("manifest.json"):
        path.write_bytes(b"")
    store = CsvStore(folder)
    assert people(store) == []
    with pytest.raises(ReadOnly):
        save(store, person("new"))
    lost = journal(folder).read_bytes()
    store.accept_loss()
    save(store, person("new"))
    assert people(CsvStore(folder)) == ["new"]
    assert lost in [file.read_bytes() for file in (folder / "outside").iterdir()]


def test_every_twenty_actions_the_tables_are_written_and_a_new_journal_begun(tmp_path: Path) -> None:
    store = CsvStore(tmp_path / "w")
    folder = store.paths.folder
    for number in range(19):
        save(store, person(f"p{number}"))
    assert not (folder / "people.csv").exists()
    save(store, person("p19"))
    assert (folder / "people.csv").read_bytes().count(b"\n") == 21
    assert journal(folder).read_bytes().count(b"\n") == 1
    assert not (folder / "interviews.csv").exists()


def test_closing_writes_the_tables(folder: Path) -> None:
    store = CsvStore(folder)
    save(store, put("people", "p0", name="Eve"))
    store.close()
    assert '"Eve"' in (folder / "people.csv").read_text()
    assert journal(folder).read_bytes().count(b"\n") == 1


def test_a_journal_is_applied_once_whatever_tables_a_crash_left(folder: Path) -> None:
    """The tables of every moment of a checkpoint, each with the manifest of before: no edit, no doubling."""
    store = CsvStore(folder)
    save(store, put("people", "a", at=0, name="A"), put("people", "p1", name="B"))
    expected = people(store)
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    manifest = (folder / ".store" / "manifest.json").read_bytes()
    intent = _journal_before_the_checkpoint_ends(store)
    for left in (("people",), ("interviews",), ("people", "interviews")):
        shutil.copy(before / ".store" / "last" / "manifest.json", before / ".store" / "manifest.json")
        (before / ".store" / "manifest.json").write_bytes(manifest)
        journal(before).write_bytes(intent)
        for name in ("people", "interviews"):
            (before / f"{name}.csv").unlink(missing_ok=True)
        for name in left:
            shutil.copy(folder / f"{name}.csv", before / f"{name}.csv")
            shutil.copy(folder / f"{name}.csv", before / ".store" / "last" / f"{name}.csv")
        again = CsvStore(before)
        assert people(again) == expected
        assert (again.external_edits(), again.notices(), again.problems()) == ((), (), ())


def test_actions_that_a_table_has_already_are_not_done_again(tmp_path: Path) -> None:
    """Doing them again would put a row in another place: it was there, went, and came back elsewhere."""
    store = CsvStore(tmp_path / "w")
    save(store, person("a"), person("b"), person("c"))
    store.close()
    folder, manifest = store.paths.folder, store.paths.manifest.read_bytes()
    copy = store.paths.manifest_copy.read_bytes()
    save(store, gone("people", "a"))
    save(store, person("d"))
    save(store, put("people", "a", at=2, name="Back"))
    save(store, gone("people", "c"))
    assert people(store) == ["b", "a", "d"]
    old = journal(folder)
    lines = _journal_before_the_checkpoint_ends(store)
    journal(folder).unlink()
    old.write_bytes(lines)
    store.paths.manifest.write_bytes(manifest)
    store.paths.manifest_copy.write_bytes(copy)
    assert people(CsvStore(folder)) == ["b", "a", "d"]
    save(CsvStore(folder), person("e"))
    assert people(CsvStore(folder)) == ["b", "a", "d", "e"]


def test_a_reader_notices_that_a_line_it_has_read_was_taken_back(folder: Path) -> None:
    reader, before = CsvStore(folder), journal(folder).read_bytes()
    save(CsvStore(folder), person("taken-back"))
    assert "taken-back" in people(reader)
    journal(folder).write_bytes(before)
    save(CsvStore(folder), person("another", notes="a longer line than the one before"))
    assert people(reader) == ["p0", "p1", "p2", "another"]


def _journal_before_the_checkpoint_ends(store: CsvStore) -> bytes:
    journals: list[bytes] = []
    real = checkpoint._write_tables

    def spy(*arguments: object) -> None:
        journals.append(journal(store.paths.folder).read_bytes())
        real(*arguments)  # type: ignore[arg-type]

    checkpoint._write_tables = spy  # type: ignore[assignment]
    try:
        store.close()
    finally:
        checkpoint._write_tables = real
    return journals[0]
