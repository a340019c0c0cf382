"""The settings page, in groups: the candidate, dates, calendar, data, phones, workshop, career centers."""

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
    template_editor,
    workshop_settings,
)


class SettingsSection(StrEnum):
    """The sections of the settings."""

    YOU = "You"
    DATES = "Dates"
    CALENDAR = "Calendar"
    DATA = "Your data"
    PHONES = "Phones"
    WORKSHOP = "Workshop"
    CENTERS = "Career centers"


view = session.view()
st.title("Settings", anchor=False)
section = st.pills(
    "Part of the settings",
    list(SettingsSection),
    format_func=escape_option,
    default=SettingsSection.YOU,
    required=True,
    key=session.key("settings-side"),
    label_visibility="collapsed",
)
match section:
    case SettingsSection.DATES:
        playbook_settings.render_playbook_fault(view)
        profile_settings.render_date_settings(view)
        playbook_settings.render_rhythm(view)
    case SettingsSection.CENTERS:
        playbook_settings.render_playbook_fault(view)
        playbook_settings.render_center_settings(view)
        template_editor.render_template_editor()
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
