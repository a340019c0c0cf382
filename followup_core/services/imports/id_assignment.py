"""Assigns a stored id to each incoming id, if several may fit."""

from collections.abc import Callable, Hashable, Iterable, Mapping

PossibleMatches = Callable[[str], Iterable[str]]
"""Returns the stored ids that an incoming id may stand for, the likeliest first."""


def assignment(incoming: Iterable[str], possible_matches: PossibleMatches) -> dict[str, str]:
    """Return the stored id of as many incoming ids as possible; no stored id is assigned twice.

    This is a maximum matching. An incoming id gets its first free match. If none is free, incoming ids that
    were assigned before move on to other possible matches.
    """
    holders: dict[str, str] = {}
    assigned: dict[str, str] = {}
    exhausted: set[str] = set()
    for incoming_id in incoming:
        _assign_one(incoming_id, possible_matches, holders, assigned, exhausted)
    return assigned


def _assign_one(
    start: str,
    possible_matches: PossibleMatches,
    holders: dict[str, str],
    assigned: dict[str, str],
    exhausted: set[str],
) -> None:
    """Find the shortest path to a free stored id, and move every id on it to its next possible match.

    If there is no path, no later path leads through the stored ids that were reached, either. They are
    exhausted, so that all failing searches together look at each pair only once.

    Args:
        start: The incoming id to serve.
        possible_matches: The stored ids that each incoming id may stand for.
        holders: The incoming id that each assigned stored id belongs to; changed here.
        assigned: The stored id of each incoming id; changed here.
        exhausted: Stored ids from which no free one can be reached; changed here.
    """
    reached_by: dict[str, str] = {}
    queue = [start]
    for incoming_id in queue:
        for stored_id in possible_matches(incoming_id):
            if stored_id in reached_by or stored_id in exhausted:
                continue
            reached_by[stored_id] = incoming_id
            if stored_id not in holders:
                _move_along(start, stored_id, reached_by, holders, assigned)
                return
            queue.append(holders[stored_id])
    exhausted.update(reached_by)


def _move_along(
    start: str,
    free: str,
    reached_by: Mapping[str, str],
    holders: dict[str, str],
    assigned: dict[str, str],
) -> None:
    """Assign the free stored id, and walk back to `start`: each incoming id takes the next id on the path."""
    while True:
        incoming_id = reached_by[free]
        freed = assigned.get(incoming_id, "")
        holders[free], assigned[incoming_id] = incoming_id, free
        if incoming_id == start:
            return
        free = freed


def certain_matches(
    matches: Mapping[str, str], incoming: Iterable[str], keys_of: Callable[[str], Iterable[Hashable]]
) -> dict[str, str]:
    """Return the certain matches: no unmatched incoming row resembles the matched one.

    If an unmatched row resembles it, both may stand for the same stored row. The caller then compares all
    rows that resemble each other, and the most similar rows become the matches.
    """
    certain = dict(matches)
    undecided = [incoming_id for incoming_id in incoming if incoming_id not in certain]
    wanted_keys: set[Hashable] = set()
    while undecided:
        wanted_keys.update(
            key for undecided_id in undecided for key in (undecided_id, *keys_of(undecided_id))
        )
        undecided = [
            incoming_id
            for incoming_id, stored_id in certain.items()
            if stored_id in wanted_keys or not wanted_keys.isdisjoint(keys_of(incoming_id))
        ]
        for incoming_id in undecided:
            del certain[incoming_id]
    return certain
