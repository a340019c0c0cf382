"""The mapping of a table to interviews and people, with what was skipped and why."""

from collections.abc import Iterator, Mapping
from datetime import date

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import normalize_name
from followup_core.models.date_text import pluralize

from .address_books import people_of
from .column_matching import Field
from .date_columns import DateReader, order_in
from .layouts import CONTACTS, Layout, LayoutKind
from .native_tables import native_rows
from .person_columns import PersonColumn, person_columns
from .row_mapping import InterviewRows, MappedColumns
from .sheet import Sheet

_NO_NOTE = frozenset({"id", "index", "createdat", "created at", "resume name", "question and answers"})
_OF_THE_CANDIDATE = frozenset({"contact email", "contact phone number"})


def map_table(
    sheet: Sheet,
    layout: Layout,
    mapping: Mapping[str, Field],
    *,
    day_first: bool | None,
    today: date,
    zone: str = "",
) -> ParsedFile:
    """Return the contents of a table, with `mapping` from its columns to fields.

    Times are in `zone` if no column gives another. `today` is not a limit: an interview
    may be planned.
    """
    if layout.kind is LayoutKind.OWN:
        return native_rows(sheet, layout)
    if layout.kind in CONTACTS:
        return people_of(sheet, layout, mapping)
    found = InterviewRows(
        columns=_columns(sheet, layout, mapping),
        days=DateReader(day_first=order_in(sheet, mapping)[0] if day_first is None else day_first),
        zone=zone,
        skipped=list(sheet.skipped),
    )
    for row in sheet.rows:
        found.take(row)
    return ParsedFile(
        title=layout.title,
        rows={
            "interviews": tuple(found.rows),
            "people": tuple(found.people.rows.values()),
            "interviewers": tuple(found.people.met.values()),
        },
        skipped=tuple(found.skipped),
        notices=(*sheet.notices, *_same(found.same), *_joined(found.joined)),
    )


def _columns(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> MappedColumns:
    names = person_columns(sheet.columns, mapping)
    return MappedColumns(
        places={means: sheet.columns.index(name) for name, means in mapping.items() if name in sheet.columns},
        names=names,
        others=tuple(_others(sheet, layout, mapping, names)),
    )


def _others(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, Field], names: tuple[PersonColumn, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that no field takes and that a note may keep, with their labels."""
    left_out = _NO_NOTE | (_OF_THE_CANDIDATE if layout.kind is LayoutKind.LINKEDIN_APPLICATIONS else set())
    taken = {each.place for each in names}
    for place, name in enumerate(sheet.columns):
        unknown = name not in mapping and place not in taken
        if unknown and normalize_name(name) not in left_out and "html" not in name.casefold():
            yield place, name[:1].upper() + name[1:60]


def _same(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} {'row says' if count == 1 else 'rows say'} the same as another one and came in once.",)


def _joined(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    verb = "was" if count == 1 else "were"
    return (f"{pluralize(count, 'row').capitalize()} about an interview of another row {verb} joined to it.",)
