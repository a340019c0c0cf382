"""The sentence for each reason of a step. Every sentence has a date in it and is one sentence."""

from collections.abc import Callable
from datetime import date

from followup_core.models import TouchpointKind
from followup_core.models.date_text import DayFormat, pluralize

from .step import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    ChainReason,
    ChaseLimitReached,
    ChaseTooLate,
    ChaseUnanswered,
    ConnectionOwed,
    DateExpected,
    GapAfterChase,
    LongSilence,
    NoDateKnown,
    NoteOwed,
    PersonReason,
    StepKind,
    StepReason,
    ThankYouOwed,
)

_FormatDay = Callable[[date], str]


def because(reason: StepReason, day_format: DayFormat) -> str:
    """Return a reason as one sentence, with its days as `day_format` writes them."""
    say = day_format.short
    if isinstance(reason, ThankYouOwed | NoteOwed | ConnectionOwed):
        return _person_sentence(reason, say)
    return _chain_sentence(reason, say, day_format.today)


def _chain_sentence(reason: ChainReason, say: _FormatDay, read_on: date) -> str:
    match reason:
        case NoDateKnown():
            start = f"You met on {say(reason.met_on)} and don't have a decision date"
            return _after_quiet(start, reason.quiet_days, say(reason.earliest))
        case AnsweredWithoutDate():
            start = f"They answered on {say(reason.answered_on)} and named no later day"
            return _after_quiet(start, reason.quiet_days, say(reason.earliest))
        case ChaseUnanswered():
            return _second_chase_sentence(reason, say)
        case AllChasesUnanswered():
            return (
                f"You have asked {_times(reason.count)}, last on {say(reason.last_on)}, and that is enough;"
                f" without an answer by {say(reason.earliest)}, letting go is the right decision."
            )
        case ChaseLimitReached():
            return (
                f"You have asked {_times(reason.count)} in all, and the last contact was on"
                f" {say(reason.last_contact_on)}; unless they name a new date, let this one go from"
                f" {say(reason.earliest)}."
            )
        case GapAfterChase():
            return (
                f"You last asked on {say(reason.last_on)};"
                f" with {pluralize(reason.gap_days, 'day')} between two messages, the next step can come"
                f" from {say(reason.earliest)}."
            )
        case ChaseTooLate():
            message = "voicemail" if reason.missed is StepKind.VOICEMAIL else "email"
            return (
                f"The {message} was due by {say(reason.due)}; more than"
                f" {pluralize(reason.stale_days, 'day')} later it would no longer help,"
                f" so let this one go from {say(reason.earliest)}."
            )
        case LongSilence():
            return (
                f"{_end_of_contact(reason, say)}; {pluralize(reason.after_days, 'day')} later,"
                f" from {say(reason.earliest)}, an article or a word of congratulation keeps the door open."
            )
        case DateExpected():
            return _expected_sentence(reason, say, has_passed=reason.expected_by < read_on)


def _expected_sentence(reason: DateExpected, say: _FormatDay, *, has_passed: bool) -> str:
    # "You should hear" is true of a promised decision, of a promised call and of an estimate alike.
    day, earliest = say(reason.expected_by), say(reason.earliest)
    if has_passed:
        start = f"You expected to hear by {day}, and that day has passed"
    elif reason.chases:
        start = f"You have asked {_times(reason.chases)} and should hear by {day}"
    else:
        start = f"You should hear by {day}"
    if reason.kind is StepKind.LET_GO:
        return f"{start}; if nothing has come by {earliest}, let this one go."
    what = "leave one short voicemail" if reason.kind is StepKind.VOICEMAIL else "send a friendly email"
    too_soon = "" if has_passed else ", and before that is too soon"
    return f"{start}; from {earliest} you can {what}{too_soon}."


def _after_quiet(start: str, quiet_days: int, earliest: str) -> str:
    quiet = pluralize(quiet_days, "business day")
    return f"{start}; after {quiet}, from {earliest}, you can send a friendly email."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count) or pluralize(count, "time")


def _second_chase_sentence(reason: ChaseUnanswered, say: _FormatDay) -> str:
    first = "email" if reason.first is TouchpointKind.STATUS_EMAIL else "voicemail"
    calls = reason.second is StepKind.VOICEMAIL
    second = "leave one short voicemail" if calls else "send one short email"
    return (
        f"Your {first} of {say(reason.sent_on)} has no answer yet;"
        f" after {pluralize(reason.gap_days, 'day')} of quiet,"
        f" from {say(reason.earliest)}, {second} to say that you're still interested."
    )


def _end_of_contact(reason: LongSilence, say: _FormatDay) -> str:
    contact = f"Your last contact was on {say(reason.last_contact_on)}"
    if reason.ended_on is None:
        return contact
    end = "you let it go" if reason.let_go else "they decided"
    return f"{contact}, and {end} on {say(reason.ended_on)}"


def _person_sentence(reason: PersonReason, say: _FormatDay) -> str:
    met = f"You met {reason.name} on {say(reason.met_on)}" if reason.name else ""
    match reason:
        case ThankYouOwed(name=""):
            return f"You met on {say(reason.met_on)}; {_thank_you_worth(reason)}, and it goes out by name."
        case ThankYouOwed():
            return f"{met}; {_thank_you_worth(reason)}."
        case NoteOwed():
            return (
                f"{met}; a handwritten note is rare and remembered,"
                f" and it makes sense until {say(reason.last_day)}."
            )
        case ConnectionOwed():
            return (
                f"You and {reason.name} agreed to connect when you met on {say(reason.met_on)};"
                " send the request while they remember you."
            )


def _thank_you_worth(reason: ThankYouOwed) -> str:
    if reason.is_late:
        return "a late thank-you is still worth sending"
    days = reason.within_days
    within = f"within {pluralize(days, 'day')}" if days else "on the same day"
    return f"a thank-you is worth most {within}"
