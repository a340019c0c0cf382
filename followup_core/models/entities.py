"""The records: what each stored row means, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType

from .enums import AnswerValue, Format, InterviewerRole, Outcome, Response, SecondChase, TouchpointKind, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation round on one day; `held_at` is wall-clock time in `timezone`."""

    interview_id: str
    organization: str
    role: str = ""
    round: int = 1
    held_at: datetime
    timezone: str = ""
    format: Format | None = None
    decision_by: date | None = None
    still_interested: YesNo | None = None
    outcome: Outcome | None = None
    outcome_on: date | None = None
    notes: str = ""
    created_at: str = ""

    @property
    def held_on(self) -> date:
        """The day the interview was held, where it was held."""
        return self.held_at.date()

    @property
    def application_key(self) -> tuple[str, str]:
        """What rounds of one opening share: organization and role, case-folded, spaces collapsed."""
        return (normalize_name(self.organization), normalize_name(self.role))

    @property
    def title(self) -> str:
        """How the interview is named on screen: organization, then role where it is known."""
        return f"{self.organization}, {self.role}" if self.role else self.organization


@lru_cache(maxsize=16_384)  # the same names are compared again and again
def normalize_name(text: str) -> str:
    """Return `text` as names are compared: case-folded, spaces collapsed."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone met or written to; entered once, met many times."""

    person_id: str
    name: str
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    linkedin_url: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewer:
    """A person's part in one interview, and what to remember from talking with them."""

    interview_id: str
    person_id: str
    part: InterviewerRole
    discussed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a checklist item; `person_id` is '' for an item about the whole interview."""

    interview_id: str
    person_id: str = ""
    item: str
    answer: AnswerValue
    detail: str = ""
    answered_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """One contact with the employer, sent or received."""

    touchpoint_id: str
    interview_id: str
    person_id: str = ""
    kind: TouchpointKind
    sent_on: date
    responded_on: date | None = None
    response: Response | None = None
    note: str = ""

    @property
    def bounced(self) -> bool:
        """Whether it came back undelivered, and so counts as never sent."""
        return self.response is Response.BOUNCED

    @property
    def answered_on(self) -> date | None:
        """The day of the response this touchpoint carries, if it carries one.

        A message from the employer is a response on its own day; anything else
        is answered only by a dated reply, and a bounced message never.
        """
        if self.bounced:
            return None
        if self.kind is TouchpointKind.HEARD_FROM_EMPLOYER:
            return self.sent_on
        return self.responded_on if self.response is Response.REPLY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The candidate's own settings; a value that is not given has the default here."""

    name: str = ""
    email: str = ""
    phone: str = ""
    linkedin_url: str = ""
    timezone: str = ""
    country: str = ""
    readable_handwriting: bool = False
    second_chase: SecondChase = SecondChase.VOICEMAIL
    strengths: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDetails:
    """One interview with everything that belongs to it, in stored order."""

    interview: Interview
    interviewers: tuple[Interviewer, ...] = ()
    answers: tuple[Answer, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()

    def given(self, item: str, person_id: str = "") -> AnswerValue | None:
        """Return the answer to `item` (about `person_id`, or the whole interview), if any."""
        for answer in self.answers:
            if answer.item == item and answer.person_id == person_id:
                return answer.answer
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """All rounds for one role at one organization, lowest round first."""

    rounds: tuple[InterviewDetails, ...]

    def superseded(self, interview: Interview) -> bool:
        """Whether a higher round of the same opening exists, held or only planned."""
        return any(other.interview.round > interview.round for other in self.rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A whole workspace, parsed: openings with their rounds, people by id, settings."""

    applications: tuple[Application, ...] = ()
    rounds: Mapping[str, InterviewDetails] = field(default_factory=lambda: MappingProxyType({}))
    application_of: Mapping[str, Application] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    settings: Settings = Settings()
