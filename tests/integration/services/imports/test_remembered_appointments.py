"""What was canceled stays canceled: versions of appointments are compared also when an interview is gone."""

from datetime import date
from pathlib import Path

import pytest

from followup_core.formats.ical_import import read_calendar
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import TouchpointKind
from followup_core.services.digest import digest
from followup_core.services.due_steps import advised_plan
from followup_core.services.imports.appointment_matching import AppointmentChoices, CanceledAction
from followup_core.services.imports.cancellations import canceled_interviews
from followup_core.services.imports.import_choices import apply_choices
from followup_core.services.imports.import_diff import MergeResult, OutdatedReason
from followup_core.services.imports.import_plan import plan_archive, plan_parsed_file
from followup_core.services.imports.import_summary import remembered_sentence
from followup_core.services.interview_service import delete_interview, recorded_summary
from followup_core.services.labels import not_held_words
from followup_core.services.open_cancellations import record_takes_place
from followup_core.services.row_changes import upsert
from followup_core.services.today_overview import today_overview
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import everything, moment, opened, rows
from tests.unit.formats.invitations import calendar

from .archives import export_archive

TODAY = date(2026, 11, 10)
OLD, LATER = "20261101T090000Z", "20261103T090000Z"


def version(
    sequence: int,
    *,
    stamp: str = OLD,
    begins: str = ";TZID=Europe/Berlin:20261117T100000",
    original: str = "",
    canceled: bool = False,
    uid: str = "a@x",
) -> ParsedFile:
    """Return one version of an invitation as it comes in; `original` is its place in a series."""
    lines = (
        *("BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp}", f"DTSTART{begins}"),
        *([f"RECURRENCE-ID{original}"] if original else []),
        *("SUMMARY:Interview with Borealis", "END:VEVENT"),
    )
    data = calendar(*lines, method="CANCEL" if canceled else "REQUEST")
    return apply_choices(read_calendar(data, own_addresses=(), zone="Europe/Berlin", today=TODAY))


def bring_in(
    workspace: Workspace,
    file: ParsedFile,
    action: CanceledAction = CanceledAction.KEEP,
    *,
    today: date = TODAY,
    op_id: str = "",
) -> MergeResult:
    """Import a file, do this with every interview that it says is off, and return what it did."""
    off = canceled_interviews(workspace.store.load(), file.canceled, today)
    choices = AppointmentChoices(canceled={each.interview_id: action for each in off})
    plan = plan_parsed_file(file, today, appointments=choices)
    result = plan.preview(workspace)
    plan.import_into(workspace, moment(today, op_id))
    return result


def store(workspace: Workspace, column: str, text: str) -> None:
    """Store a text in the only interview."""
    [row] = rows(workspace, "interviews")
    cells = {"interview_id": row["interview_id"], column: text}
    workspace.execute(moment(TODAY), "stored", lambda _: [upsert("interviews", **cells)])


def days(workspace: Workspace) -> list[str]:
    return [row["held_at"][:10] for row in rows(workspace, "interviews")]


def reasons(result: MergeResult) -> list[OutdatedReason]:
    return [outdated.reason for outdated in result.outdated]


NEXT_DAY = ";TZID=Europe/Berlin:20261118T100000"


# A cancellation is remembered.


@pytest.mark.parametrize("action", [CanceledAction.DELETE, CanceledAction.WITHDRAW])
def test_an_invitation_before_a_cancellation_does_nothing(
    workspace: Workspace, action: CanceledAction
) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(2, canceled=True), action)
    before = everything(workspace)
    for older in (version(0), version(1, begins=NEXT_DAY), version(2, begins=NEXT_DAY)):
        assert reasons(bring_in(workspace, older)) == [OutdatedReason.CANCELED_SINCE]
    for number in (1, 2):
        result = bring_in(workspace, version(number, canceled=True), action)
        assert (reasons(result), result.changes) == ([OutdatedReason.KNOWN_CANCELLATION], ())
    assert everything(workspace) == before


def test_an_invitation_from_after_a_cancellation_comes_in_and_counts_from_then_on(
    workspace: Workspace,
) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE)
    bring_in(workspace, version(3, begins=NEXT_DAY))
    assert days(workspace) == ["2026-11-18"]
    assert reasons(bring_in(workspace, version(2, canceled=True))) == [OutdatedReason.OLDER_CANCELLATION]
    assert bring_in(workspace, version(3, begins=NEXT_DAY)).changes == ()


def test_a_cancellation_that_is_left_alone_is_asked_about_again(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    for is_first in (True, False, False):
        result = bring_in(workspace, version(2, canceled=True))
        assert (len(result.canceled), result.remembered, bool(result.changes)) == (1, is_first, is_first)
    before = everything(workspace)
    for older in (version(0), version(1, begins=NEXT_DAY)):
        assert reasons(bring_in(workspace, older)) == [OutdatedReason.CANCELED_SINCE]
    assert everything(workspace) == before
    bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE)
    assert rows(workspace, "interviews") == []
    again = bring_in(workspace, version(2, canceled=True))
    assert (reasons(again), again.changes) == ([OutdatedReason.KNOWN_CANCELLATION], ())


def test_who_declined_and_left_the_interview_here_may_still_accept_it(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    result = bring_in(workspace, calendar_of(event("a@x", 0, "SUMMARY:Declined: Interview with Borealis")))
    assert ([each.is_declined for each in result.canceled], result.changes) == ([True], ())
    assert reasons(bring_in(workspace, version(1, begins=NEXT_DAY))) == []
    assert days(workspace) == ["2026-11-18"]


# A cancellation of what was never here.


def event(uid: str, sequence: int, *lines: str) -> tuple[str, ...]:
    """Return the lines of an event on November 17."""
    begin = ("BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{OLD}")
    return (*begin, "DTSTART:20261117T090000Z", *lines, "END:VEVENT")


def calendar_of(*events: tuple[str, ...], stamp: str = OLD) -> ParsedFile:
    """Return a calendar of these events as it comes in."""
    lines = (line.replace(OLD, stamp) for some in events for line in some)
    return apply_choices(read_calendar(calendar(*lines), own_addresses=(), zone="", today=TODAY))


def test_a_cancellation_of_what_was_never_here_keeps_an_older_invitation_out(workspace: Workspace) -> None:
    empty = everything(workspace)
    result = bring_in(workspace, version(2, canceled=True), op_id="off")
    assert (result.remembered, result.is_empty) == (1, True)
    assert remembered_sentence(result) == "An older invitation to the canceled appointment will stay out."
    before = everything(workspace)
    for older in (version(0), version(1, begins=NEXT_DAY)):
        assert reasons(bring_in(workspace, older)) == [OutdatedReason.CANCELED_SINCE]
    for again in (version(2, canceled=True), version(2, canceled=True, stamp=LATER)):
        assert (reasons(bring_in(workspace, again)), everything(workspace)) == ([], before)
    workspace.undo(moment(TODAY), "off")
    assert everything(workspace) == empty
    bring_in(workspace, version(0))
    assert days(workspace) == ["2026-11-17"]


def test_an_invitation_that_was_declined_before_it_came_may_still_come_in(workspace: Workspace) -> None:
    declined = calendar_of(event("a@x", 0, "SUMMARY:Declined: Interview with Borealis"))
    assert bring_in(workspace, declined).changes == ()
    bring_in(workspace, version(0))
    assert days(workspace) == ["2026-11-17"]


def test_of_a_whole_calendar_only_canceled_interviews_are_remembered(workspace: Workspace) -> None:
    lunches = [event(f"{n}@x", 1, "STATUS:CANCELLED", f"SUMMARY:Lunch {n}") for n in range(500)]
    interview = event("a@x", 1, "STATUS:CANCELLED", "SUMMARY:Interview with Borealis")
    result = bring_in(workspace, calendar_of(*lunches, interview))
    assert (result.remembered, len(rows(workspace, "settings"))) == (1, 1)
    assert bring_in(workspace, calendar_of(*lunches, interview, stamp=LATER)).changes == ()
    assert reasons(bring_in(workspace, version(0))) == [OutdatedReason.CANCELED_SINCE]


def test_undo_forgets_the_cancellation_with_what_it_did(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    before = everything(workspace)
    bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE, op_id="off")
    workspace.undo(moment(TODAY), "off")
    assert everything(workspace) == before
    [moved] = bring_in(workspace, version(1, begins=NEXT_DAY)).moved
    assert moved.new_held_at == "2026-11-18T10:00"


def test_another_computer_knows_the_cancellation_too(workspace: Workspace, tmp_path: Path) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE)
    with opened(tmp_path / "other") as other:
        plan = plan_archive(export_archive(workspace))
        assert plan.preview(other).added == {}
        plan.import_into(other, moment(TODAY))
        assert reasons(bring_in(other, version(1))) == [OutdatedReason.CANCELED_SINCE]
        assert plan.preview(other).conflicts == ()


def test_an_interview_that_somebody_deleted_themselves_may_come_in_again(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    [row] = rows(workspace, "interviews")
    delete_interview(workspace, moment(TODAY), row["interview_id"])
    bring_in(workspace, version(0))
    assert days(workspace) == ["2026-11-17"]


# Which version is newer.


def test_of_equal_sequences_the_later_stamp_decides(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(0, stamp=LATER, begins=NEXT_DAY))
    assert days(workspace) == ["2026-11-18"]
    assert reasons(bring_in(workspace, version(0))) == [OutdatedReason.OLDER_INVITATION]
    assert reasons(bring_in(workspace, version(0, canceled=True))) == [OutdatedReason.OLDER_CANCELLATION]
    assert days(workspace) == ["2026-11-18"]


def test_a_new_export_of_the_same_invitation_leaves_a_corrected_time_alone(workspace: Workspace) -> None:
    bring_in(workspace, version(0, begins=NEXT_DAY))
    store(workspace, "held_at", "2026-11-18T10:30")
    assert bring_in(workspace, version(0, stamp=LATER, begins=NEXT_DAY)).changes == ()


def test_a_cancellation_without_a_newer_stamp_or_sequence_does_nothing_and_is_said(
    workspace: Workspace,
) -> None:
    bring_in(workspace, version(3))
    result = bring_in(workspace, version(2, stamp=LATER, canceled=True), CanceledAction.DELETE)
    assert (reasons(result), result.canceled) == ([OutdatedReason.OLDER_CANCELLATION], ())
    assert days(workspace) == ["2026-11-17"]


def test_an_older_version_brings_no_people_either(workspace: Workspace) -> None:
    older = (
        *("BEGIN:VEVENT", "UID:a@x", "SEQUENCE:0", "DTSTART:20261117T090000Z"),
        *("SUMMARY:Interview with Borealis", "ATTENDEE;CN=Jo Kim:mailto:jo@borealis.example", "END:VEVENT"),
    )
    bring_in(workspace, version(1))
    data = calendar(*older)
    bring_in(workspace, apply_choices(read_calendar(data, own_addresses=(), zone="", today=TODAY)))
    assert rows(workspace, "people") == []


# Series.

MONDAY_NINE = ";TZID=Europe/Berlin:20261116T090000"
TUESDAY = ";TZID=Europe/Berlin:20261117T140000"


@pytest.mark.parametrize("stored", ["a@x 2026-11-16 09:00:00", "a@x 2026-11-16 08:00:00"])
def test_an_exception_that_the_first_edition_stored_is_known(workspace: Workspace, stored: str) -> None:
    bring_in(workspace, version(2, original=MONDAY_NINE, begins=TUESDAY))
    store(workspace, "calendar_uid", stored)
    bring_in(workspace, version(3, original=MONDAY_NINE, begins=NEXT_DAY))
    assert days(workspace) == ["2026-11-18"]


def test_when_a_series_is_canceled_its_exception_is_off(workspace: Workspace) -> None:
    exception = version(2, original=MONDAY_NINE, begins=TUESDAY)
    bring_in(workspace, exception)
    for off in (version(3, begins=MONDAY_NINE, canceled=True), version(0, stamp=LATER, canceled=True)):
        assert len(bring_in(workspace, off).canceled) == 1
    bring_in(workspace, off, CanceledAction.DELETE)
    assert rows(workspace, "interviews") == []
    for older in (exception, version(0, begins=MONDAY_NINE)):
        assert reasons(bring_in(workspace, older)) == [OutdatedReason.CANCELED_SINCE]


def test_the_first_of_a_series_moves_and_is_canceled_by_its_original_time(workspace: Workspace) -> None:
    bring_in(workspace, version(0, begins=MONDAY_NINE))
    bring_in(workspace, version(0, original=":20261116T080000Z", begins=TUESDAY))
    assert days(workspace) == ["2026-11-17"]
    assert bring_in(workspace, version(0, begins=MONDAY_NINE)).changes == ()
    off = version(1, original=MONDAY_NINE, begins=TUESDAY, canceled=True)
    bring_in(workspace, off, CanceledAction.DELETE)
    assert rows(workspace, "interviews") == []


# What was held stays.


@pytest.mark.parametrize(("today", "stays"), [(date(2026, 11, 17), False), (date(2026, 11, 18), True)])
def test_no_invitation_deletes_an_interview_whose_day_has_passed(
    workspace: Workspace, today: date, stays: bool
) -> None:
    bring_in(workspace, version(0))
    [canceled] = bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE, today=today).canceled
    assert canceled.was_held is stays
    assert len(rows(workspace, "interviews")) == stays


def test_an_interview_of_today_that_something_came_of_is_not_deleted_either(workspace: Workspace) -> None:
    today = date(2026, 11, 17)
    bring_in(workspace, version(0))
    [row] = rows(workspace, "interviews")
    thanks = TouchpointEntry(
        interview_id=row["interview_id"], kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=today
    )
    record_touchpoint(workspace, moment(today), thanks)
    [canceled] = bring_in(workspace, version(2, canceled=True), CanceledAction.DELETE, today=today).canceled
    assert (canceled.was_held, canceled.contents) == (True, "one message")
    assert len(rows(workspace, "touchpoints")) == 1


# An interview that was canceled and stays.


def test_what_was_canceled_is_asked_about_and_nothing_else_until_somebody_decides(
    workspace: Workspace,
) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(2, canceled=True))
    before, after = (today_overview(workspace.view(date(2026, 11, day))) for day in (10, 18))
    for overview in (before, after):
        [canceled] = overview.canceled
        assert (overview.count, overview.coming, overview.waiting) == (1, (), ())
    view = workspace.view(TODAY)
    assert advised_plan(view, canceled.interview_id) == ()
    assert recorded_summary(view.snapshot, canceled.interview_id) == ""
    assert "Your interview of November 17 was canceled." in digest(view).text
    assert not_held_words(view.interview_details(canceled.interview_id), TODAY) == "canceled"


@pytest.mark.parametrize("stamp", [OLD, LATER])
def test_what_takes_place_after_all_is_only_asked_about_again_by_a_newer_cancellation(
    workspace: Workspace, stamp: str
) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(2, canceled=True))
    [row] = rows(workspace, "interviews")
    record_takes_place(workspace, moment(TODAY), row["interview_id"])
    assert today_overview(workspace.view(TODAY)).coming
    bring_in(workspace, version(2, stamp=stamp, canceled=True))
    assert bool(today_overview(workspace.view(TODAY)).coming) is (stamp == OLD)


def test_a_newer_invitation_takes_the_cancellation_back(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    bring_in(workspace, version(1, canceled=True))
    bring_in(workspace, version(2))
    assert (rows(workspace, "answers"), days(workspace)) == ([], ["2026-11-17"])


def test_an_interview_of_which_something_came_is_not_called_canceled(workspace: Workspace) -> None:
    bring_in(workspace, version(0))
    [row] = rows(workspace, "interviews")
    later = date(2026, 11, 19)
    thanks = TouchpointEntry(
        interview_id=row["interview_id"], kind=TouchpointKind.THANK_YOU_EMAIL, sent_on=later
    )
    record_touchpoint(workspace, moment(later), thanks)
    bring_in(workspace, version(2, canceled=True), today=later)
    assert today_overview(workspace.view(later)).canceled == ()
