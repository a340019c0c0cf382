"""How many of the messages, and of the interviews, were answered in time: the pending are never a no."""

from dataclasses import dataclass

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, wilson

TOUCH_WINDOW = 14
"""Days a message is given before it counts: chosen by DESIGN section 7, two of the cadence's gaps."""

INTERVIEW_WINDOW = 28
"""Days an interview is given before it counts: chosen by DESIGN section 7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointRate:
    """Messages of one kind: `sent` = `pending` + `mature`; `replied` of the mature within 14 days."""

    kind: TouchpointKind
    sent: int
    pending: int
    mature: int
    replied: int
    rate: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRate:
    """Interviews: `held` = `withdrawn` + `pending` + `mature`; `responded` of the mature within 28 days."""

    held: int
    withdrawn: int
    pending: int
    mature: int
    responded: int
    rate: Interval | None


def touchpoint_rates(sight: ObservedAsOf) -> tuple[TouchpointRate, ...]:
    """Return the rate of each kind that was sent, in the order in which kinds are defined."""
    seen = sight.seen
    mature = sight.touched & (seen.sent <= sight.today - TOUCH_WINDOW)
    replied = mature & (sight.reply > 0) & (sight.reply <= seen.sent + TOUCH_WINDOW)
    kinds = len(TouchpointKind)
    sent_of, mature_of, replied_of = (
        np.bincount(seen.kind[mask], minlength=kinds).tolist() for mask in (sight.touched, mature, replied)
    )
    return tuple(
        TouchpointRate(
            kind=kind,
            sent=sent_of[code],
            pending=sent_of[code] - mature_of[code],
            mature=mature_of[code],
            replied=replied_of[code],
            rate=wilson(replied_of[code], mature_of[code]),
        )
        for code, kind in enumerate(TouchpointKind)
        if sent_of[code] and kind is not TouchpointKind.HEARD_FROM_EMPLOYER
    )


def interview_rate(sight: ObservedAsOf) -> InterviewRate:
    """Return how many interviews were answered within four weeks, of those that had four weeks."""
    held, withdrawn = int(sight.held.sum()), int(sight.withdrawn.sum())
    mature, responded = int(sight.mature.sum()), int((sight.mature & sight.responded).sum())
    return InterviewRate(
        held=held,
        withdrawn=withdrawn,
        pending=held - withdrawn - mature,
        mature=mature,
        responded=responded,
        rate=wilson(responded, mature),
    )
