"""The steps that a candidate is advised to do: the cadence's steps, adjusted for all that was written.

The follow-up chain counts emails and voicemails that ask for news. The advice also counts questions and
replies. The playbook's `max_unanswered_messages` are enough, however they were sent, and each of them gets
time to be answered.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from followup_core.cadence import (
    BusinessCalendar,
    DateExpected,
    Step,
    StepKind,
    StepReason,
    application_steps,
    state_on,
)
from followup_core.cadence.cadence_text import because, cause
from followup_core.cadence.step import ONE_FOR_EACH_PERSON, AllChasesUnanswered, NoDateKnown, WroteSince
from followup_core.models import (
    CALLING_OFF,
    CHASE_TOUCHPOINTS,
    AnswerValue,
    Application,
    Interview,
    InterviewDetails,
    Outcome,
    Records,
    Touchpoint,
    TouchpointKind,
    latest_response,
)
from followup_core.models.date_text import DayFormat
from followup_core.playbook import CadenceNumbers


def advised_steps(
    records: Records, application: Application, numbers: CadenceNumbers, today: date
) -> tuple[Step, ...]:
    """Return the steps of one job application, as they are advised."""
    advisor = StepAdvisor(records=records, numbers=numbers, today=today)
    steps = application_steps(records, application, numbers, today, as_advised=True)
    return tuple(advisor.as_advised(step) for step in steps if advisor.is_needed(step))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAdvisor:
    """Turns the cadence's steps into the ones to advise today."""

    records: Records
    numbers: CadenceNumbers
    today: date

    def as_advised(self, step: Step) -> Step:
        """Return a step as advised: unchanged, postponed, or replaced by letting go."""
        advised = self._let_go_at_limit(step)
        if advised is step:
            advised = self._postpone_after_message(step)
        is_missed = self.records.interviews[step.interview_id].was_missed
        if is_missed and isinstance(advised.reason, NoDateKnown):
            return self._rescheduled(advised, advised.earliest, replace(advised.reason, was_missed=True))
        return advised

    def is_needed(self, step: Step) -> bool:
        """Return whether a step is to be done.

        A canceled interview needs no step until the candidate says what becomes of it. Only the last round of
        a job asks for news, and no round does once another one ended the job. A thank-you or a request to
        connect isn't needed if it isn't owed, or if another round's covers it.
        """
        details = self.records.interviews[step.interview_id]
        if details.has_open_cancellation:
            return False
        application = self.records.application_of[step.interview_id]
        if step.kind not in ONE_FOR_EACH_PERSON:
            return not application.is_past(details.interview)
        ending = application.ended_by(details.interview)
        if details.was_missed or details.was_canceled or (ending and ending.outcome in CALLING_OFF):
            return False
        is_thanks = step.kind is not StepKind.LINKEDIN_REQUEST
        is_done = self._is_thanked_otherwise if is_thanks else self._is_connected_otherwise
        return not is_done(step, details)

    def _is_connected_otherwise(self, step: Step, details: InterviewDetails) -> bool:
        """Return whether somebody got the request for another round, or gets it for a later one."""
        interview = details.interview
        rounds = self.records.application_of[interview.interview_id].rounds
        other_rounds = (other for other in rounds if other.interview != interview)
        return any(
            _was_done(step, other, self.today)
            or (
                _order_by_day(other.interview) > _order_by_day(interview)
                and other.was_held(self.today)
                and other.answer_to("agreed_linkedin", step.person_id) is AnswerValue.YES
            )
            for other in other_rounds
        )

    def _is_thanked_otherwise(self, step: Step, details: InterviewDetails) -> bool:
        """Return whether somebody is thanked otherwise: for a later round, or in an answer to an offer.

        Of two rounds on one day, the thanks for either are enough.
        """
        if not step.person_id:
            return False
        interview = details.interview
        held_rounds = (
            other
            for other in self.records.application_of[interview.interview_id].rounds
            if other.interview.held_on >= interview.held_on and other.was_held(self.today)
        )
        return self._is_offer_answered(details, step.person_id) or any(
            self._is_to_be_thanked(step.person_id, other)
            if _order_by_day(other.interview) > _order_by_day(interview)
            else other.interview != interview and _was_done(step, other, self.today)
            for other in held_rounds
        )

    def _is_to_be_thanked(self, person_id: str, details: InterviewDetails) -> bool:
        people_to_thank = details.people_to_thank(self.records.people)
        return any(interviewer.person_id == person_id for interviewer in people_to_thank)

    def _is_offer_answered(self, details: InterviewDetails, person_id: str) -> bool:
        offered_on = details.interview.outcome_on
        return details.interview.outcome is Outcome.OFFER and any(
            message.kind is TouchpointKind.CANDIDATE_REPLY
            and message.person_id == person_id
            and (offered_on is None or message.sent_on >= offered_on)
            for message in details.messages_sent(self.today)
        )

    @property
    def _calendar(self) -> BusinessCalendar:
        return BusinessCalendar.of_candidate(self.records)

    def _let_go_at_limit(self, step: Step) -> Step:
        """Return letting go in place of a chase if the playbook's limit of unanswered messages is reached.

        The candidate may let go a week after the last of these messages.
        """
        already_lets_go = step.kind is StepKind.LET_GO and isinstance(step.reason, AllChasesUnanswered)
        if not (already_lets_go or step.kind.touchpoint in CHASE_TOUCHPOINTS):
            return step
        unanswered = unanswered_messages(self.records.interviews[step.interview_id], self.today)
        if len(unanswered) < self.numbers.max_unanswered_messages:
            return step
        last_on = max(message.sent_on for message in unanswered)
        earliest = self._after_gap(last_on, step)
        if already_lets_go and earliest == step.earliest:
            return step
        expected = step.reason if isinstance(step.reason, DateExpected) else None
        reason: StepReason = AllChasesUnanswered(
            expected=expected, count=len(unanswered), last_on=last_on, earliest=earliest
        )
        if expected is not None and earliest == step.earliest:
            reason = replace(expected, kind=StepKind.LET_GO, chases=len(unanswered))
        return self._rescheduled(replace(step, kind=StepKind.LET_GO, rule="A9"), earliest, reason)

    def _postpone_after_message(self, step: Step) -> Step:
        """Return a chase, or letting go, on a later day if the candidate has written since the last response.

        After a question, the step waits as long as after a chase. After a reply, it waits as long as after a
        response that names no day, unless the employer named a day that is later than the reply.
        """
        if step.kind.touchpoint not in CHASE_TOUCHPOINTS and step.kind is not StepKind.LET_GO:
            return step
        details = self.records.interviews[step.interview_id]
        responded_on = latest_response(details.touchpoints, self.today)
        postponements = [
            (earliest, message.sent_on)
            for message in details.messages_sent(self.today)
            if message.person_id in (step.person_id, "")
            and message.sent_on >= (responded_on or details.interview.held_on)
            and (earliest := self._earliest_after(message, step, details, responded_on)) is not None
        ]
        earliest, wrote_on = max(postponements, default=(step.earliest, step.earliest))
        if earliest <= step.earliest:
            return step
        reason = WroteSince(kind=step.kind, wrote_on=wrote_on, earliest=earliest)
        return self._rescheduled(step, earliest, reason)

    def _earliest_after(
        self, message: Touchpoint, step: Step, details: InterviewDetails, responded_on: date | None
    ) -> date | None:
        """Return the first day to ask for news after this message; None if the message delays nothing."""
        # If the employer responded on the day of a question, that may be the answer to it.
        if message.kind is TouchpointKind.QUESTION and message.sent_on != responded_on:
            return self._after_gap(message.sent_on, step)
        decision_by = details.interview.decision_by
        names_later_day = decision_by is not None and decision_by > message.sent_on
        is_reply = message.kind is TouchpointKind.CANDIDATE_REPLY and responded_on is not None
        if is_reply and not names_later_day:
            return self._calendar.add(message.sent_on, self.numbers.no_date_business_days)
        return None

    def _after_gap(self, day: date, step: Step) -> date:
        return self._calendar.roll(max(step.earliest, day + timedelta(days=self.numbers.gap_days)))

    def _rescheduled(self, step: Step, earliest: date, reason: StepReason) -> Step:
        """Return a step with another first day and reason, and with what follows from them."""
        is_later = earliest > step.earliest
        due = self._calendar.add(earliest, self.numbers.grace_business_days) if is_later else step.due
        day_format = DayFormat(today=self.today, country=self.records.settings.country)
        return replace(
            step,
            earliest=earliest,
            due=due,
            state=state_on(self.today, earliest, due),
            reason=reason,
            because=because(reason, day_format),
            cause=cause(reason, day_format),
        )


def _order_by_day(interview: Interview) -> tuple[datetime, int, str]:
    """Return the sort key of rounds by their time, unlike `Interview.place`: thanks follow the day."""
    return (interview.held_at, interview.round, interview.interview_id)


def _was_done(step: Step, details: InterviewDetails, today: date) -> bool:
    """Return whether a step's message went to its person for another interview."""
    return any(
        message.kind is step.kind.touchpoint and message.person_id == step.person_id
        for message in details.messages_sent(today)
    )


def unanswered_messages(details: InterviewDetails, today: date) -> tuple[Touchpoint, ...]:
    """Return the messages that ask for news and were sent since the last response, in stored order.

    A question counts only if it was sent on a later day than the first status email or voicemail. A question
    before that asked for something else: an address, a time frame, whether somebody may be thanked.
    """
    responded_on = latest_response(details.touchpoints, today)
    messages = [
        touchpoint
        for touchpoint in details.messages_sent(today)
        if touchpoint.sent_on >= details.interview.held_on
        and (responded_on is None or touchpoint.sent_on > responded_on)
    ]
    chase_days = (touchpoint.sent_on for touchpoint in messages if touchpoint.kind in CHASE_TOUCHPOINTS)
    first_chase_on = min(chase_days, default=today)  # without a chase, no question counts
    return tuple(
        touchpoint
        for touchpoint in messages
        if touchpoint.kind in CHASE_TOUCHPOINTS
        or (touchpoint.kind is TouchpointKind.QUESTION and touchpoint.sent_on > first_chase_on)
    )
