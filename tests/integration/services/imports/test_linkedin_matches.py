"""Connections are matched to people met: surely by an address or name and firm, never noted as an answer."""

from dataclasses import replace
from datetime import date

import pytest

from followup_core.formats.spreadsheet import Connection
from followup_core.models import InterviewerPart, Outcome, TouchpointKind
from followup_core.services.imports.import_plan import plan_connections
from followup_core.services.imports.linkedin_matches import ConnectionMatch, find_matches
from followup_core.services.interview_service import set_outcome
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace
from followup_core.store import Change
from tests.integration.services.workspaces import TODAY, moment, rows, started, view, with_person

DANA = Connection(
    line=6,
    name="Dana Ruiz",
    linkedin_url="https://www.linkedin.com/in/dana-ruiz",
    organization="Acme Robotics Inc.",
    title="Head of Data",
    connected_on=date(2026, 11, 5),
)


def found_names(workspace: Workspace, *known: Connection) -> list[tuple[str, bool]]:
    return [(each.connection.name, each.sure) for each in find_matches(view(workspace), known)]


def single_match(workspace: Workspace, known: Connection) -> ConnectionMatch:
    [match] = find_matches(view(workspace), [known])
    return match


@pytest.mark.parametrize(
    ("met", "firm", "on_linkedin", "is_sure"),
    [
        ("Dana Ruiz", "Acme Robotics", "Dana Ruiz", True),
        ("Dana Ruiz", "Borealis", "Dana Ruiz", False),
        ("Dana Kowalski", "Acme Robotics", "Dana Ruiz", None),
        ("Ruiz Dana", "Acme Robotics", "Dana Ruiz", True),
        ("DANA RUIZ", "Acme Robotics", "Dana Ruiz", True),
        ("Dána  Ruíz", "Acme Robotics", "Dana Ruiz", True),
        ("Dana Ruiz", "Acme Robotics", "Dana Ruiz, PhD", True),
        ("Dana Ruiz", "Acme Robotics", "Dana Ruiz (She/Her)", True),
        ("Dana Ruiz", "Acme Robotics", "Dr. Dana Ruiz", True),
        ("Dana Ruiz", "Acme Robotics", "🚀 Dana Ruiz | Recruiter", True),
        ("Dana Ruiz", "Acme Robotics", "Dana M. Ruiz", True),
        ("Wei Li", "Acme Robotics", "Dr. Li Wei", True),
        ("María García López", "Acme Robotics", "María García", True),
        ("María García López", "Acme Robotics", "Ana García", None),
    ],
)
def test_name_and_firm_make_it_sure_the_name_alone_is_asked_about(
    workspace: Workspace, met: str, firm: str, on_linkedin: str, is_sure: bool | None
) -> None:
    with_person(workspace, started(workspace, firm), met)
    found = found_names(workspace, replace(DANA, name=on_linkedin))
    assert found == ([] if is_sure is None else [(on_linkedin, is_sure)])


def test_an_address_makes_it_sure_whatever_the_firm(workspace: Workspace) -> None:
    person_id = with_person(workspace, started(workspace, "Borealis"), "D. Ruiz")
    url = {"linkedin_url": "https://linkedin.com/in/dana-ruiz/"}
    workspace.execute(moment(), "x", lambda _: [Change(table="people", key=(person_id,), row=url)])
    assert found_names(workspace, DANA) == [("Dana Ruiz", True)]


def test_the_best_of_several_is_taken(workspace: Workspace) -> None:
    with_person(workspace, started(workspace), "Dana Ruiz")
    [match] = find_matches(view(workspace), [replace(DANA, organization="Elsewhere"), DANA])
    assert match.connection is DANA


def test_a_second_time_nothing_is_new_although_another_one_has_the_same_address(workspace: Workspace) -> None:
    address = "dana@acme.example"
    other = Connection(line=2, name="D. R.", email=address, organization="Elsewhere", title="Head of Data")
    dana = Connection(line=3, name="Dana Ruiz", email=address, organization="Acme Robotics")
    with_person(workspace, started(workspace), "Dana Ruiz")
    plan_connections(find_matches(view(workspace), [other, dana]), TODAY).import_into(workspace, moment())
    assert [each["email"] for each in rows(workspace, "people")] == [address]
    assert find_matches(view(workspace), [other, dana]) == ()


def test_the_last_interview_gets_the_mark_and_blanks_are_filled(workspace: Workspace) -> None:
    first = started(workspace)
    person_id = with_person(workspace, first, "Dana Ruiz")
    plan = plan_connections([single_match(workspace, DANA)], TODAY)
    result = plan.preview(workspace)
    assert (dict(result.added), dict(result.updated)) == ({"touchpoints": 1}, {"people": 1})
    plan.import_into(workspace, moment())
    [touch] = rows(workspace, "touchpoints")
    [person] = rows(workspace, "people")
    assert (touch["interview_id"], touch["person_id"], touch["kind"], touch["sent_on"]) == (
        first,
        person_id,
        "linkedin_request",
        "2026-11-05",
    )
    assert (touch["response"], touch["responded_on"]) == ("", "")
    assert (person["title"], person["linkedin_url"]) == ("Head of Data", DANA.linkedin_url)
    assert person["organization"] == "Acme Robotics"


def test_a_connection_is_never_noted_with_an_interview_that_was_called_off(workspace: Workspace) -> None:
    first = started(workspace)
    person_id = with_person(workspace, first, "Dana Ruiz")
    second = started(workspace, held_on=date(2026, 11, 17))
    add_interviewer(workspace, moment(), second, person_id=person_id, part=InterviewerPart.INTERVIEWER)
    set_outcome(workspace, moment(), second, Outcome.WITHDRAWN, date(2026, 11, 16))
    plan_connections([single_match(workspace, DANA)], TODAY).import_into(workspace, moment())
    assert [touch["interview_id"] for touch in rows(workspace, "touchpoints")] == [first]


def test_a_request_that_is_noted_is_not_noted_again(workspace: Workspace) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id, "Dana Ruiz")
    sent = TouchpointEntry(
        interview_id=interview_id,
        person_id=person_id,
        kind=TouchpointKind.LINKEDIN_REQUEST,
        sent_on=date(2026, 11, 3),
    )
    match = single_match(workspace, DANA)
    record_touchpoint(workspace, moment(), sent)
    assert single_match(workspace, DANA).mark == ""
    plan_connections([match], TODAY).import_into(workspace, moment())
    assert len(rows(workspace, "touchpoints")) == 1


def test_the_chain_is_not_changed_by_a_connection(workspace: Workspace) -> None:
    def chain(workspace: Workspace) -> list[tuple[str, date]]:
        return [
            (each.kind.value, each.earliest)
            for each in workspace.view(TODAY).steps
            if each.kind.value in ("status_email", "voicemail", "let_go")
        ]

    with_person(workspace, started(workspace), "Dana Ruiz")
    before = chain(workspace)
    plan_connections([single_match(workspace, DANA)], TODAY).import_into(workspace, moment())
    assert chain(workspace) == before != []
