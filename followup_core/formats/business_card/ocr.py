"""Reads the text of a photo (OCR) with an optional package, on this computer: nothing is downloaded or sent.

The OCR engine takes about 530 MB while it works, so a process has one, and it reads one
photo at a time.
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
"""The arguments that install the OCR package, after `python3 app.py`."""

MIN_CONFIDENCE = 0.86
"""The lowest accepted score of a line; letters that the engine does not know score lower."""

_REQUIRED_PACKAGES = ("rapidocr", "onnxruntime")
_DETECTION = "PP-OCRv6_det_small.onnx"
_DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"

_engine_lock = threading.Lock()
_engines: list[Any] = []


class OcrNotInstalled(FollowUpError):
    """The OCR package is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of text on an image. Lengths are in pixels; `left` and `top` are those of its first corner."""

    text: str
    score: float
    height: float
    left: float
    top: float


def ocr_installed() -> bool:
    """Return whether the OCR package is installed, without loading it."""
    return all(importlib.util.find_spec(name) is not None for name in _REQUIRED_PACKAGES)


def read_lines(data: bytes) -> tuple[TextLine, ...]:
    """Return the lines on a photo from the top down; raise UnreadableFile as `open_picture` does."""
    return lines_in(open_picture(data))


def lines_in(picture: "Image.Image") -> tuple[TextLine, ...]:
    """Return the lines in an opened image, from the top down.

    Raises:
        OcrNotInstalled: The OCR package is not installed.
    """
    if not ocr_installed():
        raise OcrNotInstalled(
            "Reading photos is not installed.", f"Start the program with {INSTALL} to get it."
        )
    import numpy

    # The engine expects the blue channel first.
    pixels = numpy.asarray(scale(picture, LONGER_SIDE).convert("RGB"))[:, :, ::-1].copy()
    with _engine_lock:
        result = _engine()(pixels)
    if result.txts is None or result.boxes is None:
        return ()
    lines = [
        _text_line(*detection) for detection in zip(result.txts, result.scores, result.boxes, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (line.top, line.left)))


def _engine() -> Any:
    """Return the process's only engine, created at the first photo. The caller holds the lock."""
    if not _engines:
        _engines.append(_new_engine())
    return _engines[0]


def _new_engine() -> Any:
    import rapidocr

    # Each model is given by its file, so that none is searched, checked or downloaded.
    models = Path(rapidocr.__file__).parent / "models"
    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.model_path": str(models / _DETECTION),
            "Cls.model_path": str(models / _DIRECTION),
            "Rec.model_path": str(models / _RECOGNITION),
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine


def _text_line(text: str, score: float, corners: Iterable[Iterable[float]]) -> TextLine:
    (left, top), right, below, _ = (tuple(float(part) for part in corner) for corner in corners)
    sides = (_distance((left, top), right), _distance(right, below))
    return TextLine(text=text, score=float(score), height=min(sides), left=left, top=top)


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
