"""Follow-up fields of checklist answers: decision date, contact details, what was discussed, thank-you."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Literal

import streamlit as st

from components import notices, session
from components.date_fields import date_format
from components.form_fields import field
from components.markdown_text import escape_markdown, escape_option
from followup_core.checklist import Question
from followup_core.models import EARLIEST_DATE, LATEST_DATE, AnswerValue, TouchpointKind
from followup_core.models.date_text import pluralize
from followup_core.services.guided_checklist import DETAIL_UNKNOWN, ChecklistProgress, save_answer
from followup_core.services.interview_service import set_decision, set_decision_weeks
from followup_core.services.people_service import save_person, set_discussed
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView

from .checklist_state import is_second_tap, record_answer

_WEEKS = (1, 2, 3, 4, 6)


_CARD_FIELDS: tuple[tuple[str, str, Literal["email", "phone", "default"]], ...] = (
    ("email", "Email on the card", "email"),
    ("phone", "Phone", "phone"),
    ("title", "Title", "default"),
)


class _Said(StrEnum):
    DATE = "On a date"
    WEEKS = "In some weeks"
    UNKNOWN = "They did not know"


class _Sent(StrEnum):
    TODAY = "Yes, today"
    EARLIER = "Yes, earlier"
    NOT_YET = "Not yet"


def render_decision_field(progress: ChecklistProgress) -> None:
    """Ask when the employer will decide: a date, a number of weeks, or unknown."""
    interview, named_date = progress.details.interview, progress.details.named_date
    name = f"said-{interview.interview_id}"
    stored = _said(progress, st.session_state.get(session.key(name)))
    st.segmented_control(
        "What did they say?",
        list(_Said),
        format_func=escape_option,
        default=stored,
        key=field(session.key(name), stored),
        required=True,
        on_change=_unknown,
        args=(progress, name),
    )
    said = st.session_state.get(session.key(name))
    if said is _Said.DATE:
        st.date_input(
            "They will decide by",
            named_date,
            min_value=interview.held_on,
            max_value=LATEST_DATE,
            format=date_format(),
            key=field(session.key(f"{name}-date"), named_date),
            on_change=_on_date,
            args=(progress, f"{name}-date"),
        )
    elif said is _Said.WEEKS:
        st.pills(
            "Weeks from the interview",
            _WEEKS,
            required=True,
            format_func=lambda weeks: escape_option(pluralize(weeks, "week")),
            key=session.key(f"{name}-weeks"),
            on_change=_in_weeks,
            args=(progress, f"{name}-weeks"),
        )
    if named_date is not None:
        st.markdown(f":material/check: By {session.day_format().full(named_date)}. Saved.")
    elif interview.decision_by is not None:
        day = session.day_format().full(interview.decision_by)
        st.markdown(f"Until you enter their date, we count on {day}, which is only our estimate.")


def _said(progress: ChecklistProgress, chosen: object) -> _Said | None:
    if progress.details.named_date is not None:
        return _Said.WEEKS if chosen is _Said.WEEKS else _Said.DATE
    details = (each.detail for each in progress.details.answers if each.item == "asked_time_frame")
    return _Said.UNKNOWN if DETAIL_UNKNOWN in details else None


def _unknown(progress: ChecklistProgress, name: str) -> None:
    if st.session_state.get(session.key(name)) is not _Said.UNKNOWN:
        return
    interview_id = progress.details.interview.interview_id
    item = next(q.item for q in progress.questions if q.item.id == "asked_time_frame")
    session.run_action(
        lambda workspace, context: save_answer(
            workspace, context, interview_id, item, AnswerValue.YES, detail=DETAIL_UNKNOWN
        ),
        confirm=False,
    )
    if progress.details.named_date is not None:
        # Confirmed with an undo: the date may have been typed by hand, and nothing else brings it back.
        session.run_action(lambda workspace, context: set_decision(workspace, context, interview_id, None))
    notices.show_done("Saved. Then five business days are a safe wait.")


def _on_date(progress: ChecklistProgress, name: str) -> None:
    chosen = st.session_state.get(session.key(name))
    if isinstance(chosen, date):
        interview_id = progress.details.interview.interview_id
        session.run_action(
            lambda workspace, context: set_decision(workspace, context, interview_id, chosen), confirm=False
        )


def _in_weeks(progress: ChecklistProgress, name: str) -> None:
    weeks = st.session_state.get(session.key(name))
    if weeks:
        interview_id = progress.details.interview.interview_id
        if session.run_action(
            lambda workspace, context: set_decision_weeks(workspace, context, interview_id, int(weeks)),
            confirm=False,
        ):
            # The stored value is a date and is shown as one: a reloaded page does not know the weeks.
            st.session_state[session.key(f"said-{interview_id}")] = _Said.DATE


def keys(progress: ChecklistProgress, asked: Question) -> tuple[str, ...]:
    """Return the keys of the fields that a question's answer may ask to fill in."""
    texts = (f"card-{asked.person_id}-{column}" for column, _, _ in _CARD_FIELDS)
    return tuple(map(session.key, (*texts, _discussed_name(progress, asked))))


def _discussed_name(progress: ChecklistProgress, asked: Question) -> str:
    return f"discussed-{progress.details.interview.interview_id}-{asked.person_id}"


def render_contact_fields(view: WorkspaceView, progress: ChecklistProgress, asked: Question) -> None:
    """Ask for the contact details on the business card; each field is saved when it is left."""
    person = view.person(asked.person_id)
    for column, label, kind in _CARD_FIELDS:
        name = f"card-{asked.person_id}-{column}"
        stored = getattr(person, column)
        st.text_input(
            label,
            stored,
            max_chars=200,
            type=kind,
            validate="",
            autocomplete="off",  # it is another person's
            key=field(session.key(name), stored),
            on_change=_card,
            args=(asked.person_id, column, name),
            persist_state="session",
        )


def _card(person_id: str, column: str, name: str) -> None:
    text = str(st.session_state.get(session.key(name)) or "")

    def save(workspace: Workspace, context: ActionContext) -> None:
        changed = replace(session.view().person(person_id), **{column: text})
        save_person(workspace, context, changed)

    session.run_action(
        save,
        unsaved_text=text,
        confirm=False,
        field_keys=(session.key(name),),
    )


def render_discussed_field(progress: ChecklistProgress, asked: Question) -> None:
    """Ask what was discussed; the text is saved when the field is left."""
    interview_id = progress.details.interview.interview_id
    met = next(met for met in progress.details.interviewers if met.person_id == asked.person_id)
    name = _discussed_name(progress, asked)
    st.text_area(
        "In a few words",
        met.discussed,
        key=field(session.key(name), met.discussed),
        max_chars=4000,
        on_change=_discussed,
        args=(interview_id, asked.person_id, name),
        persist_state="session",
    )


def _discussed(interview_id: str, person_id: str, name: str) -> None:
    text = str(st.session_state.get(session.key(name)) or "")
    saved = session.run_action(
        lambda workspace, context: set_discussed(workspace, context, interview_id, person_id, text),
        unsaved_text=text,
        confirm=False,
        field_keys=(session.key(name),),
    )
    if saved and text:
        notices.show_done("Saved. That goes into the thank-you.")


def render_thanked_fields(view: WorkspaceView, progress: ChecklistProgress, asked: Question) -> None:
    """Ask whether and when a thank-you was sent."""
    name = f"thanked-{progress.details.interview.interview_id}-{asked.person_id}"
    if asked.answer is AnswerValue.YES:
        st.markdown(f":material/check: {escape_markdown(asked.item.praise)}")
        return
    stored = _Sent.NOT_YET if asked.answer is AnswerValue.SKIPPED else None
    st.segmented_control(
        "Thank-you email",
        list(_Sent),
        format_func=escape_option,
        key=field(session.key(name), stored),
        default=stored,
        required=True,
        label_visibility="collapsed",
        width="stretch",
        on_change=_thanked,
        args=(progress, asked, name),
    )
    if st.session_state.get(session.key(name)) is _Sent.EARLIER:
        st.date_input(
            "On which day?",
            None,
            min_value=max(progress.details.interview.held_on, EARLIEST_DATE),
            max_value=view.today,
            format=date_format(),
            key=session.key(f"{name}-day"),
            on_change=_thanked_on,
            args=(progress, asked, f"{name}-day"),
        )


def _thanked(progress: ChecklistProgress, asked: Question, name: str) -> None:
    if is_second_tap():
        st.session_state[session.key(name)] = _Sent.NOT_YET if asked.answer is AnswerValue.SKIPPED else None
        return
    match st.session_state.get(session.key(name)):
        case _Sent.TODAY:
            _log_thanks(progress, asked, session.today())
        case _Sent.NOT_YET:
            record_answer(progress, asked, AnswerValue.SKIPPED)
        case _:
            pass


def _thanked_on(progress: ChecklistProgress, asked: Question, name: str) -> None:
    day = st.session_state.get(session.key(name))
    if isinstance(day, date):
        _log_thanks(progress, asked, day)


def _log_thanks(progress: ChecklistProgress, asked: Question, day: date) -> None:
    entry = TouchpointEntry(
        interview_id=progress.details.interview.interview_id,
        person_id=asked.person_id,
        kind=TouchpointKind.THANK_YOU_EMAIL,
        sent_on=day,
    )
    session.run_action(lambda workspace, context: record_touchpoint(workspace, context, entry), confirm=False)
