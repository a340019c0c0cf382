"""Reads tables whose columns are certain: our own tables, address books, and LinkedIn's connections."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.formats.csv_injection import unescape_formula
from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow, SkipReason
from followup_core.models import SCHEMA, Row, normalize_name
from followup_core.models.contact_text import ENTER_PHONE, is_rounded_number, lost_digits_sentence
from followup_core.models.name_parser import stored_name

from .column_names import Field
from .date_parsing import read_moment
from .interviewer_names import split_addresses
from .layouts import Layout
from .sheet import Sheet, SheetRow

# This program's own tables.

_CORRECT = "Correct it, and choose the file again."


def read_own_table(sheet: Sheet, layout: Layout) -> ParsedFile:
    """Return the rows of one of this program's tables, with unknown columns and without escaped formulas.

    A row is skipped if it has no id, or if another row has the same id. The cells of a workbook are not
    unescaped, because this program escapes formulas only in text files.
    """
    schema = SCHEMA[layout.table]
    blank_row = dict.fromkeys(schema.columns, "")
    unescape = unescape_formula if sheet.encoding else str
    rows = tuple(
        {**blank_row, **{name: unescape(cell) for name, cell in zip(sheet.columns, row.cells, strict=True)}}
        for row in sheet.rows
    )
    uses = Counter(schema.key_of(row) for row in rows)
    usable_rows, skipped = [], list(sheet.skipped)
    for line, row in zip((row.line for row in sheet.rows), rows, strict=True):
        fault = _key_fault_sentence(layout.table, row, uses)
        if fault:
            skipped.append(SkippedRow(line=line, what=fault, remedy=_CORRECT))
        else:
            usable_rows.append(row)
    return ParsedFile(
        description=layout.description,
        rows={layout.table: tuple(usable_rows)},
        skipped=tuple(skipped),
        notices=sheet.notices,
    )


def _key_fault_sentence(table: str, row: Row, uses: Mapping[tuple[str, ...], int]) -> str:
    """Return a sentence about what is wrong with a row's id, '' if nothing is."""
    schema = SCHEMA[table]
    key = schema.key_of(row)
    blank = next((name for name in schema.key if name in schema.required and not row[name].strip()), "")
    if blank:
        return f"The {blank.replace('_', ' ')} is blank."
    if uses[key] > 1:
        return f"The id “{' / '.join(key)[:60]}” is on several rows, and all of them are left out."
    return ""


# Address books.

_VALUE_SEPARATOR = " ::: "
"""What Google puts between the values of one cell."""

_ALTERNATIVE_COLUMNS: Mapping[Field, tuple[str, ...]] = {
    Field.EMAIL: ("e-mail 2 - value", "e-mail 2 address", "e-mail 3 address"),
    Field.PHONE: (
        *("mobile phone", "business phone", "primary phone", "home phone", "business phone 2"),
        *("phone 2 - value", "phone 3 - value"),
    ),
    Field.NOTES: ("notes",),
}
"""Columns of address books that are used when the first one for a field is blank."""


def read_address_book(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> ParsedFile:
    """Return the people of an address book, each with the first address and phone number.

    An entry without a name is skipped. An entry that occurs twice is imported once.
    """
    columns = _columns_by_field(sheet.columns, mapping)
    skipped = list(sheet.skipped)
    people: dict[tuple[str, str, str], Row] = {}
    repeated = 0
    for row in sheet.rows:
        person = _person(row, columns, str(len(people) + 1))
        if is_rounded_number(person["phone"]):
            what = lost_digits_sentence(person["phone"])
            skipped.append(SkippedRow(line=row.line, what=what, remedy=ENTER_PHONE, count=0))
            person = {**person, "phone": ""}
        key = (
            normalize_name(person["name"]),
            normalize_name(person["organization"]),
            normalize_name(person["email"]),
        )
        if not person["name"]:
            if any(person[name] for name in ("organization", "email", "phone", "notes")):
                skipped.append(_entry_without_name(row))
        elif key in people:
            repeated += 1
        else:
            people[key] = person
    entries, were = ("entry is", "was") if repeated == 1 else ("entries are", "were")
    notice = f"{repeated} {entries} there twice and {were} imported once."
    return ParsedFile(
        description=layout.description,
        rows={"people": tuple(people.values())},
        skipped=tuple(skipped),
        notices=(*sheet.notices, notice) if repeated else sheet.notices,
        item_kind=ItemKind.CONTACT,
    )


def _entry_without_name(row: SheetRow) -> SkippedRow:
    return SkippedRow(
        line=row.line,
        what="The entry has no name.",
        remedy="Give it one, and choose the file again.",
        reason=SkipReason.NO_NAME,
    )


def _columns_by_field(columns: Sequence[str], mapping: Mapping[str, Field]) -> Mapping[Field, list[int]]:
    """Return the indexes of the columns for each field; the first column has precedence."""
    by_field: dict[Field, list[int]] = {}
    for name, field in mapping.items():
        if name in columns:
            by_field.setdefault(field, []).append(columns.index(name))
    unmapped = {normalize_name(name): index for index, name in enumerate(columns) if name not in mapping}
    for field, alternatives in _ALTERNATIVE_COLUMNS.items():
        if field in by_field:
            by_field[field] += [unmapped[name] for name in alternatives if name in unmapped]
    return by_field


def _person(row: SheetRow, columns: Mapping[Field, list[int]], person_id: str) -> Row:
    def cell(field: Field) -> str:
        for index in columns.get(field, ()):
            if text := row.cells[index].split(_VALUE_SEPARATOR)[0].strip():
                return text
        return ""

    full_name = " ".join(filter(None, (cell(Field.FIRST_NAME), cell(Field.LAST_NAME))))
    name, name_note = stored_name(cell(Field.PERSON_NAME) or full_name)
    emails, other_text = split_addresses(cell(Field.EMAIL))
    notes = row.cells[columns[Field.NOTES][0]].strip() if Field.NOTES in columns else ""
    return {
        **dict.fromkeys(SCHEMA["people"].columns, ""),
        "person_id": person_id,
        "name": name,
        "organization": cell(Field.ORGANIZATION),
        "title": cell(Field.PERSON_TITLE),
        "email": next(iter(emails), ""),
        "phone": cell(Field.PHONE),
        "linkedin_url": cell(Field.LINKEDIN_URL),
        "notes": "\n".join(filter(None, (notes, name_note, f"Email: {other_text}" if other_text else ""))),
    }


# LinkedIn's Connections.csv.

_CONNECTION_COLUMNS = {
    "first": "first name",
    "last": "last name",
    "linkedin_url": "url",
    "email": "email address",
    "organization": "company",
    "title": "position",
    "connected_on": "connected on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A LinkedIn connection and its line in the file; '' or None if the file doesn't have a detail."""

    line: int
    name: str
    linkedin_url: str = ""
    email: str = ""
    organization: str = ""
    title: str = ""
    connected_on: date | None = None


def read_connections(sheet: Sheet) -> tuple[tuple[Connection, ...], tuple[SkippedRow, ...]]:
    """Return the connections in a file from LinkedIn, and the rows that can't be read.

    People who closed their account are in the file without a name, and are left out without a message.
    """
    indexes = {normalize_name(column): index for index, column in enumerate(sheet.columns)}
    connections = []
    for row in sheet.rows:
        cells = {
            name: row.cells[indexes[column]].strip() if column in indexes else ""
            for name, column in _CONNECTION_COLUMNS.items()
        }
        name = " ".join(f"{cells.pop('first')} {cells.pop('last')}".split())
        day = _date(cells.pop("connected_on"))
        if name:
            connections.append(Connection(line=row.line, name=name, connected_on=day, **cells))
    return tuple(connections), sheet.skipped


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(read_moment(text, None)[:10])
    except ValueError:
        return None
