"""Secret tokens, such as the value of a cookie, the end of a link, or a code that can be used once.

A token is shown to its owner and then forgotten: only its SHA-256 is stored. A slow hash isn't needed: slow
hashes protect secrets that people choose, and these are random. Times are aware datetimes.
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
    """The first moment at which the token isn't valid anymore; None if it stays valid."""

    @classmethod
    def of(cls, secret: str, owner: str = "", expires_at: datetime | None = None) -> "StoredToken":
        """Return the stored form of a secret: its hash, its owner and its expiry."""
        return cls(hash=hash_of(secret), owner=owner, expires_at=expires_at)

    def is_valid(self, now: datetime | None) -> bool:
        """Return whether the token hasn't expired by `now`; if `now` is None, it must never expire."""
        return self.expires_at is None or (now is not None and now < self.expires_at)


class TokenStore:
    """The valid tokens, looked up by their secret. Safe between threads; reading never waits.

    A store has only hashes, in memory. Iterate over it to write them to a file, and pass the file's tokens to
    a new store to read them again.
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
        """Add a token that was issued elsewhere, such as one read from a file."""
        with self._lock:
            self._by_hash = {**self._by_hash, token.hash: token}

    def find(self, secret: str, now: datetime | None = None) -> StoredToken | None:
        """Return the valid token with this secret, or None.

        The token is looked up by its hash, so the time of the lookup tells nothing about any token. `now` may
        be left out if no token expires.
        """
        secret_hash = hash_of(secret)
        token = self._by_hash.get(secret_hash)
        is_same = hmac.compare_digest(token.hash if token else _NO_HASH, secret_hash)
        return token if token and is_same and token.is_valid(now) else None

    def revoke(self, owner: str) -> None:
        """Make all tokens of an owner invalid; an owner without tokens is no error."""
        self._filter(lambda token: token.owner != owner)

    def remove_expired(self, now: datetime) -> None:
        """Remove the tokens that have expired by `now`."""
        self._filter(lambda token: token.is_valid(now))

    def _filter(self, should_keep: Callable[[StoredToken], bool]) -> None:
        # The dictionary is replaced as a whole, so that a reading thread sees the old or the new tokens.
        with self._lock:
            self._by_hash = {token.hash: token for token in self._by_hash.values() if should_keep(token)}


class SignedNonces:
    """Random marks for forms, signed so that only this process can make a valid one. No mark is stored."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(_TOKEN_BYTES)

    def new(self) -> str:
        """Return a new nonce."""
        mark = secrets.token_urlsafe(_NONCE_BYTES)
        return f"{mark}.{self._signature(mark)}"

    def is_own(self, nonce: str) -> bool:
        """Return whether this object's `new` made the nonce."""
        mark, _, signature = nonce.partition(".")
        return is_same_secret(signature, self._signature(mark))

    def _signature(self, mark: str) -> str:
        return hmac.digest(self._key, mark.encode("utf-8", "surrogatepass"), "sha256").hex()


def new_token() -> str:
    """Return a token of 256 random bits, for a cookie or a link."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(secret: str) -> str:
    """Return the hash of a secret, to store it; any text can be hashed, even half of a character."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_same_secret(one: str, other: str) -> bool:
    """Return whether two secrets are equal, in a time that doesn't depend on their content."""
    return hmac.compare_digest(hash_of(one), hash_of(other))


def aware_moment(text: str) -> datetime:
    """Return a stored time; raise ValueError for one without its offset from UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
