"""The list of workshops on this computer, and the form for a new one."""

from datetime import date

import streamlit as st

from components import notices, session
from components.date_fields import date_format
from components.form_fields import field, forget
from followup_core.models import EARLIEST_DATE, LATEST_DATE
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.retention import MAX_KEEP_DAYS, MIN_KEEP_DAYS
from followup_core.workshop.workshop_model import Plan, PublicView, WorkshopError, WorkshopStage

from . import agenda_templates, workshop_actions, workshop_labels

_FIELD_KEYS = ("new-title", "new-day", "new-outline", "new-keep")
_DEFAULT_COUNTRY = "US"
"""The country of the first workshop, until the facilitator changes it. Later ones copy the latest one's."""
_ENTER_LABELS = {
    WorkshopStage.PLANNED: "Prepare",
    WorkshopStage.OPEN: "Run the workshop",
    WorkshopStage.CLOSED: "See the report",
}


def chosen_workshop(service: WorkshopService) -> PublicView | None:
    """Return the workshop that the page's address names; None for the list of all."""
    workshop_id = st.query_params.get(workshop_actions.QUERY_PARAMETER, "")
    if not workshop_id:
        return None
    try:
        return service.public_view(workshop_id)
    except WorkshopError:
        workshop_actions.leave()
        return None


def render_heading(public_view: PublicView) -> None:
    """Draw the workshop's title, stage and day, and the button back to the list."""
    st.button("All workshops", icon=":material/arrow_back:", type="tertiary", on_click=workshop_actions.leave)
    st.title(workshop_labels.title_words(public_view), anchor=False)
    st.markdown(
        f"**{workshop_labels.STAGE_WORDS[public_view.stage]}** · {workshop_labels.day_words(public_view)} · "
        f"{_joined_words(public_view)}Everything is deleted {workshop_labels.deletion_words(public_view)}."
    )


def _joined_words(public_view: PublicView) -> str:
    """Return how many joined; '' while the workshop is open, because a live number is further down."""
    return "" if public_view.stage is WorkshopStage.OPEN else f"{workshop_labels.joined_words(public_view)} "


def render_workshop_list(service: WorkshopService) -> None:
    """Draw the workshops, open ones first and then the newest, and the form for a new one."""
    st.title("Workshops", anchor=False)
    workshops = service.workshops()
    if not workshops:
        st.markdown("None yet. Fifty minutes is enough to practice what to ask and when to write.")
    for public_view in sorted(workshops, key=lambda view: view.stage is not WorkshopStage.OPEN):
        _render_card(public_view)
    st.header("Prepare a new workshop", anchor=False)
    _render_new_form(service)


def _render_card(public_view: PublicView) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{workshop_labels.title_words(public_view)}**  \n{workshop_labels.day_words(public_view)}"
        )
        st.markdown(
            f":gray[{workshop_labels.STAGE_WORDS[public_view.stage]}. "
            f"{workshop_labels.joined_words(public_view)} "
            f"Everything is deleted {workshop_labels.deletion_words(public_view)}.]"
        )
        st.button(
            _ENTER_LABELS[public_view.stage],
            key=f"enter-{public_view.workshop_id}",
            type="primary" if public_view.stage is WorkshopStage.OPEN else "secondary",
            on_click=workshop_actions.choose,
            args=(public_view.workshop_id,),
        )


def _render_new_form(service: WorkshopService) -> None:
    today = session.today()
    with st.container(border=True):
        st.text_input(
            "Title",
            max_chars=100,
            key=field("new-title", ""),
            placeholder="After the interview",
            live=True,
            persist_state="session",
        )
        st.date_input(
            "Day",
            today,
            min_value=EARLIEST_DATE,
            max_value=LATEST_DATE,
            format=date_format(),
            key=field("new-day", today),
            persist_state="session",
        )
        agenda_templates.render_outline_choice(service, "new-outline")
        render_keep_days("new-keep", 7)
        st.button(
            "Prepare the workshop",
            type="primary",
            width="stretch",
            key="new-workshop",
            on_click=_create,
            args=(service,),
        )


def render_keep_days(key: str, value: int) -> None:
    """Draw the field for how many days the data is kept."""
    days = min(max(value, MIN_KEEP_DAYS), MAX_KEEP_DAYS)
    st.number_input(
        "Days to keep what people enter",
        min_value=MIN_KEEP_DAYS,
        max_value=MAX_KEEP_DAYS,
        value=days,
        key=field(key, days),
        persist_state="session",
        help=(
            "Counted from the moment you close the workshop. Then everything is deleted. Nothing is deleted "
            "while it is open; if nothing happens for two days, it closes by itself. "
            "People read this before they join."
        ),
    )


def _create(service: WorkshopService) -> None:
    agenda = agenda_templates.agenda_from(service, str(st.session_state.get("new-outline")))
    held_on = st.session_state.get("new-day")
    if not agenda or not isinstance(held_on, date):
        notices.show_error("Choose an outline and a day.")
        return
    latest_plan = next((view.plan for view in service.workshops()), None)
    plan = Plan(
        title=str(st.session_state.get("new-title") or "").strip() or "After the interview",
        held_on=held_on,
        agenda=agenda,
        keep_days=int(st.session_state.get("new-keep") or 0),
        center=latest_plan.center if latest_plan else "",
        country=latest_plan.country if latest_plan else _DEFAULT_COUNTRY,
    )
    if workshop_actions.run_action(lambda: workshop_actions.choose(service.create(plan, session.utc_now()))):
        forget(*_FIELD_KEYS)
