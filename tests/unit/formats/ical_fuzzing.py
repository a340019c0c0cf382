"""Damaged invitations, as many as wanted: whatever comes in, a sentence comes out."""

import random
from collections.abc import Callable
from datetime import date

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.parsed_file import ParsedFile, UnreadableFile
from followup_core.models import SCHEMA, parse_date, read_cell
from tests.tools.fuzz.generated_inputs import mutated
from tests.unit.formats.invitations import file

SEEDS = ("google", "outlook", "apple", "calendly", "zoom")
_BITS = (
    *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VTIMEZONE", "END:VTIMEZONE"),
    *("DTSTART:99991231T235959Z", "DTSTART;VALUE=DATE:00010101", "DTSTART;TZID=../../etc/x:20260102T030405"),
    *("DTSTART;TZID=Europe/Berlin:20260329T023000", "DTSTART:P1D", "DTSTART;VALUE=PERIOD:2026/PT1H"),
    *("RRULE:FREQ=SECONDLY;COUNT=999999", "RRULE:FREQ=YEARLY;BYMONTH=99;BYDAY=9SU", "SUMMARY:" + "(" * 400),
    *("RDATE;VALUE=PERIOD:x", "TZOFFSETTO:+9999", 'ORGANIZER;CN=",,":mailto:', "ATTENDEE;CN=:mailto:@@@"),
    *("SEQUENCE:x", 'SUMMARY;X=";:\\n', "LOCATION:tel:", "DESCRIPTION:" + "https://" * 50, "METHOD:CANCEL"),
    *("\ud7ff\u202e\U0001f600", "\x00\x07", "=1+1", ";;;===:::", "X" * 3_000, "\\,\\;\\n\\\\"),
)

Change = Callable[[random.Random, bytes], bytes]


def _bytes(chance: random.Random, data: bytes) -> bytes:
    return mutated(data, chance, [bit.encode() for bit in _BITS])


def _lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    if chance.random() < 0.2:
        chance.shuffle(lines)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(lines))
        lines[place : place + chance.randint(0, 2)] = [chance.choice(lines), chance.choice(_BITS).encode()]
    return b"\r\n".join(lines)


def _value(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    place = chance.randrange(len(lines))
    name, colon, _ = lines[place].partition(b":")
    lines[place] = name + colon + chance.choice(_BITS).encode()
    return b"\r\n".join(lines)


def _twice(chance: random.Random, data: bytes) -> bytes:
    return data + file(chance.choice(SEEDS))


_CHANGES: tuple[Change, ...] = (_bytes, _bytes, _lines, _value, _twice)


def damaged(chance: random.Random) -> bytes:
    """Return an invitation changed in one to four ways."""
    data = file(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def sound(arrival: ParsedFile) -> None:
    """Assert that all rows hold what our tables may hold."""
    for table, rows in arrival.rows.items():
        for row in rows:
            columns = SCHEMA[table].columns
            assert tuple(row) in (columns, (*columns, *SCHEMA[table].optional))
            for column, text in row.items():
                if column == "held_at" and len(text) == 10:
                    parse_date(text)
                elif text:
                    read_cell(table, column, text)
            for column in SCHEMA[table].required:
                assert row[column].strip(), (table, column)


def read(data: bytes) -> str:
    """Read once; return "read" or "refused". Anything else that is raised is a bug."""
    try:
        arrival = read_calendar(
            data, own_addresses=["robin@example.org"], zone="Europe/Berlin", today=date(2026, 11, 18)
        )
    except UnreadableFile as error:
        return "refused" if error.remedy else "refused without a remedy"
    sound(arrival)
    return "read"
