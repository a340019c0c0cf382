"""People: entered once, met many times, taken out again, corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from followup_core.models import AnswerValue, BadValue, InterviewerRole, Person, TouchpointKind
from followup_core.services.guided_checklist import save_answer
from followup_core.services.input_validation import upsert
from followup_core.services.interviews import delete_interview
from followup_core.services.people import (
    add_interviewer,
    known_people,
    looks_like_email,
    remove_interviewer,
    save_interviewer,
    save_person,
    set_discussed,
)
from followup_core.services.touchpoints import TouchpointEntry, log_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, everything, moment, rows, started, view, with_person


def test_somebody_new_is_added_to_the_people_and_to_the_interview(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = add_interviewer(
        desk, moment(), interview_id, name="  Dana Ruiz ", part=InterviewerRole.HIRING_MANAGER
    )
    [person] = rows(desk, "people")
    assert (person["person_id"], person["name"], person["organization"]) == (
        person_id,
        "Dana Ruiz",
        "Acme Robotics",
    )
    [met] = rows(desk, "interviewers")
    assert (met["interview_id"], met["person_id"], met["part"]) == (interview_id, person_id, "hiring_manager")


def test_a_name_entered_twice_is_one_person(desk: Workspace) -> None:
    interview_id = started(desk)
    first = with_person(desk, interview_id, "Dana Ruiz")
    again = with_person(desk, interview_id, " dana RUIZ ")
    assert again == first
    assert len(rows(desk, "people")) == 1


def test_the_same_name_somewhere_else_is_somebody_else(desk: Workspace) -> None:
    first = with_person(desk, started(desk), "Kim Lee")
    other = with_person(desk, started(desk, "Borealis"), "Kim Lee")
    assert other != first
    assert len(rows(desk, "people")) == 2


def test_somebody_known_is_met_again_without_a_second_entry(desk: Workspace) -> None:
    first, second = started(desk), started(desk, held_on=date(2026, 11, 9))
    person_id = with_person(desk, first)
    add_interviewer(desk, moment(), second, person_id=person_id, part=InterviewerRole.INTERVIEWER)
    assert len(rows(desk, "people")) == 1
    assert [row["part"] for row in rows(desk, "interviewers")] == ["hiring_manager", "interviewer"]


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_a_person_needs_a_name(desk: Workspace, name: str) -> None:
    interview_id = started(desk)
    with pytest.raises(BadValue, match=r"^The name is missing\. Enter the name\.$"):
        add_interviewer(desk, moment(), interview_id, name=name, part=InterviewerRole.INTERVIEWER)
    assert rows(desk, "people") == []


def test_somebody_deleted_in_another_window_is_not_met(desk: Workspace) -> None:
    interview_id = started(desk)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        add_interviewer(desk, moment(), interview_id, person_id="p-gone", part=InterviewerRole.INTERVIEWER)
    assert rows(desk, "interviewers") == []


def test_taking_somebody_out_takes_the_answers_about_them_and_leaves_what_was_sent(desk: Workspace) -> None:
    interview_id = started(desk)
    item = view(desk).playbook.checklist[0]
    gone, stays = with_person(desk, interview_id, "Gone"), with_person(desk, interview_id, "Stays")
    for person_id in (gone, stays, ""):
        save_answer(desk, moment(), interview_id, item, AnswerValue.YES, person_id=person_id)
    log_touchpoint(
        desk,
        moment(),
        TouchpointEntry(
            interview_id=interview_id, person_id=gone, kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=TODAY
        ),
    )
    remove_interviewer(desk, moment(), interview_id, gone)
    assert [row["person_id"] for row in rows(desk, "interviewers")] == [stays]
    assert [row["person_id"] for row in rows(desk, "answers")] == [stays, ""]
    assert [row["person_id"] for row in rows(desk, "touchpoints")] == [gone]
    assert [row["person_id"] for row in rows(desk, "people")] == [gone, stays]


def test_taking_out_can_be_undone(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    with_person(desk, interview_id, "Maja Lind")
    set_discussed(desk, moment(), interview_id, person_id, "night buses")
    before = everything(desk)
    act = moment()
    remove_interviewer(desk, act, interview_id, person_id)
    assert desk.recent()[0].operation.label == "Dana Ruiz taken out"
    desk.undo(moment(), act.op_id)
    assert everything(desk) == before


def test_changes_to_somebody_taken_out_are_refused_in_words(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    remove_interviewer(desk, moment(), interview_id, person_id)
    before = everything(desk)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: save_interviewer(
            desk,
            moment(),
            interview_id,
            Person(person_id=person_id, name="Dana"),
            part=InterviewerRole.RECRUITER,
            discussed="",
        ),
        lambda: set_discussed(desk, moment(), interview_id, person_id, "x"),
        lambda: remove_interviewer(desk, moment(), interview_id, person_id),
    )
    for late in attempts:
        with pytest.raises(NotFound, match="not part of the interview any more"):
            late()
    assert everything(desk) == before


def test_part_and_words_are_kept_with_the_interview(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    set_discussed(desk, moment(), interview_id, person_id, "one,\n“two”")
    [met] = rows(desk, "interviewers")
    assert (met["part"], met["discussed"]) == ("hiring_manager", "one,\n“two”")


def test_part_words_and_details_are_one_action_with_one_undo(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    before = everything(desk)
    person = Person(person_id=person_id, name="Dana Ruiz", email="dana@example.org")
    act = moment()
    save_interviewer(desk, act, interview_id, person, part=InterviewerRole.RECRUITER, discussed="dashboards")
    [met] = rows(desk, "interviewers")
    assert (met["part"], met["discussed"]) == ("recruiter", "dashboards")
    assert view(desk).person(person_id).email == "dana@example.org"
    desk.undo(moment(), act.op_id)
    assert everything(desk) == before
    wrong = Person(person_id=person_id, name="Dana Ruiz", email="dana at example")
    with pytest.raises(BadValue):
        save_interviewer(desk, moment(), interview_id, wrong, part=InterviewerRole.RECRUITER, discussed="x")
    assert everything(desk) == before


def test_known_people_are_of_the_same_place_or_met_in_the_opening_and_not_yet_here(desk: Workspace) -> None:
    first, second = started(desk), started(desk, held_on=date(2026, 11, 9))
    dana = with_person(desk, first, "Dana Ruiz")
    with_person(desk, second, "Already Here")
    moved = with_person(desk, first, "Moved Away")
    save_person(desk, moment(), Person(person_id=moved, name="Moved Away", organization="Elsewhere"))
    with_person(desk, started(desk, "Borealis"), "A Stranger")
    assert [person.person_id for person in known_people(view(desk), second)] == [dana, moved]
    engineer = started(desk, "ACME ROBOTICS", date(2026, 11, 10))
    assert dana in [person.person_id for person in known_people(view(desk), engineer)]


def test_known_people_are_at_most_a_dozen(desk: Workspace) -> None:
    first, second = started(desk), started(desk, held_on=date(2026, 11, 9))
    for number in range(15):
        with_person(desk, first, f"Person {number}")
    assert len(known_people(view(desk), second)) == 12


def test_what_is_known_of_a_person_is_saved_and_emptied(desk: Workspace) -> None:
    person_id = with_person(desk, started(desk))
    full = Person(person_id=person_id, name="Dana Ruíz", email="dana@example.org", phone="+1 2", title="Head")
    save_person(desk, moment(), full)
    assert view(desk).person(person_id) == full
    save_person(desk, moment(), Person(person_id=person_id, name="Dana Ruíz"))
    assert view(desk).person(person_id) == Person(person_id=person_id, name="Dana Ruíz")


@pytest.mark.parametrize("email", ["dana", "dana@", "@example.org", "a@b@c.org", "dana@example", "d a@b.org"])
def test_what_is_no_email_address_is_refused_with_a_sentence(desk: Workspace, email: str) -> None:
    person_id = with_person(desk, started(desk))
    with pytest.raises(BadValue, match=r"is not an email address\. It needs one @ and a domain\.$"):
        save_person(desk, moment(), Person(person_id=person_id, name="Dana Ruiz", email=email))
    assert rows(desk, "people")[0]["email"] == ""


def test_what_has_no_digit_is_no_phone_number(desk: Workspace) -> None:
    person_id = with_person(desk, started(desk))
    with pytest.raises(BadValue, match=r"^“abc” is not a phone number\. It needs digits\.$"):
        save_person(desk, moment(), Person(person_id=person_id, name="Dana Ruiz", phone="abc"))
    save_person(desk, moment(), Person(person_id=person_id, name="Dana Ruiz", phone="1-800-FLOWERS"))


def test_what_an_import_brought_does_not_refuse_another_change(desk: Workspace) -> None:
    person_id = with_person(desk, started(desk))
    brought = {"phone": "ask the front desk", "email": "dana at example"}
    desk.execute(moment(), "Brought in", lambda _: [upsert("people", person_id=person_id, **brought)])
    person = Person(person_id=person_id, name="Dana Ruiz", title="Head of Data", **brought)
    save_person(desk, moment(), person)
    assert rows(desk, "people")[0]["title"] == "Head of Data"
    with pytest.raises(BadValue):
        save_person(desk, moment(), replace(person, phone="ask someone"))


@pytest.mark.parametrize("email", ["dana@example.org", "d.r+jobs@mail.example.co.uk", "ü@bücher.example"])
def test_an_email_address_is_known_as_one(email: str) -> None:
    assert looks_like_email(email)


def test_a_person_cannot_lose_the_name_or_be_saved_when_gone(desk: Workspace) -> None:
    interview_id = started(desk)
    person_id = with_person(desk, interview_id)
    with pytest.raises(BadValue, match=r"^The name is missing"):
        save_person(desk, moment(), Person(person_id=person_id, name=" "))
    delete_interview(desk, moment(), interview_id)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        save_person(desk, moment(), Person(person_id=person_id, name="Dana"))
    assert rows(desk, "people") == []
