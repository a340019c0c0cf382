"""Tidies a text typed on a phone (bullets, emoji, "etc"), and tells whether it says anything."""

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
"""Full forms of what people shorten in a hurry: "12hrs", "3 mo", "its close", "double checks"."""
_SENTENCE_BREAK = LazyPattern(r"(?<![.!?…])([.!?…]+)\s+(?=\S)")
_WORDS_THAT_JOIN_LINES = ("and", "or", "but")
_ABBREVIATIONS = word_set("a.m approx dept dr e.g etc i.e inc jr ltd mr mrs ms no nr p.m prof sr st u.s vs")


def plain_word(word: str) -> str:
    """Return a word as the word lists have it: in lower case, without punctuation around it."""
    return word.casefold().replace("’", "'").strip("“”\"'().,;:!?…*")


def plain_words(text: str) -> list[str]:
    """Return the words of a text as the word lists have them."""
    return [word for word in map(plain_word, text.split()) if word]


_GOING_TO = LazyPattern(r"\b(they|you|we)r? (?=going to\b)", re.IGNORECASE)
"""A missing "are", as "they gonna" lacks it after it became "they going to"."""


def tidy(text: str) -> str:
    """Return a text without bullets, emoji and "etc", and with missing apostrophes and full words."""
    lines = [_BULLET.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        continues_sentence = (
            joined.endswith((",", ";", ".", "!", "?", ":"))
            or plain_word(line.split(" ")[0]) in _WORDS_THAT_JOIN_LINES
        )
        joined += (
            f" {line}"
            if continues_sentence or plain_word(joined.split(" ")[-1]) in _WORDS_THAT_JOIN_LINES
            else f", {line}"
        )
    one_line_text = one_line("".join(char for char in joined if not _is_emoji(char)))
    one_line_text = _BULLET.sub("", re.sub(r"\s+([,.;:!?])", r"\1", one_line_text.strip()))
    one_line_text = re.sub(r"([,;])(?=[^\W\d_])", r"\1 ", one_line_text)
    one_line_text = one_line(_TAIL.sub("", f" {_LAUGHS.sub('', one_line_text)}"))
    one_line_text = _SHORTHAND.apply(_without_plus(re.sub(r"\s[&+]\s(?=[a-z])", " and ", one_line_text)))
    words = [
        _with_usual_spelling(word)
        for word in _without_all_capitals(one_line_text).split()
        if plain_word(word)
    ]
    tidied = _GOING_TO.sub(r"\1're ", " ".join(with_capitals(words)))
    if len(tidied) > 1 and (tidied[0], tidied[-1]) in (('"', '"'), ("“", "”"), ("'", "'"), ("(", ")")):
        tidied = tidied[1:-1]
    return tidied.strip(" ,;:-–—")


def _without_plus(text: str) -> str:
    """Return "SQL, Python and Tableau" for "SQL + Python + Tableau"."""
    *first_items, last_item = re.split(r"(?<=[^\W\d]) \+ (?=[^\W\d])", text)
    return f"{', '.join(first_items)} and {last_item}" if first_items else last_item


def _is_emoji(char: str) -> bool:
    if char in "°©®™":
        return False
    is_skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return is_skin_tone or char in "\u200d\ufe0f\ufffd" or unicodedata.category(char) in ("So", "Cn", "Co")


def _without_all_capitals(text: str) -> str:
    """Return a text typed in capitals in lower case; words of up to three letters may be abbreviations."""
    words = text.split()
    if (
        sum(map(str.isalpha, words)) < 2
        or text != text.upper()
        or not any(len(word) > 4 and word.isalpha() for word in words)
    ):
        return text
    known_words = (
        *PREPOSITIONS,
        *DETERMINERS,
        *SUBJECTS,
        *FINITE,
        *COMMON_NOUNS,
        *ADJECTIVES,
        "and",
        "or",
        "but",
    )
    return " ".join(
        word.lower() if len(word) > 3 or plain_word(word) in known_words else word for word in words
    )


def without_title_case(text: str) -> str:
    """Return "Stay calm" for "Stay Calm"; a word that may be a name keeps its capital."""
    words = text.split()
    if len(words) < 2 or not all(word[:1].isupper() or plain_word(word) in PREPOSITIONS for word in words):
        return text
    known_words = ADJECTIVES | COMMON_NOUNS | DETERMINERS | PREPOSITIONS | VERBS | {"and", "or", "but", "to"}
    new_words = [words[0]]
    for index, word in enumerate(words[1:], start=1):
        is_numbered = len("".join(words[index + 1 : index + 2])) == 1  # "Class B"
        is_common = word.istitle() and len(word) > 1 and plain_word(word) in known_words and not is_numbered
        new_words.append(word.lower() if is_common else word)
    return " ".join(new_words)


def _with_usual_spelling(word: str) -> str:
    without_end_marks = word.rstrip(",.;:!?")
    possessive_ending = without_end_marks[-2:] if without_end_marks.endswith(("'s", "’s")) else ""
    lowercase_word = without_end_marks.lower().replace("’", "'")
    if name := PROPER_NAMES.get(lowercase_word[:-2] if possessive_ending else lowercase_word):
        return (
            name + possessive_ending + word[len(without_end_marks) :]
            if without_end_marks.islower() or without_end_marks.istitle()
            else word
        )
    usual_spelling = SPELLINGS.get(lowercase_word)
    if usual_spelling is None or (
        without_end_marks.isupper() and without_end_marks not in ("I", "U", "IM", "I'M")
    ):
        return word
    needs_capital = without_end_marks[:1].isupper() and not usual_spelling[:1].isupper()
    return (usual_spelling[:1].upper() + usual_spelling[1:] if needs_capital else usual_spelling) + word[
        len(without_end_marks) :
    ]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, without their end marks; the period of "Dr. Obi" ends none."""
    parts, start = [], 0
    for end in _SENTENCE_BREAK.finditer(text):
        word_before = plain_word(text[start : end.start()].split(" ")[-1])
        if word_before not in _ABBREVIATIONS and (len(word_before) > 1 or end.group(1) != "."):
            parts.append(text[start : end.start(1)])
            start = end.end()
    return [part for part in (*parts, text[start:]) if part.strip(ENDS)]


def is_unusable(text: str) -> bool:
    """Whether a tidied text says nothing usable: "n/a", "?", only a link, only a number."""
    without_end_marks = text.strip(ENDS)
    lowercase_text = " ".join(word.replace("’", "'") for word in without_end_marks.casefold().split())
    alphabetic = [char for char in without_end_marks if char.isalpha()]
    return (
        lowercase_text in UNUSABLE
        or re.fullmatch(r"(?:nothing|not much|no idea|not sure)\b(?:,.*|(?: [\w']+){0,3})", lowercase_text)
        is not None
        or not alphabetic
        or (len(alphabetic) < 2 and not without_end_marks[0].isdigit())
        or _LINK.fullmatch(without_end_marks) is not None
        or not re.sub(r"([a-z])\1+|\s", "", lowercase_text)  # one pass: a pattern of runs of runs never ended
    )
