"""What is the same in two workspaces under another id, and what is not under the same one.

A row of theirs is paired with at most one of ours, so that nothing is doubled and nothing is lost.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from followup_core.models import Key, Row, normalize_name

Rows = Mapping[str, Sequence[Row]]
"""Rows by table, as another workspace has them."""

GENERATED_ID = re.compile(r"[a-z]-[0-9a-f]{12}")
"""Ids that the program made at random: the same one means the same thing. Of others, written by hand
as `1` or `p1`, it may not be so."""


_CONTENT = {
    "interviews": ("organization", "role", "held_at", "round"),
    "people": ("name", "organization", "email"),
    "touchpoints": ("interview_id", "person_id", "kind", "sent_on"),
}
"""The columns that an id is made from, by table."""


def content_id(table: str, row: Row) -> str:
    """Return the id made from what a row says: the same on any computer, whenever it is imported."""
    text = "\x1f".join(normalize_name(row[name]) for name in _CONTENT[table])
    return f"{table[0]}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How to know again the rows of a table; `marks` are tried one after the other over all rows."""

    id_column: str
    match_keys: tuple[Callable[[Row], Hashable | None], ...]
    is_different: Callable[[Row, Row], bool]


def _person(row: Row) -> tuple[str, str]:
    return normalize_name(row.get("name", "")), normalize_name(row.get("organization", ""))


def _email(row: Row) -> str | None:
    return normalize_name(row.get("email", "")) or None


def _email_and_name(row: Row) -> Hashable | None:
    return (_email(row), _person(row)[0]) if _email(row) else None


def _other_person(ours: Row, theirs: Row) -> bool:
    """Whether two rows of one id are two people: no word of the name and no address in common."""
    words = set(_person(ours)[0].split()) & set(_person(theirs)[0].split())
    return not words and (_email(ours) is None or _email(ours) != _email(theirs))


def _interview(row: Row) -> Hashable:
    return (
        normalize_name(row.get("organization", "")),
        normalize_name(row.get("role", "")),
        row.get("round", "").lstrip("0") or "1",
        row.get("held_at", ""),
    )


def _other_interview(ours: Row, theirs: Row) -> bool:
    return normalize_name(ours["organization"]) != normalize_name(theirs["organization"]) and (
        ours["held_at"] != theirs["held_at"]
    )


def _touchpoint(row: Row) -> Hashable:
    return tuple(row.get(name, "") for name in ("interview_id", "person_id", "kind", "sent_on"))


_PEOPLE = _Kind(
    id_column="person_id", match_keys=(_email_and_name, _email, _person), is_different=_other_person
)
_INTERVIEWS = _Kind(id_column="interview_id", match_keys=(_interview,), is_different=_other_interview)
_TOUCHPOINTS = _Kind(
    id_column="touchpoint_id",
    match_keys=(_touchpoint,),
    is_different=lambda ours, theirs: ours["interview_id"] != theirs["interview_id"],
)
_REFERRING = ("interviewers", "answers", "touchpoints")


def with_local_ids(ours: Mapping[str, Mapping[Key, Row]], theirs: Rows) -> Rows:
    """Return their rows with our ids where they are the same, with free ids where they are not."""
    found = dict(theirs)
    for table, kind in (("people", _PEOPLE), ("interviews", _INTERVIEWS)):
        ids = _ids(kind, ours.get(table, {}), theirs.get(table, ()))
        for name in (table, *_REFERRING):
            found[name] = _renamed(found.get(name, ()), kind.id_column, ids)
    ids = _ids(_TOUCHPOINTS, ours.get("touchpoints", {}), found["touchpoints"])
    found["touchpoints"] = _renamed(found["touchpoints"], "touchpoint_id", ids)
    return found


def people_with_local_ids(ours: Mapping[Key, Row], theirs: Sequence[Row]) -> Mapping[str, str]:
    """Return the id that each person of theirs has or gets here."""
    return _ids(_PEOPLE, ours, theirs)


def _renamed(rows: Iterable[Row], column: str, ids: Mapping[str, str]) -> list[Row]:
    return [{**row, column: ids.get(row.get(column, ""), row.get(column, ""))} for row in rows]


def _ids(kind: _Kind, ours: Mapping[Key, Row], theirs: Sequence[Row]) -> dict[str, str]:
    """Return the id that each of theirs has or gets here."""
    rows = {row[kind.id_column]: row for row in theirs}
    ids = {each: each for each, row in rows.items() if (each,) in ours and _same(kind, ours[(each,)], row)}
    free = {key[0]: row for key, row in ours.items() if key[0] not in ids}
    taken = {key[0] for key in ours} | rows.keys()
    for each in [each for each in rows if each not in ids and (each,) in ours]:
        given = (old for old in takewhile(taken.__contains__, _instead(each)) if old in free)
        before = next((old for old in given if not kind.is_different(free[old], rows[each])), "")
        if before:  # it was given another id when it came in the last time
            ids[each] = before
            del free[before]
    for mark in kind.match_keys:
        left = {each: row for each, row in rows.items() if each not in ids}
        _pair(mark, free, left, ids)
    for each in rows:
        if each not in ids:
            unused = (new for new in _instead(each) if new not in taken)
            ids[each] = next(unused) if (each,) in ours else each
            taken.add(ids[each])
    return ids


def _same(kind: _Kind, ours: Row, theirs: Row) -> bool:
    return bool(GENERATED_ID.fullmatch(theirs[kind.id_column])) or not kind.is_different(ours, theirs)


def _pair(
    mark: Callable[[Row], Hashable | None], free: dict[str, Row], left: Mapping[str, Row], ids: dict[str, str]
) -> None:
    """Pair those that bear the same mark, in order; what is paired is not free any more."""
    bearing: dict[Hashable, list[str]] = {}
    for each, row in reversed(free.items()):
        bearing.setdefault(mark(row), []).append(each)
    for each, row in left.items():
        sign = mark(row)
        if sign is not None and bearing.get(sign):
            ids[each] = bearing[sign].pop()
            del free[ids[each]]


def _instead(taken: str) -> Iterator[str]:
    """Yield the ids to give instead of one that means something else here."""
    return (f"{taken}-{number}" for number in count(2))
