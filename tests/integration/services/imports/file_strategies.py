"""Parsed files for property tests. They use few names, days and rounds, so that they often say the same."""

from collections.abc import Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import SCHEMA, Key, Row
from followup_core.services.imports.import_choices import apply_choices
from followup_core.services.imports.import_diff import MergeResult
from followup_core.services.imports.import_plan import merge_parsed_file
from followup_core.store import Change, Snapshot, Table

EMPTY = Snapshot(
    seq=0, tables={name: Table(columns=schema.columns, rows={}) for name, schema in SCHEMA.items()}
)

_DAY = "2026-11-02"
_FIRMS = ["Acme", "ACME ", "Celik"]
_ROLES = ["", "", "Analyst", "analyst", "Engineer"]
_DAYS = [_DAY, _DAY, f"{_DAY}T10:00", f"{_DAY}T12:00", f"{_DAY}T14:30", "2026-11-09", ""]
_ROUNDS = ["", "", "", "1", "2"]
_NAMES = ["Dana Ruiz", "dana  ruiz", "Jo Kim"]
_EMAILS = ["", "", "dana@acme.example", "hr@acme.example"]
_BLANK = {table: dict.fromkeys(schema.columns, "") for table, schema in SCHEMA.items()}


def _all_rows(table: str, **cells: Sequence[str]) -> st.SearchStrategy[Row]:
    """Return rows with any of these cells; a whole row is one choice, which is fast to draw."""
    rows = [{**_BLANK[table], **dict(zip(cells, texts, strict=True))} for texts in product(*cells.values())]
    return st.sampled_from(rows)


_INTERVIEWS = _all_rows(
    "interviews",
    organization=_FIRMS,
    role=_ROLES,
    held_at=_DAYS,
    round=_ROUNDS,
    format=["", "", "video", "phone"],
    notes=["", "", "Third floor"],
)
_PEOPLE = _all_rows(
    "people", name=_NAMES, organization=["", *_FIRMS], email=_EMAILS, phone=["", "", "555 0100"]
)


@st.composite
def parsed_files(draw: st.DrawFn) -> ParsedFile:
    """Return a file of a few interviews and people, in any order, who met each other or did not."""
    interviews = _numbered("interview_id", draw(st.lists(_INTERVIEWS, max_size=5)))
    people = _numbered("person_id", draw(st.lists(_PEOPLE, max_size=4)))
    pairs = [
        (interview["interview_id"], person["person_id"]) for interview in interviews for person in people
    ]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    return _parsed_file(interviews, people, links)


def _numbered(column: str, rows: Sequence[Row]) -> list[Row]:
    return [{**row, column: str(number)} for number, row in enumerate(rows)]


def _parsed_file(
    interviews: Sequence[Row], people: Sequence[Row], links: Sequence[tuple[str, str]]
) -> ParsedFile:
    interviewers = (
        {**_BLANK["interviewers"], "interview_id": interview, "person_id": person, "part": "interviewer"}
        for interview, person in links
    )
    rows = {"interviews": tuple(interviews), "people": tuple(people), "interviewers": tuple(interviewers)}
    return ParsedFile(description="A table", rows=rows)


@st.composite
def similar_file(draw: st.DrawFn, first: ParsedFile) -> ParsedFile:
    """Return a file that says some of what another one says, shuffled: less of it, more, or more exactly."""
    more = draw(parsed_files())
    new_interviews = (_with_other_id(row, "interview_id") for row in more.rows["interviews"])
    new_people = (_with_other_id(row, "person_id") for row in more.rows["people"])
    changed = [
        _with_other_cell(row, draw(st.sampled_from(["", "", "role", "held_at", "round"])), draw)
        for row in (*first.rows["interviews"], *new_interviews)
    ]
    interviews = draw(st.permutations(changed))[: draw(st.integers(1, 6))]
    people = draw(st.permutations([*first.rows["people"], *new_people]))[:4]
    interview_ids = {row["interview_id"] for row in interviews}
    person_ids = {row["person_id"] for row in people}
    links = [
        *((row["interview_id"], row["person_id"]) for row in first.rows["interviewers"]),
        *((f"+{row['interview_id']}", f"+{row['person_id']}") for row in more.rows["interviewers"]),
    ]
    shuffled = draw(st.permutations(links))
    links = [link for link in shuffled if link[0] in interview_ids and link[1] in person_ids]
    return _parsed_file(
        [{**row, "interview_id": f"0{row['interview_id']}"} for row in interviews],
        [{**row, "person_id": f"0{row['person_id']}"} for row in people],
        [(f"0{interview}", f"0{person}") for interview, person in links],
    )


@st.composite
def file_sequences(draw: st.DrawFn) -> list[ParsedFile]:
    """Return up to three files to import one after the other; each is often similar to the one before."""
    result = [draw(parsed_files())]
    for _ in range(draw(st.integers(1, 2))):
        result.append(draw(similar_file(result[-1]) if draw(st.booleans()) else parsed_files()))
    return result


def _with_other_id(row: Row, column: str) -> Row:
    return {**row, column: f"+{row[column]}"}


def _with_other_cell(row: Row, column: str, draw: st.DrawFn) -> Row:
    """Return an interview with another text, or none, in a column that identifies it; '' changes nothing."""
    others = {"role": _ROLES, "held_at": _DAYS, "round": _ROUNDS}
    return {**row, column: draw(st.sampled_from(others[column]))} if column else row


def imported(snapshot: Snapshot, parsed: ParsedFile) -> tuple[Snapshot, MergeResult]:
    """Return the rows after importing a file, and what the import did."""
    result = merge_parsed_file(snapshot, apply_choices(parsed))
    return _after(snapshot, result.changes), result


def _after(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    rows: dict[str, dict[Key, Row]] = {name: dict(table.rows) for name, table in snapshot.tables.items()}
    for change in changes:
        assert change.row is not None
        keys = dict(zip(SCHEMA[change.table].key, change.key, strict=True))
        before = rows[change.table].get(change.key) or {**_BLANK[change.table], **keys}
        rows[change.table][change.key] = {**before, **change.row}
    tables = {name: Table(columns=table.columns, rows=rows[name]) for name, table in snapshot.tables.items()}
    return Snapshot(seq=snapshot.seq + 1, tables=tables)


def _nothing_lost(before: Snapshot, after: Snapshot) -> bool:
    """Whether every cell that had text still has it, in its row; round numbers follow the order of time."""
    return all(
        all(
            after.tables[name].rows[key][column] == text
            for column, text in row.items()
            if text and column != "round"
        )
        for name, table in before.tables.items()
        for key, row in table.rows.items()
    )


def assert_import_once(files: Sequence[ParsedFile]) -> bool:
    """Import files one after the other, and assert that none of them changes anything a second time.

    Returns:
        Whether the last one changed anything the first time.
    """
    snapshot, changed = EMPTY, False
    for index, parsed in enumerate(files):
        before = snapshot
        snapshot, result = imported(before, parsed)
        changed = bool(result.changes)
        assert _nothing_lost(before, snapshot)
        for earlier in files[: index + 1]:
            _, result = imported(snapshot, earlier)
            assert not result.changes, counts(result)
    return changed


def counts(result: MergeResult) -> Mapping[str, int]:
    """Return how many rows an import adds and fills, to be shown if a test fails."""
    return {**result.added, **{f"filled {table}": count for table, count in result.updated.items()}}
