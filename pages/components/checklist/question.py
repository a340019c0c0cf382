"""One checklist question: answered with a tap, saved immediately, followed by the next."""

import streamlit as st

from components import notices, session
from components.form_fields import field, unsaved
from components.markdown_text import escape_markdown, escape_option
from followup_core.checklist import Question
from followup_core.models import AnswerValue
from followup_core.playbook import FollowUpField, StoredIn
from followup_core.services.guided_checklist import ANSWER_WORDS, ChecklistProgress
from followup_core.services.workspace import WorkspaceView

from . import card_capture, followup_fields, interviewer_form
from .checklist_state import advance, go_to, is_second_tap, record_answer


def render_question(view: WorkspaceView, progress: ChecklistProgress, at: int) -> None:
    """Draw the question at this index, with its follow-up fields and navigation."""
    asked = progress.questions[at]
    st.title(escape_markdown(asked.text), anchor=False)
    st.markdown(escape_markdown(asked.item.why))
    match asked.item.keeps:
        case StoredIn.PEOPLE:
            interviewer_form.render_interviewer_form(view, progress)
        case StoredIn.DISCUSSED:
            followup_fields.render_discussed_field(progress, asked)
        case StoredIn.THANKED:
            followup_fields.render_thanked_fields(view, progress, asked)
        case _:
            _render_yes_no_skip(progress, asked)
    if asked.answer is AnswerValue.YES:
        _render_followup_field(view, progress, asked)
    _render_navigation(progress, asked, at)


def _render_followup_field(view: WorkspaceView, progress: ChecklistProgress, asked: Question) -> None:
    match asked.item.follow_on:
        case FollowUpField.DECISION:
            followup_fields.render_decision_field(progress)
        case FollowUpField.CONTACT:
            card_capture.render_card_capture(
                view, progress.details.interview.interview_id, asked.person_id, answered=True
            )
            followup_fields.render_contact_fields(view, progress, asked)
        case FollowUpField.NONE:
            pass


def _render_yes_no_skip(progress: ChecklistProgress, asked: Question) -> None:
    key = session.key(f"answer-{progress.details.interview.interview_id}-{asked.item.id}-{asked.person_id}")
    st.segmented_control(
        asked.item.question.replace("{person}", "this person"),
        list(ANSWER_WORDS),
        default=asked.answer,
        required=True,
        format_func=lambda given: escape_option(ANSWER_WORDS[given]),
        key=field(key, asked.answer),
        label_visibility="collapsed",
        width="stretch",
        on_change=_answered,
        args=(progress, asked, key),
    )


def _answered(progress: ChecklistProgress, asked: Question, key: str) -> None:
    given = st.session_state.get(key) or asked.answer
    if is_second_tap():
        st.session_state[key] = asked.answer
        return
    if given is None:
        return
    record_answer(progress, asked, given)


def _render_navigation(progress: ChecklistProgress, asked: Question, at: int) -> None:
    interview_id = progress.details.interview.interview_id
    here = f"{interview_id}-{asked.item.id}-{asked.person_id}"
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            "Back",
            key=session.key(f"back-{here}"),
            disabled=at == 0,
            on_click=_leave,
            args=(progress, asked, at - 1),
        )
        goes_on = asked.answer is not None or _has_typed_somebody(progress, asked)
        st.button(
            "Next" if goes_on else "Later",
            key=session.key(f"next-{here}"),
            type="primary" if goes_on else "secondary",
            on_click=_next,
            args=(progress, asked, at + 1),
        )


def _has_typed_somebody(progress: ChecklistProgress, asked: Question) -> bool:
    return asked.item.keeps is StoredIn.PEOPLE and bool(
        interviewer_form.typed_name(progress.details.interview.interview_id)
    )


def _next(progress: ChecklistProgress, asked: Question, to: int) -> None:
    """Go to the next question (a callback), after adding a person who was typed in but not added yet."""
    if is_second_tap() or not _has_typed_somebody(progress, asked):
        _leave(progress, asked, to)
    elif interviewer_form.add_typed(progress.details.interview.interview_id):
        advance(progress.details.interview.interview_id, asked)


def _leave(progress: ChecklistProgress, asked: Question, to: int) -> None:
    """Go to another question; what could not be saved here is reported there, too."""
    if is_second_tap() or _stays_for_the_card(progress, asked):
        return
    go_to(progress.details.interview.interview_id, progress, to)
    for words in unsaved(*followup_fields.keys(progress, asked)):
        notices.show_error(f"Not saved: {words} You find it again on the question before.")


def _stays_for_the_card(progress: ChecklistProgress, asked: Question) -> bool:
    """Say once that a card's details are not saved, as they go with the question; a second tap goes on."""
    interview_id = progress.details.interview.interview_id
    said = session.key(f"card-said-{interview_id}-{asked.person_id}")
    if st.session_state.pop(said, False) or not card_capture.holds_unsaved_card(
        interview_id, asked.person_id
    ):
        return False
    st.session_state[said] = True
    notices.new_action()
    notices.show_warning(
        "The details from the card are not saved. Tap “Save these details”, or tap once more to go on"
        " without them."
    )
    return True
