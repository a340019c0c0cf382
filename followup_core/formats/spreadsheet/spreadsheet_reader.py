"""The spreadsheet reader: chooses the format by content, whatever the file name says."""

from followup_core.formats.parsed_file import UnreadableFile

from .csv_reader import read_text
from .sheet import ReadOptions, Sheet
from .workbook_reader import read_workbook

_TEXT_NAMES = (".csv", ".tsv", ".txt")
AS_FOUND = ReadOptions()


def read_sheet(name: str, data: bytes, reading: ReadOptions = AS_FOUND) -> Sheet:
    """Return a CSV, XLSX or ODS file as a table; raise UnreadableFile with the position and the remedy."""
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableFile("The file is empty.", "Choose another file.")
    if data.startswith(b"PK\x03\x04") and not name.casefold().endswith(_TEXT_NAMES):
        return read_workbook(data, reading)
    return read_text(data, reading)
