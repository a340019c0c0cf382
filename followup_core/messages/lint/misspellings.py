"""The check whether a known name is written with a slip: nearly right, and so surely meant."""

from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding

from .findings import ParsedMessage, finding_at
from .tokenizer import fold_word, name_words, spellings

_MIN_CHARS = 5
_LONG_CHARS = 8  # from this length on, two slips still leave no doubt


def misspelled_names(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    """Yield each capitalized word that is one slip away from a word of a known name or organization."""
    known = _known_words(facts)
    spelled = frozenset(way for word in known for way in spellings(word))
    for place, text, _ in parsed.parts():
        for word in name_words(text):
            meant = _meant(word.text, known, spelled)
            if meant:
                why = f"It says {word.text}, and the name you noted is {meant}."
                yield finding_at(
                    Check.MISSPELLED, place, text, (word.start, word.end), why, f"Write {meant}."
                )


def _known_words(facts: Facts) -> tuple[str, ...]:
    names = (facts.name, facts.organization, facts.my_name, *facts.others)
    return tuple(word.text for name in names for word in name_words(name) if len(word.text) >= _MIN_CHARS)


def _meant(word: str, known: tuple[str, ...], spelled: frozenset[str]) -> str:
    """Return the known word that was meant, '' if `word` is one of them or none comes near."""
    if len(word) < _MIN_CHARS - 1 or not word[:1].isupper() or spellings(word) & spelled:
        return ""
    plain = fold_word(word)
    for name in known:
        right = fold_word(name)
        if plain in (f"{right}s", right.removesuffix("s")):
            return ""
        slips = 2 if len(right) >= _LONG_CHARS else 1
        if plain[0] == right[0] and abs(len(plain) - len(right)) <= slips and _differ(plain, right) <= slips:
            return name
    return ""


def _differ(plain: str, right: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(plain, right)
