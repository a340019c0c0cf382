"""Settings, Calendar: the file, and an address that is shown once and can be taken back."""

from typing import Any

import pytest

from followup_core import web
from followup_core.calendar_token import CalendarToken, token_in
from followup_core.durable_io import UNFINISHED
from tests.integration.services.workspaces import started

from .screen import Screen, data_dir, mine

_HERE = web.RequestIdentity(device_id="", reach=web.BindScope.THIS_COMPUTER, port=8599)
_PHONE = web.RequestIdentity(device_id="a1", reach=web.BindScope.NETWORK, port=8599)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the pages from the computer itself."""
    monkeypatch.setattr(web, "identity_from", lambda _headers: _HERE)


def calendar() -> Screen:
    return Screen().open("settings").choose("settings-side", "Calendar")


def calendar_token() -> CalendarToken:
    return CalendarToken(data_dir() / "subscription.json")


def codes(screen: Screen) -> list[str]:
    return [code.value for code in screen.at.code]


def labels(screen: Screen) -> list[str]:
    found: list[Any] = list(screen.at.get("download_button"))
    return [button.label for button in found]


def test_without_an_interview_there_is_no_file() -> None:
    screen = calendar()
    assert labels(screen) == []
    assert "There is no interview yet, so there are no dates." in screen.text


def test_the_dates_can_be_downloaded() -> None:
    started(mine())
    assert labels(calendar()) == ["Download your dates"]


def test_one_interviews_dates_can_be_downloaded_on_its_page() -> None:
    interview_id = started(mine())
    started(mine(), "Borealis")
    assert labels(Screen().open("interview", interview_id)) == ["Add these dates to your calendar"]


@pytest.mark.usefixtures("here")
def test_an_address_is_made_shown_once_and_stopped() -> None:
    screen = calendar().tap("Make the address")
    [http] = codes(screen)
    assert http.startswith("http://localhost:8599/calendar/")
    assert [getattr(link, "url", "") for link in screen.at.get("link_button")] == [
        http.replace("http://", "webcal://")
    ]
    assert calendar_token().is_valid(token_in(http.rsplit("/", 1)[1]))
    assert codes(screen.run()) == []
    assert "It is shown only once." in screen.text
    screen.tap("Stop it")
    assert screen.told == ["Stopped. The calendar program gets nothing more."]
    assert calendar_token().created_on() is None
    assert "Make the address" in screen.buttons


@pytest.mark.usefixtures("here")
def test_a_new_address_takes_the_place_of_the_old_one() -> None:
    screen = calendar().tap("Make the address")
    old = token_in(codes(screen)[0].rsplit("/", 1)[1])
    new = token_in(codes(screen.tap("Make a new address"))[0].rsplit("/", 1)[1])
    assert (calendar_token().is_valid(old), calendar_token().is_valid(new)) == (False, True)


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
    assert labels(screen) == ["Download your dates"]
    assert "Make the address" not in screen.buttons


@pytest.mark.parametrize("visit", [None, _PHONE])
def test_anywhere_else_no_address_is_made(
    visit: web.RequestIdentity | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "identity_from", lambda _headers: visit)
    screen = calendar()
    assert "Make the address" not in screen.buttons
    assert "Open Settings there." in screen.text
