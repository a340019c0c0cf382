"""Writes planned steps and interviews as a calendar file that any calendar program reads.

Steps are all-day events, each with its reason and a reminder at nine in the morning;
interviews have their time of day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from followup_core.cadence import Step
from followup_core.models.date_text import DayFormat
from followup_core.text import one_line

from .vtimezone import add_zones

if TYPE_CHECKING:
    import icalendar

_PRODUCT_ID = "-//Follow-up//A calm coach after interviews//EN"
_DOMAIN = "steps.followup.invalid"
"""The end of every event id.

`.invalid` never belongs to anybody (RFC 2606); calendars compare the whole id.
"""

AN_HOUR = timedelta(hours=1)
NINE_IN_THE_MORNING = timedelta(hours=9)  # after the beginning of the day, wherever the calendar is


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """A step for a calendar, on its planned day. `title` says what to do, and with whom."""

    step: Step
    on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One entry of a calendar.

    `start` is a day, a wall-clock time (wherever the calendar is), or a time in a zone. `end` is exclusive.
    `remind` is the time from the start to the reminder; None for no reminder. If two files have the entry,
    the greater `sequence` is the later version. A canceled entry disappears from the calendar.
    """

    uid: str
    title: str
    text: str = ""
    start: date
    end: date
    location: str = ""
    remind: timedelta | None = None
    sequence: int = field(default=0, compare=False)
    cancelled: bool = False


def planned_ics(
    planned: Iterable[PlannedEvent], *, day_format: DayFormat, made_at: datetime, sequence: int = 0
) -> bytes:
    """Return the steps as an iCalendar file of all-day events, in the given order.

    An event is on the planned day of its step. Its id stays the same as long as interview, person and kind
    do. `made_at` (timezone-aware) and a greater `sequence` tell a calendar which of two files is later.
    """
    return calendar_ics(step_events(planned, day_format=day_format, sequence=sequence), made_at=made_at)


def step_events(
    planned: Iterable[PlannedEvent], *, day_format: DayFormat, sequence: int = 0
) -> tuple[CalendarEvent, ...]:
    """Return an event for each step, as `planned_ics` describes them."""
    key_counts: Counter[tuple[str, ...]] = Counter()
    events = []
    for planned_event in planned:
        step = planned_event.step
        step_key = (step.interview_id, step.person_id, step.kind.value)
        key_counts[step_key] += 1
        day, due_on = planned_event.on, step.last_timely_day
        due = f"\n\nDue by {day_format.full(due_on)}." if due_on is not None and due_on > day else ""
        events.append(
            CalendarEvent(
                uid=uid(*step_key, *([str(key_counts[step_key])] if key_counts[step_key] > 1 else [])),
                title=planned_event.title,
                text=f"{one_line(step.because)}{due}",
                start=day,
                end=day + timedelta(days=1),
                remind=NINE_IN_THE_MORNING,
                sequence=sequence,
            )
        )
    return tuple(events)


def calendar_ics(events: Iterable[CalendarEvent], *, made_at: datetime, name: str = "") -> bytes:
    """Return a calendar file of these events, with the time zones that it needs.

    If it has a `name`, it is a calendar to subscribe to, refreshed every hour.
    """
    import icalendar  # takes a quarter of a second to load, and only calendars need it

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", _one_line_vtext(name))
        calendar.add("x-wr-calname", _one_line_vtext(name))
        calendar.add("refresh-interval", AN_HOUR, {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    event_list = list(events)
    for event in event_list:
        calendar.add_component(_ical_event(event, made_at))
    add_zones(calendar, [event.start for event in event_list])
    return bytes(calendar.to_ical())


def uid(*parts: str) -> str:
    """Return the event id for these parts; ids of a workspace may contain any characters."""
    name = "\x1f".join(parts).encode("utf-8", "replace").decode()
    return f"{uuid5(NAMESPACE_URL, name)}@{_DOMAIN}"


def _ical_event(entry: CalendarEvent, made_at: datetime) -> "icalendar.Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", _one_line_vtext(entry.title))
    if entry.text:
        event.add("description", _vtext("\n".join(one_line(line) for line in entry.text.split("\n"))))
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    if entry.location:
        event.add("location", _one_line_vtext(entry.location))
    # An all-day event must not mark the time as busy.
    event.add("transp", "OPAQUE" if isinstance(entry.start, datetime) else "TRANSPARENT")
    event.add("class", "PRIVATE")  # the calendar may be shared with the present employer
    if entry.cancelled:
        event.add("status", "CANCELLED")
    elif entry.remind is not None:
        event.add_component(_alarm(entry.title, entry.remind))
    return event


def _alarm(title: str, remind: timedelta) -> "icalendar.Alarm":
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line_vtext(title))
    alarm.add("trigger", remind)
    return alarm


def _one_line_vtext(text: str) -> "icalendar.vText":
    return _vtext(one_line(text))


def _vtext(text: str) -> "icalendar.vText":
    return _vtext_class()(text)


@cache
def _vtext_class() -> "type[icalendar.vText]":
    """Return icalendar's text class, corrected: version 7.3 writes a backslash and N as a line break."""
    import icalendar

    class Text(icalendar.vText):
        def to_ical(self) -> bytes:
            return rb"\\N".join(icalendar.vText(part).to_ical() for part in self.split(r"\N"))

    return Text
