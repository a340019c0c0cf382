"""Tells what an employer said in a situation: on which day, and when the candidate answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from followup_core.cadence import BusinessCalendar
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    InterviewDetails,
    MessageKind,
    Occasion,
    Outcome,
    TouchpointKind,
    latest_response,
)
from followup_core.playbook import CadenceNumbers, RecordedFact, Situation

from .recording import SituationAnswers

_KINDS_THAT_ANSWER = (MessageKind.REPLY, MessageKind.ANSWER_REJECTION, MessageKind.THANK_FOR_OFFER)

_FACTS_SAID_BY_EMPLOYER = frozenset({RecordedFact.HEARD, RecordedFact.HEARD_THEN})
"""A situation that records one of these is about something the employer said, which a reply answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerStatement:
    """The employer's statement that a situation is about; `details` have the situation already recorded."""

    situation: Situation
    answers: SituationAnswers
    details: InterviewDetails
    today: date

    @property
    def is_offer(self) -> bool:
        """Whether the statement is an offer, spoken or in writing, that is entered as the outcome."""
        records, occasion = self.situation.records, self.situation.occasion
        is_about_offer = RecordedFact.OFFER in records or occasion is Occasion.SPOKEN_YES
        return is_about_offer and self.details.interview.outcome is Outcome.OFFER

    @property
    def is_of_unknown_day(self) -> bool:
        """Whether it isn't known when they said it, and so which messages the statement answered."""
        is_unknown = RecordedFact.HEARD_THEN in self.situation.records and self.answers.on is None
        return is_unknown and not self.is_offer

    @property
    def said_on(self) -> date | None:
        """The day on which they said it; None if that isn't known."""
        return None if self.is_of_unknown_day else self._earliest_said_on

    @property
    def _earliest_said_on(self) -> date:
        """The day on which they said it; if that isn't known, the first day on which they may have."""
        interview = self.details.interview
        if interview.outcome_on is not None and (self.is_offer or interview.outcome is Outcome.REJECTED):
            return interview.outcome_on
        if self.answers.on is not None or RecordedFact.HEARD in self.situation.records:
            return self.answers.on or self.today
        return latest_response(self.details.touchpoints, self.today) or interview.held_on

    @property
    def awaits_reply(self) -> bool:
        """Whether the candidate can still answer the statement with a reply, and hasn't."""
        return self.situation.draft is MessageKind.REPLY and (
            self._is_answered_in_writing and self.replied_on is None
        )

    @property
    def _is_answered_in_writing(self) -> bool:
        return self.situation.draft in _KINDS_THAT_ANSWER and bool(
            _FACTS_SAID_BY_EMPLOYER.intersection(self.situation.records)
        )

    @property
    def replied_on(self) -> date | None:
        """The day of the candidate's latest answer to the statement; None if there is none."""
        if not self._is_answered_in_writing:
            return None
        first_chase_day = self._earliest_said_on + timedelta(days=1)
        # A reply on the day when they reopened it may be the one that had ended it.
        was_reopened = RecordedFact.REOPENED in self.situation.records
        first_reply_day = first_chase_day if was_reopened else self._earliest_said_on
        if self.is_of_unknown_day:
            # They may have answered an earlier chase. A reply before it can't answer the statement.
            first_chase_day = self.today
            first_reply_day = max(first_reply_day, *self._days_of_messages(*CHASE_TOUCHPOINTS), date.min)
        reply_days = [
            day for day in self._days_of_messages(TouchpointKind.CANDIDATE_REPLY) if day >= first_reply_day
        ]
        # A chase answers a delay, but no offer, rejection or spoken yes. A statement on a chase's day may be
        # the response to it.
        is_delay = (
            self.situation.draft is MessageKind.REPLY and self.situation.occasion is not Occasion.SPOKEN_YES
        )
        chase_days = (day for day in self._days_of_messages(*CHASE_TOUCHPOINTS) if day >= first_chase_day)
        return max([*reply_days, *(chase_days if is_delay else ())], default=None)

    def offer_asked_from(self, calendar: BusinessCalendar, numbers: CadenceNumbers) -> date | None:
        """Return the first day to ask for a spoken offer in writing; None if there is nothing to ask for.

        The chain doesn't ask for it, because it ends with an offer. The day is as long after the last
        message, or after the day that they promised the offer for, as in the chain. None if the statement is
        no spoken offer, if the candidate hasn't thanked them yet, or if they asked often enough.
        """
        if not self.is_offer or self.situation.occasion is not Occasion.SPOKEN_YES:
            return None
        kinds = (TouchpointKind.CANDIDATE_REPLY, *CHASE_TOUCHPOINTS)
        message_days = [day for day in self._days_of_messages(*kinds) if day >= self._earliest_said_on]
        # The first message was the thank-you.
        if not message_days or len(message_days) > numbers.max_unanswered_messages:
            return None
        last_message_on, promised_for = max(message_days), self.details.interview.decision_by
        is_promised = self.details.date_occasion is Occasion.SPOKEN_YES
        if promised_for is not None and is_promised and promised_for >= last_message_on:
            return calendar.add(promised_for, numbers.after_decision_business_days)
        return calendar.add(last_message_on, numbers.no_date_business_days)

    def _days_of_messages(self, *kinds: TouchpointKind) -> tuple[date, ...]:
        """Return the days of the candidate's messages of these kinds until today."""
        return tuple(
            message.sent_on for message in self.details.messages_sent(self.today) if message.kind in kinds
        )
