"""Questions about appointments in a file that are stored already: moved, canceled, or entered by hand."""

from collections.abc import Mapping
from datetime import date, datetime

import streamlit as st

from components import session
from components.markdown_text import escape_markdown, escape_option
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import parse_date
from followup_core.services.imports.appointment_matching import (
    AppointmentChoices,
    CanceledAction,
    PossibleMatch,
    moved_interviews,
    possible_matches,
)
from followup_core.services.imports.cancellations import canceled_interviews, possibly_canceled
from followup_core.services.imports.import_diff import CanceledInterview
from followup_core.services.imports.import_summary import (
    canceled_sentence,
    deletion_sentence,
    held_sentence,
    moved_sentence,
)

_MAX_QUESTIONS = 10
_ACTION_WORDS = {
    CanceledAction.KEEP: "Decide later",
    CanceledAction.DELETE: "Delete it",
    CanceledAction.WITHDRAW: "Note that I withdrew",
}


def render_appointment_choices(ready: ParsedFile, name: str) -> AppointmentChoices:
    """Draw the questions, if there are any, and return the answers; `name` is part of the widgets' keys."""
    same_as = _render_possible_matches(ready, name)
    moves = _render_moves(ready, name, same_as)
    confirmed = _render_possibly_canceled(ready, name)
    canceled = _render_canceled(ready, name, confirmed)
    return AppointmentChoices(moves=moves, same_as=same_as, canceled=canceled, confirmed_off=confirmed)


def _render_possible_matches(ready: ParsedFile, name: str) -> Mapping[str, str]:
    """Ask for each appointment whether it is an interview that was entered by hand."""
    matches = possible_matches(session.view().snapshot, ready)[:_MAX_QUESTIONS]
    held_on_by_id = {row["interview_id"]: row["held_at"][:10] for row in ready.rows.get("interviews", ())}
    return {
        match.incoming_id: match.interview_id
        for match in matches
        if _is_same(match, name, on_same_day=match.held_at[:10] == held_on_by_id[match.incoming_id])
    }


def _is_same(match: PossibleMatch, name: str, *, on_same_day: bool) -> bool:
    yes_label, no_label = "Yes, the same one", "No, another one"
    answer = st.segmented_control(
        f"You have {escape_markdown(match.title)}, {_day(match.held_at)}. Is this the one?",
        (yes_label, no_label),
        default=yes_label if on_same_day else no_label,
        required=True,
        format_func=escape_option,
        key=session.key(f"{name}-same-{match.incoming_id}"),
        persist_state="session",
    )
    return bool(answer == yes_label)


def _render_moves(ready: ParsedFile, name: str, same_as: Mapping[str, str]) -> bool:
    """Ask whether the interviews take the new times of their invitations."""
    all_moves = moved_interviews(session.view().snapshot, ready, AppointmentChoices(same_as=same_as))
    confirmed_ids = set(same_as.values())
    for move in all_moves:
        if move.interview_id in confirmed_ids and move.removed_decision_by:
            st.markdown(escape_markdown(moved_sentence(move, session.day_format())))
    moves = [move for move in all_moves if move.interview_id not in confirmed_ids][:_MAX_QUESTIONS]
    if not moves:
        return True
    for move in moves:
        st.markdown(escape_markdown(moved_sentence(move, session.day_format())))
    return st.checkbox(
        "Move it" if len(moves) == 1 else "Move them",
        True,
        key=session.key(f"{name}-move"),
        persist_state="session",
    )


def _render_possibly_canceled(ready: ParsedFile, name: str) -> frozenset[str]:
    """Ask whether a canceled appointment is an interview that was entered by hand; no answer is preset."""
    snapshot = session.view().snapshot
    interviews = possibly_canceled(snapshot, ready.canceled, session.today())[:_MAX_QUESTIONS]
    return frozenset(interview.interview_id for interview in interviews if _is_canceled_one(interview, name))


def _is_canceled_one(interview: CanceledInterview, name: str) -> bool:
    time_words = session.day_format().time(datetime.fromisoformat(interview.held_at))
    action_word = "declined" if interview.is_declined else "canceled"
    answer = st.segmented_control(
        f"You have {escape_markdown(interview.title)}, {_day(interview.held_at)}, {time_words}."
        f" Is this the one that was {action_word}?",
        ("Yes, this one", "No, another one"),
        format_func=escape_option,
        key=session.key(f"{name}-maybe-off-{interview.interview_id}"),
        persist_state="session",
    )
    return bool(answer == "Yes, this one")


def _render_canceled(ready: ParsedFile, name: str, confirmed: frozenset[str]) -> Mapping[str, CanceledAction]:
    """Ask what to do with each interview whose appointment was canceled or declined."""
    snapshot = session.view().snapshot
    canceled = canceled_interviews(snapshot, ready.canceled, session.today(), confirmed)[:_MAX_QUESTIONS]
    return {interview.interview_id: _canceled_action(interview, name) for interview in canceled}


def _canceled_action(interview: CanceledInterview, name: str) -> CanceledAction:
    second_sentence = held_sentence(interview) if interview.was_held else deletion_sentence(interview)
    st.markdown(
        escape_markdown(f"{canceled_sentence(interview, session.day_format())} {second_sentence}".strip())
    )
    actions = [
        choice for choice in _ACTION_WORDS if not (interview.was_held and choice is CanceledAction.DELETE)
    ]
    action = st.radio(
        "What do you want to do with it?",
        actions,
        format_func=lambda action: _action_words(action, was_held=interview.was_held),
        key=session.key(f"{name}-off-{interview.interview_id}"),
        persist_state="session",
    )
    return action or CanceledAction.KEEP


def _action_words(action: CanceledAction, *, was_held: bool) -> str:
    return "Leave it as it is" if was_held and action is CanceledAction.KEEP else _ACTION_WORDS[action]


def _day(held_at: str) -> str:
    day: date = parse_date(held_at[:10])
    return session.day_format().full(day)
