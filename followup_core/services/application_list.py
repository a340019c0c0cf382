"""Openings as a list: what each is called, how it stands, and its rounds."""

from dataclasses import dataclass

from followup_core.cadence import State
from followup_core.models import Application, InterviewDetails
from followup_core.models.date_text import format_day

from .labels import OUTCOME_WORDS, STEP_NOUNS
from .workspace import WorkspaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLabel:
    """One round of an opening: its id, and its number and day in words."""

    interview_id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One opening in the list."""

    title: str
    now: str
    rounds: tuple[RoundLabel, ...]


def application_rows(view: WorkspaceView, wanted: str = "") -> tuple[ApplicationRow, ...]:
    """Return the openings whose title has every word of `wanted`, latest interview first."""
    words = wanted.casefold().split()
    found = [
        application
        for application in view.records.applications
        if all(word in _title(application).casefold() for word in words)
    ]
    found.sort(
        key=lambda application: max(each.interview.held_at for each in application.rounds), reverse=True
    )
    return tuple(_line(view, application) for application in found)


def _title(application: Application) -> str:
    return application.rounds[-1].interview.title


def _line(view: WorkspaceView, application: Application) -> ApplicationRow:
    labels = tuple(
        RoundLabel(
            interview_id=each.interview.interview_id,
            label=f"Round {each.interview.round}, {format_day(each.interview.held_on, view.today)}",
        )
        for each in application.rounds
    )
    return ApplicationRow(title=_title(application), now=_now(view, application.rounds[-1]), rounds=labels)


def _now(view: WorkspaceView, last: InterviewDetails) -> str:
    interview = last.interview
    if interview.outcome is not None:
        on = f" on {format_day(interview.outcome_on, view.today)}" if interview.outcome_on else ""
        return f"{OUTCOME_WORDS[interview.outcome]}{on}."
    if interview.held_on > view.today:
        return f"Coming up on {format_day(interview.held_on, view.today)}."
    mine = view.steps_by_interview.get(interview.interview_id, ())
    now = [step for step in mine if step.state is not State.WAITING]
    if now:
        return f"Now: {STEP_NOUNS[now[0].kind].lower()}."
    if mine:
        return f"Leave it alone until {format_day(mine[0].earliest, view.today)}."
    return "Nothing to do."
