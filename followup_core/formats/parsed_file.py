"""What any file brings, in our own words: rows by table, and what had to stay out and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from followup_core.models import FollowUpError, Row

MEGABYTE = 1_000_000  # bytes, as the screen says it


class UnreadableFile(FollowUpError):
    """A file that is not what it should be, or larger than it may be; nothing of it was taken."""


class ItemKind(StrEnum):
    """What a file consists of."""

    ROW = "row"
    CALENDAR_ENTRY = "calendar_entry"
    CARD = "card"
    CONTACT = "contact"
    CONNECTION = "connection"


class SkipReason(StrEnum):
    """Why a thing of a file stays out."""

    ALREADY_HERE = "already_here"
    NOT_MET = "not_met"
    MAYBE_MET = "maybe_met"
    ELSEWHERE = "elsewhere"
    NOT_CHOSEN = "not_chosen"
    APPLICATION = "application"
    ENDED = "ended"
    NO_DAY = "no_day"
    NOT_AN_INTERVIEW = "not_an_interview"
    CANCELED = "canceled"
    NOT_AN_INVITATION = "not_an_invitation"
    NO_NAME = "no_name"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """Something of a file that stays out, why, and the remedy; `line` counts from 1, 0 means none.

    `count` is how many things of the file stay out for it; 0 where it is only a cell.
    """

    line: int
    what: str
    remedy: str
    reason: SkipReason = SkipReason.UNUSABLE
    count: int = 1

    def __str__(self) -> str:
        place = f"Line {self.line}: " if self.line else ""
        return f"{place}{self.what} {self.remedy}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """What one file brings.

    `title` says what kind of file it is ("A calendar invitation"). `rows` are rows of our tables
    with all columns of the schema; their ids hold only within this file (`1`, `2`) and are
    replaced when they come in. An interview's `held_at` may also be a day alone
    (`2026-11-02`) where the file tells no time, and '' where it tells no day: then the person is asked.
    `notices` are sentences about how the file was read, `thing` is what it consists of. `yours` are rows of
    people that are, or seem to be, the candidate; they are in no table.
    """

    title: str
    rows: Mapping[str, tuple[Row, ...]]
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    thing: ItemKind = ItemKind.ROW
    yours: tuple[Row, ...] = ()
