"""Lives lived by the cadence: who obeys it never pesters, who does not is told to stop."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, StepKind
from followup_core.cadence.step import ChaseTooLate
from followup_core.playbook import CadenceNumbers

from .simulation import CHASES, Life, Obeying
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


@settings(max_examples=30)
@given(openings(), all_numbers(), RANDOMS)
def test_with_silence_who_obeys_asks_exactly_twice_and_lets_go(
    tables: Tables, numbers: CadenceNumbers, random: Random
) -> None:
    life = Life(tables, first_day(tables), random, numbers)
    candidate = Obeying(life, latest=numbers.stale_days)
    assert any(candidate.act("acme-1") for _ in life.mornings(500))
    (first_on, first), (second_on, second) = life.chases()
    assert first == "status_email"
    assert second == ("voicemail" if tables["settings"][1]["value"] == "voicemail" else "status_email")
    assert (second_on - first_on).days >= numbers.gap_days
    assert life.steps() == ()


@settings(max_examples=25)
@given(openings(), RANDOMS)
def test_who_waits_until_it_is_too_late_still_ends_by_letting_go(tables: Tables, random: Random) -> None:
    life = Life(tables, first_day(tables), random)
    candidate = Obeying(life, latest=90)
    assert any(candidate.act("acme-1") for _ in life.mornings(500))
    assert len(life.chases()) <= 2
    assert [kind for _, kind in life.chases()][:1] in ([], ["status_email"])


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


@settings(max_examples=25)
@given(openings(), RANDOMS)
def test_after_an_early_chase_the_advice_is_to_wait_a_week_and_after_two_to_stop(
    tables: Tables, random: Random
) -> None:
    life = Life(tables, first_day(tables), random)
    answered_on: date | None = None
    for today in life.mornings(120):
        if random.random() < 0.12:
            life.touch(random.choice(("status_email", "voicemail")), "acme-1")
        if random.random() < 0.02:
            life.employer_answers("acme-1")
            answered_on = today
        step = life.chain("acme-1")
        assert step is not None
        asked = [day for day, _ in life.chases()]
        unanswered = [day for day in asked if answered_on is None or day > answered_on]
        assert not asked or step.earliest >= asked[-1] + timedelta(days=7)
        if len(unanswered) >= 2:
            assert step.kind is StepKind.LET_GO
        elif len(unanswered) == 1 and step.kind is StepKind.VOICEMAIL:
            assert life.chases()[-1][1] == "status_email"
        named = life.interview("acme-1").get("decision_by", "")
        newly_named = answered_on is not None and named > answered_on.isoformat() and not unanswered
        if len(asked) >= 3:
            is_limit = step.kind is StepKind.LET_GO and not isinstance(step.reason, ChaseTooLate)
            assert is_limit != newly_named
        if answered_on == today:
            assert len(asked) >= 3 or step.kind is StepKind.STATUS_EMAIL
            assert step.earliest > today


@settings(max_examples=20)
@given(openings(), RANDOMS)
def test_an_employer_who_always_answers_in_time_is_never_chased(tables: Tables, random: Random) -> None:
    life = Life(tables, first_day(tables), random)
    for _ in life.mornings(120):
        step = life.chain("acme-1")
        assert step is not None
        if life.today >= step.earliest:
            life.touch("heard_from_employer", "acme-1")
        again = life.chain("acme-1")
        assert again is not None
        assert again.kind in CHASES
        assert again.earliest > life.today
