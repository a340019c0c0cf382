"""The organization and role of a job, corrected in all of its rounds at once.

Interviews belong to one job because their organization and role are the same. A name that is corrected in one
round alone would make two jobs of one, and the employer would be asked twice.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from followup_core.models import Interview, Row, normalize_name
from followup_core.store import Change, Snapshot

from .record_cache import rows_of
from .round_numbering import RoundNumbering, job_of
from .row_changes import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """New names for a job: the changes to its interviews and people, and the round numbers that follow."""

    changes: tuple[Change, ...]
    numbering: RoundNumbering

    def all_changes(self) -> Iterator[Change]:
        """Yield the changes to names and to round numbers."""
        yield from self.changes
        yield from self.number_changes()

    def number_changes(self) -> Iterator[Change]:
        """Yield the changes to round numbers."""
        for interview_id, number in self.numbering.changed.items():
            yield upsert("interviews", interview_id=interview_id, round=number)


def rename_job(
    snapshot: Snapshot, interview: Interview, organization: str, role: str, *, this_round_only: bool = False
) -> Renaming:
    """Return the changes that give an interview and the other rounds of its job new names.

    If there is a job of these names already, the rounds join it, and all are numbered by the order of time.
    Else they keep their numbers.

    Args:
        snapshot: The stored rows.
        interview: The interview with the old names.
        organization: The new name.
        role: The new name.
        this_round_only: Whether the other rounds keep the old names, because this one was for another job.
    """
    rows = {key[0]: row for key, row in rows_of(snapshot, "interviews").items()}
    names = {"organization": organization, "role": role}
    job = [each for each, row in rows.items() if job_of(row) == interview.application_key]
    renamed = [interview.interview_id] if this_round_only else job
    new_rows = {each: {**rows[each], **names} for each in renamed}
    changes = [
        upsert("interviews", interview_id=each, **names)
        for each in renamed
        if (rows[each]["organization"], rows[each]["role"]) != (organization, role)
    ]
    changes += _people_who_follow(snapshot, interview, organization, renamed)
    numbering = _numbering(snapshot, new_rows, is_whole_job=renamed == job)
    return Renaming(changes=tuple(changes), numbering=numbering)


def _numbering(snapshot: Snapshot, new_rows: Mapping[str, Row], *, is_whole_job: bool) -> RoundNumbering:
    """Return the round numbers with the new names: a whole job that joins no other one keeps its own."""
    stored = rows_of(snapshot, "interviews")
    numbering = RoundNumbering(stored)
    if is_whole_job and not any(numbering.has_job_of(row) for row in new_rows.values()):
        return RoundNumbering({**stored, **{(each,): row for each, row in new_rows.items()}})
    for each, row in new_rows.items():
        numbering.add_or_move(each, row)
    return numbering


def _people_who_follow(
    snapshot: Snapshot, interview: Interview, organization: str, renamed: Collection[str]
) -> Iterator[Change]:
    """Yield the people who take over the new name of their organization.

    They are those who had the old name and were met in no interview that still has it.
    """
    if organization == interview.organization:
        return
    interviews, people = rows_of(snapshot, "interviews"), rows_of(snapshot, "people")
    old_name = normalize_name(interview.organization)
    met = [key for key in rows_of(snapshot, "interviewers") if key[0] in renamed]
    still_there = {
        person_id
        for interview_id, person_id in rows_of(snapshot, "interviewers")
        if interview_id not in renamed
        and normalize_name(interviews.get((interview_id,), {}).get("organization", "")) == old_name
    }
    for person_id in dict.fromkeys(person_id for _, person_id in met):
        person = people.get((person_id,))
        if person is None or person_id in still_there:
            continue
        if normalize_name(person["organization"]) == old_name:
            yield upsert("people", person_id=person_id, organization=organization)
