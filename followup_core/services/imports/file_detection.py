"""Any file, opened: what kind it is by its content, read by the reader that knows it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_core.formats.archive import Archive
from followup_core.formats.archive import read_archive as bundle_of
from followup_core.formats.parsed_file import MEGABYTE, ParsedFile, UnreadableFile
from followup_core.formats.spreadsheet import Layout, LayoutKind, ReadOptions, Sheet, layout_of, read_sheet
from followup_core.models import Settings

MAX_UPLOAD_BYTES = 10 * MEGABYTE
"""Bytes of any file, a photo from a phone included; the readers hold their own formats to less."""


class ImportKind(StrEnum):
    """What a file can be."""

    CALENDAR = "calendar"
    VCARD = "vcard"
    PHOTO = "photo"
    SPREADSHEET = "spreadsheet"
    CONNECTIONS = "connections"
    CONTACTS = "contacts"
    ZIP = "zip"


ALIASES: Mapping[str, ImportKind] = {
    **{kind.value: kind for kind in ImportKind},
    **dict.fromkeys(("ics", "ical", "invitation"), ImportKind.CALENDAR),
    **dict.fromkeys(("vcf", "card"), ImportKind.VCARD),
    **dict.fromkeys(("qr", "png", "jpg", "jpeg", "webp", "image"), ImportKind.PHOTO),
    **dict.fromkeys(("csv", "tsv", "xlsx", "ods", "table"), ImportKind.SPREADSHEET),
    **dict.fromkeys(("huntr", "teal", "jobsync", "linkedin-applications"), ImportKind.SPREADSHEET),
    **dict.fromkeys(("linkedin", "linkedin-connections"), ImportKind.CONNECTIONS),
    **dict.fromkeys(("google", "outlook"), ImportKind.CONTACTS),
    **dict.fromkeys(("take-home", "backup", "bundle"), ImportKind.ZIP),
}
"""How a kind may be called on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmappedSpreadsheet:
    """A spreadsheet, and what its columns seem to mean; the person may say otherwise."""

    sheet: Sheet
    layout: Layout

    @property
    def connections(self) -> bool:
        """Whether these are the connections of a LinkedIn export."""
        return self.layout.kind is LayoutKind.LINKEDIN_CONNECTIONS


UploadContent = ParsedFile | UnmappedSpreadsheet | Archive

_TABLES = ("csv", "tsv", "txt", "xlsx", "ods")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def detect_kind(name: str, data: bytes) -> ImportKind:
    """Return what a file is, by its first bytes, and by its name where they do not tell."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip().upper()
    if start.startswith(b"BEGIN:VCALENDAR"):
        return ImportKind.CALENDAR
    if start.startswith(b"BEGIN:VCARD"):
        return ImportKind.VCARD
    if data.startswith(_PICTURES) or data[4:12] in _HEIC:
        return ImportKind.PHOTO
    ending = name.rpartition(".")[2].casefold()
    if data.startswith(b"PK\x03\x04") and ending not in _TABLES:
        return _packed(data)
    return {"ics": ImportKind.CALENDAR, "vcf": ImportKind.VCARD}.get(ending, ImportKind.SPREADSHEET)


def _packed(data: bytes) -> ImportKind:
    """Return whether a ZIP is a workbook, by the name that each of their kinds begins with."""
    head = data[:4096] + data[-65_536:]
    marks = (b"[Content_Types].xml", b"xl/workbook", b"mimetypeapplication/vnd.oasis", b"content.xml")
    return ImportKind.SPREADSHEET if any(mark in head for mark in marks) else ImportKind.ZIP


def _photo(data: bytes, country: str) -> ParsedFile:
    """Return whose card a photo shows: by its code, else by its letters where they can be read here."""
    from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes
    from followup_core.formats.business_card.contact import contacts_file

    large = images.open_picture(data, longer_side=qr_codes.LONGER_SIDE)
    found = qr_codes.parse_codes(qr_codes.codes_in(large))
    if not found.name and ocr.ocr_installed():
        found = found.filled_from(
            field_extraction.extract_contact(ocr.lines_in(images.scale(large)), country=country)
        )
    if not found.anything:
        raise UnreadableFile(
            "This picture shows no code that names a person, and no text that could be read.",
            "Take it again in good light, or enter the person by hand.",
        )
    return contacts_file("A business card", [found])


def too_large() -> UnreadableFile:
    """Return the refusal of a file that is too large to be looked at."""
    return UnreadableFile(
        f"The file is larger than {MAX_UPLOAD_BYTES // MEGABYTE} MB.",
        "Choose a smaller one, or a part of it.",
    )


def parse_upload(
    name: str,
    data: bytes,
    *,
    settings: Settings,
    today: date,
    zone: str = "",
    kind: ImportKind | None = None,
    reading: ReadOptions | None = None,
    own: Collection[str] | None = None,
    guess: bool = True,
) -> UploadContent:
    """Return what a file brings; raise UnreadableFile, or NotAnArchive, with a sentence and the remedy.

    `zone` is where the candidate is; times without a zone are taken for times there. `own` are the
    candidate's addresses and names (by default those of the settings); with `guess`, an invitation without
    them may leave out who seems to be the candidate.
    """
    if not data:
        raise UnreadableFile(
            "The file is empty.", "Choose another file, or save it again where it came from."
        )
    if len(data) > MAX_UPLOAD_BYTES:
        raise too_large()
    match kind or detect_kind(name, data):
        case ImportKind.CALENDAR:
            from followup_core.formats.ical_import import read_invitation

            return read_invitation(
                data,
                own_addresses=(settings.email, settings.name) if own is None else own,
                zone=settings.timezone or zone,
                guess=guess,
            )
        case ImportKind.VCARD:
            from followup_core.formats.business_card.vcard import read_vcards

            return read_vcards(data)
        case ImportKind.PHOTO:
            return _photo(data, settings.country)
        case ImportKind.ZIP:
            return bundle_of(data)
        case _:
            sheet = read_sheet(name, data, reading or ReadOptions())
            return UnmappedSpreadsheet(sheet=sheet, layout=layout_of(sheet))
