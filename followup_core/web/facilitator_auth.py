"""Facilitator authentication: a link with a secret, exchanged for a browser's own cookie.

The secret is new at each start of the program. The cookies outlive it, so that a facilitator can continue
after the server was killed. Both are tokens of 256 random bits.

Wrong links are not limited: at 1,000 a second for twelve hours the chance of a hit is 4 in 10**70, and a
limit could lock out a facilitator who shares a network address with the participants.
"""

import json
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from followup_core.durable_io import write_durably
from followup_core.models import FollowUpError
from followup_core.regular_files import read_regular_file
from followup_core.tokens import StoredToken, TokenStore, aware_moment, is_same_secret, new_token

LASTS = timedelta(hours=12)
"""How long a browser stays authenticated, counted from opening the link."""
INVITED_FOR = timedelta(hours=1)
"""How long a second facilitator's link is valid."""
_MAX_FILE_BYTES = 1_000_000  # a browser takes 120


class FacilitatorRefused(FollowUpError):
    """The link is not the one from this start of the program."""


class FacilitatorAuth:
    """The browsers of facilitators. Methods are safe between threads, but only in one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._cookies = TokenStore(_stored_cookies(path))
        self.secret = new_token()
        """The last part of the link; only the facilitator may learn it."""
        self._invitations = TokenStore()

    def invite(self, now: datetime) -> str:
        """Return the last part of a link for one more facilitator; the link works once, within the hour."""
        self._invitations.remove_expired(now)
        return self._invitations.issue(new_token(), expires_at=now + INVITED_FOR)

    def authenticate(self, secret: str, now: datetime) -> str:
        """Return a new browser's cookie; raise FacilitatorRefused if the secret is wrong."""
        if not (is_same_secret(secret, self.secret) or self._use_invitation(secret, now)):
            raise FacilitatorRefused(
                "This is not a facilitator's link, or somebody has used it.",
                "Open the one that was printed when the program was started, or ask for a new one.",
            )
        with self._lock:
            self._cookies.remove_expired(now)
            cookie = self._cookies.issue(expires_at=now + LASTS)
            with suppress(OSError):  # if the disk refuses, the cookie works until the program ends
                self._save()
        return cookie

    def is_facilitator(self, cookie: str, now: datetime) -> bool:
        """Return whether `cookie` belongs to a facilitator."""
        return self._cookies.find(cookie, now) is not None

    def _use_invitation(self, secret: str, now: datetime) -> bool:
        """Use up a second facilitator's link; return whether `secret` was one."""
        with self._lock:
            invitation = self._invitations.find(secret, now)
            if invitation is not None:
                self._invitations.revoke(invitation.owner)
        return invitation is not None

    def _save(self) -> None:
        cookies = {token.hash: token.expires_at.isoformat() for token in self._cookies if token.expires_at}
        write_durably(self._path, json.dumps(cookies).encode())


def _stored_cookies(path: Path) -> list[StoredToken]:
    """Return the stored cookies; a damaged file admits nobody, and the new link is printed anyway."""
    try:
        stored = json.loads(read_regular_file(path, _MAX_FILE_BYTES))
        return [StoredToken(hash=str(key), expires_at=aware_moment(until)) for key, until in stored.items()]
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return []
