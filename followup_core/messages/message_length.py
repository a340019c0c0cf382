"""The length of a message where it is read or heard: LinkedIn's characters, or seconds of speech."""

import re
from math import ceil

_NUMBER = re.compile(r"\+?\d(?:[\d().\-/ ]*\d)?")
_READ_OUT = 5
"""From this many digits on, a number is said digit by digit, as a phone number is."""


def linkedin_length(text: str) -> int:
    """Return the length as LinkedIn counts it, in UTF-16 code units: most emoji count as two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def truncate(text: str, limit: int) -> str:
    """Return the text, or as many of its whole words as fit into `limit` code units with an ellipsis."""
    if linkedin_length(text) <= limit:
        return text
    units = text.encode("utf-16-le", errors="replace")[: 2 * max(0, limit - 1)]
    start = units.decode("utf-16-le", errors="ignore")
    words = start.rsplit(" ", 1)[0] if " " in start[len(start) // 2 :] else start
    return words.rstrip(" ,;:") + "…"


def spoken_words(text: str) -> int:
    """Return how many words are spoken; each digit of a phone number is one."""
    digits = 0
    for number in _NUMBER.findall(text):
        count = sum(char.isdigit() for char in number)
        digits += count if count >= _READ_OUT else len(number.split())
    words = re.findall(r"\w[\w’'@./-]*", _NUMBER.sub(" ", text))
    return len(words) + digits


def estimated_speech_seconds(text: str, words_per_minute: int) -> int:
    """Return how many seconds it takes to say the text, rounded up."""
    return ceil(spoken_words(text) * 60 / words_per_minute)
