"""The sentences about a situation: its advice with names and days filled in, reasons, and what is saved."""

from collections.abc import Mapping

from followup_core.cadence import Step, StepKind
from followup_core.models import InterviewerPart
from followup_core.models.date_text import DayFormat, pluralize
from followup_core.playbook import Verdict
from followup_core.playbook.situation_model import names_in
from followup_core.text import one_line

from .detection import unanswered_messages
from .recording import SavedFact, SavedKind
from .ruling import (
    ContactAway,
    FollowsChain,
    NoThanksOwed,
    NotWanted,
    OfficeClosed,
    Reason,
    Ruling,
    SituationJudge,
    ThankFirst,
    TooManyUnanswered,
)

_HOLD_BACK = (Verdict.WAIT, Verdict.SEND_THANK_YOU)
"""The verdicts not to send a message of the chain yet; their reason comes before how to write it."""

_SAVED = {
    SavedKind.ANSWERED: "They answered on {day}.",
    SavedKind.DECISION_BY: "They expect to decide by {day}.",
    SavedKind.PROMISED: "They promised it for {day}.",
    SavedKind.ANSWER_BY: "Your answer is due by {day}.",
    SavedKind.BACK_ON: "We wait until {day}, when they're back.",
    SavedKind.ESTIMATE: "We count on {day}, four weeks after the interview, which is only an estimate.",
    SavedKind.REJECTED: "They said no.",
    SavedKind.OFFER: "They made you an offer.",
    SavedKind.LET_GO: "You let it go.",
    SavedKind.REOPENED: "The interview is open again.",
    SavedKind.MAY_CONTACT: "You may get in touch with them.",
    SavedKind.MAY_NOT_CONTACT: "Your messages go to the recruiter first.",
    SavedKind.INTERESTED: "You'd still like to work there.",
    SavedKind.NOT_INTERESTED: "You don't want to work there any more.",
    SavedKind.NOTE: "It's in your notes.",
}


def saved_sentence(fact: SavedFact, day_format: DayFormat) -> str:
    """Return a sentence on what is saved."""
    day = day_format.short(fact.day) if fact.day is not None else ""
    return _SAVED[fact.kind].format(day=day)


def advice_sentences(context: SituationJudge, ruling: Ruling) -> tuple[str, ...]:
    """Return the situation's advice with this interview's names and days, and the reason for the ruling.

    A sentence of the playbook that needs an unknown day is left out.
    """
    facts = _facts(context)
    advice = tuple(
        _filled(sentence, facts)
        for sentence in context.situation.advice
        if (names_in(sentence) or frozenset()) <= facts.keys()
    )
    if ruling.reason is None or _is_about_an_email(ruling):
        return advice
    reason = _reason_sentence(context, ruling.reason)
    nothing_to_write = isinstance(ruling.reason, NoThanksOwed | NotWanted)
    if context.situation.verdict is Verdict.LET_GO and ruling.verdict in _HOLD_BACK:
        return (reason,)  # the advice says to stop, and there is still a day to wait for
    if ruling.verdict is Verdict.LET_GO or nothing_to_write or context.ends(ruling):
        return (advice[0], reason)  # the rest is on how to write, which doesn't apply now
    return (reason, *advice) if ruling.verdict in _HOLD_BACK else (*advice, reason)


def _is_about_an_email(ruling: Ruling) -> bool:
    """Return whether the reason speaks of an email of the chain, but the candidate was invited to call."""
    is_email = isinstance(ruling.reason, FollowsChain) and ruling.reason.step.kind is StepKind.STATUS_EMAIL
    return ruling.verdict is Verdict.CALL and is_email


def _reason_sentence(context: SituationJudge, reason: Reason) -> str:
    match reason:
        case ThankFirst(person_id=person_id):
            name = _name(context, person_id, "the people you met")
            return f"Thank {name} first. Even late, thanks come before any question."
        case ContactAway(back_on=back_on):
            day = context.view.day_format.short(back_on)
            return f"They're away until {day}, so leave it until then."
        case TooManyUnanswered(count=count):
            times = "twice" if count == 2 else pluralize(count, "time")
            return f"You've asked {times} already, counting calls and texts, and that's enough."
        case NoThanksOwed():
            return "There's no thank-you left to send, so leave it as it is."
        case NotWanted():
            return "You don't want this job any more, so there's nothing left to ask."
        case OfficeClosed(opens_on=opens_on):
            day = context.view.day_format.full(opens_on)
            return f"Nobody is at work today, so call on {day}."
        case FollowsChain(step=step):
            return step.because


def _facts(context: SituationJudge) -> Mapping[str, str]:
    """Return the names and days that a sentence of the playbook may use; unknown days are left out."""
    today, day_format = context.view.today, context.view.day_format
    unanswered = unanswered_messages(context.details, today)
    next_step = context.next_step
    days = {
        "held_on": context.details.interview.held_on,
        "decision_by": context.answers.decision_by,
        "answer_by": context.answers.answer_by,
        "back_on": context.answers.back_on,
        "asked_on": max((touchpoint.sent_on for touchpoint in unanswered), default=None),
        "next_on": next_step.earliest if next_step and next_step.earliest > today else None,
    }
    person = _name(context, context.person_id, "your contact")
    message = _next_message(context.chain, person)
    manager = context.interviewer(InterviewerPart.HIRING_MANAGER)
    recruiter = context.interviewer(InterviewerPart.RECRUITER)
    return {
        "organization": one_line(context.details.interview.organization),
        "person": person,
        "manager": _name(context, manager, "the hiring manager"),
        "recruiter": _name(context, recruiter, "the recruiter"),
        **({"next_message": message} if message else {}),
        **{name: day_format.short(day) for name, day in days.items() if day is not None},
    }


def _next_message(chain: Step | None, person: str) -> str:
    """Return what to do next for news, '' where the chain has nothing more to send."""
    match chain.kind if chain else StepKind.STATUS_EMAIL:
        case StepKind.VOICEMAIL:
            return f"leave {person} a short voicemail"
        case StepKind.LET_GO:
            return ""
        case _:
            return f"send {person} a short, friendly email"


def _name(context: SituationJudge, person_id: str, default: str) -> str:
    return one_line(context.view.name(person_id)) or default


def _filled(sentence: str, facts: Mapping[str, str]) -> str:
    text = sentence.format_map(facts)
    return text[:1].upper() + text[1:]
