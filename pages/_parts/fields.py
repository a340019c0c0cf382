"""Fields that keep what is typed until it is saved, and then show what is stored.

A field is drawn with a key from here and `persist_state="session"`, outside of `st.form`: a form tells the
server nothing before its button is tapped, so whatever was typed in it is lost with the part or page that it
is on. A line of text has `live=True`: where the connection is lost before somebody leaves the line, a browser
shows the text and never sends it. What a field holds is set, never deleted: a browser sends what a deleted
field held once more, as if it had been typed.
"""

from enum import Enum

import streamlit as st

_NOTED = " begins with"


class _Saved(Enum):
    """What is noted for a field whose content was saved: it is to show its beginning again."""

    YES = "yes"


def field(key: str, begins: object) -> str:
    """Return the key, having noted what the field begins with; to be called right before it is drawn.

    Whoever has typed keeps what was typed. A field that nobody touched, or that was saved, follows `begins`:
    what is stored, which a save, an undo or another tab may have changed. After a restart nothing is noted,
    and the browser's own content stays.
    """
    noted = st.session_state.get(_note(key), begins)
    untouched = noted is _Saved.YES or st.session_state.get(key, noted) == noted
    if noted != begins and untouched and st.session_state.get(key) != begins:
        st.session_state[key] = begins
    st.session_state[_note(key)] = begins
    return key


def forget(*keys: str) -> None:
    """Let these fields begin again when they are drawn next: what was typed in them is saved."""
    for key in keys:
        st.session_state[_note(key)] = _Saved.YES


def forget_all(prefix: str) -> None:
    """Let every field with such a key begin again, and forget whatever else was chosen there."""
    names = [str(name) for name in st.session_state if str(name).startswith(prefix)]
    for name in names:
        if _note(name) in names:
            forget(name)
        elif not name.endswith(_NOTED):
            del st.session_state[name]


def typed_in(key: str) -> bool:
    """Whether somebody typed in a field and has not saved it yet."""
    note = st.session_state.get(_note(key))
    return note is not None and note is not _Saved.YES and st.session_state.get(key, note) != note


def _note(key: str) -> str:
    return f"{key}{_NOTED}"
