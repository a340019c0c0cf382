"""The facilitator's choice of who sees the answers to a question."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components import session
from components.form_fields import field
from components.markdown_text import escape_markdown
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import agenda
from followup_core.workshop.disclosure_words import LEVEL_WORDS
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    FacilitatorQuestion,
    Prompt,
    PublicView,
)

from . import workshop_actions

HAVE_ANSWERS = (
    ActivityKind.POLL,
    ActivityKind.WHAT_NOW,
    ActivityKind.ROLE_PLAY,
    ActivityKind.EVALUATION,
)
_LABEL = "Who sees the answers"


def render_level_choice(
    label: str,
    key: str,
    level: DisclosureLevel,
    on_change: Callable[[DisclosureLevel], object],
    levels: Sequence[DisclosureLevel] = tuple(DisclosureLevel),
) -> None:
    """Draw the choice of a level; a callback calls `on_change` with the newly chosen one."""

    def change() -> None:
        on_change(DisclosureLevel(st.session_state[key]))

    st.selectbox(
        label,
        levels,
        index=list(levels).index(level),
        format_func=LEVEL_WORDS.__getitem__,
        key=field(key, level),
        on_change=change,
    )


def render_current_level(service: WorkshopService, public_view: PublicView, prompt: Prompt) -> None:
    """Draw the choice for the question on the wall: no less strict than what people were told."""
    if public_view.activity is None or prompt.kind not in HAVE_ANSWERS or prompt.takes_lines:
        return
    activity_id, workshop_id = public_view.activity.activity_id, public_view.workshop_id
    render_level_choice(
        f"{_LABEL}. From here on, you can only show less.",
        f"level-now-{activity_id}-{prompt.prompt_id}",
        prompt.level,
        lambda level: workshop_actions.run_action(
            lambda: service.set_level(workshop_id, activity_id, prompt.prompt_id, level, session.utc_now())
        ),
        [level for level in DisclosureLevel if not prompt.level.is_stricter_than(level)],
    )


def render_planned_levels(
    activity: Activity,
    titles: dict[str, str],
    own_questions: Mapping[str, FacilitatorQuestion],
    key: str,
    change_agenda: Callable[[Callable[[agenda.Agenda], agenda.Agenda]], object],
) -> None:
    """Draw the choice for each question of a planned activity.

    Args:
        activity: The activity of the agenda.
        titles: The titles of the questions by prompt id.
        own_questions: The facilitator's own questions by prompt id. Any activity can ask them.
        key: The beginning of the widgets' keys.
        change_agenda: Applies a change to the agenda as it is stored.
    """
    for prompt_id in activity.prompts:
        question = own_questions.get(prompt_id)
        if question.written if question else activity.kind not in HAVE_ANSWERS:
            continue

        def set_level(level: DisclosureLevel, prompt_id: str = prompt_id) -> None:
            change_agenda(lambda current: agenda.set_level(current, activity.activity_id, prompt_id, level))

        render_level_choice(
            f"{_LABEL} to “{escape_markdown(titles[prompt_id])}”",
            f"{key}-{prompt_id}",
            activity.level_of(prompt_id),
            set_level,
        )
