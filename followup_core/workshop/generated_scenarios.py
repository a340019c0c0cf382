"""Generates scenarios from a seed, at moments of the cadence's own plan, so that the answer is certain."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from followup_core.cadence import BusinessCalendar, StepKind
from followup_core.playbook import CHOICES, WAIT, CadenceNumbers, Scenario

from .scenario_answers import is_clear, key_of, steps_of
from .scenario_builder import SCENARIO_STEPS, WEEKDAYS, ScenarioState
from .scenario_text import scenario_sentences

_ID = re.compile(r"g-(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,5})")
_TRIES = 80
_ALWAYS_TEMPTING = (StepKind.STATUS_EMAIL, StepKind.VOICEMAIL, StepKind.LET_GO, StepKind.KEEP_IN_TOUCH)
_OFFICES = tuple(BusinessCalendar(country) for country in ("US", "GB", "DE"))
"""No scenario has a day that is a holiday in one of these countries: it would only be about the holiday."""


def generate_scenarios(seed: int, count: int, numbers: CadenceNumbers) -> tuple[Scenario, ...]:
    """Return `count` scenarios with one right option; the same `seed` (0 or more) gives the same scenarios.

    Any eight in a row have eight different answers. There are fewer scenarios if the playbook's numbers don't
    allow one of them.
    """
    scenarios = (_scenario(seed, number, numbers) for number in range(count))
    return tuple(scenario for scenario in scenarios if scenario is not None)


def rebuild_scenario(prompt_id: str, numbers: CadenceNumbers) -> Scenario | None:
    """Return the scenario with this id (`g-<seed>-<number>`), None if there is none."""
    match = _ID.fullmatch(prompt_id)
    return _scenario(int(match[1]), int(match[2]), numbers) if match else None


@lru_cache(maxsize=1024)
def _scenario(seed: int, number: int, numbers: CadenceNumbers) -> Scenario | None:
    order = list(CHOICES)
    random.Random(f"{seed}").shuffle(order)  # noqa: S311  # an exercise, not a secret
    right_option = order[number % len(order)]
    rng = random.Random(f"{seed}-{number}")  # noqa: S311
    for _ in range(_TRIES):
        facts = SCENARIO_STEPS[right_option](ScenarioState.generate(rng, numbers))
        if facts and key_of(facts, numbers)[0] == right_option and _avoids_holidays(facts, numbers):
            scenario = _with_options(facts, right_option, rng)
            if is_clear(scenario, numbers):
                return replace(
                    scenario, id=f"g-{seed}-{number}", story=tuple(scenario_sentences(scenario, rng))
                )
    return None


def _avoids_holidays(scenario: Scenario, numbers: CadenceNumbers) -> bool:
    """Return whether all offices are open on the scenario's days, so that no holiday moves a date."""
    relevant_days = {
        scenario.held_on,
        scenario.today,
        scenario.decision_by,
        scenario.outcome_on,
        *(message.on for message in scenario.sent),
    }
    steps = steps_of(scenario, numbers)
    if steps:
        relevant_days.add(steps[0].earliest)
    if scenario.outcome is None:
        relevant_days.update(_weekdays(scenario.held_on, max(day for day in relevant_days if day)))
    return all(office.is_business_day(day) for day in relevant_days if day for office in _OFFICES)


def _weekdays(first: date, last: date) -> Iterator[date]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in days if WEEKDAYS.is_business_day(day))


def _with_options(scenario: Scenario, right_option: str, rng: random.Random) -> Scenario:
    """Return the scenario with its options: the right one, the tempting one, and one or two others."""
    possible_options: list[str] = [WAIT, *_ALWAYS_TEMPTING]
    if scenario.sent:
        possible_options.append(StepKind.THANK_YOU_EMAIL)
    other_options = [
        str(option) for option in possible_options if option not in (right_option, scenario.tempting)
    ]
    options = [right_option, str(scenario.tempting), *rng.sample(other_options, rng.choice((1, 2)))]
    rng.shuffle(options)
    return replace(
        scenario, title=scenario.organization, options=tuple(options), tempting=str(scenario.tempting)
    )
