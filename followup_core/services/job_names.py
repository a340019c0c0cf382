"""The organization and role of a job, corrected in all of its rounds at once.

Interviews belong to one job because their organization and role are the same. A name that is corrected in one
round alone would make two jobs of one, and the employer would be asked twice.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from followup_core.models import Interview, Key, Row, normalize_name
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

    If another job has these names already, the rounds join it, and all are numbered by the order of time.
    Otherwise the rounds keep their numbers.

    Args:
        snapshot: The stored rows.
        interview: The interview with the old names.
        organization: The new name of the organization.
        role: The new name of the role.
        this_round_only: True if only this round gets the new names, because it was for another job.
    """
    rows = {key[0]: row for key, row in rows_of(snapshot, "interviews").items()}
    names = {"organization": organization, "role": role}
    job_ids = [interview_id for interview_id, row in rows.items() if job_of(row) == interview.application_key]
    renamed_ids = [interview.interview_id] if this_round_only else job_ids
    new_rows = {interview_id: {**rows[interview_id], **names} for interview_id in renamed_ids}
    changes = [
        upsert("interviews", interview_id=interview_id, **names)
        for interview_id in renamed_ids
        if (rows[interview_id]["organization"], rows[interview_id]["role"]) != (organization, role)
    ]
    changes += _organization_changes(snapshot, interview, organization, renamed_ids)
    numbering = _new_numbering(snapshot, new_rows, is_whole_job=renamed_ids == job_ids)
    return Renaming(changes=tuple(changes), numbering=numbering)


def _new_numbering(snapshot: Snapshot, new_rows: Mapping[str, Row], *, is_whole_job: bool) -> RoundNumbering:
    """Return the round numbers under the new names; a whole job that joins no other one keeps its numbers."""
    stored = rows_of(snapshot, "interviews")
    numbering = RoundNumbering(stored)
    if is_whole_job and not any(numbering.has_job_of(row) for row in new_rows.values()):
        renamed_rows: dict[Key, Row] = {(interview_id,): row for interview_id, row in new_rows.items()}
        return RoundNumbering({**stored, **renamed_rows})
    for interview_id, row in new_rows.items():
        numbering.add_or_move(interview_id, row)
    return numbering


def _organization_changes(
    snapshot: Snapshot, interview: Interview, organization: str, renamed_ids: Collection[str]
) -> Iterator[Change]:
    """Yield the changes that give people of the renamed interviews the new name of their organization.

    These are people whose organization has the old name, unless they also appear in an interview that keeps
    the old name.
    """
    if organization == interview.organization:
        return
    interviews, people = rows_of(snapshot, "interviews"), rows_of(snapshot, "people")
    old_name = normalize_name(interview.organization)
    keys = [key for key in rows_of(snapshot, "interviewers") if key[0] in renamed_ids]
    with_old_name = {
        person_id
        for interview_id, person_id in rows_of(snapshot, "interviewers")
        if interview_id not in renamed_ids
        and normalize_name(interviews.get((interview_id,), {}).get("organization", "")) == old_name
    }
    for person_id in dict.fromkeys(person_id for _, person_id in keys):
        person = people.get((person_id,))
        if person is None or person_id in with_old_name:
            continue
        if normalize_name(person["organization"]) == old_name:
            yield upsert("people", person_id=person_id, organization=organization)
