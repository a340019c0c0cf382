"""What a person decided about a parsed file, and the rows that come in then."""

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
    people_out = only_in(dropped, interviewers) | choices.people_out
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
    crowds = only_in(parsed.crowded, parsed.rows.get("interviewers", ()))
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
        held_at, title = interview["held_at"].strip(), interview_title(interview)
        if not held_at:
            what = _NO_DAY.format(title=title)
            skipped.append(SkippedRow(line=0, what=what, remedy=_CHOOSE_DAY, reason=SkipReason.NO_DAY))
            continue
        if held_at == day_of(held_at):  # a time of its own would need a zone
            interview |= {"held_at": f"{held_at}T{NOON}", "timezone": ""}
        else:
            interview["held_at"] = held_at
        for column, what in _TOO_EARLY.items():
            calls_off = column == "outcome_on" and interview["outcome"] in CALLING_OFF
            if interview[column] and interview[column] < day_of(held_at) and not calls_off:
                skipped.append(SkippedRow(line=0, what=f"{title}: {what}", remedy=_LEFT_BLANK, count=0))
                interview[column] = ""
        yield interview


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
