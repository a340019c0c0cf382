"""The editor for the people of one interview."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from components import notices, session
from components.checklist import card_capture, interviewer_form
from components.form_fields import (
    field,
    overwrites_other_tab,
    render_refusal,
    render_refusal_hint,
    typed_or_stored,
)
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Interviewer, InterviewerPart, Person
from followup_core.services.guided_checklist import ChecklistProgress, checklist_progress
from followup_core.services.interview_timeline import InterviewerTodos, TodoStatus, interviewer_todos
from followup_core.services.labels import INTERVIEWER_PART_WORDS, not_held_words
from followup_core.services.people_service import PERSON_FIELDS, save_interviewer
from followup_core.services.workspace import WorkspaceView

_TODO_WORDS = {
    TodoStatus.DONE: ":green[:material/check_circle:] Done:",
    TodoStatus.NO: ":gray[:material/cancel:] No:",
    TodoStatus.OPEN: ":gray[:material/radio_button_unchecked:] Not yet:",
}
_KEYBOARDS: Mapping[str, Literal["email", "phone", "url"]] = {
    "email": "email",
    "phone": "phone",
    "linkedin_url": "url",
}
"""The keyboard of a phone for a field."""
_LABELS = {
    "name": "Name",
    "organization": "Organization",
    "title": "Job title",
    "email": "Email",
    "phone": "Phone",
    "linkedin_url": "LinkedIn address",
    "notes": "Notes",
    "addressed_as": "How you address them, such as “Dana” or “Dr. Obi”",
}


def render_people_editor(view: WorkspaceView, interview_id: str) -> None:
    """Draw a card for each person with the done and the open tasks, and the form to add people."""
    progress = checklist_progress(view, interview_id)
    todos = {row.person.person_id: row for row in interviewer_todos(view, interview_id)}
    for interviewer in progress.details.interviewers:
        _render_card(view, progress, interviewer, todos[interviewer.person_id])
    st.header("Add people" if todos else "Who did you meet?", anchor=False)
    interviewer_form.render_add_people(view, progress)


def _render_card(
    view: WorkspaceView, progress: ChecklistProgress, interviewer: Interviewer, todos: InterviewerTodos
) -> None:
    interview_id = progress.details.interview.interview_id
    name = escape_markdown(todos.person.name)
    with st.container(border=True):
        st.markdown(f"**{name}**, {INTERVIEWER_PART_WORDS[todos.part].lower()}")
        if not not_held_words(progress.details, view.today):
            st.markdown(_todo_words(todos))
        expander_key = session.key(f"person-{interview_id}-{interviewer.person_id}-open")
        with st.expander(f"Edit {name}", icon=":material/edit:", key=expander_key):
            if interviewer.person_id in view.records.people:
                _render_form(interview_id, interviewer, todos.person)
                card_capture.render_card_capture(
                    view, interview_id, interviewer.person_id, answers_checklist=False
                )
            interviewer_form.render_take_out_button(view, progress, interviewer)


def _todo_words(todos: InterviewerTodos) -> str:
    """Return the done, the refused and the open tasks, one line each; skipped tasks are left out."""
    tasks = (
        ("business card", todos.card),
        ("asked about LinkedIn", todos.asked_linkedin),
        ("agreed to LinkedIn", todos.agreed_linkedin),
        ("connected", todos.connected),
        ("thanked by email", todos.thanked),
        ("thanked by hand", todos.note),
    )
    tasks_by_status = {
        status: [task for task, status_of_task in tasks if status_of_task is status] for status in _TODO_WORDS
    }
    lines = (
        f"{_TODO_WORDS[status]} {', '.join(tasks_with_status)}"
        for status, tasks_with_status in tasks_by_status.items()
        if tasks_with_status
    )
    return "  \n".join(lines)


def _render_form(interview_id: str, interviewer: Interviewer, person: Person) -> None:
    name = f"person-{interview_id}-{person.person_id}"
    st.pills(
        "Part in the interview",
        list(InterviewerPart),
        default=interviewer.part,
        required=True,
        format_func=lambda part: escape_option(INTERVIEWER_PART_WORDS[part]),
        key=field(session.key(f"{name}-part"), interviewer.part),
        persist_state="session",
    )
    st.text_area(
        "What you talked about",
        interviewer.discussed,
        key=field(session.key(f"{name}-discussed"), interviewer.discussed),
        max_chars=4000,
        persist_state="session",
    )
    render_refusal(session.key(f"{name}-discussed"))
    for column in PERSON_FIELDS:
        stored = getattr(person, column)
        st.text_input(
            _LABELS[column],
            stored,
            key=field(session.key(f"{name}-{column}"), stored),
            max_chars=2000,
            type=_KEYBOARDS.get(column, "default"),
            validate="",
            autocomplete="off",  # it is another person's
            placeholder="",
            live=True,
            persist_state="session",
        )
        render_refusal(session.key(f"{name}-{column}"))
    st.button(
        "Save",
        type="primary",
        key=session.key(f"{name}-save"),
        on_click=_save,
        args=(interview_id, person.person_id, name),
    )
    render_refusal_hint(*_keys_by_field(name).values())


def _save(interview_id: str, person_id: str, name: str) -> None:
    stored_values = _stored_values(session.view(), interview_id, person_id)

    def value_of(field: str) -> str:
        key = session.key(f"{name}-{field}")
        return str(typed_or_stored(key, stored_values.get(field, st.session_state.get(key))) or "")

    person = Person(person_id=person_id, **{field: value_of(field) for field in PERSON_FIELDS})
    unsaved_text = "\n".join(value_of(field) for field in (*PERSON_FIELDS, "discussed"))
    part = InterviewerPart(value_of("part") or InterviewerPart.INTERVIEWER)
    keys = _keys_by_field(name)
    replaces_other_tab = any(
        overwrites_other_tab(keys[field], value) for field, value in stored_values.items()
    )
    is_saved = session.run_action(
        lambda workspace, context: save_interviewer(
            workspace, context, interview_id, person, part=part, discussed=value_of("discussed")
        ),
        unsaved_text=unsaved_text,
        fields=keys,
    )
    if is_saved and replaces_other_tab:
        notices.show_warning("This person was changed in another tab, too. Your last change counts.")


def _keys_by_field(name: str) -> dict[str, str]:
    return {field: session.key(f"{name}-{field}") for field in (*PERSON_FIELDS, "part", "discussed")}


def _stored_values(view: WorkspaceView, interview_id: str, person_id: str) -> dict[str, str]:
    """Return what is stored about an interviewer by field; empty if the person or the interview is gone."""
    person, details = view.records.people.get(person_id), view.records.interviews.get(interview_id)
    values = {field: getattr(person, field) for field in PERSON_FIELDS} if person else {}
    for interviewer in details.interviewers if details else ():
        if interviewer.person_id == person_id:
            values |= {"part": interviewer.part.value, "discussed": interviewer.discussed}
    return values
