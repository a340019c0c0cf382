"""Applies what the candidate decided about a parsed file, and returns the rows to import."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from followup_core.formats.parsed_file import ParsedFile, SkippedRow, SkipReason
from followup_core.models import CALLING_OFF, SCHEMA, Row, all_valid, read_row

from .entry_selection import only_in, select_entries
from .id_matching import CHILD_TABLES, GENERATED_ID, content_id
from .import_preview import interview_title
from .row_matching import NOON, day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What the candidate decided about a parsed file.

    `cells` are corrected cells, by interview. `left_out` are interviews that aren't imported, and
    `people_out` people who aren't. `people_in` are the interviewers chosen from a crowded interview.
    `proposed` are the people of an address book who were suggested.
    """

    cells: Mapping[str, Row] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    people_out: frozenset[str] = frozenset()
    people_in: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()


NO_CHOICES = ImportChoices()
"""The choices for a file that is imported as it is."""

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
    """Return the parsed file as it is imported: every row has all columns, its final id, and can be stored.

    What can't be imported is added to `skipped`. If nobody chose among the entries of a calendar, only
    entries that say “interview” in the title are imported.
    """
    parsed = select_entries(parsed)
    skipped = list(parsed.skipped)
    interviews = tuple(_chosen_interviews(parsed, choices, skipped))
    all_ids = {row["interview_id"] for row in parsed.rows.get("interviews", ())}
    dropped_ids = all_ids - {row["interview_id"] for row in interviews}
    parsed = _without_unchosen_crowd(parsed, choices.people_in)
    interviewers = parsed.rows.get("interviewers", ())
    people_out = only_in(dropped_ids, interviewers) | choices.people_out
    people = (row for row in parsed.rows.get("people", ()) if row["person_id"] not in people_out)
    children = {
        table: tuple(row for row in parsed.rows.get(table, ()) if row["interview_id"] not in dropped_ids)
        for table in CHILD_TABLES
    }
    rows = {"interviews": interviews, "people": tuple(people), **children}
    for table in ("interviewers", "touchpoints"):
        rows[table] = tuple(row for row in rows[table] if row["person_id"] not in people_out)
    rows["settings"] = parsed.rows.get("settings", ())
    storable_rows = {
        table: tuple(_storable_rows(table, table_rows, skipped))
        for table, table_rows in rows.items()
        if table_rows
    }
    interviews_as_read = parsed.rows.get("interviews", ())
    return replace(parsed, rows=_with_content_ids(storable_rows, interviews_as_read), skipped=tuple(skipped))


def crowd_members(parsed: ParsedFile) -> Mapping[str, str]:
    """Return the names of the people of crowded interviews, by id, in the order of the file."""
    person_ids = only_in(parsed.crowded, parsed.rows.get("interviewers", ()))
    return {
        row["person_id"]: row["name"]
        for row in parsed.rows.get("people", ())
        if row["person_id"] in person_ids
    }


def _without_unchosen_crowd(parsed: ParsedFile, people_in: Collection[str]) -> ParsedFile:
    """Return a parsed file without the people of crowded interviews who weren't chosen."""
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
    """Yield the interviews to import, corrected; interviews without a day are added to `skipped`."""
    for row in parsed.rows.get("interviews", ()):
        if row["interview_id"] in choices.left_out:
            continue
        interview = {**row, **choices.cells.get(row["interview_id"], {})}
        held_at, title = interview["held_at"].strip(), interview_title(interview)
        if not held_at:
            problem = _NO_DAY.format(title=title)
            skipped.append(SkippedRow(line=0, what=problem, remedy=_CHOOSE_DAY, reason=SkipReason.NO_DAY))
            continue
        if held_at == day_of(held_at):  # a time of its own would need a zone
            interview |= {"held_at": f"{held_at}T{NOON}", "timezone": ""}
        else:
            interview["held_at"] = held_at
        for column, problem in _TOO_EARLY.items():
            calls_off = column == "outcome_on" and interview["outcome"] in CALLING_OFF
            if interview[column] and interview[column] < day_of(held_at) and not calls_off:
                skipped.append(SkippedRow(line=0, what=f"{title}: {problem}", remedy=_LEFT_BLANK, count=0))
                interview[column] = ""
        yield interview


def _storable_rows(table: str, rows: Sequence[Row], skipped: list[SkippedRow]) -> Iterator[Row]:
    """Yield the rows that can be stored, with all columns; other cells are blanked and added to `skipped`."""
    blank_row = dict.fromkeys(SCHEMA[table].columns, "")
    complete_rows = [{**blank_row, **row} for row in rows]
    if all_valid(table, complete_rows):
        yield from complete_rows
        return
    for row in complete_rows:
        values, faults = read_row(table, row)
        is_unusable = values is None
        skipped += (
            # Only the first fault of an unusable row counts as an item.
            SkippedRow(line=0, what=fault.what, remedy=fault.remedy, count=int(is_unusable and number == 0))
            for number, fault in enumerate(faults)
        )
        if not is_unusable:
            yield {**row, **dict.fromkeys((fault.column for fault in faults), "")} if faults else row


def _with_content_ids(
    rows: Mapping[str, tuple[Row, ...]], interviews_as_read: Iterable[Row]
) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows with ids made from their content, except ids that this program made.

    Args:
        rows: The rows to import, by table.
        interviews_as_read: The interviews before the candidate corrected them.
    """
    ids = {
        column: {
            row[column]: content_id(table, row)
            for row in rows.get(table, ())
            if not GENERATED_ID.fullmatch(row[column])
        }
        for table, column in _ID_COLUMNS.items()
    }
    ids["interview_id"] = _ids_as_read(ids["interview_id"], rows.get("interviews", ()), interviews_as_read)
    return {table: tuple(_with_new_ids(row, ids) for row in table_rows) for table, table_rows in rows.items()}


def _ids_as_read(
    ids: Mapping[str, str], interviews: Iterable[Row], interviews_as_read: Iterable[Row]
) -> dict[str, str]:
    """Return ids made from the organization and role in the file, not from the candidate's corrections.

    So the file is recognized when it is imported again without the corrections. If only the corrections tell
    two interviews apart, these interviews keep the ids made from the corrections.
    """
    names_as_read = {
        row["interview_id"]: {name: row[name] for name in _CORRECTABLE} for row in interviews_as_read
    }
    original_ids = {
        row["interview_id"]: content_id("interviews", {**row, **names_as_read[row["interview_id"]]})
        for row in interviews
        if row["interview_id"] in ids
    }
    uses = Counter(
        original_id
        for original_id, _ in {
            (original_ids[interview_id], ids[interview_id]) for interview_id in original_ids
        }
    )
    return {
        interview_id: original_id if uses[original_id] == 1 else ids[interview_id]
        for interview_id, original_id in original_ids.items()
    }


def _with_new_ids(row: Row, ids: Mapping[str, Mapping[str, str]]) -> Row:
    new_cells = {
        column: new_ids.get(row[column], row[column]) for column, new_ids in ids.items() if column in row
    }
    return {**row, **new_cells}
