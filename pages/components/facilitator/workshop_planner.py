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

_DETAIL_FIELDS = ("name", "day", "center", "country", "keep")


def render_workshop_planner(service: WorkshopService, public_view: PublicView) -> None:
    """Draw everything that can be planned. A change to the agenda is saved immediately."""
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
    st.markdown(_total_minutes_words(service, public_view.plan))
    for index, activity in enumerate(public_view.plan.agenda):
        _render_activity(service, public_view, index, activity)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Add a part", list(ActivityKind), format_func=_kind_words, key=_key(public_view, "kind"))
        st.button(
            "Add the part",
            icon=":material/add:",
            key="add",
            on_click=_add,
            args=(service, public_view.workshop_id),
        )
    own_question.render_own_question(service, public_view)


def _kind_words(kind: ActivityKind) -> str:
    return workshop_labels.KIND_WORDS[kind]


def _total_minutes_words(service: WorkshopService, plan: Plan) -> str:
    lengths = [outline.minutes for outline in agenda_templates.outlines(service).values()]
    if not lengths:
        return f"**{plan.minutes} minutes in all.**"
    extra_minutes = plan.minutes - agenda.nearest_length(lengths, plan)
    planned_words = f"{plan.minutes - extra_minutes} minutes"
    if not extra_minutes:
        return f"**{planned_words} in all**, as planned."
    more_or_fewer = "more" if extra_minutes > 0 else "fewer"
    difference = f"{abs(extra_minutes)} {more_or_fewer}"
    return f"**{plan.minutes} minutes in all**, {difference} than an outline of {planned_words}."


def _render_activity(
    service: WorkshopService, public_view: PublicView, index: int, activity: Activity
) -> None:
    with st.container(border=True):
        kind_words = _kind_words(activity.kind)
        kind_line = "" if kind_words == activity.title else f"  \n:gray[{kind_words}]"
        st.markdown(f"**{index + 1}. {escape_markdown(activity.title)}**{kind_line}", width="stretch")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                "Minutes",
                1,
                agenda.MAX_MINUTES,
                activity.minutes,
                key=field(_key(public_view, "minutes", activity), activity.minutes),
                width=130,
                on_change=_set_minutes,
                args=(service, public_view.workshop_id, activity.activity_id),
            )
            _render_move_buttons(service, public_view, index, activity)
        with st.expander("Title and content"):
            _render_content(service, public_view, activity)


def _render_move_buttons(
    service: WorkshopService, public_view: PublicView, index: int, activity: Activity
) -> None:
    last_index = len(public_view.plan.agenda) - 1
    for label, icon, offset, is_disabled in (
        ("Earlier", "arrow_upward", -1, index == 0),
        ("Later", "arrow_downward", 1, index == last_index),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            type="tertiary",
            disabled=is_disabled,
            key=_key(public_view, label.lower(), activity),
            on_click=_move,
            args=(service, public_view.workshop_id, activity.activity_id, offset),
        )


def _render_content(service: WorkshopService, public_view: PublicView, activity: Activity) -> None:
    args = (service, public_view.workshop_id, activity.activity_id)
    st.text_input(
        "Title on the wall",
        activity.title,
        max_chars=100,
        key=field(_key(public_view, "title", activity), activity.title),
        on_change=_set_title,
        args=args,
    )
    label_of_prompt = agenda_templates.content_labels(service, public_view.workshop_id, activity)
    if label_of_prompt:
        st.multiselect(
            "Content, in this order",
            list(label_of_prompt),
            default=list(activity.prompts),
            format_func=label_of_prompt.__getitem__,
            key=field(_key(public_view, "prompts", activity), list(activity.prompts)),
            on_change=_set_prompts,
            args=args,
        )
        level_choice.render_planned_levels(
            activity,
            label_of_prompt,
            public_view.plan.own,
            _key(public_view, "level", activity),
            lambda change: _change_agenda(service, public_view.workshop_id, lambda plan: change(plan.agenda)),
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
        is_reworked = agenda_templates.is_reworked(service, public_view.workshop_id, activity)
        confirm_button.render_delete_button(
            "Remove this part",
            _key(public_view, "out", activity),
            f"Remove “{activity.title}”? You changed its title or content, and can't get that back."
            if is_reworked
            else "",
            _remove,
            args,
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
    """Draw the fields for the center that holds the workshop, and for the country."""
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


def _change_agenda(
    service: WorkshopService, workshop_id: str, new_agenda: Callable[[Plan], agenda.Agenda]
) -> bool:
    """Change the agenda as it is stored now, not as it was drawn: another tab may have changed it."""

    def save_plan() -> None:
        plan = service.public_view(workshop_id).plan
        service.change_plan(workshop_id, replace(plan, agenda=new_agenda(plan)), session.utc_now())

    return workshop_actions.run_action(save_plan)


def _change_activity(
    service: WorkshopService,
    workshop_id: str,
    activity_id: str,
    changed_activity: Callable[[Activity], Activity],
) -> None:
    def agenda_with_change(plan: Plan) -> agenda.Agenda:
        activity = plan.agenda[agenda.index_of(plan.agenda, activity_id)]
        return agenda.replace_activity(plan.agenda, changed_activity(activity))

    _change_agenda(service, workshop_id, agenda_with_change)


def _set_minutes(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    minutes = st.session_state.get(f"minutes-{workshop_id}-{activity_id}")
    if isinstance(minutes, int) and 1 <= minutes <= agenda.MAX_MINUTES:
        _change_activity(
            service, workshop_id, activity_id, lambda activity: replace(activity, minutes=minutes)
        )


def _set_title(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    title = str(st.session_state.get(f"title-{workshop_id}-{activity_id}") or "").strip()
    if title:
        _change_activity(
            service, workshop_id, activity_id, lambda activity: replace(activity, title=title[:100])
        )


def _set_prompts(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    prompts = tuple(st.session_state.get(f"prompts-{workshop_id}-{activity_id}") or ())

    def agenda_with_change(plan: Plan) -> agenda.Agenda:
        activity = facilitator_questions.with_prompts(plan, activity_id, prompts)
        return agenda.replace_activity(plan.agenda, with_levels(activity, service.content.book))

    _change_agenda(service, workshop_id, agenda_with_change)


def _move(service: WorkshopService, workshop_id: str, activity_id: str, offset: int) -> None:
    _change_agenda(service, workshop_id, lambda plan: agenda.move_activity(plan.agenda, activity_id, offset))


def _remove(service: WorkshopService, workshop_id: str, activity_id: str) -> None:
    _change_agenda(
        service, workshop_id, lambda plan: facilitator_questions.without_activity(plan, activity_id)
    )


def _add(service: WorkshopService, workshop_id: str) -> None:
    kind = ActivityKind(st.session_state.get(f"kind-{workshop_id}-") or ActivityKind.POLL)
    _change_agenda(
        service,
        workshop_id,
        lambda plan: agenda.add_activity(
            plan.agenda, agenda_templates.default_activity(service, workshop_id, kind)
        ),
    )


def _open(service: WorkshopService, public_view: PublicView) -> None:
    """Open the workshop (a callback), after saving a title and a day that were typed in."""
    if _has_unsaved_details(public_view):
        _save_details(service, public_view)
    if not _has_unsaved_details(public_view):  # if they still are unsaved, they were refused
        workshop_actions.open_workshop(service, public_view.workshop_id)


def _has_unsaved_details(public_view: PublicView) -> bool:
    return any(has_unsaved_input(_key(public_view, name)) for name in _DETAIL_FIELDS)


def _save_details(service: WorkshopService, public_view: PublicView) -> None:
    def value_of(name: str) -> object:
        return st.session_state.get(_key(public_view, name))

    def save() -> None:
        held_on, keep_days = value_of("day"), value_of("keep")
        if not isinstance(held_on, date) or not isinstance(keep_days, int):
            raise WorkshopError("The day is missing.", "Choose it, then save again.")
        plan = replace(
            service.public_view(public_view.workshop_id).plan,
            held_on=held_on,
            keep_days=keep_days,
            center=str(value_of("center") or "").strip(),
            country=str(value_of("country") or ""),
        )
        title = str(value_of("name") or "").strip() or plan.title
        service.change_plan(public_view.workshop_id, replace(plan, title=title), session.utc_now())

    if workshop_actions.run_action(save, "Saved."):
        forget(*(_key(public_view, name) for name in _DETAIL_FIELDS))
