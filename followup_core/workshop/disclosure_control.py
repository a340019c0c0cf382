"""Decides which answer counts may be published without revealing one person's answer (disclosure control).

Subtraction must not reveal an answer either. Two rules protect people, and tests prove both. The first says
when answers are counted: in batches (PollTally). The second says which counts show: small ones are
suppressed, along with others from which they could be computed (publishable_counts). Nobody can compute a
suppressed count from one table, nor from the projector's table and the export of the same answers, even if
they know these rules. Two tables from different moments reveal at worst how five or more people answered
together; if all five gave the same answer, that is then known.

All of this is for protected questions. The counts of an open question are all shown once OPEN_MINIMUM people
have answered, and after each later answer: anyone who sees a tap can tell what was chosen. The level is for
answers that nobody minds showing, and the phone says so before the tap. A private question's counts are never
shown.

Where people choose all answers that fit, each answer is a yes-or-no question with a tally of its own, and
both rules hold for each. What the tables of such a question tell together:

- Protected: nothing more than each tells alone. Anybody may choose any of the answers or none, so every
  combination of counts is possible, and what is seen of one answer rules out nothing about another. How many
  people chose a certain set stays open, too. The number who chose nothing is never shown, because the
  other counts limit what it can be. Three things can still be learned. Five people who are counted together
  and all chose the same set are known to have chosen it. If somebody changes one answer, only that answer
  counts as new. Somebody who sees them save again may notice which count changes early, but can't tell what
  they chose. And if one answer includes another ("an email", "an email or a call"), readers know that, as
  they would of two questions.
- Open: whoever sees somebody save can tell everything that this person chose.
- Private: nothing is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from followup_core.playbook import DisclosureLevel

from .disclosure_minimums import BATCH_SIZE, MIN_POSSIBLE_VALUES, OPEN_MINIMUM, WALL_MINIMUM
from .disclosure_words import NEVER_SHOWN, TOO_EARLY, TOO_FEW, counts_sentence
from .workshop_model import Option, OptionCount, PublishedResults


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """How often each option was chosen at the last count; options that nobody chose are missing."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def participant_count(self) -> int:
        """The number of people counted, each with one option."""
        return sum(self.counts.values())


class PollTally:
    """The answers to one prompt, and the counts of them that are released.

    A current answer is new if no release has ever counted that person with that option. At five new
    answers, everything is counted again, so each release has five people's answers that no earlier one had.
    Any two releases, not only successive ones, differ in at least five people, and no sum or difference of
    several is about fewer. Leaving, and returning to an earlier answer, never cause a release; they are
    counted with the next one. The end of a prompt does not cause one either: up to four people's answers stay
    uncounted.

    An open question's answers are released one by one, from OPEN_MINIMUM people on. If its level becomes
    stricter, the counts already shown stay releases, and the next one waits for five new answers.

    What is released depends only on the order of events, not on a clock.
    """

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}
        self._new_answers: set[str] = set()
        self._counted_answers: set[tuple[str, str]] = set()
        self._released = Release()

    @property
    def answered(self) -> int:
        """The number of people who have an answer now, whether it was released or not."""
        return len(self._answers)

    @property
    def released(self) -> Release:
        """The counts of the last release."""
        return self._released

    def add(
        self, participant_id: str, option: str, level: DisclosureLevel = DisclosureLevel.PROTECTED
    ) -> None:
        """Record a person's answer, replacing an earlier one; the same answer again changes nothing.

        `level` is the level that the phone showed before the tap.
        """
        self._answers[participant_id] = option
        if (participant_id, option) in self._counted_answers:
            self._new_answers.discard(participant_id)
        else:
            self._new_answers.add(participant_id)
        is_open = level is DisclosureLevel.OPEN and len(self._answers) >= OPEN_MINIMUM
        if is_open or len(self._new_answers) >= BATCH_SIZE:
            self._release()

    def remove(self, participant_id: str) -> None:
        """Remove the answer of a person who leaves, if there is one."""
        self._answers.pop(participant_id, None)
        self._new_answers.discard(participant_id)

    def _release(self) -> None:
        self._counted_answers.update((person, self._answers[person]) for person in self._new_answers)
        self._new_answers.clear()
        self._released = Release(counts=MappingProxyType(Counter(self._answers.values())))


def publishable_counts(
    options: tuple[Option, ...],
    tally: PollTally,
    minimum: int = WALL_MINIMUM,
    level: DisclosureLevel = DisclosureLevel.PROTECTED,
) -> PublishedResults:
    """Return the released counts, with None for the counts that must be suppressed.

    For an open question, all counts are published or none; for a private question, none.

    For a protected question, every published count, and the total of all others, is at least `minimum`. So
    nothing is published below twice `minimum`: ten answers on a screen, twenty in a file. A single count is
    never suppressed alone. The suppressed counts are the smallest, and together at least `minimum` unless all
    are suppressed. An export suppresses everything that the screen suppresses, and chooses from what the
    screen shows, so that both together reveal no more than the screen. Answers with an option that is not in
    `options` suppress everything.

    Args:
        options: the prompt's options, in the order of the result.
        tally: the answers.
        minimum: the smallest group of a protected question that is published; WALL_MINIMUM or more.
        level: who may see the answers.
    """
    counts = tuple(tally.released.counts.get(option.id, 0) for option in options)
    total = tally.released.participant_count
    match level:
        case DisclosureLevel.PRIVATE:
            return nothing_published(options, NEVER_SHOWN)
        case _ if sum(counts) != total:
            return nothing_published(options, TOO_FEW, total)
        case DisclosureLevel.OPEN if total < OPEN_MINIMUM:
            return nothing_published(options, TOO_EARLY)
        case DisclosureLevel.OPEN:
            return _published_results(options, counts, 0)
        case DisclosureLevel.PROTECTED if total < 2 * minimum:
            return nothing_published(options, TOO_FEW)
        case DisclosureLevel.PROTECTED:
            return _published_results(options, counts, _number_to_suppress(counts, minimum))


def nothing_published(options: tuple[Option, ...], sentence: str, total: int = 0) -> PublishedResults:
    """Return results without any count; `sentence` says why."""
    cells = tuple(OptionCount(option=option, count=None) for option in options)
    return PublishedResults(counts=cells, participant_count=total, sentence=sentence)


def _published_results(
    options: tuple[Option, ...], counts: tuple[int, ...], suppressed: int
) -> PublishedResults:
    """Return the counts without the `suppressed` smallest ones."""
    highest = sorted(counts)[suppressed - 1] if suppressed else -1
    cells = tuple(
        OptionCount(option=option, count=None if suppressed == len(options) or count <= highest else count)
        for option, count in zip(options, counts, strict=True)
    )
    total = sum(counts)
    return PublishedResults(counts=cells, participant_count=total, sentence=counts_sentence(cells, total))


def _number_to_suppress(counts: Iterable[int], minimum: int) -> int:
    """Return how many of the smallest counts to suppress: first by the screen's rule, then by `minimum`."""
    smallest = sorted(counts)
    suppressed = 0 if len(smallest) > 1 else 1
    for threshold in (WALL_MINIMUM, minimum):
        suppressed = max(suppressed, sum(count < threshold for count in smallest))
        if suppressed:
            sizes = range(suppressed, len(smallest))
            suppressed = next((size for size in sizes if _is_safe(smallest, size, threshold)), len(smallest))
    return suppressed


def _is_safe(smallest: Sequence[int], size: int, minimum: int) -> bool:
    """Return whether the `size` smallest counts can be suppressed while their sum and the rest are shown.

    Readers then know only the sum of the suppressed counts, and that each of them is less than `above`: equal
    counts are suppressed together, as otherwise the order of the options would tell. A suppressed count could
    then be anything from `lowest` up, and at least MIN_POSSIBLE_VALUES of these values must be below
    `minimum`. A size of 1 is never safe, because that count alone is below `minimum`.
    """
    together, above = sum(smallest[:size]), smallest[size]
    lowest = max(0, together - (size - 1) * (above - 1))
    return smallest[size - 1] < above and together >= minimum and lowest <= minimum - MIN_POSSIBLE_VALUES
