"""The list of interviews: what is open first, what is closed folded away, and one filled button."""

from datetime import date

from followup_core.models import Outcome
from followup_core.services.interview_service import set_outcome
from tests.integration.services.workspaces import moment, started

from .screen import Screen, mine, stored


def test_closed_interviews_are_folded_away_below_the_open_ones() -> None:
    closed = started(mine(), "Borealis")
    started(mine(), "Acme Robotics")
    set_outcome(mine(), moment(), closed, Outcome.REJECTED, date(2026, 11, 16))
    screen = Screen().open("interviews")
    [folded] = screen.at.expander
    assert (folded.label, folded.proto.expanded) == ("Closed · 1", False)
    assert [header.value for header in screen.at.header] == ["Needs you"]


def test_a_list_of_closed_interviews_alone_is_unfolded() -> None:
    closed = started(mine())
    set_outcome(mine(), moment(), closed, Outcome.REJECTED, date(2026, 11, 16))
    [folded] = Screen().open("interviews").at.expander
    assert folded.proto.expanded


def test_the_button_opens_the_form_and_the_form_has_the_only_filled_button() -> None:
    started(mine())
    screen = Screen().open("interviews")
    assert not screen.has("add-organization")
    screen.tap("Add an interview").fill("add-organization", "Borealis").run()
    assert "Add an interview" not in screen.buttons
    screen.open("today").open("interviews")
    assert screen.field("add-organization").value == "Borealis", "what is typed opens the form again"
    screen.tap("Save the interview")
    assert [row["organization"] for row in stored("interviews")] == ["Acme Robotics", "Borealis"]
    assert "Add an interview" in screen.open("interviews").buttons
