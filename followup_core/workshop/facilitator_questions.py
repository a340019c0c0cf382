"""Questions that a facilitator writes: as prompts, and where they go in the agenda."""

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
TAKES_IN = frozenset(ActivityKind) - {ActivityKind.OWN_CHECKLIST}
"""Activities that can ask another question in between."""
OWN_TITLE = "A question from us"
_MINUTES = 3


def choice_question(ask: str, answers: Sequence[str], *, several: bool = False) -> FacilitatorQuestion:
    """Return a question with answers to choose one from, or `several`.

    Raises WorkshopError if it can't be asked.
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
    return FacilitatorQuestion(ask=_check_words(ask), answers=cleaned, several=several)


def scale_question(ask: str, low: str, high: str) -> FacilitatorQuestion:
    """Return a question with a scale from 1 to SCALE, of which the ends have a meaning."""
    ends = {1: low.strip()[:MAX_ANSWER], SCALE: high.strip()[:MAX_ANSWER]}
    steps = range(1, SCALE + 1)
    answers = tuple(f"{step}: {ends[step]}" if ends.get(step) else str(step) for step in steps)
    return FacilitatorQuestion(ask=_check_words(ask), answers=answers)


def written_question(ask: str) -> FacilitatorQuestion:
    """Return a question to which people write a line; raise WorkshopError if it can't be asked."""
    return FacilitatorQuestion(ask=_check_words(ask), answers=(), written=True)


def heading_of(plan: Plan, activity: Activity, prompt_id: str) -> str:
    """Return what stands above a facilitator's question among others; '' for the title of its part."""
    is_among_others = prompt_id in plan.own and not set(activity.prompts) <= set(plan.own)
    return OWN_TITLE if is_among_others else ""


def _check_words(ask: str) -> str:
    words = " ".join(ask.split())
    if not words:
        raise WorkshopError("The question is missing.", "Write what you want to ask.")
    if len(words) > MAX_ASK:
        raise WorkshopError(f"A question can have {MAX_ASK} characters.", "Shorten it.")
    return words


def prompt_of_question(prompt_id: str, question: FacilitatorQuestion) -> Prompt:
    """Return a facilitator's question as a prompt; the answers are points if people choose several."""
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
    """Return whether the answers of a prompt are the steps of a scale, each beginning with its number."""
    numbers = [option.words.partition(":")[0] for option in prompt.options]
    return numbers == [str(step) for step in range(1, SCALE + 1)]


def answer_prompts(prompt_id: str, question: FacilitatorQuestion) -> tuple[Prompt, ...]:
    """Return a yes-or-no prompt for each answer to choose; () for a question with one answer to choose.

    There is none for choosing nothing, see `followup_core.workshop.disclosure_control`.
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
    """Return the answers of a prompt to choose several from, by the prompt id under which each is stored."""
    numbered = enumerate(prompt.points, start=1)
    return {_answer_id(prompt.prompt_id, number): words for number, words in numbered}


def stored_choice(prompt: Prompt, chosen: Collection[str]) -> str:
    """Return the ids of the chosen points of a prompt in the form that an event stores; '' if none fits.

    Raises WorkshopError for a point that the prompt doesn't have.
    """
    offered = answers_by_id(prompt)
    if not prompt.takes_several or not set(chosen) <= set(offered):
        raise WorkshopError("That answer isn't available.", "Choose from those on the screen.")
    return " ".join(point for point in offered if point in chosen)


def point_answers(prompt_id: str, question: FacilitatorQuestion, stored: str) -> Mapping[str, str]:
    """Return what an answer with several choices says about each point, by the point's prompt id."""
    chosen = stored.split()
    return {
        point.prompt_id: "yes" if point.prompt_id in chosen else "no"
        for point in answer_prompts(prompt_id, question)
    }


def _answer_id(prompt_id: str, number: int) -> str:
    return f"{prompt_id}.{number}"


def with_question(plan: Plan, question: FacilitatorQuestion, level: DisclosureLevel) -> Plan:
    """Return a plan with one more question, among the own ones or in an activity before the evaluation."""
    prompt_id, own = _with_own(plan, question)
    activity = next(
        (activity for activity in plan.agenda if activity.prompts and set(activity.prompts) <= set(plan.own)),
        None,
    )
    if activity is None:
        agenda = add_activity(plan.agenda, _new_activity(prompt_id))
    else:
        agenda = replace_activity(plan.agenda, replace(activity, prompts=(*activity.prompts, prompt_id)))
    return replace(plan, own=own, agenda=_leveled(agenda, prompt_id, level))


def with_question_now(
    plan: Plan, step: AgendaStep | None, question: FacilitatorQuestion, level: DisclosureLevel
) -> tuple[Plan, int]:
    """Return a plan that asks one more question at a step, and the index of the step that asks it.

    After the question, the step that it interrupts comes again; if that shows results, what follows them.
    Nothing moves before it. The question is in the same activity; before the checklist, it gets its own.
    """
    prompt_id, own = _with_own(plan, question)
    at = 0 if step is None else step.activity
    current = None if step is None else plan.agenda[at]
    if step is not None and current is not None and current.kind in TAKES_IN:
        is_result = step.phase is Phase.SHOWING and replace(step, phase=Phase.ASKING) in agenda_steps(plan)
        place = step.prompt + is_result
        prompts = (*current.prompts[:place], prompt_id, *current.prompts[place:])
        agenda = replace_activity(plan.agenda, replace(current, prompts=prompts))
    else:
        longer_agenda = add_activity(plan.agenda, _new_activity(prompt_id))
        new = next(activity for activity in longer_agenda if prompt_id in activity.prompts)
        agenda = (*plan.agenda[:at], new, *plan.agenda[at:])
    changed = replace(plan, own=own, agenda=_leveled(agenda, prompt_id, level))
    return changed, _asking_step(changed, prompt_id)


def with_prompts(plan: Plan, activity_id: str, prompts: Sequence[str]) -> Activity:
    """Return an activity of the plan with other prompts, in which the facilitator's own keep their level.

    One that is new there has the level that it has where it is asked now, else had where it was asked before;
    the strictest of several, and protected if there is none.
    """
    activity = plan.agenda[index_of(plan.agenda, activity_id)]
    new = [prompt_id for prompt_id in prompts if prompt_id in plan.own and prompt_id not in activity.prompts]
    levels = {prompt_id: _kept_level(plan.agenda, prompt_id) for prompt_id in new}
    return replace(activity, prompts=tuple(prompts), levels={**activity.levels, **levels})


def without_activity(plan: Plan, activity_id: str) -> Agenda:
    """Return the agenda without one activity; its own questions keep their level if they are asked again."""
    removed = plan.agenda[index_of(plan.agenda, activity_id)]
    kept = {prompt_id: removed.level_of(prompt_id) for prompt_id in removed.prompts if prompt_id in plan.own}
    return tuple(
        replace(part, levels={**part.levels, **{key: kept[key] for key in kept if key not in part.prompts}})
        for part in remove_activity(plan.agenda, activity_id)
    )


def _kept_level(agenda: Agenda, prompt_id: str) -> DisclosureLevel:
    known = [activity for activity in agenda if prompt_id in activity.levels]
    asking = [activity for activity in known if prompt_id in activity.prompts]
    levels = {activity.levels[prompt_id] for activity in asking or known}
    strictest_first = [level for level in reversed(DisclosureLevel) if level in levels]
    return next(iter(strictest_first), DisclosureLevel.PROTECTED)


def _with_own(plan: Plan, question: FacilitatorQuestion) -> tuple[str, dict[str, FacilitatorQuestion]]:
    """Return a new prompt id, and the plan's own questions with this one."""
    prompt_id = f"own-{len(plan.own) + 1}"
    return prompt_id, {**plan.own, prompt_id: question}


def _new_activity(prompt_id: str) -> Activity:
    return Activity(
        activity_id="", kind=ActivityKind.POLL, title=OWN_TITLE, minutes=_MINUTES, prompts=(prompt_id,)
    )


def _leveled(agenda: Agenda, prompt_id: str, level: DisclosureLevel) -> Agenda:
    activity = next(current for current in agenda if prompt_id in current.prompts)
    return set_level(agenda, activity.activity_id, prompt_id, level)


def _asking_step(plan: Plan, prompt_id: str) -> int:
    return next(
        index
        for index, step in enumerate(agenda_steps(plan))
        if step.phase is Phase.ASKING and prompt_id in plan.agenda[step.activity].prompts[step.prompt :][:1]
    )
