"""One interview's page: story, people and details, each change in the store at once."""

from datetime import date

import pytest

from components.choice_buttons import CHOSEN, NOT_CHOSEN
from followup_core.models import Row, TouchpointKind, YesNo
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import set_interest, start_interview
from followup_core.services.situations.situation_service import SituationAnswers, record_situation
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.store import Change
from tests.integration.services.workspaces import at, entry, moment, started, with_person

from .screen import TODAY, Screen, mine, stored
from .test_markdown_text import read_back


@pytest.fixture
def interview_id() -> str:
    """An interview whose status email is due, with one person."""
    made = start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 16)))
    with_person(mine(), made)
    return made


def page(interview_id: str, side: str = "Story") -> Screen:
    """Open one side of the page by its link."""
    screen = Screen().open("interview", interview_id)
    return screen if side == "Story" else screen.choose(f"side-{interview_id}", side)


def put_by_hand(row: Row) -> None:
    """Store a row as no form would."""
    change = Change(table="interviews", key=(row["interview_id"],), row=row)
    mine().store.save_operation(moment().operation("By hand"), lambda _: [change])


def test_the_story_has_its_picture_its_sentence_and_its_table(interview_id: str) -> None:
    screen = page(interview_id)
    sentence = (
        "You interviewed at Acme Robotics on November 2 and sent no message."
        " Next, if nothing else happens: thank-you email today."
    )
    assert sentence in screen.text.replace("\\", "")
    [table] = screen.at.table
    assert list(table.value["What"])[:2] == ["Interview, round 1", "They meant to decide by"]
    assert len(screen.at.get("vega_lite_chart")) == 1


def test_while_something_that_happened_is_chosen_the_button_that_saves_it_is_the_filled_one(
    interview_id: str,
) -> None:
    def filled(screen: Screen) -> list[str]:
        of_cards = ("write-", "people-", "done-", "note-")
        keys = [str(button.key) for button in screen.at.button if button.proto.type == "primary"]
        return [part for part in of_cards for key in keys if f":{part}" in key]

    screen = page(interview_id)
    assert filled(screen) == ["write-"]
    assert filled(screen.choose(f"happened-{interview_id}", "not_yet")) == ["note-"]


def test_who_does_not_want_the_job_any_more_is_offered_a_gracious_withdrawal(interview_id: str) -> None:
    assert "Write the withdrawal" not in [label for label, _ in page(interview_id).links]
    set_interest(mine(), moment(), interview_id, YesNo.NO)
    assert "Write the withdrawal" in [label for label, _ in page(interview_id).links]


def test_an_interview_that_is_gone_leads_back_to_the_list() -> None:
    screen = page("i-gone")
    assert [info.value for info in screen.at.info] == ["This interview is not there anymore."]
    assert ("All interviews", "") in screen.links


def test_an_outcome_is_saved_as_it_is_tapped_and_taken_back(interview_id: str) -> None:
    screen = page(interview_id, "Details")
    for take_back in ("Reopen this interview", "Undo"):
        screen.press(f"outcome-{interview_id}-rejected")
        [row] = stored("interviews")
        assert (row["outcome"], row["outcome_on"]) == ("rejected", "2026-11-18")
        assert screen.field(f"outcome-{interview_id}-rejected").icon == CHOSEN
        screen.tap(take_back)
        assert stored("interviews")[0]["outcome"] == ""
        assert screen.field(f"outcome-{interview_id}-rejected").icon == NOT_CHOSEN


def test_the_header_says_only_what_is_known_and_still_open() -> None:
    save_settings(mine(), moment(), {"country": "US"})
    made = start_interview(mine(), moment(), entry(decision_by=date(2026, 11, 16)))
    assert "November\u00a02, 10:00\u00a0AM" in page(made).text.replace("\\", "")
    assert "AM  \nThey meant to decide by" in read_back(page(made).text), "on a line of its own"
    put_by_hand({**stored("interviews")[0], "outcome": "rejected", "held_at": "2026-11-02T12:00"})
    head = page(made).text.replace("\\", "").split("What happened")[0]
    assert "November\u00a02" in head
    assert "12:00" not in head
    assert "They meant to decide by" not in head


def test_the_day_of_an_outcome_that_has_none_is_empty_until_it_is_entered(interview_id: str) -> None:
    [row] = stored("interviews")
    put_by_hand({**row, "outcome": "rejected"})
    screen = page(interview_id, "Details")
    assert screen.field(f"outcome-day-{interview_id}").value is None
    screen.choose(f"outcome-day-{interview_id}", TODAY)
    assert stored("interviews")[0]["outcome_on"] == TODAY.isoformat()


@pytest.mark.parametrize(("side", "outcome"), [("Story", "rejected"), ("Details", "withdrawn")])
def test_an_interview_to_come_is_called_off_with_a_tap_and_back_on_with_another(
    side: str, outcome: str
) -> None:
    ahead = started(mine(), held_on=date(2026, 11, 25))
    screen = page(ahead, side)
    assert {"Story": "Did something happen?", "Details": "Was it called off?"}[side] in screen.text
    assert not screen.has(f"outcome-{ahead}-offer"), "nobody gets an offer before the interview"
    screen.press(f"outcome-{ahead}-{outcome}")
    [row] = stored("interviews")
    assert (row["outcome"], row["outcome_on"]) == (outcome, TODAY.isoformat())
    assert "Called off" in read_back(screen.text)
    assert screen.has(f"outcome-{ahead}-{outcome}") is (side == "Details"), "asked once"
    screen.tap("Undo")
    assert stored("interviews")[0]["outcome"] == ""
    assert "Called off" not in read_back(screen.text)


def test_that_an_interview_was_called_off_can_be_entered_after_its_day(interview_id: str) -> None:
    screen = page(interview_id, "Details").press(f"outcome-{interview_id}-rejected")
    screen.choose(f"outcome-day-{interview_id}", date(2026, 11, 1))
    assert stored("interviews")[0]["outcome_on"] == "2026-11-01"
    assert "That's before the interview, so it was called off." in screen.text
    assert "Start the checklist" not in [label for label, _ in screen.links]
    people = page(interview_id, "People").text
    assert "Dana Ruiz" in people
    assert "Not yet" not in people, "nobody is owed anything"


def test_the_day_of_an_outcome_that_no_screen_would_take_breaks_no_page(interview_id: str) -> None:
    [row] = stored("interviews")
    for day in ("2026-11-01", "2026-12-24"):
        put_by_hand({**row, "outcome": "offer", "outcome_on": day})
        screen = page(interview_id, "Details")
        assert screen.field(f"outcome-day-{interview_id}").value == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("situation", "item", "words"),
    [
        ("offer_to_weigh", "offer_answered", "They'd like your answer by Friday, November 27."),
        (
            "other_offer",
            "other_offer_answered",
            "You owe the other company an answer by Friday, November 27.",
        ),
    ],
)
def test_the_page_says_by_when_an_offer_is_to_be_answered_until_it_was(
    interview_id: str, situation: str, item: str, words: str
) -> None:
    answers = SituationAnswers(answer_by=date(2026, 11, 27))
    record_situation(mine(), moment(), interview_id, situation, answers)
    screen = page(interview_id)
    assert words in read_back(screen.text)
    screen.tap("I've answered")
    assert item in [row["item"] for row in stored("answers")]
    assert words not in read_back(screen.text)
    assert words in read_back(screen.tap("Undo").text)


def test_details_are_corrected_and_the_round_stays_when_nobody_changes_it(interview_id: str) -> None:
    screen = page(interview_id, "Details")
    screen.fill(f"edit-{interview_id}-organization", "Acme Robots").fill(f"edit-{interview_id}-round", 3)
    screen.fill(f"edit-{interview_id}-held", at("2026-11-03T15:30")).fill(
        f"edit-{interview_id}-format", "video"
    )
    screen.tap("Save changes").fill(f"edit-{interview_id}-notes", "two\nlines").tap("Save changes")
    [row] = stored("interviews")
    columns = ("organization", "held_at", "format", "notes", "decision_by", "round")
    assert [row[column] for column in columns] == [
        "Acme Robots",
        "2026-11-03T15:30",
        "video",
        "two\nlines",
        "2026-11-16",
        "3",
    ]
    assert screen.titles == ["Acme Robots, Analyst"]


def test_the_next_round_is_added_from_the_one_before_and_its_page_opens(interview_id: str) -> None:
    screen = page(interview_id, "Details")
    assert [each.label for each in screen.at.expander][:1] == ["Add the next round"]
    assert "Next round" in screen.buttons
    assert screen.field(f"next-{interview_id}-held").label == "When is it?"
    assert screen.field(f"next-{interview_id}-organization").value == "Acme Robotics"
    screen.fill(f"next-{interview_id}-held", at("2026-11-23T10:00"))
    screen.tap("Save the interview")
    assert [(row["organization"], row["role"], row["round"]) for row in stored("interviews")] == [
        ("Acme Robotics", "Analyst", "1"),
        ("Acme Robotics", "Analyst", "2"),
    ]
    assert "Round 2" in screen.text
    assert "Interview with Acme Robotics added" in screen.text
    assert screen.field(f"side-{stored('interviews')[1]['interview_id']}").value == "Story"
    screen = page(interview_id, "Details")
    assert not screen.at.expander[0].proto.expanded
    assert screen.field(f"next-{interview_id}-notes").value == ""


def test_people_stand_against_what_is_owed_to_them(interview_id: str) -> None:
    text = page(interview_id, "People").text
    assert "**Dana Ruiz**, hiring manager" in text
    assert ":gray[:material/radio_button_unchecked:] Not yet: business card, asked about LinkedIn" in text
    thanks = TouchpointEntry(
        interview_id=interview_id,
        person_id=stored("people")[0]["person_id"],
        kind=TouchpointKind.THANK_YOU_EMAIL,
        sent_on=TODAY,
    )
    record_touchpoint(mine(), moment(), thanks)
    assert ":green[:material/check_circle:] Done: thanked by email" in page(interview_id, "People").text


def test_a_message_is_noted_answered_and_deleted(interview_id: str) -> None:
    [person] = stored("people")
    screen = page(interview_id)
    screen.fill(f"touch-{interview_id}-kind", "question")
    screen.fill(f"touch-{interview_id}-day", date(2026, 11, 10))
    screen.fill(f"touch-{interview_id}-note", "Which team?")
    screen.tap("Save")
    [sent] = stored("touchpoints")
    assert (sent["kind"], sent["person_id"], sent["sent_on"], sent["note"]) == (
        "question",
        person["person_id"],
        "2026-11-10",
        "Which team?",
    )
    change = f"change-{sent['touchpoint_id']}"
    screen.choose(change, "They answered today")
    assert (stored("touchpoints")[0]["response"], stored("touchpoints")[0]["responded_on"]) == (
        "reply",
        "2026-11-18",
    )
    screen.choose(change, "No answer yet")
    assert (stored("touchpoints")[0]["response"], stored("touchpoints")[0]["responded_on"]) == ("", "")
    screen.choose(change, "Delete this entry")
    assert stored("touchpoints") == []
    screen.tap("Undo")
    assert stored("touchpoints") == [sent]


def test_each_interview_opens_on_its_story_whatever_part_of_another_was_open() -> None:
    first, second = started(mine(), "Acme Robotics"), started(mine(), "Borealis")
    screen = Screen().open("interview", first).choose(f"side-{first}", "People")
    screen.open("interview", second)
    assert screen.field(f"side-{second}").value == "Story"
    assert screen.open("interview", first).field(f"side-{first}").value == "People"
    screen.open("interviews").open("interview", first)
    assert screen.field(f"side-{first}").value == "Story", "the list says what to do, and Story has it"


def test_the_rounds_of_a_job_lead_to_each_other() -> None:
    first, second = started(mine()), started(mine(), held_on=date(2026, 11, 10))
    other = started(mine(), "Borealis")
    screen = Screen().open("interview", first).tap("Round 2, Tuesday, November 10")
    assert screen.at.query_params["interview"] == second
    assert "Round 2" in screen.text
    screen.tap("Round 1, Monday, November 2")
    assert screen.at.query_params["interview"] == first
    assert not any(label.startswith("Round") for label in screen.open("interview", other).buttons)
