"""Stories for "what now?": dated facts for the cadence to judge, and the choices of the room."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from followup_core.models import InterviewerRole, Outcome, Response, TouchpointKind, YesNo

from .playbook_model import STEP_NAMES
from .shape import Field, closed

WAIT = "wait"
"""The choice to do nothing today."""

CHOICES = (*STEP_NAMES, WAIT)
"""All that a room can be asked to choose from."""

_Name = Annotated[str, Field(min_length=2, max_length=80)]
_Sentence = Annotated[str, Field(min_length=2, max_length=160, pattern=r"[.?]$")]


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioMessage:
    """One contact of a story, to the story's person unless `to` names somebody else.

    `answered_on` is the day of a reply; `came_back` what came instead of one.
    """

    kind: TouchpointKind
    on: date
    to: str = ""
    answered_on: date | None = None
    came_back: Response | None = None


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPerson:
    """Somebody else who was met in the same interview."""

    name: _Name
    part: InterviewerRole = InterviewerRole.INTERVIEWER


@closed
@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A dated story. The facts are enough for the cadence to say what is right on `today`; no key is kept.

    `person` is whom the options name, and `others` were met as well. A `next_round_on` is already fixed.
    `options` are kinds of step, and "wait"; one of them is `tempting`, and `trap` says why it is not right.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    title: _Name
    story: Annotated[tuple[_Sentence, ...], Field(min_length=1, max_length=5)]
    today: date
    held_on: date
    person: _Name
    part: InterviewerRole = InterviewerRole.INTERVIEWER
    organization: _Name
    others: tuple[ScenarioPerson, ...] = ()
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    decision_by: date | None = None
    outcome: Outcome | None = None
    outcome_on: date | None = None
    next_round_on: date | None = None
    still_interested: YesNo | None = None
    agreed_linkedin: bool = False
    readable_handwriting: bool = False
    sent: tuple[ScenarioMessage, ...] = ()
    options: Annotated[tuple[str, ...], Field(min_length=2, max_length=4)]
    tempting: str
    trap: _Sentence

    @property
    def known(self) -> tuple[str, ...]:
        """Everybody in the story, by name."""
        return (self.person, *(each.name for each in self.others))


def scenario_problem(story: Scenario) -> tuple[str, str] | None:
    """Return the field and the words of the first thing in a story that does not fit together."""
    return next(_troubles(story), None)


def _troubles(story: Scenario) -> Iterator[tuple[str, str]]:
    for option in story.options:
        if option not in CHOICES:
            yield "options", f"There is no “{option}” to choose."
        if story.options.count(option) > 1:
            yield "options", f"“{option}” stands there twice."
    if story.tempting not in story.options:
        yield "tempting", f"“{story.tempting}” is not among the options."
    if len(set(story.known)) < len(story.known):
        yield "others", "Two people have the same name."
    yield from _troubles_in_dates(story)
    for sent in story.sent:
        yield from _troubles_in_sent(story, sent)


def _troubles_in_dates(story: Scenario) -> Iterator[tuple[str, str]]:
    if story.held_on > story.today:
        yield "held_on", "The interview is after the story's own day."
    if story.decision_by and story.decision_by < story.held_on:
        yield "decision_by", "The decision is before the interview."
    if story.next_round_on and story.next_round_on <= story.held_on:
        yield "next_round_on", "The next round is not after the interview."
    if story.outcome_on and story.outcome is None:
        yield "outcome_on", "A day needs an outcome."
    if story.outcome_on and not story.held_on <= story.outcome_on <= story.today:
        yield "outcome_on", "The outcome is not between the interview and the story's own day."


def _troubles_in_sent(story: Scenario, sent: ScenarioMessage) -> Iterator[tuple[str, str]]:
    if not story.held_on <= sent.on <= story.today:
        yield "sent", f"{sent.on} is not between the interview and the story's own day."
    if sent.answered_on and not sent.on <= sent.answered_on <= story.today:
        yield "sent", f"The answer of {sent.answered_on} does not fit between the days around it."
    if sent.answered_on and sent.came_back not in (None, Response.REPLY):
        yield "sent", "What was answered cannot have come back as well."
    if sent.came_back is Response.REPLY and sent.answered_on is None:
        yield "sent", "A reply needs the day it came, as answered_on."
    if sent.to and sent.to not in story.known:
        yield "sent", f"Nobody in this story is called “{sent.to}”."
