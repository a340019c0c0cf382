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

_INTEREST = {YesNo.YES: "Yes", YesNo.NO: "No"}


def is_situation_open(interview_id: str) -> bool:
    """Whether something that happened is chosen, so that the page's most visible button is the panel's."""
    return st.session_state.get(_key(interview_id)) is not None


def _key(interview_id: str) -> str:
    return session.key(f"happened-{interview_id}")


def render_situation_panel(view: WorkspaceView, interview_id: str) -> None:
    """Draw the situations that apply to this interview, and the advice on the chosen one."""
    there = {situation.id: situation for situation in applicable_situations(view, interview_id)}
    if not there:
        return
    st.header("Did something happen?", anchor=False)
    key = _key(interview_id)
    if st.session_state.get(key) not in (None, *there):
        st.session_state[key] = None  # recording a situation may end what it was about
    seen = detected_situations(view, interview_id)
    if seen and st.session_state.get(key) is None:
        st.button(
            f"{escape_markdown(seen[0].told)}: see what to do",
            key=session.key(f"seen-{interview_id}"),
            icon=":material/lightbulb:",
            on_click=_choose,
            args=(key, seen[0].id),
        )
    chosen = st.selectbox(
        "What happened?",
        list(there),
        index=None,
        placeholder="Choose what comes closest",
        format_func=lambda situation_id: there[situation_id].told,
        key=field(key, None),
        label_visibility="collapsed",
        persist_state="session",
    )
    if chosen is not None:
        _render_situation_choice(view, interview_id, there[chosen])


def _choose(key: str, situation_id: str) -> None:
    st.session_state[key] = situation_id


def _render_situation_choice(view: WorkspaceView, interview_id: str, situation: Situation) -> None:
    with st.container(border=True):
        answers, faults = _render_questions(view, interview_id, situation)
        try:
            situation_advice = advice(view, interview_id, situation.id, answers)
        except FollowUpError as error:
            place = faults.get(error.field) or st.container()
            place.error(escape_markdown(str(error)), icon=":material/error:")
            return
        _render_advice(view, situation_advice)
        _render_save_button(interview_id, situation_advice, answers)
        _render_draft(view, situation_advice)


def _render_questions(
    view: WorkspaceView, interview_id: str, situation: Situation
) -> tuple[SituationAnswers, Mapping[str, DeltaGenerator]]:
    """Draw the situation's questions; each answer is optional.

    Returns:
        The answers, and the place below each question for what is wrong with its answer.
    """
    faults: dict[str, DeltaGenerator] = {}
    days: dict[FollowUpQuestion, date | None] = {}
    person_id = ""
    chosen: dict[FollowUpQuestion, YesNo] = {}
    for question, text in situation.asks.items():
        key = _answer_key(question, interview_id, situation.id)
        match question:
            case FollowUpQuestion.PERSON:
                person_id = _who(view, interview_id, text, key)
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
                    chosen[question] = YesNo(choice)
            case FollowUpQuestion.ON:
                days[question] = _day(text, key, view.today, latest=view.today)
            case _:
                days[question] = _day(text, key, None, latest=LATEST_DATE)
        faults[question.value] = st.container()
    answers = SituationAnswers(
        on=days.get(FollowUpQuestion.ON),
        person_id=person_id,
        decision_by=days.get(FollowUpQuestion.DECISION_BY),
        answer_by=days.get(FollowUpQuestion.ANSWER_BY),
        back_on=days.get(FollowUpQuestion.BACK_ON),
        interest=chosen.get(FollowUpQuestion.INTEREST),
        not_held=chosen.get(FollowUpQuestion.NOT_HELD),
    )
    return answers, faults


def _answer_key(question: str, interview_id: str, situation_id: str) -> str:
    return session.key(f"ask-{question}-{interview_id}-{situation_id}")


def _day(question: str, key: str, usual: date | None, *, latest: date) -> date | None:
    chosen: date | None = st.date_input(
        question,
        usual,
        min_value=EARLIEST_DATE,
        max_value=latest,
        format=date_format(),
        key=field(key, usual),
        persist_state="session",
    )
    return chosen


def _who(view: WorkspaceView, interview_id: str, question: str, key: str) -> str:
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
    return escape_option(_INTEREST[YesNo(answer)])


def _render_advice(view: WorkspaceView, situation_advice: Advice) -> None:
    st.markdown("\n\n".join(escape_markdown(sentence) for sentence in situation_advice.sentences))
    st.markdown(
        f"**Why:** {escape_markdown(situation_advice.why)}  \n{escape_markdown(situation_advice.do_not)}"
    )
    if situation_advice.disagree:
        st.markdown(f":gray[Where advice differs: {escape_markdown(situation_advice.disagree)}]")
    st.markdown("\n".join(f"- :gray[{escape_markdown(source)}]" for source in situation_advice.sources))
    upcoming = situation_advice.next_step
    if upcoming and situation_advice.records and upcoming.step.because not in situation_advice.sentences:
        day = view.day_format.full(upcoming.on)
        st.markdown(
            f":material/event: After that, your next step is on **{escape_markdown(day)}**. "
            f"{escape_markdown(upcoming.step.because)}"
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
        on_click=_note,
        args=(interview_id, situation_advice.situation.id, answers),
    )


def _note(interview_id: str, situation_id: str, answers: SituationAnswers) -> None:
    if session.run_action(
        lambda workspace, context: record_situation(workspace, context, interview_id, situation_id, answers)
    ):
        answer_keys = (_answer_key(question, interview_id, situation_id) for question in FollowUpQuestion)
        forget(_key(interview_id), *answer_keys)


def _render_draft(view: WorkspaceView, situation_advice: Advice) -> None:
    offer = situation_advice.draft
    if offer is None:
        return
    later = f" for {view.day_format.short(offer.not_before)}" if offer.not_before > view.today else ""
    st.page_link(
        "message.py",
        label=f"Write it{later}: {KIND_WORDS[offer.kind]}",
        icon=":material/edit:",
        query_params=message_address(offer.interview_id, offer.kind, offer.person_id, offer.occasion),
    )
