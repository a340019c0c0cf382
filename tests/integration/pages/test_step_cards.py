"""The cards of the day: done with one tap, undone beside it, answered, declined, let go."""

from datetime import date

import pytest

from followup_core.cadence import StepKind
from followup_core.models import TouchpointKind, YesNo
from followup_core.services.guided_checklist import decline_step, skip_checklist
from followup_core.services.interview_service import start_interview
from followup_core.services.row_changes import upsert
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from tests.integration.services.workspaces import entry, moment, started, thanked, with_person

from .screen import TODAY, Screen, mine, now, stored


def card(kind: StepKind, interview_id: str, person_id: str = "") -> str:
    """Return the part of a card's keys that names it."""
    return f"{kind}-{interview_id}-{person_id}"


def touches() -> list[tuple[str, str, str]]:
    """Return what was sent: kind, day, answer."""
    return [(row["kind"], row["sent_on"], row["response"]) for row in stored("touchpoints")]


@pytest.fixture
def due() -> str:
    """An interview whose status email is due since yesterday, and that needs no thanks."""
    interview_id = unthanked()
    decline_step(mine(), moment(), interview_id, "", StepKind.THANK_YOU_EMAIL)
    return interview_id


def unthanked() -> str:
    """Enter an interview with nobody in it."""
    return start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 16)))


@pytest.fixture
def thanks() -> tuple[str, str]:
    """An interview of today with somebody to thank."""
    interview_id = started(mine(), "Borealis", TODAY)
    return interview_id, with_person(mine(), interview_id)


@pytest.mark.usefixtures("due")
def test_one_tap_is_done_and_the_next_step_is_told() -> None:
    screen = Screen().tap("Mark as sent")
    assert touches() == [("status_email", "2026-11-18", "")]
    assert "**Saved.** Status email recorded" in screen.text
    assert screen.titles == ["Nothing to do now"]
    assert [header.value for header in screen.at.header] == ["Leave alone"]
    assert (
        ":gray[Wednesday, November 18.]"
        " Next: leave Acme Robotics a short voicemail, from Wednesday, November 25."
    ) in screen.text.replace("\\", "")
    assert "**Leave Acme Robotics a short voicemail**" in screen.text
    assert "Not before Wednesday, November 25" in screen.text


@pytest.mark.usefixtures("due")
def test_undo_beside_it_takes_it_back() -> None:
    screen = Screen().tap("Mark as sent").tap("Undo")
    assert touches() == []
    assert screen.titles == ["One thing to do now"]
    assert "Mark as sent" in screen.buttons


@pytest.mark.usefixtures("due")
def test_a_tap_in_two_tabs_is_one_message() -> None:
    one, other = Screen(), Screen()
    one.tap("Mark as sent")
    other.tap("Mark as sent")
    assert touches() == [("status_email", "2026-11-18", "")]


@pytest.mark.usefixtures("due")
def test_later_actions_can_still_be_undone_from_the_list_of_the_last_ones() -> None:
    Screen().tap("Mark as sent")
    again = Screen()
    again.tap("Recently done").tap("Undo")
    assert touches() == []


@pytest.mark.usefixtures("due")
def test_they_answered_asks_what_they_said() -> None:
    screen = Screen().tap("They answered")
    assert touches() == [("heard_from_employer", "2026-11-18", "")]
    assert "Acme Robotics answered today. What did they say?" in screen.text.replace("\\", "")
    assert "Not before Wednesday, November 25" in screen.text


def test_what_they_said_is_asked_where_it_was_tapped_that_they_answered() -> None:
    add_many(3, thanked_on="2026-11-02")
    screen = Screen().tap("They answered", at=1)
    parts = [text for text in screen.words if text.startswith("**")]
    assert [part.split("\n")[0].strip() for part in parts[:3]] == [
        "**Email Number 0 for an update**",
        r"**Number 1 answered today\. What did they say?**",
        "**Email Number 2 for an update**",
    ]
    first = next(text for text in Screen().words if text.startswith("**"))
    assert first == r"**Number 1 answered today\. What did they say?**"


def test_a_question_what_they_said_is_drawn_once_when_the_cards_above_it_are_gone() -> None:
    add_many(3, thanked_on="2026-11-02")
    screen = Screen().tap("They answered", at=2).tap("Mark as sent").tap("Mark as sent")
    assert screen.titles == ["One thing to do now"]
    assert screen.text.count("What did they say?**") == 1


@pytest.mark.parametrize(
    ("number", "folded"), [(2, []), (3, ["**Leave alone:** Borealis until November 25"])]
)
def test_on_a_full_day_what_to_leave_alone_is_folded_into_one_line(number: int, folded: list[str]) -> None:
    interview_id = started(mine(), "Borealis", TODAY)
    thanked(mine(), interview_id, TODAY)
    skip_checklist(mine(), moment(), interview_id)
    add_many(number, thanked_on="2026-11-02")
    screen = Screen()
    assert [expander.label for expander in screen.at.expander] == folded
    assert ("Not before Wednesday, November 25" in screen.text) is not bool(folded)
    [waiting] = [step for step in now().steps if step.interview_id == interview_id]
    assert waiting.because in screen.text.replace("\\", "")
    assert "so this can wait until" not in screen.text.replace("\\", "")


@pytest.mark.parametrize(
    ("news", "outcome"), [("next_round", "next_round"), ("offer", "offer"), ("rejected", "rejected")]
)
def test_what_they_said_is_saved_with_a_tap(due: str, news: str, outcome: str) -> None:
    screen = Screen().tap("They answered").choose(f"news-{due}", news)
    [row] = stored("interviews")
    assert (row["outcome"], row["outcome_on"]) == (outcome, "2026-11-18")
    assert "What did they say?" not in screen.text
    assert len(touches()) == 1


def test_no_decision_yet_is_saved_and_not_asked_again_after_a_reload(due: str) -> None:
    screen = Screen().tap("They answered")
    before = (stored("interviews"), stored("touchpoints"))
    screen.choose(f"news-{due}", "not_yet")
    assert (stored("interviews"), stored("touchpoints")) == before
    assert "What did they say?" not in screen.text
    again = Screen()
    assert "What did they say?" not in again.text
    screen.tap("Undo")
    assert "What did they say?" in Screen().text


def test_a_new_date_is_asked_for_and_saved(due: str) -> None:
    screen = Screen().tap("They answered").choose(f"news-{due}", "new_date")
    assert stored("interviews")[0]["decision_by"] == "2026-11-16"
    screen.choose(f"news-{due}-date", date(2026, 12, 2))
    assert stored("interviews")[0]["decision_by"] == "2026-12-02"
    assert "Not before Thursday, December 3" in screen.text
    assert "What did they say?" not in screen.text


def test_the_question_what_they_said_survives_a_reload(due: str) -> None:
    Screen().tap("They answered")
    screen = Screen()
    screen.choose(f"news-{due}", "offer")
    assert stored("interviews")[0]["outcome"] == "offer"


def test_it_was_done_on_another_day(due: str) -> None:
    key = card(StepKind.STATUS_EMAIL, due)
    screen = Screen().more(f"more-{key}", "I did it on another day")
    assert touches() == []
    screen.fill(f"day-{key}", date(2026, 11, 17))
    screen.field(f"save-day-{key}").click()
    screen.run()
    assert touches() == [("status_email", "2026-11-17", "")]


def test_another_day_before_the_interview_is_a_sentence(thanks: tuple[str, str]) -> None:
    key = card(StepKind.THANK_YOU_EMAIL, *thanks)
    screen = Screen().more(f"more-{key}", "I did it on another day")
    screen.fill(f"day-{key}", date(2026, 11, 16))
    screen.field(f"save-day-{key}").click()
    screen.run()
    assert touches() == []
    assert "is before the interview" in screen.at.error[0].value


def test_not_for_me_hides_the_card_and_can_be_undone(thanks: tuple[str, str]) -> None:
    screen = Screen()
    assert "**Thank Dana Ruiz by email**" in screen.text
    screen.more(f"more-{card(StepKind.THANK_YOU_EMAIL, *thanks)}", "Not for me")
    assert [(row["item"], row["person_id"]) for row in stored("answers")] == [
        ("skip_thank_you_email", thanks[1])
    ]
    assert "**Thank Dana Ruiz by email**" not in screen.text
    screen.tap("Undo")
    assert stored("answers") == []
    assert "**Thank Dana Ruiz by email**" in screen.text


def test_letting_go_is_one_tap_and_is_praised(due: str) -> None:
    for kind, day in (
        (TouchpointKind.STATUS_EMAIL, date(2026, 11, 3)),
        (TouchpointKind.VOICEMAIL, date(2026, 11, 10)),
    ):
        record_touchpoint(mine(), moment(), TouchpointEntry(interview_id=due, kind=kind, sent_on=day))
    screen = Screen()
    assert "**Let Acme Robotics go**" in screen.text
    screen.tap("Let it go")
    [row] = stored("interviews")
    assert (row["outcome"], row["outcome_on"]) == ("let_go", "2026-11-18")
    assert "A good decision: your time goes to the next one" in screen.text.replace("\\", "")


def test_after_letting_go_the_candidate_may_stay_interested(due: str) -> None:
    for kind, day in (
        (TouchpointKind.STATUS_EMAIL, date(2026, 11, 3)),
        (TouchpointKind.VOICEMAIL, date(2026, 11, 10)),
    ):
        record_touchpoint(mine(), moment(), TouchpointEntry(interview_id=due, kind=kind, sent_on=day))
    screen = Screen().tap("Let it go")
    screen.choose(f"interest-{due}", YesNo.YES)
    assert stored("interviews")[0]["still_interested"] == "yes"
    assert [step.kind for step in now().steps] == [StepKind.KEEP_IN_TOUCH]
    assert "Would you still like to work there one day?" not in screen.text


def test_a_card_names_the_role_only_where_the_organization_has_more_than_one_interview(due: str) -> None:
    assert "\n:gray[Analyst]" in Screen().text
    with_person(mine(), due)
    assert "**Thank Dana Ruiz by email**  \n:gray[Acme Robotics]  \n" in Screen().text
    started(mine(), held_on=date(2026, 11, 20))
    assert "**Thank Dana Ruiz by email**  \n:gray[Acme Robotics, Analyst]  \n" in Screen().text


def test_a_waiting_card_says_why_and_offers_no_done_button() -> None:
    started(mine(), held_on=TODAY)
    screen = Screen()
    assert "Mark as sent" not in screen.buttons
    [waiting] = [step for step in now().steps if step.kind is StepKind.STATUS_EMAIL]
    assert waiting.because in screen.text.replace("\\", "")


def test_where_nobody_is_known_the_first_step_asks_who_was_met() -> None:
    interview_id = unthanked()
    screen = Screen()
    key = card(StepKind.THANK_YOU_EMAIL, interview_id)
    assert screen.field(f"done-{key}").proto.type == "tertiary"
    assert not screen.has(f"write-{key}")
    screen.tap("Add who you met")
    assert screen.at.title[0].value == "Who did you meet?"


def test_people_whose_names_are_not_known_can_be_noted_as_thanked() -> None:
    interview_id = unthanked()
    screen = Screen().tap("I've thanked them")
    assert touches() == [("thank_you_email", "2026-11-18", "")]
    assert "Thank the people you met" not in screen.text
    screen.tap("Undo")
    key = card(StepKind.THANK_YOU_EMAIL, interview_id)
    screen.more(f"more-{key}", "Not for me")
    assert [(row["item"], row["person_id"]) for row in stored("answers")] == [("skip_thank_you_email", "")]
    assert "Thank the people you met" not in screen.text


def test_nobody_is_written_to_without_a_name() -> None:
    unthanked()
    screen = Screen().open("messages")
    assert "**Email Acme Robotics for an update**" in screen.text
    assert "Thank the people you met" not in screen.text


def test_each_card_says_what_others_teach_about_its_day(due: str) -> None:
    told = now().playbook.number_ranges["after_decision_business_days"]
    assert told in Screen().text.replace("\\", "")
    assert told in Screen().open("interview", due).text.replace("\\", "")


def test_a_day_with_nothing_to_do_offers_to_enter_another_interview(thanks: tuple[str, str]) -> None:
    skip_checklist(mine(), moment(), thanks[0])
    assert "I had another interview" not in Screen().buttons
    screen = Screen().tap("Mark as sent")
    assert "I had an interview" not in [label for label, _ in screen.links]
    screen.tap("I had another interview")
    assert screen.field("add-organization").value == ""


def primary_buttons(screen: Screen) -> list[str]:
    """Return the labels of the filled buttons."""
    return [button.label for button in screen.at.button if button.proto.type == "primary"]


@pytest.mark.usefixtures("due")
def test_one_button_is_filled_the_one_to_write_the_most_urgent_message(thanks: tuple[str, str]) -> None:
    assert primary_buttons(Screen()) == ["Start the checklist"]
    skip_checklist(mine(), moment(), thanks[0])
    screen = Screen()
    assert primary_buttons(screen) == ["Write the email"]
    assert screen.buttons.count("Write the email") == screen.buttons.count("Mark as sent") == 2


def test_the_button_to_write_opens_the_message_of_its_step(due: str) -> None:
    screen = Screen().tap("Write the email")
    assert screen.titles == ["Status email"]
    screen.tap("Mark as sent")
    assert [(row["interview_id"], row["kind"]) for row in stored("touchpoints")] == [(due, "status_email")]


def test_an_answer_is_one_tap_where_something_was_asked_and_in_the_menu_where_thanks_are_due(
    thanks: tuple[str, str],
) -> None:
    key = card(StepKind.THANK_YOU_EMAIL, *thanks)
    screen = Screen()
    assert f"personal:answered-{key}" not in [button.key for button in screen.at.button]
    screen.more(f"more-{key}", "They answered")
    assert touches() == [("heard_from_employer", "2026-11-18", "")]


def test_an_interview_deleted_in_another_tab_is_told_in_a_sentence() -> None:
    interview_id = unthanked()
    stale = Screen()
    other = Screen().open("interview", interview_id).choose(f"side-{interview_id}", "Details")
    other.tap("Delete this interview")
    stale.tap("Mark as sent")
    assert touches() == []
    assert [error.value for error in stale.at.error] == [
        r"This interview is not there any more\. Choose another one from the list\."
    ]


def test_of_a_thousand_things_to_do_none_is_hidden_and_few_are_cards() -> None:
    thanked(mine(), started(mine()))
    add_many(1_000, thanked_on="2026-11-02")

    def cards(screen: Screen) -> int:
        return len([button for button in screen.at.button if str(button.key).startswith("personal:done-")])

    screen = Screen()
    assert screen.titles == ["1001 things to do now"]
    assert cards(screen) == 5
    assert "- Email Number 103 for an update\n" in screen.text
    assert "- and 986 more" in screen.text
    assert cards(screen.tap("Show more")) == 10


def test_the_list_of_a_thousand_applications_is_paged_and_searched() -> None:
    add_many(1_000)
    screen = Screen().open("interviews")
    links = [label for label, query in screen.links if query.startswith("interview=")]
    assert len(links) == 10
    screen.choose("interviews-page", 100)
    assert len([1 for _, query in screen.links if query]) == 10
    screen.choose("search", "number 77 ")
    found = [text for text in screen.words if text.startswith("**Number")]
    assert len(found) == 10
    screen.choose("search", "number 777")
    assert [text for text in screen.words if text.startswith("**Number")] == ["**Number 777**"]
    screen.choose("search", "nowhere at all")
    assert "No interview has these words. Try fewer letters." in screen.text


def add_many(count: int, thanked_on: str = "") -> None:
    """Enter many interviews as one action, each with a thank-you where a day is given."""
    workspace = mine()
    changes = [
        upsert(
            "interviews",
            interview_id=f"n{number}",
            organization=f"Number {number}",
            round=1,
            held_at="2026-11-02T10:00",
        )
        for number in range(count)
    ]
    if thanked_on:
        changes += [
            upsert(
                "touchpoints",
                touchpoint_id=f"t{number}",
                interview_id=f"n{number}",
                kind=TouchpointKind.THANK_YOU_EMAIL,
                sent_on=thanked_on,
            )
            for number in range(count)
        ]
    workspace.execute(moment(), "Many", lambda snapshot: changes)


def test_a_question_about_two_openings_leaves_the_one_filled_button_to_the_checklist() -> None:
    start_interview(mine(), moment(), entry("Acme Robotics"))
    start_interview(mine(), moment(op_id="000000000002"), entry("Acme Robotics GmbH"))
    screen = Screen()
    assert "Yes, the same one" in screen.buttons
    assert len(primary_buttons(screen)) == 1


def test_thanks_given_before_the_names_are_moved_to_the_name_with_one_tap_and_can_be_undone() -> None:
    interview_id = unthanked()
    entered = TouchpointEntry(
        interview_id=interview_id, kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=date(2026, 11, 3)
    )
    record_touchpoint(mine(), moment(), entered)
    dana = with_person(mine(), interview_id)
    screen = Screen()
    assert "**Was your thank\\-you of November 3 to Dana Ruiz?**" in screen.text
    screen.tap("Yes, it was")
    assert [row["person_id"] for row in stored("touchpoints")] == [dana]
    assert "Was your thank" not in screen.text
    screen.tap("Undo")
    assert [row["person_id"] for row in stored("touchpoints")] == [""]
