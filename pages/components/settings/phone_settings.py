"""Phone settings: pair a phone by scanning a code on this computer, list paired phones, remove one."""

from collections.abc import Sequence

import streamlit as st

from components import notices, session
from components.markdown_text import escape_markdown
from followup_core import config, web
from followup_core.clock import day_of
from followup_core.models import FollowUpError
from followup_core.web.device_pairing import Device, DevicePairing

_START_COMMAND = "python3 app.py --server.address 0.0.0.0"


def render_phone_settings() -> None:
    """Draw the code to scan and the paired phones, but only on the computer that runs the program."""
    identity = web.identity_from(st.context.headers)
    if identity is None or not identity.from_this_computer:
        st.markdown("Phones are paired on the computer the program runs on. Open Settings there.")
        return
    pairing = DevicePairing(config.current().phones_file)
    try:
        devices = pairing.devices()
    except FollowUpError as error:
        st.error(escape_markdown(str(error)))
        return
    if identity.serves_network:
        _render_code(pairing, identity.port)
    else:
        st.markdown(
            "To use this on your phone, stop the program and start it so that the phone can reach it:"
        )
        st.code(_START_COMMAND, language=None, wrap_lines=True)
        st.markdown("Then come back here for the code to scan.")
    _render_list(devices)


def _render_code(pairing: DevicePairing, port: int) -> None:
    st.header("Pair a phone", anchor=False)
    addresses = web.lan_addresses()
    if not addresses:
        st.markdown("This computer isn't on a network. Join the same Wi-Fi as your phone, then come back.")
        return
    st.markdown(
        "Your phone must be in the same network. The code is good for ten minutes, and for one phone."
    )
    address = addresses[0]
    if len(addresses) > 1:
        address = st.selectbox("Address of this computer", addresses, key="lan-address")
    if st.button("Show the code", type="primary", key="new-code"):
        _render_pairing_code(pairing, address, port)


def _render_pairing_code(pairing: DevicePairing, address: str, port: int) -> None:
    try:
        token = pairing.new_token(session.utc_now())
    except FollowUpError as error:
        st.error(escape_markdown(str(error)))
        return
    url = web.pairing_url(address, port, token)
    st.image(web.qr_png(url), alt="The code to scan with your phone's camera", width=260)
    st.markdown("Or open this address on the phone:")
    st.code(url, language=None, wrap_lines=True)


def _render_list(devices: Sequence[Device]) -> None:
    st.header("Paired phones", anchor=False)
    if not devices:
        st.markdown("None yet.")
    day_format = session.day_format()
    for device in devices:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            last_seen = day_format.full(device.last_seen_on)
            expires_on = day_format.full(day_of(device.expires_at, session.timezone()))
            st.markdown(
                f"**{escape_markdown(device.name)}**, last seen {last_seen}, paired until {expires_on}",
                width="stretch",
            )
            st.button("Remove", key=f"revoke-{device.id}", on_click=_revoke, args=(device.id,))


def _revoke(device_id: str) -> None:
    if session.run_safely(lambda: DevicePairing(config.current().phones_file).revoke(device_id)):
        notices.show_done("Removed. That phone is locked out now.")
