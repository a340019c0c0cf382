"""The list of job applications with title, state and rounds; what needs the candidate comes first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from followup_core.cadence import Step, StepKind
from followup_core.models import (
    Application,
    Interview,
    InterviewDetails,
    Outcome,
    YesNo,
    organization_words,
)

from .answer_deadline import is_answer_due, open_deadlines
from .due_steps import first_day, steps_for_today
from .labels import ANY_TIME, STEP_NOUNS, not_held_words, outcome_event
from .touchpoints import response_to_enter
from .workspace import WorkspaceView


class ApplicationState(StrEnum):
    """How a job application stands, as a heading on screen, in the order of the list."""

    NEEDS_YOU = "Needs you"
    COMING = "Coming up"
    WAITING = "Waiting"
    MAY_BE_LET_GO = "You can let these go"
    CLOSED = "Closed"


_ORDER = list(ApplicationState)


class InterviewStatus(NamedTuple):
    """How an interview stands: a sentence on what to do or what came of it, and why it waits, if it does."""

    state: ApplicationState
    now: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLabel:
    """One round of a job application: its id, and its number, its day and whether it's off, in words."""

    interview_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One job application in the list.

    `now` says what to do, and `why` the reason to wait until that day. The last of `rounds` is the latest.
    """

    title: str
    organization: str
    role: str
    state: ApplicationState
    now: str
    why: str
    rounds: tuple[RoundLabel, ...]


def application_rows(view: WorkspaceView, search: str = "") -> tuple[ApplicationRow, ...]:
    """Return the job applications whose title contains every word of `search`.

    They are sorted by state and, within a state, by their latest interview, the latest first.
    """
    words = search.casefold().split()
    matches = [
        application
        for application in view.records.applications
        if all(word in _title(application).casefold() for word in words)
    ]
    matches.sort(key=_latest_interview, reverse=True)
    rows = (_row(view, application) for application in matches)
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.state)))


def _latest_interview(application: Application) -> datetime:
    return max(details.interview.held_at for details in application.rounds)


def _title(application: Application) -> str:
    return application.rounds[-1].interview.title


def _row(view: WorkspaceView, application: Application) -> ApplicationRow:
    labels = tuple(_round_label(view, details) for details in application.rounds)
    interview, status = application.rounds[-1].interview, _application_status(view, application)
    return ApplicationRow(
        title=interview.title,
        organization=interview.organization,
        role=interview.role,
        state=status.state,
        now=status.now,
        why=status.why,
        rounds=labels,
    )


def _application_status(view: WorkspaceView, application: Application) -> InterviewStatus:
    """Return how the latest round stands, or an earlier one if that is the one that needs the candidate."""
    latest, *earlier = (interview_status(view, details) for details in reversed(application.rounds))
    asking = (status for status in (latest, *earlier) if status.state is ApplicationState.NEEDS_YOU)
    return next(asking, latest)


def _round_label(view: WorkspaceView, details: InterviewDetails) -> RoundLabel:
    interview = details.interview
    day = view.day_format.full(interview.held_on)
    words = (f"Round {interview.round}", day, not_held_words(details, view.today))
    return RoundLabel(interview_id=interview.interview_id, label=", ".join(filter(None, words)))


def other_rounds(view: WorkspaceView, details: InterviewDetails) -> tuple[RoundLabel, ...]:
    """Return the other rounds of the job application that an interview belongs to, in their order."""
    key = details.interview.application_key
    [application] = [
        application
        for application in view.records.applications
        if application.rounds[0].interview.application_key == key
    ]
    return tuple(_round_label(view, other) for other in application.rounds if other != details)


def coming_interviews(view: WorkspaceView) -> tuple[Interview, ...]:
    """Return the future interviews without an outcome, the next one first."""
    coming = (
        details.interview
        for details in view.records.interviews.values()
        if details.interview.held_on > view.today
        and details.interview.outcome is None
        and not details.has_open_cancellation
    )
    return tuple(sorted(coming, key=lambda interview: interview.held_at))


def later_round(view: WorkspaceView, interview: Interview) -> InterviewDetails | None:
    """Return the next round after an interview; None if none is entered.

    It is a later interview for the same job, whatever its number, or else one to come at the same
    organization: the role may be called by another name in the second invitation. A round since the day of
    the outcome, on which they invited the candidate, comes before one that was held by then.
    """
    later_rounds = [
        details
        for details in view.records.application_of[interview.interview_id].rounds
        if details.interview.round > interview.round or details.interview.held_at > interview.held_at
    ]
    if later_rounds:
        invited_on = interview.outcome_on or interview.held_on
        rounds_since = (details for details in later_rounds if details.interview.held_on >= invited_on)
        return next(rounds_since, later_rounds[0])
    employer = organization_words(interview.organization)
    for coming in coming_interviews(view):
        if organization_words(coming.organization) == employer:
            return view.interview_details(coming.interview_id)
    return None


def interview_status(view: WorkspaceView, details: InterviewDetails) -> InterviewStatus:
    """Return how an interview stands.

    Whatever Today asks for comes first, also after an outcome: thanks are owed for an interview that led to
    an offer, and an offer is to be answered.
    """
    interview = details.interview
    steps = view.steps_by_interview.get(interview.interview_id, ())
    if now := _now(view, details, steps):
        return InterviewStatus(ApplicationState.NEEDS_YOU, now)
    if steps_for_today(view, steps):
        return InterviewStatus(
            ApplicationState.MAY_BE_LET_GO, f"You can let it go, {ANY_TIME[0].lower()}{ANY_TIME[1:]}."
        )
    if interview.outcome is not None:
        return _ended_status(view, details)
    if interview.held_on > view.today:
        return InterviewStatus(
            ApplicationState.COMING, f"Coming up on {view.day_format.full(interview.held_on)}."
        )
    if steps:
        until, step = min(((first_day(view, step), step) for step in steps), key=lambda pair: pair[0])
        why = step.cause if step.earliest == until else ""  # else another step holds it up
        return InterviewStatus(ApplicationState.WAITING, f"Wait until {view.day_format.full(until)}.", why)
    if ending := view.records.application_of[interview.interview_id].ended_by(interview):
        return InterviewStatus(ApplicationState.CLOSED, _ending_words(view, ending))
    if interview.still_interested is YesNo.NO and not view.records.is_past(interview):
        return InterviewStatus(ApplicationState.WAITING, "Withdraw, if you haven't told them yet.")
    return InterviewStatus(ApplicationState.WAITING, "Nothing to do.")


def _now(view: WorkspaceView, details: InterviewDetails, steps: tuple[Step, ...]) -> str:
    """Return what Today asks for about an interview, '' for nothing; letting go is never asked for."""
    if details.has_open_cancellation:
        return "Canceled: say what becomes of it."
    if response_to_enter(view, details):
        return "They answered: say what they said."
    for deadline in open_deadlines(details, view.today):
        if is_answer_due(view, deadline):
            return f"Now: {deadline.title[0].lower()}{deadline.title[1:]}."
    kinds = [step.kind for step in steps_for_today(view, steps)]
    first = next((kind for kind in kinds if kind is not StepKind.LET_GO), None)
    return f"Now: {_named(first)}." if first else ""


def _ended_status(view: WorkspaceView, details: InterviewDetails) -> InterviewStatus:
    """Return what came of an interview; an offer to answer, and an invitation without a day, are not over."""
    interview = details.interview
    for deadline in open_deadlines(details, view.today):
        if not deadline.of_another:
            by = view.day_format.full(deadline.on)
            return InterviewStatus(ApplicationState.WAITING, f"Answer their offer by {by}.")
    if interview.outcome is Outcome.NEXT_ROUND and later_round(view, interview) is None:
        return InterviewStatus(ApplicationState.WAITING, "Invited to the next round: enter its day.")
    return InterviewStatus(ApplicationState.CLOSED, _ending_words(view, interview))


def _ending_words(view: WorkspaceView, interview: Interview) -> str:
    on = f" on {view.day_format.full(interview.outcome_on)}" if interview.outcome_on else ""
    return f"{outcome_event(interview.outcome)}{on}."


def _named(kind: StepKind) -> str:
    """Return a kind of step inside a sentence: LinkedIn keeps its capitals."""
    noun = STEP_NOUNS[kind]
    return noun if noun.startswith("LinkedIn") else noun.lower()
