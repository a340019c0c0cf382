"""Connections are matched to people met: surely by an address or name and firm, never noted as an answer."""

from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.spreadsheet import Connection
from followup_core.models import TouchpointKind
from followup_core.services.imports.import_plan import plan_connections
from followup_core.services.imports.linkedin_matches import ConnectionMatch, find_matches
from followup_core.services.touchpoints import TouchpointEntry, log_touchpoint
from followup_core.services.workspace import Workspace
from followup_core.store import Change
from tests.services.workspaces import TODAY, everything, moment, opened, rows, started, view, with_person

DANA = Connection(
    line=6,
    name="Dana Ruiz",
    linkedin_url="https://www.linkedin.com/in/dana-ruiz",
    organization="Acme Robotics Inc.",
    title="Head of Data",
    connected_on=date(2026, 11, 5),
)


def found_names(desk: Workspace, *known: Connection) -> list[tuple[str, bool]]:
    return [(each.connection.name, each.sure) for each in find_matches(view(desk), known)]


def single_match(desk: Workspace, known: Connection) -> ConnectionMatch:
    [match] = find_matches(view(desk), [known])
    return match


def test_name_and_firm_make_it_sure(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Ruiz")
        assert found_names(desk, DANA) == [("Dana Ruiz", True)]


@pytest.mark.parametrize("name", ["Ruiz Dana", "DANA RUIZ", "Dána Ruiz", "Dana  Ruíz"])
def test_order_case_and_accents_do_not_matter(tmp_path: Path, name: str) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), name)
        assert found_names(desk, DANA) == [("Dana Ruiz", True)]


def test_the_same_name_elsewhere_is_asked_about(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk, "Borealis"), "Dana Ruiz")
        assert found_names(desk, DANA) == [("Dana Ruiz", False)]


def test_an_address_makes_it_sure_whatever_the_firm(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        person_id = with_person(desk, started(desk, "Borealis"), "D. Ruiz")
        url = {"linkedin_url": "https://linkedin.com/in/dana-ruiz/"}
        desk.execute(moment(), "x", lambda _: [Change(table="people", key=(person_id,), row=url)])
        assert found_names(desk, DANA) == [("Dana Ruiz", True)]


def test_somebody_else_is_no_match(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Kowalski")
        assert found_names(desk, DANA) == []


def test_the_best_of_several_is_taken(tmp_path: Path) -> None:
    other = Connection(line=7, name="Dana Ruiz", organization="Elsewhere")
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Ruiz")
        assert single_match(desk, DANA).connection is find_matches(view(desk), [other, DANA])[0].connection


def test_a_second_time_nothing_is_new_although_another_one_has_the_same_address(tmp_path: Path) -> None:
    address = "dana@acme.example"
    other = Connection(line=2, name="D. R.", email=address, organization="Elsewhere", title="Head of Data")
    dana = Connection(line=3, name="Dana Ruiz", email=address, organization="Acme Robotics")
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Ruiz")
        plan_connections(find_matches(view(desk), [other, dana]), TODAY).apply(desk, moment())
        assert [each["email"] for each in rows(desk, "people")] == [address]
        assert find_matches(view(desk), [other, dana]) == ()


def test_the_last_interview_gets_the_mark_and_blanks_are_filled(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        first = started(desk)
        person_id = with_person(desk, first, "Dana Ruiz")
        plan_connections([single_match(desk, DANA)], TODAY).apply(desk, moment())
        [touch] = rows(desk, "touchpoints")
        [person] = rows(desk, "people")
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
    with opened(tmp_path) as desk:
        interview_id = started(desk)
        person_id = with_person(desk, interview_id, "Dana Ruiz")
        sent = TouchpointEntry(
            interview_id=interview_id,
            person_id=person_id,
            kind=TouchpointKind.LINKEDIN_REQUEST,
            sent_on=date(2026, 11, 3),
        )
        match = single_match(desk, DANA)
        log_touchpoint(desk, moment(), sent)
        assert single_match(desk, DANA).mark == ""
        plan_connections([match], TODAY).apply(desk, moment())
        assert len(rows(desk, "touchpoints")) == 1


def test_the_chain_is_not_changed_by_a_connection(tmp_path: Path) -> None:
    def chain(desk: Workspace) -> list[tuple[str, date]]:
        return [
            (each.kind.value, each.earliest)
            for each in desk.view(TODAY).steps
            if each.kind.value in ("status_email", "voicemail", "let_go")
        ]

    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Ruiz")
        before = chain(desk)
        plan_connections([single_match(desk, DANA)], TODAY).apply(desk, moment())
        assert chain(desk) == before != []


def test_a_preview_changes_nothing_and_tells_all(tmp_path: Path) -> None:
    with opened(tmp_path) as desk:
        with_person(desk, started(desk), "Dana Ruiz")
        before = everything(desk)
        result = plan_connections([single_match(desk, DANA)], TODAY).preview(desk)
        assert (dict(result.added), dict(result.updated)) == ({"touchpoints": 1}, {"people": 1})
        assert everything(desk) == before
