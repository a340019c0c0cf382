"""Files of lines that are only ever appended: the journal of a workspace, and the events of a workshop.

Each line has the CRC-32 of its content. A crash during an append leaves an incomplete last line, the torn
end. The torn end was never reported as saved, so it doesn't count. If a complete line follows an unusable
one, the file was damaged.
"""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from followup_core import durable_io

CHECKSUM = b"########"
"""The placeholder in a `LineFormat` for the checksum, which has eight hexadecimal digits."""

Record = TypeVar("Record")


class LineFormat(NamedTuple):
    """The bytes before and after the content of a line; `CHECKSUM` stands for the content's checksum."""

    before: bytes
    after: bytes

    def line(self, content: bytes) -> bytes:
        """Return the line for a content; the content must not have a line break in it."""
        checksum = b"%08x" % zlib.crc32(content)
        return self.before.replace(CHECKSUM, checksum) + content + self.after.replace(CHECKSUM, checksum)

    def content(self, line: bytes) -> bytes | None:
        """Return the content of a line, or None if the line is incomplete or its checksum is wrong."""
        content = line[len(self.before) : -len(self.after)]
        return content if line == self.line(content) else None


class LogRead(NamedTuple, Generic[Record]):
    """The content of a log's lines, up to the first line that can't be used."""

    records: tuple[Record, ...]
    good: int
    """The number of bytes in the lines of `records`."""
    last: bytes
    """The last line of `records`."""
    torn: bytes
    """All bytes after that line."""
    bad_line: int = 0
    """The number of the first line that can't be used, from 1; 0 if there is none."""
    bad_record: Record | None = None
    """The record on the line `bad_line`, if the line is complete and only the record's number is wrong."""
    is_damaged: bool = False
    """Whether `torn` is more than what an interrupted append leaves."""


def read_log(
    data: bytes,
    decode: Callable[[bytes], Record | None],
    number: Callable[[Record], int | None],
    *,
    after: int = 0,
) -> LogRead[Record]:
    """Return the content of a log's lines, up to the torn end or the first wrong line.

    Args:
        data: whole lines, and perhaps a torn end.
        decode: returns the record on a line, or None if the line can't be used.
        number: returns a record's number, or None for a record that isn't numbered.
        after: the number of the record before the first line; each record's number must be one more than the
            number before.
    """
    records: list[Record] = []
    good, last, bad_line, is_damaged = 0, b"", 0, False
    bad_record: Record | None = None
    for line_number, line in enumerate(data.splitlines(keepends=True), 1):
        record = decode(line)
        record_number = number(record) if record is not None else None
        if not bad_line and record is not None and record_number in (None, after + 1):
            records.append(record)
            good, last = good + len(line), line
            after = after if record_number is None else record_number
            continue
        if not bad_line:
            bad_line, bad_record = line_number, record
        is_damaged = is_damaged or record is not None
    return LogRead(
        records=tuple(records),
        good=good,
        last=last,
        torn=data[good:],
        bad_line=bad_line,
        bad_record=bad_record,
        is_damaged=is_damaged,
    )


def append(path: Path, line: bytes, saved: bytearray) -> bool:
    """Append a line durably to a file that holds `saved`, and add it to `saved`.

    On failure the file is truncated to its length before. Returns False, with `saved` as it was, if another
    program changed the file in the meantime.
    """
    if not durable_io.append(path, line, saved):
        return False
    saved += line
    return True
