"""Checks whether a message is too long or too short for its kind."""

from collections.abc import Iterator

from followup_core.messages.message_model import Check, Finding
from followup_core.messages.phrase_rules import LengthBounds

from .findings import finding_on_whole
from .parsed_message import ParsedMessage

_WORDS_PER_MISSING_SENTENCE = 15
"""How many words make up for a missing sentence: one long sentence says as much as two short ones."""


def check_length(parsed: ParsedMessage, bounds: LengthBounds) -> Iterator[Finding]:
    """Yield a finding for each bound that the message breaks.

    A greeting and a closing on lines of their own don't count as words or sentences.
    """
    body, layout = parsed.message.body, parsed.layout
    word_count = sum(_word_count(body[start:end]) for start, end in layout.sentences)
    utf16_units = len(body.strip().encode("utf-16-le", "surrogatepass")) // 2
    if bounds.max_words and word_count > bounds.max_words:
        yield _too_long_finding(
            f"It has {word_count} words, and more than {bounds.max_words} are seldom read to the end."
        )
    if bounds.max_units and utf16_units > bounds.max_units:
        yield _too_long_finding(f"It has {utf16_units} characters, and LinkedIn takes {bounds.max_units}.")
    if len(layout.sentences) < bounds.min_sentences and word_count < _enough_words_in_few_sentences(bounds):
        yield _too_short_finding(
            f"It has {_count_text(len(layout.sentences), 'sentence')}, which looks hurried."
        )
    elif word_count < bounds.min_words:
        yield _too_short_finding(
            f"It has {_count_text(word_count, 'word')}, which is too little to be understood."
        )


def _enough_words_in_few_sentences(bounds: LengthBounds) -> int:
    return _WORDS_PER_MISSING_SENTENCE * (bounds.min_sentences - 1)


def _word_count(text: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _count_text(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def _too_long_finding(why: str) -> Finding:
    return finding_on_whole(
        Check.TOO_LONG, why, "Keep the sentences that only you could write, and leave out the rest."
    )


def _too_short_finding(why: str) -> Finding:
    return finding_on_whole(Check.TOO_SHORT, why, "Add a sentence that only you could write.")
