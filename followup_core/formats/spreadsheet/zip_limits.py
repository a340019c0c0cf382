"""A workbook before it is opened: unpacked under limits, whatever its own headers promise."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from followup_core.formats.parsed_file import MEGABYTE, NotReadable

MOST_UNPACKED = 20 * MEGABYTE
MOST_MEMBERS = 1_000
ODS = "content.xml"
_OF_ODS = frozenset({"mimetype", ODS, "META-INF/manifest.xml"})

_SAVE_AGAIN = "Save it again as XLSX or “CSV UTF-8”, and choose that file."
_ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_STYLES_AND_PICTURES = ("theme/", "media/", "drawings/", "charts/", "pictures/", "thumbnails/")


def damaged() -> NotReadable:
    """Return the refusal of a workbook that is not one inside."""
    return NotReadable("The workbook is damaged.", _SAVE_AGAIN)


def unpacks_to_too_much() -> NotReadable:
    """Return the refusal of a workbook that grows beyond the limit when it is opened."""
    size = MOST_UNPACKED // MEGABYTE
    return NotReadable(f"The workbook unpacks to more than {size} MB.", "Save only the table as “CSV UTF-8”.")


def unpacked(data: bytes) -> Mapping[str, bytes]:
    """Return the XML documents of an XLSX or ODS file by name; raise NotReadable for any other.

    Nothing of it is parsed yet. No document declares entities or is written in other letters than UTF-8.
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
        raise damaged() from error


def packed(documents: Mapping[str, bytes]) -> io.BytesIO:
    """Return the documents as a plain archive, so that every reader sees just what was looked at here."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in documents.items():
            archive.writestr(name, body)
    out.seek(0)
    return out


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise NotReadable(f"The workbook holds more than {MOST_MEMBERS:,} files.", _SAVE_AGAIN)
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        raise unpacks_to_too_much()
    if len({each.filename.casefold() for each in members}) != len(members):
        raise NotReadable("The workbook holds two files of one name.", _SAVE_AGAIN)
    return members


def _kind(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> str:
    names = {each.filename for each in members}
    if "xl/workbook.xml" in names:
        return "xl"
    if "xl/workbook.bin" in names:
        raise NotReadable("The workbook is in Excel's binary format (.xlsb).", _SAVE_AGAIN)
    if {"mimetype", ODS} <= names:
        with archive.open("mimetype") as file:
            if file.read(100).strip() == _ODS_KIND:
                return ODS
    raise NotReadable("This ZIP archive is not a spreadsheet.", "Choose an XLSX, ODS or CSV file.")


def _documents(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents that tables are made of; pictures and the like only count."""
    left = MOST_UNPACKED
    for each in members:
        with archive.open(each) as file:
            body = file.read(left + 1)
        left -= len(body)
        if left < 0:
            raise unpacks_to_too_much()
        name = each.filename
        if name == "mimetype":
            yield name, body
        elif name.endswith((".xml", ".rels")) and not any(part in name for part in _STYLES_AND_PICTURES):
            _check_letters(body)
            yield name, body


def _check_letters(xml: bytes) -> None:
    if b"\x00" in xml:
        raise damaged()
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise NotReadable("The workbook declares entities, as no spreadsheet does.", _SAVE_AGAIN)
