"""The guided checklist: every answer in the store right after its tap, resumed after a reload."""

from datetime import date, timedelta

import pytest

from components.checklist import checklist_state
from components.markdown_text import escape_markdown
from followup_core.cadence import StepKind
from followup_core.models import AnswerValue
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.guided_checklist import save_answer as store_answer
from followup_core.services.interview_service import set_decision
from tests.integration.services.workspaces import moment, started, with_person

from .screen import TODAY, Screen, given, mine, now, stored

Interview = str


@pytest.fixture
def interview_id() -> Interview:
    """An interview of today, without anything else."""
    return started(mine(), held_on=TODAY)


def begin(interview_id: str) -> Screen:
    """Open the checklist by its link."""
    return Screen().open("checklist", interview_id)


def question(screen: Screen) -> str:
    """Return the question on screen."""
    return str(screen.at.title[0].value)


def answer(screen: Screen, interview_id: str, item: str, choice: str, person_id: str = "") -> None:
    """Tap yes, no or skip, and look into the store at once."""
    screen.choose(f"answer-{interview_id}-{item}-{person_id}", choice)
    assert given()[item, person_id] == choice


def add(screen: Screen, interview_id: str, name: str, part: str = "interviewer") -> str:
    """Add somebody met and return their id from the store."""
    screen.fill(f"person-name-{interview_id}", name)
    screen.fill(f"person-part-{interview_id}", part)
    screen.tap("Add this person")
    return stored("people")[-1]["person_id"]


def test_the_whole_checklist_for_two_people_answer_by_answer(interview_id: str) -> None:
    screen = begin(interview_id)
    assert question(screen) == "Did you ask what happens next?"
    answer(screen, interview_id, "asked_next_steps", "no")
    assert "Saved\\. You can still ask in today's thank\\-you" in screen.text

    assert question(screen) == "Did you ask when they will decide?"
    answer(screen, interview_id, "asked_time_frame", "yes")
    assert question(screen) == "Did you ask when they will decide?", "the date comes first"
    screen.choose(f"said-{interview_id}", "In some weeks")
    screen.choose(f"said-{interview_id}-weeks", 2)
    assert stored("interviews")[0]["decision_by"] == "2026-12-02"
    assert "By Wednesday, December 2. Saved." in screen.text
    screen.tap("Next")

    assert question(screen) == "Did they say you may get in touch with a later question?"
    answer(screen, interview_id, "may_contact", "skipped")

    assert question(screen) == "Who did you meet?"
    dana = add(screen, interview_id, "Dana Ruiz", "hiring_manager")
    maja = add(screen, interview_id, "Maja Lind")
    assert [(row["person_id"], row["part"]) for row in stored("interviewers")] == [
        (dana, "hiring_manager"),
        (maja, "interviewer"),
    ]
    screen.tap("Next")

    assert question(screen) == "Do you have a business card from Dana Ruiz?"
    answer(screen, interview_id, "business_card", "yes", dana)
    screen.choose(f"card-{dana}-email", "dana@example.org")
    assert stored("people")[0]["email"] == "dana@example.org"
    screen.choose(f"card-{dana}-phone", "+1 212 555 0142")
    assert stored("people")[0]["phone"] == "+1 212 555 0142"
    screen.tap("Next")
    answer(screen, interview_id, "asked_linkedin", "yes", dana)
    assert question(screen) == "Did Dana Ruiz say yes?"
    answer(screen, interview_id, "agreed_linkedin", "yes", dana)
    assert question(screen).startswith("What did you and Dana Ruiz talk about")
    screen.choose(f"discussed-{interview_id}-{dana}", "night buses")
    assert stored("interviewers")[0]["discussed"] == "night buses"
    screen.tap("Next")
    assert question(screen) == "Have you already thanked Dana Ruiz by email?"
    screen.choose(f"thanked-{interview_id}-{dana}", "Yes, today")
    [sent] = stored("touchpoints")
    assert (sent["person_id"], sent["kind"], sent["sent_on"]) == (dana, "thank_you_email", "2026-11-18")
    screen.tap("Next")

    assert question(screen) == "Do you have a business card from Maja Lind?"
    answer(screen, interview_id, "business_card", "no", maja)
    answer(screen, interview_id, "asked_linkedin", "no", maja)
    assert question(screen).startswith("What did you and Maja Lind talk about"), "no was not asked on"
    screen.tap("Later")
    assert question(screen) == "Have you already thanked Maja Lind by email?"
    screen.choose(f"thanked-{interview_id}-{maja}", "Not yet")
    assert given()["thanked", maja] == "skipped"

    assert question(screen) == "Do you still want to work there?"
    screen.choose(f"answer-{interview_id}-still_interested-", "yes")
    assert stored("interviews")[0]["still_interested"] == "yes"

    assert question(screen) == "Enough for now."
    assert "One question left for later." in screen.text
    screen.tap("Go to the next one")
    assert question(screen).startswith("What did you and Maja Lind talk about")
    screen.choose(f"discussed-{interview_id}-{maja}", "timetables")
    for _ in range(3):
        screen.tap("Next")
    assert question(screen) == "That is everything for now."
    assert escape_markdown("A business card from Dana Ruiz.") in screen.text
    assert "“What are the next steps from here?”" in screen.text
    assert "**Your plan, if nobody answers**" in screen.text
    kinds = [(step.kind, step.person_id) for step in now().steps]
    assert kinds == [
        (StepKind.THANK_YOU_EMAIL, maja),
        (StepKind.LINKEDIN_REQUEST, dana),
        (StepKind.STATUS_EMAIL, dana),
    ]


@pytest.mark.parametrize("choice", ["yes", "no", "skipped"])
def test_an_answer_is_in_the_store_before_the_page_is_drawn_again(interview_id: str, choice: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", choice)
    assert "1 of 5 answered" in screen.text


def test_a_reload_in_the_middle_goes_on_where_it_was(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "yes")
    answer(screen, interview_id, "asked_time_frame", "no")
    again = begin(interview_id)
    assert question(again) == "Did they say you may get in touch with a later question?"
    assert "2 of 5 answered" in again.text


def test_a_reload_without_the_link_finds_the_only_open_checklist(interview_id: str) -> None:
    answer(begin(interview_id), interview_id, "asked_next_steps", "yes")
    again = Screen().open("checklist")
    assert question(again) == "Did you ask when they will decide?"


def test_a_tap_sent_twice_is_one_answer(interview_id: str) -> None:
    one, other = begin(interview_id), begin(interview_id)
    answer(one, interview_id, "asked_next_steps", "yes")
    answer(other, interview_id, "asked_next_steps", "yes")
    assert len(stored("answers")) == 1


def test_an_answer_of_another_tab_is_not_replaced_without_a_word(interview_id: str) -> None:
    one, other = begin(interview_id), begin(interview_id)
    answer(one, interview_id, "asked_next_steps", "yes")
    answer(other, interview_id, "asked_next_steps", "no")
    assert other.told == ["It was Yes, answered elsewhere in the meantime. Now No."]
    other.tap("Undo")
    assert given() == {("asked_next_steps", ""): "yes"}
    other.tap("Back")
    answer(other, interview_id, "asked_next_steps", "no")
    assert other.told == ["Saved. You can still ask in today's thank-you: one sentence is enough."]


def test_a_person_added_twice_is_met_once(interview_id: str) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    add(screen, interview_id, "Dana Ruiz")
    add(screen, interview_id, "dana ruiz ")
    assert len(stored("people")) == len(stored("interviewers")) == 1


def test_somebody_typed_in_is_added_by_going_on(interview_id: str) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    assert "Later" in screen.buttons
    screen.choose(f"person-name-{interview_id}", "Dana Ruiz")
    screen.choose(f"person-part-{interview_id}", "recruiter").tap("Next")
    assert [(row["name"], row["part"]) for row in met()] == [("Dana Ruiz", "recruiter")]
    assert question(screen) == "Do you have a business card from Dana Ruiz?"
    assert "**Saved.** Dana Ruiz added" in screen.text
    screen.tap("Back").choose(f"person-name-{interview_id}", "Maja Lind").tap("Next")
    assert [row["name"] for row in met()] == ["Dana Ruiz", "Maja Lind"]
    assert screen.tap("Back").field(f"person-name-{interview_id}").value == ""
    screen.tap("Undo")
    assert [row["name"] for row in met()] == ["Dana Ruiz"]
    screen.choose(f"person-name-{interview_id}", "Priya Raman").tap("Back")
    assert [row["name"] for row in met()] == ["Dana Ruiz"], "going back adds nobody"


def met() -> list[dict[str, str]]:
    """Return who was met: the name and the part."""
    names = {row["person_id"]: row["name"] for row in stored("people")}
    return [{"name": names[row["person_id"]], "part": row["part"]} for row in stored("interviewers")]


def test_the_second_half_of_a_double_tap_does_not_answer_the_next_question(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begin(interview_id)
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    answer(screen, interview_id, "asked_next_steps", "no")
    screen.choose(f"answer-{interview_id}-asked_time_frame-", "no")
    screen.tap("Later").tap("Back")
    assert question(screen) == "Did you ask when they will decide?"
    assert screen.field(f"answer-{interview_id}-asked_time_frame-").value is None
    assert list(given()) == [("asked_next_steps", "")]
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(0))
    answer(screen, interview_id, "asked_time_frame", "no")


def test_the_second_half_of_a_double_tap_on_adding_somebody_does_nothing(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    screen.choose(f"person-name-{interview_id}", "Dana Ruiz")
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    screen.tap("Add this person").tap("Add this person")
    assert (len(screen.told), len(screen.at.error)) == (1, 0)
    screen.choose(f"person-part-{interview_id}", "recruiter")
    assert screen.field(f"person-part-{interview_id}").value == "interviewer"
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(0))
    add(screen, interview_id, "Maja Lind", "recruiter")
    assert [row["part"] for row in met()] == ["interviewer", "recruiter"]


def test_back_shows_the_answer_given_and_lets_it_change(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "no")
    screen.tap("Back")
    assert question(screen) == "Did you ask what happens next?"
    assert screen.field(f"answer-{interview_id}-asked_next_steps-").value == "no"
    answer(screen, interview_id, "asked_next_steps", "yes")
    assert question(screen) == "Did you ask when they will decide?"


def test_tapping_the_same_answer_again_goes_on_and_loses_nothing(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "no")
    screen.tap("Back")
    screen.choose(f"answer-{interview_id}-asked_next_steps-", None)
    assert given()["asked_next_steps", ""] == "no"
    assert question(screen) == "Did you ask when they will decide?"


def test_no_to_asking_goes_by_the_date_that_is_known() -> None:
    interview_id = started(mine(), held_on=TODAY)
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "no")
    assert screen.told == ["Saved. You have a date all the same: Friday, December 4. The plan goes by that."]


def test_a_decision_date_is_saved_as_it_is_chosen(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "yes")
    screen.choose(f"said-{interview_id}", "On a date")
    screen.choose(f"said-{interview_id}-date", date(2026, 11, 27))
    assert stored("interviews")[0]["decision_by"] == "2026-11-27"


def test_a_reload_after_yes_asks_for_the_date_all_the_same(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    again = begin(interview_id)
    answer(again, interview_id, "asked_time_frame", "yes")
    for screen in (again, begin(interview_id)):
        assert question(screen) == "Did you ask when they will decide?"
        assert screen.has(f"said-{interview_id}")
    screen.choose(f"said-{interview_id}", "They did not know")
    assert question(begin(interview_id)) == "Did they say you may get in touch with a later question?"


def test_a_reload_after_a_card_asks_what_it_says_until_something_is_entered(interview_id: str) -> None:
    person_id = with_person(mine(), interview_id)
    answered = put_answers(interview_id, "asked_next_steps", "asked_time_frame", "may_contact")
    assert answered == 4
    answer(begin(interview_id), interview_id, "business_card", "yes", person_id)
    again = begin(interview_id)
    assert question(again) == "Do you have a business card from Dana Ruiz?"
    again.choose(f"card-{person_id}-title", "Head of Data")
    assert question(begin(interview_id)) == "Did you ask Dana Ruiz about connecting on LinkedIn?"


def put_answers(interview_id: str, *items: str) -> int:
    """Answer these questions with no, past the page; return how many are answered then."""
    for item in mine().playbook()[0].checklist:
        if item.id in items:
            store_answer(mine(), moment(), interview_id, item, AnswerValue.NO)
    return checklist_progress(now(), interview_id).answered


def test_they_did_not_know_is_kept_and_takes_a_date_back(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "yes")
    screen.choose(f"said-{interview_id}", "In some weeks")
    screen.choose(f"said-{interview_id}-weeks", 1)
    screen.choose(f"said-{interview_id}", "They did not know")
    assert stored("interviews")[0]["decision_by"] == ""
    [row] = [row for row in stored("answers") if row["item"] == "asked_time_frame"]
    assert (row["answer"], row["detail"]) == ("yes", "they did not know")


def test_a_thank_you_of_another_day_is_noted_on_that_day() -> None:
    interview_id = started(mine(), held_on=date(2026, 11, 16))
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    dana = add(screen, interview_id, "Dana Ruiz")
    screen.tap("Next")
    for _ in range(3):
        screen.tap("Later")
    screen.choose(f"thanked-{interview_id}-{dana}", "Yes, earlier")
    assert stored("touchpoints") == []
    screen.choose(f"thanked-{interview_id}-{dana}-day", date(2026, 11, 17))
    assert stored("touchpoints")[0]["sent_on"] == "2026-11-17"


def test_what_is_no_email_address_is_told_and_not_saved(interview_id: str) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    dana = add(screen, interview_id, "Dana Ruiz")
    screen.tap("Next")
    answer(screen, interview_id, "business_card", "yes", dana)
    screen.choose(f"card-{dana}-email", "dana at example")
    assert "is not an email address" in screen.at.error[0].value
    assert screen.field(f"card-{dana}-email").value == "dana at example"
    assert stored("people")[0]["email"] == ""
    screen.choose(f"card-{dana}-phone", "none")
    assert ["not an email" in each.value or "not a phone" in each.value for each in screen.at.error] == [
        True,
        True,
    ]
    screen.tap("Next")
    assert question(screen) == "Did you ask Dana Ruiz about connecting on LinkedIn?"
    assert [each.value.startswith("Not saved") for each in screen.at.error] == [True, True]


def test_somebody_is_taken_out_and_brought_back(interview_id: str) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    add(screen, interview_id, "Dana Ruiz")
    screen.tap("Take out")
    assert stored("interviewers") == []
    assert "**Done.** Dana Ruiz taken out" in screen.text
    screen.tap("Undo")
    assert len(stored("interviewers")) == 1


def test_somebody_met_before_is_added_with_one_tap(interview_id: str) -> None:
    screen = begin(interview_id)
    for item in ("asked_next_steps", "asked_time_frame", "may_contact"):
        answer(screen, interview_id, item, "no")
    dana = add(screen, interview_id, "Dana Ruiz")
    second = started(mine(), held_on=date(2026, 11, 17))
    later = begin(second)
    for _ in range(3):
        later.tap("Later")
    later.choose(f"known-{second}", dana)
    assert [row["person_id"] for row in stored("interviewers")] == [dana, dana]
    assert len(stored("people")) == 1


def test_two_open_checklists_are_chosen_from_a_list() -> None:
    started(mine(), "Borealis", date(2026, 11, 3))
    acme = started(mine(), "Acme", date(2026, 11, 4))
    screen = Screen().open("checklist")
    assert screen.field("choose").value == acme
    assert [option.split(",")[0] for option in screen.field("choose").options] == ["Acme", "Borealis"]


def test_without_any_interview_the_checklist_begins_with_three_answers() -> None:
    screen = Screen().open("checklist").fill("start-organization", "Acme").tap("Show me what to do")
    assert [row["organization"] for row in stored("interviews")] == ["Acme"]
    assert question(screen) == "Did you ask what happens next?"


def test_nothing_open_says_so_and_leads_on() -> None:
    started(mine(), "Acme", TODAY + timedelta(days=3))
    screen = Screen().open("checklist")
    assert "Every interview so far is through its checklist." in screen.text
    assert ("Today", "") in screen.links
