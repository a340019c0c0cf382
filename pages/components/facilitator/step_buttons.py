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

_QUESTION_KEY = "step-asked"
"""The session's key for the question that is being asked (`_Question`)."""
_ASKED_AT_KEY = "step-asked-at"

_Question = tuple[str, int, int]
"""Whether to go: the id of the workshop, the index of its current step, and of the step to go to."""


def render_steps(
    service: WorkshopService, public_view: PublicView, *, width: Literal["stretch", "content"]
) -> None:
    """Draw the Back and Next buttons; their shortcuts are the keys that a presenter's clicker sends."""
    st.button(
        "Back",
        key="step-back",
        icon=":material/arrow_back:",
        shortcut="PageUp",
        disabled=public_view.at_start,
        width=width,
        on_click=_go_back,
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
        on_click=_go_forward,
        args=(service, public_view.workshop_id),
    )


def render_step_question(service: WorkshopService, public_view: PublicView) -> None:
    """Ask before a step that would end a vote too soon, or reopen a vote whose results the room has seen.

    A second tap on the same step button, or on the clicker's key, also confirms.
    """
    question: _Question | None = st.session_state.get(_QUESTION_KEY)
    if question is None or question[:2] != (public_view.workshop_id, public_view.step_index):
        return
    closes_vote = question[2] > question[1]
    if closes_vote and not _closes_too_soon(public_view, question[2]):
        return  # enough answers have come since
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        if closes_vote:
            text = workshop_labels.too_soon_words(public_view)
            no_label, yes_label = "Wait for more", "Go on anyway"
        else:
            text = "If you go back, people can answer again, and change their answers. Ask again?"
            no_label, yes_label = "Stay here", "Go back and ask again"
        st.markdown(text)
        st.button(no_label, key="step-no", on_click=_forget_question)
        st.button(yes_label, key="step-yes", on_click=_confirm_step, args=(service, question))


def go_to_activity(service: WorkshopService, workshop_id: str, activity: int) -> None:
    """Go to an activity of the agenda, or ask first if that step needs a question (a callback)."""

    def target_index_in(public_view: PublicView) -> int | None:
        return agenda.first_step_of(agenda.agenda_steps(public_view.plan), activity)

    _go_to_step(service, workshop_id, target_index_in)


def go_to_prompt(service: WorkshopService, workshop_id: str, activity_id: str, prompt_id: str) -> None:
    """Go to the step that asks a prompt, or ask first if that step needs a question (a callback)."""
    _go_to_step(service, workshop_id, lambda view: agenda.asking_step(view.plan, activity_id, prompt_id))


def _go_back(service: WorkshopService, workshop_id: str) -> None:
    _go_to_step(service, workshop_id, lambda view: None if view.step_index is None else view.step_index - 1)


def _go_forward(service: WorkshopService, workshop_id: str) -> None:
    _go_to_step(service, workshop_id, lambda view: 0 if view.step_index is None else view.step_index + 1)


def _go_to_step(
    service: WorkshopService, workshop_id: str, target_index_in: Callable[[PublicView], int | None]
) -> None:
    def go() -> None:
        public_view = service.public_view(workshop_id)
        step_index = target_index_in(public_view)
        if step_index is not None and not _asks_first(public_view, step_index):
            service.go_to_step(workshop_id, step_index, session.utc_now())

    workshop_actions.run_action(go)


def _asks_first(public_view: PublicView, target_index: int) -> bool:
    """Return whether a question comes before a step. The next run of the page then draws it.

    Choosing the same step again confirms it, unless that comes as fast as the second tap of a double tap.
    """
    question_before, current_index = st.session_state.pop(_QUESTION_KEY, None), public_view.step_index
    steps = agenda.agenda_steps(public_view.plan)
    reopens_vote = agenda.reopens_vote(steps, current_index, target_index)
    if current_index is None or not (reopens_vote or _closes_too_soon(public_view, target_index)):
        return False
    question = (public_view.workshop_id, current_index, target_index)
    if question_before == question and not checklist_state.is_second_tap(_ASKED_AT_KEY):
        return False
    checklist_state.begin_double_tap(_ASKED_AT_KEY)
    st.session_state[_QUESTION_KEY] = question
    return True


def _closes_too_soon(public_view: PublicView, target_index: int) -> bool:
    """Return whether a step ends a vote that would show no counts while more answers could come."""
    prompt = public_view.prompt
    steps = agenda.agenda_steps(public_view.plan)
    if prompt is None or not agenda.closes_vote(steps, public_view.step_index, target_index):
        return False
    if public_view.has_counts or prompt.level is DisclosureLevel.PRIVATE:
        return False
    return public_view.answered < public_view.taking_part


def _confirm_step(service: WorkshopService, question: _Question) -> None:
    _forget_question()
    workshop_id, current_index, target_index = question

    def go() -> None:
        # If the current step is another one, another facilitator has stepped meanwhile.
        if service.public_view(workshop_id).step_index == current_index:
            service.go_to_step(workshop_id, target_index, session.utc_now())

    workshop_actions.run_action(go)


def _forget_question() -> None:
    st.session_state.pop(_QUESTION_KEY, None)
