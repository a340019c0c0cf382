"""Readers that want more than there is; `answer` is called in a process of its own."""

import io

from followup_core.formats.parsed_file import UnreadableFile
from tests.unit.formats.spreadsheet.test_spreadsheet_reader import ODS_TABLE, ods, ods_row


def blanks(count: int) -> bytes:
    """Return a workbook of less than 1 kB with so many blanks in one cell."""
    text = f'<text:p>a<text:s text:c="{count}"/>b</text:p>'
    return ods(ODS_TABLE + ods_row(f'<table:table-cell office:value-type="string">{text}</table:table-cell>'))


def run_in_child(data: bytes, argument: str) -> bytes:
    match argument:
        case "memory":
            return b"x" * 4_000_000_000
        case "time":
            while True:
                pass
        case "library":
            from python_calamine import CalamineWorkbook

            CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        case "refusal":
            raise UnreadableFile("It is none.", "Choose another.", where="Line 3")
        case "fault":
            raise ZeroDivisionError
    return data[::-1]
