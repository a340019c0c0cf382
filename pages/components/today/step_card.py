"""A card for one step: the person, the reason, and a button to mark it as done."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

from components import session
from components.markdown_text import escape_markdown
from components.page_links import message_address
from followup_core.cadence import Step, StepKind, StepState
from followup_core.models import EARLIEST_DATE, Outcome, YesNo
from followup_core.services.guided_checklist import decline_step
from followup_core.services.interview_service import set_interest, set_outcome
from followup_core.services.labels import STATE_WORDS
from followup_core.services.today_overview import StepCard, step_cards
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint
from followup_core.services.workspace import WorkspaceView

from . import step_advice

PER_PAGE = 3
_ICONS = {
    StepState.OVERDUE: (":material/error:", "red"),
    StepState.DUE: (":material/notifications:", "orange"),
    StepState.WAITING: (":material/hourglass_empty:", "gray"),
}
_ANOTHER_DAY = "I did it on another day"
_ANSWERED_EARLIER = "They answered on another day"
_NOT_FOR_ME = "Not for me"


def render_step_list(name: str, view: WorkspaceView, steps: Sequence[Step]) -> None:
    """Draw step cards; a long list is split into pages, with the page numbers below the cards."""
    key = session.key(f"page-{name}")
    pages = max(-(-len(steps) // PER_PAGE), 1)
    page = min(int(st.session_state.get(key, 1)), pages)
    for card in step_cards(view, steps[(page - 1) * PER_PAGE : page * PER_PAGE]):
        render_step_card(card)
    if pages > 1:
        st.pagination(pages, key=key)


def render_step_card(card: StepCard) -> None:
    """Draw one step with its reason and its actions."""
    with st.container(border=True):
        st.markdown(_words(card))
        if card.step.state is StepState.WAITING:
            with st.container(horizontal=True):
                _render_response_button(card)
                _render_why_this_day(card)
        else:
            _render_actions(card)
            _render_advice(card)


def _words(card: StepCard) -> str:
    """Return the card's whole text: one element for each card is faster on a slow phone."""
    icon, colour = _ICONS[card.step.state]
    lines = [
        f":{colour}-badge[{icon} {STATE_WORDS[card.step.state]}] {card.when}",
        f"**{escape_markdown(card.title)}**",
    ]
    if card.interview.title not in card.title:
        lines[-1] += f"  \n:gray[{escape_markdown(card.interview.title)}]"
    return "\n\n".join([*lines, escape_markdown(card.step.because)])


def _render_actions(card: StepCard) -> None:
    with st.container(horizontal=True):
        if card.step.is_for_nobody_known:
            _render_people_button(card)
            _render_done_button(card, "secondary")
        else:
            _render_done_button(card, "primary")
            _render_message_link(card.step)
            _render_response_button(card)
        options = _menu_options(card)
        chosen = None
        if options:
            chosen = st.menu_button("More", options, key=session.key(f"more-{card.key}"), type="tertiary")
        if card.step.kind is not StepKind.LET_GO:
            _render_why_this_day(card)
    if chosen in (_ANOTHER_DAY, _ANSWERED_EARLIER):
        _render_day_dialog(card, they_responded=chosen == _ANSWERED_EARLIER)
    elif chosen == _NOT_FOR_ME:
        _record_declined(card.step)
        st.rerun()


def _render_done_button(card: StepCard, prominence: Literal["primary", "secondary"]) -> None:
    st.button(
        card.done_label,
        key=session.key(f"done-{card.key}"),
        type=prominence,
        icon=":material/check:",
        on_click=_record_done,
        args=(card.step, None),
    )


def _render_people_button(card: StepCard) -> None:
    """Draw the button that opens the checklist's question about who was met, as a thank-you needs a name."""
    if st.button(
        "Add who you met",
        key=session.key(f"people-{card.key}"),
        type="primary",
        icon=":material/person_add:",
    ):
        params = {"interview": card.step.interview_id, "item": card.people_question}
        st.switch_page("checklist.py", query_params={name: value for name, value in params.items() if value})


def _render_message_link(step: Step) -> None:
    kind = step.kind.message
    if kind is None:
        return
    st.page_link(
        "message.py",
        label="Write it",
        icon=":material/edit:",
        query_params=message_address(step.interview_id, kind, step.person_id),
    )


def _render_response_button(card: StepCard) -> None:
    if card.step.kind is not StepKind.KEEP_IN_TOUCH:
        st.button(
            "They answered",
            key=session.key(f"answered-{card.key}"),
            on_click=_record_response,
            args=(card.step.interview_id,),
        )


def _menu_options(card: StepCard) -> list[str]:
    options = [] if card.step.kind is StepKind.LET_GO else [_ANOTHER_DAY]
    if card.step.kind is not StepKind.KEEP_IN_TOUCH and not card.step.is_for_nobody_known:
        options.append(_ANSWERED_EARLIER)
    if card.can_decline:
        options.append(_NOT_FOR_ME)
    return options


def _render_advice(card: StepCard) -> None:
    """Draw why letting go is right; the advice on a message is shown next to its draft instead."""
    if card.step.kind is StepKind.LET_GO:
        with st.expander("Why this is right"):
            step_advice.render_step_advice(card.advice)
            if card.other_advice:
                st.caption(escape_markdown(card.other_advice))


def _render_why_this_day(card: StepCard) -> None:
    """Draw what other career advisors say about the day, for whoever asks."""
    if card.other_advice:
        label = "Why wait?" if card.step.state is StepState.WAITING else "Why now?"
        with st.popover(label, type="tertiary", key=session.key(f"why-{card.key}")):
            st.caption(escape_markdown(card.other_advice))


def _record_done(step: Step, on: date | None) -> None:
    day = on or session.today()
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


def _record_response(interview_id: str, on: date | None = None) -> None:
    session.run_action(
        lambda workspace, context: record_response(workspace, context, interview_id, on=on or context.today)
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
def _render_day_dialog(card: StepCard, *, they_responded: bool) -> None:
    name = f"{'answer-' if they_responded else ''}day-{card.key}"
    st.markdown(escape_markdown(f"{card.interview.title} answered" if they_responded else card.title))
    st.date_input(
        "Day",
        session.today(),
        min_value=EARLIEST_DATE,
        max_value=session.today(),
        format="DD/MM/YYYY",
        key=session.key(name),
    )
    # Saved in a callback, because a tap must count even if the dialog is gone when it arrives.
    if st.button(
        "Save",
        type="primary",
        key=session.key(f"save-{name}"),
        on_click=_record_on_day,
        args=(card.step, name, they_responded),
    ):
        st.rerun()


def _record_on_day(step: Step, name: str, they_responded: bool) -> None:
    day = st.session_state.get(session.key(name))
    on = day if isinstance(day, date) else None
    if they_responded:
        _record_response(step.interview_id, on)
    else:
        _record_done(step, on)
