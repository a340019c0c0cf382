"""What a person decides about a parsed file, and the rows that come in then."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from rapidfuzz import fuzz

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import SCHEMA, Row, all_valid, normalize_name, read_row
from followup_core.models.date_text import format_day
from followup_core.services.workspace import WorkspaceView

from .id_matching import GENERATED_ID, content_id
from .row_matching import NOON

_DAY = len("2026-11-02")
_NO_DAY = SkippedRow(
    line=0,
    what="{title}: the file does not tell the day of the interview.",
    remedy="Choose the day and it comes in.",
    reason=SkipReason.NO_DAY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What a person decided about an arrival.

    `cells` are cells typed anew, by interview; `left_out` are the interviews, and `people_out` the
    people, that shall not come in. `proposed` are those of an address book who matter here.
    """

    cells: Mapping[str, Row] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    people_out: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()


_NOT_BEFORE = {
    "decision_by": "the day of the decision is before the interview.",
    "outcome_on": "the day it ended is before the interview.",
}
_LEFT_BLANK = "The day was left blank."


AS_IT_IS = ImportChoices()


def title_of(interview: Row) -> str:
    """Return how an interview of an arrival is named: organization, then role where the file tells it."""
    return ", ".join(filter(None, (interview["organization"].strip(), interview["role"].strip())))[:120]


def rows_without_date(arrival: ParsedFile) -> tuple[Row, ...]:
    """Return the interviews whose day the file does not tell."""
    return tuple(row for row in arrival.rows.get("interviews", ()) if not row["held_at"].strip())


def apply_choices(arrival: ParsedFile, choices: ImportChoices = AS_IT_IS) -> ParsedFile:
    """Return the arrival as it comes in: decided, each row whole and sound; what cannot come in is named."""
    skipped = list(arrival.skipped)
    interviews = tuple(_interviews(arrival, choices, skipped))
    coming = {row["interview_id"] for row in interviews}
    gone = {row["interview_id"] for row in arrival.rows.get("interviews", ())} - coming
    parts = {
        table: tuple(row for row in arrival.rows.get(table, ()) if row["interview_id"] not in gone)
        for table in ("interviewers", "answers", "touchpoints")
    }
    alone = _only_met_in(gone, arrival.rows.get("interviewers", ()))
    left = alone | choices.people_out
    people = tuple(row for row in arrival.rows.get("people", ()) if row["person_id"] not in left)
    parts["interviewers"] = tuple(row for row in parts["interviewers"] if row["person_id"] not in left)
    rows = {"interviews": interviews, "people": people, **parts}
    rows["settings"] = arrival.rows.get("settings", ())
    sound = {table: tuple(_sound(table, mine, skipped)) for table, mine in rows.items() if mine}
    return replace(arrival, rows=_named(sound, arrival.rows.get("interviews", ())), skipped=tuple(skipped))


def _interviews(arrival: ParsedFile, choices: ImportChoices, skipped: list[SkippedRow]) -> Iterator[Row]:
    for row in arrival.rows.get("interviews", ()):
        if row["interview_id"] in choices.left_out:
            continue
        whole = {**row, **choices.cells.get(row["interview_id"], {})}
        held_at = whole["held_at"].strip()
        if not held_at:
            skipped.append(replace(_NO_DAY, what=_NO_DAY.what.format(title=title_of(whole))))
            continue
        whole["held_at"] = f"{held_at}T{NOON}" if len(held_at) == _DAY else held_at
        for column, what in _NOT_BEFORE.items():
            if whole[column] and whole[column] < held_at[:_DAY]:
                what = f"{title_of(whole)}: {what}"
                skipped.append(SkippedRow(line=0, what=what, remedy=_LEFT_BLANK, count=0))
                whole[column] = ""
        yield whole


def _only_met_in(gone: Collection[str], interviewers: Iterable[Row]) -> frozenset[str]:
    """Return the people who were met in these interviews only."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    for row in interviewers:
        (here if row["interview_id"] in gone else elsewhere).add(row["person_id"])
    return frozenset(here - elsewhere)


def _sound(table: str, rows: Sequence[Row], skipped: list[SkippedRow]) -> Iterator[Row]:
    """Yield whole rows that can be stored; a cell that means nothing to us is left blank and named."""
    blank = dict.fromkeys(SCHEMA[table].columns, "")
    wholes = [{**blank, **row} for row in rows]
    if all_valid(table, wholes):
        yield from wholes
        return
    for whole in wholes:
        values, faults = read_row(table, whole)
        skipped += (
            SkippedRow(line=0, what=each.what, remedy=each.remedy, count=int(values is None and not place))
            for place, each in enumerate(faults)
        )
        if values is not None:
            yield {**whole, **dict.fromkeys((each.column for each in faults), "")} if faults else whole


def _named(rows: Mapping[str, tuple[Row, ...]], as_read: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Give ids made from what the rows say: the same row gets the same id whenever it comes, on any computer.

    An interview's is made from the organization and role that the file tells (`as_read`), so that the file
    is recognized the next time although a person corrected them. Ids that this program made stay.
    """
    ids = {
        table: {
            row[column]: content_id(table, row)
            for row in rows.get(table, ())
            if not GENERATED_ID.fullmatch(row[column])
        }
        for table, column in (
            ("interviews", "interview_id"),
            ("people", "person_id"),
            ("touchpoints", "touchpoint_id"),
        )
    }
    columns = {
        "interview_id": _as_told(ids["interviews"], rows.get("interviews", ()), as_read),
        "person_id": ids["people"],
        "touchpoint_id": ids["touchpoints"],
    }
    return {table: tuple(_renamed(row, columns) for row in mine) for table, mine in rows.items()}


def _as_told(ids: Mapping[str, str], interviews: Iterable[Row], as_read: Iterable[Row]) -> Mapping[str, str]:
    """Return the ids made from what the file tells; two that only a correction tells apart keep their own."""
    read = {row["interview_id"]: {name: row[name] for name in _CORRECTED} for row in as_read}
    told = {
        row["interview_id"]: content_id("interviews", {**row, **read[row["interview_id"]]})
        for row in interviews
        if row["interview_id"] in ids
    }
    same = Counter(new for new, _ in {(told[each], ids[each]) for each in told})
    return {each: new if same[new] == 1 else ids[each] for each, new in told.items()}


def _renamed(row: Row, columns: Mapping[str, Mapping[str, str]]) -> Row:
    new = {name: ids.get(row[name], row[name]) for name, ids in columns.items() if name in row}
    return {**row, **new}


_CORRECTED = ("organization", "role")


_FIRMS_ALIKE = 90
"""Of 100, by rapidfuzz: one more word in the name of a firm passes, another firm does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One interview of an arrival: `when` and `people` in words, '' where the file does not tell."""

    interview_id: str
    title: str
    when: str
    people: str


def preview_rows(arrival: ParsedFile, today: date) -> tuple[PreviewRow, ...]:
    """Return the interviews of an arrival in its order."""
    met = _met(arrival)
    return tuple(
        PreviewRow(
            interview_id=row["interview_id"],
            title=title_of(row),
            when=_when(row["held_at"], today),
            people=", ".join(met.get(row["interview_id"], ())),
        )
        for row in arrival.rows.get("interviews", ())
    )


def _met(arrival: ParsedFile) -> Mapping[str, list[str]]:
    names = {row["person_id"]: row["name"] for row in arrival.rows.get("people", ())}
    met: dict[str, list[str]] = defaultdict(list)
    for row in arrival.rows.get("interviewers", ()):
        if row["person_id"] in names:
            met[row["interview_id"]].append(names[row["person_id"]])
    return met


def _when(held_at: str, today: date) -> str:
    try:
        moment = datetime.fromisoformat(held_at)
    except ValueError:
        return held_at
    day = format_day(moment.date(), today)
    return day if held_at.endswith(NOON) or "T" not in held_at else f"{day}, {moment:%H:%M}"


def unmatched_people(arrival: ParsedFile) -> tuple[Row, ...]:
    """Return the people of an arrival who were met in none of its interviews."""
    met = {row["person_id"] for row in arrival.rows.get("interviewers", ())}
    return tuple(row for row in arrival.rows.get("people", ()) if row["person_id"] not in met)


def suggested(view: WorkspaceView, arrival: ParsedFile) -> frozenset[str]:
    """Return the strangers who work where an interview was, or whom we know by name or address.

    An address book has hundreds of people; the others are none of this program's business. Whoever is known
    only through one of those returned is returned with them: the next time they would be known.
    """
    firms = {normalize_name(each.interview.organization) for each in view.records.rounds.values()}
    known = {
        normalize_name(text) for one in view.records.people.values() for text in (one.name, one.email)
    } - {""}
    people = unmatched_people(arrival)
    at_firm = {firm: any(_is_firm(firm, each) for each in firms) for firm in map(_firm, people) if firm}
    left = {
        row["person_id"]: {normalize_name(row["name"]), normalize_name(row["email"])} - {""} for row in people
    }
    found = {row["person_id"] for row in people if at_firm.get(_firm(row))}
    while True:
        known.update(text for each in found & left.keys() for text in left.pop(each))
        more = {each for each, texts in left.items() if texts & known}
        if not more:
            return frozenset(found)
        found |= more


def _firm(row: Row) -> str:
    return normalize_name(row["organization"])


def _is_firm(one: str, other: str) -> bool:
    return one == other or fuzz.token_set_ratio(one, other) >= _FIRMS_ALIKE
