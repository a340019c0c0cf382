"""Compares incoming rows with stored ones: new rows are added, blanks may be filled, no value is replaced."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from followup_core.models import CANCELED, MAX_COLUMNS, SCHEMA, Key, Problem, Row, normalize_name
from followup_core.models.name_parser import parse_name
from followup_core.services.record_cache import rows_of
from followup_core.store import Change, Snapshot

from .appointment_versions import is_appointment_key
from .id_matching import CHILD_TABLES, Rows, with_workspace_ids

_ENTRY_TIME_COLUMNS = ("created_at", "answered_at")
_COLUMNS_COMPARED_ELSEWHERE = ("calendar_uid", "calendar_sequence", "round")
"""Columns that never differ here: appointment versions are compared elsewhere, rounds numbered elsewhere."""

_NORMALIZED_COLUMNS = ("organization", "role", "email")
_FILLABLE_TABLES = ("interviews", "people")
_LEFT_OUT = "It was left out; everything else is imported."


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that differs: its name in words, the stored text, which stays, and the incoming text."""

    table: str
    key: Key
    what: str
    stored: str
    incoming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedInterview:
    """A stored interview whose appointment was moved: its title, its old and new local time.

    `new_timezone` is the zone of the new time if the stored one is another, else ''. `removed_decision_by` is
    the stored decision date if it is before the interview's new day, else ''.
    """

    interview_id: str
    title: str
    old_held_at: str
    new_held_at: str
    new_timezone: str = ""
    removed_decision_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanceledInterview:
    """A stored interview whose appointment is off: canceled, or `is_declined` by the candidate.

    An interview that `was_held` is never deleted by an import. `contents` is what the candidate recorded
    about it, in words ("2 messages and your notes"); '' if nothing.
    """

    interview_id: str
    title: str
    held_at: str
    is_declined: bool
    was_held: bool
    contents: str


class OutdatedReason(StrEnum):
    """Why a version of an appointment changes nothing."""

    OLDER_INVITATION = "older_invitation"
    OLDER_CANCELLATION = "older_cancellation"
    KNOWN_CANCELLATION = "known_cancellation"
    CANCELED_SINCE = "canceled_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutdatedAppointment:
    """A version of an appointment that isn't newer than the stored or remembered version.

    `held_at` is the stored local time, which stays; '' if no interview is stored or its time doesn't matter.
    """

    title: str
    held_at: str
    reason: OutdatedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """What an import would do.

    `added` and `updated` count the rows that are new or get details, by table; `unchanged` counts the rows
    that are stored already. `problems` are rows, cells and columns of the file that can't be used. `moved`
    are interviews that get another time. `canceled` are interviews whose appointment is off, whatever is
    done about them. `maybe_canceled` are interviews that may be canceled but weren't confirmed; nothing is
    done to them. `outdated` are older versions of appointments, which are ignored. `remembered` counts the
    cancellations that are only remembered, because no interview is stored or it stays.
    """

    added: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    moved: tuple[MovedInterview, ...] = ()
    canceled: tuple[CanceledInterview, ...] = ()
    maybe_canceled: tuple[CanceledInterview, ...] = ()
    outdated: tuple[OutdatedAppointment, ...] = ()
    remembered: int = 0
    changes: tuple[Change, ...]

    @property
    def differing(self) -> int:
        """The number of rows with a cell that differs."""
        return len({(conflict.table, conflict.key) for conflict in self.conflicts})

    @property
    def only_remembers(self) -> bool:
        """Whether the import only remembers or notes cancellations."""
        return all(_is_of_cancellation(change.table, change.key) for change in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether the file has nothing that is new, gets details, is stored already or differs."""
        rows = self.added or self.updated or self.unchanged or self.differing
        return not (rows or self.moved or self.canceled or self.maybe_canceled or self.outdated)


@dataclass(slots=True, kw_only=True)
class _DiffBuilder:
    """Builds the result of a comparison; `rows` are the stored rows with the changes so far."""

    rows: dict[str, dict[Key, Row]]
    fill: bool
    problems: list[Problem]
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0

    def add(self, table: str, key: Key, row: Row, columns: tuple[str, ...]) -> None:
        """Add a new row with its cells in these columns; its table gets the columns that it lacks."""
        optional = (name for name in SCHEMA[table].optional if row.get(name))
        cells = {column: row[column] for column in (*columns, *optional) if column in row}
        if not _is_remembered_version(table, key):
            self.added[table] += 1
        self.changes.append(Change(table=table, key=key, row=cells, columns=columns))
        self.rows[table][key] = row

    def compare(self, table: str, key: Key, incoming: Row) -> None:
        """Compare a row with the stored row of its key: blanks may be filled, differences are conflicts."""
        stored = self.rows[table][key]
        filled = _filled_cells(table, stored, incoming, fill=self.fill)
        if filled:
            self.rows[table][key] = stored = {**stored, **filled}
            self.changes.append(Change(table=table, key=key, row=filled))
            (self.added if table == "settings" else self.updated)[table] += 1
        differing = [name for name in incoming if _differs(table, name, stored, incoming, fill=self.fill)]
        if _is_remembered_version(table, key):
            differing = []
        self.conflicts += (self._conflict(table, key, name, stored, incoming) for name in differing)
        if not filled and not differing:
            self.unchanged += 1

    def _conflict(self, table: str, key: Key, column: str, stored: Row, incoming: Row) -> Conflict:
        interview = self.rows["interviews"].get((stored.get("interview_id", ""),), {})
        person = self.rows["people"].get((stored.get("person_id", ""),), {})
        kind = (stored.get("item") or stored.get("kind") or "").replace("_", " ")
        subject_words = filter(None, (interview.get("organization"), person.get("name"), kind))
        cell = (key[0] if table == "settings" else column).replace("_", " ")
        cell_name = cell if table == "settings" else f"{', '.join(subject_words)}: {cell}"
        return Conflict(
            table=table, key=key, what=cell_name, stored=stored[column], incoming=incoming[column]
        )

    def result(self) -> MergeResult:
        """Return the finished result."""
        return MergeResult(
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            conflicts=tuple(self.conflicts),
            problems=tuple(self.problems),
            changes=tuple(self.changes),
        )


def diff_rows(
    snapshot: Snapshot, rows: Rows, problems: Sequence[Problem] = (), *, fill: bool = False
) -> MergeResult:
    """Return what importing these rows would do now.

    Args:
        snapshot: The current rows.
        rows: The incoming rows, by table.
        problems: The problems of the file that are known already.
        fill: Whether blank cells of stored interviews and people are filled from the file. If False, only
            settings without a value are filled.
    """
    stored = {table: dict(rows_of(snapshot, table)) for table in SCHEMA}
    incoming = with_workspace_ids(stored, rows)
    ids_in_file = {row["interview_id"] for row in incoming.get("interviews", ())}
    ids_not_in_file = {key[0] for key in stored["interviews"]} - ids_in_file
    columns = {
        table: _columns_for_new_rows(snapshot, table, table_rows[0])
        for table, table_rows in incoming.items()
        if table_rows
    }
    builder = _DiffBuilder(rows=stored, fill=fill, problems=list(problems))
    for table, key, row in _rows_with_keys(incoming):
        if key in stored[table]:
            builder.compare(table, key, row)
        elif table in CHILD_TABLES and row["interview_id"] in ids_not_in_file:
            builder.problems.append(_stray_row_problem(table, row))
        else:
            builder.add(table, key, row, columns[table])
    builder.problems += _unknown_column_problems(columns, rows)
    return builder.result()


def _rows_with_keys(rows: Rows) -> Iterator[tuple[str, Key, Row]]:
    for table, schema in SCHEMA.items():
        for row in rows.get(table, ()):
            yield table, schema.key_of(row), row


def _is_remembered_version(table: str, key: Key) -> bool:
    """Whether a row is the remembered version of an appointment, not a setting of the candidate."""
    return table == "settings" and is_appointment_key(key[0])


def _is_of_cancellation(table: str, key: Key) -> bool:
    return _is_remembered_version(table, key) or (table == "answers" and key[2] == CANCELED)


def _filled_cells(table: str, stored: Row, incoming: Row, *, fill: bool) -> dict[str, str]:
    """Return the incoming cells that fill blanks of the stored row; {} if the table may not be filled."""
    if table != "settings" and not (fill and table in _FILLABLE_TABLES):
        return {}
    return {
        name: text
        for name, text in incoming.items()
        if text.strip() and name in SCHEMA[table].all_columns and not stored.get(name, "").strip()
    }


def _differs(table: str, column: str, stored: Row, incoming: Row, *, fill: bool) -> bool:
    """Whether an incoming cell says something else than the stored one; a blank cell says nothing.

    A file from another program (`fill`) only guesses people's parts in an interview. So parts don't differ.
    """
    if not incoming[column] or column not in stored or (fill and table == "interviewers"):
        return False
    if column in SCHEMA[table].key or column in _ENTRY_TIME_COLUMNS or column in _COLUMNS_COMPARED_ELSEWHERE:
        return False
    return _comparable_text(column, stored[column]) != _comparable_text(column, incoming[column])


def _comparable_text(column: str, text: str) -> str:
    if column == "name":  # "Ruiz, Dana" is no other name than "Dana Ruiz"
        return parse_name(text).match_key or normalize_name(text)
    return normalize_name(text) if column in _NORMALIZED_COLUMNS else text


def _stray_row_problem(table: str, row: Row) -> Problem:
    what = f"A row belongs to an interview “{row['interview_id'][:60]}” that the file does not hold."
    return Problem(table=table, line=0, column="interview_id", what=what, remedy=_LEFT_OUT)


# Columns that the program doesn't know.


def _columns_of(snapshot: Snapshot, table: str) -> tuple[str, ...]:
    stored_table = snapshot.tables.get(table)
    return stored_table.columns if stored_table else SCHEMA[table].columns


def _columns_for_new_rows(snapshot: Snapshot, table: str, incoming_columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns for new rows: the stored table's, and also the file's if that table has no row."""
    stored_columns = _columns_of(snapshot, table)
    all_columns = tuple(dict.fromkeys((*incoming_columns, *stored_columns)))
    return stored_columns if rows_of(snapshot, table) or len(all_columns) > MAX_COLUMNS else all_columns


def _unknown_column_problems(columns: Mapping[str, tuple[str, ...]], rows: Rows) -> Iterator[Problem]:
    """Yield a problem for each column of the file that is left out; `columns` are the imported ones."""
    for table, table_rows in rows.items():
        for name in table_rows[0] if table_rows else ():
            if name not in columns[table] and name not in SCHEMA[table].optional:
                what = f"Your table has no column “{name[:60]}”."
                yield Problem(table=table, line=1, column=name, what=what, remedy=_LEFT_OUT)
