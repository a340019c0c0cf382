"""Finds the format and place of an interview in the many fields in which an invitation may say them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_core.models import Format

from .ical_reader import all_values, text_value

if TYPE_CHECKING:
    import icalendar

_LINK = re.compile(r"https?://[^\s<>\"'\\]{4,1000}", re.IGNORECASE)
_CONFERENCE = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:zoom\.us|zoom\.com|zoomgov\.com|teams\.microsoft\.com|teams\.live\.com"
    r"|meet\.google\.com|webex\.com|gotomeeting\.com|gotomeet\.me|goto\.com|whereby\.com|bluejeans\.com"
    r"|meet\.jit\.si|chime\.aws|join\.skype\.com|skype\.com|ringcentral\.com|hirevue\.com|livestorm\.co"
    r"|meet\.hubspot\.com|around\.co|facetime\.apple\.com|vc\.larksuite\.com|bbb\.[\w.-]+)(?=[/?#:]|$)",
    re.IGNORECASE,
)
_LINK_PROPERTIES = (
    "X-GOOGLE-CONFERENCE",
    "X-GOOGLE-HANGOUT",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-ZOOM-MEETING-URL",
    "X-WEBEX-MEETING-URL",
    "CONFERENCE",
)
_VIDEO = re.compile(
    r"\b(?:video|zoom|teams|google meet|webex|skype|facetime|online|virtual|remote)\b", re.IGNORECASE
)
_PHONE = re.compile(
    r"\btel:|\b(?:phone|telephone|call|dial)\b|\b(?:telefon|telefoon|teléfon|téléphon)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:tel:)?[+(]{0,2}\d[\d ()./-]{5,24}", re.IGNORECASE)
_NO_PLACE = re.compile(r"(?:tb[adc]|to be (?:announced|confirmed|decided)|n/?a|-+|\?+)?", re.IGNORECASE)
_MAX_CHARS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFormat:
    """How an interview is held (None if unknown), and a line for the notes that says where."""

    format: Format | None
    note: str


def meeting_format(event: "icalendar.Component") -> MeetingFormat:
    """Return how and where an event takes place."""
    location = " ".join(text_value(event, "LOCATION", _MAX_CHARS).split()).strip(" ,;")
    title_and_location = f"{text_value(event, 'SUMMARY', _MAX_CHARS)} {location}"
    link = _conference_link(event, location)
    if link:
        return MeetingFormat(format=Format.VIDEO, note=f"Link: {link}")
    if _NO_PLACE.fullmatch(location):
        return MeetingFormat(format=_format_in(title_and_location), note="")
    link = _first_link(_LINK, location)
    if link:
        return MeetingFormat(format=Format.VIDEO, note=f"Link: {link}")
    named_format = Format.PHONE if _NUMBER.fullmatch(location) else _format_in(location)
    has_phone_number = named_format is Format.PHONE and any(char.isdigit() for char in location)
    note = f"Phone: {location.removeprefix('tel:')}" if has_phone_number else f"Place: {location}"
    return MeetingFormat(format=named_format or Format.IN_PERSON, note=note)


def _format_in(text: str) -> Format | None:
    if _VIDEO.search(text):
        return Format.VIDEO
    return Format.PHONE if _PHONE.search(text) else None


def _conference_link(event: "icalendar.Component", location: str) -> str:
    """Return the link to the video meeting, '' if there is none."""
    link_values = [str(value) for name in _LINK_PROPERTIES for value in all_values(event, name)[:5]]
    for value in link_values:
        if link := _first_link(_LINK, value[:_MAX_CHARS]):
            return link
    for text in (location, text_value(event, "URL", _MAX_CHARS), text_value(event, "DESCRIPTION")):
        if link := _first_link(_CONFERENCE, text):
            return link
    return ""


def _first_link(pattern: re.Pattern[str], text: str) -> str:
    """Return the first link in a text that the pattern matches, as a whole; '' if there is none."""
    match = pattern.search(text)
    whole = _LINK.match(text, match.start()) if match else None
    return whole.group().rstrip(".,;:)]>") if whole else ""
