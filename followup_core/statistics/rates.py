"""Response rates of touchpoints and of interviews; what is still pending never counts as a no."""

from dataclasses import dataclass

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, wilson
from .observations import NOT_ASKING

TOUCH_WINDOW = 14
"""After how many days a touchpoint counts: this project's choice, twice the gap between chases."""

INTERVIEW_WINDOW = 28
"""After how many days an interview counts: this project's choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointRate:
    """Touchpoints of one kind: `sent` = `pending` + `mature`.

    `responded` counts the mature touchpoints that were answered within TOUCH_WINDOW days.
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

    `responded` counts the mature interviews that were answered within INTERVIEW_WINDOW days,
    `undated` the mature interviews whose response isn't counted because it has no day.
    """

    held: int
    withdrawn: int
    pending: int
    mature: int
    responded: int
    rate: Interval | None
    undated: int = 0


def touchpoint_rates(observed: ObservedAsOf) -> tuple[TouchpointRate, ...]:
    """Return the response rate of each kind that was sent and expects a response."""
    observations = observed.observations
    mature = observed.sent & (observations.sent <= observed.today - TOUCH_WINDOW)
    responded = mature & (observed.response > 0) & (observed.response <= observations.sent + TOUCH_WINDOW)
    kinds = len(TouchpointKind)
    sent_counts, mature_counts, responded_counts = (
        np.bincount(observations.kind[mask], minlength=kinds).tolist()
        for mask in (observed.sent, mature, responded)
    )
    return tuple(
        TouchpointRate(
            kind=kind,
            sent=sent_counts[code],
            pending=sent_counts[code] - mature_counts[code],
            mature=mature_counts[code],
            responded=responded_counts[code],
            rate=wilson(responded_counts[code], mature_counts[code]),
        )
        for code, kind in enumerate(TouchpointKind)
        if sent_counts[code] and kind not in NOT_ASKING
    )


def interview_rate(observed: ObservedAsOf) -> InterviewRate:
    """Return the response rate of the interviews held at least INTERVIEW_WINDOW days ago."""
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
