"""Advising on a situation: its sentences with names and days, and a verdict that never breaks a "not yet"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from followup_core.cadence import BusinessCalendar, State, Step, StepKind
from followup_core.models import InterviewDetails, InterviewerRole
from followup_core.models.date_text import format_day
from followup_core.playbook import DraftKind, DraftStatus, Situation, Verdict
from followup_core.playbook.situation_model import names_in
from followup_core.services.workspace import WorkspaceView

from .detection import MANY_QUESTIONS, chain_step, has_unanswered_question
from .recording import SituationAnswers

_FOLLOWS = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
"""The verdicts that are a message of the chain, and so wait for its day."""

_HOLD_BACK = (Verdict.WAIT, Verdict.SEND_THANK_YOU)
"""What stands in the way of a message of the chain, and so is said before how to write it."""

_FIRST_CHOICE = (
    InterviewerRole.HIRING_MANAGER,
    InterviewerRole.INTERVIEWER,
    InterviewerRole.RECRUITER,
    InterviewerRole.COORDINATOR,
)
_CHASES = (DraftKind.STATUS_EMAIL, DraftKind.VOICEMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """The message a situation offers, to whom, and the first day on which it may go out."""

    kind: DraftKind
    status: DraftStatus = DraftStatus.NONE
    person_id: str
    not_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceContext:
    """A situation in one interview as it stands once the situation is told, with its steps then."""

    view: WorkspaceView
    situation: Situation
    answers: SituationAnswers
    round: InterviewDetails
    steps: tuple[Step, ...]

    @property
    def chain(self) -> Step | None:
        """The next step of the chain, None where the interview is quiet."""
        return chain_step(self.steps)

    @property
    def late_thanks(self) -> Step | None:
        """The first thank-you email that is overdue."""
        late = (s for s in self.steps if s.kind is StepKind.THANK_YOU_EMAIL and s.state is State.OVERDUE)
        return next(late, None)

    @property
    def person_id(self) -> str:
        """Whom the advice is about: the person told, else whoever the next step goes to; '' for nobody."""
        if self.answers.person_id:
            return self.answers.person_id
        if self.situation.verdict is Verdict.SEND_THANK_YOU and self.late_thanks:
            return self.late_thanks.person_id
        step = self._next
        return step.person_id if step else self.met(*_FIRST_CHOICE)

    @property
    def _next(self) -> Step | None:
        hello = (step for step in self.steps if step.kind is StepKind.KEEP_IN_TOUCH)
        return self.chain or next(hello, None)

    def met(self, *parts: InterviewerRole) -> str:
        """Return who was met in the first of these parts that anybody has; '' for nobody."""
        for part in parts:
            for each in self.round.interviewers:
                if each.part is part:
                    return each.person_id
        return ""

    def name(self, person_id: str, otherwise: str) -> str:
        """Return a person's name as a sentence can hold it, or the words for nobody known."""
        return " ".join(self.view.name(person_id).split()) or otherwise

    def say(self, day: date) -> str:
        """Return `day` as a person says it."""
        return format_day(day, self.view.today)

    def governing_step(self) -> tuple[Verdict, str]:
        """Return the verdict, and the cadence's reason for it where the cadence decides."""
        if self.situation.verdict not in _FOLLOWS:
            return self.situation.verdict, ""
        if late := self.late_thanks:
            name = self.name(late.person_id, "your contact")
            return Verdict.SEND_THANK_YOU, f"First thank {name}: even late, thanks come before any question."
        return self._chained(self.chain)

    def _chained(self, chain: Step | None) -> tuple[Verdict, str]:
        if chain is None:
            return self.situation.verdict, ""
        back = self.answers.back_on
        if back is not None and chain.earliest <= back:
            return Verdict.WAIT, f"They are away until {self.say(back)}; leave it until they are back."
        # The chain counts emails and voicemails; the limit counts every channel.
        if (
            chain.kind is not StepKind.LET_GO
            and len(has_unanswered_question(self.round, self.view.today)) >= MANY_QUESTIONS
        ):
            return Verdict.LET_GO, "You have asked twice already, every channel counted, and that is enough."
        if chain.state is State.WAITING:
            return Verdict.WAIT, chain.because
        if chain.kind is StepKind.LET_GO:
            return Verdict.LET_GO, chain.because
        calls = chain.kind is StepKind.VOICEMAIL or self.situation.verdict is Verdict.CALL
        return (Verdict.CALL if calls else Verdict.SEND_STATUS_EMAIL), chain.because

    def sentences(self, verdict: Verdict, reason: str) -> tuple[str, ...]:
        """Return the advice in this interview's names and days; a reason to hold back comes first."""
        facts = self._facts()
        filled = tuple(
            _filled(sentence, facts)
            for sentence in self.situation.advice
            if (names_in(sentence) or frozenset()) <= facts.keys()
        )
        if not reason:
            return filled
        if verdict is Verdict.LET_GO:
            return (filled[0], reason)  # the rest is how to ask, which would be too much now
        return (reason, *filled) if verdict in _HOLD_BACK else (*filled, reason)

    def _facts(self) -> Mapping[str, str]:
        """Return the names and days a sentence may use; a day that is not known is not among them."""
        today = self.view.today
        touchpoints = has_unanswered_question(self.round, today)
        upcoming = self._next
        days = {
            "held_on": self.round.interview.held_on,
            "decision_by": self.answers.decision_by,
            "answer_by": self.answers.answer_by,
            "back_on": self.answers.back_on,
            "asked_on": max((touchpoint.sent_on for touchpoint in touchpoints), default=None),
            "next_on": upcoming.earliest if upcoming and upcoming.earliest > today else None,
        }
        return {
            "organization": " ".join(self.round.interview.organization.split()),
            "person": self.name(self.person_id, "your contact"),
            "manager": self.name(self.met(InterviewerRole.HIRING_MANAGER), "the hiring manager"),
            "recruiter": self.name(self.met(InterviewerRole.RECRUITER), "the recruiter"),
            **{name: self.say(day) for name, day in days.items() if day is not None},
        }

    def draft(self, verdict: Verdict) -> DraftOffer | None:
        """Return the message to offer; none where writing one is what is advised against."""
        today, kind = self.view.today, self.situation.draft
        if verdict is Verdict.LET_GO:
            return None
        if verdict is Verdict.SEND_THANK_YOU and self.late_thanks:
            to = self.late_thanks.person_id
            return DraftOffer(kind=DraftKind.THANK_YOU_EMAIL, person_id=to, not_before=today)
        if kind in _CHASES:
            return self._chase(verdict)
        return DraftOffer(kind=kind, person_id=self.person_id, not_before=today) if kind else None

    def _chase(self, verdict: Verdict) -> DraftOffer | None:
        chain, back, kind = self.chain, self.answers.back_on, self.situation.draft
        days = [self.view.today]
        if chain:
            if chain.kind is StepKind.LET_GO:
                return None
            days.append(chain.earliest)
            # A call stays a call; else the message is the one whose turn it is.
            kind = kind if self.situation.verdict is Verdict.CALL else DraftKind(chain.kind.value)
        if back is not None:
            days.append(BusinessCalendar(self.view.records.settings.country).add(back, 1))
        if verdict is Verdict.WAIT and max(days) == self.view.today:
            return None
        status = self.situation.status
        return DraftOffer(kind=kind, status=status, person_id=self.person_id, not_before=max(days))


def _filled(sentence: str, facts: Mapping[str, str]) -> str:
    said = sentence.format_map(facts)
    return said[:1].upper() + said[1:]
