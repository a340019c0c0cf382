"""State of the guided checklist: the current screen, saving an answer, and going to the next screen."""

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

DOUBLE_TAP_TIME = timedelta(seconds=0.35)
"""A tap that comes this soon after an action belongs to a double tap: nobody reads a question that fast."""
_MOVED_AT_KEY = "moved-at"


class ReviewPage(StrEnum):
    """A page of the checklist that asks nothing and shows what was answered."""

    END = "end"
    ALL_ANSWERS = "answers"


def current_screen_or_page(progress: ChecklistProgress) -> Screen | ReviewPage:
    """Return the current screen or page; at first, the first screen with an open question.

    The page's address names it, so that a page that slept continues where it was. The session remembers it,
    too: for a candidate who comes back from another page, and to stay on a screen whose last question was
    just answered.
    """
    interview_id = progress.details.interview.interview_id
    address = _address_in_url(interview_id) or st.session_state.get(_address_key(interview_id))
    if address is None:
        screen_or_page = _screen_or_end(progress, resume_index(progress))
    elif address[0] in list(ReviewPage):
        screen_or_page = ReviewPage(address[0])
    else:
        screen_or_page = _screen_or_end(progress, progress.index_of(*address))
    st.session_state[_address_key(interview_id)] = _address_of(screen_or_page)
    return screen_or_page


def _address_key(interview_id: str) -> str:
    return session.key(f"checklist-shown-{interview_id}")


def _address_in_url(interview_id: str) -> tuple[str, str] | None:
    params = st.query_params
    if params.get("interview") != interview_id or "item" not in params:
        return None
    return params["item"], params.get("person", "")


def _screen_or_end(progress: ChecklistProgress, index: int) -> Screen | ReviewPage:
    return progress.screens[max(index, 0)] if index < len(progress.screens) else ReviewPage.END


def _address_of(screen_or_page: Screen | ReviewPage) -> tuple[str, str]:
    return (
        (screen_or_page.value, "")
        if isinstance(screen_or_page, ReviewPage)
        else (screen_or_page.item, screen_or_page.person_id)
    )


def begin_double_tap(key: str = _MOVED_AT_KEY) -> None:
    """Note the time of an action after which another button may be in the tapped place.

    A second tap within `DOUBLE_TAP_TIME` is then ignored (`is_second_tap`). `key` tells the places apart.
    """
    st.session_state[key] = session.utc_now()


def is_second_tap(key: str = _MOVED_AT_KEY) -> bool:
    """Return whether a tap was meant for what was in its place before, such as the previous question."""
    done_at = st.session_state.get(key)
    return done_at is not None and timedelta(0) <= session.utc_now() - done_at < DOUBLE_TAP_TIME


def _set_current(interview_id: str, screen_or_page: Screen | ReviewPage) -> None:
    """Show this screen or page from now on, also if the page is loaded again."""
    item, person_id = _address_of(screen_or_page)
    st.session_state[_address_key(interview_id)] = (item, person_id)
    st.query_params.update({"interview": interview_id, "item": item, "person": person_id})


def go_to(interview_id: str, screen_or_page: Screen | ReviewPage) -> None:
    """Go to another screen or page, and drop the notices of the last action (a callback)."""
    begin_double_tap()
    _set_current(interview_id, screen_or_page)
    notices.begin_action()


def go_by(progress: ChecklistProgress, screen: Screen, steps: int) -> None:
    """Go forward or back by `steps` screens (in a callback); an answer may have added screens meanwhile."""
    progress_now = latest_progress(progress)
    index = progress_now.index_of(screen.item, screen.person_id)
    person_has_screens = any(
        latest_screen.person_id == screen.person_id for latest_screen in progress_now.screens
    )
    screen_or_page = _screen_or_end(progress_now, index + steps if person_has_screens else index)
    go_to(progress.details.interview.interview_id, screen_or_page)


def latest_progress(progress: ChecklistProgress) -> ChecklistProgress:
    """Return the checklist as it is stored now (in callbacks); as drawn if the interview is gone."""
    view, interview_id = session.view(), progress.details.interview.interview_id
    return checklist_progress(view, interview_id) if interview_id in view.records.interviews else progress


def record_answer(
    progress: ChecklistProgress, screen: Screen, question: ChecklistQuestion, answer: AnswerValue
) -> None:
    """Save an answer (a callback).

    A question that is alone on its screen is followed by the next one, unless there is something to repair or
    to fill in.
    """
    interview_id = progress.details.interview.interview_id
    stored_question = latest_progress(progress).question(question)  # another tab may have changed it
    answer_before = stored_question.answer if stored_question else None
    is_replayed = tap_replay.is_replaying()
    # A notice tells if the replaced answer was perhaps not on screen: given in another tab, or a late tap.
    replaces_unseen_answer = answer_before not in (None, answer) and (
        is_replayed or answer_before is not question.answer
    )
    if answer_before is not answer and not session.run_action(
        lambda workspace, context: save_answer(
            workspace, context, interview_id, question.item, answer, person_id=question.person_id
        ),
        confirm=replaces_unseen_answer or is_replayed,
    ):
        return
    answered_question = replace(question, answer=answer)
    stays_on_screen = bool(question.person_id) or answer is AnswerValue.NO or asks_for_more(answered_question)
    if stays_on_screen:
        _set_current(interview_id, screen)
    else:
        go_by(progress, screen, 1)
    if answer_before is not None and replaces_unseen_answer:
        notices.show_done(
            f"The answer was {ANSWER_WORDS[answer_before]} before. Now it is {ANSWER_WORDS[answer]}."
        )
    elif not stays_on_screen:
        notices.show_done(_saved_sentence(answered_question))


def _saved_sentence(question: ChecklistQuestion) -> str:
    if question.answer is AnswerValue.SKIPPED:
        return "Skipped. You'll find the question under “All answers”."
    return f"Saved. {feedback(question, day_format=session.day_format())}".strip()
