"""The buttons that step through a workshop, on the facilitator's page and on the wall."""

from typing import Literal

import streamlit as st

from components import session
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import agenda
from followup_core.workshop.workshop_model import PublicView

from . import workshop_actions, workshop_labels

_ASKED = "step-back-asked"
"""The workshop and the steps from and to which going back was asked about."""

_Question = tuple[str, int, int]


def render_steps(
    service: WorkshopService, public_view: PublicView, *, width: Literal["stretch", "content"]
) -> None:
    """Draw the back and next buttons; their shortcuts are the keys that a presenter's clicker sends."""
    st.button(
        "Back",
        key="step-back",
        icon=":material/arrow_back:",
        shortcut="PageUp",
        disabled=public_view.at_start,
        width=width,
        on_click=_back,
        args=(service, public_view.workshop_id),
    )
    words = workshop_labels.next_step_words(public_view)
    st.button(
        f"Next: {words}" if words else "Next",
        key="step-next",
        icon=":material/arrow_forward:",
        # Not a primary button: the shortcut's label that Streamlit adds would be unreadable on that color.
        shortcut="PageDown",
        disabled=public_view.at_end,
        width=width,
        on_click=_forward,
        args=(service, public_view.workshop_id),
    )


def render_reopening_question(service: WorkshopService, public_view: PublicView) -> None:
    """Ask before a step back lets people change answers that the room has seen, if one was tapped."""
    question: _Question | None = st.session_state.get(_ASKED)
    if question is None or question[:2] != (public_view.workshop_id, public_view.step_index):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("If you go back, people can change their answers. Ask again?")
        st.button("Stay here", key="step-back-no", on_click=_forget_question)
        st.button("Go back and ask again", key="step-back-yes", on_click=_reopen, args=(service, question))


def go_to_activity(service: WorkshopService, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda, after a question where that reopens a vote (a callback)."""

    def go() -> None:
        public_view = service.public_view(workshop_id)
        target = agenda.first_step_of(agenda.agenda_steps(public_view.plan), activity)
        if target is not None and not _asks_first(public_view, target):
            service.go_to_step(workshop_id, target, session.utc_now())

    workshop_actions.run_action(go)


def _back(service: WorkshopService, workshop_id: str) -> None:
    def go() -> None:
        public_view = service.public_view(workshop_id)
        index = public_view.step_index
        if index is not None and not _asks_first(public_view, index - 1):
            service.back(workshop_id, session.utc_now())

    workshop_actions.run_action(go)


def _forward(service: WorkshopService, workshop_id: str) -> None:
    _forget_question()
    workshop_actions.run_action(lambda: service.forward(workshop_id, session.utc_now()))


def _asks_first(public_view: PublicView, target: int) -> bool:
    """Return whether going to a step reopens a vote; the question is then on the next run of the page."""
    _forget_question()
    steps, index = agenda.agenda_steps(public_view.plan), public_view.step_index
    if index is None or not agenda.reopens_vote(steps, index, target):
        return False
    st.session_state[_ASKED] = (public_view.workshop_id, index, target)
    return True


def _reopen(service: WorkshopService, question: _Question) -> None:
    _forget_question()
    workshop_id, index, target = question

    def go() -> None:
        if service.public_view(workshop_id).step_index == index:  # else somebody else stepped meanwhile
            service.go_to_step(workshop_id, target, session.utc_now())

    workshop_actions.run_action(go)


def _forget_question() -> None:
    st.session_state.pop(_ASKED, None)
