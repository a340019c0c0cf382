"""Answers of a room, released so that nobody can be guessed: not from a count, a rest, a total or a change.

What publishers of statistics do, for the smallest of rooms. Counted are participants. A count is shown only
where it and its complement reach the minimum; a count that could be worked out from the others stays back
with them; and a new table comes out only after five people changed something, so that the one who left
between two tables, or changed an answer, is one of five at least.
"""

from collections.abc import Mapping, Sequence

from .model import Cell, Option, Published

WALL_MINIMUM = 5
"""Participants a count on the screen stands for, at least."""
EXPORT_MINIMUM = 10
"""The same in a report that is taken away. 39 US states use 5 to 30, most often 10."""
STEP = 5
"""Participants who changed something between two released tables, at least."""


class Ballot:
    """One prompt's answers, and those of them that were released. Nothing but the events decides when."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._released: dict[str, str] = {}
        self._changed: set[str] = set()
        self._counts: dict[str, int] = {}

    def put(self, participant_id: str, option: str) -> None:
        """Let a participant's answer be this one."""
        self._now[participant_id] = option
        self._note(participant_id)

    def take_back(self, participant_id: str) -> None:
        """Take a participant's answer out; nobody's is no error."""
        self._now.pop(participant_id, None)
        self._note(participant_id)

    @property
    def answered(self) -> int:
        """Participants who have an answer in it now."""
        return len(self._now)

    @property
    def released(self) -> Mapping[str, int]:
        """The released count of each option that was chosen."""
        return self._counts

    def _note(self, participant_id: str) -> None:
        if self._now.get(participant_id) == self._released.get(participant_id):
            self._changed.discard(participant_id)  # there and back again is no change
        else:
            self._changed.add(participant_id)
        if len(self._changed) >= STEP:
            self._release()

    def _release(self) -> None:
        for who in self._changed:
            self._count(self._released.pop(who, None), -1)
            if who in self._now:
                self._released[who] = self._now[who]
                self._count(self._now[who], +1)
        self._changed.clear()

    def _count(self, option: str | None, by: int) -> None:
        if option is not None:
            self._counts[option] = self._counts.get(option, 0) + by


def published(options: Sequence[Option], ballot: Ballot, minimum: int) -> Published:
    """Return what of a ballot may be shown where a count stands for `minimum` participants at least."""
    counts = [ballot.released.get(option.id, 0) for option in options]
    total = sum(counts)
    hidden = _kept_back(counts, minimum)
    cells = tuple(
        Cell(option=option, count=None if place in hidden else counts[place])
        for place, option in enumerate(options)
    )
    enough = total >= 2 * minimum
    return Published(
        cells=cells,
        participants=total if enough else 0,
        sentence=_sentence(cells, total, minimum, enough=enough),
    )


def _kept_back(counts: Sequence[int], minimum: int) -> frozenset[int]:
    """Return the places of the counts that stay back: always the smallest ones.

    So a table with a larger minimum never shows what one with a smaller keeps back.
    """
    total, order = sum(counts), sorted(range(len(counts)), key=lambda place: (counts[place], place))
    back = sum(not minimum <= counts[place] <= total - minimum for place in order)
    while 0 < back < len(order) and not _safe(counts, order, back, minimum):
        back += 1
    return frozenset(order[:back])


def _safe(counts: Sequence[int], order: Sequence[int], back: int, minimum: int) -> bool:
    """Whether the smallest `back` counts may stay back while the others show."""
    rest = sum(counts[place] for place in order[:back])
    return back > 1 and minimum <= rest <= sum(counts) - minimum


def _sentence(cells: Sequence[Cell], total: int, minimum: int, *, enough: bool) -> str:
    if not enough:
        return f"Nothing is shown before {2 * minimum} people have answered."
    shown = [(cell.count, cell.option.words) for cell in cells if cell.count is not None]
    if not shown:
        return "The numbers stay back: with so few on one side, somebody could be guessed."
    most, words = max(shown, key=lambda each: each[0])
    said = f"{most} of {total} answered “{words}”."
    return said if len(shown) == len(cells) else f"{said} Small numbers stay back."
