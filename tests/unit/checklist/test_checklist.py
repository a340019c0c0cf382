"""The guided checklist: what is asked of whom, how far one is, and what it was worth."""

from pathlib import Path

import pytest

from followup_core.checklist import Question, Review, question_index, questions, review
from followup_core.models import AnswerValue, Records
from followup_core.playbook import ChecklistItem, StoredIn, Subject, load_playbook
from tests.unit.cadence.text_tables import (
    MONDAY,
    Row,
    Tables,
    answer,
    interview,
    met,
    person,
    read,
    records_of,
    touch,
)

ITEMS = load_playbook(Path(__file__).parents[3] / "data" / "playbook").checklist
PANEL: Tables = {
    "interviews": [interview()],
    "people": [person("ruiz"), person("okafor"), person("kim")],
    "interviewers": [met("ruiz", "hiring_manager"), met("kim", "recruiter"), met("okafor")],
}


def panel(*answers: Row, touches: tuple[Row, ...] = (), **cells: str) -> Tables:
    return {
        **PANEL,
        "interviews": [interview(**cells)],
        "answers": list(answers),
        "touchpoints": list(touches),
    }


def asked(tables: Tables, items: tuple[ChecklistItem, ...] = ITEMS) -> tuple[Question, ...]:
    records = records_of(tables)
    return questions(records.interviews["acme-1"], records.people, items)


def places(found: tuple[Question, ...]) -> list[tuple[str, str]]:
    return [(question.item.id, question.person_id) for question in found]


def given_to(tables: Tables, item: str, person_id: str = "") -> AnswerValue | None:
    [found] = [each.answer for each in asked(tables) if (each.item.id, each.person_id) == (item, person_id)]
    return found


# --- what is asked ----------------------------------------------------------------------------------


def test_two_interviewers_and_a_recruiter_are_asked_about_one_after_the_other() -> None:
    assert places(asked(PANEL)) == [
        ("asked_next_steps", ""),
        ("asked_time_frame", ""),
        ("may_contact", ""),
        ("people", ""),
        ("business_card", "ruiz"),
        ("asked_linkedin", "ruiz"),
        ("discussed", "ruiz"),
        ("thanked", "ruiz"),
        ("business_card", "kim"),
        ("asked_linkedin", "kim"),
        ("business_card", "okafor"),
        ("asked_linkedin", "okafor"),
        ("discussed", "okafor"),
        ("thanked", "okafor"),
        ("still_interested", ""),
    ]


def test_with_nobody_met_only_the_interview_is_asked_about() -> None:
    found = asked({"interviews": [interview()]})
    assert places(found) == [
        ("asked_next_steps", ""),
        ("asked_time_frame", ""),
        ("may_contact", ""),
        ("people", ""),
        ("still_interested", ""),
    ]
    assert {question.answer for question in found} == {None}


@pytest.mark.parametrize("given", ["yes", "no", "skipped", ""])
def test_whether_they_agreed_is_asked_only_of_someone_who_was_asked(given: str) -> None:
    answers = [answer("asked_linkedin", given, "ruiz")] if given else []
    who = [person_id for item, person_id in places(asked(panel(*answers))) if item == "agreed_linkedin"]
    assert who == (["ruiz"] if given == "yes" else [])


def test_agreeing_is_asked_right_after_asking() -> None:
    found = places(asked(panel(answer("asked_linkedin", "yes", "okafor"))))
    assert found[found.index(("asked_linkedin", "okafor")) + 1] == ("agreed_linkedin", "okafor")


def test_questions_name_the_person() -> None:
    texts = {(each.item.id, each.person_id): each.text for each in asked(PANEL)}
    assert texts["business_card", "okafor"] == "Do you have a business card from Okafor?"
    assert texts["discussed", "ruiz"] == "What did you and Ruiz talk about that you want remembered?"
    assert texts["people", ""] == "Who did you meet?"


def test_a_name_with_braces_is_put_in_as_it_is() -> None:
    tables: Tables = {
        **PANEL,
        "people": [{"person_id": "ruiz", "name": "{person} {0}"}, *PANEL["people"][1:]],
    }
    texts = [each.text for each in asked(tables) if each.person_id == "ruiz"]
    assert texts[0] == "Do you have a business card from {person} {0}?"


def test_someone_who_is_not_in_the_people_table_is_this_person() -> None:
    records, _ = read({"interviews": [interview()], "interviewers": [met("ghost")]})
    found = questions(records.interviews["acme-1"], records.people, ITEMS)
    assert found[4].text == "Do you have a business card from this person?"


# --- what is answered -------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["yes", "no", "skipped"])
def test_a_stored_answer_is_the_answer_of_that_person_only(given: str) -> None:
    tables = panel(answer("business_card", given, "ruiz"))
    assert given_to(tables, "business_card", "ruiz") == AnswerValue(given)
    assert given_to(tables, "business_card", "okafor") is None


def test_a_person_entered_answers_who_was_met() -> None:
    assert given_to(PANEL, "people") is AnswerValue.YES
    assert (
        given_to({"interviews": [interview()], "answers": [answer("people", "no")]}, "people")
        is AnswerValue.NO
    )


def test_what_was_discussed_counts_once_it_is_written_down() -> None:
    written = {**PANEL, "interviewers": [met("ruiz", discussed="night buses"), met("okafor")]}
    assert given_to(written, "discussed", "ruiz") is AnswerValue.YES
    assert given_to(written, "discussed", "okafor") is None
    assert given_to(panel(answer("discussed", "skipped", "ruiz")), "discussed", "ruiz") is AnswerValue.SKIPPED


def test_a_thank_you_counts_for_its_person_unless_it_bounced() -> None:
    sent = touch("thank_you_email", MONDAY, "ruiz")
    assert given_to(panel(touches=(sent,)), "thanked", "ruiz") is AnswerValue.YES
    assert given_to(panel(touches=(sent,)), "thanked", "okafor") is None
    assert given_to(panel(touches=({**sent, "response": "bounced"},)), "thanked", "ruiz") is None
    note = touch("thank_you_note", MONDAY, "ruiz")
    assert given_to(panel(touches=(note,)), "thanked", "ruiz") is None


def test_a_bounced_thank_you_leaves_the_answer_that_was_given() -> None:
    bounced = touch("thank_you_email", MONDAY, "ruiz", response="bounced")
    assert (
        given_to(panel(answer("thanked", "no", "ruiz"), touches=(bounced,)), "thanked", "ruiz")
        is AnswerValue.NO
    )


@pytest.mark.parametrize(("cell", "given"), [("yes", AnswerValue.YES), ("no", AnswerValue.NO), ("", None)])
def test_interest_is_read_from_the_interview(cell: str, given: AnswerValue | None) -> None:
    assert given_to(panel(still_interested=cell), "still_interested") is given


def test_interest_may_be_skipped() -> None:
    assert given_to(panel(answer("still_interested", "skipped")), "still_interested") is AnswerValue.SKIPPED


# --- how far one is ---------------------------------------------------------------------------------


def test_progress_moves_to_the_first_open_question() -> None:
    assert question_index(asked(PANEL)) == 0
    assert question_index(asked(panel(answer("asked_next_steps", "no")))) == 1
    three = [answer(item, "skipped") for item in ("asked_next_steps", "asked_time_frame", "may_contact")]
    assert question_index(asked(panel(*three))) == 4


def test_progress_ends_after_the_last_question() -> None:
    everything = [answer(each.item.id, "skipped", each.person_id) for each in asked(PANEL)]
    done = asked(panel(*everything))
    assert question_index(done) == len(done) == 15
    assert question_index(()) == 0


def test_a_question_has_its_place_and_an_unknown_one_that_of_the_first_open() -> None:
    found = asked(panel(answer("asked_next_steps", "yes")))
    assert question_index(found, "asked_next_steps") == 0
    assert question_index(found, "business_card", "okafor") == 10
    assert question_index(found, "business_card", "nobody") == 1
    assert question_index(found, "no_such_item") == 1


# --- what it was worth ------------------------------------------------------------------------------


def item(
    name: str, keeps: StoredIn = StoredIn.ANSWER, about: Subject = Subject.PERSON, repair: str | None = None
) -> ChecklistItem:
    return ChecklistItem(
        id=name,
        about=about,
        keeps=keeps,
        question="{person}?",
        why="So.",
        have=f"{name} of {{person}}",
        repair=f"{name} repair" if repair is None else repair,
        next_time=f"{name} next",
        rule="A1",
        source="x",
    )


def reviewed(tables: Tables, *items: ChecklistItem) -> Review:
    records: Records = records_of(tables)
    return review(questions(records.interviews["acme-1"], records.people, items), records.people)


def test_a_yes_is_a_fact_a_no_is_repaired_and_a_skip_left_alone() -> None:
    tables = panel(
        answer("card", "yes", "ruiz"), answer("card", "no", "okafor"), answer("card", "skipped", "kim")
    )
    assert reviewed(tables, item("card")) == Review(
        have=("card of Ruiz",), repair=("Okafor: card repair",), next_time=("card next",)
    )


def test_what_is_about_the_interview_names_nobody() -> None:
    frame = item("frame", about=Subject.INTERVIEW)
    assert reviewed(panel(answer("frame", "no")), frame) == Review(
        have=(), repair=("frame repair",), next_time=("frame next",)
    )
    assert reviewed(panel(), frame) == Review(have=(), repair=(), next_time=())


def test_a_thank_you_that_is_still_open_can_be_repaired_without_a_lesson() -> None:
    sent = touch("thank_you_email", MONDAY, "okafor")
    assert reviewed(panel(touches=(sent,)), item("thanked", StoredIn.THANKED)) == Review(
        have=("thanked of Okafor",), repair=("Ruiz: thanked repair",), next_time=()
    )


def test_the_same_lesson_is_told_once_and_an_empty_one_never() -> None:
    tables = panel(answer("card", "no", "ruiz"), answer("card", "no", "okafor"), answer("card", "no", "kim"))
    assert reviewed(tables, item("card", repair="")) == Review(have=(), repair=(), next_time=("card next",))


def test_the_shipped_checklist_says_what_is_there_and_what_can_be_repaired() -> None:
    tables: Tables = {
        **panel(
            answer("asked_time_frame", "no"),
            answer("business_card", "yes", "ruiz"),
            touches=(touch("thank_you_email", MONDAY, "ruiz"),),
        ),
        "interviewers": [met("ruiz", discussed="deadlines")],
    }
    assert reviewed(tables, *ITEMS) == Review(
        have=(
            "You know who was in the room.",
            "A business card from Ruiz.",
            "Words to remember from talking with Ruiz.",
            "A thank-you email to Ruiz, sent.",
        ),
        repair=(
            "You can still ask in today's thank-you. Until you know, five business days are a safe wait.",
        ),
        next_time=("When do you expect to make a decision?",),
    )
