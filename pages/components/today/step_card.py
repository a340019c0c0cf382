"""A card for one step that is due: the person, the reason, and buttons to write the message and record it."""

from datetime import date
from enum import IntEnum
from typing import Literal

import streamlit as st

from components import session
from components.date_fields import date_format
from components.markdown_text import escape_markdown
from components.page_links import message_address
from followup_core.cadence import Step, StepKind, StepState
from followup_core.models import EARLIEST_DATE, Outcome, YesNo
from followup_core.services.guided_checklist import decline_step
from followup_core.services.interview_service import set_interest, set_outcome
from followup_core.services.step_cards import StepCard
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint

_BADGES = {
    StepState.OVERDUE: (":material/error:", "red"),
    StepState.DUE: (":material/notifications:", "orange"),
    StepState.WAITING: (":material/hourglass_empty:", "gray"),
}
_LETTING_GO_BADGE = (":material/check:", "green")
"""Letting go is a good decision on any day, so it gets no color of alarm."""
Prominence = Literal["primary", "secondary", "tertiary"]
"""How visible a button is."""
ANSWERED = "They answered"
_ANOTHER_DAY = "I did it on another day"
ANSWERED_EARLIER = "They answered on another day"
_NOT_FOR_ME = "Not for me"


class Section(IntEnum):
    """The parts of the Today page, from top to bottom; “What did they say?” may be drawn between them."""

    TOP = 0
    DUE = 1
    BELOW_DUE = 2
    WAITING = 3
    END = 4


Row = tuple[Section, int]
"""A row of the Today page: its section, and its index in it, from 0. Rows sort from top to bottom."""

AT_TOP: Row = (Section.TOP, 0)
AT_END: Row = (Section.END, 0)

WHOLE_LINE = 2000
"""More pixels than a page is wide. An element of this width takes a line of its own."""


def render_step_card(card: StepCard, *, is_first: bool, row: Row, names_interview: bool) -> None:
    """Draw one step that is due, with its reason and its actions.

    Args:
        card: The step.
        is_first: Whether the card has the page's most visible button.
        row: The card's row on the page. “What did they say?” is drawn there after “They answered”.
        names_interview: Whether the card names its interview. False on the page of that interview.
    """
    with st.container(border=True, horizontal=True):
        st.markdown(step_words(card, card.step.state, names_interview=names_interview), width=WHOLE_LINE)
        _render_main_action(card, "primary" if is_first else "secondary")
        if card.may_have_answer:
            _render_response_button(card, row, "tertiary")
        options = _menu_options(card)
        if options:
            _render_menu(card, options, row)


def render_waiting_step(card: StepCard, row: Row, *, names_interview: bool) -> None:
    """Draw one step that must wait, with a button for an answer that comes before its day.

    Call it inside a horizontal container, in which its text takes a line of its own.
    """
    st.markdown(step_words(card, StepState.WAITING, names_interview=names_interview), width=WHOLE_LINE)
    if card.may_have_answer:
        _render_response_button(card, row, "secondary")


def step_words(card: StepCard, state: StepState, title: str = "", *, names_interview: bool) -> str:
    """Return the text of a step as Markdown: what to do, at which interview, when and why.

    It is one text, because one element for each card is faster on a slow phone.

    Args:
        card: The step.
        state: The step's state; WAITING also for a due step that something else delays.
        title: What to do, if the text is about several people at once.
        names_interview: Whether to name the interview.
    """
    is_time_to_let_go = card.step.kind is StepKind.LET_GO and state is not StepState.WAITING
    icon, color = _LETTING_GO_BADGE if is_time_to_let_go else _BADGES[state]
    lines = [f"**{escape_markdown(title or card.title)}**"]
    if names_interview and (interview_words := _interview_words(card)):
        lines.append(f":gray[{escape_markdown(interview_words)}]")
    badge, cause = f":{color}-badge[{icon} {card.state_words}]", escape_markdown(card.step.cause)
    if state is StepState.WAITING:
        lines += [badge, cause]  # the day in the badge fills the line
    else:
        lines.append(" ".join([badge, cause, *map(escape_markdown, card.reassurance)]))
    return "  \n".join(lines)


def _interview_words(card: StepCard) -> str:
    """Return the words that tell the interview from others, without what the title already says.

    That is the organization, the role, or both.
    """
    organization, role = card.interview.organization, card.interview.role
    if organization in card.title:
        return role
    return organization if card.is_only_one else card.interview.title


def _render_main_action(card: StepCard, prominence: Prominence) -> None:
    """Draw the step's main button, and next to it the button that records the step as done."""
    if card.step.recipient_unknown:
        render_people_button(card, prominence)
    elif card.write_label:
        render_write_button(card, prominence)
    else:
        render_done_button(card, prominence)
        return
    render_done_button(card, "tertiary")


def _render_menu(card: StepCard, options: list[str], row: Row) -> None:
    choice = st.menu_button("More", options, key=session.key(f"more-{card.key}"), type="tertiary")
    if choice == ANSWERED:
        record_response_and_ask(card.step.interview_id, row)
        st.rerun()
    elif choice in (_ANOTHER_DAY, ANSWERED_EARLIER):
        render_day_dialog(card, row, they_responded=choice == ANSWERED_EARLIER)
    elif choice == _NOT_FOR_ME:
        _record_declined(card.step)
        st.rerun()


def render_done_button(card: StepCard, prominence: Prominence) -> None:
    """Draw the button that records a step as done today."""
    st.button(
        card.done_label,
        key=session.key(f"done-{card.key}"),
        type=prominence,
        on_click=record_done,
        args=(card.step, None),
    )


def render_write_button(
    card: StepCard, prominence: Prominence, label: str = "", width: Literal["content", "stretch"] = "content"
) -> None:
    """Draw the button that opens the draft of a step's message."""
    kind = card.step.kind.message
    if kind is not None and st.button(
        label or card.write_label,
        key=session.key(f"write-{card.key}"),
        type=prominence,
        width=width,
        wrap=True,  # a long name would be cut off
    ):
        params = message_address(card.step.interview_id, kind, card.step.person_id)
        st.switch_page("message.py", query_params=params)


def render_people_button(card: StepCard, prominence: Prominence) -> None:
    """Draw the button that opens the checklist's question about who was met: a thank-you needs a name."""
    if st.button(
        "Add who you met",
        key=session.key(f"people-{card.key}"),
        type=prominence,
    ):
        params = {"interview": card.step.interview_id, "item": card.people_question}
        st.switch_page("checklist.py", query_params={name: value for name, value in params.items() if value})


def _render_response_button(card: StepCard, row: Row, prominence: Prominence) -> None:
    """Draw the button that records that they answered today. In `row`, the page then asks what they said."""
    st.button(
        ANSWERED,
        key=session.key(f"answered-{card.key}"),
        type=prominence,
        on_click=record_response_and_ask,
        args=(card.step.interview_id, row),
    )


def _menu_options(card: StepCard) -> list[str]:
    options = [] if card.step.kind is StepKind.LET_GO else [_ANOTHER_DAY]
    if card.may_have_answer:
        options.append(ANSWERED_EARLIER)
    elif not card.step.recipient_unknown and card.step.kind is not StepKind.KEEP_IN_TOUCH:
        options += [ANSWERED, ANSWERED_EARLIER]
    if card.can_decline:
        options.append(_NOT_FOR_ME)
    return options


def record_done(step: Step, done_on: date | None) -> None:
    """Record a step as done, today unless a day is given (a callback)."""
    day = done_on or session.today()
    kind = step.kind.touchpoint
    if kind is None:
        session.run_action(
            lambda workspace, context: set_outcome(workspace, context, step.interview_id, Outcome.LET_GO, day)
        )
        return
    entry = TouchpointEntry(
        interview_id=step.interview_id,
        person_id=step.person_id,
        kind=kind,
        sent_on=day,
    )
    session.run_action(lambda workspace, context: record_touchpoint(workspace, context, entry))


def response_row(interview_id: str) -> Row:
    """Return the row in which “They answered” was tapped for an interview; the top row if it was not."""
    row: Row = st.session_state.get(session.key(f"answered-at-{interview_id}"), AT_TOP)
    return row


def record_response_and_ask(interview_id: str, row: Row, answered_on: date | None = None) -> None:
    """Record that they answered, today unless a day is given, and ask in this row what they said."""
    st.session_state[session.key(f"answered-at-{interview_id}")] = row
    session.run_action(
        lambda workspace, context: record_response(
            workspace, context, interview_id, on=answered_on or context.today
        )
    )


def _record_declined(step: Step) -> None:
    if step.kind is StepKind.KEEP_IN_TOUCH:
        session.run_action(
            lambda workspace, context: set_interest(workspace, context, step.interview_id, YesNo.NO)
        )
    else:
        session.run_action(
            lambda workspace, context: decline_step(
                workspace, context, step.interview_id, step.person_id, step.kind
            )
        )


@st.dialog("On which day?")
def render_day_dialog(card: StepCard, row: Row, *, they_responded: bool) -> None:
    """Ask on which day a step was done, or on which day they answered."""
    name = f"{'answer-' if they_responded else ''}day-{card.key}"
    st.markdown(escape_markdown(f"{card.interview.title} answered" if they_responded else card.title))
    st.date_input(
        "Day",
        session.today(),
        min_value=EARLIEST_DATE,
        max_value=session.today(),
        format=date_format(),
        key=session.key(name),
    )
    # Saved in a callback, because a tap must count even if the dialog is gone when it arrives.
    if st.button(
        "Save",
        type="primary",
        key=session.key(f"save-{name}"),
        on_click=_record_on_day,
        args=(card.step, row, name, they_responded),
    ):
        st.rerun()


def _record_on_day(step: Step, row: Row, name: str, they_responded: bool) -> None:
    value = st.session_state.get(session.key(name))
    chosen_day = value if isinstance(value, date) else None
    if they_responded:
        record_response_and_ask(step.interview_id, row, chosen_day)
    else:
        record_done(step, chosen_day)
