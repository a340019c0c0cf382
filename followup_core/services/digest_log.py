"""Which digest was mailed last: so that one who is reminded is not reminded of the same twice a day."""

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file
from followup_core.store import write_durably

_FILE = ".digest.json"
_LOCK = ".digest.lock"
_LARGEST = 1_000_000  # bytes
_PATIENCE = 120.0  # seconds; a slow mail server takes its time


class DigestInProgress(FollowUpError):
    """A digest that cannot be sent now, because nothing could keep it from being sent twice."""


@contextmanager
def digest_lock(workspace: Path) -> Iterator[None]:
    """Keep other processes from sending this digest meanwhile.

    Raise DigestInProgress where that cannot be.
    """
    # Here, because a digest that is only printed needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(workspace / _LOCK, timeout=_PATIENCE, mode=0o600, preserve_lock_file=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise DigestInProgress(
            "Another process is sending this digest.", "Try again in a few minutes."
        ) from error
    except OSError as error:
        raise DigestInProgress(
            f"The folder “{workspace}” cannot be written to ({error.strerror}), so nothing was sent.",
            "Allow writing there.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def already_sent(workspace: Path, today: date, to: str) -> frozenset[str]:
    """Return the marks of what was mailed to this address today."""
    try:
        found = json.loads(read_regular_file(workspace / _FILE, _LARGEST))
    except (OSError, ValueError, RecursionError):  # what is not there, or damaged, was not mailed
        return frozenset()
    if not isinstance(found, dict) or found.get("to") != _mark(to) or found.get("day") != today.isoformat():
        return frozenset()
    due = found.get("due")
    return frozenset(map(str, due)) if isinstance(due, list) else frozenset()


def record_sent(workspace: Path, today: date, to: str, due: Collection[str]) -> None:
    """Keep what was mailed today; the file names neither anybody nor any address. Raises OSError."""
    known = already_sent(workspace, today, to)
    kept = {"day": today.isoformat(), "to": _mark(to), "due": sorted(known.union(due))}
    write_durably(workspace / _FILE, json.dumps(kept).encode())


def _mark(address: str) -> str:
    return hashlib.sha256(address.casefold().encode("utf-8", "replace")).hexdigest()[:16]
