"""The list of job applications: title, current status and rounds of each."""

from dataclasses import dataclass
from datetime import datetime

from followup_core.cadence import StepState
from followup_core.models import Application, InterviewDetails
from followup_core.models.date_text import format_day

from .labels import OUTCOME_WORDS, STEP_NOUNS
from .workspace import WorkspaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLabel:
    """One round of a job application: its id, and its number and day in words."""

    interview_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One job application in the list; `now` is its current status as a sentence."""

    title: str
    now: str
    rounds: tuple[RoundLabel, ...]


def application_rows(view: WorkspaceView, search: str = "") -> tuple[ApplicationRow, ...]:
    """Return the job applications whose title contains every word of `search`, latest interview first."""
    words = search.casefold().split()
    matches = [
        application
        for application in view.records.applications
        if all(word in _title(application).casefold() for word in words)
    ]
    matches.sort(key=_latest_interview, reverse=True)
    return tuple(_row(view, application) for application in matches)


def _latest_interview(application: Application) -> datetime:
    return max(details.interview.held_at for details in application.rounds)


def _title(application: Application) -> str:
    return application.rounds[-1].interview.title


def _row(view: WorkspaceView, application: Application) -> ApplicationRow:
    labels = tuple(
        RoundLabel(
            interview_id=details.interview.interview_id,
            label=f"Round {details.interview.round}, {format_day(details.interview.held_on, view.today)}",
        )
        for details in application.rounds
    )
    return ApplicationRow(title=_title(application), now=_status(view, application.rounds[-1]), rounds=labels)


def _status(view: WorkspaceView, last_round: InterviewDetails) -> str:
    interview = last_round.interview
    if interview.outcome is not None:
        on = f" on {format_day(interview.outcome_on, view.today)}" if interview.outcome_on else ""
        return f"{OUTCOME_WORDS[interview.outcome]}{on}."
    if interview.held_on > view.today:
        return f"Coming up on {format_day(interview.held_on, view.today)}."
    steps = view.steps_by_interview.get(interview.interview_id, ())
    now = [step for step in steps if step.state is not StepState.WAITING]
    if now:
        return f"Now: {STEP_NOUNS[now[0].kind].lower()}."
    if steps:
        return f"Leave it alone until {format_day(steps[0].earliest, view.today)}."
    return "Nothing to do."
