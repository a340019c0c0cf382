"""Shows a parsed file before the import: its interviews, and the people who are in none of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import Row, normalize_name
from followup_core.models.date_text import DayFormat
from followup_core.services.workspace import WorkspaceView

from .id_matching import nearly_same_name
from .row_matching import NOON

_MAX_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One interview of a parsed file; `when` and `people` are words for the screen, '' if unknown."""

    interview_id: str
    title: str
    when: str
    people: str


def interview_title(interview: Row) -> str:
    """Return the title of an interview: the organization, and the role if the file has it."""
    parts = (interview["organization"].strip(), interview["role"].strip())
    return ", ".join(filter(None, parts))[:_MAX_TITLE]


def preview_rows(parsed: ParsedFile, day_format: DayFormat) -> tuple[PreviewRow, ...]:
    """Return the interviews of a parsed file, in its order."""
    names = names_by_interview(parsed)
    return tuple(
        PreviewRow(
            interview_id=row["interview_id"],
            title=interview_title(row),
            when=time_words(row["held_at"], day_format, noon_means_a_day=not row["timezone"]),
            people=", ".join(names.get(row["interview_id"], ())),
        )
        for row in parsed.rows.get("interviews", ())
    )


def names_by_interview(parsed: ParsedFile) -> Mapping[str, list[str]]:
    """Return the names of the people in each interview, by the interview's id in the file."""
    names = {row["person_id"]: row["name"] for row in parsed.rows.get("people", ())}
    names_by_id: dict[str, list[str]] = defaultdict(list)
    for row in parsed.rows.get("interviewers", ()):
        if row["person_id"] in names:
            names_by_id[row["interview_id"]].append(names[row["person_id"]])
    return names_by_id


def time_words(held_at: str, day_format: DayFormat, *, noon_means_a_day: bool = True) -> str:
    """Return the day of an interview in words, and the time if the file has one."""
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
    """Return the people of a parsed file who are in none of its interviews."""
    interviewers = {row["person_id"] for row in parsed.rows.get("interviewers", ())}
    return tuple(row for row in parsed.rows.get("people", ()) if row["person_id"] not in interviewers)


def suggested_people(view: WorkspaceView, parsed: ParsedFile) -> frozenset[str]:
    """Return the ids of unmatched people who are likely to be wanted.

    They work at an organization with a stored interview, or their name or address is stored. An address
    book has hundreds of people, and this program doesn't need the others. A person who shares a name or an
    address with a returned person is returned, too: after the import, that name or address would be stored.
    """
    organizations = {
        normalize_name(details.interview.organization) for details in view.records.interviews.values()
    }
    texts = (text for person in view.records.people.values() for text in (person.name, person.email))
    known_texts = set(map(normalize_name, texts)) - {""}
    people = unmatched_people(parsed)
    is_interviewed_at = {
        name: any(_is_same_organization(name, other) for other in organizations)
        for name in map(_organization, people)
        if name
    }
    texts_by_id = {
        row["person_id"]: {normalize_name(row["name"]), normalize_name(row["email"])} - {""} for row in people
    }
    suggested_ids = {row["person_id"] for row in people if is_interviewed_at.get(_organization(row))}
    while True:
        for person_id in suggested_ids & texts_by_id.keys():
            known_texts |= texts_by_id.pop(person_id)
        more_ids = {person_id for person_id, own_texts in texts_by_id.items() if own_texts & known_texts}
        if not more_ids:
            return frozenset(suggested_ids)
        suggested_ids |= more_ids


def _organization(row: Row) -> str:
    return normalize_name(row["organization"])


def _is_same_organization(one: str, other: str) -> bool:
    return one == other or nearly_same_name(one, other)
