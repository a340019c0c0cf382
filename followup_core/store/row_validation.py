"""Validates changed rows, and the columns that they add, before they are saved."""

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
    """Return the columns of the tables to which these changes add columns.

    Raises:
        Refused: a table would have too many columns, or a name cannot be stored.
    """
    new_columns: dict[str, tuple[str, ...]] = {}
    for change in changes:
        if change.table not in tables:
            continue
        current_columns = new_columns.get(change.table, tables[change.table].columns)
        optional_columns = _new_optional_columns(change, current_columns)
        # True of nearly every row.
        if not optional_columns and (not change.columns or change.columns == current_columns):
            continue
        first_columns = tuple(dict.fromkeys((*(change.columns or current_columns), *optional_columns)))
        added_columns = [name for name in first_columns if name not in current_columns]
        if added_columns:
            last_columns = (name for name in current_columns if name not in first_columns)
            new_columns[change.table] = (*first_columns, *last_columns)
            _check_columns(change.table, new_columns[change.table], added_columns)
    return new_columns


def _new_optional_columns(change: Change, current_columns: Sequence[str]) -> tuple[str, ...]:
    """Return the optional columns that the change has a value for and the table doesn't have yet."""
    row, names = change.row or {}, SCHEMA[change.table].optional
    return tuple(name for name in names if row.get(name) and name not in current_columns)


def _check_columns(table: str, columns: Sequence[str], added_columns: Iterable[str]) -> None:
    if len(columns) > MAX_COLUMNS:
        raise Refused(f"A table may have {MAX_COLUMNS} columns at most.", "Import fewer.", where=table)
    for name in added_columns:
        if trouble := text_trouble(name):
            raise Refused(*trouble, where=f"{table}, the name of a column")


def validated_rows(
    tables: Mapping[str, MutableTable], changes: Iterable[Change], columns: Columns | None = None
) -> Mapping[str, TargetRows]:
    """Return the target rows by table; a row that several changes name gets all of them, in order.

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
        stored_table, table_targets = tables[change.table], target_rows.setdefault(change.table, {})
        _check_key(SCHEMA[change.table], stored_table, change)
        before = (
            table_targets[change.key][0] if change.key in table_targets else stored_table.rows.get(change.key)
        )
        names = new_columns.get(change.table, stored_table.columns)
        after = (
            None if change.row is None else _merged_row(stored_table, names, change.key, before, change.row)
        )
        table_targets[change.key] = (after, change.at)
    for name, rows in target_rows.items():
        _check_new_rows(tables[name], rows)
        added = sum(row is not None and key not in tables[name].rows for key, (row, _) in rows.items())
        if added and len(tables[name].rows) + added > MAX_ROWS:
            raise Refused(f"The table would have more than {MAX_ROWS} rows.", "Delete some.", where=name)
    return target_rows


def _check_new_rows(stored_table: MutableTable, rows: Mapping[Key, tuple[Row | None, int | None]]) -> None:
    """Raise Refused for a new row with an invalid cell; checking many rows at once is faster."""
    new_rows = [row for key, (row, _) in rows.items() if row is not None and key not in stored_table.rows]
    if new_rows and not all_valid(stored_table.name, new_rows):
        for row in new_rows:
            for problem in read_row(stored_table.name, row)[1]:
                raise _refused_error(stored_table, problem)


def _refused_error(stored_table: MutableTable, problem: Problem) -> Refused:
    where = f"{stored_table.name}, {problem.column}"
    return Refused(problem.what, problem.remedy, where=where, field=problem.column)


def _check_key(schema: TableSchema, stored_table: MutableTable, change: Change) -> None:
    where = f"{schema.name}, {schema.key[0]}"
    if len(change.key) != len(schema.key):
        raise Refused("The id has the wrong number of parts.", "Give one for each key column.", where=where)
    row = change.row or {}
    if any(row.get(column, part) != part for column, part in zip(schema.key, change.key, strict=True)):
        raise Refused("The row does not have the id it was given.", "Leave the id as it is.", where=where)
    if stored_table.quarantined and change.key in {
        schema.key_of(quarantined.row) for quarantined in stored_table.quarantined
    }:
        what = "Several rows have this id and were set aside."
        raise Refused(what, "Decide in the file which one counts.", where=where)


def _merged_row(
    stored_table: MutableTable, columns: Sequence[str], key: Key, before: Row | None, new_cells: Row
) -> Row:
    """Return a row with all its cells after a change; raise Refused if a changed cell is invalid."""
    schema = SCHEMA[stored_table.name]
    row = dict(before) if before is not None else dict.fromkeys(columns, "")
    row |= new_cells
    row |= zip(schema.key, key, strict=True)
    changed = {column for column in row if before is None or before.get(column, "") != row[column]}
    for column in sorted(changed - set(schema.all_columns)):
        if column not in columns:
            raise Refused(
                "There is no such column.", "Use a known one.", where=f"{stored_table.name}, {column[:60]}"
            )
        if trouble := text_trouble(row[column]):
            raise Refused(*trouble, where=f"{stored_table.name}, {column[:60]}")
    if key not in stored_table.rows:
        return row  # checked together with all other new rows
    # A cell that was invalid before must not prevent a change to another one.
    for problem in read_row(stored_table.name, row)[1]:
        if problem.column in changed:
            raise _refused_error(stored_table, problem)
    return row
