"""Deleting everything, so that a crash in the middle never brings half of it back."""

import json

from followup_core.records import SCHEMA

from . import disk
from .manifest import Places


def begin(places: Places, seq: int, *, also_backups: bool) -> None:
    """Mark the workspace as deleted; from here on it reads as empty, whatever is still there."""
    body = json.dumps({"seq": seq, "backups": also_backups})
    disk.write_file(places.deleting, body.encode())
    disk.sync_folder(places.inner)


def seq_after(places: Places) -> int:
    """Return the action number that a deletion begun here has."""
    return int(_mark(places)["seq"])


def remove_all(places: Places) -> None:
    """Remove everything a deletion covers but its mark and the lock; it may be done again.

    All of it is certain before the mark goes: nothing comes back with a power cut.
    """
    disk.remove(places.manifest)
    for path in (*places.journals, *map(places.table, SCHEMA)):
        disk.remove(path)
    disk.remove_files(places.copies)
    disk.remove_files(places.outside)
    for folder in (places.folder, places.inner):
        disk.remove_files(folder, f"*{disk.NEW}")
    if _mark(places)["backups"]:
        disk.remove_files(places.backups)
    for folder in (places.inner, places.copies, places.outside, places.backups, places.folder):
        if folder.is_dir():
            disk.sync_folder(folder)


def end(places: Places) -> None:
    """Take the mark away."""
    disk.remove(places.deleting)
    disk.sync_folder(places.inner)


def _mark(places: Places) -> dict[str, int]:
    found: dict[str, int] = json.loads(disk.read(places.deleting) or b'{"seq": 0, "backups": false}')
    return found
