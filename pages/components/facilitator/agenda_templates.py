"""Agenda templates from the playbook: ready-made outlines, and the prompts for each kind of activity."""

import zlib
from collections.abc import Mapping

import streamlit as st

from components.form_fields import field
from followup_core.playbook import Outline
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.prompts import agenda_of, offered_prompts
from followup_core.workshop.workshop_model import Activity, ActivityKind, Prompt

from . import workshop_labels

_USUAL_MINUTES = 5
_LONGEST = 90


def outlines(service: WorkshopService) -> Mapping[str, Outline]:
    """Return the outlines by id, the shortest first."""
    found = service.book.outlines.values()
    return {outline.id: outline for outline in sorted(found, key=lambda each: each.minutes)}


def choose_outline(service: WorkshopService, key: str) -> None:
    """Draw the choice of an outline; the one of middle length is preselected."""
    found = outlines(service)
    middle = len(found) // 2
    st.radio(
        "Outline",
        list(found),
        index=middle,
        format_func=lambda each: found[each].title,
        key=field(key, next(iter(list(found)[middle:]), None)),
        persist_state="session",
    )


def agenda(service: WorkshopService, outline_id: str) -> tuple[Activity, ...]:
    """Return an outline as an agenda; empty if the outline no longer exists."""
    found = service.book.outlines.get(outline_id)
    return agenda_of(found) if found else ()


def contents(service: WorkshopService, workshop_id: str, activity: Activity) -> dict[str, str]:
    """Return the labels of the prompts that this activity can use, by id, including those it uses now."""
    found = {each.prompt_id: _words(service, each) for each in _offered(service, workshop_id, activity.kind)}
    return {**dict.fromkeys(activity.prompts, "No longer in the playbook"), **found}


def usual_part(service: WorkshopService, workshop_id: str, kind: ActivityKind) -> Activity:
    """Return a new activity with the first prompt that is available for its kind."""
    prompts = _offered(service, workshop_id, kind)[:1]
    return Activity(
        activity_id="",
        kind=kind,
        title=workshop_labels.KIND_WORDS[kind],
        minutes=_USUAL_MINUTES,
        prompts=tuple(prompt.prompt_id for prompt in prompts),
    )


def _offered(service: WorkshopService, workshop_id: str, kind: ActivityKind) -> tuple[Prompt, ...]:
    # The workshop's own seed: each workshop gets different generated stories, and always the same ones.
    return offered_prompts(kind, service.book, service.playbook, zlib.crc32(workshop_id.encode()) % 10_000)


def _words(service: WorkshopService, prompt: Prompt) -> str:
    """Return a prompt's label in a list: its title if it has one, else the beginning of its text."""
    book = service.book
    for titled in (book.stories, book.card_sets, book.fictions):
        if prompt.prompt_id in titled:
            return str(getattr(titled[prompt.prompt_id], "title", ""))
    words = prompt.story or prompt.ask
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
