"""The palettes, seen with every kind of eye."""

from itertools import combinations

import pytest

from followup_core.charts.chart_theme import DARK, LIGHT, Palette
from tests.unit.row_table import each_row

from .colors import MACHADO, NORMAL, contrast, distance

pytestmark = pytest.mark.thorough

LEAST = 16
SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@SCHEMES
@each_row("sight", list(MACHADO))
def test_the_series_stay_apart_in_every_kind_of_eye(palette: Palette, sight: str) -> None:
    apart = {pair: distance(*pair, sight) for pair in combinations(palette.series, 2)}
    assert {pair: far for pair, far in apart.items() if far < LEAST} == {}


@SCHEMES
def test_words_and_marks_stand_out_from_the_ground(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 4.5
    assert contrast(palette.quiet, palette.ground) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3


def test_a_series_of_red_and_green_would_be_found_out() -> None:
    assert distance("#A06020", "#708020", "deuteranopia") < LEAST < distance("#A06020", "#708020", NORMAL)
