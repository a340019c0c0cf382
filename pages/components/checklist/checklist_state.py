"""State of the guided checklist: which question is shown, saving an answer, moving on."""

from datetime import timedelta

import streamlit as st

from components import notices, session
from followup_core.checklist import Question
from followup_core.models import AnswerValue
from followup_core.services.guided_checklist import (
    ANSWER_WORDS,
    ChecklistProgress,
    acknowledge,
    checklist_progress,
    resume_index,
    save_answer,
)
from followup_core.services.workspace import WorkspaceView

TWICE = timedelta(seconds=0.35)
"""A tap this soon after an action is the second of a double tap: nobody reads a question that fast."""
_MOVED = "moved-at"


def current_index(view: WorkspaceView, progress: ChecklistProgress) -> int:
    """Return the index of the question to show: the current one, else the first without an answer.

    The page's address names it, so that a page that slept continues where it was. The session remembers it
    for a person who comes back from another page.
    """
    interview_id = progress.details.interview.interview_id
    where = _from_the_address(interview_id) or st.session_state.get(_place_key(interview_id))
    if where is None:
        return resume_index(view, progress)
    item, person_id = where
    return len(progress.questions) if item == "end" else progress.index_of(item, person_id)


def _place_key(interview_id: str) -> str:
    return session.key(f"place-{interview_id}")


def _from_the_address(interview_id: str) -> tuple[str, str] | None:
    params = st.query_params
    if params.get("interview") != interview_id or "item" not in params:
        return None
    return params["item"], params.get("person", "")


def jump_to(interview_id: str, item: str, person_id: str) -> None:
    """Show this question from now on (in callbacks)."""
    begin_double_tap(_MOVED)
    st.session_state[_place_key(interview_id)] = (item, person_id)
    st.query_params.update({"interview": interview_id, "item": item, "person": person_id})


def begin_double_tap(name: str) -> None:
    """Note the time of an action after which something else may be in the tapped place."""
    st.session_state[name] = session.utc_now()


def is_second_tap(name: str = _MOVED) -> bool:
    """Return whether a tap was meant for what was there before, such as the previous question."""
    done_at = st.session_state.get(name)
    return done_at is not None and timedelta(0) <= session.utc_now() - done_at < TWICE


def go_to(interview_id: str, progress: ChecklistProgress, to: int) -> None:
    """Move to another question, or to the end (a callback)."""
    if to >= len(progress.questions):
        jump_to(interview_id, "end", "")
    else:
        target = progress.questions[max(to, 0)]
        jump_to(interview_id, target.item.id, target.person_id)
    notices.new_action()


def record_answer(progress: ChecklistProgress, asked: Question, given: AnswerValue) -> None:
    """Save an answer, then go to the next question unless a yes asks for more (a callback)."""
    interview_id = progress.details.interview.interview_id
    before = _answer_now(interview_id, asked)
    replaces = before not in (None, asked.answer, given)
    saved = session.run_action(
        lambda workspace, context: save_answer(
            workspace, context, interview_id, asked.item, given, person_id=asked.person_id
        ),
        confirm=replaces,
    )
    if not saved:
        return
    said = acknowledge(asked, given, progress.details.named_date, day_format=session.day_format())
    if said.stays:
        jump_to(interview_id, asked.item.id, asked.person_id)
    else:
        advance(interview_id, asked)
    if before is not None and replaces:
        notices.show_done(
            f"It was {ANSWER_WORDS[before]}, answered elsewhere in the meantime. Now {ANSWER_WORDS[given]}."
        )
    else:
        notices.show_done(said.word)


def _answer_now(interview_id: str, asked: Question) -> AnswerValue | None:
    """Return the stored answer to a question; another tab may have changed it since the page was drawn."""
    view = session.view()
    if interview_id not in view.records.interviews:
        return None
    same = (asked.item.id, asked.person_id)
    found = (
        each
        for each in checklist_progress(view, interview_id).questions
        if (each.item.id, each.person_id) == same
    )
    return next((each.answer for each in found), None)


def advance(interview_id: str, asked: Question) -> None:
    """Go to the next question (in a callback); recomputes its index, as the answer may add questions."""
    progress = checklist_progress(session.view(), interview_id)
    go_to(interview_id, progress, progress.index_of(asked.item.id, asked.person_id) + 1)
