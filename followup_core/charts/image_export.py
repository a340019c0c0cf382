"""Charts as image files, PNG and SVG, rendered on this computer."""

from typing import Any


def png(spec: dict[str, Any], width: int = 720) -> bytes:
    """Return a chart as a PNG image, `width` points wide at twice the resolution."""
    import vl_convert as vlc  # slow to load, and only needed for a file

    return bytes(vlc.vegalite_to_png(_sized(spec, width), scale=2))


def svg(spec: dict[str, Any], width: int = 720) -> str:
    """Return a chart as an SVG image, `width` points wide."""
    import vl_convert as vlc

    return str(vlc.vegalite_to_svg(_sized(spec, width)))


def _sized(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """Return a specification of fixed width, because a file has no page to fill."""
    return {**spec, "width": width, "padding": 12}
