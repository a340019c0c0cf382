"""Any bytes at all, and bytes that are almost a card: made here, taken here, by tests and by a long run.

`take_...` must end without another error than UnreadableFile, whose sentence has a remedy.
"""

import io
import json
import struct
import zlib
from dataclasses import asdict
from functools import cache
from random import Random

import segno
from hypothesis import strategies as st
from PIL import Image

from followup_core.formats.business_card import images, qr_codes, vcard
from followup_core.formats.parsed_file import UnreadableFile
from followup_core.models import Row, read_row
from tests.tools.fuzz.generated_inputs import mutated

_WORDS = [
    *("BEGIN:VCARD", "END:VCARD", "VERSION:2.1", "VERSION:4.0", "FN:", "N:", "ORG:", "TEL", "EMAIL", "NOTE"),
    *(";ENCODING=QUOTED-PRINTABLE", ";CHARSET=utf-7", ";CHARSET=\u0000", ";BASE64", ";TYPE=PREF", ";PREF=²"),
    *(":", ";", ",", "=", "=\r\n", "\r\n ", "\n", "\r", "\\", '"', "=C3=BC", "\u202e", "\x85", "item1."),
    *(
        "tel:+1;ext=",
        "https://linkedin.com/in/x",
        "MECARD:N:Ruiz,Dana;",
        "mailto:",
        "a@b.org",
        "X-SOCIALPROFILE",
    ),
]


_PIECES = tuple(word.encode() for word in _WORDS)


def _damaged(files: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    return st.builds(
        lambda data, number: mutated(data, Random(number), _PIECES), files, st.integers(0, 2**32)
    )


def vcards() -> st.SearchStrategy[bytes]:
    """Return files that begin as vCards do, and files that do not."""
    piece = st.sampled_from(_WORDS) | st.text(max_size=12)
    text = st.lists(piece, max_size=40).map("".join)
    inside = text.map(lambda text: f"BEGIN:VCARD\r\n{text}\r\nFN:Dana\r\nEND:VCARD")
    encoded = st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-8-sig"])
    files = st.builds(lambda text, how: text.encode(how, "replace"), inside | text, encoded)
    return files | st.binary(max_size=300) | _damaged(files)


def codes() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS) | st.text(max_size=12), max_size=20).map("".join)


def pictures() -> st.SearchStrategy[bytes]:
    """Return pictures that are whole, cut, changed anywhere in them, or that lie in their header."""
    whole = st.sampled_from(sorted(_pictures()))
    valid = whole.map(lambda name: _pictures()[name])
    false_headers = st.builds(
        png_with_false_header, st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1), st.integers(0, 255)
    )
    return _damaged(valid) | false_headers | st.binary(max_size=200) | valid


def take_vcard(data: bytes) -> None:
    """Read a file as a vCard; whatever it brings may be stored."""
    try:
        parsed = vcard.read_vcards(data)
    except UnreadableFile as error:
        _in_words(error)
        return
    assert parsed.rows["people"] or parsed.skipped
    for row in parsed.rows["people"]:
        _storable(row)


def take_code(text: str) -> None:
    _storable({"person_id": "1", **asdict(qr_codes.parse_code(text))})


def take_picture(data: bytes) -> None:
    try:
        picture = images.picture_in(data, images.LONGER_SIDE)  # in this process, for speed
    except UnreadableFile as error:
        _in_words(error)
        return
    assert max(picture.size) <= images.LONGER_SIDE
    assert (picture.mode, picture.info) == ("RGB", {})
    qr_codes.run_in_child(picture.convert("L").tobytes(), json.dumps(picture.size))


def _in_words(error: UnreadableFile) -> None:
    assert error.what
    assert error.remedy


def _storable(row: Row) -> None:
    _, problems = read_row("people", {**row, "name": row["name"] or "Dana"})
    assert problems == []
    assert not any(char < " " and char != "\n" for value in row.values() for char in value)


def png_with_false_header(width: int, height: int, kind: int) -> bytes:
    """Return a small PNG whose header says whatever it likes, with the checksum that goes with it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, kind & 15, kind >> 4, 0, 0, kind & 1)
    body = b"IDAT" + zlib.compress(b"\x00" * 100)
    chunks = (header, body, b"IEND")
    packed = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@cache
def _pictures() -> dict[str, bytes]:
    code = io.BytesIO()
    segno.make("MECARD:N:Ruiz,Dana;;").save(code, kind="png", scale=3)
    files = {"code": code.getvalue()}
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    for kind, mode in (("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "1"), ("PNG", "LA")):
        files[f"{kind} {mode}"] = _saved(Image.new(mode, (40, 30)), kind)
    for mode in ("RGB", "L", "CMYK"):
        files[f"JPEG {mode}"] = _saved(Image.new(mode, (40, 30)), "JPEG", exif=exif)
    files["JPEG progressive"] = _saved(Image.new("RGB", (64, 64)), "JPEG", progressive=True)
    files["WEBP"] = _saved(Image.new("RGBA", (40, 30)), "WEBP", exif=exif)
    return files


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
