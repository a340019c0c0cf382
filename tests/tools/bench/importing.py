"""Imports a table, and only parses the same file for comparison."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import openpyxl  # type: ignore[import-untyped]

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import Settings
from followup_core.services import workspace_registry
from followup_core.services.imports.column_mapping import apply_mapping
from followup_core.services.imports.file_detection import UnmappedSpreadsheet, parse_upload
from followup_core.services.imports.import_choices import apply_choices
from followup_core.services.imports.import_plan import plan_parsed_file
from followup_core.services.workspace import ActionContext

from .bench_workspace import TODAY

_HEADER = (
    *("Company Name", "Position", "Application Status", "Contact Person", "Contact Email"),
    *("Interview Date", "Decision Date", "Interview Type", "Notes"),
)


def _rows_of_search(rows: int) -> list[tuple[str, ...]]:
    """Return the header and `rows` interviews of a job search, with at most 900 firms and 2,500 people."""
    return [
        _HEADER,
        *(
            (
                *(f"Firm {number % 900}", f"Role {number % 37}", "Interview", f"Person {number % 2500}"),
                *(
                    f"p{number % 2500}@firm{number % 900}.example",
                    f"2026-{number % 10 + 1:02}-{number % 28 + 1:02}",
                ),
                *("", "video" if number % 2 else "phone", f"Note number {number}"),
            )
            for number in range(rows)
        ),
    ]


def as_csv(rows: int) -> bytes:
    """Return the table as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_rows_of_search(rows))
    return out.getvalue().encode()


def as_xlsx(rows: int) -> bytes:
    """Return the table as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Search")
    for row in _rows_of_search(rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parsing_csv(data: bytes) -> Callable[[], object]:
    """Return a function that parses the CSV as the standard library does."""
    return lambda: list(csv.reader(io.StringIO(data.decode(), newline="")))


def parsing_xlsx(data: bytes) -> Callable[[], object]:
    """Return a function that parses the workbook as openpyxl does."""
    return lambda: list(openpyxl.load_workbook(io.BytesIO(data), read_only=True).active.values)


def reading(name: str, data: bytes) -> Callable[[], object]:
    """Return a function that parses the file and maps its columns, without a change to a workspace."""
    return lambda: _parse_with_mapping(name, data)


def importing(name: str, data: bytes, folder: Path) -> Callable[[], object]:
    """Return a function that imports the file into an empty workspace, from its bytes to the saved rows."""

    def import_file() -> None:
        workspace = folder / uuid4().hex
        context = ActionContext(op_id=uuid4().hex, timestamp="2026-11-18T08:00:00Z", today=TODAY)
        plan = plan_parsed_file(apply_choices(_parse_with_mapping(name, data)), TODAY)
        receipt = plan.import_into(workspace_registry.open_workspace(workspace), context)
        if (
            not receipt.applied
            or len(workspace_registry.open_workspace(workspace).store.load().tables["interviews"].rows) < 1
        ):
            raise AssertionError("nothing came in")
        workspace_registry.close_workspaces_in(workspace)

    return import_file


def _parse_with_mapping(name: str, data: bytes) -> ParsedFile:
    spreadsheet = parse_upload(name, data, settings=Settings(), today=TODAY)
    if not isinstance(spreadsheet, UnmappedSpreadsheet):
        raise AssertionError("the table was not known for one")
    return apply_mapping(spreadsheet, spreadsheet.layout.mapping)
