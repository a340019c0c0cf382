"""What an employer said in a situation: on which day, and when the candidate answered it."""

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

_ANSWERS = (MessageKind.REPLY, MessageKind.ANSWER_REJECTION, MessageKind.THANK_FOR_OFFER)

_HEARD = frozenset({RecordedFact.HEARD, RecordedFact.HEARD_THEN})
"""With one of these, a situation is about something that the employer said, which a reply answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerStatement:
    """What a situation says that the employer said; `details` are those of the interview once recorded."""

    situation: Situation
    answers: SituationAnswers
    details: InterviewDetails
    today: date

    @property
    def is_offer(self) -> bool:
        """Whether it is an offer, spoken or in writing, that is entered as the outcome."""
        records, occasion = self.situation.records, self.situation.occasion
        is_about_offer = RecordedFact.OFFER in records or occasion is Occasion.SPOKEN_YES
        return is_about_offer and self.details.interview.outcome is Outcome.OFFER

    @property
    def is_of_unknown_day(self) -> bool:
        """Whether it isn't known when they said it, and so which messages it answered."""
        is_unknown = RecordedFact.HEARD_THEN in self.situation.records and self.answers.on is None
        return is_unknown and not self.is_offer

    @property
    def said_on(self) -> date | None:
        """The day on which they said it; None where that isn't known."""
        return None if self.is_of_unknown_day else self._said_from

    @property
    def _said_from(self) -> date:
        """The day on which they said it; where that isn't known, the first one on which they may have."""
        interview = self.details.interview
        if interview.outcome_on is not None and (self.is_offer or interview.outcome is Outcome.REJECTED):
            return interview.outcome_on
        if self.answers.on is not None or RecordedFact.HEARD in self.situation.records:
            return self.answers.on or self.today
        return latest_response(self.details.touchpoints, self.today) or interview.held_on

    @property
    def awaits_reply(self) -> bool:
        """Whether a reply of the candidate's would answer it, and none has been sent."""
        return self.situation.draft is MessageKind.REPLY and (
            self._is_answered_in_writing and self.replied_on is None
        )

    @property
    def _is_answered_in_writing(self) -> bool:
        return self.situation.draft in _ANSWERS and bool(_HEARD.intersection(self.situation.records))

    @property
    def replied_on(self) -> date | None:
        """The day on which the candidate last wrote after it; None for not yet."""
        if not self._is_answered_in_writing:
            return None
        asked_from = self._said_from + timedelta(days=1)
        # On the day on which they came back, a reply may be the one that ended it.
        came_back = RecordedFact.REOPENED in self.situation.records
        replied_from = asked_from if came_back else self._said_from
        if self.is_of_unknown_day:
            # A question of before may be what they answered, and no reply of before it is to that answer.
            asked_from = self.today
            replied_from = max(replied_from, *self._written_on(*CHASE_TOUCHPOINTS), date.min)
        replied = [on for on in self._written_on(TouchpointKind.CANDIDATE_REPLY) if on >= replied_from]
        # Asking again answers a delay, but no offer, rejection or spoken yes. What they said on the day of a
        # chase may be the answer to it.
        is_delay = (
            self.situation.draft is MessageKind.REPLY and self.situation.occasion is not Occasion.SPOKEN_YES
        )
        chased = (on for on in self._written_on(*CHASE_TOUCHPOINTS) if on >= asked_from)
        return max([*replied, *(chased if is_delay else ())], default=None)

    def offer_asked_from(self, calendar: BusinessCalendar, numbers: CadenceNumbers) -> date | None:
        """Return the first day to ask for a spoken offer in writing, once the candidate has thanked them.

        No chain does that once there is an offer. The day is as far from the last message, or from the day
        that they promised it for, as in the chain. None for another statement, or where it was asked for
        often enough.
        """
        if not self.is_offer or self.situation.occasion is not Occasion.SPOKEN_YES:
            return None
        kinds = (TouchpointKind.CANDIDATE_REPLY, *CHASE_TOUCHPOINTS)
        written = [on for on in self._written_on(*kinds) if on >= self._said_from]
        # The first one were the thanks.
        if not written or len(written) > numbers.max_unanswered_messages:
            return None
        last, promised_for = max(written), self.details.interview.decision_by
        is_promised = self.details.date_occasion is Occasion.SPOKEN_YES
        if promised_for is not None and is_promised and promised_for >= last:
            return calendar.add(promised_for, numbers.after_decision_business_days)
        return calendar.add(last, numbers.no_date_business_days)

    def _written_on(self, *kinds: TouchpointKind) -> tuple[date, ...]:
        """Return the days of the candidate's messages of these kinds until today."""
        return tuple(each.sent_on for each in self.details.messages_sent(self.today) if each.kind in kinds)
