"""Opens photos and other images within limits: upright, small, and without metadata."""

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from followup_core.formats.limited_process import run_limited
from followup_core.formats.parsed_file import MEGABYTE, UnreadableFile

if TYPE_CHECKING:
    from PIL import Image

MAX_IMAGE_BYTES = 10 * MEGABYTE
MAX_PIXELS = 20_000_000
LONGER_SIDE = 1_400
"""Pixels; card photos are scaled down to this before they are read or stored."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 85
_SIZE = ">II"
_SIZE_BYTES = struct.calcsize(_SIZE)
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_DECODER_ERRORS = (
    *(OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError),
    *(struct.error, zlib.error, MemoryError, AssertionError),  # raised by readers for a corrupt file
)
_RETAKE_PHOTO = "Take the photo again, or choose another one."


def open_picture(data: bytes, *, longer_side: int = LONGER_SIDE) -> "Image.Image":
    """Return a PNG, JPEG or WebP as plain RGB pixels, upright, scaled down to the longer side.

    The image is unpacked in a separate process, because a JPEG of 1 MB may expand ten thousand times.

    Raises:
        UnreadableFile: The file is something else, truncated, or larger than 10 MB or 20 megapixels. The
            header tells the size before anything is unpacked.
    """
    from PIL import Image

    if len(data) > MAX_IMAGE_BYTES:
        raise UnreadableFile("The picture is larger than 10 MB.", "Take it at a lower resolution.")
    output = run_limited(__name__, data, str(longer_side))
    size = struct.unpack(_SIZE, output[:_SIZE_BYTES])
    return Image.frombytes("RGB", size, output[_SIZE_BYTES:])


def run_in_child(data: bytes, longer_side: str) -> bytes:
    """Return an image's width, height and pixels; the separate process calls this."""
    picture = picture_in(data, int(longer_side))
    return struct.pack(_SIZE, *picture.size) + picture.tobytes()


def picture_in(data: bytes, longer_side: int) -> "Image.Image":
    """Return what `open_picture` returns, but unpack the image in this process."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise UnreadableFile(
            "This is an HEIC picture, which cannot be read here.",
            "Set the camera to “Most Compatible”, or take a screenshot of the photo and choose that.",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the readers warn about is checked in this module
        picture = _open_header(data)
        rotate = _camera_rotation(picture)
        return rotate(scale(_pixels(picture, longer_side), longer_side))


def scale(picture: "Image.Image", longer_side: int = LONGER_SIDE) -> "Image.Image":
    """Return an image whose longer side has at most this many pixels."""
    from PIL import Image

    if max(picture.size) <= longer_side:
        return picture
    small = picture.copy()
    small.thumbnail((longer_side, longer_side), Image.Resampling.LANCZOS)
    return small


def _open_header(data: bytes) -> "Image.Image":
    """Return the image with only its header read."""
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large_error() from None
    except _DECODER_ERRORS as error:
        raise UnreadableFile("This is not a PNG, JPEG or WebP picture.", _RETAKE_PHOTO) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large_error()
    return picture


def _too_large_error() -> UnreadableFile:
    return UnreadableFile("The picture has more than 20 megapixels.", "Take it at a lower resolution.")


def _camera_rotation(image: "Image.Image") -> Callable[["Image.Image"], "Image.Image"]:
    """Return a function that turns an image upright, by the orientation that the camera recorded."""
    from PIL import ExifTags, Image

    turns = Image.Transpose
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except _DECODER_ERRORS:
        orientation = None
    by_orientation = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }
    transposition = by_orientation.get(orientation) if isinstance(orientation, int) else None
    return (
        (lambda picture: picture)
        if transposition is None
        else (lambda picture: picture.transpose(transposition))
    )


def _pixels(image: "Image.Image", longer_side: int) -> "Image.Image":
    """Return the image's pixels alone, with transparent ones on white."""
    from PIL import Image

    try:
        # A large JPEG is unpacked at a half or a quarter of its size.
        image.draft("RGB", (longer_side, longer_side))
        image.load()
        has_transparency = image.has_transparency_data
        pixels = image.convert("RGBA" if has_transparency else "RGB")
    except (*_DECODER_ERRORS, Image.DecompressionBombError) as error:
        raise UnreadableFile("The picture is cut off or damaged.", _RETAKE_PHOTO) from error
    opaque = Image.new("RGB", pixels.size, "white")
    opaque.paste(pixels, mask=pixels.getchannel("A") if has_transparency else None)
    return opaque


def to_jpeg(picture: "Image.Image") -> bytes:
    """Return an image as a JPEG without metadata."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
