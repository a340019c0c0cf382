"""The theme of every chart, light and dark: the same colors for the same things."""

from dataclasses import dataclass
from typing import Any

import altair as alt


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colors of the light or the dark theme.

    People with any of the three color-vision deficiencies can tell the colors of `series`
    apart (smallest distance 16 in CIELAB). `ground` is the background, and `quiet` is for
    text that should stay in the background.
    """

    ground: str
    text: str
    quiet: str
    grid: str
    accent: str
    series: tuple[str, str, str, str]


LIGHT = Palette(
    ground="#FBFAF7",
    text="#10171E",
    quiet="#55616F",
    grid="#DEDDD8",
    accent="#0F6B66",
    series=("#0F6B66", "#E0A030", "#4B4E9E", "#C96A50"),
)
DARK = Palette(
    ground="#14191F",
    text="#E8EAED",
    quiet="#A9B4C0",
    grid="#323A43",
    accent="#5CC2B8",
    series=("#5CC2B8", "#F2B25C", "#A5A8F0", "#E58A78"),
)


def palette(*, dark: bool) -> Palette:
    """Return the colors of the light or the dark theme."""
    return DARK if dark else LIGHT


def specification(chart: alt.Chart | alt.LayerChart | alt.FacetChart, *, dark: bool) -> dict[str, Any]:
    """Return a chart's Vega-Lite specification with the project's theme, for the screen and for files."""
    colors = palette(dark=dark)
    spec: dict[str, Any] = chart.to_dict()
    spec["background"] = colors.ground
    spec["config"] = {
        "font": "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif",
        "view": {"stroke": None},
        "axis": {
            "labelColor": colors.text,
            "titleColor": colors.quiet,
            "gridColor": colors.grid,
            "domainColor": colors.grid,
            "tickColor": colors.grid,
            "labelFontSize": 13,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelLimit": 170,
        },
        "legend": {"labelColor": colors.text, "labelFontSize": 13, "titleColor": colors.quiet},
        "text": {"color": colors.text, "fontSize": 12},
        "title": {
            "anchor": "start",
            "frame": "group",
            "offset": 18,
            "color": colors.text,
            "fontSize": 16,
            "subtitleColor": colors.quiet,
            "subtitleFontSize": 12,
            "subtitleLineHeight": 17,
            "subtitlePadding": 6,
        },
    }
    return spec
