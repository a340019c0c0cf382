"""The messages to write: those that do a step, and the interviews that a message can be about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_core.cadence import Step
from followup_core.models import MessageKind
from followup_core.services.due_steps import as_entered, first_day, must_wait, waiting_steps
from followup_core.services.labels import step_title
from followup_core.services.today_overview import today_overview
from followup_core.services.workspace import WorkspaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingMessage:
    """A message to write: its kind and recipient, a title, and `where` (interview and first day)."""

    kind: MessageKind
    interview_id: str
    person_id: str
    title: str
    where: str


def pending_messages(view: WorkspaceView) -> tuple[tuple[PendingMessage, ...], tuple[PendingMessage, ...]]:
    """Return the messages to write now, in Today's order, and those whose day has not come."""
    steps = as_entered(view, view.steps)
    waiting = sorted(waiting_steps(view, steps), key=lambda step: first_day(view, step))
    return _messages(view, today_overview(view).do_now), _messages(view, waiting)


def messages_without_name(view: WorkspaceView) -> tuple[Step, ...]:
    """Return the steps of today whose message can't be written until somebody says who was met."""
    return tuple(step for step in today_overview(view).do_now if step.kind.message and step.recipient_unknown)


def next_due(view: WorkspaceView, interview_id: str) -> PendingMessage | None:
    """Return the next message that is due in an interview, None if there is none."""
    due, _ = pending_messages(view)
    return next((message for message in due if message.interview_id == interview_id), None)


def _messages(view: WorkspaceView, steps: Iterable[Step]) -> tuple[PendingMessage, ...]:
    # A message goes out by name, so where it isn't known who was met there is none to write yet.
    return tuple(
        _message(view, step, kind)
        for step in steps
        if (kind := step.kind.message) is not None and not step.recipient_unknown
    )


def _message(view: WorkspaceView, step: Step, kind: MessageKind) -> PendingMessage:
    interview = view.interview_details(step.interview_id).interview
    from_day = f", from {view.day_format.full(first_day(view, step))}" if must_wait(view, step) else ""
    return PendingMessage(
        kind=kind,
        interview_id=step.interview_id,
        person_id=step.person_id,
        title=step_title(step, view.name(step.person_id), interview),
        where=f"{interview.title}{from_day}",
    )


def interview_choices(view: WorkspaceView) -> Mapping[str, str]:
    """Return the title and day of each interview that a message can be about, by id, latest first."""
    interviews = sorted(
        (details.interview for details in view.records.interviews.values()),
        key=lambda interview: interview.held_at,
        reverse=True,
    )
    return {
        interview.interview_id: f"{interview.title} · {view.day_format.brief(interview.held_on)}"
        for interview in interviews
    }
