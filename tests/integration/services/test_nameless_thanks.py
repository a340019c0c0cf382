"""A thank-you recorded before any name is given to the people whose it was, once and in one action."""

from datetime import date

import pytest

from followup_core.services.nameless_thanks import (
    NamelessThanks,
    name_thanked,
    nameless_thanks,
    newest_nameless_thanks,
)
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import moment, refusal, rows, started, taken_back, thanked, view, with_person

TUESDAY = date(2026, 11, 3)


@pytest.fixture
def interview_id(workspace: Workspace) -> str:
    """An interview whose people were thanked on Tuesday, before anybody's name was entered."""
    made = started(workspace)
    thanked(workspace, made, TUESDAY)
    return made


def asked(workspace: Workspace, interview_id: str) -> NamelessThanks:
    question = nameless_thanks(view(workspace, TUESDAY), interview_id)
    assert question is not None
    return question


def owed(workspace: Workspace) -> list[str]:
    shown = view(workspace, TUESDAY)
    return [shown.name(step.person_id) for step in shown.steps if step.rule == "A5"]


def test_without_names_there_is_nothing_to_ask(workspace: Workspace, interview_id: str) -> None:
    assert nameless_thanks(view(workspace, TUESDAY), interview_id) is None
    assert owed(workspace) == []


def test_the_first_name_is_asked_about_and_one_tap_moves_the_thanks(
    workspace: Workspace, interview_id: str
) -> None:
    dana = with_person(workspace, interview_id)
    assert owed(workspace) == ["Dana Ruiz"]
    question = asked(workspace, interview_id)
    assert question.sentence == "Was your thank-you of November 3 to Dana Ruiz?"
    with taken_back(workspace) as action:
        name_thanked(workspace, action, question, [dana])
        assert owed(workspace) == []
        assert [row["person_id"] for row in rows(workspace, "touchpoints")] == [dana]
        assert nameless_thanks(view(workspace, TUESDAY), interview_id) is None


def test_a_panel_can_be_thanked_all_at_once(workspace: Workspace, interview_id: str) -> None:
    people = [with_person(workspace, interview_id, name) for name in ("Dana Ruiz", "Bo Li", "Ada Okafor")]
    question = asked(workspace, interview_id)
    assert question.sentence == "Who did your thank-you of November 3 go to?"
    assert [person.person_id for person in question.people] == people
    name_thanked(workspace, moment(TUESDAY), question, people)
    assert owed(workspace) == []
    thanked = rows(workspace, "touchpoints")
    assert [(row["person_id"], row["sent_on"]) for row in thanked] == [
        (person, TUESDAY.isoformat()) for person in people
    ]


def test_a_no_is_remembered(workspace: Workspace, interview_id: str) -> None:
    with_person(workspace, interview_id)
    name_thanked(workspace, moment(TUESDAY), asked(workspace, interview_id), [])
    assert nameless_thanks(view(workspace, TUESDAY), interview_id) is None
    assert newest_nameless_thanks(view(workspace, TUESDAY)) is None
    assert owed(workspace) == ["Dana Ruiz"]


def test_thanks_that_have_a_name_by_now_stay_with_it(workspace: Workspace, interview_id: str) -> None:
    dana = with_person(workspace, interview_id)
    bo = with_person(workspace, interview_id, "Bo Li")
    question = asked(workspace, interview_id)
    name_thanked(workspace, moment(TUESDAY), question, [dana])
    again = refusal(workspace, lambda: name_thanked(workspace, moment(TUESDAY), question, [bo]), NotFound)
    assert "has a name already" in again
