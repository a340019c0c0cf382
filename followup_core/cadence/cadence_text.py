"""The sentence for each reason of a step. Every sentence has a date in it and is one sentence.

`because` words what has happened. `projected_because` words what is only planned, as a condition: nothing
in a projection has been sent or left unanswered yet.
"""

from collections.abc import Callable
from datetime import date

from followup_core.models import DateBasis, TouchpointKind
from followup_core.models.date_text import DayFormat, pluralize

from .step import (
    AllChasesUnanswered,
    AnsweredWithoutDate,
    BouncedMessage,
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


def because(reason: StepReason | BouncedMessage, day_format: DayFormat) -> str:
    """Return a reason as one sentence, with its days as `day_format` writes them."""
    if isinstance(reason, BouncedMessage):
        return _bounced_sentence(reason, day_format.short)
    if isinstance(reason, ThankYouOwed | NoteOwed | ConnectionOwed):
        return _person_sentence(reason, day_format)
    return _chain_sentence(reason, day_format)


def projected_because(reason: StepReason, day_format: DayFormat) -> str:
    """Return the reason of a step that follows from steps which are only planned, as a condition."""
    say = day_format.short
    match reason:
        case ChaseUnanswered():
            first, second = _chase_words(reason)
            return (
                f"If the {first} of {say(reason.sent_on)} has brought no answer by {say(reason.earliest)},"
                f" {second} to say that you're still interested."
            )
        case AllChasesUnanswered():
            return (
                f"If you have asked {_times(reason.count)}, last on {say(reason.last_on)}, and have no answer"
                f" by {say(reason.earliest)}, letting go is the right decision."
            )
        case ChaseLimitReached():
            return (
                f"If you have asked {_times(reason.count)} in all and they name no new date by"
                f" {say(reason.earliest)}, let this one go."
            )
        case GapAfterChase():
            return (
                f"If there is no answer to what you ask on {say(reason.last_on)}, the next step can come from"
                f" {say(reason.earliest)}, with {pluralize(reason.gap_days, 'day')} between two messages."
            )
        case LongSilence(ended_on=date() as ended_on, let_go=True):
            return (
                f"If you let this one go on {say(ended_on)}, an article or a word of congratulation keeps the"
                f" door open {pluralize(reason.after_days, 'day')} later, from {say(reason.earliest)}."
            )
        case _:
            return because(reason, day_format)


def _chain_sentence(reason: ChainReason, day_format: DayFormat) -> str:
    say = day_format.short
    match reason:
        case NoDateKnown():
            met = _met(reason.met_on, day_format)
            start = f"You {met} on {say(reason.met_on)} and don't have a decision date"
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
            return _expected_sentence(reason, say, has_passed=reason.expected_by < day_format.today)


def _expected_sentence(reason: DateExpected, say: _FormatDay, *, has_passed: bool) -> str:
    earliest = say(reason.earliest)
    start = _expectation(reason, say(reason.expected_by), has_passed=has_passed)
    if reason.kind is StepKind.LET_GO:
        return f"{start}; if nothing has come by {earliest}, let this one go."
    what = "leave one short voicemail" if reason.kind is StepKind.VOICEMAIL else "send a friendly email"
    too_soon = "" if has_passed else ", and before that is too soon"
    return f"{start}; from {earliest} you can {what}{too_soon}."


def _expectation(reason: DateExpected, day: str, *, has_passed: bool) -> str:
    """Return until when an answer is expected; "You should hear" only of a day that they named for it."""
    match reason.basis:
        case DateBasis.NAMED if has_passed:
            return f"You expected to hear by {day}, and that day has passed"
        case DateBasis.NAMED if reason.chases:
            return f"You have asked {_times(reason.chases)} and should hear by {day}"
        case DateBasis.NAMED:
            return f"You should hear by {day}"
        case DateBasis.PROMISED:
            start = f"They promised you news by {day}"
        case DateBasis.ESTIMATED:
            # True of an estimate of ours, and of the day when somebody is back.
            start = f"We {'didn' if has_passed else 'don'}'t expect an answer before {day}"
    if has_passed:
        return f"{start}, and that day has passed"
    lower = start[0].lower() + start[1:]
    return f"You have asked {_times(reason.chases)}, and {lower}" if reason.chases else start


def _after_quiet(start: str, quiet_days: int, earliest: str) -> str:
    quiet = pluralize(quiet_days, "business day")
    return f"{start}; after {quiet}, from {earliest}, you can send a friendly email."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count) or pluralize(count, "time")


def _second_chase_sentence(reason: ChaseUnanswered, say: _FormatDay) -> str:
    first, second = _chase_words(reason)
    return (
        f"Your {first} of {say(reason.sent_on)} has no answer yet;"
        f" after {pluralize(reason.gap_days, 'day')} of quiet,"
        f" from {say(reason.earliest)}, {second} to say that you're still interested."
    )


def _chase_words(reason: ChaseUnanswered) -> tuple[str, str]:
    """Return the first chase as a noun, and the second one as what to do."""
    first = "email" if reason.first is TouchpointKind.STATUS_EMAIL else "voicemail"
    calls = reason.second is StepKind.VOICEMAIL
    return first, "leave one short voicemail" if calls else "send one short email"


def _end_of_contact(reason: LongSilence, say: _FormatDay) -> str:
    contact = f"Your last contact was on {say(reason.last_contact_on)}"
    if reason.ended_on is None:
        return contact
    end = "you let it go" if reason.let_go else "they decided"
    return f"{contact}, and {end} on {say(reason.ended_on)}"


def _person_sentence(reason: PersonReason, day_format: DayFormat) -> str:
    say, verb = day_format.short, _met(reason.met_on, day_format)
    met = f"You {verb} {reason.name} on {say(reason.met_on)}" if reason.name else ""
    match reason:
        case ThankYouOwed(name=""):
            return f"You {verb} on {say(reason.met_on)}; {_thank_you_worth(reason)}, and it goes out by name."
        case ThankYouOwed():
            return f"{met}; {_thank_you_worth(reason)}."
        case NoteOwed():
            return (
                f"{met}; a handwritten note is rare and remembered,"
                f" and it makes sense until {say(reason.last_day)}."
            )
        case ConnectionOwed():
            return (
                f"You and {reason.name} agreed to connect when you {verb} on {say(reason.met_on)};"
                " send the request while they remember you."
            )


def _met(met_on: date, day_format: DayFormat) -> str:
    """Return the verb for an interview's day, which is still to come in the plan of a coming interview."""
    return "met" if met_on <= day_format.today else "meet"


def _bounced_sentence(reason: BouncedMessage, say: _FormatDay) -> str:
    if reason.what is TouchpointKind.VOICEMAIL:
        whom = reason.name or "them"
        remedy = "find the right number or use another way"
        return f"Your voicemail of {say(reason.sent_on)} didn't reach {whom}; {remedy}."
    noun, remedy = _UNDELIVERED.get(reason.what, ("email", "find the right address"))
    to = f" to {reason.name}" if reason.name else ""
    return f"Your {noun}{to} of {say(reason.sent_on)} came back; {remedy} or use another way."


_UNDELIVERED = {
    TouchpointKind.THANK_YOU_NOTE: ("note", "find the right address"),
    TouchpointKind.LINKEDIN_REQUEST: ("LinkedIn request", "find the right profile"),
}
"""The message that came back and what to look for, of each kind that isn't an email."""


def _thank_you_worth(reason: ThankYouOwed) -> str:
    if reason.is_late:
        return "a late thank-you is still worth sending"
    days = reason.within_days
    within = f"within {pluralize(days, 'day')}" if days else "on the same day"
    return f"a thank-you is worth most {within}"
