"""The archive of a workspace: a ZIP of its tables with a manifest that says what it is."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from followup_core.models import SCHEMA, SCHEMA_VERSION, FollowUpError

TAKE_HOME = "take-home.json"
BACKUP = "backup.json"

TABLES = "your tables"
"""What a ZIP of exported tables is called; it has no manifest."""

MAX_UNPACKED = 20_000_000
"""Bytes; a workspace of many years has a tenth of it."""

MAX_MEMBERS = 200
_CARD_BYTES = 10_000
_REMEDY = "Choose the file you took home from a workshop, or a backup of this program."
_AGAIN = "Download it again, and choose that one."
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError),
    *(
        KeyError,
        RuntimeError,
        NotImplementedError,
    ),  # truncated, encrypted, or compressed by an unknown method
)


class NotAnArchive(FollowUpError):
    """A file that is not an archive of this program, or not complete; nothing was read from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The contents of an archive: the tables as bytes, its title, and the day it was made.

    `title` is '' for a backup; `texts` are the names of the text files next to the
    tables. `guarded` means that the tables are for a spreadsheet program, with formulas
    escaped in their cells.
    """

    tables: Mapping[str, bytes]
    title: str
    made_on: str
    texts: tuple[str, ...]
    guarded: bool = False


def write_archive(members: Iterable[tuple[str, bytes]], made_on: date) -> bytes:
    """Return named files as a ZIP; the same files and day always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            # A ZIP can store only the years 1980 to 2107.
            year = min(max(made_on.year, 1980), 2107)
            member = zipfile.ZipInfo(name, (year, made_on.month, made_on.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, on every system; otherwise the bytes would differ
            member.external_attr = 0o600 << 16
            archive.writestr(member, body)
    return out.getvalue()


def manifest(title: str, made_on: date) -> bytes:
    """Return the manifest that makes a ZIP a take-home file."""
    said = {"schema": SCHEMA_VERSION, "made_on": made_on.isoformat(), "title": title}
    return (json.dumps(said, ensure_ascii=True, indent=1) + "\n").encode()


def read_archive(data: bytes) -> Archive:
    """Return the contents of a take-home file or a backup.

    Raises:
        NotAnArchive: It is anything else, damaged, larger than 20 MB when unpacked, or made by a newer
            version of the program. The message is a sentence with the remedy.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise NotAnArchive("This is not a ZIP file.", _REMEDY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            if (
                archive.testzip() is not None
            ):  # otherwise a table with a damaged name would seem never to have existed
                raise zipfile.BadZipFile
            return _read(archive, members)
    except _BROKEN as error:
        raise NotAnArchive("The file is damaged; nothing was brought in.", _AGAIN) from error


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name.

    Raises:
        NotAnArchive: They are too many, too large or have unusual names.
    """
    listed = archive.infolist()
    if len(listed) > MAX_MEMBERS:
        raise NotAnArchive(f"The file holds more than {MAX_MEMBERS} files.", _REMEDY)
    if sum(member.file_size for member in listed) > MAX_UNPACKED:
        raise NotAnArchive(f"The file unpacks to more than {MAX_UNPACKED // 1_000_000} MB.", _REMEDY)
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in listed):
        raise NotAnArchive("The file is packed in an unusual way.", _AGAIN)
    for member in listed:
        # zipfile itself cuts names at a NUL and converts the system's separators.
        name = member.orig_filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
            raise NotAnArchive("The file names places outside itself.", _REMEDY)
    members = {member.orig_filename: member for member in listed}
    if len(members) != len(listed):
        raise NotAnArchive("The file holds two files of one name.", _AGAIN)
    return members


def _read(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Archive:
    name = next((kind for kind in (TAKE_HOME, BACKUP) if kind in members), "")
    tables = {
        table: _bytes(archive, members[f"{table}.csv"], MAX_UNPACKED)
        for table in SCHEMA
        if f"{table}.csv" in members
    }
    if not name and not tables:
        raise NotAnArchive("This ZIP was not made by this program.", _REMEDY)
    if not name:
        return Archive(tables=tables, title=TABLES, made_on="", texts=(), guarded=True)
    said = _card(_bytes(archive, members[name], _CARD_BYTES))
    if not tables:
        raise NotAnArchive("There is no table in this file.", _AGAIN)
    return Archive(
        tables=tables,
        title=_text(said.get("title")),
        made_on=_text(said.get("made_on")),
        texts=tuple(sorted(text for text in members if text.startswith(("drafts/", "messages/")))),
    )


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return a member's bytes, never more than `most`, whatever its header says."""
    with archive.open(member) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise NotAnArchive("A file inside is larger than it may be.", _AGAIN)
    return data


def _card(data: bytes) -> Mapping[str, object]:
    said = json.loads(data)
    schema = said.get("schema") if isinstance(said, dict) else None
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise NotAnArchive("The file does not say how its tables are built.", _AGAIN)
    if schema > SCHEMA_VERSION:
        raise NotAnArchive(
            f"This was made by a newer version of the program (schema {schema}; this one knows"
            f" {SCHEMA_VERSION}). Nothing was changed.",
            "Install the newer version to open it.",
        )
    return {str(key): value for key, value in said.items()}


def _text(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
