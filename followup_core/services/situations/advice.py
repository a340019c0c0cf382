"""The advice on a situation: its verdict, which never breaks a "not yet", its sentences, and its draft."""

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

_CHAIN_VERDICTS = (Verdict.SEND_STATUS_EMAIL, Verdict.CALL)
"""The verdicts to send a message of the follow-up chain, which must wait for its day."""

_HOLD_BACK = (Verdict.WAIT, Verdict.SEND_THANK_YOU)
"""The verdicts not to send that message yet; their reason comes before the advice on how to write it."""

_FIRST_CHOICE = (
    InterviewerRole.HIRING_MANAGER,
    InterviewerRole.INTERVIEWER,
    InterviewerRole.RECRUITER,
    InterviewerRole.COORDINATOR,
)
_CHASES = (DraftKind.STATUS_EMAIL, DraftKind.VOICEMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """The message that the advice offers to write, its recipient, and the first day to send it."""

    kind: DraftKind
    status: DraftStatus = DraftStatus.NONE
    person_id: str
    not_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceContext:
    """A situation in one interview: the answers, and the interview and its steps once it is recorded."""

    view: WorkspaceView
    situation: Situation
    answers: SituationAnswers
    round: InterviewDetails
    steps: tuple[Step, ...]

    @property
    def chain(self) -> Step | None:
        """The step of the follow-up chain; None if the interview has none."""
        return chain_step(self.steps)

    @property
    def late_thanks(self) -> Step | None:
        """The first overdue thank-you email; None if there is none."""
        for step in self.steps:
            if step.kind is StepKind.THANK_YOU_EMAIL and step.state is State.OVERDUE:
                return step
        return None

    @property
    def person_id(self) -> str:
        """The person the advice is about: from the answers, else the next step's recipient; '' for nobody."""
        if self.answers.person_id:
            return self.answers.person_id
        if self.situation.verdict is Verdict.SEND_THANK_YOU and self.late_thanks:
            return self.late_thanks.person_id
        step = self._next_step
        return step.person_id if step else self.interviewer(*_FIRST_CHOICE)

    @property
    def _next_step(self) -> Step | None:
        keep_in_touch = (step for step in self.steps if step.kind is StepKind.KEEP_IN_TOUCH)
        return self.chain or next(keep_in_touch, None)

    def interviewer(self, *roles: InterviewerRole) -> str:
        """Return the person_id of the first interviewer in the first of `roles` that anybody has, or ''."""
        for role in roles:
            for met in self.round.interviewers:
                if met.part is role:
                    return met.person_id
        return ""

    def name(self, person_id: str, default: str) -> str:
        """Return a person's name on one line, or `default` for an id that nobody has."""
        return " ".join(self.view.name(person_id).split()) or default

    def format_day(self, day: date) -> str:
        """Return `day` in words, as in "Friday 27 November"."""
        return format_day(day, self.view.today)

    def governing_step(self) -> tuple[Verdict, str]:
        """Return the verdict, and the reason for it where it is not the situation's own (else '')."""
        if self.situation.verdict not in _CHAIN_VERDICTS:
            return self.situation.verdict, ""
        if late := self.late_thanks:
            name = self.name(late.person_id, "your contact")
            return Verdict.SEND_THANK_YOU, f"First thank {name}: even late, thanks come before any question."
        return self._chain_verdict(self.chain)

    def _chain_verdict(self, chain: Step | None) -> tuple[Verdict, str]:
        if chain is None:
            return self.situation.verdict, ""
        back_on = self.answers.back_on
        if back_on is not None and chain.earliest <= back_on:
            return (
                Verdict.WAIT,
                f"They are away until {self.format_day(back_on)}; leave it until they are back.",
            )
        # The chain counts emails and voicemails; this limit counts every channel.
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
        """Return the advice with this interview's names and days; a reason to hold back comes first."""
        facts = self._facts()
        filled = tuple(
            _filled(sentence, facts)
            for sentence in self.situation.advice
            if (names_in(sentence) or frozenset()) <= facts.keys()
        )
        if not reason:
            return filled
        if verdict is Verdict.LET_GO:
            return (filled[0], reason)  # the rest is on how to ask, which doesn't apply now
        return (reason, *filled) if verdict in _HOLD_BACK else (*filled, reason)

    def _facts(self) -> Mapping[str, str]:
        """Return the names and days that a sentence may use; unknown days are left out."""
        today = self.view.today
        unanswered = has_unanswered_question(self.round, today)
        next_step = self._next_step
        days = {
            "held_on": self.round.interview.held_on,
            "decision_by": self.answers.decision_by,
            "answer_by": self.answers.answer_by,
            "back_on": self.answers.back_on,
            "asked_on": max((touchpoint.sent_on for touchpoint in unanswered), default=None),
            "next_on": next_step.earliest if next_step and next_step.earliest > today else None,
        }
        return {
            "organization": " ".join(self.round.interview.organization.split()),
            "person": self.name(self.person_id, "your contact"),
            "manager": self.name(self.interviewer(InterviewerRole.HIRING_MANAGER), "the hiring manager"),
            "recruiter": self.name(self.interviewer(InterviewerRole.RECRUITER), "the recruiter"),
            **{name: self.format_day(day) for name, day in days.items() if day is not None},
        }

    def draft(self, verdict: Verdict) -> DraftOffer | None:
        """Return the message to offer; None if the advice is not to write."""
        today, kind = self.view.today, self.situation.draft
        if verdict is Verdict.LET_GO:
            return None
        if verdict is Verdict.SEND_THANK_YOU and self.late_thanks:
            recipient = self.late_thanks.person_id
            return DraftOffer(kind=DraftKind.THANK_YOU_EMAIL, person_id=recipient, not_before=today)
        if kind in _CHASES:
            return self._chase(verdict)
        return DraftOffer(kind=kind, person_id=self.person_id, not_before=today) if kind else None

    def _chase(self, verdict: Verdict) -> DraftOffer | None:
        chain, back_on, kind = self.chain, self.answers.back_on, self.situation.draft
        days = [self.view.today]
        if chain:
            if chain.kind is StepKind.LET_GO:
                return None
            days.append(chain.earliest)
            # A call stays a call; any other message becomes the one that the chain has next.
            kind = kind if self.situation.verdict is Verdict.CALL else DraftKind(chain.kind.value)
        if back_on is not None:
            days.append(BusinessCalendar(self.view.records.settings.country).add(back_on, 1))
        if verdict is Verdict.WAIT and max(days) == self.view.today:
            return None
        status = self.situation.status
        return DraftOffer(kind=kind, status=status, person_id=self.person_id, not_before=max(days))


def _filled(sentence: str, facts: Mapping[str, str]) -> str:
    text = sentence.format_map(facts)
    return text[:1].upper() + text[1:]
