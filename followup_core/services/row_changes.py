"""Changes that write or delete one row, with values as the tables store them."""

from datetime import date, datetime
from enum import StrEnum

from followup_core.models import SCHEMA, Key
from followup_core.store import Change

CellValue = str | int | bool | date | datetime | StrEnum | None


def format_cell(value: CellValue) -> str:
    """Return a value as a table stores it: '' for None, ISO dates, yes or no, an enum's value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()


def upsert(table: str, **cells: CellValue) -> Change:
    """Return the change that writes `cells`, which include the row's key, to an old or a new row."""
    row = {column: format_cell(value) for column, value in cells.items()}
    return Change(table=table, key=SCHEMA[table].key_of(row), row=row)


def delete_row(table: str, key: Key) -> Change:
    """Return the change that deletes one row."""
    return Change(table=table, key=key, row=None)
