"""Calendar settings: a file to download, or an address that a calendar program can subscribe to."""

from collections.abc import Callable

import streamlit as st

from components import notices, session
from followup_core import config
from followup_core.calendar_token import CalendarToken, calendar_address
from followup_core.services.calendar_feed import calendar_file
from followup_core.services.workspace import WorkspaceView


def render_calendar_settings(view: WorkspaceView) -> None:
    """Draw the download and, on the computer that runs the program, the subscription address."""
    st.header("Your dates as a file", anchor=False)
    st.markdown(
        "All your interviews, your planned steps, and the days to answer an offer by, for any calendar,"
        " including your phone's. Open the file, and your calendar adds them. A newer file updates them, so"
        " nothing appears twice."
    )
    if view.records.interviews:
        render_calendar_download("Download your dates", view, "calendar-file")
    else:
        st.markdown("There is no interview yet, so there are no dates.")
    if session.workspace_kind() == session.PERSONAL:
        _render_subscription()


def render_calendar_download(label: str, view: WorkspaceView, key: str, interview_id: str = "") -> None:
    """Draw the download of the calendar file: all interviews, or only the one with `interview_id`."""
    st.download_button(
        label,
        data=_file_maker(view, interview_id),
        file_name="after-the-interview.ics",
        mime="text/calendar",
        icon=":material/calendar_add_on:",
        key=session.key(key),
        on_click="ignore",
    )


def _file_maker(view: WorkspaceView, interview_id: str) -> Callable[[], bytes]:
    """Return a function that makes the calendar file on request, outside of a page's run and its session."""
    folder = session.workspace_folder()
    return lambda: calendar_file(view, folder, interview_id=interview_id, made_at=session.utc_now())


def _render_subscription() -> None:
    st.header("An address that keeps itself up to date", anchor=False)
    st.markdown(
        "A calendar program on this computer can subscribe to your dates and follows them while this program "
        "is open. A phone's calendar cannot reach it: use the file there."
    )
    identity = session.identity()
    if identity is None or not identity.from_this_computer:
        st.markdown("The address is made on the computer the program runs on. Open Settings there.")
        return
    created_on = _calendar_token().created_on()
    new_token = st.session_state.pop("calendar-address", "")
    if new_token:
        _render_address(identity.port, new_token)
    elif created_on is not None:
        st.markdown(f"An address was made on {session.day_format().full(created_on)}. It is shown only once.")
    with st.container(horizontal=True):
        st.button(
            "Make the address" if created_on is None else "Make a new address",
            key=session.key("calendar-renew"),
            on_click=_make_address,
            help=None if created_on is None else "The one before stops working.",
        )
        if created_on is not None:
            st.button("Stop it", key=session.key("calendar-stop"), on_click=_revoke_address)


def _render_address(port: int, token: str) -> None:
    st.markdown("It is shown only this once. Copy it into “Subscribe to a calendar” of your calendar:")
    st.code(calendar_address(port, token), language=None, wrap_lines=True)
    st.link_button(
        "Open it in the calendar on this computer",
        calendar_address(port, token, "webcal"),
        icon=":material/calendar_month:",
    )
    st.markdown("Whoever has it, on this computer, reads your dates. You can stop it here.")


def _calendar_token() -> CalendarToken:
    return CalendarToken(config.current().subscription_file)


def _make_address() -> None:
    def renew() -> None:
        st.session_state["calendar-address"] = _calendar_token().renew(session.utc_now())

    session.run_safely(renew)


def _revoke_address() -> None:
    if session.run_safely(_calendar_token().revoke):
        notices.show_done("Stopped. The calendar program gets nothing more.")
