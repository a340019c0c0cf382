"""A card for an offer to answer: by which day, and a button that records the answer."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.services.answer_deadline import AnswerDeadline, is_answer_due, record_answer
from followup_core.services.step_cards import due_words
from followup_core.services.workspace import WorkspaceView

from .step_card import WHOLE_LINE

_DUE_BADGE = (":material/notifications:", "orange")
_LATER_BADGE = (":material/event:", "gray")


def render_deadline_card(view: WorkspaceView, deadline: AnswerDeadline, *, is_first: bool) -> None:
    """Draw an offer to answer; `is_first`: whether its button is the page's most visible one."""
    day_format = view.day_format
    icon, color = _DUE_BADGE if is_answer_due(view, deadline) else _LATER_BADGE
    title = f"**{escape_markdown(deadline.title)}**"
    badge = f":{color}-badge[{icon} {due_words(deadline.on, day_format)}]"
    with st.container(border=True, horizontal=True):
        advice = escape_markdown(deadline.advice(day_format))
        st.markdown(f"{title}  \n{badge} {advice}", width=WHOLE_LINE)
        st.button(
            "I've answered",
            key=session.key(f"answered-{deadline.key}"),
            type="primary" if is_first else "secondary",
            on_click=_record_answer,
            args=(deadline,),
        )


def _record_answer(deadline: AnswerDeadline) -> None:
    session.run_action(
        lambda workspace, context: record_answer(
            workspace, context, deadline.interview.interview_id, of_another=deadline.of_another
        )
    )
