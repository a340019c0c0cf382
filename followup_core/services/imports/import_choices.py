"""What a person sees and decides about a parsed file before the import, and the rows that come in then."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import SCHEMA, Row, all_valid, normalize_name, read_row
from followup_core.models.date_text import DayFormat
from followup_core.services.workspace import WorkspaceView

from .id_matching import CHILD_TABLES, GENERATED_ID, content_id, nearly_same_name
from .row_matching import NOON

# What a person sees.

_MAX_TITLE = 120
_MAX_NAMES = 3
_DAY_CHARS = len("2026-11-02")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One interview of a parsed file; `when` and `people` are words for the screen, '' where unknown."""

    interview_id: str
    title: str
    when: str
    people: str


def title_of(interview: Row) -> str:
    """Return the title of an interview: the organization, and the role if the file has it."""
    parts = (interview["organization"].strip(), interview["role"].strip())
    return ", ".join(filter(None, parts))[:_MAX_TITLE]


def preview_rows(parsed: ParsedFile, day_format: DayFormat) -> tuple[PreviewRow, ...]:
    """Return the interviews of a parsed file, in its order."""
    names = _names_by_interview(parsed)
    return tuple(
        PreviewRow(
            interview_id=row["interview_id"],
            title=title_of(row),
            when=_when(row["held_at"], day_format),
            people=", ".join(names.get(row["interview_id"], ())),
        )
        for row in parsed.rows.get("interviews", ())
    )


def _names_by_interview(parsed: ParsedFile) -> Mapping[str, list[str]]:
    names = {row["person_id"]: row["name"] for row in parsed.rows.get("people", ())}
    result: dict[str, list[str]] = defaultdict(list)
    for row in parsed.rows.get("interviewers", ()):
        if row["person_id"] in names:
            result[row["interview_id"]].append(names[row["person_id"]])
    return result


def _when(held_at: str, day_format: DayFormat, *, noon_means_a_day: bool = True) -> str:
    try:
        moment = datetime.fromisoformat(held_at)
    except ValueError:
        return held_at
    day = day_format.full(moment.date())
    is_day = "T" not in held_at or (noon_means_a_day and held_at.endswith(NOON))
    return day if is_day else f"{day}, {day_format.time(moment)}"


def rows_without_date(parsed: ParsedFile) -> tuple[Row, ...]:
    """Return the interviews whose day is not in the file."""
    return tuple(row for row in parsed.rows.get("interviews", ()) if not row["held_at"].strip())


def unmatched_people(parsed: ParsedFile) -> tuple[Row, ...]:
    """Return the people of a parsed file who were in none of its interviews."""
    interviewers = {row["person_id"] for row in parsed.rows.get("interviewers", ())}
    return tuple(row for row in parsed.rows.get("people", ()) if row["person_id"] not in interviewers)


def suggested_people(view: WorkspaceView, parsed: ParsedFile) -> frozenset[str]:
    """Return the ids of unmatched people who matter here.

    They work at an organization with an interview, or the workspace knows their name or address. An address
    book has hundreds of people, and this program doesn't need the others. Somebody who shares a name or an
    address with a returned person is returned, too: after the import the workspace would know them.
    """
    organizations = {
        normalize_name(details.interview.organization) for details in view.records.interviews.values()
    }
    texts = (text for person in view.records.people.values() for text in (person.name, person.email))
    known = set(map(normalize_name, texts)) - {""}
    people = unmatched_people(parsed)
    has_interview = {
        name: any(_is_same_organization(name, other) for other in organizations)
        for name in map(_organization, people)
        if name
    }
    remaining = {
        row["person_id"]: {normalize_name(row["name"]), normalize_name(row["email"])} - {""} for row in people
    }
    result = {row["person_id"] for row in people if has_interview.get(_organization(row))}
    while True:
        for person_id in result & remaining.keys():
            known |= remaining.pop(person_id)
        more = {person_id for person_id, names in remaining.items() if names & known}
        if not more:
            return frozenset(result)
        result |= more


def _organization(row: Row) -> str:
    return normalize_name(row["organization"])


def _is_same_organization(one: str, other: str) -> bool:
    return one == other or nearly_same_name(one, other)


# What a person may choose of a calendar.


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOption:
    """An entry of a calendar to choose; `when` and `people` are words for the screen.

    `key` is the same whenever the file is read again, and `is_chosen` says whether it comes in unless a
    person decides otherwise.
    """

    interview_id: str
    key: str
    title: str
    when: str
    people: str
    is_chosen: bool


def entry_options(parsed: ParsedFile, day_format: DayFormat) -> tuple[EntryOption, ...]:
    """Return the entries of a calendar to choose from, those that say “interview” in the title first.

    Upcoming ones are next, from the soonest, and then past ones from the latest.
    """
    rows = {row["interview_id"]: row for row in parsed.rows.get("interviews", ())}
    names = _names_by_interview(parsed)
    entries = sorted(
        parsed.entries,
        key=lambda entry: (
            not entry.says_interview,
            *_distance(rows[entry.interview_id]["held_at"], day_format.today),
        ),
    )
    return tuple(
        EntryOption(
            interview_id=entry.interview_id,
            key=rows[entry.interview_id].get("calendar_uid", "") or entry.interview_id,
            title=entry.title or title_of(rows[entry.interview_id]),
            when=_when(rows[entry.interview_id]["held_at"], day_format, noon_means_a_day=False),
            people=_first_names(names.get(entry.interview_id, ())),
            is_chosen=entry.says_interview,
        )
        for entry in entries
    )


def _distance(held_at: str, today: date) -> tuple[bool, int, str]:
    days = (date.fromisoformat(held_at[:_DAY_CHARS]) - today).days
    return days < 0, abs(days), held_at


def _first_names(names: Sequence[str]) -> str:
    more = len(names) - _MAX_NAMES
    return ", ".join((*names[:_MAX_NAMES], *([f"{more} more"] if more > 0 else ())))


def select_entries(parsed: ParsedFile, chosen: Collection[str] | None = None) -> ParsedFile:
    """Return a parsed file with only the chosen entries of its calendar; the others are counted.

    Args:
        parsed: The file. If it isn't a calendar of many entries, it is returned as it is.
        chosen: The ids of the interviews to take; None takes those that say so in the title.
    """
    if not parsed.entries and not parsed.other_entries:
        return parsed
    taken = [
        entry
        for entry in parsed.entries
        if (entry.says_interview if chosen is None else entry.interview_id in chosen)
    ]
    taken_ids = {entry.interview_id for entry in taken}
    left_out = [entry for entry in parsed.entries if entry.interview_id not in taken_ids]
    unticked = 0 if chosen is None else len(left_out)
    others = parsed.other_entries + len(left_out) - unticked
    return replace(
        parsed,
        rows=without_interviews(parsed, frozenset(entry.interview_id for entry in left_out)),
        skipped=(*_counted_entries(unticked, others), *parsed.skipped),
        notices=tuple(dict.fromkeys([*parsed.notices, *(text for entry in taken for text in entry.notices)])),
        entries=(),
        other_entries=0,
    )


def without_interviews(parsed: ParsedFile, dropped: Collection[str]) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows without these interviews, and without the people who were only in them."""
    people_out = _only_in(dropped, parsed.rows.get("interviewers", ()))
    return {
        table: tuple(
            row
            for row in rows
            if row.get("interview_id") not in dropped
            and not (table == "people" and row["person_id"] in people_out)
        )
        for table, rows in parsed.rows.items()
    }


def _counted_entries(unticked: int, others: int) -> Iterator[SkippedRow]:
    if unticked:
        what = "1 entry isn't selected." if unticked == 1 else f"{unticked:,} entries aren't selected."
        yield SkippedRow(line=0, what=what, remedy="", reason=SkipReason.NOT_TICKED, count=unticked)
    if others:
        several = f"{others:,} other entries do not say “interview” in the title."
        what = "1 other entry does not say “interview” in the title." if others == 1 else several
        remedy = "To import one all the same, save it as a file of its own."
        yield SkippedRow(line=0, what=what, remedy=remedy, reason=SkipReason.NOT_AN_INTERVIEW, count=others)


# What a person decides.


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What a person decided about a parsed file.

    `cells` are corrected cells, by interview. `left_out` are interviews, and `people_out` people, that don't
    come in. `people_in` are the interviewers that were chosen of a crowded interview. `proposed` are the
    people of an address book who were suggested.
    """

    cells: Mapping[str, Row] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    people_out: frozenset[str] = frozenset()
    people_in: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()


NO_CHOICES = ImportChoices()
"""For a file that is imported as it is."""

_ID_COLUMNS = {"interviews": "interview_id", "people": "person_id", "touchpoints": "touchpoint_id"}
_CORRECTABLE = ("organization", "role")
_NO_DAY = "{title}: the file does not tell the day of the interview."
_CHOOSE_DAY = "Choose the day to import it."
_TOO_EARLY = {
    "decision_by": "the day of the decision is before the interview.",
    "outcome_on": "the day it ended is before the interview.",
}
_LEFT_BLANK = "The day was left blank."


def apply_choices(parsed: ParsedFile, choices: ImportChoices = NO_CHOICES) -> ParsedFile:
    """Return the parsed file as it comes in: every row has all columns, can be stored, and has its final id.

    What can't come in is added to `skipped`. Of a calendar from which nobody chose, the entries come in that
    say “interview” in the title.
    """
    parsed = select_entries(parsed)
    skipped = list(parsed.skipped)
    interviews = tuple(_chosen_interviews(parsed, choices, skipped))
    all_ids = {row["interview_id"] for row in parsed.rows.get("interviews", ())}
    dropped = all_ids - {row["interview_id"] for row in interviews}
    parsed = _without_crowds(parsed, choices.people_in)
    interviewers = parsed.rows.get("interviewers", ())
    people_out = _only_in(dropped, interviewers) | choices.people_out
    people = (row for row in parsed.rows.get("people", ()) if row["person_id"] not in people_out)
    children = {
        table: tuple(row for row in parsed.rows.get(table, ()) if row["interview_id"] not in dropped)
        for table in CHILD_TABLES
    }
    rows = {"interviews": interviews, "people": tuple(people), **children}
    for table in ("interviewers", "touchpoints"):
        rows[table] = tuple(row for row in rows[table] if row["person_id"] not in people_out)
    rows["settings"] = parsed.rows.get("settings", ())
    storable = {table: tuple(_storable(table, some, skipped)) for table, some in rows.items() if some}
    as_read = parsed.rows.get("interviews", ())
    return replace(parsed, rows=_with_content_ids(storable, as_read), skipped=tuple(skipped))


def crowd_members(parsed: ParsedFile) -> Mapping[str, str]:
    """Return the names of the people of crowded interviews, by id, in the order of the file."""
    crowds = _only_in(parsed.crowded, parsed.rows.get("interviewers", ()))
    return {
        row["person_id"]: row["name"] for row in parsed.rows.get("people", ()) if row["person_id"] in crowds
    }


def _without_crowds(parsed: ParsedFile, people_in: Collection[str]) -> ParsedFile:
    """Return a file without the people of its crowded interviews who weren't chosen."""
    if not parsed.crowded:
        return parsed
    left_out = crowd_members(parsed).keys() - set(people_in)
    interviewers = tuple(
        row
        for row in parsed.rows.get("interviewers", ())
        if row["interview_id"] not in parsed.crowded or row["person_id"] in people_in
    )
    people = tuple(row for row in parsed.rows.get("people", ()) if row["person_id"] not in left_out)
    rows = {**parsed.rows, "people": people, "interviewers": interviewers}
    return replace(parsed, rows=rows, crowded=frozenset())


def _chosen_interviews(
    parsed: ParsedFile, choices: ImportChoices, skipped: list[SkippedRow]
) -> Iterator[Row]:
    """Yield the interviews that come in, corrected; one without a day is skipped."""
    for row in parsed.rows.get("interviews", ()):
        if row["interview_id"] in choices.left_out:
            continue
        interview = {**row, **choices.cells.get(row["interview_id"], {})}
        held_at, title = interview["held_at"].strip(), title_of(interview)
        if not held_at:
            what = _NO_DAY.format(title=title)
            skipped.append(SkippedRow(line=0, what=what, remedy=_CHOOSE_DAY, reason=SkipReason.NO_DAY))
            continue
        interview["held_at"] = f"{held_at}T{NOON}" if len(held_at) == _DAY_CHARS else held_at
        for column, what in _TOO_EARLY.items():
            if interview[column] and interview[column] < held_at[:_DAY_CHARS]:
                skipped.append(SkippedRow(line=0, what=f"{title}: {what}", remedy=_LEFT_BLANK, count=0))
                interview[column] = ""
        yield interview


def _only_in(interviews: Collection[str], interviewers: Iterable[Row]) -> frozenset[str]:
    """Return the people who were in these interviews and in no others."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    for row in interviewers:
        (here if row["interview_id"] in interviews else elsewhere).add(row["person_id"])
    return frozenset(here - elsewhere)


def _storable(table: str, rows: Sequence[Row], skipped: list[SkippedRow]) -> Iterator[Row]:
    """Yield the rows that can be stored, with all columns; a cell that can't be is blank, and is reported."""
    blank = dict.fromkeys(SCHEMA[table].columns, "")
    complete = [{**blank, **row} for row in rows]
    if all_valid(table, complete):
        yield from complete
        return
    for row in complete:
        values, faults = read_row(table, row)
        is_lost = values is None
        skipped += (
            # Only the first fault of a row that is lost counts as an item.
            SkippedRow(line=0, what=fault.what, remedy=fault.remedy, count=int(is_lost and number == 0))
            for number, fault in enumerate(faults)
        )
        if not is_lost:
            yield {**row, **dict.fromkeys((fault.column for fault in faults), "")} if faults else row


def _with_content_ids(
    rows: Mapping[str, tuple[Row, ...]], as_read: Iterable[Row]
) -> Mapping[str, tuple[Row, ...]]:
    """Give each row the id made from what it says, except where this program made its id.

    Args:
        rows: The rows that come in, by table.
        as_read: The interviews before a person corrected them.
    """
    ids = {
        column: {
            row[column]: content_id(table, row)
            for row in rows.get(table, ())
            if not GENERATED_ID.fullmatch(row[column])
        }
        for table, column in _ID_COLUMNS.items()
    }
    ids["interview_id"] = _ids_as_read(ids["interview_id"], rows.get("interviews", ()), as_read)
    return {table: tuple(_renamed(row, ids) for row in some) for table, some in rows.items()}


def _ids_as_read(ids: Mapping[str, str], interviews: Iterable[Row], as_read: Iterable[Row]) -> dict[str, str]:
    """Return ids made from the organization and role in the file, not from a person's corrections.

    So the file is recognized when it is imported again without them. Interviews that only a correction tells
    apart keep the ids made from it.
    """
    originals = {row["interview_id"]: {name: row[name] for name in _CORRECTABLE} for row in as_read}
    original_ids = {
        row["interview_id"]: content_id("interviews", {**row, **originals[row["interview_id"]]})
        for row in interviews
        if row["interview_id"] in ids
    }
    uses = Counter(original for original, _ in {(original_ids[key], ids[key]) for key in original_ids})
    return {key: new if uses[new] == 1 else ids[key] for key, new in original_ids.items()}


def _renamed(row: Row, ids: Mapping[str, Mapping[str, str]]) -> Row:
    new = {column: known.get(row[column], row[column]) for column, known in ids.items() if column in row}
    return {**row, **new}
