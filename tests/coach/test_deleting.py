"""Deleting everything takes along what lies beside the tables."""

from datetime import UTC, datetime
from pathlib import Path

from followup_core.coach import upkeep
from followup_core.coach.cards import keep_photo
from followup_core.coach.house import close_all, open_desk
from followup_core.coach.importing.own_entries import own_names, remember_own
from followup_core.coach.importing.remembered import remember, remembered
from followup_core.coach.reminding.calendars import calendar_file
from followup_core.coach.reminding.digest_sent import mailed
from followup_core.coach.reminding.digest_sent import remember as remember_mail
from followup_core.records import Settings

from .desks import TODAY, started, with_person


def test_photos_columns_calendar_and_mail_are_forgotten(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    person_id = with_person(desk, started(desk))
    keep_photo(tmp_path, person_id, b"\xff\xd8\xff a picture")
    remember(tmp_path, "a", {"Where": "organization"})
    remember_own(tmp_path, ["robin@example.org"], ["robin@example.org"])
    calendar_file(desk.view(TODAY), tmp_path, made_at=datetime(2026, 11, 18, tzinfo=UTC))
    remember_mail(tmp_path, TODAY, "robin@example.org", ["x"])
    assert len(list(tmp_path.glob("cards/*"))) == 1
    upkeep.delete_everything(tmp_path, also_backups=True, today=TODAY)
    close_all()
    assert list(tmp_path.glob("cards/*")) == []
    assert not (tmp_path / "calendar.json").exists()
    assert remembered(tmp_path, "a") is None
    assert own_names(tmp_path, Settings()) == frozenset()
    assert not mailed(tmp_path, TODAY, "robin@example.org")
