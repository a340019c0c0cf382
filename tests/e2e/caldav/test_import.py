"""Imported twice into a calendar server over HTTP: one entry each, the second as the later version.

A calendar program imports a file entry by entry: one resource a UID, with the zones it needs. It keeps
what it has unless the new one's SEQUENCE is at least as great.
"""

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

import httpx
import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from radicale import config
from radicale.app import Application

from followup_core.services.calendar_feed import calendar_file
from followup_core.services.candidate_settings import save_settings
from followup_core.services.interview_service import delete_interview, edit_interview, start_interview
from followup_core.services.workspace import Workspace
from tests.integration.services.workspaces import at, entry, moment, opened, started, with_person

TODAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HOME = "/robin/dates/"
QUERY = """<?xml version="1.0"?><C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>
</C:calendar-query>"""


class Quiet(WSGIRequestHandler):
    """Answers without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        pass


class CalendarProgram:
    """A calendar program with one calendar on a server."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        made = client.request("MKCALENDAR", HOME)
        assert made.status_code == 201, made.text

    def bring_in(self, raw: bytes) -> None:
        """Import a file: put each entry that is no older than the one that is there."""
        calendar: Any = icalendar.Calendar.from_ical(raw)
        for event in calendar.events:
            path = f"{HOME}{event['uid']}.ics"
            there = self._client.get(path)
            if there.is_success and int(self._only(there.text).sequence.value) > int(event["sequence"]):
                continue
            single = icalendar.Calendar()
            single.add("prodid", calendar["prodid"])
            single.add("version", "2.0")
            for part in (*calendar.timezones, event):
                single.add_component(part)
            headers = {"Content-Type": "text/calendar; charset=utf-8"}
            answer = self._client.put(path, content=single.to_ical(), headers=headers)
            assert answer.status_code in (201, 204), answer.text

    def entries(self) -> Mapping[str, Any]:
        """Return what the server has, by id, as another library reads it."""
        answer = self._client.request("REPORT", HOME, content=QUERY, headers={"Depth": "1"})
        assert answer.status_code == 207, answer.text
        parts = answer.text.split("BEGIN:VCALENDAR")[1:]
        found = [self._only("BEGIN:VCALENDAR" + _unescaped(part.split("</")[0])) for part in parts]
        events = {event.uid.value: event for event in found}
        assert len(events) == len(found), "nothing is doubled"
        return events

    def _only(self, text: str) -> Any:
        [event] = vobject.readOne(text).vevent_list
        return event


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&#13;", "\r")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[CalendarProgram]:
    """A calendar server on a free port of this computer, without accounts, and a program that uses it."""
    settings = config.load()
    settings.update(
        {
            "auth": {"type": "none"},
            "rights": {"type": "authenticated"},
            "storage": {"filesystem_folder": str(tmp_path / "calendars")},
            "logging": {"level": "critical"},
        },
        "test",
        privileged=True,
    )
    server: WSGIServer = make_server("127.0.0.1", 0, Application(settings), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        with httpx.Client(base_url=address, auth=("robin", ""), trust_env=False) as client:
            yield CalendarProgram(client)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """A workspace with two interviews, one of them to come in another zone."""
    with opened(folder) as found:
        save_settings(found, moment(TODAY), {"timezone": "Europe/Berlin"})
        with_person(found, started(found))
        coming = entry("Borealis", at("2026-11-20T13:00"), timezone="America/New_York")
        with_person(found, start_interview(found, moment(TODAY), coming), "Lee Chan, M&A <lead>")
        yield found


def file(workspace: Workspace, folder: Path, when: datetime = NOW) -> bytes:
    return calendar_file(workspace.view(TODAY), folder, made_at=when)


def ours(raw: bytes) -> dict[str, Any]:
    calendar: Any = icalendar.Calendar.from_ical(raw)
    return {str(event["uid"]): event for event in calendar.events}


def test_what_was_imported_reads_back_the_same(
    program: CalendarProgram, workspace: Workspace, folder: Path
) -> None:
    raw = file(workspace, folder)
    program.bring_in(raw)
    stored, made = program.entries(), ours(raw)
    assert stored.keys() == made.keys()
    assert len(made) == 10
    for uid, event in made.items():
        there = stored[uid]
        assert there.summary.value == str(event["summary"])
        assert there.description.value == str(event["description"])
        assert int(there.sequence.value) == int(event["sequence"])
        if isinstance(event.start, datetime):
            assert there.dtstart.value.astimezone(UTC) == event.start.astimezone(UTC)
            assert there.dtend.value.astimezone(UTC) == event.end.astimezone(UTC)
        else:
            assert (there.dtstart.value, there.dtend.value) == (event.start, event.end)
        alarms = [alarm.trigger.value for alarm in getattr(there, "valarm_list", [])]
        assert alarms == [alarm["trigger"].dt for alarm in event.walk("VALARM")]


def test_an_interview_in_another_zone_is_not_an_hour_off(
    program: CalendarProgram, workspace: Workspace, folder: Path
) -> None:
    program.bring_in(file(workspace, folder))
    starts = {event.summary.value: event.dtstart.value for event in program.entries().values()}
    borealis = starts["Interview: Borealis, Analyst"]
    assert borealis.astimezone(UTC) == datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    acme = starts["Interview: Acme Robotics, Analyst"]
    assert acme.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None) == at("2026-11-02T10:00")


def test_a_second_import_doubles_nothing_and_changes_nothing(
    program: CalendarProgram, workspace: Workspace, folder: Path
) -> None:
    program.bring_in(file(workspace, folder))
    first = {uid: event.sequence.value for uid, event in program.entries().items()}
    program.bring_in(file(workspace, folder, LATER))
    assert {uid: event.sequence.value for uid, event in program.entries().items()} == first


def test_a_second_import_brings_what_changed_and_cancels_what_is_gone(
    program: CalendarProgram, workspace: Workspace, folder: Path
) -> None:
    program.bring_in(file(workspace, folder))
    before = program.entries()
    acme, borealis = workspace.view(TODAY).records.interviews
    edit_interview(
        workspace, moment(TODAY), borealis, entry("Borealis", at("2026-11-20T15:30"), timezone="UTC")
    )
    delete_interview(workspace, moment(TODAY), acme)
    program.bring_in(file(workspace, folder, LATER))
    after = program.entries()
    assert after.keys() == before.keys()
    gone = {uid for uid, event in after.items() if hasattr(event, "status")}
    assert {after[uid].status.value for uid in gone} == {"CANCELLED"}
    assert len(gone) == 5
    assert all("Acme" in before[uid].summary.value or "Dana" in before[uid].summary.value for uid in gone)
    assert all(int(after[uid].sequence.value) > int(before[uid].sequence.value) for uid in gone)
    [moved] = [event for event in after.values() if event.summary.value == "Interview: Borealis, Analyst"]
    assert moved.dtstart.value.astimezone(UTC) == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def test_an_older_file_imported_late_changes_nothing(
    program: CalendarProgram, workspace: Workspace, folder: Path
) -> None:
    old = file(workspace, folder)
    acme = next(iter(workspace.view(TODAY).records.interviews))
    edit_interview(workspace, moment(TODAY), acme, entry(held_at=at("2026-11-02T11:00")))
    program.bring_in(file(workspace, folder, LATER))
    new = {uid: event.dtstart.value for uid, event in program.entries().items()}
    program.bring_in(old)
    assert {uid: event.dtstart.value for uid, event in program.entries().items()} == new
