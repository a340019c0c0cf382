"""Turns a strength named by a noun into a verb phrase: "empathy" becomes "is empathetic"."""

import re
from collections.abc import Sequence
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_articles import with_a_where_needed
from .fragment_grammar import is_adjective
from .fragment_names import PROPER_NAMES
from .fragment_rewrites import head_noun, with_and
from .fragment_tidying import plain_words
from .fragment_words import TAKES_A, word_set
from .known_words import is_known, known_name
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of

_QUALITIES = """
accuracy=accurate | adaptability=adaptable | ambition=ambitious | calm=calm | calmness=calm
| compassion=compassionate | confidence=confident | cooperation=cooperative | courage=brave |
creativity=creative | curiosity=curious | dedication=dedicated | dependability=dependable |
determination=determined | diligence=diligent | diplomacy=diplomatic | discipline=disciplined |
discretion=discreet | efficiency=efficient | empathy=empathetic | enthusiasm=enthusiastic | fairness=fair
| flexibility=flexible | focus=focused | friendliness=friendly | hard work=hardworking |
hard working=hardworking | hard-working=hardworking | honesty=honest |
humility=humble | independence=independent | integrity=honest | kindness=kind | loyalty=loyal |
maturity=mature | motivation=motivated | openness=open | optimism=optimistic
| organization=organized | passion=passionate | patience=patient |
perseverance=persistent | persistence=persistent | politeness=polite | positivity=positive |
precision=precise | professionalism=professional | punctuality=punctual |
reliability=reliable | resilience=resilient | resourcefulness=resourceful | respect=respectful |
responsibility=responsible | tact=tactful |
thoroughness=thorough | trustworthiness=trustworthy | versatility=versatile | warmth=warm
"""
_ADJECTIVE_OF_NOUN = MappingProxyType(
    {noun.strip(): word.strip() for noun, _, word in (pair.partition("=") for pair in _QUALITIES.split("|"))}
)
_VERB_PHRASE_OF_NOUN = MappingProxyType(
    {
        **dict.fromkeys(("teamwork", "team work"), "works well in a team"),
        **dict.fromkeys(
            ("communication", "good communication", "communication skills", "good communication skills"),
            "communicates well",
        ),
        "leadership": "can lead a team",
        **dict.fromkeys(("problem solving", "problem-solving"), "is good at solving problems"),
        **dict.fromkeys(("decision making", "decision-making"), "is good at making decisions"),
        "initiative": "takes initiative",
        "cleanliness": "keeps a clean workplace",
        "safety": "works safely",
        "quality": "cares about quality",
        "speed": "works fast",
        **dict.fromkeys(("quick learning", "fast learning"), "learns quickly"),
        "customer service": "is good at customer service",
        "humor": "has a sense of humor",
        "common sense": "has common sense",
        "animal handling": "is good at handling animals",
    }
)
_LANGUAGES = word_set(
    """
    arabic armenian asl burmese cantonese chinese creole czech danish dutch english farsi finnish french
    german greek hebrew hindi hmong igbo italian japanese khmer korean kurdish mandarin norwegian persian
    polish portuguese punjabi quechua romanian russian samoan somali spanish swahili swedish tagalog tamil
    telugu thai tigrinya tongan turkish twi ukrainian urdu vietnamese yoruba
    """
)
_WORDS_THAT_NAME_NO_LANGUAGE = word_set("a at bit both in little or some to very well with")
_NOUNS_AFTER_HAS = TAKES_A | word_set(
    """
    background certificate certification creativity degree drive ears endurance energy experience
    expertise eyes feet hands instincts knowledge legs licence license manner manners mentality mind
    mindset nerves patience personality presence skill skills skin stamina stomach strength training
    """
)
_NOUNS_AFTER_GOOD_AT = word_set(
    """
    administration analysis bookkeeping care cooking design documentation management marketing math
    negotiation operations programming sales service support teaching testing therapy
    training troubleshooting writing
    """
)
_VERB_OF_CREDENTIAL = MappingProxyType(
    {
        **dict.fromkeys(("cna", "emt", "lpn", "rn"), "is an"),
        "cpa": "is a",
        **dict.fromkeys(("cdl", "phd"), "has a"),
        "mba": "has an",
    }
)
"""The verb and article of credentials, which one doesn't "know": "is an RN", "has a CDL"."""
_PLACES = word_set("er icu nhs nicu pacu picu uk usa")
"""Abbreviations of places, which nobody "knows" as one knows a program."""
_PROGRAMS = PROPER_NAMES.keys() | {"excel"}
_CDL = LazyPattern(
    r"(?:an?\s+)?(?:class\s+(?P<before>[abc])\s+cdl|cdl,?\s+(?:class\s+)?(?P<after>[abc]))(?:\s+licen[cs]e)?",
    re.IGNORECASE,
)
"""A commercial driver's license: "class a cdl", "CDL A"."""
_PIECES = LazyPattern(r"\s*,\s*(?:and\s+)?|\s+and\s+")


def strength_as_verb(text: str) -> str:
    """Return a strength as a verb phrase after "someone who"; '' if no verb is known for it."""
    words = plain_words(text)
    if ";" in text:
        return ""
    if credential := _credential_phrase(text, words):
        return credential
    pieces = [" ".join(plain_words(piece)) for piece in _PIECES.split(text)]
    if all(piece in _ADJECTIVE_OF_NOUN for piece in pieces):
        return f"is {in_words([_ADJECTIVE_OF_NOUN[piece] for piece in pieces])}"
    if all(piece in _ADJECTIVE_OF_NOUN or piece in _VERB_PHRASE_OF_NOUN for piece in pieces):
        return in_words(
            [_VERB_PHRASE_OF_NOUN.get(piece) or f"is {_ADJECTIVE_OF_NOUN[piece]}" for piece in pieces]
        )
    if all(piece in _LANGUAGES for piece in pieces):
        return f"speaks {text}"
    if match := re.match(r"(?:the |an )?ability to (?=\w+)", text, re.IGNORECASE):
        verb_phrase = text[match.end() :]
        verb = verb_of(plain_words(verb_phrase)[0])
        return f"can {verb_phrase}" if verb is not None and verb.form is VerbForm.BASE else ""
    if (
        len(pieces) > 1
        and not _VERB_PHRASE_OF_NOUN.keys().isdisjoint(pieces)
        and all(mixed_predicates := list(map(_predicate_of, pieces)))
    ):
        return in_words(mixed_predicates)
    if "attention" in words and len(pieces) > 1 and all(predicates := list(map(_predicate_of, pieces))):
        return in_words(sorted(predicates, key=lambda predicate: not predicate.startswith("is ")))
    if words[0] == "attention":
        return f"pays {text}" if len(words) > 2 else "pays attention to detail"
    return _has_or_is_good_at(text, words)


def _credential_phrase(text: str, words: Sequence[str]) -> str:
    """Return "is an RN" or "has a Class B CDL"; '' for anything else."""
    if verb := _VERB_OF_CREDENTIAL.get(" ".join(words)):
        return f"{verb} {PROPER_NAMES.get(words[0], text.upper())}"
    match = _CDL.fullmatch(text)
    return f"has a Class {(match['before'] or match['after']).upper()} CDL" if match else ""


_WORDS_OF_TWO_LANGUAGES = 3
"""The words of "French and English", which lack no comma."""


def several_languages(words: Sequence[str]) -> str:
    """Return a list of languages typed without commas: "French, Twi and English"; '' if one may be none."""
    if any(not word.isalpha() for word in words):
        return ""
    if words[-2:-1] == ["and"] and len(words) > _WORDS_OF_TWO_LANGUAGES:
        words = [*words[:-2], words[-1]]
    if words[0].lower() in ("haitian", "mandarin", "cantonese"):
        return ""  # "Haitian Creole" is one
    are_languages = [word.lower() in _LANGUAGES for word in words]
    is_list = any(are_languages) and all(
        is_language or not (is_known(word.lower()) or word.lower() in _WORDS_THAT_NAME_NO_LANGUAGE)
        for word, is_language in zip(words, are_languages, strict=True)
    )
    return in_words([word[:1].upper() + word[1:] for word in words]) if is_list else ""


def _predicate_of(piece: str) -> str:
    """Return "is honest" for "honest", and "pays attention to detail" for the noun; '' for anything else."""
    words = plain_words(piece)
    if is_adjective(words):
        return f"is {piece}"
    return strength_as_verb(piece)


def _has_or_is_good_at(text: str, words: list[str]) -> str:
    head = head_noun(words)
    if head in _NOUNS_AFTER_HAS or (head in _ADJECTIVE_OF_NOUN and len(words) > 1):
        return f"has {with_a_where_needed(text)}"
    names = [word for word in words if word != "and"]
    if all((name in _PROGRAMS and name not in _PLACES) or known_name(name) for name in names):
        return f"knows {text}"
    is_doing = len(words) > 1 and head != words[0] and head.endswith("ing") and verb_of(head) is not None
    is_praised = words[0] in ("good", "great", "strong", "excellent")
    return (
        f"is good at {with_and(text)}"
        if (head in _NOUNS_AFTER_GOOD_AT or is_doing) and not is_praised
        else ""
    )
