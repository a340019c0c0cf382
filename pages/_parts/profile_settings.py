"""Who the candidate is: what messages are signed with, and what the dates depend on."""

from zoneinfo import available_timezones

import streamlit as st

from followup_core.coach.desk import View
from followup_core.coach.profile import countries, country_name, save_settings
from followup_core.records import SecondChase, Settings

from . import edge
from .text import option

_CHASE_WORDS = {SecondChase.VOICEMAIL: "A voicemail", SecondChase.EMAIL: "An email"}
_YES_NO = {"yes": "Yes", "no": "No"}
_FIELDS = (
    "name",
    "email",
    "phone",
    "linkedin_url",
    "strengths",
    "timezone",
    "country",
    "readable_handwriting",
    "second_chase",
)


def show(view: View) -> None:
    """Draw the profile form."""
    mine = view.records.settings
    with st.form(edge.key("profile"), border=False):
        st.header("How they reach you", anchor=False)
        _text("name", "Your name", mine.name)
        _text("email", "Email", mine.email)
        _text("phone", "Phone", mine.phone)
        _text("linkedin_url", "LinkedIn address", mine.linkedin_url)
        st.header("What you are good at", anchor=False)
        st.text_area(
            "Strengths, one a line",
            mine.strengths,
            max_chars=4000,
            key=edge.key("set-strengths"),
            placeholder="Calm with difficult callers",
        )
        st.header("What the dates depend on", anchor=False)
        _places(mine)
        _habits(mine)
        st.form_submit_button("Save", type="primary", width="stretch", on_click=_save)


def _text(field: str, label: str, value: str) -> None:
    st.text_input(label, value, max_chars=500, key=edge.key(f"set-{field}"))


def _places(mine: Settings) -> None:
    zones = ["", *sorted(available_timezones())]
    choices = ["", *countries()]
    st.selectbox(
        "Time zone",
        zones,
        index=zones.index(mine.timezone) if mine.timezone in zones else 0,
        format_func=lambda zone: zone or "As on this device",
        key=edge.key("set-timezone"),
    )
    st.selectbox(
        "Country, for its public holidays",
        choices,
        index=choices.index(mine.country) if mine.country in choices else 0,
        format_func=lambda code: country_name(code) or "Weekends only",
        key=edge.key("set-country"),
    )


def _habits(mine: Settings) -> None:
    st.segmented_control(
        "Is your handwriting easy to read?",
        list(_YES_NO),
        default="yes" if mine.readable_handwriting else "no",
        required=True,
        format_func=lambda word: option(_YES_NO[word]),
        key=edge.key("set-readable_handwriting"),
        help="With yes, a mailed note is suggested as well: slower than an email, and rare.",
    )
    st.segmented_control(
        "When an email gets no answer, what comes next?",
        list(_CHASE_WORDS),
        default=mine.second_chase,
        required=True,
        format_func=lambda chase: option(_CHASE_WORDS[chase]),
        key=edge.key("set-second_chase"),
    )


def _save() -> None:
    values = {field: str(st.session_state.get(edge.key(f"set-{field}")) or "") for field in _FIELDS}
    text = "\n".join(f"{field}: {value}" for field, value in values.items())
    edge.attempt(lambda at, when: save_settings(at, when, values), text=text)
