"""What now: the cadence is the answer key, of the shipped stories and of those made up from a seed."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import BusinessCalendar, StepKind, StepState
from followup_core.models import TouchpointKind
from followup_core.models.date_text import DayFormat
from followup_core.playbook import (
    CHOICES,
    WAIT,
    CadenceNumbers,
    Scenario,
    ScenarioMessage,
)
from followup_core.workshop.generated_scenarios import generate_scenarios, rebuild_scenario
from followup_core.workshop.scenario_answers import (
    is_clear,
    key_of,
    prompt_of,
    steps_of,
    words_of,
)
from followup_core.workshop.workshop_model import Prompt
from tests.unit.cadence.workspace_strategies import all_numbers

from .content import BOOK, DAY, PLAYBOOK, STORIES, days_of

pytestmark = pytest.mark.thorough

NUMBERS = PLAYBOOK.numbers
BY_ID = BOOK.stories
SEEDS = st.integers(min_value=0, max_value=10**9)
few = settings(max_examples=25)


def right_now(story: Scenario, numbers: CadenceNumbers) -> set[str]:
    """Return what may be done on the day of a story, or waiting where nothing may."""
    may = {step.kind.value for step in steps_of(story, numbers) if step.state is not StepState.WAITING}
    return may or {WAIT}


# --- the shipped stories ----------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.id)
def test_exactly_one_option_is_what_the_cadence_says(story: Scenario) -> None:
    right = right_now(story, NUMBERS)
    assert right.intersection(story.options) == {key_of(story, NUMBERS)[0]}
    assert story.tempting not in right
    assert is_clear(story, NUMBERS)


KEYS = {
    "thank_you_email": (
        *("evening_of_the_interview", "the_manager_is_not_thanked", "two_weeks_late_thanks"),
        *("one_of_two_thanked", "the_address_was_wrong", "an_offer_came"),
    ),
    "thank_you_note": ("a_readable_hand",),
    "linkedin_request": ("linkedin_was_agreed", "linkedin_a_week_later"),
    "wait": (
        *("three_days_of_silence", "the_very_day", "a_friday_decision", "nobody_named_a_date"),
        *("christmas_between", "the_day_of_thanksgiving", "a_next_round_is_set"),
        *("two_days_after_the_email", "they_need_more_time", "a_new_date", "they_wrote_first"),
        *("a_few_days_after_the_call", "an_answer_then_an_end", "still_fond_of_them"),
    ),
    "status_email": (
        *("the_date_has_passed", "a_week_without_a_date", "the_recruiter_answers", "more_time_is_over"),
    ),
    "voicemail": ("out_of_office", "a_week_after_the_email"),
    "let_go": ("both_tries_unanswered", "months_of_nothing"),
    "keep_in_touch": ("turned_down_three_months_ago", "let_go_in_summer"),
}


def test_the_keys_as_the_cadence_computes_them() -> None:
    assert set(KEYS) == set(CHOICES)
    assert {story.id: key_of(story, NUMBERS)[0] for story in STORIES} == {
        story: key for key, stories in KEYS.items() for story in stories
    }


def test_neither_the_place_nor_waiting_gives_the_right_option_away() -> None:
    assert {WAIT in story.options for story in STORIES if key_of(story, NUMBERS)[0] != WAIT} == {True, False}
    places = Counter(story.options.index(key_of(story, NUMBERS)[0]) for story in STORIES)
    assert max(places[place] for place in range(3)) <= len(STORIES) / 2


def test_a_public_holiday_decides_where_it_is_one() -> None:
    for name in ("christmas_between", "the_day_of_thanksgiving"):
        story = BY_ID[name]
        assert key_of(story, NUMBERS)[0] == WAIT
        assert key_of(replace(story, country=""), NUMBERS)[0] == "status_email"


def test_the_reason_is_the_cadences_own_and_the_trap_follows() -> None:
    story = BY_ID["the_date_has_passed"]
    prompt = prompt_of(story, NUMBERS)
    assert prompt == Prompt(
        prompt_id="the_date_has_passed",
        kind=prompt.kind,
        ask="It is Wednesday, November 18. What now?",
        options=prompt.options,
        story=(
            "Dana Ruiz said that they would decide by Tuesday, November 17. You thanked her on the day of the"
            " interview. A day later, nobody has written."
        ),
        key="status_email",
        because=(
            f"{steps_of(story, NUMBERS)[0].because}"
            " The date was theirs, so nobody will be surprised by one friendly email."
        ),
    )
    assert [(each.id, each.words) for each in prompt.options] == [
        ("status_email", "Send a short email and ask about the decision"),
        ("wait", "Leave it alone for now"),
        ("let_go", "Let it go and move on"),
        ("voicemail", "Call, and leave a voicemail"),
    ]


def test_nothing_left_to_do_is_said_in_words() -> None:
    because = prompt_of(BY_ID["an_answer_then_an_end"], NUMBERS).because
    assert because.startswith("Nothing is open between you and them today.")


def test_every_option_has_its_words_with_nobodys_last_name() -> None:
    words = [words_of(option, "Dana Ruiz") for option in CHOICES]
    assert all(re.fullmatch(r"[A-Z][A-Za-z ,-]+[a-zA-Z]", each) and "Ruiz" not in each for each in words)


# --- a center that teaches other numbers --------------------------------------------------------------


def sound(prompt: Prompt) -> None:
    """Check that a prompt can be put to a room."""
    ids = [each.id for each in prompt.options]
    assert 2 <= len(ids) == len(set(ids)) <= 4
    assert prompt.key in ids
    for text in (prompt.story, prompt.ask, prompt.because, *(each.words for each in prompt.options)):
        assert not re.search(r"None|[{}]|  |!", text), text
        assert text == text.strip() != ""


@given(story=st.sampled_from(STORIES), numbers=all_numbers())
def test_with_any_numbers_exactly_one_option_is_right(story: Scenario, numbers: CadenceNumbers) -> None:
    prompt = prompt_of(story, numbers)
    sound(prompt)
    assert right_now(story, numbers).intersection(each.id for each in prompt.options) == {prompt.key}
    if prompt.key == story.tempting:
        assert story.trap not in prompt.because


def test_a_slower_rhythm_turns_the_key_and_leaves_the_trap_out() -> None:
    slow = replace(NUMBERS, after_decision_business_days=5)
    story = BY_ID["the_date_has_passed"]
    prompt = prompt_of(story, slow)
    assert prompt.key == WAIT
    assert prompt.because == steps_of(story, slow)[0].because


def test_an_option_that_became_right_is_put_among_them() -> None:
    slow = replace(NUMBERS, no_date_business_days=20)
    story = BY_ID["more_time_is_over"]
    assert WAIT not in story.options
    assert [each.id for each in prompt_of(story, slow).options] == [*story.options[:3], WAIT]


def test_where_all_options_are_right_one_stays_and_waiting_is_the_wrong_one() -> None:
    story = replace(
        BY_ID["evening_of_the_interview"],
        agreed_linkedin=True,
        options=("linkedin_request", "thank_you_email"),
        tempting="thank_you_email",
    )
    assert not is_clear(story, NUMBERS)
    prompt = prompt_of(story, NUMBERS)
    sound(prompt)
    assert [each.id for each in prompt.options] == ["thank_you_email", WAIT]


def test_a_story_that_names_the_wrong_person_is_not_clear() -> None:
    story = BY_ID["one_of_two_thanked"]
    thanked = replace(
        story,
        person="Rosa Moreno",
        others=(replace(story.others[0], name="Tom Gallagher"),),
        sent=(ScenarioMessage(kind=TouchpointKind.THANK_YOU_EMAIL, on=story.held_on),),
    )
    assert not is_clear(thanked, NUMBERS)


# --- made up from a seed ----------------------------------------------------------------------------


@few
@given(seed=SEEDS)
def test_eight_made_up_stories_have_eight_answers_each_clear_and_told_in_sound_words(seed: int) -> None:
    stories = generate_scenarios(seed, 8, NUMBERS)
    prompts = [prompt_of(story, NUMBERS) for story in stories]
    assert [prompt.key for prompt in prompts] == [key_of(story, NUMBERS)[0] for story in stories]
    assert {prompt.key for prompt in prompts} == set(CHOICES)
    for story, prompt in zip(stories, prompts, strict=True):
        sound(prompt)
        assert right_now(story, NUMBERS).intersection(story.options) == {prompt.key}
        assert prompt.because.endswith(story.trap)
        assert len(prompt.story) <= 400


@few
@given(seed=SEEDS, number=st.integers(0, 999))
def test_a_made_up_story_is_rebuilt_from_its_id_alone(seed: int, number: int) -> None:
    story = rebuild_scenario(f"g-{seed}-{number}", NUMBERS)
    assert story is not None
    assert story.id == f"g-{seed}-{number}"
    assert number >= 12 or generate_scenarios(seed, number + 1, NUMBERS)[number] == story


def test_a_made_up_story_is_the_same_in_every_run() -> None:
    # Plans keep only the id: were this to change, a workshop that is prepared would put other stories.
    story = rebuild_scenario("g-7-3", NUMBERS)
    assert story is not None
    assert prompt_of(story, NUMBERS).story == (
        "You met Kofi Mensah of Bellweather Insurance on Wednesday, August 19. Nobody named a day for the"
        " decision. You thanked Kofi by email the same evening. On Tuesday, August 25, they chose somebody"
        " else, and you would still like to work there."
    )


@pytest.mark.parametrize(
    "no_id",
    [
        *("", "g", "g-1", "g-1-", "g--1", "g-1-1-1", "G-1-1", "g-01-1", "g-1-01", "g-1-1 "),
        *("g-\u0661-1", "g-1-\u00b2", "g-1e3-1", "g-1-1\n", f"g-{10**18}-1", "g-1-1000000"),
    ],
)
def test_what_is_no_id_of_a_made_up_story_makes_none(no_id: str) -> None:
    assert rebuild_scenario(no_id, NUMBERS) is None


OFFICES = [BusinessCalendar(country) for country in ("", "US", "GB", "DE")]


@few
@given(seed=SEEDS)
def test_made_up_stories_tell_exactly_their_facts_in_their_order_on_working_days(seed: int) -> None:
    for story in generate_scenarios(seed, 8, NUMBERS):
        for day in days_of(story):
            assert all(office.is_business_day(day) for office in OFFICES), day
        sent = [each.on for each in story.sent]
        assert [story.held_on, *sent, story.today] == sorted([story.held_on, *sent, story.today])
        assert story.decision_by is None or story.held_on < story.decision_by
        assert story.outcome_on is None or story.held_on < story.outcome_on < story.today
        days = [story.held_on, *sent, story.decision_by, story.outcome_on]
        told = " ".join(story.story)
        said = {DayFormat(today=day, country=story.country).full(day) for day in days if day}
        assert set(DAY.findall(told)) == said
        assert story.person in told
        assert story.organization in told
        assert ("LinkedIn" in told) == story.agreed_linkedin
        assert ("handwriting" in told) == story.readable_handwriting


@few
@given(seed=SEEDS)
def test_the_cadence_says_the_same_where_the_offices_have_holidays(seed: int) -> None:
    for story in generate_scenarios(seed, 8, NUMBERS):
        answers = {key_of(replace(story, country=office.country), NUMBERS)[0] for office in OFFICES}
        assert len(answers) == 1


@few
@given(seed=SEEDS, numbers=all_numbers())
def test_with_any_numbers_made_up_stories_are_clear_or_missing(seed: int, numbers: CadenceNumbers) -> None:
    for story in generate_scenarios(seed, 2, numbers):
        assert is_clear(story, numbers)
        sound(prompt_of(story, numbers))


@pytest.fixture(scope="module")
def made_up() -> list[Scenario]:
    return [story for seed in range(25) for story in generate_scenarios(seed, 8, NUMBERS)]


def test_names_and_ways_of_telling_vary(made_up: list[Scenario]) -> None:
    assert len({story.person for story in made_up}) >= 15
    assert len({story.organization for story in made_up}) >= 10
    assert len({story.story for story in made_up}) == len(made_up)
    assert len({story.trap for story in made_up if key_of(story, NUMBERS)[0] == WAIT}) >= 3


def test_the_right_option_of_made_up_stories_stands_anywhere(made_up: list[Scenario]) -> None:
    keys = [key_of(story, NUMBERS)[0] for story in made_up]
    places = Counter(story.options.index(key) for story, key in zip(made_up, keys, strict=True))
    assert min(places[place] for place in range(3)) >= 30
    # Thanks are at times the wrong choice too, and so is keeping in touch.
    wrong = {
        option for story, key in zip(made_up, keys, strict=True) for option in story.options if option != key
    }
    assert {StepKind.THANK_YOU_EMAIL, StepKind.KEEP_IN_TOUCH, WAIT} <= wrong


def test_made_up_days_lie_in_the_years_that_the_calendars_know(made_up: list[Scenario]) -> None:
    days = [day for story in made_up for day in days_of(story)]
    assert min(days) >= date(2026, 1, 5)
    assert max(days) <= date(2026, 1, 5) + timedelta(days=900)
