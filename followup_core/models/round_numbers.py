"""Numbers the interviews for one job by the order of time.

An interview can be entered, moved or renamed in any order. Its number follows those of the interviews held
earlier, and the interviews held later get higher numbers if necessary.
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
    other_rounds: Iterable[RoundNumber],
    interview_id: str,
    held_at: datetime,
    chosen_number: int | None = None,
) -> Mapping[str, int]:
    """Return the round numbers that change, by interview id, if an interview is added to a job.

    The added interview gets the number after the highest one held earlier. The numbers of the interviews held
    later are raised only as far as the order needs, so a job whose first known interview is round 3 keeps
    that number. Interviews at the very same time may share a number, and no number is above MAX_ROUND.

    Args:
        other_rounds: The other interviews for the job, in any order.
        interview_id: The interview that is added, or that was taken out and has another time or name now.
        held_at: Its local time.
        chosen_number: The number that the candidate chose, which is used as it is; None for no choice.
    """
    in_order = sorted(other_rounds, key=lambda other: (other.held_at, other.number))
    earlier_numbers = (other.number for other in in_order if other.held_at < held_at)
    number = chosen_number or min(max(earlier_numbers, default=0) + 1, MAX_ROUND)
    changed_numbers = {interview_id: number}
    highest, highest_before, time = number, number, held_at
    for later_round in (other for other in in_order if other.held_at > held_at):
        if later_round.held_at > time:
            time, highest_before = later_round.held_at, highest
        raised_number = min(max(later_round.number, highest_before + 1), MAX_ROUND)
        if raised_number != later_round.number:
            changed_numbers[later_round.interview_id] = raised_number
        highest = max(highest, raised_number)
    return changed_numbers


def numbers_without(rounds: Iterable[RoundNumber], interview_id: str) -> Mapping[str, int]:
    """Return the round numbers that change, by interview id, if an interview is taken out of a job.

    The numbers that followed its number without a gap become lower by one, so that moving the first of three
    interviews to the end gives 1, 2, 3 again. A gap in the numbers stays.
    """
    rounds = tuple(rounds)
    [removed] = [interview for interview in rounds if interview.interview_id == interview_id]
    if any(interview.number == removed.number for interview in rounds if interview is not removed):
        return {}
    later_rounds = [interview for interview in rounds if interview.held_at > removed.held_at]
    used_numbers = {interview.number for interview in later_rounds}
    gap = removed.number + 1
    while gap in used_numbers:
        gap += 1
    return {
        interview.interview_id: interview.number - 1
        for interview in later_rounds
        if removed.number < interview.number < gap
    }


def keeps_position(rounds: Iterable[RoundNumber], interview_id: str, held_at: datetime) -> bool:
    """Return whether an interview stays between the same other interviews if it moves to another time."""
    rounds = tuple(rounds)
    [moved] = [interview for interview in rounds if interview.interview_id == interview_id]
    return all(
        (interview.held_at < moved.held_at, interview.held_at > moved.held_at)
        == (interview.held_at < held_at, interview.held_at > held_at)
        for interview in rounds
        if interview is not moved
    )
