"""The take-home page: one file with the participant's own data, and a way to delete all of it."""

import streamlit as st

from components import notices, session
from components.participant import participant_phone
from components.participant.participant_phone import ParticipantPhone
from followup_core import config
from followup_core.services.workshops.take_home_archive import participants_archive
from followup_core.text import PRODUCT

_ASKS_TO_LEAVE = "workshop-leaving"
_LEAVES_NOW = "workshop-leaving-now"


def render_take_home(phone: ParticipantPhone) -> None:
    """Draw the download, and the buttons to leave the workshop."""
    st.title("Take home", anchor=False)
    _render_file(phone)
    st.header("Leave the workshop", anchor=False)
    _render_leave()


def _render_file(phone: ParticipantPhone) -> None:
    # Read now, because the archive is made on request, when no page is being drawn.
    today, playbook_folder = session.today(), config.current().data_dir / "last-good-playbook"
    st.markdown(
        "One zip file with what is yours: what you wrote here, and a sheet to print. If you filled in the "
        "checklist, it also has your answers, your dates for the calendar, and a draft of each message that "
        "is due."
    )
    st.download_button(
        "Download my file",
        data=lambda: participants_archive(
            phone.participation, today, session.utc_now(), keep=playbook_folder
        ),
        file_name="after-the-interview.zip",
        mime="application/zip",
        key="workshop-take-home",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
        width="stretch",
    )
    st.markdown(
        f"You can download it here until everything is deleted, {phone.deletion}.\n\n"
        "If you filled in the checklist, you can continue on your own computer: start "
        f"“{PRODUCT}” there, open Settings, Your data, and choose the zip file. Don't unzip it first. You "
        "can import it again later: nothing is added twice. The file in it that ends in .ics puts your "
        "dates in your calendar."
    )


def _render_leave() -> None:
    if not st.session_state.get(_ASKS_TO_LEAVE):
        st.markdown("Don't want to leave anything here? You can delete it now.")
        st.button(
            "Delete what I entered and leave",
            key="workshop-leave",
            width="stretch",
            on_click=_set_asking,
            args=(True,),
        )
        return
    st.warning(
        "This takes your answers out, and permanently deletes what you wrote and your checklist here. "
        "Download your file first if you want to keep it.",
        icon=":material/delete:",
    )
    st.button("Yes, delete everything", key="workshop-leave-now", width="stretch", on_click=_confirm_leaving)
    st.button("No, keep it", key="workshop-leave-not", width="stretch", on_click=_set_asking, args=(False,))


def _set_asking(is_asking: bool) -> None:
    st.session_state[_ASKS_TO_LEAVE] = is_asking


def _confirm_leaving() -> None:
    st.session_state[_LEAVES_NOW] = True


def _render_goodbye() -> None:
    st.title("Everything you entered is deleted", anchor=False)
    st.markdown(
        "Your answers are left out from the next count on; a count that is on the wall already stays. This "
        "phone is no longer in the workshop, and you can close this page. Thank you for taking part, and "
        "good luck with your interviews."
    )


def main() -> None:
    """Draw the page, or the goodbye once the participant has decided to leave."""
    phone = participant_phone.current_phone()
    # Deletes while the page is drawn and not in the tap's callback: after a callback, the page would be drawn
    # from its start, and would no longer find the participant.
    if st.session_state.pop(_LEAVES_NOW, False) and session.run_safely(
        lambda: phone.participation.leave(session.utc_now())
    ):
        _render_goodbye()
        return
    notices.render_notices()
    render_take_home(phone)


main()
