"""The question of whether two job applications under nearly the same name are one."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.services.similar_jobs import (
    SameApplication,
    join_applications,
    keep_applications_apart,
)


def render_same_application_question(question: SameApplication | None) -> None:
    """Draw the question, if there is one, with its two answers."""
    if question is None:
        return
    interview_ids = (question.interview.interview_id, question.other.interview_id)
    with st.container(border=True):
        st.markdown(
            f"**{escape_markdown(question.interview.title)}**: the same opening as"
            f" **{escape_markdown(question.other.title)}**?  \n"
            ":gray[Then it's one job with several rounds, and they are coached together.]"
        )
        with st.container(horizontal=True):
            st.button(
                "Yes, the same one",
                key=session.key(f"join-{interview_ids[0]}-{interview_ids[1]}"),
                on_click=_record_joined,
                args=interview_ids,
            )
            st.button(
                "No, another one",
                key=session.key(f"apart-{interview_ids[0]}-{interview_ids[1]}"),
                on_click=_record_separate,
                args=interview_ids,
            )


def _record_joined(interview_id: str, other_id: str) -> None:
    session.run_action(
        lambda workspace, context: join_applications(workspace, context, interview_id, other_id)
    )


def _record_separate(interview_id: str, other_id: str) -> None:
    session.run_action(
        lambda workspace, context: keep_applications_apart(workspace, context, interview_id, other_id)
    )
