"""Forecasts how many people a question needs before its counts show.

Nobody knows the answers beforehand, so a usual room is assumed: everybody answers; of two answers, a quarter
choose the first; of more, half choose the first and the others share the rest. The counts then go through
disclosure control like real ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from followup_core.playbook import DisclosureLevel

from .disclosure_control import PollTally, publishable_counts
from .disclosure_minimums import EXPORT_MINIMUM, WALL_MINIMUM
from .workshop_model import YES_NO, ActivityKind, Option, Prompt

_MAX_ROOM_SIZE = 300
_PEOPLE_PER_ANSWER = {ActivityKind.ROLE_PLAY: 2}
"""People per answer: in a pair, only one of the two notes what they heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptForecast:
    """How many people one question needs."""

    prompt: Prompt
    people: int | None
    """About how many people must be in the room for counts to show; None if counts never show."""

    @property
    def in_report_only(self) -> bool:
        """Whether the wall never shows these counts, but the report does."""
        return self.prompt.kind is ActivityKind.EVALUATION

    def shows_with(self, people: int) -> bool:
        """Return whether a room of this size is large enough."""
        return self.people is not None and self.people <= people


def forecast(prompt: Prompt) -> PromptForecast:
    """Return how many people a question needs; if it takes several answers, until a point's counts show."""
    answers = _answers_needed(prompt)
    per_answer = _PEOPLE_PER_ANSWER.get(prompt.kind, 1)
    return PromptForecast(prompt=prompt, people=answers * per_answer if answers else None)


def _answers_needed(prompt: Prompt) -> int | None:
    if prompt.level is DisclosureLevel.PRIVATE:
        return None
    minimum = EXPORT_MINIMUM if prompt.kind is ActivityKind.EVALUATION else WALL_MINIMUM
    tally, options = PollTally(), YES_NO if prompt.takes_several else prompt.options
    for number, option in enumerate(islice(_usual_answers(options), _MAX_ROOM_SIZE), start=1):
        tally.add(str(number), option.id, prompt.level)
        published = publishable_counts(options, tally, minimum, prompt.level)
        if any(cell.count is not None for cell in published.counts):
            return number
    return None


def _usual_answers(options: tuple[Option, ...]) -> Iterator[Option]:
    """Yield the answers of a usual room, in an order that keeps any first part of them usual."""
    first_option, *other_options = options
    if not other_options:
        yield from cycle(options)
    elif len(other_options) == 1:
        yield from cycle((other_options[0], other_options[0], first_option, other_options[0]))
    else:
        for other_option in cycle(other_options):
            yield from (first_option, other_option)
