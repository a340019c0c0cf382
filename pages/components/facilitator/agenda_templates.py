"""Agenda templates from the playbook: ready-made outlines, and the prompts for each kind of activity."""

import zlib
from collections.abc import Mapping

import streamlit as st

from components.form_fields import field
from followup_core.playbook import Outline
from followup_core.services.workshops import WorkshopService
from followup_core.workshop import facilitator_questions
from followup_core.workshop.prompts import agenda_of, offered_prompts, with_levels
from followup_core.workshop.workshop_model import Activity, ActivityKind, Prompt

from . import workshop_labels

_DEFAULT_MINUTES = 5
_MAX_LABEL_LENGTH = 90


def outlines(service: WorkshopService) -> Mapping[str, Outline]:
    """Return the outlines by id, the shortest first."""
    sorted_outlines = sorted(service.content.book.outlines.values(), key=lambda outline: outline.minutes)
    return {outline.id: outline for outline in sorted_outlines}


def render_outline_choice(service: WorkshopService, key: str) -> None:
    """Draw the choice of an outline; the one of medium length is selected at first."""
    outline_of = outlines(service)
    middle_index = len(outline_of) // 2
    st.radio(
        "Outline",
        list(outline_of),
        index=middle_index,
        format_func=lambda outline_id: outline_of[outline_id].title,
        key=field(key, next(iter(list(outline_of)[middle_index:]), None)),
        persist_state="session",
    )


def agenda_from(service: WorkshopService, outline_id: str) -> tuple[Activity, ...]:
    """Return an outline as an agenda; empty if the outline no longer exists."""
    outline = service.content.book.outlines.get(outline_id)
    return (
        tuple(with_levels(activity, service.content.book) for activity in agenda_of(outline))
        if outline
        else ()
    )


def content_labels(service: WorkshopService, workshop_id: str, activity: Activity) -> dict[str, str]:
    """Return the labels, by prompt id, of the prompts that an activity can use or uses now."""
    prompts = _prompts_for(service, workshop_id, activity.kind)
    labels = {prompt.prompt_id: _prompt_label(service, prompt) for prompt in prompts}
    if activity.kind in facilitator_questions.KINDS_WITH_OWN_QUESTIONS:
        labels |= {key: question.ask for key, question in service.public_view(workshop_id).plan.own.items()}
    return {**dict.fromkeys(activity.prompts, "No longer in the playbook"), **labels}


def default_activity(service: WorkshopService, workshop_id: str, kind: ActivityKind) -> Activity:
    """Return a new activity with the first prompt for its kind."""
    prompts = _prompts_for(service, workshop_id, kind)[:1]
    activity = Activity(
        activity_id="",
        kind=kind,
        title=workshop_labels.KIND_WORDS[kind],
        minutes=_DEFAULT_MINUTES,
        prompts=tuple(prompt.prompt_id for prompt in prompts),
    )
    return with_levels(activity, service.content.book)


def is_reworked(service: WorkshopService, workshop_id: str, activity: Activity) -> bool:
    """Return whether somebody gave an activity a title or prompts that no template has."""
    templates = [default_activity(service, workshop_id, activity.kind)]
    templates += [
        template for outline in service.content.book.outlines.values() for template in agenda_of(outline)
    ]
    return all(
        (template.title, template.prompts) != (activity.title, activity.prompts) for template in templates
    )


def _prompts_for(service: WorkshopService, workshop_id: str, kind: ActivityKind) -> tuple[Prompt, ...]:
    # A seed for each workshop: its generated stories differ from another workshop's, and stay the same.
    return offered_prompts(
        kind, service.content.book, service.content.playbook, zlib.crc32(workshop_id.encode()) % 10_000
    )


def _prompt_label(service: WorkshopService, prompt: Prompt) -> str:
    """Return a prompt's label for a list: its title if there is one, else the beginning of its text."""
    book = service.content.book
    for items_with_title in (book.stories, book.card_sets, book.fictions):
        if prompt.prompt_id in items_with_title:
            return str(getattr(items_with_title[prompt.prompt_id], "title", ""))
    text = prompt.story or prompt.ask
    return text if len(text) <= _MAX_LABEL_LENGTH else f"{text[:_MAX_LABEL_LENGTH].rsplit(' ', 1)[0]} …"
