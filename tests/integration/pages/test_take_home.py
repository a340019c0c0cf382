"""Take home: the file, leaving only after a second tap, and the way back once the workshop moves on."""

import pytest

from components.markdown_text import escape_markdown
from followup_core.store import NotSaved
from followup_core.workshop.workshop_model import ParticipantView

from . import participant_tab
from .participant_tab import CLOSED, OWN, POLL, POLL_SHOWN, SITUATION, WAITING, FakeParticipation, Phone

participation = participant_tab.participation


def opened(participation: FakeParticipation) -> Phone:
    """Return the page as a participant opens it."""
    phone = Phone(participation)
    phone.open("take_home")
    return phone


def test_the_file_is_offered_with_the_time_it_can_be_fetched(participation: FakeParticipation) -> None:
    phone = opened(participation)
    assert phone.at.get("download_button")
    assert "until everything is deleted, 7 days after the workshop ends" in phone.text
    assert "Settings, Your data" in phone.text


def test_leaving_is_asked_once_then_deletes_and_says_goodbye(participation: FakeParticipation) -> None:
    phone = opened(participation)
    phone.tap("Delete what I entered and leave")
    assert "permanently deletes" in phone.text
    phone.tap("No, keep it")
    assert participation.done == []
    phone.tap("Delete what I entered and leave").tap("Yes, delete everything")
    assert participation.done == [("leave",)]
    assert phone.headings == ["Everything you entered is deleted"]
    assert not phone.at.get("download_button")
    phone.run()
    assert phone.headings == ["The workshop is over for this phone"]


def test_a_tap_that_reaches_a_new_session_asks_again_before_anything_is_deleted(
    participation: FakeParticipation,
) -> None:
    phone = opened(participation)
    phone.tap("Delete what I entered and leave")
    phone.as_lost_session("take_home").tap("Yes, delete everything")
    assert participation.done == []
    assert "Delete what I entered and leave" in phone.buttons


def test_a_deletion_that_failed_says_so(participation: FakeParticipation) -> None:
    phone = opened(participation)
    phone.tap("Delete what I entered and leave")
    participation.refuse = NotSaved("The disk is full.", "Make room.")
    phone.tap("Yes, delete everything")
    assert escape_markdown("The disk is full. Make room.") in phone.text


BACK = ("Back to the workshop", "")


def away(participation: FakeParticipation, seen: ParticipantView) -> Phone:
    """Return a phone that looked at the workshop, and then opened another page."""
    phone = Phone(participation).show(seen)
    phone.open("take_home")
    return phone


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (WAITING, POLL, "The workshop has moved on to “Your last interview”."),
        (POLL, POLL_SHOWN, "The workshop has moved on to “Your last interview”."),
        (POLL, CLOSED, "The workshop has ended."),
    ],
)
def test_what_the_workshop_has_moved_on_to_is_said_with_the_way_back(
    participation: FakeParticipation, before: ParticipantView, now: ParticipantView, sentence: str
) -> None:
    phone = away(participation, before)
    assert BACK not in phone.links, "nothing is said as long as the workshop stays"
    phone.show(now)
    assert sentence in phone.text
    assert BACK in phone.links


def test_whoever_was_back_knows_the_new_place(participation: FakeParticipation) -> None:
    phone = away(participation, POLL)
    phone.show(SITUATION).open("join")
    phone.open("take_home")
    assert BACK not in phone.links


@pytest.mark.parametrize(
    ("seen", "is_asked"), [(POLL, True), (WAITING, False), (OWN, False), (CLOSED, False)]
)
def test_a_page_that_was_loaded_again_points_to_what_is_asked(
    participation: FakeParticipation, seen: ParticipantView, is_asked: bool
) -> None:
    phone = away(participation, seen).as_lost_session("take_home")
    assert (BACK in phone.run().links) is is_asked
