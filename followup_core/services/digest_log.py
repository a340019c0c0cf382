"""Remembers which steps were emailed today, so that no step is emailed twice a day."""

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
_MAX_BYTES = 1_000_000
_LOCK_TIMEOUT = 120.0  # seconds; a mail server can be slow


class DigestInProgress(FollowUpError):
    """The lock can't be had, so sending now could send the same digest twice."""


@contextmanager
def digest_lock(workspace: Path) -> Iterator[None]:
    """Keep other processes from sending the same digest meanwhile.

    Raises:
        DigestInProgress: another process is sending, or the folder can't be written.
    """
    # Imported late: printing a digest needs no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(workspace / _LOCK, timeout=_LOCK_TIMEOUT, mode=0o600, preserve_lock_file=True)
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
    """Return the hashes of the steps (`Digest.due`) that were emailed to this address today."""
    try:
        stored = json.loads(read_regular_file(workspace / _FILE, _MAX_BYTES))
    except (OSError, ValueError, RecursionError):  # a missing or damaged file counts as nothing sent
        return frozenset()
    if not isinstance(stored, dict):
        return frozenset()
    if stored.get("to") != _address_hash(to) or stored.get("day") != today.isoformat():
        return frozenset()
    due = stored.get("due")
    return frozenset(map(str, due)) if isinstance(due, list) else frozenset()


def record_sent(workspace: Path, today: date, to: str, due: Collection[str]) -> None:
    """Save what was emailed today, as hashes, so that the file has no name or address; raise OSError."""
    before = already_sent(workspace, today, to)
    log = {"day": today.isoformat(), "to": _address_hash(to), "due": sorted(before.union(due))}
    write_durably(workspace / _FILE, json.dumps(log).encode())


def _address_hash(address: str) -> str:
    return hashlib.sha256(address.casefold().encode("utf-8", "replace")).hexdigest()[:16]
