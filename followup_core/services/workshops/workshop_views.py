"""What the wall shows of a workshop, and what one phone: values made fresh, nothing that lives on."""

from collections.abc import Mapping

from followup_core.playbook import WorkshopBook
from followup_core.workshop.disclosure_control import EXPORT_MINIMUM, WALL_MINIMUM, publishable_counts
from followup_core.workshop.role_cards import role_card, role_of
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    Card,
    Observed,
    ParticipantRef,
    ParticipantView,
    Phase,
    Prompt,
    PublicView,
    PublishedResults,
    State,
    WorkshopError,
)
from followup_core.workshop.workshop_state import WorkshopState

from .workshop_session import WorkshopSession

Prompts = Mapping[tuple[str, str], Prompt]


def public_view(room: WorkshopState, deck: Prompts) -> PublicView:
    """Return what everybody may see."""
    prompt = current_prompt(room, deck)
    showing = room.showing and prompt is not None
    return PublicView(
        workshop_id=room.workshop_id,
        plan=room.plan,
        state=room.state,
        code=room.code if room.state is State.OPEN else "",
        delete_at=room.delete_at,
        joined=len(room.participants),
        position=room.position,
        activity=room.activity,
        prompt=prompt,
        answered=_answered(room, prompt, deck),
        published=_published(room, prompt) if prompt and _is_public(room, prompt) else None,
        observed=_observed(room, prompt, deck) if showing and prompt else (),
        at_start=room.place is None,
        at_end=room.place is not None and room.place >= len(room.steps) - 1,
        revision=room.revision,
    )


def participant_view(
    kept: WorkshopSession, who: ParticipantRef, deck: Prompts, book: WorkshopBook
) -> ParticipantView:
    """Return what one phone shows; raises WorkshopError when the participant is gone."""
    room, mine = kept.room, who.participant_id
    if mine not in room.participants:
        raise WorkshopError("You have left this workshop.", "Join again with the code on the wall.")
    activity, prompt = room.activity, current_prompt(room, deck)
    key = activity.activity_id if activity else ""
    partners = room.partners(mine)
    agreed = (mine, key) in room.agreed
    they_agreed = bool(partners) and all((each, key) in room.agreed for each in partners)
    theirs = (kept.texts.of(each, key) for each in partners) if agreed and they_agreed else ()
    return ParticipantView(
        title=room.plan.title,
        state=room.state,
        keep_days=room.plan.keep_days,
        delete_at=room.delete_at,
        position=room.position,
        activity=activity,
        prompt=prompt,
        chosen=room.chosen.get((mine, key, prompt.prompt_id), "") if prompt else "",
        pair_code=room.participants[mine].pair_code,
        partners=len(partners),
        card=_card(room, mine, book),
        observed=_points_observed(room, mine, activity, prompt, deck),
        text=kept.texts.of(mine, key),
        agreed=agreed,
        partner_agreed=they_agreed,
        partner_text="\n\n".join(filter(None, theirs)),
        published=_published(room, prompt) if prompt and room.showing else None,
    )


def current_prompt(room: WorkshopState, deck: Prompts) -> Prompt | None:
    """Return what is put to the room, None before the first step and in an activity without prompts."""
    return deck.get((room.activity.activity_id, room.prompt_id)) if room.activity else None


def exported_results(
    room: WorkshopState, deck: Prompts
) -> tuple[tuple[Activity, Prompt, PublishedResults], ...]:
    """Return the released answers of every prompt that has options, with the minimum for exports."""
    activities = {each.activity_id: each for each in room.plan.agenda}
    return tuple(
        (activities[activity_id], prompt, publishable_counts(prompt.options, ballot, EXPORT_MINIMUM))
        for (activity_id, _), prompt in deck.items()
        if prompt.options
        for ballot in (room.tally(activity_id, prompt.prompt_id),)
    )


def observation_prompts_of(activity_id: str, prompt: Prompt, deck: Prompts) -> tuple[Prompt, ...]:
    """Return what is observed in a role-play, a yes or no each; () where nothing is."""
    if prompt.kind is not ActivityKind.ROLE_PLAY:
        return ()
    start = f"{prompt.prompt_id}."
    return tuple(each for (of, key), each in deck.items() if of == activity_id and key.startswith(start))


def _is_public(room: WorkshopState, prompt: Prompt) -> bool:
    """Whether counts may show: a poll's while it is asked, others' once the room has decided."""
    return room.showing or prompt.kind is ActivityKind.POLL


def _answered(room: WorkshopState, prompt: Prompt | None, deck: Prompts) -> int:
    if prompt is None or room.activity is None:
        return 0
    activity_id = room.activity.activity_id
    points = observation_prompts_of(activity_id, prompt, deck)
    if points:
        return max(room.tally(activity_id, each.prompt_id).answered for each in points)
    return room.tally(activity_id, prompt.prompt_id).answered


def _published(room: WorkshopState, prompt: Prompt) -> PublishedResults | None:
    if room.activity is None or not prompt.options:
        return None
    return publishable_counts(
        prompt.options, room.tally(room.activity.activity_id, prompt.prompt_id), WALL_MINIMUM
    )


def _observed(room: WorkshopState, prompt: Prompt, deck: Prompts) -> tuple[Observed, ...]:
    if room.activity is None:
        return ()
    return tuple(
        Observed(prompt=each, published=found)
        for each in observation_prompts_of(room.activity.activity_id, prompt, deck)
        if (found := _published(room, each)) is not None
    )


def _points_observed(
    room: WorkshopState, mine: str, activity: Activity | None, prompt: Prompt | None, deck: Prompts
) -> dict[str, str]:
    if activity is None or prompt is None:
        return {}
    points = observation_prompts_of(activity.activity_id, prompt, deck)
    chosen = (
        (each.prompt_id, room.chosen.get((mine, activity.activity_id, each.prompt_id))) for each in points
    )
    return {point: option for point, option in chosen if option}


def _card(room: WorkshopState, mine: str, book: WorkshopBook) -> Card | None:
    stop, activity = room.step, room.activity
    if stop is None or activity is None or activity.kind is not ActivityKind.ROLE_PLAY:
        return None
    group = room.groups.get(mine, ())
    if len(group) < 2 or stop.phase is not Phase.ASKING:
        return None
    part = role_of(group.index(mine), len(group), stop.prompt)
    return role_card(book, activity.prompts[stop.prompt], part)
