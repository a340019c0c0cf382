"""Tables with a known meaning: this program's own, address books, LinkedIn's connections."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from followup_core.formats.csv_injection import unescape_formula
from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow, SkipReason
from followup_core.models import SCHEMA, Row, normalize_name

from .column_matching import Field
from .date_parsing import read_moment
from .interviewer_names import addresses
from .layouts import Layout
from .sheet import Sheet, SheetRow

_CORRECT = "Correct it, and choose the file again."


def native_rows(sheet: Sheet, layout: Layout) -> ParsedFile:
    """Return the rows of one of our tables; rows without an id, or with one already used, are skipped.

    Unknown columns are kept. Cells of a workbook were never escaped, so nothing is
    unescaped there.
    """
    blank = dict.fromkeys(SCHEMA[layout.table].columns, "")
    plain = unescape_formula if sheet.encoding else str
    rows = tuple(
        {**blank, **{name: plain(cell) for name, cell in zip(sheet.columns, row.cells, strict=True)}}
        for row in sheet.rows
    )
    keys = Counter(SCHEMA[layout.table].key_of(row) for row in rows)
    kept, skipped = [], list(sheet.skipped)
    for line, row in zip((each.line for each in sheet.rows), rows, strict=True):
        trouble = _key_trouble(layout.table, row, keys)
        if trouble:
            skipped.append(SkippedRow(line=line, what=trouble, remedy=_CORRECT))
        else:
            kept.append(row)
    return ParsedFile(
        title=layout.title, rows={layout.table: tuple(kept)}, skipped=tuple(skipped), notices=sheet.notices
    )


def _key_trouble(table: str, row: Row, keys: Mapping[tuple[str, ...], int]) -> str:
    schema = SCHEMA[table]
    key = schema.key_of(row)
    blank = next((name for name in schema.key if name in schema.required and not row[name].strip()), "")
    if blank:
        return f"The {blank.replace('_', ' ')} is blank."
    if keys[key] > 1:
        return f"The id “{' / '.join(key)[:60]}” stands on several rows, and all of them stay out."
    return ""


_SEVERAL = " ::: "
"""What Google puts between the values of one cell."""

_ALSO: Mapping[Field, tuple[str, ...]] = {
    Field.EMAIL: ("e-mail 2 - value", "e-mail 2 address", "e-mail 3 address"),
    Field.PHONE: (
        *("mobile phone", "business phone", "primary phone", "home phone", "business phone 2"),
        *("phone 2 - value", "phone 3 - value"),
    ),
    Field.NOTES: ("notes",),
}
"""Alternative columns of address books, used when the first one is blank."""


def people_of(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> ParsedFile:
    """Return the people of an address book; an entry without a name is skipped."""
    places = _places(sheet.columns, mapping)
    skipped = list(sheet.skipped)
    found: dict[tuple[str, str, str], Row] = {}
    twice = 0
    for row in sheet.rows:
        person = _person(row, places, str(len(found) + 1))
        sign = (
            normalize_name(person["name"]),
            normalize_name(person["organization"]),
            normalize_name(person["email"]),
        )
        if not person["name"]:
            if any(person[name] for name in ("organization", "email", "phone", "notes")):
                remedy = "Give it one, and choose the file again."
                what = "The entry has no name."
                skipped.append(SkippedRow(line=row.line, what=what, remedy=remedy, reason=SkipReason.NO_NAME))
        elif sign in found:
            twice += 1
        else:
            found[sign] = person
    said = f"{twice} {'entry stands' if twice == 1 else 'entries stand'} there twice and came in once."
    return ParsedFile(
        title=layout.title,
        rows={"people": tuple(found.values())},
        skipped=tuple(skipped),
        notices=(*sheet.notices, said) if twice else sheet.notices,
        thing=ItemKind.CONTACT,
    )


def _places(columns: Sequence[str], mapping: Mapping[str, Field]) -> Mapping[Field, list[int]]:
    places: dict[Field, list[int]] = {}
    for name, means in mapping.items():
        if name in columns:
            places.setdefault(means, []).append(columns.index(name))
    names = {normalize_name(name): place for place, name in enumerate(columns) if name not in mapping}
    for means, others in _ALSO.items():
        if means in places:
            places[means] += [names[name] for name in others if name in names]
    return places


def _person(row: SheetRow, places: Mapping[Field, list[int]], number: str) -> Row:
    def cell(what: Field) -> str:
        for place in places.get(what, ()):
            if text := row.cells[place].split(_SEVERAL)[0].strip():
                return text
        return ""

    parted = " ".join(filter(None, (cell(Field.FIRST_NAME), cell(Field.LAST_NAME))))
    emails, rest = addresses(cell(Field.EMAIL))
    notes = row.cells[places[Field.NOTES][0]].strip() if Field.NOTES in places else ""
    return {
        **dict.fromkeys(SCHEMA["people"].columns, ""),
        "person_id": number,
        "name": cell(Field.PERSON_NAME) or parted,
        "organization": cell(Field.ORGANIZATION),
        "title": cell(Field.PERSON_TITLE),
        "email": next(iter(emails), ""),
        "phone": cell(Field.PHONE),
        "linkedin_url": cell(Field.LINKEDIN_URL),
        "notes": "\n".join(filter(None, (notes, f"Email: {rest}" if rest else ""))),
    }


_COLUMNS = {
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
    """One connection and its line; what the file does not say is '' or None."""

    line: int
    name: str
    linkedin_url: str = ""
    email: str = ""
    organization: str = ""
    title: str = ""
    connected_on: date | None = None


def connections(sheet: Sheet) -> tuple[tuple[Connection, ...], tuple[SkippedRow, ...]]:
    """Return the connections in a LinkedIn sheet, and the rows that could not be read.

    People who closed their account are there without a name; they are skipped without a
    message.
    """
    places = {normalize_name(column): place for place, column in enumerate(sheet.columns)}
    found = []
    for row in sheet.rows:
        cells = {
            name: row.cells[places[column]].strip() if column in places else ""
            for name, column in _COLUMNS.items()
        }
        name = " ".join(f"{cells.pop('first')} {cells.pop('last')}".split())
        day = _day(cells.pop("connected_on"))
        if name:
            found.append(Connection(line=row.line, name=name, connected_on=day, **cells))
    return tuple(found), sheet.skipped


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(read_moment(text, None)[:10])
    except ValueError:
        return None
