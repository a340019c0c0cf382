"""The buttons that step through a workshop, on the facilitator's page and on the wall."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import session
from components.checklist import checklist_state
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import agenda
from followup_core.workshop.workshop_model import PublicView

from . import workshop_actions, workshop_labels

_ASKED = "step-asked"
"""The workshop and the steps from and to which going was asked about."""
_ASKED_AT = "step-asked-at"

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


def render_step_question(service: WorkshopService, public_view: PublicView) -> None:
    """Ask before a step that lets people change answers that the room has seen, or ends answers too soon.

    The button that was tapped, or the clicker's key, answers it as well.
    """
    question: _Question | None = st.session_state.get(_ASKED)
    if question is None or question[:2] != (public_view.workshop_id, public_view.step_index):
        return
    closes = question[2] > question[1]
    if closes and not _closes_too_soon(public_view, question[2]):
        return  # enough answers have come since
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if closes:
            words, no, yes = workshop_labels.too_soon_words(public_view), "Wait for more", "Go on anyway"
        else:
            words = "If you go back, people can answer again, and change their answers. Ask again?"
            no, yes = "Stay here", "Go back and ask again"
        st.markdown(words)
        st.button(no, key="step-no", on_click=_forget_question)
        st.button(yes, key="step-yes", on_click=_go_after_all, args=(service, question))


def go_to_activity(service: WorkshopService, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda, after a question where one is asked (a callback)."""

    def target(public_view: PublicView) -> int | None:
        return agenda.first_step_of(agenda.agenda_steps(public_view.plan), activity)

    _go(service, workshop_id, target)


def go_to_prompt(service: WorkshopService, workshop_id: str, activity_id: str, prompt_id: str) -> None:
    """Go to where a prompt is asked, after a question where one is asked (a callback)."""
    _go(service, workshop_id, lambda view: agenda.asking_step(view.plan, activity_id, prompt_id))


def _back(service: WorkshopService, workshop_id: str) -> None:
    _go(service, workshop_id, lambda view: None if view.step_index is None else view.step_index - 1)


def _forward(service: WorkshopService, workshop_id: str) -> None:
    _go(service, workshop_id, lambda view: 0 if view.step_index is None else view.step_index + 1)


def _go(service: WorkshopService, workshop_id: str, target: Callable[[PublicView], int | None]) -> None:
    def go() -> None:
        public_view = service.public_view(workshop_id)
        step_index = target(public_view)
        if step_index is not None and not _asks_first(public_view, step_index):
            service.go_to_step(workshop_id, step_index, session.utc_now())

    workshop_actions.run_action(go)


def _asks_first(public_view: PublicView, target: int) -> bool:
    """Return whether a step is asked about first; the question is then on the next run of the page.

    The same step again is the answer, unless it comes as fast as the second tap of two.
    """
    before, index = st.session_state.pop(_ASKED, None), public_view.step_index
    steps = agenda.agenda_steps(public_view.plan)
    reopens = agenda.reopens_vote(steps, index, target)
    if index is None or not (reopens or _closes_too_soon(public_view, target)):
        return False
    question = (public_view.workshop_id, index, target)
    if before == question and not checklist_state.is_second_tap(_ASKED_AT):
        return False
    checklist_state.begin_double_tap(_ASKED_AT)
    st.session_state[_ASKED] = question
    return True


def _closes_too_soon(public_view: PublicView, target: int) -> bool:
    """Return whether a step ends the answers while others could still come, and would show no count."""
    prompt = public_view.prompt
    steps = agenda.agenda_steps(public_view.plan)
    if prompt is None or not agenda.closes_vote(steps, public_view.step_index, target):
        return False
    if public_view.has_counts or prompt.level is DisclosureLevel.PRIVATE:
        return False
    return public_view.answered < public_view.taking_part


def _go_after_all(service: WorkshopService, question: _Question) -> None:
    _forget_question()
    workshop_id, index, target = question

    def go() -> None:
        if service.public_view(workshop_id).step_index == index:  # else somebody else stepped meanwhile
            service.go_to_step(workshop_id, target, session.utc_now())

    workshop_actions.run_action(go)


def _forget_question() -> None:
    st.session_state.pop(_ASKED, None)
