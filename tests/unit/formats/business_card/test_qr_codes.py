"""Codes on cards: found clean, tilted and small, and read for what they say of a person."""

import io
import random
from collections.abc import Callable

import pytest
import segno
import zxingcpp
from PIL import Image

from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.business_card.qr_codes import MAX_CODES, parse_code, parse_codes, read_codes

from .drawn_cards import LATIN, as_photo, as_png, blurred, drawn, grainy, tilted

pytestmark = pytest.mark.thorough

VCARD = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Jörg\nFN:Jörg Müller\nORG:Weiße Straße GmbH\nTITLE:Leiter\n"
    "TEL:+49 30 901820\nEMAIL:j.mueller@example.org\nURL:https://www.linkedin.com/in/joerg\nEND:VCARD"
)
JOERG = ContactDetails(
    name="Jörg Müller",
    organization="Weiße Straße GmbH",
    title="Leiter",
    email="j.mueller@example.org",
    phone="+49 30 901820",
    linkedin_url="https://www.linkedin.com/in/joerg",
)


def code(text: str, scale: int = 5) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, error="m", encoding="utf-8").save(out, kind="png", scale=scale)
    return Image.open(out).convert("RGB")


def on_card(scale: int = 4) -> Image.Image:
    """A card with its code in the corner, as printed."""
    card = drawn(LATIN[0])
    corner = code(VCARD, scale)
    card.paste(corner, (card.width - corner.width - 20, card.height - corner.height - 20))
    return card


def half(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


WAYS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "half tilted": lambda card: half(tilted(card, -17)),
    "on its side": lambda card: card.rotate(90, expand=True),
    "blurred": blurred,
    "grainy": lambda card: grainy(card, random.Random(4)),
    "large": lambda card: card.resize((2_800, 1_600)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_code_on_a_card_is_read_however_it_lies(way: str) -> None:
    seen = WAYS[way](on_card())
    assert [parse_code(text) for text in read_codes(as_photo(seen))] == [JOERG]


@pytest.mark.parametrize("kind", ["DataMatrix", "Aztec"])
def test_other_square_codes_are_read_too(kind: str) -> None:
    code = zxingcpp.create_barcode("MECARD:N:Ruiz,Dana;;", getattr(zxingcpp.BarcodeFormat, kind))
    pixels = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("RGB")
    wide = Image.new("RGB", (pixels.width + 60, pixels.height + 60), "white")
    wide.paste(pixels, (30, 30))
    assert [parse_code(text).name for text in read_codes(as_png(wide))] == ["Dana Ruiz"]


def test_a_card_without_a_code_has_none() -> None:
    assert read_codes(as_png(drawn(LATIN[1]))) == ()


def test_a_picture_full_of_codes_gives_no_more_than_ten() -> None:
    sheet = Image.new("RGB", (1_300, 1_000), "white")
    for number in range(12):
        sheet.paste(code(f"tel:+4930901{number:03}", 6), (20 + number % 4 * 310, 20 + number // 4 * 310))
    assert len(read_codes(as_png(sheet))) == MAX_CODES


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (VCARD, JOERG),
        (VCARD.replace("\n", "\r\n").lower().replace("begin:vcard", "Begin:VCard"), None),
        (
            "MECARD:N:Ruiz,Dana;ORG:Acme\\; Co;TITLE:Head;TEL:+12125550142;TEL:+1;EMAIL:d@acme.org;"
            "URL:linkedin.com/in/dana;NOTE:a\\:b;;",
            ContactDetails(
                name="Dana Ruiz",
                organization="Acme; Co",
                title="Head",
                phone="+12125550142",
                email="d@acme.org",
                linkedin_url="https://www.linkedin.com/in/dana",
                notes="a:b",
            ),
        ),
        ("mecard:n:Ruiz;", ContactDetails(name="Ruiz")),
        (
            "https://www.linkedin.com/in/dana?x=1",
            ContactDetails(linkedin_url="https://www.linkedin.com/in/dana"),
        ),
        ("mailto:dana%40acme.org?subject=x", ContactDetails(email="dana@acme.org")),
        ("MATMSG:TO:dana@acme.org;SUB:x;BODY:y;;", ContactDetails(email="dana@acme.org")),
        ("tel:+1-212-555-0142", ContactDetails(phone="+1-212-555-0142")),
        ("https://acme.example/menu", ContactDetails()),
        ("BEGIN:VCARD\nTEL:1", ContactDetails()),
        ("", ContactDetails()),
    ],
)
def test_a_codes_text_says_what_it_says(text: str, details: ContactDetails | None) -> None:
    assert parse_code(text) == details if details is not None else parse_code(text).name


def test_two_codes_on_a_card_complete_each_other_and_the_first_decides() -> None:
    details = parse_codes(["tel:+1", "MECARD:N:Ruiz,Dana;TEL:+2;;", "https://linkedin.com/in/dana"])
    assert details == ContactDetails(
        name="Dana Ruiz", phone="+1", linkedin_url="https://www.linkedin.com/in/dana"
    )
