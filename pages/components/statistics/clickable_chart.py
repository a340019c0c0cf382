"""A clickable chart with its table and downloads, and links to all the interviews behind a mark."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Interview
from followup_core.models.date_text import name_day
from followup_core.services.labels import OUTCOME_WORDS
from followup_core.services.statistics.chart_panels import PICKED, ChartPanel
from followup_core.services.workspace import WorkspaceView

_ITEMS_PER_PAGE = 10
_Item = TypeVar("_Item")


def is_dark_theme() -> bool:
    """Return whether the page uses the dark theme."""
    return st.context.theme.type == "dark"


def render_chart(
    name: str, panel: ChartPanel, sentence: str, *, on_pick: Callable[[], None], remark: str = ""
) -> None:
    """Draw a clickable chart with a switch that shows its table and downloads.

    Args:
        name: The chart's name in keys and file names.
        panel: The chart.
        sentence: What the chart says, as its alternative text.
        on_pick: Called after a mark was clicked.
        remark: A sentence below the table.
    """
    st.vega_lite_chart(
        panel.spec, alt=sentence, theme=None, key=session.key(f"chart-{name}"), on_select=on_pick
    )
    if st.toggle("Table and downloads", key=session.key(f"table-{name}")):
        st.table([_escaped_row(row) for row in panel.table], hide_index=True, alt=sentence)
        if remark:
            st.markdown(escape_markdown(remark))
        _render_downloads(name, panel)


def _escaped_row(row: dict[str, str]) -> dict[str, str]:
    return {column: escape_markdown(text) for column, text in row.items()}


def _render_downloads(name: str, panel: ChartPanel) -> None:
    remark = session.sample_remark()
    with st.container(horizontal=True):
        _render_download("Picture (PNG)", partial(panel.png, remark), f"{name}.png", "image/png")
        _render_download("Drawing (SVG)", partial(panel.svg, remark), f"{name}.svg", "image/svg+xml")
        _render_download("Numbers (CSV)", lambda: panel.data, f"{name}.csv", "text/csv")


def _render_download(label: str, make_content: Callable[[], bytes | str], name: str, mime: str) -> None:
    st.download_button(
        label,
        make_content,
        name,
        mime,
        key=session.key(f"file-{name}"),
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def choose_one(name: str, label: str, options: Sequence[_Item], words: Callable[[_Item], str]) -> _Item:
    """Draw a choice of what to show, with the first option chosen at first; return the chosen option."""
    choice: _Item | None = st.pills(
        label,
        options,
        default=options[0],
        required=True,
        format_func=lambda option: escape_option(words(option)),
        label_visibility="collapsed",
        key=session.key(f"shown-{name}"),
        persist_state="session",
    )
    return options[0] if choice is None else choice


def clicked_fields(name: str) -> dict[str, Any]:
    """Return the fields of the clicked mark of a chart; empty if none is clicked (for callbacks)."""
    state = st.session_state.get(session.key(f"chart-{name}"))
    rows = state["selection"].get(PICKED, []) if state else []
    return dict(rows[0]) if rows else {}


def choose_mark(
    name: str, label: str, options: Sequence[_Item], words: Callable[[_Item], str]
) -> _Item | None:
    """Draw buttons that do by keyboard what a click on a mark does; return the chosen option."""
    if st.session_state.get(_mark_key(name)) not in options:
        st.session_state[_mark_key(name)] = None
    return st.pills(
        label,
        options,
        format_func=lambda option: escape_option(words(option)),
        key=_mark_key(name),
        persist_state="session",
    )


def set_chosen_mark(name: str, value: object) -> None:
    """Choose the option that the clicked mark is for (in callbacks)."""
    st.session_state[_mark_key(name)] = value


def _mark_key(name: str) -> str:
    return session.key(f"behind-{name}")


def render_interviews_behind(view: WorkspaceView, name: str, interviews: Sequence[Interview]) -> None:
    """Draw a link to each interview behind a mark, on several pages if there are many."""
    if not interviews:
        st.markdown("No interview.")
    for interview in page_of(f"behind-{name}", interviews):
        st.page_link(
            "interview.py",
            label=_interview_label(view, interview),
            icon=":material/chevron_right:",
            query_params={"interview": interview.interview_id},
        )


def page_of(name: str, items: Sequence[_Item]) -> Sequence[_Item]:
    """Return the items of the current page; draw the choice of the page if there are several."""
    pages = -(-len(items) // _ITEMS_PER_PAGE)
    if pages <= 1:
        return items
    page = st.pagination(pages, key=session.key(f"page-{name}"), persist_state="session")
    first = _ITEMS_PER_PAGE * (min(page, pages) - 1)
    return items[first : first + _ITEMS_PER_PAGE]


def _interview_label(view: WorkspaceView, interview: Interview) -> str:
    """Return the label of an interview. The day comes first, because a phone cuts a long label at its end."""
    day = name_day(interview.held_on, view.today, view.records.settings.country)
    outcome = f" · {OUTCOME_WORDS[interview.outcome]}" if interview.outcome else ""
    return f"{day} · {escape_markdown(interview.title)}{outcome}"
