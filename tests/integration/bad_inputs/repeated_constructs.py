"""Files that repeat one construct of their format for as long as one likes, for each reader of files."""

import io
import resource
import sys
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from followup_core.formats.archive import NotAnArchive
from followup_core.formats.business_card import qr_codes
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet.workbook_reader import sheet_in
from followup_core.models import Settings
from followup_core.playbook import PlaybookError
from followup_core.services.imports.headless_import import parse_any
from followup_core.store.csv_codec import decode
from followup_core.store.journal import header_line, read_journal
from followup_core.store.protocol import StoreError
from tests.unit.formats.spreadsheet.test_hostile_workbooks import HEADER, ROW, TWO, with_texts
from tests.unit.formats.spreadsheet.test_spreadsheet_reader import ODS_TABLE, ods, ods_row, packed

QUOTED = "ENCODING=QUOTED-PRINTABLE"
EVENT = "BEGIN:VEVENT\r\nUID:#\r\nDTSTART:20261120T100000Z\r\nSUMMARY:"
Made = Callable[[int], bytes]
"""Makes a file of about so many bytes."""


def repeated(before: str, piece: str, after: str) -> Made:
    """Repeat a piece of text; `#` in it is a number of its own each time."""

    def made(size: int) -> bytes:
        times = max(round(size / len(piece)), 1)
        pieces = (piece.replace("#", str(n)) for n in range(times)) if "#" in piece else [piece] * times
        return f"{before}{''.join(pieces)}{after}".encode()

    return made


def vcard(before: str, piece: str, after: str = "") -> Made:
    start = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana Ruiz\r\n"
    return repeated(start + before, piece, f"{after}\r\nEND:VCARD\r\n")


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
    "texts in Punycode": vcard("", f"NOTE;{QUOTED};CHARSET=punycode:ab-{'a' * 19_000}\r\n"),
    "texts as hosts": vcard("", f"NOTE;{QUOTED};CHARSET=idna:{'=C3=BC' * 3_000}\r\n"),
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


def archive(name: str, body: bytes = b"", card: str = "") -> Made:
    """Make a ZIP with so many members, `#` is the number of each, and with a manifest if it has a name."""

    def made(size: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for number in range(max(round(size / (2 * len(name) + 100)), 1)):
                file.writestr(name.replace("#", str(number)), body)
            if card:
                file.writestr(card, b'{"schema": 1}')
        return out.getvalue()

    return made


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
    "hosts": event("", "DESCRIPTION:" + "a is inviting you to a " * 870 + "\r\n"),
    "colons": event("", ":"),
    "kinds of conferences": event("", "CONFERENCE:https://a\r\n"),
    "events": calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n"),
    "events of 2 kB with one title": calendar(f"{EVENT}{'first round ' * 240}x\r\nEND:VEVENT\r\n"),
    "rounds in titles": calendar(f"{EVENT}Interview {'1st-round ' * 240}x\r\nEND:VEVENT\r\n"),
    "people in every event": calendar(
        f"{EVENT}Interview {'Dana Ruiz ' * 18}\r\n"
        + "".join(f"ATTENDEE;CN={'Dana Ruiz ' * n}:mailto:a{n}@b{n}.org\r\n" for n in range(1, 60))
        + "END:VEVENT\r\n"
    ),
    "alike domains": calendar(
        f"{EVENT}Interview {'Dana Ruiz ' * 18}\r\n"
        + "".join(f"ATTENDEE;CN={'D' * 70}:mailto:a{n}@b{n}.org\r\n" for n in range(200))
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
    "past events": calendar(f"{EVENT.replace('2026', '2019')}Interview\r\nEND:VEVENT\r\n"),
    "long rules in a zone": calendar(
        "BEGIN:VTIMEZONE\r\nTZID:#\r\nBEGIN:STANDARD\r\nRRULE:FREQ=DAILY;BYMONTHDAY=1"
        + ",1" * 9_000
        + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    ),
    "guests from outside": calendar(f"{EVENT}Talk\r\nATTENDEE:mailto:a#@b#.org\r\nEND:VEVENT\r\n"),
    "calendars in a ZIP": archive("#.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    "a long calendar in a ZIP": lambda size: packed(
        {"a.ics": calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n")(size)}
    ),
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
    "addresses in a cell": repeated(
        HEAD, CELLS + "," + " ".join(f"a{n}@b" for n in range(1_900)) + ",,\n", ""
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


def opened(piece: str) -> Made:
    """Make an ODS workbook of a table and more rows."""
    return lambda size: ods(ODS_TABLE + piece * (size // len(piece)))


def in_a_cell(piece: str) -> Made:
    """Make an ODS workbook with a cell that repeats something."""
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    return lambda size: ods(ODS_TABLE + ods_row(cell % (piece * (size // len(piece)))))


def laden(piece: str) -> Made:
    """Make an ODS workbook with an element that repeats attributes."""

    def made(size: int) -> bytes:
        told = "".join(piece.replace("#", str(n)) for n in range(size // len(piece)))
        return ods(ODS_TABLE + ods_row(f"<table:table-cell {told}/>"))

    return made


def in_texts(piece: bytes) -> Made:
    return lambda size: with_texts(TWO + piece * (size // len(piece)), HEADER + ROW)


def in_rows(piece: bytes) -> Made:
    return lambda size: with_texts(TWO, HEADER + piece * (size // len(piece)))


EMPTY = "<table:table-cell/>"
OPEN_DOCUMENTS: Mapping[str, Made] = {
    "rows": opened(ods_row('<table:table-cell office:value-type="float" office:value="1"/>')),
    "empty rows": opened(ods_row(EMPTY)),
    "repeated rows": opened(ods_row(EMPTY, more=' table:number-rows-repeated="2"')),
    "empty cells": lambda size: ods(ODS_TABLE + ods_row(EMPTY * (size // len(EMPTY)))),
    "spaces": in_a_cell("<text:s/>"),
    "counted spaces": in_a_cell('<text:s text:c="100"/>'),
    "spaces by the million": in_a_cell('<text:s text:c="1000000"/>'),
    "tabs": in_a_cell("<text:tab/>"),
    "line ends": in_a_cell("<text:line-break/>"),
    "spans": in_a_cell("<text:span>a</text:span>"),
    "entities": in_a_cell("&amp;"),
    "numbered entities": in_a_cell("&#65;"),
    "remarks": in_a_cell("<!-- a -->"),
    "instructions": in_a_cell("<?a b?>"),
    "plain sections": in_a_cell("<![CDATA[a]]>"),
    "annotations": in_a_cell("<office:annotation/>"),
    "long text": in_a_cell("a"),
    "blank lines": in_a_cell("\n"),
    "attributes": laden('a#="" '),
    "a long attribute": lambda size: ods(ODS_TABLE + ods_row(f'<table:table-cell a="{"x" * size}"/>')),
    "a long name": lambda size: ods(ODS_TABLE + ods_row(f"<{'x' * size}/>")),
    "namespaces": laden('xmlns:a#="b" '),
    "nested": in_a_cell("<text:span>"),
    "unclosed": lambda size: ods(ODS_TABLE + "<" * size),
}
WORKBOOKS: Mapping[str, Made] = {
    "texts": in_texts(b"<si><t>a</t></si>"),
    "runs of a text": in_texts(b"<si><r><t>a</t></r></si>"),
    "empty texts": in_texts(b"<si/>"),
    "rows": in_rows(b"<row><c><v>1</v></c></row>"),
    "empty rows": in_rows(b"<row/>"),
    "cells": lambda size: with_texts(TWO, HEADER + b"<row>" + b"<c/>" * (size // 4) + b"</row>"),
    "cells that refer to a text": in_rows(b'<row><c t="s"><v>1</v></c></row>'),
    "cells with their own text": in_rows(b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'),
    "formulas": in_rows(b"<row><c><f>A1</f><v>1</v></c></row>"),
    "shared formulas": in_rows(b'<row><c><f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>1</v></c></row>'),
    "places": in_rows(b'<row r="2"><c r="A2"><v>1</v></c></row>'),
    "merged cells": lambda size: with_texts(
        TWO,
        HEADER
        + b"</sheetData><mergeCells>"
        + b'<mergeCell ref="A1:XFD1048576"/>' * (size // 32)
        + b"</mergeCells><sheetData>",
    ),
    "remarks": in_rows(b"<!-- a -->"),
    "unknown elements": in_rows(b"<x/>"),
}


BUNDLES: Mapping[str, Made] = {
    "members": archive("#", card="backup.json"),
    "deep places": archive("a/" * 2_000 + "#", card="backup.json"),
    "places above": archive("../" * 2_000 + "#", card="backup.json"),
    "a nested card": lambda size: packed({"backup.json": b"[" * min(size, 9_000), "people.csv": b"x"}),
    "a long table": lambda size: packed({"backup.json": b'{"schema": 1}', "people.csv": b'"' * size}),
    "short rows": lambda size: packed({"backup.json": b'{"schema": 1}', "people.csv": b"a\n" * (size // 2)}),
}
PEOPLE = "person_id,name,organization,title,email,phone,linkedin_url,notes\n"
STORED: Mapping[str, Made] = {
    "rows": repeated(PEOPLE, "p#,Dana,,,,,,\n", ""),
    "rows of one id": repeated(PEOPLE, "p,Dana,,,,,,\n", ""),
    "rows without an id": repeated(PEOPLE, ",Dana,,,,,,\n", ""),
    "blank lines": repeated(PEOPLE, "\n", ""),
    "quotes": repeated(PEOPLE, '"', ""),
    "columns": repeated("person_id,name", ",a#", "\n"),
    "commas": repeated(PEOPLE, ",", ""),
}
JOURNALS: Mapping[str, Made] = {
    "blank lines": lambda size: header_line(0) + b"\n" * size,
    "torn lines": lambda size: header_line(0) + b"00000000 {}\n" * (size // 12),
    "zeros": lambda size: header_line(0) + b"\x00" * size,
}
CODES: Mapping[str, Made] = {
    "fields": repeated("MECARD:", "N:a;", ""),
    "backslashes": repeated("MECARD:N:", "\\", ";;"),
    "percent signs": repeated("mailto:", "%41", ""),
    "addresses": repeated("", "https://linkedin.com", ""),
    "parameters": repeated("BEGIN:VCARD\nFN:Dana\nTEL", ";TYPE=a", ":1\nEND:VCARD"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Files that repeat something, and what reads them; a refusal in words is as good as reading."""

    made: Mapping[str, Made]
    read: Callable[[bytes], object]

    def take(self, data: bytes) -> None:
        """Read a file, and let it be refused."""
        with suppress(UnreadableFile, NotAnArchive, StoreError, PlaybookError):
            self.read(data)


def imported(name: str) -> Callable[[bytes], object]:
    return lambda data: parse_any(name, data, settings=Settings(), today=date(2026, 11, 18), day_first=True)


READERS: Mapping[str, Reader] = {
    "vcard": Reader(made=VCARDS, read=imported("card.vcf")),
    "invitation": Reader(made=INVITATIONS, read=imported("interview.ics")),
    "table": Reader(made=TABLES, read=imported("jobs.csv")),
    "ods": Reader(made=OPEN_DOCUMENTS, read=lambda data: sheet_in(data, "")),
    "xlsx": Reader(made=WORKBOOKS, read=lambda data: sheet_in(data, "")),
    "bundle": Reader(made=BUNDLES, read=imported("all.zip")),
    "stored": Reader(made=STORED, read=lambda data: decode("people", data)),
    "journal": Reader(made=JOURNALS, read=lambda data: read_journal(data, 0)),
    "code": Reader(made=CODES, read=lambda data: qr_codes.parse_code(data.decode())),
}


def main(reader: str, processor_seconds: int) -> None:
    """Read 400 kB of each construct, and name each before; the system ends what works too much."""
    found = READERS[reader]
    for construct, made in found.made.items():
        print(construct, flush=True)
        data = made(400_000)
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + processor_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        found.take(data)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, resource.RLIM_INFINITY))
    main(sys.argv[1], int(sys.argv[2]))
