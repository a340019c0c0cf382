"""What every store must keep, whatever it keeps its rows in; add a store to `STORES`."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from followup_core.models import SCHEMA
from followup_core.store import Change, ChangedSince, CsvStore, Operation, Refused, Snapshot, Store

from .store_actions import contents, fixed_changes, gone, interview, operation, people, person, put, save

Open = Callable[[], Store]
STORES: dict[str, Callable[[Path], Open]] = {"csv": lambda folder: lambda: CsvStore(folder / "workspace")}


@pytest.fixture(params=STORES)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Return what opens one and the same workspace, each time anew."""
    return STORES[request.param](tmp_path)


@pytest.fixture
def store(open_store: Open) -> Store:
    return open_store()


def test_a_workspace_nobody_wrote_to_has_every_table_empty(store: Store) -> None:
    snapshot = store.load()
    assert snapshot.seq == 0
    assert {name: table.columns for name, table in snapshot.tables.items()} == {
        name: schema.columns for name, schema in SCHEMA.items()
    }
    assert not any(table.rows for table in snapshot.tables.values())


def test_what_was_saved_is_there_as_written_after_opening_again(store: Store, open_store: Open) -> None:
    texts = ["a\rb", "=1+1", "+x", "-x", "@x", "＝x", "\tx", "007", "1e5", "NA", "Null", "", " "]
    everybody = [person(f"p{number}", "Null", notes=text) for number, text in enumerate(texts)]
    receipt = save(store, interview("i1"), *everybody)
    assert (receipt.applied, receipt.seq) == (True, 1)
    again = open_store().load()
    assert again.seq == 1
    assert contents(again) == contents(store.load())
    rows = again.tables["people"].rows.values()
    assert [(row["name"], row["notes"]) for row in rows] == [("Null", text) for text in texts]


def test_another_opening_and_its_decisions_see_an_action_at_once(store: Store, open_store: Open) -> None:
    other = open_store()
    assert people(other) == []
    save(store, person("p1"))
    seen: list[int] = []

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        seen.append(snapshot.seq)
        assert [*snapshot.tables["people"].rows] == [("p1",)]
        yield person("p2")

    other.save_operation(operation(), build_changes)
    assert seen == [1]
    assert people(store) == people(other) == ["p1", "p2"]


def test_a_cell_that_is_not_given_stays_as_it_was_within_one_action_too(store: Store) -> None:
    save(store, person("p1", "Ada", email="ada@example.org"), put("people", "p1", phone="1"))
    save(store, put("people", "p1", name="Ada L."))
    row = store.load().tables["people"].rows[("p1",)]
    assert (row["name"], row["email"], row["phone"]) == ("Ada L.", "ada@example.org", "1")


def test_an_operation_sent_twice_is_saved_once(store: Store, open_store: Open) -> None:
    first = save(store, person("p1"), op_id="same")
    save(store, person("p2"))
    for again in (store, open_store()):
        second = save(again, person("p3"), op_id="same")
        assert (second.applied, second.seq) == (False, first.seq)
    assert people(store) == ["p1", "p2"]


def test_the_last_fifty_operations_are_known_again(store: Store, open_store: Open) -> None:
    for number in range(75):
        save(store, person(f"p{number}"), op_id=f"o{number}")
    again = open_store()
    for number in range(25, 75):
        assert not save(again, person("twice"), op_id=f"o{number}").applied
    assert len(people(again)) == 75


def test_a_decision_that_changes_nothing_saves_nothing(store: Store) -> None:
    save(store, person("p1", "Ada"))
    for changes in (
        (),
        (person("p1", "Ada"),),
        (gone("people", "p9"),),
        (person("p2"), gone("people", "p2")),
    ):
        receipt = save(store, *changes)
        assert (receipt.applied, receipt.seq) == (False, 1)
    assert len(store.recent()) == 1


def test_a_snapshot_stays_as_it_was_when_something_is_saved_later(store: Store) -> None:
    save(store, person("p1"))
    before = store.load()
    save(store, person("p2"), put("people", "p1", name="Eve"))
    assert [row["name"] for row in before.tables["people"].rows.values()] == ["Ada"]


def test_an_error_in_the_decision_saves_nothing_and_lets_go_of_the_lock(store: Store) -> None:
    def build_changes(_: Snapshot) -> Iterable[Change]:
        yield person("p1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.save_operation(operation(), build_changes)
    save(store, person("p2"))
    assert people(store) == ["p2"]


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        (interview("i1", held_at=""), "held_at", "blank"),
        (interview("i1", decision_by="3/12/2026"), "decision_by", "YYYY-MM-DD"),
        (interview("i1", outcome="maybe"), "outcome", "next_round"),
        (interview(" "), "interview_id", "blank"),
        (person("p1", "half \ud800"), "name", "surrogate"),
        (person("p1", "nul \x00"), "name", "NUL"),
        (person("p1", notes="x" * 20_001), "notes", "20 kB"),
        (person("p1", nickname="A"), "nickname", "no such column"),
        (put("people", "p1", person_id="p2", name="A"), "person_id", "id"),
        (put("answers", "i1", item="x", answer="yes"), "interview_id", "parts"),
        (put("pets", "p1", name="A"), "pets", "no such table"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named_with_its_column_and_nothing_of_its_action_is_saved(
    store: Store, change: Change, column: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        save(store, person("p0"), change)
    assert column in refused.value.where
    assert words in str(refused.value)
    assert (people(store), store.load().seq) == ([], 0)


def test_undo_puts_rows_of_several_tables_back(store: Store) -> None:
    save(store, person("p1", "Ada"), interview("i1"))
    before = contents(store.load())
    save(store, put("people", "p1", name="Eve"), gone("interviews", "i1"), person("p2"), op_id="x")
    receipt = store.undo("x", operation())
    assert receipt.applied
    assert contents(store.load()) == before


def test_undo_puts_deleted_rows_back_in_their_old_places(store: Store) -> None:
    save(store, *(person(f"p{number}") for number in range(8)))
    save(store, *(gone("people", f"p{number}") for number in (6, 0, 3, 4)), person("new"), op_id="x")
    assert people(store) == ["p1", "p2", "p5", "p7", "new"]
    save(store, person("later"))
    store.undo("x", operation())
    assert people(store) == [*(f"p{number}" for number in range(8)), "later"]


def test_undo_is_refused_when_a_row_was_changed_later(store: Store, open_store: Open) -> None:
    save(store, person("p1", "Ada"), person("p2"), op_id="x")
    save(store, put("people", "p1", name="Eve"), op_id="y")
    for opened_store in (store, open_store()):
        with pytest.raises(ChangedSince):
            opened_store.undo("x", operation())
    store.undo("y", operation())
    store.undo("x", operation())
    assert people(store) == []


def test_undo_takes_nothing_away_that_later_rows_belong_to(store: Store) -> None:
    save(store, interview("i1"), person("p1"), op_id="x")
    met = put("interviewers", "i1", "p1", interview_id="i1", person_id="p1", part="interviewer")
    save(store, met, op_id="y")
    with pytest.raises(ChangedSince, match="added to it later"):
        store.undo("x", operation())
    store.undo("y", operation())
    assert store.undo("x", operation()).applied
    assert people(store) == []


def test_an_undo_can_be_undone_and_the_action_undone_again(store: Store) -> None:
    save(store, person("p1"), op_id="x")
    store.undo("x", operation("u", "Undo"))
    assert people(store) == []
    newest, oldest = store.recent()
    assert (newest.operation.label, newest.undoes, newest.undoable) == ("Undo", "x", True)
    assert (oldest.operation.op_id, oldest.undone, oldest.undoable) == ("x", True, False)
    store.undo("u", operation("r"))
    assert people(store) == ["p1"]
    assert {recent.operation.op_id: recent.undone for recent in store.recent()} == {
        "x": False,
        "u": True,
        "r": False,
    }
    store.undo("x", operation())
    assert people(store) == []


def colored(person_id: str, *columns: str, **cells: str) -> Change:
    """Return the change that adds a person from a table with other columns."""
    row = {"name": "Ada", **cells}
    return Change(table="people", key=(person_id,), row=row, columns=(*columns, "person_id", "name"))


def test_a_row_brings_the_columns_of_its_table_in_their_order(store: Store, open_store: Open) -> None:
    own = SCHEMA["people"].columns
    save(store, colored("p1", "color", "size", color="red"), colored("p2", "size", size="007"))
    for opened_store in (store, open_store()):
        table = opened_store.load().tables["people"]
        assert table.columns == ("color", "size", *own)
        assert (table.rows[("p1",)]["color"], table.rows[("p2",)]["size"]) == ("red", "007")
    assert len(store.recent()) == 1


@pytest.mark.parametrize("columns", [("half \ud800",), ("zero \x00",), tuple(map(str, range(100)))])
def test_columns_that_a_table_cannot_have_are_refused(store: Store, columns: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        save(store, colored("p1", *columns))
    assert people(store) == []


def test_an_optional_column_comes_with_its_first_value(store: Store, open_store: Open) -> None:
    own = SCHEMA["people"].columns
    save(store, put("people", "p1", name="Ada Obi", addressed_as=""))
    assert store.load().tables["people"].columns == own
    row = {"addressed_as": "Dr. Obi"}
    save(store, Change(table="people", key=("p1",), row=row, columns=(*own, *row)), op_id="x")
    save(store, put("people", "p1", addressed_as="Dr. Obi"))
    again = open_store().load().tables["people"]
    assert (again.columns, again.rows[("p1",)]["addressed_as"]) == ((*own, "addressed_as"), "Dr. Obi")
    store.undo("x", operation())
    assert open_store().load().tables["people"].columns == own


def test_undo_takes_the_columns_out_and_its_undo_brings_them_back(store: Store, open_store: Open) -> None:
    own = SCHEMA["people"].columns
    save(store, colored("p1", "color", color="red"), op_id="x")
    store.undo("x", operation("u"))
    assert open_store().load().tables["people"].columns == own
    store.undo("u", operation())
    again = open_store().load().tables["people"]
    assert (again.columns, again.rows[("p1",)]["color"]) == (("color", *own), "red")


def test_undo_leaves_a_column_that_a_later_row_uses(store: Store) -> None:
    save(store, colored("p1", "color", color="red"), op_id="x")
    save(store, colored("p2", "color", color="blue"))
    store.undo("x", operation())
    table = store.load().tables["people"]
    assert table.columns[0] == "color"
    assert [row["color"] for row in table.rows.values()] == ["blue"]


def test_an_operation_is_undone_once_and_one_nobody_knows_never(store: Store) -> None:
    save(store, person("p1"), op_id="x")
    assert store.undo("x", operation("u")).applied
    assert not store.undo("x", operation("u")).applied
    with pytest.raises(ChangedSince, match="already"):
        store.undo("x", operation())
    with pytest.raises(ChangedSince):
        store.undo("never", operation())


def test_the_last_twenty_operations_can_be_undone_after_opening_again(store: Store, open_store: Open) -> None:
    for number in range(67):
        save(store, person(f"p{number}"), op_id=f"o{number}")
    again = open_store()
    recent = again.recent()
    assert [recent_operation.operation.op_id for recent_operation in recent[:20]] == [
        f"o{number}" for number in range(66, 46, -1)
    ]
    assert all(recent_operation.undoable and not recent_operation.undone for recent_operation in recent[:20])
    for recent_operation in recent[:20]:
        again.undo(recent_operation.operation.op_id, operation())
    assert len(people(again)) == 47


def test_a_new_row_takes_its_place_and_a_changed_one_keeps_its_own(store: Store, open_store: Open) -> None:
    save(store, person("p1"), person("p2"))
    first, third = put("people", "first", at=0, name="A"), put("people", "third", at=2, name="B")
    save(store, first, third, person("last"), put("people", "p1", name="Eve"))
    assert people(store) == people(open_store()) == ["first", "p1", "third", "p2", "last"]


def test_problems_name_rows_that_belong_nowhere(store: Store) -> None:
    save(store, put("answers", "i9", "", "asked_next_steps", answer="yes"))
    (problem,) = store.problems()
    assert (problem.table, problem.column) == ("answers", "interview_id")


def test_a_hundred_tabs_answering_at_once_keep_every_answer(store: Store, open_store: Open) -> None:
    tabs = [store, open_store()]

    def answer(number: int) -> None:
        decision = fixed_changes(put("answers", "i1", "", f"item-{number}", answer="yes"))
        tabs[number % 2].save_operation(operation(), decision)

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(open_store().load().tables["answers"].rows) == 100


def test_a_clock_that_went_back_changes_no_order_and_no_undo(store: Store, open_store: Open) -> None:
    days = ("2026-11-17", "2025-11-16", "2026-11-16")
    for number, day in enumerate(days):
        later = Operation(op_id=f"o{number}", label="Saved", at=f"{day}T09:00:00Z")
        assert store.save_operation(later, fixed_changes(person(f"p{number}"))).seq == number + 1
    assert [recent.operation.op_id for recent in open_store().recent()] == ["o2", "o1", "o0"]
    store.undo("o1", Operation(op_id="undo", label="Undo", at="2025-01-01T00:00:00Z"))
    assert people(store) == people(open_store()) == ["p0", "p2"]
