"""What someone else did to a table file: shown row by row, decided by a person, never overwritten."""

from pathlib import Path

import pytest

from followup_core.store import Change, CsvStore, NotSaved, Refused, Snapshot, checkpoint

from .failing_disk import BROKEN, FULL, Faulty, using
from .store_actions import names, operation, people, person, put, save


@pytest.fixture
def store(tmp_path: Path) -> CsvStore:
    """Return the store of a workspace with three people at rest in their table."""
    store = CsvStore(tmp_path / "w")
    save(store, *(person(f"p{number}", f"Name {number}") for number in range(3)))
    store.close()
    return store


def file(store: CsvStore) -> Path:
    return store.paths.table("people")


def edit(store: CsvStore, *changes: tuple[str, str]) -> bytes:
    """Change the file as an editor would; return what it holds then."""
    text = file(store).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file(store).write_text(text)
    return file(store).read_bytes()


ADDED = '"p2","Name 2","","","","","",""\n'
NEW_ROW = '"p9","Nine","","","","","",""\n'


def test_added_removed_and_changed_rows_are_shown_and_the_saved_rows_used(store: CsvStore) -> None:
    edit(store, ("Name 0", "Zero"), (ADDED, NEW_ROW))
    for opened_store in (store, CsvStore(store.paths.folder)):
        assert names(opened_store) == {"p0": "Name 0", "p1": "Name 1", "p2": "Name 2"}
        (external_edit,) = opened_store.external_edits()
        assert (external_edit.table, external_edit.readable) == ("people", True)
        assert [(d.key, d.before and d.before["name"]) for d in external_edit.removed] == [
            (("p2",), "Name 2")
        ]
        assert [(d.key, d.after and d.after["name"]) for d in external_edit.added] == [(("p9",), "Nine")]
        ((changed),) = external_edit.changed
        assert (changed.before or {})["name"] == "Name 0"
        assert (changed.after or {})["name"] == "Zero"
        (problem,) = opened_store.problems()
        assert "3 rows differ" in problem.what


def test_no_checkpoint_overwrites_an_undecided_file(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 2)
    edited = edit(store, ("Name 0", "Zero"))
    for number in range(5):
        save(store, person(f"new{number}"))
    store.close()
    assert file(store).read_bytes() == edited
    assert edited in [path.read_bytes() for path in store.paths.quarantine.iterdir()]
    assert people(CsvStore(store.paths.folder)) == ["p0", "p1", "p2", *(f"new{n}" for n in range(5))]


def test_an_edit_while_saving_is_not_overwritten(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 1)

    def build_changes(_: Snapshot) -> list[Change]:
        edit(store, ("Name 0", "Zero"))
        return [person("p3")]

    assert store.save_operation(operation(), build_changes).applied
    assert '"Zero"' in file(store).read_text()
    assert len(store.external_edits()) == 1
    assert people(store) == ["p0", "p1", "p2", "p3"]


def test_taking_all_keeps_what_was_saved_here_since_and_can_be_undone(store: CsvStore) -> None:
    edit(store, ("Name 0", "Zero"), (ADDED, NEW_ROW))
    save(store, person("mine", "Mine"), put("people", "p1", phone="1"))
    assert store.accept_external_edit("people", operation("take")).applied
    for opened_store in (store, CsvStore(store.paths.folder)):
        assert names(opened_store) == {"p0": "Zero", "p1": "Name 1", "mine": "Mine", "p9": "Nine"}
        assert opened_store.load().tables["people"].rows[("p1",)]["phone"] == "1"
        assert (opened_store.external_edits(), opened_store.problems()) == ((), ())
    assert '"Zero"' in file(store).read_text()
    store.undo("take", operation())
    assert names(store) == {"p0": "Name 0", "p1": "Name 1", "p2": "Name 2", "mine": "Mine"}


def test_taking_some_rows_gives_up_the_others(store: CsvStore) -> None:
    edit(store, ("Name 0", "Zero"), ("Name 1", "One"))
    store.accept_external_edit("people", operation(), keys=[("p1",)])
    assert names(CsvStore(store.paths.folder)) == {"p0": "Name 0", "p1": "One", "p2": "Name 2"}
    assert store.external_edits() == ()


def test_keeping_ours_writes_the_table_and_keeps_their_file(store: CsvStore) -> None:
    saved = file(store).read_bytes()
    edited = edit(store, ("Name 0", "Zero"))
    assert store.discard_external_edit("people", operation()).applied
    assert file(store).read_bytes() == saved
    assert edited in [path.read_bytes() for path in store.paths.quarantine.iterdir()]
    assert CsvStore(store.paths.folder).external_edits() == ()
    assert not store.discard_external_edit("people", operation()).applied


def test_a_decision_survives_a_crash_before_writing(store: CsvStore, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(store, ("Name 0", "Zero"))
    monkeypatch.setattr(checkpoint, "write_checkpoint", lambda _: False)
    store.accept_external_edit("people", operation())
    monkeypatch.undo()
    again = CsvStore(store.paths.folder)
    assert names(again)["p0"] == "Zero"
    assert again.external_edits() == ()
    save(again, person("p3"))
    again.close()
    assert '"p3"' in file(store).read_text()


def test_columns_that_were_added_outside_come_along(store: CsvStore) -> None:
    edit(store, ('"notes"', '"notes","color"'), ('"\n"', '","red"\n"'))
    text = file(store).read_text().rstrip("\n") + ',"red"\n'
    file(store).write_text(text.replace('"color","red"', '"color"'))
    assert len(store.external_edits()[0].changed) == 3
    store.accept_external_edit("people", operation())
    table = CsvStore(store.paths.folder).load().tables["people"]
    assert table.columns[-1] == "color"
    assert {row["color"] for row in table.rows.values()} == {"red"}


def test_a_file_that_cannot_be_read_is_told_and_only_ours_can_be_kept(store: CsvStore) -> None:
    edited = edit(store, ('"name"', '"nom"'))
    (external_edit,) = store.external_edits()
    assert (external_edit.readable, external_edit.differences) == (False, ())
    assert "“name” is missing" in external_edit.problems[0].what
    assert len(people(store)) == 3
    with pytest.raises(Refused):
        store.accept_external_edit("people", operation())
    assert file(store).read_bytes() == edited
    store.discard_external_edit("people", operation())
    assert len(people(CsvStore(store.paths.folder))) == 3


def test_an_id_duplicated_by_another_program_is_quarantined_and_shown(store: CsvStore) -> None:
    edit(store, ('"p1"', '"p0"'))
    (external_edit,) = store.external_edits()
    assert "several rows" in external_edit.problems[0].what
    assert [difference.key for difference in external_edit.differences] == [("p1",)]
    store.accept_external_edit("people", operation())
    again = CsvStore(store.paths.folder)
    assert people(again) == ["p2"]
    assert len(again.problems()) == 2
    with pytest.raises(Refused, match="set aside"):
        save(again, person("p0"))


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda data: None, "missing"),
        (lambda data: b"", "empty"),
        (lambda data: b"\x00" * len(data), "empty"),
        (lambda data: b"\x00" * 4096, "empty"),
        (lambda data: data[: data.rindex(b'"p2"')], "cut short"),
        (lambda data: data[: data.index(b"\n") + 1], "cut short"),
        (lambda data: data[:-9], "cut short"),
        (lambda data: data[:-9] + b"\x00" * 9, "cut short"),
    ],
)
def test_a_lost_or_cut_table_is_put_back_and_told(store: CsvStore, damage, word: str) -> None:  # type: ignore[no-untyped-def]
    whole = file(store).read_bytes()
    left = damage(whole)
    file(store).unlink() if left is None else file(store).write_bytes(left)
    again = CsvStore(store.paths.folder)
    assert len(people(again)) == 3
    assert again.external_edits() == ()
    (notice,) = again.notices()
    assert word in notice
    assert [str(problem) for problem in again.problems()] == [notice]
    save(again, person("p3"))
    assert file(store).read_bytes() == whole
    if left:
        assert left in [path.read_bytes() for path in store.paths.quarantine.iterdir()]
    again.close()
    assert len(people(CsvStore(store.paths.folder))) == 4


def test_a_table_made_outside_in_a_kept_workspace_is_shown(store: CsvStore) -> None:
    store.paths.table("settings").write_text("key,value\nname,Ada\n")
    (external_edit,) = store.external_edits()
    assert [difference.key for difference in external_edit.added] == [("name",)]
    [problem] = store.problems()
    assert problem.what == "The file was changed outside the program (1 row differs)."
    store.accept_external_edit("settings", operation())
    assert CsvStore(store.paths.folder).load().tables["settings"].rows[("name",)]["value"] == "Ada"


def test_without_a_second_copy_a_changed_file_is_read_as_it_is(store: CsvStore) -> None:
    edit(store, ("Name 0", "Zero"))
    store.paths.table_copy("people").unlink()
    again = CsvStore(store.paths.folder)
    assert names(again)["p0"] == "Zero"
    assert "copy to compare" in again.notices()[0]
    save(again, person("p3"))
    again.close()
    assert len(people(CsvStore(store.paths.folder))) == 4


@pytest.mark.parametrize(
    "code", [FULL, pytest.param(BROKEN, marks=pytest.mark.thorough)], ids=["full", "broken"]
)
def test_at_whatever_call_the_disk_refuses_a_decision_is_whole_or_not_made(
    quick_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(checkpoint, "ACTIONS_PER_CHECKPOINT", 1)
    at, outcomes = 0, set()
    while "untroubled" not in outcomes:
        at += 1
        store = CsvStore(quick_path / f"w{at}")
        save(store, person("p0", "Name 0"), person("p1", "Name 1"))
        edit(store, ("Name 0", "Zero"))
        faulty = Faulty(at, code, stays=False)
        with using(faulty):
            try:
                applied = store.accept_external_edit("people", operation("take")).applied
            except NotSaved:
                applied = False
        again = CsvStore(store.paths.folder)
        decided = names(again)["p0"] == "Zero"
        assert decided >= applied
        assert len(again.external_edits()) == (0 if decided else 1)
        assert names(store) == names(again)
        save(again, person("p2"))
        assert names(CsvStore(store.paths.folder)) == {**names(store), "p2": "Ada"}
        outcomes.add(applied if faulty.failed else "untroubled")
    assert outcomes == {True, False, "untroubled"}
