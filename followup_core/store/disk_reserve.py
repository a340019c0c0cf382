"""The disk reserve: a file that can be deleted on a full disk, so that deleting rows still works there."""

import os
from contextlib import suppress
from pathlib import Path

from followup_core import durable_io

RESERVE_BYTES = 65_536
"""How much space is reserved for deleting on a full disk: enough for twenty deletions with long notes."""


def keep_reserve(path: Path) -> None:
    """Create the reserve file if it is missing and the disk has space."""
    identity = durable_io.identity(path)
    if identity is None or identity[1] < RESERVE_BYTES:
        with suppress(OSError):
            durable_io.remove(path)
            # Random bytes, because a file system that compresses would reserve less space for other bytes.
            durable_io.write_unsynced(path, os.urandom(RESERVE_BYTES))


def give_up_reserve(path: Path) -> bool:
    """Delete the reserve file to free its space; return whether it existed."""
    existed = durable_io.identity(path) is not None
    durable_io.remove(path)
    return existed
