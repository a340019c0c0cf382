"""Turns questions that a facilitator writes into prompts, and puts them into the agenda."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from followup_core.playbook import DisclosureLevel

from .agenda import (
    Agenda,
    AgendaStep,
    add_activity,
    agenda_steps,
    index_of,
    remove_activity,
    replace_activity,
    set_level,
)
from .workshop_model import (
    YES_NO,
    Activity,
    ActivityKind,
    FacilitatorQuestion,
    Option,
    Phase,
    Plan,
    Prompt,
    WorkshopError,
)

MAX_ASK, MAX_ANSWER, MAX_ANSWERS = 200, 80, 8
SCALE = 5
KINDS_WITH_OWN_QUESTIONS = frozenset(ActivityKind) - {ActivityKind.OWN_CHECKLIST}
"""The kinds of activities that can also ask a facilitator's own question."""
OWN_TITLE = "A question from us"
_MINUTES = 3


def choice_question(ask: str, answers: Sequence[str], *, several: bool = False) -> FacilitatorQuestion:
    """Return a question with answers to choose from: one, or `several`.

    Raises WorkshopError if the question can't be asked.
    """
    cleaned = tuple(" ".join(answer.split()) for answer in answers if answer.strip())
    if len(cleaned) < 2:
        raise WorkshopError("A question needs two answers to choose from.", "Write each on its own line.")
    if len(cleaned) > MAX_ANSWERS:
        raise WorkshopError(f"A question can have {MAX_ANSWERS} answers.", "Leave some out.")
    if len(set(cleaned)) < len(cleaned):
        raise WorkshopError("Two of the answers are the same.", "Change one of them.")
    if any(len(answer) > MAX_ANSWER for answer in cleaned):
        raise WorkshopError(f"An answer can have {MAX_ANSWER} characters.", "Shorten the longest one.")
    return FacilitatorQuestion(ask=_required_words(ask), answers=cleaned, several=several)


def scale_question(ask: str, low: str, high: str) -> FacilitatorQuestion:
    """Return a question with a scale from 1 to SCALE; `low` and `high` are the words for its ends."""
    ends = {1: low.strip()[:MAX_ANSWER], SCALE: high.strip()[:MAX_ANSWER]}
    steps = range(1, SCALE + 1)
    answers = tuple(f"{step}: {ends[step]}" if ends.get(step) else str(step) for step in steps)
    return FacilitatorQuestion(ask=_required_words(ask), answers=answers)


def written_question(ask: str) -> FacilitatorQuestion:
    """Return a question that people answer with a line; raise WorkshopError if it can't be asked."""
    return FacilitatorQuestion(ask=_required_words(ask), answers=(), written=True)


def heading_of(plan: Plan, activity: Activity, prompt_id: str) -> str:
    """Return the heading for a facilitator's question among other prompts; '' to show its part's title."""
    is_among_others = prompt_id in plan.own and not set(activity.prompts) <= set(plan.own)
    return OWN_TITLE if is_among_others else ""


def _required_words(ask: str) -> str:
    words = " ".join(ask.split())
    if not words:
        raise WorkshopError("The question is missing.", "Write what you want to ask.")
    if len(words) > MAX_ASK:
        raise WorkshopError(f"A question can have {MAX_ASK} characters.", "Shorten it.")
    return words


def prompt_of_question(prompt_id: str, question: FacilitatorQuestion) -> Prompt:
    """Return a facilitator's question as a prompt. If people choose several answers, they are its points."""
    if question.several:
        return Prompt(prompt_id=prompt_id, kind=ActivityKind.POLL, ask=question.ask, points=question.answers)
    options = tuple(
        Option(id=f"o{number}", words=words) for number, words in enumerate(question.answers, start=1)
    )
    return Prompt(
        prompt_id=prompt_id,
        kind=ActivityKind.POLL,
        ask=question.ask,
        options=options,
        takes_lines=question.written,
    )


def is_scale(prompt: Prompt) -> bool:
    """Return whether a prompt's answers are the steps of a scale, which begin with their numbers."""
    numbers = [option.words.partition(":")[0] for option in prompt.options]
    return numbers == [str(step) for step in range(1, SCALE + 1)]


def answer_prompts(prompt_id: str, question: FacilitatorQuestion) -> tuple[Prompt, ...]:
    """Return a yes-or-no prompt for each answer; () if people choose only one answer.

    There is no prompt for choosing nothing; see `followup_core.workshop.disclosure_control`.
    """
    if not question.several:
        return ()
    return tuple(
        Prompt(
            prompt_id=_answer_id(prompt_id, number),
            kind=ActivityKind.POLL,
            ask=words,
            story=question.ask,
            options=YES_NO,
            point_of=prompt_id,
        )
        for number, words in enumerate(question.answers, start=1)
    )


def answers_by_id(prompt: Prompt) -> Mapping[str, str]:
    """Return the answers of a prompt that takes several, by the prompt ids under which they are stored."""
    numbered = enumerate(prompt.points, start=1)
    return {_answer_id(prompt.prompt_id, number): words for number, words in numbered}


def stored_choice(prompt: Prompt, chosen: Collection[str]) -> str:
    """Return the ids of a prompt's chosen points in the form that an event stores; '' if none was chosen.

    Raises WorkshopError if a chosen id is none of the prompt's points.
    """
    offered = answers_by_id(prompt)
    if not prompt.takes_several or not set(chosen) <= set(offered):
        raise WorkshopError("That answer isn't available.", "Choose from those on the screen.")
    return " ".join(point for point in offered if point in chosen)


def point_answers(prompt_id: str, question: FacilitatorQuestion, stored: str) -> Mapping[str, str]:
    """Return yes or no for every point of an answer with several choices, by the point's prompt id."""
    chosen = stored.split()
    return {
        point.prompt_id: "yes" if point.prompt_id in chosen else "no"
        for point in answer_prompts(prompt_id, question)
    }


def _answer_id(prompt_id: str, number: int) -> str:
    return f"{prompt_id}.{number}"


def with_question(plan: Plan, question: FacilitatorQuestion, level: DisclosureLevel) -> Plan:
    """Return a plan with one more question.

    It goes into the first activity that has only the facilitator's own questions. If there is none, it gets
    an activity before the evaluation.
    """
    prompt_id, own_questions = _with_own_question(plan, question)
    activity = next(
        (activity for activity in plan.agenda if activity.prompts and set(activity.prompts) <= set(plan.own)),
        None,
    )
    if activity is None:
        agenda = add_activity(plan.agenda, _new_activity(prompt_id))
    else:
        agenda = replace_activity(plan.agenda, replace(activity, prompts=(*activity.prompts, prompt_id)))
    return replace(plan, own=own_questions, agenda=_with_level(agenda, prompt_id, level))


def with_question_now(
    plan: Plan, step: AgendaStep | None, question: FacilitatorQuestion, level: DisclosureLevel
) -> tuple[Plan, int]:
    """Return a plan that asks one more question at a step, and the index of the step that asks it.

    After the question, the interrupted step is repeated; if that step shows results, the step after it comes.
    Earlier steps don't move. The question goes into the same activity. If the activity can't take
    a question, as the checklist can't, the question gets its own activity before it.
    """
    prompt_id, own_questions = _with_own_question(plan, question)
    activity_index = 0 if step is None else step.activity
    current = None if step is None else plan.agenda[activity_index]
    if step is not None and current is not None and current.kind in KINDS_WITH_OWN_QUESTIONS:
        is_result = step.phase is Phase.SHOWING and replace(step, phase=Phase.ASKING) in agenda_steps(plan)
        prompt_index = step.prompt + is_result
        prompts = (*current.prompts[:prompt_index], prompt_id, *current.prompts[prompt_index:])
        agenda = replace_activity(plan.agenda, replace(current, prompts=prompts))
    else:
        longer_agenda = add_activity(plan.agenda, _new_activity(prompt_id))
        new_activity = next(activity for activity in longer_agenda if prompt_id in activity.prompts)
        agenda = (*plan.agenda[:activity_index], new_activity, *plan.agenda[activity_index:])
    changed_plan = replace(plan, own=own_questions, agenda=_with_level(agenda, prompt_id, level))
    return changed_plan, _asking_step(changed_plan, prompt_id)


def with_prompts(plan: Plan, activity_id: str, prompts: Sequence[str]) -> Activity:
    """Return an activity of the plan with other prompts; the facilitator's own questions keep their level.

    If an own question is new in the activity, it gets its level from the activities that ask it now, or else
    from those that asked it before: the strictest if there are several, protected if there is none.
    """
    activity = plan.agenda[index_of(plan.agenda, activity_id)]
    new_own_ids = [
        prompt_id for prompt_id in prompts if prompt_id in plan.own and prompt_id not in activity.prompts
    ]
    levels = {prompt_id: _kept_level(plan.agenda, prompt_id) for prompt_id in new_own_ids}
    return replace(activity, prompts=tuple(prompts), levels={**activity.levels, **levels})


def without_activity(plan: Plan, activity_id: str) -> Agenda:
    """Return the agenda without one activity. Its own questions keep their level for when they return."""
    removed = plan.agenda[index_of(plan.agenda, activity_id)]
    levels_to_keep = {
        prompt_id: removed.level_of(prompt_id) for prompt_id in removed.prompts if prompt_id in plan.own
    }
    return tuple(
        replace(
            activity,
            levels={
                **activity.levels,
                **{
                    prompt_id: levels_to_keep[prompt_id]
                    for prompt_id in levels_to_keep
                    if prompt_id not in activity.prompts
                },
            },
        )
        for activity in remove_activity(plan.agenda, activity_id)
    )


def _kept_level(agenda: Agenda, prompt_id: str) -> DisclosureLevel:
    activities_with_level = [activity for activity in agenda if prompt_id in activity.levels]
    activities_that_ask = [activity for activity in activities_with_level if prompt_id in activity.prompts]
    levels = {activity.levels[prompt_id] for activity in activities_that_ask or activities_with_level}
    strictest_first = [level for level in reversed(DisclosureLevel) if level in levels]
    return next(iter(strictest_first), DisclosureLevel.PROTECTED)


def _with_own_question(
    plan: Plan, question: FacilitatorQuestion
) -> tuple[str, dict[str, FacilitatorQuestion]]:
    """Return a new prompt id, and the plan's own questions with `question` added."""
    prompt_id = f"own-{len(plan.own) + 1}"
    return prompt_id, {**plan.own, prompt_id: question}


def _new_activity(prompt_id: str) -> Activity:
    return Activity(
        activity_id="", kind=ActivityKind.POLL, title=OWN_TITLE, minutes=_MINUTES, prompts=(prompt_id,)
    )


def _with_level(agenda: Agenda, prompt_id: str, level: DisclosureLevel) -> Agenda:
    activity = next(current for current in agenda if prompt_id in current.prompts)
    return set_level(agenda, activity.activity_id, prompt_id, level)


def _asking_step(plan: Plan, prompt_id: str) -> int:
    return next(
        index
        for index, step in enumerate(agenda_steps(plan))
        if step.phase is Phase.ASKING and prompt_id in plan.agenda[step.activity].prompts[step.prompt :][:1]
    )
