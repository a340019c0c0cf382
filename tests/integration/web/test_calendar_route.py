"""The calendar's address: for this computer, by its secret, and by nothing else."""

from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest

from followup_core.calendar_token import CalendarToken, NotStored, calendar_address, token_in
from followup_core.clock import Clock
from tests.integration.web.served_program import Served

NOW = datetime(2026, 11, 22, 23, 30).astimezone()  # late in the evening where the computer is
NO_SUCH = "There is no calendar at this address. Make a new address in Settings, Calendar.\n"


@pytest.fixture
def subscription(at_home: Served) -> CalendarToken:
    return CalendarToken(at_home.data / "subscription.json")


def test_the_secret_is_good_until_it_is_renewed_or_stopped(tmp_path: Path) -> None:
    subscription = CalendarToken(tmp_path / "subscription.json")
    assert (subscription.created_on(), subscription.is_valid("")) == (None, False)
    first = subscription.renew(NOW)
    assert (subscription.created_on(), subscription.is_valid(first)) == (date(2026, 11, 22), True)
    second = subscription.renew(NOW)
    assert (subscription.is_valid(first), subscription.is_valid(second)) == (False, True)
    subscription.revoke()
    assert (subscription.created_on(), subscription.is_valid(second)) == (None, False)
    subscription.revoke()


def test_the_file_holds_no_secret_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "subscription.json"
    token = CalendarToken(path).renew(NOW)
    assert len(token) == 43  # 256 bits
    assert token not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "[" * 100_000, '{"schema": 2}'),
        '{"schema": 1, "hash": "", "made_on": "2026-11-22"}',
        '{"schema": 1, "hash": 5, "made_on": "2026-11-22"}',
    ],
)
def test_a_damaged_file_lets_nobody_in_and_can_be_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "subscription.json"
    path.write_text(text)
    subscription = CalendarToken(path)
    assert (subscription.created_on(), subscription.is_valid("")) == (None, False)
    assert subscription.is_valid(subscription.renew(NOW))


def test_a_disk_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotStored, match="could not be changed"):
        CalendarToken(tmp_path / "file" / "subscription.json").renew(NOW)


def test_an_address_names_its_secret() -> None:
    assert calendar_address(8501, "abc") == "http://localhost:8501/calendar/abc.ics"
    assert calendar_address(8501, "abc", "webcal") == "webcal://localhost:8501/calendar/abc.ics"
    assert [token_in(name) for name in ("abc.ics", "abc", ".ics", "")] == ["abc", "", "", ""]


def test_the_right_address_gives_the_calendar(at_home: Served, subscription: CalendarToken) -> None:
    answer = at_home.get(f"/calendar/{subscription.renew(NOW)}.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar["x-wr-calname"] == "After the Interview"
    titles = [str(event["summary"]) for event in calendar.events]
    assert titles == [
        "Interview: Acme Robotics, Analyst",
        "Thank the people you met, Acme Robotics",
        "Email Acme Robotics for an update",
        "Leave Acme Robotics a short voicemail",
        "Let Acme Robotics go",
    ]


def test_the_gate_stands_before_the_calendar(at_home: Served, subscription: CalendarToken) -> None:
    token = subscription.renew(NOW)
    path = f"/calendar/{token}.ics"
    first, second = (icalendar.Calendar.from_ical(at_home.get(path).content) for _ in range(2))
    assert [event["sequence"] for event in first.events] == [event["sequence"] for event in second.events]
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-For": "127.0.0.1"}):
        answer = at_home.get(path, headers=headers)
        assert (answer.status_code, "BEGIN:VCALENDAR" in answer.text) == (403, False)
    subscription.revoke()
    assert at_home.get(path).status_code == 404
    assert token not in at_home.said.read_text()


def test_a_wrong_address_is_a_plain_sentence(at_home: Served, subscription: CalendarToken) -> None:
    subscription.renew(NOW)
    for name in ("wrong.ics", "x", ".ics", "%ff.ics", "a" * 3000 + ".ics"):
        answer = at_home.get(f"/calendar/{name}")
        assert (answer.status_code, answer.text) == (404, NO_SUCH), name
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"


def test_neither_an_unpaired_nor_a_paired_phone_gets_the_calendar(on_network: Served, lan: str) -> None:
    path = f"/calendar/{CalendarToken(on_network.data / 'subscription.json').renew(NOW)}.ics"
    answer = on_network.get(path, host=lan)
    assert (answer.status_code, "BEGIN:VCALENDAR" in answer.text) == (403, False)
    now = Clock().moment()
    cookie = on_network.phones.redeem(on_network.phones.new_token(now), "iPhone", now)
    answer = on_network.get(path, host=lan, headers={"Cookie": f"followup_phone={cookie}"})
    assert (answer.status_code, answer.text.startswith("This calendar is only for")) == (403, True)
