"""The guided checklist: every answer in the store right after its tap, resumed after a reload."""

from datetime import date, timedelta

import pytest

from components.checklist import checklist_state
from components.markdown_text import escape_markdown
from followup_core.models import AnswerValue, Outcome
from followup_core.services.guided_checklist import checklist_progress
from followup_core.services.interview_service import delete_interview, set_decision, set_outcome
from followup_core.services.people_service import remove_interviewer
from tests.integration.services.workspaces import moment, started, with_person

from .screen import TODAY, Screen, given, mine, now, stored

CONVERSATION = ("asked_next_steps", "asked_time_frame", "may_contact")


@pytest.fixture
def interview_id() -> str:
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


def chosen(screen: Screen, interview_id: str, item: str) -> list[str]:
    """Return the answers that are shown as given."""
    keys = {each: f"answer-{interview_id}-{item}--{each}" for each in AnswerValue}
    return [each.value for each, key in keys.items() if "check_circle" in screen.field(key).proto.icon]


def progress(screen: Screen) -> list[str]:
    """Return each stage as the line above shows it: its dots, and how many are done."""
    line = next(words for words in screen.words if ":small[" in words).replace("\u00a0", " ")
    return line.partition(":small[")[2][:-1].split("\u2003 ")


def met() -> list[tuple[str, str]]:
    """Return who was met: the name and the part."""
    names = {row["person_id"]: row["name"] for row in stored("people")}
    return [(names[row["person_id"]], row["part"]) for row in stored("interviewers")]


def test_the_whole_checklist_for_two_people_answer_by_answer(interview_id: str) -> None:
    screen = begin(interview_id)
    assert question(screen) == "Did you ask what happens next?"
    answer(screen, interview_id, "asked_next_steps", "no")
    assert question(screen) == "Did you ask what happens next?", "what to repair stays at its answer"
    assert chosen(screen, interview_id, "asked_next_steps") == ["no"]
    assert escape_markdown("You can still ask what happens next in your thank-you") in screen.text
    assert "“What are the next steps from here?”" in screen.text
    assert screen.told == []
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
    screen.choose(f"person-names-{interview_id}", "Dana Ruiz\nMaja Lind").tap("Add to the list")
    dana, maja = [row["person_id"] for row in stored("interviewers")]
    assert screen.told == ["Saved. Dana Ruiz and Maja Lind each get their own thank-you."]
    screen.tap("That was everyone")

    assert question(screen) == "Dana Ruiz"
    screen.choose(f"part-{interview_id}-{dana}", "hiring_manager")
    assert met() == [("Dana Ruiz", "hiring_manager"), ("Maja Lind", "interviewer")]
    answer(screen, interview_id, "business_card", "yes", dana)
    screen.choose(f"card-{dana}-email", "dana@example.org")
    assert stored("people")[0]["email"] == "dana@example.org"
    assert screen.told[0].startswith("Saved for Dana Ruiz: dana")
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


class CountingScreen(Screen):
    """A tab that counts its runs: each is a tap, or a field that is left."""

    runs = 0

    def run(self) -> Screen:
        self.runs += 1
        return super().run()


def test_a_panel_of_four_takes_at_most_thirty_taps_when_every_answer_is_yes(interview_id: str) -> None:
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = CountingScreen()
    screen.runs = 0
    screen.open("checklist", interview_id)
    for label in ("Yes", "Yes", "Yes, that day", "Yes"):
        screen.tap(label)
    panel = ("Dana Ruiz", "Chidi Okafor", "Priya Raman", "Tom Lee")
    screen.choose(f"person-names-{interview_id}", "\n".join(panel)).tap("That was everyone")
    for person_id in [row["person_id"] for row in stored("interviewers")]:
        for item in ("business_card", "asked_linkedin", "agreed_linkedin"):
            answer(screen, interview_id, item, "yes", person_id)
        screen.choose(f"discussed-{interview_id}-{person_id}", "night buses").tap("Next")
    screen.tap("Yes")
    assert question(screen) == "Done. Now write four thank-yous."
    assert screen.runs <= 30
    assert checklist_progress(now(), interview_id).open_screens == ()


def test_the_stages_show_all_their_dots_and_what_is_done_stays_done(interview_id: str) -> None:
    screen = begin(interview_id)
    empty = ":gray[○] The people", ":gray[○] What you think"
    assert progress(screen) == [":gray[○○○] **The conversation, 0 of 3**", *empty]
    answer(screen, interview_id, "asked_next_steps", "yes")
    assert progress(screen)[0] == ":green[●]:gray[○○] **The conversation, 1 of 3**"
    for item in CONVERSATION[1:]:
        answer(screen, interview_id, item, "skipped")
    assert progress(screen)[:2] == [":green[●●●] The conversation", ":gray[○] **The people, 0 of 1**"]
    dana, _ = (with_person(mine(), interview_id, name) for name in ("Dana Ruiz", "Tom Lee"))
    screen.tap("That was everyone").tap("Next")
    assert progress(screen)[1] == ":green[●●]:gray[○] **The people, 2 of 3**"
    answer(screen.tap("Back"), interview_id, "asked_linkedin", "yes", dana)
    assert progress(screen)[1] == ":green[●●]:gray[○] **The people, 2 of 3**", "one more question asked"


def test_an_answer_is_told_on_the_next_screen_found_by_a_reload_and_changed_by_going_back(
    interview_id: str,
) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "yes")
    assert screen.told == ["Saved. You asked what happens next, so you know what is coming."]
    answer(screen, interview_id, "asked_time_frame", "skipped")
    assert screen.told == ["Skipped. You'll find the question under “All answers”."]
    again = begin(interview_id)
    assert question(again) == "Did they say you may get in touch with a later question?"
    assert "2 of 3" in progress(again)[0]
    again.tap("Back").tap("Back")
    assert chosen(again, interview_id, "asked_next_steps") == ["yes"]
    answer(again, interview_id, "asked_next_steps", "skipped")
    assert question(again) == "Did you ask when they will decide?"


def test_an_answer_of_another_tab_is_not_replaced_without_a_word(interview_id: str) -> None:
    one, other = begin(interview_id), begin(interview_id)
    answer(one, interview_id, "asked_next_steps", "yes")
    answer(other, interview_id, "asked_next_steps", "no")
    assert other.told == ["The answer was Yes before. Now it is No."]
    other.tap("Undo")
    assert given() == {("asked_next_steps", ""): "yes"}
    answer(other, interview_id, "asked_next_steps", "no")
    assert other.told == []


def test_somebody_typed_in_is_added_by_going_on_and_not_by_going_back(interview_id: str) -> None:
    screen = at_people(interview_id)
    screen.choose(f"person-names-{interview_id}", "Dana Ruiz").tap("That was everyone")
    assert question(screen) == "Dana Ruiz"
    assert "**Saved.** Dana Ruiz added" in screen.text
    assert screen.tap("Back").field(f"person-names-{interview_id}").value == ""
    screen.choose(f"person-names-{interview_id}", "Priya Raman").tap("Back")
    assert met() == [("Dana Ruiz", "interviewer")]


def test_nobody_is_everyone_only_after_a_skip(interview_id: str) -> None:
    screen = at_people(interview_id).tap("That was everyone")
    assert question(screen) == "Who did you meet?"
    assert "Nobody is entered yet" in screen.at.error[0].value
    answer(screen, interview_id, "people", "skipped")
    answer(screen, interview_id, "still_interested", "skipped")
    assert question(screen) == "Done. That is everything for now."
    assert question(screen.tap("Add who you met")) == "Who did you meet?"


def test_somebody_met_before_is_added_with_one_tap(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    second = started(mine(), held_on=date(2026, 11, 17))
    at_people(second).choose(f"known-{second}", dana)
    assert [row["person_id"] for row in stored("interviewers")] == [dana, dana]


def test_the_second_half_of_a_double_tap_does_nothing(
    interview_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taps_count(*, twice: bool) -> None:
        monkeypatch.setattr(checklist_state, "DOUBLE_TAP_TIME", timedelta(minutes=5 if twice else 0))

    screen = begin(interview_id)
    taps_count(twice=True)
    answer(screen, interview_id, "asked_next_steps", "yes")
    screen.press(f"answer-{interview_id}-asked_time_frame--no").tap("Back").tap("All answers")
    assert question(screen) == "Did you ask when they will decide?"
    assert list(given()) == [("asked_next_steps", "")]

    taps_count(twice=False)
    for item in CONVERSATION[1:]:
        answer(screen, interview_id, item, "skipped")
    screen.choose(f"person-names-{interview_id}", "Dana Ruiz\nMaja Lind")
    taps_count(twice=True)
    screen.tap("Add to the list").tap("Add to the list")
    assert (len(screen.told), len(screen.at.error), len(met())) == (1, 0, 2)

    taps_count(twice=False)
    screen.tap("That was everyone").tap("Next")
    taps_count(twice=True)
    assert question(screen.tap("Next")) == "Maja Lind"


def test_next_about_somebody_taken_out_elsewhere_skips_nothing_about_others(interview_id: str) -> None:
    dana, maja = (with_person(mine(), interview_id, name) for name in ("Dana Ruiz", "Maja Lind"))
    screen = at_people(interview_id).tap("That was everyone")
    remove_interviewer(mine(), moment(), interview_id, dana)
    assert question(screen.tap("Next")) == "Maja Lind"
    assert ("business_card", maja) not in given()


def test_a_persons_screen_asks_by_their_part_and_stays_until_one_goes_on(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    screen = at_people(interview_id).tap("That was everyone")
    for item in ("business_card", "asked_linkedin"):
        answer(screen, interview_id, item, "no", dana)
    screen.choose(f"discussed-{interview_id}-{dana}", "night buses")
    assert question(screen) == "Dana Ruiz", "nothing is open on it, and it is still shown"
    assert question(begin(interview_id)) == "Do you still want to work there?"
    screen.choose(f"part-{interview_id}-{dana}", "coordinator")
    assert screen.told == ["Saved. Dana Ruiz can help when an address or an answer is missing."]
    assert not screen.has(f"discussed-{interview_id}-{dana}")


def test_what_the_card_fields_refused_is_told_on_the_next_screen_too(interview_id: str) -> None:
    dana = with_person(mine(), interview_id)
    screen = at_people(interview_id).tap("That was everyone")
    answer(screen, interview_id, "business_card", "yes", dana)
    screen.choose(f"card-{dana}-email", "dana at example").choose(f"card-{dana}-phone", "none")
    screen.tap("Next")
    assert question(screen) == "Do you still want to work there?"
    assert [each.value.startswith("Not saved") for each in screen.at.error] == [True, True]
    assert ("asked_linkedin", dana) not in given(), "there is something to come back for"


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
    assert (screen.buttons.count("Change"), screen.buttons.count("Answer")) == (4, 2)
    assert question(screen.tap("Change", 1)) == "Did you ask when they will decide?"
    assert question(screen.tap("All answers").tap("Go to the first open question")) == "Dana Ruiz"


def test_the_page_of_an_interview_leads_to_its_checklist_once_it_was_held(interview_id: str) -> None:
    ahead = Screen().open("interview", started(mine(), held_on=TODAY + timedelta(days=1)))
    assert "Start the checklist" not in [label for label, _ in ahead.links]
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


def test_the_day_that_was_given_at_the_start_is_confirmed_and_not_asked_again(interview_id: str) -> None:
    set_decision(mine(), moment(), interview_id, date(2026, 12, 4))
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "no")
    assert escape_markdown("You have a date all the same: Friday, December 4. The plan") in screen.text
    answer(screen, interview_id, "asked_time_frame", "yes")
    assert "You said they decide by **Friday, December 4**. Is that what they said?" in screen.text
    assert not screen.has(f"said-{interview_id}-date"), "no date is asked for again"
    screen.tap("Yes, that day")
    assert question(screen) == "Did they say you may get in touch with a later question?"
    screen.tap("Back").choose(f"said-{interview_id}", "On a date")
    screen.choose(f"said-{interview_id}-date", date(2026, 12, 11))
    assert stored("interviews")[0]["decision_by"] == "2026-12-11"
    assert "You said they decide by **Friday, December 11**." in screen.text


def test_a_yes_without_a_day_is_asked_for_it_until_they_did_not_know(interview_id: str) -> None:
    screen = begin(interview_id)
    answer(screen, interview_id, "asked_next_steps", "skipped")
    answer(screen, interview_id, "asked_time_frame", "yes")
    screen = begin(interview_id)
    assert question(screen) == "Did you ask when they will decide?"
    screen.choose(f"said-{interview_id}", "In one week").choose(f"said-{interview_id}", "They did not know")
    assert stored("interviews")[0]["decision_by"] == ""
    [row] = [row for row in stored("answers") if row["item"] == "asked_time_frame"]
    assert (row["answer"], row["detail"]) == ("yes", "they did not know")
    assert question(begin(interview_id)) == "Did they say you may get in touch with a later question?"


def test_without_a_link_the_checklist_finds_what_it_may_be_about() -> None:
    screen = Screen().open("checklist").fill("start-organization", "Acme").tap("Show me what to do")
    assert question(screen) == "Did you ask what happens next?"
    [only] = stored("interviews")
    other = started(mine(), "Borealis", date(2026, 11, 3))
    chooser = Screen().open("checklist").field("choose")
    assert chooser.value == only["interview_id"]
    assert [option.split(",")[0] for option in chooser.options] == ["Acme", "Borealis"]
    set_outcome(mine(), moment(), chooser.value, Outcome.REJECTED, None)
    assert "**Borealis, Analyst**" in Screen().open("checklist").text
    delete_interview(mine(), moment(), other)
    screen = Screen().open("checklist")
    assert "Every interview so far is through its checklist." in screen.text
    assert ("Today", "") in screen.links
