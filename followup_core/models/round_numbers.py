"""The round numbers of the interviews for one job: they follow the order of time.

An interview can be entered, moved or renamed in any order. Its number is found from those that were held
earlier, and the ones held later make room for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .cell_parsers import MAX_ROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundNumber:
    """The number of one interview among those for the same job, and its local time."""

    interview_id: str
    held_at: datetime
    number: int


def numbers_with(
    others: Iterable[RoundNumber], interview_id: str, held_at: datetime, by_hand: int | None = None
) -> Mapping[str, int]:
    """Return the number of an interview that is added to a job, and the numbers of others that it changes.

    It gets the number after the highest one held earlier. Those held later are raised only as far as it
    takes to stay in order, so a job whose first known interview is round 3 keeps that. Interviews at the
    very same time may share a number, and no number is above MAX_ROUND.

    Args:
        others: The other interviews for the job, in any order.
        interview_id: The interview that is added, or comes back with another time or name.
        held_at: Its local time.
        by_hand: The number that a person chose, which is taken as it is; None for no choice.
    """
    in_order = sorted(others, key=lambda other: (other.held_at, other.number))
    earlier = (other.number for other in in_order if other.held_at < held_at)
    number = by_hand or min(max(earlier, default=0) + 1, MAX_ROUND)
    changed = {interview_id: number}
    highest, highest_before, day = number, number, held_at
    for other in (other for other in in_order if other.held_at > held_at):
        if other.held_at > day:
            day, highest_before = other.held_at, highest
        needed = min(max(other.number, highest_before + 1), MAX_ROUND)
        if needed != other.number:
            changed[other.interview_id] = needed
        highest = max(highest, needed)
    return changed


def numbers_without(rounds: Iterable[RoundNumber], interview_id: str) -> Mapping[str, int]:
    """Return the numbers that change when an interview is taken out of a job.

    Those that followed it without a gap move up by one, so that moving the first of three interviews to the
    end gives 1, 2, 3 again. A gap was there before, and stays.
    """
    rounds = tuple(rounds)
    [out] = [interview for interview in rounds if interview.interview_id == interview_id]
    if any(interview.number == out.number for interview in rounds if interview is not out):
        return {}
    later = [interview for interview in rounds if interview.held_at > out.held_at]
    used_numbers = {interview.number for interview in later}
    end = out.number + 1
    while end in used_numbers:
        end += 1
    return {
        interview.interview_id: interview.number - 1
        for interview in later
        if out.number < interview.number < end
    }


def keeps_its_place(rounds: Iterable[RoundNumber], interview_id: str, held_at: datetime) -> bool:
    """Return whether an interview that moves to another time still comes after and before the same ones."""
    rounds = tuple(rounds)
    [moved] = [interview for interview in rounds if interview.interview_id == interview_id]
    return all(
        (interview.held_at < moved.held_at, interview.held_at > moved.held_at)
        == (interview.held_at < held_at, interview.held_at > held_at)
        for interview in rounds
        if interview is not moved
    )
