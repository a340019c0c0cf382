"""CSV from anywhere: its letters and separators found out, every cell kept as it was written."""

import codecs
import csv
import io
import re
import statistics
from collections.abc import Iterator, Sequence

from followup_core.exchange.arrival import NotReadable, Skipped

from .headers import header_place, named_columns, without_empty_columns
from .sheet import (
    LARGEST,
    MOST_CELL_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Reading,
    Sheet,
    SheetRow,
    too_large,
    too_long_a_cell,
    too_many_columns,
    too_many_rows,
)

LETTERS = {
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
"""How letters may have been written, with the name a person knows it by."""

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

_SURELY_SHORT = MOST_CELL_BYTES // 4
_SAVE_AS = "Save it as “CSV UTF-8”, and choose that file."
_NOT_TEXT = (
    (b"PK\x03\x04", "The file is a ZIP archive or a workbook, not a CSV table."),
    (b"%PDF", "The file is a PDF, not a table."),
    (b"\xd0\xcf\x11\xe0", "The file is in an old Excel format (.xls)."),
    (b"\x89PNG", "The file is a picture, not a table."),
    (b"\xff\xd8\xff", "The file is a picture, not a table."),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|table|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_HALF = re.compile("[\ud800-\udfff]")
_MOST_HEAD = 40


def read_text(data: bytes, reading: Reading) -> Sheet:
    """Return a CSV file as a table; raise NotReadable with the line where it is none."""
    if len(data) > LARGEST:
        raise too_large()
    text, encoding, notices = _decoded(data, reading.encoding)
    if _HTML.match(text[:4096]):
        raise NotReadable("The file is a web page, not a table.", _SAVE_AS)
    if "\r" in text and "\n" not in text:
        notices.append("The lines end in an old way (carriage returns only). They were read nevertheless.")
    delimiter = reading.delimiter or _delimiter(text)
    if delimiter != "," and not reading.delimiter:
        notices.append(f"The cells are parted by {SEPARATORS[delimiter]}. They were read that way.")
    columns, rows, skipped = _table(_lines(text, delimiter))
    return Sheet(
        columns=columns,
        rows=rows,
        skipped=skipped,
        notices=tuple(notices),
        encoding=encoding,
        delimiter=delimiter,
    )


def _decoded(data: bytes, encoding: str) -> tuple[str, str, list[str]]:
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise NotReadable(what, "Save it as XLSX or “CSV UTF-8”, and choose that file.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _by(data, "utf-16"), "utf-16", []
    if not encoding and b"\x00" in data:
        raise NotReadable(
            f"The file holds a NUL character at byte {data.index(0) + 1}, so it is no table of text.",
            _SAVE_AS,
        )
    if encoding:
        return _by(data, encoding), encoding, []
    try:
        return data.decode("utf-8-sig"), "utf-8", []
    except UnicodeDecodeError:
        _refuse_halves(data)
    text = data.decode("cp1252", "replace")
    notice = f"The letters are not UTF-8. They were read as {LETTERS['cp1252']}: see whether names are right."
    return text, "cp1252", [notice]


def _by(data: bytes, encoding: str) -> str:
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise NotReadable(
            f"The letters are not {LETTERS.get(encoding, encoding)}.", "Choose another way to read them."
        ) from error
    if "\x00" in text:
        raise NotReadable(
            f"The file holds a NUL character at position {text.index(chr(0)) + 1}.",
            "Delete it, and choose it again.",
        )
    return text


def _refuse_halves(data: bytes) -> None:
    """Refuse UTF-8 that is sound but for halves of characters: any other reading would garble all of it."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    found = _HALF.search(text)
    if found:
        raise NotReadable(
            f"The file holds half of a character (a lone surrogate) at position {found.start() + 1}.",
            "Delete that character, and choose it again.",
        )


def _delimiter(text: str) -> str:
    """Return what parts the cells: what most of the first lines have, and of those the most frequent."""
    head = text[:20_000].splitlines()[:_MOST_HEAD]
    bare = [re.sub(r'"[^"]*"', "", line) for line in head if line.strip()] or [""]

    def score(each: str) -> tuple[float, int]:
        counts = [line.count(each) for line in bare]
        return statistics.median(counts), sum(counts)

    return max(SEPARATORS, key=score)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that says anything with the line it begins on; stop above the limits."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    found = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _broken(str(error), line) from error
        if cells is None:
            return
        if not any(cells) or not "".join(cells).strip():
            continue
        _check(cells, line)
        found += 1
        if found > MOST_ROWS + _MOST_HEAD:
            raise too_many_rows()
        yield line, cells


def _broken(said: str, line: int) -> NotReadable:
    where = f"Line {line}"
    if "end of data" in said:
        return NotReadable(
            "A quote is opened and never closed.", "Close it, and choose the file again.", where=where
        )
    if "field limit" in said:
        return too_long_a_cell(line)
    return NotReadable(
        "A quote stands in the middle of a cell.",
        "Double it or delete it, and choose the file again.",
        where=where,
    )


def _check(cells: Sequence[str], line: int) -> None:
    if len(cells) > MOST_COLUMNS and len([cell for cell in cells if cell]) > MOST_COLUMNS:
        raise too_many_columns()
    if len("".join(cells)) > _SURELY_SHORT:
        for cell in cells:
            if len(cell.encode("utf-8", "replace")) > MOST_CELL_BYTES:
                raise too_long_a_cell(line)


def _table(
    lines: Iterator[tuple[int, list[str]]],
) -> tuple[tuple[str, ...], tuple[SheetRow, ...], tuple[Skipped, ...]]:
    found = list(lines)
    if not found:
        raise NotReadable("There is nothing in the file.", "Choose another file.")
    place = header_place([cells for _, cells in found])
    header = found[place][1]
    while (
        header and not header[-1].strip() and all(len(cells) < len(header) for _, cells in found[place + 1 :])
    ):
        header.pop()
    body = found[place + 1 :]
    if len(body) > MOST_ROWS:
        raise too_many_rows()
    rows, skipped = _rows(body, len(header))
    columns, kept = without_empty_columns(named_columns(header, rows), rows)
    return columns, kept, skipped


def _rows(
    body: Sequence[tuple[int, list[str]]], width: int
) -> tuple[tuple[SheetRow, ...], tuple[Skipped, ...]]:
    rows, skipped = [], []
    for line, cells in body:
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]  # empty cells beyond the last column mean nothing
        if len(cells) == width:
            rows.append(SheetRow(line=line, cells=tuple(cells)))
        else:
            what = f"The row has {len(cells)} cells where the header has {width}."
            skipped.append(Skipped(line=line, what=what, remedy="Correct it, and choose the file again."))
    return tuple(rows), tuple(skipped)
