"""The input of every cadence rule: one interview on one day, with all that counts by then."""

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
    """One interview as it is known on `today`, with dates worded for somebody who reads them on `read_on`.

    The two days differ only in a projection, where `today` is a day in the future. `as_advised` is that of
    `InterviewDetails.recipient`.
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
        """The touchpoints of this interview that count on `today`, in stored order."""
        return tuple(self._counting(self.details.touchpoints))

    @property
    def touchpoints_of_application(self) -> tuple[Touchpoint, ...]:
        """The touchpoints of every interview of the job application that count on `today`."""
        return tuple(t for details in self.application.rounds for t in self._counting(details.touchpoints))

    def _counting(self, touchpoints: Iterable[Touchpoint]) -> Iterable[Touchpoint]:
        return (
            touchpoint
            for touchpoint in touchpoints
            if touchpoint.sent_on <= self.today and not touchpoint.bounced
        )

    @property
    def recipient(self) -> str:
        """The `person_id` who gets the status emails and voicemails; '' when nobody is known."""
        return self.details.recipient(self.people, as_advised=self.as_advised)

    def name(self, person_id: str) -> str:
        """Return a person's name, or "your contact" where nobody is known."""
        person = self.people.get(person_id)
        return one_line(person.name) if person else "your contact"

    @property
    def people_to_thank(self) -> tuple[Interviewer, ...]:
        """The people who held the interview, in stored order."""
        return self.details.people_to_thank(self.people)

    def step(
        self, kind: StepKind, person_id: str, earliest: date, due: date, reason: StepReason, rule: str
    ) -> Step:
        """Build a step of this interview, with its state on `today`."""
        day_format = DayFormat(today=self.read_on, country=self.settings.country)
        came_back = self._bounced_message(kind, person_id, earliest)
        return Step(
            kind=kind,
            interview_id=self.interview.interview_id,
            person_id=person_id,
            earliest=earliest,
            due=due,
            state=state_on(self.today, earliest, due),
            reason=reason,
            because=because(came_back or reason, day_format),
            cause=cause(came_back or reason, day_format),
            rule=rule,
        )

    def _bounced_message(self, kind: StepKind, person_id: str, earliest: date) -> BouncedMessage | None:
        """Return the last message that would have done a step and came back; None if there is none."""
        tried = [
            touchpoint
            for touchpoint in self.details.touchpoints
            if touchpoint.kind is kind.touchpoint
            and touchpoint.bounced
            and earliest <= touchpoint.sent_on <= self.today
            and (kind not in ONE_FOR_EACH_PERSON or touchpoint.person_id == person_id)
        ]
        if not tried:
            return None
        last = max(tried, key=lambda touchpoint: touchpoint.sent_on)
        tried_for, now_for = self.people.get(last.person_id), self.people.get(person_id)
        is_other = tried_for is not None and now_for is not None and tried_for is not now_for
        return BouncedMessage(
            what=last.kind,
            name=one_line(tried_for.name) if tried_for else "",
            sent_on=last.sent_on,
            recipient_now=one_line(now_for.name) if is_other and now_for else "",
        )
