"""The settings page: profile, playbook, data, calendar, phones and workshops."""

from enum import StrEnum

import streamlit as st

from components import session
from components.markdown_text import escape_option
from components.settings import (
    calendar_settings,
    data_settings,
    phone_settings,
    playbook_settings,
    profile_settings,
    workshop_settings,
)


class SettingsSection(StrEnum):
    """The sections of the settings."""

    YOU = "You"
    PLAYBOOK = "Playbook"
    DATA = "Your data"
    CALENDAR = "Calendar"
    PHONES = "Phones"
    WORKSHOP = "Workshop"


view = session.view()
st.title("Settings", anchor=False)
side = st.segmented_control(
    "Part of the settings",
    list(SettingsSection),
    format_func=escape_option,
    default=SettingsSection.YOU,
    required=True,
    key=session.key("settings-side"),
    label_visibility="collapsed",
)
match side:
    case SettingsSection.PLAYBOOK:
        playbook_settings.render_playbook_settings(view)
    case SettingsSection.DATA:
        data_settings.render_data_settings(view)
    case SettingsSection.CALENDAR:
        calendar_settings.render_calendar_settings(view)
    case SettingsSection.PHONES:
        phone_settings.render_phone_settings()
    case SettingsSection.WORKSHOP:
        workshop_settings.render_workshop_settings()
    case _:
        profile_settings.render_profile_settings(view)
