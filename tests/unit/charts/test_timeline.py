"""The timeline: a specification that draws, with every label, in shapes and colors of its own."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from followup_core.charts import Lane, TimelineMark, timeline_chart
from followup_core.models.date_text import DayFormat

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[3]
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


@pytest.mark.parametrize("dark", [False, True])
def test_the_specification_draws_with_every_label(dark: bool) -> None:
    drawn = svg(timeline_chart(MARKS, DAYS, dark=dark))
    for label in (*(mark.what for mark in MARKS), "Today", "You", "They", "Planned"):
        assert f">{label}</text>" in drawn, label


@pytest.mark.parametrize("dark", [False, True])
def test_each_lane_has_a_shape_and_a_color_of_its_own(dark: bool) -> None:
    drawn = marks_of(svg(timeline_chart(MARKS, DAYS, dark=dark)))
    by_lane: dict[Lane, set[tuple[str, str]]] = {}
    for mark, look in zip(MARKS, drawn, strict=True):
        by_lane.setdefault(mark.lane, set()).add(look)
    assert all(len(looks) == 1 for looks in by_lane.values())
    looks = [look for looks in by_lane.values() for look in looks]
    assert len({outline for outline, _ in looks}) == len({color for _, color in looks}) == len(Lane)


def test_light_and_dark_differ_in_every_color_and_in_no_shape() -> None:
    light = marks_of(svg(timeline_chart(MARKS, DAYS, dark=False)))
    dark = marks_of(svg(timeline_chart(MARKS, DAYS, dark=True)))
    assert [outline for outline, _ in light] == [outline for outline, _ in dark]
    assert {color for _, color in light}.isdisjoint(color for _, color in dark)


GROUNDS = {False: "#FBFAF7", True: "#14191F"}


def luminance(color: str) -> float:
    """Return the relative luminance of a color, as WCAG 2.2 defines it."""
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
def test_every_color_is_readable_on_its_ground(dark: bool) -> None:
    drawn = svg(timeline_chart(MARKS, DAYS, dark=dark))
    labels = re.findall(r'<text[^>]*fill="(#[0-9A-Fa-f]{6})"[^>]*>(?:Interview|They decide|Today)', drawn)
    assert labels
    ground = luminance(GROUNDS[dark])
    for color in {*labels, *(color for _, color in marks_of(drawn))}:
        lighter, darker = sorted((luminance(color), ground), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, color


IN_ANOTHER_ZONE = """
import re
from tests.unit.charts.test_timeline import MARKS, DAYS, svg, timeline_chart
print(re.findall(r"Day: ([^;]*);", svg(timeline_chart(MARKS, DAYS, dark=False))))
"""


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"])
def test_a_day_is_the_same_day_wherever_the_browser_is(zone: str) -> None:
    process = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_ZONE],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert process.stdout.strip() == str([f"November {mark.on.day}, 2026" for mark in MARKS])


def test_a_timeline_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="a timeline needs at least one mark"):
        timeline_chart((), DAYS, dark=False)


def test_marks_are_drawn_oldest_first_each_on_a_row_of_its_own() -> None:
    drawn = svg(timeline_chart(MARKS[::-1], DAYS, dark=False))
    places = [drawn.index(f">{mark.what}</text>") for mark in MARKS[:2]]
    assert places == sorted(places)
    heights = [timeline_chart(MARKS[:count], DAYS, dark=False)["height"] for count in (1, 3, 5)]
    assert heights[2] - heights[1] == heights[1] - heights[0] > 0


@pytest.mark.parametrize(
    "mark",
    [
        TimelineMark(on=TODAY, lane=Lane.YOU, what="Only today"),
        TimelineMark(on=date(1970, 1, 1), lane=Lane.THEY, what="Long ago"),
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


def test_several_marks_of_one_day_keep_their_order() -> None:
    same_day = [TimelineMark(on=TODAY, lane=Lane.YOU, what=f"TimelineMark {number}") for number in range(4)]
    spec = timeline_chart(same_day, DAYS, dark=False)
    [rows] = spec["datasets"].values()
    assert [row["what"] for row in rows] == [*(f"TimelineMark {n}" for n in range(4)), "Today"]


def test_each_row_has_its_day_and_today_is_before_what_is_planned() -> None:
    drawn = svg(timeline_chart(MARKS, DAYS, dark=False))
    for day in ("Nov 2", "Nov 3", "Nov 16", "Nov 18", "Nov 25"):
        assert f">{day}</text>" in drawn
    [rows] = timeline_chart(MARKS, DAYS, dark=False)["datasets"].values()
    assert [row["what"] for row in rows][3:5] == ["Today", "Status email: Dana Ruiz"]
    abroad = svg(timeline_chart(MARKS, DayFormat(today=TODAY, country="GB"), dark=False))
    assert ">16 Nov</text>" in abroad


def test_a_story_of_years_draws_every_label() -> None:
    many = [
        TimelineMark(on=TODAY + timedelta(days=30 * number), lane=Lane.PLANNED, what=f"Hello {number}")
        for number in range(40)
    ]
    drawn = svg(timeline_chart(many, DAYS, dark=True))
    assert all(f">Hello {number}</text>" in drawn for number in range(40))
