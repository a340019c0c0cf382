"""A table as a pandas DataFrame, for charts and exports."""

import io
from typing import TYPE_CHECKING

from .codec import encode
from .protocol import Table

if TYPE_CHECKING:
    import pandas


def frame(table: Table) -> "pandas.DataFrame":
    """Return a table as text columns, in stored order, read by pandas from the very bytes of the CSV."""
    import pandas as pd  # the command line must not pay for it

    found = pd.read_csv(
        io.BytesIO(encode(table.columns, table.rows.values())),
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        encoding="utf-8",
        on_bad_lines="error",
        index_col=False,
        skip_blank_lines=False,
    )
    # pandas gives a column without a name one of its own.
    found.columns = pd.Index(table.columns, dtype=str)
    return found
