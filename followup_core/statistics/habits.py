"""What the candidate can change: how often each thing is done, over time, and the one to practise next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, wilson
from .observations import KINDS, Flags

CARDS_FROM_EVERYONE = "cards_from_everyone"
THANKED_EVERYONE = "thanked_everyone_within_a_day"
HABITS = ("asked_time_frame", CARDS_FROM_EVERYONE, THANKED_EVERYONE)
"""The habits that are followed over time, each a yes or a no of a whole interview."""

RECENT = 5
"""How many interviews count as the latest ones: few enough to move, enough to be more than one."""

_A_DAY = 1
_EPOCH = date(1970, 1, 1).toordinal()  # where NumPy's days begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One checklist item: `yes` of `asked` answers (the skipped aside)."""

    item: str
    asked: int
    yes: int
    rate: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyShare:
    """One habit in the interviews of one month, `month` being its first day."""

    habit: str
    month: date
    n: int
    yes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHabit:
    """A checklist item that is the candidate's own doing, to be practised."""

    item: str
    sentence: str
    """What to say next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The one habit that is missed most, and how it went lately against before.

    `missed` of `asked` answers are a no. `recent` and `before` are (yes, answers)
    of the latest interviews in which it was asked, and of those before them.
    """

    habit: OwnHabit
    asked: int
    missed: int
    recent: tuple[int, int]
    before: tuple[int, int]


def shares(sight: ObservedAsOf, items: Sequence[str]) -> tuple[Share, ...]:
    """Return each checklist item's share of yes over the interviews held, in the order given."""
    seen = sight.seen
    held = sight.held[seen.answer_of]
    asked = np.bincount(seen.item[held], minlength=len(seen.items)).tolist()
    yes = np.bincount(seen.item[held & seen.yes], minlength=len(seen.items)).tolist()
    codes = [seen.code_of(item) for item in items]
    return tuple(
        Share(
            item=item,
            asked=asked[code] if code >= 0 else 0,
            yes=yes[code] if code >= 0 else 0,
            rate=wilson(yes[code], asked[code]) if code >= 0 else None,
        )
        for item, code in zip(items, codes, strict=True)
    )


def said_yes(sight: ObservedAsOf, item: str) -> tuple[Flags, Flags]:
    """Return the interviews where an item of the whole interview was answered, and where by yes."""
    seen, n = sight.seen, len(sight.seen.held)
    known, yes = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    here = seen.whole & (seen.item == seen.code_of(item))
    known[seen.answer_of[here]] = True
    yes[seen.answer_of[here & seen.yes]] = True
    return known, yes


def everyone_thanked(sight: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return the interviews with people to thank, and those where each had an email by the next day."""
    seen, n = sight.seen, len(sight.seen.held)
    in_time = sight.sent_to(KINDS[TouchpointKind.THANK_YOU_EMAIL]) & (
        seen.sent <= seen.held[seen.touch_of] + _A_DAY
    )
    people = 1 + int(max(seen.met_person.max(initial=0), seen.touch_person.max(initial=0)))
    thanked = seen.touch_of[in_time].astype(np.int64) * people + seen.touch_person[in_time]
    owed = seen.met_of.astype(np.int64) * people + seen.met_person
    done = np.isin(owed, thanked)
    met = np.bincount(seen.met_of, minlength=n)
    return met > 0, (met > 0) & (np.bincount(seen.met_of[done], minlength=n) == met)


def _every_card(sight: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return the interviews where cards were asked about, and where everybody gave one."""
    seen, n = sight.seen, len(sight.seen.held)
    here = seen.item == seen.code_of("business_card")
    asked = np.bincount(seen.answer_of[here], minlength=n)
    return asked > 0, (asked > 0) & (np.bincount(seen.answer_of[here & seen.yes], minlength=n) == asked)


def known_and_yes(sight: ObservedAsOf) -> Mapping[str, tuple[Flags, Flags]]:
    """Return, for each of the three habits, the interviews it is known for and those where it was kept.

    A thank-you still has time on the day after an interview: until then only
    a kept one is known.
    """
    known, thanked = everyone_thanked(sight)
    day_over = sight.seen.held + _A_DAY < sight.today
    return {
        "asked_time_frame": said_yes(sight, "asked_time_frame"),
        CARDS_FROM_EVERYONE: _every_card(sight),
        THANKED_EVERYONE: (known & (day_over | thanked), thanked),
    }


def over_time(sight: ObservedAsOf) -> tuple[MonthlyShare, ...]:
    """Return the three habits month by month, oldest first; months without an interview are left out."""
    found = known_and_yes(sight)
    return tuple(
        share
        for habit in HABITS
        for share in _by_month(sight, habit, found[habit][0] & sight.held, found[habit][1])
    )


def _by_month(sight: ObservedAsOf, habit: str, known: Flags, yes: Flags) -> list[MonthlyShare]:
    days = (sight.seen.held[known] - _EPOCH).astype("datetime64[D]")
    months, places = np.unique(days.astype("datetime64[M]"), return_inverse=True)
    n = np.bincount(places, minlength=len(months)).tolist()
    k = np.bincount(places[yes[known]], minlength=len(months)).tolist()
    firsts = months.astype("datetime64[D]").tolist()
    return [
        MonthlyShare(habit=habit, month=month, n=here, yes=done)
        for month, here, done in zip(firsts, n, k, strict=True)
    ]


def to_practise(sight: ObservedAsOf, habits: Sequence[OwnHabit]) -> Practice | None:
    """Return the habit that is most surely missed; None while none was ever missed.

    Surely: the one whose share of no has the highest lower bound, so that one
    no in a single answer does not outweigh eight in ten. Among equals the
    first of the checklist.
    """
    best: tuple[float, OwnHabit, Share] | None = None
    for habit, share in zip(habits, shares(sight, [habit.item for habit in habits]), strict=True):
        missed = wilson(share.asked - share.yes, share.asked)
        if missed is not None and share.yes < share.asked and (best is None or missed.low > best[0]):
            best = (missed.low, habit, share)
    if best is None:
        return None
    _, habit, share = best
    recent, before = _lately(sight, habit.item)
    return Practice(
        habit=habit, asked=share.asked, missed=share.asked - share.yes, recent=recent, before=before
    )


def _lately(sight: ObservedAsOf, item: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (yes, answers) of the latest interviews that have an answer to `item`, and of those before."""
    seen = sight.seen
    here = sight.held[seen.answer_of] & (seen.item == seen.code_of(item))
    days = seen.held[seen.answer_of]
    interviews = np.unique(seen.answer_of[here])
    # Interviews of one day stay together, so that the order of rows never matters.
    latest = np.sort(seen.held[interviews])[-RECENT:]
    new = here & (days >= (latest[0] if len(latest) else 0))
    old = here & ~new
    return _yes_of(seen.yes, new), _yes_of(seen.yes, old)


def _yes_of(yes: Flags, here: Flags) -> tuple[int, int]:
    return int((yes & here).sum()), int(here.sum())
