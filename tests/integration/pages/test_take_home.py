"""Take home: the file, until when, and leaving only after a second tap."""

from components.markdown_text import escape_markdown
from followup_core.store import NotSaved

from . import participant_tab
from .participant_tab import FakeParticipation, Phone

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


def test_leaving_is_asked_once_and_can_be_declined(participation: FakeParticipation) -> None:
    phone = opened(participation)
    phone.tap("Delete what I entered and leave")
    assert "permanently deletes" in phone.text
    phone.tap("No, keep it")
    assert participation.done == []
    assert "Delete what I entered and leave" in phone.buttons


def test_leaving_deletes_and_says_goodbye(participation: FakeParticipation) -> None:
    phone = opened(participation)
    phone.tap("Delete what I entered and leave")
    phone.tap("Yes, delete everything")
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
