"""What people are handed to come in: codes to read and type, and tokens that no person ever sees.

Codes and tokens are kept as SHA-256 only. (A slow hash protects what people choose; nobody chooses
these.)
"""

import hmac
import secrets
import unicodedata
from collections.abc import Callable, Container, Iterable
from hashlib import sha256

ALPHABET = "34679BCDFHJKMNPQRTVWX"
"""What codes are made of.

No two of them are taken for one another on a projector or on paper: neither 0 nor O, none of 1, I and L,
neither 2 nor Z, 5 nor S; 6 without G, B without 8, V without U. No vowel, Y included, so no words arise.
"""

JOIN_LENGTH = 8
"""About 38 thousand million codes; the server limits wrong ones, so that nobody finds one in a day."""
RESUME_LENGTH = 16
"""About 1.4 times 10 to the 21st codes: so many that wrong tries need no limit.

Each opens one person's own answers. Its holder has to get in at any moment, whatever others try.
"""
PAIR_LENGTH = 4
"""Nearly 200 thousand codes, good only for those who are in the workshop already."""

_GROUP = 4
_LONGEST_TYPED = 100

Choose = Callable[[str], str]
"""Returns one of the characters it is given."""


def new_code(length: int, taken: Container[str] = (), choose: Choose = secrets.choice) -> str:
    """Return a code of so many characters that is not `taken`: capitals and digits, without hyphens."""
    while True:
        code = "".join(choose(ALPHABET) for _ in range(length))
        if code not in taken:
            return code


def format_code(code: str) -> str:
    """Return a code as people read it, in groups of four: KX7M-P3QT."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(text: str) -> str:
    """Return the code somebody typed, as `new_code` made it; '' where it cannot be one.

    Small letters, full-width characters, and whatever is neither letter nor digit are forgiven.
    """
    if len(text) > _LONGEST_TYPED:
        return ""
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(filter(str.isalnum, plain))
    return code if set(code) <= set(ALPHABET) else ""


def new_token() -> str:
    """Return 256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Return what may be kept of a code or token; any text has a hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def matches_hash(kept_hash: str, secret: str) -> bool:
    """Tell whether this is the secret with that hash; the time it takes tells nothing."""
    return hmac.compare_digest(kept_hash, hash_secret(secret))


def find_by_hash(secret: str, kept: Iterable[tuple[str, str]]) -> str:
    """Return the name of the (name, hash) pair that this secret belongs to, '' if of none.

    It is compared with every one, whether found already or not: the time it takes tells nothing.
    """
    wanted = hash_secret(secret)
    found = ""
    for name, kept_hash in kept:
        if hmac.compare_digest(kept_hash, wanted):
            found = name
    return found
