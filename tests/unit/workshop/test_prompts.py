"""The deck: every prompt of a plan, whole, once, and the same each time."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from followup_core.playbook import Outline
from followup_core.workshop.facilitator_questions import choice_question, prompt_of_question, scale_question
from followup_core.workshop.prompts import (
    agenda_of,
    answer_letters,
    build_prompts,
    observation_prompts,
    offered_prompts,
)
from followup_core.workshop.workshop_model import Activity, ActivityKind, Plan, Prompt
from tests.unit.row_table import each_row

from .content import BOOK, PLAYBOOK

OUTLINES = list(BOOK.outlines.values())
WITHOUT_OPTIONS = (ActivityKind.TALK, ActivityKind.DRAFT_SWAP)


def plan_of(*agenda: Activity) -> Plan:
    return Plan(title="After the interview", held_on=date(2026, 11, 18), agenda=agenda)


def one(kind: ActivityKind, *prompts: str) -> Activity:
    return Activity(activity_id="a1", kind=kind, title="Now", minutes=5, prompts=prompts)


def put(kind: ActivityKind, prompt: str) -> Prompt:
    return build_prompts(plan_of(one(kind, prompt)), BOOK, PLAYBOOK)["a1", prompt]


@each_row("outline", OUTLINES)
def test_an_outline_becomes_an_agenda_of_the_same_length(outline: Outline) -> None:
    agenda = agenda_of(outline)
    assert plan_of(*agenda).minutes == outline.minutes
    assert [each.activity_id for each in agenda] == [f"a{number}" for number in range(1, len(agenda) + 1)]
    assert [each.title for each in agenda] == [part.title for part in outline.activity]


@each_row("outline", OUTLINES)
def test_the_prompts_of_an_outline_are_those_of_its_agenda_and_the_points_of_its_role_plays(
    outline: Outline,
) -> None:
    plan = plan_of(*agenda_of(outline))
    expected = []
    for activity in plan.agenda:
        for prompt in activity.prompts:
            expected.append((activity.activity_id, prompt, activity.kind))
            if activity.kind is ActivityKind.ROLE_PLAY:
                points = len(BOOK.card_sets[prompt].points)
                ids = [f"{prompt}.{number + 1}" for number in range(points)]
                expected += [(activity.activity_id, point, activity.kind) for point in ids]
    found = build_prompts(plan, BOOK, PLAYBOOK)
    assert [(*key, prompt.kind) for key, prompt in found.items()] == expected
    assert all((prompt.prompt_id, bool(prompt.ask)) == (key[1], True) for key, prompt in found.items())


def test_answers_have_letters_unless_they_have_numbers_or_are_yes_and_no_or_not_on_the_wall() -> None:
    three = ["Call", "Write", "Wait"]
    for several in (False, True):
        prompt = prompt_of_question("own-1", choice_question("What now?", three, several=several))
        assert answer_letters(prompt) == ("A", "B", "C")
    assert answer_letters(prompt_of_question("own-1", scale_question("How?", "calm", ""))) == ("",) * 5
    assert answer_letters(prompt_of_question("own-1", choice_question("Done?", ["yes", "No"]))) == ("", "")
    without = {
        kind
        for kind in ActivityKind
        for each in offered_prompts(kind, BOOK, PLAYBOOK, 7)
        if not any(answer_letters(each))
    }
    assert without == set(ActivityKind) - {ActivityKind.WHAT_NOW, ActivityKind.OWN_CHECKLIST}


@each_row("kind", ActivityKind)
def test_offered_prompts_can_be_asked_unchanged(kind: ActivityKind) -> None:
    prompts = offered_prompts(kind, BOOK, PLAYBOOK, 7)
    assert len({each.prompt_id for each in prompts}) == len(prompts)
    found = build_prompts(plan_of(one(kind, *(each.prompt_id for each in prompts))), BOOK, PLAYBOOK)
    assert [found["a1", each.prompt_id] for each in prompts] == list(prompts)
    assert bool(prompts) == (kind is not ActivityKind.OWN_CHECKLIST)


@each_row("kind", ActivityKind)
def test_options_are_two_to_six_different_ones(kind: ActivityKind) -> None:
    for prompt in offered_prompts(kind, BOOK, PLAYBOOK, 7):
        ids, words = {each.id for each in prompt.options}, {each.words for each in prompt.options}
        assert len(ids) == len(words) == len(prompt.options)
        points_only = kind in WITHOUT_OPTIONS or kind is ActivityKind.ROLE_PLAY
        assert (bool(prompt.points), not prompt.options) == (points_only, points_only)
        assert prompt.options == () or 2 <= len(prompt.options) <= 6


def test_stories_of_the_book_come_first_and_twelve_made_up_ones_after_them() -> None:
    ids = [each.prompt_id for each in offered_prompts(ActivityKind.WHAT_NOW, BOOK, PLAYBOOK, 7)]
    assert ids == [*BOOK.stories, *(f"g-7-{number}" for number in range(12))]
    told, told_elsewhere = (
        {each.story for each in offered_prompts(ActivityKind.WHAT_NOW, BOOK, PLAYBOOK, seed)[-12:]}
        for seed in (7, 8)
    )
    assert told.isdisjoint(told_elsewhere), "another seed offers other stories"


def test_a_poll_asks_about_the_last_interview_and_says_the_sentence_of_the_checklist() -> None:
    prompt = put(ActivityKind.POLL, "asked_time_frame")
    assert prompt.ask == "In your last interview, did you ask when they would decide?"
    assert [(each.id, each.words) for each in prompt.options] == [("yes", "Yes"), ("no", "No")]
    assert prompt.say == "When do you expect to make a decision?"
    assert (prompt.key, prompt.because) == ("", "")


def test_a_role_play_has_a_yes_or_no_for_each_point_that_is_watched() -> None:
    points = observation_prompts(BOOK.card_sets["time_frame"])
    assert [each.prompt_id for each in points] == [f"time_frame.{number}" for number in range(1, 6)]
    assert tuple(each.ask for each in points) == put(ActivityKind.ROLE_PLAY, "time_frame").points
    assert all([option.id for option in each.options] == ["yes", "no"] for each in points)


def test_an_invented_interview_tells_all_that_the_letter_needs() -> None:
    prompt, fiction = put(ActivityKind.DRAFT_SWAP, "willow_clinic"), BOOK.fictions["willow_clinic"]
    told = " ".join((prompt.story, prompt.ask, *prompt.points))
    for fact in (
        *(fiction.candidate, fiction.person, fiction.person_title, fiction.organization, fiction.role),
        *(*fiction.discussed, fiction.strength, fiction.example, fiction.phone, fiction.email),
    ):
        assert fact in told
    assert prompt.points[-1] == "Where you can be reached: 212 555 0167 or robin.meyer@example.org."


def test_an_invented_interview_may_leave_out_where_to_be_reached() -> None:
    bare = replace(BOOK.fictions["willow_clinic"], phone="", email="")
    book = replace(BOOK, fictions=MappingProxyType({bare.id: bare}))
    found = build_prompts(plan_of(one(ActivityKind.DRAFT_SWAP, bare.id)), book, PLAYBOOK)
    assert not any("reached" in point for point in found["a1", bare.id].points)


@each_row("kind", ActivityKind)
@each_row("prompt", ["gone", "g-x-1"])
def test_what_the_playbook_does_not_have_any_more_is_left_out(kind: ActivityKind, prompt: str) -> None:
    assert build_prompts(plan_of(one(kind, prompt)), BOOK, PLAYBOOK) == {}


def test_a_poll_whose_item_left_the_checklist_is_left_out() -> None:
    checklist = tuple(item for item in PLAYBOOK.checklist if item.id != "thanked")
    without = replace(PLAYBOOK, checklist=checklist)
    assert build_prompts(plan_of(one(ActivityKind.POLL, "thanked")), BOOK, without) == {}
    assert "thanked" not in {each.prompt_id for each in offered_prompts(ActivityKind.POLL, BOOK, without, 7)}


def test_the_same_prompt_in_two_activities_is_two_prompts() -> None:
    again = replace(one(ActivityKind.POLL, "thanked"), activity_id="a2")
    found = build_prompts(plan_of(one(ActivityKind.POLL, "thanked"), again), BOOK, PLAYBOOK)
    assert list(found) == [("a1", "thanked"), ("a2", "thanked")]
