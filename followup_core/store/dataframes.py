"""Tables as pandas DataFrames, for charts, exports and statistics."""

import io
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from . import durable_io
from .csv_codec import checked, encode
from .manifest import WorkspacePaths
from .protocol import Table, not_readable

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


def dataframe(table: Table) -> "pandas.DataFrame":
    """Return a table as text columns in stored order, parsed by pandas from the table's exact CSV bytes."""
    import pandas as pd  # imported here because it would slow down the command line

    found: pd.DataFrame = pd.read_csv(io.BytesIO(encode(table.columns, table.rows.values())), **_AS_TEXT)
    # pandas makes up a name for a column without one.
    found.columns = pd.Index(table.columns, dtype=str)
    return found


def never_saved_to(folder: Path) -> bool:
    """Return whether the folder holds plain tables that no store has written to, such as an export."""
    places = WorkspacePaths(folder)
    return durable_io.identity(places.manifest) is None and not places.journals


def file_dataframe(folder: Path, table: str, wanted: Collection[str]) -> "pandas.DataFrame":
    """Return some columns of a table's file as text, whatever its length, read directly from the disk.

    A missing file or column gives empty cells. Raises Unreadable with the line, as the store does. Keeps
    every row, including those that the store would quarantine.
    """
    import pandas as pd

    data = _bytes(folder, table)
    if data is None:
        return pd.DataFrame({name: pd.Series(dtype=str) for name in wanted})
    known = [name for name in checked(table, data) if name in wanted]
    found: pd.DataFrame = pd.read_csv(io.BytesIO(data), usecols=known, **_AS_TEXT)
    return found.reindex(columns=list(wanted), fill_value="")


def check_file(folder: Path, table: str) -> None:
    """Raise Unreadable if a table's file exists and cannot be read, as the store does."""
    data = _bytes(folder, table)
    if data is not None:
        checked(table, data)


def _bytes(folder: Path, table: str) -> bytes | None:
    try:
        return durable_io.read(WorkspacePaths(folder).table(table))
    except OSError as error:
        raise not_readable(error) from error
