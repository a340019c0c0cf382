"""Builds scenarios at moments of the cadence's plan, with at least one builder for each right answer."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_core.cadence import BusinessCalendar, StepKind, plan
from followup_core.models import InterviewerPart, Outcome, TouchpointKind, YesNo
from followup_core.playbook import WAIT, CadenceNumbers, Scenario, ScenarioMessage

from .scenario_answers import INTERVIEW, records_of
from .scenario_text import ORGANIZATIONS, PEOPLE

WEEKDAYS = BusinessCalendar("")
_FIRST_DAY = date(2026, 1, 5)
_POSSIBLE_DAYS = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioState:
    """A generated interview, with the days of the cadence's plan for the case that nobody ever answers."""

    rng: random.Random
    numbers: CadenceNumbers
    facts: Scenario
    days: Mapping[StepKind, date]

    @classmethod
    def generate(cls, rng: random.Random, numbers: CadenceNumbers) -> "ScenarioState":
        """Return an interview generated with this random source."""
        facts = _interview(rng)
        planned_steps = plan(records_of(facts), numbers, facts.held_on, INTERVIEW)
        days = {step.kind: step.earliest for step in planned_steps}
        return cls(rng=rng, numbers=numbers, facts=facts, days=days)

    def after(self, day: date, min_days: int, max_days: int) -> date:
        """Return a business day from `min_days` to `max_days` business days after `day`."""
        return WEEKDAYS.add(WEEKDAYS.roll(day), self.rng.randint(min_days, max_days))

    def between(self, first: date, last: date) -> date | None:
        """Return a business day from `first` up to the day before `last`, None if there is none."""
        days = [first + timedelta(days=number) for number in range((last - first).days)]
        business_days = [day for day in days if WEEKDAYS.is_business_day(day)]
        return self.rng.choice(business_days) if business_days else None

    def with_sent(self, *kinds: StepKind) -> Scenario:
        """Return the facts with these messages sent on the days of the plan."""
        sent = tuple(ScenarioMessage(kind=TouchpointKind(kind), on=self.days[kind]) for kind in kinds)
        return replace(self.facts, sent=(*self.facts.sent, *sent))


def _interview(rng: random.Random) -> Scenario:
    held_on = WEEKDAYS.roll(_FIRST_DAY + timedelta(days=rng.randrange(_POSSIBLE_DAYS)))
    has_decision_date = rng.random() < 0.6
    return Scenario(
        id="",
        title="-",
        story=(),
        today=held_on,
        held_on=held_on,
        person=rng.choice(PEOPLE),
        part=rng.choice((InterviewerPart.INTERVIEWER, InterviewerPart.HIRING_MANAGER)),
        organization=rng.choice(ORGANIZATIONS),
        decision_by=WEEKDAYS.add(held_on, rng.randint(4, 12)) if has_decision_date else None,
        sent=(ScenarioMessage(kind=TouchpointKind.THANK_YOU_EMAIL, on=held_on),),
        options=(),
        tempting="",
        trap="",
    )


ScenarioStep = Scenario | None
"""The facts on a certain day; None if the plan has no such day."""

_ASKS, _CALLS, _ENDS = StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO


def _with_trap(facts: Scenario, today: date | None, tempting: str, trap: str) -> ScenarioStep:
    return replace(facts, today=today, tempting=tempting, trap=trap) if today else None


def _thank(state: ScenarioState) -> ScenarioStep:
    facts = replace(state.facts, sent=())
    return _with_trap(
        facts,
        state.between(facts.held_on, min(state.days[_ASKS], facts.held_on + timedelta(days=12))),
        *state.rng.choice(
            (
                (WAIT, "A thank-you isn't a nudge. It's welcome on any day before they decide."),
                (_ASKS, "Thanks come first, and they ask for nothing."),
            )
        ),
    )


def _write_note(state: ScenarioState) -> ScenarioStep:
    facts = replace(state.facts, readable_handwriting=True)
    today = state.after(facts.held_on, 0, 2)
    return _with_trap(
        facts, today, WAIT, "The post takes days, so a card that waits may arrive after they decide."
    )


def _connect(state: ScenarioState) -> ScenarioStep:
    facts = replace(state.facts, agreed_linkedin=True)
    trap = "You have their yes already, so the request is a promise kept and not a nudge."
    return _with_trap(facts, state.after(facts.held_on, 0, 3), WAIT, trap)


def _ask(state: ScenarioState) -> ScenarioStep:
    traps = (
        (_CALLS, "A call takes people by surprise; an email lets them answer when they can."),
        (WAIT, "Their time to answer is up, and one friendly email is no bother now."),
        (_ENDS, "You have not asked yet, and silence can have many reasons."),
    )
    return _with_trap(state.facts, state.after(state.days[_ASKS], 0, 2), *state.rng.choice(traps))


def _call(state: ScenarioState) -> ScenarioStep:
    traps = (
        (_ASKS, "A second email would just sit next to the first. Your voice is something new."),
        (_ENDS, "There is one good try left, and it takes half a minute."),
    )
    today = state.after(state.days[_CALLS], 0, 2)
    return _with_trap(state.with_sent(_ASKS), today, *state.rng.choice(traps))


def _end(state: ScenarioState) -> ScenarioStep:
    traps = (
        (_ASKS, "They have your email and your voice; a third message holds nothing they do not know."),
        (_CALLS, "They have heard you once, and a second call would only press."),
        (WAIT, "Waiting on keeps your head with them; should they call after all, you can still say yes."),
    )
    today = state.after(state.days[_ENDS], 0, 3)
    return _with_trap(state.with_sent(_ASKS, _CALLS), today, *state.rng.choice(traps))


def _closed(state: ScenarioState) -> Scenario:
    outcome_on = state.after(state.facts.decision_by or state.facts.held_on, 1, 6)
    return replace(
        state.facts,
        today=outcome_on,
        outcome=Outcome.REJECTED,
        outcome_on=outcome_on,
        still_interested=YesNo.YES,
    )


def _keep_in_touch(state: ScenarioState) -> ScenarioStep:
    facts = _closed(state)
    keep_in_touch_on = facts.today + timedelta(days=state.numbers.keep_in_touch_days)
    traps = (
        (_ENDS, "You let the job go long ago; the people are worth a line now and then."),
        (_ASKS, "That decision is made, and a message that asks for nothing is the welcome one."),
    )
    return _with_trap(facts, state.after(keep_in_touch_on, 0, 5), *state.rng.choice(traps))


def _wait(state: ScenarioState) -> ScenarioStep:
    return state.rng.choice((_wait_for_news, _wait_after_email, _wait_after_call, _wait_after_no))(state)


def _wait_for_news(state: ScenarioState) -> ScenarioStep:
    trap = "An email today would come before there can be news, and the next one would be your second."
    today = state.between(state.facts.held_on + timedelta(days=1), state.days[_ASKS])
    return _with_trap(state.facts, today, _ASKS, trap)


def _wait_after_email(state: ScenarioState) -> ScenarioStep:
    today = state.between(state.days[_ASKS] + timedelta(days=1), state.days[_CALLS])
    trap = "Your question is with them; a call so soon after it sounds like pressure."
    return _with_trap(state.with_sent(_ASKS), today, _CALLS, trap)


def _wait_after_call(state: ScenarioState) -> ScenarioStep:
    today = state.between(state.days[_CALLS] + timedelta(days=1), state.days[_ENDS])
    trap = "You have asked twice; a third message cannot make the answer come sooner."
    return _with_trap(state.with_sent(_ASKS, _CALLS), today, _ASKS, trap)


def _wait_after_no(state: ScenarioState) -> ScenarioStep:
    facts = _closed(state)
    keep_in_touch_on = facts.today + timedelta(days=state.numbers.keep_in_touch_days)
    today = state.between(facts.today + timedelta(days=3), keep_in_touch_on)
    trap = "This soon after a no, an article looks like asking again; later it is simply kind."
    return _with_trap(facts, today, StepKind.KEEP_IN_TOUCH, trap)


SCENARIO_STEPS: Mapping[str, Callable[[ScenarioState], ScenarioStep]] = {
    StepKind.THANK_YOU_EMAIL: _thank,
    StepKind.THANK_YOU_NOTE: _write_note,
    StepKind.LINKEDIN_REQUEST: _connect,
    StepKind.STATUS_EMAIL: _ask,
    StepKind.VOICEMAIL: _call,
    StepKind.LET_GO: _end,
    StepKind.KEEP_IN_TOUCH: _keep_in_touch,
    WAIT: _wait,
}
