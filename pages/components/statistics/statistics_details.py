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
from followup_core.services.statistics import chart_panels, report, report_text
from followup_core.services.statistics.report import StatisticsReport, WaitBucket
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Comparison

from . import chart_panel

Section = Callable[[WorkspaceView, StatisticsReport], None]


def render_details(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw the folded sections; only what is open is computed and sent."""
    _fold("messages", "How often each kind of message is answered", _render_kinds, view, found)
    _fold("time", "How long an answer takes", _render_timing, view, found)
    _fold("habits", "What you did, month by month", _render_habits, view, found)
    _fold("compared", "Interviews with and without a habit", _render_comparisons, view, found)
    if found.has_pending:
        _fold("pending", "What is too recent to count", _render_pending, view, found)
    if view.playbook.benchmarks:
        _fold("published", "What others have published", _render_published, view, found)


def _fold(name: str, label: str, render: Section, view: WorkspaceView, found: StatisticsReport) -> None:
    key, kept = session.key(f"details-{name}"), session.key(f"unfolded-{name}")
    # Streamlit forgets an expander when the page is left; coming back from an interview, it is still open.
    if key not in st.session_state and st.session_state.get(kept):
        st.session_state[key] = True
    with st.expander(label, key=key, on_change="rerun") as section:
        if section.open:
            render(view, found)
    st.session_state[kept] = bool(section.open)


def _render_kinds(view: WorkspaceView, found: StatisticsReport) -> None:
    rates = found.statistics.touchpoints
    if not rates:
        st.markdown("No message sent yet. The first thank-you is a good one to start with.")
        return
    sentence = report_text.kinds_words(rates)
    st.markdown(sentence)
    shown = chart_panels.response_rate_panel(view, found, dark=chart_panel.dark())
    if shown is not None:
        st.markdown(":gray[The line through each dot is where the true rate likely is.]")
        chart_panel.render_chart("messages", shown, sentence, on_pick=_pick_kind)
    kind = chart_panel.choose_behind(
        "messages", "Show the interviews with a", [rate.kind for rate in rates], TOUCHPOINT_NOUNS.__getitem__
    )
    if kind is not None:
        chart_panel.render_interviews_behind(view, kind, report.interviews_behind_kind(found, kind))


def _pick_kind() -> None:
    clicked = chart_panel.picked("messages")
    chart_panel.set_behind("messages", TouchpointKind(clicked["key"]) if clicked else None)


def _render_timing(view: WorkspaceView, found: StatisticsReport) -> None:
    sentence = report_text.timing_words(found.statistics)
    shown = chart_panels.response_time_panel(view, found, dark=chart_panel.dark())
    if shown is None:
        st.markdown(sentence)
        return
    st.markdown(report_text.curve_words(found.statistics))
    chart_panel.render_chart("time-to-answer", shown, sentence, on_pick=_pick_wait)
    wait = chart_panel.choose_behind("time-to-answer", "Show the interviews answered", list(WaitBucket), str)
    if wait is not None:
        chart_panel.render_interviews_behind(view, wait, report.interviews_behind_wait(found, wait))


def _pick_wait() -> None:
    clicked = chart_panel.picked("time-to-answer")
    chart_panel.set_behind("time-to-answer", WaitBucket.of(int(clicked["day"])) if clicked else None)


def _render_habits(view: WorkspaceView, found: StatisticsReport) -> None:
    habit = chart_panel.choose_one(
        "habit", "Habit", list(report_text.TRACKED_HABITS), report_text.HABIT_WORDS.__getitem__
    )
    sentence = report_text.habit_words(habit, found.statistics.over_time)
    st.markdown(_titled(sentence))
    shown = chart_panels.habit_panel(view, found, habit, dark=chart_panel.dark())
    if shown is None:
        return
    name = habit.replace("_", "-")
    chart_panel.render_chart(name, shown, sentence, on_pick=partial(_pick_kept, name))
    kept = chart_panel.choose_behind(name, "Show the interviews", list(chart_panels.KEPT_OR_MISSED), str)
    if kept is not None:
        behind = report.interviews_behind_habit(found, habit, yes=chart_panels.KEPT_OR_MISSED[kept])
        chart_panel.render_interviews_behind(view, f"{name}-{kept}", behind)


def _pick_kept(name: str) -> None:
    chart_panel.set_behind(name, chart_panel.picked(name).get("kept"))


def _render_comparisons(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw one comparison at a time, with the cautions first, and those with too few interviews as a list."""
    compared = found.statistics.comparisons
    enough = {each.factor: each for each in compared if each.enough}
    st.markdown(f":gray[{escape_markdown(report_text.comparing_words(found.statistics))}]")
    if enough:
        factor = chart_panel.choose_one(
            "factor", "Habit", list(enough), lambda each: report_text.FACTOR_WORDS[each][0]
        )
        _render_comparison(view, found, enough[factor])
    too_few = [each for each in compared if not each.enough]
    if too_few:
        st.markdown(report_text.TOO_FEW)
        st.markdown("\n".join(f"- {report_text.comparison_count_words(each)}" for each in too_few))


def _render_comparison(view: WorkspaceView, found: StatisticsReport, compared: Comparison) -> None:
    sentence = report_text.comparison_count_words(compared)
    st.markdown(_titled(sentence))
    shown = chart_panels.comparison_panel(view, found, compared, dark=chart_panel.dark())
    if shown is None:
        return
    name = f"compared-{compared.factor.value}".replace("_", "-")
    remark = report_text.chance_words(compared)
    chart_panel.render_chart(name, shown, sentence, on_pick=partial(_pick_group, name), remark=remark)
    _, with_it, without = report_text.FACTOR_WORDS[compared.factor]
    sides = {compared.a.label: with_it, compared.b.label: without}
    side = chart_panel.choose_behind(name, "Show the interviews", list(sides), sides.__getitem__)
    if side is not None:
        behind = report.interviews_behind_group(found, compared.factor, yes=side == compared.a.label)
        chart_panel.render_interviews_behind(view, f"{name}-{side}", behind)


def _pick_group(name: str) -> None:
    chart_panel.set_behind(name, chart_panel.picked(name).get("key"))


def _render_pending(view: WorkspaceView, found: StatisticsReport) -> None:
    waiting = report.unanswered(found)
    country = view.records.settings.country
    shown = chart_panel.page_of("pending", waiting)
    st.table(
        [
            {
                "Counts from": name_day(each.counts_on, view.today, country),
                "What": TOUCHPOINT_NOUNS[each.kind] if each.kind else "Interview",
                "Where": escape_markdown(each.interview.title),
            }
            for each in shown
        ],
        hide_index=True,
        alt="Each message and interview that is too recent to count, with the day from which it counts.",
    )


def _render_published(view: WorkspaceView, _: StatisticsReport) -> None:
    """Draw the published numbers of all statistics, each with its source."""
    found = [each for target in BenchmarkTarget for each in chart_panels.benchmarks(view, target)]
    st.markdown("\n".join(f"- {escape_markdown(chart_panels.benchmark_words(each))}" for each in found))
    st.markdown(report_text.NO_PUBLISHED_RATE)


def _titled(sentence: str) -> str:
    """Return a sentence with its first words, up to the period, in bold."""
    title, _, rest = sentence.partition(". ")
    return f"**{escape_markdown(title)}.** {escape_markdown(rest)}"
