"""Turns the rows of a spreadsheet into interviews and people, and reports what can't be used."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from followup_core.formats.parsed_file import ParsedFile, SkippedRow
from followup_core.models import (
    MAX_CELL_BYTES,
    SCHEMA,
    Outcome,
    Response,
    Row,
    TouchpointKind,
    normalize_name,
)
from followup_core.models.date_text import pluralize

from .column_names import Field
from .date_parsing import DateReader, sheet_day_order
from .interviewer_names import PeopleRows
from .known_tables import read_address_book, read_own_table
from .layouts import CONTACTS, Layout, LayoutKind
from .mapped_columns import mapped_columns, notes_notices
from .row_reader import AND_CHOOSE_AGAIN, RowReader
from .sheet import Sheet, SheetRow

_MERGED_COLUMNS = ("format", "decision_by", "still_interested", "outcome", "outcome_on", "timezone")
_RESPONSES = (Outcome.NEXT_ROUND, Outcome.OFFER, Outcome.REJECTED)
_BLANK_TOUCHPOINT = dict.fromkeys(SCHEMA["touchpoints"].columns, "")


def map_table(
    sheet: Sheet,
    layout: Layout,
    mapping: Mapping[str, Field],
    *,
    day_first: bool | None,
    zone: str = "",
) -> ParsedFile:
    """Return the content of a spreadsheet as rows of our tables.

    Args:
        sheet: The spreadsheet.
        layout: Its layout.
        mapping: The fields of its columns.
        day_first: Whether the day comes first in dates such as 3/12/2026; if None, the dates decide.
        zone: The time zone of times if no column gives another one.
    """
    if layout.kind is LayoutKind.OWN:
        return read_own_table(sheet, layout)
    if layout.kind in CONTACTS:
        return read_address_book(sheet, layout, mapping)
    order = sheet_day_order(sheet, mapping)[0] if day_first is None else day_first
    columns = mapped_columns(sheet, layout, mapping)
    reader = RowReader(
        columns=columns, dates=DateReader(day_first=order), zone=zone, skipped=list(sheet.skipped)
    )
    result = InterviewRows(reader=reader)
    for row in sheet.rows:
        result.add(row)
    return ParsedFile(
        description=layout.description,
        rows={
            "interviews": tuple(result.interviews),
            "people": tuple(result.people.people.values()),
            "interviewers": tuple(result.people.interviewers.values()),
            "touchpoints": tuple(result.thank_yous.values()),
        },
        skipped=tuple(reader.skipped),
        notices=(
            *sheet.notices,
            *notes_notices(sheet, columns),
            *_merge_notices(result.repeated, result.merged),
            *_thanks_notices(reader.undated_thanks),
            *reader.dates.serial_day_notices(),
        ),
    )


def _merge_notices(repeated_count: int, merged_count: int) -> Iterator[str]:
    if repeated_count:
        rows, were = ("row says", "was") if repeated_count == 1 else ("rows say", "were")
        yield f"{repeated_count} {rows} the same as another one and {were} imported once."
    if merged_count:
        verb = "was" if merged_count == 1 else "were"
        joined = pluralize(merged_count, "row").capitalize()
        yield f"{joined} about an interview of another row {verb} joined to it."


def _thanks_notices(undated_count: int) -> Iterator[str]:
    if undated_count:
        say, it = ("row says", "It goes") if undated_count == 1 else ("rows say", "They go")
        yield (
            f"{undated_count} {say} that you sent a thank-you, but not on which day. {it} into the notes."
            f" To have it counted, put the day there {AND_CHOOSE_AGAIN}"
        )


@dataclass(slots=True, kw_only=True)
class InterviewRows:
    """The interviews and people of the rows that were added so far.

    `lines` are the lines of the interviews; `seen` has the indexes of the interviews by what identifies them.
    `repeated` counts the rows that say the same as another row, `merged` the rows that added details to
    another row's interview. `answered` are the ids of the interviews with a thank-you that was answered.
    """

    reader: RowReader
    interviews: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    people: PeopleRows = field(default_factory=PeopleRows)
    thank_yous: dict[tuple[str, ...], Row] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    repeated: int = 0
    merged: int = 0

    def add(self, row: SheetRow) -> None:
        """Add what a row says, or merge it into the same interview of an earlier row."""
        read_row = self.reader.read(row)
        if read_row is None:
            return
        interview = read_row.interview
        interview_id = self._add_or_merge(row, interview)
        person_ids = self.people.add(
            read_row.people,
            read_row.details,
            interview_id=interview_id,
            organization=interview["organization"],
        )
        if read_row.thanked_on:
            self._add_thank_yous(
                interview_id, person_ids or ("",), read_row.thanked_on, _responded_on(interview)
            )

    def _add_thank_yous(
        self, interview_id: str, person_ids: Iterable[str], thanked_on: str, responded_on: str
    ) -> None:
        """Add a thank-you to each person; as on Today, a response counts for one message of an interview."""
        for person_id in person_ids:
            is_answered = responded_on >= thanked_on and interview_id not in self.answered
            if is_answered:
                self.answered.add(interview_id)
            self.thank_yous[interview_id, person_id, thanked_on] = {
                **_BLANK_TOUCHPOINT,
                "touchpoint_id": str(len(self.thank_yous) + 1),
                "interview_id": interview_id,
                "person_id": person_id,
                "kind": TouchpointKind.THANK_YOU_EMAIL.value,
                "sent_on": thanked_on,
                "responded_on": responded_on if is_answered else "",
                "response": Response.ANSWERED.value if is_answered else "",
            }

    def _add_or_merge(self, row: SheetRow, interview: dict[str, str]) -> str:
        """Add an interview, or merge it into the same one of an earlier row; return its id."""
        identity = ("organization", "role", "round", "held_at")
        texts = [interview[column] for column in identity] if interview["held_at"] else row.cells
        index = self.seen.setdefault(tuple([normalize_name(text) for text in texts]), len(self.interviews))
        if index < len(self.interviews):
            self._merge(row, self.interviews[index], interview, self.lines[index])
        else:
            self.interviews.append({**interview, "interview_id": str(index + 1)})
            self.lines.append(row.line)
        return self.interviews[index]["interview_id"]

    def _merge(self, row: SheetRow, earlier: dict[str, str], interview: Mapping[str, str], line: int) -> None:
        """Fill an interview's blanks from a later row about the same interview, and report contradictions."""
        given_columns = [name for name in _MERGED_COLUMNS if interview[name]]
        conflicting = [name for name in given_columns if earlier[name] and interview[name] != earlier[name]]
        filled_cells = {name: interview[name] for name in given_columns if not earlier[name]}
        known_lines = set(earlier["notes"].splitlines())
        lines = [text for text in interview["notes"].splitlines() if text not in known_lines]
        notes = "\n".join([earlier["notes"], *lines]).strip()
        if lines and len(notes.encode()) <= MAX_CELL_BYTES:
            filled_cells["notes"] = notes
        earlier.update(filled_cells)
        if conflicting:
            names = " and ".join(name.replace("_", " ") for name in conflicting)
            what = f"The row is about the same interview as line {line}, but with a different {names}."
            remedy = f"Line {line} was imported. Correct one of them, {AND_CHOOSE_AGAIN}"
            self.reader.skipped.append(SkippedRow(line=row.line, what=what, remedy=remedy))
        elif filled_cells:
            self.merged += 1
        else:
            self.repeated += 1


def _responded_on(interview: Row) -> str:
    """Return the day on which the employer said how the interview ended; '' if there is no such day."""
    return interview["outcome_on"] if interview["outcome"] in _RESPONSES else ""
