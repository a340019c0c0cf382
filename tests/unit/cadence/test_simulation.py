"""Lives lived by the cadence: who obeys it never pesters, who does not is told to stop."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar
from followup_core.playbook import CadenceNumbers

from .simulation import Life, Obeying
from .text_tables import Tables, after, interview, setting
from .workspace_strategies import BASE_DAYS, COUNTRIES, all_numbers

pytestmark = pytest.mark.thorough

RANDOMS = st.randoms(use_true_random=True)


@st.composite
def openings(draw: st.DrawFn, *, rounds: int = 1) -> Tables:
    """Return one application of one or more rounds, none of them closed."""
    held = draw(BASE_DAYS)
    interviews = []
    for number in range(1, rounds + 1):
        decision = draw(st.none() | st.integers(min_value=0, max_value=30))
        cells = {"decision_by": after(held, decision)} if decision is not None else {}
        interviews.append(interview(f"acme-{number}", held, round=str(number), **cells))
        held += timedelta(days=draw(st.integers(min_value=1, max_value=40)))
    return {
        "interviews": interviews,
        "settings": [
            setting("country", draw(st.sampled_from(COUNTRIES))),
            setting("second_chase", draw(st.sampled_from(("voicemail", "email")))),
        ],
    }


def first_day(tables: Tables) -> date:
    return date.fromisoformat(tables["interviews"][0]["held_at"][:10])


@settings(max_examples=40)
@given(openings(), all_numbers(), st.booleans(), RANDOMS)
def test_with_silence_who_obeys_asks_exactly_twice_and_lets_go_and_who_is_too_late_at_most_twice(
    tables: Tables, numbers: CadenceNumbers, is_late: bool, random: Random
) -> None:
    life = Life(tables, first_day(tables), random, numbers)
    candidate = Obeying(life, latest=90 if is_late else numbers.stale_days)
    assert any(candidate.act("acme-1") for _ in life.mornings(500))
    kinds = [kind for _, kind in life.chases()]
    second = "voicemail" if tables["settings"][1]["value"] == "voicemail" else "status_email"
    expected = ["status_email", second]
    assert kinds == (expected[: len(kinds)] if is_late else expected)
    assert life.steps() == ()


@settings(max_examples=25)
@given(openings(rounds=2), all_numbers(), RANDOMS)
def test_who_obeys_never_asks_twice_within_the_gap_whatever_the_employer_does(
    tables: Tables, numbers: CadenceNumbers, random: Random
) -> None:
    second = tables["interviews"].pop()
    life = Life(tables, first_day(tables), random, numbers)
    calendar = BusinessCalendar(tables["settings"][0]["value"])
    candidate = Obeying(life, latest=numbers.stale_days)
    invited_on = date.fromisoformat(second["held_at"][:10]) - timedelta(days=random.randint(0, 20))
    for today in life.mornings(150):
        if today >= invited_on and second not in tables["interviews"]:
            tables["interviews"].append(second)
        if random.random() < 0.03:
            life.employer_answers(random.choice(tables["interviews"])["interview_id"])
        for row in tables["interviews"]:
            if not row.get("outcome"):
                candidate.act(row["interview_id"])
    for (earlier, _), (later, _) in pairwise(life.chases()):
        assert (later - earlier).days >= numbers.gap_days
    assert all(calendar.is_business_day(step.earliest) for step in life.steps())
