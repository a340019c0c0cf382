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
from followup_core.services.people_service import remove_interviewer
from tests.integration.services.workspaces import moment, started, with_person

from .screen import TODAY, Screen, given, mine, now, stored

Interview = str
CONVERSATION = ("asked_next_steps", "asked_time_frame", "may_contact")


@pytest.fixture
def interview_id() -> Interview:
    """An interview of today, without anything else."""
    return started(mine(), held_on=TODAY)


def begin(interview_id: str) -> Screen:
    """Open the checklist by its link."""
    return Screen().open("checklist", interview_id)


def at_people(interview_id: str) -> Screen:
    """Open the checklist where it asks who was met."""
    screen = begin(interview_id)
    for item in CONVERSATION:
        answer(screen, interview_id, item, "skipped")
    assert question(screen) == "Who did you meet?"
    return screen


def question(screen: Screen) -> str:
    """Return the question on screen, or the name of the person it asks about."""
    return str(screen.at.title[0].value).replace("\\", "")


def answer(screen: Screen, interview_id: str, item: str, choice: str, person_id: str = "") -> None:
    """Tap yes, no or skip, and look into the store at once."""
    screen.press(f"answer-{interview_id}-{item}-{person_id}-{choice}")
    assert given()[item, person_id] == choice


def chosen(screen: Screen, interview_id: str, item: str, person_id: str = "") -> list[str]:
    """Return the answers that are shown as given."""
    keys = {each: f"answer-{interview_id}-{item}-{person_id}-{each}" for each in AnswerValue}
    return [
        each.value
        for each, key in keys.items()
        if screen.has(key) and "check_circle" in screen.field(key).proto.icon
    ]


def add(screen: Screen, interview_id: str, *names: str) -> list[str]:
    """Add people met and return the ids that the store has now."""
    screen.choose(f"person-names-{interview_id}", "\n".join(names)).tap("Add to the list")
    return [row["person_id"] for row in stored("interviewers")]


def progress(screen: Screen) -> list[str]:
    """Return each stage as the line above shows it: its dots, and how many are done."""
    line = next(words for words in screen.words if ":small[" in words).replace("\u00a0", " ")
    return line.partition(":small[")[2][:-1].split("\u2003 ")


def test_the_whole_checklist_for_two_people_answer_by_answer(interview_id: str) -> None:
    screen = begin(interview_id)
    assert question(screen) == "Did you ask what happens next?"
    answer(screen, interview_id, "asked_next_steps", "no")
    assert escape_markdown("You can still ask what happens next in your thank-you") in screen.text
    assert "“What are the next steps from here?”" in screen.text
    screen.tap("Next")

    assert question(screen) == "Did you ask when they will decide?"
    answer(screen, interview_id, "asked_time_frame", "yes")
    assert question(screen) == "Did you ask when they will decide?", "the date comes first"
    screen.choose(f"said-{interview_id}", "In two weeks")
    assert stored("interviews")[0]["decision_by"] == "2026-12-02"
    assert "You said they decide by **Wednesday, December 2**." in screen.text
    screen.tap("Yes, that day")

    assert question(screen) == "Did they say you may get in touch with a later question?"
    answer(screen, interview_id, "may_contact", "skipped")

    assert question(screen) == "Who did you meet?"
    dana, maja = add(screen, interview_id, "Dana Ruiz", "Maja Lind")
    assert screen.told == ["Saved. Dana Ruiz and Maja Lind each get their own thank-you."]
    screen.tap("That was everyone")

    assert question(screen) == "Dana Ruiz"
    screen.choose(f"part-{interview_id}-{dana}", "hiring_manager")
    assert met() == [("Dana Ruiz", "hiring_manager"), ("Maja Lind", "interviewer")]
    answer(screen, interview_id, "business_card", "yes", dana)
    screen.choose(f"card-{dana}-email", "dana@example.org")
    assert stored("people")[0]["email"] == "dana@example.org"
    assert screen.told[0].startswith("Saved for Dana Ruiz: dana")
    screen.choose(f"card-{dana}-phone", "+1 212 555 0142")
    assert stored("people")[0]["phone"] == "+1 212 555 0142"
    assert "Did Dana Ruiz say yes?" not in screen.text
    answer(screen, interview_id, "asked_linkedin", "yes", dana)
    assert "Did Dana Ruiz say yes?" in screen.text
    answer(screen, interview_id, "agreed_linkedin", "yes", dana)
    screen.choose(f"discussed-{interview_id}-{dana}", "night buses")
    assert stored("interviewers")[0]["discussed"] == "night buses"
    assert screen.told == ["Saved. What you talked about with Dana Ruiz goes into the thank-you."]
    screen.tap("Next")

    assert question(screen) == "Maja Lind"
    answer(screen, interview_id, "business_card", "no", maja)
    assert escape_markdown("You have no card from Maja Lind.") in screen.text
    answer(screen, interview_id, "asked_linkedin", "no", maja)
    assert "Did Maja Lind say yes?" not in screen.text
    screen.tap("Next")
    assert given()["discussed", maja] == "skipped"

    assert question(screen) == "Do you still want to work there?"
    screen.press(f"answer-{interview_id}-still_interested--yes")
    assert stored("interviews")[0]["still_interested"] == "yes"

    assert question(screen) == "Done. Now write two thank-yous."
    assert screen.buttons[:4] == ["Write to Dana Ruiz", "Mark as sent", "Write to Maja Lind", "Mark as sent"]
    assert escape_markdown("You have no card from Maja Lind.") in screen.text
    assert "“What are the next steps from here?”" in screen.text
    assert [each.label for each in screen.at.expander] == ["Your plan, if nobody answers"]
    kinds = [(step.kind, step.person_id) for step in now().steps]
    assert sorted(kinds[:2]) == sorted([(StepKind.THANK_YOU_EMAIL, maja), (StepKind.THANK_YOU_EMAIL, dana)])
    assert kinds[2:] == [(StepKind.LINKEDIN_REQUEST, dana), (StepKind.STATUS_EMAIL, dana)]


def test_a_panel_of_four_takes_at_most_thirty_taps_when_every_answer_is_yes(interview_id: str) -> None:
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = Screen()
    taps = 0

    def tap(label: str) -> None:
        nonlocal taps
        taps += 1
        screen.tap(label)

    def write(key: str, text: str) -> None:
        nonlocal taps
        taps += 1
        screen.choose(key, text)

    screen.open("checklist", interview_id)
    taps += 1  # the button on Today
    for label in ("Yes", "Yes", "Yes, that day", "Yes"):
        tap(label)
    panel = ("Dana Ruiz", "Chidi Okafor", "Priya Raman", "Tom Lee")
    write(f"person-names-{interview_id}", "\n".join(panel))
    tap("That was everyone")
    for name in panel:
        assert question(screen) == name
        person_id = next(row["person_id"] for row in stored("people") if row["name"] == name)
        for item in ("business_card", "asked_linkedin", "agreed_linkedin"):
            taps += 1
            answer(screen, interview_id, item, "yes", person_id)
        write(f"discussed-{interview_id}-{person_id}", "night buses")
        tap("Next")
    tap("Yes")
    assert question(screen) == "Done. Now write four thank-yous."
    assert taps <= 30
    assert len(given()) == 3 + 4 * 3
    assert checklist_progress(now(), interview_id).open_screens == ()


def test_the_stages_show_all_their_dots_and_what_is_done_stays_done(interview_id: str) -> None:
    screen = begin(interview_id)
    empty = ":gray[○] The people", ":gray[○] What you think"
    assert progress(screen) == [":gray[○○○] **The conversation, 0 of 3**", *empty]
    answer(screen, interview_id, "asked_next_steps", "yes")
    assert progress(screen)[0] == ":green[●]:gray[○○] **The conversation, 1 of 3**"
    for item in CONVERSATION[1:]:
        answer(screen, interview_id, item, "skipped")
    assert progress(screen)[0] == ":green[●●●] The conversation"
    assert progress(screen)[1] == ":gray[○] **The people, 0 of 1**"
    dana, _ = add(screen, interview_id, "Dana Ruiz", "Tom Lee")
    assert progress(screen)[1] == ":green[●]:gray[○○] **The people, 1 of 3**"
    screen.tap("That was everyone").tap("Next")
    assert progress(screen)[1] == ":green[●●]:gray[○] **The people, 2 of 3**"
    answer(screen.tap("Back"), interview_id, "asked_linkedin", "yes", dana)
    assert progress(screen)[1] == ":green[●●]:gray[○] **The people, 2 of 3**", "one more question asked"


@pytest.mark.parametrize("choice", ["yes", "no", "skipped"])
def test_an_answer_is_in_the_store_before_the_page_is_drawn_again(interview_id: str, choice: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", choice)
    assert "1 of 3" in progress(screen)[0]


def test_what_to_repair_stays_at_its_answer_until_one_goes_on(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "no")
    assert question(screen) == "Did you ask what happens next?"
    assert chosen(screen, interview_id, "asked_next_steps") == ["no"]
    assert "one sentence is enough" in screen.text
    assert screen.told == []
    assert question(screen.tap("Next")) == "Did you ask when they will decide?"
    assert "one sentence is enough" not in screen.text


def test_what_is_said_on_the_next_screen_names_what_it_is_about(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "yes")
    assert screen.told == ["Saved. You asked what happens next, so you know what is coming."]
    answer(screen, interview_id, "asked_time_frame", "skipped")
    assert screen.told == ["Skipped. You'll find the question under “All answers”."]


def test_a_reload_in_the_middle_goes_on_where_it_was(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "yes")
    answer(screen, interview_id, "asked_time_frame", "no")
    again = begin(interview_id)
    assert question(again) == "Did they say you may get in touch with a later question?"
    assert "2 of 3" in progress(again)[0]


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
    assert other.told == ["The answer was Yes before. Now it is No."]
    other.tap("Undo")
    assert given() == {("asked_next_steps", ""): "yes"}
    answer(other, interview_id, "asked_next_steps", "no")
    assert other.told == []


def test_a_person_added_twice_is_met_once(interview_id: str) -> None:
    screen = at_people(interview_id)
    add(screen, interview_id, "Dana Ruiz")
    add(screen, interview_id, "dana ruiz ")
    assert len(stored("people")) == len(stored("interviewers")) == 1


def test_somebody_typed_in_is_added_by_going_on(interview_id: str) -> None:
    screen = at_people(interview_id)
    screen.choose(f"person-names-{interview_id}", "Dana Ruiz").tap("That was everyone")
    assert met() == [("Dana Ruiz", "interviewer")]
    assert question(screen) == "Dana Ruiz"
    assert "**Saved.** Dana Ruiz added" in screen.text
    screen.tap("Back").choose(f"person-names-{interview_id}", "Maja Lind").tap("That was everyone")
    assert [name for name, _ in met()] == ["Dana Ruiz", "Maja Lind"]
    assert screen.tap("Back").field(f"person-names-{interview_id}").value == ""
    screen.tap("Undo")
    assert [name for name, _ in met()] == ["Dana Ruiz"]
    screen.choose(f"person-names-{interview_id}", "Priya Raman").tap("Back")
    assert [name for name, _ in met()] == ["Dana Ruiz"], "going back adds nobody"


def met() -> list[tuple[str, str]]:
    """Return who was met: the name and the part."""
    names = {row["person_id"]: row["name"] for row in stored("people")}
    return [(names[row["person_id"]], row["part"]) for row in stored("interviewers")]


def test_nobody_is_everyone_only_after_a_skip(interview_id: str) -> None:
    screen = at_people(interview_id).tap("That was everyone")
    assert question(screen) == "Who did you meet?"
    assert "Nobody is entered yet" in screen.at.error[0].value
    answer(screen, interview_id, "people", "skipped")
    answer(screen, interview_id, "still_interested", "skipped")
    assert question(screen) == "Done. That is everything for now."
    assert question(screen.tap("Add who you met")) == "Who did you meet?"


def test_the_second_half_of_a_double_tap_does_not_answer_the_next_question(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = begin(interview_id)
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    answer(screen, interview_id, "asked_next_steps", "yes")
    screen.press(f"answer-{interview_id}-asked_time_frame--no")
    screen.tap("Back").tap("All answers")
    assert question(screen) == "Did you ask when they will decide?"
    assert chosen(screen, interview_id, "asked_time_frame") == []
    assert list(given()) == [("asked_next_steps", "")]
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(0))
    answer(screen, interview_id, "asked_time_frame", "no")


def test_a_double_tap_on_an_answer_keeps_it(interview_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dana = with_person(mine(), interview_id)
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    for item, person_id in (("asked_time_frame", ""), ("business_card", dana), ("asked_linkedin", dana)):
        if person_id:
            screen.at.query_params.update({"item": item, "person": dana})
            screen.run()
        answer(screen, interview_id, item, "yes", person_id)
        answer(screen, interview_id, item, "yes", person_id)
        assert chosen(screen, interview_id, item, person_id) == ["yes"]
    assert len(stored("answers")) == 4


def test_the_second_half_of_a_double_tap_on_going_on_skips_nobody(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Dana Ruiz", "Maja Lind"):
        with_person(mine(), interview_id, name)
    screen = at_people(interview_id).tap("That was everyone")
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    screen.tap("Next")
    assert question(screen) == "Dana Ruiz", "the first tap was the second of a double tap, too"
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(0))
    screen.tap("Next")
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    screen.tap("Next")
    assert question(screen) == "Maja Lind"


def test_the_second_half_of_a_double_tap_on_adding_somebody_does_nothing(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = at_people(interview_id).choose(f"person-names-{interview_id}", "Dana Ruiz")
    monkeypatch.setattr(checklist_state, "TWICE", timedelta(minutes=5))
    screen.tap("Add to the list").tap("Add to the list")
    assert (len(screen.told), len(screen.at.error)) == (1, 0)
    assert [name for name, _ in met()] == ["Dana Ruiz"]


def test_back_shows_the_answer_given_and_lets_it_change(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "yes")
    screen.tap("Back")
    assert question(screen) == "Did you ask what happens next?"
    assert chosen(screen, interview_id, "asked_next_steps") == ["yes"]
    answer(screen, interview_id, "asked_next_steps", "skipped")
    assert question(screen) == "Did you ask when they will decide?"


def test_what_is_left_blank_about_a_person_is_skipped_and_can_be_undone(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    screen = at_people(interview_id).tap("That was everyone")
    answer(screen, interview_id, "business_card", "no", dana)
    screen.tap("Next")
    assert (given()["asked_linkedin", dana], given()["discussed", dana]) == ("skipped", "skipped")
    assert "**Done.** Two questions about Dana Ruiz skipped" in screen.text
    screen.tap("Undo")
    assert ("asked_linkedin", dana) not in given()


def test_next_about_somebody_taken_out_elsewhere_skips_nothing_about_others(interview_id: str) -> None:
    dana, maja = (with_person(mine(), interview_id, name) for name in ("Dana Ruiz", "Maja Lind"))
    screen = at_people(interview_id).tap("That was everyone")
    remove_interviewer(mine(), moment(), interview_id, dana)
    assert question(screen.tap("Next")) == "Maja Lind"
    assert ("business_card", maja) not in given()


def test_somebody_who_was_not_there_is_not_asked_what_was_talked_about(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    with_person(mine(), interview_id, "Maja Lind")
    screen = at_people(interview_id).tap("That was everyone")
    assert screen.has(f"discussed-{interview_id}-{dana}")
    screen.choose(f"part-{interview_id}-{dana}", "coordinator")
    assert screen.told == ["Saved. Dana Ruiz can help when an address or an answer is missing."]
    assert not screen.has(f"discussed-{interview_id}-{dana}")
    assert question(screen) == "Dana Ruiz"


def test_every_answer_is_on_one_page_and_one_tap_away(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = at_people(interview_id).tap("That was everyone")
    answer(screen, interview_id, "business_card", "no", dana)
    screen.tap("All answers")
    assert question(screen) == "All your answers"
    shown = screen.text.replace("\\", "")
    assert (
        "Dana Ruiz, hiring manager  \nBusiness card: **no**  \nLinkedIn asked: **not answered yet**" in shown
    )
    assert "Did you ask when they will decide?  \n**Skipped. They decide by Friday, December 4**" in shown
    assert screen.buttons.count("Change") == 4
    assert screen.buttons.count("Answer") == 2
    screen.tap("Change", 1)
    assert question(screen) == "Did you ask when they will decide?"
    screen.tap("All answers").tap("Go to the first open question")
    assert question(screen) == "Dana Ruiz"


def test_the_last_of_many_answers_is_changed_in_two_taps(interview_id: str) -> None:
    for name in ("Dana Ruiz", "Maja Lind", "Tom Lee"):
        with_person(mine(), interview_id, name)
    screen = at_people(interview_id).tap("That was everyone")
    for _ in range(3):
        screen.tap("Next")
    answer(screen, interview_id, "still_interested", "skipped")
    screen.tap("All answers").press(f"change-{interview_id}-still_interested-")
    assert question(screen) == "Do you still want to work there?"


def test_a_finished_checklist_is_opened_again_from_the_interviews_page(interview_id: str) -> None:
    screen = Screen().open("interview", interview_id)
    assert ("Start the checklist", f"interview={interview_id}") in screen.links
    checklist = at_people(interview_id)
    answer(checklist, interview_id, "people", "skipped")
    answer(checklist, interview_id, "still_interested", "skipped")
    screen = Screen().open("interview", interview_id)
    assert ("See your answers", f"interview={interview_id}&item=answers") in screen.links
    screen.at.query_params.update({"interview": interview_id, "item": "answers"})
    screen.at.switch_page("checklist.py")
    assert question(screen.run()) == "All your answers"


def test_an_interview_to_come_has_no_checklist_yet() -> None:
    screen = Screen().open("interview", started(mine(), held_on=TODAY + timedelta(days=1)))
    assert "Start the checklist" not in [label for label, _ in screen.links]


def test_the_end_leads_to_the_first_thank_you_and_takes_what_was_sent(interview_id: str) -> None:
    with_person(mine(), interview_id, "Dana Ruiz")
    screen = at_people(interview_id).tap("That was everyone").tap("Next")
    answer(screen, interview_id, "still_interested", "skipped")
    assert question(screen) == "Done. Now thank Dana Ruiz."
    primary = [button.label for button in screen.at.button if button.proto.type == "primary"]
    assert primary == ["Write to Dana Ruiz"]
    screen.tap("Mark as sent")
    assert [row["kind"] for row in stored("touchpoints")] == ["thank_you_email"]
    assert question(screen) == "Done. That is everything for now."
    screen.tap("Undo").tap("Write to Dana Ruiz")
    assert "Dana" in question(screen)


def test_no_to_asking_goes_by_the_date_that_is_known() -> None:
    interview_id = started(mine(), held_on=TODAY)
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "no")
    assert escape_markdown("You have a date all the same: Friday, December 4. The plan") in screen.text


def test_the_day_that_was_given_at_the_start_is_confirmed_and_not_asked_again(interview_id: str) -> None:
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "yes")
    assert "You said they decide by **Friday, December 4**. Is that what they said?" in screen.text
    assert not screen.has(f"said-{interview_id}-date"), "no date is asked for again"
    screen.tap("Yes, that day")
    assert question(screen) == "Did they say you may get in touch with a later question?"
    screen.tap("Back").choose(f"said-{interview_id}", "On a date")
    screen.choose(f"said-{interview_id}-date", date(2026, 12, 11))
    assert stored("interviews")[0]["decision_by"] == "2026-12-11"
    assert "You said they decide by **Friday, December 11**." in screen.text


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


def test_a_reload_on_a_persons_screen_stays_until_one_goes_on(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    put_answers(interview_id, *CONVERSATION)
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_linkedin", "no", dana)
    screen = begin(interview_id)
    answer(screen, interview_id, "business_card", "no", dana)
    screen.choose(f"discussed-{interview_id}-{dana}", "night buses")
    assert question(screen) == "Dana Ruiz", "nothing is open on it, and it is still shown"
    assert question(begin(interview_id)) == "Do you still want to work there?"


def put_answers(interview_id: str, *items: str) -> None:
    """Answer these questions with no, past the page."""
    for item in mine().playbook()[0].checklist:
        if item.id in items:
            store_answer(mine(), moment(), interview_id, item, AnswerValue.NO)


def test_they_did_not_know_is_kept_and_takes_a_date_back(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "yes")
    screen.choose(f"said-{interview_id}", "In one week")
    screen.choose(f"said-{interview_id}", "They did not know")
    assert stored("interviews")[0]["decision_by"] == ""
    [row] = [row for row in stored("answers") if row["item"] == "asked_time_frame"]
    assert (row["answer"], row["detail"]) == ("yes", "they did not know")


def test_what_is_no_email_address_is_told_and_not_saved(interview_id: str) -> None:
    screen = at_people(interview_id)
    [dana] = add(screen, interview_id, "Dana Ruiz")
    screen.tap("That was everyone")
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
    assert question(screen) == "Do you still want to work there?"
    assert [each.value.startswith("Not saved") for each in screen.at.error] == [True, True]


def test_somebody_is_taken_out_and_brought_back(interview_id: str) -> None:
    screen = at_people(interview_id)
    add(screen, interview_id, "Dana Ruiz")
    screen.tap("Take out")
    assert stored("interviewers") == []
    assert "**Done.** Dana Ruiz taken out" in screen.text
    screen.tap("Undo")
    assert len(stored("interviewers")) == 1


def test_somebody_met_before_is_added_with_one_tap(interview_id: str) -> None:
    [dana] = add(at_people(interview_id), interview_id, "Dana Ruiz")
    second = started(mine(), held_on=date(2026, 11, 17))
    later = at_people(second)
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
