"""What can be seen of the observations on one day: nothing counts before it happened."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from followup_core.models import Outcome

from .observations import NO_DAY, OUTCOMES, Flags, Numbers, Observations

_ANSWERS = tuple(OUTCOMES[each] for each in (Outcome.NEXT_ROUND, Outcome.OFFER, Outcome.REJECTED))
_LEFT = tuple(OUTCOMES[each] for each in (Outcome.WITHDRAWN, Outcome.LET_GO))
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, kw_only=True)
class ObservedAsOf:
    """Observations on a day; `today` as a number, `window` in days for an interview's answer.

    Columns are as long as those they look at. `reply` is the day of the
    response that a touchpoint carries and `first` that of an interview's first
    one, both 0 where there is none yet.
    """

    seen: Observations
    today: int
    window: int

    @classmethod
    def on(cls, seen: Observations, day: date, window: int) -> "ObservedAsOf":
        """Look at the observations on `day`."""
        return cls(seen=seen, today=day.toordinal(), window=window)

    @cached_property
    def held(self) -> Flags:
        """Interviews held by today."""
        held: Flags = self.seen.held <= self.today
        return held

    @cached_property
    def ended(self) -> Flags:
        """Interviews whose outcome is known today; one without a day counts as known."""
        ended: Flags = self.held & (self.seen.outcome > 0) & (self.seen.outcome_on <= self.today)
        return ended

    @cached_property
    def withdrawn(self) -> Flags:
        """Interviews the candidate withdrew from."""
        withdrawn: Flags = self.ended & (self.seen.outcome == OUTCOMES[Outcome.WITHDRAWN])
        return withdrawn

    @cached_property
    def mature(self) -> Flags:
        """Interviews that had their time to be answered, the withdrawn aside."""
        return self.held & ~self.withdrawn & (self.seen.held <= self.today - self.window)

    @cached_property
    def touched(self) -> Flags:
        """Touchpoints sent by today."""
        touched: Flags = self.seen.sent <= self.today
        return touched

    @cached_property
    def reply(self) -> Numbers:
        """The day of each touchpoint's response, if there is one by today."""
        here = self.touched & (self.seen.answered <= self.today)
        return np.where(here, self.seen.answered, NO_DAY).astype(np.int32)

    @cached_property
    def first(self) -> Numbers:
        """The day of each interview's first response."""
        first = np.full(len(self.seen.held), _NEVER, dtype=np.int32)
        replied = self.reply > 0
        np.minimum.at(first, self.seen.touch_of[replied], self.reply[replied])
        told = self.ended & np.isin(self.seen.outcome, _ANSWERS) & (self.seen.outcome_on > 0)
        first[told] = np.minimum(first[told], self.seen.outcome_on[told])
        first[first == _NEVER] = NO_DAY
        return first

    @cached_property
    def responded(self) -> Flags:
        """Interviews whose first response came within the window."""
        return (self.first > 0) & (self.first <= self.seen.held + self.window)

    @cached_property
    def last_looked(self) -> Numbers:
        """The last day on which an answer to an interview would have been seen."""
        left = self.ended & np.isin(self.seen.outcome, _LEFT) & (self.seen.outcome_on > 0)
        return np.where(left, self.seen.outcome_on, self.today).astype(np.int32)

    def sent_to(self, kind: int) -> Flags:
        """Touchpoints of one kind, sent by today."""
        sent: Flags = self.touched & (self.seen.kind == kind)
        return sent

    def with_touch(self, touches: Flags) -> Flags:
        """Interviews that have at least one of these touchpoints."""
        found = np.zeros(len(self.seen.held), dtype=np.bool_)
        found[self.seen.touch_of[touches]] = True
        return found
