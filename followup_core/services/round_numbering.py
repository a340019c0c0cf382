"""Round numbers of stored interviews, kept in order whenever one is added, moved or renamed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from followup_core.models import Key, Row, normalize_name
from followup_core.models.round_numbers import RoundNumber, keeps_position, numbers_with, numbers_without

Job = tuple[str, str]


class RoundNumbering:
    """The round numbers of all interviews by job; `changed` are the numbers given since it was made."""

    def __init__(self, interviews: Mapping[Key, Row], fixed_ids: Collection[str] = ()) -> None:
        """Start with the stored numbers; a row without a readable time has no place in the order.

        The interviews in `fixed_ids` have their number from a file. Such a number must stay: when the file is
        imported again, an interview without a time is recognized by its number. So the number isn't lowered
        when another interview turns out to be for another job and leaves a gap.
        """
        self._fixed_ids = frozenset(fixed_ids)
        self._jobs: dict[Job, dict[str, RoundNumber]] = defaultdict(dict)
        self._job_of: dict[str, Job] = {}
        self.changed: dict[str, int] = {}
        for (interview_id,), row in interviews.items():
            held_at = _parse_time(row["held_at"])
            if held_at is not None:
                job = self._job_of[interview_id] = job_of(row)
                self._jobs[job][interview_id] = RoundNumber(
                    interview_id=interview_id, held_at=held_at, number=_round_number(row)
                )

    def add_or_move(self, interview_id: str, row: Row, chosen_number: int | None = None) -> None:
        """Give an interview its place in the order: it is new, or `row` has its new time or name.

        If the order changes, the interview is first removed from its old place. If somebody chose its number
        (`chosen_number`), lower numbers are only given in a job that the interview leaves.
        """
        held_at, job = _parse_time(row["held_at"]), job_of(row)
        if held_at is None:
            return
        old_job = self._job_of.get(interview_id)
        if old_job == job and chosen_number is None:
            rounds = self._jobs[job]
            if keeps_position(rounds.values(), interview_id, held_at):
                rounds[interview_id] = replace(rounds[interview_id], held_at=held_at)
                return
        if old_job is not None:
            self._remove(interview_id, old_job, is_moved=chosen_number is None, changes_job=old_job != job)
        rounds = self._jobs[job]
        numbers = numbers_with(rounds.values(), interview_id, held_at, chosen_number)
        rounds[interview_id] = RoundNumber(interview_id=interview_id, held_at=held_at, number=0)
        self._job_of[interview_id] = job
        self._set_numbers(job, numbers)

    def has_job_of(self, row: Row) -> bool:
        """Return whether any interview is for the job of this row."""
        return job_of(row) in self._jobs

    def add_with_own_number(self, interview_id: str, row: Row) -> None:
        """Give a new interview its place; its own number stays if it's above those of all earlier rounds."""
        held_at, number = _parse_time(row["held_at"]), _round_number(row)
        earlier = (
            interview.number
            for interview in self._jobs[job_of(row)].values()
            if held_at is not None and interview.held_at < held_at
        )
        self.add_or_move(interview_id, row, number if number > max(earlier, default=0) else None)

    def _remove(self, interview_id: str, job: Job, *, is_moved: bool, changes_job: bool) -> None:
        rounds = self._jobs[job]
        numbers = numbers_without(rounds.values(), interview_id)
        if is_moved or (changes_job and self._fixed_ids.isdisjoint(numbers)):
            self._set_numbers(job, numbers)
        del rounds[interview_id]

    def _set_numbers(self, job: Job, numbers: Mapping[str, int]) -> None:
        for interview_id, number in numbers.items():
            self._jobs[job][interview_id] = replace(self._jobs[job][interview_id], number=number)
            self.changed[interview_id] = number


def job_of(row: Row) -> Job:
    """Return what identifies the job of an interview's row, as `Interview.application_key` does."""
    return normalize_name(row["organization"]), normalize_name(row.get("role", ""))


def _round_number(row: Row) -> int:
    text = row.get("round", "")
    return int(text) if text.isdecimal() else 1


def _parse_time(held_at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(held_at)
    except ValueError:
        return None
