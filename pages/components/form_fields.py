"""Fields that keep what is typed until it is saved, also where another tab has saved the same row meanwhile.

Once it is saved, a field shows the stored value.

Draw a field with a key from `field()` and `persist_state="session"`, outside of `st.form`: a form sends
nothing to the server before its button is tapped, so its content is lost with the part of the page that it
is on.
A one-line text field has `live=True`: if the connection drops before the person leaves the field, the browser
shows the text but never sends it. Set a field's value, never delete it: a browser sends a deleted field's
content again as if it had just been typed.

What could not be saved stays in its field, and `render_refusal` below the field says why until it is saved.
The sentence does not go as soon as the content changes: leaving the field would then move the button that the
person is just pressing. The browser does not validate the content, because it would not send what it finds
invalid, which would then be lost.
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

_NOTED = " begins with"
_REFUSED = "refused"
_CORRECTED = "corrected"
"""The session's key for the field that was saved after a refusal, and its page."""


class _Saved(Enum):
    """Marks a field whose content was saved: it shows its initial value again when it is drawn next."""

    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """Why a field was refused, and the fields that are saved together with it."""

    key: str
    words: str
    together: tuple[str, ...]

    @property
    def still_applies(self) -> bool:
        """Whether something is typed in these fields and not saved yet, or the field lacks its content."""
        return any(map(typed_in, self.together)) or not st.session_state.get(self.key)


def field(key: str, initial: object) -> str:
    """Return the key after noting the field's initial value; call this right before drawing the field.

    A field that somebody typed in keeps its content. An untouched or saved field follows `initial`, the
    stored value, which a save, an undo or another tab may have changed. After a restart nothing is noted, and
    the browser's content stays.
    """
    noted = st.session_state.get(_note(key), initial)
    untouched = noted is _Saved.YES or st.session_state.get(key, noted) == noted
    if noted != initial and untouched and st.session_state.get(key) != initial:
        st.session_state[key] = initial
    st.session_state[_note(key)] = initial
    return key


def forget(*keys: str) -> None:
    """Reset these fields to their initial values when they are drawn next: their content is saved."""
    for key in keys:
        if len(keys) == 1 and unsaved(key):
            st.session_state[_CORRECTED] = (key, _page())
        st.session_state[_note(key)] = _Saved.YES
    st.session_state[_REFUSED] = [refusal for refusal in _refusals() if not set(refusal.together) & set(keys)]


def refuse(key: str, words: str, together: tuple[str, ...] = ()) -> None:
    """Note why a field and the fields `together` with it were not saved; shown until they are saved."""
    together = together or (key,)
    others = [refusal for refusal in _refusals() if not set(refusal.together) & set(together)]
    st.session_state[_REFUSED] = [*others, _Refusal(key=key, words=words, together=together)]
    st.session_state.pop(_CORRECTED, None)


def new_action() -> None:
    """Forget the refusals of fields in which nothing is typed anymore: another action begins."""
    st.session_state[_REFUSED] = [refusal for refusal in _refusals() if any(map(typed_in, refusal.together))]


def field_at_fault(error: FollowUpError, fields: Mapping[str, str]) -> str:
    """Return the key of the field that an error is about, '' if it is about none of them.

    `fields` are keys by the stored column. An input error of a single field is about that one.
    """
    if len(fields) == 1 and isinstance(error, BadValue | Refused):
        return next(iter(fields.values()))
    return fields.get(error.field, "")


def unsaved(*keys: str) -> list[str]:
    """Return why these fields were not saved, if they were refused."""
    return [refusal.words for refusal in _refusals() if refusal.key in keys and refusal.still_applies]


def render_refusal(key: str) -> None:
    """Draw why a field was not saved; call this right after drawing the field.

    Once it is saved, a word takes the sentence's place, so that nothing below it moves under a finger.
    """
    for refusal in _refusals():
        if refusal.key == key and refusal.still_applies and not notices.is_shown(refusal.words):
            by_itself = "Not saved: " if refusal.together == (key,) and st.session_state.get(key) else ""
            st.error(f"{by_itself}{escape_markdown(refusal.words)}", icon=":material/error:")
    if st.session_state.get(_CORRECTED) == (key, _page()):
        st.success("Saved.", icon=":material/check:")


def render_refusal_hint(*keys: str) -> None:
    """Say below the button of a long form that a field further up was not saved; it may be out of sight."""
    if unsaved(*keys):
        st.markdown(":red[:material/arrow_upward: Not saved yet. The reason is below its field.]")


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _refusals() -> list[_Refusal]:
    refusals: list[_Refusal] = st.session_state.get(_REFUSED, [])
    return refusals


def forget_all(prefix: str, on_screen: tuple[str, ...] = ()) -> None:
    """Reset every field whose key has this prefix, and forget other choices with such a key.

    The keys `on_screen` keep their values: the browser goes on showing them, whatever is forgotten here.
    """
    names = [str(name) for name in st.session_state if str(name).startswith(prefix) and name not in on_screen]
    for name in names:
        if _note(name) in names:
            forget(name)
        elif not name.endswith(_NOTED):
            del st.session_state[name]


def typed_in(key: str) -> bool:
    """Return whether somebody typed in a field and it is not saved yet."""
    note = st.session_state.get(_note(key), _Saved.YES)
    return note is not _Saved.YES and st.session_state.get(key, note) != note


def typed_or_stored(key: str, stored: object) -> object:
    """Return what a field is to be saved with: what was typed in it, else `stored`, the value as of now.

    A field that nobody typed in may show an older value than another tab has saved since.
    """
    return st.session_state.get(key) if typed_in(key) else stored


def overwrites_other_tab(key: str, stored: object) -> bool:
    """Return whether what was typed in a field replaces a value that another tab has saved since."""
    return typed_in(key) and stored not in (st.session_state[_note(key)], st.session_state.get(key))


def holds_unsaved_text() -> bool:
    """Return whether a text was typed on any page of this session and is not saved yet.

    Choices don't count: they are quickly made again, and some are only about what to show.
    """
    keys = [str(name).removesuffix(_NOTED) for name in st.session_state if str(name).endswith(_NOTED)]
    return any(type(st.session_state[_note(key)]) is str and typed_in(key) for key in keys)


def _note(key: str) -> str:
    return f"{key}{_NOTED}"
