"""All answers of one checklist on one page, each with a button that leads to its question."""

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from followup_core.checklist import ChecklistQuestion, Screen
from followup_core.models import AnswerValue
from followup_core.playbook import FollowUpField, StoredIn
from followup_core.services.guided_checklist import STAGE_WORDS, ChecklistProgress
from followup_core.services.labels import INTERVIEWER_PART_WORDS, decision_words
from followup_core.services.workspace import WorkspaceView
from followup_core.text import in_words

from .checklist_state import ReviewPage, go_to

_ANSWER_WORDS = {
    AnswerValue.YES: "yes",
    AnswerValue.NO: "no",
    AnswerValue.SKIPPED: "skipped",
    None: "not answered yet",
}


def render_answer_overview(view: WorkspaceView, progress: ChecklistProgress) -> None:
    """Draw every answer with a button to its question."""
    st.title("All your answers", anchor=False)
    for stage, words in STAGE_WORDS.items():
        screens = progress.of_stage(stage)
        if screens:
            st.markdown(f"**{words}**")
        for screen in screens:
            _render_row(view, progress, screen)
    _render_next_button(progress)


def _render_row(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> None:
    interview_id = progress.details.interview.interview_id
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(_row_text(view, progress, screen), width="stretch")
        st.button(
            "Answer" if not screen.is_done else "Change",
            key=session.key(f"change-{interview_id}-{screen.item}-{screen.person_id}"),
            on_click=go_to,
            args=(interview_id, screen),
        )


def _row_text(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> str:
    if not screen.person_id:
        [question] = screen.questions
        answer_text = escape_markdown(_answer_text(view, progress, question))
        return f"{escape_markdown(question.text)}  \n**{answer_text}**"
    lines = (_answer_line(progress, question) for question in screen.questions)
    return "  \n".join((escape_markdown(_person_heading(progress, screen)), *lines))


def _person_heading(progress: ChecklistProgress, screen: Screen) -> str:
    parts = {interviewer.person_id: interviewer.part for interviewer in progress.details.interviewers}
    return f"{screen.questions[0].about}, {INTERVIEWER_PART_WORDS[parts[screen.person_id]].lower()}"


def _answer_line(progress: ChecklistProgress, question: ChecklistQuestion) -> str:
    if question.item.keeps is StoredIn.DISCUSSED and question.answer is AnswerValue.YES:
        discussed = next(
            interviewer.discussed
            for interviewer in progress.details.interviewers
            if interviewer.person_id == question.person_id
        )
        return f"{escape_markdown(question.item.short)}: **{escape_markdown(discussed)}**"
    return f"{escape_markdown(question.item.short)}: **{_ANSWER_WORDS[question.answer]}**"


def _answer_text(view: WorkspaceView, progress: ChecklistProgress, question: ChecklistQuestion) -> str:
    details = progress.details
    if question.item.keeps is StoredIn.PEOPLE and details.interviewers:
        return in_words(
            [view.name(interviewer.person_id) or "Unknown person" for interviewer in details.interviewers]
        )
    answer_words = _ANSWER_WORDS[question.answer].capitalize()
    decision_by = details.interview.decision_by
    if question.item.follow_on is FollowUpField.DECISION and decision_by is not None:
        return f"{answer_words}. {decision_words(details, view.today)} {view.day_format.full(decision_by)}"
    return answer_words


def _render_next_button(progress: ChecklistProgress) -> None:
    interview_id = progress.details.interview.interview_id
    has_open_questions = bool(progress.open_screens)
    st.button(
        "Go to the first open question" if has_open_questions else "See what to do now",
        key=session.key(f"on-{interview_id}"),
        type="primary",
        width="stretch",
        on_click=go_to,
        args=(interview_id, progress.open_screens[0] if has_open_questions else ReviewPage.END),
    )
