"""Pairs two participants: shows this phone's code and asks for the neighbor's."""

import streamlit as st

from components import session

from .participant_phone import ParticipantPhone, render_action

_CHANGING = "workshop-pair-again"
_TYPED = "workshop-pair-code"


def render_pairing(phone: ParticipantPhone) -> None:
    """Draw the pairing form; for a participant with a partner, only the status and the code for a third."""
    if phone.view.partners and not st.session_state.get(_CHANGING):
        _render_group(phone)
        return
    st.metric("Your code", phone.view.pair_code)
    with st.form("workshop-pair", border=False):
        st.text_input("The code on your partner's phone", key=_TYPED, max_chars=12, autocomplete="off")
        render_action("Pair up", "workshop-pair-up", lambda: _pair(phone), of_form=True, wide=True)
    if phone.view.partners:
        render_action("Keep my partner", "workshop-pair-stay", lambda: _set_changing(False), kind="tertiary")


def _render_group(phone: ParticipantPhone) -> None:
    if phone.view.partners == 1:
        st.markdown(f"You're a pair. A third person can join with the code **{phone.view.pair_code}**.")
    else:
        st.markdown("You're a group of three.")


def render_partner_change(phone: ParticipantPhone) -> None:
    """Draw a button to choose another partner, for somebody who typed a wrong person's code."""
    if phone.view.partners and not st.session_state.get(_CHANGING):
        render_action(
            "Change my partner",
            "workshop-pair-other",
            lambda: _set_changing(True),
            kind="tertiary",
        )


def _set_changing(changing: bool) -> None:
    st.session_state[_CHANGING] = changing


def _pair(phone: ParticipantPhone) -> None:
    phone.participation.pair(str(st.session_state.get(_TYPED) or ""), session.utc_now())
    _set_changing(False)
