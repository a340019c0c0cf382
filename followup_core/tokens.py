"""Secret tokens, such as the value of a cookie, the end of a link, or a code that admits once.

A token is shown to its owner and then forgotten: only its SHA-256 is stored. A slow hash isn't needed: it
protects secrets that people choose, and nobody chooses these. Times are aware datetimes.
"""

import hmac
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

HASH_LENGTH = 64
_NO_HASH = "0" * HASH_LENGTH
_TOKEN_BYTES = 32  # 256 bits
_NONCE_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredToken:
    """A token as it is stored: its hash, who it belongs to, and when it stops being valid."""

    hash: str
    owner: str = ""
    expires_at: datetime | None = None
    """The first moment at which it isn't valid anymore; None if it stays valid."""

    @classmethod
    def of(cls, secret: str, owner: str = "", expires_at: datetime | None = None) -> "StoredToken":
        """Return what to store of a secret."""
        return cls(hash=hash_of(secret), owner=owner, expires_at=expires_at)

    def is_valid(self, now: datetime | None) -> bool:
        """Return whether it hasn't expired; one that expires at some time is only valid at a known time."""
        return self.expires_at is None or (now is not None and now < self.expires_at)


class TokenStore:
    """The tokens that somebody may use to get in. Safe between threads; reading never waits.

    It holds hashes only, in memory. Iterate over it to write them to a file, and make a store from what the
    file holds to read them again.
    """

    def __init__(self, tokens: Iterable[StoredToken] = ()) -> None:
        self._lock = threading.Lock()
        self._by_hash = {token.hash: token for token in tokens}

    def __iter__(self) -> Iterator[StoredToken]:
        return iter(self._by_hash.values())

    def issue(self, owner: str = "", *, expires_at: datetime | None = None) -> str:
        """Return a new token that is valid from now on."""
        secret = new_token()
        self.add(StoredToken.of(secret, owner, expires_at))
        return secret

    def add(self, token: StoredToken) -> None:
        """Make a token valid that was issued elsewhere."""
        with self._lock:
            self._by_hash = {**self._by_hash, token.hash: token}

    def find(self, secret: str, now: datetime | None = None) -> StoredToken | None:
        """Return the valid token that this secret is, or None.

        It is looked up by its hash, so the time that this takes tells nothing about any token. `now` may be
        left out where no token expires.
        """
        secret_hash = hash_of(secret)
        token = self._by_hash.get(secret_hash)
        is_same = hmac.compare_digest(token.hash if token else _NO_HASH, secret_hash)
        return token if token and is_same and token.is_valid(now) else None

    def revoke(self, owner: str) -> None:
        """Make all tokens of an owner invalid; having none is no error."""
        self._keep(lambda token: token.owner != owner)

    def remove_expired(self, now: datetime) -> None:
        """Forget the tokens that can't become valid again."""
        self._keep(lambda token: token.is_valid(now))

    def _keep(self, should_keep: Callable[[StoredToken], bool]) -> None:
        # Replaced as a whole, so that a thread that is reading sees either the old tokens or the new ones.
        with self._lock:
            self._by_hash = {token.hash: token for token in self._by_hash.values() if should_keep(token)}


class SignedNonces:
    """Random marks for forms, which only this process can have made. Nothing about them is stored."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(_TOKEN_BYTES)

    def new(self) -> str:
        """Return a new nonce."""
        mark = secrets.token_urlsafe(_NONCE_BYTES)
        return f"{mark}.{self._signature(mark)}"

    def is_own(self, nonce: str) -> bool:
        """Return whether `new` made this nonce."""
        mark, _, signature = nonce.partition(".")
        return is_same_secret(signature, self._signature(mark))

    def _signature(self, mark: str) -> str:
        return hmac.digest(self._key, mark.encode("utf-8", "surrogatepass"), "sha256").hex()


def new_token() -> str:
    """Return a token of 256 random bits, for a cookie or a link."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(secret: str) -> str:
    """Return the hash to store of a secret; any text has one, even half of a character."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_same_secret(one: str, other: str) -> bool:
    """Return whether two secrets are the same, in a time that doesn't depend on what they say."""
    return hmac.compare_digest(hash_of(one), hash_of(other))


def aware_moment(text: str) -> datetime:
    """Return a stored time; raise ValueError for one without its offset from UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
