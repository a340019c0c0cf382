"""The checklist's form for interviewers: new people, and people known from other interviews."""

import streamlit as st

from components import confirm_button, notices, session
from components.form_fields import field, forget
from components.interviews.nameless_thanks_question import render_nameless_thanks_question
from components.markdown_text import escape_markdown, escape_option
from followup_core.models import Interviewer, InterviewerPart
from followup_core.services.guided_checklist import ChecklistProgress
from followup_core.services.labels import INTERVIEWER_PART_WORDS
from followup_core.services.nameless_thanks import nameless_thanks
from followup_core.services.people_service import (
    add_interviewer,
    interviewer_summary,
    known_people,
    remove_interviewer,
)
from followup_core.services.workspace import WorkspaceView

from .checklist_state import begin_double_tap, is_second_tap

_ADDED = "person-added-at"


def render_interviewer_form(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw the interviewers so far, known people to add, and the form for a new one."""
    interview_id = progress.details.interview.interview_id
    for each in progress.details.interviewers:
        _render_row(view, progress, each)
    known = known_people(view, interview_id)
    if known:
        st.pills(
            "Met before",
            [person.person_id for person in known],
            format_func=lambda person_id: escape_option(escape_markdown(view.name(person_id))),
            key=field(session.key(f"known-{interview_id}"), None),
            on_change=_meet_known,
            args=(interview_id,),
        )
    _render_new_person(interview_id)
    render_nameless_thanks_question(nameless_thanks(view, interview_id))


def _render_row(view: WorkspaceView, progress: ChecklistProgress, each: Interviewer) -> None:
    interview_id = progress.details.interview.interview_id
    name = view.name(each.person_id) or "Unknown person"
    entered = bool(each.discussed) or any(a.person_id == each.person_id for a in progress.details.answers)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{escape_markdown(name)}**, {INTERVIEWER_PART_WORDS[each.part].lower()}", width="stretch"
        )
        confirm_button.render_delete_button(
            "Take out",
            session.key(f"out-{interview_id}-{each.person_id}"),
            f"Take {name} out? What you answered about them here, and what you talked about, goes too. "
            "You can undo it afterwards."
            if entered
            else "",
            _leave_out,
            (interview_id, each.person_id),
            yes="Yes, take out",
            icon=None,
        )


def _render_new_person(interview_id: str) -> None:
    if is_second_tap(_ADDED):
        # The person just added moves the form down: the second tap hit a role, meant for nobody yet.
        forget(_part_key(interview_id))
    with st.container(border=True):
        st.text_input(
            "Name",
            key=field(_name_key(interview_id), ""),
            max_chars=200,
            placeholder="First and last name",
            live=True,
            persist_state="session",
        )
        st.pills(
            "Part in the interview",
            list(InterviewerPart),
            default=InterviewerPart.INTERVIEWER,
            required=True,
            format_func=lambda part: escape_option(INTERVIEWER_PART_WORDS[part]),
            key=field(_part_key(interview_id), InterviewerPart.INTERVIEWER),
            persist_state="session",
        )
        st.button(
            "Add this person",
            key=session.key(f"person-add-{interview_id}"),
            on_click=_meet_new,
            args=(interview_id,),
        )


def _name_key(interview_id: str) -> str:
    return session.key(f"person-name-{interview_id}")


def _part_key(interview_id: str) -> str:
    return session.key(f"person-part-{interview_id}")


def typed_name(interview_id: str) -> str:
    """Return the name that was typed in and not added yet, '' if none."""
    return str(st.session_state.get(_name_key(interview_id)) or "").strip()


def _chosen_part(interview_id: str) -> InterviewerPart:
    return st.session_state.get(_part_key(interview_id)) or InterviewerPart.INTERVIEWER


def add_typed(interview_id: str, *, say: bool = True) -> bool:
    """Add the person whose name is typed in (in a callback); return whether that worked."""
    name = typed_name(interview_id)
    part = _chosen_part(interview_id)
    return session.run_action(
        lambda workspace, context: add_interviewer(workspace, context, interview_id, name=name, part=part),
        unsaved_text=name,
        confirm=say,
        field_keys=(_name_key(interview_id), _part_key(interview_id)),
    )


def _meet_new(interview_id: str) -> None:
    if is_second_tap(_ADDED):
        return
    name = typed_name(interview_id)
    if add_typed(interview_id, say=False):
        begin_double_tap(_ADDED)
        notices.show_done(interviewer_summary(session.view(), interview_id, name))


def _meet_known(interview_id: str) -> None:
    person_id = st.session_state.get(session.key(f"known-{interview_id}"))
    if person_id:
        session.run_action(
            lambda workspace, context: add_interviewer(
                workspace, context, interview_id, person_id=person_id, part=InterviewerPart.INTERVIEWER
            ),
            confirm=False,
        )
        forget(session.key(f"known-{interview_id}"))


def _leave_out(interview_id: str, person_id: str) -> None:
    session.run_action(
        lambda workspace, context: remove_interviewer(workspace, context, interview_id, person_id)
    )
