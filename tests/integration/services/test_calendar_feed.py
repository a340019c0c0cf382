"""The candidate's dates: a second file updates the first, and nothing is doubled or left behind."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from followup_core.clock import Clock
from followup_core.models import Format, Outcome
from followup_core.services import calendar_sync
from followup_core.services.calendar_feed import CalendarFeed, calendar_file
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import (
    delete_interview,
    edit_interview,
    set_decision,
    set_outcome,
    start_interview,
)
from followup_core.services.workspace import Workspace

from .workspaces import at, entry, moment, started, thanked, with_person

TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def clock_at(moment: datetime) -> Clock:
    return Clock(system_time=lambda: moment)


Events = Mapping[str, Any]


def file(
    workspace: Workspace, folder: Path, when: datetime = NOW, interview_id: str = "", day: date = TODAY
) -> Events:
    """Make a file and read it: its events by their ids."""
    raw = calendar_file(workspace.view(day), folder, interview_id=interview_id, made_at=when)
    return read(raw)


def read(raw: bytes) -> Events:
    listed = list(icalendar.Calendar.from_ical(raw).events)
    events = {str(event["uid"]): event for event in listed}
    assert len(events) == len(listed), "every event is there once"
    return events


def titles(events: Events) -> list[str]:
    return [str(event["summary"]) for event in events.values() if "status" not in event]


def canceled(events: Events) -> list[str]:
    return [str(event["summary"]) for event in events.values() if event.get("status") == "CANCELLED"]


def sequences(events: Events) -> dict[str, int]:
    return {uid: int(event["sequence"]) for uid, event in events.items()}


def test_a_file_has_the_interview_with_its_hour_and_each_planned_step(
    workspace: Workspace, folder: Path
) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id)
    events = file(workspace, folder)
    assert titles(events) == [
        "Interview: Acme Robotics, Analyst",
        "Thank Dana Ruiz by email, Acme Robotics",
        "Email Dana Ruiz for an update, Acme Robotics",
        "Leave Dana Ruiz a short voicemail, Acme Robotics",
        "Let Acme Robotics go",
    ]
    first, *steps = events.values()
    assert (first.start, first.end) == (at("2026-11-02T10:00"), at("2026-11-02T11:00"))
    assert "With Dana Ruiz." in first["description"]
    assert all(type(step.start) is date for step in steps)


def test_an_interview_stands_in_its_own_zone_and_reminds_an_hour_before(
    workspace: Workspace, folder: Path
) -> None:
    coming = entry(held_at=at("2026-11-20T13:00"), timezone="America/New_York", notes="Place: 12 Quay Street")
    start_interview(workspace, moment(TODAY), coming)
    raw = calendar_file(workspace.view(TODAY), folder, made_at=NOW)
    [event] = [event for event in read(raw).values() if isinstance(event.start, datetime)]
    assert event.start.astimezone(UTC) == datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    assert event["location"] == "12 Quay Street"
    [alarm] = event.walk("VALARM")
    assert alarm["trigger"].dt == -HOUR
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/New_York" in raw


def test_without_a_zone_of_its_own_the_candidates_counts(workspace: Workspace, folder: Path) -> None:
    save_settings(workspace, moment(TODAY), {"timezone": "Europe/Berlin"})
    started(workspace)
    [event] = [event for event in file(workspace, folder).values() if isinstance(event.start, datetime)]
    assert event.start.astimezone(UTC) == datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert event.walk("VALARM") == [], "it is over"


def test_what_changed_gets_a_greater_number_and_nothing_else_does(workspace: Workspace, folder: Path) -> None:
    changed = started(workspace)
    started(workspace, "Borealis")
    first = file(workspace, folder)
    assert sequences(file(workspace, folder, NOW + HOUR)) == sequences(first)
    set_decision(workspace, moment(TODAY), changed, date(2026, 11, 24))
    second = file(workspace, folder, NOW + HOUR)
    assert first.keys() == second.keys()
    grown = [uid for uid in first if sequences(second)[uid] > sequences(first)[uid]]
    same = [uid for uid in first if sequences(second)[uid] == sequences(first)[uid]]
    assert (len(grown), len(same)) == (3, 7), "the three steps that wait for the decision"
    assert not any("Borealis" in str(first[uid]["summary"]) for uid in grown)


def test_two_changes_within_a_minute_count_on(workspace: Workspace, folder: Path) -> None:
    interview_id, numbers = started(workspace), []
    for hour in (10, 11, 12):
        moved = entry(held_at=at(f"2026-11-02T{hour}:00"))
        edit_interview(workspace, moment(TODAY), interview_id, moved)
        numbers.append(next(iter(sequences(file(workspace, folder)).values())))
    assert numbers == sorted(set(numbers))


def test_a_step_that_was_done_is_canceled_without_a_name(workspace: Workspace, folder: Path) -> None:
    interview_id = started(workspace)
    person_id = with_person(workspace, interview_id)
    first = file(workspace, folder)
    thanked(workspace, interview_id, TODAY, person_id)
    second = file(workspace, folder, NOW + HOUR)
    assert canceled(second) == ["No longer planned: Thank-you email"]
    [gone] = [uid for uid, event in second.items() if event.get("status") == "CANCELLED"]
    assert first[gone]["summary"] == "Thank Dana Ruiz by email, Acme Robotics"
    assert sequences(second)[gone] > sequences(first)[gone]
    assert second[gone].walk("VALARM") == []


def test_a_cancellation_is_repeated_for_two_months_and_then_forgotten(
    workspace: Workspace, folder: Path
) -> None:
    interview_id = started(workspace)
    with_person(workspace, interview_id)
    file(workspace, folder)
    delete_interview(workspace, moment(TODAY), interview_id)
    first = file(workspace, folder, NOW + HOUR)
    assert (len(canceled(first)), titles(first)) == (5, [])
    later = file(workspace, folder, NOW + timedelta(days=60), day=TODAY + timedelta(days=60))
    assert sequences(later) == sequences(first)
    assert file(workspace, folder, NOW + timedelta(days=61), day=TODAY + timedelta(days=61)) == {}
    assert json.loads((folder / "calendar.json").read_bytes())["events"] == {}


def test_what_is_planned_again_comes_back_with_a_greater_number(workspace: Workspace, folder: Path) -> None:
    interview_id = started(workspace)
    first = file(workspace, folder)
    ended = moment(TODAY)
    set_outcome(workspace, ended, interview_id, Outcome.REJECTED, TODAY)
    second = file(workspace, folder, NOW + HOUR)
    assert len(canceled(second)) == 4
    workspace.undo(moment(TODAY), ended.op_id)
    third = file(workspace, folder, NOW + 2 * HOUR)
    assert (titles(third), canceled(third)) == (titles(first), [])
    back = [uid for uid in second if second[uid].get("status") == "CANCELLED"]
    assert all(sequences(third)[uid] > sequences(second)[uid] for uid in back)


def test_an_interview_that_was_called_off_leaves_the_calendar(workspace: Workspace, folder: Path) -> None:
    interview_id = started(workspace, held_on=date(2026, 11, 20))
    assert "Interview: Acme Robotics, Analyst" in titles(file(workspace, folder))
    set_outcome(workspace, moment(TODAY), interview_id, Outcome.WITHDRAWN, TODAY)
    assert "No longer planned: Interview" in canceled(file(workspace, folder, NOW + HOUR))
    after = date(2026, 11, 21)
    assert titles(file(workspace, folder, NOW + timedelta(days=18), day=after)) == [], "it wasn't held"


def test_one_interviews_file_has_the_same_events_and_leaves_the_others_alone(
    workspace: Workspace, folder: Path
) -> None:
    mine, other = started(workspace), started(workspace, "Borealis")
    everything = file(workspace, folder)
    alone = file(workspace, folder, NOW + HOUR, mine)
    assert sequences(alone) == {
        uid: number
        for uid, number in sequences(everything).items()
        if "Acme" in str(everything[uid]["summary"])
    }
    assert canceled(file(workspace, folder, NOW + HOUR, other)) == []


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff",
        b"[]",
        b'{"schema": 2, "events": {}}',
        b'{"schema": 1, "events": {"a": {}}}',
        b'{"schema": 1, "events": {"a": {"sequence": 1, "digest": "", "day": "x", "what": "",'
        b' "interview_id": "", "cancelled_on": ""}}}',
        b"[" * 200_000,
        b" " * 3_000_000,
    ],
    ids=lambda damage: f"{damage[:30]!r}",
)
def test_a_damaged_record_is_forgotten_and_the_numbers_still_grow(
    workspace: Workspace, folder: Path, damage: bytes
) -> None:
    started(workspace)
    first = sequences(file(workspace, folder))
    (folder / "calendar.json").write_bytes(damage)
    second = sequences(file(workspace, folder, NOW + HOUR))
    assert first.keys() == second.keys()
    assert all(second[uid] > first[uid] for uid in first)
    assert sequences(file(workspace, folder, NOW + 2 * HOUR)) == second


def test_the_record_stays_small_holds_no_name_and_is_its_owners(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_sync, "_MAX_EVENTS", 3)
    with_person(workspace, started(workspace))
    assert len(file(workspace, folder)) == 5
    record = folder / "calendar.json"
    assert len(json.loads(record.read_bytes())["events"]) == 3
    assert not [name for name in ("Dana", "Acme") if name in record.read_text()]
    assert record.stat().st_mode & 0o077 == 0


def test_a_disk_that_refuses_the_record_does_not_cost_the_file(workspace: Workspace, folder: Path) -> None:
    started(workspace)
    (folder / "calendar.json").mkdir()
    assert len(file(workspace, folder)) == 5


def test_the_feed_has_a_name_and_the_same_events_and_nothing_canceled(
    workspace: Workspace, folder: Path
) -> None:
    interview_id = started(workspace)
    feed = CalendarFeed()
    raw = feed.calendar(workspace, clock_at(NOW))
    assert b"X-WR-CALNAME:After the Interview\r\n" in raw
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in raw
    assert read(raw).keys() == file(workspace, folder).keys()
    assert sequences(read(feed.calendar(workspace, clock_at(NOW + HOUR)))) == sequences(read(raw))
    delete_interview(workspace, moment(TODAY), interview_id)
    assert read(feed.calendar(workspace, clock_at(NOW + 2 * HOUR))) == {}


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Auckland", date(2026, 11, 24)), ("America/Los_Angeles", date(2026, 11, 23))]
)
def test_the_feeds_day_is_the_candidates(workspace: Workspace, zone: str, day: date) -> None:
    save_settings(workspace, moment(TODAY), {"timezone": zone})
    started(workspace)
    raw = CalendarFeed().calendar(workspace, clock_at(datetime(2026, 11, 24, 1, 0, tzinfo=UTC)))
    steps = [event.start for event in read(raw).values() if type(event.start) is date]
    assert min(steps) == day, "what is overdue stands on today"


def test_the_form_is_told_in_a_word(workspace: Workspace, folder: Path) -> None:
    interview_id = started(workspace)
    corrected = replace(entry("Acme", role=""), format=Format.VIDEO, round=2)
    edit_interview(workspace, moment(TODAY), interview_id, corrected)
    first = next(iter(file(workspace, folder).values()))
    assert (first["summary"], first["description"]) == ("Interview, round 2: Acme", "Video.")
