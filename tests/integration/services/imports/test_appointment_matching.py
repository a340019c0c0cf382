"""Appointments that are here already: moved, canceled, declined, or entered by hand before."""

from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import Settings
from followup_core.models.date_text import DayFormat
from followup_core.services.imports.appointment_matching import (
    AppointmentChoices,
    CanceledAction,
    possible_matches,
)
from followup_core.services.imports.cancellations import canceled_interviews, possibly_canceled
from followup_core.services.imports.headless_import import parse_any
from followup_core.services.imports.import_choices import apply_choices
from followup_core.services.imports.import_diff import MergeResult
from followup_core.services.imports.import_plan import plan_parsed_file
from followup_core.services.imports.import_preview import preview_rows
from followup_core.services.imports.import_summary import merge_sentence, moved_sentence
from followup_core.services.interview_service import delete_interview, set_decision, start_interview
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import at, entry, everything, moment, rows, taken_back

CASES = Path(__file__).parents[3] / "cases" / "files"
TODAY = date(2026, 11, 10)
NOTHING = AppointmentChoices()


def parsed(name: str) -> ParsedFile:
    return parsed_data((CASES / name).read_bytes())


def parsed_data(data: bytes) -> ParsedFile:
    found = read_calendar(data, own_addresses=["robin@example.org"], zone="Europe/Berlin", today=TODAY)
    return apply_choices(found)


def bring_in(workspace: Workspace, name: str, choices: AppointmentChoices = NOTHING) -> MergeResult:
    return bring_in_file(workspace, parsed(name), choices)


def bring_in_file(
    workspace: Workspace, file: ParsedFile, choices: AppointmentChoices = NOTHING
) -> MergeResult:
    plan = plan_parsed_file(file, TODAY, appointments=choices)
    result = plan.preview(workspace)
    plan.import_into(workspace, moment(TODAY))
    return result


def times(workspace: Workspace) -> list[tuple[str, str]]:
    return [(row["held_at"], row.get("calendar_sequence", "")) for row in rows(workspace, "interviews")]


def test_a_moved_invitation_moves_the_interview_once_and_an_older_one_nothing(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    assert times(workspace) == [("2026-11-17T10:00", "0")]
    before = everything(workspace)
    plan_parsed_file(parsed("inv_v1_moved.ics"), TODAY).import_into(workspace, moment(TODAY, "move"))
    workspace.undo(moment(TODAY), "move")
    assert everything(workspace) == before
    [moved] = bring_in(workspace, "inv_v1_moved.ics").moved
    assert (moved.old_held_at, moved.new_held_at) == ("2026-11-17T10:00", "2026-11-19T10:00")
    assert times(workspace) == [("2026-11-19T10:00", "1")]
    for again in ("inv_v1_moved.ics", "inv_v0.ics"):
        assert bring_in(workspace, again).changes == ()


KEEP, DELETE, WITHDRAW = CanceledAction.KEEP, CanceledAction.DELETE, CanceledAction.WITHDRAW


@pytest.mark.parametrize(
    ("first", "then", "action"),
    [
        ("", "inv_v2_cancel.ics", KEEP),
        ("", "both_in_one.ics", KEEP),
        ("inv_v0.ics", "inv_v1_moved.ics", KEEP),
        *(("inv_v0.ics", "inv_v2_cancel.ics", action) for action in (KEEP, DELETE, WITHDRAW)),
        *(("inv_v0.ics", "both_in_one.ics", action) for action in (KEEP, DELETE, WITHDRAW)),
        *(("by hand", "ol_canceled.ics", action) for action in (DELETE, WITHDRAW)),
        *(("by hand", "ol_declined.ics", action) for action in (DELETE, WITHDRAW)),
        ("by hand", "inv_v0.ics", KEEP),
    ],
)
def test_whatever_is_done_is_one_action_and_one_undo_takes_it_back(
    workspace: Workspace, first: str, then: str, action: CanceledAction
) -> None:
    if first == "by hand":
        start_interview(workspace, moment(TODAY), entry("Borealis", at("2026-11-17T13:00"), role=""))
    elif first:
        bring_in(workspace, first)
    file, snapshot = parsed(then), workspace.store.load()
    choices = AppointmentChoices(
        same_as={match.incoming_id: match.interview_id for match in possible_matches(snapshot, file)},
        canceled={
            interview.interview_id: action
            for interview in canceled_interviews(snapshot, file.canceled, TODAY)
        },
    )
    with taken_back(workspace) as context:
        assert plan_parsed_file(file, TODAY, appointments=choices).import_into(workspace, context).applied
        remaining = len(rows(workspace, "interviews"))
        assert remaining == (0 if action is DELETE or not first else 1)


def test_who_does_not_want_the_move_keeps_the_time(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    assert bring_in(workspace, "inv_v1_moved.ics", AppointmentChoices(moves=False)).changes == ()
    assert times(workspace) == [("2026-11-17T10:00", "0")]


@pytest.mark.parametrize("name", ["inv_v2_cancel.ics", "both_in_one.ics"])
def test_a_canceled_interview_stays_until_somebody_decides(workspace: Workspace, name: str) -> None:
    bring_in(workspace, "inv_v0.ics")
    result = bring_in(workspace, name)
    [canceled] = result.canceled
    assert (canceled.title, canceled.is_declined) == ("Borealis GmbH, Data Analyst", False)
    assert result.only_remembers
    interview_id = canceled.interview_id
    bring_in(workspace, name, AppointmentChoices(canceled={interview_id: CanceledAction.DELETE}))
    assert [rows(workspace, table) for table in ("interviews", "interviewers", "people")] == [[], [], []]


def test_a_canceled_interview_can_be_noted_as_withdrawn(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    [canceled] = canceled_interviews(workspace.store.load(), parsed("inv_v2_cancel.ics").canceled, TODAY)
    withdrawn = AppointmentChoices(canceled={canceled.interview_id: CanceledAction.WITHDRAW})
    bring_in(workspace, "inv_v2_cancel.ics", withdrawn)
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("withdrawn", TODAY.isoformat())
    assert bring_in(workspace, "inv_v2_cancel.ics").canceled == ()


@pytest.mark.parametrize(("name", "declined"), [("ol_canceled.ics", False), ("ol_declined.ics", True)])
def test_what_begins_as_canceled_is_known_by_its_time(
    workspace: Workspace, name: str, declined: bool
) -> None:
    assert {change.table for change in bring_in(workspace, name).changes} <= {"settings"}
    typed = entry("Borealis", at("2026-11-17T13:00"), role="Data Analyst")
    start_interview(workspace, moment(TODAY), typed)
    [canceled] = bring_in(workspace, name).canceled
    assert canceled.is_declined is declined


@pytest.mark.parametrize("own", [["robin@example.org"], []])
def test_an_invitation_the_candidate_declined_never_comes_in(own: list[str]) -> None:
    invitation = (CASES / "inv_v0.ics").read_bytes()
    declined = invitation.replace(b"CN=Robin Sample;", b"CN=Robin Sample;PARTSTAT=DECLINED;")
    assert declined != invitation
    for data, number in ((invitation, 1), (declined, 0)):
        found = read_calendar(data, own_addresses=own, zone="Europe/Berlin", today=TODAY)
        assert len(apply_choices(found).rows.get("interviews", ())) == number


def test_an_interview_entered_by_hand_may_be_the_one_that_is_invited(workspace: Workspace) -> None:
    typed = start_interview(workspace, moment(TODAY), entry("Borealis", at("2026-11-17T09:00"), role=""))
    [match] = possible_matches(workspace.store.load(), parsed("inv_v0.ics"))
    assert match.interview_id == typed
    bring_in(workspace, "inv_v0.ics", AppointmentChoices(same_as={match.incoming_id: typed}))
    [row] = rows(workspace, "interviews")
    assert (row["organization"], row["role"], row["held_at"]) == (
        *("Borealis", "Data Analyst", "2026-11-17T10:00"),
    )
    assert row["calendar_uid"] == "abc-123@sched.example"
    assert bring_in(workspace, "inv_v0.ics").changes == ()
    assert possible_matches(workspace.store.load(), parsed("inv_v0.ics")) == ()


@pytest.mark.parametrize(
    ("organization", "held_at", "role"),
    [
        ("Cedar", "2026-11-17T09:00", ""),
        ("Borealis", "2026-10-17T09:00", ""),
        ("Borealis", "2026-11-17T09:00", "Driver"),
    ],
)
def test_another_organization_another_month_or_another_role_is_another_interview(
    workspace: Workspace, organization: str, held_at: str, role: str
) -> None:
    start_interview(workspace, moment(TODAY), entry(organization, at(held_at), role=role))
    assert possible_matches(workspace.store.load(), parsed("inv_v0.ics")) == ()


def test_two_appointments_of_one_series_are_two_interviews(workspace: Workspace) -> None:
    bring_in(workspace, "series_exc_only.ics")
    data = (CASES / "series_exc_only.ics").read_bytes()
    other = data.replace(b"20261116T090000", b"20261123T090000").replace(
        b"20261117T140000", b"20261124T140000"
    )
    found = apply_choices(read_calendar(other, own_addresses=(), zone="Europe/Berlin", today=TODAY))
    plan_parsed_file(found, TODAY).import_into(workspace, moment(TODAY))
    assert [held_at for held_at, _ in times(workspace)] == ["2026-11-17T14:00", "2026-11-24T14:00"]


def in_another_zone(start: str) -> ParsedFile:
    """Return the next version of the invitation, with a start in New York."""
    data = (CASES / "inv_v1_moved.ics").read_bytes()
    data = data.replace(b"TZID=Europe/Berlin:20261119T100000", f"TZID=America/New_York:{start}".encode())
    data = data.replace(b"TZID=Europe/Berlin:20261119T110000", b"TZID=America/New_York:20261130T110000")
    return parsed_data(data)


def test_the_same_moment_in_another_zone_is_no_move_and_no_conflict(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    result = bring_in_file(workspace, in_another_zone("20261117T040000"))
    assert (result.moved, result.conflicts) == ((), ())
    [row] = rows(workspace, "interviews")
    assert (row["held_at"], row["timezone"]) == ("2026-11-17T10:00", "Europe/Berlin")
    assert bring_in_file(workspace, in_another_zone("20261117T040000")).changes == ()


def test_a_zone_moves_with_its_time(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    result = bring_in_file(workspace, in_another_zone("20261117T100000"))
    [moved] = result.moved
    assert result.conflicts == ()
    sentence = moved_sentence(moved, DayFormat(today=TODAY))
    assert sentence.endswith("your interview of November 17 moved from 10:00 to 10:00 New York time.")
    [row] = rows(workspace, "interviews")
    assert (row["held_at"], row["timezone"]) == ("2026-11-17T10:00", "America/New_York")


def test_a_move_takes_out_the_decision_day_that_it_passes_and_says_so(workspace: Workspace) -> None:
    for decision_by, stays in (("2026-11-18", ""), ("2026-11-19", "2026-11-19")):
        bring_in(workspace, "inv_v0.ics")
        [row] = rows(workspace, "interviews")
        set_decision(workspace, moment(TODAY), row["interview_id"], date.fromisoformat(decision_by))
        [moved] = bring_in(workspace, "inv_v1_moved.ics").moved
        [row] = rows(workspace, "interviews")
        assert (row["held_at"][:10], row["decision_by"]) == ("2026-11-19", stays)
        says_so = "You expected to hear by November 18." in moved_sentence(moved, DayFormat(today=TODAY))
        assert says_so is not bool(stays)
        delete_interview(workspace, moment(TODAY), row["interview_id"])


@pytest.mark.parametrize(
    ("organization", "role", "held_at", "zone", "is_sure"),
    [
        ("Borealis GmbH", "", "2026-11-17T12:00", "", True),
        ("Borealis", "Data Analyst", "2026-11-17T12:00", "", True),
        ("Borealis", "", "2026-11-17T10:00", "Europe/Berlin", True),
        ("Borealis", "", "2026-11-17T12:00", "Europe/Berlin", False),
        ("Borealis", "", "2026-11-17T15:00", "", False),
        ("Borealis", "Driver", "2026-11-17T12:00", "", None),
        ("Data Systems", "", "2026-11-17T12:00", "", None),
        ("Borealis", "", "2026-11-18T12:00", "", None),
    ],
)
def test_what_was_typed_is_found_by_its_day_and_only_deleted_unasked_if_nothing_speaks_against_it(
    workspace: Workspace, organization: str, role: str, held_at: str, zone: str, is_sure: bool | None
) -> None:
    typed = entry(organization, at(held_at), role=role, timezone=zone)
    interview_id = start_interview(workspace, moment(TODAY), typed)
    appointments = parsed("inv_v2_cancel.ics").canceled
    snapshot = workspace.store.load()
    assert bool(canceled_interviews(snapshot, appointments, TODAY)) is (is_sure is True)
    assert bool(possibly_canceled(snapshot, appointments, TODAY)) is (is_sure is False)
    upload = parse_any("a.ics", (CASES / "inv_v2_cancel.ics").read_bytes(), settings=Settings(), today=TODAY)
    upload.plan(workspace.view(TODAY), delete_canceled=True).import_into(workspace, moment(TODAY))
    assert bool(rows(workspace, "interviews")) is not is_sure
    if not is_sure:
        confirmed = AppointmentChoices(
            canceled={interview_id: CanceledAction.DELETE}, confirmed_off=frozenset({interview_id})
        )
        bring_in(workspace, "inv_v2_cancel.ics", confirmed)
        assert bool(rows(workspace, "interviews")) is (is_sure is None)


def test_of_two_interviews_of_that_day_without_a_time_neither_is_taken_for_the_canceled_one(
    workspace: Workspace,
) -> None:
    for name in ("Borealis", "Borealis GmbH"):
        start_interview(workspace, moment(TODAY), entry(name, at("2026-11-17T12:00"), role=""))
    result = bring_in(workspace, "inv_v2_cancel.ics")
    assert (len(result.canceled), len(result.maybe_canceled)) == (0, 2)
    assert "Two interviews may be off." in merge_sentence(result)


def test_the_list_of_actions_says_what_became_of_an_interview(workspace: Workspace) -> None:
    bring_in(workspace, "inv_v0.ics")
    bring_in(workspace, "inv_v1_moved.ics")
    bring_in(workspace, "inv_v2_cancel.ics")
    [row] = rows(workspace, "interviews")
    delete = AppointmentChoices(canceled={row["interview_id"]: CanceledAction.DELETE})
    bring_in(workspace, "inv_v2_cancel.ics", delete)
    assert [action.operation.label for action in workspace.recent()] == [
        "Borealis GmbH, Data Analyst deleted",
        "Borealis GmbH, Data Analyst: cancellation noted",
        "Borealis GmbH, Data Analyst: moved to November 19, 10:00",
        "A calendar invitation imported: 1 interview and 1 person",
    ]


def test_noon_with_a_zone_is_a_time_and_a_day_alone_is_none() -> None:
    file, start = (CASES / "inv_v0.ics").read_bytes(), b";TZID=Europe/Berlin:20261117T100000"
    noon = parsed_data(file.replace(start, b";TZID=Europe/Berlin:20261117T120000"))
    day = parsed_data(file.replace(start, b";VALUE=DATE:20261117").replace(b"DTEND;", b"X-END;"))
    [words] = [row.when for row in preview_rows(noon, DayFormat(today=TODAY))]
    assert words == "Tuesday, November 17, 12:00"
    [words] = [row.when for row in preview_rows(day, DayFormat(today=TODAY))]
    assert words == "Tuesday, November 17"
