"""Limits on the tables of a workbook, checked before a library allocates memory for them.

A single cell at the far end, a cell that is said to be repeated a billion times, or one long text that half a
million cells refer to would use up all memory.

The process that reads a workbook is also limited, but that is not enough: of 22 hostile workbooks in the
tests, it lets six in and refuses eleven as "too much", which doesn't tell what to delete. Windows and macOS
don't limit its memory.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

from .sheet import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, too_many_columns_error, too_many_rows_error

MAX_WORKBOOK_UNPACKED = 20 * MEGABYTE
ODS = "content.xml"
"""The document of an ODS workbook that has its tables."""

SAVE_AGAIN = "Save it again as XLSX or “CSV UTF-8”, and choose that file."


def damaged_workbook_error() -> UnreadableFile:
    """Return the error for a workbook that is damaged inside."""
    return UnreadableFile("The workbook is damaged.", SAVE_AGAIN)


def unpacked_too_large_error() -> UnreadableFile:
    """Return the error for a workbook that exceeds the limit when it is unpacked."""
    size = MAX_WORKBOOK_UNPACKED // MEGABYTE
    return UnreadableFile(
        f"The workbook unpacks to more than {size} MB.", "Save only the table as “CSV UTF-8”."
    )


# Events of a document.

MAX_EVENTS = 2_200_000
"""The most starts and ends of elements in a workbook. 5,000 rows of 100 filled cells have two million."""

_MAX_DEPTH = 200
_MAX_ATTRIBUTES = 100
_CHUNK_BYTES = 65_536
_MAX_TAG_BYTES = 4 * _CHUNK_BYTES

Attributes = Mapping[str, str]


class XmlHandler(Protocol):
    """Receives the events of an XML document; names come without their prefix."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element."""

    def end(self, name: str) -> None:
        """Handle the end of an element."""

    def text(self, text: str) -> None:
        """Handle a piece of text."""


def events_in(xml: bytes) -> int:
    """Return an upper limit for the events that parsing this document produces."""
    return xml.count(b"<") + xml.count(b"/>")


def parse_xml(xml: bytes, handler: XmlHandler) -> None:
    """Pass the events of a document to the handler.

    Raises:
        UnreadableFile: The document is not XML, or is hostile.
    """
    if events_in(xml) > MAX_EVENTS:
        raise unpacked_too_large_error()
    depth = 0
    begin, end = handler.begin, handler.end

    def on_begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH or len(attributes) > _MAX_ATTRIBUTES:
            raise damaged_workbook_error()
        begin(name.rpartition(":")[2], attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2])

    parser = expat.ParserCreate("UTF-8")  # whatever it declares, so that all readers see the same
    parser.buffer_text = True
    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = handler.text
    try:
        for start in range(0, len(xml), _CHUNK_BYTES):
            parser.Parse(xml[start : start + _CHUNK_BYTES], False)
            if start - parser.CurrentByteIndex > _MAX_TAG_BYTES:
                raise damaged_workbook_error()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged_workbook_error() from error


# The extent of the tables.

_MAX_ROWS_ABOVE_TABLE = 40  # titles and blank rows
_MAX_EMPTY_CELLS = 2_000_000  # that a library would create in one table
_CELL_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})", re.ASCII)
_ABOVE_EVERY_LIMIT = 10**9
_COUNT_SUFFIXES = ("c", ":c")


def check_workbook_size(documents: Mapping[str, bytes]) -> None:
    """Raise UnreadableFile if the tables of a workbook exceed a limit; `documents` are the XML by name."""
    if sum(events_in(xml) for xml in documents.values()) > MAX_EVENTS:
        raise unpacked_too_large_error()
    if ODS in documents:
        parse_xml(documents[ODS], _OdsExtent())
    shared_strings = _SharedStrings()
    for name, xml in documents.items():
        if b"sheetData" not in xml and name not in {ODS, "mimetype"}:
            parse_xml(xml, shared_strings)
    text_counter = _TextCounter()
    for xml in documents.values():
        if b"sheetData" in xml and ODS not in documents:
            parse_xml(xml, _XlsxSheetExtent(lengths=shared_strings.lengths, text_counter=text_counter))


def _far_away_error() -> UnreadableFile:
    return UnreadableFile(
        "A cell is far away from the table.", "Delete it, or save only the table as “CSV UTF-8”."
    )


def _check_position(row: int, column: int) -> None:
    """Refuse a filled cell outside the limits. If it is far outside, it is probably there by mistake."""
    if row > MAX_SHEET_ROWS * 4 or column > MAX_SHEET_COLUMNS * 4:
        raise _far_away_error()
    if row > MAX_SHEET_ROWS + _MAX_ROWS_ABOVE_TABLE:
        raise too_many_rows_error()
    if column > MAX_SHEET_COLUMNS:
        raise too_many_columns_error()


def _check_counts(attributes: Attributes) -> None:
    """Refuse a document that declares more parts than it can have: memory would be allocated for all."""
    for name, text in attributes.items():
        if name.endswith("ount") and (len(text) > 7 or (text.isdigit() and int(text) > MAX_EVENTS)):
            raise damaged_workbook_error()


@dataclass(slots=True)
class _TextCounter:
    """Counts the characters of all cells together."""

    chars: int = 0

    def add(self, chars: int) -> None:
        """Add the characters of some cells; refuse a workbook that has more than the limit."""
        self.chars += chars
        if self.chars > MAX_WORKBOOK_UNPACKED:
            raise unpacked_too_large_error()


@dataclass(slots=True)
class _SharedStrings:
    """Measures the texts of an XLSX workbook that cells refer to by number."""

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
class _XlsxSheetExtent:
    """Measures one sheet of an XLSX workbook; a cell that is only formatted doesn't count.

    `lengths` are the lengths of the shared texts. `row` and `column` are the position of the current cell,
    and `kind` is its type. `in_cell`: whether a cell has begun. `has_content`: whether that cell has content.
    `reference` is the number of its shared text, as far as it was read.
    """

    lengths: list[int]
    text_counter: _TextCounter
    row: int = 1
    column: int = 1
    kind: str = ""
    in_cell: bool = False
    has_content: bool = False
    reference: str | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._move_to(attributes.get("r"))
            self.in_cell, self.has_content, self.kind = True, False, attributes.get("t", "")
        elif name == "row":
            self.row = _row_number(attributes.get("r"), self.row)
        elif self.in_cell:
            if not self.has_content:
                self.has_content = True
                _check_position(self.row, self.column)
            if name == "v" and self.kind == "s":
                self.reference = ""
        else:
            _check_counts(attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self.in_cell = False
            self.column += 1
        elif name == "row":
            self.row += 1
            self.column = 1
        elif self.reference is not None:
            self._count_shared_string(self.reference)
            self.reference = None

    def text(self, text: str) -> None:
        if self.reference is not None:
            self.reference += text

    def _move_to(self, position: str | None) -> None:
        """Move to a position such as "C7"; a cell without a position follows the cell before it."""
        if position is None:
            return
        match = _CELL_REFERENCE.fullmatch(position)
        if match is None:
            raise damaged_workbook_error()
        self.row = int(match[2])
        self.column = 0
        for letter in match[1].upper():
            self.column = self.column * 26 + ord(letter) - 64

    def _count_shared_string(self, reference: str) -> None:
        index = _bounded_number(reference)
        if index >= len(self.lengths):
            raise damaged_workbook_error()
        self.text_counter.add(self.lengths[index])


def _row_number(text: str | None, following: int) -> int:
    """Return the number of a row; a row without a number follows the row before it."""
    if text is None:
        return following
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text)):
        raise damaged_workbook_error()
    return int(text)


@dataclass(slots=True)
class _OdsExtent:
    """Measures the tables of an ODS workbook; repeated empty cells and rows at the end don't count.

    `rows` and `columns` say how often the current row and cell are repeated. `last_used` is the last column
    with content in the row, and `created_cells` counts the empty cells that a library would create in the
    table. `chars` counts the characters of the current cell. `in_cell`: whether a cell has begun.
    """

    row: int = 0
    rows: int = 1
    column: int = 0
    columns: int = 1
    last_used: int = 0
    created_cells: int = 0
    in_cell: bool = False
    chars: int = 0
    chars_in_row: int = 0
    text_counter: _TextCounter = field(default_factory=_TextCounter)

    def begin(self, name: str, attributes: Attributes) -> None:
        if name in {"table-cell", "covered-table-cell"}:
            self._check_created(self.column)  # the empty cells before this one are not at the end of the row
            self.columns = _repetitions(attributes, "number-columns-repeated")
            self.column += self.columns
            self.in_cell = True
            if any(key.endswith("value-type") for key in attributes):
                self.last_used = self.column
                self.chars += sum(map(len, attributes.values()))
        elif name == "table-row":
            self.rows = _repetitions(attributes, "number-rows-repeated")
            self.column = self.last_used = self.chars_in_row = 0
        elif name == "table":
            self.row = self.created_cells = 0
        elif self.in_cell:
            self.last_used = self.column
            if name in {"s", "tab", "line-break"}:  # blanks, given as a number
                counts = [text for key, text in attributes.items() if key[-2:] in _COUNT_SUFFIXES]
                self.chars += max(map(_bounded_number, counts), default=1)

    def end(self, name: str) -> None:
        if name in {"table-cell", "covered-table-cell"}:
            self.in_cell = False
            self.chars_in_row += self.chars * self.columns
            self.chars = 0
            if self.last_used and self.last_used == self.column:
                _check_position(1, self.column)
        elif name == "table-row":
            self.row += self.rows
            self.created_cells += max(self.column - self.columns, 0) * min(self.rows, MAX_SHEET_ROWS * 4)
            self._check_created(0)
            if self.last_used:
                _check_position(self.row, self.last_used)
            self.text_counter.add(self.chars_in_row * self.rows)

    def text(self, text: str) -> None:
        if self.in_cell:
            self.last_used = self.column
            self.chars += len(text)

    def _check_created(self, further_cells: int) -> None:
        if self.created_cells + further_cells > _MAX_EMPTY_CELLS:
            raise _far_away_error()


def _repetitions(attributes: Attributes, what: str) -> int:
    """Return how often something is repeated: the largest number of the attributes that end in `what`."""
    counts = [text for key, text in attributes.items() if key.endswith(what)]
    return max(map(_bounded_number, counts), default=1)


def _bounded_number(text: str) -> int:
    """Return the number in a text; a number above every limit if the text is no number or too long."""
    return (
        min(int(text), _ABOVE_EVERY_LIMIT)
        if text.isascii() and text.isdigit() and len(text) < 12
        else _ABOVE_EVERY_LIMIT
    )
