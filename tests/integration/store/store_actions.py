"""Short ways to say what a person does, for the tests of the store."""

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from followup_core.models import SCHEMA
from followup_core.store import Change, ChangeBuilder, Operation, Receipt, Snapshot, Store

AT = "2026-11-17T09:00:00Z"
_numbers = count(1)


def operation(op_id: str = "", label: str = "Saved") -> Operation:
    """Return an operation with an id of its own, or with the one given."""
    return Operation(op_id=op_id or f"op-{next(_numbers)}", label=label, at=AT)


def fixed_changes(*changes: Change) -> ChangeBuilder:
    """Return a builder of these changes, whatever the rows are."""
    return lambda _: changes


def put(table: str, *key: str, at: int | None = None, **cells: str) -> Change:
    """Return the change that sets cells of a row."""
    return Change(table=table, key=key, row=cells, at=at)


def gone(table: str, *key: str) -> Change:
    """Return the change that deletes a row."""
    return Change(table=table, key=key, row=None)


def person(person_id: str, name: str = "Ada", **cells: str) -> Change:
    """Return the change that adds a person."""
    return Change(table="people", key=(person_id,), row={"name": name, **cells})


def interview(interview_id: str, **cells: str) -> Change:
    """Return the change that adds an interview."""
    row = {"organization": "Acme", "held_at": "2026-11-02T10:00", **cells}
    return Change(table="interviews", key=(interview_id,), row=row)


def save(store: Store, *changes: Change, op_id: str = "") -> Receipt:
    """Save one action."""
    return store.save_operation(operation(op_id), fixed_changes(*changes))


def people(store: Store) -> list[str]:
    """Return the ids of the people, in stored order."""
    return [key[0] for key in store.load().tables["people"].rows]


def names(store: Store) -> dict[str, str]:
    """Return the people's names by id."""
    return {key[0]: row["name"] for key, row in store.load().tables["people"].rows.items()}


def contents(snapshot: Snapshot) -> dict[str, list[dict[str, str]]]:
    """Return all rows in their order, to compare."""
    return {name: [dict(row) for row in table.rows.values()] for name, table in snapshot.tables.items()}


def table_text(table: str, *rows: Mapping[str, str], columns: Iterable[str] = ()) -> str:
    """Return a table as a person would write it: no quotes, commas between the cells."""
    header = tuple(columns) or SCHEMA[table].columns
    lines = [",".join(header), *(",".join(row.get(column, "") for column in header) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file below a folder with its bytes and time, to see that nothing was touched."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
