"""Validation of changed rows, and of the columns that they bring, before they are saved."""

from collections.abc import Iterable, Mapping, Sequence

from followup_core.models import (
    MAX_COLUMNS,
    MAX_ROWS,
    SCHEMA,
    Key,
    Problem,
    Row,
    TableSchema,
    all_valid,
    read_row,
)

from .csv_codec import text_trouble
from .mutable_tables import MutableTable, TargetRows
from .protocol import Change, Refused

Columns = Mapping[str, tuple[str, ...]]
"""Columns by table, for the tables whose columns change."""


def validated_columns(tables: Mapping[str, MutableTable], changes: Sequence[Change]) -> Columns:
    """Return the columns of the tables that get new ones with these changes.

    Raises:
        Refused: a table would have too many columns, or a name cannot be stored.
    """
    new_columns: dict[str, tuple[str, ...]] = {}
    for change in changes:
        if change.table not in tables:
            continue
        known = new_columns.get(change.table, tables[change.table].columns)
        optional = _new_optional_columns(change, known)
        if not optional and (not change.columns or change.columns == known):  # nearly every row
            continue
        brought = tuple(dict.fromkeys((*(change.columns or known), *optional)))
        new = [name for name in brought if name not in known]
        if new:
            others = (name for name in known if name not in brought)
            new_columns[change.table] = (*brought, *others)
            _check_columns(change.table, new_columns[change.table], new)
    return new_columns


def _new_optional_columns(change: Change, known: Sequence[str]) -> tuple[str, ...]:
    """Return the optional columns that the change has a value for and the table doesn't have yet."""
    names = SCHEMA[change.table].optional
    return tuple(name for name in names if change.row and change.row.get(name) and name not in known)


def _check_columns(table: str, columns: Sequence[str], new: Iterable[str]) -> None:
    if len(columns) > MAX_COLUMNS:
        raise Refused(f"A table may have {MAX_COLUMNS} columns at most.", "Import fewer.", where=table)
    for name in new:
        if trouble := text_trouble(name):
            raise Refused(*trouble, where=f"{table}, the name of a column")


def validated_rows(
    tables: Mapping[str, MutableTable], changes: Iterable[Change], columns: Columns | None = None
) -> Mapping[str, TargetRows]:
    """Return the target rows by table; several changes of one row build on each other.

    Args:
        tables: the tables as they are.
        changes: what to change.
        columns: the result of `validated_columns` for these changes.

    Raises:
        Refused: a row violates a rule; the error names the column and the remedy.
    """
    target_rows: dict[str, dict[Key, tuple[Row | None, int | None]]] = {}
    new_columns = columns or {}
    for change in changes:
        if change.table not in SCHEMA:
            raise Refused("There is no such table.", "Use one of the known tables.", where=change.table[:60])
        live, table_targets = tables[change.table], target_rows.setdefault(change.table, {})
        _check_key(SCHEMA[change.table], live, change)
        before = table_targets[change.key][0] if change.key in table_targets else live.rows.get(change.key)
        names = new_columns.get(change.table, live.columns)
        after = None if change.row is None else _merged(live, names, change.key, before, change.row)
        table_targets[change.key] = (after, change.at)
    for name, rows in target_rows.items():
        _check_new(tables[name], rows)
        added = sum(row is not None and key not in tables[name].rows for key, (row, _) in rows.items())
        if added and len(tables[name].rows) + added > MAX_ROWS:
            raise Refused(f"The table would have more than {MAX_ROWS} rows.", "Delete some.", where=name)
    return target_rows


def _check_new(live: MutableTable, rows: Mapping[Key, tuple[Row | None, int | None]]) -> None:
    """Refuse new rows that cannot be read; checking many at once is as strict, but faster."""
    new = [row for key, (row, _) in rows.items() if row is not None and key not in live.rows]
    if new and not all_valid(live.name, new):
        for row in new:
            for problem in read_row(live.name, row)[1]:
                raise _refused(live, problem)


def _refused(live: MutableTable, problem: Problem) -> Refused:
    where = f"{live.name}, {problem.column}"
    return Refused(problem.what, problem.remedy, where=where, field=problem.column)


def _check_key(schema: TableSchema, live: MutableTable, change: Change) -> None:
    where = f"{schema.name}, {schema.key[0]}"
    if len(change.key) != len(schema.key):
        raise Refused("The id has the wrong number of parts.", "Give one for each key column.", where=where)
    row = change.row or {}
    if any(row.get(column, part) != part for column, part in zip(schema.key, change.key, strict=True)):
        raise Refused("The row does not have the id it was given.", "Leave the id as it is.", where=where)
    if live.quarantined and change.key in {
        schema.key_of(quarantined.row) for quarantined in live.quarantined
    }:
        what = "Several rows have this id and were set aside."
        raise Refused(what, "Decide in the file which one counts.", where=where)


def _merged(live: MutableTable, columns: Sequence[str], key: Key, before: Row | None, new_cells: Row) -> Row:
    """Return the whole row after a change; each of its new cells is checked."""
    schema = SCHEMA[live.name]
    row = dict(before) if before is not None else dict.fromkeys(columns, "")
    row |= new_cells
    row |= zip(schema.key, key, strict=True)
    changed = {column for column in row if before is None or before.get(column, "") != row[column]}
    for column in sorted(changed - set(schema.all_columns)):
        if column not in columns:
            raise Refused("There is no such column.", "Use a known one.", where=f"{live.name}, {column[:60]}")
        if trouble := text_trouble(row[column]):
            raise Refused(*trouble, where=f"{live.name}, {column[:60]}")
    if key not in live.rows:
        return row  # checked together with all other new rows
    # A cell that was invalid before must not prevent a change to another one.
    for problem in read_row(live.name, row)[1]:
        if problem.column in changed:
            raise _refused(live, problem)
    return row
