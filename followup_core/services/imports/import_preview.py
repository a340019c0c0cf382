"""What an arrival holds, in words: each interview with its day and people, and the people met nowhere."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import fuzz

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import Row, normalize_name
from followup_core.models.date_text import format_day
from followup_core.services.workspace import WorkspaceView

from .import_plan import title_of
from .row_matching import NOON

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
