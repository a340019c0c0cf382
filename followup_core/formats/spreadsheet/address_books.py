"""Address books: the people in them, each with their first address and phone number."""

from collections.abc import Mapping, Sequence

from followup_core.formats.parsed_file import ItemKind, ParsedFile, SkippedRow, SkipReason
from followup_core.models import SCHEMA, Row, normalize_name

from .column_matching import Field
from .layouts import Layout
from .person_names import addresses
from .sheet import Sheet, SheetRow

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
