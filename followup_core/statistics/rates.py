"""Response rates of touchpoints and of interviews; those still pending never count as a no."""

from dataclasses import dataclass

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, wilson
from .observations import NOT_ASKING

TOUCH_WINDOW = 14
"""Days that a touchpoint is given before it counts: this project's choice, twice the gap between chases."""

INTERVIEW_WINDOW = 28
"""Days that an interview is given before it counts: this project's choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointRate:
    """Touchpoints of one kind: `sent` = `pending` + `mature`.

    `responded` counts the mature ones that were answered within TOUCH_WINDOW days.
    """

    kind: TouchpointKind
    sent: int
    pending: int
    mature: int
    responded: int
    rate: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRate:
    """Interviews: `held` = `withdrawn` + `pending` + `mature`.

    `responded` counts the mature ones that were answered within INTERVIEW_WINDOW days, and
    `undated` those whose response has no day, so that it isn't counted.
    """

    held: int
    withdrawn: int
    pending: int
    mature: int
    responded: int
    rate: Interval | None
    undated: int = 0


def touchpoint_rates(observed: ObservedAsOf) -> tuple[TouchpointRate, ...]:
    """Return the response rate of each kind sent that expects an answer, in the order of TouchpointKind."""
    observations = observed.observations
    mature = observed.sent & (observations.sent <= observed.today - TOUCH_WINDOW)
    responded = mature & (observed.response > 0) & (observed.response <= observations.sent + TOUCH_WINDOW)
    kinds = len(TouchpointKind)
    sent_of, mature_of, responded_of = (
        np.bincount(observations.kind[mask], minlength=kinds).tolist()
        for mask in (observed.sent, mature, responded)
    )
    return tuple(
        TouchpointRate(
            kind=kind,
            sent=sent_of[code],
            pending=sent_of[code] - mature_of[code],
            mature=mature_of[code],
            responded=responded_of[code],
            rate=wilson(responded_of[code], mature_of[code]),
        )
        for code, kind in enumerate(TouchpointKind)
        if sent_of[code] and kind not in NOT_ASKING
    )


def interview_rate(observed: ObservedAsOf) -> InterviewRate:
    """Return how many interviews were answered within INTERVIEW_WINDOW days, of those that are that old."""
    held, withdrawn = int(observed.held.sum()), int(observed.withdrawn.sum())
    mature, responded = int(observed.mature.sum()), int((observed.mature & observed.responded).sum())
    return InterviewRate(
        held=held,
        withdrawn=withdrawn,
        pending=held - withdrawn - mature,
        mature=mature,
        responded=responded,
        rate=wilson(responded, mature),
        undated=int((observed.mature & observed.undated).sum()),
    )
