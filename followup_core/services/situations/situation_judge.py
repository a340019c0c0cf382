"""Decides what to advise today if something happened in an interview (a `Situation`), and why.

A message of the follow-up chain is never advised before its first day. An urgent reply may go out on any day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_core.cadence import Step, StepKind, StepState
from followup_core.models import (
    CHASE_TOUCHPOINTS,
    KINDS_THAT_SHOW_INTEREST,
    InterviewDetails,
    InterviewerPart,
    MessageKind,
    Occasion,
    TouchpointKind,
    YesNo,
)
from followup_core.playbook import FollowUpQuestion, RecordedFact, Situation, Verdict
from followup_core.services.advised_steps import unanswered_messages
from followup_core.services.answer_deadline import answer_deadline
from followup_core.services.due_steps import (
    asks_today,
    first_day,
    message_of_today,
    thanks_for_today,
    waits_until,
)
from followup_core.services.workspace import WorkspaceView

from .detection import (
    find_chain_step,
    last_thank_you,
    permission_asked_on,
    recruiter_before_thanks,
    waits_for_their_date,
)
from .employer_statement import EmployerStatement
from .recording import SituationAnswers, is_somebody_else
from .ruling import (
    CHAIN_VERDICTS,
    AlreadyReplied,
    ContactAway,
    FollowsChain,
    NoRecruiterKnown,
    NoThanksOwed,
    NotWanted,
    OfficeClosed,
    OneMessageADay,
    Ruling,
    ThankFirst,
    TooLateToAnswer,
    WroteLately,
)

_VERDICTS_SETTLED_BY_REPLY = (Verdict.WAIT, Verdict.REPLY, Verdict.KEEP_IN_TOUCH)
"""Verdicts after which nothing is left to do once the candidate has replied."""

_OCCASIONS_OF_OPEN_JOB = (Occasion.MORE_TIME, Occasion.SOON, Occasion.SPOKEN_YES)
"""Occasions of a reply that makes sense only if the job is open and the candidate wants it."""

_URGENT_VERDICTS = (Verdict.REPLY, Verdict.TELL_NOW)
"""Verdicts whose message may be sent on any day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationJudge:
    """Decides the ruling on one situation in one interview, from the candidate's answers: `ruling`.

    `view` shows the workspace as it would be with the situation and the answers saved; nothing is saved yet.
    What is for today comes from the functions that Today uses, so the two can't disagree.
    """

    view: WorkspaceView
    situation: Situation
    answers: SituationAnswers
    interview_id: str

    @property
    def details(self) -> InterviewDetails:
        """The interview that the situation is about."""
        return self.view.interview_details(self.interview_id)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The interview's steps."""
        return self.view.steps_by_interview.get(self.interview_id, ())

    @property
    def statement(self) -> EmployerStatement:
        """What the employer said, if the situation is about something they said."""
        return EmployerStatement(
            situation=self.situation, answers=self.answers, details=self.details, today=self.view.today
        )

    @property
    def chain(self) -> Step | None:
        """The step of the follow-up chain; None if the interview has none."""
        return find_chain_step(self.steps)

    @property
    def owed_thanks(self) -> Step | None:
        """The step of a thank-you email still to send, the hiring manager's first; None if there is none."""
        thank_you_steps = [step for step in self.steps if step.kind is StepKind.THANK_YOU_EMAIL]
        manager_ids = {
            interviewer.person_id
            for interviewer in self.details.interviewers
            if interviewer.part is InterviewerPart.HIRING_MANAGER
        }
        return min(thank_you_steps, key=lambda step: step.person_id not in manager_ids, default=None)

    @property
    def thanks_before_asking(self) -> Step | None:
        """The step of the thank-you email that comes before a chase; None if there is none.

        An overdue thank-you always comes first. Another one comes first only if the chase is for today.
        """
        owed_thanks, chain = self.owed_thanks, self.chain
        if owed_thanks is not None and owed_thanks.state is StepState.OVERDUE:
            return owed_thanks
        if chain is None or not asks_today(chain):
            return None
        thanks_of_today = thanks_for_today(self.view, self.interview_id)
        return owed_thanks if owed_thanks in thanks_of_today else next(iter(thanks_of_today), None)

    @property
    def current_step(self) -> Step | None:
        """The step of the chain; a status email becomes a voicemail if a call is the next message."""
        chain = self.chain
        if chain is not None and self.calls_next and chain.kind is StepKind.STATUS_EMAIL:
            return replace(chain, kind=StepKind.VOICEMAIL)
        return chain

    @property
    def person_id(self) -> str:
        """The person that the advice is about: from the answers, else the recipient; '' for nobody."""
        if self.answers.person_id and not self.is_somebody_else_away:
            return self.answers.person_id
        thanks = last_thank_you(self.details, self.view.today)
        if self.situation.occasion is Occasion.CORRECTION and thanks is not None and thanks.person_id:
            return thanks.person_id
        if RecordedFact.MAY_NOT_CONTACT in self.situation.records:
            return self.recruiter
        if self.situation.verdict is Verdict.SEND_THANK_YOU and self.owed_thanks:
            return self.owed_thanks.person_id
        return self.recipient

    @property
    def is_somebody_else_away(self) -> bool:
        """Whether the person who is away isn't the chain's recipient, so that no message needs to wait."""
        is_about_absence = RecordedFact.AWAY in self.situation.records
        recipient_id = self.chain.person_id if self.chain else ""
        return is_about_absence and is_somebody_else(self.answers, recipient_id)

    @property
    def is_unwanted(self) -> bool:
        """Whether the candidate doesn't want the job anymore."""
        return self.details.interview.still_interested is YesNo.NO

    @property
    def next_step(self) -> Step | None:
        """The next step toward the employer: the chain's, else keeping in touch; None if there is neither."""
        keep_in_touch = (step for step in self.steps if step.kind is StepKind.KEEP_IN_TOUCH)
        return self.chain or next(keep_in_touch, None)

    def first_day_after_reply(self, step: Step) -> date:
        """Return the first day for a step if the offered reply is sent today; a waiting chase starts over."""
        step_day, decision_by = first_day(self.view, step), self.details.interview.decision_by
        names_later_day = decision_by is not None and decision_by > self.view.today
        is_waiting_chase = step.kind.touchpoint in CHASE_TOUCHPOINTS and step.state is StepState.WAITING
        if not is_waiting_chase or names_later_day or not self.statement.awaits_reply:
            return step_day
        numbers = self.view.playbook.numbers
        return max(step_day, self.view.calendar.add(self.view.today, numbers.no_date_business_days))

    @property
    def recruiter(self) -> str:
        """The `person_id` of the recruiter: an agency's, else the interview's first; '' if there is none."""
        agency = self.details.agency_recruiter(self.view.records.people)
        return agency or self.details.first_with_part((InterviewerPart.RECRUITER,))

    @property
    def recipient(self) -> str:
        """The `person_id` of the person who gets messages about the job; '' if nobody is known."""
        return self.details.recipient(self.view.records.people)

    @property
    def calls_next(self) -> bool:
        """Whether the next message is a call: the situation advises one, and no voicemail is unanswered."""
        unanswered = unanswered_messages(self.details, self.view.today)
        has_called = any(message.kind is TouchpointKind.VOICEMAIL for message in unanswered)
        return self.situation.verdict is Verdict.CALL and not has_called

    def lets_go_instead(self, ruling: Ruling) -> bool:
        """Return whether the ruling is to let go, now or later, unlike the situation's own verdict."""
        if self.situation.verdict is Verdict.LET_GO:
            return False
        step = ruling.reason.step if isinstance(ruling.reason, FollowsChain) else None
        return step is not None and step.kind is StepKind.LET_GO

    def ruling(self) -> Ruling:
        """Return the ruling: the situation's own verdict, unless the chain, thanks or a reply decides."""
        nobody_to_thank = self.situation.verdict is Verdict.SEND_THANK_YOU and self.owed_thanks is None
        if nobody_to_thank and not self._is_ruled_by_cadence:
            return Ruling(verdict=Verdict.WAIT, reason=NoThanksOwed())
        if self._keeps_unwanted_job_open:
            return self._thanks_first() or Ruling(verdict=Verdict.WAIT, reason=NotWanted())
        if self._is_too_late_to_answer:
            return Ruling(verdict=Verdict.WAIT, reason=TooLateToAnswer())
        ruling = self._cadence_ruling() if self._is_ruled_by_cadence else self._own_ruling()
        if ruling.asks and self.lacks_recruiter:
            return Ruling(verdict=Verdict.WAIT, reason=NoRecruiterKnown())
        replied_on = self.statement.replied_on
        if replied_on == self.statement.said_on == self.view.today and ruling.verdict in _URGENT_VERDICTS:
            # Both are dated today, so the candidate may have replied before they said it.
            return Ruling(verdict=ruling.verdict, reason=WroteLately(sent_on=self.view.today))
        if replied_on is not None and ruling.verdict in _VERDICTS_SETTLED_BY_REPLY:
            return self._ruling_after_reply(replied_on)
        kind = self.situation.draft
        if kind and ruling.verdict in _URGENT_VERDICTS and (sent_on := self._wrote_on(kind.touchpoint)):
            return Ruling(verdict=ruling.verdict, reason=WroteLately(sent_on=sent_on))
        is_reply = ruling.verdict is Verdict.WAIT and kind is MessageKind.REPLY
        return self._reply_after_thanks(ruling) if is_reply else ruling

    @property
    def lacks_recruiter(self) -> bool:
        """Whether the situation's message goes to a recruiter who isn't known yet."""
        return RecordedFact.MAY_NOT_CONTACT in self.situation.records and not self.person_id

    @property
    def _is_too_late_to_answer(self) -> bool:
        """Whether the employer's no came so long ago that it is too late to answer it."""
        said_on, stale_time = self.statement.said_on, timedelta(days=self.view.playbook.numbers.stale_days)
        is_no = self.situation.draft is MessageKind.ANSWER_REJECTION
        return is_no and said_on is not None and said_on < self.view.today - stale_time

    def _ruling_after_reply(self, replied_on: date) -> Ruling:
        """Return the ruling after the candidate replied; a spoken yes is followed by asking for the offer."""
        numbers = self.view.playbook.numbers
        ask_from = None if self.is_unwanted else self.statement.offer_asked_from(self.view.calendar, numbers)
        if ask_from is not None and ask_from <= self.view.today:
            return Ruling(verdict=Verdict.SEND_STATUS_EMAIL)
        step = self.next_step
        later_step = step if step and step.state is StepState.WAITING else None
        reason = AlreadyReplied(sent_on=replied_on, next_step=later_step, ask_from=ask_from)
        return Ruling(verdict=Verdict.WAIT, reason=reason)

    def _wrote_on(self, kind: TouchpointKind) -> date | None:
        """Return the day of a message that may already be the advised one; None if there is none.

        It is a message to this person of the same kind, sent today if it is a reply, else within the last
        `gap_days`. A chase sent today counts, too.
        """
        today, days = self.view.today, timedelta(days=self.view.playbook.numbers.gap_days)
        sent_after = today if kind is TouchpointKind.CANDIDATE_REPLY else today - days
        days_of_messages = (
            message.sent_on
            for message in self.details.messages_sent(today)
            if message.person_id in (self.person_id, "")
            and (
                (message.kind is kind and message.sent_on > sent_after)
                or (message.kind in (kind, *CHASE_TOUCHPOINTS) and message.sent_on == today)
            )
        )
        return max(days_of_messages, default=None)

    @property
    def decision_by(self) -> date | None:
        """The day that the employer named: as entered now, else as stored if the situation asks for it.

        A stored day that is only an estimate doesn't count, because nobody named it.
        """
        asks_for_day = FollowUpQuestion.DECISION_BY in self.situation.asks
        return self.answers.decision_by or (self.details.named_date if asks_for_day else None)

    @property
    def answer_by(self) -> date | None:
        """The candidate's own deadline: the one entered now, else the stored one."""
        of_another = RecordedFact.OTHER_ANSWER_BY in self.situation.records
        return self.answers.answer_by or answer_deadline(self.details, of_another=of_another)

    def _sent_today(self, kind: TouchpointKind, person_id: str) -> bool:
        return self.details.was_sent(kind, person_id, self.view.today)

    def _reply_after_thanks(self, ruling: Ruling) -> Ruling:
        """Return the ruling on a reply that isn't urgent; a thank-you to the same person goes first."""
        if isinstance(ruling.reason, NotWanted):
            return ruling
        thank_you_steps = (step for step in self.steps if step.kind is StepKind.THANK_YOU_EMAIL)
        if self.person_id and any(step.person_id == self.person_id for step in thank_you_steps):
            thanks_first = ThankFirst(
                interview_id=self.interview_id, person_id=self.person_id, before_reply=True
            )
            return Ruling(verdict=Verdict.SEND_THANK_YOU, reason=thanks_first)
        thanks = TouchpointKind.THANK_YOU_EMAIL
        if self._sent_today(thanks, self.person_id):
            one_message_a_day = OneMessageADay(write_on=self.next_business_day, sent=thanks, is_reply=True)
            return Ruling(verdict=Verdict.WAIT, reason=one_message_a_day)
        return ruling

    @property
    def _keeps_unwanted_job_open(self) -> bool:
        """Whether the situation, by waiting or showing interest, would keep an unwanted job open."""
        if not self.is_unwanted:
            return False
        if self.situation.verdict in (Verdict.WAIT, Verdict.LET_GO):
            return True
        draft, occasion = self.situation.draft, self.situation.occasion
        return draft in KINDS_THAT_SHOW_INTEREST or (
            draft is MessageKind.REPLY and occasion in _OCCASIONS_OF_OPEN_JOB
        )

    @property
    def _is_ruled_by_cadence(self) -> bool:
        """Whether the follow-up chain decides what to do, rather than the situation's own verdict.

        The chain decides if the verdict is one of its own, or if the person who is away isn't its recipient.
        It also decides if its step is due, no thank-you comes first, and the playbook has advice on that step
        in this situation.
        """
        situation, chain = self.situation, self.chain
        if situation.verdict in CHAIN_VERDICTS or self.is_somebody_else_away:
            return True
        if chain is None or chain.state is StepState.WAITING or self.thanks_before_asking:
            return False
        is_letting_go = chain.kind is StepKind.LET_GO
        return bool(situation.advice_letting_go if is_letting_go else situation.advice_asking)

    def _own_ruling(self) -> Ruling:
        """Return the situation's own verdict; letting go waits for a day that the employer named."""
        verdict, chain = self.situation.verdict, self.chain
        if verdict is Verdict.LET_GO and chain is not None and self._waits_for_their_date:
            return Ruling(verdict=Verdict.WAIT, reason=FollowsChain(step=chain))
        return Ruling(verdict=verdict)

    def _thanks_first(self) -> Ruling | None:
        """Return the ruling that a thank-you comes before a chase; None if none does."""
        owed_thanks = self.thanks_before_asking
        if owed_thanks is None:
            return None
        recruiter = self.recruiter
        asks_address = self.situation.draft is MessageKind.ASK_ADDRESS and bool(recruiter)
        if asks_address and self._sent_today(TouchpointKind.QUESTION, recruiter):
            return Ruling(verdict=Verdict.WAIT, reason=WroteLately(sent_on=self.view.today))
        is_late = owed_thanks.state is StepState.OVERDUE
        thank_first = ThankFirst(
            interview_id=owed_thanks.interview_id, person_id=owed_thanks.person_id, is_late=is_late
        )
        return Ruling(verdict=Verdict.SEND_THANK_YOU, reason=thank_first)

    def _cadence_ruling(self) -> Ruling:
        """Return the ruling by the functions that Today uses: thanks first, then the chain's step."""
        if thanks_ruling := self._thanks_first():
            return thanks_ruling
        ruling, chase = self._chain_ruling(self.chain), self.current_step
        if ruling.verdict not in CHAIN_VERDICTS or chase is None:
            return ruling
        wait_until = waits_until(self.view, chase)
        if wait_until is None:
            return ruling
        if message_kind := message_of_today(self.view, chase):
            return Ruling(verdict=Verdict.WAIT, reason=OneMessageADay(write_on=wait_until, sent=message_kind))
        is_call = chase.kind is StepKind.VOICEMAIL
        return Ruling(verdict=Verdict.WAIT, reason=OfficeClosed(opens_on=wait_until, is_call=is_call))

    @property
    def back_on(self) -> date | None:
        """The day on which the recipient is back at work; None if nobody's return is waited for."""
        return None if self.is_somebody_else_away else self.answers.back_on

    @property
    def next_business_day(self) -> date:
        """The first business day after today."""
        return self.view.calendar.add(self.view.today, 1)

    @property
    def _waits_for_their_date(self) -> bool:
        return waits_for_their_date(self.chain, self.details, self.view.today)

    @property
    def thanks_to_ask_about(self) -> Step | None:
        """The step of a thank-you to somebody else, which the recruiter can be asked about; else None.

        It is also None on a day when the recruiter was asked something, and while an agency's recruiter
        hasn't answered.
        """
        owed_thanks, recruiter = self.owed_thanks, self.recruiter
        is_recruiters = owed_thanks is not None and bool(recruiter) and owed_thanks.person_id == recruiter
        if owed_thanks is None or is_recruiters or self._sent_today(TouchpointKind.QUESTION, recruiter):
            return None
        people, today = self.view.records.people, self.view.today
        return (
            None if permission_asked_on(self.details, people, owed_thanks.person_id, today) else owed_thanks
        )

    @property
    def asks_recruiter(self) -> bool:
        """Whether there is a recruiter to ask whether somebody may be thanked."""
        asks_for_address = (
            self.situation.draft is MessageKind.ASK_ADDRESS and self.thanks_to_ask_about is not None
        )
        return asks_for_address and bool(self.recruiter)

    def thanks_now(self, ruling: Ruling) -> ThankFirst | Step | None:
        """Return the thank-you that a ruling says to send; None if it says to send no thank-you."""
        if isinstance(ruling.reason, ThankFirst):
            return ruling.reason
        return self.owed_thanks if ruling.verdict is Verdict.SEND_THANK_YOU else None

    def recruiter_before_thanks(self, ruling: Ruling) -> str:
        """Return the `person_id` of the recruiter to ask before the ruling's thank-you; '' for nobody.

        It is '' in a situation about a recruiter, which has its own sentence about asking.
        """
        thank_you = self.thanks_now(ruling)
        if thank_you is None or self.asks_recruiter:
            return ""
        is_other_interview = thank_you.interview_id != self.interview_id
        details = self.view.interview_details(thank_you.interview_id) if is_other_interview else self.details
        return recruiter_before_thanks(details, self.view.records.people, thank_you.person_id)

    def _chain_ruling(self, chain: Step | None) -> Ruling:
        """Return what the chain's step advises; if it has no step, the situation's own verdict."""
        if chain is None:
            if self.is_unwanted:
                return Ruling(verdict=Verdict.WAIT, reason=NotWanted())
            return Ruling(verdict=self.situation.verdict)
        back_on = self.back_on
        if back_on is not None and chain.earliest <= back_on:
            return Ruling(verdict=Verdict.WAIT, reason=ContactAway(back_on=back_on))
        count = len(unanswered_messages(self.details, self.view.today))
        has_written_enough = count >= self.view.playbook.numbers.max_unanswered_messages
        if has_written_enough and self.statement.is_of_unknown_day:
            return Ruling(verdict=self.situation.verdict)
        return Ruling(verdict=self._step_verdict(chain), reason=FollowsChain(step=chain))

    def _step_verdict(self, chain: Step) -> Verdict:
        if chain.state is StepState.WAITING:
            return Verdict.WAIT
        if chain.kind is StepKind.LET_GO:
            return Verdict.LET_GO
        is_call = chain.kind is StepKind.VOICEMAIL or self.calls_next
        return Verdict.CALL if is_call else Verdict.SEND_STATUS_EMAIL
