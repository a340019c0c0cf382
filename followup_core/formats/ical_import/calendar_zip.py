"""Reads ZIP files of calendars, as Google exports them: one .ics file for each calendar."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from followup_core.formats.archive import is_archive
from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile
from followup_core.text import one_line
from followup_core.zip_files import UnreadableZip, ZipFault, names_in_zip, read_zip

MAX_FILES = 200
MAX_CALENDARS_UNPACKED = 20 * MEGABYTE
_CALENDAR_SUFFIX = ".ics"
_REMEDY = "Export the calendars again, or choose the .ics file of one."
_FAULTS = MappingProxyType(
    {
        ZipFault.NOT_A_ZIP: "This is not a ZIP file.",
        ZipFault.DAMAGED: "The ZIP file is damaged; nothing was taken from it.",
        ZipFault.TOO_MANY_FILES: f"The ZIP file holds more than {MAX_FILES} files.",
        ZipFault.TOO_LARGE: f"The ZIP file unpacks to more than {MAX_CALENDARS_UNPACKED // MEGABYTE} MB.",
        ZipFault.UNUSUAL_COMPRESSION: "The ZIP file is packed in an unusual way.",
        ZipFault.SAME_NAME_TWICE: "The ZIP file contains two files with the same name.",
    }
)


def is_calendar_zip(data: bytes) -> bool:
    """Return whether a ZIP holds calendars. An archive of this program may hold one, but doesn't count."""
    names = names_in_zip(data)
    return any(map(_is_calendar, names)) and not is_archive(names)


def calendar_files(data: bytes) -> Mapping[str, bytes | None]:
    """Return the calendar files in a ZIP by the name to show; the value is None if a file is damaged.

    Raises:
        UnreadableFile: It is no ZIP, exceeds a limit, or holds no calendar.
    """
    try:
        files = read_zip(data, max_files=MAX_FILES, max_bytes=MAX_CALENDARS_UNPACKED, skip_damaged=True)
    except UnreadableZip as error:
        raise UnreadableFile(_FAULTS[error.fault], _REMEDY) from error
    calendars = {_display_name(name): files.get(name) for name in names_in_zip(data) if _is_calendar(name)}
    if not calendars:
        raise UnreadableFile("There is no calendar in this ZIP file.", _REMEDY)
    return calendars


def _is_calendar(name: str) -> bool:
    # What the Finder adds to a ZIP has the names of the files, and no calendar inside.
    return name.casefold().endswith(_CALENDAR_SUFFIX) and not name.startswith("__MACOSX/")


def _display_name(name: str) -> str:
    """Return the name of a file in a ZIP, short and on one line."""
    path = PurePosixPath(name)
    return one_line("/".join(path.parts[-2:]))[:100]
