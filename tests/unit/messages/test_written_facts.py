"""Facts that are right as they were typed stay as they are, and are hardly ever asked for again."""

import pytest

from tests.unit.row_table import each_row

from .written_facts import LATER, outcome, right_facts, shares, written_facts

EVERY = 12
"""Every twelfth row, to save time. A rule that changes a few right facts passes here: compare all of them
before and after it with `python -m tests.unit.messages.written_facts --list`."""


@pytest.mark.thorough
@each_row(("is_later", "as_meant", "asked"), [(False, 0.92, 0.04), (True, 0.9, 0.03)])
def test_at_least_90_of_100_right_facts_stay_as_they_are(
    is_later: bool, as_meant: float, asked: float
) -> None:
    rows = [row for row in written_facts() if (row.source == LATER) is is_later]
    found = shares(right_facts(rows if is_later else rows[::EVERY]))
    assert found["as meant"] >= as_meant
    assert found["asked"] <= asked


@each_row(
    ("fact", "typed"),
    [
        ("interest", "after ten years of retail I want a job with weekends"),
        ("interest", "working in a library is calmer than working in a shop"),
        ("interest", "since I was little I have loved taking things apart"),
        ("interest", "it's quiet, it's clean and I like dogs"),
        ("interest", "the people in the office seem very supportive"),
        ("interest", "I want to work for a doctor who takes time for his patients"),
        ("strength", "can read a blueprint and still make sense to the client"),
        ("example", "did 40 hours a week of data entry while taking 12 credits"),
        ("example", "ground and polished parts for the medical industry"),
        ("example", "drove the 5 a.m. route in Miami for two years"),
        ("example", "could repair a tire in ten minutes"),
        ("example", "hung 64 doors in a month, all of them plumb"),
        ("discussed", "the panel swaps you are doing out at the old cannery"),
        ("interest", "robots fail in ways that web apps never do, and I find that fascinating"),
        ("better_answer", "I would have asked the patient what scared them first"),
        ("times", "anytime next week, except Wednesday afternoon"),
        ("discussed", "how there are more women applying now"),
        ("discussed", "me maybe taking over the Tuesday group"),
        ("discussed", "letting the students have more say"),
        ("question", "What made you stay fifteen years?"),
        ("question", "If it rains, do we still get paid?"),
        ("question", "Can you tell me what the next step is?"),
        ("better_answer", "when I don't know something I ask my older colleagues"),
        ("correction", "I am 34 years old"),
        ("promised", "giving me feedback on my sample lesson"),
        ("promised", "the training would be paid for by you"),
    ],
)
def test_a_right_fact_of_an_uncommon_shape_stays_as_it_is(fact: str, typed: str) -> None:
    assert outcome(fact, typed, typed) == "as meant"
