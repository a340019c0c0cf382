"""What the rows of a table say: interviews, the people in them, and what stays out and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from followup_core.exchange.arrival import Arrival, Skipped
from followup_core.exchange.guarding import unguarded
from followup_core.records import SCHEMA, Row, folded, known_timezone

from .dates import Doubtful, day_order, read_clock, read_moment
from .fields import Field
from .layouts import CONTACTS, Layout, LayoutKind
from .people import people_of
from .sheet import Sheet, SheetRow
from .words import Stage, format_of, outcome_of, part_of, stage_of

_DATES = (Field.HELD_AT, Field.DECISION_BY, Field.OUTCOME_ON)
_YEARS = range(1970, 2201)
_LONGEST_NOTE = 300
_LONGEST_NOTES = 4_000
_NO_NOTE = frozenset({"id", "index", "createdat", "created at", "resume name", "question and answers"})
_YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
_WRITE_DAY = "Write the day as year-month-day, such as 2026-11-17."
_MONTH_OR_DAY = "Say whether the day or the month stands first."


def needs_day_order(sheet: Sheet, mapping: Mapping[str, Field]) -> tuple[str, ...]:
    """Return an example date where nothing in the file tells whether its day or its month stands first."""
    order, doubtful = day_order(_date_cells(sheet, mapping))
    return (doubtful,) if doubtful and order is None else ()


def _date_cells(sheet: Sheet, mapping: Mapping[str, Field]) -> Iterator[str]:
    places = [place for place, name in enumerate(sheet.columns) if mapping.get(name) in _DATES]
    return (row.cells[place] for row in sheet.rows for place in places if row.cells[place])


@dataclass(slots=True, kw_only=True)
class _Reader:
    """What is known while a table is read; each different date is read once."""

    places: Mapping[Field, int]
    others: tuple[tuple[int, str], ...]
    part_column: str
    day_first: bool | None
    zone: str
    skipped: list[Skipped]
    interviews: list[Row] = field(default_factory=list)
    people: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    met: dict[tuple[str, str], Row] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    dates: dict[str, str] = field(default_factory=dict)
    doubled: int = 0

    def cell(self, row: SheetRow, what: Field) -> str:
        place = self.places.get(what)
        return row.cells[place].strip() if place is not None else ""


def arrival(
    sheet: Sheet,
    layout: Layout,
    mapping: Mapping[str, Field],
    *,
    day_first: bool | None,
    today: date,
    zone: str = "",
) -> Arrival:
    """Return what a table brings, with `mapping` from its columns to what they mean.

    Times are taken for times in `zone` where no column says another. `today` bounds nothing: an
    interview may be planned.
    """
    if layout.kind is LayoutKind.OWN:
        return _own(sheet, layout)
    if layout.kind in CONTACTS:
        return people_of(sheet, layout, mapping)
    order, _ = day_order(_date_cells(sheet, mapping))
    reader = _Reader(
        places={means: sheet.columns.index(name) for name, means in mapping.items() if name in sheet.columns},
        others=tuple(_others(sheet, mapping)),
        part_column=next((name for name, means in mapping.items() if means is Field.PERSON_NAME), ""),
        day_first=day_first if day_first is not None else order,
        zone=zone,
        skipped=list(sheet.skipped),
    )
    for row in sheet.rows:
        _take(reader, row)
    return Arrival(
        title=layout.title,
        rows={
            "interviews": tuple(reader.interviews),
            "people": tuple(reader.people.values()),
            "interviewers": tuple(reader.met.values()),
        },
        skipped=tuple(reader.skipped),
        notices=(*sheet.notices, *_doubled(reader.doubled)),
    )


def _doubled(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{count} {'row says' if count == 1 else 'rows say'} the same as another one and came in once.",)


def _own(sheet: Sheet, layout: Layout) -> Arrival:
    """Return the rows of one of our own tables as they are, without the guard against formulas."""
    columns = SCHEMA[layout.table].columns
    blank = dict.fromkeys(columns, "")
    places = [(place, name) for place, name in enumerate(sheet.columns) if name in columns]
    rows = tuple(
        {**blank, **{name: unguarded(row.cells[place]) for place, name in places}} for row in sheet.rows
    )
    keys = Counter(SCHEMA[layout.table].key_of(row) for row in rows)
    kept, skipped = [], list(sheet.skipped)
    for line, row in zip((each.line for each in sheet.rows), rows, strict=True):
        trouble = _key_trouble(layout.table, row, keys)
        if trouble:
            skipped.append(Skipped(line=line, what=trouble, remedy="Correct it, and choose the file again."))
        else:
            kept.append(row)
    return Arrival(
        title=layout.title, rows={layout.table: tuple(kept)}, skipped=tuple(skipped), notices=sheet.notices
    )


def _key_trouble(table: str, row: Row, keys: Mapping[tuple[str, ...], int]) -> str:
    schema = SCHEMA[table]
    key = schema.key_of(row)
    if keys[key] > 1:
        return f"The id “{' / '.join(key)[:60]}” stands on several rows, and all of them stay out."
    blank = next((name for name in schema.key if name in schema.required and not row[name].strip()), "")
    return f"The {blank.replace('_', ' ')} is blank." if blank else ""


def _others(sheet: Sheet, mapping: Mapping[str, Field]) -> Iterator[tuple[int, str]]:
    """Yield the columns that no field takes and that a note may keep."""
    for place, name in enumerate(sheet.columns):
        if name not in mapping and folded(name) not in _NO_NOTE and "html" not in name.casefold():
            yield place, name


def _take(reader: _Reader, row: SheetRow) -> None:
    organization = reader.cell(row, Field.ORGANIZATION)
    if not organization:
        _skip(reader, row, "The organization is missing.", "Enter it, and choose the file again.")
        return
    status = reader.cell(row, Field.STATUS)
    try:
        held_at = _held_at(reader, row)
        decision_by = _day(reader, row, Field.DECISION_BY)
        outcome_on = _day(reader, row, Field.OUTCOME_ON)
    except ValueError as error:
        _skip(reader, row, str(error), _MONTH_OR_DAY if isinstance(error, Doubtful) else _WRITE_DAY)
        return
    if not held_at and _was_no_interview(reader, status):
        what = "This is an application without an interview; there is nothing to follow up yet."
        _skip(reader, row, what, "")
        return
    zone = reader.cell(row, Field.TIMEZONE)
    zone = zone if zone and known_timezone(zone) else (reader.zone if "T" in held_at else "")
    if "T" in held_at and zone and _is_skipped(held_at, zone):
        what = f"Clocks in {zone} were set forward that day, so {held_at[11:]} never was."
        _skip(reader, row, what, "Correct the time, and choose the file again.")
        return
    outcome = outcome_of(status)
    told = {
        "organization": organization,
        "role": reader.cell(row, Field.ROLE),
        "round": _round(reader.cell(row, Field.ROUND)),
        "held_at": held_at,
        "timezone": zone,
        "format": format_of(reader.cell(row, Field.FORMAT)) or "",
        "decision_by": decision_by,
        "still_interested": _yes_no(reader.cell(row, Field.STILL_INTERESTED)),
        "outcome": outcome or "",
        "outcome_on": outcome_on if outcome else "",
        "notes": _notes(reader, row, status if outcome is None else ""),
    }
    sign = tuple(map(folded, (organization, told["role"], told["round"], held_at)))
    if held_at and sign in reader.seen:
        reader.doubled += 1
        _meet(reader, row, _number_of(reader, sign), organization)
        return
    reader.seen.add(sign)
    number = str(len(reader.interviews) + 1)
    blank = dict.fromkeys(SCHEMA["interviews"].columns, "")
    reader.interviews.append({**blank, "interview_id": number, **told})
    _meet(reader, row, number, organization)


def _number_of(reader: _Reader, sign: tuple[str, ...]) -> str:
    """Return the number of the interview that says the same."""
    names = ("organization", "role", "round", "held_at")
    same = (
        each["interview_id"]
        for each in reader.interviews
        if tuple(folded(each[name]) for name in names) == sign
    )
    return next(same)


def _skip(reader: _Reader, row: SheetRow, what: str, remedy: str) -> None:
    reader.skipped.append(Skipped(line=row.line, what=what, remedy=remedy))


def _was_no_interview(reader: _Reader, status: str) -> bool:
    """Whether a row without a day is an application only: by its status, or by a column for the day."""
    stage = stage_of(status)
    return stage is Stage.APPLIED or (stage is Stage.UNKNOWN and Field.HELD_AT in reader.places)


def _read(reader: _Reader, text: str, read: Callable[[str], str]) -> str:
    if text not in reader.dates:
        reader.dates[text] = read(text)
    return reader.dates[text]


def _moment(reader: _Reader, text: str) -> str:
    try:
        found = _read(reader, text, lambda each: read_moment(each, reader.day_first))
    except Doubtful:
        raise Doubtful(f"In “{text[:40]}” the day or the month may stand first.") from None
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a day of the calendar.") from None
    if len(found) > len("2026-11-02T10:00"):
        found = _here(found, reader.zone)
    if int(found[:4]) not in _YEARS:
        raise ValueError(f"The year {found[:4]} is outside 1970 to 2200.")
    return found


def _here(moment: str, zone: str) -> str:
    """Return a moment with an offset as the clock shows it in `zone`; without one the offset is dropped."""
    there = datetime.fromisoformat(moment)
    return (there.astimezone(ZoneInfo(zone)) if zone else there).strftime("%Y-%m-%dT%H:%M")


def _held_at(reader: _Reader, row: SheetRow) -> str:
    text = reader.cell(row, Field.HELD_AT)
    if not text:
        return ""
    found = _moment(reader, text)
    clock = reader.cell(row, Field.HELD_TIME)
    if clock and "T" not in found:
        try:
            return f"{found}T{read_clock(clock)}"
        except ValueError:
            return found
    return found


def _day(reader: _Reader, row: SheetRow, what: Field) -> str:
    text = reader.cell(row, what)
    return _moment(reader, text)[:10] if text else ""


def _is_skipped(held_at: str, zone: str) -> bool:
    moment = datetime.fromisoformat(held_at).replace(tzinfo=ZoneInfo(zone))
    back = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) != moment.replace(tzinfo=None)


def _round(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
    return str(int(digits)) if digits and len(digits) <= 2 and int(digits) else ""


def _yes_no(text: str) -> str:
    return _YES_NO.get(folded(text), "")


def _notes(reader: _Reader, row: SheetRow, status: str) -> str:
    lines = [reader.cell(row, Field.NOTES)]
    lines += [f"Status: {status}"] if status else []
    for place, name in reader.others:
        text = row.cells[place].strip()
        if text and len(text) <= _LONGEST_NOTE:
            lines.append(f"{name}: {text}")
    return "\n".join(filter(None, lines))[:_LONGEST_NOTES]


def _meet(reader: _Reader, row: SheetRow, interview_id: str, organization: str) -> None:
    """Note whom the row names as met or written to."""
    first, last = reader.cell(row, Field.FIRST_NAME), reader.cell(row, Field.LAST_NAME)
    email = reader.cell(row, Field.EMAIL)
    name = reader.cell(row, Field.PERSON_NAME) or " ".join(filter(None, (first, last)))
    if not name and "@" in email:
        name = email.partition("@")[0]
    if not name or ("@" in name and not email):
        return
    sign = (folded(name), folded(organization), folded(email))
    if sign not in reader.people:
        blank = dict.fromkeys(SCHEMA["people"].columns, "")
        reader.people[sign] = {
            **blank,
            "person_id": str(len(reader.people) + 1),
            "name": name,
            "organization": organization,
            "title": reader.cell(row, Field.PERSON_TITLE),
            "email": email if "@" in email else "",
            "phone": reader.cell(row, Field.PHONE),
            "linkedin_url": reader.cell(row, Field.LINKEDIN_URL),
            "notes": email if email and "@" not in email else "",
        }
    person_id = reader.people[sign]["person_id"]
    part = part_of(reader.cell(row, Field.PART) or reader.part_column)
    blank = dict.fromkeys(SCHEMA["interviewers"].columns, "")
    reader.met.setdefault(
        (interview_id, person_id),
        {**blank, "interview_id": interview_id, "person_id": person_id, "part": part},
    )
