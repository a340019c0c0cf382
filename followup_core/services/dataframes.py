"""The tables as typed pandas DataFrames: for statistics, charts, the page of all answers, and notebooks.

    from followup_core.services.dataframes import dataframe

    answers = dataframe("data/workspaces/personal", "answers")
    answers.groupby("item", observed=True)["answer"].value_counts()

This is the only way from the tables to numbers, for one interview and for 100,000. Pages and commands that
show no numbers never import this module, because pandas takes longer to import than they take to run.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from followup_core.models import (
    READERS,
    SCHEMA,
    AnswerValue,
    BadCell,
    Format,
    InterviewerPart,
    Outcome,
    Response,
    TouchpointKind,
    YesNo,
    read_cell,
)
from followup_core.store import (
    CsvStore,
    Snapshot,
    Table,
    check_file,
    file_dataframe,
    never_saved_to,
    table_dataframe,
)

DataFrames: TypeAlias = Mapping[str, pd.DataFrame]
"""Typed tables by name."""

_Text: TypeAlias = "pd.Series[str]"
_Flags: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

_ENUM_OF_COLUMN: Mapping[str, type[StrEnum]] = {
    "format": Format,
    "still_interested": YesNo,
    "outcome": Outcome,
    "part": InterviewerPart,
    "answer": AnswerValue,
    "kind": TouchpointKind,
    "response": Response,
}
"""The columns with a fixed set of words, and their enums. No two tables have such a column of one name."""

_TIME_COLUMNS = frozenset({"held_at", "decision_by", "outcome_on", "sent_on", "responded_on"})
_TIMESTAMP_COLUMNS = frozenset({"created_at", "answered_at"})
_TIMESTAMP_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def dataframe(source: Path | str | Snapshot, table: str) -> pd.DataFrame:
    """Return one table of a workspace as a typed DataFrame, with every column it has.

    - Dates and wall-clock moments are `datetime64[s]`, recorded moments `datetime64[s, UTC]`, `round` is
      `Int64`. A value that is not given or cannot be read is missing (`NaT`, `<NA>`).
    - Columns with a fixed set of words (`answer`, `kind`, `outcome`, ...) are categories, in the order of the
      enum, even categories that do not occur. `item` is a category of the items that were answered.
    - Everything else, including columns that the program does not know, is text; '' means "not given".

    Rows that the program can't use are left out: an id is blank or used twice, or a required cell cannot be
    read. `python -m followup_core check` names them.

    Args:
        source: The workspace's folder, or a snapshot of its store. A folder is read as it is now, with
            the actions that are only in the journal; nothing is written, and the program may be running.
        table: "interviews", "people", "interviewers", "answers", "touchpoints" or "settings".

    Raises:
        ValueError: There is no such table.
        Unreadable: The file is not a CSV table; the message names the line and the remedy.
    """
    if table not in SCHEMA:
        raise ValueError(f"There is no table “{table}”. Use one of: {', '.join(SCHEMA)}.")
    source = source if isinstance(source, Snapshot) else Path(source)
    if isinstance(source, Path) and not never_saved_to(source):
        source = CsvStore(source).load()
    return _typed_table(table, _text_table(source, table))


def load_dataframes(source: Path | Snapshot, columns: Mapping[str, Collection[str]]) -> DataFrames:
    """Return the chosen columns of the chosen tables as `dataframe` would.

    Args:
        source: A folder of plain tables that no store has written to (an export), or a snapshot. A table of
            any length is read directly from the disk, so an export of 100,000 interviews takes seconds.
        columns: The tables, and for each the columns; they must include its key and required columns.

    Raises:
        Unreadable: A file is not a CSV table, even the file of a table that isn't in `columns`.
    """
    if not isinstance(source, Snapshot):
        for table in SCHEMA.keys() - columns.keys():
            check_file(source, table)
    return {
        table: _typed_table(table, _text_table(source, table, chosen)) for table, chosen in columns.items()
    }


def _text_table(source: Path | Snapshot, table: str, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Return a table's columns as text; all of them by default."""
    if isinstance(source, Path):
        return file_dataframe(source, table, columns)
    stored = source.tables.get(table) or Table(columns=SCHEMA[table].columns, rows={})
    return table_dataframe(stored, columns)


def _typed_table(table: str, text: pd.DataFrame) -> pd.DataFrame:
    """Return the valid rows of a table of text, each column with its type."""
    schema = SCHEMA[table]
    ids = [name for name in schema.key if name in schema.required]
    text = text[np.logical_and.reduce([_filled_cells(text[name]) for name in ids])]
    text = text[~text.duplicated(list(schema.key), keep=False)]
    result = pd.DataFrame(
        {name: _typed_column(table, name, text[name]) for name in text.columns}, index=text.index
    )
    for name in schema.required:
        if name not in ids:
            result = result[result[name].notna() if name in READERS[table] else _filled_cells(result[name])]
    return result.reset_index(drop=True)


def _filled_cells(column: _Text) -> _Flags:
    """Return for each cell of a text column whether it is not blank."""
    cells = column.to_numpy(object)
    return np.fromiter(map(bool, map(str.strip, cells)), dtype=np.bool_, count=len(cells))


def _typed_column(table: str, name: str, column: _Text) -> "pd.Series[Any]":
    """Return one column with its type; equal texts are parsed once, however long the table is."""
    if name not in SCHEMA[table].columns:
        return column
    if name == "item":
        return column.astype("category")
    if name in _TIMESTAMP_COLUMNS:
        return pd.to_datetime(column, format=_TIMESTAMP_FORMAT, errors="coerce", utc=True).dt.as_unit("s")
    if name in _ENUM_OF_COLUMN:
        dtype: Any = pd.CategoricalDtype([word.value for word in _ENUM_OF_COLUMN[name]])
    elif name in _TIME_COLUMNS or name == "round":
        dtype = "datetime64[s]" if name in _TIME_COLUMNS else "Int64"
    else:
        return column
    codes, words = column.factorize()
    values = pd.array([_cell_value(table, name, word) for word in words], dtype=dtype)
    return pd.Series(values.take(codes, allow_fill=True), index=column.index)


def _cell_value(table: str, column: str, text: str) -> Any:
    """Return the value of a cell, None if it is blank or cannot be read."""
    try:
        return read_cell(table, column, text) if text.strip() else None
    except BadCell:
        return None
