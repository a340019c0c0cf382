"""Lists the messages to write, now or later, and the interviews that a message can be about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup_core.cadence import Step
from followup_core.models import MessageKind
from followup_core.services.due_steps import first_day, in_entry_order, must_wait, waiting_steps
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
    """Return the messages to write now, in Today's order, and the messages whose day hasn't come."""
    ordered_steps = in_entry_order(view, view.steps)
    later_steps = sorted(waiting_steps(view, ordered_steps), key=lambda step: first_day(view, step))
    return _pending_messages(view, today_overview(view).do_now), _pending_messages(view, later_steps)


def messages_without_name(view: WorkspaceView) -> tuple[Step, ...]:
    """Return today's steps whose message can't be written yet, because nobody said who was met."""
    return tuple(step for step in today_overview(view).do_now if step.kind.message and step.recipient_unknown)


def next_due(view: WorkspaceView, interview_id: str) -> PendingMessage | None:
    """Return the first message to write now about an interview; None if there is none."""
    due_messages, _ = pending_messages(view)
    return next((message for message in due_messages if message.interview_id == interview_id), None)


def _pending_messages(view: WorkspaceView, steps: Iterable[Step]) -> tuple[PendingMessage, ...]:
    # A message greets somebody by name, so there is none to write while it isn't known who was met.
    return tuple(
        _pending_message(view, step, kind)
        for step in steps
        if (kind := step.kind.message) is not None and not step.recipient_unknown
    )


def _pending_message(view: WorkspaceView, step: Step, kind: MessageKind) -> PendingMessage:
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
