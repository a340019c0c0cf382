"""Spreadsheets from anywhere: read within limits, matched by column, converted to rows of our tables."""

from .column_matching import Field, guess, signature
from .csv_dialect import SEPARATORS
from .date_columns import has_ambiguous_dates
from .layouts import CONTACTS, Layout, LayoutKind, layout_of
from .linkedin_connections import Connection, connections
from .sheet import ReadOptions, Sheet, SheetRow
from .spreadsheet_reader import read_sheet
from .table_mapping import map_table
from .text_encoding import ENCODINGS

__all__ = [
    "CONTACTS",
    "ENCODINGS",
    "SEPARATORS",
    "Connection",
    "Field",
    "Layout",
    "LayoutKind",
    "ReadOptions",
    "Sheet",
    "SheetRow",
    "connections",
    "guess",
    "has_ambiguous_dates",
    "layout_of",
    "map_table",
    "read_sheet",
    "signature",
]
