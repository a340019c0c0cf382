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

_EVERY = "Every organization"


def render_filters(view: WorkspaceView) -> StatisticsReport:
    """Draw the filters if there is something to choose; return the statistics of the chosen interviews."""
    if len(view.records.interviews) < 2:
        return statistics_report(view)
    options = view.cached("filter options", lambda: filter_options(view.records))
    report = statistics_report(view, _choice(options))
    with st.popover(_label(report), icon=":material/filter_list:", key=session.key("filters")):
        _render_filters(options)
    return report


def _choice(there: FilterOptions) -> Filter:
    """Return the chosen filter; an option that is no longer available counts as not chosen."""
    period = st.session_state.get(session.key("period"))
    organization = st.session_state.get(session.key("organization"))
    form = st.session_state.get(session.key("format"))
    number = st.session_state.get(session.key("round"))
    return Filter(
        period=period if isinstance(period, Period) else Period.ALL,
        organization=organization if organization in there.organizations else "",
        format=form if form in there.formats else None,
        round=number if number in there.rounds else None,
    )


def _label(report: StatisticsReport) -> str:
    choice = report.filter
    parts = [
        choice.organization,
        FORMAT_WORDS[choice.format].lower() if choice.format else "",
        f"round {choice.round}" if choice.round else "",
        choice.period.value.lower() if choice.period is not Period.ALL else "",
    ]
    chosen = ", ".join(escape_markdown(part) for part in parts if part)
    return f"Only: {chosen}" if chosen else "All interviews"


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
            [_EVERY, *options.organizations],
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
