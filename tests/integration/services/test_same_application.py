"""Job applications under nearly the same name: asked about once, then joined or kept apart."""

import pytest

from followup_core.models import InterviewerPart
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.same_application import (
    join_applications,
    keep_applications_apart,
    newest_question,
    same_application_question,
)
from followup_core.services.workspace import Workspace

from .workspaces import at, entry, everything, moment, rows, view


def two(workspace: Workspace, first: tuple[str, str], second: tuple[str, str]) -> tuple[str, str]:
    """Enter two interviews a week apart, each with its organization and role; return their ids."""
    older = start_interview(workspace, moment(), entry(first[0], at("2026-11-02T10:00"), role=first[1]))
    newer = start_interview(workspace, moment(), entry(second[0], at("2026-11-09T10:00"), role=second[1]))
    return older, newer


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Borealis GmbH", "Analyst"), ("Borealis", "Analyst")),
        (("Borealis", "Analyst"), ("borealis, Inc.", "analyst")),
        (("Acme", "Analyst"), ("Acme Robotics", "Analyst")),
        (("Acme", ""), ("Acme", "Analyst")),
        (("Acme", "Data Analyst"), ("Acme Ltd", "Analyst")),
    ],
)
def test_nearly_the_same_name_is_asked_about_from_both_sides(
    workspace: Workspace, first: tuple[str, str], second: tuple[str, str]
) -> None:
    older, newer = two(workspace, first, second)
    for interview_id in (older, newer):
        question = same_application_question(view(workspace), interview_id)
        assert question is not None
        assert {question.interview.interview_id, question.other.interview_id} == {older, newer}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Borealis", "Analyst"), ("Borealis GmbH", "Driver")),
        (("Acme", "Analyst"), ("Acmeda", "Analyst")),
        (("Acme", "Analyst"), ("Cedar", "Analyst")),
    ],
)
def test_another_role_or_another_name_is_another_application(
    workspace: Workspace, first: tuple[str, str], second: tuple[str, str]
) -> None:
    _, newer = two(workspace, first, second)
    assert same_application_question(view(workspace), newer) is None


def test_who_met_the_same_person_under_another_name_is_asked(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Cedar", "Analyst"), ("Talent Agency", "Analyst"))
    dana = add_interviewer(workspace, moment(), older, name="Dana Ruiz", part=InterviewerPart.INTERVIEWER)
    add_interviewer(workspace, moment(), newer, person_id=dana, part=InterviewerPart.INTERVIEWER)
    assert same_application_question(view(workspace), newer) is not None


def test_yes_joins_the_rounds_in_one_action_with_one_undo(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Borealis GmbH", "Analyst"), ("Borealis", "Analyst"))
    before = everything(workspace)
    join_applications(workspace, moment(op_id="join"), newer, older)
    assert [(row["organization"], row["round"]) for row in rows(workspace, "interviews")] == [
        ("Borealis GmbH", "1"),
        ("Borealis GmbH", "2"),
    ]
    assert same_application_question(view(workspace), newer) is None
    workspace.undo(moment(), "join")
    assert everything(workspace) == before


def test_no_is_remembered_whichever_of_the_two_is_looked_at(workspace: Workspace) -> None:
    older, newer = two(workspace, ("Borealis GmbH", "Analyst"), ("Borealis", "Analyst"))
    keep_applications_apart(workspace, moment(), newer, older)
    assert same_application_question(view(workspace), newer) is None
    assert same_application_question(view(workspace), older) is None
    assert newest_question(view(workspace)) is None
