"""The cards of the day: done with one tap, undone beside it, answered, declined, let go."""

from datetime import date

import pytest

from components.markdown_text import escape_markdown
from followup_core.cadence import StepKind
from followup_core.models import Outcome, TouchpointKind, YesNo
from followup_core.services.guided_checklist import decline_step, skip_checklist
from followup_core.services.interview_service import set_outcome, start_interview
from followup_core.services.row_changes import upsert
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from tests.integration.services.workspaces import entry, moment, started, thanked, with_person

from .screen import TODAY, Screen, mine, now, stored


def card(kind: StepKind, interview_id: str, person_id: str = "") -> str:
    """Return the part of a card's keys that names it."""
    return f"{kind}-{interview_id}-{person_id}"


def touches() -> list[tuple[str, str, str]]:
    """Return what was sent: kind, day, answer."""
    return [(row["kind"], row["sent_on"], row["response"]) for row in stored("touchpoints")]


def declined() -> list[tuple[str, str]]:
    """Return what is not for the candidate, and about whom."""
    return [(row["item"], row["person_id"]) for row in stored("answers")]


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


def add_many(count: int, thanked_on: str = "") -> None:
    """Enter many interviews as one action, each with a thank-you where a day is given."""
    changes = []
    for number in range(count):
        made = f"n{number}"
        changes.append(
            upsert(
                "interviews",
                interview_id=made,
                organization=f"Number {number}",
                round=1,
                held_at="2026-11-02T10:00",
            )
        )
        if thanked_on:
            kind = TouchpointKind.THANK_YOU_EMAIL
            changes.append(
                upsert("touchpoints", touchpoint_id=made, interview_id=made, kind=kind, sent_on=thanked_on)
            )
    mine().execute(moment(), "Many", lambda snapshot: changes)


def test_one_tap_is_done_told_and_taken_back(due: str) -> None:
    screen = Screen()
    told = now().playbook.number_ranges["after_decision_business_days"]
    assert told in screen.text.replace("\\", ""), "what others teach about its day"
    screen.tap("Mark as sent")
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
    assert not any(label.startswith("Mark as") for label in screen.buttons)
    screen.tap("Undo")
    assert touches() == []
    assert screen.titles == ["One thing to do now"]


def test_a_step_is_done_on_another_day_but_not_before_the_interview(thanks: tuple[str, str]) -> None:
    key = card(StepKind.THANK_YOU_EMAIL, *thanks)
    screen = Screen().choose(f"more-{key}", "I did it on another day")
    screen.fill(f"day-{key}", date(2026, 11, 16)).press(f"save-day-{key}")
    assert "is before the interview" in screen.at.error[0].value
    assert touches() == []
    decline_step(mine(), moment(), *thanks, StepKind.THANK_YOU_EMAIL)
    thanked(mine(), interview_id := unthanked())
    key = card(StepKind.STATUS_EMAIL, interview_id)
    screen = Screen().choose(f"more-{key}", "I did it on another day")
    screen.fill(f"day-{key}", date(2026, 11, 17)).press(f"save-day-{key}")
    assert touches()[1:] == [("status_email", "2026-11-17", "")]


def test_not_for_me_hides_the_card_and_can_be_undone(thanks: tuple[str, str]) -> None:
    screen = Screen()
    assert "**Thank Dana Ruiz by email**" in screen.text
    screen.choose(f"more-{card(StepKind.THANK_YOU_EMAIL, *thanks)}", "Not for me")
    assert declined() == [("skip_thank_you_email", thanks[1])]
    assert "**Thank Dana Ruiz by email**" not in screen.text
    screen.tap("Undo")
    assert "**Thank Dana Ruiz by email**" in screen.text


def test_what_they_said_is_asked_where_it_was_tapped_that_they_answered() -> None:
    add_many(3, thanked_on="2026-11-02")
    screen = Screen().tap("They answered", at=2)
    assert [text.split("\n")[0].strip() for text in screen.words if text.startswith("**")][:3] == [
        "**Email Number 0 for an update**",
        "**Email Number 1 for an update**",
        r"**Number 2 answered today\. What did they say?**",
    ]
    first = next(text for text in Screen().words if text.startswith("**"))
    assert first == r"**Number 2 answered today\. What did they say?**"
    screen.tap("Mark as sent").tap("Mark as sent")
    assert screen.titles == ["One thing to do now"]
    assert screen.text.count("What did they say?**") == 1, "also when the cards above it are gone"


def test_what_they_said_is_saved_with_a_tap_after_a_reload_too(due: str) -> None:
    Screen().tap("They answered")
    assert touches() == [("heard_from_employer", "2026-11-18", "")]
    screen = Screen().press(f"news-{due}-offer")
    [row] = stored("interviews")
    assert (row["outcome"], row["outcome_on"]) == ("offer", "2026-11-18")
    assert "What did they say?" not in screen.text


def test_no_decision_yet_or_a_new_date_is_what_they_said(due: str) -> None:
    screen = Screen().tap("They answered").press(f"news-{due}-not_yet")
    assert "What did they say?" not in Screen().text
    screen.tap("Undo").press(f"news-{due}-new_date")
    assert stored("interviews")[0]["decision_by"] == "2026-11-16"
    screen.choose(f"news-{due}-date", date(2026, 12, 2))
    assert stored("interviews")[0]["decision_by"] == "2026-12-02"
    assert "Not before Thursday, December 3" in screen.text
    assert "What did they say?" not in screen.text


def test_an_answer_is_in_the_menu_where_thanks_are_due(thanks: tuple[str, str]) -> None:
    key = card(StepKind.THANK_YOU_EMAIL, *thanks)
    screen = Screen()
    assert not screen.has(f"answered-{key}")
    screen.choose(f"more-{key}", "They answered")
    assert touches() == [("heard_from_employer", "2026-11-18", "")]


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


def test_letting_go_is_one_tap_and_the_candidate_may_stay_interested(due: str) -> None:
    for kind, day in ((TouchpointKind.STATUS_EMAIL, 3), (TouchpointKind.VOICEMAIL, 10)):
        sent = TouchpointEntry(interview_id=due, kind=kind, sent_on=date(2026, 11, day))
        record_touchpoint(mine(), moment(), sent)
    screen = Screen()
    assert "**Let Acme Robotics go**" in screen.text
    screen.tap("Let it go")
    [row] = stored("interviews")
    assert (row["outcome"], row["outcome_on"]) == ("let_go", "2026-11-18")
    assert "A good decision: your time goes to the next one" in screen.text.replace("\\", "")
    screen.press(f"interest-{due}-{YesNo.YES}")
    assert stored("interviews")[0]["still_interested"] == "yes"
    assert "Would you still like to work there one day?" not in screen.text


def test_people_without_names_are_asked_for_or_noted_as_thanked_and_not_written_to() -> None:
    interview_id = unthanked()
    key = card(StepKind.THANK_YOU_EMAIL, interview_id)
    screen = Screen()
    assert screen.field(f"done-{key}").proto.type == "tertiary"
    assert not screen.has(f"write-{key}")
    assert "Write the email" not in Screen().open("messages").buttons
    assert Screen().tap("Add who you met").titles == ["Who did you meet?"]
    screen.tap("I've thanked them")
    assert touches() == [("thank_you_email", "2026-11-18", "")]
    assert "Thank the people you met" not in screen.text
    screen.tap("Undo").choose(f"more-{key}", "Not for me")
    assert declined() == [("skip_thank_you_email", "")]
    assert "Thank the people you met" not in screen.text


def test_thanks_given_before_the_names_are_moved_to_the_name_with_one_tap() -> None:
    interview_id = unthanked()
    thanked(mine(), interview_id, date(2026, 11, 3))
    dana = with_person(mine(), interview_id)
    screen = Screen()
    assert "**Was your thank\\-you of November 3 to Dana Ruiz?**" in screen.text
    screen.tap("Yes, it was")
    assert [row["person_id"] for row in stored("touchpoints")] == [dana]
    assert "Was your thank" not in screen.text


def primary_buttons(screen: Screen) -> list[str]:
    """Return the labels of the filled buttons."""
    return [button.label for button in screen.at.button if button.proto.type == "primary"]


@pytest.mark.usefixtures("due")
def test_one_button_is_filled_the_one_to_write_the_most_urgent_message(thanks: tuple[str, str]) -> None:
    other = start_interview(mine(), moment(op_id="000000000002"), entry("Acme Robotics GmbH"))
    decline_step(mine(), moment(), other, "", StepKind.THANK_YOU_EMAIL)
    screen = Screen()
    assert "Yes, the same one" in screen.buttons, "a question about two openings leaves it to the checklist"
    assert primary_buttons(screen) == ["Start the checklist"]
    for interview_id in now().records.interviews:
        skip_checklist(mine(), moment(), interview_id)
    assert primary_buttons(Screen()) == ["Write the email"]


@pytest.mark.parametrize(
    ("outcome", "kind", "draft"),
    [
        (Outcome.REJECTED, "answer_rejection", "Answer a no: Dana Ruiz"),
        (Outcome.OFFER, "thank_for_offer", "Thanks for an offer: Dana Ruiz"),
    ],
)
def test_a_no_or_an_offer_is_answered_from_today_until_it_was(
    thanks: tuple[str, str], outcome: Outcome, kind: str, draft: str
) -> None:
    set_outcome(mine(), moment(), thanks[0], outcome, TODAY)
    screen = Screen().tap("Write the answer")
    assert (screen.at.query_params["kind"], screen.at.title[0].value) == (kind, escape_markdown(draft))
    screen.tap("Mark as sent")
    assert "Write the answer" not in Screen().buttons


def test_an_answer_that_is_due_leads_the_page_until_it_was_given(thanks: tuple[str, str]) -> None:
    interview_id, _ = thanks
    answers = SituationAnswers(answer_by=TODAY)
    record_situation(mine(), moment(), interview_id, "offer_to_weigh", answers)
    started(mine(), "Cedar", TODAY)
    screen = Screen()
    assert "Start the checklist" in screen.buttons
    assert "Answer the offer from Borealis" in screen.text.replace("\\", "")
    assert ":orange-badge[:material/notifications: Due today]" in screen.text
    assert primary_buttons(screen) == ["I've answered"]
    titles = screen.titles
    screen.tap("I've answered")
    assert "Answer the offer" not in screen.text
    assert screen.titles != titles
    assert primary_buttons(screen) == ["Start the checklist"]


def test_an_invitation_leads_from_today_to_the_form_for_the_next_round(thanks: tuple[str, str]) -> None:
    set_outcome(mine(), moment(), thanks[0], Outcome.NEXT_ROUND, TODAY)
    screen = Screen().tap("Enter the next round")
    assert screen.field(f"side-{thanks[0]}").value == "Details"


def test_a_day_with_nothing_to_do_offers_to_enter_another_interview(thanks: tuple[str, str]) -> None:
    skip_checklist(mine(), moment(), thanks[0])
    assert "I had another interview" not in Screen().buttons
    screen = Screen().tap("Mark as sent")
    assert "I had another interview" not in [label for label, _ in screen.links]
    screen.tap("I had another interview")
    assert screen.field("add-organization").value == ""


def test_of_many_things_to_do_none_is_hidden_and_few_are_cards() -> None:
    thanked(mine(), started(mine()))
    add_many(200, thanked_on="2026-11-02")

    def cards(screen: Screen) -> int:
        return len([button for button in screen.at.button if str(button.key).startswith("personal:done-")])

    screen = Screen()
    assert screen.titles == ["201 things to do now"]
    assert cards(screen) == 5
    assert "- Email Number 103 for an update\n" in screen.text
    assert "- and 186 more" in screen.text
    assert cards(screen.tap("Show more")) == 10


def test_a_long_list_of_applications_is_paged_and_searched() -> None:
    def found(screen: Screen) -> list[str]:
        return [text for text in screen.words if text.startswith("**Number")]

    add_many(200)
    screen = Screen().open("interviews")
    assert len(found(screen)) == len(found(screen.choose("interviews-page", 20))) == 10
    assert len(found(screen.choose("search", "number 17 "))) == 10
    assert found(screen.choose("search", "number 177")) == ["**Number 177**"]
    assert (
        "No interview has these words. Try fewer letters." in screen.choose("search", "nowhere at all").text
    )


PANEL = ("Dana Ruiz", "Chidi Okafor", "Priya Raman")


@pytest.fixture
def panel() -> tuple[str, ...]:
    """An interview of today with three people to thank: its id and theirs."""
    interview_id = started(mine(), "Borealis", TODAY)
    return interview_id, *(with_person(mine(), interview_id, name) for name in PANEL)


def test_a_panel_has_one_card_with_two_buttons_for_each_person(panel: tuple[str, ...]) -> None:
    interview_id, dana, chidi, _ = panel
    screen = Screen()
    assert screen.text.count("**Thank three people by email**") == 1
    assert screen.text.count("You met today") == 1
    assert [label for label in screen.buttons if label.startswith("Write")] == [
        f"Write to {name}" for name in PANEL
    ]
    screen.press(f"done-{card(StepKind.THANK_YOU_EMAIL, interview_id, dana)}")
    assert [row["person_id"] for row in stored("touchpoints")] == [dana]
    assert "**Thank Chidi Okafor by email**" in screen.text, "two cards are as short as one for two"
    screen.tap("Undo").tap("Write to Chidi Okafor")
    assert screen.at.query_params["person"] == chidi


def test_each_of_a_panel_gets_a_card_on_demand_for_what_is_about_one_person(panel: tuple[str, ...]) -> None:
    interview_id, dana, _, _ = panel
    screen = Screen().choose(f"more-thank_you_email-{interview_id}", "One card for each person")
    assert [label for label in screen.buttons if label.startswith("Write")] == ["Write the email"] * 3
    screen.choose(f"more-{card(StepKind.THANK_YOU_EMAIL, interview_id, dana)}", "Not for me")
    assert declined() == [("skip_thank_you_email", dana)]


def test_the_answer_of_a_panel_is_in_the_menu_of_its_card(panel: tuple[str, ...]) -> None:
    Screen().choose(f"more-thank_you_email-{panel[0]}", "They answered")
    assert touches() == [("heard_from_employer", "2026-11-18", "")]
