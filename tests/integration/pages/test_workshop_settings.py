"""Settings, Workshop: it says what starting does, starts it, leads there, and stops it after a question."""

from dataclasses import dataclass

import pytest

from components import session
from components.settings import workshop_settings
from followup_core import web

from .screen import Screen

_HERE = web.RequestIdentity(device_id="", reach=web.BindScope.THIS_COMPUTER, port=8599)
_PHONE = web.RequestIdentity(device_id="a1", reach=web.BindScope.NETWORK, port=8599)
_LINK = "http://localhost:8601/host/secret"


@dataclass
class FakeProgram:
    """A program that starts and stops at once."""

    link: str = ""
    failure: str = ""

    @property
    def is_running(self) -> bool:
        return bool(self.link)

    def start(self) -> None:
        self.link = _LINK

    def stop(self) -> None:
        self.link = ""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> FakeProgram:
    fake = FakeProgram()
    monkeypatch.setattr(workshop_settings, "workshop_program", lambda: fake)
    monkeypatch.setattr(session, "identity", lambda: _HERE)
    return fake


def settings() -> Screen:
    return Screen().open("settings").choose("settings-side", "Workshop")


def test_a_workshop_is_started_entered_and_stopped_without_a_command(program: FakeProgram) -> None:
    screen = settings()
    assert "Your own interviews stay here. No phone can reach them." in screen.text
    screen.tap("Start the workshop")
    assert _LINK in screen.addresses
    screen.tap("Stop the workshop").tap("No, let it run")
    assert program.is_running
    screen.tap("Stop the workshop").tap("Yes, stop it")
    assert not program.is_running
    assert "Start the workshop" in screen.buttons


def test_why_it_did_not_start_is_said_with_the_way_to_try_again(program: FakeProgram) -> None:
    program.failure = "No port is free"
    screen = settings()
    assert "It didn't start: No port is free" in screen.text
    assert "Start the workshop" in screen.buttons


@pytest.mark.usefixtures("program")
def test_a_paired_phone_cannot_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "identity", lambda: _PHONE)
    screen = settings()
    assert "Open Settings there." in screen.text
    assert "Start the workshop" not in screen.buttons
