"""Any file, opened: what kind it is by its content, read by the reader that knows it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_core.formats.archive import Bundle
from followup_core.formats.archive import opened as bundle_of
from followup_core.formats.parsed_file import MEGABYTE, Arrival, NotReadable
from followup_core.formats.spreadsheet import Layout, LayoutKind, Reading, Sheet, layout_of, read_sheet
from followup_core.models import Settings

LARGEST = 10 * MEGABYTE
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
class Columns:
    """A spreadsheet, and what its columns seem to mean; the person may say otherwise."""

    sheet: Sheet
    layout: Layout

    @property
    def connections(self) -> bool:
        """Whether these are the connections of a LinkedIn export."""
        return self.layout.kind is LayoutKind.LINKEDIN_CONNECTIONS


Opened = Arrival | Columns | Bundle

_TABLES = ("csv", "tsv", "txt", "xlsx", "ods")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


def kind_of(name: str, data: bytes) -> ImportKind:
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


def _photo(data: bytes, country: str) -> Arrival:
    """Return whose card a photo shows: by its code, else by its letters where they can be read here."""
    from followup_core.formats.business_card import field_extraction, images, ocr, qr_codes
    from followup_core.formats.business_card.contact import arrival

    large = images.opened(data, longer_side=qr_codes.LONGER_SIDE)
    found = qr_codes.said_by(qr_codes.codes_in(large))
    if not found.name and ocr.available():
        found = found.filled_from(
            field_extraction.proposed(ocr.lines_in(images.scaled(large)), country=country)
        )
    if not found.anything:
        raise NotReadable(
            "This picture shows no code that names a person, and no text that could be read.",
            "Take it again in good light, or enter the person by hand.",
        )
    return arrival("A business card", [found])


def too_large() -> NotReadable:
    """Return the refusal of a file that is too large to be looked at."""
    return NotReadable(
        f"The file is larger than {LARGEST // MEGABYTE} MB.", "Choose a smaller one, or a part of it."
    )


def open_file(
    name: str,
    data: bytes,
    *,
    settings: Settings,
    today: date,
    zone: str = "",
    kind: ImportKind | None = None,
    reading: Reading | None = None,
    own: Collection[str] | None = None,
    guess: bool = True,
) -> Opened:
    """Return what a file brings; raise NotReadable, or NotABundle, with a sentence and the remedy.

    `zone` is where the candidate is; times without a zone are taken for times there. `own` are the
    candidate's addresses and names (by default those of the settings); with `guess`, an invitation without
    them may leave out who seems to be the candidate.
    """
    if not data:
        raise NotReadable("The file is empty.", "Choose another file, or save it again where it came from.")
    if len(data) > LARGEST:
        raise too_large()
    match kind or kind_of(name, data):
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
            sheet = read_sheet(name, data, reading or Reading())
            return Columns(sheet=sheet, layout=layout_of(sheet))
