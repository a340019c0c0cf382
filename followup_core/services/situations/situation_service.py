"""Lists the situations that fit an interview ("Something happened"), advises on one, and records it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from followup_core.cadence import Step, StepKind
from followup_core.models import InterviewDetails, MessageKind, Occasion, Outcome, latest_response
from followup_core.playbook import InterviewStage, Situation, StepAdvice, Verdict
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

from .detection import detected_rules, find_chain_step, last_thank_you
from .draft_offers import DraftOffer, draft_offer
from .recording import (
    PlannedChange,
    SituationAnswers,
    SituationContext,
    planned_changes,
    preview,
    relevant_answers,
    stage_of,
)
from .ruling import NotWanted, Ruling, ThankFirst
from .situation_judge import SituationJudge
from .situation_text import advice_sentences, do_not_sentence, recruiter_name, saved_sentence, why_sentence

__all__ = [
    "NOTHING_MORE",
    "Advice",
    "DraftOffer",
    "SituationAnswers",
    "advice",
    "applicable_situations",
    "as_recorded",
    "detected_situations",
    "record_situation",
]

NOTHING_MORE = SituationAnswers()
"""The answers of a candidate who chose a situation and answered no question about it."""


class NextStep(NamedTuple):
    """A step that follows the advised one, and the first day on which it may be done."""

    step: Step
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The advice on a situation in one interview, and what recording it would change.

    `sentences` have the names and days of this interview, and the cadence's reason if the verdict follows
    the cadence. If a thank-you email comes first, or if nothing is left but to let go, `do_not` and `sources`
    are those of the thank-you email or of letting go. `records` says in words what is saved, and `steps` are
    the interview's steps after that. `next_step` is the first of these steps; it is None if the step comes no
    later than the advice, or if the advice is to let go.
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
    next_step: NextStep | None
    draft: DraftOffer | None


def applicable_situations(view: WorkspaceView, interview_id: str) -> tuple[Situation, ...]:
    """Return the situations that fit an interview now, first those that its records show."""
    detected = detected_situations(view, interview_id)
    stage = _stage_of_interview(view, interview_id)
    other_situations = (
        situation
        for situation in view.playbook.situations
        if stage in situation.stages
        and not situation.only_when_seen
        and _may_have_happened(view, interview_id, situation)
    )
    return (*detected, *(situation for situation in other_situations if situation not in detected))


def _may_have_happened(view: WorkspaceView, interview_id: str, situation: Situation) -> bool:
    """Return whether a situation can have happened, and its message doesn't come too late.

    An interview can have gone badly only if it took place, and a thank-you can have a mistake only if it was
    sent. After `stale_days`, it is too late to correct a mistake or to answer a no, as it is for a chase.
    """
    details = view.interview_details(interview_id)
    since = view.today - timedelta(days=view.playbook.numbers.stale_days)
    if situation.occasion is Occasion.WENT_BADLY and not details.was_held(view.today):
        return False
    if situation.occasion is Occasion.CORRECTION:
        thanks = last_thank_you(details, view.today)
        return thanks is not None and thanks.sent_on >= since
    interview = details.interview
    is_old_no = (
        interview.outcome is Outcome.REJECTED
        and interview.outcome_on is not None
        and interview.outcome_on < since
    )
    return not (is_old_no and situation.draft is MessageKind.ANSWER_REJECTION)


def detected_situations(view: WorkspaceView, interview_id: str) -> tuple[Situation, ...]:
    """Return the fitting situations that the interview's records show, in the playbook's order."""
    rules = detected_rules(view, interview_id)
    stage = _stage_of_interview(view, interview_id)
    return tuple(
        situation
        for situation in view.playbook.situations
        if situation.seen_by in rules and stage in situation.stages
    )


def _stage_of_interview(view: WorkspaceView, interview_id: str) -> InterviewStage | None:
    """Return the stage of an interview; None before it is held, or while nobody knows if it ever was."""
    details = view.interview_details(interview_id)
    interview, stage = details.interview, stage_of(details.interview, view.today)
    if details.has_open_cancellation:
        return None
    is_open = stage is InterviewStage.OPEN
    return InterviewStage.NEXT_ROUND if is_open and view.records.is_past(interview) else stage


def advice(
    view: WorkspaceView, interview_id: str, situation_id: str, answers: SituationAnswers = NOTHING_MORE
) -> Advice:
    """Return the advice on a situation in one interview, as if it were recorded with `answers`.

    Raises:
        BadValue: a day is impossible.
        NotFound: the situation does not fit, or the interview or person is gone.
    """
    situation = _find_situation(view, situation_id)
    answers = relevant_answers(situation, answers)
    changes = _preview_changes(view, interview_id, situation, answers)
    judge = SituationJudge(
        view=_view_with_changes(view, interview_id, changes),
        situation=situation,
        answers=answers,
        interview_id=interview_id,
    )
    return _advice_of(judge, changes)


def as_recorded(
    view: WorkspaceView, interview_id: str, situation_id: str, answers: SituationAnswers = NOTHING_MORE
) -> WorkspaceView:
    """Return the workspace's view as it would be with the situation recorded.

    For the errors see `advice`.
    """
    situation = _find_situation(view, situation_id)
    changes = _preview_changes(view, interview_id, situation, relevant_answers(situation, answers))
    return _view_with_changes(view, interview_id, changes)


def _preview_changes(
    view: WorkspaceView, interview_id: str, situation: Situation, answers: SituationAnswers
) -> tuple[PlannedChange, ...]:
    action = ActionContext(op_id="preview", timestamp="", today=view.today)
    details = view.interview_details(interview_id)
    return tuple(planned_changes(_situation_context(view, details, situation, answers, action)))


def _view_with_changes(
    view: WorkspaceView, interview_id: str, changes: Iterable[PlannedChange]
) -> WorkspaceView:
    details = view.interview_details(interview_id)
    return view.with_details(preview(details, (planned_change.change for planned_change in changes)))


def _advice_of(judge: SituationJudge, changes: tuple[PlannedChange, ...]) -> Advice:
    situation = judge.situation
    ruling = judge.ruling()
    other_advice = _advice_on_other_step(judge, ruling)
    recruiter = recruiter_name(judge)
    facts = dict.fromkeys(planned.fact for planned in changes if planned.fact is not None)
    return Advice(
        situation=situation,
        verdict=ruling.verdict,
        sentences=advice_sentences(judge, ruling),
        why=why_sentence(judge, ruling),
        do_not=other_advice.avoid if other_advice else do_not_sentence(judge, ruling),
        disagree="" if other_advice or _is_moot(judge, ruling) else situation.disagree,
        sources=(other_advice.source,) if other_advice else situation.sources,
        overrides_not_yet=situation.overrides_not_yet,
        person_id=judge.person_id,
        records=tuple(saved_sentence(fact, judge.view.day_format, recruiter) for fact in facts),
        steps=judge.steps,
        next_step=_next_step(judge, ruling),
        draft=draft_offer(judge, ruling),
    )


def _is_moot(judge: SituationJudge, ruling: Ruling) -> bool:
    """Return whether the ruling leaves out what the experts disagree about."""
    return isinstance(ruling.reason, NotWanted) or (
        judge.is_unwanted and bool(judge.situation.advice_unwanted)
    )


def _next_step(judge: SituationJudge, ruling: Ruling) -> NextStep | None:
    if not judge.steps or ruling.verdict is Verdict.LET_GO or judge.lets_go_instead(ruling):
        return None
    step = judge.steps[0]
    if step == judge.chain and judge.calls_next:
        return None  # it is the call
    first_day = judge.first_day_after_reply(step)
    return NextStep(step=step, on=first_day) if first_day > judge.view.today else None


def _advice_on_other_step(judge: SituationJudge, ruling: Ruling) -> StepAdvice | None:
    """Return the playbook's advice on the step that replaces the situation's own; None if none does."""
    step_advice = judge.view.playbook.advice
    if isinstance(ruling.reason, ThankFirst):
        return None if judge.asks_recruiter else step_advice[StepKind.THANK_YOU_EMAIL.value]
    return step_advice[StepKind.LET_GO.value] if judge.lets_go_instead(ruling) else None


def record_situation(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    situation_id: str,
    answers: SituationAnswers = NOTHING_MORE,
) -> Receipt:
    """Record a situation as one action; undoing the receipt's op_id reverses it.

    If there is nothing to save, the receipt says that the action was not applied. For the errors see
    `advice`.
    """
    view = workspace.view(context.today)
    situation, details = _find_situation(view, situation_id), view.interview_details(interview_id)
    answers = relevant_answers(situation, answers)
    context_before_lock = _situation_context(view, details, situation, answers, context)

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        current_context = replace(
            context_before_lock,
            interview=read_interview(snapshot, interview_id),
            touchpoints=tuple(read_touchpoints(snapshot, interview_id)),
        )
        return [planned.change for planned in planned_changes(current_context)]

    return workspace.execute(context, f"{details.interview.title}: {situation.told}", build_changes)


def _find_situation(view: WorkspaceView, situation_id: str) -> Situation:
    for situation in view.playbook.situations:
        if situation.id == situation_id:
            return situation
    raise NotFound(f"There is no situation “{situation_id[:40]}”.", "Choose one from the list.")


def _situation_context(
    view: WorkspaceView,
    details: InterviewDetails,
    situation: Situation,
    answers: SituationAnswers,
    action: ActionContext,
) -> SituationContext:
    name = one_line(view.person(answers.person_id).name) if answers.person_id else ""
    chain_step = find_chain_step(view.steps_by_interview.get(details.interview.interview_id, ()))
    response_on = latest_response(details.touchpoints, view.today)
    quiet_days = view.playbook.numbers.no_date_business_days
    return SituationContext(
        situation=situation,
        answers=answers,
        action=action,
        interview=details.interview,
        touchpoints=details.touchpoints,
        name=name,
        recipient_id=chain_step.person_id if chain_step else "",
        ask_again_on=view.calendar.add(response_on, quiet_days) if response_on else None,
        date_occasion=details.date_occasion,
        names_recipient=bool(details.write_to),
        was_called_off=details.interview.ended_before_its_day or details.was_canceled,
    )
