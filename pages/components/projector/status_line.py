"""The projector's status line, the only part of the page that refreshes by itself."""

from collections.abc import Sequence

import streamlit as st

from components import session
from components.facilitator import workshop_labels
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.agenda import time_left
from followup_core.workshop.workshop_model import (
    ActivityKind,
    PublicView,
    WorkshopStage,
    kind_of,
)

from . import join_instructions, large_text, projector_controls, projector_view
from .large_text import TextTone, Words

_WIDTH = 1800
"""In units of 0.98 pixels each at 1920 pixels: a count, the time, an address and the code fit on one line."""


@st.fragment(run_every=2)
def render_status_line(
    service: WorkshopService, workshop_id: str, displayed_values: Sequence[object]
) -> None:
    """Draw the status line; redraw the whole page once its `displayed_values` have changed."""
    public_view = projector_controls.projected_workshop(service)
    if public_view is None or public_view.workshop_id != workshop_id:
        st.rerun()
    if projector_view.displayed_values(public_view) != displayed_values:
        st.rerun()
    texts = _count_and_time_words(public_view)
    if texts:
        large_text.render_large_text(
            [Words(text=" · ".join([*texts, *_join_words(public_view)]), size=45, tone=TextTone.QUIET)],
            width=_WIDTH,
            height=60,
            largest=1.0,
        )


def _count_and_time_words(public_view: PublicView) -> list[str]:
    """Return what changes while people answer: how many have answered, and the time left."""
    if public_view.stage is not WorkshopStage.OPEN:
        return []
    people_words = _people_words(public_view)
    if public_view.at_start or public_view.activity is None or public_view.position is None:
        return [people_words]
    time_words = workshop_labels.time_left_words(
        time_left(public_view.position, public_view.activity, session.utc_now())
    )
    return [people_words, time_words]


def _people_words(public_view: PublicView) -> str:
    """Return how many lines or answers have come or, if nothing is asked, how many people have joined."""
    prompt = public_view.prompt
    if prompt and prompt.takes_lines and public_view.answered and not public_view.lines:
        return "1 line so far" if public_view.answered == 1 else f"{public_view.answered} lines so far"
    if projector_view.is_asked(public_view):
        return f"{public_view.answered} of {public_view.taking_part} answered"
    is_played = public_view.activity and kind_of(public_view.activity, prompt) is ActivityKind.ROLE_PLAY
    if is_played and public_view.answered:
        return f"{public_view.answered} noted something"
    if not public_view.joined:
        return "Nobody has joined yet"
    return f"{public_view.joined} {'has' if public_view.joined == 1 else 'have'} joined"


def _join_words(public_view: PublicView) -> list[str]:
    """Return how latecomers can join; nothing if the wall shows it already."""
    url = join_instructions.typed_url()
    is_on_screen = public_view.at_start or public_view.shows_join_info
    if public_view.stage is not WorkshopStage.OPEN or is_on_screen or not public_view.code:
        return []
    return [*([url] if url else []), join_instructions.spaced_code(public_view.code)]
