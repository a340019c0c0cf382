"""The advice on a situation as values: a verdict, its reason and a draft.

No verdict advises writing before a step's first day. The sentences are made in `situation_text`.
"""

from dataclasses import dataclass
from datetime import date

from followup_core.cadence import BusinessCalendar, Step, StepKind, StepState
from followup_core.models import InterviewDetails, InterviewerPart, MessageKind, Occasion, YesNo
from followup_core.playbook import Situation, Verdict
from followup_core.services.workspace import WorkspaceView

from .detection import find_chain_step, unanswered_messages, waits_for_their_date
from .recording import SituationAnswers

_CHAIN_VERDICTS = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
"""The verdicts to send a message of the follow-up chain, which must wait for its day."""

_FIRST_CHOICE = (
    InterviewerPart.HIRING_MANAGER,
    InterviewerPart.INTERVIEWER,
    InterviewerPart.RECRUITER,
    InterviewerPart.COORDINATOR,
)
_CHASES = (MessageKind.STATUS_EMAIL, MessageKind.VOICEMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """The message that the advice offers to write, its recipient, and the first day to send it."""

    kind: MessageKind
    occasion: Occasion | None = None
    person_id: str
    not_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankFirst:
    """A reason: this person's thank-you email is overdue, and it comes before any question."""

    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAway:
    """A reason: the contact is away until this day."""

    back_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyUnanswered:
    """A reason: this many messages have no answer, all channels counted."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoThanksOwed:
    """A reason: everybody was thanked, or it is too late for a thank-you email."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClosed:
    """A reason: nobody is at work to take a call before this day."""

    opens_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWanted:
    """A reason: the candidate doesn't want the job any more, so there is nothing to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsChain:
    """A reason: the follow-up chain has this step, which gives its own reason."""

    step: Step


Reason = ThankFirst | ContactAway | TooManyUnanswered | NoThanksOwed | NotWanted | OfficeClosed | FollowsChain


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The verdict on a situation in one interview; `reason` None if it is the situation's own verdict."""

    verdict: Verdict
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationJudge:
    """A situation in one interview: the answers, and the interview and its steps once it is recorded."""

    view: WorkspaceView
    situation: Situation
    answers: SituationAnswers
    details: InterviewDetails
    steps: tuple[Step, ...]

    @property
    def chain(self) -> Step | None:
        """The step of the follow-up chain; None if the interview has none."""
        return find_chain_step(self.steps)

    @property
    def owed_thanks(self) -> Step | None:
        """The thank-you email that is not sent yet, the hiring manager's first; None if there is none."""
        owed = [step for step in self.steps if step.kind is StepKind.THANK_YOU_EMAIL]
        managers = {
            interviewer.person_id
            for interviewer in self.details.interviewers
            if interviewer.part is _FIRST_CHOICE[0]
        }
        return min(owed, key=lambda step: step.person_id not in managers, default=None)

    @property
    def late_thanks(self) -> Step | None:
        """The first thank-you email not sent yet, if it is overdue; all of an interview are due together."""
        owed = self.owed_thanks
        return owed if owed and owed.state is StepState.OVERDUE else None

    @property
    def person_id(self) -> str:
        """The person the advice is about: from the answers, else the next step's recipient; '' for nobody."""
        if self.answers.person_id:
            return self.answers.person_id
        if self.situation.verdict is Verdict.SEND_THANK_YOU and self.owed_thanks:
            return self.owed_thanks.person_id
        step = self.next_step
        return step.person_id if step else self.interviewer(*_FIRST_CHOICE)

    @property
    def next_step(self) -> Step | None:
        """The next step towards the employer: of the chain, else to keep in touch; None for neither."""
        keep_in_touch = (step for step in self.steps if step.kind is StepKind.KEEP_IN_TOUCH)
        return self.chain or next(keep_in_touch, None)

    def interviewer(self, *roles: InterviewerPart) -> str:
        """Return the person_id of the first interviewer in the first of `roles` that anybody has, or ''."""
        for role in roles:
            for interviewer in self.details.interviewers:
                if interviewer.part is role:
                    return interviewer.person_id
        return ""

    def ends(self, ruling: Ruling) -> bool:
        """Return whether a situation that usually calls for a message comes when none is left to send."""
        if self.situation.verdict not in _CHAIN_VERDICTS:
            return False
        step = ruling.reason.step if isinstance(ruling.reason, FollowsChain) else None
        return ruling.verdict is Verdict.LET_GO or (step is not None and step.kind is StepKind.LET_GO)

    def ruling(self) -> Ruling:
        """Return the verdict: the situation's own, or what comes before a message of the chain."""
        if self.situation.verdict is Verdict.SEND_THANK_YOU and self.owed_thanks is None:
            return Ruling(verdict=Verdict.WAIT, reason=NoThanksOwed())
        if (
            self.chain is not None
            and self.situation.verdict is Verdict.LET_GO
            and waits_for_their_date(self.chain)
        ):
            return Ruling(verdict=Verdict.WAIT, reason=FollowsChain(step=self.chain))
        if self.situation.verdict not in _CHAIN_VERDICTS:
            return Ruling(verdict=self.situation.verdict)
        if (late := self.late_thanks) and not self._asks_recruiter:
            return Ruling(verdict=Verdict.SEND_THANK_YOU, reason=ThankFirst(person_id=late.person_id))
        ruling = self._chain_ruling(self.chain)
        opens_on = self._calendar.roll(self.view.today)
        if ruling.verdict is Verdict.CALL and opens_on > self.view.today:
            return Ruling(verdict=Verdict.WAIT, reason=OfficeClosed(opens_on=opens_on))
        return ruling

    @property
    def _asks_recruiter(self) -> bool:
        """Whether there is a recruiter who says first who may be thanked."""
        parts = {interviewer.part for interviewer in self.details.interviewers}
        return self.situation.draft is MessageKind.ASK_ADDRESS and InterviewerPart.RECRUITER in parts

    @property
    def _calendar(self) -> BusinessCalendar:
        return BusinessCalendar(self.view.records.settings.country)

    def _chain_ruling(self, chain: Step | None) -> Ruling:
        if chain is None:
            if self.details.interview.still_interested is YesNo.NO:
                return Ruling(verdict=Verdict.WAIT, reason=NotWanted())
            return Ruling(verdict=self.situation.verdict)
        back_on = self.answers.back_on
        if back_on is not None and chain.earliest <= back_on:
            return Ruling(verdict=Verdict.WAIT, reason=ContactAway(back_on=back_on))
        # The chain counts emails and voicemails; this limit counts every channel.
        count = len(unanswered_messages(self.details, self.view.today))
        if chain.kind is not StepKind.LET_GO and count >= self.view.playbook.numbers.max_unanswered_messages:
            return Ruling(verdict=Verdict.LET_GO, reason=TooManyUnanswered(count=count))
        return Ruling(verdict=self._step_verdict(chain), reason=FollowsChain(step=chain))

    def _step_verdict(self, chain: Step) -> Verdict:
        if chain.state is StepState.WAITING:
            return Verdict.WAIT
        if chain.kind is StepKind.LET_GO:
            return Verdict.LET_GO
        calls = chain.kind is StepKind.VOICEMAIL or self.situation.verdict is Verdict.CALL
        return Verdict.CALL if calls else Verdict.SEND_STATUS_EMAIL

    def draft(self, verdict: Verdict) -> DraftOffer | None:
        """Return the message to offer; None if the advice is not to write."""
        today, kind = self.view.today, self.situation.draft
        if verdict is Verdict.LET_GO:
            return None
        if verdict is Verdict.SEND_THANK_YOU and self.owed_thanks:
            recipient = self.owed_thanks.person_id
            occasion = self.situation.occasion if kind is MessageKind.THANK_YOU_EMAIL else None
            return DraftOffer(
                kind=MessageKind.THANK_YOU_EMAIL, occasion=occasion, person_id=recipient, not_before=today
            )
        if kind is MessageKind.THANK_YOU_EMAIL:  # a second one would help nobody
            return None
        if kind in _CHASES:
            return self._chase(verdict)
        if kind is None or (kind is MessageKind.ASK_ADDRESS and self.owed_thanks is None):
            return None
        occasion = self.situation.occasion
        return DraftOffer(kind=kind, occasion=occasion, person_id=self.person_id, not_before=today)

    def _chase(self, verdict: Verdict) -> DraftOffer | None:
        chain, back_on, kind = self.chain, self.answers.back_on, self.situation.draft
        days = [self.view.today]
        if chain is None and self.details.interview.still_interested is YesNo.NO:
            return None
        if chain:
            if chain.kind is StepKind.LET_GO:
                return None
            days.append(chain.earliest)
            # A call stays a call; any other message becomes the one that the chain has next.
            kind = kind if self.situation.verdict is Verdict.CALL else chain.kind.message
        if back_on is not None:
            days.append(self._calendar.add(back_on, 1))
        if kind is MessageKind.VOICEMAIL:
            days.append(self._calendar.roll(max(days)))
        if verdict is Verdict.WAIT and max(days) == self.view.today:
            return None
        if kind is None:
            return None
        return DraftOffer(
            kind=kind, occasion=self.situation.occasion, person_id=self.person_id, not_before=max(days)
        )
