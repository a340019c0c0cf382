"""Sorts a table's columns into fields, people's names, and others, which go into the notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from followup_core.models import normalize_name
from followup_core.models.date_text import pluralize

from .column_names import Field
from .interviewer_names import PersonColumn, person_columns
from .layouts import Layout, LayoutKind
from .sheet import Sheet

_NEVER_IN_NOTES = frozenset({"id", "index", "createdat", "created at", "resume name", "question and answers"})
_CANDIDATE_COLUMNS = frozenset({"contact email", "contact phone number"})
"""In LinkedIn's applications, the contact is the candidate."""
_MAX_NAMED_COLUMNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumns:
    """The indexes of a table's columns: by field, of people's names, and of others with their labels."""

    by_field: Mapping[Field, int]
    names: tuple[PersonColumn, ...]
    notes_columns: tuple[tuple[int, str], ...]


def mapped_columns(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> MappedColumns:
    """Return the indexes of a table's columns by the fields that `mapping` gives them."""
    names = person_columns(sheet.columns, mapping)
    indexes = {what: sheet.columns.index(name) for name, what in mapping.items() if name in sheet.columns}
    notes_columns = tuple(_other_columns(sheet, layout, mapping, names))
    return MappedColumns(by_field=indexes, names=names, notes_columns=notes_columns)


def _other_columns(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, Field], names: tuple[PersonColumn, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that belong to no field and may go into the notes, with their labels."""
    is_linkedin = layout.kind is LayoutKind.LINKEDIN_APPLICATIONS
    ignored_names = _NEVER_IN_NOTES | (_CANDIDATE_COLUMNS if is_linkedin else set())
    name_indexes = {column.index for column in names}
    for index, name in enumerate(sheet.columns):
        is_other = name not in mapping and index not in name_indexes
        if is_other and normalize_name(name) not in ignored_names and "html" not in name.casefold():
            yield index, name[:1].upper() + name[1:60]


def notes_notices(sheet: Sheet, columns: MappedColumns) -> Iterator[str]:
    """Yield a sentence that names the columns whose texts go into the notes, if there are any."""
    labels = [
        f"“{label}”"
        for index, label in columns.notes_columns
        if any(row.cells[index].strip() for row in sheet.rows)
    ]
    *first_labels, last_label = labels or [""]
    if len(first_labels) >= _MAX_NAMED_COLUMNS:
        last_label = pluralize(len(labels) - _MAX_NAMED_COLUMNS, "more column")
    if labels:
        listed = " and ".join(filter(None, (", ".join(first_labels[:_MAX_NAMED_COLUMNS]), last_label)))
        go_words = "it goes" if len(labels) == 1 else "they go"
        yield f"There is no field here for {listed}, so {go_words} into the notes."
