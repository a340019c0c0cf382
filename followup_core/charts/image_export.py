"""Renders charts as PNG and SVG files on this computer, with captions that say what they show."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The text above a chart in a file of its own: a title, and lines that explain the chart."""

    title: str
    lines: tuple[str, ...]


def png(spec: dict[str, Any], caption: Caption, width: int = 720) -> bytes:
    """Return a chart as a PNG image, `width` points wide without its labels, at twice the resolution."""
    import vl_convert as vlc  # slow to load, and only needed for a file

    return bytes(vlc.vegalite_to_png(_captioned(spec, caption, width), scale=2))


def svg(spec: dict[str, Any], caption: Caption, width: int = 720) -> str:
    """Return a chart as an SVG image, `width` points wide without its labels."""
    import vl_convert as vlc

    return str(vlc.vegalite_to_svg(_captioned(spec, caption, width)))


def _captioned(spec: dict[str, Any], caption: Caption, width: int) -> dict[str, Any]:
    """Return a specification with a caption and a fixed width, because a file has no page to fill."""
    title = {"text": caption.title, "subtitle": list(caption.lines)}
    return {**spec, "title": title, "width": width, "padding": 16}
