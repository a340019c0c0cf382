"""The letters of a photo, read on this computer by an optional reader; nothing is fetched or sent.

The reader takes about 530 MB while it works, so there is one in a process, and it reads one photo at a time.
"""

import importlib.util
import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_core.models import FollowUpError

from .images import LONGER_SIDE, open_picture, scale

if TYPE_CHECKING:
    from PIL import Image

INSTALL = "--install card-photos"
"""What to start the program with to get the reader, after `python3 app.py`."""

MIN_CONFIDENCE = 0.86
"""The least score of a line that is believed; letters the reader does not know come out below it."""

_NEEDED = ("rapidocr", "onnxruntime")
_DETECTION = "PP-OCRv6_det_small.onnx"
_DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"

_lock = threading.Lock()
_reader: list[Any] = []


class OcrNotInstalled(FollowUpError):
    """The reader of photos is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of letters on a picture; lengths are in pixels, `left` and `top` of its first corner."""

    text: str
    score: float
    height: float
    left: float
    top: float


def ocr_installed() -> bool:
    """Whether the reader is installed; it is not loaded for this."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def read_lines(data: bytes) -> tuple[TextLine, ...]:
    """Return the lines on a photo, from the top down; raise UnreadableFile as `picture.opened` does."""
    return lines_in(open_picture(data))


def lines_in(picture: "Image.Image") -> tuple[TextLine, ...]:
    """Return the lines in an opened picture, from the top down.

    Raise OcrNotInstalled where none is installed.
    """
    if not ocr_installed():
        raise OcrNotInstalled(
            "Reading photos is not installed.", f"Start the program with {INSTALL} to get it."
        )
    import numpy

    # The reader takes its pixels blue first.
    pixels = numpy.asarray(scale(picture, LONGER_SIDE).convert("RGB"))[:, :, ::-1].copy()
    with _lock:
        said = _the_reader()(pixels)
    if said.txts is None or said.boxes is None:
        return ()
    found = [_line(*each) for each in zip(said.txts, said.scores, said.boxes, strict=True)]
    return tuple(sorted(found, key=lambda line: (line.top, line.left)))


def _the_reader() -> Any:
    """Return the one reader, made at the first photo; called under the lock."""
    if not _reader:
        _reader.append(_made())
    return _reader[0]


def _made() -> Any:
    import rapidocr

    # Each model is named by its file: then none is looked for, checked or fetched elsewhere.
    models = Path(rapidocr.__file__).parent / "models"
    made = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.model_path": str(models / _DETECTION),
            "Cls.model_path": str(models / _DIRECTION),
            "Rec.model_path": str(models / _RECOGNITION),
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return made


def _line(text: str, score: float, corners: Iterable[Iterable[float]]) -> TextLine:
    (left, top), right, below, _ = (tuple(float(part) for part in corner) for corner in corners)
    sides = (_distance((left, top), right), _distance(right, below))
    return TextLine(text=text, score=float(score), height=min(sides), left=left, top=top)


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
