"""Reads vCards of every version, with limits that are checked before anything is parsed."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from followup_core.formats.parsed_file import MEGABYTE, ParsedFile, SkippedRow, SkipReason, UnreadableFile
from followup_core.models.name_parser import is_group_name

from .contact import ContactDetails, clean_contact, contacts_file, email_address, linkedin_address
from .vcard_lines import (
    Property,
    decode_vcard,
    logical_lines,
    read_property,
    split_value,
    unescaped,
    value_of,
)

MAX_VCARD_BYTES = MEGABYTE
MAX_CARDS = 2_000

_REMEDY = "Choose a vCard, such as a contact that was shared with you (.vcf)."
_SHARE_AGAIN = "Share the contact again, and choose that file."
_BEGIN = re.compile(r"(?:^|[\r\n])[^\r\n:]{0,40}BEGIN *: *VCARD", re.IGNORECASE)
_BEGINS_LIKE_VCARD = re.compile(r"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_PREFERENCE = re.compile("[0-9]{1,3}")
_PROFILES = ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "URL")
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS")
_READ_PROPERTIES = frozenset(
    {"FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "NOTE", *_PROFILES, *_KINDS}
)
_NO_PERSON_SENTENCES = {
    "GROUP": "This card is a group of contacts, not a person.",
    "ORG": "This card is an organization's, not a person's.",
    "COMPANY": "This card is an organization's, not a person's.",
}
_UNCALLABLE_TYPES = ("FAX", "PAGER", "X-FAX")


@dataclass(slots=True, kw_only=True)
class _Card:
    line: int
    properties: list[Property] = field(default_factory=list)


def looks_like_vcard(data: bytes) -> bool:
    """Return whether a file begins as a vCard does, in any encoding."""
    return bool(_BEGINS_LIKE_VCARD.match(decode_vcard(data[:200])[0]))


def read_vcards(data: bytes) -> ParsedFile:
    """Return the people in a file of vCards (2.1, 3.0 or 4.0), each once.

    A card that is broken or has no name is added to the skipped rows, with its line.

    Raises:
        UnreadableFile: The file is not a vCard, is larger than 1 MB, or has more than 2,000 cards or cards
            within cards.
    """
    if len(data) > MAX_VCARD_BYTES:
        raise UnreadableFile("The file is larger than 1 MB.", "Share fewer contacts at once, without photos.")
    text, notice = decode_vcard(data)
    if not _BEGINS_LIKE_VCARD.match(text):
        raise UnreadableFile("This is not a vCard.", _REMEDY)
    if "\x00" in text:
        raise UnreadableFile("The file holds a NUL character, so it is damaged.", _SHARE_AGAIN)
    if sum(1 for _ in _BEGIN.finditer(text)) > MAX_CARDS:
        raise UnreadableFile(
            f"The file holds more than {MAX_CARDS:,} cards.", "Share fewer contacts at once."
        )
    cards, skipped = _cards(text)
    people = list(_people(cards, skipped))
    if not people and not skipped:
        raise UnreadableFile("There is no complete card in this file.", _SHARE_AGAIN)
    return contacts_file(
        _description(len(people)), people, skipped=skipped, notices=[notice] if notice else []
    )


def _description(count: int) -> str:
    return "A business card" if count == 1 else f"{count} business cards"


def _cards(text: str) -> tuple[list[_Card], list[SkippedRow]]:
    """Return the complete cards, and skipped rows for cards without an end.

    Raises:
        UnreadableFile: A card is inside another one.
    """
    cards: list[_Card] = []
    broken: list[SkippedRow] = []
    current: _Card | None = None
    for number, line in logical_lines(text):
        if _is_mark_line(line, "BEGIN"):
            broken += _cut_off_rows(current)
            current = _Card(line=number)
        elif _is_mark_line(line, "END"):
            if current is None and broken:
                raise UnreadableFile(f"Line {number} ends a card within a card.", _SHARE_AGAIN)
            cards += [current] if current else []
            current = None
        elif current is not None and (prop := read_property(line, number)) and prop.name in _READ_PROPERTIES:
            current.properties.append(prop)
    return cards, broken + _cut_off_rows(current)


def _is_mark_line(line: str, mark: str) -> bool:
    return line[:40].replace(" ", "").upper().rpartition(".")[2] == f"{mark}:VCARD"


def _cut_off_rows(card: _Card | None) -> list[SkippedRow]:
    what = "This card is cut off."
    return [SkippedRow(line=card.line, what=what, remedy=_SHARE_AGAIN)] if card else []


def _people(cards: list[_Card], skipped: list[SkippedRow]) -> Iterator[ContactDetails]:
    seen: set[ContactDetails] = set()
    for card in cards:
        details = clean_contact(_details(card.properties))
        if what := _no_person_sentence(card.properties, details):
            remedy = "Enter the person you met by hand, if they have no card of their own here."
            skipped.append(SkippedRow(line=card.line, what=what, remedy=remedy, reason=SkipReason.NO_NAME))
        elif not details.name:
            what = "This card has no name on it." if details.anything else "This card is empty."
            remedy = "Enter the person by hand."
            skipped.append(SkippedRow(line=card.line, what=what, remedy=remedy, reason=SkipReason.NO_NAME))
        elif details not in seen:
            seen.add(details)
            yield details


def _no_person_sentence(properties: list[Property], details: ContactDetails) -> str:
    """Return a sentence if a card is not a person's, else ''."""
    kinds = [_text_value(prop).strip().upper() for prop in properties if prop.name in _KINDS]
    kind_sentence = next((_NO_PERSON_SENTENCES[kind] for kind in kinds if kind in _NO_PERSON_SENTENCES), "")
    is_company = details.name and details.name == details.organization and is_group_name(details.name)
    return kind_sentence or (_NO_PERSON_SENTENCES["ORG"] if is_company else "")


def _details(properties: list[Property]) -> ContactDetails:
    by_preference = sorted(properties, key=_preference)

    def first_value(read: Callable[[Property], str], *names: str) -> str:
        values = (read(prop) for name in names for prop in by_preference if prop.name == name)
        return next(filter(None, values), "")

    return ContactDetails(
        name=first_value(_text_value, "FN")
        or first_value(_spoken_name, "N")
        or first_value(_text_value, "NICKNAME"),
        organization=first_value(_organization, "ORG"),
        title=first_value(_text_value, "TITLE", "ROLE"),
        email=first_value(_email, "EMAIL"),
        phone=first_value(_phone_number, "TEL"),
        linkedin_url=first_value(_linkedin, *_PROFILES),
        notes=first_value(_text_value, "NOTE"),
    )


def _preference(prop: Property) -> int:
    """Return the preference of a value among its kind, highest first; ties keep the order of the file."""
    if prop.has("TYPE", "PREF"):
        return 0
    numbers = [int(word) for word in prop.parameters.get("PREF", ()) if _PREFERENCE.fullmatch(word)]
    return min([*numbers, 101])


def _text_value(prop: Property) -> str:
    return unescaped(value_of(prop))


def _spoken_name(prop: Property) -> str:
    """Return the name in the order in which it is spoken."""
    family_name, given_name, further, *_ = [*split_value(value_of(prop), ";"), "", "", ""]
    if (
        family_name
        and given_name
        and not any(char.isascii() for char in family_name + given_name)
        and _is_east_asian(family_name)
    ):
        return f"{family_name}{given_name}"
    return " ".join(part.replace(",", " ") for part in (given_name, further, family_name) if part)


def _is_east_asian(text: str) -> bool:
    return all(unicodedata.east_asian_width(char) in "WF" for char in text)


def _organization(prop: Property) -> str:
    return split_value(value_of(prop), ";")[0]


def _email(prop: Property) -> str:
    return email_address(_text_value(prop))


def _phone_number(prop: Property) -> str:
    if any(prop.has("TYPE", word) for word in _UNCALLABLE_TYPES):
        return ""
    number, _, rest = _text_value(prop).removeprefix("tel:").partition(";")
    extension = rest.partition("ext=")[2].partition(";")[0]
    return f"{number} ext. {extension}" if extension else number


def _linkedin(prop: Property) -> str:
    text = _text_value(prop)
    services = ("TYPE", "SERVICE-TYPE", "X-SERVICE-TYPE")
    is_linkedin_property = prop.name == "X-LINKEDIN" or any(
        prop.has(parameter, "LINKEDIN") for parameter in services
    )
    if is_linkedin_property and re.fullmatch(r"[\w%-]{3,100}", text):
        return linkedin_address(f"linkedin.com/in/{text}")
    return linkedin_address(text)
