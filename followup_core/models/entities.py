"""The entities: what a stored row means, as frozen values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from types import MappingProxyType

from .enums import (
    CALLING_OFF,
    PARTS_TO_ASK,
    PARTS_TO_ASK_WITHOUT_PERMISSION,
    THANKED_PARTS,
    AnswerValue,
    DateBasis,
    Format,
    InterviewerPart,
    Outcome,
    Response,
    SecondChase,
    TouchpointKind,
    YesNo,
)
from .legal_forms import LEGAL_FORMS
from .message_kinds import Occasion

DATE_OCCASION = "date_occasion"
"""The checklist item that says what the day in `decision_by` is, where it is no decision date."""

WRITE_TO = "write_to"
"""The checklist item that says who gets the candidate's messages: who promised news or asked to be called.

Its detail is the person's id, and the day on which it was entered.
"""

VIA_RECRUITER = "recruiter"
"""The detail of a no to `may_contact` that was given because a recruiter is in between."""

NOT_HELD = "not_held"
"""The checklist item that says that an interview didn't take place, because nobody called or came.

Its detail is the day on which it should have been held: an interview with a new day is to come again.
"""

CANCELED = "canceled"
"""The checklist item that says that a cancellation of the interview was imported, which decides nothing yet.

Its detail is the day on which the interview should have been held: an interview with a new day takes place. A
no says that it takes place all the same.
"""

NO_TIME = time(12)
"""The time of day that is stored, in no zone, where only an interview's day is known."""

PROMISES = (Occasion.PROMISED_CALL, Occasion.SPOKEN_YES)
"""What a message refers to after a day for which the employer promised something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation round on one day; `held_at` is wall-clock time in `timezone`.

    `decision_by` is the day by which news is expected: of the decision, unless
    `InterviewDetails.date_occasion` says of what else. Ask `InterviewDetails.date_basis`
    before calling it the employer's day.

    `calendar_uid` and `calendar_sequence` are the UID and SEQUENCE (RFC 5545) of the
    invitation it came from. With them the same appointment is recognized after it was
    moved or canceled.
    """

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
    calendar_uid: str = ""
    calendar_sequence: int = 0

    @property
    def held_on(self) -> date:
        """The day of `held_at`, of an interview held or still to come, by the clock of its place."""
        return self.held_at.date()

    @property
    def ended_before_its_day(self) -> bool:
        """Whether a no, a withdrawal or letting go came before its day, so that it never takes place."""
        is_before = self.outcome_on is not None and self.outcome_on < self.held_on
        return is_before and self.outcome in CALLING_OFF

    def is_called_off(self, today: date) -> bool:
        """Whether it won't take place, or didn't: it ended before its day.

        Of an outcome without a day that is only known until the interview's day has come.
        """
        return self.ended_before_its_day or (self.outcome is not None and self.held_on > today)

    def was_held(self, today: date) -> bool:
        """Whether its day has come by `today`, and it wasn't called off before."""
        return self.held_on <= today and not self.ended_before_its_day

    @property
    def place(self) -> tuple[int, datetime, str]:
        """The sort key of a job application's rounds: their number, then their time."""
        return (self.round, self.held_at, self.interview_id)

    @property
    def has_time(self) -> bool:
        """Whether the time of `held_at` is known; a day without one is stored as `NO_TIME` in no zone."""
        return bool(self.timezone) or self.held_at.time() != NO_TIME

    @property
    def application_key(self) -> tuple[str, str]:
        """What interviews for the same job share: organization and role, as `normalize_name` returns them."""
        return (normalize_name(self.organization), normalize_name(self.role))

    @property
    def title(self) -> str:
        """The interview's name on screen: organization, then role where it is known."""
        return f"{self.organization}, {self.role}" if self.role else self.organization


@lru_cache(maxsize=16_384)  # the same names are compared again and again
def normalize_name(text: str) -> str:
    """Return `text` in the form in which names are compared: case-folded, spaces collapsed."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=16_384)
def organization_words(name: str) -> tuple[str, ...]:
    """Return the words of an organization's name as they are compared, without a legal form at the end."""
    words = [word.strip(",").replace(".", "") for word in normalize_name(name).split()]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return tuple(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone met or written to; stored once, however often they are met.

    `addressed_as` is how they are greeted ("Dr. Obi", "Dana") where the name alone doesn't tell.
    """

    person_id: str
    name: str
    organization: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    linkedin_url: str = ""
    notes: str = ""
    addressed_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewer:
    """A person's part in one interview, and what to remember from talking with them.

    It may be a recruiter or coordinator, who asked no questions; see `InterviewerPart`.
    """

    interview_id: str
    person_id: str
    part: InterviewerPart
    discussed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a checklist item; `person_id` is '' for an item about the whole interview.

    The table also keeps what has no column of its own, under items that the checklist doesn't have: drafts
    of messages, what the day in `decision_by` is, and which questions a page has asked.
    """

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
        """Whether the message came back undelivered; it then counts as never sent."""
        return self.response is Response.BOUNCED

    @property
    def counted_response_on(self) -> date | None:
        """The day of the response that this touchpoint records, if it records one.

        A message from the employer is a response on its own day. Anything else is
        answered only by a dated response, and a bounced message never.
        """
        if self.bounced:
            return None
        if self.kind is TouchpointKind.HEARD_FROM_EMPLOYER:
            return self.sent_on
        return self.responded_on if self.response is Response.ANSWERED else None


def latest_response(touchpoints: Iterable[Touchpoint], today: date) -> date | None:
    """Return the day of the employer's latest answer until `today`; None if there is none."""
    days = (touchpoint.counted_response_on for touchpoint in touchpoints)
    return max((day for day in days if day is not None and day <= today), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The candidate's own settings; the defaults apply where nothing is stored."""

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
    """One interview with its people, answers and touchpoints, in stored order."""

    interview: Interview
    interviewers: tuple[Interviewer, ...] = ()
    answers: tuple[Answer, ...] = ()
    touchpoints: tuple[Touchpoint, ...] = ()

    def messages_sent(self, today: date) -> tuple[Touchpoint, ...]:
        """Return what the candidate has sent until `today` and what arrived, in stored order."""
        return tuple(
            touchpoint
            for touchpoint in self.touchpoints
            if touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER
            and touchpoint.sent_on <= today
            and not touchpoint.bounced
        )

    def was_sent(self, kind: TouchpointKind, person_id: str, on: date) -> bool:
        """Return whether such a message went to this person on a day, or to nobody by name."""
        return any(
            touchpoint.kind is kind
            and touchpoint.sent_on == on
            and touchpoint.person_id in (person_id, "")
            and not touchpoint.bounced
            for touchpoint in self.touchpoints
        )

    def answer_to(self, item: str, person_id: str = "") -> AnswerValue | None:
        """Return the answer to `item` (about `person_id`, or about the whole interview), if there is one."""
        for answer in self.answers:
            if answer.item == item and answer.person_id == person_id:
                return answer.answer
        return None

    def detail_of(self, item: str, person_id: str = "") -> str:
        """Return the words stored with the answer to `item`, '' if there are none."""
        for answer in self.answers:
            if answer.item == item and answer.person_id == person_id:
                return answer.detail
        return ""

    @property
    def was_missed(self) -> bool:
        """Whether the candidate said that it didn't take place on its day."""
        return self.detail_of(NOT_HELD) == self.interview.held_on.isoformat()

    def was_held(self, today: date) -> bool:
        """Whether it took place by `today`: its day has come, and it was neither called off nor missed."""
        return self.interview.was_held(today) and not (self.was_missed or self.was_canceled)

    @property
    def was_canceled(self) -> bool:
        """Whether a cancellation was imported, and no answer and no outcome says that it took place."""
        is_said = self.answer_to(CANCELED) is AnswerValue.YES
        is_of_this_day = self.detail_of(CANCELED) == self.interview.held_on.isoformat()
        return is_said and is_of_this_day and self.interview.outcome in (None, *CALLING_OFF)

    @property
    def has_open_cancellation(self) -> bool:
        """Whether it was canceled, and nobody said yet what becomes of it or that it was missed."""
        return self.was_canceled and self.interview.outcome is None and not self.was_missed

    @property
    def date_occasion(self) -> Occasion | None:
        """What a message after `decision_by` refers to; None if that day is the employer's own decision date.

        The column also holds other days: an estimate, the day their office opens again,
        the day of a promised call. They are waited for like a decision date, and must never
        be told to the employer as one.
        """
        occasion, _, day = self.detail_of(DATE_OCCASION).partition(" ")
        is_current = self.interview.decision_by is not None and day == self.interview.decision_by.isoformat()
        return Occasion(occasion) if is_current and occasion in set(Occasion) else None

    @property
    def date_basis(self) -> DateBasis:
        """What the day in `decision_by` rests on; only a day that the employer named is called theirs."""
        occasion = self.date_occasion
        if occasion is None:
            return DateBasis.NAMED
        return DateBasis.PROMISED if occasion in PROMISES else DateBasis.ESTIMATED

    @property
    def named_date(self) -> date | None:
        """The day in `decision_by`; None where it is only an estimate, which the employer never named."""
        return None if self.date_basis is DateBasis.ESTIMATED else self.interview.decision_by

    def people_to_thank(self, people: Mapping[str, Person]) -> tuple[Interviewer, ...]:
        """Return whoever held the interview, in stored order: those who are owed a thank-you.

        These are the interviewers and hiring managers. Where there are none, a recruiter
        held it, unless the recruiter belongs to another organization, such as an agency
        that only sent the candidate.

        Args:
            people: Everybody known, by `person_id`; whose organization isn't known counts as the employer's.
        """
        held_it = tuple(interviewer for interviewer in self.interviewers if interviewer.part in THANKED_PARTS)
        if held_it:
            return held_it
        return tuple(
            interviewer
            for interviewer in self.interviewers
            if interviewer.part is InterviewerPart.RECRUITER and self._is_employed_there(interviewer, people)
        )

    def agency_recruiter(self, people: Mapping[str, Person]) -> str:
        """Return the `person_id` of the first recruiter of another organization; '' if there is none.

        Args:
            people: Everybody known, by `person_id`; whose organization isn't known counts as the employer's.
        """
        for interviewer in self.interviewers:
            is_recruiter = interviewer.part is InterviewerPart.RECRUITER
            if is_recruiter and not self._is_employed_there(interviewer, people):
                return interviewer.person_id
        return ""

    def _is_employed_there(self, interviewer: Interviewer, people: Mapping[str, Person]) -> bool:
        """Return whether somebody is of the interview's organization, as far as one knows.

        "Acme GmbH" is "Acme": a legal form makes nobody an agency's recruiter.
        """
        person = people.get(interviewer.person_id)
        name = person.organization if person else ""
        return not name.strip() or organization_words(name) == organization_words(self.interview.organization)

    @property
    def write_to(self) -> str:
        """The `person_id` of whom the candidate named to write to; '' for nobody, or once they answered."""
        person_id, _, day = self.detail_of(WRITE_TO).rpartition(" ")
        heard = max((on for each in self.touchpoints if (on := each.counted_response_on)), default=None)
        is_here = any(interviewer.person_id == person_id for interviewer in self.interviewers)
        return person_id if is_here and (heard is None or heard.isoformat() <= day) else ""

    @property
    def lacks_recruiter(self) -> bool:
        """Whether messages go through a recruiter, and nobody knows yet who that is."""
        goes_through = self.detail_of("may_contact") == VIA_RECRUITER
        return goes_through and not self.first_with_part((InterviewerPart.RECRUITER,))

    def recipient(self, people: Mapping[str, Person], *, as_advised: bool = True) -> str:
        """Return the `person_id` of who gets a message about the job; '' when nobody is known.

        It goes to the person with the first of `PARTS_TO_ASK`. If the candidate may not get in touch, the
        recruiter and the coordinator come first.

        Args:
            people: Everybody known, by `person_id`; whose organization isn't known counts as the employer's.
            as_advised: Whether two others come before: whom the candidate named, and then an agency's
                recruiter, unless the candidate may contact the others. Nobody gets it while a recruiter is in
                between who isn't known yet.
        """
        if as_advised:
            may_write = self.answer_to("may_contact") is AnswerValue.YES
            first = self.write_to or ("" if may_write else self.agency_recruiter(people))
            if first or self.lacks_recruiter:
                return first
        lacks_permission = self.answer_to("may_contact") is AnswerValue.NO
        return self.first_with_part(PARTS_TO_ASK_WITHOUT_PERMISSION if lacks_permission else PARTS_TO_ASK)

    def first_with_part(self, parts: Iterable[InterviewerPart]) -> str:
        """Return the `person_id` of the first person with the first of `parts` that anybody has; else ''."""
        for part in parts:
            for interviewer in self.interviewers:
                if interviewer.part is part:
                    return interviewer.person_id
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A job application: all interviews for one role at one organization, lowest round first."""

    rounds: tuple[InterviewDetails, ...]

    def superseded(self, interview: Interview) -> bool:
        """Return whether a later round of the same application exists, held or only planned."""
        return any(other.interview.round > interview.round for other in self.rounds)

    def is_past(self, interview: Interview) -> bool:
        """Return whether nothing more is asked about it: another round comes after it, or ended the job.

        Edited tables may give two rounds one number. Where only the numbers counted, both would ask for news.
        """
        is_followed = any(other.interview.place > interview.place for other in self.rounds)
        return is_followed or self.ended_by(interview) is not None

    def ended_by(self, interview: Interview) -> Interview | None:
        """Return another round that ended the job on this open one's day or later; None if none did.

        Who enters a no with an earlier round means the job.
        """
        if interview.outcome is not None:
            return None
        for details in self.rounds:
            other = details.interview
            has_ended = other != interview and other.outcome in (Outcome.OFFER, *CALLING_OFF)
            if has_ended and other.outcome_on is not None and other.outcome_on >= interview.held_on:
                return other
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A whole workspace, parsed: job applications, interviews and people by id, settings."""

    applications: tuple[Application, ...] = ()
    interviews: Mapping[str, InterviewDetails] = field(default_factory=lambda: MappingProxyType({}))
    application_of: Mapping[str, Application] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    settings: Settings = Settings()
