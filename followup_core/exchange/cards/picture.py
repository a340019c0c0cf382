"""A picture somebody took or chose: opened under limits, upright, small, and with nothing but its pixels."""

import io
import struct
import warnings
from typing import TYPE_CHECKING

from followup_core.exchange.arrival import MEGABYTE, NotReadable

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 10 * MEGABYTE
MAX_PIXELS = 20_000_000
LONGER_SIDE = 1_400
"""Pixels; what card photos are scaled down to before they are read or kept."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 85
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_CUT = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error)
_AGAIN = "Take the photo again, or choose another one."


def opened(data: bytes) -> "Image.Image":
    """Return a PNG, JPEG or WebP as plain RGB pixels, turned upright, 1,400 at its longer side at most.

    Raises NotReadable for anything else, for more than 10 MB or 20 megapixels (its header is asked, nothing
    is unpacked before), and for a file that was cut.
    """
    if len(data) > MAX_BYTES:
        raise NotReadable("The picture is larger than 10 MB.", "Take it at a lower resolution.")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise NotReadable(
            "This is an HEIC picture, which cannot be read here.",
            "Set the camera to “Most Compatible”, or take a screenshot of the photo and choose that.",
        )
    return _upright(_header(data))


def _header(data: bytes) -> "Image.Image":
    """Return the picture with only its header read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they say of size and structure is decided here
            found = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _CUT as error:
        raise NotReadable("This is not a PNG, JPEG or WebP picture.", _AGAIN) from error
    if found.width * found.height > MAX_PIXELS:
        raise _too_large()
    return found


def _too_large() -> NotReadable:
    return NotReadable("The picture has more than 20 megapixels.", "Take it at a lower resolution.")


def _upright(found: "Image.Image") -> "Image.Image":
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.draft("RGB", (2 * LONGER_SIDE, 2 * LONGER_SIDE))  # a JPEG is unpacked at half its size
            found.load()
            turned = ImageOps.exif_transpose(found)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except _CUT as error:
        raise NotReadable("The picture is cut off or damaged.", _AGAIN) from error
    turned.thumbnail((LONGER_SIDE, LONGER_SIDE), Image.Resampling.LANCZOS)
    return _pixels(turned)


def _pixels(found: "Image.Image") -> "Image.Image":
    """Return the pixels alone, on white where they are see-through."""
    from PIL import Image

    full = found.convert("RGBA")
    plain = Image.new("RGB", full.size, "white")
    plain.paste(full, mask=full.getchannel("A"))
    return plain


def as_jpeg(picture: "Image.Image") -> bytes:
    """Return a picture as a JPEG without metadata."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
