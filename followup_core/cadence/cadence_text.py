"""Words the reason of each step as one sentence with its days.

`because` says what has happened and what follows from it. `cause` leaves out what follows, and says when an
interview was as people say it: "yesterday". `projected_because` words a reason that is only planned as a
condition, because nothing in a projection has been sent or left unanswered yet.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from followup_core.models import DateBasis, Occasion, TouchpointKind
from followup_core.models.date_text import DayFormat, how_often, pluralize, say_day

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
    WroteSince,
)

_FormatDay = Callable[[date], str]
_KEEPS_THE_DOOR_OPEN = "an article or a word of congratulation keeps the door open"
_LATE_THANKS = "a late thank-you is still worth sending"


def because(reason: StepReason | BouncedMessage, day_format: DayFormat) -> str:
    """Return a reason as one sentence, with its days as `day_format` writes them."""
    if isinstance(reason, BouncedMessage):
        return _bounced_sentence(reason, day_format.short)
    if isinstance(reason, ThankYouOwed | NoteOwed | ConnectionOwed):
        return _person_sentence(reason, day_format)
    return _chain_sentence(reason, day_format)


def cause(reason: StepReason | BouncedMessage, day_format: DayFormat) -> str:
    """Return what happened that gave a step its day, as one sentence without what to do."""
    if isinstance(reason, BouncedMessage):
        return because(reason, day_format)
    if isinstance(reason, ThankYouOwed | NoteOwed | ConnectionOwed):
        return _person_cause_sentence(reason, day_format)
    return _chain_cause_sentence(reason, day_format)


def projected_because(reason: StepReason, day_format: DayFormat) -> str:
    """Return the reason of a step that follows only planned steps, as one sentence with a condition."""
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
                f"If you have asked {how_often(reason.count)}, last on {say(reason.last_on)}, and have no"
                f" answer by {say(reason.earliest)}, letting go is the right decision."
            )
        case ChaseLimitReached():
            return (
                f"If you have asked {how_often(reason.count)} in all and they name no new date by"
                f" {say(reason.earliest)}, let this one go."
            )
        case GapAfterChase():
            start = f"If there is no answer to what you ask on {say(reason.last_on)}"
            return f"{start}, {_advice_clause(reason.kind)} from {say(reason.earliest)}."
        case LongSilence(was_let_go=True):
            # In a plan, nothing comes after the day of letting go.
            return (
                f"If you let this one go on {say(reason.counted_from)}, {_KEEPS_THE_DOOR_OPEN}"
                f" after {pluralize(reason.after_days, 'day')}, from {say(reason.earliest)}."
            )
        case _:
            return because(reason, day_format)


def _chain_sentence(reason: ChainReason, day_format: DayFormat) -> str:
    say = day_format.short
    match reason:
        case NoDateKnown():
            start = _no_date_clause(reason, day_format)
            return _quiet_days_sentence(start, reason.quiet_days, say(reason.earliest))
        case AnsweredWithoutDate():
            start = _answered_clause(reason, say)
            return _quiet_days_sentence(start, reason.quiet_days, say(reason.earliest))
        case ChaseUnanswered():
            return _second_chase_sentence(reason, day_format)
        case AllChasesUnanswered():
            start = _after_expected_day(reason.expected, _asked_enough_clause(reason, say), day_format)
            planned = f"without an answer by {say(reason.earliest)}, letting go is the right decision"
            return f"{start}; {_let_go_clause(reason, planned, day_format)}."
        case ChaseLimitReached():
            start = _after_expected_day(reason.expected, _asked_in_all_clause(reason, say), day_format)
            planned = f"unless they name a new date, let this one go from {say(reason.earliest)}"
            return f"{start}; {_let_go_clause(reason, planned, day_format)}."
        case GapAfterChase() | WroteSince():
            return _gap_sentence(reason, day_format)
        case ChaseTooLate():
            message = "voicemail" if reason.missed is StepKind.VOICEMAIL else "email"
            late = f"more than {pluralize(reason.stale_days, 'day')} later it would no longer help"
            let_go = _let_go_clause(reason, f"let this one go from {say(reason.earliest)}", day_format)
            return f"The {message} was due by {say(reason.due)}; {late}, so {let_go}."
        case LongSilence():
            return f"{_silence_clause(reason, say)} from {say(reason.earliest)}, {_KEEPS_THE_DOOR_OPEN}."
        case DateExpected():
            return _expected_sentence(reason, day_format)


def _chain_cause_sentence(reason: ChainReason, day_format: DayFormat) -> str:
    say = day_format.short
    match reason:
        case NoDateKnown():
            return f"{_no_date_clause(reason, day_format)}."
        case AnsweredWithoutDate():
            return f"{_answered_clause(reason, say)}."
        case ChaseUnanswered():
            return f"{_after_expected_day(reason.expected, _unanswered_clause(reason, say), day_format)}."
        case AllChasesUnanswered():
            return f"{_after_expected_day(reason.expected, _asked_enough_clause(reason, say), day_format)}."
        case ChaseLimitReached():
            return f"{_after_expected_day(reason.expected, _asked_in_all_clause(reason, say), day_format)}."
        case GapAfterChase() | WroteSince():
            return f"{_last_asked_clause(reason, day_format)}."
        case ChaseTooLate():
            return _chain_sentence(reason, day_format)
        case LongSilence():
            return f"{_last_contact_clause(reason, say)}; {_KEEPS_THE_DOOR_OPEN}."
        case DateExpected():
            has_passed = reason.expected_by < day_format.today
            return f"{_expected_day_clause(reason, say(reason.expected_by), has_passed=has_passed)}."


def _person_cause_sentence(reason: PersonReason, day_format: DayFormat) -> str:
    day_words = say_day(reason.met_on, day_format.today, day_format.country)
    met_clause = f"{_meet_verb(reason.met_on, day_format)} {day_words}"
    match reason:
        case ThankYouOwed():
            worth = _LATE_THANKS if reason.is_late else "a prompt thank-you means most"
            return f"You {met_clause}; {worth}."
        case NoteOwed():
            return f"You {met_clause}; a handwritten note is rare and remembered."
        case ConnectionOwed():
            return f"You agreed to connect; your interview was {day_words}."


def _expected_sentence(reason: DateExpected, day_format: DayFormat) -> str:
    say, has_passed = day_format.short, reason.expected_by < day_format.today
    earliest = say(reason.earliest)
    start = _expected_or_passed_clause(reason, say(reason.expected_by), has_passed=has_passed)
    if reason.kind is StepKind.LET_GO:
        return f"{start}; {_let_go_unless_heard_clause(reason, day_format)}."
    too_soon = "" if has_passed else ", and before that is too soon"
    return f"{start}; from {earliest} {_advice_clause(reason.kind)}{too_soon}."


def _gap_sentence(reason: GapAfterChase | WroteSince, day_format: DayFormat) -> str:
    start, earliest = _last_asked_clause(reason, day_format), day_format.short(reason.earliest)
    if isinstance(reason, WroteSince):
        return _wrote_sentence(reason, start, day_format)
    if reason.kind is StepKind.LET_GO:
        return f"{start}; {_let_go_unless_heard_clause(reason, day_format)}."
    days = pluralize(reason.gap_days, "day")
    return f"{start}; after {days}, from {earliest}, {_advice_clause(reason.kind)}."


def _wrote_sentence(reason: WroteSince, start: str, day_format: DayFormat) -> str:
    if reason.kind is StepKind.LET_GO:
        planned = f"if nothing has come by {day_format.short(reason.earliest)}, let this one go"
        return f"{start}; {_let_go_clause(reason, planned, day_format)}."
    if reason.earliest <= day_format.today:
        return f"{start}, and they've had time to answer; {_advice_clause(reason.kind)}."
    from_day = f"from {day_format.short(reason.earliest)} {_advice_clause(reason.kind)}"
    return f"{start}, so give them time to answer; {from_day}."


def _let_go_unless_heard_clause(reason: DateExpected | GapAfterChase, day_format: DayFormat) -> str:
    planned = f"if nothing has come by {day_format.short(reason.earliest)}, let this one go"
    return _let_go_clause(reason, planned, day_format)


def _let_go_clause(reason: ChainReason, planned: str, day_format: DayFormat) -> str:
    """Return `planned` if the day of letting go is still to come, and that it's time if the day has come."""
    return planned if reason.earliest > day_format.today else "it's time to let this one go"


def _last_asked_clause(reason: GapAfterChase | WroteSince, day_format: DayFormat) -> str:
    """Return when the candidate last asked, and by when they expected to hear or when they were answered."""
    if isinstance(reason, WroteSince):
        return f"You wrote to them on {day_format.short(reason.wrote_on)}"
    say, expected = day_format.short, reason.expected
    same_day = expected is not None and expected.expected_by == reason.last_on
    asked_clause = f"you last asked {'the same day' if same_day else f'on {say(reason.last_on)}'}"
    if reason.answered_on is not None:
        return _asked_and_answered_clause(reason.last_on, reason.answered_on, say)
    if expected is not None and expected.expected_by < day_format.today:
        expected_clause = _expected_day_clause(expected, say(expected.expected_by), has_passed=True)
        return f"{expected_clause}, and {asked_clause}"
    return _after_expected_day(expected, asked_clause, day_format)


def _asked_and_answered_clause(asked_on: date, answered_on: date, say: _FormatDay) -> str:
    """Return when the candidate last asked and when the employer last answered, the earlier day first."""
    if asked_on > answered_on:
        return f"They answered on {say(answered_on)}, and you last asked on {say(asked_on)}"
    answered_words = "the same day" if asked_on == answered_on else f"on {say(answered_on)}"
    return f"You last asked on {say(asked_on)}, and they answered {answered_words}"


def _after_expected_day(expected: DateExpected | None, clause: str, day_format: DayFormat) -> str:
    """Return `clause` as the start of a sentence, after the expected day if that day is still to come."""
    if expected is None or expected.expected_by < day_format.today:
        return f"{clause[0].upper()}{clause[1:]}"
    day = day_format.short(expected.expected_by)
    return f"{_expected_or_passed_clause(replace(expected, chases=0), day, has_passed=False)}, and {clause}"


def _advice_clause(kind: StepKind) -> str:
    match kind:
        case StepKind.LET_GO:
            return "let this one go"
        case StepKind.VOICEMAIL:
            return "you can leave one short voicemail"
        case _:
            return "you can send a friendly email"


def _expected_or_passed_clause(reason: DateExpected, day: str, *, has_passed: bool) -> str:
    """Return by when an answer is expected, and that the day has passed if it has."""
    is_complete = not has_passed or reason.kind is StepKind.LET_GO
    return _expected_day_clause(reason, day, has_passed=has_passed) + (
        "" if is_complete else ", and that day has passed"
    )


def _expected_day_clause(reason: DateExpected, day: str, *, has_passed: bool) -> str:
    """Return by when an answer is expected; "You should hear" only if the employer named the day."""
    if has_passed and reason.kind is StepKind.LET_GO and reason.chases:
        return f"{_asked_count_clause(reason)}, and {day} has passed"
    match reason.basis:
        case DateBasis.NAMED if has_passed:
            return f"You expected to hear by {day}"
        case DateBasis.NAMED if reason.chases:
            return f"{_asked_count_clause(reason)} and should hear by {day}"
        case DateBasis.NAMED:
            return f"You should hear by {day}"
        case DateBasis.PROMISED:
            written_offer = reason.occasion is Occasion.SPOKEN_YES
            start = f"They promised {'the written offer' if written_offer else 'you news'} by {day}"
        case DateBasis.ESTIMATED:
            # This is true of an estimated date, and of the day when somebody is back.
            start = f"We {'didn' if has_passed else 'don'}'t expect an answer before {day}"
    if has_passed or not reason.chases:
        return start
    return f"{_asked_count_clause(reason)}, and {start[0].lower()}{start[1:]}"


def _asked_count_clause(reason: DateExpected) -> str:
    return f"You have asked {how_often(reason.chases)}{' in all' if reason.counts_answered else ''}"


def _no_date_clause(reason: NoDateKnown, day_format: DayFormat) -> str:
    if reason.was_missed:
        planned_for = day_format.short(reason.met_on)
        return f"Your interview of {planned_for} didn't take place, and you have no new day yet"
    is_or_was = "was" if reason.met_on <= day_format.today else "is"
    return f"Your interview {is_or_was} on {day_format.short(reason.met_on)}, and you have no decision date"


def _answered_clause(reason: AnsweredWithoutDate, say: _FormatDay) -> str:
    return f"You heard from them on {say(reason.answered_on)}, and they named no later day"


def _unanswered_clause(reason: ChaseUnanswered, say: _FormatDay) -> str:
    first, _ = _chase_words(reason)
    return f"your {first} of {say(reason.sent_on)} has no answer yet"


def _asked_enough_clause(reason: AllChasesUnanswered, say: _FormatDay) -> str:
    return f"you have asked {how_often(reason.count)}, last on {say(reason.last_on)}, and that is enough"


def _asked_in_all_clause(reason: ChaseLimitReached, say: _FormatDay) -> str:
    asked = f"you have asked {how_often(reason.count)} in all"
    if reason.answered_on is None:
        return f"{asked}, last on {say(reason.last_on)}"
    return f"{asked}, and they last answered on {say(reason.answered_on)}"


def _quiet_days_sentence(start: str, quiet_days: int, earliest: str) -> str:
    quiet = pluralize(quiet_days, "business day")
    return f"{start}; after {quiet}, from {earliest}, you can send a friendly email."


def _second_chase_sentence(reason: ChaseUnanswered, day_format: DayFormat) -> str:
    say = day_format.short
    _, second = _chase_words(reason)
    return (
        f"{_after_expected_day(reason.expected, _unanswered_clause(reason, say), day_format)};"
        f" after {pluralize(reason.gap_days, 'day')} of quiet,"
        f" from {say(reason.earliest)}, {second} to say that you're still interested."
    )


def _chase_words(reason: ChaseUnanswered) -> tuple[str, str]:
    """Return the first chase as a noun, and the second chase as what to do."""
    first = "email" if reason.first is TouchpointKind.STATUS_EMAIL else "voicemail"
    calls = reason.second is StepKind.VOICEMAIL
    return first, "leave one short voicemail" if calls else "send one short email"


def _silence_clause(reason: LongSilence, say: _FormatDay) -> str:
    """Return how it ended; also how long ago, if the days are counted from the day that is named."""
    is_counted_from_named_day = reason.counted_from == (reason.ended_on or reason.last_contact_on)
    days = f" after {pluralize(reason.after_days, 'day')}," if is_counted_from_named_day else ""
    return f"{_last_contact_clause(reason, say)};{days}"


def _last_contact_clause(reason: LongSilence, say: _FormatDay) -> str:
    """Return how the contact ended, and on which day."""
    ended_on, contact_on = reason.ended_on, reason.last_contact_on
    if ended_on is not None and not reason.was_let_go:
        return f"They said no on {say(ended_on)}"
    if ended_on is not None and contact_on is None:
        return f"You let it go on {say(ended_on)}"
    last_contact = f"Your last contact was on {say(contact_on)}" if contact_on else ""
    return f"{last_contact}, and you let it go on {say(ended_on)}" if ended_on else last_contact


def _person_sentence(reason: PersonReason, day_format: DayFormat) -> str:
    say, verb = day_format.short, _meet_verb(reason.met_on, day_format)
    met_clause = f"You {verb} {reason.name} on {say(reason.met_on)}" if reason.name else ""
    match reason:
        case ThankYouOwed(name=""):
            worth = _worth_clause(reason, say)
            return f"You {verb} on {say(reason.met_on)}; {worth}, so add who you {verb}."
        case ThankYouOwed():
            return f"{met_clause}; {_worth_clause(reason, say)}."
        case NoteOwed():
            return (
                f"{met_clause}; a handwritten note is rare and remembered,"
                f" and it makes sense until {say(reason.last_day)}."
            )
        case ConnectionOwed():
            return (
                f"You and {reason.name} agreed to connect around the interview on {say(reason.met_on)};"
                " send the request while they remember you."
            )


def _meet_verb(met_on: date, day_format: DayFormat) -> str:
    """Return "met", or "meet" if the interview's day is still to come."""
    return "met" if met_on <= day_format.today else "meet"


def _bounced_sentence(reason: BouncedMessage, say: _FormatDay) -> str:
    if reason.kind is TouchpointKind.VOICEMAIL:
        whom = reason.name or "them"
        if reason.recipient_now:
            call = f"so call {reason.recipient_now}"
            return f"Your voicemail of {say(reason.sent_on)} didn't reach {whom}, {call}."
        remedy = "find the right number or use another way"
        return f"Your voicemail of {say(reason.sent_on)} didn't reach {whom}; {remedy}."
    noun, remedy = _UNDELIVERED.get(reason.kind, ("email", "find the right address"))
    to = f" to {reason.name}" if reason.name else ""
    if reason.recipient_now:
        return f"Your {noun}{to} of {say(reason.sent_on)} came back, so write to {reason.recipient_now}."
    return f"Your {noun}{to} of {say(reason.sent_on)} came back; {remedy} or use another way."


_UNDELIVERED = {
    TouchpointKind.THANK_YOU_NOTE: ("note", "find the right address"),
    TouchpointKind.LINKEDIN_REQUEST: ("LinkedIn request", "find the right profile"),
}
"""The noun and the remedy for each kind of bounced message that isn't an email or a voicemail."""


def _worth_clause(reason: ThankYouOwed, say: _FormatDay) -> str:
    if reason.is_late:
        return _LATE_THANKS
    by = f"by {say(reason.best_by)}" if reason.best_by > reason.met_on else "on the same day"
    return f"a thank-you means most if you send it {by}"
