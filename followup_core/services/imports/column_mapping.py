"""What the columns of a spreadsheet mean: guessed by name, corrected by the candidate, remembered."""

import json
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from followup_core.durable_io import write_durably
from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from followup_core.formats.spreadsheet import (
    CONTACTS,
    Field,
    column_signature,
    find_ambiguous_date,
    map_table,
)
from followup_core.regular_files import read_regular_file

from .file_detection import UnmappedSpreadsheet

FIELD_LABELS: Mapping[Field, str] = {
    Field.ORGANIZATION: "Organization",
    Field.ROLE: "Role",
    Field.HELD_AT: "Day of the interview",
    Field.STATUS: "How it stands",
    Field.PERSON_NAME: "Person",
    Field.EMAIL: "Email",
    Field.DECISION_BY: "When they will decide",
    Field.NOTES: "Notes",
    Field.HELD_TIME: "Time of the interview",
    Field.TIMEZONE: "Time zone",
    Field.FORMAT: "How it was held",
    Field.ROUND: "Round",
    Field.OUTCOME_ON: "Day it ended",
    Field.STILL_INTERESTED: "Still interested",
    Field.THANKED_ON: "Day of the thank-you",
    Field.FIRST_NAME: "First name",
    Field.LAST_NAME: "Last name",
    Field.PERSON_TITLE: "The person's title",
    Field.PHONE: "Phone",
    Field.LINKEDIN_URL: "LinkedIn address",
    Field.PART: "Part in the interview",
}
"""The label of each field on screen, in the order in which the page asks for them."""

MAIN_FIELDS = 8
"""How many of the fields are always shown; the others are rarely needed."""

_SAMPLES = 3
_SAMPLE_ROWS = 50
_MAX_SAMPLE_CHARS = 30


def guess_mapping(folder: Path, spreadsheet: UnmappedSpreadsheet) -> Mapping[str, Field]:
    """Return the field of each column: as remembered from a file with the same columns, or by its name."""
    remembered = load_mapping(folder, column_signature(spreadsheet.sheet.columns))
    if remembered is None:
        return spreadsheet.layout.mapping
    fields = {field.value: field for field in Field}
    return {column: fields[name] for column, name in remembered.items() if name in fields}


def needs_review(spreadsheet: UnmappedSpreadsheet, mapping: Mapping[str, Field]) -> bool:
    """Whether the candidate should check the mapping: no known table, and no organization or no day."""
    return not spreadsheet.layout.known and not {
        Field.ORGANIZATION,
        Field.HELD_AT,
    } <= set(mapping.values())


def column_samples(spreadsheet: UnmappedSpreadsheet) -> Mapping[str, str]:
    """Return the first few different texts of each column, to help the candidate recognize it."""
    return {name: _column_sample(spreadsheet, index) for index, name in enumerate(spreadsheet.sheet.columns)}


def _column_sample(spreadsheet: UnmappedSpreadsheet, index: int) -> str:
    rows = spreadsheet.sheet.rows[:_SAMPLE_ROWS]
    texts = dict.fromkeys(row.cells[index].strip()[:_MAX_SAMPLE_CHARS] for row in rows)
    return ", ".join(islice(filter(None, texts), _SAMPLES))


def ambiguous_date(spreadsheet: UnmappedSpreadsheet, mapping: Mapping[str, Field]) -> str:
    """Return a sample date if nothing tells whether the day or the month comes first, '' otherwise."""
    return find_ambiguous_date(spreadsheet.sheet, mapping)


def apply_mapping(
    spreadsheet: UnmappedSpreadsheet,
    mapping: Mapping[str, Field],
    *,
    zone: str = "",
    day_first: bool | None = None,
) -> ParsedFile:
    """Return the spreadsheet's rows as rows of the program's tables.

    Args:
        spreadsheet: The spreadsheet as it was read.
        mapping: What its columns mean.
        zone: The time zone of times whose row names no other one.
        day_first: Whether the day comes first in dates such as 3/12/2026; None if nobody said.

    Raises:
        UnreadableFile: No column is the organization.
    """
    layout = spreadsheet.layout
    needs_no_organization = layout.table or layout.kind in CONTACTS
    if not needs_no_organization and Field.ORGANIZATION not in mapping.values():
        raise UnreadableFile(
            "It isn't clear which column names the organization.",
            "Choose it.",
            field="organization",
        )
    return map_table(spreadsheet.sheet, layout, mapping, day_first=day_first, zone=zone)


# The mappings of earlier files are stored next to the tables, so that nobody is asked twice.

_FILE = "import_columns.json"
_MAX_REMEMBERED = 50
_MAX_FILE_BYTES = 200_000


def remember_mapping(folder: Path, spreadsheet: UnmappedSpreadsheet, mapping: Mapping[str, Field]) -> None:
    """Remember what the columns mean, for the next file with the same columns."""
    names = {column: field.value for column, field in mapping.items()}
    save_mapping(folder, column_signature(spreadsheet.sheet.columns), names)


def load_mapping(folder: Path, columns: str) -> Mapping[str, str] | None:
    """Return the remembered field of each column, by the signature of the columns; None if there is none."""
    return _load_mappings(folder).get(columns)


def save_mapping(folder: Path, columns: str, fields: Mapping[str, str]) -> None:
    """Remember the field of each column; only the latest 50 signatures are kept."""
    mappings = _load_mappings(folder)
    mappings.pop(columns, None)
    latest = dict([*mappings.items(), (columns, dict(fields))][-_MAX_REMEMBERED:])
    write_durably(folder / _FILE, json.dumps(latest, ensure_ascii=False, indent=1).encode())


def _load_mappings(folder: Path) -> dict[str, Mapping[str, str]]:
    """Return every remembered mapping; {} if the file is missing or damaged."""
    try:
        mappings = json.loads(read_regular_file(folder / _FILE, _MAX_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(mappings, dict):
        return {}
    return {
        str(columns): _as_texts(fields) for columns, fields in mappings.items() if isinstance(fields, dict)
    }


def _as_texts(fields: Mapping[object, object]) -> Mapping[str, str]:
    return {str(column): str(field) for column, field in fields.items()}
