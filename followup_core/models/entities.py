"""The entities of the data model, as frozen dataclasses: interviews, people, answers, touchpoints."""

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
"""The checklist item that says what the day in `decision_by` is, if it isn't a decision date."""

WRITE_TO = "write_to"
"""The checklist item that names the person to write to, who promised news or asked to be called.

Its detail is the person's id and the day on which it was entered.
"""

VIA_RECRUITER = "recruiter"
"""The detail of a no to `may_contact` if messages must go through a recruiter."""

NOT_HELD = "not_held"
"""The checklist item that says that an interview didn't take place, because nobody called or came.

Its detail is the day on which the interview should have been held. If the interview gets a new day, the item
doesn't apply anymore.
"""

CANCELED = "canceled"
"""The checklist item that says that a cancellation of the interview was imported.

Yes means that the candidate still decides what becomes of the interview, no that it takes place all the same.
Its detail is the day on which the interview should have been held. If the interview gets a new day, the item
doesn't apply anymore.
"""

NO_TIME = time(12)
"""The time of day that is stored, without a zone, if only the interview's day is known."""

PROMISES = (Occasion.PROMISED_CALL, Occasion.SPOKEN_YES)
"""The occasions of a message after a day for which the employer had promised something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation round on one day; `held_at` is wall-clock time in `timezone`.

    `decision_by` is the day by which news is expected. The news is the decision, unless
    `InterviewDetails.date_occasion` says otherwise. Ask `InterviewDetails.date_basis`
    before calling it the employer's day.

    `calendar_uid` and `calendar_sequence` are the UID and SEQUENCE (RFC 5545) of the
    invitation that the interview came from. With them the same appointment is recognized
    after it was moved or canceled.
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
        """The interview's day in its own time zone, whether it was held or is still to come."""
        return self.held_at.date()

    @property
    def ended_before_its_day(self) -> bool:
        """Whether a no, a withdrawal or letting go came before its day, so that it never takes place."""
        outcome_came_before = self.outcome_on is not None and self.outcome_on < self.held_on
        return outcome_came_before and self.outcome in CALLING_OFF

    def is_called_off(self, today: date) -> bool:
        """Whether the interview won't or didn't take place, because it ended before its day.

        An outcome without a day counts only until the interview's day has come: from then on the interview
        may have been held.
        """
        return self.ended_before_its_day or (self.outcome is not None and self.held_on > today)

    def was_held(self, today: date) -> bool:
        """Whether the interview's day has come by `today`, and the interview wasn't called off before."""
        return self.held_on <= today and not self.ended_before_its_day

    @property
    def place(self) -> tuple[int, datetime, str]:
        """The sort key of a job application's rounds: their number, then their time."""
        return (self.round, self.held_at, self.interview_id)

    @property
    def has_time(self) -> bool:
        """Whether the time of `held_at` is known; a day alone is stored with `NO_TIME` and no zone."""
        return bool(self.timezone) or self.held_at.time() != NO_TIME

    @property
    def application_key(self) -> tuple[str, str]:
        """The key that interviews for the same job share: organization and role, both normalized."""
        return (normalize_name(self.organization), normalize_name(self.role))

    @property
    def title(self) -> str:
        """The interview's name on screen: the organization, then the role if it is known."""
        return f"{self.organization}, {self.role}" if self.role else self.organization


@lru_cache(maxsize=16_384)  # the same names are compared again and again
def normalize_name(text: str) -> str:
    """Return a name in the form in which names are compared: case-folded, spaces collapsed."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=16_384)
def organization_words(name: str) -> tuple[str, ...]:
    """Return the words of an organization's name, normalized and without a legal form at the end."""
    words = [word.strip(",").replace(".", "") for word in normalize_name(name).split()]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return tuple(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person whom the candidate met or wrote to, stored once for all interviews.

    `addressed_as` is how they are greeted ("Dr. Obi", "Dana") if the name alone doesn't tell.
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

    The person may be a recruiter or a coordinator, who asked no questions; see `InterviewerPart`.
    """

    interview_id: str
    person_id: str
    part: InterviewerPart
    discussed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a checklist item; `person_id` is '' for an item about the whole interview.

    The table also keeps facts that have no column of their own, under items that aren't in the checklist:
    drafts of messages, what the day in `decision_by` is, and which questions a page has asked.
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
        """The day of the response that this touchpoint records; None if it records none.

        A message from the employer is a response on its own day. Any other touchpoint
        counts as answered if its response is an answer with a day. A bounced message
        never does.
        """
        if self.bounced:
            return None
        if self.kind is TouchpointKind.HEARD_FROM_EMPLOYER:
            return self.sent_on
        return self.responded_on if self.response is Response.ANSWERED else None


def latest_response(touchpoints: Iterable[Touchpoint], today: date) -> date | None:
    """Return the day of the employer's latest response by `today`; None if there was no response."""
    response_days = (touchpoint.counted_response_on for touchpoint in touchpoints)
    return max((day for day in response_days if day is not None and day <= today), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The candidate's own settings; a setting that isn't stored has its default."""

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
        """Return the messages that the candidate sent by `today` and that didn't bounce, in stored order."""
        return tuple(
            touchpoint
            for touchpoint in self.touchpoints
            if touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER
            and touchpoint.sent_on <= today
            and not touchpoint.bounced
        )

    def was_sent(self, kind: TouchpointKind, person_id: str, on: date) -> bool:
        """Return whether a message of this kind went to the person, or to nobody by name, on this day."""
        return any(
            touchpoint.kind is kind
            and touchpoint.sent_on == on
            and touchpoint.person_id in (person_id, "")
            and not touchpoint.bounced
            for touchpoint in self.touchpoints
        )

    def answer_to(self, item: str, person_id: str = "") -> AnswerValue | None:
        """Return the answer to `item` about a person or the whole interview; None if there is no answer."""
        for answer in self.answers:
            if answer.item == item and answer.person_id == person_id:
                return answer.answer
        return None

    def detail_of(self, item: str, person_id: str = "") -> str:
        """Return the detail stored with the answer to `item`; '' if there is none."""
        for answer in self.answers:
            if answer.item == item and answer.person_id == person_id:
                return answer.detail
        return ""

    @property
    def was_missed(self) -> bool:
        """Whether the candidate said that the interview didn't take place on its day."""
        return self.detail_of(NOT_HELD) == self.interview.held_on.isoformat()

    def was_held(self, today: date) -> bool:
        """Whether the interview took place by `today`: not called off before, not missed and not canceled."""
        return self.interview.was_held(today) and not (self.was_missed or self.was_canceled)

    @property
    def was_canceled(self) -> bool:
        """Whether a cancellation was imported, and no answer or outcome says that it took place anyway."""
        has_cancellation = self.answer_to(CANCELED) is AnswerValue.YES
        is_for_this_day = self.detail_of(CANCELED) == self.interview.held_on.isoformat()
        return has_cancellation and is_for_this_day and self.interview.outcome in (None, *CALLING_OFF)

    @property
    def has_open_cancellation(self) -> bool:
        """Whether it was canceled, and the candidate hasn't said what becomes of it or that it was missed."""
        return self.was_canceled and self.interview.outcome is None and not self.was_missed

    @property
    def date_occasion(self) -> Occasion | None:
        """The occasion of a message after `decision_by`; None if that day is the employer's decision date.

        The column also holds other days: an estimate, the day their office opens again,
        the day of a promised call. The program waits for such a day as it does for a
        decision date, but no message may call it the employer's decision date.
        """
        occasion, _, day = self.detail_of(DATE_OCCASION).partition(" ")
        is_current = self.interview.decision_by is not None and day == self.interview.decision_by.isoformat()
        return Occasion(occasion) if is_current and occasion in set(Occasion) else None

    @property
    def date_basis(self) -> DateBasis:
        """What the day in `decision_by` is based on; only a day that the employer named is called theirs."""
        occasion = self.date_occasion
        if occasion is None:
            return DateBasis.NAMED
        return DateBasis.PROMISED if occasion in PROMISES else DateBasis.ESTIMATED

    @property
    def named_date(self) -> date | None:
        """The day in `decision_by`; None if it is only an estimate, which the employer never named."""
        return None if self.date_basis is DateBasis.ESTIMATED else self.interview.decision_by

    def people_to_thank(self, people: Mapping[str, Person]) -> tuple[Interviewer, ...]:
        """Return the people who held the interview and are owed a thank-you, in stored order.

        These are the interviewers and hiring managers. If there are none, the recruiters
        held the interview, except a recruiter of another organization, such as an agency
        that only sent the candidate.

        Args:
            people: All people by `person_id`; a person without an organization counts as the employer's.
        """
        interviewers_and_managers = tuple(
            interviewer for interviewer in self.interviewers if interviewer.part in THANKED_PARTS
        )
        if interviewers_and_managers:
            return interviewers_and_managers
        return tuple(
            interviewer
            for interviewer in self.interviewers
            if interviewer.part is InterviewerPart.RECRUITER and self._is_from_employer(interviewer, people)
        )

    def agency_recruiter(self, people: Mapping[str, Person]) -> str:
        """Return the `person_id` of the first recruiter of another organization; '' if there is none.

        Args:
            people: All people by `person_id`; a person without an organization counts as the employer's.
        """
        for interviewer in self.interviewers:
            is_recruiter = interviewer.part is InterviewerPart.RECRUITER
            if is_recruiter and not self._is_from_employer(interviewer, people):
                return interviewer.person_id
        return ""

    def _is_from_employer(self, interviewer: Interviewer, people: Mapping[str, Person]) -> bool:
        """Return whether a person belongs to the interview's organization; True if theirs isn't known.

        Legal forms make no difference: at "Acme", a recruiter of "Acme GmbH" isn't an agency's.
        """
        person = people.get(interviewer.person_id)
        name = person.organization if person else ""
        return not name.strip() or organization_words(name) == organization_words(self.interview.organization)

    @property
    def write_to(self) -> str:
        """The `person_id` of the person whom the candidate named to write to.

        '' if the candidate named nobody, or if the employer has responded since.
        """
        person_id, _, day = self.detail_of(WRITE_TO).rpartition(" ")
        response_days = (touchpoint.counted_response_on for touchpoint in self.touchpoints)
        last_response_on = max(filter(None, response_days), default=None)
        is_interviewer = any(interviewer.person_id == person_id for interviewer in self.interviewers)
        has_responded_since = last_response_on is not None and last_response_on.isoformat() > day
        return person_id if is_interviewer and not has_responded_since else ""

    @property
    def lacks_recruiter(self) -> bool:
        """Whether messages must go through a recruiter, and it isn't known yet who the recruiter is."""
        needs_recruiter = self.detail_of("may_contact") == VIA_RECRUITER
        return needs_recruiter and not self.first_with_part((InterviewerPart.RECRUITER,))

    def recipient(self, people: Mapping[str, Person], *, as_advised: bool = True) -> str:
        """Return the `person_id` of the person who gets a message about the job; '' if nobody is known.

        The recipient is the first person with the first of `PARTS_TO_ASK` that anybody has. If the candidate
        may not get in touch with the others, the recruiter and the coordinator come first.

        Args:
            people: All people by `person_id`; a person without an organization counts as the employer's.
            as_advised: Whether two rules come before. The person whom the candidate named gets the message.
                If nobody was named, an agency's recruiter gets it, unless the candidate may contact the
                others. While messages must go through a recruiter who isn't known yet, nobody gets it.
        """
        if as_advised:
            may_contact = self.answer_to("may_contact") is AnswerValue.YES
            preferred_id = self.write_to or ("" if may_contact else self.agency_recruiter(people))
            if preferred_id or self.lacks_recruiter:
                return preferred_id
        lacks_permission = self.answer_to("may_contact") is AnswerValue.NO
        return self.first_with_part(PARTS_TO_ASK_WITHOUT_PERMISSION if lacks_permission else PARTS_TO_ASK)

    def first_with_part(self, parts: Iterable[InterviewerPart]) -> str:
        """Return the `person_id` of the first person with the first of `parts` that anybody has, or ''."""
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
        """Return whether this job application has a later round than `interview`, held or only planned."""
        return any(details.interview.round > interview.round for details in self.rounds)

    def is_past(self, interview: Interview) -> bool:
        """Return whether nothing more is asked about `interview`: a later round follows it, or ended the job.

        Edited tables may give two rounds one number. If only the numbers counted, both would ask for news.
        """
        is_followed = any(details.interview.place > interview.place for details in self.rounds)
        return is_followed or self.ended_by(interview) is not None

    def ended_by(self, interview: Interview) -> Interview | None:
        """Return another round whose outcome ended the job on the day of open `interview` or later, or None.

        A no that is entered with an earlier round means the whole job.
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

    def is_past(self, interview: Interview) -> bool:
        """Return whether nothing more is asked about `interview`; see `Application.is_past`."""
        return self.application_of[interview.interview_id].is_past(interview)
