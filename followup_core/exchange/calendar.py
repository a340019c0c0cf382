"""Planned steps as a calendar file: whole days, each with its reason, quiet until nine in the morning."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from followup_core.cadence import Step
from followup_core.records.dates import spoken

if TYPE_CHECKING:
    import icalendar

_MADE_BY = "-//Follow-up//A calm coach after interviews//EN"
_DOMAIN = "steps.followup.invalid"
"""What every id ends with. `.invalid` belongs to nobody, ever (RFC 2606); calendars go by the whole id."""

_REMIND_AFTER = timedelta(hours=9)  # of the day's beginning, wherever the calendar is
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A step as it stands in a calendar: `title` says what to do, and with whom."""

    step: Step
    title: str


def planned_ics(planned: Iterable[Planned], *, today: date, made_at: datetime, sequence: int = 0) -> bytes:
    """Return the steps as an iCalendar file of all-day events, in the order given.

    An event stands on its step's first day, or on `today` where that has passed. It keeps its id
    as long as interview, person and kind stay; `made_at` (aware) and a greater `sequence`
    tell a calendar which of two files is the later one.
    """
    import icalendar  # a quarter of a second, for those who ask for a calendar only

    calendar = icalendar.Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    seen: Counter[tuple[str, str, str]] = Counter()
    for each in planned:
        who = (each.step.interview_id, each.step.person_id, each.step.kind.value)
        seen[who] += 1
        event = _event(each, today)
        event.add("uid", _uid(*who, seen[who]))
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("sequence", sequence)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(planned: Planned, today: date) -> "icalendar.Event":
    import icalendar

    step = planned.step
    day = max(step.earliest, today)
    event = icalendar.Event()
    event.add("summary", _line(planned.title))
    event.add("description", f"{_line(step.because)}\n\nDue by {spoken(step.due, today)}.")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # it takes no time of the day away
    event.add("class", "PRIVATE")  # a calendar may be shared with the present employer
    event.add_component(_alarm(planned.title))
    return event


def _alarm(title: str) -> "icalendar.Alarm":
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(title))
    alarm.add("trigger", _REMIND_AFTER)
    return alarm


def _uid(interview_id: str, person_id: str, kind: str, number: int) -> str:
    """Return the id of the `number`-th such event; ids of a workspace may hold any letters."""
    parts = [interview_id, person_id, kind, *([str(number)] if number > 1 else [])]
    name = "\x1f".join(parts).encode("utf-8", "replace").decode()
    return f"{uuid5(NAMESPACE_URL, name)}@{_DOMAIN}"


def _line(text: str) -> str:
    """Return a text on one line, without the control characters that no calendar may hold."""
    return " ".join(_CONTROL.sub(" ", text).split())
