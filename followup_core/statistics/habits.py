"""Habits: how often each checklist item is done, month by month, and which one to practice next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from followup_core.models import TouchpointKind

from .as_of import ObservedAsOf
from .confidence_intervals import Interval, wilson
from .observations import KINDS, Flags

TIME_FRAME = "asked_time_frame"
CARDS_FROM_EVERYONE = "cards_from_everyone"
THANKED_EVERYONE = "thanked_everyone_within_a_day"
HABITS = (TIME_FRAME, CARDS_FROM_EVERYONE, THANKED_EVERYONE)
"""The habits that are followed month by month, each a yes or a no for a whole interview."""

RECENT = 5
"""How many interviews count as recent: few enough to show a change, more than one."""

_A_DAY = 1
_EPOCH = date(1970, 1, 1).toordinal()  # day 0 of NumPy's calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One checklist item: `yes` of `answer_count` answers, not counting the skipped ones."""

    item: str
    answer_count: int
    yes: int
    rate: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyShare:
    """One habit in the interviews of one month; `month` is its first day."""

    habit: str
    month: date
    n: int
    yes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHabit:
    """A checklist item that depends on the candidate alone, so that it can be practiced."""

    item: str
    sentence: str
    """What to say in the next interview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The habit that is missed most, and how it went recently and before.

    `missed` of `answer_count` answers are a no. `recent` and `before` are (yes, answers) of
    the latest interviews in which it was asked, and of those before them.
    """

    habit: OwnHabit
    answer_count: int
    missed: int
    recent: tuple[int, int]
    before: tuple[int, int]


def shares(observed: ObservedAsOf, items: Sequence[str]) -> tuple[Share, ...]:
    """Return the share of yes of each checklist item over the interviews held, in the order of `items`."""
    observations = observed.observations
    held = observed.held[observations.answer_of]
    answer_counts = np.bincount(observations.item[held], minlength=len(observations.items)).tolist()
    yes = np.bincount(observations.item[held & observations.yes], minlength=len(observations.items)).tolist()
    codes = [observations.code_of(item) for item in items]
    return tuple(
        Share(
            item=item,
            answer_count=answer_counts[code] if code >= 0 else 0,
            yes=yes[code] if code >= 0 else 0,
            rate=wilson(yes[code], answer_counts[code]) if code >= 0 else None,
        )
        for item, code in zip(items, codes, strict=True)
    )


def answered_and_yes(observed: ObservedAsOf, item: str) -> tuple[Flags, Flags]:
    """Return two masks: interviews where an item was answered, and where the answer was yes.

    Only answers about the whole interview count, not those about one person.
    """
    observations, n = observed.observations, len(observed.observations.held)
    known, yes = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    matches = observations.whole & (observations.item == observations.code_of(item))
    known[observations.answer_of[matches]] = True
    yes[observations.answer_of[matches & observations.yes]] = True
    return known, yes


def everyone_thanked(observed: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return two masks: interviews with people to thank, and those where all got an email by the next day."""
    observations, n = observed.observations, len(observed.observations.held)
    in_time = observed.sent_to(KINDS[TouchpointKind.THANK_YOU_EMAIL]) & (
        observations.sent <= observations.held[observations.touch_of] + _A_DAY
    )
    people = 1 + int(max(observations.met_person.max(initial=0), observations.touch_person.max(initial=0)))
    thanked = observations.touch_of[in_time].astype(np.int64) * people + observations.touch_person[in_time]
    owed = observations.met_of.astype(np.int64) * people + observations.met_person
    thanked_pairs = np.isin(owed, thanked)
    people_to_thank = np.bincount(observations.met_of, minlength=n)
    return people_to_thank > 0, (people_to_thank > 0) & (
        np.bincount(observations.met_of[thanked_pairs], minlength=n) == people_to_thank
    )


def _every_card(observed: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return two masks: interviews where business cards were asked about, and where everybody gave one."""
    observations, n = observed.observations, len(observed.observations.held)
    matches = observations.item == observations.code_of("business_card")
    answer_counts = np.bincount(observations.answer_of[matches], minlength=n)
    return answer_counts > 0, (answer_counts > 0) & (
        np.bincount(observations.answer_of[matches & observations.yes], minlength=n) == answer_counts
    )


def known_and_yes(observed: ObservedAsOf) -> Mapping[str, tuple[Flags, Flags]]:
    """Return two masks for each of HABITS: interviews where it is known, and where it was done.

    There is still time for a thank-you on the day after an interview: until that day is
    over, the habit is known only where it was done.
    """
    known, thanked = everyone_thanked(observed)
    day_over = observed.observations.held + _A_DAY < observed.today
    return {
        TIME_FRAME: answered_and_yes(observed, TIME_FRAME),
        CARDS_FROM_EVERYONE: _every_card(observed),
        THANKED_EVERYONE: (known & (day_over | thanked), thanked),
    }


def over_time(observed: ObservedAsOf) -> tuple[MonthlyShare, ...]:
    """Return each of HABITS month by month, oldest first; months without an interview are left out."""
    masks = known_and_yes(observed)
    return tuple(
        share
        for habit in HABITS
        for share in _by_month(observed, habit, masks[habit][0] & observed.held, masks[habit][1])
    )


def _by_month(observed: ObservedAsOf, habit: str, known: Flags, yes: Flags) -> list[MonthlyShare]:
    days = (observed.observations.held[known] - _EPOCH).astype("datetime64[D]")
    months, places = np.unique(days.astype("datetime64[M]"), return_inverse=True)
    n = np.bincount(places, minlength=len(months)).tolist()
    k = np.bincount(places[yes[known]], minlength=len(months)).tolist()
    firsts = months.astype("datetime64[D]").tolist()
    return [
        MonthlyShare(habit=habit, month=month, n=count, yes=yes_count)
        for month, count, yes_count in zip(firsts, n, k, strict=True)
    ]


def habit_to_practice(observed: ObservedAsOf, habits: Sequence[OwnHabit]) -> Practice | None:
    """Return the habit that is most surely missed; None while none was ever missed.

    That is the one whose share of no has the highest lower confidence bound, so that one
    no in a single answer does not outweigh eight in ten. Among equals, asking for the time
    frame comes first, then the order of `habits`.
    """
    best: tuple[float, OwnHabit, Share] | None = None
    ordered = sorted(habits, key=lambda habit: habit.item != TIME_FRAME)
    for habit, share in zip(ordered, shares(observed, [habit.item for habit in ordered]), strict=True):
        missed = wilson(share.answer_count - share.yes, share.answer_count)
        if missed is not None and share.yes < share.answer_count and (best is None or missed.low > best[0]):
            best = (missed.low, habit, share)
    if best is None:
        return None
    _, habit, share = best
    recent, before = _lately(observed, habit.item)
    return Practice(
        habit=habit,
        answer_count=share.answer_count,
        missed=share.answer_count - share.yes,
        recent=recent,
        before=before,
    )


def recent_counts(observed: ObservedAsOf, known: Flags, done: Flags) -> tuple[int, int]:
    """Return in how many of the RECENT latest interviews a habit was kept, and of how many it is known.

    Args:
        observed: The observations as of one day.
        known: The interviews where it is known whether the habit was kept.
        done: The interviews where it was kept.
    """
    known = known & observed.held
    days = np.sort(observed.observations.held[known])[-RECENT:]
    # Interviews of one day stay together, so that the order of rows never matters.
    latest = known & (observed.observations.held >= (days[0] if len(days) else 0))
    return _yes_of(done, latest)


def _lately(observed: ObservedAsOf, item: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (yes, answers) of the latest interviews with an answer to `item`, and of earlier ones."""
    observations = observed.observations
    matches = observed.held[observations.answer_of] & (observations.item == observations.code_of(item))
    days = observations.held[observations.answer_of]
    interviews = np.unique(observations.answer_of[matches])
    # Interviews of one day stay together, so that the order of rows never matters.
    latest = np.sort(observations.held[interviews])[-RECENT:]
    new = matches & (days >= (latest[0] if len(latest) else 0))
    old = matches & ~new
    return _yes_of(observations.yes, new), _yes_of(observations.yes, old)


def _yes_of(yes: Flags, mask: Flags) -> tuple[int, int]:
    return int((yes & mask).sum()), int(mask.sum())
