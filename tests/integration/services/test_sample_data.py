"""The sample: invented, dated relative to the day, with something to see on every day of the year."""

import csv
from datetime import date, datetime, timedelta

import pytest

from followup_core.models import SCHEMA
from followup_core.services import today_overview as coach_today
from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace import Workspace
from followup_core.services.workspace_registry import SAMPLE_DIR

from .workspaces import everything, moment, rows, started, taken_back, view

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.thorough)])
def test_the_sample_has_something_to_do_to_leave_alone_and_ahead_on_every_day_of_the_year(
    workspace: Workspace, every: int
) -> None:
    """Nine days apart all weekdays come up."""
    for number in range(0, 366, every):
        day = NEW_YEAR + timedelta(days=number)
        load_sample_data(workspace, moment(day), SAMPLE_DIR)
        shown = coach_today.today_overview(view(workspace, day))
        assert shown.do_now, day
        assert shown.waiting, day
        assert shown.coming, day
        assert shown.closed, day
        assert not shown.empty
        held = [datetime.fromisoformat(row["held_at"]) for row in rows(workspace, "interviews")]
        assert all(at.weekday() < 5 for at in held), day
        assert workspace.store.problems() == (), day


def test_dates_of_the_sample_move_with_the_day(workspace: Workspace) -> None:
    wednesday = date(2026, 11, 18)
    load_sample_data(workspace, moment(wednesday), SAMPLE_DIR)
    held = {row["interview_id"]: row["held_at"] for row in rows(workspace, "interviews")}
    assert held["sample-northlight"] == "2026-11-17T10:00"
    assert held["sample-lindqvist-2"] == "2026-11-20T13:00", "four days on is a Sunday, so Friday before it"
    load_sample_data(workspace, moment(wednesday + timedelta(days=7)), SAMPLE_DIR)
    later = {row["interview_id"]: row["held_at"] for row in rows(workspace, "interviews")}
    assert later["sample-northlight"] == "2026-11-24T10:00"
    assert len(later) == len(held)


def test_filling_again_forgets_what_was_tried_and_is_one_action_that_can_be_taken_back(
    workspace: Workspace,
) -> None:
    with taken_back(workspace) as action:
        load_sample_data(workspace, action, SAMPLE_DIR)
        assert [recent.operation.label for recent in workspace.recent()] == ["Sample data"]
    load_sample_data(workspace, moment(), SAMPLE_DIR)
    fresh = everything(workspace)
    started(workspace, "Tried Out")
    load_sample_data(workspace, moment(), SAMPLE_DIR)
    assert everything(workspace) == fresh


def test_nobody_in_the_sample_can_be_written_to() -> None:
    with (SAMPLE_DIR / "people.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    assert people
    assert all(row["email"].endswith("@example.org") or not row["email"] for row in people)
    assert all("555 01" in row["phone"] or not row["phone"] for row in people)


def test_the_sample_has_every_column_of_every_table() -> None:
    for name, schema in SCHEMA.items():
        with (SAMPLE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file))) == schema.columns
