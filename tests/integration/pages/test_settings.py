"""Settings: each field is saved at once; the data, the calendar and the workshop are looked after there."""

from dataclasses import dataclass

import pytest

from components import session
from components.settings import workshop_settings
from followup_core import web
from followup_core.calendar_token import CalendarToken, token_in
from followup_core.durable_io import UNFINISHED
from followup_core.playbook import NUMBER_NAMES
from tests.integration.services.workspaces import started

from .screen import Screen, data_dir, mine, stored

HERE = web.RequestIdentity(device_id="", bind_scope=web.BindScope.THIS_COMPUTER, port=8599)
PHONE = web.RequestIdentity(device_id="a1", bind_scope=web.BindScope.NETWORK, port=8599)


def profile() -> Screen:
    """Open the profile."""
    return Screen().open("settings")


def test_each_field_of_the_profile_is_saved_when_it_is_left_and_shown_again() -> None:
    screen = profile()
    fields = (
        ("You", "name", "Robin Ashby"),
        ("You", "email", "robin@example.org"),
        ("You", "phone", "+1 212 555 0100"),
        ("You", "strengths", "calm\ncareful"),
        ("You", "readable_handwriting", "yes"),
        ("Dates", "timezone", "America/New_York"),
        ("Dates", "country", "US"),
        ("Dates", "second_chase", "email"),
    )
    for group, field, value in fields:
        screen.choose("settings-side", group).choose(f"set-{field}", value)
        assert "**Saved.** Settings saved" in screen.text
    assert {row["key"]: row["value"] for row in stored("settings")} == {
        field: value for _, field, value in fields
    }
    again = profile()
    for group, field, value in fields:
        assert again.choose("settings-side", group).field(f"set-{field}").value == value


def test_what_an_undo_takes_back_is_gone_from_its_field() -> None:
    screen = profile().choose("set-name", "Robin").tap("Undo")
    assert (screen.field("set-name").value, stored("settings")) == ("", [])
    screen.choose("set-email", "robin@example.org")
    assert [row["key"] for row in stored("settings")] == ["email"]


def test_a_time_zone_is_found_as_its_city_is_written() -> None:
    options = profile().choose("settings-side", "Dates").field("set-timezone").options
    assert "America/New York" in options
    assert not any("_" in option for option in options)


def test_an_undone_time_zone_counts_no_more() -> None:
    screen = profile().choose("settings-side", "Dates").choose("set-timezone", "Pacific/Kiritimati")
    assert screen.tap("Undo").open("today").at.session_state["personal:timezone"] == ""


def test_the_numbers_of_the_playbook_are_shown_with_their_sources() -> None:
    screen = profile().choose("settings-side", "Dates")
    [table] = screen.at.table
    assert [str(text)[-1:] for text in table.value["What you are told"]] == ["."] * len(NUMBER_NAMES)
    assert all(str(source).strip() for source in table.value["Where that comes from"])


def test_a_backup_brings_everything_back() -> None:
    started(mine())
    screen = profile().choose("settings-side", "Your data").tap("Back up now")
    assert screen.told == ["Backed up."]
    started(mine(), "Borealis")
    assert len(stored("interviews")) == 2
    profile().choose("settings-side", "Your data").tap("Restore")
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]


def test_the_tables_of_the_folder_that_is_shown_hold_all_that_was_saved() -> None:
    started(mine(), "Acme Robotics")
    table = data_dir() / "personal" / "interviews.csv"
    assert not table.exists() or "Acme Robotics" not in table.read_text("utf-8")
    screen = profile().choose("settings-side", "Your data")
    assert str(data_dir() / "personal") in [code.value for code in screen.at.code]
    assert "Acme Robotics" in table.read_text("utf-8")
    assert "Every table is in order" in screen.text
    screen.choose("settings-side", "You").choose("set-name", "Robin").choose("settings-side", "Your data")
    assert "Robin" in (data_dir() / "personal" / "settings.csv").read_text("utf-8")
    screen.tap("Undo")
    assert stored("settings") == []


# Only on the computer itself.


@pytest.mark.parametrize("visit", [None, PHONE])
def test_phones_workshops_and_addresses_are_for_the_computer_itself(
    visit: web.RequestIdentity | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "identity_from", lambda _headers: visit)
    screen = profile()
    for side, button in (
        ("Phones", "Show the code"),
        ("Calendar", "Make the address"),
        ("Workshop", "Start the workshop"),
    ):
        assert "Open Settings there." in screen.choose("settings-side", side).text
        assert button not in screen.buttons


# The calendar.


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the pages from the computer itself."""
    monkeypatch.setattr(web, "identity_from", lambda _headers: HERE)


def calendar() -> Screen:
    return profile().choose("settings-side", "Calendar")


def calendar_token() -> CalendarToken:
    return CalendarToken(data_dir() / "subscription.json")


def codes(screen: Screen) -> list[str]:
    return [code.value for code in screen.at.code]


def downloads(screen: Screen) -> list[str]:
    return [button.label for button in screen.at.get("download_button") if hasattr(button, "label")]


def test_the_dates_of_all_interviews_or_of_one_can_be_downloaded() -> None:
    screen = calendar()
    assert downloads(screen) == []
    assert "There is no interview yet, so there are no dates." in screen.text
    interview_id = started(mine())
    assert downloads(calendar()) == ["Download your dates"]
    assert downloads(Screen().open("interview", interview_id)) == ["Add these dates to your calendar"]


@pytest.mark.usefixtures("here")
def test_an_address_is_made_shown_once_replaced_and_stopped() -> None:
    screen = calendar().tap("Make the address")
    [http] = codes(screen)
    assert http.startswith("http://localhost:8599/calendar/")
    assert [getattr(link, "url", "") for link in screen.at.get("link_button")] == [
        http.replace("http://", "webcal://")
    ]
    old = token_in(http.rsplit("/", 1)[1])
    assert calendar_token().is_valid(old)
    assert codes(screen.run()) == []
    assert "It is shown only once." in screen.text
    new = token_in(codes(screen.tap("Make a new address"))[0].rsplit("/", 1)[1])
    assert (calendar_token().is_valid(old), calendar_token().is_valid(new)) == (False, True)
    screen.tap("Stop it")
    assert screen.told == ["Stopped. The calendar program gets nothing more."]
    assert calendar_token().created_on() is None
    assert "Make the address" in screen.buttons


@pytest.mark.usefixtures("here")
def test_a_disk_that_refuses_the_address_is_said_in_a_sentence() -> None:
    screen = calendar()
    (data_dir() / f"subscription.json{UNFINISHED}").mkdir()
    screen.tap("Make the address")
    assert "could not be changed" in screen.at.error[0].value
    assert codes(screen) == []


@pytest.mark.usefixtures("here")
def test_the_sample_has_only_the_file() -> None:
    screen = Screen().tap("Look around with sample data").open("settings")
    screen.choose("sample:settings-side", "Calendar")
    assert downloads(screen) == ["Download your dates"]
    assert "Make the address" not in screen.buttons


# The workshop.

LINK = "http://localhost:8601/host/secret"


@dataclass
class FakeProgram:
    """A program that starts and stops at once."""

    link: str = ""
    failure: str = ""

    @property
    def is_running(self) -> bool:
        return bool(self.link)

    def start(self) -> None:
        self.link = LINK

    def stop(self) -> None:
        self.link = ""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> FakeProgram:
    fake = FakeProgram()
    monkeypatch.setattr(workshop_settings, "workshop_program", lambda: fake)
    monkeypatch.setattr(session, "identity", lambda: HERE)
    return fake


def test_a_workshop_is_started_entered_and_stopped_without_a_command(program: FakeProgram) -> None:
    screen = profile().choose("settings-side", "Workshop")
    assert "Your own interviews stay here. No phone can reach them." in screen.text
    screen.tap("Start the workshop")
    assert LINK in screen.addresses
    screen.tap("Stop the workshop").tap("No, let it run")
    assert program.is_running
    screen.tap("Stop the workshop").tap("Yes, stop it")
    assert not program.is_running
    assert "Start the workshop" in screen.buttons


def test_why_it_did_not_start_is_said_with_the_way_to_try_again(program: FakeProgram) -> None:
    program.failure = "It didn't start: No port is free"
    screen = profile().choose("settings-side", "Workshop")
    assert "It didn't start\\: No port is free" in screen.text
    assert "Start the workshop" in screen.buttons
