"""The input of every cadence rule: one interview on one day, with everything recorded by that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from followup_core.models import (
    Application,
    Interview,
    InterviewDetails,
    Interviewer,
    Person,
    Settings,
    Touchpoint,
)
from followup_core.models.date_text import DayFormat
from followup_core.playbook import CadenceNumbers
from followup_core.text import one_line

from .business_days import BusinessCalendar
from .cadence_text import because, cause
from .step import ONE_FOR_EACH_PERSON, BouncedMessage, Step, StepKind, StepReason, state_on


class CadenceContext(NamedTuple):
    """One interview as it is known on `today`, for sentences that the candidate reads on `read_on`.

    The two days differ only in a projection, where `today` is a day in the future. `as_advised` has the same
    meaning as in `InterviewDetails.recipient`.
    """

    application: Application
    details: InterviewDetails
    people: Mapping[str, Person]
    settings: Settings
    numbers: CadenceNumbers
    calendar: BusinessCalendar
    today: date
    read_on: date
    as_advised: bool = False

    @property
    def interview(self) -> Interview:
        """The interview itself."""
        return self.details.interview

    @property
    def superseded(self) -> bool:
        """Whether a later round of the same job application exists, held or planned."""
        return self.application.superseded(self.interview)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of this interview that were sent by `today` and didn't bounce, in stored order."""
        return tuple(self._sent_by_today(self.details.touchpoints))

    @property
    def touchpoints_of_application(self) -> tuple[Touchpoint, ...]:
        """The same touchpoints of every interview of the job application."""
        return tuple(
            touchpoint
            for details in self.application.rounds
            for touchpoint in self._sent_by_today(details.touchpoints)
        )

    def _sent_by_today(self, touchpoints: Iterable[Touchpoint]) -> Iterable[Touchpoint]:
        return (
            touchpoint
            for touchpoint in touchpoints
            if touchpoint.sent_on <= self.today and not touchpoint.bounced
        )

    @property
    def recipient(self) -> str:
        """The `person_id` of the person who gets the status emails and voicemails; '' if nobody is known."""
        return self.details.recipient(self.people, as_advised=self.as_advised)

    def name(self, person_id: str) -> str:
        """Return a person's name, or "your contact" if the person isn't known."""
        person = self.people.get(person_id)
        return one_line(person.name) if person else "your contact"

    @property
    def people_to_thank(self) -> tuple[Interviewer, ...]:
        """The people who held the interview, in stored order."""
        return self.details.people_to_thank(self.people)

    def step(
        self, kind: StepKind, person_id: str, earliest: date, due: date, reason: StepReason, rule: str
    ) -> Step:
        """Return a step of this interview, with its state on `today`."""
        day_format = DayFormat(today=self.read_on, country=self.settings.country)
        bounced_message = self._bounced_message(kind, person_id, earliest)
        return Step(
            kind=kind,
            interview_id=self.interview.interview_id,
            person_id=person_id,
            earliest=earliest,
            due=due,
            state=state_on(self.today, earliest, due),
            reason=reason,
            because=because(bounced_message or reason, day_format),
            cause=cause(bounced_message or reason, day_format),
            rule=rule,
        )

    def _bounced_message(self, kind: StepKind, person_id: str, earliest: date) -> BouncedMessage | None:
        """Return the last message that was sent for a step and bounced; None if no message bounced."""
        bounced_touchpoints = [
            touchpoint
            for touchpoint in self.details.touchpoints
            if touchpoint.kind is kind.touchpoint
            and touchpoint.bounced
            and earliest <= touchpoint.sent_on <= self.today
            and (kind not in ONE_FOR_EACH_PERSON or touchpoint.person_id == person_id)
        ]
        if not bounced_touchpoints:
            return None
        last_bounced = max(bounced_touchpoints, key=lambda touchpoint: touchpoint.sent_on)
        first_recipient = self.people.get(last_bounced.person_id)
        recipient_now = self.people.get(person_id)
        if first_recipient is None or first_recipient is recipient_now:
            recipient_now = None
        return BouncedMessage(
            kind=last_bounced.kind,
            name=one_line(first_recipient.name) if first_recipient else "",
            sent_on=last_bounced.sent_on,
            recipient_now=one_line(recipient_now.name) if recipient_now else "",
        )
