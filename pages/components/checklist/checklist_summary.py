"""The end of the checklist: what went well, what can still be fixed, and the dated plan."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.models.date_text import pluralize
from followup_core.services.guided_checklist import ChecklistProgress
from followup_core.services.labels import step_line
from followup_core.services.workspace import WorkspaceView

from .checklist_state import jump_to


def render_checklist_summary(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw the summary and the plan of one interview."""
    _render_heading(progress)
    _render_lines("What you have", progress.review.have)
    _render_lines("What you can still do", progress.review.repair)
    _render_lines("Next time, say", tuple(f"“{line}”" for line in progress.review.next_time))
    render_plan_list(view, progress.details.interview.interview_id)
    with st.container(horizontal=True):
        st.page_link("today.py", label="See today", icon=":material/today:")
        st.button(
            "Go through it again",
            key=session.key(f"again-{progress.details.interview.interview_id}"),
            type="tertiary",
            on_click=jump_to,
            args=(
                progress.details.interview.interview_id,
                progress.questions[0].item.id,
                progress.questions[0].person_id,
            ),
        )


def _render_heading(progress: ChecklistProgress) -> None:
    left = len(progress.questions) - progress.answered
    if not left:
        st.title("That is everything for now.", anchor=False)
        return
    st.title("Enough for now.", anchor=False)
    st.markdown(f"{pluralize(left, 'question').capitalize()} left for later.")
    first = progress.questions[progress.index_of()]
    st.button(
        "Go to the next one",
        key=session.key(f"open-{progress.details.interview.interview_id}-{first.item.id}-{first.person_id}"),
        on_click=jump_to,
        args=(progress.details.interview.interview_id, first.item.id, first.person_id),
    )


def _render_lines(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        st.markdown(f"**{title}**\n" + "\n".join(f"- {escape_markdown(line)}" for line in lines))


def render_plan_list(view: WorkspaceView, interview_id: str) -> None:
    """Draw the planned steps with their dates and reasons."""
    planned = view.plan(interview_id)
    interview = view.interview_details(interview_id).interview
    if not planned:
        return
    st.markdown("**Your plan, if nobody answers**")
    for step in planned:
        what = step_line(step, view.name(step.person_id), interview)
        day = view.day_format.full(max(step.earliest, view.today))
        st.markdown(f"- **{day}.** {escape_markdown(what)}. {escape_markdown(step.because)}")
