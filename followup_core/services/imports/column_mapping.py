"""What the columns of a spreadsheet mean: guessed by name, corrected by the person, remembered."""

import json
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path

from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from followup_core.formats.spreadsheet import CONTACTS, Field, has_ambiguous_dates, map_table, signature
from followup_core.regular_files import read_regular_file
from followup_core.durable_io import write_durably

from .file_detection import UnmappedSpreadsheet

_FILE = "import_columns.json"
_MOST = 50
_LARGEST = 200_000  # bytes


def load_mapping(workspace: Path, signature: str) -> Mapping[str, str] | None:
    """Return what each column of such a file meant the last time; None where there was none."""
    return _all(workspace).get(signature)


def save_mapping(workspace: Path, signature: str, meanings: Mapping[str, str]) -> None:
    """Keep what each column means, for the next file with the same columns; the last 50 are kept."""
    known = _all(workspace)
    known.pop(signature, None)
    kept = dict([*known.items(), (signature, dict(meanings))][-_MOST:])
    write_durably(workspace / _FILE, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _all(workspace: Path) -> dict[str, Mapping[str, str]]:
    try:
        found = json.loads(read_regular_file(workspace / _FILE, _LARGEST))
    except (OSError, ValueError, RecursionError):  # what is not there, or damaged, was not remembered
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _texts(each) for name, each in found.items() if isinstance(each, dict)}


def _texts(meanings: Mapping[object, object]) -> Mapping[str, str]:
    return {str(column): str(field) for column, field in meanings.items()}


FIELD_WORDS: Mapping[Field, str] = {
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
    Field.FIRST_NAME: "First name",
    Field.LAST_NAME: "Last name",
    Field.PERSON_TITLE: "The person's title",
    Field.PHONE: "Phone",
    Field.LINKEDIN_URL: "LinkedIn address",
    Field.PART: "Part in the interview",
}
"""What each field is called on screen, in the order in which it is asked for."""

ASKED_FIRST = 8
"""So many of them stand open; the others are needed now and then."""

_SAMPLES = 3


def guess_mapping(workspace: Path, columns: UnmappedSpreadsheet) -> Mapping[str, Field]:
    """Return what each column means: as said for such a file before, else as its name tells."""
    before = load_mapping(workspace, signature(columns.sheet.columns))
    if before is None:
        return columns.layout.mapping
    known = {field.value: field for field in Field}
    return {name: known[text] for name, text in before.items() if text in known}


def remember_mapping(workspace: Path, columns: UnmappedSpreadsheet, means: Mapping[str, Field]) -> None:
    """Keep what the columns mean, for the next file with the same ones."""
    save_mapping(
        workspace, signature(columns.sheet.columns), {name: field.value for name, field in means.items()}
    )


def needs_review(columns: UnmappedSpreadsheet, means: Mapping[str, Field]) -> bool:
    """Whether the person should look at what the columns mean: the table is unknown, and so is its gist."""
    told = set(means.values())
    return not columns.layout.known and not {Field.ORGANIZATION, Field.HELD_AT} <= told


def samples(columns: UnmappedSpreadsheet) -> Mapping[str, str]:
    """Return for each column its first few different texts, to know it by."""
    return {name: _sample(columns, place) for place, name in enumerate(columns.sheet.columns)}


def _sample(columns: UnmappedSpreadsheet, place: int) -> str:
    texts = dict.fromkeys(row.cells[place].strip()[:30] for row in columns.sheet.rows[:50])
    return ", ".join(islice(filter(None, texts), _SAMPLES))


def ambiguous_date(columns: UnmappedSpreadsheet, means: Mapping[str, Field]) -> str:
    """Return a date of which nothing tells whether the day or the month stands first, '' for none."""
    return next(iter(has_ambiguous_dates(columns.sheet, means)), "")


def apply_mapping(
    columns: UnmappedSpreadsheet,
    means: Mapping[str, Field],
    *,
    today: date,
    zone: str = "",
    day_first: bool | None = None,
) -> ParsedFile:
    """Return what the table brings; raise UnreadableFile where no column names the organization."""
    layout = columns.layout
    told = layout.table or layout.kind in CONTACTS
    if not told and Field.ORGANIZATION not in means.values():
        raise UnreadableFile("No column is known to name the organization.", "Choose the column that does.")
    return map_table(columns.sheet, layout, means, day_first=day_first, today=today, zone=zone)
