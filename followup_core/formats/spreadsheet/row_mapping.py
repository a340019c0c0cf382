"""Rows of a table as interviews and people: what each says, and what of it cannot be used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import MAX_CELL_BYTES, SCHEMA, Outcome, known_timezone, normalize_name
from followup_core.models.date_text import pluralize

from .column_matching import Field
from .date_parsing import (
    DateReader,
    UnreadableDate,
    in_zone,
    is_nonexistent_local_time,
    order_in,
    says_no_day,
    says_some_day,
    with_clock,
)
from .interviewer_names import NamedPerson, PeopleRows, PersonColumn, named_in, person_columns
from .known_tables import native_rows, people_of
from .layouts import CONTACTS, Layout, LayoutKind
from .sheet import Sheet, SheetRow
from .status_vocabulary import Stage, format_of, outcome_of, says_more_than, stage_of

_LONGEST_NOTE = 300
_NOTHING = dict.fromkeys(Field, "")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}


@dataclass(slots=True)
class MappedRow:
    """One row by field, and lines for its note on what no field can take."""

    row: SheetRow
    said: dict[Field, str]
    notes: list[str]

    def left(self, what: Field, label: str) -> None:
        """Add a cell to the notes."""
        if text := self.said[what]:
            self.notes.append(f"{label}: {text}")


def cells_of(row: SheetRow, places: Mapping[Field, int]) -> MappedRow:
    """Return a row by field, with the blanks around its texts removed."""
    said = _NOTHING.copy()
    for what, place in places.items():
        said[what] = row.cells[place].strip()
    return MappedRow(row, said, [])


def short(line: str) -> str:
    """Return a line for a note, cut if it is longer than 300 characters."""
    plain = " ".join(line.split())
    return plain if len(plain) <= _LONGEST_NOTE else f"{plain[: _LONGEST_NOTE - 1]}…"


def round_of(cell: MappedRow) -> str:
    """Return the first number in a row's round; what is not a number goes into the notes."""
    text = cell.said[Field.ROUND]
    if not text:
        return ""
    found = _NUMBER.search(text)
    if found is None or not int(found[0]):
        cell.left(Field.ROUND, "Round")
        return ""
    return str(int(found[0]))


def yes_or_no(cell: MappedRow) -> str:
    """Return whether the candidate is still interested; what says neither goes into the notes."""
    text = cell.said[Field.STILL_INTERESTED]
    if text and normalize_name(text) not in _YES_NO:
        cell.left(Field.STILL_INTERESTED, "Still interested")
    return _YES_NO.get(normalize_name(text), "") if text else ""


_LONGEST_NOTES = 4_000
_AGAIN = "and choose the file again."
_APPLIED = "This is an application without an interview; there is nothing to follow up yet."
_ENDED = "This ended without a word of an interview; there is nothing to follow up."
_ADD_DAY = f"If there was one, add its day, {_AGAIN}"
_JOINED = ("format", "decision_by", "still_interested", "outcome", "outcome_on", "timezone")
_DETAILS = (("title", Field.PERSON_TITLE), ("phone", Field.PHONE), ("linkedin_url", Field.LINKEDIN_URL))
_OF_NOBODY = ((Field.PERSON_TITLE, "Title"), (Field.PHONE, "Phone"), (Field.LINKEDIN_URL, "LinkedIn"))
_BLANK = dict.fromkeys(SCHEMA["interviews"].columns, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumns:
    """The positions in a row: of our fields, of columns of names, and of others with their labels."""

    places: Mapping[Field, int]
    names: tuple[PersonColumn, ...]
    others: tuple[tuple[int, str], ...]


@dataclass(slots=True, kw_only=True)
class InterviewRows:
    """The interviews in the rows read so far."""

    columns: MappedColumns
    days: DateReader
    zone: str
    skipped: list[SkippedRow]
    rows: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    people: PeopleRows = field(default_factory=PeopleRows)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    same: int = 0
    joined: int = 0

    def take(self, row: SheetRow) -> None:
        """Add the interview of a row; what is skipped is reported with its line."""
        cell = cells_of(row, self.columns.places)
        if not cell.said[Field.ORGANIZATION]:
            return self._skip(row, "The organization is missing.", f"Enter it, {_AGAIN}")
        try:
            held_at, zone = self._held_at(cell)
        except UnreadableDate as error:
            return self._skip(row, error.what, error.remedy)
        if not held_at and (why := self._no_interview(cell)):
            ended = why == _ENDED
            reason = SkipReason.ENDED if ended else SkipReason.APPLICATION
            return self._skip(row, why, _ADD_DAY if ended else "", reason)
        if zone and is_nonexistent_local_time(held_at, zone):
            what = f"Clocks in {zone} were set forward that day, so {held_at[11:]} never was."
            return self._skip(row, what, f"Correct the time, {_AGAIN}")
        return self._enter(cell, held_at, zone)

    def _enter(self, cell: MappedRow, held_at: str, zone: str) -> None:
        status = cell.said[Field.STATUS]
        told = self._told(cell, held_at, zone, outcome_of(status) if status else None)
        named = self._named(cell)
        told["notes"] = self._notes(cell, status if says_more_than(told["outcome"], status) else "")
        self.people.meet(
            named,
            {name: cell.said[what] for name, what in _DETAILS if what in self.columns.places},
            interview_id=self._entered(cell.row, told),
            organization=told["organization"],
        )

    def _skip(
        self, row: SheetRow, what: str, remedy: str, reason: SkipReason = SkipReason.UNUSABLE, count: int = 1
    ) -> None:
        self.skipped.append(SkippedRow(line=row.line, what=what, remedy=remedy, reason=reason, count=count))

    def _held_at(self, cell: MappedRow) -> tuple[str, str]:
        text = cell.said[Field.HELD_AT]
        if not text:
            return "", ""
        try:
            held_at = self.days.moment(text)
        except UnreadableDate:
            if says_no_day(text) or says_some_day(text):
                return "", ""
            raise
        clock = cell.said[Field.HELD_TIME]
        if clock and "T" not in held_at:
            try:
                held_at = with_clock(held_at, clock)
            except ValueError:
                cell.left(Field.HELD_TIME, "Time")
        zone = cell.said[Field.TIMEZONE]
        if zone and not known_timezone(zone):
            cell.left(Field.TIMEZONE, "Time zone")
            zone = ""
        return in_zone(held_at, zone or self.zone)

    def _no_interview(self, cell: MappedRow) -> str:
        """Return why a row without a date is not an interview; '' if it may be one."""
        stage = stage_of(cell.said[Field.STATUS])
        if stage is Stage.INTERVIEW or says_some_day(cell.said[Field.HELD_AT]):
            return ""
        if stage is Stage.ENDED:
            return _ENDED
        return _APPLIED if stage is Stage.APPLIED or Field.HELD_AT in self.columns.places else ""

    def _told(self, cell: MappedRow, held_at: str, zone: str, outcome: Outcome | None) -> dict[str, str]:
        form = cell.said[Field.FORMAT]
        known = format_of(form) if form else format_of(cell.said[Field.STATUS])
        if form and known is None:
            cell.left(Field.FORMAT, "Format")
        outcome_on = self._day(cell, Field.OUTCOME_ON, "Outcome on")
        return {
            **_BLANK,
            "organization": cell.said[Field.ORGANIZATION],
            "role": cell.said[Field.ROLE],
            "round": round_of(cell),
            "held_at": held_at,
            "timezone": zone,
            "format": known.value if known else "",
            "decision_by": self._day(cell, Field.DECISION_BY, "Decision by"),
            "still_interested": yes_or_no(cell),
            "outcome": outcome.value if outcome else "",
            "outcome_on": outcome_on if outcome else "",
        }

    def _day(self, cell: MappedRow, what: Field, label: str) -> str:
        """Return a date other than the interview's; an invalid one goes into the notes, and is reported."""
        text = cell.said[what]
        if not text or says_no_day(text):
            return ""
        try:
            return self.days.moment(text)[:10]
        except UnreadableDate as error:
            cell.left(what, label)
            self._skip(cell.row, f"{error.what} It was kept in the notes.", error.remedy, count=0)
            return ""

    def _named(self, cell: MappedRow) -> list[tuple[NamedPerson, str]]:
        """Return the people of a row with their roles; what belongs to nobody goes into the notes."""
        given = [(each, text) for each in self.columns.names if (text := cell.row.cells[each.place].strip())]
        parted = " ".join(filter(None, (cell.said[Field.FIRST_NAME], cell.said[Field.LAST_NAME])))
        email = cell.said[Field.EMAIL]
        named: list[tuple[NamedPerson, str]] = []
        if given or parted or email:
            named, left = named_in(given, parted, email, cell.said[Field.PART])
            cell.notes.extend(left)
        if not named:
            for what, label in _OF_NOBODY:
                cell.left(what, label)
        return named

    def _notes(self, cell: MappedRow, status: str) -> str:
        """Return the row's own notes, complete, and below them what no field takes."""
        lines = [f"Status: {status}"] if status else []
        lines += cell.notes
        for place, label in self.columns.others:
            text = cell.row.cells[place]
            if text and not text.isspace():
                lines.append(f"{label}: {text.strip()}")
        own = cell.said[Field.NOTES]
        if not lines:
            return own
        more = "\n".join(map(short, lines))[:_LONGEST_NOTES]
        if len(own) > _LONGEST_NOTES:
            more = more.encode()[: max(MAX_CELL_BYTES - len(own.encode()) - 1, 0)].decode(errors="ignore")
        return f"{own}\n{more}" if own and more else own or more

    def _entered(self, row: SheetRow, told: dict[str, str]) -> str:
        """Add an interview, or merge it into the same one if that exists; return its number."""
        said = (told["organization"], told["role"], told["round"], told["held_at"])
        sign = tuple([normalize_name(text) for text in (said if told["held_at"] else row.cells)])
        place = self.seen.setdefault(sign, len(self.rows))
        if place < len(self.rows):
            self._join(row, self.rows[place], told, self.lines[place])
        else:
            self.rows.append({**told, "interview_id": str(place + 1)})
            self.lines.append(row.line)
        return self.rows[place]["interview_id"]

    def _join(self, row: SheetRow, ours: dict[str, str], told: Mapping[str, str], line: int) -> None:
        other = [name for name in _JOINED if told[name] and ours[name] and told[name] != ours[name]]
        more = {name: told[name] for name in _JOINED if told[name] and not ours[name]}
        known = set(ours["notes"].splitlines())
        lines = [each for each in told["notes"].splitlines() if each not in known]
        notes = "\n".join([ours["notes"], *lines]).strip()
        if lines and len(notes.encode()) <= MAX_CELL_BYTES:
            more["notes"] = notes
        ours.update(more)
        if other:
            names = " and ".join(name.replace("_", " ") for name in other)
            what = f"The row is about the same interview as line {line} and says another {names}."
            self._skip(row, what, f"What line {line} says stays; correct one of them, {_AGAIN}")
        elif more:
            self.joined += 1
        else:
            self.same += 1


_NO_NOTE = frozenset({"id", "index", "createdat", "created at", "resume name", "question and answers"})
_OF_THE_CANDIDATE = frozenset({"contact email", "contact phone number"})


def map_table(
    sheet: Sheet,
    layout: Layout,
    mapping: Mapping[str, Field],
    *,
    day_first: bool | None,
    today: date,
    zone: str = "",
) -> ParsedFile:
    """Return the contents of a table, with `mapping` from its columns to fields.

    Times are in `zone` if no column gives another. `today` is not a limit: an interview
    may be planned.
    """
    if layout.kind is LayoutKind.OWN:
        return native_rows(sheet, layout)
    if layout.kind in CONTACTS:
        return people_of(sheet, layout, mapping)
    found = InterviewRows(
        columns=_columns(sheet, layout, mapping),
        days=DateReader(day_first=order_in(sheet, mapping)[0] if day_first is None else day_first),
        zone=zone,
        skipped=list(sheet.skipped),
    )
    for row in sheet.rows:
        found.take(row)
    return ParsedFile(
        title=layout.title,
        rows={
            "interviews": tuple(found.rows),
            "people": tuple(found.people.rows.values()),
            "interviewers": tuple(found.people.met.values()),
        },
        skipped=tuple(found.skipped),
        notices=(*sheet.notices, *_same(found.same), *_joined(found.joined)),
    )


def _columns(sheet: Sheet, layout: Layout, mapping: Mapping[str, Field]) -> MappedColumns:
    names = person_columns(sheet.columns, mapping)
    return MappedColumns(
        places={means: sheet.columns.index(name) for name, means in mapping.items() if name in sheet.columns},
        names=names,
        others=tuple(_others(sheet, layout, mapping, names)),
    )


def _others(
    sheet: Sheet, layout: Layout, mapping: Mapping[str, Field], names: tuple[PersonColumn, ...]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that no field takes and that a note may keep, with their labels."""
    left_out = _NO_NOTE | (_OF_THE_CANDIDATE if layout.kind is LayoutKind.LINKEDIN_APPLICATIONS else set())
    taken = {each.place for each in names}
    for place, name in enumerate(sheet.columns):
        unknown = name not in mapping and place not in taken
        if unknown and normalize_name(name) not in left_out and "html" not in name.casefold():
            yield place, name[:1].upper() + name[1:60]


def _same(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} {'row says' if count == 1 else 'rows say'} the same as another one and came in once.",)


def _joined(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    verb = "was" if count == 1 else "were"
    return (f"{pluralize(count, 'row').capitalize()} about an interview of another row {verb} joined to it.",)
