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
    """An entry of a calendar that can be chosen; `when` and `people` are words for the screen.

    `key` is the same whenever the file is read again. `is_chosen` says whether the entry is imported if the
    candidate chooses nothing.
    """

    interview_id: str
    key: str
    title: str
    when: str
    people: str
    is_chosen: bool


def entry_options(parsed: ParsedFile, day_format: DayFormat) -> tuple[EntryOption, ...]:
    """Return the entries of a calendar to choose from: entries that say “interview” in the title first.

    Within that, upcoming entries come before past ones, and those nearest to today come first.
    """
    rows = {row["interview_id"]: row for row in parsed.rows.get("interviews", ())}
    names = names_by_interview(parsed)
    entries = sorted(
        parsed.entries,
        key=lambda entry: (
            not entry.says_interview,
            *_date_order(rows[entry.interview_id]["held_at"], day_format.today),
        ),
    )
    return tuple(
        EntryOption(
            interview_id=entry.interview_id,
            key=rows[entry.interview_id].get("calendar_uid", "") or entry.interview_id,
            title=entry.title or interview_title(rows[entry.interview_id]),
            when=time_words(rows[entry.interview_id]["held_at"], day_format, noon_means_a_day=False),
            people=_names_text(names.get(entry.interview_id, ())),
            is_chosen=entry.says_interview,
        )
        for entry in entries
    )


def _date_order(held_at: str, today: date) -> tuple[bool, int, str]:
    days = (date.fromisoformat(day_of(held_at)) - today).days
    return days < 0, abs(days), held_at


def _names_text(names: Sequence[str]) -> str:
    hidden_count = len(names) - _MAX_NAMES
    return ", ".join((*names[:_MAX_NAMES], *([f"{hidden_count} more"] if hidden_count > 0 else ())))


def select_entries(parsed: ParsedFile, chosen: Collection[str] | None = None) -> ParsedFile:
    """Return a parsed file with only the chosen entries of its calendar; the others are counted.

    Args:
        parsed: The file. If it isn't a calendar of many entries, it is returned as it is.
        chosen: The ids of the interviews to import; None imports those that say “interview” in the title.
    """
    if not parsed.entries and not parsed.other_entries:
        return parsed
    chosen_entries = [
        entry
        for entry in parsed.entries
        if (entry.says_interview if chosen is None else entry.interview_id in chosen)
    ]
    chosen_ids = {entry.interview_id for entry in chosen_entries}
    left_out = [entry for entry in parsed.entries if entry.interview_id not in chosen_ids]
    unticked_count = 0 if chosen is None else len(left_out)
    other_count = parsed.other_entries + len(left_out) - unticked_count
    return replace(
        parsed,
        rows=without_interviews(parsed, frozenset(entry.interview_id for entry in left_out)),
        skipped=(*_counted_entries(unticked_count, other_count), *parsed.skipped),
        notices=tuple(
            dict.fromkeys([*parsed.notices, *(text for entry in chosen_entries for text in entry.notices)])
        ),
        entries=(),
        other_entries=0,
    )


def without_interviews(parsed: ParsedFile, dropped_ids: Collection[str]) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows without these interviews, and without the people who were only in these interviews."""
    people_out = only_in(dropped_ids, parsed.rows.get("interviewers", ()))
    return {
        table: tuple(
            row
            for row in rows
            if row.get("interview_id") not in dropped_ids
            and not (table == "people" and row["person_id"] in people_out)
        )
        for table, rows in parsed.rows.items()
    }


def _counted_entries(unticked_count: int, other_count: int) -> Iterator[SkippedRow]:
    if unticked_count:
        what = (
            "1 entry isn't selected."
            if unticked_count == 1
            else f"{unticked_count:,} entries aren't selected."
        )
        yield SkippedRow(line=0, what=what, remedy="", reason=SkipReason.NOT_TICKED, count=unticked_count)
    if other_count:
        several = f"{other_count:,} other entries do not say “interview” in the title."
        what = "1 other entry does not say “interview” in the title." if other_count == 1 else several
        remedy = "To import one all the same, save it as a file of its own."
        yield SkippedRow(
            line=0, what=what, remedy=remedy, reason=SkipReason.NOT_AN_INTERVIEW, count=other_count
        )


def only_in(interview_ids: Collection[str], interviewers: Iterable[Row]) -> frozenset[str]:
    """Return the ids of the people who were in these interviews and in no others."""
    people_in: set[str] = set()
    people_elsewhere: set[str] = set()
    for row in interviewers:
        (people_in if row["interview_id"] in interview_ids else people_elsewhere).add(row["person_id"])
    return frozenset(people_in - people_elsewhere)
