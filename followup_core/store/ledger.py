"""An append-only file of events: one event, one line, on the disk before anybody is told that it is saved.

A plain CSV table, all quoted, that any spreadsheet opens; nothing in it is ever changed. Line breaks within a
value are written as JSON writes them, so a line is a row, and a row that was cut short shows by its checksum.
"""

import csv
import io
import json
import threading
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from followup_core.records import MAX_CELL_BYTES

from . import disk
from .keeper import not_saved
from .protocol import NotSaved, StoreError

COLUMNS = ("seq", "at", "what", "participant_id", "activity_id", "prompt_id", "value", "crc32")
_PATIENCE = 5  # seconds to wait for another process that is just closing
_HEADER = ",".join(f'"{column}"' for column in COLUMNS).encode() + b"\n"


class LedgerDamaged(StoreError):
    """A line in the middle cannot be read; nothing was changed, and nothing is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened. `seq` counts from 1; `at` is a moment in UTC, ISO 8601."""

    at: str
    what: str
    participant_id: str = ""
    activity_id: str = ""
    prompt_id: str = ""
    value: str = ""
    seq: int = 0


class Ledger:
    """The events of one file, read once and then added to; safe between threads.

    The file belongs to this process until `close`: a second one gets a sentence. A last line that was cut
    short was never called saved; it is kept beside the file and taken off.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600, thread_local=False)
        self._turn = threading.Lock()
        self._mistrusted = False
        disk.make_folder(path.parent)
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(
                "Another program has this workshop open.",
                "Stop it, then start again.",
                where=str(path),
            ) from None
        try:
            self._size, self._events = self._opened()
        except BaseException:
            self._lock.release()
            raise

    def read(self) -> tuple[Event, ...]:
        """Return every event, in order."""
        with self._turn:
            return tuple(self._events)

    def append(self, event: Event) -> Event:
        """Add an event and return it with its number; when this returns, it is on the disk.

        Raises NotSaved when the disk refuses, or for a text that cannot be stored; nothing was added then.
        """
        with self._turn:
            numbered = replace(event, seq=len(self._events) + 1)
            line = _line(numbered)
            try:
                if self._mistrusted:
                    self._begin_anew()
                disk.append(self._path, line, self._size)
            except OSError as error:
                self._mistrusted = True
                raise not_saved(error) from error
            self._size += len(line)
            self._events.append(numbered)
            return numbered

    def close(self) -> None:
        """Let another process have the file."""
        self._lock.release()

    def _opened(self) -> tuple[int, list[Event]]:
        data = disk.read(self._path) or b""
        if _HEADER.startswith(data) and data != _HEADER:  # new, or cut short while it was begun
            disk.write_durably(self._path, _HEADER)
            return len(_HEADER), []
        good, events = _parsed(data, self._path)
        if good < len(data):
            disk.write_durably(self._path.with_suffix(f".torn-{good}"), data[good:])
            disk.cut(self._path, good)
        return good, events

    def _begin_anew(self) -> None:
        """After a failed write nobody knows what the file holds: write all that was saved into a new one."""
        data = _HEADER + b"".join(_line(event) for event in self._events)
        disk.write_durably(self._path, data)
        self._size, self._mistrusted = len(data), False


def _line(event: Event) -> bytes:
    cells = (
        str(event.seq),
        event.at,
        event.what,
        event.participant_id,
        event.activity_id,
        event.prompt_id,
        _folded(event.value),
    )
    try:
        body = ",".join(_quoted(cell) for cell in cells).encode()
    except UnicodeEncodeError as error:
        raise NotSaved(
            "The text holds a character that cannot be stored.", "Take out the last one you pasted."
        ) from error
    if len(body) > MAX_CELL_BYTES:
        raise NotSaved("The text is longer than 20,000 bytes.", "Shorten it.")
    return b'%s,"%08x"\n' % (body, zlib.crc32(body))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _folded(value: str) -> str:
    """Return a text without line breaks or NUL; one that has any, or begins like JSON text, becomes JSON."""
    plain = not value.startswith('"') and not any(ord(each) < 32 for each in value)
    return value if plain and len(value.splitlines()) < 2 else json.dumps(value)


def _unfolded(cell: str) -> str:
    return str(json.loads(cell)) if cell.startswith('"') else cell


def _parsed(data: bytes, path: Path) -> tuple[int, list[Event]]:
    """Return how many bytes of a file are good, and their events; raise LedgerDamaged within."""
    if not data.startswith(_HEADER):
        raise _damaged(path, 1)
    good, events = len(_HEADER), list[Event]()
    lines = data[good:].split(b"\n")
    for number, raw in enumerate(lines[:-1], start=2):
        event = _event(raw, len(events) + 1)
        if event is None:
            if number == len(lines) and not lines[-1]:  # the very last, of a write that went wrong
                break
            raise _damaged(path, number)
        events.append(event)
        good += len(raw) + 1
    return good, events


def _event(raw: bytes, seq: int) -> Event | None:
    body, _, crc = raw.rpartition(b",")
    if crc != b'"%08x"' % zlib.crc32(body):
        return None
    [cells] = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    number, at, what, participant_id, activity_id, prompt_id, value = cells
    if int(number) != seq:
        return None
    return Event(
        seq=seq,
        at=at,
        what=what,
        participant_id=participant_id,
        activity_id=activity_id,
        prompt_id=prompt_id,
        value=_unfolded(value),
    )


def _damaged(path: Path, line: int) -> LedgerDamaged:
    return LedgerDamaged(
        "The workshop's events cannot be read.",
        "Put back a copy of the file, or move its folder away to go on without this workshop.",
        where=f"{path.parent.name}/{path.name}, line {line}",
    )
