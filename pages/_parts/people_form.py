"""Who was met: added on the way, once, and met again in the next round."""

import streamlit as st

from followup_core.coach.desk import View
from followup_core.coach.guide import Guide
from followup_core.coach.people import echo_of_meeting, known_people, leave_out, meet
from followup_core.coach.wording import PART_WORDS
from followup_core.records import Part

from . import edge
from .text import option, plain


def met(view: View, walk: Guide) -> None:
    """Draw the people met so far, those met before, and the form for one more."""
    interview_id = walk.round.interview.interview_id
    for each in walk.round.interviewers:
        _row(view, interview_id, each.person_id, PART_WORDS[each.part])
    known = known_people(view, interview_id)
    if known:
        st.pills(
            "Met before",
            [person.person_id for person in known],
            format_func=lambda person_id: option(plain(view.name(person_id))),
            key=edge.key(f"known-{interview_id}"),
            on_change=_meet_known,
            args=(interview_id,),
        )
    _new_person(interview_id, len(walk.round.interviewers))


def _row(view: View, interview_id: str, person_id: str, part: str) -> None:
    name = view.name(person_id) or "Unknown person"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(name)}**, {part.lower()}", width="stretch")
        st.button(
            "Take out",
            key=edge.key(f"out-{interview_id}-{person_id}"),
            type="tertiary",
            on_click=_leave_out,
            args=(interview_id, person_id),
        )


def _new_person(interview_id: str, met_so_far: int) -> None:
    part = f"person-part-{met_so_far}"  # a new field after each person: it starts as interviewer again
    with st.form(edge.key(f"person-{interview_id}"), border=True):
        st.text_input("Name", key=edge.key("person-name"), max_chars=200, placeholder="First and last name")
        st.pills(
            "Part in the interview",
            list(Part),
            default=Part.INTERVIEWER,
            required=True,
            format_func=lambda part: option(PART_WORDS[part]),
            key=edge.key(part),
        )
        st.form_submit_button("Add this person", on_click=_meet_new, args=(interview_id, part))


def _meet_new(interview_id: str, part_name: str) -> None:
    name = str(st.session_state.get(edge.key("person-name")) or "")
    part = st.session_state.get(edge.key(part_name)) or Part.INTERVIEWER
    if edge.attempt(
        lambda at, when: meet(at, when, interview_id, name=name, part=part), text=name, say=False
    ):
        st.session_state["last-word"] = echo_of_meeting(name, part)
        st.session_state[edge.key("person-name")] = ""


def _meet_known(interview_id: str) -> None:
    person_id = st.session_state.get(edge.key(f"known-{interview_id}"))
    if person_id:
        edge.attempt(
            lambda at, when: meet(at, when, interview_id, person_id=person_id, part=Part.INTERVIEWER),
            say=False,
        )
        st.session_state[edge.key(f"known-{interview_id}")] = None


def _leave_out(interview_id: str, person_id: str) -> None:
    edge.attempt(lambda at, when: leave_out(at, when, interview_id, person_id))
