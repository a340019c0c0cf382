"""The observations as of one day, and which interviews are old enough to count (`mature`)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from followup_core.models import Outcome

from .observations import NO_DAY, OUTCOMES, Flags, Numbers, Observations

_OUTCOMES_BY_EMPLOYER = tuple(
    OUTCOMES[outcome] for outcome in (Outcome.NEXT_ROUND, Outcome.OFFER, Outcome.REJECTED)
)
_OUTCOMES_BY_CANDIDATE = tuple(OUTCOMES[outcome] for outcome in (Outcome.WITHDRAWN, Outcome.LET_GO))
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, kw_only=True)
class ObservedAsOf:
    """Observations as of `today`, an ordinal as `date.toordinal` returns it; `window` is in days.

    Each array has one entry per interview or per touchpoint, in the order of the columns
    of `observations`. Days are ordinals, and 0 means that there is no such day yet.
    """

    observations: Observations
    today: int
    window: int

    @classmethod
    def on(cls, observations: Observations, day: date, window: int) -> "ObservedAsOf":
        """Return the observations as of `day`, giving each interview `window` days to be answered."""
        return cls(observations=observations, today=day.toordinal(), window=window)

    @cached_property
    def held(self) -> Flags:
        """Interviews whose day has come by today.

        An interview that was called off counts, too, from its day on: a no then counts as a response on that
        very day, and a withdrawal leaves the interview out of the rate, like any other withdrawal.
        """
        held: Flags = self.observations.held <= self.today
        return held

    @cached_property
    def ended(self) -> Flags:
        """Interviews whose outcome is known today; an outcome without a day counts as known."""
        ended: Flags = (
            self.held & (self.observations.outcome > 0) & (self.observations.outcome_on <= self.today)
        )
        return ended

    @cached_property
    def withdrawn(self) -> Flags:
        """Interviews the candidate withdrew from."""
        withdrawn: Flags = self.ended & (self.observations.outcome == OUTCOMES[Outcome.WITHDRAWN])
        return withdrawn

    @cached_property
    def mature(self) -> Flags:
        """Interviews old enough to count: held at least `window` days ago and not withdrawn from."""
        return self.held & ~self.withdrawn & (self.observations.held <= self.today - self.window)

    @cached_property
    def sent(self) -> Flags:
        """Touchpoints sent by today."""
        sent: Flags = self.observations.sent <= self.today
        return sent

    @cached_property
    def response(self) -> Numbers:
        """The day of each touchpoint's response, if the response came by today."""
        came_by_today = self.sent & (self.observations.answered <= self.today)
        return np.where(came_by_today, self.observations.answered, NO_DAY).astype(np.int32)

    @cached_property
    def first_response(self) -> Numbers:
        """The day of each interview's first response: a message, or an outcome that the employer decided."""
        first_days = np.full(len(self.observations.held), _NEVER, dtype=np.int32)
        has_response = self.response > 0
        np.minimum.at(first_days, self.observations.touch_of[has_response], self.response[has_response])
        decided = (
            self.ended
            & np.isin(self.observations.outcome, _OUTCOMES_BY_EMPLOYER)
            & (self.observations.outcome_on > 0)
        )
        first_days[decided] = np.minimum(first_days[decided], self.observations.outcome_on[decided])
        first_days[first_days == _NEVER] = NO_DAY
        return first_days

    @cached_property
    def undated(self) -> Flags:
        """Interviews whose only response is an outcome without a day, which no statistic counts."""
        decided = self.ended & np.isin(self.observations.outcome, _OUTCOMES_BY_EMPLOYER)
        undated: Flags = decided & (self.observations.outcome_on == NO_DAY) & (self.first_response == NO_DAY)
        return undated

    @cached_property
    def responded(self) -> Flags:
        """Interviews whose first response came within the window."""
        return (self.first_response > 0) & (self.first_response <= self.observations.held + self.window)

    @cached_property
    def last_observed_on(self) -> Numbers:
        """The last day on which a response to an interview would have been observed.

        That is today, or the day on which the candidate withdrew or let go.
        """
        ended_by_candidate = (
            self.ended
            & np.isin(self.observations.outcome, _OUTCOMES_BY_CANDIDATE)
            & (self.observations.outcome_on > 0)
        )
        return np.where(ended_by_candidate, self.observations.outcome_on, self.today).astype(np.int32)

    def sent_of_kind(self, kind: int) -> Flags:
        """Return the touchpoints of one kind that were sent by today; `kind` is a code of KINDS."""
        sent: Flags = self.sent & (self.observations.kind == kind)
        return sent

    def with_touch(self, touchpoints: Flags) -> Flags:
        """Return the interviews that have at least one of these touchpoints."""
        result = np.zeros(len(self.observations.held), dtype=np.bool_)
        result[self.observations.touch_of[touchpoints]] = True
        return result
