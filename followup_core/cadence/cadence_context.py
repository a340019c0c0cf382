"""What the cadence looks at: one interview on one day, with all that counts by then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from followup_core.models import (
    AnswerValue,
    Application,
    Interview,
    InterviewDetails,
    InterviewerRole,
    Person,
    Settings,
    Touchpoint,
    TouchpointKind,
)
from followup_core.models.date_text import format_day
from followup_core.playbook import CadenceNumbers

from .business_days import BusinessCalendar
from .step import Step, StepKind, state_on

CHASE_TOUCHPOINTS = (TouchpointKind.STATUS_EMAIL, TouchpointKind.VOICEMAIL)
"""The touchpoints that make up the chain."""

_FIRST_CHOICE = (
    InterviewerRole.HIRING_MANAGER,
    InterviewerRole.INTERVIEWER,
    InterviewerRole.RECRUITER,
    InterviewerRole.COORDINATOR,
)
_WITHOUT_PERMISSION = (
    InterviewerRole.RECRUITER,
    InterviewerRole.COORDINATOR,
    InterviewerRole.HIRING_MANAGER,
    InterviewerRole.INTERVIEWER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceContext:
    """One round of an opening as it is known on `today`, told to someone who reads it on `read_on`."""

    application: Application
    round: InterviewDetails
    people: Mapping[str, Person]
    settings: Settings
    numbers: CadenceNumbers
    calendar: BusinessCalendar
    today: date
    read_on: date

    @property
    def interview(self) -> Interview:
        """The interview this scene is about."""
        return self.round.interview

    @property
    def superseded(self) -> bool:
        """Whether a higher round of the same opening exists, held or planned."""
        return self.application.superseded(self.interview)

    @property
    def sent(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of this round that count today, in stored order."""
        return tuple(self._counting(self.round.touchpoints))

    @property
    def sent_in_application(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of every round of the opening that count today."""
        return tuple(t for each in self.application.rounds for t in self._counting(each.touchpoints))

    def _counting(self, touches: Iterable[Touchpoint]) -> Iterable[Touchpoint]:
        return (touch for touch in touches if touch.sent_on <= self.today and not touch.bounced)

    @property
    def recipient(self) -> str:
        """The person_id who gets the chain's messages; '' when nobody is known."""
        refused = self.round.given("may_contact") is AnswerValue.NO
        for part in _WITHOUT_PERMISSION if refused else _FIRST_CHOICE:
            for met in self.round.interviewers:
                if met.part is part:
                    return met.person_id
        return ""

    def name(self, person_id: str) -> str:
        """Return a person's name, or a plain phrase where nobody is known."""
        person = self.people.get(person_id)
        return _on_one_line(person.name) if person else "your contact"

    @property
    def organization(self) -> str:
        """The organization's name, as a sentence can hold it."""
        return _on_one_line(self.interview.organization)

    def format_date(self, day: date) -> str:
        """Return `day` as a person says it on the day of reading."""
        return format_day(day, self.read_on)

    def step(
        self, kind: StepKind, person_id: str, earliest: date, due: date, because: str, rule: str
    ) -> Step:
        """Make a step of this interview, with its state on this scene's day."""
        return Step(
            kind=kind,
            interview_id=self.interview.interview_id,
            person_id=person_id,
            earliest=earliest,
            due=due,
            state=state_on(self.today, earliest, due),
            because=because,
            rule=rule,
        )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
