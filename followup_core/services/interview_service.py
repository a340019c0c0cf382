"""Actions on an interview: enter, correct, set its outcome or decision date, delete."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from followup_core.models import (
    CANCELED,
    DATE_OCCASION,
    BadValue,
    Format,
    Interview,
    InterviewDetails,
    Outcome,
    Records,
    YesNo,
)
from followup_core.models.date_text import pluralize
from followup_core.store import Change, Snapshot
from followup_core.text import in_words

from .candidate_settings import first_country_changes
from .input_validation import (
    candidate_country,
    check_not_before_interview,
    check_not_future,
    check_outcome_day,
    require_text,
    to_local_time,
)
from .job_names import rename_job
from .record_cache import parse_records, rows_of
from .round_numbering import RoundNumbering
from .row_changes import delete_row, upsert
from .touchpoints import decision_date_changes
from .workspace import ActionContext, Workspace, WorkspaceView, read_interview

_MAX_WEEKS = 104


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewEntry:
    """An interview as the candidate enters it.

    `held_at` is the local time in `timezone` ('' if no zone is given). If `round` is None, the order of time
    decides the round number of a new interview, and of a stored one that moves or gets another name. A
    corrected organization or role is corrected in all rounds of the job. If `this_round_only`, this round was
    for another job, and the other rounds stay.
    """

    organization: str
    role: str = ""
    held_at: datetime
    timezone: str = ""
    format: Format | None = None
    decision_by: date | None = None
    round: int | None = None
    notes: str = ""
    this_round_only: bool = False


def start_interview(
    workspace: Workspace, context: ActionContext, entry: InterviewEntry, *, country: str = ""
) -> str:
    """Save a new interview and return its id; an interview entered twice is saved once.

    With the first interview, `country` becomes the candidate's country, unless one was ever chosen.

    The new round number is one more than the highest of the rounds held earlier for the same job. The numbers
    of later rounds are raised if needed.

    Raises:
        BadValue: the organization is missing, or a date is impossible.
    """
    organization = require_text(entry.organization, "organization", "organization")
    held_at = to_local_time(entry.held_at, entry.timezone)
    interview_id = f"i-{context.op_id[:12]}"
    saved_id = [interview_id]

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        records = parse_records(snapshot)
        interview = Interview(
            interview_id=interview_id,
            organization=organization,
            role=entry.role.strip(),
            held_at=held_at,
            decision_by=entry.decision_by,
        )
        _check_decision_date(interview, candidate_country(snapshot))
        stored_rounds = _rounds_of(records, interview)
        for details in stored_rounds:
            same_round = entry.round in (None, details.interview.round)
            if details.interview.held_at == held_at and same_round:
                saved_id[0] = details.interview.interview_id
                return []
        row = _interview_change(interview, entry, context)
        return [
            row,
            *_round_number_changes(snapshot, row, entry.round),
            *first_country_changes(snapshot, country),
        ]

    workspace.execute(context, f"Interview with {organization} added", build_changes)
    return saved_id[0]


def _interview_change(interview: Interview, entry: InterviewEntry, context: ActionContext) -> Change:
    return upsert(
        "interviews",
        interview_id=interview.interview_id,
        organization=interview.organization,
        role=interview.role,
        held_at=interview.held_at,
        timezone=entry.timezone,
        format=entry.format,
        decision_by=interview.decision_by,
        notes=entry.notes,
        created_at=context.timestamp,
    )


def _rounds_of(records: Records, interview: Interview) -> tuple[InterviewDetails, ...]:
    for application in records.applications:
        if application.rounds[0].interview.application_key == interview.application_key:
            return application.rounds
    return ()


def _round_number_changes(snapshot: Snapshot, change: Change, chosen_number: int | None) -> Iterable[Change]:
    """Yield the changes that number a new interview and renumber the other rounds of its job."""
    numbering = RoundNumbering(rows_of(snapshot, "interviews"))
    numbering.add_or_move(change.key[0], change.row or {}, chosen_number)
    for interview_id, number in numbering.changed.items():
        yield upsert("interviews", interview_id=interview_id, round=number)


def _check_decision_date(interview: Interview, country: str) -> None:
    if interview.decision_by is not None:
        check_not_before_interview(
            interview.decision_by, interview, "of the decision", "decision_by", country=country
        )


def edit_interview(
    workspace: Workspace, context: ActionContext, interview_id: str, entry: InterviewEntry
) -> None:
    """Save corrected details of an interview.

    If its day, organization or role changed, its round number follows the order of time again. If the entered
    round number differs from the stored one, the entered number is saved. A corrected organization or role is
    corrected in all rounds of the job, and for the people who were entered with the old organization.

    Raises:
        BadValue: the organization is missing, or a date is impossible.
        NotFound: the interview is gone.
    """
    organization = require_text(entry.organization, "organization", "organization")
    held_at = to_local_time(entry.held_at, entry.timezone)

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        stored = read_interview(snapshot, interview_id)
        corrected = Interview(
            interview_id=interview_id,
            organization=organization,
            held_at=held_at,
            decision_by=entry.decision_by,
        )
        country = candidate_country(snapshot)
        _check_decision_date(corrected, country)
        # An interview that was called off may move to another day; one that was held keeps its order.
        if stored.outcome_on is not None and not stored.ended_before_its_day:
            check_not_before_interview(
                stored.outcome_on, corrected, "of the outcome", "held_at", country=country
            )
        renaming = rename_job(
            snapshot, stored, organization, entry.role, this_round_only=entry.this_round_only
        )
        row = upsert(
            "interviews",
            interview_id=interview_id,
            organization=organization,
            role=entry.role,
            held_at=held_at,
            timezone=entry.timezone,
            format=entry.format,
            decision_by=entry.decision_by,
            notes=entry.notes,
        )
        yield from renaming.changes
        yield row
        chosen_number = entry.round if entry.round != stored.round else None
        renaming.numbering.add_or_move(interview_id, row.row or {}, chosen_number)
        yield from renaming.number_changes()
        yield from decision_date_changes(snapshot, context, stored, entry.decision_by)

    workspace.execute(context, f"Interview with {organization} changed", build_changes)


def set_outcome(
    workspace: Workspace, context: ActionContext, interview_id: str, outcome: Outcome | None, on: date | None
) -> None:
    """Save the outcome of an interview and its day (`on`, None for today); outcome None removes it.

    A no, a withdrawal or letting go before the interview's day calls the interview off.

    Raises:
        BadValue: the day is in the future; or it is before the interview, and the outcome is another one.
        NotFound: the interview is gone.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        interview = read_interview(snapshot, interview_id)
        day = None
        if outcome is not None:
            day = check_not_future(on or context.today, context.today, "of the outcome")
            check_outcome_day(day, outcome, interview, country=candidate_country(snapshot))
        return [upsert("interviews", interview_id=interview_id, outcome=outcome, outcome_on=day)]

    title = workspace.view(context.today).interview_details(interview_id).interview.title
    workspace.execute(context, f"{title}: {OUTCOME_LABELS[outcome]}", build_changes)


OUTCOME_LABELS = {
    None: "outcome taken back",
    Outcome.NEXT_ROUND: "next round recorded",
    Outcome.OFFER: "offer recorded",
    Outcome.REJECTED: "their no recorded",
    Outcome.WITHDRAWN: "withdrawal recorded",
    Outcome.LET_GO: "let go",
}


def set_interest(
    workspace: Workspace, context: ActionContext, interview_id: str, interest: YesNo | None
) -> None:
    """Save whether the candidate still wants the job; None removes the answer."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        read_interview(snapshot, interview_id)
        return [upsert("interviews", interview_id=interview_id, still_interested=interest)]

    workspace.execute(context, "Interest recorded", build_changes)


def set_decision(
    workspace: Workspace, context: ActionContext, interview_id: str, decision_by: date | None
) -> None:
    """Save the day by which the employer will decide; None if it isn't known."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        interview = read_interview(snapshot, interview_id)
        if decision_by is not None:
            check_not_before_interview(
                decision_by, interview, "of the decision", country=candidate_country(snapshot)
            )
        yield upsert("interviews", interview_id=interview_id, decision_by=decision_by)
        if (interview_id, "", DATE_OCCASION) in rows_of(snapshot, "answers"):
            # From now on the employer decides by the stored day; it is not the day of something else.
            yield delete_row("answers", (interview_id, "", DATE_OCCASION))
        yield from decision_date_changes(snapshot, context, interview, decision_by)

    label = "Decision date removed" if decision_by is None else "Decision date recorded"
    workspace.execute(context, label, build_changes)


def set_decision_weeks(workspace: Workspace, context: ActionContext, interview_id: str, weeks: int) -> None:
    """Save that the employer will decide within a number of weeks after the interview."""
    if not 0 < weeks <= _MAX_WEEKS:
        raise BadValue(f"{weeks} weeks is no time frame.", f"Give 1 to {_MAX_WEEKS} weeks, or a date.")
    held_on = workspace.view(context.today).interview_details(interview_id).interview.held_on
    set_decision(workspace, context, interview_id, held_on + timedelta(weeks=weeks))


def delete_interview(workspace: Workspace, context: ActionContext, interview_id: str) -> None:
    """Delete an interview with its people, answers and touchpoints, as one action that one undo restores.

    People that another interview or its touchpoints refer to stay in the workspace.
    """
    title = workspace.view(context.today).interview_details(interview_id).interview.title

    workspace.execute(context, f"{title} deleted", lambda snapshot: deletion_changes(snapshot, interview_id))


def deletion_changes(snapshot: Snapshot, interview_id: str) -> Iterable[Change]:
    """Yield the changes that delete an interview and what belongs to it; raise NotFound if it's gone."""
    read_interview(snapshot, interview_id)
    yield delete_row("interviews", (interview_id,))
    for table in ("interviewers", "answers", "touchpoints"):
        for key, row in rows_of(snapshot, table).items():
            if row.get("interview_id") == interview_id:
                yield delete_row(table, key)
    for person_id in _people_only_in(snapshot, interview_id):
        yield delete_row("people", (person_id,))


def deletion_summary(view: WorkspaceView, interview_id: str) -> str:
    """Return what would be deleted with an interview, in words ("2 people and 1 draft"); '' if nothing."""
    details = view.interview_details(interview_id)
    number = len(details.interviewers)
    people = [pluralize(number, "person").replace("persons", "people")] if number else []
    return in_words([*people, *_recorded_phrases(view.snapshot, interview_id)])


def deletion_question(view: WorkspaceView, interview_id: str) -> str:
    """Return the question to ask before an interview is deleted; '' if nothing else would be deleted."""
    other_contents = deletion_summary(view, interview_id)
    if not other_contents:
        return ""
    return (
        f"Delete this interview? This also deletes what you entered: {other_contents}."
        " You can undo it afterwards."
    )


def recorded_summary(snapshot: Snapshot, interview_id: str) -> str:
    """Return what the candidate recorded about an interview, in words ("2 messages"); '' if nothing."""
    return in_words(list(_recorded_phrases(snapshot, interview_id)))


def _recorded_phrases(snapshot: Snapshot, interview_id: str) -> Iterator[str]:
    # The candidate didn't enter the cancellation: it came from a file.
    answers = [key for key in rows_of(snapshot, "answers") if key[0] == interview_id and key[2] != CANCELED]
    drafts = sum(item.startswith("draft_") for _, _, item in answers)
    rows = rows_of(snapshot, "touchpoints").values()
    messages = sum(row["interview_id"] == interview_id for row in rows)
    counts = {"answer": len(answers) - drafts, "draft": drafts, "message": messages}
    yield from (pluralize(number, noun) for noun, number in counts.items() if number)
    note_texts = [rows_of(snapshot, "interviews")[(interview_id,)].get("notes", "")]
    note_texts += (
        row["discussed"] for key, row in rows_of(snapshot, "interviewers").items() if key[0] == interview_id
    )
    if any(map(str.strip, note_texts)):
        yield "your notes"


def _people_only_in(snapshot: Snapshot, interview_id: str) -> list[str]:
    """Return the ids of the stored people to whom no other interview and none of its touchpoints refer."""
    people_of_interview: set[str] = set()
    people_of_others: set[str] = set()
    for table in ("interviewers", "touchpoints"):
        for row in rows_of(snapshot, table).values():
            person_ids = people_of_interview if row["interview_id"] == interview_id else people_of_others
            person_ids.add(row["person_id"])
    stored_people = rows_of(snapshot, "people")
    return [
        person_id
        for person_id in sorted(people_of_interview - people_of_others)
        if (person_id,) in stored_people
    ]
