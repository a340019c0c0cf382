"""What a reason claims is so in the records, where each claim is looked up again."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from followup_core.cadence import Step
from followup_core.models import AnswerValue, Application, DateBasis, Interview, InterviewDetails, Outcome
from followup_core.models.date_text import DayFormat, how_often

from .test_cadence_invariants import chases_sent, last_response, promised_date
from .workspace_strategies import Workspace, workspaces

pytestmark = pytest.mark.thorough

_DAY = r"((?:[A-Z][a-z]+ \d+|\d+ [A-Z][a-z]+)(?:,? \d{4})?)"
"""A day as a sentence has it, without its weekday."""


class _Records:
    """What the records say about the interview of a step."""

    def __init__(self, workspace: Workspace, step: Step) -> None:
        self.step, self.today = step, workspace.today
        self.details: InterviewDetails = workspace.records.interviews[step.interview_id]
        self.interview: Interview = self.details.interview
        self.application: Application = workspace.records.application_of[step.interview_id]
        self.asked = [touch.sent_on for touch in chases_sent(Application(rounds=(self.details,)), self.today)]
        self.answered = last_response(workspace, step.interview_id)
        self.promised = promised_date(workspace, step.interview_id)
        self.after_days = workspace.numbers.keep_in_touch_days
        self._say = DayFormat(today=self.today, country=workspace.records.settings.country).short

    def is_day(self, text: str, day: date | None) -> bool:
        return day is not None and text == self._say(day)

    @property
    def unanswered(self) -> list[date]:
        return [day for day in self.asked if self.answered is None or day > self.answered]

    @property
    def last_asked_anywhere(self) -> date:
        return max(touch.sent_on for touch in chases_sent(self.application, self.today))

    @property
    def last_contact(self) -> date:
        touches = [
            touch
            for details in self.application.rounds
            for touch in details.touchpoints
            if touch.sent_on <= self.today and not touch.bounced
        ]
        answers = (touch.counted_response_on for touch in touches)
        heard = (day for day in answers if day is not None and day <= self.today)
        is_off = self.interview.ended_before_its_day
        rounds = [details.interview for details in self.application.rounds] if is_off else [self.interview]
        held = (each.held_on for each in rounds if each.was_held(self.today))
        return max([*held, *(touch.sent_on for touch in touches), *heard])

    @property
    def came_back(self) -> list[date]:
        return [touch.sent_on for touch in self.details.touchpoints if touch.bounced]


Claim = Callable[[_Records, tuple[str, ...]], bool]
CLAIMS: dict[str, Claim] = {
    rf"[Tt]hey(?: last)? answered on {_DAY}": lambda records, said: records.is_day(said[0], records.answered),
    r"named no later day": lambda records, _: records.promised is None and records.answered is not None,
    r"don't have a decision date": lambda records, _: records.interview.decision_by is None,
    rf"[Yy]ou should hear by {_DAY}": lambda records, said: (
        records.is_day(said[0], records.promised) and (records.promised or date.min) >= records.today
    ),
    rf"You expected to hear by {_DAY}": lambda records, said: (
        records.is_day(said[0], records.promised)
        and (records.promised or date.max) < records.today
        and records.details.date_basis is DateBasis.NAMED
    ),
    rf"[Yy]our (?:email|voicemail) of {_DAY} has no answer yet": lambda records, said: (
        len(records.unanswered) == 1 and records.is_day(said[0], records.unanswered[0])
    ),
    rf"ou have asked ((?:\w+ times?|once|twice)), last on {_DAY}": lambda records, said: (
        said[0] == how_often(len(records.unanswered)) and records.is_day(said[1], max(records.unanswered))
    ),
    r"ou have asked ((?:\w+ times?|once|twice)) and should hear": lambda records, said: (
        said[0] == how_often(len(records.unanswered))
    ),
    r"ou have asked ((?:\w+ times?|once|twice)) in all": lambda records, said: (
        said[0] == how_often(len(records.asked))
    ),
    rf"in all, last on {_DAY}": lambda records, said: records.is_day(said[0], max(records.asked)),
    rf"you last asked on {_DAY}": lambda records, said: records.is_day(said[0], records.last_asked_anywhere),
    rf"They said no on {_DAY}": lambda records, said: (
        records.interview.outcome is Outcome.REJECTED
        and records.is_day(said[0], records.interview.outcome_on)
    ),
    rf"[Yy]ou let it go on {_DAY}": lambda records, said: (
        records.interview.outcome is Outcome.LET_GO and records.is_day(said[0], records.interview.outcome_on)
    ),
    rf"Your last contact was on {_DAY}": lambda records, said: records.is_day(said[0], records.last_contact),
    r"after (\d+) days?, from .* keeps the door open": lambda records, said: (
        int(said[0]) == records.after_days
        and records.step.earliest >= records.interview.held_on + timedelta(days=records.after_days)
    ),
    rf"You met (?:\w+ )?on {_DAY}": lambda records, said: records.is_day(said[0], records.interview.held_on),
    r"agreed to connect": lambda records, _: (
        records.details.answer_to("agreed_linkedin", records.step.person_id) is AnswerValue.YES
    ),
    rf"of {_DAY} (?:came back|didn't reach)": lambda records, said: any(
        records.is_day(said[0], day) for day in records.came_back
    ),
    rf"from {_DAY}": lambda records, said: records.is_day(said[0], records.step.earliest),
    rf"(?:without an answer|nothing has come) by {_DAY}": lambda records, said: records.is_day(
        said[0], records.step.earliest
    ),
}
"""Each claim that a reason may make, and whether the records bear it out."""


@settings(max_examples=150)
@given(workspaces())
def test_every_claim_of_a_reason_is_borne_out_by_the_records(workspace: Workspace) -> None:
    for step in workspace.steps:
        records = _Records(workspace, step)
        for claim, is_so in CLAIMS.items():
            for found in re.finditer(claim, step.because):
                assert is_so(records, found.groups()), (claim, step.because)
