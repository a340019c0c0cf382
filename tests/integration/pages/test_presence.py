"""Who is here: a phone with its page open, or one that had it open a moment ago."""

import pytest

from components import presence


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "_participant_of_session", {})
    monkeypatch.setattr(presence, "_last_seen", {})


def test_a_phone_is_here_for_some_minutes_after_its_screen_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(presence, "_now", lambda: now)
    presence.note_page("w", "a")
    presence.note_page("other", "b")
    now += 500
    assert presence.present("w") == {"a"}
    now += 200
    assert presence.present("w") == frozenset()


def test_a_phone_whose_page_is_connected_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    now, connected = 1_000.0, True
    monkeypatch.setattr(presence, "_now", lambda: now)
    monkeypatch.setattr(presence, "_is_connected", lambda session_id: connected)
    presence._participant_of_session["session"] = ("w", "a")
    for _ in range(5):
        now += 500
        assert presence.present("w") == {"a"}
    connected = False
    now += 700
    assert presence.present("w") == frozenset()
