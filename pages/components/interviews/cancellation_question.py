"""The question of what becomes of a canceled interview."""

import streamlit as st

from components import confirm_button, session
from components.markdown_text import escape_markdown
from followup_core.models import Interview, Outcome
from followup_core.services.interview_service import delete_interview, deletion_question, set_outcome
from followup_core.services.open_cancellations import (
    WHAT_TO_SAY,
    cancellation_sentence,
    record_takes_place,
)
from followup_core.services.workspace import WorkspaceView


def render_cancellation_question(view: WorkspaceView, interview: Interview) -> None:
    """Draw the question with its answers: it takes place after all, the candidate withdrew, or delete it."""
    interview_id = interview.interview_id
    args = (interview_id,)
    with st.container(border=True):
        sentence = cancellation_sentence(interview, view.day_format)
        st.markdown(
            f"**{escape_markdown(interview.title)}**  \n{escape_markdown(sentence)}  \n:gray[{WHAT_TO_SAY}]"
        )
        with st.container(horizontal=True):
            st.button(
                "It takes place after all" if interview.held_on >= view.today else "It took place after all",
                key=session.key(f"takes-place-{interview_id}"),
                on_click=_record_takes_place,
                args=args,
            )
            st.button(
                "Note that I withdrew",
                key=session.key(f"withdrew-{interview_id}"),
                on_click=_record_withdrawal,
                args=args,
            )
        confirm_button.render_delete_button(
            "Delete it",
            session.key(f"delete-canceled-{interview_id}"),
            deletion_question(view, interview_id),
            _delete,
            args,
        )


def _record_takes_place(interview_id: str) -> None:
    session.run_action(lambda workspace, context: record_takes_place(workspace, context, interview_id))


def _record_withdrawal(interview_id: str) -> None:
    session.run_action(
        lambda workspace, context: set_outcome(workspace, context, interview_id, Outcome.WITHDRAWN, None)
    )


def _delete(interview_id: str) -> None:
    session.run_action(lambda workspace, context: delete_interview(workspace, context, interview_id))
