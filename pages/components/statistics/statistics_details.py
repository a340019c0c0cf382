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

RenderSection = Callable[[WorkspaceView, StatisticsReport], None]


def render_details(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw the folded sections; only an open section is computed and sent."""
    _render_section("messages", "How often each kind of message is answered", _render_kinds, view, report)
    _render_section("time", "How long an answer takes", _render_timing, view, report)
    _render_section("habits", "What you did, month by month", _render_habits, view, report)
    _render_section("compared", "Interviews with and without a habit", _render_comparisons, view, report)
    if report.has_pending:
        _render_section("pending", "What is too recent to count", _render_pending, view, report)
    if view.playbook.benchmarks:
        _render_section("published", "What others have published", _render_published, view, report)


def _render_section(
    name: str, label: str, render: RenderSection, view: WorkspaceView, report: StatisticsReport
) -> None:
    key, unfolded_key = session.key(f"details-{name}"), session.key(f"unfolded-{name}")
    # Streamlit forgets an expander when the page is left. Whoever comes back from an interview finds it open.
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
    panel = chart_panels.response_rate_panel(view, report, dark=clickable_chart.is_dark_theme())
    if panel is not None:
        st.markdown(":gray[The line through each dot is where the true rate likely is.]")
        clickable_chart.render_chart("messages", panel, sentence, on_pick=_pick_kind)
    kind = clickable_chart.choose_mark(
        "messages", "Show the interviews with a", [rate.kind for rate in rates], TOUCHPOINT_NOUNS.__getitem__
    )
    if kind is not None:
        clickable_chart.render_interviews_behind(view, kind, interviews_behind_kind(report, kind))


def _pick_kind() -> None:
    fields = clickable_chart.clicked_fields("messages")
    clickable_chart.set_chosen_mark("messages", TouchpointKind(fields["key"]) if fields else None)


def _render_timing(view: WorkspaceView, report: StatisticsReport) -> None:
    sentence = report_text.timing_words(report.statistics)
    panel = chart_panels.response_time_panel(view, report, dark=clickable_chart.is_dark_theme())
    if panel is None:
        st.markdown(sentence)
        return
    st.markdown(report_text.curve_words(report.statistics))
    clickable_chart.render_chart("time-to-answer", panel, sentence, on_pick=_pick_wait)
    wait = clickable_chart.choose_mark(
        "time-to-answer", "Show the interviews answered", wait_buckets(report), str
    )
    if wait is not None:
        clickable_chart.render_interviews_behind(view, wait, interviews_behind_wait(report, wait))


def _pick_wait() -> None:
    fields = clickable_chart.clicked_fields("time-to-answer")
    clickable_chart.set_chosen_mark("time-to-answer", WaitBucket.of(int(fields["day"])) if fields else None)


def _render_habits(view: WorkspaceView, report: StatisticsReport) -> None:
    habit = clickable_chart.choose_one(
        "habit", "Habit", list(report_text.TRACKED_HABITS), report_text.HABIT_WORDS.__getitem__
    )
    sentence = report_text.habit_words(habit, report.statistics.over_time)
    st.markdown(_with_bold_title(sentence))
    panel = chart_panels.habit_panel(view, report, habit, dark=clickable_chart.is_dark_theme())
    if panel is None:
        return
    name = habit.replace("_", "-")
    clickable_chart.render_chart(name, panel, sentence, on_pick=partial(_pick_habit_value, name))
    kept_or_missed = clickable_chart.choose_mark(
        name, "Show the interviews", list(chart_panels.KEPT_OR_MISSED), str
    )
    if kept_or_missed is not None:
        interviews = interviews_behind_habit(report, habit, yes=chart_panels.KEPT_OR_MISSED[kept_or_missed])
        clickable_chart.render_interviews_behind(view, f"{name}-{kept_or_missed}", interviews)


def _pick_habit_value(name: str) -> None:
    clickable_chart.set_chosen_mark(name, clickable_chart.clicked_fields(name).get("kept"))


def _render_comparisons(view: WorkspaceView, report: StatisticsReport) -> None:
    """Draw the cautions, one comparison at a time, and the habits with too few interviews to compare."""
    comparisons = report.statistics.comparisons
    countable_comparisons = {comparison.factor: comparison for comparison in comparisons if comparison.enough}
    st.markdown(f":gray[{escape_markdown(report_text.comparing_words(report.statistics))}]")
    if countable_comparisons:
        factor = clickable_chart.choose_one(
            "factor", "Habit", list(countable_comparisons), lambda option: report_text.FACTOR_WORDS[option][0]
        )
        _render_comparison(view, report, countable_comparisons[factor])
    small_comparisons = [comparison for comparison in comparisons if not comparison.enough]
    if small_comparisons:
        st.markdown(report_text.too_few_words(small_comparisons))


def _render_comparison(view: WorkspaceView, report: StatisticsReport, comparison: Comparison) -> None:
    sentence = report_text.comparison_count_words(comparison)
    st.markdown(_with_bold_title(sentence))
    panel = chart_panels.comparison_panel(view, report, comparison, dark=clickable_chart.is_dark_theme())
    if panel is None:
        return
    name = f"compared-{comparison.factor.value}".replace("_", "-")
    remark = report_text.chance_words(comparison)
    clickable_chart.render_chart(name, panel, sentence, on_pick=partial(_pick_group, name), remark=remark)
    _, label_with, label_without = report_text.FACTOR_WORDS[comparison.factor]
    group_labels = {comparison.a.label: label_with, comparison.b.label: label_without}
    group = clickable_chart.choose_mark(
        name, "Show the interviews", list(group_labels), group_labels.__getitem__
    )
    if group is not None:
        interviews = interviews_behind_group(report, comparison.factor, yes=group == comparison.a.label)
        clickable_chart.render_interviews_behind(view, f"{name}-{group}", interviews)


def _pick_group(name: str) -> None:
    clickable_chart.set_chosen_mark(name, clickable_chart.clicked_fields(name).get("key"))


def _render_pending(view: WorkspaceView, report: StatisticsReport) -> None:
    pending_rows = pending_items(report)
    country = view.records.settings.country
    page_items = clickable_chart.page_of("pending", pending_rows)
    st.table(
        [
            {
                "Counts from": name_day(row.counts_on, view.today, country),
                "What": TOUCHPOINT_NOUNS[row.kind] if row.kind else "Interview",
                "Where": escape_markdown(row.interview.title),
            }
            for row in page_items
        ],
        hide_index=True,
        alt="Each message and interview that is too recent to count, with the day from which it counts.",
    )


def _render_published(view: WorkspaceView, _: StatisticsReport) -> None:
    """Draw the published numbers of all statistics, each with its source."""
    benchmarks = [
        benchmark for target in BenchmarkTarget for benchmark in chart_panels.benchmarks(view, target)
    ]
    st.markdown(
        "\n".join(f"- {escape_markdown(chart_panels.benchmark_words(benchmark))}" for benchmark in benchmarks)
    )
    st.markdown(report_text.NO_PUBLISHED_RATE)


def _with_bold_title(sentence: str) -> str:
    """Return a text as Markdown with its first sentence in bold."""
    title, _, rest = sentence.partition(". ")
    return f"**{escape_markdown(title)}.** {escape_markdown(rest)}"
