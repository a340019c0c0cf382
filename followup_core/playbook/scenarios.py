"""Scenarios of the "what now?" exercise: dated facts that the cadence judges, and answers to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from followup_core.models import InterviewerPart, Outcome, Response, TouchpointKind, YesNo

from .disclosure_level import DisclosureLevel
from .playbook_model import STEP_NAMES
from .shape import Bounds, closed

WAIT = "wait"
"""The choice to do nothing today."""

CHOICES = (*STEP_NAMES, WAIT)
"""All choices that a scenario may offer to the participants."""

_Name = Annotated[str, Bounds(min_length=2, max_length=80)]
_Sentence = Annotated[str, Bounds(min_length=2, max_length=160, pattern=r"[.?]$")]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioMessage:
    """One contact in a scenario, with the scenario's person unless `to` names somebody else.

    `answered_on` is the day of an answer. `came_back` is what came instead of an answer.
    """

    kind: TouchpointKind
    on: date
    to: str = ""
    answered_on: date | None = None
    came_back: Response | None = None


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPerson:
    """Another person whom the candidate met in the same interview."""

    name: _Name
    part: InterviewerPart = InterviewerPart.INTERVIEWER


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A dated story about one interview.

    The right answer is not stored: the cadence works it out from the facts, as of `today`.
    The options are about `person`; the candidate also met `others`. `next_round_on` is the
    agreed date of the next round. `options` are kinds of step, or "wait". `tempting` is a
    wrong option, and `trap` says why it is wrong.
    """

    id: Annotated[str, Bounds(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    title: _Name
    story: Annotated[tuple[_Sentence, ...], Bounds(min_length=1, max_length=5)]
    today: date
    held_on: date
    person: _Name
    part: InterviewerPart = InterviewerPart.INTERVIEWER
    organization: _Name
    others: tuple[ScenarioPerson, ...] = ()
    country: Annotated[str, Bounds(pattern=r"^([A-Z]{2})?$")] = ""
    decision_by: date | None = None
    outcome: Outcome | None = None
    outcome_on: date | None = None
    next_round_on: date | None = None
    still_interested: YesNo | None = None
    agreed_linkedin: bool = False
    readable_handwriting: bool = False
    sent: tuple[ScenarioMessage, ...] = ()
    options: Annotated[tuple[str, ...], Bounds(min_length=2, max_length=4)]
    tempting: str
    trap: _Sentence
    results: DisclosureLevel = DisclosureLevel.PROTECTED

    @property
    def names(self) -> tuple[str, ...]:
        """The names of everybody in the story."""
        return (self.person, *(person.name for person in self.others))


def scenario_problem(scenario: Scenario) -> tuple[str, str] | None:
    """Return the field and the description of the first inconsistency in a scenario; None if it has none."""
    return next(_problems(scenario), None)


def _problems(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for option in scenario.options:
        if option not in CHOICES:
            yield "options", f"There is no “{option}” to choose."
        if scenario.options.count(option) > 1:
            yield "options", f"“{option}” is there twice."
    if scenario.tempting not in scenario.options:
        yield "tempting", f"“{scenario.tempting}” is not among the options."
    if len(set(scenario.names)) < len(scenario.names):
        yield "others", "Two people have the same name."
    yield from _problems_in_dates(scenario)
    for message in scenario.sent:
        yield from _problems_in_message(scenario, message)


def _problems_in_dates(scenario: Scenario) -> Iterator[tuple[str, str]]:
    if scenario.held_on > scenario.today:
        yield "held_on", "The interview is after the story's own day."
    if scenario.decision_by and scenario.decision_by < scenario.held_on:
        yield "decision_by", "The decision is before the interview."
    if scenario.next_round_on and scenario.next_round_on <= scenario.held_on:
        yield "next_round_on", "The next round is not after the interview."
    if scenario.outcome_on and scenario.outcome is None:
        yield "outcome_on", "A day needs an outcome."
    if scenario.outcome_on and not scenario.held_on <= scenario.outcome_on <= scenario.today:
        yield "outcome_on", "The outcome is not between the interview and the story's own day."


def _problems_in_message(scenario: Scenario, message: ScenarioMessage) -> Iterator[tuple[str, str]]:
    if not scenario.held_on <= message.on <= scenario.today:
        yield "sent", f"{message.on} is not between the interview and the story's own day."
    if message.answered_on and not message.on <= message.answered_on <= scenario.today:
        yield "sent", f"The answer of {message.answered_on} does not fit between the days around it."
    if message.answered_on and message.came_back not in (None, Response.ANSWERED):
        yield "sent", "What was answered cannot have come back as well."
    if message.came_back is Response.ANSWERED and message.answered_on is None:
        yield "sent", "A reply needs the day it came, as answered_on."
    if message.to and message.to not in scenario.names:
        yield "sent", f"Nobody in this story is called “{message.to}”."
