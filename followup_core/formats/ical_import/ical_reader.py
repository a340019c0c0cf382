"""The iCalendar reader: checks limits first, then parses only the lines that interviews need."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

if TYPE_CHECKING:
    import icalendar

MAX_EVENTS = 500
MAX_DEPTH = 3  # calendar, event, reminder; or calendar, zone, its winter time
_MAX_LINES = 10_000  # of those that matter here
_LONGEST_LINE = 20_000  # longer lines are cut, as a stored text would be
_MAX_ALL_LINES = 200_000

_REMEDY = "Choose the .ics file of the invitation, or save it from your calendar again."
_COMPONENTS = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
_NAMES = """
METHOD UID SEQUENCE STATUS SUMMARY DESCRIPTION LOCATION URL CONFERENCE ORGANIZER ATTENDEE DTSTART
RECURRENCE-ID RRULE RDATE TZID TZOFFSETFROM TZOFFSETTO X-LIC-LOCATION X-GOOGLE-CONFERENCE X-GOOGLE-
HANGOUT X-MICROSOFT-SKYPETEAMSMEETINGURL X-MICROSOFT-ONLINEMEETINGEXTERNALLINK X-MICROSOFT-
ONLINEMEETINGCONFLINK X-ZOOM-MEETING-URL X-WEBEX-MEETING-URL
"""
_PROPERTIES = frozenset(_NAMES.split())
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_FOLD = re.compile(rb"\n[ \t]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")
_BROKEN = (
    *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError),
    *(RecursionError, AssertionError),  # raised by the parsers for unexpected text
)


def components(data: bytes) -> tuple[list["icalendar.Component"], bool]:
    """Return the calendars of a file, and whether its encoding had to be guessed.

    Raises:
        UnreadableFile: It is not a calendar file, is truncated, or is larger than any invitation.
    """
    if len(data) > MEGABYTE:
        raise UnreadableFile("The file is larger than 1 MB; an invitation has a few kB.", _REMEDY)
    text, guessed = _decoded(data)
    lines = list(_wanted(text))
    try:
        return _parsed(lines), guessed
    except _BROKEN as error:
        raise UnreadableFile("The calendar file is damaged; nothing was taken from it.", _REMEDY) from error


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text with its long lines joined, and whether it was not UTF-8 as it should be."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    # Joined before decoding, because some programs break a line in the middle of a character.
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if plain.count(b"\n") > _MAX_ALL_LINES:
        raise UnreadableFile(f"The file has more than {_MAX_ALL_LINES:,} lines.", _REMEDY)
    joined = _FOLD.sub(b"", plain)
    try:
        return joined.decode("utf-8"), False
    except UnicodeDecodeError:
        return joined.decode("cp1252", "replace"), True


def _wanted(text: str) -> Iterator[str]:
    """Yield the lines that matter, after checking the structure of the file."""
    open_: list[str] = []
    kept = events = 0
    is_whole = False
    for raw in text.split("\n"):
        line = _CONTROL.sub("", raw[:_LONGEST_LINE]).strip(" \t\ufeff")
        name, _, value = line.partition(":")
        name, value = name.upper(), value.strip().upper()
        if is_whole and not open_ and (name, value) != ("BEGIN", "VCALENDAR"):
            continue  # some programs write more after the calendar, such as a zone that belongs inside
        if name == "BEGIN":
            open_.append(value)
            events += value == "VEVENT"
            _check_shape(open_, events)
        elif not open_ and line:
            raise UnreadableFile("This is not a calendar file.", _REMEDY)
        if _matters(line, name, open_):
            kept += 1
            if kept > _MAX_LINES:
                raise UnreadableFile("The file holds more than any calendar of interviews.", _REMEDY)
            yield f"{name}:{value}" if name in ("BEGIN", "END") else line
        if name == "END" and (not open_ or open_.pop() != value):
            raise UnreadableFile("The calendar file is damaged; nothing was taken from it.", _REMEDY)
        is_whole = is_whole or (name == "END" and not open_)
    if open_:
        raise UnreadableFile("The calendar file is cut off; nothing was taken from it.", _REMEDY)
    if not kept:
        raise UnreadableFile("This is not a calendar file.", _REMEDY)


def _check_shape(open_: list[str], events: int) -> None:
    if open_[0] != "VCALENDAR":
        raise UnreadableFile("This is not a calendar file.", _REMEDY)
    if len(open_) > MAX_DEPTH:
        raise UnreadableFile("The calendar file is nested deeper than any invitation.", _REMEDY)
    if events > MAX_EVENTS:
        raise UnreadableFile(
            f"The file holds more than {MAX_EVENTS} entries.", "Choose the file of the invitation alone."
        )


def _matters(line: str, name: str, open_: list[str]) -> bool:
    if not _COMPONENTS.issuperset(open_):
        return False
    found = _NAME.match(line)
    return name in ("BEGIN", "END") or (found is not None and found.group().upper() in _PROPERTIES)


def _parsed(lines: list[str]) -> list["icalendar.Component"]:
    """Parse the lines without registering any zone that the file defines for itself.

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

    read: Any = Contentline  # it has no type annotations
    return Parser([read(line) for line in lines], ComponentFactory(), TypesFactory.instance()).parse()


def first_value(component: "icalendar.Component", name: str) -> Any:
    """Return the first value of a property, None if there is none."""
    found = component.get(name)
    return (found[0] if found else None) if isinstance(found, list) else found


def all_values(component: "icalendar.Component", name: str) -> list[Any]:
    """Return all values of a property."""
    found = component.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def text_value(component: "icalendar.Component", name: str, most: int = 20_000) -> str:
    """Return the text of a property with its line breaks, '' if there is none."""
    value = first_value(component, name)
    return "" if value is None else _CONTROL.sub(" ", str(value))[:most].strip()
