"""Reads spreadsheets from any program within limits, and maps their columns to rows of our tables."""

from followup_core.formats.parsed_file import UnreadableFile

from .column_names import Field, column_signature, guess_fields
from .csv_reader import ENCODINGS, SEPARATORS, read_text
from .date_parsing import find_ambiguous_date
from .known_tables import Connection, read_connections
from .layouts import CONTACTS, Layout, LayoutKind, layout_of
from .row_mapping import map_table
from .sheet import ReadOptions, Sheet, SheetRow
from .workbook_reader import read_workbook

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
    "column_signature",
    "find_ambiguous_date",
    "guess_fields",
    "layout_of",
    "map_table",
    "read_connections",
    "read_sheet",
]

_DETECT_ALL = ReadOptions()
_TEXT_NAMES = (".csv", ".tsv", ".txt")


def read_sheet(name: str, data: bytes, options: ReadOptions = _DETECT_ALL) -> Sheet:
    """Return a CSV, XLSX or ODS file as a table.

    The content decides the format. The name counts only for a ZIP that is named like a text file: it is then
    refused as a text file, and not opened as a workbook.

    Raises:
        UnreadableFile: The file is not a table, or exceeds a limit. The error says where, and what to do.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableFile("The file is empty.", "Choose another file.")
    if data.startswith(b"PK\x03\x04") and not name.casefold().endswith(_TEXT_NAMES):
        return read_workbook(data, options)
    return read_text(data, options)
