"""What to do differently: which habit is recommended, why, and in which words."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings

from followup_core.services.statistics.report_text import recommendation_words, sentence_to_say
from followup_core.statistics import (
    ADVICE_ORDER,
    Factor,
    HabitDifference,
    NoDifference,
    Statistics,
    TooFewToCompare,
)
from followup_core.statistics.statistics_text import recommendation_caution, recommendation_sentence
from tests.unit.cadence.text_tables import Row, Tables

from .statistics_json import PLAYBOOK_IN_FORCE, figures_of_records
from .statistics_strategies import Workspace, any_workspace

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 18)
CAUSE = "This is what happened, not what caused it."


@dataclass(frozen=True, slots=True)
class Held:
    """Interviews that went alike: how many, what the candidate did, and whether they were answered."""

    number: int
    _: KW_ONLY
    answered: bool
    asked: str = ""
    thanked: bool | None = None
    note: bool = False
    linkedin: bool = False
    form: str = "video"
    days_ago: int = 40


answered, silent = partial(Held, answered=True), partial(Held, answered=False)


def tables_of(groups: Sequence[Held]) -> Tables:
    """Return the tables of these interviews, all old enough to count unless told otherwise."""
    tables: Tables = {name: [] for name in ("interviews", "people", "interviewers", "answers", "touchpoints")}
    for group in groups:
        for _ in range(group.number):
            _add(tables, group, f"i{len(tables['interviews'])}")
    return tables


def _add(tables: Tables, group: Held, key: str) -> None:
    on = TODAY - timedelta(days=group.days_ago)
    ended = {"outcome": "rejected", "outcome_on": f"{on + timedelta(days=9)}"} if group.answered else {}
    tables["interviews"].append(
        {"interview_id": key, "organization": key, "held_at": f"{on}T10:00", "format": group.form, **ended}
    )
    if group.asked:
        tables["answers"].append({"interview_id": key, "item": "asked_time_frame", "answer": group.asked})
    if group.thanked is not None:
        tables["people"].append({"person_id": f"p-{key}", "name": "Dana Ruiz"})
        tables["interviewers"].append(
            {"interview_id": key, "person_id": f"p-{key}", "part": "hiring_manager"}
        )
    sent = {
        "thank_you_email": group.thanked,
        "thank_you_note": group.note,
        "linkedin_request": group.linkedin,
    }
    tables["touchpoints"].extend(_sent(key, kind, on) for kind, done in sent.items() if done)


def _sent(key: str, kind: str, on: date) -> Row:
    return {
        "touchpoint_id": f"{kind}-{key}",
        "interview_id": key,
        "person_id": f"p-{key}" if kind == "thank_you_email" else "",
        "kind": kind,
        "sent_on": f"{on}",
    }


def statistics_of(*groups: Held) -> Statistics:
    return figures_of_records(tables_of(groups), TODAY)


ASKED = (answered(7, asked="yes"), silent(2, asked="yes"), silent(5, asked="no"))
NOT_ENOUGH = (
    "There is not enough to compare yet. That takes five interviews with a habit and as many without it"
)
TOO_RECENT = silent(1, asked="no", days_ago=3)


@pytest.mark.parametrize(
    ("groups", "sentence", "caution"),
    [
        pytest.param(
            (*ASKED, TOO_RECENT),
            "You asked for the time frame in 9 interviews, and 7 of them were answered."
            " Where you did not ask, none of 5 was answered. Next time: ask when they will decide.",
            f"The true difference could be anywhere from 24 to 94 percentage points. {CAUSE}",
            id="certain, without what is too recent",
        ),
        pytest.param(
            (*ASKED, silent(5, asked="yes", days_ago=3)),
            " Next time: ask when they will decide, as you did the last 5 times.",
            CAUSE,
            id="kept lately",
        ),
        pytest.param(
            (
                answered(7, asked="yes", thanked=True),
                silent(2, asked="yes", thanked=False),
                silent(5, asked="no", thanked=False),
            ),
            "You asked for the time frame in 9 interviews,",
            CAUSE,
            id="of two certain ones the first of the advice, not the larger one",
        ),
        pytest.param(
            (
                answered(4, asked="yes", thanked=True),
                answered(4, asked="no", thanked=True),
                silent(2, asked="yes", thanked=False),
                silent(4, asked="no", thanked=False),
            ),
            "You thanked everyone within a day after 8 interviews, and all of them were answered."
            " Where you were later or left someone out, none of 6 was answered.",
            "The true difference could be anywhere from",
            id="a certain one before an uncertain one",
        ),
        pytest.param(
            (
                *(answered(3, asked="yes"), silent(3, asked="yes")),
                answered(1, asked="no"),
                silent(5, asked="no"),
            ),
            "and 3 of them were answered. Where you did not ask, 1 of 6 was answered.",
            "That could still be chance: the true difference could be anywhere from 17 percentage points"
            f" fewer to 67 more. {CAUSE}",
            id="uncertain",
        ),
        pytest.param(
            (answered(6, note=True), silent(6)),
            "Where you mailed none, none of 6 was answered. Next time: mail a handwritten note.",
            CAUSE,
            id="a note",
        ),
    ],
)
def test_a_habit_that_went_with_more_answers_is_recommended_with_its_counts(
    groups: tuple[Held, ...], sentence: str, caution: str
) -> None:
    recommendation = statistics_of(*groups).recommendation
    assert isinstance(recommendation, HabitDifference)
    assert sentence in recommendation_sentence(recommendation)
    assert caution in recommendation_caution(recommendation)


@pytest.mark.parametrize(("yes", "no"), [(3, 3), (1, 5)])
def test_where_a_habit_went_with_no_more_answers_nothing_is_recommended(yes: int, no: int) -> None:
    kept = (answered(yes, asked="yes"), silent(6 - yes, asked="yes"))
    recommendation = statistics_of(*kept, answered(no, asked="no"), silent(6 - no, asked="no")).recommendation
    assert recommendation == NoDifference(mature=12)
    assert recommendation_sentence(recommendation) == (
        "In 12 interviews, none of your habits clearly went with more answers."
    )


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (0, NOT_ENOUGH, "each at least four weeks old. You have none that old."),
        (1, NOT_ENOUGH, "You have one that old."),
        (4, NOT_ENOUGH, "You have 4 that old."),
        (
            12,
            "You did much the same in all 12 interviews, so there's nothing to compare.",
            "That takes 5 with a habit and 5 without.",
        ),
    ],
)
def test_too_little_to_compare_is_said_with_what_to_record(number: int, start: str, end: str) -> None:
    recommendation = statistics_of(answered(number, asked="yes")).recommendation
    assert recommendation == TooFewToCompare(mature=number)
    words = recommendation_sentence(recommendation)
    assert words.startswith(start)
    assert words.endswith(end)
    assert "Record both in the checklist, and each answer on Today." in recommendation_caution(recommendation)


def test_linkedin_and_meeting_in_person_are_never_recommended() -> None:
    statistics = statistics_of(answered(8, linkedin=True, form="in_person"), silent(8))
    certain = {
        comparison.factor
        for comparison in statistics.comparisons
        if comparison.difference and comparison.difference.low > 0
    }
    assert certain == {Factor.LINKEDIN_REQUEST, Factor.IN_PERSON}
    assert not certain & set(ADVICE_ORDER)
    assert statistics.recommendation == TooFewToCompare(mature=16)


def test_without_a_comparison_the_habit_missed_most_is_named_with_its_sentence() -> None:
    statistics = statistics_of(answered(2, asked="no"))
    assert "What you missed most: “Did you ask when they will decide?”" in recommendation_words(
        statistics, PLAYBOOK_IN_FORCE
    )
    assert sentence_to_say(statistics, PLAYBOOK_IN_FORCE) == "When do you expect to make a decision?"


def test_nothing_is_suggested_on_which_nothing_depends() -> None:
    tables = tables_of([answered(1, thanked=True)])
    tables["answers"].append(
        {"interview_id": "i0", "person_id": "p-i0", "item": "asked_linkedin", "answer": "no"}
    )
    statistics = figures_of_records(tables, TODAY)
    assert statistics.practice is None
    assert sentence_to_say(statistics, PLAYBOOK_IN_FORCE) == ""
    assert [item.id for item in PLAYBOOK_IN_FORCE.checklist if item.optional] == ["asked_linkedin"]


@settings(max_examples=40)
@given(any_workspace)
def test_what_is_recommended_has_enough_interviews_and_more_answers(workspace: Workspace) -> None:
    statistics = figures_of_records(workspace.tables, workspace.today)
    enough = [
        comparison
        for comparison in statistics.comparisons
        if comparison.factor in ADVICE_ORDER and comparison.enough
    ]
    match statistics.recommendation:
        case HabitDifference(comparison=chosen, certain=certain, latest=(done, known)):
            assert chosen in enough
            assert chosen.difference is not None
            assert chosen.difference.value >= 0.1
            assert certain == (chosen.difference.low > 0)
            assert 0 <= done <= known
        case NoDifference(mature=mature):
            assert enough
            assert mature == statistics.interviews.mature
        case TooFewToCompare(mature=mature):
            assert not enough
            assert mature == statistics.interviews.mature
