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

_TIME_STEP = timedelta(minutes=15)
_START_FORM = "start"
"""The name of the start form. It asks only for the day: no advice depends on the time, and it can be added
later."""


class _DecisionWait(Enum):
    """How long after the interview they will decide, in weeks."""

    ONE = 1
    TWO = 2
    MONTH = 4


_WAIT_LABELS = {
    _DecisionWait.ONE: "One week",
    _DecisionWait.TWO: "Two weeks",
    _DecisionWait.MONTH: "One month",
}
_COLUMN_OF_FIELD = {
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
        _render_needed_fields(None, _START_FORM)
        st.button(
            "Show me what to do",
            type="primary",
            width="stretch",
            key=session.key("start-save"),
            on_click=_save_start_form,
            args=(_START_FORM,),
        )


def is_begun() -> bool:
    """Return whether something is typed in the form for a new interview and not saved yet."""
    return any(map(has_unsaved_input, _keys_by_column("add").values()))


def render_add_form(previous_round: Interview | None = None) -> None:
    """Draw the full form for a new interview, or for the next round after `previous_round`.

    Saving opens the new interview's checklist or, if it is still to come, its page.
    """
    name = f"next-{previous_round.interview_id}" if previous_round else "add"
    _render_needed_fields(None, name, previous_round)
    _render_more_fields(None, name, previous_round)
    _render_save_button("Save the interview", name, _save_new_interview, name)


def render_edit_form(interview: Interview, *, has_other_rounds: bool) -> None:
    """Draw the full form with the stored values of an interview."""
    name = f"edit-{interview.interview_id}"
    _render_needed_fields(interview, name)
    _render_more_fields(interview, name)
    _render_round_field(interview, name)
    if has_other_rounds:
        st.checkbox(
            "This round was for another job",
            key=session.key(f"{name}-alone"),
            help="A corrected organization or role is corrected in the other rounds, too. Tick this if they"
            " keep theirs.",
        )
    _render_save_button("Save changes", name, _save_changes, interview.interview_id, name)


def _render_save_button(label: str, name: str, save: Callable[..., None], *args: str) -> None:
    """Draw the button at the end of a full form, and below it a hint if a field was refused."""
    st.button(
        label,
        type="primary",
        width="stretch",
        key=session.key(f"{name}-save"),
        on_click=save,
        args=args,
    )
    render_refusal_hint(*_keys_by_column(name).values())


def _render_needed_fields(
    interview: Interview | None, name: str, previous_round: Interview | None = None
) -> None:
    organization = (
        interview.organization if interview else previous_round.organization if previous_round else ""
    )
    held_at = interview.held_at if interview else likely_hour(session.now())
    decision_by = interview.decision_by if interview else None
    st.text_input(
        "Organization",
        organization,
        max_chars=200,
        key=field(session.key(f"{name}-organization"), organization),
        placeholder="Where was the interview?",
        live=True,
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-organization"))
    if name == _START_FORM:
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
            "When" if interview else "When is it?" if previous_round else "When was it?",
            held_at,
            min_value=datetime.combine(EARLIEST_DATE, datetime.min.time()),
            max_value=datetime.combine(LATEST_DATE, datetime.min.time()),
            key=field(session.key(f"{name}-held"), held_at),
            format=date_format(),
            step=_TIME_STEP,
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
        _render_wait_buttons(name)
    st.caption(_decision_hint(st.session_state.get(session.key(f"{name}-decision"))))


def _decision_hint(decision_by: object) -> str:
    """Return the chosen day in words, so that a wrong one is noticed; without a day, what to do.

    Both fit on one line of a phone, because nothing below may move while somebody is about to tap it.
    """
    if not isinstance(decision_by, date):
        return "Leave it empty if nobody said."
    return f"{session.day_format().full(decision_by)}, {distance(decision_by, session.today())}."


def _render_wait_buttons(name: str) -> None:
    """Draw buttons such as “Two weeks” that set the decision date, counted from the interview."""
    render_choice_buttons(f"{name}-weeks", _WAIT_LABELS, _fill_decision_day, name)


def _fill_decision_day(name: str, wait: _DecisionWait) -> None:
    held = st.session_state.get(session.key(f"{name}-held"))
    if isinstance(held, date):
        held_on = held.date() if isinstance(held, datetime) else held
        st.session_state[session.key(f"{name}-decision")] = held_on + timedelta(weeks=wait.value)


def _render_more_fields(
    interview: Interview | None, name: str, previous_round: Interview | None = None
) -> None:
    role = interview.role if interview else previous_round.role if previous_round else ""
    held_format = interview.format if interview else None
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
        "How is it held?" if previous_round else "How was it held?",
        list(Format),
        default=held_format,
        required=True,
        format_func=lambda word: escape_option(FORMAT_WORDS[word]),
        key=field(session.key(f"{name}-format"), held_format),
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


def _render_round_field(interview: Interview, name: str) -> None:
    """Draw the round number, which follows the order of the days until the candidate sets it."""
    st.number_input(
        "Round",
        min_value=1,
        max_value=MAX_ROUND,
        value=interview.round,
        key=field(session.key(f"{name}-round"), interview.round),
        help="Rounds are numbered in the order of their days. Change the number if you know better.",
        persist_state="session",
    )


def _read_entry(name: str, stored: Interview | None = None) -> InterviewEntry | None:
    """Return what the form holds; None if the day is missing, which is then said at its field."""

    def value_of(field: str) -> object:
        key = session.key(f"{name}-{field}")
        return (
            typed_or_stored(key, getattr(stored, _COLUMN_OF_FIELD[field]))
            if stored
            else st.session_state.get(key)
        )

    held_at, decision_by, held_format = value_of("held"), value_of("decision"), value_of("format")
    round_number = value_of("round") if stored else None
    zone = stored.timezone if stored else session.timezone()
    if isinstance(held_at, date) and not isinstance(held_at, datetime):
        held_at, zone = datetime.combine(held_at, NO_TIME), ""
    if not isinstance(held_at, datetime):
        keys = _keys_by_column(name)
        remedy = "Choose it." if name == _START_FORM else "Choose day and time."
        refuse(keys["held_at"], f"The day of the interview is missing. {remedy}", (*keys.values(),))
        return None
    return InterviewEntry(
        organization=str(value_of("organization") or ""),
        role=str(value_of("role") or ""),
        held_at=held_at,
        timezone=zone,
        format=held_format if isinstance(held_format, Format) else None,
        decision_by=decision_by if isinstance(decision_by, date) else None,
        round=round_number
        if isinstance(round_number, int) and stored and round_number != stored.round
        else None,
        notes=str(value_of("notes") or ""),
        this_round_only=bool(st.session_state.get(session.key(f"{name}-alone"))),
    )


def _save_start_form(name: str) -> None:
    _save_entry(name)


def _save_new_interview(name: str) -> None:
    """Save a new interview, and open its checklist or, if the interview is still to come, its page."""
    interview_id = _save_entry(name)
    if interview_id:
        held_on = session.view().interview_details(interview_id).interview.held_on
        page = "checklist.py" if held_on <= session.today() else "interview.py"
        request_page(page, {"interview": interview_id})


def _save_entry(name: str) -> str:
    """Save what the form holds as a new interview; return its id, '' if it was not saved."""
    entry = _read_entry(name)
    if entry is None:
        return ""
    saved_ids: list[str] = []
    unsaved_text = (
        f"{entry.organization}\n{entry.role}\n{entry.held_at}\n{entry.decision_by}\n{entry.notes}\n"
    )
    with session.country_of_browser() as country:
        session.run_action(
            lambda workspace, context: saved_ids.append(
                start_interview(workspace, context, entry, country=country)
            ),
            unsaved_text=unsaved_text,
            fields=_keys_by_column(name),
        )
    return saved_ids[0] if saved_ids else ""


def _save_changes(interview_id: str, name: str) -> None:
    details = session.view().records.interviews.get(interview_id)
    entry = _read_entry(name, details.interview if details else None)
    if entry is None:
        return
    unsaved_text = f"{entry.organization}\n{entry.role}\n{entry.notes}\n"
    replaces_other_tab = details is not None and any(
        overwrites_other_tab(session.key(f"{name}-{field}"), getattr(details.interview, column))
        for field, column in _COLUMN_OF_FIELD.items()
    )
    is_saved = session.run_action(
        lambda workspace, context: edit_interview(workspace, context, interview_id, entry),
        unsaved_text=unsaved_text,
        fields=_keys_by_column(name),
    )
    if is_saved:
        st.session_state.pop(session.key(f"{name}-alone"), None)  # the choice was for this correction only
    if is_saved and replaces_other_tab:
        notices.show_warning("This interview was changed in another tab, too. Your last change counts.")


def _keys_by_column(name: str) -> dict[str, str]:
    return {column: session.key(f"{name}-{field}") for field, column in _COLUMN_OF_FIELD.items()}
