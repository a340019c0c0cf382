"""The projector's view of a workshop: counts, published answers, and lines that the facilitator showed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from components.facilitator import workshop_labels
from components.markdown_text import escape_markdown
from components.statistics.clickable_chart import is_dark_theme
from followup_core.workshop.disclosure_words import AFTER_ROLE_PLAY, BEFORE_ANSWERING, TOO_FEW_FOR_THE_REST
from followup_core.workshop.prompts import answer_letters
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    ObservationCounts,
    Phase,
    Prompt,
    PublicView,
    PublishedResults,
    WorkshopStage,
    WrittenLine,
    kind_of,
    title_of,
)
from followup_core.workshop.written_lines import votes_words

from . import answer_chart, join_instructions, large_text
from .large_text import TextTone, Words

_ROLE_PLAY_INSTRUCTIONS = (
    "Find a partner. One of you types in the other's code.",
    "Play it, note this on your phone, then swap roles:",
)
_ON_THE_PHONE = "Your phone says what you talked about, and what to say about yourself."
_OFFER_A_SENTENCE = "Offer your best sentence there, and it may be shown here."
_WRITE_A_LINE = "Write a line on your phone. The facilitator reads it before it's shown here."
_VOTES_WIDTH = 6.3
"""The width of "Me too: 12" in em."""
STORY_WIDTH = 1800
"""In units, for a story above its result: its lines are as long as the page, so that both fit on it."""
ROOM_BELOW_STATUS = 830
"""Pixels that 1920 x 1080 have below the status line, without the gaps between what is drawn there."""
LESSON_WIDTH, LESSON_HEIGHT = 750, 680
"""What is next to a chart, in units of about a pixel at 1920 x 1080."""
LINES_HEIGHT = 720
"""The height that a screen has for a question and its lines, in units of 1/1600 of the page's width."""
_CHOOSE_ALL_THAT_FIT = "Choose all that fit, or none, then save."
_SEVERAL_ANSWERS = "Everybody could choose several answers, so the shares don't add up to 100%."
_KINDS_WITH_ANSWERS = (ActivityKind.POLL, ActivityKind.WHAT_NOW, ActivityKind.EVALUATION)


def heading(public_view: PublicView) -> str:
    """Return the heading of the projector page."""
    is_not_running = public_view.stage is WorkshopStage.CLOSED or public_view.activity is None
    return (
        workshop_labels.title_words(public_view)
        if is_not_running or public_view.activity is None
        else escape_markdown(title_of(public_view.activity, public_view.prompt))
    )


def render_stage(public_view: PublicView) -> None:
    """Draw the current activity for the audience."""
    if public_view.stage is WorkshopStage.PLANNED:
        render_sentence("This workshop isn't open yet. Nobody can join until you open it.")
    elif public_view.stage is WorkshopStage.CLOSED:
        _render_closed(public_view)
    elif public_view.activity is None or public_view.at_start or public_view.shows_join_info:
        join_instructions.render_join_instructions(public_view)
    elif kind_of(public_view.activity, public_view.prompt) is ActivityKind.EVALUATION:
        _render_evaluation(public_view)
    elif public_view.prompt is None:
        _render_activity_without_prompt(public_view.activity)
    elif _has_results(public_view):
        _render_results(public_view, public_view.prompt)
    else:
        _render_prompt(public_view.prompt)


def render_sentence(words: str) -> None:
    """Draw one sentence instead of a workshop."""
    large_text.render_large_text([Words(text=words, size=56)])


def _has_results(public_view: PublicView) -> bool:
    """Return whether there are results to draw: the ones being shown, or a poll's once any is published."""
    if public_view.prompt is None or public_view.prompt.kind is ActivityKind.TALK:
        return False
    if public_view.lines or (public_view.published is not None and _is_published(public_view.published)):
        return True
    if any(_is_published(point.published) for point in public_view.observed):
        return True
    return public_view.position is not None and public_view.position.phase is Phase.SHOWING


def _render_closed(public_view: PublicView) -> None:
    large_text.render_large_text(
        [
            Words(text="Thank you for coming.", size=84, bold=True),
            Words(text="You can still download your own file, on your phone.", size=52, before=30),
            Words(
                text=f"Everything is deleted {workshop_labels.deletion_words(public_view)}.",
                size=40,
                tone=TextTone.QUIET,
                before=30,
            ),
        ]
    )


def _render_evaluation(public_view: PublicView) -> None:
    question = [Words(text=public_view.prompt.ask, size=56, before=30)] if public_view.prompt else []
    large_text.render_large_text(
        [
            Words(text="Thank you. How was it?", size=76, bold=True),
            *question,
            Words(
                text="Answer on your phone, without your name. The answers aren't shown here.",
                size=40,
                tone=TextTone.QUIET,
                before=30,
            ),
        ]
    )


def _render_activity_without_prompt(activity: Activity) -> None:
    task = {
        ActivityKind.OWN_CHECKLIST: "Your own last interview, question by question, on your phone.",
        ActivityKind.TALK: activity.title,
    }.get(activity.kind, "On your phone.")
    privacy_sentence = "Nobody else sees what you enter, and it isn't counted."
    privacy_words = (
        []
        if activity.kind is ActivityKind.TALK
        else [Words(text=privacy_sentence, size=44, tone=TextTone.QUIET, before=34)]
    )
    large_text.render_large_text([Words(text=task, size=72, bold=True), *privacy_words])


def _render_prompt(prompt: Prompt) -> None:
    large_text.render_large_text([*_question_words(prompt), *_option_words(prompt)])


def _question_words(prompt: Prompt) -> list[Words]:
    story = [Words(text=prompt.story, size=46)] if prompt.story else []
    return [*story, Words(text=prompt.ask, size=68, bold=True, before=26 if story else 0)]


def _option_words(prompt: Prompt) -> list[Words]:
    if prompt.takes_several:
        instruction = Words(text=_CHOOSE_ALL_THAT_FIT, size=50, before=16, tone=TextTone.QUIET)
        answers = _lettered_words(prompt, prompt.points)
        return [instruction, *answers, *_when_counts_show(prompt)]
    points = [Words(text=point, mark="•", size=50, before=18) for point in prompt.points]
    if prompt.kind is ActivityKind.ROLE_PLAY:
        instructions = (Words(text=line, size=44, before=16) for line in _ROLE_PLAY_INSTRUCTIONS)
        shown_afterwards = Words(text=AFTER_ROLE_PLAY[prompt.level], size=44, before=24, tone=TextTone.QUIET)
        return [*instructions, *points, shown_afterwards]
    if prompt.kind is ActivityKind.DRAFT_SWAP:
        sentences = (_ON_THE_PHONE, _OFFER_A_SENTENCE)
        return [Words(text=words, size=50, before=30, tone=TextTone.QUIET) for words in sentences]
    if prompt.takes_lines:
        return [Words(text=_WRITE_A_LINE, size=50, before=30, tone=TextTone.QUIET)]
    answers = _lettered_words(prompt, [option.words for option in prompt.options])
    return [*answers, *_when_counts_show(prompt)] if answers else points


def _when_counts_show(prompt: Prompt) -> list[Words]:
    """Return what the phones say about the level of a poll, whose counts show while it is asked."""
    if prompt.kind is not ActivityKind.POLL:
        return []
    return [Words(text=BEFORE_ANSWERING[prompt.level], size=44, before=40, tone=TextTone.QUIET)]


def _lettered_words(prompt: Prompt, answers: Sequence[str]) -> list[Words]:
    return [
        Words(text=words, mark=letter, size=50, before=24)
        for words, letter in zip(answers, answer_letters(prompt), strict=True)
    ]


def _render_results(public_view: PublicView, prompt: Prompt) -> None:
    question = Words(text=prompt.ask, size=58, bold=True)
    if public_view.lines:
        words = [question, *line_words(public_view.lines)]
        fitting_words = large_text.fitting(words, height=LINES_HEIGHT, least=2)
        large_text.render_large_text(fitting_words, height=LINES_HEIGHT, largest=1.0)
        return
    if story_fits(public_view.published, prompt):
        words = story_and_question(prompt)
        large_text.render_large_text(words, width=STORY_WIDTH, height=ROOM_BELOW_STATUS, largest=1.0)
    else:
        large_text.render_large_text([question], height=150, largest=1.0)
    if public_view.observed:
        _render_observed(public_view.observed, prompt)
    elif public_view.published is not None:
        _render_published(public_view, public_view.published, prompt)


def story_and_question(prompt: Prompt) -> list[Words]:
    """Return the story that a result is about, which the room has to see to discuss it, and its question."""
    return [Words(text=prompt.story, size=45), Words(text=prompt.ask, size=45, bold=True, before=8)]


def story_fits(published: PublishedResults | None, prompt: Prompt) -> bool:
    """Return whether there is a story and room for it above its bars; else the phones have it."""
    if not prompt.story:
        return False
    bars = 0 if published is None or not _is_published(published) else _bars(published, prompt)["height"]
    return large_text.height_of(story_and_question(prompt), STORY_WIDTH) + bars <= ROOM_BELOW_STATUS


def _bars(published: PublishedResults, prompt: Prompt) -> dict[str, Any]:
    return answer_chart.answer_bars(published, prompt.key, answer_letters(prompt), dark=is_dark_theme())


def line_words(lines: Sequence[WrittenLine]) -> list[Words]:
    """Return lines as paragraphs, after their votes or, while nobody has voted, after bullets."""
    indent = _VOTES_WIDTH if any(line.votes for line in lines) else 1.1
    return [
        Words(text=line.text, mark=votes_words(line.votes) or "•", indent=indent, size=56, before=24)
        for line in lines
    ]


def _render_published(public_view: PublicView, published: PublishedResults, prompt: Prompt) -> None:
    """Draw the published answers as bars next to their lesson; only text if nothing is published."""
    is_showing_phase = public_view.position is not None and public_view.position.phase is Phase.SHOWING
    if not _is_published(published):
        sentence = Words(text=published.sentence, size=46)
        large_text.render_large_text([sentence, *(_lesson_words(prompt) if is_showing_phase else [])])
        return
    words = (
        [Words(text=prompt.because, size=45)]
        if prompt.key
        else _poll_words(published, prompt, is_showing_phase)
    )
    with _chart_with_column(_bars(published, prompt), answer_chart.spoken(published)):
        # Below a story there is less room, and its reason is longer than a poll's sentence.
        largest = 1.0 if prompt.key else large_text.MAX_SCALE
        large_text.render_large_text(words, width=LESSON_WIDTH, height=LESSON_HEIGHT, largest=largest)


def _poll_words(published: PublishedResults, prompt: Prompt, is_showing_phase: bool) -> list[Words]:
    return [Words(text=published.sentence, size=46), *(_lesson_words(prompt) if is_showing_phase else [])]


def _render_observed(observed: tuple[ObservationCounts, ...], prompt: Prompt) -> None:
    """Draw what participants noted or chose, point by point, as far as it is published."""
    lesson_words = [Words(text=_SEVERAL_ANSWERS, size=46)] if prompt.takes_several else _lesson_words(prompt)
    if not any(_is_published(point.published) for point in observed):
        sentence = Words(text=observed[0].published.sentence, size=46)
        large_text.render_large_text([sentence, *_lesson_words(prompt)])
        return
    if any(cell.count is None for point in observed for cell in point.published.counts):
        lesson_words = [*lesson_words, Words(text=TOO_FEW_FOR_THE_REST, size=46, before=26)]
    letters = answer_letters(prompt) if prompt.takes_several else ()
    spec = answer_chart.observed_bars(observed, letters, dark=is_dark_theme())
    with _chart_with_column(spec, answer_chart.spoken_observations(observed)):
        large_text.render_large_text(lesson_words, width=LESSON_WIDTH, height=LESSON_HEIGHT)


def _is_published(published: PublishedResults) -> bool:
    return any(cell.count is not None for cell in published.counts)


@contextmanager
def _chart_with_column(spec: dict[str, Any], alt: str) -> Iterator[None]:
    """Draw a chart; what is drawn inside the block appears next to it."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.vega_lite_chart(spec, alt=alt, theme=None)
    with right:
        yield


def _lesson_words(prompt: Prompt) -> list[Words]:
    """Return the lesson of a question: the right answer with its reason, or what to say next time."""
    right_answer = next((option.words for option in prompt.options if option.id == prompt.key), "")
    if right_answer:
        answer_words = Words(text=f"✓ {right_answer}", size=40, bold=True, tone=TextTone.ACCENT, before=26)
        return [answer_words, Words(text=prompt.because, size=36, before=10)]
    if not prompt.say:
        return []
    return [
        Words(text="Next time:", size=34, tone=TextTone.QUIET, before=26),
        Words(text=prompt.say, size=42, bold=True, tone=TextTone.ACCENT),
    ]


def displayed_values(public_view: PublicView) -> Sequence[object]:
    """Return the values that the view is drawn from, without the counts of the status line."""
    place = public_view.position and (
        public_view.position.activity,
        public_view.position.prompt,
        public_view.position.phase,
    )
    return (
        public_view.stage,
        public_view.plan,
        public_view.code,
        public_view.shows_join_info,
        place,
        public_view.published,
        public_view.observed,
        public_view.lines,
        is_dark_theme(),
    )


def is_asked(public_view: PublicView) -> bool:
    """Return whether every participant has something to answer now."""
    return (
        public_view.prompt is not None
        and public_view.activity is not None
        and public_view.prompt.kind in _KINDS_WITH_ANSWERS
    )
