"""A file taken home from a workshop: what comes in, said before it does, and one button."""

import streamlit as st

from followup_core.coach.importing import carrying
from followup_core.coach.importing.comparing import Conflict, Merge
from followup_core.coach.importing.saying import merge_words
from followup_core.exchange.bundle import Bundle
from followup_core.records import FollowUpError, parse_date
from followup_core.records.dates import counted, spoken

from . import edge
from .text import plain

_MEGABYTES = 5
_SHOWN = 20
_ROUND = "bring-in-round"  # a number in the uploader's key: the next file begins with an empty one


def show() -> None:
    """Draw the uploader, and what the chosen file would bring."""
    st.header("Open a take-home file", anchor=False)
    st.markdown(
        "The ZIP file you took home from a workshop, or a backup from another computer."
        " What you have here stays as it is; nothing is doubled."
    )
    chosen = st.file_uploader("Take-home file", type="zip", max_upload_size=_MEGABYTES, key=_key())
    if chosen is None:
        return
    try:
        bundle = carrying.read_file(chosen.getvalue())
        found = carrying.preview(edge.desk(), bundle)
    except FollowUpError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    _preview(bundle, found)


def _key() -> str:
    return edge.key(f"take-home-{st.session_state.get(_ROUND, 0)}")


def _preview(bundle: Bundle, found: Merge) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(_origin(bundle))}** {plain(merge_words(found))}")
        if bundle.texts:
            st.markdown(
                f"It also holds {counted(len(bundle.texts), 'text')} to read: open the file like a folder."
            )
        if found.conflicts:
            _differences(found.conflicts)
        if found.problems:
            with st.expander(f"{counted(len(found.problems), 'thing').capitalize()} in it cannot be used"):
                for problem in found.problems[:_SHOWN]:
                    st.markdown(f"- {plain(str(problem))}")
        if found.changes:
            st.button(
                "Bring it in", type="primary", key=edge.key("bring-in"), on_click=_bring_in, args=(bundle,)
            )


def _origin(bundle: Bundle) -> str:
    try:
        day = f" of {spoken(parse_date(bundle.made_on), edge.today())}"
    except ValueError:
        day = ""
    return f"From “{bundle.title}”{day}." if bundle.title else f"A backup{day}."


def _differences(conflicts: tuple[Conflict, ...]) -> None:
    rows = [
        {
            "What": plain(each.what),
            "Yours, which stays": plain(each.ours) or "nothing",
            "In the file": plain(each.theirs),
        }
        for each in conflicts[:_SHOWN]
    ]
    st.table(rows, hide_index=True, alt="What differs; yours stays.")
    if len(conflicts) > _SHOWN:
        st.caption(f"And {len(conflicts) - _SHOWN} more.")


def _bring_in(bundle: Bundle) -> None:
    if edge.attempt(lambda at, when: carrying.bring_in(edge.workspace(), when, bundle)):
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
