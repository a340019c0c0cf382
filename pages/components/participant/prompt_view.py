"""A question on a participant's phone: the options and the saved choice, then the published results."""

from functools import partial

import streamlit as st

from components import session
from components.form_fields import field, forget
from components.markdown_text import escape_markdown, lettered
from components.projector import answer_chart
from followup_core import web
from followup_core.workshop.disclosure_words import (
    BEFORE_ANSWERING,
    BEFORE_EVALUATING,
    TOO_FEW_FOR_THE_REST,
)
from followup_core.workshop.facilitator_questions import answers_by_id
from followup_core.workshop.prompts import answer_letters
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    ObservationCounts,
    Option,
    OptionCount,
    Prompt,
    PublishedResults,
    title_of,
)

from . import line_form, unfinished_text
from .participant_phone import (
    ParticipantPhone,
    escape_lines,
    phone_asked,
    render_action,
    shows_results,
)


def render_prompt(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a question with its options or, once results are shown, with its results."""
    _render_question(activity, prompt)
    if shows_results(phone):
        _render_results(phone, prompt)
        return
    if prompt.takes_lines:
        unfinished_text.note_writing(phone, line_form.is_unsent(activity, prompt))
        line_form.render_line_form(phone, activity, prompt, "Your line")
        line_form.render_shown_lines(activity.activity_id, prompt)
    elif prompt.takes_several:
        render_choices(activity.activity_id, prompt)
    else:
        render_options(activity.activity_id, prompt)
    is_last_prompt = bool(activity.prompts) and prompt.prompt_id == activity.prompts[-1]
    if prompt.kind is ActivityKind.EVALUATION and is_last_prompt and phone.view.chosen:
        st.markdown("That was the last question. Thank you.")


def render_unfinished_line(phone: ParticipantPhone, activity: Activity, prompt: Prompt) -> None:
    """Draw a question with the field for a line again, so that the participant can finish the line."""
    _render_question(activity, prompt)
    line_form.render_line_form(phone, activity, prompt, "Your line")


def _render_question(activity: Activity, prompt: Prompt) -> None:
    if prompt.story:
        st.markdown(escape_lines(prompt.story))
    if prompt.ask != title_of(activity, prompt):
        st.header(escape_markdown(prompt.ask), anchor=False)


def _render_results(phone: ParticipantPhone, prompt: Prompt) -> None:
    own_answer = label_of(prompt.options, phone.view.chosen)
    if prompt.key:
        _render_verdict(own_answer, phone.view.chosen == prompt.key, label_of(prompt.options, prompt.key))
        st.markdown(escape_markdown(prompt.because))
    elif own_answer:
        st.markdown(f"You answered: **{escape_markdown(own_answer)}**")
    elif prompt.takes_several and phone.view.observed:
        st.markdown(f"You answered: **{_chosen_words(prompt, phone.view.observed)}**")
    render_next_time(prompt.say)
    if phone.view.published is not None:
        st.header("What everybody answered", anchor=False)
        render_results(phone.view.published, phone.view.chosen, answer_letters(prompt))
    elif phone.view.points:
        st.header("What everybody answered", anchor=False)
        _render_point_counts(prompt, phone.view.points, phone.view.observed)


def _render_verdict(own_answer: str, is_right: bool, right_answer: str) -> None:
    if is_right:
        st.success(f"You chose “{escape_markdown(own_answer)}”. That's right.", icon=":material/check:")
    elif own_answer:
        st.markdown(
            f"You chose “{escape_markdown(own_answer)}”.\n\n**Better here: {escape_markdown(right_answer)}**"
        )
    else:
        st.markdown(f"**Best here: {escape_markdown(right_answer)}**")


@st.fragment
def render_options(activity_id: str, prompt: Prompt) -> None:
    """Draw one button for each option, and the saved choice.

    This is a fragment: only this part is redrawn after a tap, which halves the work for an answer.
    """
    phone = phone_asked(prompt)
    render_level(prompt)
    for option, letter in zip(prompt.options, answer_letters(prompt), strict=True):
        is_chosen = option.id == phone.view.chosen
        render_action(
            lettered(letter, option.words),
            f"answer-{activity_id}-{prompt.prompt_id}-{option.id}",
            partial(_save_answer, phone, activity_id, prompt.prompt_id, option.id),
            kind="primary" if is_chosen else "secondary",
            icon=":material/check:" if is_chosen else None,
            wide=True,
        )
    saved_answer = label_of(prompt.options, phone.view.chosen)
    if saved_answer:
        st.success(
            f"Saved: {escape_markdown(saved_answer)}. You can still change it.", icon=":material/check:"
        )
    else:
        st.markdown(":gray[One tap saves it, without your name.]")


@st.fragment
def render_choices(activity_id: str, prompt: Prompt) -> None:
    """Draw a checkbox for each answer, and one button that saves all of them, as a fragment.

    If each tap was saved, whoever is still ticking would be counted as not choosing what comes further down.
    """
    phone = phone_asked(prompt)
    saved_answers = phone.view.observed
    render_level(prompt)
    st.markdown("**Choose all that fit**, or none, then save.")
    container_key = f"{web.TAPPABLE_ROWS}{activity_id}-{prompt.prompt_id}"
    with st.container(border=True, key=container_key, gap=web.ROW_GAP):
        points = answers_by_id(prompt).items()
        for (point, answer), letter in zip(points, answer_letters(prompt), strict=True):
            was_chosen = saved_answers.get(point) == "yes"
            st.checkbox(
                lettered(letter, answer),
                was_chosen,
                key=field(_checkbox_key(activity_id, point), was_chosen),
                width="stretch",
                persist_state="session",
            )
    ticked_points = _ticked_points(activity_id, prompt)
    is_saved = bool(saved_answers) and ticked_points == _chosen_points(prompt, saved_answers)
    render_action(
        "Save my answers" if ticked_points else "Save “none of these”",
        f"choose-{activity_id}-{prompt.prompt_id}",
        partial(_save_choices, phone, activity_id, prompt),
        kind="primary" if ticked_points and not is_saved else "secondary",
        wide=True,
    )
    if is_saved:
        answers_text = _chosen_words(prompt, saved_answers)
        st.success(f"Saved: {answers_text}. You can still change it.", icon=":material/check:")
    elif saved_answers:
        st.warning("Not saved yet. Tap Save.", icon=":material/edit:")
    else:
        st.markdown(":gray[It's saved without your name.]")


def _checkbox_key(activity_id: str, point: str) -> str:
    return f"choice-{activity_id}-{point}"


def _ticked_points(activity_id: str, prompt: Prompt) -> list[str]:
    return [
        point for point in answers_by_id(prompt) if st.session_state.get(_checkbox_key(activity_id, point))
    ]


def _save_choices(phone: ParticipantPhone, activity_id: str, prompt: Prompt) -> None:
    ticked_points = _ticked_points(activity_id, prompt)
    phone.participation.choose(activity_id, prompt.prompt_id, ticked_points, session.utc_now())
    forget(*(_checkbox_key(activity_id, point) for point in answers_by_id(prompt)))


def _chosen_points(prompt: Prompt, observed: dict[str, str]) -> list[str]:
    return [point for point in answers_by_id(prompt) if observed.get(point) == "yes"]


def _chosen_words(prompt: Prompt, observed: dict[str, str]) -> str:
    """Return the answers that a participant chose, escaped for Markdown."""
    words_of_point = answers_by_id(prompt)
    answers = [words_of_point[point] for point in _chosen_points(prompt, observed)]
    return ", ".join(f"“{escape_markdown(answer)}”" for answer in answers) or "none of these"


def render_level(prompt: Prompt) -> None:
    """Draw who will see the answers, before anybody answers."""
    words_of_level = BEFORE_EVALUATING if prompt.kind is ActivityKind.EVALUATION else BEFORE_ANSWERING
    st.markdown(f":gray[{words_of_level[prompt.level]}]")


def _save_answer(phone: ParticipantPhone, activity_id: str, prompt_id: str, option: str) -> None:
    phone.participation.answer(activity_id, prompt_id, option, session.utc_now())


def label_of(options: tuple[Option, ...], chosen_id: str) -> str:
    """Return the label of the option with this id, '' if there is none."""
    return next((option.words for option in options if option.id == chosen_id), "")


def render_results(published: PublishedResults | None, chosen_id: str, letters: tuple[str, ...]) -> None:
    """Draw the published results: a sentence and a table of counts, with the letters of the answers."""
    if published is None:
        return
    st.markdown(escape_markdown(published.sentence))
    if all(cell.count is None for cell in published.counts):
        return
    rows = [
        f"| {_option_label(cell.option, chosen_id, letter)} | {_count_cell(cell, published)} |"
        for cell, letter in zip(published.counts, letters, strict=True)
    ]
    st.markdown("\n".join(["| Answer | People |", "| :--- | ---: |", *rows]))


def _render_point_counts(
    prompt: Prompt, points: tuple[ObservationCounts, ...], observed: dict[str, str]
) -> None:
    """Draw how many people chose each answer, and why a count isn't shown."""
    if all(cell.count is None for point in points for cell in point.published.counts):
        st.markdown(escape_markdown(points[0].published.sentence))
        return
    letters = dict(zip(answers_by_id(prompt), answer_letters(prompt), strict=True))
    rows = [
        f"| {_marked_if_own(point.prompt.ask, observed.get(key) == 'yes', letters[key])} |"
        f" {_without_breaks(answer_chart.observation(point))} |"
        for point in points
        if (key := point.prompt.prompt_id)
    ]
    st.markdown("\n".join(["| Answer | People |", "| :--- | ---: |", *rows]))
    if any(cell.count is None for point in points for cell in point.published.counts):
        st.markdown(TOO_FEW_FOR_THE_REST)


def _count_cell(cell: OptionCount, published: PublishedResults) -> str:
    return _without_breaks(answer_chart.count_words(cell, published))


def _without_breaks(count: str) -> str:
    """Return a count without line breaks, for a narrow table."""
    return count.replace(" ", "\u00a0")


def render_next_time(say: str) -> None:
    """Draw what to say or do next time."""
    if say:
        st.info(f"**Next time:** {escape_markdown(say)}", icon=":material/chat_bubble:")


def _option_label(option: Option, chosen_id: str, letter: str) -> str:
    return _marked_if_own(option.words, option.id == chosen_id, letter)


def _marked_if_own(words: str, is_own: bool, letter: str) -> str:
    answer = f"{letter} {escape_markdown(words)}".strip()
    return f"**{answer}** (you)" if is_own else answer
