"""The questions for a message's facts: a field for each, and the sentence that its answer makes."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from components import session
from components.form_fields import field, render_refusal
from components.markdown_text import escape_markdown, label
from followup_core.messages import FITTED_FACTS, FactQuestion, Message, fact_sentence
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_facts import save_fact
from followup_core.services.messages.message_writing import DraftedMessage

_INPUTS: Mapping[str, tuple[Literal["default", "email", "phone", "url"], str | None]] = {
    "my_name": ("default", "name"),
    "my_email": ("email", "email"),
    "my_phone": ("phone", "tel"),
    "my_linkedin": ("url", "url"),
    "name": ("default", "off"),
    "email": ("email", "off"),
    "phone": ("phone", "off"),
}
"""The keyboard for a fact on a phone, and what the browser may fill in: only the candidate's own details."""


def render_fact_questions(drafted: DraftedMessage, message: Message) -> None:
    """Ask for the facts that the draft is made of; an answered question stays, so it can be corrected."""
    if not drafted.questions:
        return
    goes_in = "What you fill in goes into the message."
    if message != drafted.message:
        goes_in = "You changed the message yourself, so what you fill in now stays out of it."
    elif any(question.is_answered and question.fact in FITTED_FACTS for question in drafted.questions):
        goes_in += " Read its sentence below each field once, because most slips of grammar go unnoticed."
    with st.container(border=True):
        st.markdown(f"**Make it yours.** {goes_in}")
        details = [question for question in drafted.questions if _is_known_detail(question)]
        for question in drafted.questions:
            if question not in details:
                _render_question(drafted, question)
                _render_fact_sentence(drafted, question, message)
        _render_where_the_reason_is(drafted)
        if details:
            with st.expander("Correct a name, the role or an address"):
                for question in details:
                    _render_question(drafted, question)


def _render_where_the_reason_is(drafted: DraftedMessage) -> None:
    """Say whose thank-you has the reason for wanting the job, if it is somebody else's."""
    lead = drafted.facts.panel_lead
    if lead and drafted.facts.still_interested != "no":
        st.markdown(
            f":small[:gray[Why you want this job goes only into your thank-you to {escape_markdown(lead)},"
            " because colleagues show each other such emails.]]"
        )


def _is_known_detail(question: FactQuestion) -> bool:
    """Whether this is a name, a role or an address that is known, and seldom needs a change."""
    return question.is_answered and question.fact not in FITTED_FACTS


def _render_question(drafted: DraftedMessage, question: FactQuestion) -> None:
    key = session.key(f"fact-{question.fact}-{drafted.interview_id}-{drafted.request.person_id}")
    text = label(question.sentence_start if question.reason and question.sentence_start else question.text)
    is_asked = question.needed or question.is_answered or question.reason
    field_label = text if is_asked else f"{text} (if you like)"
    what = (drafted, question.fact, key)
    # What does not fit stays in its field, to be corrected there.
    typed = question.is_answered or question.reason
    stored = str(getattr(drafted.facts, question.fact)) if typed else ""
    if message_writing.is_long(question.fact):
        st.text_area(
            field_label,
            stored,
            key=field(key, stored),
            height=70,
            on_change=_save_fact,
            args=what,
            persist_state="session",
        )
    else:
        kind, autocomplete = _INPUTS.get(question.fact, ("default", None))
        st.text_input(
            field_label,
            stored,
            key=field(key, stored),
            type=kind,
            validate="",
            autocomplete=autocomplete,
            placeholder="",  # Streamlit's own example of an address would look like an answer
            on_change=_save_fact,
            args=what,
            persist_state="session",
        )
    render_refusal(key)
    if question.reason:
        st.markdown(f":material/edit: {escape_markdown(question.reason)}")


def _render_fact_sentence(drafted: DraftedMessage, question: FactQuestion, message: Message) -> None:
    """Draw the sentence of the message with an answer in it, the answer's words in bold."""
    if question.fact not in FITTED_FACTS or not question.is_answered:
        return
    sentence = fact_sentence(drafted.facts, question.fact, message.body)
    if sentence is None:
        st.markdown(":small[:gray[This isn't in the message.]]")
        return
    before, words, after = map(escape_markdown, sentence)
    st.markdown(f":small[:gray[In the message:] {before}**{words}**{after}]")


def _save_fact(drafted: DraftedMessage, fact: str, key: str) -> None:
    text = str(st.session_state.get(key, ""))
    is_answered = any(question.fact == fact and question.is_answered for question in drafted.questions)
    if text.strip() or is_answered:
        session.run_action(
            lambda workspace, context: save_fact(
                workspace, context, drafted.interview_id, drafted.request.person_id, fact, text
            ),
            unsaved_text=text,
            fields={fact: key},
        )
