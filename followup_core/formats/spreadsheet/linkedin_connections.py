"""LinkedIn's Connections.csv: who is a connection, since when, and what they do now."""

from dataclasses import dataclass
from datetime import date

from followup_core.formats.parsed_file import SkippedRow
from followup_core.models import normalize_name

from .date_parsing import read_moment
from .sheet import Sheet

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
