"""The token in the address of the candidate's calendar, for calendar programs on this computer.

The token is 256 random bits and shown once; only its hash is stored. Times are arguments, aware datetimes.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from followup_core.clock import day_of
from followup_core.durable_io import UNFINISHED, write_durably
from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file
from followup_core.tokens import HASH_LENGTH, StoredToken, TokenStore, hash_of, new_token

CALENDAR_PATH = "/calendar/"
_SUFFIX = ".ics"
_MAX_FILE_BYTES = 10_000


class NotStored(FollowUpError):
    """The token can't be created or revoked, because its file can't be written or deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredCalendarToken:
    """The content of the token's file."""

    hash: str
    created_on: date


class CalendarToken:
    """The only valid token of the calendar, in one small file. Safe between threads and processes.

    If the file is damaged, no token is valid until a new one replaces it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def renew(self, now: datetime) -> str:
        """Return a new token; the previous token becomes invalid. Raises NotStored."""
        token = new_token()
        stored = {"schema": 1, "hash": hash_of(token), "made_on": day_of(now).isoformat()}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(self._path, (json.dumps(stored) + "\n").encode())
        except OSError as error:
            raise _not_stored_error(self._path) from error
        return token

    def revoke(self) -> None:
        """Revoke the token, if there is one. Raises NotStored."""
        try:
            self._path.unlink(missing_ok=True)
            self._path.with_name(self._path.name + UNFINISHED).unlink(missing_ok=True)
        except OSError as error:
            raise _not_stored_error(self._path) from error

    def created_on(self) -> date | None:
        """Return the date, on this computer, when the valid token was created; None if no token is valid."""
        stored_token = self._read()
        return stored_token.created_on if stored_token else None

    def is_valid(self, token: str) -> bool:
        """Return whether `token` is the valid one; this takes the same time if no token is valid."""
        stored_token = self._read()
        store = TokenStore([StoredToken(hash=stored_token.hash)] if stored_token else [])
        return store.find(token) is not None

    def _read(self) -> _StoredCalendarToken | None:
        try:
            stored = json.loads(read_regular_file(self._path, _MAX_FILE_BYTES))
            if stored["schema"] != 1 or len(stored["hash"]) != HASH_LENGTH or not stored["hash"].isascii():
                return None
            return _StoredCalendarToken(hash=stored["hash"], created_on=date.fromisoformat(stored["made_on"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def calendar_address(port: int, token: str, scheme: str = "http") -> str:
    """Return the calendar's URL; with the scheme `webcal`, it opens in a calendar program."""
    return f"{scheme}://localhost:{port}{CALENDAR_PATH}{token}{_SUFFIX}"


def token_in(name: str) -> str:
    """Return the token in the last part of a URL path, '' if the path isn't a calendar's."""
    return name.removesuffix(_SUFFIX) if name.endswith(_SUFFIX) else ""


def _not_stored_error(path: Path) -> NotStored:
    return NotStored(
        "The address of the calendar could not be changed.",
        "Check that the folder can be written to, and try again.",
        where=str(path),
    )
