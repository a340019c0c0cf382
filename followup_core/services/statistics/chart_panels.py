"""The charts of the Statistics page, each with a table; made once per view, filter and color scheme."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

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
from followup_core.models.date_text import month_name, pluralize
from followup_core.playbook import Benchmark, BenchmarkTarget, Unit
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Comparison, Interval, MonthlyShare, TimeToResponse, TouchpointRate
from followup_core.statistics.statistics_text import CAUTION, percent
from followup_core.text import PRODUCT

from .report import StatisticsReport
from .report_text import FACTOR_WORDS, HABIT_WORDS

PICKED = "picked"
"""The name of the parameter in which a chart reports what was clicked."""

KEPT_OR_MISSED = {KEPT: True, MISSED: False}
"""The two values that a click on a habit chart can report, and whether the value means yes."""

_WEEKS_SHOWN = 13
_DOTS_LEGEND = "Dot: share answered. Line: where the true share likely is (95% interval, Wilson)."
_CURVE_LEGEND = "Line: share without an answer (Kaplan-Meier). Shade: where the true share likely is (95%)."
_BARS_LEGEND = "Bars: interviews of each month in which it was done (kept) or not (missed)."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPanel:
    """A chart (`spec`), its caption in a saved file, its table, and all its numbers as CSV (`data`)."""

    spec: dict[str, Any]
    caption: Caption
    table: tuple[dict[str, str], ...]
    data: str

    def png(self, remark: str = "") -> bytes:
        """Return the chart as a PNG file, with a remark if its content needs one."""
        return png(self.spec, _with_remark(self.caption, remark))

    def svg(self, remark: str = "") -> str:
        """Return the chart as an SVG file, with a remark if its content needs one."""
        return svg(self.spec, _with_remark(self.caption, remark))


def _with_remark(caption: Caption, remark: str) -> Caption:
    return replace(caption, lines=(*caption.lines, f"{remark}.")) if remark else caption


def _caption(view: WorkspaceView, title: str, legend: str, counted_words: str) -> Caption:
    """Return the caption of a chart in a saved file.

    It says what the chart's marks mean, what was counted, on which day, and by which program.
    """
    day = view.day_format.dated(view.today)
    return Caption(title=title, lines=(legend, f"{counted_words}. {day}. {PRODUCT}."))


def response_rate_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return the response rates by kind of message; None if no message is old enough to count."""
    if not any(rate.rate for rate in report.statistics.touchpoints):
        return None
    return view.cached(
        ("kinds", report.filter, dark), lambda: _make_response_rate_panel(view, report, dark=dark)
    )


def _make_response_rate_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel:
    rates = report.statistics.touchpoints
    rows = [
        ShareRow(
            key=rate.kind.value,
            label=TOUCHPOINT_NOUNS[rate.kind],
            share=rate.rate,
            counts=f"{rate.responded} of {rate.mature}",
        )
        for rate in rates
        if rate.rate is not None
    ]
    counted_words = f"{sum(rate.mature for rate in rates)} messages, each at least two weeks old"
    return ChartPanel(
        spec=rate_chart(rows, "Answered within two weeks", dark=dark, select=PICKED),
        caption=_caption(view, "How often each kind of message is answered", _DOTS_LEGEND, counted_words),
        table=tuple(
            {
                "Message": TOUCHPOINT_NOUNS[rate.kind],
                "Answered": f"{rate.responded} of {rate.mature}",
                "Likely": _likely_range(rate.rate),
                "Too recent": str(rate.pending),
            }
            for rate in rates
        ),
        data=_csv_text([_rate_cells(rate) for rate in rates]),
    )


def _rate_cells(rate: TouchpointRate) -> dict[str, str]:
    return {
        "Message": TOUCHPOINT_NOUNS[rate.kind],
        "Sent": str(rate.sent),
        "Too recent to count": str(rate.pending),
        "Counted": str(rate.mature),
        "Answered within two weeks": str(rate.responded),
        **_share_cells(rate.rate),
    }


def response_time_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return the chart of how long an answer takes; None if no interview was held."""
    if not report.statistics.time_to_response.curve:
        return None
    return view.cached(
        ("timing", report.filter, dark), lambda: _make_response_time_panel(view, report, dark=dark)
    )


def _make_response_time_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel:
    timing = report.statistics.time_to_response
    published_benchmarks = [
        benchmark
        for benchmark in benchmarks(view, BenchmarkTarget.TIME_TO_RESPONSE)
        if benchmark.unit is Unit.DAYS and benchmark.value <= max(timing.last_day, 28)
    ]
    counted_words = f"{pluralize(timing.n, 'interview').capitalize()}, {timing.events} answered"
    rows = [
        {
            "Days after the interview": str(point.day),
            "Share without an answer": f"{point.survival:.6f}",
            "Likely from": _number_cell(point.low),
            "Likely to": _number_cell(point.high),
        }
        for point in timing.curve
    ]
    return ChartPanel(
        spec=curve_chart(timing, published_benchmarks, dark=dark, select=PICKED),
        caption=_caption(view, "How long an answer takes", _CURVE_LEGEND, counted_words),
        table=_weekly_rows(timing),
        data=_csv_text(rows),
    )


def _weekly_rows(timing: TimeToResponse) -> tuple[dict[str, str], ...]:
    last_week = min(_WEEKS_SHOWN, -(-timing.last_day // 7))
    return tuple(
        {"After": "the same day" if week == 0 else f"{7 * week} days", "Still waiting": percent(share)}
        for week in range(last_week + 1)
        for share in [timing.unanswered(7 * week)]
    )


def habit_panel(
    view: WorkspaceView, report: StatisticsReport, habit: str, *, dark: bool
) -> ChartPanel | None:
    """Return the chart of one habit over time; None if there is no month to show."""
    months = [month for month in report.statistics.over_time if month.habit == habit]
    if not months:
        return None
    table = tuple(_month_row(month) for month in reversed(months))
    counted_words = pluralize(sum(month.n for month in months), "interview").capitalize()
    return view.cached(
        ("habit", habit, report.filter, dark),
        lambda: ChartPanel(
            spec=habit_chart(months, dark=dark, select=PICKED),
            caption=_caption(view, f"{HABIT_WORDS[habit]}, month by month", _BARS_LEGEND, counted_words),
            table=table,
            data=_csv_text(table),
        ),
    )


def _month_row(share: MonthlyShare) -> dict[str, str]:
    return {"Month": month_name(share.month), "Kept": str(share.yes), "Interviews": str(share.n)}


def comparison_panel(
    view: WorkspaceView, report: StatisticsReport, comparison: Comparison, *, dark: bool
) -> ChartPanel | None:
    """Return the response rates of two groups of interviews; None if they are too small to compare."""
    if not comparison.enough:
        return None
    return view.cached(
        ("comparison", comparison.factor, report.filter, dark),
        lambda: _make_comparison_panel(view, comparison, dark=dark),
    )


def _make_comparison_panel(view: WorkspaceView, comparison: Comparison, *, dark: bool) -> ChartPanel:
    title, with_it, without = FACTOR_WORDS[comparison.factor]
    groups = ((with_it, comparison.a), (without, comparison.b))
    rows = [
        ShareRow(key=group.label, label=name, share=group.rate, counts=f"{group.k} of {group.n}")
        for name, group in groups
        if group.rate is not None
    ]
    counted_words = f"{comparison.a.n + comparison.b.n} interviews, each at least four weeks old"
    csv_rows = [
        {
            "Interviews": name,
            "Counted": str(group.n),
            "Answered within four weeks": str(group.k),
            **_share_cells(group.rate),
        }
        for name, group in groups
    ]
    return ChartPanel(
        spec=rate_chart(rows, "Answered within four weeks", dark=dark, select=PICKED),
        caption=_caption(
            view, f"{title}: how often they answered", f"{_DOTS_LEGEND} {CAUTION}", counted_words
        ),
        table=tuple(
            {"Interviews": name, "Answered": f"{group.k} of {group.n}", "Likely": _likely_range(group.rate)}
            for name, group in groups
        ),
        data=_csv_text(csv_rows),
    )


def benchmarks(view: WorkspaceView, target: BenchmarkTarget) -> tuple[Benchmark, ...]:
    """Return the published numbers to show next to a statistic."""
    return tuple(benchmark for benchmark in view.playbook.benchmarks if benchmark.beside is target)


def benchmark_words(benchmark: Benchmark) -> str:
    """Return a published number in words, with its source and caveat."""
    number = f"{benchmark.value:g}"
    value = f"{number}%" if benchmark.unit is Unit.PERCENT else f"{number} days"
    source = f"{benchmark.source}, {benchmark.year}, sample: {benchmark.n}; {benchmark.caveat}."
    return f"{benchmark.figure}: {value}. {source}"


def _likely_range(share: Interval | None) -> str:
    return f"{percent(share.low)} to {percent(share.high)}" if share else "too early"


def _share_cells(share: Interval | None) -> dict[str, str]:
    bounds = (share.value, share.low, share.high) if share else (None, None, None)
    return dict(zip(("Share answered", "Likely from", "Likely to"), map(_number_cell, bounds), strict=True))


def _number_cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _csv_text(rows: Sequence[dict[str, str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [], quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
