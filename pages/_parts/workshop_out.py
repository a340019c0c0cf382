"""What leaves a workshop: its report, the handout, its agenda for another day; and its end."""

from datetime import date

import streamlit as st

from followup_core.coach.workshop import Hall
from followup_core.records import EARLIEST_DATE, LATEST_DATE
from followup_core.workshop.model import Wall

from . import edge, workshop_act, workshop_words


def report(hall: Hall, wall: Wall) -> None:
    """Draw the facilitator's report to download."""
    st.header("Report", anchor=False)
    st.markdown(
        "How many came, the polls, the situations and the evaluation. Counts only, and none below ten "
        "people: a file travels further than a screen."
    )
    _downloads(hall, wall.workshop_id)


def _downloads(hall: Hall, workshop_id: str) -> None:
    """Draw the downloads of the report. To be filled once the report is there."""


def handout(hall: Hall, wall: Wall) -> None:
    """Draw the blank handout to print. To be filled once the handout is there."""


def again(hall: Hall, wall: Wall) -> None:
    """Draw the way to the same agenda on another day."""
    st.header("Use it again", anchor=False)
    st.markdown("The same agenda and content for another day; nothing that anybody entered comes along.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "On",
            edge.today(),
            min_value=EARLIEST_DATE,
            max_value=LATEST_DATE,
            format="DD/MM/YYYY",
            key="again-day",
        )
        st.button("Prepare another one", key="again", on_click=_duplicate, args=(hall, wall.workshop_id))


def _duplicate(hall: Hall, workshop_id: str) -> None:
    held_on = st.session_state.get("again-day")
    if isinstance(held_on, date):
        workshop_act.act(
            lambda: workshop_act.choose(hall.duplicate(workshop_id, held_on, edge.instant())),
            "This is the new one.",
        )


def deletion(hall: Hall, wall: Wall) -> None:
    """Draw the end of everything, with what goes; there is no undo, so it is asked once in plain words."""
    st.header("Delete", anchor=False)
    with st.expander("Delete this workshop", icon=":material/delete:"):
        gone = "everything its participants answered, wrote and have not taken home, " if wall.joined else ""
        st.markdown(
            f"Deleted are the agenda, {gone}and its figures. There is no undo and no backup. By itself it "
            f"happens on {workshop_words.deleted_on(wall)}."
        )
        st.button(
            "Delete it for good",
            key="delete",
            icon=":material/delete:",
            on_click=workshop_act.delete,
            args=(hall, wall.workshop_id),
        )
