"""Notices about the last action, shown in a bar at the bottom of the window until the next action.

The bar is not part of the page, so nothing on the page moves when a notice comes or goes. A field saves when
the person leaves it, often by pressing a button: if that button moved before it was released, the press would
do nothing. A notice stays until the next action and not only until the next run of the page, because the
browser also asks for a run after a pause in typing.
"""

from dataclasses import dataclass
from enum import Enum

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from .markdown_text import escape_markdown

_KEY = "notices"
_DRAWN = "notices-drawn"
_WORDS = "notices-words"
"""The texts that the bar shows in this run."""


class _Kind(Enum):
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(slots=True, kw_only=True)
class _Notice:
    kind: _Kind
    words: str
    unsaved: str = ""
    """A text that could not be saved, to be offered as a file."""
    seen_on: str = ""
    """The page that showed it first, and the subject of that page."""


def show_done(words: str) -> None:
    """Show what was done."""
    _add(_Notice(kind=_Kind.DONE, words=words))


def show_warning(words: str) -> None:
    """Show a problem that came up during an action that was done."""
    _add(_Notice(kind=_Kind.WARNING, words=words))


def show_error(words: str, unsaved: str = "") -> None:
    """Show why something was not done; `unsaved` is the text that would be lost with it."""
    _add(_Notice(kind=_Kind.ERROR, words=words, unsaved=unsaved))


def is_shown(words: str) -> bool:
    """Return whether the bar shows this sentence in this run of the page."""
    return words in st.session_state.get(_WORDS, [])


def new_action() -> None:
    """Drop the notices on screen, but not those added in this run: two fields left at once may both fail."""
    st.session_state[_KEY] = [notice for notice in _all() if not notice.seen_on]


def clear() -> None:
    """Drop every notice."""
    st.session_state[_KEY] = []


def render_notices(about: str = "") -> None:
    """Draw this page's notices and those that no page has shown yet.

    Notices of another page are dropped, and so are those of this page when it was `about` something else.
    """
    context = get_script_run_ctx()
    page = f"{context.page_script_hash if context else ''} {about}"
    st.session_state[_KEY] = [notice for notice in _all() if notice.seen_on in ("", page)]
    st.session_state[_DRAWN] = len(_all())
    st.session_state[_WORDS] = [notice.words for notice in _all()]
    for number, notice in enumerate(_all()):
        notice.seen_on = page
        with st.bottom:
            _render_notice(notice, number)


def is_bar_outdated() -> bool:
    """Return whether the bar is out of date; a fragment must then redraw the whole page."""
    return any(not notice.seen_on for notice in _all()) or st.session_state.get(_DRAWN, 0) != len(_all())


def _all() -> list[_Notice]:
    notices: list[_Notice] = st.session_state.get(_KEY, [])
    return notices


def _add(notice: _Notice) -> None:
    known = [(other.kind, other.words, other.unsaved) for other in _all()]
    if (notice.kind, notice.words, notice.unsaved) not in known:
        st.session_state[_KEY] = [*_all(), notice]


def _render_notice(notice: _Notice, number: int) -> None:
    words = escape_markdown(notice.words)
    match notice.kind:
        case _Kind.DONE:
            st.success(words, icon=":material/check:")
        case _Kind.WARNING:
            st.warning(words, icon=":material/warning:")
        case _Kind.ERROR:
            st.error(words, icon=":material/error:")
    if notice.unsaved:
        st.download_button(
            "Download what you entered",
            notice.unsaved,
            "not-saved.txt",
            key=f"unsaved-{number}",
            on_click="ignore",
        )
