"""What was sent and what came back, entry by entry, with a form for one more."""

from datetime import date

import streamlit as st

from components import session
from components.form_fields import field
from components.markdown_text import plain
from followup_core.models import EARLIEST_DATE, Response, Touch, Touchpoint
from followup_core.models.date_text import spoken
from followup_core.services.labels import RESPONSE_WORDS, TOUCH_NOUNS
from followup_core.services.messages.saved_drafts import parted
from followup_core.services.touchpoints import TouchEntry, delete_touch, log_touch, set_response
from followup_core.services.workspace import View


def show(view: View, interview_id: str) -> None:
    """Draw the entries of one interview, latest first, and the form for another."""
    touches = sorted(view.round(interview_id).touchpoints, key=lambda t: t.sent_on, reverse=True)
    if touches:
        st.header("Messages", anchor=False)
    for touch in touches:
        _entry(view, touch)
    with st.expander("Note a message", icon=":material/add:"):
        _form(view, interview_id)


def _entry(view: View, touch: Touchpoint) -> None:
    name = view.name(touch.person_id)
    what = f"{TOUCH_NOUNS[touch.kind]}, {name}" if name else TOUCH_NOUNS[touch.kind]
    with st.container(border=True):
        st.markdown(f"**{plain(what)}**")
        facts = [spoken(touch.sent_on, view.today)]
        if touch.kind is not Touch.HEARD_FROM_EMPLOYER:
            answer = RESPONSE_WORDS[touch.response]
            on = f" on {spoken(touch.responded_on, view.today)}" if touch.responded_on else ""
            facts.append(f"{answer}{on}")
        st.markdown(" · ".join(facts))
        if touch.note:
            _words(touch.note)
        options = _options(touch)
        chosen = st.menu_button(
            "Change", list(options), key=session.key(f"change-{touch.touchpoint_id}"), type="tertiary"
        )
    if chosen:
        _change(touch, options[chosen], delete=chosen == _DELETE)
        st.rerun()


def _words(note: str) -> None:
    """Draw a short note as it is, and a message that was written here folded, as it went out."""
    if "\n" not in note:
        st.markdown(plain(note))
        return
    subject, body = parted(note)
    with st.expander("Read what you wrote"):
        if subject:
            st.markdown(f"**{plain(subject)}**")
        st.code(body, language=None, wrap_lines=True)


_DELETE = "Delete this entry"


def _options(touch: Touchpoint) -> dict[str, Response | None]:
    options: dict[str, Response | None] = {}
    if touch.kind is not Touch.HEARD_FROM_EMPLOYER:
        options |= {
            f"{words} today" if response is Response.REPLY else words: response
            for response, words in RESPONSE_WORDS.items()
            if response is not touch.response
        }
    return options | {_DELETE: None}


def _change(touch: Touchpoint, response: Response | None, *, delete: bool) -> None:
    if delete:
        session.attempt(lambda at, when: delete_touch(at, when, touch.touchpoint_id))
    else:
        session.attempt(lambda at, when: set_response(at, when, touch.touchpoint_id, response, None))


def _form(view: View, interview_id: str) -> None:
    name = f"touch-{interview_id}"
    round_ = view.round(interview_id)
    people = [met.person_id for met in round_.interviewers]
    kinds = list(Touch)
    st.selectbox(
        "What",
        kinds,
        format_func=lambda kind: TOUCH_NOUNS[kind],
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
        format="DD/MM/YYYY",
        key=field(session.key(f"{name}-day"), view.today),
        persist_state="session",
    )
    st.text_input(
        "Note", key=field(session.key(f"{name}-note"), ""), max_chars=2000, live=True, persist_state="session"
    )
    st.button(
        "Save", type="primary", key=session.key(f"{name}-save"), on_click=_save, args=(interview_id, name)
    )


def _save(interview_id: str, name: str) -> None:
    def given(field: str) -> object:
        return st.session_state.get(session.key(f"{name}-{field}"))

    day = given("day")
    entry = TouchEntry(
        interview_id=interview_id,
        person_id=str(given("person") or ""),
        kind=Touch(str(given("kind"))),
        sent_on=day if isinstance(day, date) else session.today(),
        note=str(given("note") or ""),
    )
    typed = tuple(session.key(f"{name}-{each}") for each in ("kind", "person", "day", "note"))
    session.attempt(lambda at, when: log_touch(at, when, entry), text=entry.note, typed=typed)
