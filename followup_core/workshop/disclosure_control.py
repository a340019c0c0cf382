"""What of the room's answers may be shown: never what tells about one person, to whoever does the sums.

Two things protect people, and each is proved by tests. *When*: answers are counted in steps (Ballot). *What*:
small numbers stay back, with others beside them from which they could be worked out (published). From one
table, and from the wall and the export of the same answers, nobody works out a number kept back, not even
who has read this file. Two tables of different moments tell, at worst, how five or more people answered
together: five who all said the same are then known to have. Results that are shown only after the asking
leave no two moments to compare.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from .workshop_model import Option, OptionCount, PublishedResults

STEP = 5
"""So many people's new answers are counted together (EVIDENCE, Workshops)."""
WALL_MINIMUM = 5
"""The smallest group on a screen (EVIDENCE, Workshops)."""
EXPORT_MINIMUM = 10
"""The smallest group in a file that is taken away (EVIDENCE, Workshops)."""
MIN_POSSIBLE_VALUES = 3
"""At least so many values stay possible for each number that is kept back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """How often each option was chosen when answers were last counted; options nobody chose are missing."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def participants(self) -> int:
        """The people counted, one option each."""
        return sum(self.counts.values())


class PollTally:
    """The room's answers to one prompt, and what of them is released.

    A present answer is *fresh* while no release ever counted that person with that option. At five fresh
    ones everything is counted anew: so each release holds five people's answers that no earlier one
    held. Any two releases, not only successive ones, differ in five people at least, and so does whatever
    is made of several by sums and differences. Leaving and going back to an earlier answer never cause a
    release; they are counted with the next one. Nor does the end of a prompt: up to four people's answers
    stay uncounted.

    What is released depends on the order of events only, not on a clock.
    """

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._counted: set[tuple[str, str]] = set()
        self._released = Release()

    @property
    def answered(self) -> int:
        """The people who have an answer now, counted in a release or not."""
        return len(self._answers)

    @property
    def released(self) -> Release:
        """The answers as they were last counted."""
        return self._released

    def add(self, participant_id: str, option: str) -> None:
        """Take somebody's answer in place of the one before, if any; the same one again changes nothing."""
        self._answers[participant_id] = option
        if (participant_id, option) in self._counted:
            self._fresh.discard(participant_id)
        else:
            self._fresh.add(participant_id)
        if len(self._fresh) >= STEP:
            self._release()

    def remove(self, participant_id: str) -> None:
        """Forget the answer of somebody who leaves; without one nothing changes."""
        self._answers.pop(participant_id, None)
        self._fresh.discard(participant_id)

    def _release(self) -> None:
        self._counted.update((person, self._answers[person]) for person in self._fresh)
        self._fresh.clear()
        self._released = Release(counts=MappingProxyType(Counter(self._answers.values())))


def publishable_counts(
    options: tuple[Option, ...], ballot: PollTally, minimum: int = WALL_MINIMUM
) -> PublishedResults:
    """Return the released answers with what must stay back left out; `minimum` is WALL_MINIMUM or more.

    Every number shown, and the number of all others, is at least `minimum`. Never one number alone stays
    back; those that do are the smallest, and together at least `minimum` unless all do. What an export
    keeps back includes all that the wall does, and is chosen from what the wall shows: both together tell
    no more than the wall. Answers with an option that is not among `options` keep everything back.
    """
    counts = tuple(ballot.released.counts.get(option.id, 0) for option in options)
    total = ballot.released.participants
    if total < 2 * minimum:
        kept, said, sentence = len(options), 0, _too_early(minimum)
    else:
        kept = _kept_back(counts, minimum) if sum(counts) == total else len(options)
        said, sentence = total, ""
    highest = sorted(counts)[kept - 1] if kept else -1
    cells = tuple(
        OptionCount(option=option, count=None if kept == len(options) or count <= highest else count)
        for option, count in zip(options, counts, strict=True)
    )
    return PublishedResults(counts=cells, participants=said, sentence=sentence or _sentence(cells, total))


def _kept_back(counts: Iterable[int], minimum: int) -> int:
    """Return how many of the smallest counts stay back: as the wall asks, then as `minimum` does."""
    smallest = sorted(counts)
    kept = 0 if len(smallest) > 1 else 1
    for least in (WALL_MINIMUM, minimum):
        kept = max(kept, sum(count < least for count in smallest))
        if kept:
            sizes = range(kept, len(smallest))
            kept = next((size for size in sizes if _safe(smallest, size, least)), len(smallest))
    return kept


def _safe(smallest: Sequence[int], size: int, minimum: int) -> bool:
    """Tell whether so many of the smallest counts can stay back while their sum and the rest are shown.

    All that is known of them is then this sum, and that each is less than `above`: equal counts stay
    back together, or the order of the options would tell. Each, whichever is the small one, must have
    MIN_POSSIBLE_VALUES for several values below `minimum`. One alone never reaches `minimum`, or it would not
    stay back.
    """
    together, above = sum(smallest[:size]), smallest[size]
    lowest = max(0, together - (size - 1) * (above - 1))
    return smallest[size - 1] < above and together >= minimum and lowest <= minimum - MIN_POSSIBLE_VALUES


def _too_early(minimum: int) -> str:
    return f"Nothing is shown before {2 * minimum} people have answered."


def _sentence(cells: tuple[OptionCount, ...], total: int) -> str:
    """Say what there is to see, out of the shown counts alone."""
    seen = [(cell.count, cell.option.words) for cell in cells if cell.count is not None]
    if not seen:
        few = "with so few on one side" if len(cells) == 2 else "with so few at some answers"
        return f"The numbers stay back: {few}, somebody could be guessed."
    if len(cells) == 2:
        count, words = seen[0]
        return f"{count} of {total} {_said(words)}."
    most = max(count for count, _ in seen)
    first, *others = (words for count, words in seen if count == most)
    alike = "".join(f", and as many {_said(words)}" for words in others)
    rest = "" if len(seen) == len(cells) else " The small numbers stay back, so that nobody can be guessed."
    return f"{most} of {total} {_said(first)}{alike}.{rest}"


def _said(words: str) -> str:
    plain = words.casefold()
    return f"said {plain}" if plain in ("yes", "no") else f"chose “{words.rstrip('.')}”"
