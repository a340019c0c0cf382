"""A clickable chart with its sentence, table and downloads, and links to the interviews behind a bar."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Interview
from followup_core.models.date_text import format_day
from followup_core.services.labels import OUTCOME_WORDS
from followup_core.services.statistics.chart_panels import PICKED, ChartPanel

_SHOWN = 8
_Pick = TypeVar("_Pick")


def dark() -> bool:
    """Return whether the page uses the dark theme."""
    return st.context.theme.type == "dark"


def render_chart(name: str, shown: ChartPanel, sentence: str, *, on_pick: Callable[[], None]) -> None:
    """Draw a clickable chart with its table and downloads below; `sentence` is its alternative text."""
    st.vega_lite_chart(
        shown.spec, alt=sentence, theme=None, key=session.key(f"chart-{name}"), on_select=on_pick
    )
    with st.expander("The same as a table, and to download"):
        st.table([_row(row) for row in shown.table], hide_index=True, alt=sentence)
        with st.container(horizontal=True):
            _render_file("Picture (PNG)", shown.png, f"{name}.png", "image/png")
            _render_file("Drawing (SVG)", shown.svg, f"{name}.svg", "image/svg+xml")
            _render_file("Numbers (CSV)", lambda: shown.data, f"{name}.csv", "text/csv")


def _row(row: dict[str, str]) -> dict[str, str]:
    return {column: escape_markdown(text) for column, text in row.items()}


def _render_file(label: str, make: Callable[[], bytes | str], name: str, mime: str) -> None:
    st.download_button(
        label,
        make,
        name,
        mime,
        key=session.key(f"file-{name}"),
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def picked(name: str) -> dict[str, Any]:
    """Return the fields of the clicked mark on a chart; empty if none (for callbacks)."""
    state = st.session_state.get(session.key(f"chart-{name}"))
    rows = state["selection"].get(PICKED, []) if state else []
    return dict(rows[0]) if rows else {}


def choose_behind(
    name: str, label: str, options: Sequence[_Pick], words: Callable[[_Pick], str]
) -> _Pick | None:
    """Draw buttons that do by keyboard what a click on the chart does; return the chosen option."""
    return st.pills(
        label, options, format_func=lambda each: escape_option(words(each)), key=_behind_key(name)
    )


def set_behind(name: str, value: object) -> None:
    """Choose the option that a click on the chart stands for (in callbacks)."""
    st.session_state[_behind_key(name)] = value


def _behind_key(name: str) -> str:
    return session.key(f"behind-{name}")


def render_interviews_behind(found: Sequence[Interview]) -> None:
    """Draw a link to each interview, or to the first few if there are many."""
    if not found:
        st.markdown("No interview.")
    for interview in found[:_SHOWN]:
        st.page_link(
            "interview.py",
            label=f"{escape_markdown(interview.title)} · {_when(interview)}",
            icon=":material/chevron_right:",
            query_params={"interview": interview.interview_id},
        )
    if len(found) > _SHOWN:
        st.markdown(f"And {len(found) - _SHOWN} more. Choose fewer interviews above to see them.")


def _when(interview: Interview) -> str:
    day = format_day(interview.held_on, session.today())
    return f"{day} · {OUTCOME_WORDS[interview.outcome]}" if interview.outcome else day
