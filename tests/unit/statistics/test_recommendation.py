"""What to do differently: which habit is recommended, why, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from followup_core.services.statistics.report_text import recommendation_words, sentence_to_say
from followup_core.statistics import (
    ADVICE_ORDER,
    Factor,
    HabitDifference,
    NoDifference,
    Recommendation,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Interviews that went alike: how many, what the candidate did, and whether they were answered."""

    number: int
    answered: bool
    asked: str = ""
    thanked: bool | None = None
    note: bool = False
    linkedin: bool = False
    form: str = "video"
    days_ago: int = 40


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


def recommended(*groups: Held) -> Recommendation:
    return statistics_of(*groups).recommendation


ASKED = (
    Held(number=7, answered=True, asked="yes"),
    Held(number=2, answered=False, asked="yes"),
    Held(number=5, answered=False, asked="no"),
)


def test_asking_for_the_time_frame_is_said_with_its_counts() -> None:
    recommendation = recommended(*ASKED, Held(number=1, answered=False, asked="no", days_ago=3))
    assert isinstance(recommendation, HabitDifference)
    assert (recommendation.comparison.factor, recommendation.certain) == (Factor.ASKED_TIME_FRAME, True)
    assert recommendation_sentence(recommendation) == (
        "You asked for the time frame in 9 interviews, and 7 of them answered. Where you did not ask,"
        " none of 5 did. Next time: ask when they will decide."
    )
    assert recommendation_caution(recommendation) == (
        f"The true difference could be anywhere from 24 to 94 percentage points. {CAUSE}"
    )


def test_a_habit_that_was_kept_lately_is_told_to_be_kept() -> None:
    recommendation = recommended(*ASKED, Held(number=5, answered=False, asked="yes", days_ago=3))
    assert recommendation_sentence(recommendation).endswith(
        " Next time: ask when they will decide, as you did the last 5 times."
    )


def test_of_two_certain_differences_the_advice_decides_and_not_the_larger_one() -> None:
    recommendation = recommended(
        Held(number=7, answered=True, asked="yes", thanked=True),
        Held(number=2, answered=False, asked="yes", thanked=False),
        Held(number=5, answered=False, asked="no", thanked=False),
    )
    assert isinstance(recommendation, HabitDifference)
    assert recommendation.comparison.factor is Factor.ASKED_TIME_FRAME


def test_a_certain_difference_comes_before_an_uncertain_one() -> None:
    recommendation = recommended(
        Held(number=4, answered=True, asked="yes", thanked=True),
        Held(number=4, answered=True, asked="no", thanked=True),
        Held(number=2, answered=False, asked="yes", thanked=False),
        Held(number=4, answered=False, asked="no", thanked=False),
    )
    assert isinstance(recommendation, HabitDifference)
    assert (recommendation.comparison.factor, recommendation.certain) == (Factor.THANKED_EVERYONE, True)
    assert recommendation_sentence(recommendation).startswith(
        "You thanked everyone within a day after 8 interviews, and all of them answered."
        " Where you were later or left someone out, none of 6 did."
    )


def test_an_uncertain_difference_says_that_it_could_be_chance() -> None:
    recommendation = recommended(
        Held(number=3, answered=True, asked="yes"),
        Held(number=3, answered=False, asked="yes"),
        Held(number=1, answered=True, asked="no"),
        Held(number=5, answered=False, asked="no"),
    )
    assert isinstance(recommendation, HabitDifference)
    assert not recommendation.certain
    assert "and 3 of them answered. Where you did not ask, 1 of 6 did." in recommendation_sentence(
        recommendation
    )
    assert recommendation_caution(recommendation) == (
        "That could still be chance: the true difference could be anywhere from 17 percentage points fewer"
        f" to 67 more. {CAUSE}"
    )


@pytest.mark.parametrize(("yes", "no"), [(3, 3), (1, 5), (0, 6)])
def test_where_a_habit_went_with_no_more_answers_nothing_is_recommended(yes: int, no: int) -> None:
    recommendation = recommended(
        Held(number=yes, answered=True, asked="yes"),
        Held(number=6 - yes, answered=False, asked="yes"),
        Held(number=no, answered=True, asked="no"),
        Held(number=6 - no, answered=False, asked="no"),
    )
    assert recommendation == NoDifference(mature=12)
    assert recommendation_sentence(recommendation) == (
        "Over 12 interviews, no habit of yours goes with clearly more answers."
    )


@pytest.mark.parametrize(("number", "words"), [(0, "none"), (1, "one"), (4, "4")])
def test_too_little_data_is_said_with_what_to_record(number: int, words: str) -> None:
    recommendation = recommended(Held(number=number, answered=True, asked="yes"))
    assert recommendation == TooFewToCompare(mature=number)
    assert recommendation_sentence(recommendation) == (
        "There is not enough to compare yet. That takes five interviews with a habit and as many without it,"
        f" each at least four weeks old. You have {words} that old."
    )
    assert "Record both in the checklist, and each answer on Today." in recommendation_caution(recommendation)


def test_with_many_interviews_that_went_alike_it_is_not_their_number_that_is_missing() -> None:
    recommendation = recommended(Held(number=12, answered=True, asked="yes"))
    assert recommendation == TooFewToCompare(mature=12)
    assert recommendation_sentence(recommendation) == (
        "What you recorded about 12 interviews is too alike to compare. That takes five interviews with a"
        " habit and as many without it."
    )


def test_linkedin_and_meeting_in_person_are_never_recommended() -> None:
    groups = (
        Held(number=8, answered=True, linkedin=True, form="in_person"),
        Held(number=8, answered=False),
    )
    statistics = statistics_of(*groups)
    certain = {
        comparison.factor
        for comparison in statistics.comparisons
        if comparison.difference and comparison.difference.low > 0
    }
    assert certain == {Factor.LINKEDIN_REQUEST, Factor.IN_PERSON}
    assert not certain & set(ADVICE_ORDER)
    assert statistics.recommendation == TooFewToCompare(mature=16)


def test_a_handwritten_note_can_be_recommended() -> None:
    recommendation = recommended(
        Held(number=6, answered=True, note=True), Held(number=6, answered=False, note=False)
    )
    assert recommendation_sentence(recommendation).endswith(
        "Where you mailed none, none of 6 did. Next time: mail a handwritten note."
    )


def test_without_a_comparison_the_habit_missed_most_is_named_with_its_sentence() -> None:
    statistics = statistics_of(Held(number=2, answered=True, asked="no"))
    assert "What you missed most: “Did you ask when they will decide?”" in recommendation_words(
        statistics, PLAYBOOK_IN_FORCE
    )
    assert sentence_to_say(statistics, PLAYBOOK_IN_FORCE) == "When do you expect to make a decision?"


def test_nothing_is_suggested_on_which_nothing_depends() -> None:
    tables = tables_of([Held(number=1, answered=True, thanked=True)])
    tables["answers"].append(
        {"interview_id": "i0", "person_id": "p-i0", "item": "asked_linkedin", "answer": "no"}
    )
    statistics = figures_of_records(tables, TODAY)
    assert statistics.practice is None
    assert sentence_to_say(statistics, PLAYBOOK_IN_FORCE) == ""
    assert [item.id for item in PLAYBOOK_IN_FORCE.checklist if item.optional] == ["asked_linkedin"]


@settings(max_examples=60)
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
