"""Reads CSV files: detects encoding and separator, and reports every fault with its line."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from followup_core.formats.parsed_file import SkippedRow, UnreadableFile
from followup_core.text import counted

from .sheet import (
    MAX_CELL_BYTES,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    MAX_SPREADSHEET_BYTES,
    ReadOptions,
    Sheet,
    SheetRow,
    cell_too_long_error,
    header_index,
    known_name_count,
    named_columns,
    spreadsheet_too_large_error,
    too_many_columns_error,
    too_many_rows_error,
    without_empty_columns,
)

_Line = tuple[int, list[str]]
"""The line that a row begins on, and its cells."""

_SURELY_SHORT_CHARS = MAX_CELL_BYTES // 4  # a character has at most four bytes
_MAX_ROWS_ABOVE_TABLE = 40  # titles and notes
_MAX_BLANK_ROWS = 100_000


def read_text(data: bytes, options: ReadOptions) -> Sheet:
    """Return a CSV file as a table.

    Raises:
        UnreadableFile: The file is no text, has a broken quote, or exceeds a limit. The error names the line.
    """
    if len(data) > MAX_SPREADSHEET_BYTES:
        raise spreadsheet_too_large_error()
    text, encoding, encoding_notices = decode_text(data, options.encoding)
    notices = list(encoding_notices)
    if "\r" in text and "\n" not in text:
        notices.append("The lines end in an old way (carriage returns only). They were read anyway.")
    delimiter = options.delimiter if options.delimiter in SEPARATORS else detect_separator(text)
    if delimiter != "," and delimiter != options.delimiter:
        notices.append(f"The cells are separated by {SEPARATORS[delimiter]}, and were read that way.")
    columns, rows, skipped = _table(list(_lines(text, delimiter)))
    return Sheet(
        columns=columns,
        rows=rows,
        skipped=skipped,
        notices=tuple(notices),
        encoding=encoding,
        delimiter=delimiter,
    )


def _lines(text: str, delimiter: str) -> Iterator[_Line]:
    """Yield each row that is not blank, with the line it begins on; raise UnreadableFile above a limit."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    line, row_count, blank_count = 1, 0, 0
    try:
        for cells in reader:
            content = "".join(cells)
            if content and not content.isspace():
                row_count += 1
                if row_count > MAX_SHEET_ROWS + _MAX_ROWS_ABOVE_TABLE:
                    raise too_many_rows_error()
                if len(content) > _SURELY_SHORT_CHARS or len(cells) > MAX_SHEET_COLUMNS:
                    _refuse_oversized_row(cells, line)
                yield line, cells
            else:
                blank_count += 1
                if blank_count > _MAX_BLANK_ROWS:
                    raise too_many_rows_error()
            line = reader.line_num + 1
    except csv.Error as error:
        raise _csv_error(str(error), line) from error


def _csv_error(message: str, line: int) -> UnreadableFile:
    """Return the error to show for a message of the csv module."""
    where = f"Line {line}"
    if "end of data" in message:
        return UnreadableFile(
            "A quote is opened and never closed.", "Close it, and choose the file again.", where=where
        )
    if "field limit" in message:
        return cell_too_long_error(line)
    return UnreadableFile(
        "There is a quote in the middle of a cell.",
        "Double it or delete it, and choose the file again.",
        where=where,
    )


def _refuse_oversized_row(cells: Sequence[str], line: int) -> None:
    if len(cells) > MAX_SHEET_COLUMNS and len([cell for cell in cells if cell]) > MAX_SHEET_COLUMNS:
        raise too_many_columns_error()
    for cell in cells:
        if len(cell) > _SURELY_SHORT_CHARS and len(cell.encode("utf-8", "replace")) > MAX_CELL_BYTES:
            raise cell_too_long_error(line)


def _table(
    lines: Sequence[_Line],
) -> tuple[tuple[str, ...], tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    """Return the columns, the rows, and the rows that are skipped."""
    if not lines:
        raise UnreadableFile("There is nothing in the file.", "Choose another file.")
    index = header_index([cells for _, cells in lines[:_MAX_ROWS_ABOVE_TABLE]])
    header, body = lines[index][1], lines[index + 1 :]
    if len(body) > MAX_SHEET_ROWS:
        raise too_many_rows_error()
    named_width = max((number for number, cell in enumerate(header, start=1) if cell.strip()), default=0)
    width = len(header)
    if named_width < width and not any(_has_unnamed_cells(cells, named_width, width) for _, cells in body):
        del header[named_width:]
    rows, skipped = _rows(body, named_width, len(header))
    columns, rows_left = without_empty_columns(named_columns(header, rows), rows)
    return columns, rows_left, skipped


def _has_unnamed_cells(cells: Sequence[str], named_width: int, width: int) -> bool:
    """Return whether a row of this width has text in the last columns, which have no name."""
    return len(cells) == width and any(map(str.strip, cells[named_width:]))


def _rows(
    body: Sequence[_Line], named_width: int, width: int
) -> tuple[tuple[SheetRow, ...], tuple[SkippedRow, ...]]:
    """Return the rows of this width, and the rows that are skipped because they have another width.

    A row may lack the last columns if these have no name, and may have empty cells after them.
    """
    rows, skipped = [], []
    for line, cells in body:
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]
        elif named_width <= len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) == width:
            rows.append(SheetRow(line=line, cells=tuple(cells)))
        else:
            what = f"The row has {counted(len(cells), 'cell')} where the header has {width}."
            skipped.append(SkippedRow(line=line, what=what, remedy="Correct it, and choose the file again."))
    return tuple(rows), tuple(skipped)


# The encoding.

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
"""The encodings that can be chosen, with the names to show for them."""

_SAVE_AS_SENTENCE = "Save it as “CSV UTF-8”, and choose that file."

_DETECTABLE = ("cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "shift_jis", "gb18030")
"""Encodings of scripts that can't be confused; Central and Western European look alike in a few words."""

_DETECTION_BYTES = 20_000
_SIGNATURES = (
    # The first bytes of files that are no text.
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
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode_text(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text of a file, its encoding, and notices about the encoding.

    Args:
        data: The bytes of the file.
        encoding: A key of ENCODINGS, or '' to detect the encoding. A UTF-16 file says so itself.

    Raises:
        UnreadableFile: The file is not text.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(what, "Save it as XLSX or “CSV UTF-8”, and choose that file.")
    text, detected, notices = _detect_and_decode(data, encoding)
    if _HTML.match(text[:4096]):
        raise UnreadableFile("The file is a web page, not a table.", _SAVE_AS_SENTENCE)
    return text, detected, notices


def _detect_and_decode(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(data, "utf-16"), "utf-16", ()
    if encoding:
        return _decode_as(data, encoding), encoding, ()
    if b"\x00" in data:
        position = data.index(0) + 1
        raise UnreadableFile(
            f"The file holds a NUL character at byte {position}, so it isn't a text table.", _SAVE_AS_SENTENCE
        )
    try:
        return data.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        _refuse_lone_surrogates(data)
    detected = _detected_encoding(data[:_DETECTION_BYTES])
    notice = f"The file is not in UTF-8. It was read as {ENCODINGS[detected]}: check that names are right."
    return data.decode(detected, "replace"), detected, (notice,)


def _decode_as(data: bytes, encoding: str) -> str:
    refusal = UnreadableFile(
        f"The file is not in {ENCODINGS.get(encoding, encoding)}.", "Choose another way to read it."
    )
    if encoding not in ENCODINGS:
        raise refusal
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise refusal from error
    if "\x00" in text:
        raise UnreadableFile(
            f"The file holds a NUL character at position {text.index(chr(0)) + 1}.",
            "Delete it, and choose it again.",
        )
    return text


def _detected_encoding(data: bytes) -> str:
    """Return the encoding of text that is not UTF-8; if in doubt, Western European, the most common."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1252", "cp1250", *_DETECTABLE]).best()
    detected = best.encoding if best is not None else ""
    return detected if detected in _DETECTABLE else "cp1252"


def _refuse_lone_surrogates(data: bytes) -> None:
    """Refuse text that is UTF-8 except for half characters, which any other encoding would garble."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    match = _SURROGATE.search(text)
    if match:
        raise UnreadableFile(
            f"The file contains half of a character (a lone surrogate) at position {match.start() + 1}.",
            "Delete that character, and choose it again.",
        )


# The separator.

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The separators that can be chosen, with their names."""

_DIALECT_CHARS = 20_000
_DIALECT_ROWS = 40


def detect_separator(text: str) -> str:
    """Return the separator that gives the most known column names, or else the most regular table."""
    head = text[:_DIALECT_CHARS]
    candidates = [separator for separator in SEPARATORS if separator in head]
    if len(candidates) < 2:
        return candidates[0] if candidates else ","
    return max(candidates, key=lambda separator: _table_quality(head, separator))


def _table_quality(text: str, delimiter: str) -> tuple[int, float, int]:
    """Return a table's quality: known column names, share of the most common width, that width."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [cells for cells in islice(reader, _DIALECT_ROWS) if any(cells)]
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    header = rows[header_index(rows)]
    known_count = known_name_count(header)
    width, most_common_count = Counter(map(len, rows)).most_common(1)[0]
    return known_count if known_count > 1 else 0, most_common_count / len(rows) if width > 1 else 0.0, width
