"""Ids across workspaces: rows that mean the same under another id, and different things under the same id.

Each incoming row is paired with at most one local row, so that nothing is doubled and nothing is lost.
"""

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from rapidfuzz import fuzz

from followup_core.models import Key, Row, normalize_name
from followup_core.models.name_parser import parse_name
from followup_core.models.name_words import fold

Rows = Mapping[str, Sequence[Row]]
"""Incoming rows by table, under the ids of the file or workspace that they come from."""

GENERATED_ID = re.compile(r"[a-z]-[0-9a-f]{12}")
"""Ids that the program makes: equal ids mean the same thing. Ids written by hand, such as `1`, may not."""

CHILD_TABLES = ("interviewers", "answers", "touchpoints")
"""The tables whose rows belong to an interview."""

SAME_ORGANIZATION = 90
"""Of 100, by rapidfuzz: one more word in an organization's name passes, another organization does not."""

_CONTENT = {
    "interviews": ("organization", "role", "held_at", "round"),
    "people": ("name", "organization", "email"),
    "touchpoints": ("interview_id", "person_id", "kind", "sent_on"),
}
"""The columns that an id is made from, by table."""


def content_id(table: str, row: Row) -> str:
    """Return the id made from what a row says: the same on any computer, whenever it is imported."""
    text = "\x1f".join(normalize_name(row[column]) for column in _CONTENT[table])
    return f"{table[0]}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def nearly_same_name(one: str, other: str) -> bool:
    """Return whether two names of organizations or roles are the same but for a word more or less."""
    return fuzz.token_set_ratio(normalize_name(one), normalize_name(other)) >= SAME_ORGANIZATION


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableRules:
    """How rows of one table are recognized; each of `match_keys` is tried over all rows before the next."""

    id_column: str
    match_keys: tuple[Callable[[Row], Hashable | None], ...]
    is_different: Callable[[Row, Row], bool]


def _name_and_organization(row: Row) -> tuple[str, str]:
    return normalize_name(row.get("name", "")), normalize_name(row.get("organization", ""))


def _name_key_and_organization(row: Row) -> tuple[str, str] | None:
    key = parse_name(row.get("name", "")).match_key
    return (key, normalize_name(row.get("organization", ""))) if key else None


def _email(row: Row) -> str | None:
    return normalize_name(row.get("email", "")) or None


def _email_and_name(row: Row) -> Hashable | None:
    return (_email(row), _name_and_organization(row)[0]) if _email(row) else None


def _is_other_person(local: Row, incoming: Row) -> bool:
    """Whether two rows under one id are two people: they share no word of the name and no address."""
    common = set(fold(local.get("name", "")).split()) & set(fold(incoming.get("name", "")).split())
    return not common and (_email(local) is None or _email(local) != _email(incoming))


def _interview(row: Row) -> Hashable:
    """Return the job and the time of an interview; its number changes when an earlier round is entered."""
    job = normalize_name(row.get("organization", "")), normalize_name(row.get("role", ""))
    return (*job, row.get("held_at", ""))


def _is_other_interview(local: Row, incoming: Row) -> bool:
    return normalize_name(local["organization"]) != normalize_name(incoming["organization"]) and (
        local["held_at"] != incoming["held_at"]
    )


def _touchpoint(row: Row) -> Hashable:
    return tuple(row.get(column, "") for column in _CONTENT["touchpoints"])


_PEOPLE = _TableRules(
    id_column="person_id",
    match_keys=(_email_and_name, _email, _name_and_organization, _name_key_and_organization),
    is_different=_is_other_person,
)
_INTERVIEWS = _TableRules(
    id_column="interview_id", match_keys=(_interview,), is_different=_is_other_interview
)
_TOUCHPOINTS = _TableRules(
    id_column="touchpoint_id",
    match_keys=(_touchpoint,),
    is_different=lambda local, incoming: local["interview_id"] != incoming["interview_id"],
)


def with_local_ids(local: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> Rows:
    """Return the incoming rows under local ids: those of the same rows here, or else ids that are free."""
    result = dict(incoming)
    for table, rules in (("people", _PEOPLE), ("interviews", _INTERVIEWS)):
        ids = _local_ids(rules, local.get(table, {}), incoming.get(table, ()))
        for name in (table, *CHILD_TABLES):
            result[name] = _with_ids(result.get(name, ()), rules.id_column, ids)
    ids = _local_ids(_TOUCHPOINTS, local.get("touchpoints", {}), result["touchpoints"])
    result["touchpoints"] = _with_ids(result["touchpoints"], "touchpoint_id", ids)
    return result


def people_with_local_ids(local: Mapping[Key, Row], incoming: Sequence[Row]) -> Mapping[str, str]:
    """Return the local id of each incoming person, by incoming id."""
    return _local_ids(_PEOPLE, local, incoming)


def _with_ids(rows: Iterable[Row], column: str, ids: Mapping[str, str]) -> list[Row]:
    return [{**row, column: ids.get(row.get(column, ""), row.get(column, ""))} for row in rows]


def _local_ids(rules: _TableRules, local: Mapping[Key, Row], incoming: Sequence[Row]) -> dict[str, str]:
    """Return the local id of each incoming row, by incoming id."""
    rows = {row[rules.id_column]: row for row in incoming}
    ids = {key: key for key, row in rows.items() if (key,) in local and _is_same(rules, local[(key,)], row)}
    free = {key[0]: row for key, row in local.items() if key[0] not in ids}
    used = {key[0] for key in local} | rows.keys()
    for key in [key for key in rows if key not in ids and (key,) in local]:
        earlier = _id_from_an_earlier_import(rules, key, rows[key], free, used)
        if earlier:
            ids[key] = earlier
            del free[earlier]
    for match_key in rules.match_keys:
        unmatched = {key: row for key, row in rows.items() if key not in ids}
        _pair(match_key, free, unmatched, ids)
    for key in rows:
        if key not in ids:
            unused = (other for other in _alternative_ids(key) if other not in used)
            ids[key] = next(unused) if (key,) in local else key
            used.add(ids[key])
    return ids


def _is_same(rules: _TableRules, local: Row, incoming: Row) -> bool:
    return bool(GENERATED_ID.fullmatch(incoming[rules.id_column])) or not rules.is_different(local, incoming)


def _id_from_an_earlier_import(
    rules: _TableRules, key: str, row: Row, free: Mapping[str, Row], used: set[str]
) -> str:
    """Return the alternative id that this row was given when it came in before, '' if it did not."""
    free_ids = (other for other in takewhile(used.__contains__, _alternative_ids(key)) if other in free)
    return next((other for other in free_ids if not rules.is_different(free[other], row)), "")


def _pair(
    match_key: Callable[[Row], Hashable | None],
    free: dict[str, Row],
    unmatched: Mapping[str, Row],
    ids: dict[str, str],
) -> None:
    """Pair rows that have the same match key, in order; add them to `ids` and remove them from `free`."""
    by_match_key: dict[Hashable, list[str]] = {}
    for key, row in reversed(free.items()):
        by_match_key.setdefault(match_key(row), []).append(key)
    for key, row in unmatched.items():
        value = match_key(row)
        if value is not None and by_match_key.get(value):
            ids[key] = by_match_key[value].pop()
            del free[ids[key]]


def _alternative_ids(taken: str) -> Iterator[str]:
    """Yield the ids to use in place of one that means something else here: `p1-2`, `p1-3` and so on."""
    return (f"{taken}-{number}" for number in count(2))
