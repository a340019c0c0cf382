"""Pictures are opened under limits, upright, small, and with nothing but their pixels."""

import io
import struct
import zlib

import pytest
from PIL import Image

from followup_core.formats.business_card.images import LONGER_SIDE, open_picture, to_jpeg
from followup_core.formats.parsed_file import UnreadableFile

from . import card_fuzzing

pytestmark = pytest.mark.thorough


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        open_picture(data)
    return str(caught.value)


def white_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"\x00" * ((width // 8 + 1) * height), 9)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_small_file_of_very_many_pixels_is_refused_by_its_header() -> None:
    bomb = white_png(12_000, 12_000)
    assert len(bomb) < 120_000
    assert refused(bomb) == "The picture has more than 20 megapixels. Take it at a lower resolution."
    assert open_picture(white_png(5_000, 4_000)).size == (LONGER_SIDE, 1_120)


def test_more_than_10_mb_are_refused() -> None:
    assert "larger than 10 MB" in refused(b"\x89PNG" + b"\x00" * 10_000_000)


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_heic_is_refused_with_the_way_round_it(brand: bytes) -> None:
    assert refused(b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40) == (
        "This is an HEIC picture, which cannot be read here. Set the camera to “Most Compatible”, or take a"
        " screenshot of the photo and choose that."
    )


@pytest.mark.parametrize("kind", ["", "GIF", "BMP", "TIFF"])
def test_other_files_are_refused_though_some_could_be_read(kind: str) -> None:
    data = saved(Image.new("RGB", (9, 9)), kind) if kind else b"%PDF-1.7"
    assert "not a PNG, JPEG or WebP picture" in refused(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_file_that_was_cut_is_refused(kind: str) -> None:
    whole = saved(Image.effect_noise((300, 300), 80).convert("RGB"), kind)
    assert refused(whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_upright_and_says_nothing_of_camera_and_place(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera at 52.5 N"
    sideways = Image.new("RGB", (80, 40), "white")
    sideways.paste("red", (0, 0, 40, 40))
    picture = open_picture(saved(sideways, kind, exif=exif))
    assert picture.size == (40, 80)
    top, bottom = picture.getpixel((20, 10)), picture.getpixel((20, 70))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60 < 200 < bottom[1], "what was left is on top"
    assert picture.info == {}
    assert b"camera" not in to_jpeg(picture)


def test_a_photo_whose_notes_are_damaged_is_opened_as_it_lies() -> None:
    data = saved(Image.new("RGB", (80, 40)), "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff\xff")
    assert open_picture(data).size == (80, 40)


@pytest.mark.parametrize("mode", ["1", "LA", "P", "PA", "RGBA", "I;16"])
def test_pixels_of_every_kind_become_plain_ones(mode: str) -> None:
    if mode == "PA":
        data = saved(Image.new("RGBA", (9, 7), (0, 0, 0, 0)).convert("P"), transparency=0)
    else:
        data = saved(Image.new(mode, (9, 7)))
    picture = open_picture(data)
    assert (picture.mode, picture.size) == ("RGB", (9, 7))
    if "A" in mode:
        assert picture.getpixel((1, 1)) == (255, 255, 255), "what is see-through lies on white"


def test_colors_by_number_without_a_list_of_them_are_refused() -> None:
    assert "cut off or damaged" in refused(card_fuzzing.png_with_false_header(1, 1, 0x31))
