"""The form for a facilitator's own question, before or during a workshop."""

from enum import StrEnum

import streamlit as st

from components import session
from components.form_fields import field, forget
from components.markdown_text import escape_option
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import facilitator_questions
from followup_core.workshop.disclosure_minimums import WALL_MINIMUM
from followup_core.workshop.disclosure_words import LEVEL_WORDS
from followup_core.workshop.workshop_model import FacilitatorQuestion, PublicView, WorkshopStage

from . import workshop_actions

_LEVEL_LABEL = "Who sees the answers"
_MAY_SHOW_NO_COUNTS = (
    f"With fewer than {4 * WALL_MINIMUM} answers, a protected question often shows no counts. If it's "
    "nothing personal, choose open."
)
_FIELDS = ("ask", "kind", "answers", "low", "high", "level")


class _AnswerKind(StrEnum):
    CHOICE = "Choose one answer"
    SEVERAL = "Choose all that fit"
    SCALE = "A scale from 1 to 5"
    WRITTEN = "A line of text"


def render_own_question(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the folded form; its button adds the question, or asks it at once in an open workshop."""
    workshop_id = public_view.workshop_id
    is_open = public_view.stage is WorkshopStage.OPEN
    # With a key, it stays open while the wall's buttons step through the workshop.
    with st.expander(
        "Ask your own question",
        key=f"own-form-{workshop_id}",
        icon=":material/edit_note:",
        on_change="rerun",
    ):
        _render_fields(workshop_id)
        if is_open:
            st.markdown("It goes on the wall and the phones right away. “Next” then picks up here.")
        st.button(
            "Ask it now" if is_open else "Add the question",
            key=f"own-add-{workshop_id}",
            icon=":material/campaign:" if is_open else ":material/add:",
            on_click=_add,
            args=(service, workshop_id),
        )


def _render_fields(workshop_id: str) -> None:
    st.text_input(
        "Question",
        max_chars=facilitator_questions.MAX_ASK,
        key=field(_key(workshop_id, "ask"), ""),
        live=True,
        persist_state="session",
    )
    kind = st.pills(  # four segments would break into three lines on a phone
        "Kind of answer",
        list(_AnswerKind),
        format_func=escape_option,
        default=_AnswerKind.CHOICE,
        required=True,
        key=field(_key(workshop_id, "kind"), _AnswerKind.CHOICE),
        persist_state="session",
    )
    if kind is _AnswerKind.SCALE:
        for name, label in (("low", "1 means"), ("high", f"{facilitator_questions.SCALE} means")):
            st.text_input(
                label,
                max_chars=facilitator_questions.MAX_ANSWER,
                key=field(_key(workshop_id, name), ""),
                live=True,
                persist_state="session",
            )
    elif kind is not _AnswerKind.WRITTEN:
        st.text_area(
            "Answers, each on its own line",
            height=120,
            key=field(_key(workshop_id, "answers"), ""),
            placeholder="Yes\nNo",
            persist_state="session",
        )
        if kind is _AnswerKind.SEVERAL:
            st.markdown(":gray[Leave out “none of these”: people can save without choosing any.]")
    if kind is _AnswerKind.WRITTEN:
        st.markdown(":gray[You read each line first, and decide what goes on the wall.]")
    else:
        _render_level(workshop_id)


def _render_level(workshop_id: str) -> None:
    level = st.selectbox(
        _LEVEL_LABEL,
        list(DisclosureLevel),
        index=list(DisclosureLevel).index(DisclosureLevel.PROTECTED),
        format_func=LEVEL_WORDS.__getitem__,
        key=field(_key(workshop_id, "level"), DisclosureLevel.PROTECTED),
        persist_state="session",
    )
    if level is DisclosureLevel.PROTECTED:
        st.markdown(f":gray[{_MAY_SHOW_NO_COUNTS}]")


def _key(workshop_id: str, name: str) -> str:
    return f"own-{name}-{workshop_id}"


def _add(service: WorkshopService, workshop_id: str) -> None:
    def add() -> None:
        level = DisclosureLevel(_field_text(workshop_id, "level") or DisclosureLevel.PROTECTED)
        service.add_question(workshop_id, _read_question(workshop_id), level, session.utc_now())

    if workshop_actions.run_action(add):
        forget(*(_key(workshop_id, name) for name in _FIELDS))


def _read_question(workshop_id: str) -> FacilitatorQuestion:
    ask = _field_text(workshop_id, "ask")
    if _field_text(workshop_id, "kind") == _AnswerKind.WRITTEN:
        return facilitator_questions.written_question(ask)
    if _field_text(workshop_id, "kind") == _AnswerKind.SCALE:
        return facilitator_questions.scale_question(
            ask, _field_text(workshop_id, "low"), _field_text(workshop_id, "high")
        )
    answers = _field_text(workshop_id, "answers")
    several = _field_text(workshop_id, "kind") == _AnswerKind.SEVERAL
    return facilitator_questions.choice_question(ask, answers.splitlines(), several=several)


def _field_text(workshop_id: str, name: str) -> str:
    return str(st.session_state.get(_key(workshop_id, name)) or "")
