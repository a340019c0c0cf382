"""Gives incoming rows the workspace's ids, whatever ids they have in the file.

The same row may have another id in the file, and another row the same id. Each incoming row is paired with at
most one stored row, so that nothing is doubled and nothing is lost.
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
"""Ids that the program makes: equal ids mean the same thing. That needn't hold for ids such as `1`."""

CHILD_TABLES = ("interviewers", "answers", "touchpoints")
"""The tables whose rows belong to an interview."""

SAME_ORGANIZATION = 90
"""The least similarity of 100, by rapidfuzz: one more word in a name passes, another organization doesn't."""

_CONTENT = {
    "interviews": ("organization", "role", "held_at", "round"),
    "people": ("name", "organization", "email"),
    "touchpoints": ("interview_id", "person_id", "kind", "sent_on"),
}
"""The columns that an id is made from, by table."""


def content_id(table: str, row: Row) -> str:
    """Return the id made from a row's content: the same on any computer, whenever the row is imported."""
    text = "\x1f".join(normalize_name(row[column]) for column in _CONTENT[table])
    return f"{table[0]}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def nearly_same_name(one: str, other: str) -> bool:
    """Return whether two names of organizations or roles are equal, but for a word more or less."""
    return fuzz.token_set_ratio(normalize_name(one), normalize_name(other)) >= SAME_ORGANIZATION


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableRules:
    """How rows of one table are recognized; each of `match_keys` is tried on all rows before the next."""

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


def _is_other_person(stored: Row, incoming: Row) -> bool:
    """Whether two rows under one id are two people: they share no word of the name and no address."""
    common_words = set(fold(stored.get("name", "")).split()) & set(fold(incoming.get("name", "")).split())
    return not common_words and (_email(stored) is None or _email(stored) != _email(incoming))


def _job_and_time(row: Row) -> Hashable:
    """Return an interview's job and time. Its number doesn't count: it changes when a round is entered."""
    job = normalize_name(row.get("organization", "")), normalize_name(row.get("role", ""))
    return (*job, row.get("held_at", ""))


def _is_other_interview(stored: Row, incoming: Row) -> bool:
    return normalize_name(stored["organization"]) != normalize_name(incoming["organization"]) and (
        stored["held_at"] != incoming["held_at"]
    )


def _touchpoint_content(row: Row) -> Hashable:
    return tuple(row.get(column, "") for column in _CONTENT["touchpoints"])


_PEOPLE = _TableRules(
    id_column="person_id",
    match_keys=(_email_and_name, _email, _name_and_organization, _name_key_and_organization),
    is_different=_is_other_person,
)
_INTERVIEWS = _TableRules(
    id_column="interview_id", match_keys=(_job_and_time,), is_different=_is_other_interview
)
_TOUCHPOINTS = _TableRules(
    id_column="touchpoint_id",
    match_keys=(_touchpoint_content,),
    is_different=lambda stored, incoming: stored["interview_id"] != incoming["interview_id"],
)


def with_workspace_ids(stored: Mapping[str, Mapping[Key, Row]], incoming: Rows) -> Rows:
    """Return the incoming rows with the ids of the stored rows that they match, or else with free ids."""
    result = dict(incoming)
    for table, rules in (("people", _PEOPLE), ("interviews", _INTERVIEWS)):
        ids = _workspace_ids(rules, stored.get(table, {}), incoming.get(table, ()))
        for name in (table, *CHILD_TABLES):
            result[name] = _with_ids(result.get(name, ()), rules.id_column, ids)
    ids = _workspace_ids(_TOUCHPOINTS, stored.get("touchpoints", {}), result["touchpoints"])
    result["touchpoints"] = _with_ids(result["touchpoints"], "touchpoint_id", ids)
    return result


def workspace_ids_of_people(stored: Mapping[Key, Row], incoming: Sequence[Row]) -> Mapping[str, str]:
    """Return the workspace's id of each incoming person, by incoming id."""
    return _workspace_ids(_PEOPLE, stored, incoming)


def _with_ids(rows: Iterable[Row], column: str, ids: Mapping[str, str]) -> list[Row]:
    return [{**row, column: ids.get(row.get(column, ""), row.get(column, ""))} for row in rows]


def _workspace_ids(
    rules: _TableRules, stored_rows: Mapping[Key, Row], incoming: Sequence[Row]
) -> dict[str, str]:
    """Return the workspace's id of each incoming row, by incoming id."""
    incoming_rows = {row[rules.id_column]: row for row in incoming}
    ids = {
        incoming_id: incoming_id
        for incoming_id, row in incoming_rows.items()
        if (incoming_id,) in stored_rows and _means_the_same(rules, stored_rows[(incoming_id,)], row)
    }
    free_rows = {key[0]: row for key, row in stored_rows.items() if key[0] not in ids}
    used_ids = {key[0] for key in stored_rows} | incoming_rows.keys()
    for incoming_id, row in incoming_rows.items():
        if incoming_id in ids or (incoming_id,) not in stored_rows:
            continue
        earlier_id = _id_from_an_earlier_import(rules, incoming_id, row, free_rows, used_ids)
        if earlier_id:
            ids[incoming_id] = earlier_id
            del free_rows[earlier_id]
    for match_key in rules.match_keys:
        unmatched_rows = {key: row for key, row in incoming_rows.items() if key not in ids}
        _pair_rows(match_key, free_rows, unmatched_rows, ids)
    for incoming_id in incoming_rows:
        if incoming_id not in ids:
            unused_ids = (other_id for other_id in _alternative_ids(incoming_id) if other_id not in used_ids)
            ids[incoming_id] = next(unused_ids) if (incoming_id,) in stored_rows else incoming_id
            used_ids.add(ids[incoming_id])
    return ids


def _means_the_same(rules: _TableRules, stored: Row, incoming: Row) -> bool:
    return bool(GENERATED_ID.fullmatch(incoming[rules.id_column])) or not rules.is_different(stored, incoming)


def _id_from_an_earlier_import(
    rules: _TableRules, incoming_id: str, row: Row, free_rows: Mapping[str, Row], used_ids: set[str]
) -> str:
    """Return the alternative id that this row got in an earlier import; '' if it wasn't imported before."""
    alternative_ids = takewhile(used_ids.__contains__, _alternative_ids(incoming_id))
    free_ids = (other_id for other_id in alternative_ids if other_id in free_rows)
    return next((other_id for other_id in free_ids if not rules.is_different(free_rows[other_id], row)), "")


def _pair_rows(
    match_key: Callable[[Row], Hashable | None],
    free_rows: dict[str, Row],
    unmatched_rows: Mapping[str, Row],
    ids: dict[str, str],
) -> None:
    """Pair rows with the same match key, in order; update `ids` and `free_rows`."""
    by_match_key: dict[Hashable, list[str]] = {}
    for stored_id, row in reversed(free_rows.items()):
        by_match_key.setdefault(match_key(row), []).append(stored_id)
    for incoming_id, row in unmatched_rows.items():
        row_key = match_key(row)
        if row_key is not None and by_match_key.get(row_key):
            ids[incoming_id] = by_match_key[row_key].pop()
            del free_rows[ids[incoming_id]]


def _alternative_ids(used_id: str) -> Iterator[str]:
    """Yield the ids to use if `used_id` is the id of another stored row: `p1-2`, `p1-3` and so on."""
    return (f"{used_id}-{number}" for number in count(2))
