"""The charts of the statistics: they draw, in both schemes, and say what the statistics say."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from followup_core.charts import (
    KEPT,
    MISSED,
    Caption,
    ShareRow,
    curve_chart,
    habit_chart,
    png,
    rate_chart,
    svg,
)
from followup_core.charts.chart_theme import DARK, LIGHT
from followup_core.playbook import Benchmark, BenchmarkTarget, Unit
from followup_core.statistics import CurvePoint, Interval, MonthlyShare, TimeToResponse

pytestmark = pytest.mark.thorough

ROWS = [
    ShareRow(
        key="status_email",
        label="Status email",
        share=Interval(value=0.5, low=0.1876, high=0.8124),
        counts="3 of 6",
    ),
    ShareRow(
        key="voicemail", label="Voicemail", share=Interval(value=0.0, low=0.0, high=0.39), counts="0 of 6"
    ),
]
TIMING = TimeToResponse(
    n=4,
    events=2,
    median=9,
    curve=(
        CurvePoint(day=0, survival=1.0),
        CurvePoint(day=4, survival=0.75, low=0.13, high=0.96),
        CurvePoint(day=9, survival=0.5, low=0.06, high=0.84),
        CurvePoint(day=30, survival=0.5, low=0.06, high=0.84),
    ),
)
GLASSDOOR = Benchmark(
    id="glassdoor",
    beside=BenchmarkTarget.TIME_TO_RESPONSE,
    figure="Mean",
    value=23.8,
    unit=Unit.DAYS,
    year=2017,
    n="84,000",
    source="Glassdoor",
    caveat="from the application",
)
AXIS = "Answered within two weeks"
CAPTION = Caption(title="How often", lines=("Dot: share answered.", "12 messages. After the Interview."))
MONTHS = [
    MonthlyShare(habit="asked_time_frame", month=date(2026, 10, 1), n=5, yes=0),
    MonthlyShare(habit="asked_time_frame", month=date(2026, 11, 1), n=3, yes=2),
]


def specifications(*, dark: bool) -> dict[str, dict[str, Any]]:
    return {
        "rates": rate_chart(ROWS, AXIS, dark=dark, select="picked"),
        "curve": curve_chart(TIMING, [GLASSDOOR], dark=dark, select="picked"),
        "habit": habit_chart(MONTHS, dark=dark, select="picked"),
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["rates", "curve", "habit"])
def test_every_chart_becomes_a_picture_and_a_drawing(name: str, dark: bool) -> None:
    spec = specifications(dark=dark)[name]
    assert png(spec, CAPTION).startswith(b"\x89PNG")
    drawing = svg(spec, CAPTION)
    assert drawing.startswith("<svg")
    assert (DARK if dark else LIGHT).ground in drawing
    for words in (CAPTION.title, *CAPTION.lines):
        assert words in drawing


@pytest.mark.parametrize("name", ["rates", "curve", "habit"])
def test_a_click_is_reported_and_nothing_is_loaded_and_no_word_stands_where_a_line_could_cross_it(
    name: str,
) -> None:
    spec = specifications(dark=False)[name]
    text = json.dumps(spec)
    assert '"name": "picked"' in text
    assert "http" not in text.replace(spec["$schema"], "")
    marks = [layer["mark"]["type"] for layer in spec.get("layer", [spec])]
    assert marks
    assert "text" not in marks


def test_a_row_says_its_counts_and_its_bounds() -> None:
    drawing = svg(rate_chart(ROWS, AXIS, dark=False), CAPTION)
    rows = ("Status email", "3 of 6", "Voicemail", "0 of 6", "Share: 50%", "From: 19%", "To: 81%")
    assert [words for words in (*rows, AXIS) if words not in drawing] == []


def test_the_curve_names_its_axes_and_the_source_of_each_published_number() -> None:
    drawing = svg(curve_chart(TIMING, [GLASSDOOR], dark=False), CAPTION)
    published = "Published: 23.8 days, Glassdoor 2017"
    told = ("Days after the interview", "Still without an answer", published)
    assert [words for words in told if words not in drawing] == []


def test_a_curve_without_a_published_number_has_no_legend() -> None:
    few = TimeToResponse(n=1, events=0, median=None, curve=(CurvePoint(day=0, survival=1.0),))
    assert "legend" not in svg(curve_chart(few, [], dark=False), CAPTION)


def test_a_month_without_a_kept_habit_has_no_bar_for_kept() -> None:
    spec = habit_chart(MONTHS, dark=False)
    [rows] = spec["datasets"].values()
    assert [(row["month"][:7], row["kept"], row["n"]) for row in rows] == [
        ("2026-10", MISSED, 5),
        ("2026-11", KEPT, 2),
        ("2026-11", MISSED, 1),
    ]


@pytest.mark.parametrize("months", [1, 120])
def test_bars_fit_beside_each_other_on_a_phone(months: int) -> None:
    shares = [
        MonthlyShare(habit="h", month=date(2016 + n // 12, 1 + n % 12, 1), n=2, yes=1) for n in range(months)
    ]
    spec = habit_chart(shares, dark=False)
    assert spec["mark"]["size"] * months <= 360


def test_nothing_to_draw_is_the_callers_mistake() -> None:
    nothing = TimeToResponse(n=0, events=0, median=None, curve=())
    with pytest.raises(ValueError, match="needs at least one"):
        rate_chart([], AXIS, dark=False)
    with pytest.raises(ValueError, match="needs at least one"):
        curve_chart(nothing, [], dark=False)
    with pytest.raises(ValueError, match="needs at least one"):
        habit_chart([], dark=False)


@pytest.mark.parametrize(("slowest", "last_day", "drawn"), [(9, 700, 60), (80, 700, 120), (9, 30, 30)])
def test_the_days_of_the_curve_end_a_while_after_the_last_answer(
    slowest: int, last_day: int, drawn: int
) -> None:
    points = (*TIMING.curve[:-1], replace(TIMING.curve[-1], day=last_day))
    timing = replace(TIMING, curve=points, slowest=slowest)
    layers = curve_chart(timing, [GLASSDOOR], dark=False)["layer"]
    assert layers[0]["encoding"]["x"]["scale"]["domain"] == [0, drawn]
