"""Interviews: entered, corrected, followed by another round, ended, deleted and brought back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from followup_core.cadence import StepKind
from followup_core.models import AnswerValue, Format, InterviewerPart, Outcome, TouchpointKind, YesNo
from followup_core.services.candidate_settings import save_settings
from followup_core.services.guided_checklist import decline_step, save_answer
from followup_core.services.interview_service import (
    InterviewEntry,
    delete_interview,
    edit_interview,
    set_decision,
    set_decision_weeks,
    set_interest,
    set_outcome,
    start_interview,
)
from followup_core.services.messages.message_facts import save_fact
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_response, record_touchpoint
from followup_core.services.workspace import NotFound, Workspace

from .workspaces import (
    MONDAY,
    TODAY,
    at,
    entry,
    files_of,
    moment,
    opened,
    refusal,
    rows,
    sent,
    started,
    taken_back,
    view,
    with_person,
)

SPRING_FORWARD = at("2026-03-08T02:30")
"""A time that clocks in New York skipped."""

BEFORE_INTERVIEW = (
    "is before the interview on November 2, 2026. Choose the day of the interview or a later one."
)


def stored(workspace: Workspace, *columns: str) -> tuple[str, ...]:
    """Return cells of the only interview."""
    [row] = rows(workspace, "interviews")
    return tuple(row[column] for column in columns)


# --- started ----------------------------------------------------------------------------------------


def test_an_interview_is_stored_as_it_was_entered(workspace: Workspace) -> None:
    entered = entry("  Acme Robotics ", role=" Analyst ", timezone="America/New_York", notes="Third floor.")
    entered = replace(entered, format=Format.VIDEO, decision_by=MONDAY)
    interview_id = start_interview(workspace, moment(), entered)
    [row] = rows(workspace, "interviews")
    assert {column: text for column, text in row.items() if text} == {
        "interview_id": interview_id,
        "organization": "Acme Robotics",
        "role": "Analyst",
        "round": "1",
        "held_at": "2026-11-02T10:00",
        "timezone": "America/New_York",
        "format": "video",
        "decision_by": "2026-11-02",
        "notes": "Third floor.",
        "created_at": "2026-11-18T09:00:00Z",
    }


def test_the_same_interview_entered_twice_is_kept_once(workspace: Workspace) -> None:
    first = start_interview(workspace, moment(op_id="a1b2c3d4e5f6a7b8"), entry("Acme Robotics"))
    assert start_interview(workspace, moment(op_id="a1b2c3d4e5f6a7b8"), entry()) == first
    assert start_interview(workspace, moment(), entry("ACME  robotics", role=" analyst")) == first
    assert workspace.store.load().seq == 1


NEXT_WEEK = at("2026-11-09T10:00")


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        (entry("Acme"), entry(" ACME ", NEXT_WEEK), ["1", "2"]),
        (entry(role="Analyst"), entry(role="Engineer", held_at=NEXT_WEEK), ["1", "1"]),
        (replace(entry(), round=4), entry(held_at=NEXT_WEEK), ["4", "5"]),
    ],
    ids=["the next round", "another role", "a round that was told"],
)
def test_the_rounds_of_one_opening_are_counted(
    workspace: Workspace, first: InterviewEntry, second: InterviewEntry, numbers: list[str]
) -> None:
    for each in (first, second):
        start_interview(workspace, moment(), each)
    assert [row["round"] for row in rows(workspace, "interviews")] == numbers


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (entry(" \n\t"), "The organization is missing. Enter the organization."),
        (entry(decision_by=date(2026, 11, 1)), f"The day of the decision {BEFORE_INTERVIEW}"),
        (
            entry(held_at=SPRING_FORWARD, timezone="America/New_York"),
            "Clocks in America/New_York were set forward that day, so 02:30 did not exist."
            " Enter the time an hour later or earlier.",
        ),
        (
            entry(timezone="Mars/Olympus"),
            "“Mars/Olympus” is not a known time zone. Use a name such as Europe/Berlin.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    workspace: Workspace, wrong: InterviewEntry, sentence: str
) -> None:
    assert refusal(workspace, lambda: start_interview(workspace, moment(), wrong)) == sentence


@pytest.mark.parametrize("timezone", ["America/Phoenix", ""])
def test_the_same_time_is_taken_where_clocks_did_not_skip_it(workspace: Workspace, timezone: str) -> None:
    start_interview(workspace, moment(), entry(held_at=SPRING_FORWARD, timezone=timezone))
    assert stored(workspace, "held_at") == ("2026-03-08T02:30",)


@pytest.mark.parametrize("year", [1969, 2201])
def test_a_year_outside_the_calendar_is_a_sentence_everywhere(workspace: Workspace, year: int) -> None:
    interview_id = started(workspace)
    day, held_at = date(year, 12, 31), at(f"{year}-12-31T10:00")
    touch = TouchpointEntry(interview_id=interview_id, kind=TouchpointKind.QUESTION, sent_on=day)
    for attempt in (
        lambda: start_interview(workspace, moment(), entry("New", held_at)),
        lambda: start_interview(workspace, moment(), entry("New", decision_by=day)),
        lambda: edit_interview(workspace, moment(), interview_id, entry(held_at=held_at)),
        lambda: edit_interview(workspace, moment(), interview_id, entry(decision_by=day)),
        lambda: set_decision(workspace, moment(), interview_id, day),
        lambda: set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, day),
        lambda: record_response(workspace, moment(), interview_id, on=day),
        lambda: record_touchpoint(workspace, moment(), touch),
    ):
        assert refusal(workspace, attempt).startswith(f"The year {year} is outside 1970 to 2200.")


# --- corrected --------------------------------------------------------------------------------------


def test_correcting_keeps_what_the_form_does_not_show_and_empties_what_was_emptied(
    workspace: Workspace,
) -> None:
    interview_id = start_interview(workspace, moment(), entry(decision_by=date(2026, 11, 16), notes="x"))
    set_interest(workspace, moment(), interview_id, YesNo.YES)
    edit_interview(workspace, moment(), interview_id, entry("Acme Robots", at("2026-11-03T14:30"), role=""))
    assert stored(workspace, "organization", "held_at") == ("Acme Robots", "2026-11-03T14:30")
    assert stored(workspace, "role", "decision_by", "notes") == ("", "", "")
    kept = stored(workspace, "round", "still_interested", "created_at")
    assert kept == ("1", "yes", "2026-11-18T09:00:00Z")


@pytest.mark.parametrize(
    ("correction", "sentence"),
    [
        (
            entry(held_at=at("2026-11-12T10:00")),
            "The day of the outcome is before the interview on November 12, 2026",
        ),
        (entry(decision_by=date(2026, 11, 1)), f"The day of the decision {BEFORE_INTERVIEW}"),
    ],
)
def test_an_interview_cannot_be_moved_behind_its_own_dates(
    workspace: Workspace, correction: InterviewEntry, sentence: str
) -> None:
    interview_id = started(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.REJECTED, date(2026, 11, 10))
    said = refusal(workspace, lambda: edit_interview(workspace, moment(), interview_id, correction))
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("weeks", "decision_by"), [(0, ""), (1, "2026-11-09"), (2, "2026-11-16"), (104, "2028-10-30"), (105, "")]
)
def test_a_decision_in_one_week_to_two_years_is_counted_from_the_interview(
    workspace: Workspace, weeks: int, decision_by: str
) -> None:
    interview_id = started(workspace)
    if decision_by:
        set_decision_weeks(workspace, moment(), interview_id, weeks)
    else:
        said = refusal(workspace, lambda: set_decision_weeks(workspace, moment(), interview_id, weeks))
        assert said.startswith(f"{weeks} weeks is no time frame.")
    assert stored(workspace, "decision_by") == (decision_by,)


def test_weeks_that_leave_the_calendar_are_a_sentence(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=date(2200, 12, 31))
    said = refusal(workspace, lambda: set_decision_weeks(workspace, moment(), interview_id, 1))
    assert said.startswith("The year 2201 is outside 1970 to 2200.")


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


# --- rounds -----------------------------------------------------------------------------------------

DAYS = (date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 24))


def test_a_moved_interview_changes_places_and_undo_brings_all_back(workspace: Workspace) -> None:
    first, _, _ = [started(workspace, held_on=day) for day in DAYS]
    with taken_back(workspace) as action:
        edit_interview(workspace, action, first, entry(held_at=at("2026-11-30T10:00")))
        rounds = {row["held_at"][:10]: row["round"] for row in rows(workspace, "interviews")}
        assert rounds == {"2026-11-30": "3", "2026-11-19": "1", "2026-11-24": "2"}


def test_a_corrected_name_joins_the_rounds_and_its_people_follow(workspace: Workspace) -> None:
    later = started(workspace, held_on=DAYS[2])
    earlier = started(workspace, "Acme", held_on=DAYS[0])
    with_person(workspace, earlier)
    edit_interview(workspace, moment(), earlier, entry(held_at=at("2026-11-17T10:00")))
    records = view(workspace).records.interviews
    assert [records[each].interview.round for each in (earlier, later)] == [1, 2]
    assert [row["organization"] for row in rows(workspace, "people")] == ["Acme Robotics"]


def test_a_number_set_by_hand_stays_and_later_rounds_follow(workspace: Workspace) -> None:
    first, _, _ = [started(workspace, held_on=day) for day in DAYS]
    by_hand = replace(entry(held_at=at("2026-11-17T10:00")), round=2)
    for correction in (by_hand, entry(held_at=at("2026-11-18T10:00"))):
        edit_interview(workspace, moment(), first, correction)
        assert [row["round"] for row in rows(workspace, "interviews")] == ["2", "3", "4"]


def test_a_person_met_elsewhere_under_the_old_name_keeps_it(workspace: Workspace) -> None:
    one, other = [started(workspace, "Acme", held_on=day) for day in DAYS[:2]]
    person_id = with_person(workspace, one)
    add_interviewer(workspace, moment(), other, person_id=person_id, part=InterviewerPart.INTERVIEWER)
    alone = replace(entry("Zenith", at("2026-11-17T10:00")), this_round_only=True)
    edit_interview(workspace, moment(), one, alone)
    assert [row["organization"] for row in rows(workspace, "people")] == ["Acme"]


@pytest.mark.parametrize(
    "correction",
    [entry("Acme Robotiks", at("2026-11-17T10:00")), entry(role="Scientist", held_at=at("2026-11-17T10:00"))],
)
def test_a_corrected_name_holds_for_all_rounds_of_the_job(
    workspace: Workspace, correction: InterviewEntry
) -> None:
    first, second, _ = [started(workspace, held_on=day) for day in DAYS]
    with_person(workspace, second)
    with taken_back(workspace) as action:
        edit_interview(workspace, action, first, correction)
        stored_rounds = rows(workspace, "interviews")
        assert {(row["organization"], row["role"]) for row in stored_rounds} == {
            (correction.organization, correction.role)
        }
        assert [row["round"] for row in stored_rounds] == ["1", "2", "3"]
        assert [row["organization"] for row in rows(workspace, "people")] == [correction.organization]


def test_a_round_that_was_for_another_job_leaves_the_others_alone(workspace: Workspace) -> None:
    first, second, third = [started(workspace, held_on=day) for day in DAYS]
    alone = replace(entry(role="Scientist", held_at=at("2026-11-17T10:00")), this_round_only=True)
    edit_interview(workspace, moment(), first, alone)
    records = view(workspace).records.interviews
    assert [records[each].interview.role for each in (first, second, third)] == [
        "Scientist",
        "Analyst",
        "Analyst",
    ]
    assert [records[each].interview.round for each in (first, second, third)] == [1, 1, 2]


def test_a_role_that_is_named_for_a_message_is_the_jobs(workspace: Workspace) -> None:
    held = [entry(role="", held_at=at(f"{day}T10:00")) for day in DAYS[:2]]
    first, second = [start_interview(workspace, moment(), each) for each in held]
    analyst = started(workspace, held_on=DAYS[2])
    save_fact(workspace, moment(), second, "", "role", "Analyst")
    records = view(workspace).records.interviews
    assert [records[each].interview.role for each in (first, second, analyst)] == ["Analyst"] * 3
    assert [records[each].interview.round for each in (first, second, analyst)] == [1, 2, 3]


# --- ended ------------------------------------------------------------------------------------------


def test_an_outcome_is_saved_with_its_day_and_taken_back_whole(workspace: Workspace) -> None:
    interview_id = started(workspace)
    set_outcome(workspace, moment(), interview_id, Outcome.LET_GO, None)
    assert stored(workspace, "outcome", "outcome_on") == ("let_go", "2026-11-18")
    assert view(workspace).steps == ()
    set_outcome(workspace, moment(), interview_id, None, None)
    assert stored(workspace, "outcome", "outcome_on") == ("", "")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (1, f"The day of the outcome {BEFORE_INTERVIEW}"),
        (19, "The day of the outcome has not come yet. Choose today or an earlier day."),
    ],
)
def test_an_outcome_before_its_interview_or_in_the_future_is_refused(
    workspace: Workspace, day: int, sentence: str
) -> None:
    interview_id, on = started(workspace), date(2026, 11, day)
    said = refusal(workspace, lambda: set_outcome(workspace, moment(), interview_id, Outcome.OFFER, on))
    assert said == sentence


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LET_GO])
def test_an_interview_to_come_is_called_off_and_one_undo_puts_it_back(
    workspace: Workspace, outcome: Outcome
) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    with taken_back(workspace) as action:
        set_outcome(workspace, action, interview_id, outcome, date(2026, 11, 17))
        assert stored(workspace, "outcome", "outcome_on") == (outcome.value, "2026-11-17")


def test_an_interview_that_was_called_off_is_corrected_like_any_other(workspace: Workspace) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    set_outcome(workspace, moment(), interview_id, Outcome.WITHDRAWN, TODAY)
    edit_interview(workspace, moment(), interview_id, entry("Acme Robots", at("2026-11-25T10:00")))
    assert stored(workspace, "organization", "held_at") == ("Acme Robots", "2026-11-25T10:00")
    assert stored(workspace, "outcome", "outcome_on") == ("withdrawn", "2026-11-18")


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
        sent(workspace, interview_id, person_id=person_id, note='said "hi",\nagain')
    shared = with_person(workspace, middle, "Sam Shared", InterviewerPart.RECRUITER)
    add_interviewer(workspace, moment(), last, person_id=shared, part=InterviewerPart.INTERVIEWER)
    return middle


def test_deleting_takes_all_that_belongs_to_it_and_nobody_met_elsewhere(workspace: Workspace) -> None:
    middle = a_full_workspace(workspace)
    delete_interview(workspace, moment(), middle)
    for table in ("interviews", "interviewers", "answers", "touchpoints"):
        left = {row["interview_id"] for row in rows(workspace, table)}
        assert left
        assert middle not in left
    assert [row["name"] for row in rows(workspace, "people")] == ["Only Here", "Only Here", "Sam Shared"]


def test_undoing_a_deletion_restores_every_byte_on_disk(folder: Path) -> None:
    with opened(folder) as workspace:
        middle = a_full_workspace(workspace)
    before, action = files_of(folder), moment()
    with opened(folder) as workspace:
        delete_interview(workspace, action, middle)
    assert files_of(folder) != before
    with opened(folder) as workspace:
        workspace.undo(moment(), action.op_id)
    assert files_of(folder) == before


def test_a_person_only_written_to_elsewhere_stays(workspace: Workspace) -> None:
    here, there = started(workspace), started(workspace, "Borealis")
    person_id = with_person(workspace, here)
    sent(workspace, there, person_id=person_id)
    delete_interview(workspace, moment(), here)
    assert [row["person_id"] for row in rows(workspace, "people")] == [person_id]


def test_what_was_deleted_elsewhere_is_told_in_a_sentence(workspace: Workspace) -> None:
    interview_id = started(workspace)
    item = view(workspace).playbook.checklist[0]
    delete_interview(workspace, moment(), interview_id)
    for attempt in (
        lambda: delete_interview(workspace, moment(), interview_id),
        lambda: edit_interview(workspace, moment(), interview_id, entry()),
        lambda: set_outcome(workspace, moment(), interview_id, Outcome.OFFER, None),
        lambda: set_interest(workspace, moment(), interview_id, YesNo.NO),
        lambda: set_decision(workspace, moment(), interview_id, None),
        lambda: save_answer(workspace, moment(), interview_id, item, AnswerValue.YES),
        lambda: sent(workspace, interview_id),
        lambda: record_response(workspace, moment(), interview_id, on=TODAY),
        lambda: with_person(workspace, interview_id),
    ):
        assert "there" in refusal(workspace, attempt, NotFound).lower()
