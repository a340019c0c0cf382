"""State of the guided checklist: which screen is shown, saving an answer, moving on."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

import streamlit as st

from components import notices, session, tap_replay
from followup_core.checklist import ChecklistQuestion, Screen
from followup_core.models import AnswerValue
from followup_core.services.guided_checklist import (
    ANSWER_WORDS,
    ChecklistProgress,
    asks_for_more,
    checklist_progress,
    feedback,
    resume_index,
    save_answer,
)

TWICE = timedelta(seconds=0.35)
"""A tap this soon after an action is the second of a double tap: nobody reads a question that fast."""
_MOVED = "moved-at"


class ReviewPage(StrEnum):
    """A page of the checklist that asks nothing: it shows what was answered."""

    END = "end"
    ALL_ANSWERS = "answers"


def current_screen_or_page(progress: ChecklistProgress) -> Screen | ReviewPage:
    """Return what to show: the current screen or page, else the first screen with an open question.

    The page's address names it, so that a page that slept continues where it was. The session remembers it,
    for a person who comes back from another page and for one whose answer was the last on its screen.
    """
    interview_id = progress.details.interview.interview_id
    where = _from_the_address(interview_id) or st.session_state.get(_shown_key(interview_id))
    if where is None:
        shown = _screen_or_page_at(progress, resume_index(progress))
    elif where[0] in list(ReviewPage):
        shown = ReviewPage(where[0])
    else:
        shown = _screen_or_page_at(progress, progress.index_of(*where))
    st.session_state[_shown_key(interview_id)] = _address_of(shown)
    return shown


def _shown_key(interview_id: str) -> str:
    return session.key(f"checklist-shown-{interview_id}")


def _from_the_address(interview_id: str) -> tuple[str, str] | None:
    params = st.query_params
    if params.get("interview") != interview_id or "item" not in params:
        return None
    return params["item"], params.get("person", "")


def _screen_or_page_at(progress: ChecklistProgress, index: int) -> Screen | ReviewPage:
    return progress.screens[max(index, 0)] if index < len(progress.screens) else ReviewPage.END


def _address_of(shown: Screen | ReviewPage) -> tuple[str, str]:
    return (shown.value, "") if isinstance(shown, ReviewPage) else (shown.item, shown.person_id)


def begin_double_tap(name: str = _MOVED) -> None:
    """Note the time of an action after which something else may be in the tapped place."""
    st.session_state[name] = session.utc_now()


def is_second_tap(name: str = _MOVED) -> bool:
    """Return whether a tap was meant for what was there before, such as the previous question."""
    done_at = st.session_state.get(name)
    return done_at is not None and timedelta(0) <= session.utc_now() - done_at < TWICE


def _remember(interview_id: str, shown: Screen | ReviewPage) -> None:
    """Show this screen or page from now on, also after a reload."""
    item, person_id = _address_of(shown)
    st.session_state[_shown_key(interview_id)] = (item, person_id)
    st.query_params.update({"interview": interview_id, "item": item, "person": person_id})


def go_to(interview_id: str, shown: Screen | ReviewPage) -> None:
    """Go to another screen or page, where the last action is over (a callback)."""
    begin_double_tap()
    _remember(interview_id, shown)
    notices.begin_action()


def go_by(progress: ChecklistProgress, screen: Screen, steps: int) -> None:
    """Go on or back from a screen (in a callback); an answer may have added screens since it was drawn."""
    latest = latest_progress(progress)
    at = latest.index_of(screen.item, screen.person_id)
    is_there = any(other.person_id == screen.person_id for other in latest.screens)
    shown = _screen_or_page_at(latest, at + steps if is_there else at)
    go_to(progress.details.interview.interview_id, shown)


def latest_progress(progress: ChecklistProgress) -> ChecklistProgress:
    """Return the checklist as it is stored now (in callbacks); as it was drawn if the interview is gone."""
    view, interview_id = session.view(), progress.details.interview.interview_id
    return checklist_progress(view, interview_id) if interview_id in view.records.interviews else progress


def record_answer(
    progress: ChecklistProgress, screen: Screen, question: ChecklistQuestion, answer: AnswerValue
) -> None:
    """Save an answer (a callback).

    A question that is alone on its screen makes way for the next one, unless there is something to repair or
    to fill in.
    """
    interview_id = progress.details.interview.interview_id
    current = latest_progress(progress).question(question)  # another tab may have changed it
    before = current.answer if current else None
    is_late = tap_replay.is_replaying()
    # Told if the replaced answer may not have been on screen: another tab gave it, or the tap comes late.
    replaces_unseen = before not in (None, answer) and (is_late or before is not question.answer)
    if before is not answer and not session.run_action(
        lambda workspace, context: save_answer(
            workspace, context, interview_id, question.item, answer, person_id=question.person_id
        ),
        confirm=replaces_unseen or is_late,
    ):
        return
    answered = replace(question, answer=answer)
    stays = bool(question.person_id) or answer is AnswerValue.NO or asks_for_more(answered)
    if stays:
        _remember(interview_id, screen)
    else:
        go_by(progress, screen, 1)
    if before is not None and replaces_unseen:
        notices.show_done(f"The answer was {ANSWER_WORDS[before]} before. Now it is {ANSWER_WORDS[answer]}.")
    elif not stays:
        notices.show_done(_words(answered))


def _words(answered: ChecklistQuestion) -> str:
    if answered.answer is AnswerValue.SKIPPED:
        return "Skipped. You'll find the question under “All answers”."
    return f"Saved. {feedback(answered, day_format=session.day_format())}".strip()
