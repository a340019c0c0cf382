"""The errors that people can act on, and the problems found in stored rows."""

from dataclasses import dataclass

from followup_core.text import one_line


class FollowUpError(Exception):
    """The base class of all errors that are shown to people: what is wrong, where, and the remedy.

    The message is one or two sentences, ready for the screen. Any exception that is not
    a FollowUpError is a bug and may crash. `field` is the stored column whose value is wrong, so that a form
    can show the message there; '' if the error isn't about a single column.
    """

    def __init__(self, what: str, remedy: str, *, where: str = "", field: str = "") -> None:
        self.what = what
        self.where = where
        self.field = field
        self.remedy = remedy
        prefix = f"{where}: " if where else ""
        super().__init__(one_line(f"{prefix}{what} {remedy}"))


class BadValue(FollowUpError):
    """An entered value that cannot be stored as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem in one table, with its position and its remedy.

    `line` counts from 1 as a text editor does (the header is line 1); 0 means the whole
    file, or a row that has no line yet. `column` may be ''.
    """

    table: str
    line: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        location = f"{self.table}.csv"
        if self.line:
            location += f", line {self.line}"
        if self.column:
            location += f", column {self.column}"
        return one_line(f"{location}: {self.what} {self.remedy}")
