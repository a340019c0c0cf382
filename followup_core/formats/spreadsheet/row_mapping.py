"""The rows of a spreadsheet as interviews and people, with what can't be used and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import (
    MAX_CELL_BYTES,
    SCHEMA,
    Outcome,
    Response,
    Row,
    TouchpointKind,
    known_timezone,
    normalize_name,
)
from followup_core.models.contact_text import (
    ENTER_PHONE,
    is_rounded_number,
    looks_like_email,
    lost_digits_sentence,
)
from followup_core.models.date_text import pluralize

from .column_names import Field
from .date_parsing import (
    DateReader,
    UnreadableDate,
    is_nonexistent_local_time,
    local_time_and_zone,
    means_no_date,
    means_some_date,
    read_clock,
    sheet_day_order,
)
from .interviewer_names import (
    NamedPerson,
    PeopleRows,
    PersonColumn,
    named_in,
    person_columns,
    split_addresses,
)
from .known_tables import read_address_book, read_own_table
from .layouts import CONTACTS, Layout, LayoutKind
from .sheet import Sheet, SheetRow
from .status_vocabulary import ApplicationStage, format_of, outcome_of, says_more_than, stage_of

# The whole table.

_NEVER_IN_NOTES = frozenset({"id", "index", "createdat", "created at", "resume name", "question and answers"})
_CANDIDATE_COLUMNS = frozenset({"contact email", "contact phone number"})
"""In LinkedIn's applications, the contact is the candidate."""


_MAX_NAMED_COLUMNS = 5


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
        layout: What is known of it.
        mapping: What its columns mean.
        day_first: Whether the day comes first in dates such as 3/12/2026; None takes what the dates tell.
        zone: The time zone of times for which no column gives another one.
    """
    if layout.kind is LayoutKind.OWN:
        return read_own_table(sheet, layout)
    if layout.kind in CONTACTS:
        return read_address_book(sheet, layout, mapping)
    order = sheet_day_order(sheet, mapping)[0] if day_first is None else day_first
    result = InterviewRows(
        columns=_mapped_columns(sheet, layout, mapping),
        dates=DateReader(day_first=order),
        zone=zone,
        skipped=list(sheet.skipped),
    )
    for row in sheet.rows:
        result.add(row)
    return ParsedFile(
        title=layout.title,
        rows={
            "interviews": tuple(result.interviews),
            "people": tuple(result.people.people.values()),
            "interviewers": tuple(result.people.interviewers.values()),
            "touchpoints": tuple(result.thank_yous.values()),
        },
        skipped=tuple(result.skipped),
        notices=(
            *sheet.notices,
            *_notes_notices(sheet, result.columns),
            *_merge_notices(result.repeated, result.merged),
            *_thanks_notices(result.undated_thanks),
            *result.dates.serial_day_notices(),
        ),
    )


def _merge_notices(repeated: int, merged: int) -> Iterator[str]:
    if repeated:
        rows, were = ("row says", "was") if repeated == 1 else ("rows say", "were")
        yield f"{repeated} {rows} the same as another one and {were} imported once."
    if merged:
        verb = "was" if merged == 1 else "were"
        joined = pluralize(merged, "row").capitalize()
        yield f"{joined} about an interview of another row {verb} joined to it."


def _thanks_notices(undated: int) -> Iterator[str]:
    if undated:
        say, it = ("row says", "It goes") if undated == 1 else ("rows say", "They go")
        yield (
            f"{undated} {say} that you sent a thank-you, but not on which day. {it} into the notes."
            f" To have it counted, put the day there {_AGAIN}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumns:
    """The indexes of a table's columns: by field, of names, and of all others with their labels."""

    by_field: Mapping[Field, int]
    names: tuple[PersonColumn, ...]
    others: tuple[tuple[int, str], ...]


def _mapped_columns(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> MappedColumns:
    names = person_columns(sheet.columns, mapping)
    indexes = {what: sheet.columns.index(name) for name, what in mapping.items() if name in sheet.columns}
    others = tuple(_other_columns(sheet, layout, mapping, names))
    return MappedColumns(by_field=indexes, names=names, others=others)


def _other_columns(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, Field], names: tuple[PersonColumn, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that belong to no field and may go into the notes, with their labels."""
    is_linkedin = layout.kind is LayoutKind.LINKEDIN_APPLICATIONS
    left_out = _NEVER_IN_NOTES | (_CANDIDATE_COLUMNS if is_linkedin else set())
    used = {column.index for column in names}
    for index, name in enumerate(sheet.columns):
        is_other = name not in mapping and index not in used
        if is_other and normalize_name(name) not in left_out and "html" not in name.casefold():
            yield index, name[:1].upper() + name[1:60]


def _notes_notices(sheet: Sheet, columns: MappedColumns) -> Iterator[str]:
    """Yield a sentence that names the columns whose texts go into the notes, so that nobody misses them."""
    names = [
        f"“{label}”" for index, label in columns.others if any(row.cells[index].strip() for row in sheet.rows)
    ]
    *most, last = names or [""]
    if len(most) >= _MAX_NAMED_COLUMNS:
        last = pluralize(len(names) - _MAX_NAMED_COLUMNS, "more column")
    if names:
        listed = " and ".join(filter(None, (", ".join(most[:_MAX_NAMED_COLUMNS]), last)))
        go = "it goes" if len(names) == 1 else "they go"
        yield f"There is no field here for {listed}, so {go} into the notes."


# One row.

_MAX_NOTE_LINE_CHARS = 300
_BLANK_CELLS = dict.fromkeys(Field, "")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


@dataclass(slots=True)
class MappedRow:
    """One row: its cells by field, and lines for its notes about what fits no field."""

    row: SheetRow
    cells: dict[Field, str]
    notes: list[str]

    def keep_in_notes(self, what: Field, label: str) -> None:
        """Add a cell to the notes, if it isn't blank."""
        if text := self.cells[what]:
            self.notes.append(f"{label}: {text}")


def _mapped_row(row: SheetRow, indexes: Mapping[Field, int]) -> MappedRow:
    """Return a row by field, without spaces around its texts."""
    cells = _BLANK_CELLS.copy()
    for what, index in indexes.items():
        cells[what] = row.cells[index].strip()
    return MappedRow(row, cells, [])


def _shortened(line: str) -> str:
    plain = " ".join(line.split())
    return plain if len(plain) <= _MAX_NOTE_LINE_CHARS else f"{plain[: _MAX_NOTE_LINE_CHARS - 1]}…"


def _without_organization(text: str, organization: str) -> str:
    """Return a cell of names without the row's own organization behind them: "Dana Ruiz, Acme"."""
    names, comma, last = text.rpartition(",")
    return names if comma and normalize_name(last) == normalize_name(organization) else text


def _round(mapped: MappedRow) -> str:
    """Return the first number in the cell of the round; what is no number goes into the notes."""
    text = mapped.cells[Field.ROUND]
    if not text:
        return ""
    match = _NUMBER.search(text)
    if match is None or not int(match[0]):
        mapped.keep_in_notes(Field.ROUND, "Round")
        return ""
    return str(int(match[0]))


def _still_interested(mapped: MappedRow) -> str:
    """Return "yes" or "no", whether the candidate is still interested; anything else goes into the notes."""
    text = mapped.cells[Field.STILL_INTERESTED]
    if text and normalize_name(text) not in _YES_NO:
        mapped.keep_in_notes(Field.STILL_INTERESTED, "Still interested")
    return _YES_NO.get(normalize_name(text), "") if text else ""


# All rows.

_MAX_NOTES_CHARS = 4_000
_AGAIN = "and choose the file again."
_APPLIED = "This is an application without an interview, so there is nothing to follow up yet."
_ENDED = "This ended with no mention of an interview, so there is nothing to follow up."
_ADD_DAY = f"If there was one, add its day, {_AGAIN}"
_MERGED_COLUMNS = ("format", "decision_by", "still_interested", "outcome", "outcome_on", "timezone")
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
_RESPONSES = (Outcome.NEXT_ROUND, Outcome.OFFER, Outcome.REJECTED)
_BLANK_TOUCHPOINT = dict.fromkeys(SCHEMA["touchpoints"].columns, "")


@dataclass(slots=True, kw_only=True)
class InterviewRows:
    """The interviews and people of the rows that were added so far.

    `lines` are the lines of the interviews, and `seen` has their indexes by what identifies them. `repeated`
    counts the rows that say the same as another one, `merged` those that added details to another one.
    `answered` are the interviews of which a thank-you was answered. `undated_thanks` counts the rows that say
    only that a thank-you was sent: a day would be invented, and response times are counted from it.
    """

    columns: MappedColumns
    dates: DateReader
    zone: str
    skipped: list[SkippedRow]
    interviews: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    people: PeopleRows = field(default_factory=PeopleRows)
    thank_yous: dict[tuple[str, ...], Row] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    repeated: int = 0
    merged: int = 0
    undated_thanks: int = 0

    def add(self, row: SheetRow) -> None:
        """Add the interview of a row; what is skipped is reported with its line."""
        mapped = _mapped_row(row, self.columns.by_field)
        if not mapped.cells[Field.ORGANIZATION]:
            return self._skip(row, "The organization is missing.", f"Enter it, {_AGAIN}")
        try:
            held_at, zone = self._held_at(mapped)
        except UnreadableDate as error:
            return self._skip(row, error.what, error.remedy)
        if not held_at and (reason := self._no_interview(mapped)):
            remedy = _ADD_DAY if reason is SkipReason.ENDED else ""
            return self._skip(row, _ENDED if remedy else _APPLIED, remedy, reason)
        if zone and is_nonexistent_local_time(held_at, zone):
            what = f"Clocks in {zone} were set forward that day, so {held_at[11:]} did not exist."
            return self._skip(row, what, f"Correct the time, {_AGAIN}")
        return self._add_interview(mapped, held_at, zone)

    def _add_interview(self, mapped: MappedRow, held_at: str, zone: str) -> None:
        status = mapped.cells[Field.STATUS]
        interview = self._interview(mapped, held_at, zone, outcome_of(status) if status else None)
        named = self._named(mapped)
        thanked_on = self._thanked_on(mapped, held_at)
        status_note = status if says_more_than(interview["outcome"], status) else ""
        interview["notes"] = self._notes(mapped, status_note)
        details = {
            column: mapped.cells[what] for column, what in _PERSON_DETAILS if what in self.columns.by_field
        }
        interview_id = self._added_or_merged(mapped.row, interview)
        person_ids = self.people.add(
            named, details, interview_id=interview_id, organization=interview["organization"]
        )
        if thanked_on:
            self._add_thank_yous(interview_id, person_ids or ("",), thanked_on, _responded_on(interview))

    def _thanked_on(self, mapped: MappedRow, held_at: str) -> str:
        """Return the day of the thank-you, '' if the row has none; one before the interview is only noted."""
        if _YES_NO.get(normalize_name(mapped.cells[Field.THANKED_ON])) == "yes":
            mapped.keep_in_notes(Field.THANKED_ON, "Thank-you sent")
            self.undated_thanks += 1
            return ""
        thanked_on = self._date(mapped, Field.THANKED_ON, "Thank-you sent")
        if thanked_on and not "" < held_at[:10] <= thanked_on:
            mapped.keep_in_notes(Field.THANKED_ON, "Thank-you sent")
            return ""
        return thanked_on

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

    def _skip(
        self, row: SheetRow, what: str, remedy: str, reason: SkipReason = SkipReason.UNUSABLE, count: int = 1
    ) -> None:
        self.skipped.append(SkippedRow(line=row.line, what=what, remedy=remedy, reason=reason, count=count))

    def _held_at(self, mapped: MappedRow) -> tuple[str, str]:
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

    def _no_interview(self, mapped: MappedRow) -> SkipReason | None:
        """Return why a row without a date is no interview; None if it may be one."""
        stage = stage_of(mapped.cells[Field.STATUS])
        if stage is ApplicationStage.INTERVIEW or means_some_date(mapped.cells[Field.HELD_AT]):
            return None
        if stage is ApplicationStage.ENDED:
            return SkipReason.ENDED
        is_application = stage is ApplicationStage.APPLIED or Field.HELD_AT in self.columns.by_field
        return SkipReason.APPLICATION if is_application else None

    def _interview(
        self, mapped: MappedRow, held_at: str, zone: str, outcome: Outcome | None
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

    def _date(self, mapped: MappedRow, what: Field, label: str) -> str:
        """Return a date other than the interview's; an unreadable one goes into the notes and is reported."""
        text = mapped.cells[what]
        if not text or means_no_date(text):
            return ""
        try:
            return self.dates.read(text)[:10]
        except UnreadableDate as error:
            mapped.keep_in_notes(what, label)
            self._skip(mapped.row, f"{error.what} It was kept in the notes.", error.remedy, count=0)
            return ""

    def _named(self, mapped: MappedRow) -> list[tuple[NamedPerson, str]]:
        """Return the people of a row with their parts; details of nobody go into the notes."""
        row = mapped.row
        organization = mapped.cells[Field.ORGANIZATION]
        cells = [(column, row.cells[column.index].strip()) for column in self.columns.names]
        names = [(column, _without_organization(text, organization)) for column, text in cells if text]
        full_name = " ".join(filter(None, (mapped.cells[Field.FIRST_NAME], mapped.cells[Field.LAST_NAME])))
        self._report_unusable_contact(mapped)
        email = mapped.cells[Field.EMAIL]
        named: list[tuple[NamedPerson, str]] = []
        if names or full_name or email:
            named, notes = named_in(names, full_name, email, mapped.cells[Field.PART])
            mapped.notes.extend(notes)
        if not named:
            for what, label in _DETAIL_LABELS:
                mapped.keep_in_notes(what, label)
        return named

    def _report_unusable_contact(self, mapped: MappedRow) -> None:
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

    def _notes(self, mapped: MappedRow, status: str) -> str:
        """Return the row's own notes, complete, and below them what fits no field."""
        lines = [f"Status: {status}"] if status else []
        lines += mapped.notes
        for index, label in self.columns.others:
            text = mapped.row.cells[index]
            if text and not text.isspace():
                lines.append(f"{label}: {text.strip()}")
        own = mapped.cells[Field.NOTES]
        if not lines:
            return own
        more = "\n".join(map(_shortened, lines))[:_MAX_NOTES_CHARS]
        if len(own) > _MAX_NOTES_CHARS:
            space = max(MAX_CELL_BYTES - len(own.encode()) - 1, 0)
            more = more.encode()[:space].decode(errors="ignore")
        return f"{own}\n{more}" if own and more else own or more

    def _added_or_merged(self, row: SheetRow, interview: dict[str, str]) -> str:
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
        """Fill blanks of an interview from a later row about it; what contradicts it is reported."""
        filled = [name for name in _MERGED_COLUMNS if interview[name]]
        conflicting = [name for name in filled if earlier[name] and interview[name] != earlier[name]]
        more = {name: interview[name] for name in filled if not earlier[name]}
        known = set(earlier["notes"].splitlines())
        lines = [text for text in interview["notes"].splitlines() if text not in known]
        notes = "\n".join([earlier["notes"], *lines]).strip()
        if lines and len(notes.encode()) <= MAX_CELL_BYTES:
            more["notes"] = notes
        earlier.update(more)
        if conflicting:
            names = " and ".join(name.replace("_", " ") for name in conflicting)
            what = f"The row is about the same interview as line {line}, but with a different {names}."
            self._skip(row, what, f"Line {line} was imported. Correct one of them, {_AGAIN}")
        elif more:
            self.merged += 1
        else:
            self.repeated += 1


def _responded_on(interview: Row) -> str:
    """Return the day on which the employer said how it ended, '' if they didn't or no day is known."""
    return interview["outcome_on"] if interview["outcome"] in _RESPONSES else ""
