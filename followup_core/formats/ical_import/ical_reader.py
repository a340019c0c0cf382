"""Reads iCalendar files: one pass checks limits and keeps the lines that matter, which are then parsed.

That pass leaves out entries of past years, so a calendar of many years costs little more than a
calendar of one year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

if TYPE_CHECKING:
    import icalendar

MAX_CALENDAR_BYTES = 10 * MEGABYTE
MAX_EVENTS = 2_000  # since the earliest day that counts
MAX_DEPTH = 3  # calendar, event, reminder; or calendar, zone, its winter time
MAX_INVITED = 500  # of one event; further ones are not read
_MAX_LINES = 100_000  # of those that matter here, in all calendars of an upload
_MAX_EVENT_LINES = 10_000  # of those that matter here, in one event
_MAX_LINE_CHARS = 20_000  # longer lines are cut, as a stored text would be
_MAX_CHARS = MAX_CALENDAR_BYTES  # in the lines that matter here, in all calendars of an upload
_MAX_ALL_LINES = 400_000

_REMEDY = "Choose the .ics file of the invitation, or save it from your calendar again."
_EXPORT_ONE = "Export one calendar alone, or choose the file of the invitation."
_COMPONENTS = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
_PROPERTY_NAMES = """
METHOD UID SEQUENCE DTSTAMP STATUS SUMMARY DESCRIPTION LOCATION URL CONFERENCE ORGANIZER ATTENDEE
DTSTART RECURRENCE-ID RRULE RDATE TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-WR-CALNAME X-GOOGLE-CONFERENCE
X-GOOGLE-HANGOUT X-MICROSOFT-SKYPETEAMSMEETINGURL X-MICROSOFT-ONLINEMEETINGEXTERNALLINK
X-MICROSOFT-ONLINEMEETINGCONFLINK X-ZOOM-MEETING-URL X-WEBEX-MEETING-URL
"""
_PROPERTIES = frozenset(_PROPERTY_NAMES.split())
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_FOLD = re.compile(rb"\n[ \t]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")
_RULES = ("RRULE", "RDATE")
_MAX_RULE_CHARS = 300
_STANDARD_RULE = "RRULE:FREQ=DAILY"
"""Replaces the rules of an event: only whether it repeats matters, and parsing long rules takes long."""

_DAY_DIGITS = len("20261102")
_PARSER_ERRORS = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError),
    *(RecursionError, AssertionError),  # raised by the parsers for unexpected text
)


@dataclass(slots=True, kw_only=True)
class CalendarTally:
    """Counts what is read from the calendars of one upload, which share their limits.

    Events that begin before `earliest` are counted in `past_events` only.
    """

    earliest: date
    events: int = 0
    lines: int = 0
    chars: int = 0
    past_events: int = 0

    def count(self, lines: Iterable[str]) -> None:
        """Count lines that are parsed; raise UnreadableFile above a limit."""
        for line in lines:
            self.lines += 1
            self.chars += len(line)
            self.events += line == "BEGIN:VEVENT"
        if self.events > MAX_EVENTS:
            raise UnreadableFile(
                f"The file holds more than {MAX_EVENTS:,} entries since {self.earliest.year}.", _EXPORT_ONE
            )
        if self.lines > _MAX_LINES or self.chars > _MAX_CHARS:
            raise UnreadableFile("The file holds more than any calendar of interviews.", _EXPORT_ONE)


def components(data: bytes, tally: CalendarTally) -> tuple[list["icalendar.Component"], bool]:
    """Return the calendars of a file, and whether its encoding had to be guessed.

    Events that begin before the earliest day stay out, unless the file has no other.

    Raises:
        UnreadableFile: It is not a calendar file, is truncated, or exceeds a limit.
    """
    if len(data) > MAX_CALENDAR_BYTES:
        raise UnreadableFile(f"The file is larger than {MAX_CALENDAR_BYTES // MEGABYTE} MB.", _EXPORT_ONE)
    text, encoding_guessed = _decode(data)
    lines = _lines_to_parse(text, tally)
    try:
        return _parse(lines), encoding_guessed
    except _PARSER_ERRORS as error:
        raise UnreadableFile("The calendar file is damaged; nothing was taken from it.", _REMEDY) from error


def _decode(data: bytes) -> tuple[str, bool]:
    """Return the text with its folded lines joined, and whether its encoding had to be guessed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    # Joined before decoding, because some programs break a line in the middle of a character.
    with_newlines = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if with_newlines.count(b"\n") > _MAX_ALL_LINES:
        raise UnreadableFile(f"The file has more than {_MAX_ALL_LINES:,} lines.", _REMEDY)
    joined = _FOLD.sub(b"", with_newlines)
    try:
        return joined.decode("utf-8"), False
    except UnicodeDecodeError:
        return joined.decode("cp1252", "replace"), True


@dataclass(slots=True, kw_only=True)
class _LinesToParse:
    """The lines to parse: those around the events, and those of events that aren't left out."""

    tally: CalendarTally
    lines: list[str] = field(default_factory=list)
    event: list[str] = field(default_factory=list)
    event_lines: int = 0
    invited: int = 0
    repeats: bool = False
    events: int = 0
    only_event: tuple[int, list[str]] | None = None
    """The first event and its index, if it was left out."""

    def add(self, line: str, name: str, *, in_event: bool) -> None:
        """Keep a line. If an event has too many guests, the lines of the further guests are dropped."""
        property_name = name.partition(";")[0]
        is_rule = property_name in _RULES
        if not in_event:
            if not is_rule or len(line) <= _MAX_RULE_CHARS:
                self.tally.count((line,))
                self.lines.append(line)
            return
        self.event_lines += 1
        if self.event_lines > _MAX_EVENT_LINES:
            raise UnreadableFile("An entry in the file holds more than any invitation.", _REMEDY)
        self.invited += property_name == "ATTENDEE"
        if is_rule:
            self.repeats = True
        elif property_name != "ATTENDEE" or self.invited <= MAX_INVITED:
            self.event.append(line)

    def end_event(self) -> None:
        """Keep the event that ends here, or leave it out."""
        self.events += 1
        if self.repeats:
            self.event.insert(1, _STANDARD_RULE)
        if self._is_past():
            self.tally.past_events += 1
            self.only_event = (len(self.lines), self.event) if self.events == 1 else self.only_event
        else:
            self.tally.count(self.event)
            self.lines += self.event
        self.event, self.event_lines, self.invited, self.repeats = [], 0, 0, False

    def _is_past(self) -> bool:
        start = next((line for line in self.event if line[:7].upper() == "DTSTART"), "")
        day = start.rpartition(":")[2].strip()[:_DAY_DIGITS]
        return len(day) == _DAY_DIGITS and day.isdecimal() and day < f"{self.tally.earliest:%Y%m%d}"

    def all_lines(self) -> list[str]:
        """Return all kept lines. If the file has only one event, it is kept on whatever day it is."""
        if self.only_event and self.events == 1:
            place, event = self.only_event
            self.tally.past_events -= 1
            self.tally.count(event)
            self.lines[place:place] = event
        return self.lines


def _lines_to_parse(text: str, tally: CalendarTally) -> list[str]:
    """Return the lines that matter, after checking the structure of the file."""
    selected = _LinesToParse(tally=tally)
    open_components: list[str] = []
    is_complete = False
    for raw in text.split("\n"):
        line = _CONTROL.sub("", raw[:_MAX_LINE_CHARS]).strip(" \t\ufeff")
        name, _, value = line.partition(":")
        name, value = name.upper(), value.strip().upper()
        if is_complete and not open_components and (name, value) != ("BEGIN", "VCALENDAR"):
            continue  # some programs write more after the calendar, such as a zone that belongs inside it
        if name == "BEGIN":
            open_components.append(value)
        _check_structure(open_components, line)
        if _is_needed(line, name, open_components):
            structure = f"{name}:{value}" if name in ("BEGIN", "END") else line
            selected.add(structure, name, in_event=open_components[1:2] == ["VEVENT"])
        if name == "END":
            _close_component(open_components, value, selected)
            is_complete = is_complete or not open_components
    if open_components:
        raise UnreadableFile("The calendar file is cut off; nothing was taken from it.", _REMEDY)
    if not selected.lines:
        raise UnreadableFile("This is not a calendar file.", _REMEDY)
    return selected.all_lines()


def _check_structure(open_components: list[str], line: str) -> None:
    if open_components[:1] != ["VCALENDAR"] and line:
        raise UnreadableFile("This is not a calendar file.", _REMEDY)
    if len(open_components) > MAX_DEPTH:
        raise UnreadableFile("The calendar file is nested deeper than any invitation.", _REMEDY)


def _close_component(open_components: list[str], value: str, selected: _LinesToParse) -> None:
    if not open_components or open_components.pop() != value:
        raise UnreadableFile("The calendar file is damaged; nothing was taken from it.", _REMEDY)
    if value == "VEVENT" and len(open_components) == 1:
        selected.end_event()


def _is_needed(line: str, name: str, open_components: list[str]) -> bool:
    if not _COMPONENTS.issuperset(open_components):
        return False
    match = _NAME.match(line)
    return name in ("BEGIN", "END") or (match is not None and match.group().upper() in _PROPERTIES)


def _parse(lines: list[str]) -> list["icalendar.Component"]:
    """Parse the lines, without registering the time zones that the file defines.

    The library would keep such a zone for every later file, and expand its rules year
    by year.
    """
    from icalendar.cal import ComponentFactory
    from icalendar.parser import Contentline
    from icalendar.parser.ical import ComponentIcalParser
    from icalendar.prop import TypesFactory

    class Parser(ComponentIcalParser):
        datetime_names = ()

        def handle_end_component(self, vals: str) -> None:
            super().handle_end_component("" if vals == "VTIMEZONE" else vals)

        def handle_line_parse_error(self, exception: Exception) -> None:
            pass  # one line is left out; what it contained is then reported as missing

        def handle_property_parse_error(self, exception: Exception, *_rest: object) -> None:
            pass

    content_line: Any = Contentline  # it has no type annotations
    return Parser([content_line(line) for line in lines], ComponentFactory(), TypesFactory.instance()).parse()


def first_value(component: "icalendar.Component", name: str) -> Any:
    """Return the first value of a property, None if there is none."""
    value = component.get(name)
    return (value[0] if value else None) if isinstance(value, list) else value


def all_values(component: "icalendar.Component", name: str) -> list[Any]:
    """Return all values of a property."""
    value = component.get(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def text_value(component: "icalendar.Component", name: str, max_chars: int = 20_000) -> str:
    """Return the text of a property with its line breaks, '' if there is none."""
    value = first_value(component, name)
    return "" if value is None else _CONTROL.sub(" ", str(value))[:max_chars].strip()
