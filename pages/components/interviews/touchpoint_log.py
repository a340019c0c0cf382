"""The touchpoint log of one interview: messages sent and received, with a form to add one."""

from datetime import date

import streamlit as st

from components import session
from components.date_fields import date_format
from components.form_fields import field, render_refusal
from components.markdown_text import escape_markdown
from followup_core.models import EARLIEST_DATE, Response, Touchpoint, TouchpointKind
from followup_core.services.labels import RESPONSE_WORDS, TOUCHPOINT_NOUNS
from followup_core.services.messages.saved_drafts import split_subject
from followup_core.services.touchpoints import (
    TouchpointEntry,
    delete_touchpoint,
    record_touchpoint,
    set_response,
)
from followup_core.services.workspace import WorkspaceView


def render_touchpoint_log(view: WorkspaceView, interview_id: str) -> None:
    """Draw the touchpoints of one interview, the latest first, and the form to add one."""
    touchpoints = sorted(
        view.interview_details(interview_id).touchpoints,
        key=lambda touchpoint: touchpoint.sent_on,
        reverse=True,
    )
    if touchpoints:
        st.header("Messages", anchor=False)
    for touchpoint in touchpoints:
        _render_touchpoint(view, touchpoint)
    with st.expander("Note a message", icon=":material/add:"):
        _render_form(view, interview_id)


def _render_touchpoint(view: WorkspaceView, touchpoint: Touchpoint) -> None:
    name = view.name(touchpoint.person_id)
    title = f"{TOUCHPOINT_NOUNS[touchpoint.kind]}, {name}" if name else TOUCHPOINT_NOUNS[touchpoint.kind]
    with st.container(border=True):
        st.markdown(f"**{escape_markdown(title)}**")
        facts = [view.day_format.full(touchpoint.sent_on)]
        if touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER:
            response_words = RESPONSE_WORDS[touchpoint.response]
            day_words = (
                f" on {view.day_format.full(touchpoint.responded_on)}" if touchpoint.responded_on else ""
            )
            facts.append(f"{response_words}{day_words}")
        st.markdown(" · ".join(facts))
        if touchpoint.note:
            _render_note(touchpoint.note)
        options = _menu_options(touchpoint)
        choice = st.menu_button(
            "Change", list(options), key=session.key(f"change-{touchpoint.touchpoint_id}"), type="tertiary"
        )
    if choice:
        _apply_choice(touchpoint, options[choice], delete=choice == _DELETE)
        st.rerun()


def _render_note(note: str) -> None:
    """Draw a short note as it is, and a message folded, with its line breaks."""
    if "\n" not in note:
        st.markdown(escape_markdown(note))
        return
    subject, body = split_subject(note)
    with st.expander("Read what you wrote"):
        if subject:
            st.markdown(f"**{escape_markdown(subject)}**")
        st.code(body, language=None, wrap_lines=True)


_DELETE = "Delete this entry"


def _menu_options(touchpoint: Touchpoint) -> dict[str, Response | None]:
    options: dict[str, Response | None] = {}
    if touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER:
        options |= {
            f"{words} today" if response is Response.ANSWERED else words: response
            for response, words in RESPONSE_WORDS.items()
            if response is not touchpoint.response
        }
    return options | {_DELETE: None}


def _apply_choice(touchpoint: Touchpoint, response: Response | None, *, delete: bool) -> None:
    if delete:
        session.run_action(
            lambda workspace, context: delete_touchpoint(workspace, context, touchpoint.touchpoint_id)
        )
    else:
        session.run_action(
            lambda workspace, context: set_response(
                workspace, context, touchpoint.touchpoint_id, response, None
            )
        )


def _render_form(view: WorkspaceView, interview_id: str) -> None:
    name = f"touch-{interview_id}"
    details = view.interview_details(interview_id)
    people = [interviewer.person_id for interviewer in details.interviewers]
    kinds = list(TouchpointKind)
    st.selectbox(
        "What",
        kinds,
        format_func=lambda kind: TOUCHPOINT_NOUNS[kind],
        key=field(session.key(f"{name}-kind"), kinds[0]),
        persist_state="session",
    )
    if people:
        st.selectbox(
            "Who",
            people,
            format_func=view.name,
            key=field(session.key(f"{name}-person"), people[0]),
            persist_state="session",
        )
    st.date_input(
        "Day",
        view.today,
        min_value=EARLIEST_DATE,
        max_value=view.today,
        format=date_format(),
        key=field(session.key(f"{name}-day"), view.today),
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-day"))
    st.text_input(
        "Note", key=field(session.key(f"{name}-note"), ""), max_chars=2000, live=True, persist_state="session"
    )
    render_refusal(session.key(f"{name}-note"))
    st.button(
        "Save", type="primary", key=session.key(f"{name}-save"), on_click=_save, args=(interview_id, name)
    )


def _save(interview_id: str, name: str) -> None:
    def value_of(field: str) -> object:
        return st.session_state.get(session.key(f"{name}-{field}"))

    day = value_of("day")
    entry = TouchpointEntry(
        interview_id=interview_id,
        person_id=str(value_of("person") or ""),
        kind=TouchpointKind(str(value_of("kind"))),
        sent_on=day if isinstance(day, date) else session.today(),
        note=str(value_of("note") or ""),
    )
    columns = {"kind": "kind", "person_id": "person", "sent_on": "day", "note": "note"}
    session.run_action(
        lambda workspace, context: record_touchpoint(workspace, context, entry),
        unsaved_text=entry.note,
        fields={column: session.key(f"{name}-{widget}") for column, widget in columns.items()},
    )
