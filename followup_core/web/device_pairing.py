"""Device pairing: a phone redeems a one-time code for its own cookie.

The code and the cookie are tokens of 256 random bits each. Every time is an argument, an aware datetime.

Wrong tries are not limited and change nothing: at 1,000 a second for the ten minutes that a code is valid,
the chance of a hit is 5 in 10**72, and any limit could lock out the owner's phone.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from followup_core.clock import day_of
from followup_core.durable_io import write_durably
from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file
from followup_core.tokens import StoredToken, TokenStore, aware_moment, hash_of, new_token

CODE_LASTS = timedelta(minutes=10)
DEVICE_LASTS = timedelta(days=90)
"""How long a phone stays paired, counted from its pairing."""

_MAX_FILE_BYTES = 1_000_000  # a phone takes 200
_LOCK_SECONDS = 5  # to wait for another process's write
_DEVICE_NAMES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android phone"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows computer"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux computer"),
)


class PairingRefused(FollowUpError):
    """The code is wrong or no longer valid."""


class DevicesUnreadable(FollowUpError):
    """The file of paired devices cannot be read or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A paired phone or other computer."""

    id: str
    name: str
    """The kind of device, from its browser's user agent: "iPhone", "Android phone"."""
    paired_at: datetime
    last_seen_on: date
    """The date on this computer; the time of day is not stored."""
    cookie_hash: str

    @property
    def expires_at(self) -> datetime:
        """The first moment at which the device is no longer paired."""
        return self.paired_at + DEVICE_LASTS

    @property
    def cookie(self) -> StoredToken:
        """The token that the device's browser sends."""
        return StoredToken(hash=self.cookie_hash, owner=self.id, expires_at=self.expires_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredDevices:
    code: StoredToken | None = None
    devices: tuple[Device, ...] = ()

    def is_code(self, secret: str, now: datetime) -> bool:
        """Return whether `secret` is the pending code and still valid."""
        return TokenStore([self.code] if self.code else []).find(secret, now) is not None

    def with_cookie(self, secret: str, now: datetime) -> Device | None:
        """Return the paired device with the cookie `secret`, or None."""
        token = TokenStore(device.cookie for device in self.devices).find(secret, now)
        return next((device for device in self.devices if token and device.id == token.owner), None)

    def current(self, now: datetime) -> tuple[Device, ...]:
        """Return the devices that are still paired."""
        return tuple(device for device in self.devices if now < device.expires_at)


class DevicePairing:
    """The paired devices and the pending code, in one small file.

    Every method may be called from any thread or process: each change reads and replaces the file under one
    lock, so a code is redeemed only once. Raises DevicesUnreadable if the file is damaged or the disk
    refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cached: tuple[tuple[int, int, int], _StoredDevices] | None = None

    def new_token(self, now: datetime) -> str:
        """Return a code valid for one pairing in the next ten minutes; earlier ones become invalid."""
        token = new_token()
        with self._exclusive_lock():
            code = StoredToken.of(token, expires_at=now + CODE_LASTS)
            self._write(replace(self._read(), code=code))
        return token

    def redeem(self, token: str, user_agent: str, now: datetime) -> str:
        """Pair a new device and return its cookie value; raise PairingRefused if the code is not valid."""
        # Checked before taking the lock, so that wrong tries never hold up the phone with the right code.
        self._require_pending_code(token, now)
        cookie = new_token()
        with self._exclusive_lock():
            stored = self._require_pending_code(token, now)
            device = Device(
                id=secrets.token_hex(8),
                name=device_name(user_agent),
                paired_at=now,
                last_seen_on=day_of(now),
                cookie_hash=hash_of(cookie),
            )
            self._write(_StoredDevices(devices=(*stored.current(now), device)))
        return cookie

    def _require_pending_code(self, token: str, now: datetime) -> _StoredDevices:
        """Return the file's content; raise PairingRefused if `token` isn't the pending code."""
        stored = self._read()
        if not stored.is_code(token, now):
            raise PairingRefused(
                "This code is used up or too old.",
                "Open Settings on the computer and scan the code shown there now.",
            )
        return stored

    def devices(self) -> tuple[Device, ...]:
        """Return all devices, including expired ones, the last paired one last."""
        return self._read().devices

    def revoke(self, device_id: str) -> None:
        """Remove a device: its next request or message is refused. Removing it twice is no error."""
        with self._exclusive_lock():
            stored = self._read()
            remaining = tuple(device for device in stored.devices if device.id != device_id)
            self._write(replace(stored, devices=remaining))

    def device_for(self, cookie_value: str, now: datetime) -> Device | None:
        """Return the paired device with this cookie, or None. Stores the day it was seen."""
        device = self._read().with_cookie(cookie_value, now)
        if device is None:
            return None
        today = day_of(now)
        return device if device.last_seen_on == today else self._record_seen_on(device, today)

    def _record_seen_on(self, device: Device, today: date) -> Device | None:
        with self._exclusive_lock():
            stored = self._read()
            devices = {paired.id: paired for paired in stored.devices}
            if device.id not in devices:  # revoked in the meantime
                return None
            updated_device = devices[device.id] = replace(device, last_seen_on=today)
            self._write(replace(stored, devices=tuple(devices.values())))
        return updated_device

    @contextmanager
    def _exclusive_lock(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                yield
        except (OSError, Timeout) as error:
            raise DevicesUnreadable(
                "The list of paired phones could not be changed.",
                "Check that the folder can be written to.",
                where=str(self._path),
            ) from error

    def _read(self) -> _StoredDevices:
        """Return the file's content, parsed again only if the file was replaced."""
        try:
            stamp = _stamp(self._path.stat())
            if self._cached is None or self._cached[0] != stamp:
                self._cached = (
                    stamp,
                    _parse_devices(read_regular_file(self._path, _MAX_FILE_BYTES).decode()),
                )
            return self._cached[1]
        except FileNotFoundError:
            return _StoredDevices()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DevicesUnreadable(
                "The list of paired phones is damaged.",
                "Delete this file, then pair each phone again.",
                where=str(self._path),
            ) from error

    def _write(self, stored: _StoredDevices) -> None:
        write_durably(self._path, _render_devices(stored).encode())


def device_name(user_agent: str) -> str:
    """Return the kind of device in a user agent, in a word or two."""
    if "Android" in user_agent and "Mobile" not in user_agent:
        return "Android tablet"
    return next((name for mark, name in _DEVICE_NAMES if mark in user_agent), "Another device")


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_ino, status.st_size


def _render_devices(stored: _StoredDevices) -> str:
    code = None
    if stored.code and stored.code.expires_at:
        code = {"hash": stored.code.hash, "expires_at": stored.code.expires_at.isoformat()}
    devices = [
        {
            "id": device.id,
            "name": device.name,
            "paired_at": device.paired_at.isoformat(),
            "last_seen_on": device.last_seen_on.isoformat(),
            "cookie_hash": device.cookie_hash,
        }
        for device in stored.devices
    ]
    return json.dumps({"schema": 1, "code": code, "devices": devices}, indent=2) + "\n"


def _parse_devices(text: str) -> _StoredDevices:
    stored = json.loads(text)
    if stored["schema"] != 1:
        raise ValueError(stored["schema"])
    return _StoredDevices(
        code=_parse_code(stored["code"]) if stored["code"] else None,
        devices=tuple(_parse_device(row) for row in stored["devices"]),
    )


def _parse_code(row: dict[str, Any]) -> StoredToken:
    return StoredToken(hash=str(row["hash"]), expires_at=aware_moment(row["expires_at"]))


def _parse_device(row: dict[str, Any]) -> Device:
    return Device(
        id=str(row["id"]),
        name=str(row["name"]),
        paired_at=aware_moment(row["paired_at"]),
        last_seen_on=date.fromisoformat(row["last_seen_on"]),
        cookie_hash=str(row["cookie_hash"]),
    )
