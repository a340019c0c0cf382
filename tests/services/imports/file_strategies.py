"""Files that say much the same, for tests of importing one after the other: few names, days and rounds."""

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


def _every(table: str, **cells: Sequence[str]) -> st.SearchStrategy[Row]:
    """Return rows with any of these cells; a row is one choice, for many files shall be made."""
    rows = [{**_BLANK[table], **dict(zip(cells, texts, strict=True))} for texts in product(*cells.values())]
    return st.sampled_from(rows)


_INTERVIEWS = _every(
    "interviews",
    organization=_FIRMS,
    role=_ROLES,
    held_at=_DAYS,
    round=_ROUNDS,
    format=["", "", "video", "phone"],
    notes=["", "", "Third floor"],
)
_PEOPLE = _every("people", name=_NAMES, organization=["", *_FIRMS], email=_EMAILS, phone=["", "", "555 0100"])


@st.composite
def arrivals(draw: st.DrawFn) -> ParsedFile:
    """Return a file of a few interviews and people, in any order, who met each other or did not."""
    held = _numbered("interview_id", draw(st.lists(_INTERVIEWS, max_size=5)))
    people = _numbered("person_id", draw(st.lists(_PEOPLE, max_size=4)))
    pairs = [(each["interview_id"], who["person_id"]) for each in held for who in people]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    return _arrival(held, people, links)


def _numbered(column: str, rows: Sequence[Row]) -> list[Row]:
    return [{**row, column: str(number)} for number, row in enumerate(rows)]


def _arrival(held: Sequence[Row], people: Sequence[Row], links: Sequence[tuple[str, str]]) -> ParsedFile:
    met = (
        {**_BLANK["interviewers"], "interview_id": each, "person_id": who, "part": "interviewer"}
        for each, who in links
    )
    rows = {"interviews": tuple(held), "people": tuple(people), "interviewers": tuple(met)}
    return ParsedFile(title="A table", rows=rows)


@st.composite
def same_again(draw: st.DrawFn, first: ParsedFile) -> ParsedFile:
    """Return a file that says some of what another one says: shuffled, less or more of it, more exactly."""
    more = draw(arrivals())
    held = [*first.rows["interviews"], *(_moved(row, "interview_id") for row in more.rows["interviews"])]
    people = [*first.rows["people"], *(_moved(row, "person_id") for row in more.rows["people"])]
    held = [_changed(row, draw(st.sampled_from(["", "", "role", "held_at", "round"])), draw) for row in held]
    held = draw(st.permutations(held))[: draw(st.integers(1, 6))]
    people = draw(st.permutations(people))[:4]
    kept = {row["interview_id"] for row in held}, {row["person_id"] for row in people}
    links = [
        *((row["interview_id"], row["person_id"]) for row in first.rows["interviewers"]),
        *((f"+{row['interview_id']}", f"+{row['person_id']}") for row in more.rows["interviewers"]),
    ]
    links = [(each, who) for each, who in draw(st.permutations(links)) if each in kept[0] and who in kept[1]]
    return _arrival(
        [{**row, "interview_id": f"0{row['interview_id']}"} for row in held],
        [{**row, "person_id": f"0{row['person_id']}"} for row in people],
        [(f"0{each}", f"0{who}") for each, who in links],
    )


@st.composite
def in_a_row(draw: st.DrawFn) -> list[ParsedFile]:
    """Return up to three files to be imported one after the other; often one says much what the last said."""
    found = [draw(arrivals())]
    for _ in range(draw(st.integers(1, 2))):
        found.append(draw(same_again(found[-1]) if draw(st.booleans()) else arrivals()))
    return found


def _moved(row: Row, column: str) -> Row:
    return {**row, column: f"+{row[column]}"}


def _changed(row: Row, column: str, draw: st.DrawFn) -> Row:
    """Return an interview with one of the cells that tell which one it is blank, or told in another way."""
    others = {"role": _ROLES, "held_at": _DAYS, "round": _ROUNDS}
    return {**row, column: draw(st.sampled_from(others[column]))} if column else row


def imported(snapshot: Snapshot, found: ParsedFile) -> tuple[Snapshot, MergeResult]:
    """Return the rows after a file came in, and what that did."""
    merge = merge_parsed_file(snapshot, apply_choices(found))
    return _after(snapshot, merge.changes), merge


def _after(snapshot: Snapshot, changes: Sequence[Change]) -> Snapshot:
    rows: dict[str, dict[Key, Row]] = {name: dict(table.rows) for name, table in snapshot.tables.items()}
    for each in changes:
        assert each.row is not None
        schema = SCHEMA[each.table]
        before = rows[each.table].get(each.key) or {
            **_BLANK[each.table],
            **dict(zip(schema.key, each.key, strict=True)),
        }
        rows[each.table][each.key] = {**before, **each.row}
    tables = {name: Table(columns=table.columns, rows=rows[name]) for name, table in snapshot.tables.items()}
    return Snapshot(seq=snapshot.seq + 1, tables=tables)


def _nothing_lost(before: Snapshot, after: Snapshot) -> bool:
    """Whether every cell that said something still says it, in its row."""
    return all(
        all(after.tables[name].rows[key][column] == text for column, text in row.items() if text)
        for name, table in before.tables.items()
        for key, row in table.rows.items()
    )


def once_is_enough(files: Sequence[ParsedFile]) -> bool:
    """Import files one after the other, and assert that those that came in bring nothing any more.

    Return whether the last one brought anything when it came first.
    """
    now, changed = EMPTY, False
    for place, each in enumerate(files):
        before = now
        now, found = imported(before, each)
        changed = bool(found.changes)
        assert _nothing_lost(before, now)
        for again in files[: place + 1]:
            _, found = imported(now, again)
            assert not found.changes, said(found)
    return changed


def said(merge: MergeResult) -> Mapping[str, int]:
    """Return what a merge adds and fills in, to be shown where a test fails."""
    return {**merge.added, **{f"filled {name}": count for name, count in merge.updated.items()}}
