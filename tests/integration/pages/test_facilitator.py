"""The facilitator prepares a workshop from an outline, runs it with two keys, closes it and deletes it."""

from datetime import date, timedelta

import pytest

from components import presence, session
from components.checklist import checklist_state
from components.markdown_text import escape_markdown
from followup_core import web
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.workshop.agenda import Agenda
from followup_core.workshop.workshop_model import ActivityKind, Phase, PublicView, WorkshopStage

from .facilitator_tab import NOW, Tab, answer, crowd, the_only


@pytest.fixture
def tab(service: WorkshopService) -> Tab:
    return Tab()


def opened(tab: Tab) -> str:
    workshop_id = tab.prepared()
    tab.tap("Open the workshop")
    return workshop_id


def agenda(service: WorkshopService) -> Agenda:
    return the_only(service).plan.agenda


def part(service: WorkshopService, at: int) -> str:
    """Return the end of the keys of a part's fields."""
    return f"{the_only(service).workshop_id}-{agenda(service)[at].activity_id}"


def first_of(service: WorkshopService, kind: ActivityKind) -> int:
    """Return the place of the first part of this kind."""
    return [activity.kind for activity in agenda(service)].index(kind)


def metrics(tab: Tab) -> dict[str, str]:
    return {each.label: each.value for each in tab.at.metric}


def step_to(service: WorkshopService, tab: Tab, kind: ActivityKind) -> PublicView:
    """Step on until an activity of this kind is asked."""
    while (view := the_only(service)).activity is None or view.activity.kind is not kind:
        tab.go_on()
    return view


# Preparing.


def test_a_workshop_begins_as_an_outline_whose_minutes_are_counted(
    service: WorkshopService, tab: Tab
) -> None:
    tab.prepared(90)
    plan = the_only(service).plan
    assert (plan.title, plan.minutes, plan.held_on) == ("Monday's group", 90, date(2026, 11, 18))
    assert the_only(service).stage is WorkshopStage.PLANNED
    assert "**90 minutes in all**, as planned." in tab.text
    assert "Everything is deleted 7 days after the workshop ends." in tab.text
    tab.choose(f"minutes-{part(service, 0)}", plan.agenda[0].minutes + 3)
    assert the_only(service).plan.minutes == 93
    assert "**93 minutes in all**, 3 more than an outline of 90 minutes." in tab.text


def test_parts_change_places_are_taken_out_and_put_in(service: WorkshopService, tab: Tab) -> None:
    tab.prepared()
    before = agenda(service)
    tab.tap("Later", 0)
    assert agenda(service)[:2] == (before[1], before[0])
    tab.tap("Earlier", 1)
    assert agenda(service) == before
    tab.tap("Remove this part", 1)
    assert agenda(service) == (before[0], *before[2:])
    tab.choose(f"kind-{the_only(service).workshop_id}-", ActivityKind.WHAT_NOW).tap("Add the part")
    assert len(agenda(service)) == len(before)
    assert agenda(service)[-2].kind is ActivityKind.WHAT_NOW
    assert agenda(service)[-2].prompts


def test_a_part_that_was_changed_is_taken_out_only_after_a_question(
    service: WorkshopService, tab: Tab
) -> None:
    tab.prepared()
    question, other = agenda(service)[0].prompts[:2]
    level = f"level-{part(service, 0)}-{question}"
    assert tab.field(level).value == DisclosureLevel.OPEN
    tab.choose(level, DisclosureLevel.PRIVATE)
    tab.choose(f"prompts-{part(service, 0)}", [question, other])
    tab.choose(f"title-{part(service, 0)}", "Last time")
    poll = agenda(service)[0]
    assert (poll.title, poll.prompts) == ("Last time", (question, other))
    assert (poll.level_of(question), poll.level_of(other)) == (DisclosureLevel.PRIVATE, DisclosureLevel.OPEN)
    tab.tap("Remove this part")
    assert "You changed its title or content" in tab.text
    assert agenda(service)[0] == poll
    tab.tap("Yes, remove it")
    assert poll not in agenda(service)


def test_what_is_typed_about_a_workshop_is_saved_by_opening_it_and_taken_over_by_the_next(
    service: WorkshopService, tab: Tab
) -> None:
    first = tab.prepared()
    assert the_only(service).plan.country == "US"
    tab.fill(f"day-{first}-", date(2026, 11, 24)).fill(f"keep-{first}-", 2).tap("Save the title and day")
    assert "Everything is deleted 2 days after the workshop ends." in tab.text
    tab.fill(f"center-{first}-", "Lakeside Career Center").fill(f"country-{first}-", "DE")
    tab.fill(f"name-{first}-", "Evening at the library").tap("Open the workshop")
    view = the_only(service)
    assert (view.plan.title, view.plan.held_on) == ("Evening at the library", date(2026, 11, 24))
    assert view.stage is WorkshopStage.OPEN
    tab.tap("All workshops").fill("new-title", "Second").tap("Prepare the workshop")
    second = next(view.plan for view in service.workshops() if view.plan.title == "Second")
    assert (second.center, second.country) == ("Lakeside Career Center", "DE")


def test_before_it_opens_a_phone_can_try_the_address_and_its_visit_is_seen(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = session.phone_visits()
    visits.has_seen_device = False
    tab.prepared()
    assert "192.168.1.5:8501" in [code.value for code in tab.at.code]
    assert "No phone has connected yet." in tab.text
    visits.record_visit()
    assert "A phone has reached this computer." in tab.run().text
    visits.has_seen_device = False
    monkeypatch.setattr(web, "lan_addresses", list)
    assert "this computer isn't on a network" in tab.run().text


def test_what_shows_in_a_room_of_this_size_is_said_before_it_opens(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = tab.prepared()
    assert "If all 12 answer, the wall shows counts for every question." in tab.text
    assert "needs about 20 people to show in the report." in tab.text
    tab.choose(f"level-{part(service, 0)}-{agenda(service)[0].prompts[0]}", DisclosureLevel.PRIVATE)
    assert "is private, so its counts never show." in tab.text
    tab.choose(f"room-{workshop_id}", 4)
    assert "If all 4 answer, the wall shows no counts." in tab.text


# Leading.


def test_the_next_button_says_what_it_does(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    words = []
    while not the_only(service).at_end:
        words.append(tab.field("step-next").label)
        tab.press("step-next")
    assert words[:4] == [
        "Next: start “Your last interview”",
        "Next: show the results",
        "Next: ask question 2 of 4",
        "Next: show the results",
    ]
    assert {"Next: show part 2 of 2", "Next: show the answer", "Next: show what was noted"} <= set(words)
    assert (tab.field("step-next").label, tab.field("step-next").disabled) == ("Next", True)


def test_a_step_takes_away_what_the_facilitators_page_said_about_the_one_before(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    assert "Put the wall on the projector." in tab.seen
    service.forward(workshop_id, NOW)  # by the clicker, on the wall
    tab.run()
    assert "Put the wall on the projector." not in tab.seen


def test_an_own_question_among_others_changes_none_of_their_numbers(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    tab.press("step-next")
    for _ in range(2):
        ask_own(tab, workshop_id, "Ask it now")
    words = []
    first = agenda(service)[0].activity_id
    while (activity := the_only(service).activity) and activity.activity_id == first:
        words.append(tab.field("step-next").label.removeprefix("Next: "))
        tab.press("step-next")
    asked = [each for each in words if each != "show the results"]
    assert asked == [
        "ask your own question",
        *(f"ask question {number} of 4" for number in range(1, 5)),
        "start “What to do when”",
    ]
    ask_own(tab, workshop_id, "Ask it now")
    tab.press("step-next")
    assert tab.field("step-next").label == "Next: show part 1 of 2"


def test_a_step_back_into_a_vote_is_asked_about_and_can_be_declined(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    tab.press("step-next").press("step-next").press("step-back")
    assert "If you go back, people can answer again, and change their answers." in tab.text
    tab.tap("Stay here")
    assert the_only(service).step_index == 1
    tab.press("step-next").tap("Go to 2").tap("Go to 1").tap("Go back and ask again")
    assert the_only(service).step_index == 0
    tab.press("step-next").press("step-back")
    service.forward(workshop_id, NOW)
    assert "Go back and ask again" not in tab.run().buttons, "the workshop has gone on"


def test_ending_a_question_that_would_show_nothing_is_asked_about_and_taken_back(
    service: WorkshopService, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tab)
    people = crowd(service, 12)
    tab.press("step-next").press("step-next")
    assert the_only(service).step_index == 0
    assert "Nobody has answered so far, so the wall will show no counts." in tab.text
    answer(service, people[:3])
    assert "3 of 12 have answered so far" in tab.run().text
    monkeypatch.setattr(checklist_state, "DOUBLE_TAP_TIME", timedelta(seconds=0.35))
    tab.press("step-next")
    assert the_only(service).step_index == 0, "two taps at once are no answer"
    monkeypatch.setattr(checklist_state, "DOUBLE_TAP_TIME", timedelta(0))
    tab.tap("Wait for more")
    assert "Go on anyway" not in tab.buttons
    tab.tap("Go to 2").tap("Go on anyway")
    assert the_only(service).step_index == 8
    tab.tap("Go to 1").tap("Go back and ask again")
    tab.press("step-next").press("step-next")
    assert the_only(service).step_index == 1, "the same key again"
    assert "People can no longer answer. To ask again, press Back." in tab.text
    assert escape_markdown("Too few answers. Counts need at least 5.") in tab.text
    tab.press("step-back").tap("Go back and ask again")
    answer(service, people[:5])
    tab.press("step-next")
    assert the_only(service).step_index == 1, "five are enough"
    step_to(service, tab, ActivityKind.ROLE_PLAY)
    tab.press("step-next")
    assert "Nobody has noted anything so far" in tab.text
    tab.tap("Go on anyway")
    assert "Counts need at least 5" in tab.text
    assert "not shown" not in tab.text, "said once, not for each point"


def test_a_question_on_the_wall_can_only_show_less_and_its_answer_is_seen_before_the_participants(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    asked = step_to(service, tab, ActivityKind.WHAT_NOW)
    assert asked.activity
    assert asked.prompt
    assert asked.position
    assert asked.position.phase is Phase.ASKING
    assert asked.prompt.because
    assert asked.prompt.because in tab.seen
    assert "The wall doesn't show them before the results." in tab.seen
    key = f"level-now-{asked.activity.activity_id}-{asked.prompt.prompt_id}"
    assert len(tab.field(key).options) == 3
    tab.choose(key, DisclosureLevel.PROTECTED)
    changed = the_only(service).prompt
    assert changed
    assert changed.level is DisclosureLevel.PROTECTED
    assert len(tab.field(key).options) == 2


def test_answers_and_time_are_counted_and_the_way_in_is_shown_until_the_next_step(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    answering = crowd(service, 12)[:7]
    step_to(service, tab, ActivityKind.POLL)
    answer(service, answering)
    tab.tap("Add a minute").tap("Add a minute").tap("Cut a minute")
    assert agenda(service)[0].minutes == 6
    assert metrics(tab) == {"Here now": "0", "Joined": "12", "Answered": "7 of 12", "Time left": "6:00"}
    tab.tap("Show how to join")
    assert the_only(service).shows_join_info
    tab.tap("Hide how to join").tap("Show how to join").press("step-next")
    assert not the_only(service).shows_join_info


def test_the_facilitator_sees_who_is_here_who_left_and_who_has_no_partner(
    service: WorkshopService, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tab)
    people = crowd(service, 4)
    here = frozenset(who.participant_id for who in people[:3])
    monkeypatch.setattr(presence, "present", lambda workshop_id: here)
    service.participation(people[3]).leave(NOW)
    tab.run()
    assert metrics(tab) == {"Here now": "3", "Joined": "4", "Left": "1"}
    tab.tap(f"Go to {first_of(service, ActivityKind.ROLE_PLAY) + 1}")
    one, other, alone = (service.participation(who) for who in people[:3])
    one.pair(other.view().pair_code, NOW)
    assert f"Without a partner: **{alone.view().pair_code}**. Let them join a pair." in tab.run().text
    monkeypatch.setattr(presence, "present", lambda workshop_id: here - {alone.participant_id})
    assert "Without a partner" not in tab.run().text, "whoever is not here needs none"


def test_what_is_noted_in_a_role_play_is_counted_and_both_screens_say_when_it_shows(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    people = crowd(service, 12)
    play = step_to(service, tab, ActivityKind.ROLE_PLAY)
    assert play.activity
    assert play.prompt
    when = "Notes show here once 5 people have noted something."
    assert when in tab.seen
    for number, who in enumerate(people[:5], start=1):
        service.participation(who).answer(play.activity.activity_id, f"{play.prompt.prompt_id}.1", "yes", NOW)
        assert the_only(service).has_counts is (number == 5)
    tab.run()
    assert metrics(tab)["Noted something"] == "5"
    wall = Tab()
    wall.open("wall")
    assert when in wall.seen
    assert "5 noted something" in wall.seen
    tab.press("step-next")
    assert "5 of 5 (100%)" in tab.seen


def test_a_second_facilitator_gets_a_link_that_lets_in(tab: Tab) -> None:
    opened(tab)
    tab.tap("Make a link")
    [link] = [each.value for each in tab.at.code]
    address, _, secret = link.rpartition("/")
    assert address == "http://192.168.1.5:8501/host"
    facilitators = session.facilitator_auth()
    assert facilitators.is_facilitator(facilitators.authenticate(secret, NOW), NOW)


# Questions of one's own.


def ask_own(tab: Tab, workshop_id: str, button: str, ask: str = "Nervous?") -> None:
    """Write a question with two answers."""
    tab.fill(f"own-ask-{workshop_id}", ask).fill(f"own-answers-{workshop_id}", "Yes\nNo")
    tab.fill(f"own-level-{workshop_id}", DisclosureLevel.OPEN).tap(button)


def test_a_question_of_ones_own_is_written_before_and_joins_the_content_of_any_part(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = tab.prepared()
    tab.fill(f"own-ask-{workshop_id}", "Nervous?").tap("Add the question")
    assert "A question needs two answers to choose from." in tab.seen
    assert tab.field(f"own-ask-{workshop_id}").value == "Nervous?", "what was refused stays in the form"
    ask_own(tab, workshop_id, "Add the question")
    assert agenda(service)[-2].prompts == ("own-1",)
    assert the_only(service).plan.own["own-1"].answers == ("Yes", "No")
    assert tab.field(f"own-ask-{workshop_id}").value == "", "the form is empty for the next one"
    talk = first_of(service, ActivityKind.TALK)
    told = agenda(service)[talk].prompts
    assert "Nervous?" in tab.field(f"prompts-{part(service, talk)}").options
    tab.choose(f"prompts-{part(service, talk)}", ["own-1", *told])
    assert tab.has(f"level-{part(service, talk)}-own-1")
    assert not tab.has(f"level-{part(service, talk)}-{told[0]}"), "the talk itself has no answers"


def test_a_scale_is_asked_on_the_spot_right_after_what_is_on_the_wall(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    tab.press("step-next").choose(f"own-kind-{workshop_id}", "A scale from 1 to 5")
    tab.fill(f"own-ask-{workshop_id}", "How *nervous* are you?")
    assert "With fewer than 20 answers, a protected question often shows no counts." in tab.text
    tab.fill(f"own-low-{workshop_id}", "calm").fill(f"own-high-{workshop_id}", "very").tap("Ask it now")
    prompt = the_only(service).prompt
    assert prompt
    assert prompt.ask == "How *nervous* are you?"
    assert [option.words for option in prompt.options] == ["1: calm", "2", "3", "4", "5: very"]
    assert prompt.level is DisclosureLevel.PROTECTED
    wall = Tab()
    wall.open("wall")
    assert "1: calm\n2\n3\n4\n5: very" in wall.seen, "the same as on the phones, without letters"
    assert "A question from us" in wall.text
    assert "Your last interview" not in wall.text, "it is no question of the part that it interrupts"


def test_a_question_with_several_choices_is_asked_and_its_counts_are_beside_each_answer(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    room = crowd(service, 6)
    tab.press("step-next").choose(f"own-kind-{workshop_id}", "Choose all that fit")
    assert "people can save without choosing any" in tab.seen
    ask_own(tab, workshop_id, "Ask it now", "Which *ones*?")
    view = the_only(service)
    assert view.activity
    assert view.prompt
    assert (view.prompt.points, view.prompt.takes_several) == (("Yes", "No"), True)
    for number, who in enumerate(room):
        chosen = ["own-1.1", "own-1.2"][: number % 3]
        service.participation(who).choose(view.activity.activity_id, "own-1", chosen, NOW)
    tab.press("step-next")
    assert "- Yes: 4 of 6 (67%)" in tab.seen
    assert "- No: 2 of 6 (33%)" in tab.seen


# The end.


def test_closing_can_be_taken_back_for_ten_minutes(
    service: WorkshopService, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tab)
    tab.press("step-next").tap("Close the workshop now")
    assert tab.at.query_params["closed"] == "yes", "another address, at whose top the page begins"
    assert escape_markdown("Closed. Participants can still download their own file.") in tab.text
    assert "For the next 10 minutes you can take it back." in tab.text
    tab.tap("Open it again")
    assert (the_only(service).stage, the_only(service).step_index) == (WorkshopStage.OPEN, 0)
    tab.tap("Close the workshop now")
    monkeypatch.setattr(session, "utc_now", lambda: NOW + timedelta(minutes=10))
    assert "Open it again" not in tab.run().buttons


def test_the_agenda_can_be_used_again_on_another_day(service: WorkshopService, tab: Tab) -> None:
    workshop_id = opened(tab)
    tab.tap("Close the workshop now").fill("again-day", date(2026, 12, 2)).tap("Copy the agenda")
    copy = next(view for view in service.workshops() if view.workshop_id != workshop_id)
    assert (copy.stage, copy.plan.held_on) == (WorkshopStage.PLANNED, date(2026, 12, 2))
    assert tab.has(f"name-{copy.workshop_id}-"), "the copy is open"


def test_deleting_says_what_goes_and_leads_back_to_the_list(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    crowd(service, 6)
    tab.tap("Close the workshop now")
    assert "everything participants answered and wrote" in tab.text
    assert "There is no undo and no backup." in tab.text
    tab.tap("Delete the workshop now")
    assert service.workshops() == ()
    assert escape_markdown("Deleted, with everything the participants entered.") in tab.text
    assert "Prepare a new workshop" in tab.text
    tab.at.query_params["workshop"] = "gone"
    assert "Prepare a new workshop" in tab.run().text
