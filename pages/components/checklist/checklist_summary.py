"""The end of the checklist: the thank-yous to write, what can still be repaired, and the dated plan."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import message_address
from components.today.step_card import record_done
from followup_core.cadence import Step
from followup_core.models import MessageKind
from followup_core.models.date_text import pluralize
from followup_core.playbook import StoredIn
from followup_core.services.due_steps import advised_plan
from followup_core.services.guided_checklist import ChecklistProgress, thank_yous_to_write
from followup_core.services.labels import done_label, step_line
from followup_core.services.workspace import WorkspaceView

from .checklist_state import ReviewPage, go_to


def render_checklist_summary(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw the result: one primary button for the next thing to do, then the rest."""
    thank_yous = thank_yous_to_write(view, progress.details.interview.interview_id)
    st.title(escape_markdown(_title(view, progress, thank_yous)), anchor=False)
    if progress.open_screens:
        _render_open_questions(progress)
    for number, step in enumerate(thank_yous):
        _render_thank_you(view, step, is_next=number == 0 and not progress.open_screens)
    if not progress.details.interviewers:
        _render_people_button(progress)
    _render_lines("What you can still do", progress.review.repair)
    _render_lines("For the next interview", progress.review.next_time)
    _render_plan(view, progress.details.interview.interview_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "All answers",
            key=session.key(f"all-{progress.details.interview.interview_id}"),
            on_click=go_to,
            args=(progress.details.interview.interview_id, ReviewPage.ALL_ANSWERS),
        )
        st.page_link("today.py", label="See today", icon=":material/today:")


def _title(view: WorkspaceView, progress: ChecklistProgress, thank_yous: tuple[Step, ...]) -> str:
    if progress.open_screens:
        return "Some answers are still open."
    if not thank_yous:
        return "Done. That is everything for now."
    if len(thank_yous) == 1:
        return f"Done. Now thank {view.name(thank_yous[0].person_id)}."
    return f"Done. Now write {pluralize(len(thank_yous), 'thank-you')}."


def _render_open_questions(progress: ChecklistProgress) -> None:
    interview_id, first = progress.details.interview.interview_id, progress.open_screens[0]
    st.button(
        "Go to the first one",
        key=session.key(f"open-{interview_id}-{first.item}-{first.person_id}"),
        type="primary",
        width="stretch",
        on_click=go_to,
        args=(interview_id, first),
    )


def _render_thank_you(view: WorkspaceView, step: Step, *, is_next: bool) -> None:
    """Draw the buttons to write one thank-you, or to say that it was sent."""
    key = f"{step.interview_id}-{step.person_id}"
    with st.container(horizontal=True):
        is_write_tapped = st.button(
            f"Write to {escape_markdown(view.name(step.person_id))}",
            key=session.key(f"write-{key}"),
            type="primary" if is_next else "secondary",
            icon=":material/edit:",
            width="stretch",
            wrap=True,
        )
        st.button(
            done_label(step),
            key=session.key(f"sent-{key}"),
            type="tertiary",
            on_click=record_done,
            args=(step, None),
        )
    if is_write_tapped:
        kind = MessageKind.THANK_YOU_EMAIL
        st.switch_page("message.py", query_params=message_address(step.interview_id, kind, step.person_id))


def _render_people_button(progress: ChecklistProgress) -> None:
    """Draw the button to add a person, because nobody can be thanked yet."""
    interview_id = progress.details.interview.interview_id
    for screen in progress.screens:
        if screen.questions[0].item.keeps is StoredIn.PEOPLE:
            st.markdown("Nobody is entered yet, so there is nobody to thank.")
            st.button(
                "Add who you met",
                key=session.key(f"people-{interview_id}"),
                type="secondary" if progress.open_screens else "primary",
                width="stretch",
                on_click=go_to,
                args=(interview_id, screen),
            )


def _render_lines(title: str, lines: tuple[str, ...]) -> None:
    if lines:
        st.markdown(f"**{title}**\n" + "\n".join(f"- {escape_markdown(line)}" for line in lines))


def _render_plan(view: WorkspaceView, interview_id: str) -> None:
    """Draw the planned steps with their dates and reasons, folded."""
    planned_steps = advised_plan(view, interview_id)
    if not planned_steps:
        return
    interview = view.interview_details(interview_id).interview
    with st.expander("Your plan, if nobody answers"):
        for step, planned_on in planned_steps:
            line = step_line(step, view.name(step.person_id), interview)
            day_words = view.day_format.full(planned_on)
            st.markdown(f"- **{day_words}.** {escape_markdown(line)}. {escape_markdown(step.because)}")
