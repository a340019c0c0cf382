"""Settings: who you are, the playbook in force, your data, your calendar, your phones."""

from enum import StrEnum

import streamlit as st

from components import session
from components.markdown_text import option
from components.settings import (
    calendar_settings,
    data_settings,
    phone_settings,
    playbook_settings,
    profile_settings,
)


class Side(StrEnum):
    """The parts of the settings."""

    YOU = "You"
    PLAYBOOK = "Playbook"
    DATA = "Your data"
    CALENDAR = "Calendar"
    PHONES = "Phones"


view = session.view()
st.title("Settings")
side = st.segmented_control(
    "Part of the settings",
    list(Side),
    format_func=option,
    default=Side.YOU,
    required=True,
    key=session.key("settings-side"),
    label_visibility="collapsed",
)
match side:
    case Side.PLAYBOOK:
        playbook_settings.show(view)
    case Side.DATA:
        data_settings.show(view)
    case Side.CALENDAR:
        calendar_settings.show(view)
    case Side.PHONES:
        phone_settings.show()
    case _:
        profile_settings.show(view)
