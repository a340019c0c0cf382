"""Finds the sentence of a message that contains a typed fact, to be shown next to the field."""

import re
from typing import NamedTuple

from .lint.message_layout import message_layout
from .message_model import Facts
from .template_values import fact_phrasings


class FactSentence(NamedTuple):
    """A sentence of a message in three parts; the middle one is the words that were made from a fact."""

    before: str
    words: str
    after: str


def fact_sentence(facts: Facts, fact: str, body: str) -> FactSentence | None:
    """Return the sentence that contains the words made from a fact; None if the body has none.

    Args:
        facts: The facts that the draft was made from.
        fact: The fact's name.
        body: The message as it is now, which the candidate may have changed.
    """
    phrasings = fact_phrasings(facts, fact)
    # The phrasing named like the fact comes last: it may include other words ("In my last job I ...").
    for name in sorted(phrasings, key=lambda name: (name == fact, -len(phrasings[name]))):
        match = re.search(rf"(?<!\w){re.escape(phrasings[name])}(?!\w)", body, re.IGNORECASE)
        if match is not None:
            return _surrounding_sentence(body, match.start(), match.end())
    return None


def _surrounding_sentence(body: str, start: int, end: int) -> FactSentence:
    """Return the words from `start` to `end` with the rest of the sentence or sentences they are in."""
    sentences = message_layout(body).sentences
    sentence_start = next((begin for begin, stop in sentences if begin <= start < stop), start)
    sentence_end = next((stop for begin, stop in sentences if begin < end <= stop), end)
    return FactSentence(
        before=body[sentence_start:start], words=body[start:end], after=body[end:sentence_end]
    )
