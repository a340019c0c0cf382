"""One local id for each incoming id, where several may fit."""

from collections.abc import Callable, Hashable, Iterable, Mapping

PossibleMatches = Callable[[str], Iterable[str]]
"""Returns the local ids that an incoming id may stand for, the likeliest first."""


def assignment(incoming: Iterable[str], possible_matches: PossibleMatches) -> dict[str, str]:
    """Assign local ids to as many incoming ids as possible, none of them twice.

    This is a maximum matching: an incoming id gets its first free match, and where none is free, ids that
    were served before move on to other possible matches of theirs.
    """
    holders: dict[str, str] = {}
    assigned: dict[str, str] = {}
    exhausted: set[str] = set()
    for incoming_id in incoming:
        _assign(incoming_id, possible_matches, holders, assigned, exhausted)
    return assigned


def _assign(
    start: str,
    possible_matches: PossibleMatches,
    holders: dict[str, str],
    assigned: dict[str, str],
    exhausted: set[str],
) -> None:
    """Find the shortest path to a free local id, and move every id on it to its next possible match.

    Where there is no path, no later one leads through the local ids reached either. They are exhausted, so
    that all failing searches together look at each pair only once.

    Args:
        start: The incoming id to serve.
        possible_matches: The local ids that each incoming id may stand for.
        holders: The incoming id that each assigned local id belongs to; changed here.
        assigned: The local id of each incoming id; changed here.
        exhausted: Local ids from which no free one can be reached; changed here.
    """
    reached_by: dict[str, str] = {}
    queue = [start]
    for incoming_id in queue:
        for local_id in possible_matches(incoming_id):
            if local_id in reached_by or local_id in exhausted:
                continue
            reached_by[local_id] = incoming_id
            if local_id not in holders:
                _move_along(start, local_id, reached_by, holders, assigned)
                return
            queue.append(holders[local_id])
    exhausted.update(reached_by)


def _move_along(
    start: str,
    free: str,
    reached_by: Mapping[str, str],
    holders: dict[str, str],
    assigned: dict[str, str],
) -> None:
    """Assign the free local id and walk back to `start`: each row on the way takes the id found after it."""
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
    """Return the matches that are certain: no unmatched incoming row resembles theirs.

    Where one does, both rows may stand for the same local row. The caller then compares all rows that
    resemble each other, and the most similar ones become the matches.
    """
    remaining = dict(matches)
    undecided = [incoming_id for incoming_id in incoming if incoming_id not in remaining]
    wanted: set[Hashable] = set()
    while undecided:
        wanted.update(key for undecided_id in undecided for key in (undecided_id, *keys_of(undecided_id)))
        undecided = [
            incoming_id
            for incoming_id, local_id in remaining.items()
            if local_id in wanted or not wanted.isdisjoint(keys_of(incoming_id))
        ]
        for incoming_id in undecided:
            del remaining[incoming_id]
    return remaining
