"""Exports of a workshop for the facilitator: report, handout and a copy of the agenda; and its deletion."""

from datetime import date

import streamlit as st

from components import session
from components.date_fields import date_format
from components.projector import join_instructions
from followup_core.models import EARLIEST_DATE, LATEST_DATE
from followup_core.services.workshops import WorkshopService
from followup_core.services.workshops.handout import HandoutWorkshop, blank_handout_pdf
from followup_core.services.workshops.workshop_report import WorkshopReport, report_csv, report_pdf
from followup_core.workshop.agenda import minutes_in
from followup_core.workshop.workshop_model import PublicView

from . import line_review, workshop_actions, workshop_labels


def render_closed_workshop(service: WorkshopService, public_view: PublicView) -> None:
    """Draw what can be done with a closed workshop."""
    _render_reopening(service, public_view)
    unread_lines = service.unread_lines(public_view.workshop_id)
    line_review.render_unread_lines(service, public_view.workshop_id, unread_lines, is_open=False)
    render_report(service, public_view)
    render_handout(service, public_view)
    render_copy(service, public_view)
    render_deletion(service, public_view)


def _render_reopening(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the button that opens a closed workshop again, as long as that is possible."""
    reopening_ends = public_view.reopening_ends
    if reopening_ends is None or session.utc_now() >= reopening_ends:
        return
    minutes_left = minutes_in(reopening_ends - session.utc_now())
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        minutes_words = "minute" if minutes_left == 1 else f"{minutes_left} minutes"
        st.markdown(f"Closed too early? For the next {minutes_words} you can take it back.", width="stretch")
        st.button(
            "Open it again",
            key="reopen",
            icon=":material/undo:",
            on_click=workshop_actions.reopen_workshop,
            args=(service, public_view.workshop_id),
        )


def render_report(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the downloads of the facilitator's report."""
    st.header("Report", anchor=False)
    st.markdown(
        "How many people came, the polls, the situations and the evaluation, and the lines you chose. Counts "
        "follow the same levels as on the wall. Protected ones need more people here, since a file gets "
        "passed on."
    )
    _render_downloads(service, public_view.workshop_id)


def _render_downloads(service: WorkshopService, workshop_id: str) -> None:
    day = session.today()
    with st.container(horizontal=True):
        st.download_button(
            "Report as PDF",
            lambda: report_pdf(_workshop_report(service, workshop_id), made_on=day),
            f"{workshop_id}.pdf",
            "application/pdf",
            key="report-pdf",
            on_click="ignore",
            icon=":material/picture_as_pdf:",
        )
        st.download_button(
            "Report as CSV",
            lambda: report_csv(_workshop_report(service, workshop_id)),
            f"{workshop_id}.csv",
            "text/csv",
            key="report-csv",
            on_click="ignore",
            icon=":material/table:",
        )


def _workshop_report(service: WorkshopService, workshop_id: str) -> WorkshopReport:
    public_view = service.public_view(workshop_id)
    return WorkshopReport(
        title=public_view.plan.title,
        held_on=public_view.plan.held_on,
        attended=public_view.joined,
        results=service.exported_results(workshop_id),
        lines=service.exported_lines(workshop_id),
        center=public_view.plan.center,
        country=public_view.plan.country,
    )


def render_handout(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the download of the blank handout."""
    st.header("Handout", anchor=False)
    st.markdown(
        "One sheet to fill in by hand: what to ask and who they met, and on the back their dates and notes."
    )
    plan, day = public_view.plan, session.today()
    workshop = HandoutWorkshop(
        title=plan.title,
        center=plan.center,
        held_on=plan.held_on,
        address=join_instructions.typed_url(),
        country=plan.country,
    )
    st.download_button(
        "Handout as PDF",
        lambda: blank_handout_pdf(service.content.playbook, workshop, made_on=day),
        "handout.pdf",
        "application/pdf",
        key="handout-pdf",
        on_click="ignore",
        icon=":material/print:",
    )


def render_copy(service: WorkshopService, public_view: PublicView) -> None:
    """Draw the form that copies the agenda to another day."""
    st.header("Use it again", anchor=False)
    st.markdown("Copies the agenda and its content to another day, without anything people entered.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "On",
            session.today(),
            min_value=EARLIEST_DATE,
            max_value=LATEST_DATE,
            format=date_format(),
            key="again-day",
        )
        st.button(
            "Copy the agenda", key="again", on_click=_duplicate, args=(service, public_view.workshop_id)
        )


def _duplicate(service: WorkshopService, workshop_id: str) -> None:
    held_on = st.session_state.get("again-day")
    if isinstance(held_on, date):
        workshop_actions.run_action(
            lambda: workshop_actions.choose(service.duplicate(workshop_id, held_on, session.utc_now())),
            "This is the copy.",
        )


def render_deletion(service: WorkshopService, public_view: PublicView) -> None:
    """Draw what deletion deletes, and its button; folded, because there is no undo."""
    st.header("Delete", anchor=False)
    with st.expander("Delete this workshop", icon=":material/delete:"):
        answers_words = "everything participants answered and wrote, " if public_view.joined else ""
        st.markdown(
            f"This deletes the agenda, {answers_words}and its results. There is no undo and no backup. "
            f"If you do nothing, everything is deleted {workshop_labels.deletion_words(public_view)}."
        )
        st.button(
            "Delete the workshop now",
            key=f"delete-{public_view.workshop_id}",
            icon=":material/delete:",
            on_click=workshop_actions.delete_workshop,
            args=(service, public_view.workshop_id),
        )
