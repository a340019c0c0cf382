"""Address books: the people in them, each with the first of their addresses and numbers."""

from collections.abc import Mapping

from followup_core.exchange.arrival import Arrival, Skipped
from followup_core.records import SCHEMA, Row, folded

from .fields import Field
from .layouts import Layout
from .sheet import Sheet, SheetRow

_SEVERAL = " ::: "
"""What Google puts between the values of one cell."""


def people_of(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> Arrival:
    """Return the people of an address book; an entry without a name stays out."""
    places: dict[Field, list[int]] = {}
    for name, means in mapping.items():
        if name in sheet.columns:
            places.setdefault(means, []).append(sheet.columns.index(name))
    skipped = list(sheet.skipped)
    found: dict[tuple[str, str, str], Row] = {}
    for row in sheet.rows:
        person = _person(row, places, str(len(found) + 1))
        if person["name"]:
            found.setdefault(
                (folded(person["name"]), folded(person["organization"]), person["email"]), person
            )
        elif any(person[name] for name in ("organization", "email", "phone")):
            remedy = "Give it one, and choose the file again."
            skipped.append(Skipped(line=row.line, what="The entry has no name.", remedy=remedy))
    return Arrival(
        title=layout.title,
        rows={"people": tuple(found.values())},
        skipped=tuple(skipped),
        notices=sheet.notices,
    )


def _person(row: SheetRow, places: Mapping[Field, list[int]], number: str) -> Row:
    def cell(what: Field) -> str:
        texts = (row.cells[place].split(_SEVERAL)[0].strip() for place in places.get(what, ()))
        return next(filter(None, texts), "")

    parted = " ".join(filter(None, (cell(Field.FIRST_NAME), cell(Field.LAST_NAME))))
    return {
        **dict.fromkeys(SCHEMA["people"].columns, ""),
        "person_id": number,
        "name": cell(Field.PERSON_NAME) or parted,
        "organization": cell(Field.ORGANIZATION),
        "title": cell(Field.PERSON_TITLE),
        "email": cell(Field.EMAIL),
        "phone": cell(Field.PHONE),
        "notes": cell(Field.NOTES)[:4000],
    }
