"""Fields that keep what is typed until it is saved, and then show the stored value.

Draw a field with a key from `field()` and `persist_state="session"`, outside of `st.form`: a form sends
nothing to the server before its button is tapped, so its content is lost with the part of the page that it
is on.
A one-line text field has `live=True`: if the connection drops before the person leaves the field, the browser
shows the text but never sends it. Set a field's value, never delete it: a browser sends a deleted field's
content again as if it had just been typed.

What could not be saved stays in its field, and the bar at the bottom says so as long as it is there. The
sentence is not below the field, where it would move the button that the person is just pressing. The browser
does not validate the content, because it would not send what it finds invalid, which would then be lost.
"""

from dataclasses import dataclass
from enum import Enum

import streamlit as st

from . import notices

_NOTED = " begins with"
_REFUSED = "refused"


class _Saved(Enum):
    """Marks a field whose content was saved: it shows its initial value again when it is drawn next."""

    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """Fields that could not be saved together: what they held then, and why they were refused."""

    values: dict[str, object]
    words: str

    @property
    def still_applies(self) -> bool:
        """Whether the fields still hold what was refused and it has not been stored since."""
        unchanged = all(st.session_state.get(key) == value for key, value in self.values.items())
        return unchanged and any(typed_in(key) for key in self.values)


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
    for words in unsaved(key):
        notices.show_field_error(words)
    return key


def forget(*keys: str) -> None:
    """Reset these fields to their initial values when they are drawn next: their content is saved."""
    for key in keys:
        st.session_state[_note(key)] = _Saved.YES
    st.session_state[_REFUSED] = [
        refusal for refusal in _refusals() if refusal.values.keys().isdisjoint(keys)
    ]


def refuse(keys: tuple[str, ...], words: str) -> None:
    """Note why these fields were not saved; shown as long as they hold what they hold now."""
    others = [refusal for refusal in _refusals() if refusal.values.keys() != set(keys)]
    values = {key: st.session_state.get(key) for key in keys}
    st.session_state[_REFUSED] = [*others, _Refusal(values=values, words=words)]


def unsaved(*keys: str) -> list[str]:
    """Return why the current content of these fields was not saved, if it was refused."""
    return [
        refusal.words
        for refusal in _refusals()
        if refusal.values.keys() & set(keys) and refusal.still_applies
    ]


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
