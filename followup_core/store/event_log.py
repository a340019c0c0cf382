"""A log of a workshop's events in one CSV file; an event is on the disk before `append` returns."""

import csv
import io
import re
import threading
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from followup_core import durable_io
from followup_core.models import Problem

from . import append_log
from .csv_codec import text_trouble
from .protocol import NotSaved, ReadOnly, Refused, StoreError, Unreadable, not_readable_error
from .transactions import not_saved_error

_HEADER = b'"seq","at","what","participant_id","activity_id","prompt_id","value","crc32"\n'
_FORMAT = append_log.LineFormat(before=b"", after=b',"' + append_log.CHECKSUM + b'"\n')
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r"})
_UNESCAPED = {"n": "\n", "r": "\r"}


class EventLogInUse(StoreError):
    """The file is open in another program, or elsewhere in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event: `at` is its time (UTC, `...Z`), `seq` its number from 1, assigned when it is saved.

    An action that changes several things puts all of them into one `value`, as JSON: one row is saved
    completely or not at all; of several rows, a crash could leave only some.
    """

    seq: int = 0
    at: str
    what: str
    participant_id: str = ""
    activity_id: str = ""
    prompt_id: str = ""
    value: str = ""


class EventLog:
    r"""The events of one workshop, locked by one program until `close`; safe between threads.

    A line of the file has the quoted cells and then the CRC-32 of these cells. Within a cell, a line break is
    written as `\n` or `\r` and a backslash as `\\`, so that a row is always one line.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or create it empty.

        Raises:
            EventLogInUse: the file is open elsewhere.
            Unreadable: a line that is not the last one is damaged.
            StoreError: the disk refuses.
        """
        self._path = path
        self._thread_lock = threading.Lock()
        self._file_lock = _acquired_file_lock(path)
        try:
            content = self._read_or_create()
        except BaseException:
            self._file_lock.release()
            raise
        self._closed = False
        self._seq, self._torn = len(content.events), content.torn
        self._saved = bytearray(content.good)
        self._has_torn_end = bool(content.torn)
        self._is_suspect = False
        self._change_warning = ""

    @property
    def warning(self) -> str:
        """Why the file needed repair, '' if it didn't: it was changed, or its last line was cut."""
        if not self._torn:
            return self._change_warning
        return (
            f"The last line of {self._path.name} was not finished, so it was never called saved. "
            "It is set aside with the next answer."
        )

    def append(self, event: StoredEvent) -> StoredEvent:
        """Save one event durably and return it with its number.

        Nothing is lost if another program changes the file: the changed file is kept under another name, and
        all saved events are written again.

        Raises:
            Refused: the text cannot be stored in a file.
            ReadOnly: the folder is gone.
            NotSaved: the disk refuses.
        """
        _check_texts(event)
        with self._thread_lock:
            if self._closed:
                raise NotSaved("The workshop is closed; this was not saved.", "Open the workshop again.")
            numbered_event = replace(event, seq=self._seq + 1)
            line = _encoded_line(numbered_event)
            try:
                self._repair_end()
                self._append_line(line)
            except OSError as error:
                self._has_torn_end = True
                self._is_suspect = self._is_suspect or isinstance(error, durable_io.SyncFailed)
                raise not_saved_error(error) from error
            self._seq = numbered_event.seq
            return numbered_event

    def read(self) -> tuple[StoredEvent, ...]:
        """Return all saved events in order."""
        with self._thread_lock:
            return _parse_file(self._path, bytes(self._saved)).events

    def close(self) -> None:
        """Release the file; closing twice is no error."""
        with self._thread_lock:
            self._closed = True
            self._file_lock.release()

    def _read_or_create(self) -> "_EventFile":
        data = self._file_bytes()
        if data is None:
            data = _HEADER
            try:
                durable_io.write_file(self._path, data)
                durable_io.sync_folder(self._path.parent)
            except OSError as error:
                raise not_saved_error(error) from error
        return _parse_file(self._path, data)

    def _file_bytes(self) -> bytes | None:
        try:
            return durable_io.read(self._path)
        except OSError as error:
            raise not_readable_error(error) from error

    def _repair_end(self) -> None:
        """Keep the torn end in another file, and make this file end with the last saved line again."""
        if self._torn:
            durable_io.write_file(self._path.with_name(f"{self._path.stem}-torn-{self._seq + 1}"), self._torn)
            durable_io.sync_folder(self._path.parent)
            self._torn = b""
        if self._is_suspect:  # after a failed sync, the same file is never synced again
            durable_io.write_durably(self._path, bytes(self._saved))
        elif self._has_torn_end and durable_io.identity(self._path) is not None:
            durable_io.cut(self._path, len(self._saved))
        self._is_suspect = self._has_torn_end = False

    def _append_line(self, line: bytes) -> None:
        """Append a line to the file, or rewrite the whole file if another program changed it."""
        try:
            was_appended = append_log.append(self._path, line, self._saved)
        except FileNotFoundError:
            was_appended = False
        if was_appended:
            return
        if not self._path.parent.is_dir():
            raise ReadOnly(
                f"The folder of {self._path.name} was moved or removed; this was not saved.",
                "Put the folder back as it was, or go on in a new workshop.",
            )
        if data := self._file_bytes():
            durable_io.write_file(self._path.with_name(f"{self._path.stem}-changed-{self._seq + 1}"), data)
        durable_io.write_durably(self._path, bytes(self._saved) + line)
        self._saved += line
        self._change_warning = (
            f"Another program changed or removed {self._path.name}. Everything that was saved is written"
            " again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventFile:
    """The content of a file: `good` has the bytes of its events, `torn` the unfinished bytes after them."""

    events: tuple[StoredEvent, ...]
    good: bytes
    torn: bytes


def _acquired_file_lock(path: Path) -> FileLock:
    lock = FileLock(
        path.with_suffix(".lock"), timeout=0, mode=0o600, thread_local=False, preserve_lock_file=True
    )
    try:
        durable_io.make_folder(path.parent)
        lock.acquire()
    except Timeout:
        raise EventLogInUse(
            "Another program has this workshop open.", "Go on there, or close that program first."
        ) from None
    except OSError as error:
        raise not_saved_error(error) from error
    return lock


def _parse_file(path: Path, data: bytes) -> _EventFile:
    """Return the content of a file; raise Unreadable if a complete line follows a damaged one."""
    if not data.startswith(_HEADER):
        raise _damaged_error(path, 1, "The first line is not that of a workshop's events.")
    log = append_log.read_log(data[len(_HEADER) :], _decoded_event, _seq_of)
    if log.is_damaged:
        what = "The line is not as it was saved."
        if log.bad_record is not None:
            expected = len(log.records) + 1
            what = f"The line's number is {log.bad_record.seq} where {expected} was expected."
        raise _damaged_error(path, log.bad_line + 1, what)  # the header is a line, too
    good = len(_HEADER) + log.good
    return _EventFile(events=log.records, good=data[:good], torn=log.torn)


def _encoded_line(event: StoredEvent) -> bytes:
    buffer = io.StringIO(newline="")
    cells = [str(cell).translate(_ESCAPES) for cell in astuple(event)]
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
    return _FORMAT.line(buffer.getvalue().encode())


def _seq_of(event: StoredEvent) -> int:
    return event.seq


def _decoded_event(line: bytes) -> StoredEvent | None:
    """Return the event on a line, or None if the line is incomplete or its checksum is wrong."""
    data = _FORMAT.content(line)
    if data is None:
        return None
    try:
        (cells,) = csv.reader([data.decode()], strict=True)
        seq, at, what, participant_id, activity_id, prompt_id, value = map(_unescaped, cells)
        return StoredEvent(
            seq=int(seq),
            at=at,
            what=what,
            participant_id=participant_id,
            activity_id=activity_id,
            prompt_id=prompt_id,
            value=value,
        )
    except (ValueError, csv.Error):  # a line that somebody forged together with its checksum
        return None


def _unescaped(cell: str) -> str:
    if "\\" not in cell:
        return cell
    return re.sub(r"\\(.)", lambda match: _UNESCAPED.get(match[1], match[1]), cell)


def _check_texts(event: StoredEvent) -> None:
    for cell in astuple(event)[1:]:
        trouble = text_trouble(cell)
        if trouble:
            raise Refused(*trouble)


def _damaged_error(path: Path, line: int, what: str) -> Unreadable:
    remedy = "Put back a copy of the file, or delete the workshop."
    return Unreadable(Problem(table=path.stem, line=line, column="", what=what, remedy=remedy))
