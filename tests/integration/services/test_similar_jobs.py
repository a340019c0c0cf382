"""Job applications under nearly the same name: asked about once, then joined or kept apart."""

import pytest

from followup_core.models import InterviewerPart
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.row_changes import upsert
from followup_core.services.similar_jobs import (
    first_question,
    join_applications,
    keep_applications_apart,
    same_application_question,
)
from followup_core.services.workspace import Workspace

from .workspaces import at, entry, moment, rows, taken_back, view, with_person


def two(workspace: Workspace, first: tuple[str, str], second: tuple[str, str]) -> tuple[str, str]:
    """Enter two interviews a week apart, each with its organization and role; return their ids."""
    older = start_interview(workspace, moment(), entry(first[0], at("2026-11-02T10:00"), role=first[1]))
    newer = start_interview(workspace, moment(), entry(second[0], at("2026-11-09T10:00"), role=second[1]))
    return older, newer


@pytest.mark.parametrize(
    ("first", "second", "is_asked"),
    [
        (("Borealis GmbH", "Analyst"), ("Borealis", "Analyst"), True),
        (("Borealis", "Analyst"), ("borealis, Inc.", "analyst"), True),
        (("Acme", "Analyst"), ("Acme Robotics", "Analyst"), True),
        (("Acme", ""), ("Acme", "Analyst"), True),
        (("Acme", "Data Analyst"), ("Acme Ltd", "Analyst"), True),
        (("Borealis", "Analyst"), ("Borealis GmbH", "Driver"), False),
        (("Acme", "Analyst"), ("Acmeda", "Analyst"), False),
        (("Acme", "Analyst"), ("Cedar", "Analyst"), False),
    ],
)
def test_nearly_the_same_name_is_asked_about_from_both_sides(
    workspace: Workspace, first: tuple[str, str], second: tuple[str, str], is_asked: bool
) -> None:
    interviews = two(workspace, first, second)
    for interview_id in interviews:
        question = same_application_question(view(workspace), interview_id)
        assert (question is not None) is is_asked
        if question is not None:
            assert {question.interview.interview_id, question.other.interview_id} == set(interviews)


def test_who_met_the_same_person_under_another_name_is_asked(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Cedar", "Analyst"), ("Talent Agency", "Analyst"))
    dana = with_person(workspace, older)
    add_interviewer(workspace, moment(), newer, person_id=dana, part=InterviewerPart.INTERVIEWER)
    assert same_application_question(view(workspace), newer) is not None


def test_yes_joins_the_rounds_in_one_action_with_one_undo(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Borealis GmbH", "Analyst"), ("Borealis", "Analyst"))
    with taken_back(workspace) as action:
        join_applications(workspace, action, newer, older)
        joined = [(row["organization"], row["round"]) for row in rows(workspace, "interviews")]
        assert joined == [("Borealis GmbH", "1"), ("Borealis GmbH", "2")]
        assert same_application_question(view(workspace), newer) is None


def test_no_is_remembered_whichever_of_the_two_is_looked_at(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Borealis GmbH", "Analyst"), ("Borealis", "Analyst"))
    keep_applications_apart(workspace, moment(), newer, older)
    assert same_application_question(view(workspace), newer) is None
    assert same_application_question(view(workspace), older) is None
    assert first_question(view(workspace)) is None


def test_imported_interviews_are_asked_about_once_although_another_one_was_typed_last(
    workspace: Workspace,
) -> None:
    names = {"i-1": "Borealis GmbH", "i-2": "Borealis"}
    imported = [
        upsert("interviews", interview_id=key, organization=name, round=1, held_at=at("2026-11-02T10:00"))
        for key, name in names.items()
    ]
    workspace.execute(moment(), "imported", lambda _: imported)
    start_interview(workspace, moment(), entry("Cedar", at("2026-11-09T10:00")))
    question = first_question(view(workspace))
    assert question is not None
    assert {question.interview.organization, question.other.organization} == {*names.values()}
    keep_applications_apart(workspace, moment(), *names)
    assert first_question(view(workspace)) is None
