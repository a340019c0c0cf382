"""The list of messages: the messages due now, a choice of any other, and the sent ones."""

from typing import Literal

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from components.page_links import message_address
from components.show_more import render_show_more, shown_count
from components.today.step_card import render_people_button
from followup_core.models import MessageKind, Occasion
from followup_core.services.labels import write_label
from followup_core.services.messages.message_archive import sent_messages
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_labels import KIND_WORDS
from followup_core.services.messages.message_queue import (
    PendingMessage,
    interview_choices,
    messages_without_name,
    pending_messages,
)
from followup_core.services.step_cards import StepCard, step_cards
from followup_core.services.workspace import WorkspaceView

_SHOWN_AT_FIRST = 6


def requested_message(view: WorkspaceView) -> tuple[str, DraftRequest] | None:
    """Return the interview id and the message that the page's address names; None if they don't exist."""
    params = st.query_params
    interview_id, person_id = params.get("interview", ""), params.get("person", "")
    kind, occasion = params.get("kind", ""), params.get("occasion", "")
    if interview_id not in view.records.interviews or kind not in set(MessageKind):
        return None
    return interview_id, DraftRequest(
        kind=MessageKind(kind),
        person_id=person_id if person_id in view.records.people else "",
        occasion=Occasion(occasion) if occasion in set(Occasion) else None,
    )


def render_message_list(view: WorkspaceView) -> None:
    """Draw the list of messages."""
    st.title("Messages", anchor=False)
    if not view.records.interviews:
        st.markdown("After your first interview, the messages to write are here, with a draft for each.")
        if st.button("Add an interview", type="primary", icon=":material/add:", key=session.key("first")):
            st.switch_page("interviews.py", query_params={"add": "yes"})
        return
    due_messages, waiting_messages = pending_messages(view)
    nameless_steps = messages_without_name(view)
    if due_messages or nameless_steps:
        st.header("Write now", anchor=False)
    else:
        st.markdown("Nothing to write today. That is a good place to be.")
    for card in step_cards(view, nameless_steps[:_SHOWN_AT_FIRST]):
        _render_people_card(card)
    due_count = shown_count("due", _SHOWN_AT_FIRST)
    for message in due_messages[:due_count]:
        _render_card(message)
    if len(due_messages) > due_count:
        render_show_more("due", _SHOWN_AT_FIRST)
    _render_other_kinds(view)
    if waiting_messages:
        with st.expander("Not yet, but you can prepare it"):
            for message in waiting_messages[:_SHOWN_AT_FIRST]:
                render_message_link(message)
    _render_sent(view)


def _render_card(message: PendingMessage) -> None:
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(message.title)}**  \n:gray[{escape_markdown(message.where)}]")
        _render_write_button(message)


def _render_people_card(card: StepCard) -> None:
    """Draw a message without a recipient, with the button to add the people who were met."""
    with st.container(border=True):
        where = escape_markdown(card.interview.title)
        st.markdown(f"**{escape_markdown(card.title)}**  \n:gray[{where}]")
        render_people_button(card, "secondary")


def _render_write_button(
    message: PendingMessage, prominence: Literal["primary", "secondary"] = "secondary"
) -> None:
    """Draw the button that opens a message's draft."""
    if st.button(
        write_label(message.kind),
        type=prominence,
        icon=":material/edit:",
        key=session.key(f"write-{message.kind}-{message.interview_id}-{message.person_id}-{prominence}"),
    ):
        params = message_address(message.interview_id, message.kind, message.person_id)
        st.switch_page("message.py", query_params=params)


def render_message_link(message: PendingMessage) -> None:
    """Draw the link to a message's draft."""
    st.page_link(
        "message.py",
        label=f"{escape_markdown(message.title)} · {escape_markdown(message.where)}",
        icon=":material/edit:",
        query_params=message_address(message.interview_id, message.kind, message.person_id),
    )


def _render_other_kinds(view: WorkspaceView) -> None:
    st.header("Write another message", anchor=False)
    interviews = interview_choices(view)
    interview_id = st.selectbox(
        "About which interview?",
        list(interviews),
        format_func=interviews.__getitem__,
        key=session.key("message-interview"),
    )
    if interview_id is None:
        return
    people = {
        interviewer.person_id: view.name(interviewer.person_id)
        for interviewer in view.interview_details(interview_id).interviewers
    }
    person_id = ""
    if people:
        person_id = (
            st.pills(
                "To whom?",
                list(people),
                default=next(iter(people)),
                required=True,
                format_func=lambda choice: escape_option(escape_markdown(people[choice]) or "Somebody"),
                key=session.key(f"message-person-{interview_id}"),
            )
            or ""
        )
    kind = st.selectbox(
        "What is it for?",
        list(MessageKind),
        index=None,
        placeholder="Choose a message",
        format_func=KIND_WORDS.__getitem__,
        filter_mode=None,  # a keyboard over half of the phone, for a list that can be scrolled
        key=session.key("message-kind"),
    )
    if kind is not None:
        message = PendingMessage(
            kind=kind,
            interview_id=interview_id,
            person_id=person_id,
            title=KIND_WORDS[kind],
            where=people.get(person_id, "") or view.interview_details(interview_id).interview.organization,
        )
        _render_write_button(message, "primary")


def _render_sent(view: WorkspaceView) -> None:
    """Draw the sent messages, each with its text to read or to copy."""
    messages = sent_messages(view)
    if not messages:
        return
    st.header("Sent", anchor=False)
    count = shown_count("sent", _SHOWN_AT_FIRST)
    for message in messages[:count]:
        with st.expander(escape_markdown(message.title), key=session.key(f"sent-{message.touchpoint_id}")):
            st.markdown(f":gray[{escape_markdown(message.interview_title)} · {message.response}]")
            if message.subject:
                st.code(message.subject, language=None, wrap_lines=True)
            if message.body:
                st.code(message.body, language=None, wrap_lines=True)
            else:
                st.markdown("You recorded only that you sent it.")
    if len(messages) > count:
        render_show_more("sent", _SHOWN_AT_FIRST)
