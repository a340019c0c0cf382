"""Interviews, planned steps and offers to answer, as a calendar file and as a calendar to subscribe to."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_core.cadence import Step
from followup_core.clock import Clock
from followup_core.formats.ical_export import (
    AN_HOUR,
    NINE_IN_THE_MORNING,
    CalendarEvent,
    PlannedEvent,
    calendar_ics,
    step_events,
    uid,
)
from followup_core.models import Interview, InterviewDetails, known_timezone
from followup_core.services.labels import FORMAT_WORDS, STEP_NOUNS, step_title_with_organization
from followup_core.services.workspace import Workspace, WorkspaceView
from followup_core.text import PRODUCT

from .answer_deadline import AnswerDeadline, open_deadlines
from .calendar_sync import ExportedEntry, SyncState, assign_sequences, load_sync_state, save_sync_state
from .due_steps import advised_plan

_PLACE_PREFIXES = ("Place:", "Link:", "Phone:")
"""The beginnings of the line in an interview's notes that names its place, as in imported invitations."""

_FILE_LOCK = threading.Lock()
"""Held while a file is made: two files of the same moment would have the same numbers."""


def calendar_file(view: WorkspaceView, folder: Path, *, interview_id: str = "", made_at: datetime) -> bytes:
    """Return a calendar file (ICS) of the interviews, their planned steps and the offers to answer.

    If `interview_id` is given, the file has only that interview with its steps and offers.
    Events that changed since an earlier file get a greater sequence number, and events that are no longer
    planned come as canceled, so a calendar that imports the file updates its events. The numbers are saved
    in the workspace's `folder`; if that fails, the file is returned nevertheless. `made_at` has a time zone.

    Raises:
        NotFound: the interview is gone.
    """
    entries = _entries(view, (interview_id,) if interview_id else tuple(view.records.interviews))
    with _FILE_LOCK:
        events, state = assign_sequences(
            load_sync_state(folder), entries, today=view.today, made_at=made_at, only=interview_id
        )
        with suppress(OSError):
            save_sync_state(folder, state)
    return calendar_ics(events, made_at=made_at)


class CalendarFeed:
    """The calendar to subscribe to. It is always complete, so it needs no canceled events."""

    def __init__(self) -> None:
        self._state: SyncState = {}
        self._lock = threading.Lock()

    def calendar(self, workspace: Workspace, clock: Clock) -> bytes:
        """Return the calendar (ICS) as of now; today is the day in the candidate's time zone."""
        made_at = clock.moment()
        zone = workspace.view(clock.day()).records.settings.timezone
        view = workspace.view(clock.day(zone if known_timezone(zone) else ""))
        entries = _entries(view, tuple(view.records.interviews))
        with self._lock:
            events, state = assign_sequences(self._state, entries, today=view.today, made_at=made_at)
            self._state = {entry.event.uid: state[entry.event.uid] for entry in entries}
        planned = (event for event in events if not event.cancelled)
        return calendar_ics(planned, made_at=made_at, name=PRODUCT)


def planned_events(view: WorkspaceView, *interview_ids: str) -> list[PlannedEvent]:
    """Return the planned steps of these interviews if nobody answers, by day."""
    planned = [planned_step for key in interview_ids for planned_step in advised_plan(view, key)]
    planned.sort(key=lambda planned_step: (planned_step.on, *planned_step.step.order))
    return [PlannedEvent(step=step, on=on, title=event_title(view, step)) for step, on in planned]


def event_title(view: WorkspaceView, step: Step) -> str:
    """Return a step's title with the organization, because a calendar also has other events."""
    interview = view.interview_details(step.interview_id).interview
    return step_title_with_organization(step, view.name(step.person_id), interview)


def _entries(view: WorkspaceView, interview_ids: tuple[str, ...]) -> list[ExportedEntry]:
    rounds = [view.interview_details(key) for key in interview_ids]
    entries = [
        _interview_entry(view, details)
        for details in rounds
        if not (details.interview.is_called_off(view.today) or details.was_canceled)
    ]
    for details in rounds:
        entries += (_deadline_entry(view, deadline) for deadline in open_deadlines(details, view.today))
    planned = planned_events(view, *interview_ids)
    for plan, event in zip(planned, step_events(planned, day_format=view.day_format), strict=True):
        entries.append(
            ExportedEntry(event=event, interview_id=plan.step.interview_id, what=STEP_NOUNS[plan.step.kind])
        )
    return entries


def _deadline_entry(view: WorkspaceView, deadline: AnswerDeadline) -> ExportedEntry:
    """Return the event of a deadline, with a reminder the day before: an answer takes some thought."""
    event = CalendarEvent(
        uid=uid(deadline.interview.interview_id, deadline.key),
        title=deadline.title,
        text=deadline.advice(view.day_format),
        start=deadline.on,
        end=deadline.on + timedelta(days=1),
        remind=NINE_IN_THE_MORNING - timedelta(days=1),
    )
    return ExportedEntry(event=event, interview_id=deadline.interview.interview_id, what="Answer to an offer")


def _interview_entry(view: WorkspaceView, details: InterviewDetails) -> ExportedEntry:
    interview = details.interview
    round_text = f", round {interview.round}" if interview.round > 1 else ""
    start = _start_time(interview, view.records.settings.timezone)
    event = CalendarEvent(
        uid=uid(interview.interview_id, "interview"),
        title=f"Interview{round_text}: {interview.title}",
        text=_people_and_format(view, details),
        start=start,
        end=(start.astimezone(UTC) + AN_HOUR).astimezone(start.tzinfo) if start.tzinfo else start + AN_HOUR,
        location=_location(interview.notes),
        remind=-AN_HOUR if interview.held_on >= view.today else None,
    )
    return ExportedEntry(event=event, interview_id=interview.interview_id, what="Interview")


def _start_time(interview: Interview, candidate_zone: str) -> datetime:
    """Return when an interview begins: in its own time zone, else in the candidate's, else without one."""
    zone = interview.timezone or candidate_zone
    return interview.held_at.replace(tzinfo=ZoneInfo(zone)) if known_timezone(zone) else interview.held_at


def _people_and_format(view: WorkspaceView, details: InterviewDetails) -> str:
    names = [name for interviewer in details.interviewers if (name := view.name(interviewer.person_id))]
    interview_format = details.interview.format
    lines = [f"With {', '.join(names)}."] if names else []
    return "\n".join([*lines, *([f"{FORMAT_WORDS[interview_format]}."] if interview_format else [])])


def _location(notes: str) -> str:
    lines = [line.strip() for line in notes.splitlines()]
    return next(
        (
            line.removeprefix(prefix).strip()
            for prefix in _PLACE_PREFIXES
            for line in lines
            if line.startswith(prefix)
        ),
        "",
    )
