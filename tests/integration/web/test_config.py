"""The settings of the environment."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from followup_core.config import BadSetting, Mode, read
from tests.integration.web.served_program import CHECKOUT, PATIENCE, command, free_port, lay_out, surroundings


def test_without_settings_it_is_personal_in_the_checkout_and_today_is_today() -> None:
    found = read({})
    assert (found.mode, found.data_dir, found.clock.fixed_day) == (
        Mode.PERSONAL,
        CHECKOUT / "data" / "workspaces",
        None,
    )


def test_each_setting_is_read(tmp_path: Path) -> None:
    found = read(
        {
            "FOLLOWUP_MODE": "personal",
            "FOLLOWUP_DATA_DIR": str(tmp_path),
            "FOLLOWUP_TODAY": "2026-11-22",
            "FOLLOWUP_DEMO": "yes",
        }
    )
    assert (found.data_dir, found.clock.fixed_day, found.demo) == (tmp_path, date(2026, 11, 22), True)
    assert not read({}).demo


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("FOLLOWUP_MODE", "center", "is not part of this version"),
        ("FOLLOWUP_MODE", "Personal", "is not a mode"),
        ("FOLLOWUP_TODAY", "22.11.2026", "Write it as 2026-11-22"),
        ("FOLLOWUP_TODAY", "20261122", "Write it as 2026-11-22"),
        ("FOLLOWUP_TODAY", "2026-02-30", "Write it as 2026-11-22"),
        ("FOLLOWUP_TODAY", "9999-12-31", "Write it as 2026-11-22"),
        ("FOLLOWUP_DATA_DIR", __file__, "is a file. Name a folder."),
        ("FOLLOWUP_DEMO", "1", "Write yes or no, or leave it out."),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(name: str, value: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as raised:
        read({name: value})
    assert str(raised.value).startswith(f"{name}: ")
    assert sentence in str(raised.value)


def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    assert "cannot be made" in stopped_with(tmp_path, {"FOLLOWUP_DATA_DIR": "/proc/nowhere"})


def test_an_address_that_shuts_this_computer_out_stops_the_start(tmp_path: Path, lan: str) -> None:
    assert "Leave the address out, or use 0.0.0.0" in stopped_with(tmp_path, {}, "--server.address", lan)


def stopped_with(folder: Path, settings: dict[str, str], *flags: str) -> str:
    """Start the program; return the one line it stops with."""
    ended = subprocess.run(
        command(lay_out(folder / "program"), "--server.port", str(free_port()), *flags),
        env=surroundings(folder, settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 2
    assert not ended.stdout.strip()
    assert len(ended.stderr.strip().splitlines()) == 1
    return ended.stderr
