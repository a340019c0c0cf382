"""Reads the code printed on a card (QR, Data Matrix, Aztec), and the contact details in its text."""

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from followup_core.formats.limited_process import run_limited
from followup_core.formats.parsed_file import UnreadableFile

from .contact import ContactDetails, clean_contact, email_address, linkedin_address
from .images import open_picture
from .vcard import looks_like_vcard, read_vcards
from .vcard_lines import split_value

if TYPE_CHECKING:
    from PIL import Image

MAX_CODES = 10
LONGER_SIDE = 2_800
"""Pixels; in a smaller image, a small code on a large photo can't be read."""

_MAX_CHARS = 8_000
"""Characters; the largest QR code holds fewer."""

_MECARD = re.compile(r"\s*MECARD\s*:", re.IGNORECASE)


def read_codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of the codes in an image; raise UnreadableFile as `open_picture` does."""
    return codes_in(open_picture(data, longer_side=LONGER_SIDE))


def codes_in(picture: "Image.Image") -> tuple[str, ...]:
    """Return the texts of the codes in an opened image, read in a separate process."""
    pixels = picture.convert("L")
    return tuple(json.loads(run_limited(__name__, pixels.tobytes(), json.dumps(pixels.size))))


def run_in_child(pixels: bytes, size: str) -> bytes:
    """Return the texts of the codes in a gray image, as JSON."""
    import zxingcpp
    from PIL import Image

    kinds = zxingcpp.BarcodeFormat
    formats = zxingcpp.BarcodeFormats([kinds.QRCode, kinds.MicroQRCode, kinds.DataMatrix, kinds.Aztec])
    picture = Image.frombytes("L", json.loads(size), pixels)
    codes = zxingcpp.read_barcodes(picture, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    texts = [code.text[:_MAX_CHARS] for code in codes[:MAX_CODES] if code.valid and code.text.strip()]
    return json.dumps(texts).encode()


def parse_codes(codes: Sequence[str]) -> ContactDetails:
    """Return the combined details of a card's codes. Each detail is taken from the first code that has it."""
    combined = ContactDetails()
    for code in codes:
        combined = combined.filled_from(parse_code(code))
    return combined


def parse_code(text: str) -> ContactDetails:
    """Return the details in the text of one code: a vCard, a MECARD, or a single address."""
    if looks_like_vcard(text.encode("utf-8", "replace")[:200]):
        return _from_vcard(text)
    if mecard_start := _MECARD.match(text):
        return clean_contact(_from_mecard(text[mecard_start.end() :]))
    scheme, _, rest = text.strip().partition(":")
    match scheme.lower():
        case "mailto":
            return ContactDetails(email=email_address(unquote(rest)))
        case "matmsg":
            return ContactDetails(email=email_address(_fields(rest).get("TO", "")))
        case "tel":
            return clean_contact(ContactDetails(phone=unquote(rest).partition(";")[0]))
        case _:
            return ContactDetails(linkedin_url=linkedin_address(text[:_MAX_CHARS]))


def _from_vcard(text: str) -> ContactDetails:
    try:
        people = read_vcards(text.encode("utf-8", "replace")).rows["people"]
    except UnreadableFile:
        return ContactDetails()
    row = {field: value for field, value in people[0].items() if field != "person_id"} if people else {}
    return ContactDetails(**row)


def _from_mecard(text: str) -> ContactDetails:
    fields = _fields(text)
    family_name, _, given_name = fields.get("N", "").partition(",")
    return ContactDetails(
        name=" ".join(piece.strip() for piece in (given_name, family_name) if piece.strip()),
        organization=fields.get("ORG", ""),
        title=fields.get("TITLE", ""),
        email=email_address(fields.get("EMAIL", "")),
        phone=fields.get("TEL", ""),
        linkedin_url=linkedin_address(fields.get("URL", "")),
        notes=fields.get("NOTE", "") or fields.get("MEMO", ""),
    )


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a text such as `N:Ruiz,Dana;TEL:1;;`, the first of each name."""
    fields: dict[str, str] = {}
    for piece in split_value(text, ";"):
        name, colon, value = piece.partition(":")
        if colon and value.strip():
            fields.setdefault(name.strip().upper(), value.strip())
    return fields
