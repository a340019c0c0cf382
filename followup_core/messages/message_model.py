"""The data model of messages: the facts that a draft uses, drafts and linter findings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from followup_core.models import MessageKind, Occasion
from followup_core.models.date_text import DayFormat


class Tone(StrEnum):
    """How a message sounds."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


class KeepInTouchReason(StrEnum):
    """What a keep-in-touch message is about."""

    ARTICLE = "article"
    CONGRATULATIONS = "congratulations"


FITTED_FACTS = (
    *("discussed", "strength", "example", "interest", "promised"),
    *("news", "article", "correction", "times", "better_answer", "question"),
)
"""The facts that the candidate types as fragments, and that are fitted into the sentences of a message.

Their order is that of a thank-you. Their questions are shown even after they are answered.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts that a draft may use, as plain text; '' means unknown.

    `discussed`: something talked about with this person; `strength`: a strength that the job
    needs; `example`: one or two sentences that show the strength; `interest`: what draws the
    candidate to the job; `question`: what to ask; `article`: a title and a link; `news`: what
    to congratulate on; `correction`: what the last message should have said; `times`: when
    the candidate is free; `better_answer`: what the candidate wishes they had said;
    `answer_when`: by when somebody needs the candidate's answer ("by October 23");
    `promised_when`: by when they promised a call or a written offer. `met_on` and
    `decision_by` are days in words ("Thursday", "November 12"); `met_when` and `decision_when`
    are the same days as a sentence has them ("yesterday", "on November 12"; "by Friday").
    `may_contact`, `still_interested`: 'yes', 'no' or ''. `number`: which chase this is, 1 or 2.
    """

    my_name: str = ""
    my_email: str = ""
    my_phone: str = ""
    my_linkedin: str = ""
    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    organization: str = ""
    role: str = ""
    met_on: str = ""
    met_when: str = ""
    format: str = ""
    decision_by: str = ""
    decision_when: str = ""
    discussed: str = ""
    strength: str = ""
    example: str = ""
    interest: str = ""
    question: str = ""
    article: str = ""
    news: str = ""
    correction: str = ""
    times: str = ""
    better_answer: str = ""
    answer_when: str = ""
    promised_when: str = ""
    promised: str = ""
    may_contact: str = ""
    still_interested: str = ""
    addressed_as: str = ""
    """How the person is greeted, if the candidate said so; otherwise their name decides."""
    others: tuple[str, ...] = ()
    """The names of the other people met in the same interview."""
    panel_index: int | None = None
    """The person's index in the panel, from 0, which selects the wording. None: the order of names decides.

    An index from the caller stays the same when somebody is added to the panel later.
    """
    occasion: Occasion = Occasion.NO_DATE
    about: KeepInTouchReason = KeepInTouchReason.ARTICLE
    number: int = 1
    tone: Tone = Tone.PLAIN
    strength_said: str = "yes"
    """'yes' if they said that the job needs this strength; 'no' if it comes from the candidate's settings."""
    addresses_known: str = "no"
    """'yes' or 'no': whether `others` have email addresses."""
    was_met: str = "yes"
    """'yes' or 'no': whether this person held the interview; a coordinator only arranged it."""
    ask_time_frame: bool = False
    """Whether a thank-you should ask when they will decide, because the candidate forgot to ask."""
    panel_lead: str = ""
    """The other interviewer who is told why the candidate wants the job; '' if there is none."""
    break_is: str = "over"
    """Whether the holiday break that an email mentions is 'ahead' or 'over'; '' if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one person; `subject` is '' for a kind that has none."""

    kind: MessageKind
    to: str = ""
    subject: str = ""
    body: str


class FactQuestion(NamedTuple):
    """A question for a fact of a draft: the field of Facts, and the words that ask for it.

    `sentence_start` is the beginning of the sentence that the fact continues ("You need someone who
    ..."), or ''. `reason` is one sentence on why a typed fact can't be used, and `text` then includes it;
    '' if the fact is unknown.
    """

    fact: str
    text: str
    needed: bool
    """True if a message of this kind should not be sent without it."""
    reason: str = ""
    sentence_start: str = ""
    is_answered: bool = False
    """True if the draft uses what was typed; the candidate may still correct it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A complete message, and the questions for its facts, answered or not, in the template's order."""

    message: Message
    questions: tuple[FactQuestion, ...]

    @property
    def missing(self) -> tuple[FactQuestion, ...]:
        """The questions whose answers would make the draft better."""
        return tuple(question for question in self.questions if not question.is_answered)


class Check(StrEnum):
    """What the linter looks for; the values are stable, for tests and for the command line."""

    MISSING_FACT = "missing_fact"
    WRONG_NAME = "wrong_name"
    WRONG_ORGANIZATION = "wrong_organization"
    MISSPELLED = "misspelled"
    PLACEHOLDER = "placeholder"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    PEST = "pest"
    PRESSURE = "pressure"
    REPROACH = "reproach"
    ULTIMATUM = "ultimatum"
    GUILT = "guilt"
    SELF_REJECTION = "self_rejection"
    OVER_APOLOGY = "over_apology"
    PRESUMPTION = "presumption"
    SALARY = "salary"
    BOILERPLATE = "boilerplate"
    ASKS_FOR_JOB = "asks_for_job"
    ARGUES_WITH_NO = "argues_with_no"
    CRITICISM = "criticism"
    TOO_EARLY = "too_early"
    ALIKE = "alike"


class MessagePlace(StrEnum):
    """The place in a message that a finding is about."""

    TO = "to"
    SUBJECT = "subject"
    BODY = "body"
    WHOLE = "whole"


class Finding(NamedTuple):
    """One thing that would make a message better.

    `start` and `end` are character positions in the text of `place`, 0 and 0 for the
    whole message; `quote` is the text between them, '' for the whole. `why` is
    one plain sentence or question, `remedy` one plain sentence.
    """

    check: Check
    place: MessagePlace
    start: int
    end: int
    quote: str
    why: str
    remedy: str


class LintContext(NamedTuple):
    """What the linter knows in addition to the message: facts, days, and the other messages.

    `elsewhere_people` and `elsewhere_organizations` are names from the candidate's
    other interviews. `earliest` is the first day of the step (None if no step calls for
    the message) and `because` its reason. `panel` has the thank-yous already written to
    the other people of the same interview, by name.
    """

    facts: Facts
    today: date
    country: str = ""
    earliest: date | None = None
    because: str = ""
    elsewhere_people: tuple[str, ...] = ()
    elsewhere_organizations: tuple[str, ...] = ()
    panel: tuple[tuple[str, Message], ...] = ()

    @property
    def day_format(self) -> DayFormat:
        """How days are written for the candidate."""
        return DayFormat(today=self.today, country=self.country)
