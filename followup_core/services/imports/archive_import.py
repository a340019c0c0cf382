"""Bringing a carried workspace in: what is new is added, what is here stays, nothing is doubled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from followup_core.formats.archive import Bundle, NotABundle, opened
from followup_core.formats.csv_injection import unguarded
from followup_core.models import SCHEMA, Key, Problem, Row, read_row
from followup_core.services.workspace import Desk, Moment
from followup_core.services.workspace_registry import csv_store, open_desk
from followup_core.store import CsvStore, Receipt, Unreadable, back_up_before
from followup_core.store.csv_codec import Decoded, aside_problem, decode_leniently

from .id_matching import Rows
from .import_diff import Merge, columns_of, columns_with, compared


def read_file(data: bytes) -> Bundle:
    """Return what a take-home file or a backup holds; raise NotABundle, in words, for anything else."""
    return opened(data)


def preview(desk: Desk, bundle: Bundle) -> Merge:
    """Return what bringing a file in would do now; nothing is changed.

    Raises NotABundle where a table in the file cannot be read.
    """
    return compared(desk.store.load(), *_usable(bundle))


def merge(desk: Desk, moment: Moment, bundle: Bundle) -> Receipt:
    """Bring a file in, as one action that can be undone; a second time it changes nothing.

    A row of ours is never changed, save for a setting that has no value yet. Columns that the program
    does not know come along where our table has no row yet; undo takes their rows out, and leaves
    the empty columns.
    """
    rows, problems = _usable(bundle)
    _take_columns(desk, moment, rows)
    return desk.act(
        moment,
        "What you took home brought in",
        lambda snapshot: compared(snapshot, rows, problems).changes,
    )


def bring_in(workspace: Path, moment: Moment, bundle: Bundle) -> Receipt:
    """Bring a file in, with a backup of what is here before."""
    desk = open_desk(workspace)
    if preview(desk, bundle).changes:
        back_up_before(csv_store(workspace), moment.today, "import")
    return merge(desk, moment, bundle)


def _take_columns(desk: Desk, moment: Moment, rows: Rows) -> None:
    """Give our empty tables the columns of the rows that come in."""
    snapshot, store = desk.store.load(), desk.store
    wanted = {table: columns_with(snapshot, table, mine[0]) for table, mine in rows.items() if mine}
    new = {table: names for table, names in wanted.items() if set(names) - set(columns_of(snapshot, table))}
    if new and isinstance(store, CsvStore):
        operation = moment.operation("Columns brought in")
        store.take_columns(replace(operation, op_id=f"{operation.op_id}-columns"), new)


def _usable(bundle: Bundle) -> tuple[Rows, tuple[Problem, ...]]:
    """Return the rows that can be stored as they are, and what is wrong with the others."""
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for table, data in bundle.tables.items():
        try:
            decoded = decode_leniently(table, data)
        except Unreadable as error:
            where = f"{error.where} in the file"
            raise NotABundle(
                error.what, "Download the file again, and choose that one.", where=where
            ) from error
        if bundle.guarded:
            decoded = replace(decoded, rows=dict(_unguarded(table, decoded)), lines={})
        problems += (aside_problem(table, each) for each in decoded.aside)
        rows[table] = list(_sound(table, decoded, problems))
    return rows, tuple(problems)


def _unguarded(table: str, decoded: Decoded) -> Iterator[tuple[Key, Row]]:
    for row in decoded.rows.values():
        plain = {unguarded(name): unguarded(text) for name, text in row.items()}
        yield SCHEMA[table].key_of(plain), plain


def _sound(table: str, decoded: Decoded, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that mean something; a cell that cannot be read counts as not given."""
    for key, row in decoded.rows.items():
        values, faults = read_row(table, row, decoded.lines.get(key, 0))
        problems += faults
        if values is not None and not (faults and table == "settings"):
            yield {**row, **dict.fromkeys((each.column for each in faults), "")}
