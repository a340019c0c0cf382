"""Returns tables as pandas DataFrames of text, for charts, exports and statistics."""

import io
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from followup_core import durable_io
from followup_core.models import SCHEMA

from .csv_codec import checked_columns, encode
from .manifest import WorkspacePaths
from .protocol import Table, not_readable_error

if TYPE_CHECKING:
    import pandas


_AS_TEXT: Mapping[str, Any] = MappingProxyType(
    {
        "dtype": str,
        "keep_default_na": False,
        "na_filter": False,
        "encoding": "utf-8",
        "on_bad_lines": "error",
        "index_col": False,
        "skip_blank_lines": False,
    }
)
"""Options that make pandas read a table without changing a cell: all text, no missing values."""


def table_dataframe(table: Table, columns: Collection[str] | None = None) -> "pandas.DataFrame":
    """Return a loaded table as text columns in stored order, parsed by pandas from its exact CSV bytes.

    Args:
        table: The table, as the store returned it.
        columns: The columns to return, in this order; a missing one is empty. All by default.
    """
    import pandas as pd  # imported here because it would slow down the command line

    column_names = table.columns if columns is None else tuple(columns)
    result: pd.DataFrame = pd.read_csv(io.BytesIO(encode(column_names, table.rows.values())), **_AS_TEXT)
    # pandas makes up a name for a column without a name.
    result.columns = pd.Index(column_names, dtype=str)
    return result


def never_saved_to(folder: Path) -> bool:
    """Return whether no store has ever written to the folder, such as the folder of an export."""
    paths = WorkspacePaths(folder)
    return durable_io.identity(paths.manifest) is None and not paths.journals


def file_dataframe(folder: Path, table: str, columns: Collection[str] | None = None) -> "pandas.DataFrame":
    """Return a table's file as text columns, read directly from the disk, without a limit of rows.

    Keeps every row, including those that the store would quarantine.

    Args:
        folder: The workspace's folder.
        table: The table's name.
        columns: The columns to return, in this order; a missing one is empty. By default the file's columns,
            followed by those of the schema that it lacks.

    Raises:
        Unreadable: The file is not a table; the message names the line, as the store's does.
    """
    import pandas as pd

    data = _file_bytes(folder, table)
    if data is None:
        return table_dataframe(Table(columns=SCHEMA[table].columns, rows={}), columns)
    file_columns = checked_columns(table, data)
    all_columns = dict.fromkeys((*file_columns, *SCHEMA[table].columns))
    column_names = list(all_columns if columns is None else columns)
    numbers = [number for number, name in enumerate(file_columns) if name in column_names]
    result: pd.DataFrame = pd.read_csv(io.BytesIO(data), usecols=numbers, **_AS_TEXT)
    result.columns = pd.Index([file_columns[number] for number in numbers], dtype=str)
    return result.reindex(columns=column_names, fill_value="")


def check_file(folder: Path, table: str) -> None:
    """Raise Unreadable if a table's file exists and cannot be read, as the store does."""
    data = _file_bytes(folder, table)
    if data is not None:
        checked_columns(table, data)


def _file_bytes(folder: Path, table: str) -> bytes | None:
    try:
        return durable_io.read(WorkspacePaths(folder).table(table))
    except OSError as error:
        raise not_readable_error(error) from error
