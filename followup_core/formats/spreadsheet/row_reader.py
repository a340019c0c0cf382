"""Reads one row of a spreadsheet: its interview, the people in it, and its thank-you."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from followup_core.formats.parsed_file import SkippedRow, SkipReason
from followup_core.models import MAX_CELL_BYTES, SCHEMA, Outcome, known_timezone, normalize_name
from followup_core.models.contact_text import (
    ENTER_PHONE,
    is_rounded_number,
    looks_like_email,
    lost_digits_sentence,
)

from .column_names import Field
from .date_parsing import (
    DateReader,
    UnreadableDate,
    is_nonexistent_local_time,
    local_time_and_zone,
    means_no_date,
    means_some_date,
    read_clock,
)
from .interviewer_names import NamedPerson, named_in, split_addresses
from .mapped_columns import MappedColumns
from .sheet import SheetRow
from .status_vocabulary import ApplicationStage, format_of, outcome_of, says_more_than, stage_of

AND_CHOOSE_AGAIN = "and choose the file again."
"""Ends every remedy that changes the file."""

_MAX_NOTE_LINE_CHARS = 300
_BLANK_CELLS = dict.fromkeys(Field, "")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
_MAX_NOTES_CHARS = 4_000
_APPLIED_SENTENCE = "This is an application without an interview, so there is nothing to follow up yet."
_ENDED_SENTENCE = "This ended with no mention of an interview, so there is nothing to follow up."
_ADD_DAY_SENTENCE = f"If there was one, add its day, {AND_CHOOSE_AGAIN}"
_PERSON_DETAILS = (
    ("title", Field.PERSON_TITLE),
    ("phone", Field.PHONE),
    ("linkedin_url", Field.LINKEDIN_URL),
)
_DETAIL_LABELS = (
    (Field.PERSON_TITLE, "Title"),
    (Field.PHONE, "Phone"),
    (Field.LINKEDIN_URL, "LinkedIn"),
)
_BLANK_INTERVIEW = dict.fromkeys(SCHEMA["interviews"].columns, "")


@dataclass(slots=True)
class _MappedRow:
    """One row: its cells by field, and lines for the notes with what fits no field."""

    row: SheetRow
    cells: dict[Field, str]
    notes: list[str]

    def keep_in_notes(self, field: Field, label: str) -> None:
        """Add a cell to the notes, if it isn't blank."""
        if text := self.cells[field]:
            self.notes.append(f"{label}: {text}")


def _mapped_row(row: SheetRow, indexes: Mapping[Field, int]) -> _MappedRow:
    """Return a row with its cells by field, without spaces around the texts."""
    cells = _BLANK_CELLS.copy()
    for field, index in indexes.items():
        cells[field] = row.cells[index].strip()
    return _MappedRow(row, cells, [])


def _shortened(line: str) -> str:
    one_line = " ".join(line.split())
    return one_line if len(one_line) <= _MAX_NOTE_LINE_CHARS else f"{one_line[: _MAX_NOTE_LINE_CHARS - 1]}…"


def _without_organization(text: str, organization: str) -> str:
    """Return a cell of names without the organization at its end, as in "Dana Ruiz, Acme"."""
    names, comma, last = text.rpartition(",")
    return names if comma and normalize_name(last) == normalize_name(organization) else text


def _round(mapped: _MappedRow) -> str:
    """Return the first number in the cell of the round; a cell without a number goes into the notes."""
    text = mapped.cells[Field.ROUND]
    if not text:
        return ""
    match = _NUMBER.search(text)
    if match is None or not int(match[0]):
        mapped.keep_in_notes(Field.ROUND, "Round")
        return ""
    return str(int(match[0]))


def _still_interested(mapped: _MappedRow) -> str:
    """Return "yes" or "no" if the cell says whether the candidate is still interested, else ''.

    Any other text goes into the notes.
    """
    text = mapped.cells[Field.STILL_INTERESTED]
    if text and normalize_name(text) not in _YES_NO:
        mapped.keep_in_notes(Field.STILL_INTERESTED, "Still interested")
    return _YES_NO.get(normalize_name(text), "") if text else ""


class ReadRow(NamedTuple):
    """What a row says: an interview without its id, its people, and the day on which they were thanked.

    `people` are the named people with their parts. `details` are details of one of them, such as a phone
    number. `thanked_on` is '' if the row has no thank-you with a day.
    """

    interview: dict[str, str]
    people: list[tuple[NamedPerson, str]]
    details: dict[str, str]
    thanked_on: str


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row after another; what can't be used is added to `skipped`, with its line.

    `zone` is the time zone of times if no column gives another one. `undated_thanks` counts the rows that say
    that a thank-you was sent, but not when. No day is invented for them, because response times would be
    counted from it.
    """

    columns: MappedColumns
    dates: DateReader
    zone: str
    skipped: list[SkippedRow]
    undated_thanks: int = 0

    def read(self, row: SheetRow) -> ReadRow | None:
        """Return what a row says; None if the row is no interview or can't be used."""
        mapped = _mapped_row(row, self.columns.by_field)
        if not mapped.cells[Field.ORGANIZATION]:
            self._skip(row, "The organization is missing.", f"Enter it, {AND_CHOOSE_AGAIN}")
            return None
        try:
            held_at, zone = self._held_at(mapped)
        except UnreadableDate as error:
            self._skip(row, error.what, error.remedy)
            return None
        if not held_at and (reason := self._no_interview_reason(mapped)):
            remedy = _ADD_DAY_SENTENCE if reason is SkipReason.ENDED else ""
            self._skip(row, _ENDED_SENTENCE if remedy else _APPLIED_SENTENCE, remedy, reason)
            return None
        if zone and is_nonexistent_local_time(held_at, zone):
            what = f"Clocks in {zone} were set forward that day, so {held_at[11:]} did not exist."
            self._skip(row, what, f"Correct the time, {AND_CHOOSE_AGAIN}")
            return None
        return self._read_interview(mapped, held_at, zone)

    def _read_interview(self, mapped: _MappedRow, held_at: str, zone: str) -> ReadRow:
        status = mapped.cells[Field.STATUS]
        interview = self._interview(mapped, held_at, zone, outcome_of(status) if status else None)
        people = self._people(mapped)
        thanked_on = self._thanked_on(mapped, held_at)
        status_note = status if says_more_than(interview["outcome"], status) else ""
        interview["notes"] = self._notes(mapped, status_note)
        details = {
            column: mapped.cells[field] for column, field in _PERSON_DETAILS if field in self.columns.by_field
        }
        return ReadRow(interview, people, details, thanked_on)

    def _thanked_on(self, mapped: _MappedRow, held_at: str) -> str:
        """Return the day of the thank-you; '' if there is none.

        A day before the interview goes into the notes only.
        """
        if _YES_NO.get(normalize_name(mapped.cells[Field.THANKED_ON])) == "yes":
            mapped.keep_in_notes(Field.THANKED_ON, "Thank-you sent")
            self.undated_thanks += 1
            return ""
        thanked_on = self._date(mapped, Field.THANKED_ON, "Thank-you sent")
        if thanked_on and not "" < held_at[:10] <= thanked_on:
            mapped.keep_in_notes(Field.THANKED_ON, "Thank-you sent")
            return ""
        return thanked_on

    def _skip(
        self, row: SheetRow, what: str, remedy: str, reason: SkipReason = SkipReason.UNUSABLE, count: int = 1
    ) -> None:
        self.skipped.append(SkippedRow(line=row.line, what=what, remedy=remedy, reason=reason, count=count))

    def _held_at(self, mapped: _MappedRow) -> tuple[str, str]:
        """Return the time of an interview and its zone; both are '' if the row has no date."""
        text = mapped.cells[Field.HELD_AT]
        if not text:
            return "", ""
        try:
            held_at = self.dates.read(text)
        except UnreadableDate:
            if means_no_date(text) or means_some_date(text):
                return "", ""
            raise
        time_of_day = mapped.cells[Field.HELD_TIME]
        if time_of_day and "T" not in held_at:
            try:
                held_at = f"{held_at}T{read_clock(time_of_day)}"
            except ValueError:
                mapped.keep_in_notes(Field.HELD_TIME, "Time")
        zone = mapped.cells[Field.TIMEZONE]
        if zone and not known_timezone(zone):
            mapped.keep_in_notes(Field.TIMEZONE, "Time zone")
            zone = ""
        return local_time_and_zone(held_at, zone or self.zone)

    def _no_interview_reason(self, mapped: _MappedRow) -> SkipReason | None:
        """Return why a row without a date is no interview; None if the row may be an interview."""
        stage = stage_of(mapped.cells[Field.STATUS])
        if stage is ApplicationStage.INTERVIEW or means_some_date(mapped.cells[Field.HELD_AT]):
            return None
        if stage is ApplicationStage.ENDED:
            return SkipReason.ENDED
        is_application = stage is ApplicationStage.APPLIED or Field.HELD_AT in self.columns.by_field
        return SkipReason.APPLICATION if is_application else None

    def _interview(
        self, mapped: _MappedRow, held_at: str, zone: str, outcome: Outcome | None
    ) -> dict[str, str]:
        format_text = mapped.cells[Field.FORMAT]
        known_format = format_of(format_text or mapped.cells[Field.STATUS])
        if format_text and known_format is None:
            mapped.keep_in_notes(Field.FORMAT, "Format")
        outcome_on = self._date(mapped, Field.OUTCOME_ON, "Outcome on") if outcome else ""
        if not outcome and not means_no_date(mapped.cells[Field.OUTCOME_ON]):
            mapped.keep_in_notes(Field.OUTCOME_ON, "Answered on")
        return {
            **_BLANK_INTERVIEW,
            "organization": mapped.cells[Field.ORGANIZATION],
            "role": mapped.cells[Field.ROLE],
            "round": _round(mapped),
            "held_at": held_at,
            "timezone": zone,
            "format": known_format.value if known_format else "",
            "decision_by": self._date(mapped, Field.DECISION_BY, "Decision by"),
            "still_interested": _still_interested(mapped),
            "outcome": outcome.value if outcome else "",
            "outcome_on": outcome_on,
        }

    def _date(self, mapped: _MappedRow, field: Field, label: str) -> str:
        """Return a date other than the interview's; report an unreadable date, and put it into the notes."""
        text = mapped.cells[field]
        if not text or means_no_date(text):
            return ""
        try:
            return self.dates.read(text)[:10]
        except UnreadableDate as error:
            mapped.keep_in_notes(field, label)
            self._skip(mapped.row, f"{error.what} It was kept in the notes.", error.remedy, count=0)
            return ""

    def _people(self, mapped: _MappedRow) -> list[tuple[NamedPerson, str]]:
        """Return a row's people with their parts. If there are none, contact details go into the notes."""
        row = mapped.row
        organization = mapped.cells[Field.ORGANIZATION]
        cells = [(column, row.cells[column.index].strip()) for column in self.columns.names]
        names = [(column, _without_organization(text, organization)) for column, text in cells if text]
        full_name = " ".join(filter(None, (mapped.cells[Field.FIRST_NAME], mapped.cells[Field.LAST_NAME])))
        self._report_unusable_contact(mapped)
        email = mapped.cells[Field.EMAIL]
        people: list[tuple[NamedPerson, str]] = []
        if names or full_name or email:
            people, notes = named_in(names, full_name, email, mapped.cells[Field.PART])
            mapped.notes.extend(notes)
        if not people:
            for field, label in _DETAIL_LABELS:
                mapped.keep_in_notes(field, label)
        return people

    def _report_unusable_contact(self, mapped: _MappedRow) -> None:
        """Report a phone number and addresses that can't be used; the addresses go into the notes."""
        phone = mapped.cells[Field.PHONE]
        if is_rounded_number(phone):
            self._skip(mapped.row, lost_digits_sentence(phone), ENTER_PHONE, count=0)
            mapped.cells[Field.PHONE] = ""
        for address in split_addresses(mapped.cells[Field.EMAIL])[0]:
            if not looks_like_email(address):
                what = f"“{address[:60]}” is not an email address. It was kept in the notes."
                self._skip(mapped.row, what, "It needs one @ and a domain.", count=0)
                mapped.notes.append(f"Email: {address}")
                mapped.cells[Field.EMAIL] = mapped.cells[Field.EMAIL].replace(address, "")

    def _notes(self, mapped: _MappedRow, status: str) -> str:
        """Return the row's own notes in full, and below them what fits no field."""
        lines = [f"Status: {status}"] if status else []
        lines += mapped.notes
        for index, label in self.columns.notes_columns:
            text = mapped.row.cells[index]
            if text and not text.isspace():
                lines.append(f"{label}: {text.strip()}")
        own_notes = mapped.cells[Field.NOTES]
        if not lines:
            return own_notes
        added_notes = "\n".join(map(_shortened, lines))[:_MAX_NOTES_CHARS]
        if len(own_notes) > _MAX_NOTES_CHARS:
            space = max(MAX_CELL_BYTES - len(own_notes.encode()) - 1, 0)
            added_notes = added_notes.encode()[:space].decode(errors="ignore")
        return f"{own_notes}\n{added_notes}" if own_notes and added_notes else own_notes or added_notes
