"""Reads archives of a workspace: ZIP files of its tables with a manifest that says what they are."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType

from followup_core.models import SCHEMA, SCHEMA_VERSION, FollowUpError
from followup_core.zip_files import BACKUP_MANIFEST, UnreadableZip, ZipFault, read_zip

TAKE_HOME = "take-home.json"

TABLES = "your tables"
"""The title of a ZIP of exported tables, which has no manifest."""

MAX_ARCHIVE_UNPACKED = 20_000_000
"""Bytes; a workspace of many years has a tenth of it."""

MAX_MEMBERS = 200
_MAX_MANIFEST_BYTES = 10_000
_REMEDY = "Choose the file you took home from a workshop, or a backup of this program."
_DOWNLOAD_AGAIN = "Download it again, and choose that one."
_FAULTS = MappingProxyType(
    {
        ZipFault.NOT_A_ZIP: ("This is not a ZIP file.", _REMEDY),
        ZipFault.DAMAGED: ("The file is damaged; nothing was imported.", _DOWNLOAD_AGAIN),
        ZipFault.TOO_MANY_FILES: (f"The file holds more than {MAX_MEMBERS} files.", _REMEDY),
        ZipFault.TOO_LARGE: (
            f"The file unpacks to more than {MAX_ARCHIVE_UNPACKED // 1_000_000} MB.",
            _REMEDY,
        ),
        ZipFault.UNUSUAL_COMPRESSION: ("The file is packed in an unusual way.", _DOWNLOAD_AGAIN),
        ZipFault.SAME_NAME_TWICE: ("The file contains two files with the same name.", _DOWNLOAD_AGAIN),
    }
)


class NotAnArchive(FollowUpError):
    """The file is not an archive of this program, or not complete. Nothing was read from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The contents of an archive: the tables as bytes, its title, and the day it was made.

    `title` is '' for a backup. `texts` are the names of the text files next to the tables. `guarded`: whether
    formulas in the cells are escaped, because the tables were exported for a spreadsheet program.
    """

    tables: Mapping[str, bytes]
    title: str
    made_on: str
    texts: tuple[str, ...]
    guarded: bool = False


def manifest(title: str, made_on: date) -> bytes:
    """Return the manifest that makes a ZIP a take-home file."""
    content = {"schema": SCHEMA_VERSION, "made_on": made_on.isoformat(), "title": title}
    return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode()


def is_archive(names: Collection[str]) -> bool:
    """Return whether a ZIP with files of these names is meant to be an archive of this program."""
    return any(name in names for name in (TAKE_HOME, BACKUP_MANIFEST, *(f"{table}.csv" for table in SCHEMA)))


def read_archive(data: bytes) -> Archive:
    """Return the contents of a take-home file or a backup.

    Raises:
        NotAnArchive: The file is something else, damaged, larger than 20 MB when unpacked, or made by a newer
            version of the program. The message is a sentence with the remedy.
    """
    try:
        files = read_zip(data, max_files=MAX_MEMBERS, max_bytes=MAX_ARCHIVE_UNPACKED)
    except UnreadableZip as error:
        raise NotAnArchive(*_FAULTS[error.fault]) from error
    if any(_names_place_outside(name) for name in files):
        raise NotAnArchive("The file points to places outside itself.", _REMEDY)
    try:
        return _archive_from_files(files)
    except (ValueError, RecursionError) as error:  # a manifest that is not JSON, or nested without end
        raise NotAnArchive(*_FAULTS[ZipFault.DAMAGED]) from error


def _names_place_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def _archive_from_files(files: Mapping[str, bytes]) -> Archive:
    manifest_name = next((kind for kind in (TAKE_HOME, BACKUP_MANIFEST) if kind in files), "")
    tables = {table: files[f"{table}.csv"] for table in SCHEMA if f"{table}.csv" in files}
    if not manifest_name and not tables:
        raise NotAnArchive("This ZIP was not made by this program.", _REMEDY)
    if not manifest_name:
        return Archive(tables=tables, title=TABLES, made_on="", texts=(), guarded=True)
    if len(files[manifest_name]) > _MAX_MANIFEST_BYTES:
        raise NotAnArchive("A file inside is too large.", _DOWNLOAD_AGAIN)
    manifest_content = _read_manifest(files[manifest_name])
    if not tables:
        raise NotAnArchive("There is no table in this file.", _DOWNLOAD_AGAIN)
    return Archive(
        tables=tables,
        title=_short_text(manifest_content.get("title")),
        made_on=_short_text(manifest_content.get("made_on")),
        texts=tuple(sorted(text for text in files if text.startswith(("drafts/", "messages/")))),
    )


def _read_manifest(data: bytes) -> Mapping[str, object]:
    content = json.loads(data)
    schema = content.get("schema") if isinstance(content, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise NotAnArchive("The file does not say how its tables are built.", _DOWNLOAD_AGAIN)
    if schema > SCHEMA_VERSION:
        raise NotAnArchive(
            f"This was made by a newer version of the program (schema {schema}; this one knows"
            f" {SCHEMA_VERSION}). Nothing was changed.",
            "Install the newer version to open it.",
        )
    return {str(key): value for key, value in content.items()}


def _short_text(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
