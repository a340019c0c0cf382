"""The charts of the Statistics page, each with a table; made once per view, filter and color scheme."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from followup_core.charts import KEPT, MISSED, ShareRow, curve_chart, habit_chart, png, rate_chart, svg
from followup_core.models.date_text import month_name
from followup_core.playbook import Benchmark, BenchmarkTarget, Unit
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Comparison, Interval, MonthlyShare, TimeToResponse
from followup_core.statistics.statistics_text import percent

from .report import StatisticsReport
from .report_text import FACTOR_WORDS

PICKED = "picked"
"""The name of the parameter in which a chart reports what was clicked."""

KEPT_OR_MISSED = {KEPT: True, MISSED: False}
"""The two values that a click on a habit chart can report, and whether each means yes."""

_WEEKS_SHOWN = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPanel:
    """A chart (`spec`), the table shown next to it, and all its numbers as CSV (`data`)."""

    spec: dict[str, Any]
    table: tuple[dict[str, str], ...]
    data: str

    def png(self) -> bytes:
        """Return the chart as a PNG file."""
        return png(self.spec)

    def svg(self) -> str:
        """Return the chart as an SVG file."""
        return svg(self.spec)


def response_rate_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return the response rates by kind of message; None if no message is old enough to count."""
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
    if not rows:
        return None
    table = tuple(
        {
            "Message": TOUCHPOINT_NOUNS[rate.kind],
            "Answered": f"{rate.responded} of {rate.mature}",
            "Likely": _likely(rate.rate),
            "Too recent": str(rate.pending),
        }
        for rate in rates
    )
    numbers = [
        {
            "kind": rate.kind.value,
            "sent": str(rate.sent),
            "pending": str(rate.pending),
            "mature": str(rate.mature),
            "replied": str(rate.responded),
            **_share(rate.rate),
        }
        for rate in rates
    ]
    return view.cached(
        ("kinds", report.filter, dark),
        lambda: ChartPanel(spec=rate_chart(rows, dark=dark, select=PICKED), table=table, data=_csv(numbers)),
    )


def response_time_panel(view: WorkspaceView, report: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return the chart of how long an answer takes; None if no interview was held."""
    timing = report.statistics.time_to_response
    if not timing.curve:
        return None
    days = [
        benchmark
        for benchmark in benchmarks(view, BenchmarkTarget.TIME_TO_RESPONSE)
        if benchmark.unit is Unit.DAYS and benchmark.value <= max(timing.last_day, 28)
    ]
    return view.cached(
        ("timing", report.filter, dark),
        lambda: ChartPanel(
            spec=curve_chart(timing, days, dark=dark, select=PICKED),
            table=_by_week(timing),
            data=_csv(
                [
                    {
                        "day": str(point.day),
                        "waiting": f"{point.survival:.6f}",
                        "low": _number(point.low),
                        "high": _number(point.high),
                    }
                    for point in timing.curve
                ]
            ),
        ),
    )


def _by_week(timing: TimeToResponse) -> tuple[dict[str, str], ...]:
    last = min(_WEEKS_SHOWN, -(-timing.last_day // 7))
    return tuple(
        {"After": "the interview" if week == 0 else f"{7 * week} days", "Still waiting": percent(share)}
        for week in range(last + 1)
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
    return view.cached(
        ("habit", habit, report.filter, dark),
        lambda: ChartPanel(spec=habit_chart(months, dark=dark, select=PICKED), table=table, data=_csv(table)),
    )


def _month_row(share: MonthlyShare) -> dict[str, str]:
    return {"Month": month_name(share.month), "Kept": str(share.yes), "Interviews": str(share.n)}


def comparison_panel(
    view: WorkspaceView, report: StatisticsReport, comparison: Comparison, *, dark: bool
) -> ChartPanel | None:
    """Return the response rates of two groups of interviews; None if they are too small to compare."""
    _, with_it, without = FACTOR_WORDS[comparison.factor]
    groups = ((with_it, comparison.a), (without, comparison.b))
    rows = [
        ShareRow(key=group.label, label=name, share=group.rate, counts=f"{group.k} of {group.n}")
        for name, group in groups
        if group.rate is not None
    ]
    if not comparison.enough:
        return None
    table = tuple(
        {"Interviews": name, "Answered": f"{group.k} of {group.n}", "Likely": _likely(group.rate)}
        for name, group in groups
    )
    numbers = [
        {"arm": group.label, "n": str(group.n), "k": str(group.k), **_share(group.rate)}
        for _, group in groups
    ]
    return view.cached(
        ("comparison", comparison.factor, report.filter, dark),
        lambda: ChartPanel(spec=rate_chart(rows, dark=dark, select=PICKED), table=table, data=_csv(numbers)),
    )


def benchmarks(view: WorkspaceView, target: BenchmarkTarget) -> tuple[Benchmark, ...]:
    """Return the published numbers to show next to one of the statistics."""
    return tuple(benchmark for benchmark in view.playbook.benchmarks if benchmark.beside is target)


def benchmark_words(benchmark: Benchmark) -> str:
    """Return a published number in words, with its source and caveat."""
    number = f"{benchmark.value:g}"
    value = f"{number} %" if benchmark.unit is Unit.PERCENT else f"{number} days"
    source = f"{benchmark.source}, {benchmark.year}, n: {benchmark.n}; {benchmark.caveat}."
    return f"{benchmark.figure}: {value}. {source}"


def _likely(share: Interval | None) -> str:
    return f"{percent(share.low)} to {percent(share.high)}" if share else "too early"


def _share(share: Interval | None) -> dict[str, str]:
    bounds = (share.value, share.low, share.high) if share else (None, None, None)
    return dict(zip(("rate", "low", "high"), map(_number, bounds), strict=True))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _csv(rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
