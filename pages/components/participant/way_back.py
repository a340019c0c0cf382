"""The way back to the workshop from a participant's other pages, once the workshop has moved on."""

import streamlit as st

from components.markdown_text import escape_markdown
from followup_core.workshop.workshop_model import ActivityKind, ParticipantView, WorkshopStage, title_of

_LAST_PLACE_KEY = "workshop-left-at"


def note_place(view: ParticipantView) -> None:
    """Remember what the workshop showed when this phone last had its page open."""
    st.session_state[_LAST_PLACE_KEY] = _place(view)


def render_way_back(view: ParticipantView) -> None:
    """Draw a link back to the workshop if it has moved on.

    The link is in the bar below the page, where it moves nothing that the participant is just pressing.
    """
    if not _has_moved_on(view):
        return
    with st.bottom, st.container(border=True):
        st.markdown(f":material/campaign: **{_moved_on_sentence(view)}**")
        st.page_link("join.py", label="Back to the workshop", icon=":material/arrow_back:", width="stretch")


def _has_moved_on(view: ParticipantView) -> bool:
    """Return whether the workshop shows something else than when the phone left its page.

    A page that was loaded again remembers nothing. Then an activity counts as new unless it is done on this
    page.
    """
    if _LAST_PLACE_KEY in st.session_state:
        return bool(st.session_state[_LAST_PLACE_KEY] != _place(view))
    belongs_here = view.activity is None or view.activity.kind is ActivityKind.OWN_CHECKLIST
    return view.stage is WorkshopStage.OPEN and not belongs_here


def _place(view: ParticipantView) -> tuple[object, ...]:
    return (
        view.stage,
        view.activity and view.activity.activity_id,
        view.prompt and view.prompt.prompt_id,
        view.position and view.position.phase,
    )


def _moved_on_sentence(view: ParticipantView) -> str:
    if view.stage is WorkshopStage.CLOSED:
        return "The workshop has ended."
    if view.activity is None:
        return "The workshop has moved on."
    return f"The workshop has moved on to “{escape_markdown(title_of(view.activity, view.prompt))}”."
