"""Writes ZIP files that are always the same for the same content, and reads ZIP files within size limits."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

_DAMAGE_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError),
    *(RuntimeError, NotImplementedError),  # encrypted, or of an unknown version
)
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

BACKUP_MANIFEST = "backup.json"
"""The name of the file that marks a ZIP of the tables as a backup."""


class ZipFault(StrEnum):
    """Why a ZIP file cannot be read."""

    NOT_A_ZIP = "not a ZIP"
    DAMAGED = "damaged"
    TOO_MANY_FILES = "too many files"
    TOO_LARGE = "too large when unpacked"
    UNUSUAL_COMPRESSION = "unusual compression"
    SAME_NAME_TWICE = "the same name twice"


class UnreadableZip(Exception):
    """A ZIP file that cannot be read; nothing of it was used."""

    def __init__(self, fault: ZipFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def write_zip(members: Iterable[tuple[str, bytes]], made_on: date) -> bytes:
    """Return named files as a ZIP; the same files and day always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            year = min(max(made_on.year, 1980), 2107)  # the range that the ZIP format can store
            member = zipfile.ZipInfo(name, (year, made_on.month, made_on.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, on every system; otherwise the bytes would differ
            member.external_attr = 0o600 << 16
            archive.writestr(member, body)
    return buffer.getvalue()


def names_in_zip(data: bytes) -> tuple[str, ...]:
    """Return the file names in a ZIP's table of contents; none if the table can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(member.orig_filename for member in archive.infolist())
    except _DAMAGE_ERRORS:
        return ()


def read_zip(
    data: bytes, *, max_files: int, max_bytes: int, skip_damaged: bool = False
) -> Mapping[str, bytes]:
    """Return every file of a ZIP by its name, with checksums verified.

    Args:
        data: The ZIP.
        max_files: The most files it may hold.
        max_bytes: The most bytes that it may unpack to, counted while they are read.
        skip_damaged: Whether a damaged file is left out; otherwise the whole ZIP counts as damaged.

    Raises:
        UnreadableZip: It exceeds a limit, is damaged or encrypted, or holds two files of one name.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise UnreadableZip(ZipFault.NOT_A_ZIP)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_table_of_contents(members, max_files, max_bytes)
            return _read_members(archive, members, max_bytes, skip_damaged=skip_damaged)
    except _DAMAGE_ERRORS as error:
        raise UnreadableZip(ZipFault.DAMAGED) from error


def _check_table_of_contents(members: list[zipfile.ZipInfo], max_files: int, max_bytes: int) -> None:
    """Raise UnreadableZip if the table of contents already shows a fault."""
    if len(members) > max_files:
        raise UnreadableZip(ZipFault.TOO_MANY_FILES)
    if sum(member.file_size for member in members) > max_bytes:
        raise UnreadableZip(ZipFault.TOO_LARGE)
    if any(member.compress_type not in _COMPRESSIONS for member in members):
        raise UnreadableZip(ZipFault.UNUSUAL_COMPRESSION)
    if len({member.orig_filename for member in members}) != len(members):
        raise UnreadableZip(ZipFault.SAME_NAME_TWICE)


def _read_members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], max_bytes: int, *, skip_damaged: bool
) -> dict[str, bytes]:
    result = {}
    remaining_bytes = max_bytes
    for member in members:
        try:
            with archive.open(member) as file:
                body = file.read(remaining_bytes + 1)
        except _DAMAGE_ERRORS:
            if skip_damaged:
                continue
            raise
        remaining_bytes -= len(body)
        if remaining_bytes < 0:
            raise UnreadableZip(ZipFault.TOO_LARGE)
        # zipfile itself cuts names at a NUL and converts the system's separators.
        result[member.orig_filename] = body
    return result
