"""Files that repeat one construct of their format for as long as one likes, for each reader of files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from followup_core.coach.importing.unattended import read_any
from followup_core.exchange.arrival import NotReadable
from followup_core.exchange.bundle import NotABundle
from followup_core.records import Settings

TODAY = date(2026, 11, 18)
Made = Callable[[int], bytes]
"""Makes a file of about so many bytes."""


def repeated(before: str, piece: str, after: str) -> Made:
    """Repeat a piece of text; `#` in it is a number of its own each time."""

    def made(size: int) -> bytes:
        if "#" not in piece:
            return (before + piece * (size // len(piece)) + after).encode()
        return (before + "".join(piece.replace("#", str(n)) for n in range(size // (len(piece) + 4))) + after).encode()

    return made


def vcard(before: str, piece: str, after: str = "") -> Made:
    return repeated(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Ruiz\r\n{before}", piece, f"{after}\r\nEND:VCARD\r\n")


def event(before: str, piece: str, after: str = "") -> Made:
    return repeated(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Interview with Acme\r\n"
        f"DTSTART:20261120T100000Z\r\n{before}",
        piece,
        f"{after}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )


def calendar(piece: str) -> Made:
    return repeated("BEGIN:VCALENDAR\r\n", piece, "END:VCALENDAR\r\n")


VCARDS: Mapping[str, Made] = {
    "parameters": vcard("TEL", ";TYPE=a", ":1"),
    "different parameters": vcard("TEL", ";X#=a", ":1"),
    "bare parameters": vcard("TEL", ";a", ":1"),
    "empty parameters": vcard("TEL", ";", ":1"),
    "values of a parameter": vcard("TEL;TYPE=a", ",a", ":1"),
    "quotes": vcard("TEL;X=", '"', ":1"),
    "pairs of quotes": vcard("TEL;X=", '""', ":1"),
    "quotes without a colon": vcard("TEL;X=", '";"', ""),
    "digits of a preference": vcard("TEL;PREF=", "9", ":1"),
    "preferences": vcard("TEL", ";PREF=9", ":1"),
    "groups": vcard("", "a.", "TEL:1"),
    "a long name": vcard("", "a", ":1"),
    "colons": vcard("TEL", ":", ""),
    "parts of a name": vcard("N:", "a;"),
    "commas": vcard("ORG:", "a,"),
    "commas without a colon": vcard("", ","),
    "backslashes": vcard("NOTE:", "\\"),
    "folded lines": vcard("NOTE:a", "\r\n a"),
    "folded blanks": vcard("NOTE:a", "\r\n "),
    "soft line ends": vcard("NOTE;ENCODING=QUOTED-PRINTABLE:a", "=\r\n"),
    "quoted-printable": vcard("NOTE;ENCODING=QUOTED-PRINTABLE:", "=C3=BC"),
    "a slow charset": vcard("", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=punycode:" + "ab-" + "a" * 19_000 + "\r\n"),
    "a charset of hosts": vcard("", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=idna:" + "=C3=BC" * 3_000 + "\r\n"),
    "blank lines": vcard("", "\r\n"),
    "carriage returns": vcard("", "\r"),
    "lines of blanks": vcard("", " \r\n"),
    "numbers": vcard("", "TEL:1\r\n"),
    "faxes": vcard("", "TEL;TYPE=FAX:1\r\n"),
    "addresses": vcard("", "EMAIL:a\r\n"),
    "profiles": vcard("", "URL:https://x\r\n"),
    "beginnings of profiles": vcard("URL:", "https://xx.linkedin.com"),
    "at signs": vcard("EMAIL:", "@"),
    "dots": vcard("EMAIL:a@", "a."),
    "properties that mean nothing": vcard("", "X-A:1\r\n"),
    "lines that are none": vcard("", "a\r\n"),
    "ends": vcard("", "END:VCARD\r\n"),
    "beginnings": vcard("", "BEGIN:VCARD\r\n"),
    "blanks after a beginning": vcard("BEGIN", " "),
    "beginnings in a line": vcard("", "BEGIN"),
    "accents": vcard("NOTE:", "a\u0301"),
}
INVITATIONS: Mapping[str, Made] = {
    "parameters": event("ATTENDEE", ";ROLE=A", ":mailto:a@b.org"),
    "different parameters": event("ATTENDEE", ";X#=A", ":mailto:a@b.org"),
    "values of a parameter": event("ATTENDEE;MEMBER=a", ",a", ":mailto:a@b.org"),
    "quotes": event("ATTENDEE;CN=", '"', ":mailto:a@b.org"),
    "pairs of quotes": event("ATTENDEE;CN=", '"",', ":mailto:a@b.org"),
    "short lines with parameters": event("", "ATTENDEE" + ";ROLE=A" * 2_800 + ":a\r\n"),
    "short lines with quotes": event("", "ATTENDEE;CN=" + '"' * 19_900 + ":a\r\n"),
    "people": event("", "ATTENDEE:mailto:a#@b#.org\r\n"),
    "people with names": event("", "ATTENDEE;CN=Dana Ruiz#:mailto:a#@b.org\r\n"),
    "begin times": event("", "DTSTART:20261120T100000Z\r\n"),
    "broken times": event("", "DTSTART:x\r\n"),
    "rules": event("", "RRULE:FREQ=DAILY\r\n"),
    "parts of a rule": event("RRULE:FREQ=DAILY", ";BYDAY=MO"),
    "days of rules": event("", "RRULE:FREQ=DAILY;BYMONTHDAY=1" + ",1" * 9_900 + "\r\n"),
    "added days": event("", "RDATE:20261120T100000Z" + ",20261120T100000Z" * 1_150 + "\r\n"),
    "periods": event("", "RDATE;VALUE=PERIOD:" + ",".join(["20261120T100000Z/PT1H"] * 900) + "\r\n"),
    "folded lines": event("DESCRIPTION:a", "\r\n a"),
    "folded blanks": event("DESCRIPTION:a", "\r\n "),
    "blank lines": event("", "\r\n"),
    "carriage returns": event("", "\r"),
    "lines that mean nothing": event("", "X-A:1\r\n"),
    "long lines": event("", "DESCRIPTION:" + "a" * 19_900 + "\r\n"),
    "backslashes": event("", "DESCRIPTION:" + "\\" * 19_900 + "\r\n"),
    "links": event("", "DESCRIPTION:" + "https://" * 2_400 + "\r\n"),
    "links with dots": event("", "DESCRIPTION:https://" + "a." * 9_900 + "\r\n"),
    "links to rooms": event("", "DESCRIPTION:" + "https://bbb.a" * 1_500 + "\r\n"),
    "hosts": event("", "DESCRIPTION:" + "a is inviting you to a " * 800 + "\r\n"),
    "colons": event("", ":"),
    "kinds of conferences": event("", "CONFERENCE:https://a\r\n"),
    "events": calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n"),
    "events of 2 kB with one title": calendar(
        "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20261120T100000Z\r\nSUMMARY:" + "first round " * 160 + "x\r\nEND:VEVENT\r\n"
    ),
    "rounds in titles": calendar(
        "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20261120T100000Z\r\nSUMMARY:Interview " + "1st-round " * 160 + "x\r\nEND:VEVENT\r\n"
    ),
    "people in every event": calendar(
        "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20261120T100000Z\r\nSUMMARY:Interview " + "Dana Ruiz " * 18 + "\r\n"
        + "".join(f"ATTENDEE;CN={'Dana Ruiz ' * n}:mailto:a{n}@b{n}.org\r\n" for n in range(1, 60))
        + "END:VEVENT\r\n"
    ),
    "alike domains": calendar(
        "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20261120T100000Z\r\nSUMMARY:Interview " + "Dana Ruiz " * 18 + "\r\n"
        + "".join(f"ATTENDEE;CN=D:mailto:a{n}@b{n}.org\r\n" for n in range(500))
        + "END:VEVENT\r\n"
    ),
    "calendars": repeated("", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", ""),
    "nested events": repeated("BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", ""),
    "reminders": event("", "BEGIN:VALARM\r\nEND:VALARM\r\n"),
    "zones": calendar("BEGIN:VTIMEZONE\r\nTZID:#\r\nEND:VTIMEZONE\r\n"),
    "rules of a zone": repeated(
        "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\n",
        "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n",
        "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Interview\r\nDTSTART;TZID=Own:20261120T100000\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
    ),
    "names of zones": event("DTSTART;TZID=", "a/", ":20261120T100000"),
    "versions": calendar("BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261120T100000Z\r\nEND:VEVENT\r\n"),
    "moved times": calendar(
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20261120T100000Z\r\nDTSTART:20261120T100000Z\r\nEND:VEVENT\r\n"
    ),
    "digits of a version": event("SEQUENCE:", "9"),
    "digits of a date": event("RECURRENCE-ID:", "9"),
    "control characters": event("DESCRIPTION:", "\x01"),
}
HEAD = "Company,Role,Interview Date,Contact Person,Email,Status,Notes\n"
CELLS = "Acme,Analyst,2026-11-02,"
TABLES: Mapping[str, Made] = {
    "rows": repeated(HEAD, CELLS + "Dana Ruiz,a#@b.org,,\n", ""),
    "rows of one interview": repeated(HEAD, CELLS + "Dana Ruiz,a@b.org,,note #\n", ""),
    "long notes of one interview": repeated(HEAD, CELLS + ",,," + "note " * 3_000 + "\n", ""),
    "quotes": repeated(HEAD, '"', ""),
    "pairs of quotes": repeated(HEAD, '""', ""),
    "quoted cells": repeated(HEAD, '"",', ""),
    "commas": repeated(HEAD, ",", ""),
    "commas before the header": repeated("", ",", "\n" + HEAD),
    "columns": repeated("", "Company#,", "\n"),
    "columns of one name": repeated("", "Company,", "\n"),
    "semicolons": repeated(HEAD, ";", ""),
    "tabs": repeated("Company\tRole\n", "\t", ""),
    "bars": repeated("Company|Role\n", "|", ""),
    "blank lines": repeated(HEAD, "\n", ""),
    "blank lines before": repeated("", "\n", HEAD),
    "carriage returns": repeated(HEAD, "\r", ""),
    "lines of blanks": repeated(HEAD, " \n", ""),
    "blanks": repeated(HEAD, " ", ""),
    "a long cell": repeated(HEAD, "a", ""),
    "a long header": repeated("", "a", ",b\n"),
    "remarks": repeated("", "<!--", ""),
    "no UTF-8": lambda size: HEAD.encode() + b"\xe9" * size,
    "halves of characters": lambda size: HEAD.encode() + b"\xed\xa0\x80" * (size // 3),
    "addresses in a cell": repeated(HEAD, CELLS + '"' + "Dana",  '"' ) if False else repeated(
        HEAD, CELLS + "," + " ".join(f"a{n}@b" for n in range(2_500)) + ",,\n", ""
    ),
    "people in a cell": repeated(HEAD, CELLS + '"' + "a; " * 66 + '",,,\n', ""),
    "blanks in a cell of people": repeated(HEAD, CELLS + '"a' + " " * 196 + 'b",,,\n', ""),
    "brackets in a cell of people": repeated(HEAD, CELLS + '"' + "a(" * 99 + '",,,\n', ""),
    "addresses in a cell of people": repeated(HEAD, CELLS + '"a;' + "<a@" * 60 + '",,,\n', ""),
    "long dates": repeated(HEAD, "Acme,Analyst," + "1/" * 9_000 + ",,,,\n", ""),
    "long days": repeated(HEAD, "Acme,Analyst," + "Monday " * 2_800 + ",,,,\n", ""),
    "long states": repeated(HEAD, "Acme,Analyst,2026-11-02,,," + "offer " * 3_000 + ",\n", ""),
    "brackets in a header": repeated("Company,", "(", "\n"),
    "blanks in a header": repeated("Company,", " ", "Role\n"),
    "long names of columns": repeated("", "," + "interview (round) / " * 900 + "#", "\nAcme\n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a file is called, and how it is read; a refusal in words is as good as reading."""

    name: str
    made: Mapping[str, Made]

    def take(self, data: bytes) -> None:
        """Read a file, and let it be refused."""
        try:
            read_any(self.name, data, settings=Settings(), today=TODAY, day_first=True)
        except (NotReadable, NotABundle):
            pass


READERS = (
    Reader(name="card.vcf", made=VCARDS),
    Reader(name="interview.ics", made=INVITATIONS),
    Reader(name="jobs.csv", made=TABLES),
)
