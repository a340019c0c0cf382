"""All answers of one checklist on one page, each one tap away from being changed."""

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

_WORDS = {
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
    _render_way_on(progress)


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
        return f"{escape_markdown(question.text)}  \n**{escape_markdown(_answer(view, progress, question))}**"
    lines = (_line_about_person(progress, question) for question in screen.questions)
    return "  \n".join((escape_markdown(_who(progress, screen)), *lines))


def _who(progress: ChecklistProgress, screen: Screen) -> str:
    parts = {met.person_id: met.part for met in progress.details.interviewers}
    return f"{screen.questions[0].about}, {INTERVIEWER_PART_WORDS[parts[screen.person_id]].lower()}"


def _line_about_person(progress: ChecklistProgress, question: ChecklistQuestion) -> str:
    if question.item.keeps is StoredIn.DISCUSSED and question.answer is AnswerValue.YES:
        words = next(m.discussed for m in progress.details.interviewers if m.person_id == question.person_id)
        return f"{escape_markdown(question.item.short)}: **{escape_markdown(words)}**"
    return f"{escape_markdown(question.item.short)}: **{_WORDS[question.answer]}**"


def _answer(view: WorkspaceView, progress: ChecklistProgress, question: ChecklistQuestion) -> str:
    details = progress.details
    if question.item.keeps is StoredIn.PEOPLE and details.interviewers:
        return in_words([view.name(met.person_id) or "Unknown person" for met in details.interviewers])
    words = _WORDS[question.answer].capitalize()
    decision_by = details.interview.decision_by
    if question.item.follow_on is FollowUpField.DECISION and decision_by is not None:
        return f"{words}. {decision_words(details, view.today)} {view.day_format.full(decision_by)}"
    return words


def _render_way_on(progress: ChecklistProgress) -> None:
    interview_id = progress.details.interview.interview_id
    is_open = bool(progress.open_screens)
    st.button(
        "Go to the first open question" if is_open else "See what to do now",
        key=session.key(f"on-{interview_id}"),
        type="primary",
        width="stretch",
        on_click=go_to,
        args=(interview_id, progress.open_screens[0] if is_open else ReviewPage.END),
    )
