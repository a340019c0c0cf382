"""Limits on a workbook, checked before a library allocates memory for it.

A single cell at the far end, a cell said to be repeated a billion times, or one long
text that half a million cells refer to would use up all memory.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

from .sheet import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, too_many_columns, too_many_rows

MAX_UNPACKED_BYTES = 20 * MEGABYTE
MAX_MEMBERS = 1_000
ODS = "content.xml"
_OF_ODS = frozenset({"mimetype", ODS, "META-INF/manifest.xml"})

_SAVE_AGAIN = "Save it again as XLSX or “CSV UTF-8”, and choose that file."
_ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_STYLES_AND_PICTURES = ("theme/", "media/", "drawings/", "charts/", "pictures/", "thumbnails/")


def damaged_workbook() -> UnreadableFile:
    """Return the error for a workbook that is damaged inside."""
    return UnreadableFile("The workbook is damaged.", _SAVE_AGAIN)


def unpacked_too_large() -> UnreadableFile:
    """Return the error for a workbook that exceeds the limit when it is unpacked."""
    size = MAX_UNPACKED_BYTES // MEGABYTE
    return UnreadableFile(
        f"The workbook unpacks to more than {size} MB.", "Save only the table as “CSV UTF-8”."
    )


def unpack(data: bytes) -> Mapping[str, bytes]:
    """Return the XML documents of an XLSX or ODS file by name; raise UnreadableFile for any other file.

    Nothing is parsed yet. No document declares entities or has another encoding than
    UTF-8.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            kind = _kind(archive, members)
            return {
                name: body
                for name, body in _documents(archive, members)
                if (name in _OF_ODS) is (kind == ODS)
            }
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError),
        *(OSError, ValueError),
    ) as error:
        raise damaged_workbook() from error


def repack(documents: Mapping[str, bytes]) -> io.BytesIO:
    """Return the documents as a plain archive, so that every reader sees exactly what was checked here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in documents.items():
            archive.writestr(name, body)
    out.seek(0)
    return out


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(f"The workbook holds more than {MAX_MEMBERS:,} files.", _SAVE_AGAIN)
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise unpacked_too_large()
    if len({member.filename.casefold() for member in members}) != len(members):
        raise UnreadableFile("The workbook holds two files of one name.", _SAVE_AGAIN)
    return members


def _kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    if "xl/workbook.xml" in names:
        return "xl"
    if "xl/workbook.bin" in names:
        raise UnreadableFile("The workbook is in Excel's binary format (.xlsb).", _SAVE_AGAIN)
    if {"mimetype", ODS} <= names:
        with archive.open("mimetype") as file:
            if file.read(100).strip() == _ODS_KIND:
                return ODS
    raise UnreadableFile("This ZIP archive is not a spreadsheet.", "Choose an XLSX, ODS or CSV file.")


def _documents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents that tables consist of; images and the like only count toward the limit."""
    left = MAX_UNPACKED_BYTES
    for member in members:
        with archive.open(member) as file:
            body = file.read(left + 1)
        left -= len(body)
        if left < 0:
            raise unpacked_too_large()
        name = member.filename
        if name == "mimetype":
            yield name, body
        elif name.endswith((".xml", ".rels")) and not any(part in name for part in _STYLES_AND_PICTURES):
            _check_letters(body)
            yield name, body


def _check_letters(xml: bytes) -> None:
    if b"\x00" in xml:
        raise damaged_workbook()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFile("The workbook declares entities, as no spreadsheet does.", _SAVE_AGAIN)


MAX_EVENTS = 2_200_000
"""Starts and ends of elements in one workbook; 5,000 rows of 100 filled cells have two million."""

_DEEPEST = 200
_MOST_ATTRIBUTES = 100
_CHUNK = 65_536
_LONGEST_TAG = 4 * _CHUNK

Attributes = Mapping[str, str]


class XmlHandler(Protocol):
    """Receives the events of a document; names come without their prefix."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, text: str) -> None:
        """Handle a piece of text."""


def events_in(xml: bytes) -> int:
    """Return the maximum number of events that parsing this document can produce."""
    return xml.count(b"<") + xml.count(b"/>")


def parse_xml(xml: bytes, watcher: XmlHandler) -> None:
    """Pass the events of a document to the handler.

    Raises:
        UnreadableFile: It is not XML, or a hostile document.
    """
    if events_in(xml) > MAX_EVENTS:
        raise unpacked_too_large()
    depth = 0
    begin, end = watcher.begin, watcher.end

    def on_begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            raise damaged_workbook()
        begin(name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    parser = expat.ParserCreate("UTF-8")  # whatever it declares, so that all readers see the same
    parser.buffer_text = True
    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = watcher.text
    try:
        for start in range(0, len(xml), _CHUNK):
            parser.Parse(xml[start : start + _CHUNK], False)
            if start - parser.CurrentByteIndex > _LONGEST_TAG:
                raise damaged_workbook()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged_workbook() from error


_HEAD_ROWS = 40  # titles and blank rows above a table
_MOST_MADE = 2_000_000  # empty cells that a library would create in one table
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})", re.ASCII)
_FAR = 10**9
_C = ("c", ":c")


def measure(documents: Mapping[str, bytes]) -> None:
    """Check that the tables of a workbook are within the limits; raise UnreadableFile otherwise."""
    if sum(events_in(xml) for xml in documents.values()) > MAX_EVENTS:
        raise unpacked_too_large()
    if ODS in documents:
        parse_xml(documents[ODS], _OpenDocumentExtent())
    texts = _SharedStrings()
    for name, xml in documents.items():
        if b"sheetData" not in xml and name not in {ODS, "mimetype"}:
            parse_xml(xml, texts)
    said = _TextTotal()
    for xml in documents.values():
        if b"sheetData" in xml and ODS not in documents:
            parse_xml(xml, _SheetExtent(lengths=texts.lengths, said=said))


def _far_away() -> UnreadableFile:
    return UnreadableFile(
        "A cell stands far away from the table.", "Delete it, or save only the table as “CSV UTF-8”."
    )


def _check_reach(row: int, column: int) -> None:
    if row > MAX_SHEET_ROWS * 4 or column > MAX_SHEET_COLUMNS * 4:
        raise _far_away()
    if row > MAX_SHEET_ROWS + _HEAD_ROWS:
        raise too_many_rows()
    if column > MAX_SHEET_COLUMNS:
        raise too_many_columns()


def _check_counts(attributes: Attributes) -> None:
    """Refuse a document that declares more than it can contain, because memory is allocated for all of it."""
    for name, text in attributes.items():
        if name.endswith("ount") and (len(text) > 7 or (text.isdigit() and int(text) > MAX_EVENTS)):
            raise damaged_workbook()


@dataclass(slots=True)
class _TextTotal:
    """The characters of all cells together."""

    letters: int = 0

    def more(self, letters: int) -> None:
        self.letters += letters
        if self.letters > MAX_UNPACKED_BYTES:
            raise unpacked_too_large()


@dataclass(slots=True)
class _SharedStrings:
    """The lengths of the texts that cells refer to by number."""

    lengths: list[int] = field(default_factory=list)

    def begin(self, name: str, attributes: Attributes) -> None:
        _check_counts(attributes)
        if name == "si":
            self.lengths.append(0)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


@dataclass(slots=True, kw_only=True)
class _SheetExtent:
    """The extent of one sheet of an XLSX workbook; a cell that is only formatted does not count."""

    lengths: list[int]
    said: _TextTotal
    row: int = 1
    column: int = 1
    kind: str = ""
    inside: bool = False
    used: bool = False
    number: str | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._place(attributes.get("r"))
            self.inside, self.used, self.kind = True, False, attributes.get("t", "")
        elif name == "row":
            self.row = _row_number(attributes.get("r"), self.row)
        elif self.inside:
            if not self.used:
                self.used = True
                _check_reach(self.row, self.column)
            if name == "v" and self.kind == "s":
                self.number = ""
        else:
            _check_counts(attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self.inside = False
            self.column += 1
        elif name == "row":
            self.row += 1
            self.column = 1
        elif self.number is not None:
            self._refer(self.number)
            self.number = None

    def text(self, text: str) -> None:
        if self.number is not None:
            self.number += text

    def _place(self, place: str | None) -> None:
        if place is None:
            return
        found = _PLACE.fullmatch(place)
        if found is None:
            raise damaged_workbook()
        self.row = int(found[2])
        self.column = 0
        for letter in found[1].upper():
            self.column = self.column * 26 + ord(letter) - 64

    def _refer(self, number: str) -> None:
        place = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else _FAR
        if place >= len(self.lengths):
            raise damaged_workbook()
        self.said.more(self.lengths[place])


def _row_number(text: str | None, following: int) -> int:
    if text is None:
        return following
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise damaged_workbook()
    return int(text)


@dataclass(slots=True)
class _OpenDocumentExtent:
    """The extent of the tables of an ODS workbook; a repeated empty end does not count."""

    row: int = 0
    rows: int = 1  # how often the row is repeated
    column: int = 0
    columns: int = 1  # how often the cell is repeated
    used_to: int = 0
    made: int = 0
    inside: bool = False
    letters: int = 0
    in_row: int = 0
    said: _TextTotal = field(default_factory=_TextTotal)

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in {"table-cell", "covered-table-cell"}:
            self._make(self.column)  # the empty cells before this one are not at the end of the row
            self.columns = _repeated(attributes, "number-columns-repeated")
            self.column += self.columns
            self.inside = True
            if any(key.endswith("value-type") for key in attributes):
                self.used_to = self.column
                self.letters += sum(map(len, attributes.values()))
        elif name == "table-row":
            self.rows = _repeated(attributes, "number-rows-repeated")
            self.column = self.used_to = self.in_row = 0
        elif name == "table":
            self.row = self.made = 0
        elif self.inside:
            self.used_to = self.column
            if name in {"s", "tab", "line-break"}:  # blanks given as a number
                self.letters += max(
                    (_count(text) for key, text in attributes.items() if key[-2:] in _C), default=1
                )

    def end(self, name: str) -> None:
        if name in {"table-cell", "covered-table-cell"}:
            self.inside = False
            self.in_row += self.letters * self.columns
            self.letters = 0
            if self.used_to and self.used_to == self.column:
                _check_reach(1, self.column)
        elif name == "table-row":
            self.row += self.rows
            self.made += max(self.column - self.columns, 0) * min(self.rows, MAX_SHEET_ROWS * 4)
            self._make(0)
            if self.used_to:
                _check_reach(self.row, self.used_to)
            self.said.more(self.in_row * self.rows)

    def text(self, text: str) -> None:
        if self.inside:
            self.used_to = self.column
            self.letters += len(text)

    def _make(self, more: int) -> None:
        if self.made + more > _MOST_MADE:
            raise _far_away()


def _repeated(attributes: Attributes, what: str) -> int:
    """Return how often something is repeated; of several attributes that say so, the largest."""
    found = [text for key, text in attributes.items() if key.endswith(what)]
    return max(map(_count, found), default=1)


def _count(text: str) -> int:
    return min(int(text), _FAR) if text.isascii() and text.isdigit() and len(text) < 12 else _FAR
