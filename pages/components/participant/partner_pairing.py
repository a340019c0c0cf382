"""Pairs two participants: shows this phone's code, and asks for the code on the partner's phone."""

import streamlit as st

from components import session

from .participant_phone import ParticipantPhone, render_action

_CHANGING_KEY = "workshop-pair-again"
_CODE_KEY = "workshop-pair-code"


def render_pairing(phone: ParticipantPhone) -> None:
    """Draw the pairing form; for a participant with a partner, only their group and the code for a third."""
    if phone.view.partners and not st.session_state.get(_CHANGING_KEY):
        _render_group_state(phone)
        return
    st.metric("Your code", phone.view.pair_code)
    with st.form("workshop-pair", border=False):
        st.text_input("The code on your partner's phone", key=_CODE_KEY, max_chars=12, autocomplete="off")
        render_action("Pair up", "workshop-pair-up", lambda: _pair(phone), of_form=True, wide=True)
    if phone.view.partners:
        render_action("Keep my partner", "workshop-pair-stay", lambda: _set_changing(False), kind="tertiary")


def _render_group_state(phone: ParticipantPhone) -> None:
    if phone.view.partners == 1:
        st.markdown(f"You're a pair. A third person can join with the code **{phone.view.pair_code}**.")
    else:
        st.markdown("You're a group of three.")


def render_partner_change(phone: ParticipantPhone) -> None:
    """Draw a button to choose another partner, for somebody who typed the wrong person's code."""
    if phone.view.partners and not st.session_state.get(_CHANGING_KEY):
        render_action(
            "Change my partner",
            "workshop-pair-other",
            lambda: _set_changing(True),
            kind="tertiary",
        )


def _set_changing(is_changing: bool) -> None:
    st.session_state[_CHANGING_KEY] = is_changing


def _pair(phone: ParticipantPhone) -> None:
    phone.participation.pair(str(st.session_state.get(_CODE_KEY) or ""), session.utc_now())
    _set_changing(False)
