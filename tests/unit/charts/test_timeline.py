"""The timeline: a specification that draws, with every label, in shapes and colors of its own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pytest
import vl_convert

from followup_core.charts import Lane, TimelineMark, timeline_chart
from followup_core.charts.chart_theme import DARK, LIGHT, Palette
from followup_core.models.date_text import DayFormat

from .colors import contrast

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 18)
DAYS = DayFormat(today=TODAY)
MARKS = (
    TimelineMark(on=date(2026, 11, 2), lane=Lane.THEY, what="Interview, round 1"),
    TimelineMark(
        on=date(2026, 11, 3), lane=Lane.YOU, what="Thank-you email: Dana Ruiz", detail="She wrote back."
    ),
    TimelineMark(on=date(2026, 11, 16), lane=Lane.THEY, what="They decide by"),
    TimelineMark(on=date(2026, 11, 18), lane=Lane.PLANNED, what="Status email: Dana Ruiz", detail="Because."),
    TimelineMark(on=date(2026, 11, 25), lane=Lane.PLANNED, what="Voicemail: Dana Ruiz"),
)


def svg(spec: dict[str, Any]) -> str:
    """Draw a specification; anything wrong with it raises."""
    return str(vl_convert.vegalite_to_svg(spec))


def marks_of(drawn: str) -> list[tuple[str, str]]:
    """Return every mark of the drawing: its outline without position, and its fill."""
    marks = re.findall(
        r'<path aria-label="[^>]*?Day: [^>]*? d="(M[^"]*)"[^>]*? fill="(#[0-9A-Fa-f]{6})"', drawn
    )
    assert len(marks) == len(MARKS)
    return [(outline, color.upper()) for outline, color in marks]


@cache
def drawn_marks(*, dark: bool) -> str:
    return svg(timeline_chart(MARKS, DAYS, dark=dark))


def test_each_lane_has_a_shape_of_its_own_and_a_color_of_its_own_in_each_scheme() -> None:
    light, dark = (marks_of(drawn_marks(dark=dark)) for dark in (False, True))
    by_lane: dict[Lane, set[tuple[str, str, str]]] = {}
    for mark, (outline, color), (outline_in_dark, color_in_dark) in zip(MARKS, light, dark, strict=True):
        assert outline == outline_in_dark
        by_lane.setdefault(mark.lane, set()).add((outline, color, color_in_dark))
    looks = [look for of_lane in by_lane.values() for look in of_lane]
    assert len(looks) == len({outline for outline, _, _ in looks}) == len(Lane)
    assert len({color for _, *colors in looks for color in colors}) == 2 * len(Lane)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_label_is_drawn_and_every_color_is_readable_on_its_ground(palette: Palette) -> None:
    drawn = drawn_marks(dark=palette is DARK)
    for label in (*(mark.what for mark in MARKS), "Today", "You", "They", "Planned"):
        assert f">{label}</text>" in drawn, label
    labels = re.findall(r'<text[^>]*fill="(#[0-9A-Fa-f]{6})"[^>]*>(?:Interview|They decide|Today)', drawn)
    assert labels
    for color in {*labels, *(color for _, color in marks_of(drawn))}:
        assert contrast(color, palette.ground) >= 4.5, color


DRAW = "import sys, json, vl_convert; print(vl_convert.vegalite_to_svg(json.load(sys.stdin)))"


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_day_is_the_same_day_wherever_the_browser_is(zone: str) -> None:
    process = subprocess.run(
        [sys.executable, "-c", DRAW],
        input=json.dumps(timeline_chart(MARKS, DAYS, dark=False)),
        capture_output=True,
        check=True,
        env=os.environ | {"TZ": zone},
        text=True,
    )
    drawn_days = re.findall(r"Day: ([^;]*);", process.stdout)
    assert drawn_days == [f"November {mark.on.day}, 2026" for mark in MARKS]


def test_a_label_that_is_too_long_for_the_picture_ends_in_an_ellipsis() -> None:
    long = TimelineMark(on=TODAY, lane=Lane.YOU, what=f"Thank-you email: {'Maria Elena ' * 9}")
    drawn = svg({**timeline_chart([long], DAYS, dark=False), "width": 240})
    assert "…" in drawn


def test_a_timeline_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="a timeline needs at least one mark"):
        timeline_chart((), DAYS, dark=False)


def rows_of(marks: Sequence[TimelineMark]) -> list[str]:
    [rows] = timeline_chart(marks, DAYS, dark=False)["datasets"].values()
    return [row["what"] for row in rows]


def test_marks_are_drawn_oldest_first_each_on_a_row_of_its_own_in_their_order_within_a_day() -> None:
    assert rows_of(MARKS[::-1]) == rows_of(MARKS)
    same_day = [TimelineMark(on=TODAY, lane=Lane.YOU, what=str(number)) for number in range(4)]
    assert rows_of(same_day) == ["0", "1", "2", "3", "Today"]
    heights = [timeline_chart(MARKS[:count], DAYS, dark=False)["height"] for count in (1, 3, 5)]
    assert heights[2] - heights[1] == heights[1] - heights[0] > 0
    # The legend takes its part of the height, and the rows of a short timeline must not lie on one another.
    assert heights[0] > 2 * (heights[1] - heights[0])


@pytest.mark.parametrize(
    "mark",
    [
        TimelineMark(on=TODAY, lane=Lane.YOU, what="Only today"),
        TimelineMark(on=date(2200, 12, 31), lane=Lane.PLANNED, what="Far ahead"),
    ],
    ids=lambda mark: mark.what,
)
def test_a_single_mark_on_any_day_draws(mark: TimelineMark) -> None:
    drawn = svg(timeline_chart([mark], DAYS, dark=False))
    assert f">{mark.what}</text>" in drawn


def test_names_are_drawn_as_the_text_they_are() -> None:
    hostile = '<script>alert(1)</script> "quoted" ${x} {{y}} datum.z'
    drawn = svg(timeline_chart([TimelineMark(on=TODAY, lane=Lane.YOU, what=hostile)], DAYS, dark=False))
    assert "<script>" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "${x} {{y}} datum.z" in drawn


def test_each_row_has_its_day_and_today_is_before_what_is_planned() -> None:
    drawn = drawn_marks(dark=False)
    for day in ("Nov 2", "Nov 3", "Nov 16", "Nov 18", "Nov 25"):
        assert f">{day}</text>" in drawn
    assert rows_of(MARKS)[3:5] == ["Today", "Status email: Dana Ruiz"]
    abroad = svg(timeline_chart(MARKS, DayFormat(today=TODAY, country="GB"), dark=False))
    assert ">16 Nov</text>" in abroad
