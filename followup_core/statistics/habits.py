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
"""The habits that are counted month by month, each a yes or a no for a whole interview."""

RECENT = 5
"""How many interviews count as recent: few enough to show a change, and more than one."""

_THANK_YOU_DAYS = 1
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
    """The habit that the candidate misses most, with the answers about it.

    `missed` of `answer_count` answers are a no. `recent` has two counts, of yes and of all
    answers, for the latest interviews with an answer. `before` has the same two counts for
    all earlier interviews.
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
    """Return two masks: the interviews with an answer to an item, and those with a yes.

    Only answers about the whole interview count, not those about one person.
    """
    observations, count = observed.observations, len(observed.observations.held)
    is_answered, is_yes = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    matches = observations.whole & (observations.item == observations.code_of(item))
    is_answered[observations.answer_of[matches]] = True
    is_yes[observations.answer_of[matches & observations.yes]] = True
    return is_answered, is_yes


def everyone_thanked(observed: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return two masks: the interviews with people to thank, and those that all were thanked for in time.

    In time means that a thank-you email was sent by the next day.
    """
    observations, count = observed.observations, len(observed.observations.held)
    is_in_time = observed.sent_of_kind(KINDS[TouchpointKind.THANK_YOU_EMAIL]) & (
        observations.sent <= observations.held[observations.touch_of] + _THANK_YOU_DAYS
    )
    # A pair of an interview and a person is one number, so that NumPy can compare pairs.
    people = 1 + int(max(observations.met_person.max(initial=0), observations.touch_person.max(initial=0)))
    thanked_pairs = (
        observations.touch_of[is_in_time].astype(np.int64) * people + observations.touch_person[is_in_time]
    )
    met_pairs = observations.met_of.astype(np.int64) * people + observations.met_person
    is_thanked = np.isin(met_pairs, thanked_pairs)
    counts_to_thank = np.bincount(observations.met_of, minlength=count)
    thanked_counts = np.bincount(observations.met_of[is_thanked], minlength=count)
    return counts_to_thank > 0, (counts_to_thank > 0) & (thanked_counts == counts_to_thank)


def _cards_from_everyone(observed: ObservedAsOf) -> tuple[Flags, Flags]:
    """Return two masks: the interviews with answers about business cards, and those where all are a yes."""
    observations, count = observed.observations, len(observed.observations.held)
    matches = observations.item == observations.code_of("business_card")
    answer_counts = np.bincount(observations.answer_of[matches], minlength=count)
    yes_counts = np.bincount(observations.answer_of[matches & observations.yes], minlength=count)
    return answer_counts > 0, (answer_counts > 0) & (yes_counts == answer_counts)


def known_and_yes(observed: ObservedAsOf) -> Mapping[str, tuple[Flags, Flags]]:
    """Return two masks for each of HABITS: the interviews for which it is known, and those with a yes.

    On the day after an interview there is still time for a thank-you: until that day is
    over, thanking everyone is known only if it was done.
    """
    has_people_to_thank, thanked_all = everyone_thanked(observed)
    is_day_over = observed.observations.held + _THANK_YOU_DAYS < observed.today
    return {
        TIME_FRAME: answered_and_yes(observed, TIME_FRAME),
        CARDS_FROM_EVERYONE: _cards_from_everyone(observed),
        THANKED_EVERYONE: (has_people_to_thank & (is_day_over | thanked_all), thanked_all),
    }


def over_time(observed: ObservedAsOf) -> tuple[MonthlyShare, ...]:
    """Return each of HABITS month by month, oldest first; months without an interview are left out."""
    masks = known_and_yes(observed)
    return tuple(
        share
        for habit in HABITS
        for share in _by_month(observed, habit, masks[habit][0] & observed.held, masks[habit][1])
    )


def _by_month(observed: ObservedAsOf, habit: str, is_known: Flags, is_yes: Flags) -> list[MonthlyShare]:
    days = (observed.observations.held[is_known] - _EPOCH).astype("datetime64[D]")
    months, month_indexes = np.unique(days.astype("datetime64[M]"), return_inverse=True)
    counts = np.bincount(month_indexes, minlength=len(months)).tolist()
    yes_counts = np.bincount(month_indexes[is_yes[is_known]], minlength=len(months)).tolist()
    first_days = months.astype("datetime64[D]").tolist()
    return [
        MonthlyShare(habit=habit, month=first_day, n=count, yes=yes_count)
        for first_day, count, yes_count in zip(first_days, counts, yes_counts, strict=True)
    ]


def habit_to_practice(observed: ObservedAsOf, habits: Sequence[OwnHabit]) -> Practice | None:
    """Return the habit that is most surely missed; None if no habit was ever missed.

    This is the habit whose share of no has the highest lower confidence bound, so that one
    no in a single answer doesn't outweigh eight in ten. Among equals, asking for the time
    frame comes first, then the order of `habits` decides.
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
    recent, before = _recent_and_earlier_counts(observed, habit.item)
    return Practice(
        habit=habit,
        answer_count=share.answer_count,
        missed=share.answer_count - share.yes,
        recent=recent,
        before=before,
    )


def recent_counts(observed: ObservedAsOf, is_known: Flags, is_yes: Flags) -> tuple[int, int]:
    """Return how many of the latest interviews a habit was kept in, and how many interviews these are.

    Args:
        observed: The observations as of one day.
        is_known: The interviews for which it is known whether the habit was kept.
        is_yes: The interviews in which it was kept.
    """
    is_known = is_known & observed.held
    latest_days = np.sort(observed.observations.held[is_known])[-RECENT:]
    # Interviews of one day stay together, so that the order of rows never matters.
    is_latest = is_known & (observed.observations.held >= (latest_days[0] if len(latest_days) else 0))
    return _yes_and_all(is_yes, is_latest)


def _recent_and_earlier_counts(observed: ObservedAsOf, item: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return (yes, all answers) to `item` in the latest interviews with an answer, and in earlier ones."""
    observations = observed.observations
    matches = observed.held[observations.answer_of] & (observations.item == observations.code_of(item))
    days = observations.held[observations.answer_of]
    interviews = np.unique(observations.answer_of[matches])
    # Interviews of one day stay together, so that the order of rows never matters.
    latest_days = np.sort(observations.held[interviews])[-RECENT:]
    is_recent = matches & (days >= (latest_days[0] if len(latest_days) else 0))
    is_earlier = matches & ~is_recent
    return _yes_and_all(observations.yes, is_recent), _yes_and_all(observations.yes, is_earlier)


def _yes_and_all(is_yes: Flags, mask: Flags) -> tuple[int, int]:
    return int((is_yes & mask).sum()), int(mask.sum())
