"""Filters that choose the interviews for the statistics."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Format
from followup_core.services.labels import FORMAT_WORDS
from followup_core.services.statistics.report import (
    Filter,
    FilterOptions,
    Period,
    StatisticsReport,
    filter_options,
    statistics_report,
)
from followup_core.services.workspace import WorkspaceView

_ALL_ORGANIZATIONS = "Every organization"


def render_filters(view: WorkspaceView) -> StatisticsReport:
    """Draw the filters if there is a choice; return the statistics of the interviews they choose."""
    if len(view.records.interviews) < 2:
        return statistics_report(view)
    options = view.cached("filter options", lambda: filter_options(view.records))
    report = statistics_report(view, _chosen_filter(options))
    with st.popover(_label(report), icon=":material/filter_list:", key=session.key("filters")):
        _render_filters(options)
    return report


def _chosen_filter(options: FilterOptions) -> Filter:
    """Return the chosen filter; an option that is no longer offered counts as not chosen."""
    period = st.session_state.get(session.key("period"))
    organization = st.session_state.get(session.key("organization"))
    interview_format = st.session_state.get(session.key("format"))
    round_number = st.session_state.get(session.key("round"))
    return Filter(
        period=period if isinstance(period, Period) else Period.ALL,
        organization=organization if organization in options.organizations else "",
        format=interview_format if interview_format in options.formats else None,
        round=round_number if round_number in options.rounds else None,
    )


def _label(report: StatisticsReport) -> str:
    chosen_filter = report.filter
    parts = [
        chosen_filter.organization,
        FORMAT_WORDS[chosen_filter.format].lower() if chosen_filter.format else "",
        f"round {chosen_filter.round}" if chosen_filter.round else "",
        chosen_filter.period.value.lower() if chosen_filter.period is not Period.ALL else "",
    ]
    words = ", ".join(escape_markdown(part) for part in parts if part)
    return f"Only: {words}" if words else "All interviews"


def _render_filters(options: FilterOptions) -> None:
    st.segmented_control(
        "When",
        list(Period),
        default=Period.ALL,
        required=True,
        format_func=escape_option,
        key=session.key("period"),
        persist_state="session",
    )
    if len(options.organizations) > 1:
        st.selectbox(
            "Organization",
            [_ALL_ORGANIZATIONS, *options.organizations],
            key=session.key("organization"),
            persist_state="session",
        )
    if len(options.formats) > 1:
        st.pills(
            "How",
            options.formats,
            format_func=lambda name: escape_option(FORMAT_WORDS[Format(name)]),
            key=session.key("format"),
            persist_state="session",
        )
    if len(options.rounds) > 1:
        st.pills(
            "Round",
            options.rounds,
            format_func=lambda number: escape_option(str(number)),
            key=session.key("round"),
            persist_state="session",
        )
