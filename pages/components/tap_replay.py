"""Replays taps that reach a new session once it has drawn the page, or reports them as lost.

After a restart, or when a phone slept longer than its session lives, the browser continues in a new session
and sends the values of all its widgets. Streamlit calls no callback for a widget that this session has never
drawn, so a choice would look chosen but be saved nowhere. Once a run has drawn the page without
interruption, the callbacks are known, and this module calls each of them once.

Streamlit has no public way to ask what a browser sent, so this module reads the session's private state. It
is the only module that reads what a browser sent. tests/e2e/browser/test_first_tap.py checks it against the
pinned version.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import (
    _TRIGGER_PROTO_FIELDS,
    _has_active_trigger_value,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.state.common import WidgetMetadata, is_element_id, unpack_widget_state_value
from streamlit.runtime.state.session_state import Serialized, SessionState

from . import notices
from .markdown_text import escape_markdown

ASLEEP = "This page was asleep, so your last tap was lost. Tap again."
UNSAVED = "This page was asleep. A text on it isn't saved yet: see the top of the page."
CLOSED = (
    "A part of this page closed while it was asleep, and what you entered there was lost."
    " Open it and enter it again."
)
_STATE_KEY = "early-values"
_REPLAYING = "replaying"
_REPLAYING_VALUE = "replaying-value"
_QUOTED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text typed on a page that slept, where another text is stored: only the person can choose."""

    widget_id: str
    key: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A value that the browser sent for a widget, with the stored value that the page would show."""

    metadata: WidgetMetadata[Any]
    key: str
    value: Any
    stored: Any
    is_set: bool
    """Whether the page has set the widget in this run."""

    @property
    def is_text(self) -> bool:
        """Whether the value was typed and not chosen from a list."""
        return self.metadata.value_type == "string_value" and self.metadata.formatted_options is None


@dataclass(slots=True)
class _Taps:
    """What a browser sent before its session had drawn the page."""

    page: str = ""
    values: dict[str, WidgetState] = field(default_factory=dict)
    buttons: dict[str, bool] = field(default_factory=dict)
    """By widget id, whether the press came with the current run: if so, the page saw the button pressed."""
    due: list[tuple[str, bool]] = field(default_factory=list)
    """Callbacks to call at the start of the next run, each with whether it saves a value."""
    shown: dict[str, Any] = field(default_factory=dict)
    """Values that fields show from the start of the next run, by their keys."""
    texts: list[_Text] = field(default_factory=list)
    has_new_text: bool = False
    """Whether a text was added: the question is at the top, and the person may have scrolled far down."""
    again: bool = False
    """Whether the page must be drawn once more, because it did not know these values when it began."""
    lost: bool = False
    has_missing: bool = False
    """Whether values came for widgets that the page did not draw; its next run may draw them."""
    drawn: bool = False
    """Whether a run has drawn the whole page and these values were checked."""


@contextmanager
def replaying_taps() -> Iterator[None]:
    """Draw a page, then replay the taps that came before its session knew its widgets."""
    taps: _Taps = st.session_state.setdefault(_STATE_KEY, _Taps())
    _note_early_values(taps)
    _call_due_callbacks(taps)
    before = _values_without_widgets()
    try:
        yield
    except RerunException as start:
        if start.rerun_data.widget_states is None:  # it is the page that starts again, not a newer tap
            _drop_handled_buttons(taps)
        raise
    _draw_reconnect_timer()
    _sort_early_values(taps, before)


def is_replaying() -> bool:
    """Return whether a replayed tap is being done: what the person saw may have changed since."""
    return bool(st.session_state.get(_REPLAYING))


def is_replaying_value() -> bool:
    """Return whether a replayed value is being saved; it is then confirmed on screen in any case."""
    return bool(st.session_state.get(_REPLAYING_VALUE))


def render_unsaved_texts() -> None:
    """Draw each text typed before the page slept that would replace a stored one, with a choice."""
    taps: _Taps = st.session_state[_STATE_KEY]
    for text in taps.texts:
        with st.container(border=True):
            words = " ".join(text.typed.split())
            quoted = f"{words[:_QUOTED].rsplit(' ', 1)[0]} …" if len(words) > _QUOTED else words
            st.markdown(
                ":material/bedtime: This page was asleep. This text on it is not saved: "
                f"“{escape_markdown(quoted)}”"
            )
            with st.container(horizontal=True):
                st.button("Save that text", key=f"late-save-{text.key}", on_click=_save, args=(text,))
                st.button("Leave it", key=f"late-leave-{text.key}", on_click=_leave, args=(text,))


@st.fragment(run_every=timedelta(hours=1))
def _draw_reconnect_timer() -> None:
    """Draw nothing: a browser that lost its connection reruns a page that has a timer as soon as it is back.

    Without the timer it would wait for the next tap and show outdated content until then.
    """


def _context() -> ScriptRunContext:
    context = get_script_run_ctx()
    if context is None:
        raise RuntimeError("Pages are drawn by Streamlit alone.")
    return context


def _session() -> SessionState:
    session_state: SessionState = _context().session_state._state
    return session_state


def _page() -> str:
    return _context().page_script_hash


def _note_early_values(taps: _Taps) -> None:
    """Note what the browser sent for widgets not drawn in this session, before code overwrites it."""
    widgets = _session()._new_widget_state
    if taps.page != _page():
        taps.page = _page()
        taps.values.clear()
        taps.texts.clear()
    taps.buttons = dict.fromkeys(taps.buttons, False)
    for widget_id, state in widgets.states.items():
        if widget_id in widgets.widget_metadata or not isinstance(state, Serialized):
            continue
        if state.value.WhichOneof("value") not in _TRIGGER_PROTO_FIELDS:
            if not taps.drawn:
                taps.values[widget_id] = state.value
        elif _has_active_trigger_value(state.value):
            taps.buttons[widget_id] = True


def _call_due_callbacks(taps: _Taps) -> None:
    """Call the due callbacks before anything is drawn, as Streamlit does.

    Buttons come last, so that the notice with its undo is about what the person tapped.
    """
    taps.due.sort(key=lambda entry: entry[1], reverse=True)
    while taps.shown:
        key, value = taps.shown.popitem()
        st.session_state[key] = value
    while taps.due:
        with _uninterrupted():
            widget_id, saves = taps.due.pop(0)
            st.session_state[_REPLAYING], st.session_state[_REPLAYING_VALUE] = True, saves
            try:
                _session()._new_widget_state.call_callback(widget_id)
            finally:
                st.session_state[_REPLAYING] = st.session_state[_REPLAYING_VALUE] = False


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep a newer tap from interrupting this block, as `app.py` does for callbacks that Streamlit calls.

    A tap interrupted halfway would be lost, or repeated by the newer run.
    """
    runner: Any = _context()._enqueue.__self__  # type: ignore[attr-defined]
    runner._execing = False
    try:
        yield
    finally:
        runner._execing = True


def _values_without_widgets() -> dict[str, Any]:
    """Return the session's values besides widgets: pages remove from these what they show only once."""
    session = _session()
    state = {**session._old_state, **session._new_session_state}
    return {
        key: value
        for key, value in state.items()
        if not is_element_id(key) and key not in session._key_id_mapper
    }


def _sort_early_values(taps: _Taps, before: Mapping[str, Any]) -> None:
    """Sort early values into those to save now, those the person must decide on, and those that are lost."""
    _sort_buttons(taps)
    if not taps.drawn:
        _sort_values(taps)
    _drop_settled_texts(taps)
    if taps.due or taps.again:
        taps.again = False
        for key in before.keys() - set(st.session_state):
            st.session_state[key] = before[key]
        st.rerun()
    # Toasts, because they are visible wherever on the page the tap was.
    if taps.lost:
        st.toast(ASLEEP, icon=":material/bedtime:", duration="long")
    if taps.has_new_text:
        st.toast(UNSAVED, icon=":material/bedtime:", duration="long")
    taps.lost = taps.has_new_text = False


def _sort_buttons(taps: _Taps) -> None:
    for widget_id, is_fresh in taps.buttons.items():
        metadata = _metadata(widget_id)
        if metadata is not None and metadata.callback is not None:
            taps.due.append((widget_id, False))
        elif metadata is None or not is_fresh:
            taps.lost = True
    taps.buttons.clear()


def _drop_handled_buttons(taps: _Taps) -> None:
    """Drop the buttons that the page itself has handled: they are the reason why it is starting again."""
    for widget_id, is_fresh in list(taps.buttons.items()):
        metadata = _metadata(widget_id)
        if is_fresh and metadata is not None and metadata.callback is None:
            del taps.buttons[widget_id]


def _sort_values(taps: _Taps) -> None:
    """Save the browser's values where nothing is stored yet; never replace a stored value.

    A value that differs from a stored one is checked again after the callbacks: a button may have saved it.
    """
    missing = {
        widget_id: state
        for widget_id, state in taps.values.items()
        if _metadata(widget_id) is None and not _is_empty(state)
    }
    sent = [_sent(taps, widget_id, state) for widget_id, state in taps.values.items()]
    others = [other for other in sent if other is not None and not _take_over(taps, other)]
    taps.values = {other.metadata.id: taps.values[other.metadata.id] for other in others}
    if missing and taps.again and not taps.has_missing:
        taps.has_missing = True
        taps.values |= missing
    elif not taps.due:
        if missing:
            # In the bar and not as a toast: nobody may be looking when the program starts again.
            notices.show_warning(CLOSED)
            taps.again = True
        for other in others:
            _keep_what_is_stored(taps, other)
        taps.values.clear()
        taps.drawn = True


def _is_empty(state: WidgetState) -> bool:
    """Return whether a field came without text or choice: if the page no longer draws it, nothing is lost."""
    match state.WhichOneof("value"):
        case "string_value":
            return not state.string_value
        case "string_array_value":
            return not state.string_array_value.data
        case _:
            return False


def _sent(taps: _Taps, widget_id: str, state: WidgetState) -> _Sent | None:
    """Return a browser's value if it differs from what the page would show by itself."""
    session, metadata = _session(), _metadata(widget_id)
    if metadata is None:
        return None
    if state.file_uploader_state_value.uploaded_file_info and not session[widget_id]:
        taps.lost = True  # the server held the file before the restart
        return None
    if metadata.disabled or state.WhichOneof("value") == "file_uploader_state_value":
        return None
    key = session._key_id_mapper.id_key_mapping.get(widget_id, "")
    is_set = key in session._new_session_state
    browser_value = _Sent(
        metadata=metadata,
        key=key,
        value=metadata.deserializer(unpack_widget_state_value(state)),
        stored=session._new_session_state[key] if is_set else metadata.deserializer(None),
        is_set=is_set,
    )
    return None if _is_same_value(browser_value.value, browser_value.stored) else browser_value


def _take_over(taps: _Taps, sent: _Sent) -> bool:
    """Accept a value that replaces nothing stored, and run the page again; return whether it was accepted."""
    taps.again = True
    saves = sent.metadata.callback is not None
    if saves and _is_something(sent.stored):
        return False
    if sent.is_set:  # the page has put the stored value over what was typed
        taps.shown[sent.key] = sent.value
    if saves:
        taps.due.append((sent.metadata.id, True))
    return True


def _keep_what_is_stored(taps: _Taps, sent: _Sent) -> None:
    """Show the stored value instead of a choice; a text stays where it is until the person decides."""
    if sent.is_text and sent.value.strip():
        taps.has_new_text = True
        taps.texts.append(
            _Text(
                widget_id=sent.metadata.id,
                key=sent.key,
                typed=sent.value,
                stored=sent.stored,
            )
        )
        return
    taps.shown[sent.key] = sent.stored
    # A tap can't clear a single choice, so an empty one only means that the page was outdated.
    if sent.value is not None or sent.metadata.value_type != "string_array_value":
        taps.lost = True


def _drop_settled_texts(taps: _Taps) -> None:
    """Drop the question about a text that has been stored or changed since."""
    for text in list(taps.texts):
        metadata = _metadata(text.widget_id)
        shown = st.session_state.get(text.key, text.typed)
        if metadata is None or _is_same_value(metadata.deserializer(None), text.typed) or shown != text.typed:
            taps.texts.remove(text)
            taps.again = True


def _metadata(widget_id: str) -> WidgetMetadata[Any] | None:
    return _session()._new_widget_state.widget_metadata.get(widget_id)


def _is_same_value(one: object, other: object) -> bool:
    """Return whether two values are equal once stored, which ignores the spaces around a text."""
    if isinstance(one, str) and isinstance(other, str):
        return _plain_text(one) == _plain_text(other)
    return one == other


def _plain_text(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_something(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_is_something(element) for element in value.values())
    return bool(value)


def _save(text: _Text) -> None:
    taps: _Taps = st.session_state[_STATE_KEY]
    taps.texts = [other for other in taps.texts if other != text]
    st.session_state[text.key] = text.typed
    _session()._new_widget_state.call_callback(text.widget_id)


def _leave(text: _Text) -> None:
    taps: _Taps = st.session_state[_STATE_KEY]
    taps.texts = [other for other in taps.texts if other != text]
    st.session_state[text.key] = text.stored
