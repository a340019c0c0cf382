"""The list of job applications with title, state and rounds; what needs the candidate comes first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from followup_core.cadence import StepKind
from followup_core.models import Application, Interview, InterviewDetails

from .due_steps import first_day, steps_for_today
from .labels import ANY_TIME, OUTCOME_WORDS, STEP_NOUNS, not_held_words
from .workspace import WorkspaceView


class ApplicationState(StrEnum):
    """How a job application stands, as a heading on screen, in the order of the list."""

    NEEDS_YOU = "Needs you"
    COMING = "Coming up"
    WAITING = "Waiting"
    MAY_BE_LET_GO = "You can let these go"
    CLOSED = "Closed"


_ORDER = list(ApplicationState)


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
    latest = application.rounds[-1]
    status = interview_status(view, latest)
    interview = latest.interview
    return ApplicationRow(
        title=interview.title,
        organization=interview.organization,
        role=interview.role,
        state=status.state,
        now=status.now,
        why=status.why,
        rounds=labels,
    )


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


class InterviewStatus(NamedTuple):
    """How an interview stands: a sentence on what to do or what came of it, and why it waits, if it does."""

    state: ApplicationState
    now: str
    why: str = ""


def interview_status(view: WorkspaceView, details: InterviewDetails) -> InterviewStatus:
    """Return how an interview stands."""
    interview = details.interview
    if interview.outcome is not None:
        on = f" on {view.day_format.full(interview.outcome_on)}" if interview.outcome_on else ""
        return InterviewStatus(ApplicationState.CLOSED, f"{OUTCOME_WORDS[interview.outcome]}{on}.")
    if details.has_open_cancellation:
        return InterviewStatus(ApplicationState.NEEDS_YOU, "Canceled: say what becomes of it.")
    if interview.held_on > view.today:
        return InterviewStatus(
            ApplicationState.COMING, f"Coming up on {view.day_format.full(interview.held_on)}."
        )
    steps = view.steps_by_interview.get(interview.interview_id, ())
    now = steps_for_today(view, steps)
    if now and all(step.kind is StepKind.LET_GO for step in now):
        return InterviewStatus(
            ApplicationState.MAY_BE_LET_GO, f"You can let it go, {ANY_TIME[0].lower()}{ANY_TIME[1:]}."
        )
    if now:
        return InterviewStatus(ApplicationState.NEEDS_YOU, f"Now: {_named(now[0].kind)}.")
    if steps:
        until, step = min(((first_day(view, step), step) for step in steps), key=lambda pair: pair[0])
        why = step.cause if step.earliest == until else ""  # else another step holds it up
        return InterviewStatus(ApplicationState.WAITING, f"Wait until {view.day_format.full(until)}.", why)
    return InterviewStatus(ApplicationState.WAITING, "Nothing to do.")


def _named(kind: StepKind) -> str:
    """Return a kind of step inside a sentence: LinkedIn keeps its capitals."""
    noun = STEP_NOUNS[kind]
    return noun if noun.startswith("LinkedIn") else noun.lower()
