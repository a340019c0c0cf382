"""Browsers that lead workshops: one link with a secret to open, then a cookie of their own.

The secret is new at every start of the program; the cookies outlive it, so that a facilitator whose server
was killed goes on. Both are 256 random bits; only the SHA-256 of a cookie is kept.
"""

import hmac
import json
import secrets
import threading
from collections import OrderedDict, deque
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from followup_core.records import FollowUpError
from followup_core.regular_files import read_regular_file, replace_file

LASTS = timedelta(hours=12)
"""How long a browser may lead, counted from the opening of the link."""
WRONG_TRIES_ALLOWED = 10
"""Wrong links from one address within `TRIES_WITHIN`; then it has to wait, also with the right one.

Nobody guesses 256 bits; this ends the noise, and no phone of the room can lock the facilitator out.
"""
TRIES_WITHIN = timedelta(minutes=1)
_ADDRESSES_REMEMBERED = 1_000
_LARGEST = 1_000_000  # bytes; a browser takes 120


class FacilitatorRefused(FollowUpError):
    """The link is not the one of this start, or it is too early to try again (`wait`)."""

    def __init__(self, what: str, remedy: str, *, wait: bool = False) -> None:
        super().__init__(what, remedy)
        self.wait = wait


class Facilitators:
    """Who may lead. Every method may be called from any thread; one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known = _stored(path)
        self._wrong: OrderedDict[str, deque[datetime]] = OrderedDict()
        self.secret = secrets.token_urlsafe(32)
        """The end of the link; to be told to the facilitator only."""

    def let_in(self, secret: str, now: datetime, *, address: str = "") -> str:
        """Return a new browser's cookie; raise FacilitatorRefused unless the secret is right."""
        with self._lock:
            self._allowed(address, now)
            if not hmac.compare_digest(_hashed(secret), _hashed(self.secret)):
                self._count(address, now)
                raise FacilitatorRefused(
                    "This is not the facilitator's link.",
                    "Open the one that was printed when the program was started.",
                )
            cookie = secrets.token_urlsafe(32)
            current = {key: until for key, until in self._known.items() if now < until}
            self._known = {**current, _hashed(cookie): now + LASTS}
            with suppress(OSError):  # the disk refuses: this browser leads until the program ends
                _store(self._path, self._known)
        return cookie

    def leads(self, cookie: str, now: datetime) -> bool:
        """Whether a browser with this cookie may lead. What is looked up is a hash: time tells nothing."""
        until = self._known.get(_hashed(cookie))
        return until is not None and now < until

    def _allowed(self, address: str, now: datetime) -> None:
        times = self._wrong.get(address)
        if times and len(times) == WRONG_TRIES_ALLOWED and now - times[0] < TRIES_WITHIN:
            raise FacilitatorRefused(
                "Too many wrong links were opened here.", "Wait a minute, then open the right one.", wait=True
            )

    def _count(self, address: str, now: datetime) -> None:
        self._wrong.setdefault(address, deque(maxlen=WRONG_TRIES_ALLOWED)).append(now)
        self._wrong.move_to_end(address)
        while len(self._wrong) > _ADDRESSES_REMEMBERED:
            self._wrong.popitem(last=False)


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stored(path: Path) -> dict[str, datetime]:
    """Return what the file says; a damaged one lets nobody in, and the link is printed anyway."""
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
