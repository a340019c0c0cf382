"""The unpacking of a workbook within limits, whatever its own headers say."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

MAX_UNPACKED_BYTES = 20 * MEGABYTE
MAX_MEMBERS = 1_000
ODS = "content.xml"
_OF_ODS = frozenset({"mimetype", ODS, "META-INF/manifest.xml"})

_SAVE_AGAIN = "Save it again as XLSX or “CSV UTF-8”, and choose that file."
_ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_STYLES_AND_PICTURES = ("theme/", "media/", "drawings/", "charts/", "pictures/", "thumbnails/")


def damaged_workbook() -> UnreadableFile:
    """Return the error for a workbook that is damaged inside."""
    return UnreadableFile("The workbook is damaged.", _SAVE_AGAIN)


def unpacked_too_large() -> UnreadableFile:
    """Return the error for a workbook that exceeds the limit when it is unpacked."""
    size = MAX_UNPACKED_BYTES // MEGABYTE
    return UnreadableFile(
        f"The workbook unpacks to more than {size} MB.", "Save only the table as “CSV UTF-8”."
    )


def unpack(data: bytes) -> Mapping[str, bytes]:
    """Return the XML documents of an XLSX or ODS file by name; raise UnreadableFile for any other file.

    Nothing is parsed yet. No document declares entities or has another encoding than
    UTF-8.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive)
            kind = _kind(archive, members)
            return {
                name: body
                for name, body in _documents(archive, members)
                if (name in _OF_ODS) is (kind == ODS)
            }
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError),
        *(OSError, ValueError),
    ) as error:
        raise damaged_workbook() from error


def repack(documents: Mapping[str, bytes]) -> io.BytesIO:
    """Return the documents as a plain archive, so that every reader sees exactly what was checked here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in documents.items():
            archive.writestr(name, body)
    out.seek(0)
    return out


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(f"The workbook holds more than {MAX_MEMBERS:,} files.", _SAVE_AGAIN)
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise unpacked_too_large()
    if len({member.filename.casefold() for member in members}) != len(members):
        raise UnreadableFile("The workbook holds two files of one name.", _SAVE_AGAIN)
    return members


def _kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    names = {member.filename for member in members}
    if "xl/workbook.xml" in names:
        return "xl"
    if "xl/workbook.bin" in names:
        raise UnreadableFile("The workbook is in Excel's binary format (.xlsb).", _SAVE_AGAIN)
    if {"mimetype", ODS} <= names:
        with archive.open("mimetype") as file:
            if file.read(100).strip() == _ODS_KIND:
                return ODS
    raise UnreadableFile("This ZIP archive is not a spreadsheet.", "Choose an XLSX, ODS or CSV file.")


def _documents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents that tables consist of; images and the like only count toward the limit."""
    left = MAX_UNPACKED_BYTES
    for member in members:
        with archive.open(member) as file:
            body = file.read(left + 1)
        left -= len(body)
        if left < 0:
            raise unpacked_too_large()
        name = member.filename
        if name == "mimetype":
            yield name, body
        elif name.endswith((".xml", ".rels")) and not any(part in name for part in _STYLES_AND_PICTURES):
            _check_letters(body)
            yield name, body


def _check_letters(xml: bytes) -> None:
    if b"\x00" in xml:
        raise damaged_workbook()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableFile("The workbook declares entities, as no spreadsheet does.", _SAVE_AGAIN)
