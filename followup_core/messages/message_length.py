"""Measures a message as its reader or listener does: in LinkedIn's characters, or in seconds of speech."""

import re
from math import ceil

_NUMBER = re.compile(r"\+?\d(?:[\d().\-/ ]*\d)?")
_MIN_DIGITS_READ_OUT = 5
"""A number with this many digits or more is said digit by digit, as a phone number is."""


def linkedin_length(text: str) -> int:
    """Return the length as LinkedIn counts it, in UTF-16 code units: most emoji count as two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def truncate(text: str, limit: int) -> str:
    """Return the text, cut if needed to whole words and an ellipsis, within `limit` code units."""
    if linkedin_length(text) <= limit:
        return text
    units = text.encode("utf-16-le", errors="replace")[: 2 * max(0, limit - 1)]
    beginning = units.decode("utf-16-le", errors="ignore")
    words = beginning.rsplit(" ", 1)[0] if " " in beginning[len(beginning) // 2 :] else beginning
    return words.rstrip(" ,;:") + "…"


def spoken_words(text: str) -> int:
    """Return how many words are spoken; each digit of a phone number is one."""
    digit_words = 0
    for number in _NUMBER.findall(text):
        digit_count = sum(char.isdigit() for char in number)
        digit_words += digit_count if digit_count >= _MIN_DIGITS_READ_OUT else len(number.split())
    words = re.findall(r"\w[\w’'@./-]*", _NUMBER.sub(" ", text))
    return len(words) + digit_words


def estimated_speech_seconds(text: str, words_per_minute: int) -> int:
    """Return how many seconds it takes to say the text, rounded up."""
    return ceil(spoken_words(text) * 60 / words_per_minute)
