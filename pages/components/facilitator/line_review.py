"""The facilitator's review of what people wrote: every line is read here before the wall shows it."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from components import session
from components.checklist import checklist_state
from components.markdown_text import escape_markdown
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.workshop_model import Activity, Prompt, WrittenLine
from followup_core.workshop.written_lines import votes_words

from . import step_buttons, workshop_actions

_MAX_UNREAD = 8
"""More unread lines at once would push everything else off the screen."""
_DECIDED_AT_KEY = "line-decided-at"
_SHOW_LABEL, _KEEP_LABEL, _LEAVE_OUT_LABEL, _TAKE_OFF_LABEL = (
    "Put it on the wall",
    "Keep it",
    "Leave it out",
    "Take it off",
)
_EARLIER_SENTENCE = (
    "From earlier questions. What you keep goes in the report, and on the wall if you go back."
)
_CLOSED_SENTENCE = "Nobody has read these yet. What you keep goes in the report."

LineOfPrompt = tuple[Activity, Prompt, WrittenLine]
Decide = Callable[[WrittenLine, bool], None]


def render_line_review(
    service: WorkshopService,
    workshop_id: str,
    activity_id: str,
    prompt_id: str,
    lines: Sequence[WrittenLine],
) -> None:
    """Draw all lines for a prompt: the unread ones, those on the wall and, folded, those left out.

    A new line comes below the other unread ones. A line that then moves under a finger is one on the wall,
    and a wrong tap only takes it off.
    """
    decide = partial(_show_or_hide, service, workshop_id, activity_id, prompt_id)
    key = f"line-{activity_id}-{prompt_id}"
    unread_lines = [line for line in lines if not line.is_read]
    shown_lines = [line for line in lines if line.is_shown]
    hidden_lines = [line for line in lines if line.is_read and not line.is_shown]
    st.header("Lines from the room", anchor=False)
    st.markdown(f"**{len(unread_lines)} to read**" if unread_lines else "Nothing to read right now.")
    _render_lines(unread_lines[:_MAX_UNREAD], {_SHOW_LABEL: True, _LEAVE_OUT_LABEL: False}, decide, key)
    if len(unread_lines) > _MAX_UNREAD:
        st.markdown(f":gray[{len(unread_lines) - _MAX_UNREAD} more after these.]")
    if shown_lines:
        st.markdown("**On the wall**")
        _render_lines(shown_lines, {_TAKE_OFF_LABEL: False}, decide, key)
    if hidden_lines:
        expander = st.expander("Left out", key=f"{key}-off", on_change="rerun")
        if expander.open:
            with expander:
                _render_lines(hidden_lines, {_SHOW_LABEL: True}, decide, key)


def render_unread_lines(
    service: WorkshopService, workshop_id: str, lines: Sequence[LineOfPrompt], *, is_open: bool
) -> None:
    """Draw the unread lines for earlier questions; in an open workshop with a way back to each question."""
    if not lines:
        return
    st.header("Unread lines", anchor=False)
    st.markdown(_EARLIER_SENTENCE if is_open else _CLOSED_SENTENCE)
    for (activity_id, prompt_id), group in groupby(lines, key=_ids_of):
        lines_of_question = list(group)
        st.markdown(f"**{escape_markdown(lines_of_question[0][1].ask)}**")
        key, decide = (
            f"late-{activity_id}-{prompt_id}",
            partial(_show_or_hide, service, workshop_id, activity_id, prompt_id),
        )
        _render_lines(
            [line for _, _, line in lines_of_question[:_MAX_UNREAD]],
            {_KEEP_LABEL: True, _LEAVE_OUT_LABEL: False},
            decide,
            key,
        )
        if len(lines_of_question) > _MAX_UNREAD:
            st.markdown(f":gray[{len(lines_of_question) - _MAX_UNREAD} more after these.]")
        if is_open:
            st.button(
                "Go back to this question",
                key=f"{key}-go",
                icon=":material/arrow_back:",
                type="tertiary",
                on_click=step_buttons.go_to_prompt,
                args=(service, workshop_id, activity_id, prompt_id),
            )


def _ids_of(line: LineOfPrompt) -> tuple[str, str]:
    return line[0].activity_id, line[1].prompt_id


def _render_lines(lines: Sequence[WrittenLine], choices: dict[str, bool], decide: Decide, key: str) -> None:
    """Draw lines with a button for each choice: its label, and whether it shows the line on the wall."""
    for line in lines:
        with st.container(border=True):
            votes = votes_words(line.votes)
            st.markdown(f"{escape_markdown(line.text)}{f' :gray[· {votes}]' if votes else ''}")
            with st.container(horizontal=True):
                for label, is_shown in choices.items():
                    st.button(
                        label, key=f"{key}-{line.number}-{label}", on_click=decide, args=(line, is_shown)
                    )


def _show_or_hide(
    service: WorkshopService,
    workshop_id: str,
    activity_id: str,
    prompt_id: str,
    line: WrittenLine,
    is_shown: bool,
) -> None:
    """Show or hide a line (a callback), unless a second tap was meant for the line that was in its place."""
    if checklist_state.is_second_tap(_DECIDED_AT_KEY):
        return
    workshop_actions.run_action(
        lambda: service.show_line(workshop_id, activity_id, prompt_id, line, is_shown, session.utc_now())
    )
    checklist_state.begin_double_tap(_DECIDED_AT_KEY)
