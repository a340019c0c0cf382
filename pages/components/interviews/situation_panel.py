"""The situation panel: the candidate says what happened, gets advice with reasons, and may record it."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import session
from components.date_fields import date_format
from components.form_fields import field, forget
from components.markdown_text import escape_markdown, escape_option
from components.page_links import message_address
from followup_core.models import EARLIEST_DATE, LATEST_DATE, FollowUpError, YesNo
from followup_core.playbook import FollowUpQuestion, Situation
from followup_core.services.messages.message_labels import KIND_WORDS
from followup_core.services.situations.situation_service import (
    Advice,
    SituationAnswers,
    advice,
    applicable_situations,
    detected_situations,
    record_situation,
)
from followup_core.services.workspace import WorkspaceView

_YES_NO_WORDS = {YesNo.YES: "Yes", YesNo.NO: "No"}


def is_situation_open(interview_id: str) -> bool:
    """Return whether a situation is chosen. The panel then has the page's most visible button."""
    return st.session_state.get(_choice_key(interview_id)) is not None


def _choice_key(interview_id: str) -> str:
    return session.key(f"happened-{interview_id}")


def render_situation_panel(view: WorkspaceView, interview_id: str) -> None:
    """Draw the situations that apply to this interview, and the advice on the chosen one."""
    situations = {situation.id: situation for situation in applicable_situations(view, interview_id)}
    if not situations:
        return
    st.header("Did something happen?", anchor=False)
    key = _choice_key(interview_id)
    if st.session_state.get(key) not in (None, *situations):
        st.session_state[key] = None  # once it is recorded, the situation may no longer apply
    detected = detected_situations(view, interview_id)
    if detected and st.session_state.get(key) is None:
        st.button(
            f"{escape_markdown(detected[0].told)}: see what to do",
            key=session.key(f"seen-{interview_id}"),
            icon=":material/lightbulb:",
            on_click=_set_choice,
            args=(key, detected[0].id),
        )
    chosen_id = st.selectbox(
        "What happened?",
        list(situations),
        index=None,
        placeholder="Choose what comes closest",
        format_func=lambda situation_id: situations[situation_id].told,
        key=field(key, None),
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen_id is not None:
        _render_situation_choice(view, interview_id, situations[chosen_id])


def _set_choice(key: str, situation_id: str) -> None:
    st.session_state[key] = situation_id


def _render_situation_choice(view: WorkspaceView, interview_id: str, situation: Situation) -> None:
    with st.container(border=True):
        answers, fault_slots = _render_questions(view, interview_id, situation)
        try:
            situation_advice = advice(view, interview_id, situation.id, answers)
        except FollowUpError as error:
            slot = fault_slots.get(error.field) or st.container()
            slot.error(escape_markdown(str(error)), icon=":material/error:")
            return
        _render_advice(view, situation_advice)
        _render_save_button(interview_id, situation_advice, answers)
        _render_draft(view, situation_advice)


def _render_questions(
    view: WorkspaceView, interview_id: str, situation: Situation
) -> tuple[SituationAnswers, Mapping[str, DeltaGenerator]]:
    """Draw the situation's questions; each answer is optional.

    Returns:
        The answers, and for each question the container below its field, for what is wrong with the answer.
    """
    fault_slots: dict[str, DeltaGenerator] = {}
    days: dict[FollowUpQuestion, date | None] = {}
    person_id = ""
    yes_or_no_answers: dict[FollowUpQuestion, YesNo] = {}
    for question, text in situation.asks.items():
        key = _answer_key(question, interview_id, situation.id)
        match question:
            case FollowUpQuestion.PERSON:
                person_id = _render_person_choice(view, interview_id, text, key)
            case FollowUpQuestion.INTEREST | FollowUpQuestion.NOT_HELD:
                choice = st.pills(
                    text,
                    list(YesNo),
                    required=True,
                    format_func=_yes_or_no,
                    key=field(key, None),
                    persist_state="session",
                )
                if choice:
                    yes_or_no_answers[question] = YesNo(choice)
            case FollowUpQuestion.ON:
                days[question] = _render_day_field(text, key, view.today, latest=view.today)
            case _:
                days[question] = _render_day_field(text, key, None, latest=LATEST_DATE)
        fault_slots[question.value] = st.container()
    answers = SituationAnswers(
        on=days.get(FollowUpQuestion.ON),
        person_id=person_id,
        decision_by=days.get(FollowUpQuestion.DECISION_BY),
        answer_by=days.get(FollowUpQuestion.ANSWER_BY),
        back_on=days.get(FollowUpQuestion.BACK_ON),
        interest=yes_or_no_answers.get(FollowUpQuestion.INTEREST),
        not_held=yes_or_no_answers.get(FollowUpQuestion.NOT_HELD),
    )
    return answers, fault_slots


def _answer_key(question: str, interview_id: str, situation_id: str) -> str:
    return session.key(f"ask-{question}-{interview_id}-{situation_id}")


def _render_day_field(question: str, key: str, initial_day: date | None, *, latest: date) -> date | None:
    day: date | None = st.date_input(
        question,
        initial_day,
        min_value=EARLIEST_DATE,
        max_value=latest,
        format=date_format(),
        key=field(key, initial_day),
        persist_state="session",
    )
    return day


def _render_person_choice(view: WorkspaceView, interview_id: str, question: str, key: str) -> str:
    people = {
        interviewer.person_id: view.name(interviewer.person_id)
        for interviewer in view.interview_details(interview_id).interviewers
    }
    if not people:
        return ""
    return (
        st.pills(
            question,
            list(people),
            required=True,
            format_func=lambda person_id: escape_option(escape_markdown(people[person_id])),
            key=field(key, None),
            persist_state="session",
        )
        or ""
    )


def _yes_or_no(answer: str) -> str:
    return escape_option(_YES_NO_WORDS[YesNo(answer)])


def _render_advice(view: WorkspaceView, situation_advice: Advice) -> None:
    st.markdown("\n\n".join(escape_markdown(sentence) for sentence in situation_advice.sentences))
    st.markdown(
        f"**Why:** {escape_markdown(situation_advice.why)}  \n{escape_markdown(situation_advice.do_not)}"
    )
    if situation_advice.disagree:
        st.markdown(f":gray[Where advice differs: {escape_markdown(situation_advice.disagree)}]")
    st.markdown("\n".join(f"- :gray[{escape_markdown(source)}]" for source in situation_advice.sources))
    next_step = situation_advice.next_step
    if next_step and situation_advice.records and next_step.step.because not in situation_advice.sentences:
        day = view.day_format.full(next_step.on)
        st.markdown(
            f":material/event: After that, your next step is on **{escape_markdown(day)}**. "
            f"{escape_markdown(next_step.step.because)}"
        )


def _render_save_button(interview_id: str, situation_advice: Advice, answers: SituationAnswers) -> None:
    if not situation_advice.records:
        return
    st.markdown("Once you save: " + escape_markdown(" ".join(situation_advice.records)))
    st.button(
        "Save",
        type="primary",
        icon=":material/check:",
        key=session.key(f"note-{interview_id}-{situation_advice.situation.id}"),
        on_click=_record,
        args=(interview_id, situation_advice.situation.id, answers),
    )


def _record(interview_id: str, situation_id: str, answers: SituationAnswers) -> None:
    if session.run_action(
        lambda workspace, context: record_situation(workspace, context, interview_id, situation_id, answers)
    ):
        answer_keys = (_answer_key(question, interview_id, situation_id) for question in FollowUpQuestion)
        forget(_choice_key(interview_id), *answer_keys)


def _render_draft(view: WorkspaceView, situation_advice: Advice) -> None:
    draft = situation_advice.draft
    if draft is None:
        return
    day_words = f" for {view.day_format.short(draft.not_before)}" if draft.not_before > view.today else ""
    st.page_link(
        "message.py",
        label=f"Write it{day_words}: {KIND_WORDS[draft.kind]}",
        icon=":material/edit:",
        query_params=message_address(draft.interview_id, draft.kind, draft.person_id, draft.occasion),
    )
