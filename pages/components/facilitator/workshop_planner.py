"""The planning page of a workshop: title and date, agenda, and the button that opens it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from components import confirm_button, session
from components.date_fields import date_format
from components.form_fields import field, forget, has_unsaved_input
from components.markdown_text import escape_markdown
from followup_core.models import EARLIEST_DATE, LATEST_DATE
from followup_core.services.candidate_settings import countries, country_name
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import agenda, facilitator_questions
from followup_core.workshop.prompts import with_levels
from followup_core.workshop.workshop_model import Activity, ActivityKind, Plan, PublicView, WorkshopError

from . import (
    agenda_templates,
    level_choice,
    opening_checks,
    own_question,
    workshop_actions,
    workshop_exports,
    workshop_labels,
    workshop_list,
)

_DETAILS = ("name", "day", "center", "country", "keep")


def render_workshop_planner(service: WorkshopService, public_view: PublicView) -> None:
    """Draw everything that can be planned; a change to the agenda is saved immediately."""
    st.button(
        "Open the workshop",
        type="primary",
        width="stretch",
        icon=":material/meeting_room:",
        on_click=_open,
        args=(service, public_view),
        key="open",
    )
    opening_checks.render_opening_checks(service, public_view)
    _render_agenda(service, public_view)
    _render_details(service, public_view)
    workshop_exports.render_handout(service, public_view)
    workshop_exports.render_copy(service, public_view)
    workshop_exports.render_deletion(service, public_view)


def _render_agenda(service: WorkshopService, public_view: PublicView) -> None:
    st.header("Agenda", anchor=False)
    st.markdown(_total(service, public_view.plan))
    for at, activity in enumerate(public_view.plan.agenda):
        _render_activity(service, public_view, at, activity)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Add a part", list(ActivityKind), format_func=_kind, key=_key(public_view, "kind"))
        st.button(
            "Add the part",
            icon=":material/add:",
            key="add",
            on_click=_add,
            args=(service, public_view.workshop_id),
        )
    own_question.render_own_question(service, public_view)


def _kind(kind: ActivityKind) -> str:
    return workshop_labels.KIND_WORDS[kind]


def _total(service: WorkshopService, plan: Plan) -> str:
    lengths = [outline.minutes for outline in agenda_templates.outlines(service).values()]
    if not lengths:
        return f"**{plan.minutes} minutes in all.**"
    over = plan.minutes - agenda.nearest_length(lengths, plan)
    planned = f"{plan.minutes - over} minutes"
    if not over:
        return f"**{planned} in all**, as planned."
    more = "more" if over > 0 else "fewer"
    return f"**{plan.minutes} minutes in all**, {abs(over)} {more} than an outline of {planned}."


def _render_activity(service: WorkshopService, public_view: PublicView, at: int, activity: Activity) -> None:
    with st.container(border=True):
        kind = _kind(activity.kind)
        kind_line = "" if kind == activity.title else f"  \n:gray[{kind}]"
        st.markdown(f"**{at + 1}. {escape_markdown(activity.title)}**{kind_line}", width="stretch")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "Minutes",
                1,
                agenda.MAX_MINUTES,
                activity.minutes,
                key=field(_key(public_view, "minutes", activity), activity.minutes),
                width=130,
                on_change=_minutes,
                args=(service, public_view.workshop_id, activity.activity_id),
            )
            _render_move_buttons(service, public_view, at, activity)
        with st.expander("Title and content"):
            _render_content(service, public_view, activity)


def _render_move_buttons(
    service: WorkshopService, public_view: PublicView, at: int, activity: Activity
) -> None:
    last = len(public_view.plan.agenda) - 1
    for label, icon, by, off in (
        ("Earlier", "arrow_upward", -1, at == 0),
        ("Later", "arrow_downward", 1, at == last),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=off,
            key=_key(public_view, label.lower(), activity),
            on_click=_move,
            args=(service, public_view.workshop_id, activity.activity_id, by),
        )


def _render_content(service: WorkshopService, public_view: PublicView, activity: Activity) -> None:
    what = (service, public_view.workshop_id, activity.activity_id)
    st.text_input(
        "Title on the wall",
        activity.title,
        max_chars=100,
        key=field(_key(public_view, "title", activity), activity.title),
        on_change=_retitle,
        args=what,
    )
    offered = agenda_templates.content_labels(service, public_view.workshop_id, activity)
    if offered:
        st.multiselect(
            "Content, in this order",
            list(offered),
            default=list(activity.prompts),
            format_func=offered.__getitem__,
            key=field(_key(public_view, "prompts", activity), list(activity.prompts)),
            on_change=_choose,
            args=what,
        )
        level_choice.render_planned_levels(
            activity,
            offered,
            public_view.plan.own,
            _key(public_view, "level", activity),
            lambda how: _change(service, public_view.workshop_id, lambda plan: how(plan.agenda)),
        )
    if len(public_view.plan.agenda) == 1:
        st.button(
            "Remove this part",
            icon=":material/close:",
            type="tertiary",
            disabled=True,
            key=_key(public_view, "out", activity),
        )
    else:
        reworked = agenda_templates.is_reworked(service, public_view.workshop_id, activity)
        confirm_button.render_delete_button(
            "Remove this part",
            _key(public_view, "out", activity),
            f"Remove “{activity.title}”? You changed its title or content, and can't get that back."
            if reworked
            else "",
            _remove,
            what,
            yes_label="Yes, remove it",
            icon=":material/close:",
        )


def _render_details(service: WorkshopService, public_view: PublicView) -> None:
    st.header("Title and day", anchor=False)
    plan = public_view.plan
    with st.container(border=True):
        st.text_input(
            "Title",
            plan.title,
            max_chars=100,
            key=field(_key(public_view, "name"), plan.title),
            live=True,
            persist_state="session",
        )
        st.date_input(
            "Day",
            plan.held_on,
            min_value=EARLIEST_DATE,
            max_value=LATEST_DATE,
            format=date_format(),
            key=field(_key(public_view, "day"), plan.held_on),
            persist_state="session",
        )
        _render_place(public_view, plan)
        workshop_list.render_keep_days(_key(public_view, "keep"), plan.keep_days)
        st.button(
            "Save the title and day",
            key=_key(public_view, "details"),
            on_click=_save_details,
            args=(service, public_view),
        )


def _render_place(public_view: PublicView, plan: Plan) -> None:
    """Draw who holds the workshop, and in which country."""
    st.text_input(
        "Your center or school",
        plan.center,
        max_chars=100,
        key=field(_key(public_view, "center"), plan.center),
        live=True,
        persist_state="session",
        help="Printed on the handout and the report.",
    )
    codes = ["", *countries()]
    country = plan.country if plan.country in codes else ""
    st.selectbox(
        "Country",
        codes,
        index=codes.index(country),
        format_func=lambda code: country_name(code) or "Not given",
        key=field(_key(public_view, "country"), country),
        persist_state="session",
        help="Decides between Letter and A4 paper, and how dates are written.",
    )


def _key(public_view: PublicView, name: str, activity: Activity | None = None) -> str:
    return f"{name}-{public_view.workshop_id}-{activity.activity_id if activity else ''}"


def _change(service: WorkshopService, workshop_id: str, how: Callable[[Plan], agenda.Agenda]) -> bool:
    """Change the agenda as it is stored, not as it was drawn: another tab may have changed it since."""

    def change() -> None:
        plan = service.public_view(workshop_id).plan
        service.change_plan(workshop_id, replace(plan, agenda=how(plan)), session.utc_now())

    return workshop_actions.run_action(change)


def _set(
    service: WorkshopService, workshop_id: str, activity_id: str, how: Callable[[Activity], Activity]
) -> None:
    def changed(plan: Plan) -> agenda.Agenda:
        activity = plan.agenda[agenda.index_of(plan.agenda, activity_id)]
        return agenda.replace_activity(plan.agenda, how(activity))

    _change(service, workshop_id, changed)


def _minutes(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    minutes = st.session_state.get(f"minutes-{workshop_id}-{activity_id}")
    if isinstance(minutes, int) and 1 <= minutes <= agenda.MAX_MINUTES:
        _set(service, workshop_id, activity_id, lambda activity: replace(activity, minutes=minutes))


def _retitle(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    title = str(st.session_state.get(f"title-{workshop_id}-{activity_id}") or "").strip()
    if title:
        _set(service, workshop_id, activity_id, lambda activity: replace(activity, title=title[:100]))


def _choose(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    prompts = tuple(st.session_state.get(f"prompts-{workshop_id}-{activity_id}") or ())

    def changed(plan: Plan) -> agenda.Agenda:
        activity = facilitator_questions.with_prompts(plan, activity_id, prompts)
        return agenda.replace_activity(plan.agenda, with_levels(activity, service.content.book))

    _change(service, workshop_id, changed)


def _move(service: WorkshopService, workshop_id: str, activity_id: str, by: int) -> None:
    _change(service, workshop_id, lambda plan: agenda.move_activity(plan.agenda, activity_id, by))


def _remove(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    _change(service, workshop_id, lambda plan: facilitator_questions.without_activity(plan, activity_id))


def _add(service: WorkshopService, workshop_id: str) -> None:
    kind = ActivityKind(st.session_state.get(f"kind-{workshop_id}-") or ActivityKind.POLL)
    _change(
        service,
        workshop_id,
        lambda plan: agenda.add_activity(
            plan.agenda, agenda_templates.default_activity(service, workshop_id, kind)
        ),
    )


def _open(service: WorkshopService, public_view: PublicView) -> None:
    """Open the workshop (a callback), after saving a title and day that were typed in and not saved yet."""
    if _has_typed_details(public_view):
        _save_details(service, public_view)
    if not _has_typed_details(public_view):  # else they were refused
        workshop_actions.open_workshop(service, public_view.workshop_id)


def _has_typed_details(public_view: PublicView) -> bool:
    return any(has_unsaved_input(_key(public_view, name)) for name in _DETAILS)


def _save_details(service: WorkshopService, public_view: PublicView) -> None:
    def entered(name: str) -> object:
        return st.session_state.get(_key(public_view, name))

    def save() -> None:
        held_on, keep = entered("day"), entered("keep")
        if not isinstance(held_on, date) or not isinstance(keep, int):
            raise WorkshopError("The day is missing.", "Choose it, then save again.")
        plan = replace(
            service.public_view(public_view.workshop_id).plan,
            held_on=held_on,
            keep_days=keep,
            center=str(entered("center") or "").strip(),
            country=str(entered("country") or ""),
        )
        title = str(entered("name") or "").strip() or plan.title
        service.change_plan(public_view.workshop_id, replace(plan, title=title), session.utc_now())

    if workshop_actions.run_action(save, "Saved."):
        forget(*(_key(public_view, name) for name in _DETAILS))
