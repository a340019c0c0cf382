"""Whether two people of one panel get the same words: interviewers compare notes."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from .model import Around, Check, Facts, Finding, Message, MessageKind, Place
from .text import Span, bare, main_sentences, words

SAME = 85
"""Of 100: two sentences this near to each other are the same with a word or two changed (tried on pairs)."""

SHARE = 0.5
"""The share of a message's own sentences that makes it a copy."""

_SHOWN = 3
_LEAST_WORDS = 5
_POLITE = re.compile(
    r"look\w* forward|hear(?:ing)? from you|reach me|contact me|my (?:number|details|contact|phone)|"
    r"details (?:are|follow)|thank you for (?:your time|the time|taking)|number below|address below|"
    r"when do you expect|further questions|any questions",
    re.IGNORECASE,
)


def too_alike(message: Message, around: Around) -> Iterator[Finding]:
    """Yield the sentences that a thank-you shares with one to another person, where these are half of it."""
    if message.kind is not MessageKind.THANK_YOU_EMAIL:
        return
    own = _own_sentences(message.body, around.facts)
    for name, other in around.panel:
        theirs = [text for _, text in _own_sentences(other.body, around.facts)]
        shared = [
            span for span, text in own if any(fuzz.ratio(text, each, score_cutoff=SAME) for each in theirs)
        ]
        if len(shared) >= 2 and len(shared) >= SHARE * len(own):
            for span in shared[:_SHOWN]:
                yield Finding(
                    check=Check.TOO_ALIKE,
                    place=Place.BODY,
                    start=span.start,
                    end=span.end,
                    quote=span.text,
                    why=f"{name or 'Another person'} got nearly the same sentence, and they compare notes.",
                    remedy="Say it in other words, or name something only the two of you spoke about.",
                )


def _own_sentences(text: str, facts: Facts) -> list[tuple[Span, str]]:
    """Return the sentences that are not mere politeness, with names and the candidate's facts taken out."""
    found = []
    for span in main_sentences(text):
        if _POLITE.search(span.text):
            continue
        left = _without_facts(span.text, facts)
        if len(words(left)) >= _LEAST_WORDS:
            found.append((span, left))
    return found


def _without_facts(text: str, facts: Facts) -> str:
    left = bare(text)
    for fact in (facts.example, facts.strength, facts.interest, facts.organization, facts.role):
        left = left.replace(bare(fact).rstrip(". "), " ") if fact else left
    for name in (facts.name, *facts.others):
        for word in bare(name).split():
            left = re.sub(rf"\b{re.escape(word)}\b", " ", left)
    return " ".join(left.split())
