"""The forms of what was discussed: asked as "We talked about ..."."""

import re
from collections.abc import Mapping

from followup_core.text import in_words

from .fragment_articles import has_stray_verb, needs_article, with_inner_articles, with_the_where_needed
from .fragment_forms import (
    Unfit,
    capital,
    change_verb,
    inside,
    named_forms,
    strip_start,
    to_reader,
    with_and,
)
from .fragment_grammar import FragmentKind, classify, is_adverb
from .fragment_tidying import plain_word, plain_words
from .fragment_words import FINITE, STATIVE, word_set
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, gerund, verb_of

_TALKED = LazyPattern(
    r"(?:(?:we|i|you|he|she|they)(?:['’]ve)?\s+(?:\w+ly\s+|also\s+|both\s+|had\s+|have\s+)?"
    r"(?:talked|spoke|spoken|chatted|were\s+talking|talk|had\s+a\s+(?:good\s+|long\s+|nice\s+)?(?:talk|chat))\b"
    r"(?:\s+(?:a\s+lot|a\s+bit|mostly|mainly|briefly|at\s+length|with\s+\w+))*"
    r"\s+(?:about|on|of)\s+(?=\S))"
    r"|(?:we|i)\s+(?:also\s+)?(?:discussed|covered|mentioned)\s+(?=\S)"
    r"|(?:(?:we|i|you|he|she|they)\s+(?:asked|told|mentioned|spoke|shared|explained|said)\s+(?:me|us|her|him|them|you)?\s*"
    r"(?:about|of)\s+)"
    r"|(?!i\b|we\b|nobody\b|who\b|what\b)[\w.]+\s+(?:mentioned|told\s+me)\s+(?:that\s+|about\s+)?(?=\S)"
    r"|(?:you|he|she|they)\s+asked\s+(?:me\s+)?(?=(?:if|whether|how|what|why)\b)"
    r"|(?:you|he|she|they)\s+(?:mentioned|explained|described|showed\s+me|told\s+me|said)\s+(?:that\s+)?(?=\S)"
    r"|(?:talked|talking|spoke|chatted|our\s+(?:talk|chat|conversation))\s+(?:a\s+lot\s+)?about\s+"
    r"|discussed\s+|discussing\s+|about\s+|the\s+fact\s+(?:that\s+)?(?=they|you|we|it|the)"
    r"|that\s+(?=(?:they|you|we|it)\b)",
    re.IGNORECASE,
)
_PLAN = LazyPattern(
    r"(?:you['’]re|you\s+are)\s+(?:planning|going|hoping|looking)\s+to\s+|you\s+(?:plan|hope)\s+to\s+|you['’]ll\s+"
    r"|you\s+will\s+",
    re.IGNORECASE,
)
_BOTH = word_set("both shared same together each common could would i my me")
_YOU = {"we": "you", "our": "your"}
_ASKED = word_set("am are can could has have is should was were will would")


def discussed_forms(text: str) -> Mapping[str, str]:
    """Return `discussed`, which stands after a colon, and `discussed_phrase`, which stands after "about"."""
    bare = strip_start(text, _TALKED)
    kind = FragmentKind.NOUN if re.search(r"\bvs?\.? |^\w+ \d+$", bare) else classify(bare)
    if kind in (FragmentKind.UNUSABLE, FragmentKind.SENTENCES):
        raise Unfit(
            "That is more than one sentence. A few words are enough."
            if kind is FragmentKind.SENTENCES
            else ""
        )
    if kind is FragmentKind.ADJECTIVE and len(bare.split()) > 1 and _is_gerund(bare):
        kind = FragmentKind.GERUND  # "growing in the Latin market"
    phrase, whole = _phrase(to_reader(_we_to_you(bare, kind)), kind)
    return named_forms(discussed=whole or phrase, discussed_phrase=phrase)


def _phrase(text: str, kind: FragmentKind) -> tuple[str, str]:
    match kind:
        case FragmentKind.NOUN:
            return _noun(inside(text)), ""
        case FragmentKind.GERUND:
            return with_and(with_inner_articles(inside(text))), ""
        case FragmentKind.QUESTION:
            return _with_the_last(with_inner_articles(_question(inside(text)), subject=False)), ""
        case FragmentKind.BASE:
            plain = re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)
            return change_verb(inside(plain), lambda verb: gerund(verb.base)), ""
        case FragmentKind.CLAUSE:
            return _clause(with_inner_articles(inside(text)))
        case FragmentKind.ADJECTIVE:
            raise Unfit("What was it that you talked about? Name the thing, such as “the new schedule”.")
        case _:
            raise Unfit("Name what you talked about, such as “the new schedule” or “how you train people”.")


def _noun(text: str) -> str:
    """Return a topic, and each of several topics, with the article that it lacks."""
    if re.search(r"\bvs?\.? |^\w+ \d+$", text):
        return text  # "build vs buy", "route 14"
    if has_stray_verb(plain_words(text)):
        raise Unfit("Name what you talked about, such as “the new schedule” or “how you train people”.")
    pieces = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", text)
    if len(pieces) > 1 and all(0 < len(piece.split()) <= 3 for piece in pieces):
        return in_words([with_the_where_needed(piece) for piece in pieces])
    return with_and(with_the_where_needed(text))


def _with_the_last(text: str) -> str:
    """Return "how you do reviews and the on-call rota" for one without "the"."""
    start, joined, last = text.rpartition(" and ")
    if not joined or len(last.split()) > 3 or classify(last) is not FragmentKind.NOUN:
        return text
    return f"{start} and the {last}" if needs_article(last) else text


def _is_gerund(text: str) -> bool:
    verb = verb_of(plain_words(text)[0])
    return verb is not None and verb.form is VerbForm.GERUND


def _we_to_you(text: str, kind: FragmentKind) -> str:
    """Return "why you chose Rust" for "why we chose Rust": the employer's own "we", as it was heard.

    "We" stays where it may be both sides: "how we both love hiking", "we went to the same school".
    """
    plain = plain_words(text)
    if _BOTH.intersection(plain) or not {"we", "we're", "we've", "we'll", "our"}.intersection(plain):
        return text
    if kind is FragmentKind.CLAUSE and "we" in plain:
        verb = verb_of("".join(plain[plain.index("we") + 1 : plain.index("we") + 2]))
        if verb is not None and verb.form is VerbForm.PAST:
            return text
    return re.sub(r"\b(we|our)\b", lambda match: _YOU[match[0].lower()], text, flags=re.IGNORECASE)


def _question(text: str) -> str:
    """Return "how you train people" for "how do you train people?" and for "how you train people"."""
    words = plain_words(text)
    if text.startswith("if "):
        return f"whether {text[3:]}"
    if len(words) > 2 and words[1] in ("do", "did") and words[2] in ("you", "we", "i", "people"):
        parts = text.split(" ")
        if words[1] == "do":
            return " ".join((parts[0], *parts[2:]))
    if len(words) > 2 and (words[1] in _ASKED or words[1] in ("do", "does", "did")) and words[0] != "who":
        raise Unfit("That is a question. Say what it was about, such as “how you plan the shifts”.")
    if len(words) < 2:
        raise Unfit("")
    return text


def _clause(text: str) -> tuple[str, str]:
    """Return what somebody does as "how you ...", a plan as "your plan to ...", else the whole clause."""
    if match := _PLAN.match(text):
        rest = text[match.end() :]
        words = plain_words(rest)
        verb = verb_of(words[0]) if words else None
        if verb is not None and verb.form is VerbForm.BASE and verb.base != "be":
            return f"your plan to {rest}", ""
    return (f"how {text}", "") if _is_doing(text) else ("", capital(text))


def _is_doing(text: str) -> bool:
    """Whether a clause about "you" tells what they do, not how things are: "you're moving offices"."""
    words = [word for word in plain_words(text) if not is_adverb(word)]
    if words[-1] == "too" or {"also", "just", "recently"}.intersection(plain_words(text)):
        return False  # what both have done
    if words[0] in ("you're", "you've", "you'll"):
        verb = verb_of(words[1]) if len(words) > 1 else None
        doing = VerbForm.GERUND if words[0] == "you're" else VerbForm.PAST
        return verb is not None and verb.form is doing and verb.base not in STATIVE
    if words[0] != "you" or len(words) < 3:
        return False
    verb = verb_of(words[2] if words[1] in ("are", "were", "have") else words[1])
    if words[1] in ("are", "were", "have"):
        return verb is not None and verb.form in (VerbForm.GERUND, VerbForm.PAST) and verb.base not in STATIVE
    if words[1] in ("want", "wanted") and words[2] == "to":
        return True
    return verb is not None and verb.base not in STATIVE and plain_word(words[1]) not in FINITE
