"""Chooses the draft to offer for a ruling: which message to write, to whom, and from which day on."""

from dataclasses import dataclass, replace
from datetime import date

from followup_core.cadence import StepKind
from followup_core.models import CHASE_TOUCHPOINTS, OCCASIONS_OF, MessageKind, Occasion
from followup_core.playbook import Verdict
from followup_core.services.due_steps import first_day

from .ruling import (
    AlreadyReplied,
    NoThanksOwed,
    NotWanted,
    OneMessageADay,
    Ruling,
    ThankFirst,
    TooLateToAnswer,
    WroteLately,
)
from .situation_judge import SituationJudge


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """The message that the advice offers to write, its recipient, and the first day to send it.

    `interview_id` is the interview that the advice is about, or an earlier round with somebody to thank.
    """

    interview_id: str
    kind: MessageKind
    occasion: Occasion | None = None
    person_id: str
    not_before: date


def draft_offer(judge: SituationJudge, ruling: Ruling) -> DraftOffer | None:
    """Return the message that the ruling says to write; None if it says to write nothing."""
    kind = judge.situation.draft
    if _sends_nothing(judge, ruling):
        return None
    if isinstance(ruling.reason, NotWanted):
        return _make_offer(judge, MessageKind.WITHDRAWAL, judge.person_id or judge.recipient)
    if isinstance(ruling.reason, ThankFirst) and judge.asks_recruiter:
        return _make_offer(judge, MessageKind.ASK_ADDRESS, judge.person_id)
    if ruling.verdict is Verdict.SEND_THANK_YOU:
        return _thank_you_offer(judge, ruling)
    if kind is not None and (kind.touchpoint in CHASE_TOUCHPOINTS or ruling.asks):
        return _chase_offer(judge, ruling.verdict)
    if kind is None or (kind is MessageKind.ASK_ADDRESS and not judge.asks_recruiter):
        return None
    write_on = ruling.reason.write_on if isinstance(ruling.reason, OneMessageADay) else None
    return _make_offer(judge, kind, judge.person_id, write_on)


def _thank_you_offer(judge: SituationJudge, ruling: Ruling) -> DraftOffer | None:
    """Return the thank-you to offer, or a question to the recruiter about it; None if none is owed."""
    thanks = judge.thanks_now(ruling)
    if thanks is None:
        return None
    recruiter = judge.recruiter_before_thanks(ruling)
    kind = MessageKind.ASK_ADDRESS if recruiter else MessageKind.THANK_YOU_EMAIL
    return replace(_make_offer(judge, kind, recruiter or thanks.person_id), interview_id=thanks.interview_id)


def _sends_nothing(judge: SituationJudge, ruling: Ruling) -> bool:
    """Return whether the ruling leaves nothing to write, now or later."""
    if judge.lacks_recruiter and not isinstance(ruling.reason, ThankFirst):
        return True
    is_done = isinstance(ruling.reason, NoThanksOwed | AlreadyReplied | TooLateToAnswer)
    # An urgent message may be written although another was sent today.
    can_wait = isinstance(ruling.reason, WroteLately) and ruling.verdict is Verdict.WAIT
    return is_done or can_wait or ruling.verdict is Verdict.LET_GO or judge.lets_go_instead(ruling)


def _make_offer(
    judge: SituationJudge, kind: MessageKind, person_id: str, not_before: date | None = None
) -> DraftOffer:
    occasion = None if _leaves_out_occasion(judge) else judge.situation.occasion
    return DraftOffer(
        interview_id=judge.interview_id,
        kind=kind,
        occasion=occasion if occasion in OCCASIONS_OF.get(kind, ()) else None,
        person_id=person_id,
        not_before=not_before or judge.view.today,
    )


def _leaves_out_occasion(judge: SituationJudge) -> bool:
    """Return whether the draft doesn't mention what happened.

    It doesn't if a thank-you is for an unwanted job, or if the person who is away isn't its recipient.
    """
    is_unwanted = judge.is_unwanted and judge.situation.verdict is Verdict.SEND_THANK_YOU
    return is_unwanted or judge.is_somebody_else_away


def _chase_offer(judge: SituationJudge, verdict: Verdict) -> DraftOffer | None:
    step, back_on = judge.current_step, judge.back_on
    if step is None and verdict is Verdict.SEND_STATUS_EMAIL:
        return _make_offer(judge, MessageKind.STATUS_EMAIL, judge.person_id)
    if step is None or step.kind.message is None:
        return None
    calendar = judge.view.calendar
    day = max(judge.view.today, first_day(judge.view, step))
    if back_on is not None:
        day = max(day, calendar.add(back_on, 1))
    if step.kind is StepKind.VOICEMAIL:
        day = calendar.roll(day)
    if verdict is Verdict.WAIT and day == judge.view.today:
        return None
    return _make_offer(judge, step.kind.message, judge.person_id, day)
