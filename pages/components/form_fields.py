"""Fields that keep what is typed until it is saved, even if another tab has saved the same row meanwhile.

Once its content is saved, a field shows the stored value.

Draw a field with a key from `field()` and `persist_state="session"`, outside of `st.form`: a form sends
nothing to the server before its button is tapped, so what was typed is lost when that part of the page is no
longer drawn.
Give a one-line text field `live=True`. Without it, text that is typed before the connection drops stays on
screen but is never sent. Set a field's value, never delete it: a browser sends a deleted field's
content again as if it had just been typed.

Content that could not be saved stays in its field, and `render_refusal` says below the field why, until the
content is saved. That sentence doesn't disappear when the content changes: leaving the field would then move
the button that the user is just pressing. The browser does not validate the content, because it would not
send content that it finds invalid, and that text would be lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from followup_core.models import BadValue, FollowUpError
from followup_core.store import Refused

from . import notices
from .markdown_text import escape_markdown

_NOTE_SUFFIX = " stored value"
"""Added to a field's key, for the session's note of the stored value that the field last showed."""
_REFUSALS_KEY = "refused"
_CORRECTED_KEY = "corrected"
"""The session's key for the field that was saved after a refusal, and its page."""


class _SavedMark(Enum):
    """Marks a field whose content was saved: it shows the stored value when it is drawn next."""

    SAVED = "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """Why a field's content wasn't saved."""

    key: str
    sentence: str
    group: tuple[str, ...]
    """The keys of the fields that one action saves together, this field among them."""

    @property
    def still_applies(self) -> bool:
        """Whether a field of the group has unsaved input, or the refused field is empty."""
        return any(map(has_unsaved_input, self.group)) or not st.session_state.get(self.key)


def field(key: str, initial: object) -> str:
    """Note the field's initial value, and return its key; call this right before drawing the field.

    A field that somebody typed in keeps its content. An untouched or saved field follows `initial`, the
    stored value, which a save, an undo or another tab may have changed. After a restart no value is noted,
    and the browser's content stays.
    """
    noted_value = st.session_state.get(_note_key(key), initial)
    is_untouched = noted_value is _SavedMark.SAVED or st.session_state.get(key, noted_value) == noted_value
    if noted_value != initial and is_untouched and st.session_state.get(key) != initial:
        st.session_state[key] = initial
    st.session_state[_note_key(key)] = initial
    return key


def forget(*keys: str) -> None:
    """Mark these fields as saved: each shows the stored value when it is drawn next."""
    for key in keys:
        if len(keys) == 1 and refusal_sentences(key):
            st.session_state[_CORRECTED_KEY] = (key, _page_hash())
        st.session_state[_note_key(key)] = _SavedMark.SAVED
    st.session_state[_REFUSALS_KEY] = [
        refusal for refusal in _refusals() if not set(refusal.group) & set(keys)
    ]


def refuse(key: str, sentence: str, group: tuple[str, ...] = ()) -> None:
    """Note why a field was not saved; `render_refusal` shows the sentence until the field is saved.

    `group` has the keys of all fields that are saved together with it.
    """
    group = group or (key,)
    other_refusals = [refusal for refusal in _refusals() if not set(refusal.group) & set(group)]
    st.session_state[_REFUSALS_KEY] = [*other_refusals, _Refusal(key=key, sentence=sentence, group=group)]
    st.session_state.pop(_CORRECTED_KEY, None)


def begin_action() -> None:
    """Drop the refusals of groups that hold no unsaved input; call this before an action."""
    st.session_state[_REFUSALS_KEY] = [
        refusal for refusal in _refusals() if any(map(has_unsaved_input, refusal.group))
    ]


def field_at_fault(error: FollowUpError, fields: Mapping[str, str]) -> str:
    """Return the key of the field that an error is about, '' if it is about none of `fields`.

    `fields` maps the stored column to the field's key. If there is one field, every input error is about it.
    """
    if len(fields) == 1 and isinstance(error, BadValue | Refused):
        return next(iter(fields.values()))
    return fields.get(error.field, "")


def refusal_sentences(*keys: str) -> list[str]:
    """Return why these fields' contents weren't saved: a sentence for each refused field."""
    return [refusal.sentence for refusal in _refusals() if refusal.key in keys and refusal.still_applies]


def render_refusal(key: str) -> None:
    """Draw why a field was not saved; call this right after drawing the field.

    Once the field is saved, "Saved." takes the sentence's place, so that nothing below moves under a finger.
    """
    for refusal in _refusals():
        if refusal.key == key and refusal.still_applies and not notices.is_shown(refusal.sentence):
            prefix = "Not saved: " if refusal.group == (key,) and st.session_state.get(key) else ""
            st.error(f"{prefix}{escape_markdown(refusal.sentence)}", icon=":material/error:")
    if st.session_state.get(_CORRECTED_KEY) == (key, _page_hash()):
        st.success("Saved.", icon=":material/check:")


def render_refusal_hint(*keys: str) -> None:
    """Say below the button of a long form that a field further up, perhaps out of sight, was not saved."""
    if refusal_sentences(*keys):
        st.markdown(":red[:material/arrow_upward: Not saved yet. The reason is below its field.]")


def _page_hash() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _refusals() -> list[_Refusal]:
    refusals: list[_Refusal] = st.session_state.get(_REFUSALS_KEY, [])
    return refusals


def forget_all(prefix: str, kept_keys: tuple[str, ...] = ()) -> None:
    """Mark every field whose key has this prefix as saved, and delete other session values with that prefix.

    The keys in `kept_keys` keep their values: the browser goes on showing them.
    """
    names = [str(name) for name in st.session_state if str(name).startswith(prefix) and name not in kept_keys]
    for name in names:
        if _note_key(name) in names:
            forget(name)
        elif not name.endswith(_NOTE_SUFFIX):
            del st.session_state[name]


def has_unsaved_input(key: str) -> bool:
    """Return whether somebody typed in a field and it is not saved yet."""
    note = st.session_state.get(_note_key(key), _SavedMark.SAVED)
    return note is not _SavedMark.SAVED and st.session_state.get(key, note) != note


def typed_or_stored(key: str, stored: object) -> object:
    """Return the value to save for a field: what was typed in it, else `stored`, the value stored now.

    An untouched field may still show an older value than the one that another tab has saved since.
    """
    return st.session_state.get(key) if has_unsaved_input(key) else stored


def overwrites_other_tab(key: str, stored: object) -> bool:
    """Return whether what was typed in a field would replace a value that another tab has saved since."""
    return has_unsaved_input(key) and stored not in (
        st.session_state[_note_key(key)],
        st.session_state.get(key),
    )


def holds_unsaved_text() -> bool:
    """Return whether any page of this session holds a text that was typed and is not saved yet.

    Choices don't count: they are quickly made again, and some only say what to show.
    """
    keys = [
        str(name).removesuffix(_NOTE_SUFFIX) for name in st.session_state if str(name).endswith(_NOTE_SUFFIX)
    ]
    return any(type(st.session_state[_note_key(key)]) is str and has_unsaved_input(key) for key in keys)


def _note_key(key: str) -> str:
    return f"{key}{_NOTE_SUFFIX}"
