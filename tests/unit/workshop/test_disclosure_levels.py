"""Open, protected and private: what each level shows, and that a level only becomes stricter once asked."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.disclosure_control import PollTally, Release, publishable_counts
from followup_core.workshop.disclosure_minimums import BATCH_SIZE, EXPORT_MINIMUM, OPEN_MINIMUM, WALL_MINIMUM
from followup_core.workshop.disclosure_words import (
    BEFORE_ANSWERING,
    LEVEL_WORDS,
    NEVER_SHOWN,
    TOO_EARLY,
)
from followup_core.workshop.prompts import build_prompts, with_levels
from followup_core.workshop.workshop_model import Activity, ActivityKind, Option, Plan, PublishedResults
from followup_core.workshop.workshop_state import EventKind, stored_plan
from tests.unit.row_table import each_row

from .content import BOOK, PLAYBOOK
from .workshop_events import PLAN, MadeUpEvent, answered, joined, opened_workshop, stepped

YES_NO = (Option(id="yes", words="Yes"), Option(id="no", words="No"))
OPEN, PROTECTED, PRIVATE = DisclosureLevel


def tallied(answers: list[str], level: DisclosureLevel) -> PollTally:
    """Return the tally of these answers, each from another person."""
    tally = PollTally()
    for number, option in enumerate(answers):
        tally.add(f"p{number}", option, level)
    return tally


def results(answers: list[str], level: DisclosureLevel, minimum: int = WALL_MINIMUM) -> PublishedResults:
    return publishable_counts(YES_NO, tallied(answers, level), minimum, level)


def counts(published: PublishedResults) -> list[int | None]:
    return [cell.count for cell in published.counts]


def test_an_open_question_shows_every_count_from_five_answers_on_and_nothing_below() -> None:
    for people in range(14):
        for answers in ([*("yes",) * yes, *("no",) * (people - yes)] for yes in range(people + 1)):
            for minimum in (WALL_MINIMUM, EXPORT_MINIMUM):
                shown = results(answers, OPEN, minimum)
                if people < OPEN_MINIMUM:
                    seen = (counts(shown), shown.participant_count, shown.sentence)
                    assert seen == ([None, None], 0, TOO_EARLY)
                else:
                    assert counts(shown) == [answers.count("yes"), answers.count("no")]
                    assert shown.participant_count == people


@each_row("answers", [[], ["yes"] * 30 + ["no"] * 30])
def test_a_private_question_shows_nothing_whatever_was_answered(answers: list[str]) -> None:
    for tallied_as, minimum in product(DisclosureLevel, (WALL_MINIMUM, EXPORT_MINIMUM)):
        shown = publishable_counts(YES_NO, tallied(answers, tallied_as), minimum, PRIVATE)
        assert (counts(shown), shown.participant_count, shown.sentence) == ([None] * 2, 0, NEVER_SHOWN)


def test_an_open_count_follows_a_change_of_mind_and_back() -> None:
    tally = tallied(["yes"] * 6, OPEN)
    for option in ("no", "yes", "no"):
        tally.add("p0", option, OPEN)
    assert dict(tally.released.counts) == {"yes": 5, "no": 1}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 13), st.sampled_from(["", "yes", "no"])), max_size=120),
    st.integers(0, 120),
)
def test_after_a_question_became_protected_each_release_is_about_five_people_at_least(
    history: list[tuple[int, str]], open_until: int
) -> None:
    tally = PollTally()
    now: dict[str, str] = {}
    counted: list[dict[str, str]] = [{}]
    protected_from = 0
    for number, (person, option) in enumerate(history):
        level = OPEN if number < open_until else PROTECTED
        before: Release = tally.released
        now.pop(f"p{person}", None)
        if option:
            now[f"p{person}"] = option
            tally.add(f"p{person}", option, level)
        else:
            tally.remove(f"p{person}")
        if tally.released is not before:
            counted.append(dict(now))
        if level is OPEN:
            protected_from = len(counted)
    for at in range(protected_from, len(counted)):
        for earlier in counted[:at]:
            differing = [who for who, option in counted[at].items() if earlier.get(who) != option]
            assert len(differing) >= BATCH_SIZE


def level_set(prompt: str, level: str, activity: str = "a2") -> MadeUpEvent:
    return MadeUpEvent(what=EventKind.LEVEL_SET, activity_id=activity, prompt_id=prompt, value=level)


def test_a_level_becomes_only_stricter_once_the_question_was_on_the_phones() -> None:
    before = opened_workshop()
    assert [before.may_set_level("a2", "p1", level) for level in DisclosureLevel] == [True] * 3
    asked = opened_workshop(level_set("p1", "open"), stepped(1), stepped(-1))
    assert [asked.may_set_level("a2", "p1", level) for level in DisclosureLevel] == [False, True, True]
    stricter = opened_workshop(stepped(1), level_set("p1", "private"))
    assert not any(stricter.may_set_level("a2", "p1", level) for level in DisclosureLevel)
    point = opened_workshop(joined("a"), answered("a", "yes", "a3", "c1.2"))
    assert [point.may_set_level("a3", "c1", level) for level in (OPEN, PRIVATE)] == [False, True]


def test_an_answer_is_counted_at_the_level_that_held_when_it_was_given() -> None:
    people = [f"p{number}" for number in range(8)]
    came = [*map(joined, people), level_set("p1", "open"), stepped(1)]
    told_open = [answered(who, "yes") for who in people[:6]]
    told_protected = [answered(who, "no") for who in people[6:]]
    workshop = opened_workshop(*came, *told_open, level_set("p1", "protected"), *told_protected)
    assert workshop.tally("a2", "p1").released.participant_count == 6
    assert workshop.tally("a2", "p1").answered == 8


def test_a_log_and_a_plan_without_levels_mean_protected() -> None:
    old = stored_plan(PLAN, 1).replace(', "levels": {}', "")
    assert "levels" not in old
    workshop = opened_workshop()
    workshop.apply_event(MadeUpEvent(what=EventKind.PLANNED, value=old))
    assert {workshop.level_of("a2", prompt) for prompt in ("p1", "p2")} == {PROTECTED}


def activity(kind: ActivityKind, *prompts: str, **levels: DisclosureLevel) -> Activity:
    return Activity(activity_id="a", kind=kind, title="Part", minutes=5, prompts=prompts, levels=dict(levels))


def test_a_new_agenda_takes_the_playbooks_levels_and_keeps_those_that_were_chosen() -> None:
    poll = activity(ActivityKind.POLL, "asked_time_frame", "thanked", thanked=PRIVATE)
    assert with_levels(poll, BOOK).levels == {"asked_time_frame": OPEN, "thanked": PRIVATE}
    end = activity(ActivityKind.EVALUATION, "useful")
    assert with_levels(end, BOOK).levels == {"useful": PROTECTED}


@each_row("level", DisclosureLevel)
def test_a_role_plays_points_have_its_level(level: DisclosureLevel) -> None:
    play = activity(ActivityKind.ROLE_PLAY, "time_frame", time_frame=level)
    prompts = build_prompts(Plan(title="T", held_on=PLAN.held_on, agenda=(play,)), BOOK, PLAYBOOK)
    assert {prompt.level for prompt in prompts.values()} == {level}


def test_every_level_has_one_plain_sentence_for_the_phone_and_one_for_the_facilitator() -> None:
    for words in (BEFORE_ANSWERING, LEVEL_WORDS):
        assert set(words) == set(DisclosureLevel)
        assert len(set(words.values())) == 3
