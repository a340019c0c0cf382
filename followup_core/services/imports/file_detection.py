"""The kind of an uploaded file, detected by its content, and the reader for that kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_core.formats.archive import Archive, read_archive
from followup_core.formats.parsed_file import MEGABYTE, ParsedFile, UnreadableFile
from followup_core.formats.spreadsheet import Layout, LayoutKind, ReadOptions, Sheet, layout_of, read_sheet
from followup_core.models import Settings

MAX_UPLOAD_BYTES = 10 * MEGABYTE
"""The limit for a file of any kind, with room for a photo from a phone; most readers have a lower one."""


class ImportKind(StrEnum):
    """The kinds of file that can be imported.

    CONNECTIONS and CONTACTS are names for the command line. Both are read as spreadsheets: the columns say
    what is in them.
    """

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
"""The kinds by every name that the command line accepts for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmappedSpreadsheet:
    """A spreadsheet with the likely meaning of its columns, which the candidate may correct."""

    sheet: Sheet
    layout: Layout

    @property
    def connections(self) -> bool:
        """Whether the rows are the connections of a LinkedIn export."""
        return self.layout.kind is LayoutKind.LINKEDIN_CONNECTIONS


UploadContent = ParsedFile | UnmappedSpreadsheet | Archive
"""What a file contains: rows, a spreadsheet whose columns need a meaning, or this program's tables."""

_TABLE_ENDINGS = ("csv", "tsv", "txt", "xlsx", "ods")
_PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
_WORKBOOK_MEMBERS = (
    *(b"[Content_Types].xml", b"xl/workbook"),
    *(b"mimetypeapplication/vnd.oasis", b"content.xml"),
)


def detect_kind(name: str, data: bytes) -> ImportKind:
    """Return the kind of a file, by its first bytes or, if they don't tell, by its name."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf").lstrip().upper()
    if start.startswith(b"BEGIN:VCALENDAR"):
        return ImportKind.CALENDAR
    if start.startswith(b"BEGIN:VCARD"):
        return ImportKind.VCARD
    if data.startswith(_PICTURE_STARTS) or data[4:12] in _HEIC_BRANDS:
        return ImportKind.PHOTO
    extension = name.rpartition(".")[2].casefold()
    if data.startswith(b"PK\x03\x04") and extension not in _TABLE_ENDINGS:
        return _kind_of_zip(data)
    return {"ics": ImportKind.CALENDAR, "vcf": ImportKind.VCARD}.get(extension, ImportKind.SPREADSHEET)


def _kind_of_zip(data: bytes) -> ImportKind:
    """Return what is in a ZIP: a workbook, calendars, or else tables of this program.

    A workbook is recognized by the member names that every workbook has near its start or end.
    """
    ends = data[:4096] + data[-65_536:]
    if any(member in ends for member in _WORKBOOK_MEMBERS):
        return ImportKind.SPREADSHEET
    from followup_core.formats.ical_import.calendar_zip import is_calendar_zip

    return ImportKind.CALENDAR if is_calendar_zip(data) else ImportKind.ZIP


def file_too_large() -> UnreadableFile:
    """Return the error for a file above the limit for any kind."""
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
    options: ReadOptions | None = None,
    candidate: Collection[str] | None = None,
    guess: bool = True,
) -> UploadContent:
    """Return the content of a file.

    Args:
        name: The file's name; it counts only if the first bytes don't tell the kind.
        data: The file's bytes.
        settings: The candidate's settings.
        today: The candidate's day; older calendar entries than a year are left out.
        zone: The time zone of times without one, if the settings don't name the candidate's time zone.
        kind: The kind of file; None detects it.
        options: How to read a spreadsheet; None detects everything.
        candidate: The candidate's addresses and names. Attendees with one of them are left out of an
            invitation. None takes the address and name of the settings.
        guess: Whether to leave out an attendee who seems to be the candidate, if none of `candidate` attends.

    Raises:
        UnreadableFile: The file is empty, too large, damaged, or of no known kind.
        NotAnArchive: It is a ZIP that this program didn't make.
    """
    if not data:
        raise UnreadableFile(
            "The file is empty.", "Choose another file, or save it again where it came from."
        )
    if len(data) > MAX_UPLOAD_BYTES:
        raise file_too_large()
    match kind or detect_kind(name, data):
        case ImportKind.CALENDAR:
            from followup_core.formats.ical_import import read_calendar

            return read_calendar(
                data,
                own_addresses=(settings.email, settings.name) if candidate is None else candidate,
                zone=settings.timezone or zone,
                today=today,
                country=settings.country,
                guess_candidate=guess,
            )
        case ImportKind.VCARD:
            from followup_core.formats.business_card.vcard import read_vcards

            return read_vcards(data)
        case ImportKind.PHOTO:
            return _read_photo(data, settings.country)
        case ImportKind.ZIP:
            return read_archive(data)
        case ImportKind.SPREADSHEET | ImportKind.CONNECTIONS | ImportKind.CONTACTS:
            sheet = read_sheet(name, data, options or ReadOptions())
            return UnmappedSpreadsheet(sheet=sheet, layout=layout_of(sheet))


def _read_photo(data: bytes, country: str) -> ParsedFile:
    """Return the person on a photo of a card: from its QR code, or its text if a text reader is installed."""
    from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes
    from followup_core.formats.business_card.contact import contacts_file

    picture = images.open_picture(data, longer_side=qr_codes.LONGER_SIDE)
    contact = qr_codes.parse_codes(qr_codes.codes_in(picture))
    if not contact.name and ocr.ocr_installed():
        lines = ocr.lines_in(images.scale(picture))
        contact = contact.filled_from(field_extraction.extract_contact(lines, country=country))
    if not contact.anything:
        raise UnreadableFile(
            "This picture shows no code that names a person, and no text that could be read.",
            "Take it again in good light, or enter the person by hand.",
        )
    return contacts_file("A business card", [contact])
