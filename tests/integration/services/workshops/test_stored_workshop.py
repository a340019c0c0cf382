"""A workshop's folder that an earlier version wrote: it opens with all of it, and admits whom it admitted."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from followup_core.services.workshops import JoinRefused, WorkshopService
from followup_core.workshop.workshop_model import ActivityKind, ParticipantRef, WorkshopStage

STORED = Path(__file__).parent / "stored_workshops"
WORKSHOP_ID = "2026-11-18-4bcabb97"
NOW = datetime(2026, 11, 18, 10, 5, tzinfo=UTC)
JOIN_CODE = "CC644H3C"
ONE = ParticipantRef(workshop_id=WORKSHOP_ID, participant_id="9050500078e04509")
ONE_COOKIE = "wC1hNg1phXkr_pnzTGqkEE5iQfcEAfjtQ71atcneS6Q"
TWO = ParticipantRef(workshop_id=WORKSHOP_ID, participant_id="3bfb2679a14f6b6c")
TWO_COOKIE = "3HPbdHV7GOfoiJ2CPQWBx3F_kfoADfNzRIh2IOPXCjw"
TWO_COOKIE_BEFORE = "ojz41wwkJ9VqD_9mbVYAaO50gywBKx0pUk6Bv3F5pNQ"
TWO_RESUME_CODE = "JCV7-V44X-HXRD-JHNT"
LEFT_COOKIE = "hHHTJeECzeuKHSu27k8BN95xpdWdXn7qyrt3LNagaw8"
LEFT_RESUME_CODE = "DH7Q-DQNF-BH97-PKJ6"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the stored folder."""
    return shutil.copytree(STORED, tmp_path / "workshops")


def test_the_workshop_is_open_with_its_plan_and_its_place(service: WorkshopService) -> None:
    view = service.current()
    assert view is not None
    assert (view.workshop_id, view.plan.title, view.stage) == (
        WORKSHOP_ID,
        "Stored in November",
        WorkshopStage.OPEN,
    )
    assert (view.code, view.joined, view.departed_count, view.revision) == (JOIN_CODE, 3, 1, 17)
    assert view.activity is not None
    assert view.activity.kind is ActivityKind.DRAFT_SWAP


def test_cookies_and_codes_admit_whom_they_admitted(service: WorkshopService) -> None:
    assert service.participant(ONE_COOKIE, NOW) == ONE
    assert service.participant(TWO_COOKIE, NOW) == TWO
    assert service.participant(TWO_COOKIE_BEFORE, NOW) is None
    assert service.participant(LEFT_COOKIE, NOW) is None
    assert service.join(JOIN_CODE.lower(), "form", NOW).who.workshop_id == WORKSHOP_ID
    assert service.resume(TWO_RESUME_CODE, NOW).who == TWO
    assert service.participant(TWO_COOKIE, NOW) is None
    with pytest.raises(JoinRefused):
        service.resume(LEFT_RESUME_CODE, NOW)


def test_texts_answers_and_pairs_are_there(service: WorkshopService) -> None:
    one, two = service.participation(ONE), service.participation(TWO)
    assert one.view().text == "Dear Dana,\n“thank you” for today."
    assert one.view().partner_text == two.view().text == "Dear Ms Ruiz"
    service.back(WORKSHOP_ID, NOW)
    assert (one.view().chosen, two.view().chosen) == ("yes", "no")


def test_it_goes_on_in_the_same_file(service: WorkshopService, folder: Path) -> None:
    before = (STORED / WORKSHOP_ID / "events.csv").read_bytes()
    service.close(WORKSHOP_ID, NOW)
    after = (folder / WORKSHOP_ID / "events.csv").read_bytes()
    assert after.startswith(before)
    assert after[len(before) :].startswith(b'"18","2026-11-18T10:05:00+00:00","closed","","","","","')
