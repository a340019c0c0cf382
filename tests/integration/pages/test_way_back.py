"""On any other page, a participant learns that the workshop has moved on, and is one tap away."""

import pytest

from followup_core.workshop.workshop_model import ParticipantView

from . import participant_tab
from .participant_tab import CLOSED, OWN, POLL, POLL_SHOWN, SITUATION, WAITING, FakeParticipation, Phone

participation = participant_tab.participation
BACK = ("Back to the workshop", "")


def away(participation: FakeParticipation, seen: ParticipantView) -> Phone:
    """Return a phone that looked at the workshop, and then opened another page."""
    phone = Phone(participation).show(seen)
    phone.open("take_home")
    return phone


def test_as_long_as_the_workshop_stays_nothing_is_said(participation: FakeParticipation) -> None:
    assert BACK not in away(participation, POLL).links


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (WAITING, POLL, "The workshop has moved on to “Your last interview”."),
        (POLL, POLL_SHOWN, "The workshop has moved on to “Your last interview”."),
        (POLL, SITUATION, "The workshop has moved on to “What now?”."),
        (POLL, CLOSED, "The workshop has ended."),
    ],
)
def test_what_the_workshop_has_moved_on_to_is_said_with_the_way_back(
    participation: FakeParticipation, before: ParticipantView, now: ParticipantView, sentence: str
) -> None:
    phone = away(participation, before)
    phone.show(now)
    assert sentence in phone.text
    assert BACK in phone.links


def test_whoever_was_back_knows_the_new_place(participation: FakeParticipation) -> None:
    phone = away(participation, POLL)
    phone.show(SITUATION).open("join")
    phone.open("take_home")
    assert BACK not in phone.links


def test_a_page_that_was_loaded_again_points_to_what_is_asked(participation: FakeParticipation) -> None:
    phone = away(participation, POLL).as_lost_session("take_home")
    assert BACK in phone.run().links


@pytest.mark.parametrize("seen", [WAITING, OWN, CLOSED])
def test_a_page_that_was_loaded_again_says_nothing_while_nothing_is_asked(
    participation: FakeParticipation, seen: ParticipantView
) -> None:
    phone = away(participation, seen).as_lost_session("take_home")
    assert BACK not in phone.run().links
