"""The questions for a message's facts: a field for each, and the sentence that its answer makes."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from components import session
from components.form_fields import field, render_refusal
from components.markdown_text import escape_label, escape_markdown
from followup_core.messages import FITTED_FACTS, FactQuestion, Message, fact_sentence
from followup_core.services.messages import message_writing
from followup_core.services.messages.message_facts import save_fact
from followup_core.services.messages.message_writing import DraftedMessage

_KEYBOARDS_AND_AUTOCOMPLETE: Mapping[str, tuple[Literal["default", "email", "phone", "url"], str | None]] = {
    "my_name": ("default", "name"),
    "my_email": ("email", "email"),
    "my_phone": ("phone", "tel"),
    "my_linkedin": ("url", "url"),
    "name": ("default", "off"),
    "email": ("email", "off"),
    "phone": ("phone", "off"),
}
"""For each fact, the phone's keyboard and the `autocomplete` attribute of the field.

The browser may only fill in the candidate's own details."""


def render_fact_questions(drafted: DraftedMessage, message: Message) -> None:
    """Ask for the facts of the draft. Answered questions stay on the page, so that they can be corrected."""
    if not drafted.questions:
        return
    sentence = "What you fill in goes into the message."
    if message != drafted.message:
        sentence = "You changed the message yourself, so what you fill in now stays out of it."
    elif any(question.is_answered and question.fact in FITTED_FACTS for question in drafted.questions):
        sentence += " Read its sentence below each field once, because most slips of grammar go unnoticed."
    with st.container(border=True):
        st.markdown(f"**Make it yours.** {sentence}")
        detail_questions = [question for question in drafted.questions if _is_known_detail(question)]
        for question in drafted.questions:
            if question not in detail_questions:
                _render_question(drafted, question)
                _render_fact_sentence(drafted, question, message)
        _render_reason_hint(drafted)
        if detail_questions:
            with st.expander("Correct a name, the role or an address"):
                for question in detail_questions:
                    _render_question(drafted, question)


def _render_reason_hint(drafted: DraftedMessage) -> None:
    """Say whose thank-you has the reason for wanting the job, if this isn't the one."""
    lead_name = drafted.facts.panel_lead
    if lead_name and drafted.facts.still_interested != "no":
        name = escape_markdown(lead_name)
        st.markdown(
            f":small[:gray[Why you want this job goes only into your thank-you to {name},"
            " because colleagues show each other such emails.]]"
        )


def _is_known_detail(question: FactQuestion) -> bool:
    """Whether this asks for a name, the role or an address that is known and seldom needs a change."""
    return question.is_answered and question.fact not in FITTED_FACTS


def _render_question(drafted: DraftedMessage, question: FactQuestion) -> None:
    key = session.key(f"fact-{question.fact}-{drafted.interview_id}-{drafted.request.person_id}")
    question_text = escape_label(
        question.sentence_start if question.reason and question.sentence_start else question.text
    )
    is_asked = question.needed or question.is_answered or question.reason
    field_label = question_text if is_asked else f"{question_text} (if you like)"
    args = (drafted, question.fact, key)
    # A text that doesn't fit stays in its field, to be corrected there.
    has_typed_text = question.is_answered or question.reason
    stored = str(getattr(drafted.facts, question.fact)) if has_typed_text else ""
    if message_writing.is_long(question.fact):
        st.text_area(
            field_label,
            stored,
            key=field(key, stored),
            height=70,
            on_change=_save_fact,
            args=args,
            persist_state="session",
        )
    else:
        keyboard, autocomplete = _KEYBOARDS_AND_AUTOCOMPLETE.get(question.fact, ("default", None))
        st.text_input(
            field_label,
            stored,
            key=field(key, stored),
            type=keyboard,
            validate="",
            autocomplete=autocomplete,
            placeholder="",  # Streamlit's own example of an address would look like an answer
            on_change=_save_fact,
            args=args,
            persist_state="session",
        )
    render_refusal(key)
    if question.reason:
        st.markdown(f":material/edit: {escape_markdown(question.reason)}")


def _render_fact_sentence(drafted: DraftedMessage, question: FactQuestion, message: Message) -> None:
    """Draw the sentence of the message that has the answer, with the answer's words in bold."""
    if question.fact not in FITTED_FACTS or not question.is_answered:
        return
    sentence = fact_sentence(drafted.facts, question.fact, message.body)
    if sentence is None:
        st.markdown(":small[:gray[This isn't in the message.]]")
        return
    text_before, answer_text, text_after = map(escape_markdown, sentence)
    st.markdown(f":small[:gray[In the message:] {text_before}**{answer_text}**{text_after}]")


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
