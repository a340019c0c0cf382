"""The checklist's form for interviewers: new people, and people known from other interviews."""

import streamlit as st

from components import confirm_button, notices, session
from components.form_fields import field, forget, refuse, render_refusal
from components.interviews.nameless_thanks_question import render_nameless_thanks_question
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Interviewer, InterviewerPart
from followup_core.services.guided_checklist import ChecklistProgress
from followup_core.services.labels import INTERVIEWER_PART_WORDS
from followup_core.services.nameless_thanks import nameless_thanks
from followup_core.services.people_service import (
    add_interviewer,
    add_interviewers,
    interviewer_summary,
    is_only_here,
    known_people,
    remove_interviewer,
)
from followup_core.services.workspace import WorkspaceView

from .checklist_state import begin_double_tap, is_second_tap

_ADDED_AT_KEY = "person-added-at"
_NAMES_HEIGHT = 108
"""In pixels. The field has three lines, so that it looks made for several names."""


def render_interviewer_form(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw the interviewers so far, known people to add, and the field for new ones."""
    for interviewer in progress.details.interviewers:
        _render_row(view, progress, interviewer)
    render_add_people(view, progress)


def render_add_people(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw known people to add, and the field for new ones."""
    interview_id = progress.details.interview.interview_id
    people = known_people(view, interview_id)
    if people:
        st.pills(
            "Met before",
            [person.person_id for person in people],
            format_func=lambda person_id: escape_option(escape_markdown(view.name(person_id))),
            key=field(session.key(f"known-{interview_id}"), None),
            on_change=_add_known_person,
            args=(interview_id,),
        )
    _render_new_people(interview_id)
    render_nameless_thanks_question(nameless_thanks(view, interview_id))


def _render_row(view: WorkspaceView, progress: ChecklistProgress, interviewer: Interviewer) -> None:
    name = view.name(interviewer.person_id) or "Unknown person"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{escape_markdown(name)}**, {INTERVIEWER_PART_WORDS[interviewer.part].lower()}",
            width="stretch",
        )
        render_take_out_button(view, progress, interviewer)


def render_take_out_button(
    view: WorkspaceView, progress: ChecklistProgress, interviewer: Interviewer
) -> None:
    """Draw the button that takes a person out; it asks first if something is entered about them."""
    interview_id = progress.details.interview.interview_id
    name = view.name(interviewer.person_id) or "Unknown person"
    person = view.records.people.get(interviewer.person_id)
    has_entries = (
        bool(interviewer.discussed)
        or any(answer.person_id == interviewer.person_id for answer in progress.details.answers)
        or (
            person is not None
            and any((person.title, person.email, person.phone, person.linkedin_url, person.notes))
            and is_only_here(view.snapshot, interview_id, interviewer.person_id)
        )
    )
    confirm_button.render_delete_button(
        "Take out",
        session.key(f"out-{interview_id}-{interviewer.person_id}"),
        f"Take {name} out? What you entered about them here goes too. You can undo it afterwards."
        if has_entries
        else "",
        _remove,
        (interview_id, interviewer.person_id),
        yes_label="Yes, take out",
        icon=None,
    )


def _render_new_people(interview_id: str) -> None:
    st.text_area(
        "Names, one on each line",
        key=field(_names_key(interview_id), ""),
        height=_NAMES_HEIGHT,
        max_chars=2000,
        placeholder="First and last name",
        persist_state="session",
    )
    render_refusal(_names_key(interview_id))
    st.button(
        "Add to the list",
        key=session.key(f"person-add-{interview_id}"),
        on_click=_add_new_people,
        args=(interview_id,),
    )


def _names_key(interview_id: str) -> str:
    return session.key(f"person-names-{interview_id}")


def typed_names(interview_id: str) -> tuple[str, ...]:
    """Return the names that were typed in and not added yet."""
    lines = str(st.session_state.get(_names_key(interview_id)) or "").splitlines()
    return tuple(name for line in lines if (name := line.strip()))


def ask_for_a_name(interview_id: str) -> None:
    """Say at the field for names that nobody is entered yet (in a callback)."""
    refuse(_names_key(interview_id), "Nobody is entered yet. Type a name, or tap “Skip”.")


def add_typed_people(interview_id: str, *, confirm: bool = True) -> bool:
    """Add the people whose names are typed in (in a callback); return whether they were saved."""
    names = typed_names(interview_id)
    return session.run_action(
        lambda workspace, context: add_interviewers(workspace, context, interview_id, names),
        unsaved_text="\n".join(names),
        confirm=confirm,
        fields={"name": _names_key(interview_id)},
    )


def _add_new_people(interview_id: str) -> None:
    if is_second_tap(_ADDED_AT_KEY):
        return
    names = typed_names(interview_id)
    if add_typed_people(interview_id, confirm=False):
        begin_double_tap(_ADDED_AT_KEY)
        notices.show_done(interviewer_summary(session.view(), interview_id, names))


def _add_known_person(interview_id: str) -> None:
    person_id = st.session_state.get(session.key(f"known-{interview_id}"))
    if person_id:
        session.run_action(
            lambda workspace, context: add_interviewer(
                workspace, context, interview_id, person_id=person_id, part=InterviewerPart.INTERVIEWER
            ),
            confirm=False,
        )
        forget(session.key(f"known-{interview_id}"))


def _remove(interview_id: str, person_id: str) -> None:
    session.run_action(
        lambda workspace, context: remove_interviewer(workspace, context, interview_id, person_id)
    )
