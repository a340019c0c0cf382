"""The situations: events that the follow-up chain doesn't cover, with their advice and what they record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Annotated

from followup_core.models import OCCASIONS_OF, MessageKind, Occasion

from .shape import Bounds, closed


class Verdict(StrEnum):
    """What a situation advises, in one word."""

    WAIT = "wait"
    SEND_STATUS_EMAIL = "send_status_email"
    SEND_THANK_YOU = "send_thank_you"
    CALL = "call"
    REPLY = "reply"
    KEEP_IN_TOUCH = "keep_in_touch"
    LET_GO = "let_go"
    TELL_NOW = "tell_now"


class InterviewStage(StrEnum):
    """The stage of an interview: still open, or how it ended."""

    OPEN = "open"
    NEXT_ROUND = "next_round"
    OFFER = "offer"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LET_GO = "let_go"


class DetectionRule(StrEnum):
    """The situations that can be detected from the records; the code has one rule for each."""

    MANY_ASKS = "many_asks"
    THANKS_LATE = "thanks_late"
    SECOND_DATE_PASSED = "second_date_passed"
    REJECTED_UNANSWERED = "rejected_unanswered"
    DATE_PASSED = "date_passed"
    AGENCY_RECRUITER = "agency_recruiter"
    OUT_OF_OFFICE = "out_of_office"
    HOLIDAY_NEAR = "holiday_near"


class RecordedFact(StrEnum):
    """What is recorded when the candidate reports a situation."""

    HEARD = "heard"  # they answered, today if no other day is given
    HEARD_THEN = "heard_then"  # they answered on the given day, and have been silent since
    DECISION_BY = "decision_by"  # the day they named for their decision is the day to wait for
    PROMISED_FOR = "promised_for"  # the day they promised something else for is the day to wait for
    WRITE_TO = "write_to"  # who gets the candidate's messages from now on
    ANSWER_BY = "answer_by"  # until when they want the candidate's answer
    OTHER_ANSWER_BY = "other_answer_by"  # until when another employer wants the candidate's answer
    REJECTED = "rejected"
    OFFER = "offer"
    LET_GO = "let_go"
    REOPENED = "reopened"  # the outcome is removed
    MAY_CONTACT = "may_contact"
    MAY_NOT_CONTACT = "may_not_contact"
    INTEREST = "interest"  # whether the candidate would still like to work there
    INTERESTED = "interested"  # the candidate would still like to work there
    BACK_ON = "back_on"  # the interview waits until they are back at work
    AWAY = "away"  # questions to the person who is away wait, for a week if no day is known
    NOT_HELD = "not_held"  # the interview itself didn't take place
    SLOW = "slow"  # without a date, the interview waits four weeks, as an estimate
    NOTE = "note"


class FollowUpQuestion(StrEnum):
    """A question that may be asked when a situation is reported; every answer is optional."""

    ON = "on"  # the day it happened
    PERSON = "person"
    DECISION_BY = "decision_by"  # the day they named
    ANSWER_BY = "answer_by"  # until when the candidate must answer
    BACK_ON = "back_on"  # when they are back at work
    INTEREST = "interest"
    NOT_HELD = "not_held"  # whether the interview itself didn't take place


ALWAYS_KNOWN = ("organization", "person", "manager", "recruiter", "held_on")
"""Names that a sentence can always have in braces; an unknown person becomes, say, "the recruiter"."""

CONDITIONS = ("unless_decision_by", "unless_answer_by", "while_away", "back_today")
"""Conditions that a sentence can have in braces: if one isn't met, the sentence is left out."""

SOMETIMES_KNOWN = (
    *("decision_by", "answer_by", "back_on", "asked_on", "next_message", "next_on", "unthanked"),
    *CONDITIONS,
)
"""Names that aren't always known: a sentence that has an unknown name in braces is left out."""

_Sentence = Annotated[str, Bounds(min_length=2, max_length=300, pattern=r"\.$")]
_OtherAdvice = Annotated[tuple[_Sentence, ...], Bounds(max_length=4)]
_Optional = Annotated[str, Bounds(max_length=300, pattern=r"^$|\.$")]
_Label = Annotated[str, Bounds(min_length=2, max_length=80, pattern=r"[^.!?]$")]
_Question = Annotated[str, Bounds(min_length=2, max_length=120, pattern=r"\?$")]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Something that happened: how it is reported, what is advised and what it records.

    `told` is the button's label, in the candidate's words. `advice` goes with the `verdict`.
    If the cadence decides otherwise, `advice_asking`, `advice_waiting` or `advice_letting_go`
    replaces it; if that is empty, only the cadence's reason is shown. A situation that has
    `advice_asking`, and whose verdict isn't a message of the chain, advises a chase as soon
    as one is due. `advice_unwanted` replaces all other advice if the candidate doesn't want
    the job anymore. All advice may name people and days in braces (see ALWAYS_KNOWN and
    SOMETIMES_KNOWN).

    `disagree` says on what experts disagree. If `overrides_not_yet`, the advice holds even
    while the cadence says to wait. If `only_when_seen`, the situation is offered only if its
    `seen_by` rule detects it in the records.
    """

    id: Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    told: _Label
    stages: Annotated[tuple[InterviewStage, ...], Bounds(min_length=1)]
    seen_by: DetectionRule | None = None
    only_when_seen: bool = False
    verdict: Verdict
    overrides_not_yet: bool = False
    advice: Annotated[tuple[_Sentence, ...], Bounds(min_length=2, max_length=4)]
    advice_asking: _OtherAdvice = ()
    advice_waiting: _OtherAdvice = ()
    advice_letting_go: _OtherAdvice = ()
    advice_unwanted: _OtherAdvice = ()
    why: _Sentence
    do_not: _Sentence
    disagree: _Optional = ""
    sources: Annotated[tuple[_Sentence, ...], Bounds(min_length=1, max_length=6)]
    asks: Mapping[FollowUpQuestion, _Question] = field(default_factory=dict)
    records: tuple[RecordedFact, ...] = ()
    draft: MessageKind | None = None
    occasion: Occasion | None = None

    @property
    def all_advice(self) -> Mapping[str, tuple[str, ...]]:
        """The advice for every ruling, by the name of its field."""
        return {
            "advice": self.advice,
            "advice_asking": self.advice_asking,
            "advice_waiting": self.advice_waiting,
            "advice_letting_go": self.advice_letting_go,
            "advice_unwanted": self.advice_unwanted,
        }


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class SituationsFile:
    """The contents of situations.toml."""

    situation: Annotated[list[Situation], Bounds(min_length=1, max_length=60)]


_QUESTION_NEEDED_FOR = {
    RecordedFact.DECISION_BY: FollowUpQuestion.DECISION_BY,
    RecordedFact.PROMISED_FOR: FollowUpQuestion.DECISION_BY,
    RecordedFact.ANSWER_BY: FollowUpQuestion.ANSWER_BY,
    RecordedFact.OTHER_ANSWER_BY: FollowUpQuestion.ANSWER_BY,
    RecordedFact.INTEREST: FollowUpQuestion.INTEREST,
    RecordedFact.NOT_HELD: FollowUpQuestion.NOT_HELD,
    RecordedFact.BACK_ON: FollowUpQuestion.BACK_ON,
    RecordedFact.AWAY: FollowUpQuestion.BACK_ON,
    RecordedFact.HEARD_THEN: FollowUpQuestion.ON,
}
_OUTCOMES = frozenset({RecordedFact.REJECTED, RecordedFact.OFFER, RecordedFact.LET_GO, RecordedFact.REOPENED})


def first_problem(situations: list[Situation]) -> tuple[int, str, str] | None:
    """Return index, field and description of the first inconsistency; None if there is none."""
    ids: set[str] = set()
    for index, situation in enumerate(situations):
        if situation.id in ids:
            return index, "id", f"The id “{situation.id}” is used twice."
        ids.add(situation.id)
        for name, what in _problems(situation):
            return index, name, what
    return None


def _problems(situation: Situation) -> Iterator[tuple[str, str]]:
    yield from _problems_in_advice(situation)
    for fact in situation.records:
        if fact in _QUESTION_NEEDED_FOR and _QUESTION_NEEDED_FOR[fact] not in situation.asks:
            yield "records", f"“{fact}” needs the question “{_QUESTION_NEEDED_FOR[fact]}” in asks."
    if len(_OUTCOMES.intersection(situation.records)) > 1:
        yield "records", "Only one of rejected, offer, let_go and reopened can be true."
    occasions = OCCASIONS_OF.get(situation.draft, ()) if situation.draft else ()
    if situation.occasion and situation.occasion not in occasions:
        kind = f"a draft “{situation.draft}”" if situation.draft else "a situation without a draft"
        yield "occasion", f"“{situation.occasion}” is no occasion for {kind}."
    if situation.only_when_seen and situation.seen_by is None:
        yield "only_when_seen", "This needs seen_by, or it would never be offered."
    if situation.overrides_not_yet and situation.verdict is not Verdict.TELL_NOW:
        yield "overrides_not_yet", "Only the verdict tell_now may override “not yet”."


def _problems_in_advice(situation: Situation) -> Iterator[tuple[str, str]]:
    for field_name, sentences in situation.all_advice.items():
        for sentence in sentences:
            names = names_in(sentence)
            if names is None:
                yield field_name, f"A brace is not closed in “{sentence:.40}”."
                return
            for name in names.difference(ALWAYS_KNOWN, SOMETIMES_KNOWN):
                yield field_name, f"Nothing is called “{{{name}}}”."
    if all(
        (names_in(sentence) or frozenset()).intersection(SOMETIMES_KNOWN) for sentence in situation.advice
    ):
        yield "advice", "One sentence at least must hold without a date that may be unknown."


def names_in(sentence: str) -> frozenset[str] | None:
    """Return the names in braces in `sentence`; None if a brace isn't closed."""
    if "{" not in sentence and "}" not in sentence:
        return frozenset()
    try:
        fields_in_braces = [
            (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(sentence)
        ]
    except ValueError:
        return None
    # A name with a format or a conversion isn't a plain name, and is reported as it was written.
    return frozenset(
        f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
        for name, spec, conversion in fields_in_braces
        if name is not None
    )
