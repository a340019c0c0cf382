"""The disk reserve: a file that is deleted on a full disk, so that deleting something still works."""

import os
from contextlib import suppress
from pathlib import Path

from followup_core import durable_io

RESERVE_BYTES = 65_536
"""How much space is reserved for deleting on a full disk: enough for twenty deletions with long notes."""


def keep_reserve(path: Path) -> None:
    """Fill the reserve file, to be deleted on a full disk, if it is missing and the disk has space."""
    identity = durable_io.identity(path)
    if identity is None or identity[1] < RESERVE_BYTES:
        with suppress(OSError):
            durable_io.remove(path)
            durable_io.write_unsynced(
                path, os.urandom(RESERVE_BYTES)
            )  # random, because a file system that compresses would save space on anything else


def give_up_reserve(path: Path) -> bool:
    """Delete the reserve to free its space; return whether there was one."""
    there = durable_io.identity(path) is not None
    durable_io.remove(path)
    return there
