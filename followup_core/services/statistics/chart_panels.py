"""Each figure as a chart and as a table of words: made once a view, choice and scheme."""

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
"""The name under which a chart tells what was clicked."""

KEPT_OR_MISSED = {KEPT: True, MISSED: False}
"""The two sides of a habit, as they are clicked, and whether each means yes."""

_WEEKS_SHOWN = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPanel:
    """A chart with the same in words: `table` is shown beside it, `data` is the whole of it as CSV."""

    spec: dict[str, Any]
    table: tuple[dict[str, str], ...]
    data: str

    def png(self) -> bytes:
        """Return the chart as a picture."""
        return png(self.spec)

    def svg(self) -> str:
        """Return the chart as a drawing."""
        return svg(self.spec)


def response_rate_panel(view: WorkspaceView, found: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return the response rates by kind of message; None while none had its time."""
    rates = found.statistics.touchpoints
    rows = [
        ShareRow(
            key=rate.kind.value,
            label=TOUCHPOINT_NOUNS[rate.kind],
            share=rate.rate,
            counts=f"{rate.replied} of {rate.mature}",
        )
        for rate in rates
        if rate.rate is not None
    ]
    if not rows:
        return None
    table = tuple(
        {
            "Message": TOUCHPOINT_NOUNS[rate.kind],
            "Answered": f"{rate.replied} of {rate.mature}",
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
            "replied": str(rate.replied),
            **_share(rate.rate),
        }
        for rate in rates
    ]
    return view.cached(
        ("kinds", found.filter, dark),
        lambda: ChartPanel(spec=rate_chart(rows, dark=dark, select=PICKED), table=table, data=_csv(numbers)),
    )


def response_time_panel(view: WorkspaceView, found: StatisticsReport, *, dark: bool) -> ChartPanel | None:
    """Return how long an answer takes; None while no interview was held."""
    timing = found.statistics.time_to_response
    if not timing.curve:
        return None
    days = [
        each
        for each in benchmarks(view, BenchmarkTarget.TIME_TO_RESPONSE)
        if each.unit is Unit.DAYS and each.value <= max(timing.last_day, 28)
    ]
    return view.cached(
        ("timing", found.filter, dark),
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


def habit_panel(view: WorkspaceView, found: StatisticsReport, habit: str, *, dark: bool) -> ChartPanel | None:
    """Return one habit over time; None while it was never answered."""
    months = [each for each in found.statistics.over_time if each.habit == habit]
    if not months:
        return None
    table = tuple(_month(each) for each in reversed(months))
    return view.cached(
        ("habit", habit, found.filter, dark),
        lambda: ChartPanel(spec=habit_chart(months, dark=dark, select=PICKED), table=table, data=_csv(table)),
    )


def _month(share: MonthlyShare) -> dict[str, str]:
    return {"Month": month_name(share.month), "Kept": str(share.yes), "Interviews": str(share.n)}


def comparison_panel(
    view: WorkspaceView, found: StatisticsReport, compared: Comparison, *, dark: bool
) -> ChartPanel | None:
    """Return two groups of interviews side by side; None while there are too few to compare."""
    _, with_it, without = FACTOR_WORDS[compared.factor]
    arms = ((with_it, compared.a), (without, compared.b))
    rows = [
        ShareRow(key=arm.label, label=name, share=arm.rate, counts=f"{arm.k} of {arm.n}")
        for name, arm in arms
        if arm.rate is not None
    ]
    if not compared.enough:
        return None
    table = tuple(
        {"Interviews": name, "Answered": f"{arm.k} of {arm.n}", "Likely": _likely(arm.rate)}
        for name, arm in arms
    )
    numbers = [{"arm": arm.label, "n": str(arm.n), "k": str(arm.k), **_share(arm.rate)} for _, arm in arms]
    return view.cached(
        ("comparison", compared.factor, found.filter, dark),
        lambda: ChartPanel(spec=rate_chart(rows, dark=dark, select=PICKED), table=table, data=_csv(numbers)),
    )


def benchmarks(view: WorkspaceView, beside: BenchmarkTarget) -> tuple[Benchmark, ...]:
    """Return the published figures that stand beside one of ours."""
    return tuple(each for each in view.playbook.benchmarks if each.beside is beside)


def benchmark_words(each: Benchmark) -> str:
    """Say a published figure with its source and its weakness."""
    value = f"{each.value:g} %" if each.unit is Unit.PERCENT else f"{each.value:g} days"
    return f"{each.figure}: {value}. {each.source}, {each.year}, n: {each.n}; {each.caveat}."


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
