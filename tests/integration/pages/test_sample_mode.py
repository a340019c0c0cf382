"""Looking around with sample data: the person's own workspace is never touched."""

import pytest
from streamlit.testing.v1 import AppTest

from followup_core.services.sample_data import load_sample_data
from followup_core.services.workspace_registry import SAMPLE_DIR
from tests.integration.services.workspaces import everything, moment, rows, started
from tests.support.program import nothing_left

from .screen import ROUTER, Screen, data_dir, mine, stored, the_sample

LOOK_AROUND = "Look around with sample data"

BANNER = "**Sample data.** What you change isn't kept."


def looking_around() -> Screen:
    """Open the sample from the empty start."""
    return Screen().tap(LOOK_AROUND)


def test_the_sample_is_shown_with_its_banner_and_what_is_tried_is_saved_there() -> None:
    screen = looking_around()
    assert BANNER in screen.words
    assert screen.titles == ["Six things to do now"]
    assert [folded.label for folded in screen.at.expander] == [
        "**Leave alone:** Quayside Insurance until November 24, and two others"
    ]
    assert [header.value for header in screen.at.header] == ["Coming up", "Recently ended"]
    assert len(rows(the_sample(), "interviews")) > 5
    before = len(rows(the_sample(), "touchpoints"))
    screen.tap("Mark as sent")
    assert len(rows(the_sample(), "touchpoints")) == before + 1
    screen.tap("Undo")
    assert len(rows(the_sample(), "touchpoints")) == before


def test_looking_around_leaves_no_trace_in_the_own_workspace() -> None:
    screen = looking_around()
    for page in ("interviews", "checklist", "settings"):
        screen.open(page)
        assert BANNER in screen.words
    screen.open("today").tap("Mark as sent").tap("They answered")
    assert all(not found for _, found in everything(mine()).values())
    assert not (data_dir() / "personal" / "interviews.csv").exists()


def test_what_is_saved_after_coming_back_is_ones_own() -> None:
    screen = looking_around().tap("Back to mine")
    assert BANNER not in screen.words
    assert LOOK_AROUND in screen.buttons
    screen.fill("start-organization", "Acme Robotics").tap("Show me what to do")
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics"]
    assert "Acme Robotics" not in [row["organization"] for row in rows(the_sample(), "interviews")]
    assert BANNER not in reloaded(screen).words


def reloaded(screen: Screen) -> Screen:
    """Load the same address again, in a session of its own."""
    again = Screen.__new__(Screen)
    again.at = AppTest.from_file(str(ROUTER), default_timeout=60)
    for name, values in screen.at.query_params.items():
        again.at.query_params[name] = values
    return again.run()


def test_a_reload_of_the_sample_shows_the_sample_as_it_was_left() -> None:
    screen = looking_around()
    screen.tap("Mark as sent")
    left = rows(the_sample(), "touchpoints")
    again = reloaded(screen.open("today"))
    assert BANNER in again.words
    assert rows(the_sample(), "touchpoints") == left
    assert "sample" in again.open("interviews").at.query_params


def test_a_reload_where_the_sample_is_gone_fills_it_again() -> None:
    screen = looking_around()
    the_sample().execute(moment(), "Emptied", nothing_left)
    again = reloaded(screen)
    assert BANNER in again.words
    assert len(rows(the_sample(), "interviews")) > 5


def test_the_sample_can_be_entered_with_data_of_ones_own() -> None:
    started(mine())
    screen = Screen().open("settings").choose("settings-side", "Your data").tap(LOOK_AROUND)
    assert BANNER in screen.words


@pytest.mark.thorough
def test_a_late_tap_in_the_sample_never_writes_to_the_own_workspace() -> None:
    # A phone that slept: the session is gone, the page is still there, and its next tap
    # arrives in a new session with every widget's value. The worst case is an own
    # workspace in which everything is called as in the sample.
    load_sample_data(mine(), moment(), SAMPLE_DIR)
    asleep = Screen()
    asleep.at.session_state["workspace_kind"] = "sample"
    asleep.run()
    load_sample_data(the_sample(), moment(), SAMPLE_DIR)
    asleep.run()
    before = everything(mine())
    taps = [button for button in asleep.at.button if str(button.key).startswith("sample:")]
    assert len(taps) > 5
    for button in taps:
        button.click()
        awake = Screen()
        awake.at._run(asleep.at._tree.get_widget_states())
        assert not awake.at.exception
        assert everything(mine()) == before, button.key
        asleep.run()
