"""The guided checklist: what is asked of whom, how far one is, and what it was worth."""

from pathlib import Path

from followup_core.checklist import (
    ChecklistQuestion,
    ChecklistStage,
    Review,
    Screen,
    questions,
    review,
    screen_index,
    screens,
)
from followup_core.models import Records
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
from tests.unit.row_table import each_row

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


def asked(tables: Tables, items: tuple[ChecklistItem, ...] = ITEMS) -> tuple[ChecklistQuestion, ...]:
    records = records_of(tables)
    return questions(records.interviews["acme-1"], records.people, items)


def places(found: tuple[ChecklistQuestion, ...]) -> list[tuple[str, str]]:
    return [(question.item.id, question.person_id) for question in found]


# --- what is asked ----------------------------------------------------------------------------------


def about(person_id: str, *items: str) -> list[tuple[str, str]]:
    return [(each, person_id) for each in items]


def test_two_interviewers_and_a_recruiter_are_asked_about_one_after_the_other() -> None:
    assert places(asked(PANEL)) == [
        *about("", "asked_next_steps", "asked_time_frame", "may_contact", "people"),
        *about("ruiz", "business_card", "asked_linkedin", "discussed", "thanked"),
        *about("kim", "business_card", "asked_linkedin"),
        *about("okafor", "business_card", "asked_linkedin", "discussed", "thanked"),
        *about("", "still_interested"),
    ]


def test_with_nobody_met_only_the_interview_is_asked_about() -> None:
    found = asked({"interviews": [interview()]})
    assert places(found) == [place for place in places(asked(PANEL)) if not place[1]]
    assert {question.answer for question in found} == {None}


@each_row("given", ["yes", "no", "skipped"])
def test_whether_they_agreed_is_asked_of_someone_who_was_asked_right_after_that(given: str) -> None:
    found = places(asked(panel(answer("asked_linkedin", given, "okafor"))))
    agreed = [("agreed_linkedin", "okafor")] if given == "yes" else []
    assert [place for place in found if place[0] == "agreed_linkedin"] == agreed
    after_asking = found.index(("asked_linkedin", "okafor")) + 1
    assert found[after_asking : after_asking + 1] == (agreed or [("discussed", "okafor")])


def test_questions_name_the_person_braces_and_all() -> None:
    braces = person("ruiz", name="{person} {0}")
    found = asked({**PANEL, "people": [braces, *PANEL["people"][1:]]})
    texts = {(each.item.id, each.person_id): each.text for each in found}
    assert texts["business_card", "ruiz"] == "Do you have a business card from {person} {0}?"
    assert texts["business_card", "kim"] == "Do you have a business card from Kim?"
    assert texts["people", ""] == "Who did you meet?"


def test_someone_who_is_not_in_the_people_table_is_this_person() -> None:
    records, _ = read({"interviews": [interview()], "interviewers": [met("ghost")]})
    found = questions(records.interviews["acme-1"], records.people, ITEMS)
    assert found[4].text == "Do you have a business card from this person?"


# --- what is answered -------------------------------------------------------------------------------


SENT = touch("thank_you_email", MONDAY, "ruiz")
BOUNCED = {**SENT, "response": "bounced"}
WRITTEN: Tables = {**PANEL, "interviewers": [met("ruiz", discussed="night buses"), met("okafor")]}
NOBODY_MET: Tables = {"interviews": [interview()], "answers": [answer("people", "no")]}


@each_row(
    ("tables", "item_id", "person_id", "given"),
    [
        (panel(answer("business_card", "no", "ruiz")), "business_card", "ruiz", "no"),
        (panel(answer("business_card", "no", "ruiz")), "business_card", "okafor", None),
        (panel(answer("business_card", "skipped", "ruiz")), "business_card", "ruiz", "skipped"),
        (PANEL, "people", "", "yes"),
        (NOBODY_MET, "people", "", "no"),
        (WRITTEN, "discussed", "ruiz", "yes"),
        (WRITTEN, "discussed", "okafor", None),
        (panel(answer("discussed", "skipped", "ruiz")), "discussed", "ruiz", "skipped"),
        (panel(touches=(SENT,)), "thanked", "ruiz", "yes"),
        (panel(touches=(SENT,)), "thanked", "okafor", None),
        (panel(touches=(BOUNCED,)), "thanked", "ruiz", None),
        (panel(answer("thanked", "no", "ruiz"), touches=(BOUNCED,)), "thanked", "ruiz", "no"),
        (panel(touches=(touch("thank_you_note", MONDAY, "ruiz"),)), "thanked", "ruiz", None),
        (panel(still_interested="yes"), "still_interested", "", "yes"),
        (panel(still_interested="no"), "still_interested", "", "no"),
        (panel(still_interested=""), "still_interested", "", None),
        (panel(answer("still_interested", "skipped")), "still_interested", "", "skipped"),
    ],
)
def test_a_question_is_answered_by_what_is_stored_about_that_person(
    tables: Tables, item_id: str, person_id: str, given: str | None
) -> None:
    questions_asked = {(each.item.id, each.person_id): each.answer for each in asked(tables)}
    assert questions_asked[item_id, person_id] == given


# --- screen by screen -------------------------------------------------------------------------------


def shown(tables: Tables, items: tuple[ChecklistItem, ...] = ITEMS) -> tuple[Screen, ...]:
    return screens(asked(tables, items))


def done(tables: Tables) -> list[bool]:
    return [screen.is_done for screen in shown(tables)]


def test_a_question_about_the_interview_is_alone_and_all_about_one_person_is_together() -> None:
    found = [(screen.stage, [each.item.id for each in screen.questions]) for screen in shown(PANEL)]
    about_interviewer = ["business_card", "asked_linkedin", "discussed"]
    assert found == [
        (ChecklistStage.CONVERSATION, ["asked_next_steps"]),
        (ChecklistStage.CONVERSATION, ["asked_time_frame"]),
        (ChecklistStage.CONVERSATION, ["may_contact"]),
        (ChecklistStage.PEOPLE, ["people"]),
        (ChecklistStage.PEOPLE, about_interviewer),
        (ChecklistStage.PEOPLE, ["business_card", "asked_linkedin"]),
        (ChecklistStage.PEOPLE, about_interviewer),
        (ChecklistStage.THOUGHTS, ["still_interested"]),
    ]


def test_a_question_that_a_center_adds_about_a_person_is_on_the_persons_screen() -> None:
    added = item("gave_slides")
    found = shown(PANEL, (*ITEMS[:-1], added, ITEMS[-1]))
    screens_with_it = [each for each in found if added in [question.item for question in each.questions]]
    assert [each.person_id for each in screens_with_it] == ["ruiz", "kim", "okafor"]


@each_row("given", ["skipped", "yes"])  # a yes brings up another question
def test_a_screen_is_done_once_each_of_its_questions_has_an_answer_and_stays_so(given: str) -> None:
    answers = [answer("business_card", "no", "kim"), answer("asked_linkedin", given, "kim")]
    people_entered = [False, False, False, True, False]
    assert done(panel(answers[0])) == [*people_entered, False, False, False]
    assert done(panel(*answers)) == [*people_entered, True, False, False]


def test_the_number_done_never_falls_while_a_panel_of_three_is_entered_and_answered() -> None:
    answers = [answer(each, "yes") for each in ("asked_next_steps", "asked_time_frame", "may_contact")] + [
        answer(each, "yes", person)
        for person in ("ruiz", "kim", "okafor")
        for each in ("business_card", "asked_linkedin", "agreed_linkedin", "discussed")
    ]
    history = [panel(*answers[:count]) for count in range(3)]
    history += [{**panel(*answers[:3]), "interviewers": PANEL["interviewers"][:met]} for met in range(3)]
    history += [panel(*answers[:count]) for count in range(3, len(answers) + 1)]
    counts = [sum(done(tables)) for tables in history[3:]]
    assert counts == sorted(counts)
    assert done(history[-1]) == [True] * 7 + [False]


def test_an_only_question_that_depends_on_another_is_waited_for() -> None:
    depends = item("their_date", about=Subject.INTERVIEW, only_if="asked_next_steps")
    tables = panel(answer("asked_next_steps", "yes"))
    assert [screen.is_done for screen in shown(tables, (ITEMS[0], depends))] == [True, False]


def test_the_first_open_screen_comes_next_and_after_the_last_the_end() -> None:
    assert screen_index(shown(PANEL)) == 0
    assert screen_index(shown(panel(answer("asked_next_steps", "no")))) == 1
    three = [answer(each, "skipped") for each in ("asked_next_steps", "asked_time_frame", "may_contact")]
    assert screen_index(shown(panel(*three))) == 4
    everything = [answer(each.item.id, "skipped", each.person_id) for each in asked(PANEL)]
    all_done = shown(panel(*everything))
    assert screen_index(all_done) == len(all_done) == 8
    assert screen_index(()) == 0


def test_a_question_has_its_screen_and_an_unknown_one_that_of_the_first_open() -> None:
    found = shown(panel(answer("asked_next_steps", "yes")))
    assert screen_index(found, "asked_next_steps") == 0
    assert screen_index(found, "asked_linkedin", "okafor") == 6
    assert screen_index(found, "no_longer_asked", "okafor") == 6
    assert screen_index(found, "business_card", "nobody") == 1
    assert screen_index(found, "no_such_item") == 1


# --- what it was worth ------------------------------------------------------------------------------


def item(
    name: str,
    keeps: StoredIn = StoredIn.ANSWER,
    about: Subject = Subject.PERSON,
    repair: str | None = None,
    only_if: str = "",
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
        only_if=only_if,
        rule="A1",
        source="x",
    )


def reviewed(tables: Tables, *items: ChecklistItem) -> Review:
    records: Records = records_of(tables)
    return review(questions(records.interviews["acme-1"], records.people, items))


def card(given: str, *people: str) -> list[Row]:
    return [answer("card", given, each) for each in people]


ONE_OF_EACH = panel(*card("yes", "ruiz"), *card("no", "okafor"), *card("skipped", "kim"))
ALL_MISSED = panel(*card("no", "ruiz", "kim", "okafor"))
CARD, NEXT_CARD = item("card"), "“card next”"
NAMED, SILENT = item("card", repair="No card from {person}."), item("card", repair="")
FRAME = item("frame", about=Subject.INTERVIEW)
WISH = item("wish", StoredIn.INTEREST, Subject.INTERVIEW)


@each_row(
    ("tables", "of_item", "said"),
    [
        (ONE_OF_EACH, CARD, ["card of Ruiz", "Okafor: card repair", NEXT_CARD]),
        (ALL_MISSED, CARD, ["", "Ruiz, Kim and Okafor: card repair", NEXT_CARD]),
        (ALL_MISSED, NAMED, ["", "No card from Ruiz, Kim and Okafor.", NEXT_CARD]),
        (ALL_MISSED, SILENT, ["", "", NEXT_CARD]),
        (panel(answer("frame", "no")), FRAME, ["", "frame repair", "“frame next”"]),
        (panel(), FRAME, ["", "", ""]),
        (panel(still_interested="no"), WISH, ["", "wish repair", "wish next"]),  # not to be said aloud
    ],
)
def test_a_yes_is_a_fact_and_a_no_is_repaired_and_a_lesson_once_for_all_people(
    tables: Tables, of_item: ChecklistItem, said: list[str]
) -> None:
    found = reviewed(tables, of_item)
    assert [" ".join(lines) for lines in (found.have, found.repair, found.next_time)] == said


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
            "You have a business card from Ruiz.",
            "You wrote down what to remember from talking with Ruiz.",
            "You have thanked Ruiz by email.",
        ),
        repair=(
            "You can still ask when they will decide, in your thank-you."
            " Until you know, five business days are a safe wait.",
        ),
        next_time=("“When do you expect to make a decision?”",),
    )
