"""Follow-up fields of checklist answers: decision date, contact details, what was discussed."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

import streamlit as st

from components import notices, session, tap_replay
from components.date_fields import date_format
from components.form_fields import field, render_refusal
from components.markdown_text import escape_label, escape_option
from followup_core.checklist import ChecklistQuestion
from followup_core.models import LATEST_DATE, AnswerValue, DateBasis
from followup_core.services.guided_checklist import DETAIL_UNKNOWN, ChecklistProgress, feedback, save_answer
from followup_core.services.interview_service import set_decision, set_decision_weeks
from followup_core.services.people_service import save_person, set_discussed
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView

from .checklist_state import begin_double_tap

_CARD_FIELDS: tuple[tuple[str, str, Literal["email", "phone", "default"]], ...] = (
    ("name", "Name on the card", "default"),
    ("email", "Email on the card", "email"),
    ("phone", "Phone", "phone"),
    ("title", "Job title", "default"),
)


class _TimeFrame(StrEnum):
    IN_1 = "In one week"
    IN_2 = "In two weeks"
    IN_3 = "In three weeks"
    IN_4 = "In four weeks"
    DATE = "On a date"
    UNKNOWN = "They did not know"


_WEEKS_OF = {_TimeFrame.IN_1: 1, _TimeFrame.IN_2: 2, _TimeFrame.IN_3: 3, _TimeFrame.IN_4: 4}


def render_known_day(progress: ChecklistProgress) -> None:
    """Draw the decision date that is known already, for confirmation."""
    decision_by = progress.details.interview.decision_by or session.today()
    day = session.day_format().full(decision_by)
    st.markdown(f"You said they decide by **{day}**. Is that what they said?")


def render_another_day(progress: ChecklistProgress) -> None:
    """Draw the folded choice of another answer than the known date."""
    interview_id = progress.details.interview.interview_id
    with st.expander("They said something else", key=session.key(f"said-{interview_id}-else")):
        render_decision_field(progress)


def has_day_to_confirm(progress: ChecklistProgress) -> bool:
    """Return whether the employer named a decision date. An estimated date is asked for instead.

    That depends on stored values only, so that a page that slept is drawn as before.
    """
    details = progress.details
    return details.interview.decision_by is not None and details.date_basis is DateBasis.NAMED


def render_decision_field(progress: ChecklistProgress) -> None:
    """Ask when the employer will decide."""
    interview, named_date = progress.details.interview, progress.details.named_date
    name = f"said-{interview.interview_id}"
    stored_choice = _stored_time_frame(progress)
    st.pills(
        "What did they say?",
        list(_TimeFrame),
        format_func=escape_option,
        default=stored_choice,
        key=field(session.key(name), stored_choice),
        required=True,
        on_change=_save_time_frame,
        args=(progress, name),
    )
    if st.session_state.get(session.key(name)) is _TimeFrame.DATE:
        st.date_input(
            "They will decide by",
            named_date,
            min_value=interview.held_on,
            max_value=LATEST_DATE,
            format=date_format(),
            key=field(session.key(f"{name}-date"), named_date),
            on_change=_save_date,
            args=(progress, f"{name}-date"),
        )
        render_refusal(session.key(f"{name}-date"))


def _stored_time_frame(progress: ChecklistProgress) -> _TimeFrame | None:
    details = (answer.detail for answer in progress.details.answers if answer.item == "asked_time_frame")
    is_known = progress.details.interview.decision_by is not None
    return _TimeFrame.UNKNOWN if DETAIL_UNKNOWN in details and not is_known else None


def _save_time_frame(progress: ChecklistProgress, name: str) -> None:
    interview = progress.details.interview
    time_frame = st.session_state.get(session.key(name))
    weeks = _WEEKS_OF.get(time_frame) if time_frame else None
    is_stored = weeks is not None and interview.decision_by == interview.held_on + timedelta(weeks=weeks)
    if time_frame is _TimeFrame.DATE or is_stored:
        return
    if tap_replay.is_replaying_value() and interview.decision_by is not None:
        st.session_state[session.key(name)] = None
        notices.show_warning(tap_replay.ASLEEP)
        return
    begin_double_tap()  # the chosen day takes the place of these choices
    if weeks:
        _save_weeks(progress, weeks)
    else:
        _save_unknown_day(progress)


def _save_unknown_day(progress: ChecklistProgress) -> None:
    interview_id = progress.details.interview.interview_id
    item = next(question.item for question in progress.questions if question.item.id == "asked_time_frame")
    session.run_action(
        lambda workspace, context: save_answer(
            workspace, context, interview_id, item, AnswerValue.YES, detail=DETAIL_UNKNOWN
        ),
        confirm=False,
    )
    if progress.details.named_date is not None:
        # Confirmed with an undo: the date may have been typed by hand, and nothing else brings it back.
        session.run_action(lambda workspace, context: set_decision(workspace, context, interview_id, None))
    notices.show_done("Saved. While nobody knows the date, five business days are a safe wait.")


def _save_date(progress: ChecklistProgress, name: str) -> None:
    day = st.session_state.get(session.key(name))
    if isinstance(day, date):
        interview_id = progress.details.interview.interview_id
        session.run_action(
            lambda workspace, context: set_decision(workspace, context, interview_id, day),
            confirm=False,
            fields={"decision_by": session.key(name)},
        )


def _save_weeks(progress: ChecklistProgress, weeks: int) -> None:
    interview_id = progress.details.interview.interview_id
    session.run_action(
        lambda workspace, context: set_decision_weeks(workspace, context, interview_id, weeks), confirm=False
    )


def field_keys(progress: ChecklistProgress, person_id: str) -> tuple[str, ...]:
    """Return the keys of the fields about a person, also of those that are not on screen."""
    texts = (f"card-{person_id}-{column}" for column, _, _ in _CARD_FIELDS)
    return tuple(map(session.key, (*texts, _discussed_name(progress, person_id))))


def _discussed_name(progress: ChecklistProgress, person_id: str) -> str:
    return f"discussed-{progress.details.interview.interview_id}-{person_id}"


def render_contact_fields(view: WorkspaceView, question: ChecklistQuestion) -> None:
    """Ask for the contact details on the business card; each field is saved when it is left."""
    person = view.person(question.person_id)
    for column, words, kind in _CARD_FIELDS:
        name = f"card-{question.person_id}-{column}"
        stored = getattr(person, column)
        st.text_input(
            words,
            stored,
            max_chars=200,
            type=kind,
            validate="",
            autocomplete="off",  # it is another person's
            key=field(session.key(name), stored),
            on_change=_save_contact_detail,
            args=(question.person_id, column, name),
            persist_state="session",
        )
        render_refusal(session.key(name))


def _save_contact_detail(person_id: str, column: str, name: str) -> None:
    text = str(st.session_state.get(session.key(name)) or "")

    def save(workspace: Workspace, context: ActionContext) -> None:
        changed_person = replace(session.view().person(person_id), **{column: text})
        save_person(workspace, context, changed_person)

    is_saved = session.run_action(
        save,
        unsaved_text=text,
        confirm=False,
        fields={column: session.key(name)},
    )
    if is_saved and text:
        owner_words = "" if column == "name" else f" for {session.view().name(person_id)}"
        notices.show_done(f"Saved{owner_words}: {text.strip()}")


def render_discussed_field(progress: ChecklistProgress, question: ChecklistQuestion) -> None:
    """Ask what was discussed; the text is saved when the field is left."""
    interview_id = progress.details.interview.interview_id
    interviewer = next(
        interviewer
        for interviewer in progress.details.interviewers
        if interviewer.person_id == question.person_id
    )
    name = _discussed_name(progress, question.person_id)
    st.text_area(
        escape_label(question.text),
        interviewer.discussed,
        key=field(session.key(name), interviewer.discussed),
        max_chars=4000,
        on_change=_save_discussed,
        args=(interview_id, question, name),
        persist_state="session",
    )
    render_refusal(session.key(name))


def _save_discussed(interview_id: str, question: ChecklistQuestion, name: str) -> None:
    text = str(st.session_state.get(session.key(name)) or "")
    is_saved = session.run_action(
        lambda workspace, context: set_discussed(workspace, context, interview_id, question.person_id, text),
        unsaved_text=text,
        confirm=False,
        fields={"discussed": session.key(name)},
    )
    if is_saved and text:
        sentence = feedback(replace(question, answer=AnswerValue.YES), day_format=session.day_format())
        notices.show_done(f"Saved. {sentence}".strip())
