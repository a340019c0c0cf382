"""People: entered once, met many times, taken out again, corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from followup_core.models import AnswerValue, BadValue, InterviewerPart, Person, TouchpointKind
from followup_core.models.contact_text import looks_like_email
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
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import TODAY, everything, moment, rows, started, view, with_person


def test_somebody_new_is_added_to_the_people_and_to_the_interview(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = add_interviewer(
        workspace, moment(), interview_id, name="  Dana Ruiz ", part=InterviewerPart.HIRING_MANAGER
    )
    [person] = rows(workspace, "people")
    assert (person["person_id"], person["name"], person["organization"]) == (
        person_id,
        "Dana Ruiz",
        "Acme Robotics",
    )
    [met] = rows(workspace, "interviewers")
    assert (met["interview_id"], met["person_id"], met["part"]) == (interview_id, person_id, "hiring_manager")


def test_a_name_entered_twice_is_one_person(workspace: Workspace) -> None:
    interview_id = started(workspace)
    first = with_person(workspace, interview_id, "Dana Ruiz")
    again = with_person(workspace, interview_id, " dana RUIZ ")
    assert again == first
    assert len(rows(workspace, "people")) == 1


def test_a_panel_is_added_as_one_action_and_undone_as_one(workspace: Workspace) -> None:
    interview_id = started(workspace)
    adding = moment()
    ids = add_interviewers(workspace, adding, interview_id, ["Dana Ruiz", " Tom Lee ", "dana ruiz"])
    assert [row["name"] for row in rows(workspace, "people")] == ["Dana Ruiz", "Tom Lee"]
    assert [row["person_id"] for row in rows(workspace, "interviewers")] == list(ids[:2])
    assert ids[2] == ids[0]
    assert add_interviewers(workspace, moment(), interview_id, ["Tom Lee"]) == (ids[1],)
    workspace.undo(moment(), adding.op_id)
    assert rows(workspace, "people") == rows(workspace, "interviewers") == []


def test_the_same_panel_sent_twice_is_added_once_under_the_same_ids(workspace: Workspace) -> None:
    interview_id, sent = started(workspace), moment()
    first = add_interviewers(workspace, sent, interview_id, ["Dana Ruiz", "Tom Lee"])
    assert add_interviewers(workspace, sent, interview_id, ["Dana Ruiz", "Tom Lee"]) == first
    assert len(rows(workspace, "people")) == 2


def test_a_part_is_changed_and_what_was_talked_about_stays(workspace: Workspace) -> None:
    interview_id = started(workspace)
    dana, tom = add_interviewers(workspace, moment(), interview_id, ["Dana Ruiz", "Tom Lee"])
    set_discussed(workspace, moment(), interview_id, dana, "night buses")
    set_part(workspace, moment(), interview_id, dana, InterviewerPart.COORDINATOR)
    met = [(row["part"], row["discussed"]) for row in rows(workspace, "interviewers")]
    assert met == [("coordinator", "night buses"), ("interviewer", "")]
    assert "each get a thank-you" not in interviewer_summary(
        view(workspace), interview_id, ["Dana Ruiz", "Tom Lee"]
    )
    assert interviewer_summary(view(workspace), interview_id, ["Tom Lee"]) == (
        "Saved. Tom Lee gets a thank-you."
    )
    remove_interviewer(workspace, moment(), interview_id, tom)
    with pytest.raises(NotFound, match="not part of the interview"):
        set_part(workspace, moment(), interview_id, tom, InterviewerPart.RECRUITER)


def test_the_same_name_somewhere_else_is_somebody_else(workspace: Workspace) -> None:
    first = with_person(workspace, started(workspace), "Kim Lee")
    other = with_person(workspace, started(workspace, "Borealis"), "Kim Lee")
    assert other != first
    assert len(rows(workspace, "people")) == 2


def test_somebody_known_is_met_again_without_a_second_entry(workspace: Workspace) -> None:
    first, second = started(workspace), started(workspace, held_on=date(2026, 11, 9))
    person_id = with_person(workspace, first)
    add_interviewer(workspace, moment(), second, person_id=person_id, part=InterviewerPart.INTERVIEWER)
    assert len(rows(workspace, "people")) == 1
    assert [row["part"] for row in rows(workspace, "interviewers")] == ["hiring_manager", "interviewer"]


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_a_person_needs_a_name(workspace: Workspace, name: str) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The name is missing\. Enter the name\.$"):
        add_interviewer(workspace, moment(), interview_id, name=name, part=InterviewerPart.INTERVIEWER)
    assert rows(workspace, "people") == []


def test_somebody_deleted_in_another_window_is_not_met(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        add_interviewer(
            workspace, moment(), interview_id, person_id="p-gone", part=InterviewerPart.INTERVIEWER
        )
    assert rows(workspace, "interviewers") == []


def test_taking_somebody_out_takes_the_answers_about_them_and_leaves_what_was_sent(
    workspace: Workspace,
) -> None:
    interview_id = started(workspace)
    item = view(workspace).playbook.checklist[0]
    gone, stays = with_person(workspace, interview_id, "Gone"), with_person(workspace, interview_id, "Stays")
    for person_id in (gone, stays, ""):
        save_answer(workspace, moment(), interview_id, item, AnswerValue.YES, person_id=person_id)
    record_touchpoint(
        workspace,
        moment(),
        TouchpointEntry(
            interview_id=interview_id, person_id=gone, kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=TODAY
        ),
    )
    remove_interviewer(workspace, moment(), interview_id, gone)
    assert [row["person_id"] for row in rows(workspace, "interviewers")] == [stays]
    assert [row["person_id"] for row in rows(workspace, "answers")] == [stays, ""]
    assert [row["person_id"] for row in rows(workspace, "touchpoints")] == [gone]
    assert [row["person_id"] for row in rows(workspace, "people")] == [gone, stays]


def test_taking_out_can_be_undone(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    with_person(workspace, interview_id, "Maja Lind")
    set_discussed(workspace, moment(), interview_id, person_id, "night buses")
    before = everything(workspace)
    act = moment()
    remove_interviewer(workspace, act, interview_id, person_id)
    assert workspace.recent()[0].operation.label == "Dana Ruiz taken out"
    workspace.undo(moment(), act.op_id)
    assert everything(workspace) == before


def test_changes_to_somebody_taken_out_are_refused_in_words(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    remove_interviewer(workspace, moment(), interview_id, person_id)
    before = everything(workspace)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: save_interviewer(
            workspace,
            moment(),
            interview_id,
            Person(person_id=person_id, name="Dana"),
            part=InterviewerPart.RECRUITER,
            discussed="",
        ),
        lambda: set_discussed(workspace, moment(), interview_id, person_id, "x"),
        lambda: remove_interviewer(workspace, moment(), interview_id, person_id),
    )
    for late in attempts:
        with pytest.raises(NotFound, match="not part of the interview any more"):
            late()
    assert everything(workspace) == before


def test_part_and_words_are_kept_with_the_interview(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    set_discussed(workspace, moment(), interview_id, person_id, "one,\n“two”")
    [met] = rows(workspace, "interviewers")
    assert (met["part"], met["discussed"]) == ("hiring_manager", "one,\n“two”")


def test_part_words_and_details_are_one_action_with_one_undo(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    before = everything(workspace)
    person = Person(person_id=person_id, name="Dana Ruiz", email="dana@example.org")
    act = moment()
    save_interviewer(
        workspace, act, interview_id, person, part=InterviewerPart.RECRUITER, discussed="dashboards"
    )
    [met] = rows(workspace, "interviewers")
    assert (met["part"], met["discussed"]) == ("recruiter", "dashboards")
    assert view(workspace).person(person_id).email == "dana@example.org"
    workspace.undo(moment(), act.op_id)
    assert everything(workspace) == before
    wrong = Person(person_id=person_id, name="Dana Ruiz", email="dana at example")
    with pytest.raises(BadValue):
        save_interviewer(
            workspace, moment(), interview_id, wrong, part=InterviewerPart.RECRUITER, discussed="x"
        )
    assert everything(workspace) == before


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


def test_what_is_known_of_a_person_is_saved_and_emptied(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace))
    full = Person(person_id=person_id, name="Dana Ruíz", email="dana@example.org", phone="+1 2", title="Head")
    save_person(workspace, moment(), full)
    assert view(workspace).person(person_id) == full
    save_person(workspace, moment(), Person(person_id=person_id, name="Dana Ruíz"))
    assert view(workspace).person(person_id) == Person(person_id=person_id, name="Dana Ruíz")


@pytest.mark.parametrize("email", ["dana", "dana@", "@example.org", "a@b@c.org", "dana@example", "d a@b.org"])
def test_what_is_no_email_address_is_refused_with_a_sentence(workspace: Workspace, email: str) -> None:
    person_id = with_person(workspace, started(workspace))
    with pytest.raises(BadValue, match=r"is not an email address\. It needs one @ and a domain\.$"):
        save_person(workspace, moment(), Person(person_id=person_id, name="Dana Ruiz", email=email))
    assert rows(workspace, "people")[0]["email"] == ""


def test_what_has_no_digit_is_no_phone_number(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace))
    with pytest.raises(BadValue, match=r"^“abc” is not a phone number\. It needs digits\.$"):
        save_person(workspace, moment(), Person(person_id=person_id, name="Dana Ruiz", phone="abc"))
    save_person(workspace, moment(), Person(person_id=person_id, name="Dana Ruiz", phone="1-800-FLOWERS"))


def test_what_an_import_brought_does_not_refuse_another_change(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace))
    brought = {"phone": "ask the front workspace", "email": "dana at example"}
    workspace.execute(moment(), "Brought in", lambda _: [upsert("people", person_id=person_id, **brought)])
    person = Person(person_id=person_id, name="Dana Ruiz", title="Head of Data", **brought)
    save_person(workspace, moment(), person)
    assert rows(workspace, "people")[0]["title"] == "Head of Data"
    with pytest.raises(BadValue):
        save_person(workspace, moment(), replace(person, phone="ask someone"))


@pytest.mark.parametrize("email", ["dana@example.org", "d.r+jobs@mail.example.co.uk", "ü@bücher.example"])
def test_an_email_address_is_known_as_one(email: str) -> None:
    assert looks_like_email(email)


def test_a_person_cannot_lose_the_name_or_be_saved_when_gone(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    with pytest.raises(BadValue, match=r"^The name is missing"):
        save_person(workspace, moment(), Person(person_id=person_id, name=" "))
    delete_interview(workspace, moment(), interview_id)
    with pytest.raises(NotFound, match="not in the workspace any more"):
        save_person(workspace, moment(), Person(person_id=person_id, name="Dana"))
    assert rows(workspace, "people") == []
