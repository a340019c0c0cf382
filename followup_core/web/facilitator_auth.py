"""Facilitator authentication: a link with a secret, exchanged for a browser's own cookie.

The secret is new at each start of the program. The cookies outlive it, so that a facilitator can continue
after the server was killed. Both are 256 random bits; only the SHA-256 of a cookie is stored.

Wrong links are not limited: at 1,000 a second for twelve hours the chance of a hit is 4 in 10**70, and a
limit could lock out a facilitator who shares a network address with the participants.
"""

import hmac
import json
import secrets
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file, replace_file

LASTS = timedelta(hours=12)
"""How long a browser stays authenticated, counted from opening the link."""
_LARGEST = 1_000_000  # bytes; a browser takes 120


class FacilitatorRefused(FollowUpError):
    """The link is not the one from this start of the program."""


class FacilitatorAuth:
    """The browsers of facilitators. Methods are safe between threads, but only in one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known = _stored(path)
        self.secret = secrets.token_urlsafe(32)
        """The end of the link; only the facilitator may learn it."""

    def authenticate(self, secret: str, now: datetime) -> str:
        """Return a new browser's cookie; raise FacilitatorRefused if the secret is wrong."""
        with self._lock:
            if not hmac.compare_digest(_hashed(secret), _hashed(self.secret)):
                raise FacilitatorRefused(
                    "This is not the facilitator's link.",
                    "Open the one that was printed when the program was started.",
                )
            cookie = secrets.token_urlsafe(32)
            current = {key: until for key, until in self._known.items() if now < until}
            self._known = {**current, _hashed(cookie): now + LASTS}
            with suppress(OSError):  # if the disk refuses, the cookie works until the program ends
                _store(self._path, self._known)
        return cookie

    def is_facilitator(self, cookie: str, now: datetime) -> bool:
        """Return whether this cookie is a facilitator's. It looks up a hash, so the time reveals nothing."""
        until = self._known.get(_hashed(cookie))
        return until is not None and now < until


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stored(path: Path) -> dict[str, datetime]:
    """Return the stored cookies; a damaged file admits nobody, and the new link is printed anyway."""
    try:
        found = json.loads(read_regular_file(path, _LARGEST))
        return {str(key): _moment(until) for key, until in found.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _store(path: Path, known: dict[str, datetime]) -> None:
    replace_file(path, json.dumps({key: until.isoformat() for key, until in known.items()}))
