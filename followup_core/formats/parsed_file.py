"""The result of reading any file: rows of this program's tables, and what was skipped and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from followup_core.models import FollowUpError, Row

MEGABYTE = 1_000_000  # bytes, as on screen


class UnreadableFile(FollowUpError):
    """A file that is not of the expected kind, or too large; nothing of it was imported."""


class ItemKind(StrEnum):
    """What the items of a file are."""

    ROW = "row"
    CALENDAR_ENTRY = "calendar_entry"
    CARD = "card"
    CONTACT = "contact"
    CONNECTION = "connection"


class SkipReason(StrEnum):
    """Why an item of a file is skipped."""

    ALREADY_HERE = "already_here"
    NOT_MET = "not_met"
    MAYBE_MET = "maybe_met"
    ELSEWHERE = "elsewhere"
    NOT_CHOSEN = "not_chosen"
    NOT_TICKED = "not_ticked"
    APPLICATION = "application"
    ENDED = "ended"
    NO_DAY = "no_day"
    NOT_AN_INTERVIEW = "not_an_interview"
    LONG_AGO = "long_ago"
    CANCELED = "canceled"
    DECLINED = "declined"
    NOT_AN_INVITATION = "not_an_invitation"
    NO_NAME = "no_name"
    UNUSABLE = "unusable"


APPOINTMENT_IS_OFF = frozenset({SkipReason.CANCELED, SkipReason.DECLINED})
"""The reasons for which an appointment doesn't take place, or not with the candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    """An item of a file that is skipped, with the reason and the remedy.

    `line` counts from 1; 0 means that the item has no line. `count` is how many items are skipped for this
    reason; 0 if only a cell is left out.
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
class CanceledAppointment:
    """An appointment that a calendar file says is off: canceled, or declined by the candidate.

    `uid`, `sequence` and `stamp` identify the appointment and its version (UID, SEQUENCE and DTSTAMP of RFC
    5545). `title` is the appointment's own title. `held_at` is its local time, '' if the file has none.
    `is_interview`: whether it would have been imported without being chosen, because it was the only entry in
    its file or its title says “interview”.
    """

    uid: str
    sequence: int
    stamp: str
    title: str
    held_at: str
    is_declined: bool
    is_interview: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportableEntry:
    """An entry of a calendar that may be imported as the interview with this id.

    `says_interview`: whether the title says that it is an interview. If it doesn't, the entry is offered
    because people from outside attend. `notices` are sentences about how the entry was read.
    """

    interview_id: str
    title: str
    says_interview: bool
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """What one file contains.

    `description` says what kind of file it is ("A calendar invitation"). `rows` are rows of
    this program's tables with all columns of the schema; their ids (`1`, `2`) are valid
    only within the file and are replaced on import. An interview's `held_at` may be a
    day alone (`2026-11-02`) if the file has no time, and '' if it has no day: the
    candidate is then asked.

    `notices` are sentences about how the file was read. `item_kind` is what its items are. `candidate_rows`
    are rows of people who are, or seem to be, the candidate; they are in no table. `canceled` are the
    appointments that are off. `stamps` are the times at which the versions of invitations were made
    (DTSTAMP), by UID.

    `entries` are the entries of a calendar that has several: their interviews are in the rows, and the
    candidate chooses which to import. `crowded` are the ids of interviews with so many people that a person
    is imported only if chosen. `other_entries` is the number of the calendar's other entries.
    """

    description: str
    rows: Mapping[str, tuple[Row, ...]]
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[str, ...] = ()
    item_kind: ItemKind = ItemKind.ROW
    candidate_rows: tuple[Row, ...] = ()
    canceled: tuple[CanceledAppointment, ...] = ()
    stamps: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[ImportableEntry, ...] = ()
    crowded: frozenset[str] = frozenset()
    other_entries: int = 0
