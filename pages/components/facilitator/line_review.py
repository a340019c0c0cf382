"""The facilitator's review of what people wrote: each line is read here before the wall shows it."""

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

_AT_ONCE = 8
"""More lines to read than these at once would push everything else off the screen."""
_DECIDED = "line-decided-at"
_SHOW, _KEEP, _KEEP_OFF, _TAKE_OFF = "Put it on the wall", "Keep it", "Leave it out", "Take it off"
_EARLIER = "From earlier questions. What you keep goes in the report, and on the wall if you go back."
_UNREAD = "Nobody has read these yet. What you keep goes in the report."

LineOfPrompt = tuple[Activity, Prompt, WrittenLine]
Decide = Callable[[WrittenLine, bool], None]


def render_line_review(
    service: WorkshopService,
    workshop_id: str,
    activity_id: str,
    prompt_id: str,
    lines: Sequence[WrittenLine],
) -> None:
    """Draw all lines for a prompt: those to read, those on the wall, and, folded, those that were left off.

    New ones come below the others that are to be read. What then moves under a finger can at most be taken
    off the wall.
    """
    decide = partial(_decide, service, workshop_id, activity_id, prompt_id)
    key = f"line-{activity_id}-{prompt_id}"
    unread = [line for line in lines if not line.is_read]
    shown = [line for line in lines if line.is_shown]
    off = [line for line in lines if line.is_read and not line.is_shown]
    st.header("Lines from the room", anchor=False)
    st.markdown(f"**{len(unread)} to read**" if unread else "Nothing to read right now.")
    _render_lines(unread[:_AT_ONCE], {_SHOW: True, _KEEP_OFF: False}, decide, key)
    if len(unread) > _AT_ONCE:
        st.markdown(f":gray[{len(unread) - _AT_ONCE} more after these.]")
    if shown:
        st.markdown("**On the wall**")
        _render_lines(shown, {_TAKE_OFF: False}, decide, key)
    if off:
        folded = st.expander("Left out", key=f"{key}-off", on_change="rerun")
        if folded.open:
            with folded:
                _render_lines(off, {_SHOW: True}, decide, key)


def render_unread_lines(
    service: WorkshopService, workshop_id: str, lines: Sequence[LineOfPrompt], *, is_open: bool
) -> None:
    """Draw the unread lines for questions that the workshop has left, with the way back while it is open."""
    if not lines:
        return
    st.header("Unread lines", anchor=False)
    st.markdown(_EARLIER if is_open else _UNREAD)
    for (activity_id, prompt_id), group in groupby(lines, key=_question_of):
        of_question = list(group)
        st.markdown(f"**{escape_markdown(of_question[0][1].ask)}**")
        key, decide = (
            f"late-{activity_id}-{prompt_id}",
            partial(_decide, service, workshop_id, activity_id, prompt_id),
        )
        _render_lines(
            [line for _, _, line in of_question[:_AT_ONCE]], {_KEEP: True, _KEEP_OFF: False}, decide, key
        )
        if len(of_question) > _AT_ONCE:
            st.markdown(f":gray[{len(of_question) - _AT_ONCE} more after these.]")
        if is_open:
            st.button(
                "Go back to this question",
                key=f"{key}-go",
                icon=":material/arrow_back:",
                type="tertiary",
                on_click=step_buttons.go_to_prompt,
                args=(service, workshop_id, activity_id, prompt_id),
            )


def _question_of(line: LineOfPrompt) -> tuple[str, str]:
    return line[0].activity_id, line[1].prompt_id


def _render_lines(lines: Sequence[WrittenLine], choices: dict[str, bool], decide: Decide, key: str) -> None:
    """Draw lines with a button for each choice, which shows the line on the wall or doesn't."""
    for line in lines:
        with st.container(border=True):
            votes = votes_words(line.votes)
            st.markdown(f"{escape_markdown(line.text)}{f' :gray[· {votes}]' if votes else ''}")
            with st.container(horizontal=True):
                for label, yes in choices.items():
                    st.button(label, key=f"{key}-{line.number}-{label}", on_click=decide, args=(line, yes))


def _decide(
    service: WorkshopService, workshop_id: str, activity_id: str, prompt_id: str, line: WrittenLine, yes: bool
) -> None:
    """Decide about a line (a callback), unless a second tap was meant for the line that was here before."""
    if checklist_state.is_second_tap(_DECIDED):
        return
    workshop_actions.run_action(
        lambda: service.show_line(workshop_id, activity_id, prompt_id, line, yes, session.utc_now())
    )
    checklist_state.begin_double_tap(_DECIDED)
