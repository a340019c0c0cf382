"""Bringing a carried workspace in: what is new is added, what is here stays, nothing is doubled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from followup_core.exchange.bundle import Bundle, NotABundle, opened
from followup_core.records import MAX_COLUMNS, SCHEMA, Key, Problem, Row, folded, read_row
from followup_core.store import Change, CsvStore, Receipt, Snapshot, Unreadable, make_backup
from followup_core.store.codec import Decoded, aside_problem, decode_leniently

from .desk import Desk, Moment
from .house import csv_store, open_desk
from .reading import rows_of
from .recognizing import Rows, with_our_ids

_NOUNS = {
    "interviews": ("interview", "interviews"),
    "people": ("person", "people"),
    "answers": ("answer", "answers"),
    "touchpoints": ("message", "messages"),
    "settings": ("setting", "settings"),
}
_SAID_ONCE = ("created_at", "answered_at")  # when something was entered, not what
_SAME_IN_ANY_CASE = ("organization", "role", "name", "email")
_PARTS = ("interviewers", "answers", "touchpoints")
_LEFT_OUT = "It was left out; everything else comes in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One cell that differs: `what` it is about in words, our text, which stays, and theirs."""

    table: str
    key: Key
    what: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What bringing a file in would do: rows by table that come in and that are here already.

    `problems` are rows and cells of the file that cannot be used.
    """

    added: Mapping[str, int]
    here: int
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return len({(each.table, each.key) for each in self.conflicts})


def read_file(data: bytes) -> Bundle:
    """Return what a take-home file or a backup holds; raise NotABundle, in words, for anything else."""
    return opened(data)


def preview(desk: Desk, bundle: Bundle) -> Merge:
    """Return what bringing a file in would do now; nothing is changed.

    Raises NotABundle where a table in the file cannot be read.
    """
    return _compared(desk.store.load(), *_usable(bundle))


def merge(desk: Desk, moment: Moment, bundle: Bundle) -> Receipt:
    """Bring a file in, as one action that can be undone; a second time it changes nothing.

    A row of ours is never changed, save for a setting that has no value yet. Columns that the program
    does not know come along where our table has no row yet; undo takes their rows out, and leaves
    the empty columns.
    """
    rows, problems = _usable(bundle)
    _take_columns(desk, moment, rows)
    return desk.act(
        moment,
        "What you took home brought in",
        lambda snapshot: _compared(snapshot, rows, problems).changes,
    )


def bring_in(workspace: Path, moment: Moment, bundle: Bundle) -> Receipt:
    """Bring a file in, with a backup of what is here before."""
    desk = open_desk(workspace)
    if preview(desk, bundle).changes:
        make_backup(csv_store(workspace), moment.today, before="import")
    return merge(desk, moment, bundle)


def merge_words(found: Merge) -> str:
    """Say what bringing a file in would do."""
    if not found.added:
        known = found.here or found.differing
        said = ["Everything in this file is here already." if known else "There is nothing in this file."]
    else:
        said = [f"{_listed(found.added)} in."]
        if found.here:
            said.append(f"{found.here} {'is' if found.here == 1 else 'are'} here already.")
    if found.differing:
        said.append(f"{found.differing} {'differs' if found.differing == 1 else 'differ'}: yours stays.")
    return " ".join(said)


def _listed(added: Mapping[str, int]) -> str:
    """Say what comes; who met whom only where it comes alone."""
    counts = {name: added[name] for name in _NOUNS if name in added} or {"people": added["interviewers"]}
    parts = [f"{count} {_NOUNS[name][count != 1]}" for name, count in counts.items()]
    met = "" if counts.keys() <= added.keys() else " you met"
    verb = "comes" if sum(counts.values()) == 1 else "come"
    return f"{' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}{met} {verb}"


def _usable(bundle: Bundle) -> tuple[Rows, tuple[Problem, ...]]:
    """Return the rows that can be stored as they are, and what is wrong with the others."""
    rows: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for table, data in bundle.tables.items():
        try:
            decoded = decode_leniently(table, data)
        except Unreadable as error:
            where = f"{error.where} in the file"
            raise NotABundle(
                error.what, "Download the file again, and choose that one.", where=where
            ) from error
        problems += (aside_problem(table, each) for each in decoded.aside)
        rows[table] = list(_sound(table, decoded, problems))
    return rows, tuple(problems)


def _sound(table: str, decoded: Decoded, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that mean something; a cell that cannot be read counts as not given."""
    for key, row in decoded.rows.items():
        values, faults = read_row(table, row, decoded.lines[key])
        problems += faults
        if values is not None and not (faults and table == "settings"):
            yield {**row, **dict.fromkeys((each.column for each in faults), "")}


def _compared(snapshot: Snapshot, rows: Rows, problems: tuple[Problem, ...]) -> Merge:
    known = {table: dict(rows_of(snapshot, table)) for table in SCHEMA}
    theirs = with_our_ids(known, rows)
    held = {row["interview_id"] for row in theirs.get("interviews", ())}
    others = {key[0] for key in known["interviews"]} - held
    told, conflicts, changes, here = list(problems), list[Conflict](), list[Change](), 0
    for table, key, row in _in_order(theirs):
        ours = known[table].get(key)
        if ours is None and table in _PARTS and row["interview_id"] in others:
            told.append(_stray(table, row))
        elif ours is None or _gives_value(table, ours, row):
            changes.append(_change(snapshot, table, key, row, new=ours is None))
            known[table][key] = row
        elif differing := [name for name in row if _differs(table, name, ours, row)]:
            conflicts += (_conflict(table, key, name, ours, row, known) for name in differing)
        else:
            here += 1
    return Merge(
        added=Counter(change.table for change in changes),
        here=here,
        conflicts=tuple(conflicts),
        problems=(*told, *_unknown_columns(snapshot, rows)),
        changes=tuple(changes),
    )


def _in_order(rows: Rows) -> Iterator[tuple[str, Key, Row]]:
    for table, schema in SCHEMA.items():
        for row in rows.get(table, ()):
            yield table, schema.key_of(row), row


def _stray(table: str, row: Row) -> Problem:
    what = f"A row belongs to an interview “{row['interview_id'][:60]}” that the file does not hold."
    return Problem(table=table, line=0, column="interview_id", what=what, remedy=_LEFT_OUT)


def _gives_value(table: str, ours: Row, theirs: Row) -> bool:
    return table == "settings" and not ours.get("value", "").strip() and bool(theirs.get("value", "").strip())


def _take_columns(desk: Desk, moment: Moment, rows: Rows) -> None:
    """Give our empty tables the columns of the rows that come in."""
    snapshot, store = desk.store.load(), desk.store
    wanted = {table: _columns(snapshot, table, mine[0]) for table, mine in rows.items() if mine}
    new = {table: names for table, names in wanted.items() if set(names) - set(_ours(snapshot, table))}
    if new and isinstance(store, CsvStore):
        operation = moment.operation("Columns brought in")
        store.take_columns(replace(operation, op_id=f"{operation.op_id}-columns"), new)


def _change(snapshot: Snapshot, table: str, key: Key, row: Row, *, new: bool) -> Change:
    columns = _columns(snapshot, table, row) if new else SCHEMA[table].columns
    return Change(table=table, key=key, row={name: text for name, text in row.items() if name in columns})


def _columns(snapshot: Snapshot, table: str, theirs: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that may be filled: those of our table, and of theirs while ours has no row."""
    ours = _ours(snapshot, table)
    both = tuple(dict.fromkeys((*theirs, *ours)))
    return ours if rows_of(snapshot, table) or len(both) > MAX_COLUMNS else both


def _ours(snapshot: Snapshot, table: str) -> tuple[str, ...]:
    found = snapshot.tables.get(table)
    return found.columns if found else SCHEMA[table].columns


def _unknown_columns(snapshot: Snapshot, rows: Rows) -> Iterator[Problem]:
    for table, mine in rows.items():
        for name in mine[0] if mine else ():
            if name not in _columns(snapshot, table, mine[0]):
                what = f"Your table has no column “{name[:60]}”."
                yield Problem(table=table, line=1, column=name, what=what, remedy=_LEFT_OUT)


def _differs(table: str, name: str, ours: Row, theirs: Row) -> bool:
    """Whether theirs says something that ours does not; a blank says nothing."""
    if name in SCHEMA[table].key or name in _SAID_ONCE or not theirs[name] or name not in ours:
        return False
    return _said(name, ours[name]) != _said(name, theirs[name])


def _said(name: str, text: str) -> str:
    if name == "round":
        return text.lstrip("0") or "1"
    return folded(text) if name in _SAME_IN_ANY_CASE else text


def _conflict(
    table: str, key: Key, name: str, ours: Row, theirs: Row, known: Mapping[str, Mapping[Key, Row]]
) -> Conflict:
    interview = known["interviews"].get((ours.get("interview_id", ""),), {})
    person = known["people"].get((ours.get("person_id", ""),), {})
    word = (ours.get("item") or ours.get("kind") or "").replace("_", " ")
    about = filter(None, (interview.get("organization"), person.get("name"), word))
    cell = (key[0] if table == "settings" else name).replace("_", " ")
    what = cell if table == "settings" else f"{', '.join(about)}: {cell}"
    return Conflict(table=table, key=key, what=what, ours=ours[name], theirs=theirs[name])
