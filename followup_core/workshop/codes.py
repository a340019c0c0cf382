"""Codes to type and tokens to carry: how they are made, read back, kept and counted when wrong.

What is handed out is random from the system's own source. Kept is only its SHA-256: a slow hash protects
what people choose, and nobody chooses these.
"""

import secrets
import unicodedata
from collections import deque
from datetime import datetime, timedelta
from hashlib import sha256

ALPHABET = "BCDFGHJKMNPQRTVWXY346789"
"""No vowel, so no word arises; none of 0 O, 1 I L, 2 Z, 5 S, which look alike on a wall."""

JOIN_LENGTH, RESUME_LENGTH, PAIR_LENGTH = 8, 12, 4
_GROUP = 4

TRIES_ALLOWED = 120
"""Wrong codes in a minute, from all phones together: 300 people may mistype, nobody can guess.

Guessing at that pace through 24 ** 8 codes would find one in fifty minutes once in eighteen million
workshops.
"""
TRIES_WITHIN = timedelta(minutes=1)


def new_join_code() -> str:
    """Return a code for the wall: 8 characters, without a hyphen."""
    return _random(JOIN_LENGTH)


def new_resume_code() -> str:
    """Return a code to go on with, as it is shown: three groups of four."""
    return grouped(_random(RESUME_LENGTH))


def new_pair_code() -> str:
    """Return a code for a neighbour: 4 characters."""
    return _random(PAIR_LENGTH)


def grouped(code: str) -> str:
    """Return a code as it is read aloud: groups of four with a hyphen between."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(typed: str) -> str:
    """Return what was meant: upper case, full-width letters made plain, without spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", typed[:200]).upper()
    return "".join(character for character in plain if character.isascii() and character.isalnum())


def hashed(secret: str) -> str:
    """Return what is kept of a code or token; a text that cannot be encoded has a hash too."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class WrongTries:
    """Counts wrong codes from everybody; not safe between threads."""

    def __init__(self) -> None:
        self._times: deque[datetime] = deque(maxlen=TRIES_ALLOWED)

    def add(self, when: datetime) -> None:
        """Count one wrong code."""
        self._times.append(when)

    def blocked(self, when: datetime) -> bool:
        """Whether nobody may try now, whatever the code: too many were wrong within the last minute."""
        return len(self._times) == TRIES_ALLOWED and when - self._times[0] < TRIES_WITHIN


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
