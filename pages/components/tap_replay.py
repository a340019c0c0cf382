"""Replays taps that reach a new session once it has drawn the page, or reports them as lost.

After a restart, or when a phone slept longer than its session lives, the browser continues in a new session
and sends the values of all its widgets. Streamlit calls no callback for a widget that this session has never
drawn, so a choice would look chosen but be saved nowhere. Once a run has drawn the page without
interruption, the callbacks are known, and this module calls each of them once.

Streamlit has no public way to ask what a browser sent, so this module reads the session's private state. No
other module reads what a browser sent. tests/e2e/browser/test_first_tap.py checks this one against the pinned
version.
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
_REPLAYING_KEY = "replaying"
_REPLAYING_VALUE_KEY = "replaying-value"
_MAX_QUOTED_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnsavedText:
    """A text typed on a page that slept, for a field whose stored text differs: only the user can choose."""

    widget_id: str
    key: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _BrowserValue:
    """A value that the browser sent for a widget, and the stored value that the page would show."""

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
class _EarlyInput:
    """What a browser sent before its session had drawn the page."""

    page: str = ""
    values: dict[str, WidgetState] = field(default_factory=dict)
    buttons: dict[str, bool] = field(default_factory=dict)
    """By widget id, whether the press came with this run. Only then the page sees that it was pressed."""
    due_callbacks: list[tuple[str, bool]] = field(default_factory=list)
    """Widgets whose callbacks the next run calls first, each with whether that saves a value."""
    pending_values: dict[str, Any] = field(default_factory=dict)
    """The values that fields show from the next run on, by the fields' keys."""
    texts: list[_UnsavedText] = field(default_factory=list)
    has_new_text: bool = False
    """Whether a text was added. Its question is at the top, and the user may have scrolled far down."""
    needs_rerun: bool = False
    """Whether the page must be drawn again, because it didn't know these values when it began."""
    has_lost_tap: bool = False
    """Whether a tap was lost, which the user must be told."""
    has_undrawn_values: bool = False
    """Whether values came for widgets that the page didn't draw. Its next run may draw them."""
    values_checked: bool = False
    """Whether a run has drawn the whole page, so that `values` were compared with the stored ones."""


@contextmanager
def replaying_taps() -> Iterator[None]:
    """Draw a page inside this block, then replay the taps that came before the session knew its widgets."""
    early_input: _EarlyInput = st.session_state.setdefault(_STATE_KEY, _EarlyInput())
    _note_early_values(early_input)
    _call_due_callbacks(early_input)
    values_before = _values_without_widgets()
    try:
        yield
    except RerunException as start:
        if start.rerun_data.widget_states is None:  # the page starts again by itself, not for a newer tap
            _drop_handled_buttons(early_input)
        raise
    _draw_reconnect_timer()
    _sort_early_values(early_input, values_before)


def is_replaying() -> bool:
    """Return whether a replayed tap is being done: what the user saw may have changed since."""
    return bool(st.session_state.get(_REPLAYING_KEY))


def is_replaying_value() -> bool:
    """Return whether a replayed value is being saved. It is then always confirmed on screen."""
    return bool(st.session_state.get(_REPLAYING_VALUE_KEY))


def render_unsaved_texts() -> None:
    """Draw each text that was typed before the page slept and would replace a stored one, with a choice."""
    early_input: _EarlyInput = st.session_state[_STATE_KEY]
    for text in early_input.texts:
        with st.container(border=True):
            typed_text = " ".join(text.typed.split())
            quoted = (
                f"{typed_text[:_MAX_QUOTED_CHARS].rsplit(' ', 1)[0]} …"
                if len(typed_text) > _MAX_QUOTED_CHARS
                else typed_text
            )
            st.markdown(
                ":material/bedtime: This page was asleep. This text on it is not saved: "
                f"“{escape_markdown(quoted)}”"
            )
            with st.container(horizontal=True):
                st.button("Save that text", key=f"late-save-{text.key}", on_click=_save_text, args=(text,))
                st.button("Leave it", key=f"late-leave-{text.key}", on_click=_keep_stored_text, args=(text,))


@st.fragment(run_every=timedelta(hours=1))
def _draw_reconnect_timer() -> None:
    """Draw nothing. The timer makes a browser that lost its connection rerun the page once it is back.

    Without a timer, a browser waits for the next tap and shows outdated content until then.
    """


def _context() -> ScriptRunContext:
    context = get_script_run_ctx()
    if context is None:
        raise RuntimeError("Pages are drawn by Streamlit alone.")
    return context


def _session() -> SessionState:
    session_state: SessionState = _context().session_state._state
    return session_state


def _page_hash() -> str:
    return _context().page_script_hash


def _note_early_values(early_input: _EarlyInput) -> None:
    """Note the browser's values for widgets that this session hasn't drawn, before code overwrites them."""
    widgets = _session()._new_widget_state
    if early_input.page != _page_hash():
        early_input.page = _page_hash()
        early_input.values.clear()
        early_input.texts.clear()
    early_input.buttons = dict.fromkeys(early_input.buttons, False)
    for widget_id, state in widgets.states.items():
        if widget_id in widgets.widget_metadata or not isinstance(state, Serialized):
            continue
        if state.value.WhichOneof("value") not in _TRIGGER_PROTO_FIELDS:
            if not early_input.values_checked:
                early_input.values[widget_id] = state.value
        elif _has_active_trigger_value(state.value):
            early_input.buttons[widget_id] = True


def _call_due_callbacks(early_input: _EarlyInput) -> None:
    """Set the pending values and call the due callbacks before anything is drawn, as Streamlit does.

    Buttons come last, so that the notice with its undo is about what the user tapped.
    """
    early_input.due_callbacks.sort(key=lambda callback: callback[1], reverse=True)
    while early_input.pending_values:
        key, value = early_input.pending_values.popitem()
        st.session_state[key] = value
    while early_input.due_callbacks:
        with _uninterrupted():
            widget_id, saves_value = early_input.due_callbacks.pop(0)
            st.session_state[_REPLAYING_KEY], st.session_state[_REPLAYING_VALUE_KEY] = True, saves_value
            try:
                _session()._new_widget_state.call_callback(widget_id)
            finally:
                st.session_state[_REPLAYING_KEY] = st.session_state[_REPLAYING_VALUE_KEY] = False


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep a newer tap from interrupting this block, as `app.py` does for callbacks that Streamlit calls.

    A tap that is interrupted halfway would be lost, or done again by the newer run.
    """
    runner: Any = _context()._enqueue.__self__  # type: ignore[attr-defined]
    runner._execing = False
    try:
        yield
    finally:
        runner._execing = True


def _values_without_widgets() -> dict[str, Any]:
    """Return the session's values that belong to no widget. Pages remove those that they show only once."""
    session_state = _session()
    values = {**session_state._old_state, **session_state._new_session_state}
    return {
        key: value
        for key, value in values.items()
        if not is_element_id(key) and key not in session_state._key_id_mapper
    }


def _sort_early_values(early_input: _EarlyInput, values_before: Mapping[str, Any]) -> None:
    """Sort early values into those to save now, those that the user must decide about, and lost ones."""
    _sort_buttons(early_input)
    if not early_input.values_checked:
        _sort_values(early_input)
    _drop_settled_texts(early_input)
    if early_input.due_callbacks or early_input.needs_rerun:
        early_input.needs_rerun = False
        for key in values_before.keys() - set(st.session_state):
            st.session_state[key] = values_before[key]
        st.rerun()
    # Toasts, because they are visible wherever on the page the tap was.
    if early_input.has_lost_tap:
        st.toast(ASLEEP, icon=":material/bedtime:", duration="long")
    if early_input.has_new_text:
        st.toast(UNSAVED, icon=":material/bedtime:", duration="long")
    early_input.has_lost_tap = early_input.has_new_text = False


def _sort_buttons(early_input: _EarlyInput) -> None:
    for widget_id, is_from_this_run in early_input.buttons.items():
        metadata = _widget_metadata(widget_id)
        if metadata is not None and metadata.callback is not None:
            early_input.due_callbacks.append((widget_id, False))
        elif metadata is None or not is_from_this_run:
            early_input.has_lost_tap = True
    early_input.buttons.clear()


def _drop_handled_buttons(early_input: _EarlyInput) -> None:
    """Drop the buttons that the page itself has handled: they are why the page is starting again."""
    for widget_id, is_from_this_run in list(early_input.buttons.items()):
        metadata = _widget_metadata(widget_id)
        if is_from_this_run and metadata is not None and metadata.callback is None:
            del early_input.buttons[widget_id]


def _sort_values(early_input: _EarlyInput) -> None:
    """Save the browser's values for fields without a stored value; never replace a stored value.

    A value that differs from a stored one is checked again after the callbacks: a button may have saved it.
    """
    undrawn_values = {
        widget_id: state
        for widget_id, state in early_input.values.items()
        if _widget_metadata(widget_id) is None and not _is_empty(state)
    }
    browser_values = [
        _browser_value(early_input, widget_id, state) for widget_id, state in early_input.values.items()
    ]
    conflicts = [
        browser_value
        for browser_value in browser_values
        if browser_value is not None and not _accept_if_unsaved(early_input, browser_value)
    ]
    early_input.values = {
        browser_value.metadata.id: early_input.values[browser_value.metadata.id]
        for browser_value in conflicts
    }
    if undrawn_values and early_input.needs_rerun and not early_input.has_undrawn_values:
        early_input.has_undrawn_values = True
        early_input.values |= undrawn_values
    elif not early_input.due_callbacks:
        if undrawn_values:
            # In the bar and not as a toast: nobody may be looking when the program starts again.
            notices.show_warning(CLOSED)
            early_input.needs_rerun = True
        for browser_value in conflicts:
            _keep_stored_value(early_input, browser_value)
        early_input.values.clear()
        early_input.values_checked = True


def _is_empty(state: WidgetState) -> bool:
    """Return whether a field has no text or choice: if the page no longer draws it, nothing is lost."""
    match state.WhichOneof("value"):
        case "string_value":
            return not state.string_value
        case "string_array_value":
            return not state.string_array_value.data
        case _:
            return False


def _browser_value(early_input: _EarlyInput, widget_id: str, state: WidgetState) -> _BrowserValue | None:
    """Return the browser's value for a widget; None if it is what the page would show anyway."""
    session_state, metadata = _session(), _widget_metadata(widget_id)
    if metadata is None:
        return None
    if state.file_uploader_state_value.uploaded_file_info and not session_state[widget_id]:
        early_input.has_lost_tap = True  # the server held the file before the restart
        return None
    if metadata.disabled or state.WhichOneof("value") == "file_uploader_state_value":
        return None
    key = session_state._key_id_mapper.id_key_mapping.get(widget_id, "")
    is_set = key in session_state._new_session_state
    sent_value = _BrowserValue(
        metadata=metadata,
        key=key,
        value=metadata.deserializer(unpack_widget_state_value(state)),
        stored=session_state._new_session_state[key] if is_set else metadata.deserializer(None),
        is_set=is_set,
    )
    return None if _is_same_value(sent_value.value, sent_value.stored) else sent_value


def _accept_if_unsaved(early_input: _EarlyInput, browser_value: _BrowserValue) -> bool:
    """Accept a value unless saving it would replace a stored one; return whether it was accepted.

    An accepted value is shown, and saved if its widget has a callback, in the next run.
    """
    early_input.needs_rerun = True
    has_callback = browser_value.metadata.callback is not None
    if has_callback and _has_content(browser_value.stored):
        return False
    if browser_value.is_set:  # the page has put the stored value over what was typed
        early_input.pending_values[browser_value.key] = browser_value.value
    if has_callback:
        early_input.due_callbacks.append((browser_value.metadata.id, True))
    return True


def _keep_stored_value(early_input: _EarlyInput, browser_value: _BrowserValue) -> None:
    """Show the stored value instead of a choice. A text stays in its field until the user decides."""
    if browser_value.is_text and browser_value.value.strip():
        early_input.has_new_text = True
        early_input.texts.append(
            _UnsavedText(
                widget_id=browser_value.metadata.id,
                key=browser_value.key,
                typed=browser_value.value,
                stored=browser_value.stored,
            )
        )
        return
    early_input.pending_values[browser_value.key] = browser_value.stored
    # A tap can't clear a single choice, so an empty one only means that the page was outdated.
    if browser_value.value is not None or browser_value.metadata.value_type != "string_array_value":
        early_input.has_lost_tap = True


def _drop_settled_texts(early_input: _EarlyInput) -> None:
    """Drop the question about a text that has been stored or changed since."""
    for text in list(early_input.texts):
        metadata = _widget_metadata(text.widget_id)
        shown_text = st.session_state.get(text.key, text.typed)
        if (
            metadata is None
            or _is_same_value(metadata.deserializer(None), text.typed)
            or shown_text != text.typed
        ):
            early_input.texts.remove(text)
            early_input.needs_rerun = True


def _widget_metadata(widget_id: str) -> WidgetMetadata[Any] | None:
    return _session()._new_widget_state.widget_metadata.get(widget_id)


def _is_same_value(value_a: object, value_b: object) -> bool:
    """Return whether two values are equal once stored; spaces around a text don't count."""
    if isinstance(value_a, str) and isinstance(value_b, str):
        return _plain_text(value_a) == _plain_text(value_b)
    return value_a == value_b


def _plain_text(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _has_content(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_has_content(element) for element in value.values())
    return bool(value)


def _save_text(text: _UnsavedText) -> None:
    early_input: _EarlyInput = st.session_state[_STATE_KEY]
    early_input.texts = [other_text for other_text in early_input.texts if other_text != text]
    st.session_state[text.key] = text.typed
    _session()._new_widget_state.call_callback(text.widget_id)


def _keep_stored_text(text: _UnsavedText) -> None:
    early_input: _EarlyInput = st.session_state[_STATE_KEY]
    early_input.texts = [other_text for other_text in early_input.texts if other_text != text]
    st.session_state[text.key] = text.stored
