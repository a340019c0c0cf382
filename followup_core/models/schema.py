"""The tables of schema version 1: their columns in order, their keys and their required cells."""

from collections.abc import Mapping
from dataclasses import dataclass

SCHEMA_VERSION = 1

Row = Mapping[str, str]
"""One stored row: column name to text; '' means "no value"."""

Key = tuple[str, ...]
"""The values of a row's key columns, which no other row of the table shares."""

MAX_CELL_BYTES = 20_000
MAX_COLUMNS = 100
MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table: its `columns` in file order, its `key` columns and its `required` columns.

    A required column must be in the file, and its cell must not be blank. A key column
    that is not required may be '' (a checklist answer about the whole interview has no
    person). A file gets an `optional` column together with the first value in it; without
    the column, every row has '' there.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[str, ...]:
        """All columns that the program knows, the optional ones last."""
        return (*self.columns, *self.optional)

    def key_of(self, row: Row) -> Key:
        """Return the key of `row`; a missing key cell counts as ''."""
        return tuple(row.get(column, "") for column in self.key)


def _table_schema(name: str, columns: str, *, key: str, required: str, optional: str = "") -> TableSchema:
    return TableSchema(
        name=name,
        columns=tuple(columns.split()),
        key=tuple(key.split()),
        required=tuple(required.split()),
        optional=tuple(optional.split()),
    )


SCHEMA: Mapping[str, TableSchema] = {
    table.name: table
    for table in (
        _table_schema(
            "interviews",
            "interview_id organization role round held_at timezone format decision_by"
            " still_interested outcome outcome_on notes created_at",
            key="interview_id",
            required="interview_id organization held_at",
            optional="calendar_uid calendar_sequence",
        ),
        _table_schema(
            "people",
            "person_id name organization title email phone linkedin_url notes",
            key="person_id",
            required="person_id name",
            optional="addressed_as",
        ),
        _table_schema(
            "interviewers",
            "interview_id person_id part discussed",
            key="interview_id person_id",
            required="interview_id person_id part",
        ),
        _table_schema(
            "answers",
            "interview_id person_id item answer detail answered_at",
            key="interview_id person_id item",
            required="interview_id item answer",
        ),
        _table_schema(
            "touchpoints",
            "touchpoint_id interview_id person_id kind sent_on responded_on response note",
            key="touchpoint_id",
            required="touchpoint_id interview_id kind sent_on",
        ),
        _table_schema("settings", "key value", key="key", required="key"),
    )
}
"""All tables by name, in the order in which they are shown and checked."""
