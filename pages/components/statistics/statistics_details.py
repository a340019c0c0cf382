"""The folded part of the statistics page: each chart with its sentence, drawn when it is opened."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.models import TouchpointKind
from followup_core.models.date_text import name_day
from followup_core.playbook import BenchmarkTarget
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.statistics import chart_panels, report_text
from followup_core.services.statistics.report import (
    StatisticsReport,
    WaitBucket,
    interviews_behind_group,
    interviews_behind_habit,
    interviews_behind_kind,
    interviews_behind_wait,
    pending_items,
    wait_buckets,
)
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Comparison

from . import clickable_chart

Section = Callable[[WorkspaceView, StatisticsReport], None]


def render_details(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw the folded sections; only what is open is computed and sent."""
    _fold("messages", "How often each kind of message is answered", _render_kinds, view, report)
    _fold("time", "How long an answer takes", _render_timing, view, report)
    _fold("habits", "What you did, month by month", _render_habits, view, report)
    _fold("compared", "Interviews with and without a habit", _render_comparisons, view, report)
    if report.has_pending:
        _fold("pending", "What is too recent to count", _render_pending, view, report)
    if view.playbook.benchmarks:
        _fold("published", "What others have published", _render_published, view, report)


def _fold(name: str, label: str, render: Section, view: WorkspaceView, report: StatisticsReport) -> None:
    key, unfolded_key = session.key(f"details-{name}"), session.key(f"unfolded-{name}")
    # Streamlit forgets an expander when the page is left; coming back from an interview, it is still open.
    if key not in st.session_state and st.session_state.get(unfolded_key):
        st.session_state[key] = True
    with st.expander(label, key=key, on_change="rerun") as section:
        if section.open:
            render(view, report)
    st.session_state[unfolded_key] = bool(section.open)


def _render_kinds(view: WorkspaceView, report: StatisticsReport) -> None:
    rates = report.statistics.touchpoints
    if not rates:
        st.markdown("No message sent yet. The first thank-you is a good one to start with.")
        return
    sentence = report_text.kinds_words(rates)
    st.markdown(sentence)
    shown = chart_panels.response_rate_panel(view, report, dark=clickable_chart.dark())
    if shown is not None:
        st.markdown(":gray[The line through each dot is where the true rate likely is.]")
        clickable_chart.render_chart("messages", shown, sentence, on_pick=_pick_kind)
    kind = clickable_chart.choose_behind(
        "messages", "Show the interviews with a", [rate.kind for rate in rates], TOUCHPOINT_NOUNS.__getitem__
    )
    if kind is not None:
        clickable_chart.render_interviews_behind(view, kind, interviews_behind_kind(report, kind))


def _pick_kind() -> None:
    clicked = clickable_chart.picked("messages")
    clickable_chart.set_behind("messages", TouchpointKind(clicked["key"]) if clicked else None)


def _render_timing(view: WorkspaceView, report: StatisticsReport) -> None:
    sentence = report_text.timing_words(report.statistics)
    shown = chart_panels.response_time_panel(view, report, dark=clickable_chart.dark())
    if shown is None:
        st.markdown(sentence)
        return
    st.markdown(report_text.curve_words(report.statistics))
    clickable_chart.render_chart("time-to-answer", shown, sentence, on_pick=_pick_wait)
    wait = clickable_chart.choose_behind(
        "time-to-answer", "Show the interviews answered", wait_buckets(report), str
    )
    if wait is not None:
        clickable_chart.render_interviews_behind(view, wait, interviews_behind_wait(report, wait))


def _pick_wait() -> None:
    clicked = clickable_chart.picked("time-to-answer")
    clickable_chart.set_behind("time-to-answer", WaitBucket.of(int(clicked["day"])) if clicked else None)


def _render_habits(view: WorkspaceView, report: StatisticsReport) -> None:
    habit = clickable_chart.choose_one(
        "habit", "Habit", list(report_text.TRACKED_HABITS), report_text.HABIT_WORDS.__getitem__
    )
    sentence = report_text.habit_words(habit, report.statistics.over_time)
    st.markdown(_titled(sentence))
    shown = chart_panels.habit_panel(view, report, habit, dark=clickable_chart.dark())
    if shown is None:
        return
    name = habit.replace("_", "-")
    clickable_chart.render_chart(name, shown, sentence, on_pick=partial(_pick_habit_value, name))
    label = clickable_chart.choose_behind(name, "Show the interviews", list(chart_panels.KEPT_OR_MISSED), str)
    if label is not None:
        behind = interviews_behind_habit(report, habit, yes=chart_panels.KEPT_OR_MISSED[label])
        clickable_chart.render_interviews_behind(view, f"{name}-{label}", behind)


def _pick_habit_value(name: str) -> None:
    clickable_chart.set_behind(name, clickable_chart.picked(name).get("kept"))


def _render_comparisons(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw one comparison at a time, with the cautions first, and those with too few interviews as a list."""
    comparisons = report.statistics.comparisons
    enough = {comparison.factor: comparison for comparison in comparisons if comparison.enough}
    st.markdown(f":gray[{escape_markdown(report_text.comparing_words(report.statistics))}]")
    if enough:
        factor = clickable_chart.choose_one(
            "factor", "Habit", list(enough), lambda factor_option: report_text.FACTOR_WORDS[factor_option][0]
        )
        _render_comparison(view, report, enough[factor])
    too_few = [comparison for comparison in comparisons if not comparison.enough]
    if too_few:
        st.markdown(report_text.too_few_words(too_few))


def _render_comparison(view: WorkspaceView, report: StatisticsReport, comparison: Comparison) -> None:
    sentence = report_text.comparison_count_words(comparison)
    st.markdown(_titled(sentence))
    shown = chart_panels.comparison_panel(view, report, comparison, dark=clickable_chart.dark())
    if shown is None:
        return
    name = f"compared-{comparison.factor.value}".replace("_", "-")
    remark = report_text.chance_words(comparison)
    clickable_chart.render_chart(name, shown, sentence, on_pick=partial(_pick_group, name), remark=remark)
    _, with_it, without = report_text.FACTOR_WORDS[comparison.factor]
    sides = {comparison.a.label: with_it, comparison.b.label: without}
    side = clickable_chart.choose_behind(name, "Show the interviews", list(sides), sides.__getitem__)
    if side is not None:
        behind = interviews_behind_group(report, comparison.factor, yes=side == comparison.a.label)
        clickable_chart.render_interviews_behind(view, f"{name}-{side}", behind)


def _pick_group(name: str) -> None:
    clickable_chart.set_behind(name, clickable_chart.picked(name).get("key"))


def _render_pending(view: WorkspaceView, report: StatisticsReport) -> None:
    waiting = pending_items(report)
    country = view.records.settings.country
    shown = clickable_chart.page_of("pending", waiting)
    st.table(
        [
            {
                "Counts from": name_day(row.counts_on, view.today, country),
                "What": TOUCHPOINT_NOUNS[row.kind] if row.kind else "Interview",
                "Where": escape_markdown(row.interview.title),
            }
            for row in shown
        ],
        hide_index=True,
        alt="Each message and interview that is too recent to count, with the day from which it counts.",
    )


def _render_published(view: WorkspaceView, _: StatisticsReport) -> None:
    """Draw the published numbers of all statistics, each with its source."""
    published = [
        benchmark for target in BenchmarkTarget for benchmark in chart_panels.benchmarks(view, target)
    ]
    st.markdown(
        "\n".join(f"- {escape_markdown(chart_panels.benchmark_words(benchmark))}" for benchmark in published)
    )
    st.markdown(report_text.NO_PUBLISHED_RATE)


def _titled(sentence: str) -> str:
    """Return a sentence with its first words, up to the period, in bold."""
    title, _, rest = sentence.partition(". ")
    return f"**{escape_markdown(title)}.** {escape_markdown(rest)}"
