"""Spreadsheets from anywhere: read under limits, understood by their columns, turned into rows of ours."""

from .column_matching import Field, guess, signature
from .csv_dialect import SEPARATORS
from .date_columns import needs_day_order
from .layouts import CONTACTS, Layout, LayoutKind, layout_of
from .linkedin_connections import Connection, connections
from .sheet import Reading, Sheet, SheetRow
from .spreadsheet_reader import read_sheet
from .table_mapping import arrival
from .text_encoding import LETTERS

__all__ = [
    "CONTACTS",
    "LETTERS",
    "SEPARATORS",
    "Connection",
    "Field",
    "Layout",
    "LayoutKind",
    "Reading",
    "Sheet",
    "SheetRow",
    "arrival",
    "connections",
    "guess",
    "layout_of",
    "needs_day_order",
    "read_sheet",
    "signature",
]
