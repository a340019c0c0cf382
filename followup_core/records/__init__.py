"""The words of the product as values: rows, openings, and how stored text becomes them."""

from .cells import EARLIEST_DATE, LATEST_DATE, MAX_ROUND, SETTING_KEYS, known_timezone, parse_date
from .errors import BadValue, FollowUpError, Problem
from .parse import Numbered, gather, parse, read_row
from .rows import (
    Answer,
    Interview,
    Interviewer,
    Opening,
    Person,
    Records,
    Round,
    Settings,
    Touchpoint,
)
from .schema import MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, SCHEMA, SCHEMA_VERSION, Key, Row, TableSchema
from .words import THANKED_PARTS, Format, Given, Outcome, Part, Response, SecondChase, Touch, YesNo

__all__ = [
    "EARLIEST_DATE",
    "LATEST_DATE",
    "MAX_CELL_BYTES",
    "MAX_COLUMNS",
    "MAX_ROUND",
    "MAX_ROWS",
    "SCHEMA",
    "SCHEMA_VERSION",
    "SETTING_KEYS",
    "THANKED_PARTS",
    "Answer",
    "BadValue",
    "FollowUpError",
    "Format",
    "Given",
    "Interview",
    "Interviewer",
    "Key",
    "Numbered",
    "Opening",
    "Outcome",
    "Part",
    "Person",
    "Problem",
    "Records",
    "Response",
    "Round",
    "Row",
    "SecondChase",
    "Settings",
    "TableSchema",
    "Touch",
    "Touchpoint",
    "YesNo",
    "gather",
    "known_timezone",
    "parse",
    "parse_date",
    "read_row",
]
