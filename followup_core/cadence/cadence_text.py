"""The sentence for each reason of a step. Every sentence has a date in it and is one sentence."""

from collections.abc import Callable
from datetime import date

from followup_core.models import TouchpointKind
from followup_core.models.date_text import format_day, pluralize

from .step import StepKind
from .step_reasons import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    ChainReason,
    ChaseTooLate,
    ChaseUnanswered,
    ConnectionOwed,
    DecisionAwaited,
    GapAfterChase,
    LongSilence,
    NoDecisionDate,
    NoteOwed,
    PersonReason,
    StepReason,
    ThankYouOwed,
)

_FormatDay = Callable[[date], str]


def because(reason: StepReason, read_on: date) -> str:
    """Return a reason as one sentence, with its days as a person says them on `read_on`."""

    def say(day: date) -> str:
        return format_day(day, read_on)

    if isinstance(reason, ThankYouOwed | NoteOwed | ConnectionOwed):
        return _person_sentence(reason, say)
    return _chain_sentence(reason, say)


def _chain_sentence(reason: ChainReason, say: _FormatDay) -> str:
    match reason:
        case DecisionAwaited():
            return (
                f"They said they would decide by {say(reason.decision_by)};"
                f" from {say(reason.earliest)} a polite email asking for news is welcome,"
                " and writing sooner would be pushing."
            )
        case NoDecisionDate():
            start = f"You met on {say(reason.met_on)} and no decision date is known"
            return _after_quiet(start, reason.quiet_days, say(reason.earliest))
        case AnsweredWithoutDate():
            start = f"They answered on {say(reason.answered_on)} without a later date"
            return _after_quiet(start, reason.quiet_days, say(reason.earliest))
        case ChaseUnanswered():
            return _second_chase_sentence(reason, say)
        case AllChasesUnanswered():
            times = "twice" if reason.count == 2 else pluralize(reason.count, "time")
            return (
                f"You asked {times}, last on {say(reason.last_on)}, and that is enough:"
                f" without an answer by {say(reason.earliest)}, letting go is the good decision."
            )
        case GapAfterChase():
            return (
                f"You last asked {reason.organization} for news on {say(reason.last_on)};"
                f" {pluralize(reason.gap_days, 'day')} of space means not before {say(reason.earliest)}."
            )
        case ChaseTooLate():
            message = "voicemail" if reason.missed is StepKind.VOICEMAIL else "email"
            return (
                f"The {message} was due by {say(reason.due)}; more than"
                f" {pluralize(reason.stale_days, 'day')} later it would not help any more,"
                f" so from {say(reason.earliest)} let this one go in peace."
            )
        case LongSilence():
            return (
                f"The last contact was on {say(reason.last_contact_on)};"
                f" {pluralize(reason.after_days, 'day')} later, from {say(reason.earliest)},"
                " an article or a congratulation keeps the door open."
            )


def _after_quiet(start: str, quiet_days: int, earliest: str) -> str:
    quiet = pluralize(quiet_days, "business day")
    return f"{start}; after {quiet}, from {earliest}, a polite email asking for news is welcome."


def _second_chase_sentence(reason: ChaseUnanswered, say: _FormatDay) -> str:
    first = "email" if reason.first is TouchpointKind.STATUS_EMAIL else "voicemail"
    calls = reason.second is StepKind.VOICEMAIL
    second = "leave one short voicemail" if calls else "send one short email"
    return (
        f"Your {first} of {say(reason.sent_on)} has no answer yet;"
        f" after {pluralize(reason.gap_days, 'day')} of quiet,"
        f" from {say(reason.earliest)}, {second} that restates your interest."
    )


def _person_sentence(reason: PersonReason, say: _FormatDay) -> str:
    met = f"You met {reason.name} on {say(reason.met_on)}"
    match reason:
        case ThankYouOwed(is_late=True):
            return f"{met}; a late thank-you is still worth sending."
        case ThankYouOwed():
            days = reason.within_days
            within = f"within {pluralize(days, 'day')}" if days else "on the same day"
            return f"{met}; a thank-you is worth most {within}."
        case NoteOwed():
            return (
                f"{met}; a handwritten note is rare and remembered,"
                f" and still makes sense until {say(reason.last_day)}."
            )
        case ConnectionOwed():
            return (
                f"You and {reason.name} agreed to connect when you met on {say(reason.met_on)};"
                " send the request while you are remembered."
            )
