"""Connections are matched to people met: surely by an address or name and firm, never noted as an answer."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.spreadsheet import Connection
from followup_core.models import TouchpointKind
from followup_core.services.imports.import_plan import plan_connections
from followup_core.services.imports.linkedin_matches import ConnectionMatch, find_matches
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace
from followup_core.store import Change
from tests.integration.services.workspaces import (
    TODAY,
    everything,
    moment,
    opened,
    rows,
    started,
    view,
    with_person,
)

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


def test_name_and_firm_make_it_sure(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        assert found_names(workspace, DANA) == [("Dana Ruiz", True)]


@pytest.mark.parametrize("name", ["Ruiz Dana", "DANA RUIZ", "Dána Ruiz", "Dana  Ruíz"])
def test_order_case_and_accents_do_not_matter(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), name)
        assert found_names(workspace, DANA) == [("Dana Ruiz", True)]


def test_the_same_name_elsewhere_is_asked_about(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace, "Borealis"), "Dana Ruiz")
        assert found_names(workspace, DANA) == [("Dana Ruiz", False)]


def test_an_address_makes_it_sure_whatever_the_firm(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        person_id = with_person(workspace, started(workspace, "Borealis"), "D. Ruiz")
        url = {"linkedin_url": "https://linkedin.com/in/dana-ruiz/"}
        workspace.execute(moment(), "x", lambda _: [Change(table="people", key=(person_id,), row=url)])
        assert found_names(workspace, DANA) == [("Dana Ruiz", True)]


def test_somebody_else_is_no_match(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Kowalski")
        assert found_names(workspace, DANA) == []


def test_the_best_of_several_is_taken(tmp_path: Path) -> None:
    other = Connection(line=7, name="Dana Ruiz", organization="Elsewhere")
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        assert (
            single_match(workspace, DANA).connection
            is find_matches(view(workspace), [other, DANA])[0].connection
        )


def test_a_second_time_nothing_is_new_although_another_one_has_the_same_address(tmp_path: Path) -> None:
    address = "dana@acme.example"
    other = Connection(line=2, name="D. R.", email=address, organization="Elsewhere", title="Head of Data")
    dana = Connection(line=3, name="Dana Ruiz", email=address, organization="Acme Robotics")
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        plan_connections(find_matches(view(workspace), [other, dana]), TODAY).import_into(workspace, moment())
        assert [each["email"] for each in rows(workspace, "people")] == [address]
        assert find_matches(view(workspace), [other, dana]) == ()


def test_the_last_interview_gets_the_mark_and_blanks_are_filled(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        first = started(workspace)
        person_id = with_person(workspace, first, "Dana Ruiz")
        plan_connections([single_match(workspace, DANA)], TODAY).import_into(workspace, moment())
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


def test_a_request_that_is_noted_is_not_noted_again(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
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


def test_the_chain_is_not_changed_by_a_connection(tmp_path: Path) -> None:
    def chain(workspace: Workspace) -> list[tuple[str, date]]:
        return [
            (each.kind.value, each.earliest)
            for each in workspace.view(TODAY).steps
            if each.kind.value in ("status_email", "voicemail", "let_go")
        ]

    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        before = chain(workspace)
        plan_connections([single_match(workspace, DANA)], TODAY).import_into(workspace, moment())
        assert chain(workspace) == before != []


def test_a_preview_changes_nothing_and_tells_all(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        before = everything(workspace)
        result = plan_connections([single_match(workspace, DANA)], TODAY).preview(workspace)
        assert (dict(result.added), dict(result.updated)) == ({"touchpoints": 1}, {"people": 1})
        assert everything(workspace) == before


@pytest.mark.parametrize(
    "written",
    ["Dana Ruiz, PhD", "Dana Ruiz (She/Her)", "Dr. Dana Ruiz", "🚀 Dana Ruiz | Recruiter", "Dana M. Ruiz"],
)
def test_decoration_on_linkedin_does_not_hide_a_person_met(tmp_path: Path, written: str) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Dana Ruiz")
        assert found_names(workspace, replace(DANA, name=written)) == [(written, True)]


def test_a_family_name_in_front_is_found_in_either_order(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "Wei Li")
        assert found_names(workspace, replace(DANA, name="Dr. Li Wei")) == [("Dr. Li Wei", True)]


def test_a_second_family_name_that_is_missing_is_found(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        with_person(workspace, started(workspace), "María García López")
        assert found_names(workspace, replace(DANA, name="María García")) == [("María García", True)]
        assert found_names(workspace, replace(DANA, name="Ana García")) == []
