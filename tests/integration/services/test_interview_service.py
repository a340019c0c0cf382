"""Interviews: entered, corrected, followed by another round, ended, deleted and brought back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from followup_core.cadence import StepKind
from followup_core.models import (
    AnswerValue,
    BadValue,
    Format,
    InterviewerPart,
    Outcome,
    TouchpointKind,
    YesNo,
)
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import decline_step, save_answer
from followup_core.services.interview_service import (
    delete_interview,
    edit_interview,
    set_decision,
    set_decision_weeks,
    set_interest,
    set_outcome,
    start_interview,
)
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import (
    MONDAY,
    TODAY,
    at,
    entry,
    everything,
    files_of,
    moment,
    opened,
    rows,
    started,
    view,
    with_person,
)

SPRING_FORWARD = at("2026-03-08T02:30")
"""A time that clocks in New York skipped."""


# --- started ----------------------------------------------------------------------------------------


def test_three_fields_are_enough_for_the_first_step(workspace: Workspace) -> None:
    interview_id = start_interview(
        workspace, moment(), entry("Acme Robotics", role="", decision_by=date(2026, 11, 16))
    )
    thanks, step = view(workspace).steps
    assert (thanks.kind, thanks.interview_id) == (StepKind.THANK_YOU_EMAIL, interview_id)
    assert (step.kind, step.interview_id) == (StepKind.STATUS_EMAIL, interview_id)
    assert (step.earliest, step.due) == (date(2026, 11, 17), date(2026, 11, 19))


def test_an_interview_is_stored_as_it_was_entered(workspace: Workspace) -> None:
    interview_id = start_interview(
        workspace,
        moment(),
        replace(
            entry("  Acme Robotics ", role=" Analyst ", timezone="America/New_York", notes="Third floor."),
            format=Format.VIDEO,
            decision_by=date(2026, 11, 16),
        ),
    )
    [row] = rows(workspace, "interviews")
    assert {column: text for column, text in row.items() if text} == {
        "interview_id": interview_id,
        "organization": "Acme Robotics",
        "role": "Analyst",
        "round": "1",
        "held_at": "2026-11-02T10:00",
        "timezone": "America/New_York",
        "format": "video",
        "decision_by": "2026-11-16",
        "notes": "Third floor.",
        "created_at": "2026-11-18T09:00:00Z",
    }


def test_the_same_interview_entered_twice_is_kept_once(workspace: Workspace) -> None:
    first = start_interview(workspace, moment(), entry("Acme Robotics"))
    again = start_interview(workspace, moment(), entry("ACME  robotics", role=" analyst"))
    assert again == first
    assert len(rows(workspace, "interviews")) == 1


def test_a_start_sent_twice_under_one_id_is_saved_once(workspace: Workspace) -> None:
    first = start_interview(workspace, moment(op_id="a1b2c3d4e5f6a7b8"), entry())
    again = start_interview(workspace, moment(op_id="a1b2c3d4e5f6a7b8"), entry())
    assert again == first
    assert workspace.store.load().seq == 1


def test_the_next_round_is_counted(workspace: Workspace) -> None:
    for day in (2, 9, 16):
        start_interview(
            workspace, moment(), entry("Acme" if day == 2 else " ACME ", at(f"2026-11-{day:02}T10:00"))
        )
    assert [row["round"] for row in rows(workspace, "interviews")] == ["1", "2", "3"]


def test_another_role_at_the_same_place_is_an_opening_of_its_own(workspace: Workspace) -> None:
    start_interview(workspace, moment(), entry(role="Analyst"))
    start_interview(workspace, moment(), entry(role="Engineer", held_at=at("2026-11-09T10:00")))
    assert [row["round"] for row in rows(workspace, "interviews")] == ["1", "1"]


def test_a_round_that_is_told_is_not_counted(workspace: Workspace) -> None:
    start_interview(workspace, moment(), replace(entry(), round=4))
    start_interview(workspace, moment(), entry(held_at=at("2026-11-09T10:00")))
    assert [row["round"] for row in rows(workspace, "interviews")] == ["4", "5"]


@pytest.mark.parametrize("organization", ["", "   ", "\n\t"])
def test_an_organization_is_needed(workspace: Workspace, organization: str) -> None:
    with pytest.raises(BadValue, match=r"^The organization is missing\. Enter the organization\.$"):
        start_interview(workspace, moment(), entry(organization))
    assert rows(workspace, "interviews") == []


def test_a_decision_before_the_interview_is_refused_with_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(BadValue) as caught:
        start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 1)))
    assert str(caught.value) == (
        "The day of the decision is before the interview on 2026-11-02."
        " Choose the day of the interview or a later one."
    )
    assert rows(workspace, "interviews") == []


def test_a_decision_on_the_day_of_the_interview_is_taken(workspace: Workspace) -> None:
    start_interview(workspace, moment(), entry(decision_by=MONDAY))
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-11-02"


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
def test_a_year_outside_the_calendar_is_a_sentence_everywhere(workspace: Workspace, year: int) -> None:
    interview_id = started(workspace)
    day = date(year, 12, 31)
    before = everything(workspace)
    attempts = (
        lambda: start_interview(workspace, moment(), entry("New", at(f"{year:04}-12-31T10:00"))),
        lambda: start_interview(workspace, moment(), entry("New", decision_by=day)),
        lambda: edit_interview(
            workspace, moment(), interview_id, entry(held_at=at(f"{year:04}-12-31T10:00"))
        ),
        lambda: edit_interview(workspace, moment(), interview_id, entry(decision_by=day)),
        lambda: set_decision(workspace, moment(), interview_id, day),
        lambda: set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, day),
        lambda: record_response(workspace, moment(), interview_id, on=day),
        lambda: record_touchpoint(
            workspace,
            moment(),
            TouchpointEntry(interview_id=interview_id, kind=TouchpointKind.QUESTION, sent_on=day),
        ),
    )
    for attempt in attempts:
        with pytest.raises(BadValue, match=rf"^The year {year} is outside 1970 to 2200\."):
            attempt()
    assert everything(workspace) == before


def test_a_time_that_daylight_saving_skips_asks(workspace: Workspace) -> None:
    with pytest.raises(BadValue) as caught:
        start_interview(workspace, moment(), entry(held_at=SPRING_FORWARD, timezone="America/New_York"))
    assert str(caught.value) == (
        "Clocks in America/New_York were set forward that day, so 02:30 did not exist."
        " Enter the time an hour later or earlier."
    )
    assert rows(workspace, "interviews") == []


@pytest.mark.parametrize("timezone", ["Europe/Berlin", "America/Phoenix", ""])
def test_the_same_time_is_taken_where_clocks_did_not_skip_it(workspace: Workspace, timezone: str) -> None:
    start_interview(workspace, moment(), entry(held_at=SPRING_FORWARD, timezone=timezone))
    assert rows(workspace, "interviews")[0]["held_at"] == "2026-03-08T02:30"


def test_a_time_zone_nobody_knows_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BadValue, match="“Mars/Olympus” is not a known time zone"):
        start_interview(workspace, moment(), entry(timezone="Mars/Olympus"))


# --- corrected --------------------------------------------------------------------------------------


def test_correcting_keeps_what_the_form_does_not_show(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    edit_interview(
        workspace, moment(), interview_id, entry("Acme Robots", at("2026-11-03T14:30"), notes="Bring water")
    )
    [row] = rows(workspace, "interviews")
    assert (row["organization"], row["held_at"], row["notes"]) == (
        "Acme Robots",
        "2026-11-03T14:30",
        "Bring water",
    )
    assert (row["round"], row["still_interested"], row["created_at"]) == ("1", "yes", "2026-11-18T09:00:00Z")


def test_what_is_emptied_in_the_form_is_empty_afterwards(workspace: Workspace) -> None:
    interview_id = start_interview(
        workspace, moment(), entry(decision_by=date(2026, 11, 16), notes="x", role="Analyst")
    )
    edit_interview(workspace, moment(), interview_id, entry(role=""))
    [row] = rows(workspace, "interviews")
    assert (row["role"], row["decision_by"], row["notes"]) == ("", "", "")


def test_an_interview_cannot_be_moved_behind_its_own_dates(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    with pytest.raises(BadValue, match=r"^The day of the outcome is before the interview on 2026-11-12"):
        edit_interview(workspace, moment(), interview_id, entry(held_at=at("2026-11-12T10:00")))
    with pytest.raises(BadValue, match=r"^The day of the decision is before the interview"):
        edit_interview(workspace, moment(), interview_id, entry(decision_by=date(2026, 11, 1)))
    assert rows(workspace, "interviews")[0]["held_at"] == "2026-11-02T10:00"


def test_a_decision_in_weeks_is_counted_from_the_interview(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_decision_weeks(workspace, moment(), interview_id, 2)
    assert rows(workspace, "interviews")[0]["decision_by"] == "2026-11-16"


@pytest.mark.parametrize(("weeks", "taken"), [(0, False), (1, True), (104, True), (105, False)])
def test_a_time_frame_is_between_a_week_and_two_years(workspace: Workspace, weeks: int, taken: bool) -> None:
    interview_id = started(workspace)
    if not taken:
        with pytest.raises(BadValue, match=rf"^{weeks} weeks is no time frame\."):
            set_decision_weeks(workspace, moment(), interview_id, weeks)
    else:
        set_decision_weeks(workspace, moment(), interview_id, weeks)
    assert bool(rows(workspace, "interviews")[0]["decision_by"]) is taken


def test_each_change_to_an_interview_is_named_for_what_it_did(workspace: Workspace) -> None:
    interview_id = started(workspace)
    edit_interview(workspace, moment(), interview_id, entry(notes="Bring water"))
    set_decision(workspace, moment(), interview_id, date(2026, 12, 4))
    set_decision(workspace, moment(), interview_id, None)
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    set_outcome(workspace, moment(), interview_id, Outcome.LET_GO, None)
    delete_interview(workspace, moment(), interview_id)
    assert [action.operation.label for action in reversed(workspace.recent())] == [
        "Interview with Acme Robotics added",
        "Interview with Acme Robotics changed",
        "Decision date recorded",
        "Decision date removed",
        "Interest recorded",
        "Acme Robotics, Analyst: let go",
        "Acme Robotics, Analyst deleted",
    ]


def test_weeks_that_leave_the_calendar_are_a_sentence(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=date(2200, 12, 31))
    with pytest.raises(BadValue, match=r"^The year 2201 is outside 1970 to 2200\."):
        set_decision_weeks(workspace, moment(), interview_id, 1)


# --- ended ------------------------------------------------------------------------------------------


def test_an_outcome_is_saved_with_its_day_and_silences_the_chain(workspace: Workspace) -> None:
    interview_id = started(workspace)
    assert [step.kind for step in view(workspace).steps] == [StepKind.THANK_YOU_EMAIL, StepKind.STATUS_EMAIL]
    set_outcome(workspace, moment(), interview_id, Outcome.LET_GO, None)
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("let_go", "2026-11-18")
    assert view(workspace).steps == ()


def test_an_outcome_taken_back_leaves_nothing_of_it(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    set_outcome(workspace, moment(), interview_id, None, None)
    [row] = rows(workspace, "interviews")
    assert (row["outcome"], row["outcome_on"]) == ("", "")


def test_an_outcome_before_its_interview_is_refused(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day of the outcome is before the interview on 2026-11-02"):
        set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 1))
    assert rows(workspace, "interviews")[0]["outcome"] == ""


def test_an_outcome_in_the_future_is_refused(workspace: Workspace) -> None:
    interview_id = started(workspace)
    with pytest.raises(BadValue, match=r"^The day of the outcome has not come yet\. Choose today or an earl"):
        set_outcome(workspace, moment(), interview_id, Outcome.OFFER, date(2026, 11, 19))
    assert rows(workspace, "interviews")[0]["outcome"] == ""


# --- deleted and brought back -----------------------------------------------------------------------


def a_full_workspace(workspace: Workspace) -> str:
    """Three interviews with everything; return the middle one, which shares a person with the last."""
    first = started(workspace, "Borealis", date(2026, 10, 5))
    middle = started(workspace, "Acme Robotics")
    last = started(workspace, "Acme Robotics", date(2026, 11, 9))
    save_settings(workspace, moment(), {"name": "Robin Ashby"})
    item = view(workspace).playbook.checklist[0]
    for interview_id in (first, middle, last):
        person_id = with_person(workspace, interview_id, "Only Here")
        save_answer(workspace, moment(), interview_id, item, AnswerValue.NO)
        decline_step(workspace, moment(), interview_id, person_id, StepKind.THANK_YOU_NOTE)
        touch = TouchpointEntry(
            interview_id=interview_id,
            person_id=person_id,
            kind=TouchpointKind.THANK_YOU_EMAIL,
            sent_on=TODAY,
            note='said "hi",\nagain',
        )
        record_touchpoint(workspace, moment(), touch)
    shared = with_person(workspace, middle, "Sam Shared", InterviewerPart.RECRUITER)
    add_interviewer(workspace, moment(), last, person_id=shared, part=InterviewerPart.INTERVIEWER)
    return middle


def test_deleting_takes_all_that_belongs_to_it_and_nobody_met_elsewhere(workspace: Workspace) -> None:
    middle = a_full_workspace(workspace)
    delete_interview(workspace, moment(), middle)
    for table in ("interviews", "interviewers", "answers", "touchpoints"):
        left = rows(workspace, table)
        assert left
        assert all(row["interview_id"] != middle for row in left)
    names = [row["name"] for row in rows(workspace, "people")]
    assert names == ["Only Here", "Only Here", "Sam Shared"]


def test_undoing_a_deletion_restores_every_byte_on_disk(folder: Path) -> None:
    with opened(folder) as workspace:
        middle = a_full_workspace(workspace)
    before = files_of(folder)
    act = moment()
    with opened(folder) as workspace:
        delete_interview(workspace, act, middle)
    assert files_of(folder) != before
    with opened(folder) as workspace:
        workspace.undo(moment(), act.op_id)
    assert files_of(folder) == before


def test_a_person_only_written_to_elsewhere_stays(workspace: Workspace) -> None:
    here, there = started(workspace), started(workspace, "Borealis")
    person_id = with_person(workspace, here)
    record_touchpoint(
        workspace,
        moment(),
        TouchpointEntry(interview_id=there, person_id=person_id, kind=TouchpointKind.QUESTION, sent_on=TODAY),
    )
    delete_interview(workspace, moment(), here)
    assert [row["person_id"] for row in rows(workspace, "people")] == [person_id]


def test_what_was_deleted_elsewhere_is_told_in_a_sentence(workspace: Workspace) -> None:
    interview_id = started(workspace)
    item = view(workspace).playbook.checklist[0]
    delete_interview(workspace, moment(), interview_id)
    touch = TouchpointEntry(interview_id=interview_id, kind=TouchpointKind.QUESTION, sent_on=TODAY)
    late = (
        lambda: delete_interview(workspace, moment(), interview_id),
        lambda: edit_interview(workspace, moment(), interview_id, entry()),
        lambda: set_outcome(workspace, moment(), interview_id, Outcome.OFFER, None),
        lambda: set_interest(workspace, moment(), interview_id, YesNo.NO),
        lambda: set_decision(workspace, moment(), interview_id, None),
        lambda: save_answer(workspace, moment(), interview_id, item, AnswerValue.YES),
        lambda: record_touchpoint(workspace, moment(), touch),
        lambda: record_response(workspace, moment(), interview_id, on=TODAY),
        lambda: add_interviewer(
            workspace, moment(), interview_id, name="Dana", part=InterviewerPart.INTERVIEWER
        ),
    )
    before = everything(workspace)
    for tap in late:
        with pytest.raises(NotFound, match=r"[Tt]here"):
            tap()
    assert everything(workspace) == before
