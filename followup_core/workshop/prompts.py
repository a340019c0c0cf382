"""Builds the prompts and role cards of a workshop from its plan and the playbook."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_uppercase
from types import MappingProxyType

from followup_core.playbook import CardSet, DisclosureLevel, Fiction, Outline, Playbook, WorkshopBook

from .facilitator_questions import answer_prompts, heading_of, is_scale, prompt_of_question
from .generated_scenarios import generate_scenarios, rebuild_scenario
from .scenario_answers import prompt_of
from .workshop_model import (
    YES_NO,
    Activity,
    ActivityKind,
    Card,
    FacilitatorQuestion,
    Option,
    Plan,
    PlayedRole,
    Prompt,
)

_GENERATED_COUNT = 12
_PAIR = (PlayedRole.INTERVIEWER, PlayedRole.CANDIDATE)
_TRIO = (PlayedRole.INTERVIEWER, PlayedRole.CANDIDATE, PlayedRole.OBSERVER)


def agenda_of(outline: Outline) -> tuple[Activity, ...]:
    """Return an outline as the agenda of a new workshop."""
    return tuple(
        Activity(
            activity_id=f"a{number}",
            kind=ActivityKind(activity.kind),
            title=activity.title,
            minutes=activity.minutes,
            prompts=activity.prompts,
        )
        for number, activity in enumerate(outline.activity, start=1)
    )


def build_prompts(plan: Plan, book: WorkshopBook, playbook: Playbook) -> Mapping[tuple[str, str], Prompt]:
    """Return the prompts of a plan by activity id and prompt id, in the order of the agenda.

    If a prompt is a role-play or a question with several choices, its points follow as prompts with the
    options yes and no and with the same level. Levels are the plan's, not the playbook's. Prompts that the
    playbook no longer has are left out.
    """
    prompts: dict[tuple[str, str], Prompt] = {}
    for activity in plan.agenda:
        for prompt_id in activity.prompts:
            own_question, level = plan.own.get(prompt_id), activity.level_of(prompt_id)
            heading = heading_of(plan, activity, prompt_id)
            prompt = (
                prompt_of_question(prompt_id, own_question)
                if own_question
                else _prompt(activity.kind, prompt_id, book, playbook)
            )
            if prompt is not None:
                prompts[activity.activity_id, prompt_id] = replace(prompt, level=level, heading=heading)
            for point in _points(activity.kind, prompt_id, own_question, book):
                prompts[activity.activity_id, point.prompt_id] = replace(point, level=level, heading=heading)
    return MappingProxyType(prompts)


def _points(
    kind: ActivityKind, prompt_id: str, own_question: FacilitatorQuestion | None, book: WorkshopBook
) -> tuple[Prompt, ...]:
    if own_question is not None:
        return answer_prompts(prompt_id, own_question)
    if kind is ActivityKind.ROLE_PLAY and prompt_id in book.card_sets:
        return observation_prompts(book.card_sets[prompt_id])
    return ()


def with_levels(activity: Activity, book: WorkshopBook) -> Activity:
    """Return an activity in which prompts without a level have the playbook's."""
    ids_without_level = [prompt_id for prompt_id in activity.prompts if prompt_id not in activity.levels]
    levels = {prompt_id: _playbook_level(activity.kind, prompt_id, book) for prompt_id in ids_without_level}
    return replace(activity, levels={**activity.levels, **levels})


def _playbook_level(kind: ActivityKind, prompt_id: str, book: WorkshopBook) -> DisclosureLevel:
    match kind:
        case ActivityKind.POLL if prompt_id in book.polls:
            return book.polls[prompt_id].results
        case ActivityKind.WHAT_NOW if prompt_id in book.stories:
            return book.stories[prompt_id].results
        case ActivityKind.WHAT_NOW:
            return DisclosureLevel.OPEN  # a generated scenario, about nobody
        case ActivityKind.ROLE_PLAY if prompt_id in book.card_sets:
            return book.card_sets[prompt_id].results
        case ActivityKind.EVALUATION if prompt_id in book.questions:
            return book.questions[prompt_id].results
        case _:
            return DisclosureLevel.PROTECTED


def offered_prompts(
    kind: ActivityKind, book: WorkshopBook, playbook: Playbook, seed: int
) -> tuple[Prompt, ...]:
    """Return the prompts that an activity of this kind can use; generated scenarios come last."""
    ids = list(_prompt_ids(kind, book))
    if kind is ActivityKind.WHAT_NOW:
        ids += [scenario.id for scenario in generate_scenarios(seed, _GENERATED_COUNT, playbook.numbers)]
    prompts = (_prompt(kind, prompt_id, book, playbook) for prompt_id in ids)
    return tuple(prompt for prompt in prompts if prompt is not None)


def observation_prompts(card_set: CardSet) -> tuple[Prompt, ...]:
    """Return a yes-or-no prompt for each observation point of a role-play; the ids are `<set>.<n>`."""
    return tuple(
        Prompt(
            prompt_id=f"{card_set.id}.{number}",
            kind=ActivityKind.ROLE_PLAY,
            ask=point,
            options=YES_NO,
            point_of=card_set.id,
        )
        for number, point in enumerate(card_set.points, start=1)
    )


def answer_letters(prompt: Prompt) -> tuple[str, ...]:
    """Return the letters of a prompt's answers, the same on every screen; '' for an answer without a letter.

    The steps of a scale have numbers instead, and yes and no are as short as a letter. An evaluation's
    answers have no letters, because they aren't on the wall.
    """
    answers = prompt.points if prompt.takes_several else tuple(option.words for option in prompt.options)
    is_on_wall = prompt.kind in (ActivityKind.POLL, ActivityKind.WHAT_NOW)
    is_yes_or_no = {answer.casefold() for answer in answers} <= {"yes", "no"}
    has_letters = is_on_wall and not is_scale(prompt) and not is_yes_or_no
    return tuple(ascii_uppercase[: len(answers)]) if has_letters else ("",) * len(answers)


def role_of(index: int, group_size: int, number: int) -> PlayedRole:
    """Return the role that a participant plays in a role-play.

    The roles rotate over the whole agenda, so that nobody is the candidate twice before everybody was. A pair
    has no observer: the interviewer reports afterwards what they heard.

    Args:
        index: the participant's index in the group.
        group_size: how many people are in the group.
        number: the index of the role-play in the whole agenda, from 0.
    """
    roles = _TRIO if group_size > len(_PAIR) else _PAIR
    return roles[(index + number) % len(roles)]


def role_card(book: WorkshopBook, set_id: str, role: PlayedRole) -> Card:
    """Return one card of a set; raise KeyError if the set does not exist."""
    card_set = book.card_sets[set_id]
    lines = {
        PlayedRole.INTERVIEWER: card_set.interviewer,
        PlayedRole.CANDIDATE: card_set.candidate,
        PlayedRole.OBSERVER: card_set.points,
    }
    return Card(role=role, title=card_set.title, lines=lines[role])


def _prompt_ids(kind: ActivityKind, book: WorkshopBook) -> Iterator[str]:
    contents_by_kind: Mapping[ActivityKind, Mapping[str, object]] = {
        ActivityKind.TALK: book.talks,
        ActivityKind.POLL: book.polls,
        ActivityKind.WHAT_NOW: book.stories,
        ActivityKind.ROLE_PLAY: book.card_sets,
        ActivityKind.DRAFT_SWAP: book.fictions,
        ActivityKind.EVALUATION: book.questions,
    }
    yield from contents_by_kind.get(kind, {})


def _prompt(kind: ActivityKind, prompt_id: str, book: WorkshopBook, playbook: Playbook) -> Prompt | None:
    match kind:
        case ActivityKind.TALK:
            return _talk(prompt_id, book)
        case ActivityKind.POLL:
            return _poll(prompt_id, book, playbook)
        case ActivityKind.WHAT_NOW:
            story = book.stories.get(prompt_id) or rebuild_scenario(prompt_id, playbook.numbers)
            return prompt_of(story, playbook.numbers) if story else None
        case ActivityKind.ROLE_PLAY:
            return _role_play(prompt_id, book)
        case ActivityKind.DRAFT_SWAP:
            fiction = book.fictions.get(prompt_id)
            return _fiction(fiction) if fiction else None
        case ActivityKind.EVALUATION:
            return _question(prompt_id, book)
        case ActivityKind.OWN_CHECKLIST:
            return None


def _talk(prompt_id: str, book: WorkshopBook) -> Prompt | None:
    talk = book.talks.get(prompt_id)
    if talk is None:
        return None
    return Prompt(prompt_id=talk.id, kind=ActivityKind.TALK, ask=talk.title, points=talk.points)


def _poll(prompt_id: str, book: WorkshopBook, playbook: Playbook) -> Prompt | None:
    question = book.polls.get(prompt_id)
    item = next((item for item in playbook.checklist if item.id == prompt_id), None)
    if question is None or item is None:
        return None
    return Prompt(
        prompt_id=prompt_id, kind=ActivityKind.POLL, ask=question.ask, options=YES_NO, say=item.next_time
    )


def _role_play(prompt_id: str, book: WorkshopBook) -> Prompt | None:
    card_set = book.card_sets.get(prompt_id)
    if card_set is None:
        return None
    return Prompt(
        prompt_id=card_set.id,
        kind=ActivityKind.ROLE_PLAY,
        ask=card_set.ask,
        points=card_set.points,
        say=card_set.say,
    )


def _fiction(fiction: Fiction) -> Prompt:
    return Prompt(
        prompt_id=fiction.id,
        kind=ActivityKind.DRAFT_SWAP,
        ask=f"Write a thank-you to {fiction.person}.",
        takes_lines=True,
        story=(
            f"You are {fiction.candidate}. {fiction.held} you talked with {fiction.person},"
            f" {fiction.person_title} at {fiction.organization}, about the role of {fiction.role}."
        ),
        points=(
            *(f"You talked about {subject}." for subject in fiction.discussed),
            f"What they need: {fiction.strength}.",
            f"Your example: {fiction.example}",
            *_contact_point(fiction),
        ),
    )


def _contact_point(fiction: Fiction) -> Iterator[str]:
    if ways := [way for way in (fiction.phone, fiction.email) if way]:
        yield f"Where you can be reached: {' or '.join(ways)}."


def _question(prompt_id: str, book: WorkshopBook) -> Prompt | None:
    question = book.questions.get(prompt_id)
    if question is None:
        return None
    return Prompt(
        prompt_id=question.id,
        kind=ActivityKind.EVALUATION,
        ask=question.ask,
        options=tuple(Option(id=option.id, words=option.words) for option in question.option),
    )
