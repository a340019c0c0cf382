"""The view of one interview: timeline, people and details."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components import confirm_button, session
from components.checklist.checklist_state import ReviewPage
from components.choice_buttons import render_choice_buttons
from components.date_fields import date_format
from components.form_fields import field, render_refusal
from components.markdown_text import escape_markdown, escape_option
from components.page_links import render_messages_link, render_withdrawal_link
from components.settings import calendar_settings
from components.today.deadline_card import render_deadline_card
from components.today.step_list import render_due_steps, render_waiting_steps
from followup_core.charts import timeline_chart
from followup_core.models import (
    CALLING_OFF,
    EARLIEST_DATE,
    Interview,
    InterviewDetails,
    Outcome,
    YesNo,
)
from followup_core.services.answer_deadline import is_answer_due, open_deadlines
from followup_core.services.application_list import interview_status, other_rounds
from followup_core.services.due_steps import in_entry_order, steps_for_today, waiting_steps
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.interview_service import delete_interview, deletion_question, set_outcome
from followup_core.services.interview_timeline import (
    planned_days,
    timeline,
    timeline_sentence,
)
from followup_core.services.labels import (
    FORMAT_WORDS,
    OUTCOME_WORDS,
    decision_words,
    not_held_words,
    time_words,
)
from followup_core.services.nameless_thanks import nameless_thanks
from followup_core.services.similar_jobs import same_application_question
from followup_core.services.timezone_country import holiday_sentence
from followup_core.services.today_overview import checklist_label
from followup_core.services.workspace import WorkspaceView
from followup_core.text import PRODUCT

from . import interview_form, people_editor, situation_panel, touchpoint_log
from .cancellation_question import render_cancellation_question
from .interview_sections import InterviewSection, section_key
from .nameless_thanks_question import render_nameless_thanks_question
from .same_application_question import render_same_application_question
from .state_badge import state_badge

_SEPARATOR = "\u00a0· "
"""Separates two facts. The no-break space keeps a line from beginning with the dot."""


def render_interview(view: WorkspaceView, interview_id: str) -> None:
    """Draw one interview."""
    details = view.interview_details(interview_id)
    interview = details.interview
    st.set_page_config(page_title=f"{interview.title} · {PRODUCT}")
    st.page_link("interviews.py", label="All interviews", icon=":material/arrow_back:")
    st.title(escape_markdown(interview.title), anchor=False)
    status = interview_status(view, details)
    st.markdown(f"{state_badge(status.state, status.now)}  \n{_headline_lines(view, details)}")
    _render_checklist_link(view, interview_id)
    _render_other_rounds(view, details)
    key = section_key(interview_id)
    requested_section = st.query_params.pop("part", "")
    if requested_section in set(InterviewSection):
        st.session_state[key] = InterviewSection(requested_section)
    section = st.segmented_control(
        "Part of the page",
        list(InterviewSection),
        format_func=escape_option,
        default=InterviewSection.TIMELINE,
        required=True,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    match section:
        case InterviewSection.PEOPLE:
            people_editor.render_people_editor(view, interview_id)
        case InterviewSection.DETAILS:
            _render_details(view, interview)
        case _:
            _render_timeline_section(view, interview_id)
    render_messages_link()


def _headline_lines(view: WorkspaceView, details: InterviewDetails) -> str:
    """Return the lines below the title: round, day, time and format, whether it was held, decision date."""
    interview = details.interview
    facts = [
        f"Round {interview.round}",
        ", ".join(
            filter(
                None, (_day_without_breaks(view, interview.held_on), _time_without_breaks(view, interview))
            )
        ),
    ]
    if interview.format is not None:
        facts.append(FORMAT_WORDS[interview.format])
    lines = [_SEPARATOR.join(escape_markdown(fact) for fact in facts)]
    if not_held_sentence := not_held_words(details, view.today):
        lines.append(escape_markdown(not_held_sentence.capitalize()))
    if interview.decision_by is not None and interview.outcome is None:
        decision_line = (
            f"{decision_words(details, view.today)} {_day_without_breaks(view, interview.decision_by)}"
        )
        lines.append(escape_markdown(decision_line))
    return "  \n".join(lines)


def _render_other_rounds(view: WorkspaceView, details: InterviewDetails) -> None:
    # Buttons, because Streamlit marks a link to the page that is open, as if it were the round on screen.
    for round_label in other_rounds(view, details):
        st.button(
            escape_markdown(round_label.label),
            icon=":material/event:",
            type="tertiary",
            key=session.key(f"round-{round_label.interview_id}"),
            on_click=st.query_params.update,
            args=({"interview": round_label.interview_id},),
        )


def _day_without_breaks(view: WorkspaceView, day: date) -> str:
    """Return a day in words that stay on one line, so that no number is alone on the next."""
    return view.day_format.full(day).replace(" ", "\u00a0")


def _time_without_breaks(view: WorkspaceView, interview: Interview) -> str:
    return time_words(interview, view.day_format).replace(" ", "\u00a0")


def _render_checklist_link(view: WorkspaceView, interview_id: str) -> None:
    """Link to the checklist of a held interview: to its first open question, or to all its answers."""
    if not view.interview_details(interview_id).was_held(view.today):
        return
    progress = checklist_progress(view, interview_id)
    params = {"interview": interview_id}
    if not progress.open_screens:
        params["item"] = ReviewPage.ALL_ANSWERS.value
    st.page_link(
        "checklist.py", label=checklist_label(progress), icon=":material/checklist:", query_params=params
    )


def _render_timeline_section(view: WorkspaceView, interview_id: str) -> None:
    details = view.interview_details(interview_id)
    if details.has_open_cancellation:
        render_cancellation_question(view, details.interview)
    render_same_application_question(same_application_question(view, interview_id))
    render_nameless_thanks_question(nameless_thanks(view, interview_id))
    deadlines = open_deadlines(details, view.today)
    due_deadlines = [deadline for deadline in deadlines if is_answer_due(view, deadline)]
    has_main_button = not situation_panel.is_situation_open(interview_id)
    for index, deadline in enumerate(due_deadlines):
        render_deadline_card(view, deadline, is_first=has_main_button and not index)
    steps = in_entry_order(view, view.steps_by_interview.get(interview_id, ()))
    due_steps = steps_for_today(view, steps)
    steps_that_wait = waiting_steps(view, steps)
    if due_steps:
        has_main_button = has_main_button and not due_deadlines
        render_due_steps(
            f"story-{interview_id}", view, due_steps, has_main_button=has_main_button, names_interview=False
        )
    if steps_that_wait:
        render_waiting_steps(f"later-{interview_id}", view, steps_that_wait, names_interview=False)
    for deadline in deadlines:
        if deadline not in due_deadlines:
            render_deadline_card(view, deadline, is_first=False)
    _render_withdrawal_offer(view, interview_id)
    _render_calling_off(view, interview_id)
    situation_panel.render_situation_panel(view, interview_id)
    timeline_events = timeline(view, interview_id)
    timeline_words = timeline_sentence(view, interview_id)
    st.header("What happened, and what is planned", anchor=False)
    st.markdown(escape_markdown(timeline_words))
    spec = timeline_chart(timeline_events, view.day_format, dark=st.context.theme.type == "dark")
    st.vega_lite_chart(spec, alt=timeline_words, key=session.key(f"timeline-{interview_id}"))
    with st.expander("The same as a table"):
        st.table(
            [
                {
                    "Day": view.day_format.full(event.on),
                    "Who": event.lane.value,
                    "What": escape_markdown(event.what),
                }
                for event in timeline_events
            ],
            hide_index=True,
        )
    _render_why_these_days(view, interview_id)
    calendar_settings.render_calendar_download(
        "Add these dates to your calendar", view, f"calendar-{interview_id}", interview_id
    )
    touchpoint_log.render_touchpoint_log(view, interview_id)


def _render_withdrawal_offer(view: WorkspaceView, interview_id: str) -> None:
    """Offer to withdraw from a job that is still open and that the candidate no longer wants."""
    interview = view.interview_details(interview_id).interview
    if interview.still_interested is not YesNo.NO or interview.outcome is not None:
        return
    with st.container(border=True):
        st.markdown(
            "You don't want this job anymore, so there's nothing left to ask them. A short, gracious note"
            " now saves everyone time and keeps the door open."
        )
        render_withdrawal_link(view, interview_id)


def _render_calling_off(view: WorkspaceView, interview_id: str) -> None:
    """Draw what may call off an interview that is still to come. The situations are for held ones."""
    details = view.interview_details(interview_id)
    interview = details.interview
    if interview.held_on <= view.today or interview.outcome is not None or details.has_open_cancellation:
        return
    st.header("Did something happen?", anchor=False)
    _render_outcome_choices(interview, _CALLED_OFF_LABELS, marks_choice=False)
    if interview.still_interested is not YesNo.NO:  # else the link is in the offer above
        render_withdrawal_link(view, interview_id)


def _render_why_these_days(view: WorkspaceView, interview_id: str) -> None:
    """Draw the reason for each planned day, and the days that other career advisors suggest."""
    days = planned_days(view, interview_id)
    if not days:
        return
    with st.expander("Why these days?"):
        for day in days:
            heading = f"**{escape_markdown(day.what)}**, {view.day_format.full(day.on)}"
            st.markdown(f"{heading}  \n{escape_markdown(day.because)}")
            if day.other_advice:
                st.caption(escape_markdown(day.other_advice))
        st.markdown(holiday_sentence(view.records.settings.country))


def _render_details(view: WorkspaceView, interview: Interview) -> None:
    _render_outcome(view, interview)
    if interview.outcome is not None:
        _render_outcome_day(view, interview)
        st.button(
            "Reopen this interview",
            icon=":material/undo:",
            type="tertiary",
            key=session.key(f"open-again-{interview.interview_id}"),
            on_click=_set_outcome,
            args=(interview.interview_id, None),
        )
    with st.expander("Add the next round", icon=":material/add:"):
        interview_form.render_add_form(interview)
    with st.expander("Correct the details", icon=":material/edit:"):
        if view.interview_details(interview.interview_id).named_date != interview.decision_by:
            st.markdown("The day of the decision is only our estimate. Replace it when they name one.")
        rounds = view.records.application_of[interview.interview_id].rounds
        interview_form.render_edit_form(interview, has_other_rounds=len(rounds) > 1)
    confirm_button.render_delete_button(
        "Delete this interview",
        session.key(f"delete-{interview.interview_id}"),
        deletion_question(view, interview.interview_id),
        _delete,
        (interview.interview_id,),
    )


def _render_outcome(view: WorkspaceView, interview: Interview) -> None:
    """Draw the outcomes to choose from; for an interview to come only those that call it off."""
    if interview.held_on > view.today and interview.outcome in (None, *_CALLED_OFF_LABELS):
        st.markdown("Was it called off?")
        _render_outcome_choices(interview, _CALLED_OFF_LABELS, marks_choice=True)
    else:
        st.markdown("How did it end?")
        _render_outcome_choices(interview, _OUTCOME_LABELS, marks_choice=True)


def _render_outcome_choices(
    interview: Interview, choices: Mapping[Outcome, str], *, marks_choice: bool
) -> None:
    render_choice_buttons(
        f"outcome-{interview.interview_id}",
        choices,
        _set_outcome,
        interview.interview_id,
        current_choice=interview.outcome,
        marks_choice=marks_choice,
    )


_CALLED_OFF_LABELS = {outcome: OUTCOME_WORDS[outcome] for outcome in (Outcome.REJECTED, Outcome.WITHDRAWN)}
"""The outcomes to choose from for an interview to come, and their words."""
_OUTCOME_LABELS = {outcome: OUTCOME_WORDS[outcome] for outcome in Outcome}
"""The outcomes as answers to how it ended, and their words."""


def _render_outcome_day(view: WorkspaceView, interview: Interview) -> None:
    """Draw the day of the outcome, which can be corrected; empty if none is stored."""
    name = f"outcome-day-{interview.interview_id}"
    stored = interview.outcome_on or view.today
    earliest = EARLIEST_DATE if interview.outcome in CALLING_OFF else min(interview.held_on, stored)
    st.date_input(
        "On which day?",
        interview.outcome_on,
        min_value=earliest,
        max_value=max(view.today, stored),
        format=date_format(),
        key=field(session.key(name), interview.outcome_on),
        on_change=_set_outcome_day,
        args=(interview.interview_id, name),
    )
    render_refusal(session.key(name))
    if interview.ended_before_its_day:
        st.caption("That's before the interview, so it was called off.")


def _set_outcome_day(interview_id: str, name: str) -> None:
    day = st.session_state.get(session.key(name))
    details = session.view().records.interviews.get(interview_id)
    outcome = details.interview.outcome if details else None
    if isinstance(day, date) and outcome is not None:
        session.run_action(
            lambda workspace, context: set_outcome(workspace, context, interview_id, outcome, day),
            fields={"outcome_on": session.key(name)},
        )


def _set_outcome(interview_id: str, outcome: Outcome | None) -> None:
    session.run_action(
        lambda workspace, context: set_outcome(workspace, context, interview_id, outcome, None)
    )


def _delete(interview_id: str) -> None:
    session.run_action(lambda workspace, context: delete_interview(workspace, context, interview_id))
