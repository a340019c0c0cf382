"""Tidies what was typed on a phone: bullets, emoji, "etc"; and tells whether it says anything."""

import re
import unicodedata
from types import MappingProxyType

from followup_core.text import one_line

from .fragment_names import PROPER_NAMES, with_capitals
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    SPELLINGS,
    SUBJECTS,
    UNUSABLE,
    VERBS,
    word_set,
)
from .lazy_pattern import LazyPattern, Rewordings

ENDS = " .,;:!?…–—-"
_LINK = LazyPattern(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_BULLET = LazyPattern(r"^(?:[-–—*•·>→]+|\d{1,2}[.)])\s+")
_LAUGHS = LazyPattern(r"(?<=\w)\s+(?:lol|haha|hehe)(?=[\s,.!]|$)", re.IGNORECASE)
_TAIL = LazyPattern(
    r"(?:[\s,;.]+(?:and\s+)?(?:etc|and so on|and so forth|and stuff|and all that|thanks|thx"
    r"|:\)|;\)"
    r"|:-\)|:D|<3|\^\^))+[\s.!,]*$",
    re.IGNORECASE,
)
_MONTHS = MappingProxyType(
    {"jan": "January", "feb": "February", "apr": "April", "aug": "August", "sep": "September"}
    | {"sept": "September", "oct": "October", "nov": "November", "dec": "December"}
)
_SHORTHAND = Rewordings(
    (
        (
            rf"\b({'|'.join(_MONTHS)})\.? (?=\d{{1,2}}(?:st|nd|rd|th)?\b)",
            lambda match: f"{_MONTHS[match[1].lower()]} ",
        ),
        (r"(?<=\d) ?mins?\b", " minutes"),
        (r"(?<=\d) ?mos?(?=$|[,.;]| (?:of|in|at|as|on|with|for)\b)", " months"),
        (r"(?<=\d) ?hrs?\b", " hours"),
        (r"(?<=[a-z]) vs (?=[a-z])", " vs. "),
        (r"(?<=[a-z])/(?=(?:day|week|month|year|shift|night)\b)", " a "),
        (r"\b(\d+) min(?:ute)?s? (?=(?:commute|drive|ride|turn|walk)s?\b)", r"\1-minute "),
        (r"\btrust worthy\b", "trustworthy"),
        (r"\bgo getter\b", "go-getter"),
        (r"\b([1-5]) star (?=[a-z])", r"\1-star "),
        (r"(?<=\d)(?=(?:hours?|days?|weeks?|months?|minutes?|years?|yrs?)\b)", " "),  # "3yrs"
        (r"(?<![\w-])(i|a|an|the|to|of|and|my) \1\b", r"\1"),
        (r"\b(he|they|you)d(?= \w)", r"\1'd"),
        (r"\bid(?= (?:rather|like|love|be|want|have)\b)", "I'd"),
        (
            r"\bits(?= (?:an?|the|my|very|so|really|what|how|not|been|just|too|close|far|\d+|about|like"
            r"|time)\b"
            rf"| (?:{'|'.join(sorted(ADJECTIVES))})$)",
            "it's",
        ),
        (r"^((?:i )?)(cold|cross|de|double|fact|potty|pre|re|spot) (?=\w+(?:s|ed)\b)", r"\1\2-"),
        (r"\b(co|non) (?=[a-z]{4,})", r"\1-"),
        (r"\bcross (?=train(?:s|ed|ing)?\b)", "cross-"),
    )
)
"""What hurry leaves out: "12hrs", "3 mo", "its close", "double checks"."""
_BREAK = LazyPattern(r"(?<![.!?…])([.!?…]+)\s+(?=\S)")
_JOINING = ("and", "or", "but")
_SHORTENED = word_set("a.m approx dept dr e.g etc i.e inc jr ltd mr mrs ms no nr p.m prof sr st u.s vs")


def plain_word(word: str) -> str:
    """Return a word as the lists have it: in lower case, without the marks around it."""
    return word.casefold().replace("’", "'").strip("“”\"'().,;:!?…*")


def plain_words(text: str) -> list[str]:
    """Return the words of a text as the lists have them."""
    return [word for word in map(plain_word, text.split()) if word]


_GOING_TO = LazyPattern(r"\b(they|you|we)r? (?=going to\b)", re.IGNORECASE)
"""What is left of "they gonna" once the short form is written out."""


def tidy(text: str) -> str:
    """Return a text without what phones and hurry leave in it: bullets, emoji, "etc", missing apostrophes."""
    lines = [_BULLET.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        goes_on = (
            joined.endswith((",", ";", ".", "!", "?", ":")) or plain_word(line.split(" ")[0]) in _JOINING
        )
        joined += f" {line}" if goes_on or plain_word(joined.split(" ")[-1]) in _JOINING else f", {line}"
    plain = one_line("".join(char for char in joined if not _is_emoji(char)))
    plain = _BULLET.sub("", re.sub(r"\s+([,.;:!?])", r"\1", plain.strip()))
    plain = re.sub(r"([,;])(?=[^\W\d_])", r"\1 ", plain)
    plain = one_line(_TAIL.sub("", f" {_LAUGHS.sub('', plain)}"))
    plain = _SHORTHAND.apply(_without_plus(re.sub(r"\s[&+]\s(?=[a-z])", " and ", plain)))
    words = [_spelled(word) for word in _quiet(plain).split() if plain_word(word)]
    bare = _GOING_TO.sub(r"\1're ", " ".join(with_capitals(words)))
    if len(bare) > 1 and (bare[0], bare[-1]) in (('"', '"'), ("“", "”"), ("'", "'"), ("(", ")")):
        bare = bare[1:-1]
    return bare.strip(" ,;:-–—")


def _without_plus(text: str) -> str:
    """Return "SQL, Python and Tableau" for "SQL + Python + Tableau"."""
    *first, last = re.split(r"(?<=[^\W\d]) \+ (?=[^\W\d])", text)
    return f"{', '.join(first)} and {last}" if first else last


def _is_emoji(char: str) -> bool:
    if char in "°©®™":
        return False
    skin = "\U0001f3fb" <= char <= "\U0001f3ff"
    return skin or char in "\u200d\ufe0f\ufffd" or unicodedata.category(char) in ("So", "Cn", "Co")


def _quiet(text: str) -> str:
    """Return a text in lower case if it was typed in capitals; words of up to three may be abbreviations."""
    words = text.split()
    if (
        sum(map(str.isalpha, words)) < 2
        or text != text.upper()
        or not any(len(word) > 4 and word.isalpha() for word in words)
    ):
        return text
    known = (*PREPOSITIONS, *DETERMINERS, *SUBJECTS, *FINITE, *COMMON_NOUNS, *ADJECTIVES, "and", "or", "but")
    return " ".join(word.lower() if len(word) > 3 or plain_word(word) in known else word for word in words)


def without_title_case(text: str) -> str:
    """Return "Stay calm" for "Stay Calm"; words that may be names keep their capital."""
    words = text.split()
    if len(words) < 2 or not all(word[:1].isupper() or plain_word(word) in PREPOSITIONS for word in words):
        return text
    known = ADJECTIVES | COMMON_NOUNS | DETERMINERS | PREPOSITIONS | VERBS | {"and", "or", "but", "to"}
    plain = [words[0]]
    for index, word in enumerate(words[1:], start=1):
        is_numbered = len("".join(words[index + 1 : index + 2])) == 1  # "Class B"
        is_common = word.istitle() and len(word) > 1 and plain_word(word) in known and not is_numbered
        plain.append(word.lower() if is_common else word)
    return " ".join(plain)


def _spelled(word: str) -> str:
    bare = word.rstrip(",.;:!?")
    owner = bare[-2:] if bare.endswith(("'s", "’s")) else ""
    plain = bare.lower().replace("’", "'")
    if name := PROPER_NAMES.get(plain[:-2] if owner else plain):
        return name + owner + word[len(bare) :] if bare.islower() or bare.istitle() else word
    meant = SPELLINGS.get(plain)
    if meant is None or (bare.isupper() and bare not in ("I", "U", "IM", "I'M")):
        return word
    capital = bare[:1].isupper() and not meant[:1].isupper()
    return (meant[:1].upper() + meant[1:] if capital else meant) + word[len(bare) :]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each without its end; "Dr. Obi" and "approx. 5" are no ends."""
    parts, start = [], 0
    for end in _BREAK.finditer(text):
        before = plain_word(text[start : end.start()].split(" ")[-1])
        if before not in _SHORTENED and (len(before) > 1 or end.group(1) != "."):
            parts.append(text[start : end.start(1)])
            start = end.end()
    return [part for part in (*parts, text[start:]) if part.strip(ENDS)]


def is_unusable(text: str) -> bool:
    """Whether a tidied text says nothing: "n/a", "?", a bare link, a number alone."""
    bare = text.strip(ENDS)
    plain = " ".join(word.replace("’", "'") for word in bare.casefold().split())
    alphabetic = [char for char in bare if char.isalpha()]
    return (
        plain in UNUSABLE
        or re.fullmatch(r"(?:nothing|not much|no idea|not sure)\b(?:,.*|(?: [\w']+){0,3})", plain) is not None
        or not alphabetic
        or (len(alphabetic) < 2 and not bare[0].isdigit())
        or _LINK.fullmatch(bare) is not None
        or not re.sub(r"([a-z])\1+|\s", "", plain)  # one pass: a pattern of runs of runs never ended
    )
