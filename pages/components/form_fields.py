"""Fields that keep what is typed until it is saved, and then show what is stored.

A field is drawn with a key from here and `persist_state="session"`, outside of `st.form`: a form tells the
server nothing before its button is tapped, so whatever was typed in it is lost with the part or page that it
is on. A line of text has `live=True`: where the connection is lost before somebody leaves the line, a browser
shows the text and never sends it. What a field holds is set, never deleted: a browser sends what a deleted
field held once more, as if it had been typed.

What could not be saved stays in its field, and the bar at the bottom says so as long as it stands there. The
sentence is not below its field, where it would move the button that somebody is just pressing; and a browser
does not check what is typed, as it would keep from the server, and so lose, what it finds wrong.
"""

from dataclasses import dataclass
from enum import Enum

import streamlit as st

from . import notices

_NOTED = " begins with"
_REFUSED = "refused"


class _Saved(Enum):
    """What is noted for a field whose content was saved: it is to show its beginning again."""

    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    """Fields that could not be saved together: what they held then, and why not."""

    values: dict[str, object]
    words: str

    @property
    def stands(self) -> bool:
        """Whether the fields still hold what was refused, and it is not stored by now."""
        held = all(st.session_state.get(key) == value for key, value in self.values.items())
        return held and any(typed_in(key) for key in self.values)


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
    for words in unsaved(key):
        notices.stand(words)
    return key


def forget(*keys: str) -> None:
    """Let these fields begin again when they are drawn next: what was typed in them is saved."""
    for key in keys:
        st.session_state[_note(key)] = _Saved.YES
    st.session_state[_REFUSED] = [each for each in _refusals() if each.values.keys().isdisjoint(keys)]


def refuse(keys: tuple[str, ...], words: str) -> None:
    """Note why these fields were not saved, to be said as long as they hold what they hold now."""
    others = [each for each in _refusals() if each.values.keys() != set(keys)]
    values = {key: st.session_state.get(key) for key in keys}
    st.session_state[_REFUSED] = [*others, _Refusal(values=values, words=words)]


def unsaved(*keys: str) -> list[str]:
    """Return why what these fields hold was not saved, where it was refused."""
    return [each.words for each in _refusals() if each.values.keys() & set(keys) and each.stands]


def _refusals() -> list[_Refusal]:
    found: list[_Refusal] = st.session_state.get(_REFUSED, [])
    return found


def forget_all(prefix: str, on_screen: tuple[str, ...] = ()) -> None:
    """Let every field with such a key begin again, and forget whatever else was chosen there.

    What is `on_screen` keeps its value: its browser goes on showing it, whatever is forgotten here.
    """
    names = [str(name) for name in st.session_state if str(name).startswith(prefix) and name not in on_screen]
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
