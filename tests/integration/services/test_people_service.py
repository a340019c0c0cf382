"""People: entered once, met many times, taken out again, corrected."""

from dataclasses import replace
from datetime import date

import pytest

from followup_core.models import AnswerValue, InterviewerPart, Person
from followup_core.services.guided_checklist import save_answer
from followup_core.services.interview_service import delete_interview
from followup_core.services.people_service import (
    add_interviewer,
    add_interviewers,
    interviewer_summary,
    known_people,
    remove_interviewer,
    save_interviewer,
    save_person,
    set_discussed,
    set_part,
)
from followup_core.services.row_changes import upsert
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, moment, refusal, rows, started, taken_back, thanked, view, with_person


def test_somebody_new_is_added_to_the_people_and_to_the_interview_once(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = with_person(workspace, interview_id, "  Dana Ruiz ")
    assert with_person(workspace, interview_id, " dana RUIZ ") == dana
    [person] = rows(workspace, "people")
    assert (person["person_id"], person["name"], person["organization"]) == (
        dana,
        "Dana Ruiz",
        "Acme Robotics",
    )
    [met] = rows(workspace, "interviewers")
    assert (met["interview_id"], met["person_id"], met["part"]) == (interview_id, dana, "hiring_manager")


def test_a_panel_is_added_as_one_action_and_undone_as_one(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with taken_back(workspace) as action:
        names = ["Dana Ruiz", " Tom Lee ", "dana ruiz"]
        ids = add_interviewers(workspace, action, interview_id, names)
        assert [row["name"] for row in rows(workspace, "people")] == ["Dana Ruiz", "Tom Lee"]
        assert [row["person_id"] for row in rows(workspace, "interviewers")] == list(ids[:2])
        assert ids[2] == ids[0]
        assert add_interviewers(workspace, action, interview_id, names) == ids, "the same action sent twice"
        assert add_interviewers(workspace, moment(), interview_id, ["Tom Lee"]) == (ids[1],)
        assert len(rows(workspace, "people")) == 2


def test_a_job_typed_behind_a_name_is_the_job_title(workspace: Workspace) -> None:
    interview_id, typed = started(workspace), ["brenda okafor, charge nurse", "Ruiz, Dana"]
    add_interviewers(workspace, moment(), interview_id, typed)
    assert [(row["name"], row["title"]) for row in rows(workspace, "people")] == [
        ("brenda okafor", "charge nurse"),
        ("Ruiz, Dana", ""),
    ]
    assert interviewer_summary(view(workspace), interview_id, typed[:1]) == (
        "Saved. brenda okafor gets a thank-you."
    )


def test_a_part_is_changed_and_what_was_talked_about_stays(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana, _ = add_interviewers(workspace, moment(), interview_id, ["Dana Ruiz", "Tom Lee"])
    set_discussed(workspace, moment(), interview_id, dana, "night buses")
    set_part(workspace, moment(), interview_id, dana, InterviewerPart.COORDINATOR)
    met = [(row["part"], row["discussed"]) for row in rows(workspace, "interviewers")]
    assert met == [("coordinator", "night buses"), ("interviewer", "")]
    shown = view(workspace)
    assert "each get a thank-you" not in interviewer_summary(shown, interview_id, ["Dana Ruiz", "Tom Lee"])
    assert interviewer_summary(shown, interview_id, ["Tom Lee"]) == "Saved. Tom Lee gets a thank-you."


def test_a_person_needs_a_name_and_must_be_there(workspace: Workspace) -> None:
    interview_id = started(workspace)
    said = refusal(workspace, lambda: with_person(workspace, interview_id, " \t"))
    assert said == "The name is missing. Enter the name."
    part = InterviewerPart.INTERVIEWER
    gone = refusal(
        workspace,
        lambda: add_interviewer(workspace, moment(), interview_id, person_id="p-gone", part=part),
        NotFound,
    )
    assert "not in the workspace anymore" in gone


def test_taking_somebody_out_takes_the_answers_about_them_and_leaves_what_was_sent(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace)
    item = view(workspace).playbook.checklist[0]
    gone, stays = with_person(workspace, interview_id, "Gone"), with_person(workspace, interview_id, "Stays")
    for person_id in (gone, stays, ""):
        save_answer(workspace, moment(), interview_id, item, AnswerValue.YES, person_id=person_id)
    thanked(workspace, interview_id, TODAY, gone)
    with taken_back(workspace) as action:
        remove_interviewer(workspace, action, interview_id, gone)
        assert workspace.recent()[0].operation.label == "Gone taken out"
        left = {
            table: [row["person_id"] for row in rows(workspace, table)]
            for table in ("interviewers", "answers", "touchpoints", "people")
        }
        assert left == {
            "interviewers": [stays],
            "answers": [stays, ""],
            "touchpoints": [gone],
            "people": [gone, stays],
        }


def test_who_is_in_no_other_interview_is_deleted_when_taken_out_and_comes_back_with_one_undo(
    workspace: Workspace,
) -> None:
    first, second = started(workspace), started(workspace, held_on=date(2026, 11, 9))
    dana, sam = (with_person(workspace, first, name) for name in ("Dana Ruiz", "Sam Lee"))
    part = InterviewerPart.INTERVIEWER
    add_interviewer(workspace, moment(), second, person_id=sam, part=part)
    parts = [row["part"] for row in rows(workspace, "interviewers")]
    assert parts == ["hiring_manager", "hiring_manager", "interviewer"]
    with taken_back(workspace) as action:
        remove_interviewer(workspace, action, first, dana)
        assert [row["person_id"] for row in rows(workspace, "people")] == [sam]
    remove_interviewer(workspace, moment(), first, sam)
    assert [person.person_id for person in known_people(view(workspace), first)] == [sam]
    thanked(workspace, second, TODAY, sam)
    remove_interviewer(workspace, moment(), second, sam)
    assert [row["person_id"] for row in rows(workspace, "people")] == [dana, sam]
    assert sam not in [person.person_id for person in known_people(view(workspace), first)]


def test_changes_to_somebody_taken_out_are_refused_in_words(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    remove_interviewer(workspace, moment(), interview_id, person_id)
    dana, part = Person(person_id=person_id, name="Dana"), InterviewerPart.RECRUITER
    for late in (
        lambda: save_interviewer(workspace, moment(), interview_id, dana, part=part, discussed=""),
        lambda: set_discussed(workspace, moment(), interview_id, person_id, "x"),
        lambda: set_part(workspace, moment(), interview_id, person_id, part),
        lambda: remove_interviewer(workspace, moment(), interview_id, person_id),
    ):
        assert "not part of the interview anymore" in refusal(workspace, late, NotFound)


def test_part_words_and_details_are_one_action_with_one_undo(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    person, part = (
        Person(person_id=person_id, name="Dana Ruiz", email="dana@example.org"),
        InterviewerPart.RECRUITER,
    )
    with taken_back(workspace) as action:
        save_interviewer(workspace, action, interview_id, person, part=part, discussed="one,\n“two”")
        [met] = rows(workspace, "interviewers")
        assert (met["part"], met["discussed"]) == ("recruiter", "one,\n“two”")
        assert view(workspace).person(person_id).email == "dana@example.org"
    wrong = replace(person, email="dana at example")
    refusal(
        workspace,
        lambda: save_interviewer(workspace, moment(), interview_id, wrong, part=part, discussed="x"),
    )


def test_known_people_are_of_the_same_place_or_met_in_the_opening_and_not_yet_here(
    workspace: Workspace,
) -> None:
    first, second = started(workspace), started(workspace, held_on=date(2026, 11, 9))
    dana = with_person(workspace, first, "Dana Ruiz")
    with_person(workspace, second, "Already Here")
    moved = with_person(workspace, first, "Moved Away")
    save_person(workspace, moment(), Person(person_id=moved, name="Moved Away", organization="Elsewhere"))
    with_person(workspace, started(workspace, "Borealis"), "A Stranger")
    assert [person.person_id for person in known_people(view(workspace), second)] == [moved, dana]
    engineer = started(workspace, "ACME ROBOTICS", date(2026, 11, 10))
    assert dana in [person.person_id for person in known_people(view(workspace), engineer)]


def test_known_people_are_at_most_a_dozen(workspace: Workspace) -> None:
    first, second = started(workspace), started(workspace, held_on=date(2026, 11, 9))
    for number in range(15):
        with_person(workspace, first, f"Person {number}")
    assert len(known_people(view(workspace), second)) == 12


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        *(
            ({"email": email}, f"“{email}” is not an email address. It needs one @ and a domain.")
            for email in ("dana", "dana@", "@example.org", "a@b@c.org", "dana@example", "d a@b.org")
        ),
        ({"phone": "abc"}, "“abc” is not a phone number. It needs digits."),
        ({"name": " "}, "The name is missing. Enter the name."),
    ],
)
def test_what_is_no_address_number_or_name_is_refused_with_a_sentence(
    workspace: Workspace, change: dict[str, str], sentence: str
) -> None:
    dana = Person(person_id=with_person(workspace, started(workspace)), name="Dana Ruiz")
    assert refusal(workspace, lambda: save_person(workspace, moment(), replace(dana, **change))) == sentence


@pytest.mark.parametrize("email", ["dana@example.org", "d.r+jobs@mail.example.co.uk", "ü@bücher.example"])
def test_an_address_or_a_number_in_letters_is_taken(workspace: Workspace, email: str) -> None:
    person_id = with_person(workspace, started(workspace))
    full = Person(person_id=person_id, name="Dana Ruíz", email=email, phone="1-800-FLOWERS", title="Head")
    save_person(workspace, moment(), full)
    assert view(workspace).person(person_id) == full
    empty = Person(person_id=person_id, name="Dana Ruíz")
    save_person(workspace, moment(), empty)
    assert view(workspace).person(person_id) == empty


def test_what_an_import_brought_does_not_refuse_another_change(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace))
    brought = {"phone": "ask the front workspace", "email": "dana at example"}
    workspace.execute(moment(), "Brought in", lambda _: [upsert("people", person_id=person_id, **brought)])
    person = Person(person_id=person_id, name="Dana Ruiz", title="Head of Data", **brought)
    save_person(workspace, moment(), person)
    assert rows(workspace, "people")[0]["title"] == "Head of Data"
    refusal(workspace, lambda: save_person(workspace, moment(), replace(person, phone="ask someone")))


def test_a_person_is_not_saved_when_gone(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana = Person(person_id=with_person(workspace, interview_id), name="Dana")
    delete_interview(workspace, moment(), interview_id)
    gone = refusal(workspace, lambda: save_person(workspace, moment(), dana), NotFound)
    assert "not in the workspace anymore" in gone
