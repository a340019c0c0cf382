"""One screen of the checklist: a question about the interview, or all questions about one person."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import notices, session
from components.choice_buttons import CHOSEN, NOT_CHOSEN
from components.form_fields import field, refusal_sentences
from components.markdown_text import escape_markdown
from followup_core.checklist import ChecklistQuestion, Screen
from followup_core.models import AnswerValue, InterviewerPart
from followup_core.playbook import FollowUpField, StoredIn
from followup_core.services.guided_checklist import (
    ANSWER_WORDS,
    ChecklistProgress,
    asks_for_more,
    feedback,
    skip_open_questions,
)
from followup_core.services.labels import INTERVIEWER_PART_WORDS
from followup_core.services.people_service import interviewer_summary, set_part
from followup_core.services.workspace import WorkspaceView

from . import card_capture, followup_fields, interviewer_form
from .checklist_state import ReviewPage, go_by, go_to, is_second_tap, latest_progress, record_answer

_YES_OR_NO = (AnswerValue.YES, AnswerValue.NO)
_Action = Callable[[ChecklistProgress, Screen], None]


def render_screen(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> None:
    """Draw a screen, the fields that its answers ask for, and the buttons that leave it."""
    if screen.person_id:
        _render_person(view, progress, screen)
    else:
        _render_question(view, progress, screen)


def _render_question(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> None:
    [question] = screen.questions
    st.title(escape_markdown(question.text), anchor=False)
    st.markdown(escape_markdown(question.item.why))
    if question.item.keeps is StoredIn.PEOPLE:
        _render_people(view, progress, screen)
        return
    _render_answers(progress, screen, question, tuple(ANSWER_WORDS))
    comment = _feedback_text(progress, question)
    if comment:
        st.markdown(escape_markdown(comment))
    if _asks_to_confirm_day(progress, question):
        followup_fields.render_known_day(progress)
        _render_next_button(progress, screen, "Yes, that day", _go_on)
        followup_fields.render_another_day(progress)
    else:
        _render_follow_up(view, progress, question)
        if question.answer is not None:
            _render_next_button(progress, screen, "Next", _go_on)
    _render_back_and_all_answers(progress, screen)


def _render_people(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> None:
    interviewer_form.render_interviewer_form(view, progress)
    with st.container(horizontal=True):
        _render_next_button(progress, screen, "That was everyone", _go_on_with_everyone)
        if not progress.details.interviewers:
            _render_answer(progress, screen, screen.questions[0], AnswerValue.SKIPPED)
    _render_back_and_all_answers(progress, screen)


def _render_person(view: WorkspaceView, progress: ChecklistProgress, screen: Screen) -> None:
    st.title(escape_markdown(screen.questions[0].about), anchor=False)
    _render_part(progress, screen)
    for question in screen.questions:
        if question.item.keeps is StoredIn.DISCUSSED:
            followup_fields.render_discussed_field(progress, question)
        else:
            comment = _feedback_text(progress, question) or question.item.why
            st.markdown(f"**{escape_markdown(question.text)}**  \n{escape_markdown(comment)}")
            _render_answers(progress, screen, question, _YES_OR_NO)
            _render_follow_up(view, progress, question)
    _render_next_button(progress, screen, "Next", _go_on_from_person)
    _render_back_and_all_answers(progress, screen)


def _feedback_text(progress: ChecklistProgress, question: ChecklistQuestion) -> str:
    return feedback(question, progress.details.named_date, day_format=session.day_format())


def _render_part(progress: ChecklistProgress, screen: Screen) -> None:
    interview_id = progress.details.interview.interview_id
    part = next(
        interviewer.part
        for interviewer in progress.details.interviewers
        if interviewer.person_id == screen.person_id
    )
    key = session.key(f"part-{interview_id}-{screen.person_id}")
    st.selectbox(
        "Part in the interview",
        list(InterviewerPart),
        list(InterviewerPart).index(part),
        format_func=INTERVIEWER_PART_WORDS.__getitem__,
        filter_mode=None,  # a keyboard over half of the phone, for four choices
        key=field(key, part),
        label_visibility="collapsed",
        on_change=_set_part,
        args=(interview_id, screen, key),
    )


def _set_part(interview_id: str, screen: Screen, key: str) -> None:
    part = InterviewerPart(st.session_state[key])
    if session.run_action(
        lambda workspace, context: set_part(workspace, context, interview_id, screen.person_id, part),
        confirm=False,
    ):
        names = [screen.questions[0].about]
        notices.show_done(interviewer_summary(session.view(), interview_id, names))


def _render_answers(
    progress: ChecklistProgress, screen: Screen, question: ChecklistQuestion, choices: Sequence[AnswerValue]
) -> None:
    with st.container(horizontal=True):
        for choice in choices:
            _render_answer(progress, screen, question, choice)


def _render_answer(
    progress: ChecklistProgress, screen: Screen, question: ChecklistQuestion, choice: AnswerValue
) -> None:
    """Draw an answer as a wide button."""
    interview_id = progress.details.interview.interview_id
    st.button(
        ANSWER_WORDS[choice],
        key=session.key(f"answer-{interview_id}-{question.item.id}-{question.person_id}-{choice}"),
        icon=CHOSEN if question.answer is choice else NOT_CHOSEN,
        width="stretch",
        on_click=_record_answer,
        args=(progress, screen, question, choice),
    )


def _record_answer(
    progress: ChecklistProgress, screen: Screen, question: ChecklistQuestion, answer: AnswerValue
) -> None:
    if not is_second_tap():
        record_answer(progress, screen, question, answer)


def _render_follow_up(view: WorkspaceView, progress: ChecklistProgress, question: ChecklistQuestion) -> None:
    if not asks_for_more(question):
        return
    if question.item.follow_on is FollowUpField.DECISION:
        followup_fields.render_decision_field(progress)
    else:
        interview_id = progress.details.interview.interview_id
        expander_key = session.key(f"card-{interview_id}-{question.person_id}-says")
        with st.expander("Copy what the card says", icon=":material/badge:", key=expander_key):
            card_capture.render_card_capture(view, interview_id, question.person_id, answers_checklist=True)
            followup_fields.render_contact_fields(view, question)


def _asks_to_confirm_day(progress: ChecklistProgress, question: ChecklistQuestion) -> bool:
    asks_for_day = asks_for_more(question) and question.item.follow_on is FollowUpField.DECISION
    return asks_for_day and followup_fields.has_day_to_confirm(progress)


def _render_next_button(progress: ChecklistProgress, screen: Screen, label: str, action: _Action) -> None:
    st.button(
        label,
        key=session.key(f"next-{_screen_key(progress, screen)}"),
        type="primary",
        width="stretch",
        on_click=action,
        args=(progress, screen),
    )


def _render_back_and_all_answers(progress: ChecklistProgress, screen: Screen) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if screen != progress.screens[0]:
            st.button(
                "Back",
                key=session.key(f"back-{_screen_key(progress, screen)}"),
                on_click=_go_back,
                args=(progress, screen),
            )
        st.button(
            "All answers",
            key=session.key(f"all-{_screen_key(progress, screen)}"),
            type="tertiary",
            on_click=_show_all_answers,
            args=(progress, screen),
        )


def _screen_key(progress: ChecklistProgress, screen: Screen) -> str:
    return f"{progress.details.interview.interview_id}-{screen.item}-{screen.person_id}"


def _go_on(progress: ChecklistProgress, screen: Screen) -> None:
    if not is_second_tap():
        go_by(progress, screen, 1)


def _go_back(progress: ChecklistProgress, screen: Screen) -> None:
    if _may_leave(progress, screen):
        go_by(progress, screen, -1)
        _report_unsaved(progress, screen)


def _show_all_answers(progress: ChecklistProgress, screen: Screen) -> None:
    if _may_leave(progress, screen):
        go_to(progress.details.interview.interview_id, ReviewPage.ALL_ANSWERS)
        _report_unsaved(progress, screen)


def _go_on_with_everyone(progress: ChecklistProgress, screen: Screen) -> None:
    """Go on from the question about who was met, after saving the names that are only typed in."""
    interview_id = progress.details.interview.interview_id
    if is_second_tap() or (
        interviewer_form.typed_names(interview_id) and not interviewer_form.add_typed_people(interview_id)
    ):
        return
    if latest_progress(progress).details.interviewers:
        go_by(progress, screen, 1)
    else:
        notices.begin_action()
        interviewer_form.ask_for_a_name(interview_id)


def _go_on_from_person(progress: ChecklistProgress, screen: Screen) -> None:
    """Go on; the open questions about this person count as skipped, unless a text could not be saved."""
    if _may_leave(progress, screen) and _skip_open_questions(progress, screen):
        go_by(progress, screen, 1)
        _report_unsaved(progress, screen)


def _skip_open_questions(progress: ChecklistProgress, screen: Screen) -> bool:
    """Save that the open questions about a person are skipped; return False if the disk refused."""
    screen_key = (screen.item, screen.person_id)
    matching_screens = (
        screen_now
        for screen_now in latest_progress(progress).screens
        if (screen_now.item, screen_now.person_id) == screen_key
    )
    stored_screen = next(matching_screens, None)
    has_open_question = stored_screen and any(question.answer is None for question in stored_screen.questions)
    if not stored_screen or not has_open_question or refusal_sentences(*_field_keys(progress, screen)):
        return True
    interview_id = progress.details.interview.interview_id
    return session.run_action(
        lambda workspace, context: skip_open_questions(workspace, context, interview_id, stored_screen)
    )


def _may_leave(progress: ChecklistProgress, screen: Screen) -> bool:
    return not is_second_tap() and not _warns_about_card(progress, screen)


def _field_keys(progress: ChecklistProgress, screen: Screen) -> tuple[str, ...]:
    return followup_fields.field_keys(progress, screen.person_id) if screen.person_id else ()


def _report_unsaved(progress: ChecklistProgress, screen: Screen) -> None:
    """Say on the next page what could not be saved on this one."""
    for words in refusal_sentences(*_field_keys(progress, screen)):
        notices.show_error(
            f"Not saved: {words} You find it again on the page of {screen.questions[0].about}."
        )


def _warns_about_card(progress: ChecklistProgress, screen: Screen) -> bool:
    """Warn once that a card's details aren't saved and would be lost; return whether it warned just now."""
    interview_id = progress.details.interview.interview_id
    warned_key = session.key(f"card-said-{interview_id}-{screen.person_id}")
    if st.session_state.pop(warned_key, False) or not card_capture.holds_unsaved_card(
        interview_id, screen.person_id
    ):
        return False
    st.session_state[warned_key] = True
    notices.begin_action()
    notices.show_warning(
        "The details from the card are not saved. Tap “Save these details”, or tap once more to go on"
        " without them."
    )
    return True
