"""The candidate's dates for their own calendar: as a file to bring in, and as a calendar to subscribe to."""

import threading
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_core.cadence import Step
from followup_core.clock import Clock
from followup_core.formats.ical_export import (
    AN_HOUR,
    CalendarEvent,
    PlannedEvent,
    calendar_ics,
    step_events,
    uid,
)
from followup_core.models import Interview, InterviewDetails, known_timezone
from followup_core.services.labels import FORMAT_WORDS, STEP_NOUNS, step_title
from followup_core.services.workspace import Workspace, WorkspaceView

from .calendar_sync import CalendarEntry, SyncState, assign_sequences, load_sync_state, save_sync_state

CALENDAR_NAME = "After the interview"
_PLACES = ("Place:", "Link:", "Phone:")
"""How a line of an interview's notes begins that says where it is: an invitation that came in writes it."""

_ONE_AT_A_TIME = threading.Lock()
"""While a file is made: two of one moment would be numbered alike."""


def calendar_file(view: WorkspaceView, folder: Path, *, interview_id: str = "", made_at: datetime) -> bytes:
    """Return every interview and planned step, or those of one interview, as a calendar file.

    What is unchanged since an earlier file keeps its number, what changed gets a greater one, and what
    is not planned any more comes as cancelled: a calendar updates, and nothing is doubled. That is
    remembered in the workspace's `folder`; where it cannot be, the file comes all the same.
    `made_at` is aware. Raises Unknown for an interview that is gone.
    """
    entries = _entries(view, (interview_id,) if interview_id else tuple(view.records.rounds))
    with _ONE_AT_A_TIME:
        events, record = assign_sequences(
            load_sync_state(folder), entries, today=view.today, made_at=made_at, only=interview_id
        )
        with suppress(OSError):
            save_sync_state(folder, record)
    return calendar_ics(events, made_at=made_at)


class CalendarFeed:
    """A desk's dates as a calendar to subscribe to: the whole of it each time, so nothing is cancelled."""

    def __init__(self) -> None:
        self._record: SyncState = {}
        self._lock = threading.Lock()

    def calendar(self, workspace: Workspace, clock: Clock) -> bytes:
        """Return the calendar of this moment, on the candidate's own day."""
        made_at = clock.moment()
        zone = workspace.view(clock.day()).records.settings.timezone
        view = workspace.view(clock.day(zone if known_timezone(zone) else ""))
        entries = _entries(view, tuple(view.records.rounds))
        with self._lock:
            events, record = assign_sequences(self._record, entries, today=view.today, made_at=made_at)
            self._record = {each.event.uid: record[each.event.uid] for each in entries}
        standing = (event for event in events if not event.cancelled)
        return calendar_ics(standing, made_at=made_at, name=CALENDAR_NAME)


def planned_events(view: WorkspaceView, *interview_ids: str) -> list[PlannedEvent]:
    """Return the steps of these interviews under silence, by day."""
    steps = [step for key in interview_ids for step in view.plan(key)]
    steps.sort(key=lambda step: (step.earliest, *step.order))
    return [PlannedEvent(step=step, title=event_title(view, step)) for step in steps]


def event_title(view: WorkspaceView, step: Step) -> str:
    """Return what a step asks for, with the organization: in a calendar it stands among other things."""
    interview = view.round(step.interview_id).interview
    said = step_title(step, view.name(step.person_id), interview)
    return said if interview.organization in said else f"{said}, {interview.organization}"


def _entries(view: WorkspaceView, interview_ids: tuple[str, ...]) -> list[CalendarEntry]:
    rounds = [view.round(key) for key in interview_ids]
    entries = [_interview(view, each) for each in rounds if not _called_off(each.interview, view.today)]
    planned = planned_events(view, *interview_ids)
    for each, event in zip(planned, step_events(planned, today=view.today), strict=True):
        entries.append(
            CalendarEntry(event=event, interview_id=each.step.interview_id, what=STEP_NOUNS[each.step.kind])
        )
    return entries


def _called_off(interview: Interview, today: date) -> bool:
    """Whether an interview that was still to come ended before it began."""
    return interview.outcome is not None and interview.held_on > today


def _interview(view: WorkspaceView, details: InterviewDetails) -> CalendarEntry:
    interview = details.interview
    which = f", round {interview.round}" if interview.round > 1 else ""
    start = _start(interview, view.records.settings.timezone)
    event = CalendarEvent(
        uid=uid(interview.interview_id, "interview"),
        title=f"Interview{which}: {interview.title}",
        text=_with_whom(view, details),
        start=start,
        end=(start.astimezone(UTC) + AN_HOUR).astimezone(start.tzinfo) if start.tzinfo else start + AN_HOUR,
        place=_place(interview.notes),
        remind=-AN_HOUR if interview.held_on >= view.today else None,
    )
    return CalendarEntry(event=event, interview_id=interview.interview_id, what="Interview")


def _start(interview: Interview, own_zone: str) -> datetime:
    """Return when it begins, in its own zone or the candidate's; without either, wherever the calendar is."""
    zone = interview.timezone or own_zone
    return interview.held_at.replace(tzinfo=ZoneInfo(zone)) if known_timezone(zone) else interview.held_at


def _with_whom(view: WorkspaceView, details: InterviewDetails) -> str:
    names = [name for met in details.interviewers if (name := view.name(met.person_id))]
    form = details.interview.format
    lines = [f"With {', '.join(names)}."] if names else []
    return "\n".join([*lines, *([f"{FORMAT_WORDS[form]}."] if form else [])])


def _place(notes: str) -> str:
    lines = [line.strip() for line in notes.splitlines()]
    return next(
        (line.removeprefix(sign).strip() for sign in _PLACES for line in lines if line.startswith(sign)), ""
    )
