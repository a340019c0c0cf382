"""The CSV reader: finds encoding and separator, and reports every fault with its line."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from followup_core.formats.parsed_file import SkippedRow, UnreadableFile

from .sheet import (
    MAX_CELL_BYTES,
    MAX_FILE_BYTES,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    ReadOptions,
    Sheet,
    SheetRow,
    header_place,
    known_in,
    named_columns,
    too_large,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
    without_empty_columns,
)

ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "shift_jis": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "utf-16": "Unicode (UTF-16)",
}
"""Encodings, with the names that people know them by."""

SAVE_AS = "Save it as “CSV UTF-8”, and choose that file."

_TOLD_APART = ("cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "shift_jis", "gb18030")
"""Scripts that are unmistakable; Central and Western European are too similar to tell by a few words."""

_DETECTION_BYTES = 20_000  # bytes
_NOT_TEXT = (
    (b"PK\x03\x04", "The file is a ZIP archive or a workbook, not a CSV table."),
    (b"%PDF", "The file is a PDF, not a table."),
    (b"{\\rtf", "The file is a text document, not a table."),
    (b"\xd0\xcf\x11\xe0", "The file is in an old Excel format (.xls)."),
    (b"\x1f\x8b", "The file is a compressed archive, not a table."),
    (b"\x89PNG", "The file is a picture, not a table."),
    (b"\xff\xd8\xff", "The file is a picture, not a table."),
    (b"GIF8", "The file is a picture, not a table."),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_HALF = re.compile("[\ud800-\udfff]")


def decode_text(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding, and notices about that.

    Args:
        data: The bytes of the file.
        encoding: One of ENCODINGS; '' means to detect it.

    Raises:
        UnreadableFile: The file is not text.
    """
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise UnreadableFile(what, "Save it as XLSX or “CSV UTF-8”, and choose that file.")
    text, found, notices = _text(data, encoding)
    if _HTML.match(text[:4096]):
        raise UnreadableFile("The file is a web page, not a table.", SAVE_AS)
    return text, found, notices


def _text(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _by(data, "utf-16"), "utf-16", ()
    if encoding:
        return _by(data, encoding), encoding, ()
    if b"\x00" in data:
        place = data.index(0) + 1
        raise UnreadableFile(
            f"The file holds a NUL character at byte {place}, so it is no table of text.", SAVE_AS
        )
    try:
        return data.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        _refuse_halves(data)
    found = _script(data[:_DETECTION_BYTES])
    notice = f"The letters are not UTF-8. They were read as {ENCODINGS[found]}: see whether names are right."
    return data.decode(found, "replace"), found, (notice,)


def _by(data: bytes, encoding: str) -> str:
    other = UnreadableFile(
        f"The letters are not {ENCODINGS.get(encoding, encoding)}.", "Choose another way to read them."
    )
    if encoding not in ENCODINGS:
        raise other
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise other from error
    if "\x00" in text:
        raise UnreadableFile(
            f"The file holds a NUL character at position {text.index(chr(0)) + 1}.",
            "Delete it, and choose it again.",
        )
    return text


def _script(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252", "cp1250", *_TOLD_APART]).best()
    found = best.encoding if best is not None else ""
    return found if found in _TOLD_APART else "cp1252"


def _refuse_halves(data: bytes) -> None:
    """Refuse UTF-8 that is valid except for truncated characters: other encodings would garble all of it."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    found = _HALF.search(text)
    if found:
        raise UnreadableFile(
            f"The file holds half of a character (a lone surrogate) at position {found.start() + 1}.",
            "Delete that character, and choose it again.",
        )


SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

_DIALECT_CHARS = 20_000  # characters
_DIALECT_ROWS = 40


def detect_separator(text: str) -> str:
    """Return the separator that gives the most known column names, else the most regular table."""
    head = text[:_DIALECT_CHARS]
    candidates = [separator for separator in SEPARATORS if separator in head]
    return (
        max(candidates, key=lambda separator: _table_of(head, separator))
        if len(candidates) > 1
        else (*candidates, ",")[0]
    )


def _table_of(head: str, delimiter: str) -> tuple[int, float, int]:
    """Return the quality of a table: known names, share of rows with the same width, that width."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        rows = [cells for cells in islice(reader, _DIALECT_ROWS) if any(cells)]
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    header = rows[header_place(rows)]
    known = known_in(header)
    width, times = Counter(map(len, rows)).most_common(1)[0]
    return known if known > 1 else 0, times / len(rows) if width > 1 else 0.0, width


Line = tuple[int, list[str]]

_SURELY_SHORT = MAX_CELL_BYTES // 4
_MOST_HEAD = 40
_MOST_BLANK = 100_000


def read_text(data: bytes, reading: ReadOptions) -> Sheet:
    """Return a CSV file as a table; raise UnreadableFile with the line if it is not one."""
    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    text, encoding, said = decode_text(data, reading.encoding)
    notices = list(said)
    if "\r" in text and "\n" not in text:
        notices.append("The lines end in an old way (carriage returns only). They were read nevertheless.")
    delimiter = reading.delimiter if reading.delimiter in SEPARATORS else detect_separator(text)
    if delimiter != "," and delimiter != reading.delimiter:
        notices.append(f"The cells are parted by {SEPARATORS[delimiter]}. They were read that way.")
    columns, rows, skipped = _table(list(_lines(text, delimiter)))
    return Sheet(
        columns=columns,
        rows=rows,
        skipped=skipped,
        notices=tuple(notices),
        encoding=encoding,
        delimiter=delimiter,
    )


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    """Yield each row that is not blank with the line it begins on; stop above the limits."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    line, found, blank = 1, 0, 0
    try:
        for cells in reader:
            said = "".join(cells)
            if said and not said.isspace():
                found += 1
                if found > MAX_SHEET_ROWS + _MOST_HEAD:
                    raise too_many_rows()
                if len(said) > _SURELY_SHORT or len(cells) > MAX_SHEET_COLUMNS:
                    _check(cells, line)
                yield line, cells
            else:
                blank += 1
                if blank > _MOST_BLANK:
                    raise too_many_rows()
            line = reader.line_num + 1
    except csv.Error as error:
        raise _broken(str(error), line) from error


def _broken(said: str, line: int) -> UnreadableFile:
    where = f"Line {line}"
    if "end of data" in said:
        return UnreadableFile(
            "A quote is opened and never closed.", "Close it, and choose the file again.", where=where
        )
    if "field limit" in said:
        return too_long_a_cell(line)
    return UnreadableFile(
        "A quote stands in the middle of a cell.",
        "Double it or delete it, and choose the file again.",
        where=where,
    )


def _check(cells: Sequence[str], line: int) -> None:
    if len(cells) > MAX_SHEET_COLUMNS and len([cell for cell in cells if cell]) > MAX_SHEET_COLUMNS:
        raise too_many_columns()
    for cell in cells:
        if len(cell) > _SURELY_SHORT and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
            raise too_long_a_cell(line)


def _table(
    lines: Sequence[Line],
) -> tuple[tuple[str, ...], tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    if not lines:
        raise UnreadableFile("There is nothing in the file.", "Choose another file.")
    place = header_place([cells for _, cells in lines[:_MOST_HEAD]])
    header, body = lines[place][1], lines[place + 1 :]
    if len(body) > MAX_SHEET_ROWS:
        raise too_many_rows()
    named = max((number for number, cell in enumerate(header, start=1) if cell.strip()), default=0)
    if named < len(header) and not any(_says_more(cells, named, len(header)) for _, cells in body):
        del header[named:]
    rows, skipped = _rows(body, named, len(header))
    columns, kept = without_empty_columns(named_columns(header, rows), rows)
    return columns, kept, skipped


def _says_more(cells: Sequence[str], named: int, width: int) -> bool:
    """Return whether a row of this width has values in the last columns, which have no name."""
    return len(cells) == width and any(map(str.strip, cells[named:]))


def _rows(
    body: Sequence[Line], named: int, width: int
) -> tuple[tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    """Return the rows of this width; a row may lack the last columns if they have no name."""
    rows, skipped = [], []
    for line, cells in body:
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]  # empty cells beyond the last column mean nothing
        elif named <= len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) == width:
            rows.append(SheetRow(line=line, cells=tuple(cells)))
        else:
            what = f"The row has {_cells(len(cells))} where the header has {width}."
            skipped.append(SkippedRow(line=line, what=what, remedy="Correct it, and choose the file again."))
    return tuple(rows), tuple(skipped)


def _cells(number: int) -> str:
    return "1 cell" if number == 1 else f"{number} cells"
