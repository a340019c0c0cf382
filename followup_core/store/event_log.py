"""An append-only log of a workshop's events in one CSV file; each is on the disk before `append` returns."""

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
from .protocol import NotSaved, ReadOnly, Refused, StoreError, Unreadable, not_readable
from .transactions import not_saved

_HEADER = b'"seq","at","what","participant_id","activity_id","prompt_id","value","crc32"\n'
_FORMAT = append_log.LineFormat(before=b"", after=b',"' + append_log.CHECKSUM + b'"\n')
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r"})
_UNESCAPED = {"n": "\n", "r": "\r"}


class EventLogInUse(StoreError):
    """The file is open in another program, or elsewhere in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event: `at` is its time (UTC, `...Z`), `seq` its number from 1, assigned when it is saved.

    An action that changes several things puts them all into one `value`, as JSON: a row is saved completely
    or not at all, which several rows would not be.
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

    A line of the file has the cells, each quoted, and the CRC-32 of the line before it. Within a cell a line
    break is `\n` or `\r` and a backslash `\\`, so that a row is always one line.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or create it empty.

        Raises:
            EventLogInUse: the file is open elsewhere.
            Unreadable: a line that is not the last one is damaged.
            StoreError: the disk refuses.
        """
        self._path = path
        self._turn = threading.Lock()
        self._lock = _acquired_lock(path)
        try:
            content = self._open()
        except BaseException:
            self._lock.release()
            raise
        self._closed = False
        self._seq, self._torn = len(content.events), content.torn
        self._saved = bytearray(content.good)
        self._has_rest = bool(content.torn)
        self._mistrusted = False
        self._changed = ""

    @property
    def warning(self) -> str:
        """Why the file needed repair: another program changed it, or its last line was cut; else ''."""
        if not self._torn:
            return self._changed
        return (
            f"The last line of {self._path.name} was not finished, so it was never called saved. "
            "It is set aside with the next answer."
        )

    def append(self, event: StoredEvent) -> StoredEvent:
        """Save one event and return it with its number; it is then readable from the disk.

        Nothing is lost if another program changes the file: the changed file is kept under another name, and
        everything saved is written again.

        Raises:
            Refused: the text cannot be stored in a file.
            ReadOnly: the folder is gone.
            NotSaved: the disk refuses.
        """
        _check(event)
        with self._turn:
            if self._closed:
                raise NotSaved("The workshop is closed; this was not saved.", "Open the workshop again.")
            new = replace(event, seq=self._seq + 1)
            line = _line(new)
            try:
                self._mend()
                self._write(line)
            except OSError as error:
                self._has_rest = True
                self._mistrusted = self._mistrusted or isinstance(error, durable_io.SyncFailed)
                raise not_saved(error) from error
            self._seq = new.seq
            return new

    def read(self) -> tuple[StoredEvent, ...]:
        """Return all saved events in order."""
        with self._turn:
            return _parse(self._path, bytes(self._saved)).events

    def close(self) -> None:
        """Release the file; closing twice is no error."""
        with self._turn:
            self._closed = True
            self._lock.release()

    def _open(self) -> "_EventFile":
        data = self._bytes()
        if data is None:
            data = _HEADER
            try:
                durable_io.write_file(self._path, data)
                durable_io.sync_folder(self._path.parent)
            except OSError as error:
                raise not_saved(error) from error
        return _parse(self._path, data)

    def _bytes(self) -> bytes | None:
        try:
            return durable_io.read(self._path)
        except OSError as error:
            raise not_readable(error) from error

    def _mend(self) -> None:
        """Make the file end with the last saved line again."""
        if self._torn:
            durable_io.write_file(self._path.with_name(f"{self._path.stem}-torn-{self._seq + 1}"), self._torn)
            durable_io.sync_folder(self._path.parent)
            self._torn = b""
        if self._mistrusted:  # after a failed sync, the same file is never synced again
            durable_io.write_durably(self._path, bytes(self._saved))
        elif self._has_rest and durable_io.identity(self._path) is not None:
            durable_io.cut(self._path, len(self._saved))
        self._mistrusted = self._has_rest = False

    def _write(self, line: bytes) -> None:
        """Append a line to the file, or rewrite the whole file if it is not as it was saved."""
        try:
            whole = append_log.append(self._path, line, self._saved)
        except FileNotFoundError:
            whole = False
        if whole:
            return
        if not self._path.parent.is_dir():
            raise ReadOnly(
                f"The folder of {self._path.name} was moved or removed; this was not saved.",
                "Put the folder back as it was, or go on in a new workshop.",
            )
        if data := self._bytes():
            durable_io.write_file(self._path.with_name(f"{self._path.stem}-changed-{self._seq + 1}"), data)
        durable_io.write_durably(self._path, bytes(self._saved) + line)
        self._saved += line
        self._changed = (
            f"Another program changed or removed {self._path.name}. Everything that was saved is written"
            " again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventFile:
    """The content of a file: the `good` bytes can be used, `torn` is the unfinished rest."""

    events: tuple[StoredEvent, ...]
    good: bytes
    torn: bytes


def _acquired_lock(path: Path) -> FileLock:
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
        raise not_saved(error) from error
    return lock


def _parse(path: Path, data: bytes) -> _EventFile:
    """Parse a whole file; the bytes after the last good line are torn, damage before a good line raises."""
    if not data.startswith(_HEADER):
        raise _damaged(path, 1, "The first line is not that of a workshop's events.")
    log = append_log.read_log(data[len(_HEADER) :], _event, _number)
    if log.is_damaged:
        what = "The line is not as it was saved."
        if log.bad_record is not None:
            expected = len(log.records) + 1
            what = f"The line's number is {log.bad_record.seq} where {expected} was expected."
        raise _damaged(path, log.bad_line + 1, what)  # the header is a line, too
    good = len(_HEADER) + log.good
    return _EventFile(events=log.records, good=data[:good], torn=log.torn)


def _line(event: StoredEvent) -> bytes:
    out = io.StringIO(newline="")
    cells = [str(cell).translate(_ESCAPES) for cell in astuple(event)]
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
    return _FORMAT.line(out.getvalue().encode())


def _number(event: StoredEvent) -> int:
    return event.seq


def _event(raw: bytes) -> StoredEvent | None:
    """Return the event on a line, or None if the line is incomplete or its checksum is wrong."""
    data = _FORMAT.content(raw)
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


def _check(event: StoredEvent) -> None:
    for cell in astuple(event)[1:]:
        trouble = text_trouble(cell)
        if trouble:
            raise Refused(*trouble)


def _damaged(path: Path, line: int, what: str) -> Unreadable:
    remedy = "Put back a copy of the file, or delete the workshop."
    return Unreadable(Problem(table=path.stem, line=line, column="", what=what, remedy=remedy))
