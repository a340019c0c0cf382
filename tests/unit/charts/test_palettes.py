"""The palettes, seen with every kind of eye."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from followup_core.charts.chart_theme import DARK, LIGHT, Palette

from .colors import MACHADO, NORMAL, contrast, distance

LEAST = 16
_SETTINGS = Path(__file__).parents[3] / ".streamlit" / "config.toml"
SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@SCHEMES
@pytest.mark.parametrize("sight", list(MACHADO))
def test_the_series_stay_apart_in_every_kind_of_eye(palette: Palette, sight: str) -> None:
    apart = {pair: distance(*pair, sight) for pair in combinations(palette.series, 2)}
    assert {pair: far for pair, far in apart.items() if far < LEAST} == {}


@SCHEMES
def test_words_and_marks_stand_out_from_the_ground(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 4.5
    assert contrast(palette.quiet, palette.ground) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3


@SCHEMES
def test_the_words_of_every_page_stand_out_from_their_ground(palette: Palette) -> None:
    theme = tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))["theme"]
    colors = theme["dark" if palette is DARK else "light"]
    ground, surface, primary = (
        colors[f"{name}Color"] for name in ("background", "secondaryBackground", "primary")
    )
    assert ground == palette.ground, "a chart has no edge"
    words = {
        name: color
        for name, color in colors.items()
        if name.endswith(("TextColor", "textColor", "linkColor"))
    }
    pairs = {
        (name, behind): contrast(color, behind)
        for name, color in words.items()
        for behind in (ground, surface)
    }
    for name, color in words.items():
        if own := colors.get(f"{name.removesuffix('TextColor')}BackgroundColor"):
            pairs[name, own] = contrast(color, own)
    pairs["a filled button", "white"] = contrast("#FFFFFF", primary)
    pairs["a button without a border, under the pointer", ground] = contrast(primary, ground)
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < 4.5} == {}


def test_a_series_of_red_and_green_would_be_found_out() -> None:
    assert distance("#A06020", "#708020", "deuteranopia") < LEAST < distance("#A06020", "#708020", NORMAL)
