"""Notices about the last action, shown in a bar at the bottom of the window until the next action.

The bar is not part of the page, so nothing on the page moves when a notice comes or goes. A field saves when
the user leaves it, often by pressing a button: if that button moved before it was released, the press would
do nothing. A notice stays until the next action and not only until the next run of the page, because the
browser also asks for a run after a pause in typing.
"""

from dataclasses import dataclass
from enum import Enum

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from .markdown_text import escape_markdown

_NOTICES_KEY = "notices"
_DRAWN_COUNT_KEY = "notices-drawn"
_SENTENCES_KEY = "notices-words"
"""The session's key for the sentences that the bar shows in this run."""


class _Kind(Enum):
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(slots=True, kw_only=True)
class _Notice:
    kind: _Kind
    sentence: str
    unsaved_text: str = ""
    """A text that could not be saved, to be offered as a file."""
    first_page: str = ""
    """The page that showed it first, and the subject of that page."""


def show_done(sentence: str) -> None:
    """Show what was done."""
    _add_notice(_Notice(kind=_Kind.DONE, sentence=sentence))


def show_warning(sentence: str) -> None:
    """Show a problem that came up during an action that was done."""
    _add_notice(_Notice(kind=_Kind.WARNING, sentence=sentence))


def show_error(sentence: str, unsaved_text: str = "") -> None:
    """Show why something was not done; `unsaved` is the text that would be lost with it."""
    _add_notice(_Notice(kind=_Kind.ERROR, sentence=sentence, unsaved_text=unsaved_text))


def is_shown(sentence: str) -> bool:
    """Return whether the bar shows this sentence in this run of the page."""
    return sentence in st.session_state.get(_SENTENCES_KEY, [])


def begin_action() -> None:
    """Drop the notices on screen, but not those added in this run: two fields left at once may both fail."""
    st.session_state[_NOTICES_KEY] = [notice for notice in _current_notices() if not notice.first_page]


def clear() -> None:
    """Drop every notice."""
    st.session_state[_NOTICES_KEY] = []


def render_notices(about: str = "") -> None:
    """Draw this page's notices, and the notices that no page has shown yet.

    Drops the notices of other pages, and those that this page showed while it was `about` something else.
    """
    context = get_script_run_ctx()
    page = f"{context.page_script_hash if context else ''} {about}"
    st.session_state[_NOTICES_KEY] = [
        notice for notice in _current_notices() if notice.first_page in ("", page)
    ]
    st.session_state[_DRAWN_COUNT_KEY] = len(_current_notices())
    st.session_state[_SENTENCES_KEY] = [notice.sentence for notice in _current_notices()]
    for number, notice in enumerate(_current_notices()):
        notice.first_page = page
        with st.bottom:
            _render_notice(notice, number)


def is_bar_outdated() -> bool:
    """Return whether the bar no longer shows the current notices; a fragment then redraws the page."""
    return any(not notice.first_page for notice in _current_notices()) or st.session_state.get(
        _DRAWN_COUNT_KEY, 0
    ) != len(_current_notices())


def _current_notices() -> list[_Notice]:
    notices: list[_Notice] = st.session_state.get(_NOTICES_KEY, [])
    return notices


def _add_notice(notice: _Notice) -> None:
    contents = [(other.kind, other.sentence, other.unsaved_text) for other in _current_notices()]
    if (notice.kind, notice.sentence, notice.unsaved_text) not in contents:
        st.session_state[_NOTICES_KEY] = [*_current_notices(), notice]


def _render_notice(notice: _Notice, number: int) -> None:
    sentence = escape_markdown(notice.sentence)
    match notice.kind:
        case _Kind.DONE:
            st.success(sentence, icon=":material/check:")
        case _Kind.WARNING:
            st.warning(sentence, icon=":material/warning:")
        case _Kind.ERROR:
            st.error(sentence, icon=":material/error:")
    if notice.unsaved_text:
        st.download_button(
            "Download what you entered",
            notice.unsaved_text,
            "not-saved.txt",
            key=f"unsaved-{number}",
            on_click="ignore",
        )
