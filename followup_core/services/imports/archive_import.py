"""Bringing a carried workspace in: what is new is added, what is here stays, nothing is doubled."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from followup_core.formats.archive import Archive, NotAnArchive, read_archive
from followup_core.formats.csv_injection import unescape_formula
from followup_core.models import SCHEMA, Key, Problem, Row, read_row
from followup_core.services.workspace import ActionContext, Workspace
from followup_core.services.workspace_registry import csv_store, open_workspace
from followup_core.store import CsvStore, Receipt, Unreadable, back_up_before
from followup_core.store.csv_codec import Decoded, decode_leniently, quarantine_problem

from .id_matching import Rows
from .import_diff import MergeResult, columns_of, columns_with, diff_rows


def read_file(data: bytes) -> Archive:
    """Return what a take-home file or a backup holds; raise NotAnArchive, in words, for anything else."""
    return read_archive(data)


def preview(workspace: Workspace, bundle: Archive) -> MergeResult:
    """Return what bringing a file in would do now; nothing is changed.

    Raises NotAnArchive where a table in the file cannot be read.
    """
    return diff_rows(workspace.store.load(), *_usable(bundle))


def merge(workspace: Workspace, context: ActionContext, bundle: Archive) -> Receipt:
    """Bring a file in, as one action that can be undone; a second time it changes nothing.

    A row of ours is never changed, save for a setting that has no value yet. Columns that the program
    does not know come along where our table has no row yet; undo takes their rows out, and leaves
    the empty columns.
    """
    rows, problems = _usable(bundle)
    _take_columns(workspace, context, rows)
    return workspace.execute(
        context,
        "What you took home brought in",
        lambda snapshot: diff_rows(snapshot, rows, problems).changes,
    )


def import_archive(workspace: Path, context: ActionContext, bundle: Archive) -> Receipt:
    """Bring a file in, with a backup of what is here before."""
    desk = open_workspace(workspace)
    if preview(desk, bundle).changes:
        back_up_before(csv_store(workspace), context.today, "import")
    return merge(desk, context, bundle)


def _take_columns(workspace: Workspace, context: ActionContext, rows: Rows) -> None:
    """Give our empty tables the columns of the rows that come in."""
    snapshot, store = workspace.store.load(), workspace.store
    wanted = {table: columns_with(snapshot, table, mine[0]) for table, mine in rows.items() if mine}
    new = {table: names for table, names in wanted.items() if set(names) - set(columns_of(snapshot, table))}
    if new and isinstance(store, CsvStore):
        operation = context.operation("Columns brought in")
        store.take_columns(replace(operation, op_id=f"{operation.op_id}-columns"), new)


def _usable(bundle: Archive) -> tuple[Rows, tuple[Problem, ...]]:
    """Return the rows that can be stored as they are, and what is wrong with the others."""
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for table, data in bundle.tables.items():
        try:
            decoded = decode_leniently(table, data)
        except Unreadable as error:
            where = f"{error.where} in the file"
            raise NotAnArchive(
                error.what, "Download the file again, and choose that one.", where=where
            ) from error
        if bundle.guarded:
            decoded = replace(decoded, rows=dict(_unguarded(table, decoded)), lines={})
        problems += (quarantine_problem(table, each) for each in decoded.quarantined)
        rows[table] = list(_sound(table, decoded, problems))
    return rows, tuple(problems)


def _unguarded(table: str, decoded: Decoded) -> Iterator[tuple[Key, Row]]:
    for row in decoded.rows.values():
        plain = {unescape_formula(name): unescape_formula(text) for name, text in row.items()}
        yield SCHEMA[table].key_of(plain), plain


def _sound(table: str, decoded: Decoded, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that mean something; a cell that cannot be read counts as not given."""
    for key, row in decoded.rows.items():
        values, faults = read_row(table, row, decoded.lines.get(key, 0))
        problems += faults
        if values is not None and not (faults and table == "settings"):
            yield {**row, **dict.fromkeys((each.column for each in faults), "")}
