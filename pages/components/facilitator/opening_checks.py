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

_USUAL_ROOM = 12
_LARGEST_ROOM = 1_000
_IF_NOT = (
    "Check that the phone is on the same Wi-Fi as this computer, not on mobile data or a guest network.",
    "A firewall on this computer may ask whether other devices can connect. Allow it for private networks.",
    "Some school and office networks keep devices apart. If so, turn on one phone's hotspot, and connect "
    "this computer and the other phones to it.",
)
_WHY_MISSING = (
    "In a group this size, some counts could point at one person. Below, you choose who sees the answers:"
)


def render_opening_checks(service: WorkshopService, public_view: PublicView) -> None:
    """Draw both checks."""
    st.header("Before you open", anchor=False)
    _render_reach()
    _render_room(service, public_view.workshop_id)


def _render_reach() -> None:
    with st.container(border=True):
        st.markdown("**Can phones reach this computer?**")
        identity, address = session.identity(), join_instructions.choose_address()
        if identity is None or not address:
            st.markdown(_why_unreachable())
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
            st.markdown("\n".join(f"- {line}" for line in _IF_NOT))


def _why_unreachable() -> str:
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


def _render_room(service: WorkshopService, workshop_id: str) -> None:
    with st.container(border=True):
        st.markdown("**What will the wall show?**")
        people = st.number_input(
            "How many people do you expect?",
            2,
            _LARGEST_ROOM,
            _USUAL_ROOM,
            key=field(f"room-{workshop_id}", _USUAL_ROOM),
            persist_state="session",
        )
        forecasts = service.forecasts(workshop_id)
        if not forecasts:
            st.markdown("No question in this agenda has counts to show.")
            return
        on_wall = [forecast for forecast in forecasts if not forecast.in_report_only]
        shown = sum(forecast.shows_with(people) for forecast in on_wall)
        if on_wall:
            st.markdown(_shown_words(shown, len(on_wall), people))
        missing = [forecast for forecast in forecasts if not forecast.shows_with(people)]
        if missing:
            st.markdown(_WHY_MISSING)
            st.markdown("\n".join(f"- {_missing_words(forecast)}" for forecast in missing))


def _shown_words(shown: int, questions: int, people: int) -> str:
    if shown == questions:
        counts = "counts for every question"
    else:
        counts = f"counts for {shown} of {questions} questions" if shown else "no counts"
    return f"If all {people} answer, the wall shows {counts}."


def _missing_words(forecast: PromptForecast) -> str:
    ask = f"“{escape_markdown(forecast.prompt.ask)}”"
    if forecast.people is None:
        return f"{ask} is private, so its counts never show."
    where = "in the report" if forecast.in_report_only else "on the wall"
    return f"{ask} needs about {forecast.people} people to show {where}."
