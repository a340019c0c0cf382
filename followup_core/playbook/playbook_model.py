"""The content of a playbook: the cadence's numbers, the checklist, the advice and the benchmarks."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Annotated

from .shape import Bounds, closed
from .situation_model import Situation

_Days = Annotated[int, Bounds(ge=0, le=730, strict=True)]
_Spacing = Annotated[int, Bounds(ge=1, le=365, strict=True)]
_Wait = Annotated[int, Bounds(ge=1, le=730, strict=True)]
_Messages = Annotated[int, Bounds(ge=2, le=20, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceNumbers:
    """The numbers of the cadence; `data/playbook/cadence.toml` has their sources.

    Days are calendar days unless the name says business days. `max_asks` limits the chases
    about one interview, answered or not; it keeps its old name because centers have it in
    their own files. `max_unanswered_messages` limits the messages that asked for news since
    the last response: status emails, voicemails, and questions after the first status email
    or voicemail. Some numbers must be at least 1, because 0 would mean writing on the very
    day of a response, of the expected decision or of the last message.
    """

    thank_you_due_days: _Days = 1
    thank_you_email_gone_days: _Days = 30
    thank_you_note_gone_days: _Days = 14
    linkedin_gone_days: _Days = 30
    after_decision_business_days: _Wait = 1
    no_date_business_days: _Wait = 5
    gap_days: _Spacing = 7
    grace_business_days: _Days = 2
    stale_days: _Days = 30
    keep_in_touch_days: _Spacing = 90
    keep_in_touch_window_days: _Days = 14
    max_asks: _Messages = 3
    max_unanswered_messages: _Messages = 2


NUMBER_NAMES = tuple(field.name for field in fields(CadenceNumbers))


class Subject(StrEnum):
    """Whether a checklist item is asked once per interview, or once per person met."""

    INTERVIEW = "interview"
    PERSON = "person"


class StoredIn(StrEnum):
    """Where the answer to a checklist item is stored. Each fact is stored in one place only."""

    ANSWER = "answer"  # a row of answers.csv: yes, no or skipped
    PEOPLE = "people"  # rows of people.csv and interviewers.csv
    DISCUSSED = "discussed"  # the words of interviewers.csv
    THANKED = "thanked"  # a touchpoint, never also an answer
    INTEREST = "interest"  # still_interested of the interview


class FollowUpField(StrEnum):
    """What is asked next after a yes."""

    NONE = ""
    DECISION = "decision"  # when they will decide
    CONTACT = "contact"  # what the business card says


_Text = Annotated[str, Bounds(min_length=1, max_length=600)]
_ItemId = Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One question of the guided checklist, with the texts that go with it.

    `why` says why the question matters. `next_time` is the sentence to say in the next
    interview. `repair` is what can still be done after a no. `praise` is shown after a yes,
    and `have` is the fact for the summary after a yes. `only_if` names an item that must be
    answered with yes, about the same person (or interview), before this one is asked. `label`
    names the item in a few words, such as at the top of a column. Nothing depends on an
    `optional` item, so the program never suggests practicing it.
    """

    id: _ItemId
    about: Subject
    keeps: StoredIn
    question: _Text
    why: _Text
    next_time: str = ""
    repair: str = ""
    praise: str = ""
    have: str = ""
    follow_on: FollowUpField = FollowUpField.NONE
    only_if: str = ""
    label: str = ""
    optional: bool = False
    rule: Annotated[str, Bounds(pattern=r"^A(1[01]|[1-9])$")]
    source: _Text

    @property
    def short(self) -> str:
        """The item's label; if the playbook has none, it is made from the id."""
        return self.label or self.id.replace("_", " ").capitalize()

    @property
    def is_own_habit(self) -> bool:
        """Whether a yes depends on the candidate alone, so that it can be practiced."""
        return self.keeps is StoredIn.ANSWER and not self.only_if and bool(self.next_time)


_Words = Annotated[str, Bounds(min_length=1, max_length=200)]


class BenchmarkTarget(StrEnum):
    """The statistic that a benchmark can be compared with.

    Times from the interview to a response are drawn in the chart of response times. Times from the
    application are only listed, because the chart counts from the interview.
    """

    TOUCHPOINTS = "touchpoints"
    INTERVIEWS = "interviews"
    TIME_TO_RESPONSE = "time_to_response"
    TIME_FROM_APPLICATION = "time_from_application"


class Unit(StrEnum):
    """The unit of a benchmark's value."""

    PERCENT = "percent"
    DAYS = "days"


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One published figure.

    `beside` is the statistic to show it with. `n` is the sample size, in words. `caveat` says what the figure
    does not show.
    """

    id: Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    beside: BenchmarkTarget
    figure: _Words
    value: Annotated[float, Bounds(ge=0, le=1000, allow_inf_nan=False)]
    unit: Unit
    year: Annotated[int, Bounds(ge=1950, le=2200)]
    n: _Words
    source: _Words
    caveat: _Words


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class StepAdvice:
    """Advice on one kind of step: what to say, point by point, and what to leave out."""

    say: Annotated[tuple[_Text, ...], Bounds(min_length=1, max_length=8)]
    avoid: _Text
    source: _Text


STEP_NAMES = (
    "thank_you_email",
    "thank_you_note",
    "linkedin_request",
    "status_email",
    "voicemail",
    "let_go",
    "keep_in_touch",
)
"""The kinds of step that a playbook gives advice for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """The editorial content in use; `where` is the folder that it was read from.

    `number_ranges` has, by a number's name, what other career advisors teach instead.
    """

    numbers: CadenceNumbers
    number_sources: tuple[tuple[str, str], ...]
    number_ranges: Mapping[str, str]
    checklist: tuple[ChecklistItem, ...]
    advice: Mapping[str, StepAdvice]
    benchmarks: tuple[Benchmark, ...] = ()
    situations: tuple[Situation, ...] = ()
    where: str
