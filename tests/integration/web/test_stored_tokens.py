"""Files of tokens that an earlier version wrote: whoever got in with it still gets in."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from followup_core.calendar_token import CalendarToken
from followup_core.web.device_pairing import DevicePairing
from followup_core.web.facilitator_auth import LASTS, FacilitatorAuth

STORED = Path(__file__).parent / "stored_tokens"
WRITTEN_AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
PHONE_COOKIE = "0yi1QAM76-X8KYPaeixqYEWUGenM-DqBXK-imJ9uvVU"
PAIRING_CODE = "DjsL5GpylBjhtR_E_GA3Ovy9m2rnZK5Jy8Bs6kSBE6A"
FACILITATOR_COOKIE = "_ttrePuXX6VQFwgX5U5AwTAWzQqcE5PUFcqFTmecFUI"
CALENDAR = "eybEq6hK1UcM9ReZ8XupNM3GI4EfXbt5Ahrc-4L9xxc"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the stored files."""
    return shutil.copytree(STORED, tmp_path / "data")


def test_a_paired_phone_stays_paired_and_the_pending_code_pairs_another(folder: Path) -> None:
    phones = DevicePairing(folder / "phones.json")
    device = phones.device_for(PHONE_COOKIE, WRITTEN_AT)
    assert device is not None
    assert (device.id, device.name) == ("e0fd7ed63ce9a798", "iPhone")
    assert phones.redeem(PAIRING_CODE, "Android Mobile", WRITTEN_AT)
    assert [paired.name for paired in phones.devices()] == ["iPhone", "Android phone"]


def test_the_phones_are_written_as_they_were(folder: Path) -> None:
    phones = DevicePairing(folder / "phones.json")
    phones.revoke("nobody")
    assert (folder / "phones.json").read_bytes() == (STORED / "phones.json").read_bytes()


def test_a_facilitators_browser_stays_authenticated(folder: Path) -> None:
    facilitators = FacilitatorAuth(folder / "facilitators.json")
    assert facilitators.is_facilitator(FACILITATOR_COOKIE, WRITTEN_AT)
    assert not facilitators.is_facilitator(FACILITATOR_COOKIE, WRITTEN_AT + LASTS)
    facilitators.authenticate(facilitators.secret, WRITTEN_AT + timedelta(hours=1))
    before, after = (json.loads((at / "facilitators.json").read_text()) for at in (STORED, folder))
    assert before.items() < after.items()


def test_a_calendar_program_keeps_its_address(folder: Path) -> None:
    calendar = CalendarToken(folder / "subscription.json")
    assert calendar.is_valid(CALENDAR)
    assert calendar.created_on() == date(2026, 11, 18)
