"""Which entries of a calendar are imported, and the rows without the others."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import Row
from followup_core.models.date_text import DayFormat

from .import_preview import interview_title, names_by_interview, time_words
from .row_matching import day_of

_MAX_NAMES = 3


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
    names = names_by_interview(parsed)
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
            title=entry.title or interview_title(rows[entry.interview_id]),
            when=time_words(rows[entry.interview_id]["held_at"], day_format, noon_means_a_day=False),
            people=_first_names(names.get(entry.interview_id, ())),
            is_chosen=entry.says_interview,
        )
        for entry in entries
    )


def _distance(held_at: str, today: date) -> tuple[bool, int, str]:
    days = (date.fromisoformat(day_of(held_at)) - today).days
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
    people_out = only_in(dropped, parsed.rows.get("interviewers", ()))
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


def only_in(interviews: Collection[str], interviewers: Iterable[Row]) -> frozenset[str]:
    """Return the people who were in these interviews and in no others."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    for row in interviewers:
        (here if row["interview_id"] in interviews else elsewhere).add(row["person_id"])
    return frozenset(here - elsewhere)
