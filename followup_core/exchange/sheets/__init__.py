"""Spreadsheets from anywhere: read under limits, understood by their columns, turned into rows of ours."""

from .connections import Connection, connections
from .days import needs_day_order
from .fields import Field, guess, signature
from .layouts import CONTACTS, Layout, LayoutKind, layout_of
from .letters import LETTERS
from .meaning import arrival
from .reading import read_sheet
from .separators import SEPARATORS
from .sheet import Reading, Sheet, SheetRow

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
