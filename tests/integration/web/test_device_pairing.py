"""Codes and devices, with the moment always passed in."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock

from followup_core.web.device_pairing import (
    CODE_LASTS,
    DEVICE_LASTS,
    DevicePairing,
    DevicesUnreadable,
    PairingRefused,
    device_name,
)

NOW = datetime(2026, 11, 22, 18, 0).astimezone()  # where the computer is
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1"
SECOND = timedelta(seconds=1)


@pytest.fixture
def phones(tmp_path: Path) -> DevicePairing:
    return DevicePairing(tmp_path / "phones.json")


def test_a_code_pairs_one_phone_and_its_cookie_is_known_from_then_on(phones: DevicePairing) -> None:
    cookie = phones.redeem(phones.new_token(NOW), IPHONE, NOW)
    device = phones.device_for(cookie, NOW)
    assert device is not None
    assert (device.name, device.paired_at, device.last_seen_on) == ("iPhone", NOW, date(2026, 11, 22))
    assert phones.devices() == (device,)


def test_of_many_phones_at_once_one_gets_the_code(phones: DevicePairing) -> None:
    token = phones.new_token(NOW)
    got: list[str] = []

    def redeem() -> None:
        with suppress(PairingRefused):
            got.append(phones.redeem(token, IPHONE, NOW))

    threads = [Thread(target=redeem) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(phones.devices()) == 1


def test_a_code_is_good_once_for_ten_minutes_and_not_a_moment_longer(phones: DevicePairing) -> None:
    assert timedelta(minutes=10) == CODE_LASTS
    token = phones.new_token(NOW)
    with pytest.raises(PairingRefused):
        phones.redeem(token, IPHONE, NOW + CODE_LASTS)
    assert phones.redeem(token, IPHONE, NOW + CODE_LASTS - SECOND)
    with pytest.raises(PairingRefused, match="scan the code shown there now"):
        phones.redeem(token, IPHONE, NOW)


def test_a_new_code_makes_the_one_before_it_worthless(phones: DevicePairing) -> None:
    first, second = phones.new_token(NOW), phones.new_token(NOW)
    with pytest.raises(PairingRefused):
        phones.redeem(first, IPHONE, NOW)
    assert phones.redeem(second, IPHONE, NOW)


def test_wrong_tries_leave_the_code_good_and_the_file_alone(phones: DevicePairing, tmp_path: Path) -> None:
    token = phones.new_token(NOW)
    before = (tmp_path / "phones.json").stat()
    for _ in range(1_000):
        with pytest.raises(PairingRefused):
            phones.redeem("wrong", IPHONE, NOW)
    after = (tmp_path / "phones.json").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert phones.redeem(token, IPHONE, NOW)


def test_a_wrong_try_does_not_wait_for_the_lock(phones: DevicePairing, tmp_path: Path) -> None:
    phones.new_token(NOW)
    with FileLock(tmp_path / "phones.lock"), pytest.raises(PairingRefused):
        phones.redeem("wrong", IPHONE, NOW)


def test_the_file_holds_neither_the_code_nor_the_cookie(phones: DevicePairing, tmp_path: Path) -> None:
    token = phones.new_token(NOW)
    with_code = (tmp_path / "phones.json").read_text()
    cookie = phones.redeem(token, IPHONE, NOW)
    with_device = (tmp_path / "phones.json").read_text()
    assert len(token) == len(cookie) == 43  # 256 bits
    for secret in (token, cookie):
        assert secret not in with_code + with_device
    assert (tmp_path / "phones.json").stat().st_mode & 0o077 == 0


def test_a_device_stays_paired_for_ninety_days(phones: DevicePairing) -> None:
    cookie = phones.redeem(phones.new_token(NOW), IPHONE, NOW)
    assert timedelta(days=90) == DEVICE_LASTS
    assert phones.device_for(cookie, NOW + DEVICE_LASTS - SECOND)
    assert phones.device_for(cookie, NOW + DEVICE_LASTS) is None


def test_a_revoked_device_is_unknown_at_once_also_to_another_process(tmp_path: Path) -> None:
    served, settings = DevicePairing(tmp_path / "phones.json"), DevicePairing(tmp_path / "phones.json")
    cookie = served.redeem(served.new_token(NOW), IPHONE, NOW)
    device = served.device_for(cookie, NOW)
    assert device is not None
    settings.revoke(device.id)
    assert served.device_for(cookie, NOW) is None
    assert settings.devices() == ()
    settings.revoke(device.id)


def test_the_day_a_device_was_seen_is_kept_and_no_more(phones: DevicePairing, tmp_path: Path) -> None:
    cookie = phones.redeem(phones.new_token(NOW), IPHONE, NOW)
    before = (tmp_path / "phones.json").stat().st_mtime_ns
    phones.device_for(cookie, NOW + timedelta(hours=5))
    assert (tmp_path / "phones.json").stat().st_mtime_ns == before
    phones.device_for(cookie, NOW + timedelta(days=3))
    assert phones.devices()[0].last_seen_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"schema": 2, "code": null, "devices": []}',
        '{"schema": 1, "code": 1, "devices": 7}',
    ],
)
def test_a_damaged_file_is_named_with_its_remedy(phones: DevicePairing, tmp_path: Path, text: str) -> None:
    (tmp_path / "phones.json").write_text(text)
    with pytest.raises(DevicesUnreadable, match=r"phones\.json: .* Delete this file"):
        phones.devices()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (IPHONE, "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "Android phone"),
        ("Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/140.0 Safari/537.36", "Android tablet"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", "Windows computer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15", "Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0", "Chromebook"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Linux computer"),
        ("", "Another device"),
    ],
)
def test_a_device_is_named_after_what_its_browser_says(agent: str, name: str) -> None:
    assert device_name(agent) == name
