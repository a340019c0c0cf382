"""What a facilitator checks before a workshop opens: that phones get in, and what the wall will show."""

import streamlit as st

from components import session
from components.form_fields import field
from components.markdown_text import escape_markdown
from components.projector import join_instructions
from followup_core import web
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.room_forecast import PromptForecast
from followup_core.workshop.workshop_model import PublicView

_DEFAULT_GROUP_SIZE = 12
_MAX_GROUP_SIZE = 1_000
_REMEDIES = (
    "Check that the phone is on the same Wi-Fi as this computer, not on mobile data or a guest network.",
    "A firewall on this computer may ask whether other devices can connect. Allow it for private networks.",
    "Some school and office networks keep devices apart. If so, turn on one phone's hotspot, and connect "
    "this computer and the other phones to it.",
)
_WHY_NOT_SHOWN = (
    "In a group this size, some counts could point at one person. Below, you choose who sees the answers:"
)


def render_opening_checks(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the two checks."""
    st.header("Before you open", anchor=False)
    _render_phone_check()
    _render_group_check(service, public_view.workshop_id)


def _render_phone_check() -> None:
    with st.container(border=True):
        st.markdown("**Can phones reach this computer?**")
        identity, address = session.identity(), join_instructions.choose_address()
        if identity is None or not address:
            st.markdown(_unreachable_sentence())
            return
        url = web.join_url(address, identity.port)
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            st.markdown("Try it with your own phone: scan this, or type the address.")
            st.code(url.removeprefix("http://"), language=None)
            _render_visit()
        with right:
            st.image(web.qr_png(url), alt="QR code of the address to try.", width=180)
        with st.expander("If nothing happens on the phone"):
            st.markdown("\n".join(f"- {line}" for line in _REMEDIES))


def _unreachable_sentence() -> str:
    identity = session.identity()
    if identity is not None and identity.serves_network:
        return "Not yet: this computer isn't on a network. Join the room's Wi-Fi, then load this page again."
    return (
        "No: the program was started for this computer only. Start the workshop from Settings, under "
        "Workshop, instead."
    )


@st.fragment(run_every=2)
def _render_visit() -> None:
    """Draw whether a phone has come, as soon as it does."""
    if not session.phone_visits().has_seen_device:
        st.markdown(":gray[:material/hourglass_empty: No phone has connected yet.]")
    else:
        st.markdown(":green[:material/check: **It works.** A phone has reached this computer.]")


def _render_group_check(service: WorkshopService, workshop_id: str) -> None:
    with st.container(border=True):
        st.markdown("**What will the wall show?**")
        group_size = st.number_input(
            "How many people do you expect?",
            2,
            _MAX_GROUP_SIZE,
            _DEFAULT_GROUP_SIZE,
            key=field(f"room-{workshop_id}", _DEFAULT_GROUP_SIZE),
            persist_state="session",
        )
        forecasts = service.forecasts(workshop_id)
        if not forecasts:
            st.markdown("No question in this agenda has counts to show.")
            return
        on_wall = [forecast for forecast in forecasts if not forecast.in_report_only]
        shown_count = sum(forecast.shows_with(group_size) for forecast in on_wall)
        if on_wall:
            st.markdown(_shown_counts_sentence(shown_count, len(on_wall), group_size))
        not_shown = [forecast for forecast in forecasts if not forecast.shows_with(group_size)]
        if not_shown:
            st.markdown(_WHY_NOT_SHOWN)
            st.markdown("\n".join(f"- {_missing_counts_sentence(forecast)}" for forecast in not_shown))


def _shown_counts_sentence(shown_count: int, question_count: int, group_size: int) -> str:
    if shown_count == question_count:
        counts_words = "counts for every question"
    else:
        counts_words = (
            f"counts for {shown_count} of {question_count} questions" if shown_count else "no counts"
        )
    return f"If all {group_size} answer, the wall shows {counts_words}."


def _missing_counts_sentence(forecast: PromptForecast) -> str:
    quoted_question = f"“{escape_markdown(forecast.prompt.ask)}”"
    if forecast.people is None:
        return f"{quoted_question} is private, so its counts never show."
    place_words = "in the report" if forecast.in_report_only else "on the wall"
    return f"{quoted_question} needs about {forecast.people} people to show {place_words}."
