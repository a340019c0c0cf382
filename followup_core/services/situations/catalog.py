"""Something happened: the situations that fit an interview, what is advised, and telling them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from followup_core.cadence import Step, application_steps
from followup_core.models import InterviewDetails, assemble
from followup_core.playbook import Situation, Stage, Verdict
from followup_core.services.workspace import (
    ActionContext,
    NotFound,
    Workspace,
    WorkspaceView,
    read_interview,
    read_touchpoints,
)
from followup_core.store import Change, Receipt, Snapshot
from followup_core.text import one_line

from .advice import AdviceContext, DraftOffer
from .detection import detected_signs
from .recording import (
    PlannedChange,
    SituationAnswers,
    SituationContext,
    planned_changes,
    preview,
    relevant_answers,
    stage_of,
)

__all__ = [
    "NOTHING_MORE",
    "Advice",
    "DraftOffer",
    "SituationAnswers",
    "advice",
    "applicable_situations",
    "detected_situations",
    "record_situation",
]

NOTHING_MORE = SituationAnswers()
"""A situation told by one tap, with nothing asked or nothing answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about a situation in one interview, and what telling it would change.

    `sentences` have the names and days of this interview; the last one is the
    cadence's own reason where the verdict follows it. `records` says in words what
    telling saves, and `steps` are the interview's steps once it is saved.
    """

    situation: Situation
    verdict: Verdict
    sentences: tuple[str, ...]
    why: str
    do_not: str
    disagree: str
    sources: tuple[str, ...]
    overrides_not_yet: bool
    person_id: str
    records: tuple[str, ...]
    steps: tuple[Step, ...]
    draft: DraftOffer | None


def applicable_situations(view: WorkspaceView, interview_id: str) -> tuple[Situation, ...]:
    """Return the situations that fit an interview held by now, those its records show first."""
    seen = detected_situations(view, interview_id)
    stage = _stage(view, interview_id)
    told = (each for each in view.playbook.situations if stage in each.stages and not each.only_when_seen)
    return (*seen, *(each for each in told if each not in seen))


def detected_situations(view: WorkspaceView, interview_id: str) -> tuple[Situation, ...]:
    """Return the fitting situations whose sign is in the records, in the playbook's order."""
    shown = detected_signs(view, interview_id)
    stage = _stage(view, interview_id)
    return tuple(each for each in view.playbook.situations if each.seen_by in shown and stage in each.stages)


def _stage(view: WorkspaceView, interview_id: str) -> Stage | None:
    interview = view.round(interview_id).interview
    stage = stage_of(interview, view.today)
    followed = view.records.application_of[interview_id].superseded(interview)
    return Stage.NEXT_ROUND if followed and stage is Stage.OPEN else stage


def advice(
    view: WorkspaceView, interview_id: str, situation_id: str, told: SituationAnswers = NOTHING_MORE
) -> Advice:
    """Return what a situation comes to in this interview, with the words of `told` taken as true.

    Raises NotFound where the situation does not fit or somebody is gone, and
    BadValue for a day that cannot be: whatever telling it would raise.
    """
    situation, old = _situation(view, situation_id), view.round(interview_id)
    told = relevant_answers(situation, told)
    moment = ActionContext(op_id="preview", timestamp="", today=view.today)
    rows = tuple(planned_changes(_case(view, old, situation, told, moment)))
    new = preview(old, (each.change for each in rows))
    scene = AdviceContext(view=view, situation=situation, answers=told, round=new, steps=_steps(view, new))
    return _advice(scene, rows)


def _advice(scene: AdviceContext, rows: tuple[PlannedChange, ...]) -> Advice:
    situation = scene.situation
    verdict, reason = scene.governing_step()
    return Advice(
        situation=situation,
        verdict=verdict,
        sentences=scene.sentences(verdict, reason),
        why=situation.why,
        do_not=situation.do_not,
        disagree=situation.disagree,
        sources=situation.sources,
        overrides_not_yet=situation.overrides_not_yet,
        person_id=scene.person_id,
        records=tuple(dict.fromkeys(each.words for each in rows if each.words)),
        steps=scene.steps,
        draft=scene.draft(verdict),
    )


def record_situation(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    situation_id: str,
    told: SituationAnswers = NOTHING_MORE,
) -> Receipt:
    """Save what a situation records as one action, taken back by one undo of the receipt's op_id.

    The receipt is not applied where there was nothing to save.
    """
    view = workspace.view(context.today)
    situation, old = _situation(view, situation_id), view.round(interview_id)
    case = _case(view, old, situation, relevant_answers(situation, told), context)

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        now = replace(
            case,
            interview=read_interview(snapshot, interview_id),
            touches=tuple(read_touchpoints(snapshot, interview_id)),
        )
        return [each.change for each in planned_changes(now)]

    return workspace.execute(context, f"{old.interview.title}: {situation.told}", decide)


def _situation(view: WorkspaceView, situation_id: str) -> Situation:
    for each in view.playbook.situations:
        if each.id == situation_id:
            return each
    raise NotFound(f"There is no situation “{situation_id[:40]}”.", "Choose one from the list.")


def _case(
    view: WorkspaceView,
    old: InterviewDetails,
    situation: Situation,
    told: SituationAnswers,
    context: ActionContext,
) -> SituationContext:
    name = one_line(view.person(told.person_id).name) if told.person_id else ""
    return SituationContext(
        situation=situation,
        answers=told,
        moment=context,
        interview=old.interview,
        touches=old.touchpoints,
        name=name,
    )


def _steps(view: WorkspaceView, new: InterviewDetails) -> tuple[Step, ...]:
    """Return the steps of a round as they would be, the other rounds of its opening unchanged."""
    interview_id = new.interview.interview_id
    rounds = [
        new if each.interview.interview_id == interview_id else each
        for each in view.records.application_of[interview_id].rounds
    ]
    records = assemble(rounds, view.records.people.values(), view.records.settings)
    found = application_steps(
        records, records.application_of[interview_id], view.playbook.numbers, view.today
    )
    return tuple(step for step in found if step.interview_id == interview_id)
