"""The palettes, seen with every kind of eye; what is measured is in the output."""

from itertools import combinations

import pytest

from followup_core.charts.chart_theme import DARK, LIGHT, Palette

from .colors import MACHADO, NORMAL, contrast, distance, seen

LEAST = 16
SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@SCHEMES
@pytest.mark.parametrize("sight", list(MACHADO))
def test_the_series_stay_apart_in_every_kind_of_eye(
    palette: Palette, sight: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = {(one, other): distance(one, other, sight) for one, other in combinations(palette.series, 2)}
    shown = [
        "#" + "".join(f"{round(255 * part ** (1 / 2.2)):02X}" for part in seen(c, sight))
        for c in palette.series
    ]
    closest = min(pairs, key=lambda pair: pairs[pair])
    with capsys.disabled():
        print(
            f"\n  {sight:13} {' '.join(palette.series)} look like {' '.join(shown)};"
            f" closest {closest[0]} {closest[1]}: {pairs[closest]:.1f}",
            end="",
        )
    assert pairs[closest] >= LEAST


@SCHEMES
def test_words_and_marks_stand_out_from_the_ground(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 4.5
    assert contrast(palette.quiet, palette.ground) >= 4.5
    assert contrast(palette.accent, palette.ground) >= 3


def test_the_simulation_knows_what_a_red_green_blind_eye_confuses() -> None:
    red, green = "#C05030", "#708030"
    assert distance(red, green, "deuteranopia") < distance(red, green, NORMAL) / 2


def test_a_series_of_red_and_green_would_be_found_out() -> None:
    assert distance("#A06020", "#708020", "deuteranopia") < LEAST < distance("#A06020", "#708020", NORMAL)
