"""The choice between "a" and "an": by what is heard, so that letters read one by one count by their names."""

import re

from .lazy_pattern import LazyPattern

_AN_BEFORE = "AEFHILMNORSX8"
"""The letters, and the digit, whose names begin with a vowel: "an RN", "an 8-hour shift"."""
_READ_AS_WORDS = (
    *(
        "FEMA",
        "HEPA",
        "HIPAA",
        "HUD",
        "LAN",
        "LASIK",
        "LEED",
        "MAC",
        "MIG",
        "MUD",
        "NASA",
        "NATO",
        "NEBOSH",
        "NICU",
        "RAM",
        "REIT",
        "ROM",
    ),
    *("SIM", "STEM", "SWAT", "UNICEF", "UNESCO"),
)
_MAY_BE_A_WORD = LazyPattern(r"[B-DF-HJ-NP-TV-Z][AEIOU][A-Z]{1,4}")
_LIKE_YOU = LazyPattern(r"uni(?!n[^a-z]?[a-z]|m[ap]|d)|use|usu|usher$|eu|one|once|ubiq|util|uro|ura")
_SILENT_H = LazyPattern(r"hour|honest|honou?r|heir|herb(?:s|al)?$")
_TYPED = re.compile(r"\b([Aa])(n?) (?=([\w&][\w&'/-]*))")
_NO_ARTICLE_AFTER = (
    *(
        "block",
        "building",
        "class",
        "gate",
        "grade",
        "group",
        "hall",
        "hepatitis",
        "level",
        "plan",
        "section",
    ),
    *("series", "terminal", "type", "unit", "vitamin", "wing", "zone"),
)


def indefinite_article(word: str) -> str:
    """Return "a" or "an", whichever is said before `word`, which is as it was typed: "RN", "hour"."""
    bare = word.strip("“”\"'(.,;:!?)")
    if bare.startswith(("11", "18")) and not bare[2:3].isdigit():
        return "an"
    if bare.startswith("8") or (_is_spelled(bare) and bare[0] in _AN_BEFORE):
        return "an"
    if _is_spelled(bare):
        return "a"
    plain = bare.lower()
    if _SILENT_H.match(plain):
        return "an"
    return "an" if plain[:1] in tuple("aeiou") and not _LIKE_YOU.match(plain) else "a"


def _is_spelled(word: str) -> bool:
    """Whether a word is read letter by letter: "UDT", "HR", "X-ray", but not "NASA" or "A"."""
    first = re.split(r"[-/]", word)[0]
    if first.rstrip("s") in _READ_AS_WORDS or not first[:1].isupper() or not word[1:]:
        return False
    return len(first) == 1 or (first.rstrip("s").isupper() and len(first.rstrip("s")) > 1)


def with_right_articles(text: str) -> str:
    """Return a text in which each typed "a" and "an" is the right one: "an UDT license" has an "a"."""
    return _TYPED.sub(lambda match: _right(match, text), text)


def _right(match: re.Match[str], text: str) -> str:
    before = text[: match.start()].lower().rsplit(maxsplit=1)
    if before and before[-1] in _NO_ARTICLE_AFTER:
        return match[0]  # "vitamin a injections"
    first_half = re.split(r"[-/]", match[3])[0]
    if _MAY_BE_A_WORD.fullmatch(first_half) and first_half not in _READ_AS_WORDS:
        return match[0]  # "a MUD client": the person who typed it knows how it sounds
    article = indefinite_article(match[3])
    return f"{article.capitalize() if match[1] == 'A' else article} "
