"""The form to enter or edit an interview; three fields are enough to start."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import Enum

import streamlit as st

from components import notices, session
from components.choice_buttons import render_choice_buttons
from components.date_fields import date_format, likely_hour
from components.form_fields import (
    field,
    has_unsaved_input,
    overwrites_other_tab,
    refuse,
    render_refusal,
    render_refusal_hint,
    typed_or_stored,
)
from components.markdown_text import escape_option
from components.page_links import request_page
from followup_core.models import EARLIEST_DATE, LATEST_DATE, MAX_ROUND, NO_TIME, Format, Interview
from followup_core.models.date_text import distance
from followup_core.services.interview_service import InterviewEntry, edit_interview, start_interview
from followup_core.services.labels import FORMAT_WORDS

_QUARTER = timedelta(minutes=15)
_START = "start"
"""The form that asks only for the day: no advice depends on the time, and it can be added later."""


class _Wait(Enum):
    """How many weeks after the interview they will decide."""

    ONE = 1
    TWO = 2
    MONTH = 4


_WAITS = {_Wait.ONE: "One week", _Wait.TWO: "Two weeks", _Wait.MONTH: "One month"}
_COLUMNS = {
    "organization": "organization",
    "held": "held_at",
    "decision": "decision_by",
    "role": "role",
    "format": "format",
    "notes": "notes",
    "round": "round",
}


def render_start_form() -> None:
    """Draw the short form with three fields: organization, day and decision date."""
    with st.container(border=True):
        _render_needed_fields(None, _START)
        st.button(
            "Show me what to do",
            type="primary",
            width="stretch",
            key=session.key("start-save"),
            on_click=_start,
            args=(_START,),
        )


def begun() -> bool:
    """Return whether something is typed in the full form and not saved yet."""
    return any(map(has_unsaved_input, _fields("add").values()))


def render_add_form(before: Interview | None = None) -> None:
    """Draw the full form for a new interview, or for the next interview after `before`.

    Once it is saved, the page leads on to what comes next about it.
    """
    name = f"next-{before.interview_id}" if before else "add"
    _render_needed_fields(None, name, before)
    _render_more_fields(None, name, before)
    _render_save_button("Save the interview", name, _add, name)


def render_edit_form(interview: Interview, *, has_other_rounds: bool) -> None:
    """Draw the full form with the stored values of an interview."""
    name = f"edit-{interview.interview_id}"
    _render_needed_fields(interview, name)
    _render_more_fields(interview, name)
    _round_field(interview, name)
    if has_other_rounds:
        st.checkbox(
            "This round was for another job",
            key=session.key(f"{name}-alone"),
            help="A corrected organization or role is corrected in the other rounds, too. Tick this if they"
            " keep theirs.",
        )
    _render_save_button("Save changes", name, _edit, interview.interview_id, name)


def _render_save_button(label: str, name: str, save: Callable[..., None], *args: str) -> None:
    """Draw the button that ends a full form, and below it a hint if something above was refused."""
    st.button(
        label,
        type="primary",
        width="stretch",
        key=session.key(f"{name}-save"),
        on_click=save,
        args=args,
    )
    render_refusal_hint(*_fields(name).values())


def _render_needed_fields(interview: Interview | None, name: str, before: Interview | None = None) -> None:
    where = interview.organization if interview else before.organization if before else ""
    held_at = interview.held_at if interview else likely_hour(session.now())
    decision_by = interview.decision_by if interview else None
    st.text_input(
        "Organization",
        where,
        max_chars=200,
        key=field(session.key(f"{name}-organization"), where),
        placeholder="Where was the interview?",
        live=True,
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-organization"))
    if name == _START:
        st.date_input(
            "On which day was it?",
            held_at.date(),
            min_value=EARLIEST_DATE,
            max_value=LATEST_DATE,
            key=field(session.key(f"{name}-held"), held_at.date()),
            format=date_format(),
            persist_state="session",
        )
    else:
        st.datetime_input(
            "When" if interview else "When is it?" if before else "When was it?",
            held_at,
            min_value=datetime.combine(EARLIEST_DATE, datetime.min.time()),
            max_value=datetime.combine(LATEST_DATE, datetime.min.time()),
            key=field(session.key(f"{name}-held"), held_at),
            format=date_format(),
            step=_QUARTER,
            persist_state="session",
        )
    render_refusal(session.key(f"{name}-held"))
    st.date_input(
        "When will they decide?",
        decision_by,
        min_value=EARLIEST_DATE,
        max_value=LATEST_DATE,
        key=field(session.key(f"{name}-decision"), decision_by),
        format=date_format(),
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-decision"))
    if interview is None:
        _render_weeks(name)
    st.caption(_decision_hint(st.session_state.get(session.key(f"{name}-decision"))))


def _decision_hint(decision_by: object) -> str:
    """Return the chosen day in words, so that a wrong one is noticed; what to do if none is chosen.

    Both fit on one line of a phone, because nothing below may move while somebody is about to tap it.
    """
    if not isinstance(decision_by, date):
        return "Leave it empty if nobody said."
    return f"{session.day_format().full(decision_by)}, {distance(decision_by, session.today())}."


def _render_weeks(name: str) -> None:
    """Draw buttons such as “two weeks” that fill in the decision date, counted from the interview."""
    render_choice_buttons(f"{name}-weeks", _WAITS, _fill_decision_day, name)


def _fill_decision_day(name: str, wait: _Wait) -> None:
    held = st.session_state.get(session.key(f"{name}-held"))
    if isinstance(held, date):
        held_on = held.date() if isinstance(held, datetime) else held
        st.session_state[session.key(f"{name}-decision")] = held_on + timedelta(weeks=wait.value)


def _render_more_fields(interview: Interview | None, name: str, before: Interview | None = None) -> None:
    role = interview.role if interview else before.role if before else ""
    held_as = interview.format if interview else None
    notes = interview.notes if interview else ""
    st.text_input(
        "Role",
        role,
        max_chars=200,
        key=field(session.key(f"{name}-role"), role),
        live=True,
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-role"))
    st.segmented_control(
        "How is it held?" if before else "How was it held?",
        list(Format),
        default=held_as,
        required=True,
        format_func=lambda word: escape_option(FORMAT_WORDS[word]),
        key=field(session.key(f"{name}-format"), held_as),
        persist_state="session",
    )
    st.text_area(
        "Notes",
        notes,
        key=field(session.key(f"{name}-notes"), notes),
        max_chars=4000,
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-notes"))


def _round_field(interview: Interview, name: str) -> None:
    """Draw the round number, which follows the order of the days until somebody sets it."""
    st.number_input(
        "Round",
        min_value=1,
        max_value=MAX_ROUND,
        value=interview.round,
        key=field(session.key(f"{name}-round"), interview.round),
        help="Rounds are numbered in the order of their days. Change the number if you know better.",
        persist_state="session",
    )


def _entry(name: str, old: Interview | None = None) -> InterviewEntry | None:
    def value_of(field: str) -> object:
        key = session.key(f"{name}-{field}")
        return typed_or_stored(key, getattr(old, _COLUMNS[field])) if old else st.session_state.get(key)

    held_at, decision_by, held_as = value_of("held"), value_of("decision"), value_of("format")
    number = value_of("round") if old else None
    zone = old.timezone if old else session.timezone()
    if isinstance(held_at, date) and not isinstance(held_at, datetime):
        held_at, zone = datetime.combine(held_at, NO_TIME), ""
    if not isinstance(held_at, datetime):
        keys = _fields(name)
        what = "Choose it." if name == _START else "Choose day and time."
        refuse(keys["held_at"], f"The day of the interview is missing. {what}", (*keys.values(),))
        return None
    return InterviewEntry(
        organization=str(value_of("organization") or ""),
        role=str(value_of("role") or ""),
        held_at=held_at,
        timezone=zone,
        format=held_as if isinstance(held_as, Format) else None,
        decision_by=decision_by if isinstance(decision_by, date) else None,
        round=number if isinstance(number, int) and old and number != old.round else None,
        notes=str(value_of("notes") or ""),
        this_round_only=bool(st.session_state.get(session.key(f"{name}-alone"))),
    )


def _start(name: str) -> None:
    _save_new(name)


def _add(name: str) -> None:
    """Save a new interview, and lead on to its checklist, or to its page while it is still to come."""
    interview_id = _save_new(name)
    if interview_id:
        held_on = session.view().interview_details(interview_id).interview.held_on
        page = "checklist.py" if held_on <= session.today() else "interview.py"
        request_page(page, {"interview": interview_id})


def _save_new(name: str) -> str:
    """Save a new interview; return its id, '' if it was not saved."""
    entry = _entry(name)
    if entry is None:
        return ""
    saved_ids: list[str] = []
    text = f"{entry.organization}\n{entry.role}\n{entry.held_at}\n{entry.decision_by}\n{entry.notes}\n"
    with session.country_of_browser() as country:
        session.run_action(
            lambda workspace, context: saved_ids.append(
                start_interview(workspace, context, entry, country=country)
            ),
            unsaved_text=text,
            fields=_fields(name),
        )
    return saved_ids[0] if saved_ids else ""


def _edit(interview_id: str, name: str) -> None:
    details = session.view().records.interviews.get(interview_id)
    entry = _entry(name, details.interview if details else None)
    if entry is None:
        return
    text = f"{entry.organization}\n{entry.role}\n{entry.notes}\n"
    replaced = details is not None and any(
        overwrites_other_tab(session.key(f"{name}-{field}"), getattr(details.interview, column))
        for field, column in _COLUMNS.items()
    )
    saved = session.run_action(
        lambda workspace, context: edit_interview(workspace, context, interview_id, entry),
        unsaved_text=text,
        fields=_fields(name),
    )
    if saved:
        st.session_state.pop(session.key(f"{name}-alone"), None)  # it was about this correction alone
    if saved and replaced:
        notices.show_warning("This interview was changed in another tab, too. Your last change counts.")


def _fields(name: str) -> dict[str, str]:
    return {column: session.key(f"{name}-{field}") for field, column in _COLUMNS.items()}
