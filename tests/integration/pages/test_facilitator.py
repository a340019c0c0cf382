"""The facilitator prepares a workshop from an outline, runs it with two keys, closes it and deletes it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from components import presence, session
from components.markdown_text import escape_markdown
from followup_core import web
from followup_core.playbook import DisclosureLevel
from followup_core.services.workshops import WorkshopService
from followup_core.web.facilitator_auth import FacilitatorRefused
from followup_core.workshop.workshop_model import ActivityKind, Phase, PublicView, WorkshopStage

from .facilitator_tab import NOW, Tab, answer, as_host, crowd, the_only


@pytest.fixture
def service(workspaces: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkshopService]:
    as_host(monkeypatch)
    found = session.workshop_service()
    yield found
    found.close_all()


@pytest.fixture
def tab(service: WorkshopService) -> Tab:
    return Tab()


def opened(tab: Tab, minutes: int = 50) -> str:
    workshop_id = tab.prepared(minutes)
    tab.tap("Open the workshop")
    return workshop_id


def part(view: PublicView, at: int) -> str:
    return f"{view.workshop_id}-{view.plan.agenda[at].activity_id}"


def titles(service: WorkshopService) -> list[str]:
    return [activity.title for activity in the_only(service).plan.agenda]


@pytest.mark.parametrize("minutes", [30, 50, 90])
def test_a_workshop_begins_as_one_of_three_outlines(service: WorkshopService, tab: Tab, minutes: int) -> None:
    tab.prepared(minutes)
    view = the_only(service)
    assert (view.plan.title, view.plan.minutes, view.stage) == (
        "Monday's group",
        minutes,
        WorkshopStage.PLANNED,
    )
    assert view.plan.held_on == date(2026, 11, 18)
    assert f"**{minutes} minutes in all**, as planned." in tab.text
    assert "Everything is deleted 7 days after the workshop ends." in tab.text


def test_minutes_are_saved_as_they_change_and_counted_against_the_outline(
    service: WorkshopService, tab: Tab
) -> None:
    tab.prepared()
    first = the_only(service).plan.agenda[0]
    tab.choose(f"minutes-{part(the_only(service), 0)}", first.minutes + 3)
    assert the_only(service).plan.minutes == 53
    assert "**53 minutes in all**, 3 more than an outline of 50 minutes." in tab.text


def test_a_part_with_a_title_of_its_own_is_taken_out_only_after_a_question(
    service: WorkshopService, tab: Tab
) -> None:
    tab.prepared()
    tab.choose(f"title-{part(the_only(service), 0)}", "Our own first question")
    tab.tap("Remove this part")
    assert "You changed its title or content" in tab.text
    assert titles(service)[0] == "Our own first question"
    tab.tap("Yes, remove it")
    assert "Our own first question" not in titles(service)


def test_a_title_that_is_typed_and_not_saved_is_saved_when_the_workshop_opens(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = tab.prepared()
    tab.fill(f"name-{workshop_id}-", "Evening at the library").tap("Open the workshop")
    workshop = the_only(service)
    assert (workshop.plan.title, workshop.stage) == ("Evening at the library", WorkshopStage.OPEN)


def test_parts_change_places_are_taken_out_and_put_in(service: WorkshopService, tab: Tab) -> None:
    tab.prepared()
    before = titles(service)
    tab.tap("Later", 0)
    assert titles(service)[:2] == [before[1], before[0]]
    tab.tap("Earlier", 1)
    assert titles(service) == before
    tab.tap("Remove this part", 1)
    assert titles(service) == [before[0], *before[2:]]
    workshop_id = the_only(service).workshop_id
    tab.choose(f"kind-{workshop_id}-", ActivityKind.WHAT_NOW).tap("Add the part")
    agenda = the_only(service).plan.agenda
    assert len(agenda) == len(before)
    assert agenda[-2].kind is ActivityKind.WHAT_NOW
    assert agenda[-2].prompts


def test_the_content_of_a_part_is_chosen_from_what_is_offered(service: WorkshopService, tab: Tab) -> None:
    tab.prepared()
    view = the_only(service)
    at = next(n for n, each in enumerate(view.plan.agenda) if each.kind is ActivityKind.POLL)
    chosen = view.plan.agenda[at].prompts[:1]
    tab.choose(f"prompts-{part(view, at)}", list(chosen))
    tab.choose(f"title-{part(view, at)}", "Last time")
    changed = the_only(service).plan.agenda[at]
    assert (changed.prompts, changed.title) == (chosen, "Last time")


def test_the_facilitator_chooses_for_each_question_who_sees_the_answers(
    service: WorkshopService, tab: Tab
) -> None:
    tab.prepared()
    view = the_only(service)
    question, other = view.plan.agenda[0].prompts[:2]
    key = f"level-{part(view, 0)}-{question}"
    assert tab.field(key).value == DisclosureLevel.OPEN
    tab.choose(key, DisclosureLevel.PRIVATE)
    poll = the_only(service).plan.agenda[0]
    assert (poll.level_of(question), poll.level_of(other)) == (DisclosureLevel.PRIVATE, DisclosureLevel.OPEN)


def test_a_question_on_the_wall_can_only_show_less(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    tab.press("step-next")
    poll = the_only(service).plan.agenda[0]
    key = f"level-now-{poll.activity_id}-{poll.prompts[0]}"
    assert len(tab.field(key).options) == 3
    tab.choose(key, DisclosureLevel.PROTECTED)
    assert the_only(service).plan.agenda[0].level_of(poll.prompts[0]) is DisclosureLevel.PROTECTED
    assert len(tab.field(key).options) == 2


def test_title_day_and_the_days_to_keep_can_be_changed(service: WorkshopService, tab: Tab) -> None:
    workshop_id = tab.prepared()
    tab.fill(f"name-{workshop_id}-", "Tuesday's group").fill(f"day-{workshop_id}-", date(2026, 11, 24))
    tab.fill(f"keep-{workshop_id}-", 2).tap("Save the title and day")
    assert "Tuesday's group" in tab.seen
    assert "Everything is deleted 2 days after the workshop ends." in tab.text


def test_the_center_and_the_country_are_typed_once_and_taken_over(service: WorkshopService, tab: Tab) -> None:
    first = tab.prepared()
    assert the_only(service).plan.country == "US"
    tab.fill(f"center-{first}-", "Lakeside Career Center")
    tab.fill(f"country-{first}-", "DE").tap("Save the title and day")
    plan = the_only(service).plan
    assert (plan.center, plan.country) == ("Lakeside Career Center", "DE")
    tab.tap("All workshops").fill("new-title", "Second").tap("Prepare the workshop")
    second = next(view.plan for view in service.workshops() if view.plan.title == "Second")
    assert (second.center, second.country) == ("Lakeside Career Center", "DE")


def test_only_one_workshop_is_open_at_a_time(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    tab.tap("All workshops").fill("new-title", "Second").tap("Prepare the workshop").tap("Open the workshop")
    assert "is still open" in tab.seen
    assert [view.stage for view in service.workshops()].count(WorkshopStage.OPEN) == 1


def test_a_whole_outline_is_stepped_through_forwards_and_backwards(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    shown = [the_only(service).position]
    while not the_only(service).at_end:
        tab.press("step-next")
        shown.append(the_only(service).position)
    kinds = {the_only(service).plan.agenda[each.activity].kind for each in shown if each}
    assert kinds == {each.kind for each in the_only(service).plan.agenda}
    assert tab.field("step-next").disabled
    for before in reversed(shown[1:-1]):
        tab.press("step-back")
        if "Go back and ask again" in tab.buttons:
            tab.tap("Go back and ask again")
        now = the_only(service).position
        assert now
        assert before
        assert (now.activity, now.prompt, now.phase) == (before.activity, before.prompt, before.phase)


def test_back_and_next_answer_to_the_keys_of_a_clicker(tab: Tab) -> None:
    opened(tab)
    keys = {button.key: button.proto.shortcut for button in tab.at.button}
    assert (keys["step-back"], keys["step-next"]) == ("pageup", "pagedown")


def test_the_facilitator_sees_the_answer_before_the_participants(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    asked = _to(service, tab, ActivityKind.WHAT_NOW)
    assert asked.prompt
    assert asked.position
    assert asked.position.phase is Phase.ASKING
    assert asked.prompt.because
    assert asked.prompt.because in tab.seen
    assert "The wall doesn't show them before the results." in tab.seen


def test_how_many_answered_is_a_count_of_those_who_joined(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    room = crowd(service, 12)
    _to(service, tab, ActivityKind.POLL)
    answer(service, room[:7])
    tab.run()
    shown = {each.label: each.value for each in tab.at.metric}
    assert (shown["Joined"], shown["Answered"]) == ("12", "7 of 12")
    assert shown["Time left"] == "5:00"


def test_a_part_of_the_agenda_can_be_jumped_to(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    tab.tap("Go to 3")
    view = the_only(service)
    assert view.position
    assert view.position.activity == 2


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
    assert tab.field("step-next").label == "Next"


def test_a_step_back_into_a_vote_is_asked_about_and_can_be_declined(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    tab.press("step-next").press("step-next").press("step-back")
    assert "If you go back, people can change their answers." in tab.text
    tab.tap("Stay here")
    assert the_only(service).step_index == 1
    tab.press("step-next").tap("Go to 2").tap("Go to 1").tap("Go back and ask again")
    assert the_only(service).step_index == 0


def test_a_question_about_going_back_is_forgotten_once_the_workshop_goes_on(
    service: WorkshopService, tab: Tab
) -> None:
    opened(tab)
    tab.press("step-next").press("step-next").press("step-back")
    service.forward(the_only(service).workshop_id, NOW)
    tab.run()
    assert "Go back and ask again" not in tab.buttons


def test_minutes_are_added_and_cut_while_the_part_runs(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    tab.press("step-next").tap("Add a minute").tap("Add a minute").tap("Cut a minute")
    assert the_only(service).plan.agenda[0].minutes == 6
    assert {each.label: each.value for each in tab.at.metric}["Time left"] == "6:00"


def test_latecomers_see_the_way_in_until_the_next_step(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    tab.press("step-next").tap("Show the way in")
    assert the_only(service).shows_way_in
    tab.tap("Hide the way in").tap("Show the way in").press("step-next")
    assert not the_only(service).shows_way_in


def test_closing_can_be_taken_back_for_ten_minutes(
    service: WorkshopService, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop_id = opened(tab)
    code = service.public_view(workshop_id).code
    tab.press("step-next").tap("Close the workshop now")
    assert "For the next 10 minutes you can take it back." in tab.text
    tab.tap("Open it again")
    view = service.public_view(workshop_id)
    assert (view.stage, view.code, view.step_index) == (WorkshopStage.OPEN, code, 0)
    tab.tap("Close the workshop now")
    monkeypatch.setattr(session, "utc_now", lambda: NOW + timedelta(minutes=10))
    assert "Open it again" not in tab.run().buttons


def test_a_second_facilitator_gets_a_link_that_works_once(tab: Tab) -> None:
    opened(tab)
    tab.tap("Make a link")
    [link] = [each.value for each in tab.at.code]
    address, _, secret = link.rpartition("/")
    assert address == "http://192.168.1.5:8501/host"
    facilitators = session.facilitators()
    assert facilitators.is_facilitator(facilitators.authenticate(secret, NOW), NOW)
    with pytest.raises(FacilitatorRefused):
        facilitators.authenticate(secret, NOW)


def test_after_closing_the_agenda_can_be_used_again_without_what_was_entered(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    crowd(service, 6)
    tab.tap("Close the workshop now")
    assert service.public_view(workshop_id).stage is WorkshopStage.CLOSED
    assert escape_markdown("Closed. Participants can still download their own file.") in tab.text
    tab.fill("again-day", date(2026, 12, 2)).tap("Copy the agenda")
    copy = next(view for view in service.workshops() if view.workshop_id != workshop_id)
    assert (copy.stage, copy.joined, copy.plan.held_on) == (WorkshopStage.PLANNED, 0, date(2026, 12, 2))
    assert copy.plan.agenda == service.public_view(workshop_id).plan.agenda


def test_deleting_says_what_goes_and_leaves_nothing(service: WorkshopService, tab: Tab) -> None:
    opened(tab)
    crowd(service, 6)
    tab.tap("Close the workshop now")
    assert "everything participants answered and wrote" in tab.text
    assert "There is no undo and no backup." in tab.text
    tab.tap("Delete the workshop now")
    assert service.workshops() == ()
    assert escape_markdown("Deleted, with everything the participants entered.") in tab.text
    assert "Prepare a new workshop" in tab.text


def test_a_workshop_that_is_gone_leads_back_to_the_list(tab: Tab) -> None:
    tab.at.query_params["workshop"] = "gone"
    assert "Prepare a new workshop" in tab.run().text


def _to(service: WorkshopService, tab: Tab, kind: ActivityKind) -> PublicView:
    """Step on until an activity of this kind is asked."""
    while (view := the_only(service)).activity is None or view.activity.kind is not kind:
        tab.press("step-next")
    return view


def test_the_facilitator_sees_who_is_here_who_left_and_who_has_no_partner(
    service: WorkshopService, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tab)
    people = crowd(service, 4)
    here = frozenset(who.participant_id for who in people[:3])
    monkeypatch.setattr(presence, "present", lambda workshop_id: here)
    service.participation(people[3]).leave(NOW)
    tab.run()
    assert [(each.label, each.value) for each in tab.at.metric] == [
        ("Here now", "3"),
        ("Joined", "4"),
        ("Left", "1"),
    ]
    kinds = [activity.kind for activity in the_only(service).plan.agenda]
    tab.tap(f"Go to {kinds.index(ActivityKind.ROLE_PLAY) + 1}")
    one, other, alone = (service.participation(who) for who in people[:3])
    one.pair(other.view().pair_code, NOW)
    assert f"Without a partner: **{alone.view().pair_code}**. Let them join a pair." in tab.run().text
    monkeypatch.setattr(presence, "present", lambda workshop_id: here - {alone.participant_id})
    assert "Without a partner" not in tab.run().text, "whoever is not here needs none"


def test_before_it_opens_a_phone_can_try_the_address_and_its_visit_is_seen(tab: Tab) -> None:
    visits = session.phone_visits()
    visits.any_came = False
    tab.prepared()
    assert "192.168.1.5:8501" in [code.value for code in tab.at.code]
    assert "No phone has come yet." in tab.text
    visits.note()
    assert "A phone has reached this computer." in tab.run().text
    visits.any_came = False


def test_without_a_network_it_says_why_no_phone_gets_in(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "lan_addresses", list)
    tab.prepared()
    assert "this computer is in no network" in tab.text


def test_what_shows_in_a_room_of_this_size_is_said_before_it_opens(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = tab.prepared()
    assert "If all 12 answer, the wall shows the counts of every question." in tab.text
    assert "shows in the report from about 20 people on." in tab.text
    poll = the_only(service).plan.agenda[0]
    for question in poll.prompts:
        tab.choose(f"level-{part(the_only(service), 0)}-{question}", DisclosureLevel.PRIVATE)
    assert "is private, so its counts never show." in tab.text
    tab.choose(f"room-{workshop_id}", 4)
    assert "If all 4 answer, the wall shows no counts." in tab.text


def ask_own(tab: Tab, workshop_id: str, button: str, ask: str = "Nervous?") -> None:
    """Write a question with two answers."""
    tab.fill(f"own-ask-{workshop_id}", ask).fill(f"own-answers-{workshop_id}", "Yes\nNo")
    tab.fill(f"own-level-{workshop_id}", DisclosureLevel.OPEN).tap(button)


def test_a_question_of_ones_own_is_written_before_and_joins_the_content(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = tab.prepared()
    ask_own(tab, workshop_id, "Add the question")
    view = the_only(service)
    assert view.plan.agenda[-2].prompts == ("own-1",)
    assert view.plan.own["own-1"].answers == ("Yes", "No")
    assert tab.field(f"own-ask-{workshop_id}").value == "", "the form is empty for the next one"
    assert "Nervous?" in tab.seen


def test_a_scale_is_asked_on_the_spot_right_after_what_is_on_the_wall(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    tab.press("step-next").choose(f"own-kind-{workshop_id}", "A scale from 1 to 5")
    tab.fill(f"own-ask-{workshop_id}", "How *nervous* are you?")
    tab.fill(f"own-low-{workshop_id}", "calm").fill(f"own-high-{workshop_id}", "very").tap("Ask it now")
    view = the_only(service)
    assert view.prompt
    assert view.prompt.ask == "How *nervous* are you?"
    assert [option.words for option in view.prompt.options] == ["1: calm", "2", "3", "4", "5: very"]
    assert view.prompt.level is DisclosureLevel.PROTECTED
    tab.press("step-next").press("step-next")
    assert the_only(service).prompt != view.prompt


def test_a_question_with_several_choices_is_asked_and_its_counts_are_beside_each_answer(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    room = crowd(service, 6)
    tab.press("step-next").choose(f"own-kind-{workshop_id}", "Choose all that fit")
    assert "people can save without choosing any" in tab.seen
    ask_own(tab, workshop_id, "Ask it now", "Which *ones*?")
    view = the_only(service)
    assert view.prompt
    assert view.activity
    assert (view.prompt.ask, view.prompt.points, view.prompt.takes_several) == (
        "Which *ones*?",
        ("Yes", "No"),
        True,
    )
    for number, who in enumerate(room):
        chosen = ["own-1.1", "own-1.2"][: number % 3]
        service.participation(who).choose(view.activity.activity_id, "own-1", chosen, NOW)
    tab.press("step-next")
    assert "- Yes: 4 of 6 (67%)" in tab.seen
    assert "- No: 2 of 6 (33%)" in tab.seen


def test_a_question_asked_in_a_talk_is_part_of_its_content_in_a_copy(
    service: WorkshopService, tab: Tab
) -> None:
    workshop_id = opened(tab)
    while (view := the_only(service)).activity is None or view.activity.kind is not ActivityKind.TALK:
        tab.press("step-next")
    ask_own(tab, workshop_id, "Ask it now")
    view = the_only(service)
    assert view.activity
    assert view.activity.prompts[0] == "own-1"
    service.close(workshop_id, NOW)
    copy = service.duplicate(workshop_id, view.plan.held_on, NOW)
    tab.at.query_params["workshop"] = copy
    tab.run()
    where = f"{copy}-{view.activity.activity_id}"
    assert tab.field(f"prompts-{where}").value == list(view.activity.prompts)
    assert tab.field(f"level-{where}-own-1").value is DisclosureLevel.OPEN
    assert not tab.has(f"level-{where}-{view.activity.prompts[1]}"), "the talk itself has no answers"


def test_a_question_that_cannot_be_asked_stays_in_the_form(service: WorkshopService, tab: Tab) -> None:
    workshop_id = tab.prepared()
    tab.fill(f"own-ask-{workshop_id}", "Nervous?").tap("Add the question")
    assert "A question needs two answers to choose from." in tab.seen
    assert tab.field(f"own-ask-{workshop_id}").value == "Nervous?"
    assert the_only(service).plan.own == {}
