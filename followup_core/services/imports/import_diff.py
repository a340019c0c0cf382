"""What an import would change: new rows are added, blanks may be filled, no stored value is replaced."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from followup_core.models import CANCELED, MAX_COLUMNS, SCHEMA, Key, Problem, Row, normalize_name
from followup_core.models.name_parser import parse_name
from followup_core.services.record_cache import rows_of
from followup_core.store import Change, Snapshot

from .appointment_versions import is_appointment_key
from .id_matching import CHILD_TABLES, Rows, with_local_ids

_TIMES_OF_ENTRY = ("created_at", "answered_at")
_COMPARED_ELSEWHERE = ("calendar_uid", "calendar_sequence", "round")
"""What is never a difference: `appointments` compares versions, and a round has the number of its place."""

_NORMALIZED = ("organization", "role", "email")
_FILLABLE_TABLES = ("interviews", "people")
_LEFT_OUT = "It was left out; everything else is imported."


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that differs: `what` it is about in words, the local text, which stays, and the incoming one."""

    table: str
    key: Key
    what: str
    local: str
    incoming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedInterview:
    """A stored interview whose appointment was moved: its title, its old and new local time.

    `new_timezone` is the zone of the new time where we had another one, else ''. `removed_decision_by` is the
    day by which news was expected, where it is before the new one, else ''.
    """

    interview_id: str
    title: str
    old_held_at: str
    new_held_at: str
    new_timezone: str = ""
    removed_decision_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanceledInterview:
    """A stored interview whose appointment is off; `is_declined` if the candidate declined it.

    One that `was_held` is never deleted because of it. `contents` is what the candidate recorded about it, in
    words ("2 messages and your notes"), '' for nothing.
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
    """A version of an appointment that isn't newer than the one that is known here.

    `held_at` is the local time that stays, '' where no interview is here or its time doesn't matter.
    """

    title: str
    held_at: str
    reason: OutdatedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """What an import would do.

    `added` and `updated` count the rows that come in or get details, by table, and `unchanged` those that are
    here already. `problems` are rows, cells and columns of the file that can't be used. `moved` are
    interviews that get another time, and `canceled` those whose appointment is off, whatever is done about
    them; `maybe_canceled` are those that nobody confirmed, to which nothing is done. `outdated` are older
    versions, of which nothing is taken. `remembered` counts the cancellations that are only remembered: no
    interview is here, or it stays.
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
        """The number of rows that differ."""
        return len({(conflict.table, conflict.key) for conflict in self.conflicts})

    @property
    def only_remembers(self) -> bool:
        """Whether all that changes is what is remembered of cancellations."""
        return all(_is_of_cancellation(change.table, change.key) for change in self.changes)

    @property
    def is_empty(self) -> bool:
        """Whether the file has no row that comes in, gets details, is here already or differs."""
        rows = self.added or self.updated or self.unchanged or self.differing
        return not (rows or self.moved or self.canceled or self.maybe_canceled or self.outdated)


@dataclass(slots=True, kw_only=True)
class _DiffBuilder:
    """The result of a comparison so far, and the local rows as they would be after it."""

    rows: dict[str, dict[Key, Row]]
    fill: bool
    problems: list[Problem]
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0

    def add(self, table: str, key: Key, row: Row, columns: tuple[str, ...]) -> None:
        """Add a new row, with its cells in these columns; its table gets those that it lacks."""
        optional = (name for name in SCHEMA[table].optional if row.get(name))
        cells = {column: row[column] for column in (*columns, *optional) if column in row}
        if not _is_remembered_version(table, key):
            self.added[table] += 1
        self.changes.append(Change(table=table, key=key, row=cells, columns=columns))
        self.rows[table][key] = row

    def compare(self, table: str, key: Key, incoming: Row) -> None:
        """Compare a row with the local row of its key: blanks may be filled, differences are conflicts."""
        local = self.rows[table][key]
        filled = _filled_cells(table, local, incoming, fill=self.fill)
        if filled:
            self.rows[table][key] = local = {**local, **filled}
            self.changes.append(Change(table=table, key=key, row=filled))
            (self.added if table == "settings" else self.updated)[table] += 1
        differing = [name for name in incoming if _differs(table, name, local, incoming, fill=self.fill)]
        if _is_remembered_version(table, key):
            differing = []
        self.conflicts += (self._conflict(table, key, name, local, incoming) for name in differing)
        if not filled and not differing:
            self.unchanged += 1

    def _conflict(self, table: str, key: Key, column: str, local: Row, incoming: Row) -> Conflict:
        interview = self.rows["interviews"].get((local.get("interview_id", ""),), {})
        person = self.rows["people"].get((local.get("person_id", ""),), {})
        kind = (local.get("item") or local.get("kind") or "").replace("_", " ")
        about = filter(None, (interview.get("organization"), person.get("name"), kind))
        cell = (key[0] if table == "settings" else column).replace("_", " ")
        what = cell if table == "settings" else f"{', '.join(about)}: {cell}"
        return Conflict(table=table, key=key, what=what, local=local[column], incoming=incoming[column])

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
        problems: What is known already to be wrong with the file.
        fill: Whether blank cells of stored interviews and people take what the file says. Otherwise only a
            setting without a value does.
    """
    local = {table: dict(rows_of(snapshot, table)) for table in SCHEMA}
    incoming = with_local_ids(local, rows)
    in_file = {row["interview_id"] for row in incoming.get("interviews", ())}
    not_in_file = {key[0] for key in local["interviews"]} - in_file
    columns = {table: _columns_with(snapshot, table, some[0]) for table, some in incoming.items() if some}
    builder = _DiffBuilder(rows=local, fill=fill, problems=list(problems))
    for table, key, row in _in_order(incoming):
        if key in local[table]:
            builder.compare(table, key, row)
        elif table in CHILD_TABLES and row["interview_id"] in not_in_file:
            builder.problems.append(_stray_row(table, row))
        else:
            builder.add(table, key, row, columns[table])
    builder.problems += _unknown_columns(columns, rows)
    return builder.result()


def _in_order(rows: Rows) -> Iterator[tuple[str, Key, Row]]:
    for table, schema in SCHEMA.items():
        for row in rows.get(table, ()):
            yield table, schema.key_of(row), row


def _is_remembered_version(table: str, key: Key) -> bool:
    """Whether a row is no setting of the candidate, but what the program remembers of an appointment."""
    return table == "settings" and is_appointment_key(key[0])


def _is_of_cancellation(table: str, key: Key) -> bool:
    return _is_remembered_version(table, key) or (table == "answers" and key[2] == CANCELED)


def _filled_cells(table: str, local: Row, incoming: Row, *, fill: bool) -> dict[str, str]:
    """Return the incoming cells for which the local row is blank, where filling is allowed."""
    if table != "settings" and not (fill and table in _FILLABLE_TABLES):
        return {}
    return {
        name: text
        for name, text in incoming.items()
        if text.strip() and name in SCHEMA[table].all_columns and not local.get(name, "").strip()
    }


def _differs(table: str, column: str, local: Row, incoming: Row, *, fill: bool) -> bool:
    """Whether a cell says something else than the local one; a blank cell says nothing.

    A file from elsewhere (`fill`) only guesses somebody's part in an interview, so that is no difference.
    """
    if not incoming[column] or column not in local or (fill and table == "interviewers"):
        return False
    if column in SCHEMA[table].key or column in _TIMES_OF_ENTRY or column in _COMPARED_ELSEWHERE:
        return False
    return _comparable(column, local[column]) != _comparable(column, incoming[column])


def _comparable(column: str, text: str) -> str:
    if column == "name":  # "Ruiz, Dana" is no other name than "Dana Ruiz"
        return parse_name(text).match_key or normalize_name(text)
    return normalize_name(text) if column in _NORMALIZED else text


def _stray_row(table: str, row: Row) -> Problem:
    what = f"A row belongs to an interview “{row['interview_id'][:60]}” that the file does not hold."
    return Problem(table=table, line=0, column="interview_id", what=what, remedy=_LEFT_OUT)


# Columns that the program doesn't know.


def _columns_of(snapshot: Snapshot, table: str) -> tuple[str, ...]:
    local = snapshot.tables.get(table)
    return local.columns if local else SCHEMA[table].columns


def _columns_with(snapshot: Snapshot, table: str, incoming: Iterable[str]) -> tuple[str, ...]:
    """Return the columns for new rows: those of our table, and also the file's if our table has no row."""
    local = _columns_of(snapshot, table)
    both = tuple(dict.fromkeys((*incoming, *local)))
    return local if rows_of(snapshot, table) or len(both) > MAX_COLUMNS else both


def _unknown_columns(columns: Mapping[str, tuple[str, ...]], rows: Rows) -> Iterator[Problem]:
    """Yield a problem for each column of the file that is left out; `columns` are those that come in."""
    for table, some in rows.items():
        for name in some[0] if some else ():
            if name not in columns[table] and name not in SCHEMA[table].optional:
                what = f"Your table has no column “{name[:60]}”."
                yield Problem(table=table, line=1, column=name, what=what, remedy=_LEFT_OUT)
