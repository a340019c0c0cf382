"""The sections of the statistics page, each with a sentence before its chart."""

from functools import partial

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.models import TouchpointKind
from followup_core.models.date_text import format_day
from followup_core.playbook import BenchmarkTarget
from followup_core.services.labels import TOUCHPOINT_NOUNS
from followup_core.services.statistics import chart_panels, report, report_text
from followup_core.services.statistics.report import StatisticsReport, WaitBucket
from followup_core.services.statistics.weekly_review import weekly_review_pdf
from followup_core.services.workspace import WorkspaceView
from followup_core.statistics import Comparison

from . import chart_panel

_PENDING_SHOWN = 10


def render_headline(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw the main sentence; if no interview has been entered, a link to enter the first one."""
    st.markdown(f"**{report_text.headline_words(found.statistics)}**")
    if found.statistics.interviews.held:
        _render_published(view, BenchmarkTarget.INTERVIEWS)
    elif not view.records.interviews:
        st.markdown("Rates need interviews. After the first one, this page begins to count.")
        st.page_link(
            "interviews.py", label="I had an interview", icon=":material/add:", query_params={"add": "yes"}
        )


def render_practice(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw the one habit to practice, and what to say next time."""
    practised = found.statistics.practice
    if practised is None and not any(share.asked for share in found.statistics.habits):
        return
    st.header("The one thing to practise", anchor=False)
    with st.container(border=True):
        st.markdown(escape_markdown(report_text.practice_words(practised, view.playbook)))
        if practised is not None:
            st.markdown(
                f":blue[:material/forum:] Next time, say: **{escape_markdown(practised.habit.sentence)}**"
            )


def render_kinds(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw how often each kind of message is answered."""
    st.header("By kind of message", anchor=False)
    rates = found.statistics.touchpoints
    if not rates:
        st.markdown("No message sent yet. The first thank-you is a good one to start with.")
        return
    sentence = " ".join(report_text.rate_words(rate) for rate in rates)
    st.markdown("\n".join(f"- {report_text.rate_words(rate)}" for rate in rates))
    shown = chart_panels.response_rate_panel(view, found, dark=chart_panel.dark())
    if shown is not None:
        chart_panel.render_chart("messages", shown, sentence, on_pick=_pick_kind)
    kind = chart_panel.choose_behind(
        "messages", "Show the interviews with a", [rate.kind for rate in rates], TOUCHPOINT_NOUNS.__getitem__
    )
    if kind is not None:
        chart_panel.render_interviews_behind(report.interviews_behind_kind(found, kind))
    _render_published(view, BenchmarkTarget.TOUCHPOINTS)


def _pick_kind() -> None:
    clicked = chart_panel.picked("messages")
    chart_panel.set_behind("messages", TouchpointKind(clicked["key"]) if clicked else None)


def render_timing(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw how long an answer takes."""
    st.header("How long an answer takes", anchor=False)
    sentence = report_text.timing_words(found.statistics)
    st.markdown(sentence)
    shown = chart_panels.response_time_panel(view, found, dark=chart_panel.dark())
    if shown is None:
        return
    st.markdown(
        ":gray[The share still waiting, day by day. The shade shows how far luck alone could move it.]"
    )
    chart_panel.render_chart("time-to-answer", shown, sentence, on_pick=_pick_wait)
    wait = chart_panel.choose_behind("time-to-answer", "Show the interviews answered", list(WaitBucket), str)
    if wait is not None:
        chart_panel.render_interviews_behind(report.interviews_behind_wait(found, wait))
    _render_published(view, BenchmarkTarget.TIME_TO_RESPONSE)


def _pick_wait() -> None:
    clicked = chart_panel.picked("time-to-answer")
    chart_panel.set_behind("time-to-answer", WaitBucket.of(int(clicked["day"])) if clicked else None)


def render_habits(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw the three habits over time: what the candidate can change."""
    st.header("What you can change", anchor=False)
    for habit in report_text.TRACKED_HABITS:
        sentence = report_text.habit_words(habit, found.statistics.over_time)
        st.markdown(_titled(sentence))
        shown = chart_panels.habit_panel(view, found, habit, dark=chart_panel.dark())
        if shown is None:
            continue
        name = habit.replace("_", "-")
        chart_panel.render_chart(name, shown, sentence, on_pick=partial(_pick_kept, name))
        kept = chart_panel.choose_behind(name, "Show the interviews", list(chart_panels.KEPT_OR_MISSED), str)
        if kept is not None:
            chart_panel.render_interviews_behind(
                report.interviews_behind_habit(found, habit, yes=chart_panels.KEPT_OR_MISSED[kept])
            )
    st.page_link("answers.py", label="All answers as a table", icon=":material/table:")


def _pick_kept(name: str) -> None:
    chart_panel.set_behind(name, chart_panel.picked(name).get("kept"))


def render_comparisons(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw interviews with and without a habit side by side, with a caution first."""
    st.header("Side by side", anchor=False)
    st.markdown(report_text.SIDE_BY_SIDE)
    compared = found.statistics.comparisons
    for each in (each for each in compared if each.enough):
        _render_comparison(view, found, each)
    too_few = [each for each in compared if not each.enough]
    if too_few:
        with st.expander("Too few interviews to compare yet"):
            st.markdown("\n".join(f"- {report_text.comparison_words(each)}" for each in too_few))


def _render_comparison(view: WorkspaceView, found: StatisticsReport, compared: Comparison) -> None:
    sentence = report_text.comparison_words(compared)
    st.markdown(_titled(sentence))
    shown = chart_panels.comparison_panel(view, found, compared, dark=chart_panel.dark())
    if shown is None:
        return
    name = f"compared-{compared.factor.value}".replace("_", "-")
    chart_panel.render_chart(name, shown, sentence, on_pick=partial(_pick_arm, name))
    if compared.p is not None:
        st.markdown(f":gray[{escape_markdown(report_text.chance_words(compared))}]")
    _, with_it, without = report_text.FACTOR_WORDS[compared.factor]
    sides = {compared.a.label: with_it, compared.b.label: without}
    side = chart_panel.choose_behind(name, "Show the interviews", list(sides), sides.__getitem__)
    if side is not None:
        chart_panel.render_interviews_behind(
            report.interviews_behind_group(found, compared.factor, yes=side == compared.a.label)
        )


def _pick_arm(name: str) -> None:
    chart_panel.set_behind(name, chart_panel.picked(name).get("key"))


def render_pending(view: WorkspaceView, found: StatisticsReport) -> None:
    """Draw what is too recent to count, and when it will count."""
    waiting = report.unanswered(found)
    st.header("Not counted yet", anchor=False)
    if not waiting:
        st.markdown("Everything has had its time.")
        return
    st.markdown(report_text.pending_words(waiting))
    with st.expander("What counts from when"):
        st.table(
            [
                {
                    "Counts from": format_day(each.counts_on, view.today),
                    "What": TOUCHPOINT_NOUNS[each.kind] if each.kind else "Interview",
                    "Where": escape_markdown(each.interview.title),
                }
                for each in waiting[:_PENDING_SHOWN]
            ],
            hide_index=True,
        )
        if len(waiting) > _PENDING_SHOWN:
            st.markdown(f"And {len(waiting) - _PENDING_SHOWN} more after these.")


def render_week(view: WorkspaceView) -> None:
    """Draw the download of the weekly review."""
    st.header("Your week on one page", anchor=False)
    st.markdown("What you did, what is due, what you let go, the figures and one habit, to print or to keep.")
    remark = session.remark()
    st.download_button(
        "The week (PDF)",
        lambda: weekly_review_pdf(view, remark),
        f"week-{view.today}.pdf",
        "application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key=session.key("week"),
    )


def _titled(sentence: str) -> str:
    """Return a sentence with its first words, up to the period, in bold."""
    title, _, rest = sentence.partition(". ")
    return f"**{escape_markdown(title)}.** {escape_markdown(rest)}"


def _render_published(view: WorkspaceView, beside: BenchmarkTarget) -> None:
    found = chart_panels.benchmarks(view, beside)
    if not found:
        return
    with st.expander("What others have published"):
        st.markdown("\n".join(f"- {escape_markdown(chart_panels.benchmark_words(each))}" for each in found))
        if beside is BenchmarkTarget.TOUCHPOINTS:
            st.markdown(report_text.NO_PUBLISHED_RATE)
