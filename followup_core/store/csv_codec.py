"""Converts the bytes of strict CSV to rows and back, preserving every cell exactly."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from followup_core.models import MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, SCHEMA, Key, Problem, Row, TableSchema
from followup_core.text import counted

from .protocol import Unreadable

if TYPE_CHECKING:
    import _csv

_SURELY_SHORT = MAX_CELL_BYTES // 4
"""A text of this many characters never exceeds a cell's limit in bytes: UTF-8 needs at most 4 for each."""

_BOM = b"\xef\xbb\xbf"
_RESTORE = "Correct the file, or restore a backup."
_AS_CSV = "Save it as “CSV UTF-8” and try again, or restore a backup."
_FOREIGN_STARTS = (
    (b"PK\x03\x04", "The file is a ZIP archive or an XLSX workbook, not a CSV table."),
    (b"\xff\xfe", "The file is UTF-16 text."),
    (b"\xfe\xff", "The file is UTF-16 text."),
)


class QuarantinedRow(NamedTuple):
    """A row that is kept but not used: its id is blank or also belongs to another row."""

    line: int
    row: Row


class DecodedTable(NamedTuple):
    """A table read from a file; `lines` has the line where each row begins, counting the header as line 1."""

    columns: tuple[str, ...]
    rows: dict[Key, Row]
    lines: dict[Key, int]
    quarantined: tuple[QuarantinedRow, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def decode(table: str, data: bytes, delimiter: str = ",") -> DecodedTable:
    """Return a table parsed strictly from its bytes; raise Unreadable with the line of the first fault.

    A byte order mark, CRLF and blank lines are accepted. Rows with a blank or duplicate id are quarantined.
    Missing known columns are added at the end with '' in each cell; missing required columns are an error.
    """
    text = _decoded_text(table, data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    header = _read_header(table, reader)
    missing_columns = _check_header(SCHEMA[table], header)
    blank_cells = dict.fromkeys(missing_columns, "")
    rows, lines, quarantined = _read_fast(SCHEMA[table], header, blank_cells, reader) or _read_one_by_one(
        SCHEMA[table],
        header,
        blank_cells,
        _read_records(table, _reader_after_header(text, delimiter), len(header)),
    )
    return DecodedTable(
        columns=(*header, *missing_columns),
        rows=rows,
        lines=lines,
        quarantined=tuple(quarantined),
        problems=tuple(_missing_column_problem(table, column) for column in missing_columns),
        notices=_notices(table, text),
    )


def checked_columns(table: str, data: bytes) -> tuple[str, ...]:
    """Return the column names of a table after checking that every row can be read strictly.

    Raises Unreadable with the line, as `decode` does, but keeps no rows: for files of any length.
    """
    text = _decoded_text(table, data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = _read_header(table, reader)
    _check_header(SCHEMA[table], header)
    try:
        widths = {len(cells) if len("".join(cells)) <= _SURELY_SHORT else -1 for cells in reader}
    except csv.Error:
        widths = {-1}
    if not widths <= {0, len(header)}:
        second_reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        next(second_reader)
        for _ in _read_records(table, second_reader, len(header), max_rows=len(text)):
            pass  # raises for the wrong row, naming its line
    return tuple(header)


def decode_leniently(table: str, data: bytes) -> DecodedTable:
    """Return a table from another program's file: like `decode`, but also with semicolons or tabs."""
    try:
        return decode(table, data)
    except Unreadable as error:
        first_line = data.split(b"\n", 1)[0]
        for delimiter in ";\t":
            if delimiter.encode() in first_line:
                return decode(table, data, delimiter)
        raise error


def encode(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return the bytes of a table: every cell quoted, LF after every row, '' for cells that a row lacks."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return buffer.getvalue().encode()


def text_trouble(text: str) -> tuple[str, str] | None:
    """Return why a text cannot be stored, and the remedy; None if it can."""
    if "\x00" in text:
        return f"The text contains a NUL character at position {text.index(chr(0)) + 1}.", "Delete it."
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        position = error.start + 1
        return (
            f"The text contains half of a character (a lone surrogate) at position {position}.",
            "Delete it.",
        )
    if size > MAX_CELL_BYTES:
        return "The text is longer than 20 kB.", "Shorten it, or keep the long text in a document."
    return None


def quarantine_problem(table: str, quarantined: QuarantinedRow) -> Problem:
    """Return the problem to report for a quarantined row."""
    key = SCHEMA[table].key_of(quarantined.row)
    required_columns = _required_key_columns(SCHEMA[table])
    column = next((name for name in required_columns if not quarantined.row.get(name, "").strip()), "")
    if column:
        what, remedy = "The id is blank; the row was set aside.", "Give the row an id, or delete it."
    else:
        column = SCHEMA[table].key[0]
        what = f"The id “{' / '.join(key)[:60]}” is on several rows; all of them were set aside."
        remedy = "Keep one of them, or give each its own id."
    return Problem(table=table, line=quarantined.line, column=column, what=what, remedy=remedy)


def _unreadable_error(
    table: str, line: int, what: str, remedy: str = _RESTORE, column: str = ""
) -> Unreadable:
    return Unreadable(Problem(table=table, line=line, column=column, what=what, remedy=remedy))


def _decoded_text(table: str, data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        what = "The file contains only zero bytes." if b"\x00" in data else "The file is empty."
        raise _unreadable_error(table, 0, what, "Restore a backup, or delete the file.")
    for start, what in _FOREIGN_STARTS:
        if data.startswith(start):
            raise _unreadable_error(table, 0, what, _AS_CSV)
    if data.lstrip(_BOM + b" \t\r\n")[:100].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise _unreadable_error(table, 0, "The file is a web page, not a CSV table.", _AS_CSV)
    if (offset := data.find(b"\x00")) >= 0:
        what = f"There is a NUL character at byte {offset + 1}."
        raise _unreadable_error(table, _line_of(data, offset), what)
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        offset = _first_bad_byte(data)
        what = f"Byte {offset + 1} of the file (0x{data[offset]:02x}) is not UTF-8 text."
        raise _unreadable_error(table, _line_of(data, offset), what, _AS_CSV) from None


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("called only with bytes that are not UTF-8")


def _line_of(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _read_header(table: str, reader: "_csv.Reader") -> list[str]:
    try:
        return next(reader, [])
    except csv.Error as error:
        raise _csv_error(table, 1, str(error)) from None


def _read_records(
    table: str, reader: "_csv.Reader", width: int, max_rows: int = MAX_ROWS
) -> Iterator[tuple[int, list[str]]]:
    """Yield each nonblank row with the line where it begins; raise Unreadable for a row of a wrong size."""
    line, remaining_rows = reader.line_num + 1, max_rows
    try:
        for cells in reader:
            length = sum(map(len, cells))
            if len(cells) != width and cells:
                what = f"The row has {counted(len(cells), 'cell')} where the first line has {width}."
                raise _unreadable_error(table, line, what)
            if length > _SURELY_SHORT:
                _check_cells(table, line, cells)
            if not remaining_rows:
                raise _unreadable_error(
                    table, line, f"The table has more than {max_rows} rows.", "Split the file."
                )
            if length:
                remaining_rows -= 1
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _csv_error(table, line, str(error)) from None


def _csv_error(table: str, line: int, error: str) -> Unreadable:
    if "field limit" in error:
        return _unreadable_error(
            table, line, "A cell is longer than 20 kB.", "Shorten it, or restore a backup."
        )
    if "unexpected end" in error:
        return _unreadable_error(table, line, "A quote that opens in this row is never closed.")
    return _unreadable_error(table, line, "The quotes in this row do not match.")


def _check_header(schema: TableSchema, header: list[str]) -> list[str]:
    """Return the schema's columns that the header lacks; raise Unreadable if a required one is missing."""
    if len(header) > MAX_COLUMNS:
        raise _unreadable_error(
            schema.name, 1, f"The table has {len(header)} columns; the limit is {MAX_COLUMNS}."
        )
    for number, column in enumerate(header):
        if column in header[:number]:
            raise _unreadable_error(
                schema.name, 1, f"The column “{column[:60]}” is there twice.", column=column
            )
    missing_columns = [column for column in schema.columns if column not in header]
    for column in missing_columns:
        if column in schema.required:
            what = f"The column “{column}” is missing from the first line."
            remedy = "Put it back with commas between the columns."
            raise _unreadable_error(schema.name, 1, what, remedy, column)
    return missing_columns


def _check_cells(table: str, line: int, cells: list[str]) -> None:
    if any(len(cell.encode()) > MAX_CELL_BYTES for cell in cells):
        raise _unreadable_error(
            table, line, "A cell is longer than 20 kB.", "Shorten it, or restore a backup."
        )


def _required_key_columns(schema: TableSchema) -> tuple[str, ...]:
    return tuple(column for column in schema.key if column in schema.required)


_RowsByKey = tuple[dict[Key, Row], dict[Key, int], list[QuarantinedRow]]
"""The rows by key, their lines, and the quarantined rows."""


def _reader_after_header(text: str, delimiter: str) -> "_csv.Reader":
    """Return a new reader positioned after the header."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    next(reader, None)
    return reader


def _read_fast(
    schema: TableSchema, header: list[str], blank_cells: Row, reader: "_csv.Reader"
) -> _RowsByKey | None:
    """Return the rows of a valid table, read all at once; None if any row may have a problem."""
    records, lines = [], [reader.line_num + 1]
    try:
        for cells in islice(reader, MAX_ROWS + 1):
            records.append(cells)
            lines.append(reader.line_num + 1)
    except csv.Error:
        return None
    if not records or len(records) > MAX_ROWS or set(map(len, records)) != {len(header)}:
        return None
    lengths = set(map(len, map("".join, records)))
    if max(lengths) > _SURELY_SHORT or 0 in lengths:
        return None
    ids = {
        name: [cells[index] for cells in records] for index, name in enumerate(header) if name in schema.key
    }
    if not all(map(str.strip, chain.from_iterable(ids[name] for name in _required_key_columns(schema)))):
        return None
    keys = list(zip(*(ids.get(name) or repeat("", len(records)) for name in schema.key), strict=True))
    all_rows = [dict(zip(header, cells, strict=True)) for cells in records]
    for row in all_rows if blank_cells else ():
        row.update(blank_cells)
    rows: dict[Key, Row] = dict(zip(keys, all_rows, strict=True))
    return (rows, dict(zip(keys, lines, strict=False)), []) if len(rows) == len(keys) else None


def _key_reader(schema: TableSchema) -> Callable[[Row], Key]:
    """Return a function that returns the key of a row with all its key columns."""
    if len(schema.key) == 1:
        key_column = schema.key[0]
        return lambda row: (row[key_column],)
    return itemgetter(*schema.key)


def _read_one_by_one(
    schema: TableSchema,
    header: list[str],
    blank_cells: dict[str, str],
    records: Iterable[tuple[int, list[str]]],
) -> _RowsByKey:
    """Return rows read one by one; rows with a blank or duplicate id are quarantined."""
    rows: dict[Key, Row] = {}
    lines: dict[Key, int] = {}
    quarantined: list[QuarantinedRow] = []
    duplicate_keys: set[Key] = set()
    key_of, required_columns = _key_reader(schema), _required_key_columns(schema)
    for line, cells in records:
        row = dict(zip(header, cells, strict=True))
        row.update(blank_cells)
        key = key_of(row)
        # Nearly all ids are complete: single cells are checked only if a part of the key is blank.
        has_blank_part = "" in map(str.strip, key)
        if key in duplicate_keys or (
            has_blank_part and not all(row[column].strip() for column in required_columns)
        ):
            quarantined.append(QuarantinedRow(line=line, row=row))
        elif key in rows:
            duplicate_keys.add(key)
            quarantined += (
                QuarantinedRow(line=lines.pop(key), row=rows.pop(key)),
                QuarantinedRow(line=line, row=row),
            )
        else:
            rows[key], lines[key] = row, line
    return rows, lines, quarantined


def _missing_column_problem(table: str, column: str) -> Problem:
    what = f"The column “{column}” is missing; its cells count as empty."
    return Problem(
        table=table,
        line=1,
        column=column,
        what=what,
        remedy="You don't need to do anything: the next save puts it back.",
    )


def _notices(table: str, text: str) -> tuple[Problem, ...]:
    if "\n" in text or "\r" not in text:
        return ()
    what = "The lines end in an old way (carriage returns only)."
    remedy = "You don't need to do anything: the next save fixes them."
    return (Problem(table=table, line=0, column="", what=what, remedy=remedy),)
