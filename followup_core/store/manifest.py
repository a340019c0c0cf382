"""The manifest, which lists the table files and the journal of a workspace, and its recent actions."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from followup_core import durable_io
from followup_core.models import SCHEMA, SCHEMA_VERSION

from .journal import TableMark, entry_body, entry_of
from .mutable_tables import JournalEntry
from .protocol import NewerSchema

MAX_RECENT = 60
"""How many operations are remembered, so that an operation that is sent twice is saved once."""

UNDOABLE = 30
"""How many of the remembered operations can be undone."""


class WorkspacePaths:
    """The paths in a workspace folder.

    `inner` has the store's own files: `manifest` says which files are current, `copies` has a second copy of
    each table and of the manifest, and `reserve` reserves space for deleting on a full disk. `quarantine`, a
    folder that is named `outside` on the disk, has files that the store didn't write or couldn't use.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inner = folder / ".store"
        self.copies = self.inner / "last"
        self.manifest = self.inner / "manifest.json"
        self.manifest_copy = self.copies / "manifest.json"
        self.reserve = self.inner / "reserve"
        self.quarantine = folder / "outside"
        self.backups = folder / "backups"
        # Cached, because every save checks all tables, and building a path takes longer than checking it.
        self._tables = {name: folder / f"{name}.csv" for name in SCHEMA}
        self._latest_journal = self.inner / "journal-1"

    def table(self, name: str) -> Path:
        """Return the path of a table, the file that people open."""
        return self._tables[name]

    def table_copy(self, name: str) -> Path:
        """Return the path of a table's second copy."""
        return self.copies / f"{name}.csv"

    def journal(self, number: int) -> Path:
        """Return the path of the journal with this number; each checkpoint starts the next one."""
        name = f"journal-{number}"
        path = self._latest_journal
        if path.name != name:
            path = self._latest_journal = self.inner / name
        return path

    @property
    def journals(self) -> tuple[Path, ...]:
        """Return the paths of all existing journals."""
        return tuple(sorted(self.inner.glob("journal-*")))


class Manifest(NamedTuple):
    """The current files of a workspace, whose tables include all actions up to number `seq`.

    `journal` is the journal's number. `tables` lists the table files that exist. `recent` has the last
    actions, oldest first.
    """

    seq: int
    journal: int
    tables: Mapping[str, TableMark] = MappingProxyType({})
    recent: tuple[JournalEntry, ...] = ()

    def encoded(self) -> bytes:
        """Return the manifest as it is stored."""
        recent = self.recent[-MAX_RECENT:]
        undoable_numbers = {entry.seq for entry in recent[-UNDOABLE:]}
        body = {
            "schema": SCHEMA_VERSION,
            "seq": self.seq,
            "journal": self.journal,
            "tables": {name: mark.body() for name, mark in self.tables.items()},
            "recent": [_recent_body(entry, rows=entry.seq in undoable_numbers) for entry in recent],
        }
        return (json.dumps(body) + "\n").encode()


def _recent_body(entry: JournalEntry, *, rows: bool) -> dict[str, object]:
    body = entry_body(entry)
    return body if rows else {name: value for name, value in body.items() if name != "rows"}


def read_manifest(paths: WorkspacePaths) -> tuple[Manifest | None, bool]:
    """Return the manifest or its second copy; and if neither can be read, whether at least one exists.

    Raises:
        NewerSchema: a newer version of the program wrote it.
    """
    exists = False
    for path in (paths.manifest, paths.manifest_copy):
        data = durable_io.read(path)
        if data is None:
            continue
        exists = True
        if (manifest := _decode(data)) is not None:
            return manifest, False
    return None, exists


def _decode(data: bytes) -> Manifest | None:
    try:
        body = json.loads(data)
        schema = body["schema"]
        if schema > SCHEMA_VERSION:
            raise newer_schema_error(schema)
        return Manifest(
            seq=body["seq"],
            journal=body["journal"],
            tables={name: TableMark(**mark) for name, mark in body["tables"].items() if name in SCHEMA},
            recent=tuple(entry_of(recent) for recent in body["recent"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # the file is cut off or filled with zeros; the second copy is tried next


def newer_schema_error(schema: object) -> NewerSchema:
    """Return the error for a workspace or backup whose schema is newer than this program."""
    return NewerSchema(
        f"This was made by a newer version of the program (schema {schema}; this one knows"
        f" {SCHEMA_VERSION}). Nothing was changed.",
        "Install the newer version to open it.",
    )


def write_manifest(paths: WorkspacePaths, manifest: Manifest) -> None:
    """Write a manifest, after its second copy, so that at least one of the two files is always complete."""
    data = manifest.encoded()
    durable_io.write_file(paths.manifest_copy, data)
    durable_io.sync_folder(paths.copies)
    durable_io.write_file(paths.manifest, data)
    durable_io.sync_folder(paths.inner)
