"""Something happened: the situations that fit an interview, what is advised, and telling them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from followup_core.cadence import Step, opening_steps
from followup_core.models import Round, gather
from followup_core.playbook import Situation, Stage, Verdict
from followup_core.services.workspace import Desk, Moment, Unknown, View, interview_in, touchpoints_in
from followup_core.store import Change, Receipt, Snapshot

from .advice import DraftOffer, Scene
from .detection import signs
from .recording import Case, Told, Written, answers_to, preview, stage_of, written

__all__ = ["NOTHING_MORE", "Advice", "DraftOffer", "Told", "advice", "offered", "recognized", "tell"]

NOTHING_MORE = Told()
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


def offered(view: View, interview_id: str) -> tuple[Situation, ...]:
    """Return the situations that fit an interview held by now, those its records show first."""
    seen = recognized(view, interview_id)
    stage = _stage(view, interview_id)
    told = (each for each in view.playbook.situations if stage in each.stages and not each.only_when_seen)
    return (*seen, *(each for each in told if each not in seen))


def recognized(view: View, interview_id: str) -> tuple[Situation, ...]:
    """Return the fitting situations whose sign is in the records, in the playbook's order."""
    shown = signs(view, interview_id)
    stage = _stage(view, interview_id)
    return tuple(each for each in view.playbook.situations if each.seen_by in shown and stage in each.stages)


def _stage(view: View, interview_id: str) -> Stage | None:
    interview = view.round(interview_id).interview
    stage = stage_of(interview, view.today)
    followed = view.records.opening_of[interview_id].superseded(interview)
    return Stage.NEXT_ROUND if followed and stage is Stage.OPEN else stage


def advice(view: View, interview_id: str, situation_id: str, told: Told = NOTHING_MORE) -> Advice:
    """Return what a situation comes to in this interview, with the words of `told` taken as true.

    Raises Unknown where the situation does not fit or somebody is gone, and
    BadValue for a day that cannot be: whatever telling it would raise.
    """
    situation, old = _situation(view, situation_id), view.round(interview_id)
    told = answers_to(situation, told)
    moment = Moment(op_id="preview", at="", today=view.today)
    rows = tuple(written(_case(view, old, situation, told, moment)))
    new = preview(old, (each.change for each in rows))
    scene = Scene(view=view, situation=situation, told=told, round=new, steps=_steps(view, new))
    return _advice(scene, rows)


def _advice(scene: Scene, rows: tuple[Written, ...]) -> Advice:
    situation = scene.situation
    verdict, reason = scene.ruling()
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


def tell(
    desk: Desk,
    moment: Moment,
    interview_id: str,
    situation_id: str,
    told: Told = NOTHING_MORE,
) -> Receipt:
    """Save what a situation records as one action, taken back by one undo of the receipt's op_id.

    The receipt is not applied where there was nothing to save.
    """
    view = desk.view(moment.today)
    situation, old = _situation(view, situation_id), view.round(interview_id)
    case = _case(view, old, situation, answers_to(situation, told), moment)

    def decide(snapshot: Snapshot) -> Iterable[Change]:
        now = replace(
            case,
            interview=interview_in(snapshot, interview_id),
            touches=tuple(touchpoints_in(snapshot, interview_id)),
        )
        return [each.change for each in written(now)]

    return desk.act(moment, f"{old.interview.title}: {situation.told}", decide)


def _situation(view: View, situation_id: str) -> Situation:
    for each in view.playbook.situations:
        if each.id == situation_id:
            return each
    raise Unknown(f"There is no situation “{situation_id[:40]}”.", "Choose one from the list.")


def _case(view: View, old: Round, situation: Situation, told: Told, moment: Moment) -> Case:
    name = _one_line(view.person(told.person_id).name) if told.person_id else ""
    return Case(
        situation=situation,
        told=told,
        moment=moment,
        interview=old.interview,
        touches=old.touchpoints,
        name=name,
    )


def _steps(view: View, new: Round) -> tuple[Step, ...]:
    """Return the steps of a round as they would be, the other rounds of its opening unchanged."""
    interview_id = new.interview.interview_id
    rounds = [
        new if each.interview.interview_id == interview_id else each
        for each in view.records.opening_of[interview_id].rounds
    ]
    records = gather(rounds, view.records.people.values(), view.records.settings)
    found = opening_steps(records, records.opening_of[interview_id], view.playbook.numbers, view.today)
    return tuple(step for step in found if step.interview_id == interview_id)


def _one_line(text: str) -> str:
    return " ".join(text.split())
