"""The sentence of a message in which a typed fact stands, for the candidate to read beside its field."""

import re
from typing import NamedTuple

from .lint.message_layout import message_layout
from .message_model import Facts
from .template_values import fact_phrasings


class FactSentence(NamedTuple):
    """A sentence of a message, cut at the words that were made of a fact."""

    before: str
    words: str
    after: str


def fact_sentence(facts: Facts, fact: str, body: str) -> FactSentence | None:
    """Return the sentence with a fact's words in it; None if the body has no such sentence.

    Args:
        facts: The facts that the draft was made from.
        fact: The fact's name.
        body: The message as it is now, which the candidate may have changed.
    """
    phrasings = fact_phrasings(facts, fact)
    # The phrasing that bears the fact's own name may have its frame in it: "In my last job I ...".
    for name in sorted(phrasings, key=lambda name: (name == fact, -len(phrasings[name]))):
        found = re.search(rf"(?<!\w){re.escape(phrasings[name])}(?!\w)", body, re.IGNORECASE)
        if found is not None:
            return _around(body, found.start(), found.end())
    return None


def _around(body: str, start: int, end: int) -> FactSentence:
    """Return the words from `start` to `end` with the rest of their sentence, or of their sentences."""
    sentences = message_layout(body).sentences
    first = next((begin for begin, stop in sentences if begin <= start < stop), start)
    last = next((stop for begin, stop in sentences if begin < end <= stop), end)
    return FactSentence(before=body[first:start], words=body[start:end], after=body[end:last])
