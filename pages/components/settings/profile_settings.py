"""The candidate's own settings: contact details, strengths and handwriting, and what the dates depend on."""

from typing import Literal
from zoneinfo import available_timezones

import streamlit as st

from components import session
from components.form_fields import field, render_refusal
from components.markdown_text import escape_option
from followup_core.models import SecondChase, Settings
from followup_core.services.candidate_settings import countries, country_name, save_settings
from followup_core.services.workspace import WorkspaceView

_CHASE_WORDS = {SecondChase.VOICEMAIL: "A voicemail", SecondChase.EMAIL: "An email"}
_YES_NO = {"yes": "Yes", "no": "No"}
_SAVED_ON_LEAVING = ":gray[Each field is saved when you leave it.]"


def render_profile_settings(view: WorkspaceView) -> None:
    """Draw the candidate's details that messages are made with."""
    settings = view.records.settings
    st.markdown(f"Your messages are made and signed with this. {_SAVED_ON_LEAVING}")
    _render_text("name", "Your name", settings.name)
    _render_text("email", "Email", settings.email, "email")
    _render_text("phone", "Phone", settings.phone, "phone")
    _render_text("linkedin_url", "LinkedIn address", settings.linkedin_url)
    st.text_area(
        "What you are good at, one thing on each line",
        settings.strengths,
        max_chars=4000,
        key=field(_key("strengths"), settings.strengths),
        placeholder="Calm with difficult callers",
        on_change=_save,
        args=("strengths",),
        persist_state="session",
    )
    render_refusal(_key("strengths"))
    _render_handwriting(settings)


def render_date_settings(view: WorkspaceView) -> None:
    """Draw the settings that the days of all steps depend on."""
    settings = view.records.settings
    st.markdown(f"Your dates depend on this. {_SAVED_ON_LEAVING}")
    _render_place(settings)
    _render_second_chase(settings)


def _key(name: str) -> str:
    return session.key(f"set-{name}")


def _render_text(
    name: str, label: str, value: str, kind: Literal["default", "email", "phone"] = "default"
) -> None:
    st.text_input(
        label,
        value,
        max_chars=500,
        type=kind,
        validate="",
        autocomplete={"email": "email", "phone": "tel"}.get(kind, "name" if name == "name" else None),
        key=field(_key(name), value),
        on_change=_save,
        args=(name,),
        persist_state="session",
    )
    render_refusal(_key(name))


def _render_place(settings: Settings) -> None:
    zones = ["", *sorted(available_timezones())]
    codes = ["", *countries()]
    zone = settings.timezone if settings.timezone in zones else ""
    country = settings.country if settings.country in codes else ""
    st.selectbox(
        "Time zone",
        zones,
        index=zones.index(zone),
        # Without underscores, so that typing "New York" finds it.
        format_func=lambda zone: zone.replace("_", " ") or "As on this device",
        key=field(_key("timezone"), zone),
        on_change=_save,
        args=("timezone",),
        persist_state="session",
    )
    st.selectbox(
        "Country, for its public holidays",
        codes,
        index=codes.index(country),
        format_func=lambda code: country_name(code) or "Weekends only",
        key=field(_key("country"), country),
        on_change=_save,
        args=("country",),
        persist_state="session",
    )


def _render_handwriting(settings: Settings) -> None:
    readable = "yes" if settings.readable_handwriting else "no"
    st.segmented_control(
        "Is your handwriting easy to read?",
        list(_YES_NO),
        default=readable,
        required=True,
        format_func=lambda word: escape_option(_YES_NO[word]),
        key=field(_key("readable_handwriting"), readable),
        help="With yes, a mailed note is suggested as well: slower than an email, and rare.",
        on_change=_save,
        args=("readable_handwriting",),
        persist_state="session",
    )


def _render_second_chase(settings: Settings) -> None:
    st.segmented_control(
        "When an email gets no answer, what comes next?",
        list(_CHASE_WORDS),
        default=settings.second_chase,
        required=True,
        format_func=lambda chase: escape_option(_CHASE_WORDS[chase]),
        key=field(_key("second_chase"), settings.second_chase),
        on_change=_save,
        args=("second_chase",),
        persist_state="session",
    )


def _save(name: str) -> None:
    value = str(st.session_state.get(_key(name)) or "")
    session.run_action(
        lambda workspace, context: save_settings(workspace, context, {name: value}),
        unsaved_text=value,
        fields={name: _key(name)},
    )
