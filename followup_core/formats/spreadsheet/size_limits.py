"""Size limits of a workbook's cells and texts, checked before a library allocates memory for them.

A single cell at the far end, a cell said to be repeated a billion times, or one long
text that half a million cells refer to would use up all memory.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from followup_core.formats.parsed_file import UnreadableFile

from .sheet import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS, too_many_columns, too_many_rows
from .xml_events import MAX_EVENTS, Attributes, events_in, parse_xml
from .zip_limits import MAX_UNPACKED_BYTES, ODS, damaged_workbook, unpacked_too_large

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
