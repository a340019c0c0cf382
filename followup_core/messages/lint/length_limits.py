"""The check whether a message is too long or too short for its kind."""

from collections.abc import Iterator

from followup_core.messages.message_model import Check, Finding
from followup_core.messages.phrase_rules import LengthBounds

from .findings import finding_on_whole
from .parsed_message import ParsedMessage

_WORDS_OF_A_SENTENCE = 15
"""Words that make up for a sentence: one long sentence says as much as two short ones."""


def check_length(parsed: ParsedMessage, bounds: LengthBounds) -> Iterator[Finding]:
    """Yield what is out of bounds; a greeting and a closing on lines of their own do not count."""
    body, layout = parsed.message.body, parsed.layout
    words = sum(_words(body[start:end]) for start, end in layout.sentences)
    units = len(body.strip().encode("utf-16-le", "surrogatepass")) // 2
    if bounds.max_words and words > bounds.max_words:
        yield _long(f"It has {words} words, and more than {bounds.max_words} are seldom read to the end.")
    if bounds.max_units and units > bounds.max_units:
        yield _long(f"It has {units} characters, and LinkedIn takes {bounds.max_units}.")
    if len(layout.sentences) < bounds.min_sentences and words < _most_in_short_sentences(bounds):
        yield _short(f"It has {_counted(len(layout.sentences), 'sentence')}, which looks hurried.")
    elif words < bounds.min_words:
        yield _short(f"It has {_counted(words, 'word')}, which is too little to be understood.")


def _most_in_short_sentences(bounds: LengthBounds) -> int:
    return _WORDS_OF_A_SENTENCE * (bounds.min_sentences - 1)


def _words(text: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def _long(why: str) -> Finding:
    return finding_on_whole(
        Check.TOO_LONG, why, "Keep the sentences that only you could write, and leave out the rest."
    )


def _short(why: str) -> Finding:
    return finding_on_whole(Check.TOO_SHORT, why, "Add a sentence that only you could write.")
