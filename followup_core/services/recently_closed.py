"""Interviews with a recent outcome: a sentence on each, and what is left to answer or to enter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.models import (
    Interview,
    MessageKind,
    Outcome,
    TouchpointKind,
    YesNo,
)
from followup_core.models.date_text import DayFormat

from .answer_deadline import is_answer_due, open_deadlines
from .application_list import later_round
from .labels import OUTCOME_WORDS, not_held_words
from .workspace import WorkspaceView

_RECENT_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentlyClosed:
    """An interview whose outcome is recent, with a sentence about it.

    `answer_with` is the kind of message that answers a no or an offer; None if the candidate has answered, or
    for other outcomes. `needs_next_round` says that the candidate was invited to a round that isn't entered.
    """

    interview: Interview
    sentence: str
    answer_with: MessageKind | None = None
    needs_next_round: bool = False


def recently_closed(view: WorkspaceView) -> Iterable[RecentlyClosed]:
    """Yield the interviews with an outcome of the last two weeks, the latest first."""
    interviews = (details.interview for details in view.records.interviews.values())
    today = view.today
    since = today - timedelta(days=_RECENT_DAYS)
    recent = [
        interview
        for interview in interviews
        if interview.outcome is not None
        and interview.outcome_on is not None
        and since <= interview.outcome_on <= today
    ]
    for interview in sorted(recent, key=lambda interview: interview.outcome_on or today, reverse=True):
        is_next_round = interview.outcome is Outcome.NEXT_ROUND
        yield RecentlyClosed(
            interview=interview,
            sentence=_ending_sentence(view, interview),
            answer_with=_answer_with(view, interview),
            needs_next_round=is_next_round and later_round(view, interview) is None,
        )


_ANSWERING_KINDS = {
    Outcome.REJECTED: MessageKind.ANSWER_REJECTION,
    Outcome.OFFER: MessageKind.THANK_FOR_OFFER,
}


def _answer_with(view: WorkspaceView, interview: Interview) -> MessageKind | None:
    if interview.outcome not in _ANSWERING_KINDS or _last_reply_on(view, interview):
        return None
    if interview.outcome is Outcome.OFFER and interview.still_interested is YesNo.NO:
        return MessageKind.WITHDRAWAL
    return _ANSWERING_KINDS[interview.outcome]


def _ending_sentence(view: WorkspaceView, interview: Interview) -> str:
    """Return how an interview ended and, for an offer, by which day they want an answer.

    If that answer is due now, its day isn't mentioned, because the answer has a card of its own.
    """
    deadlines = open_deadlines(view.interview_details(interview.interview_id), view.today)
    deadline_sentences = (
        deadline.sentence(view.day_format)
        for deadline in deadlines
        if not deadline.of_another and not is_answer_due(view, deadline)
    )
    return " ".join([_outcome_sentence(view, interview), *deadline_sentences])


def _outcome_sentence(view: WorkspaceView, interview: Interview) -> str:
    day = view.day_format.short(interview.outcome_on or view.today)
    if interview.ended_before_its_day:
        day += ", before the interview"
    match interview.outcome:
        case Outcome.LET_GO:
            return f"Let go on {day}. A good decision: your time goes to the next one."
        case Outcome.REJECTED if _last_reply_on(view, interview):
            return f"They said no on {day}. You've written to them since, and that keeps the door open."
        case Outcome.REJECTED:
            is_unwanted = interview.still_interested is YesNo.NO
            purpose = "is a good way to end it" if is_unwanted else "keeps the door open"
            return f"They said no on {day}. A short, gracious answer {purpose}."
        case Outcome.OFFER if _last_reply_on(view, interview):
            return f"An offer on {day}. {_after_offer_sentences(view, interview)}"
        case Outcome.OFFER if interview.still_interested is YesNo.NO:
            return f"An offer on {day}. If you don't want it, a short, friendly no is a good way to end it."
        case Outcome.OFFER:
            return f"An offer on {day}. Well done. Thank them, even if you need time to decide."
        case Outcome.NEXT_ROUND if later := later_round(view, interview):
            was_held_before = later.interview.held_on < (interview.outcome_on or view.today)
            is_off = was_held_before or bool(not_held_words(later, view.today))
            when = "" if is_off else f" {_when_held(later.interview, view.day_format)}"
            return f"They invited you to the next round on {day}.{when}"
        case Outcome.NEXT_ROUND:
            return f"They invited you to the next round on {day}. Enter its date."
        case _:
            return f"{OUTCOME_WORDS[interview.outcome]} on {day}."


def _after_offer_sentences(view: WorkspaceView, interview: Interview) -> str:
    """Return that the candidate wrote since the offer, and whether they can now ask for it in writing."""
    if interview.still_interested is YesNo.NO:
        return "You've written to them since."
    replied_on, numbers = _last_reply_on(view, interview) or view.today, view.playbook.numbers
    ask_from = view.calendar.add(replied_on, numbers.no_date_business_days)
    in_writing = " If it isn't in writing yet, you can ask for that." if ask_from <= view.today else ""
    return f"Well done. You've written to them since.{in_writing}"


def _when_held(interview: Interview, day_format: DayFormat) -> str:
    if interview.held_on == day_format.today:
        return "It's today."
    verb = "It was" if interview.held_on < day_format.today else "It's"
    return f"{verb} on {day_format.short(interview.held_on)}."


def _last_reply_on(view: WorkspaceView, interview: Interview) -> date | None:
    """Return the day on which the candidate last replied after the outcome; None if they haven't."""
    since = interview.outcome_on
    replies = (
        message.sent_on
        for message in view.interview_details(interview.interview_id).messages_sent(view.today)
        if message.kind is TouchpointKind.CANDIDATE_REPLY and since is not None and message.sent_on >= since
    )
    return max(replies, default=None)
