"""Spreadsheets from anywhere: read under limits, understood by their columns, turned into rows of ours."""

from .connections import Connection, connections
from .fields import Field, guess, signature
from .layouts import CONTACTS, Layout, LayoutKind, layout_of
from .meaning import arrival, needs_day_order
from .reading import read_sheet
from .sheet import Reading, Sheet, SheetRow
from .text import LETTERS, SEPARATORS

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
