"""The check for sentences that may do a message harm in words that no list has: each is asked about."""

from collections.abc import Iterator, Mapping

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import SentenceQuestion

from .banned_phrases import applies
from .findings import finding_at
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .sentence_classifier import SentenceClassifier
from .tokenizer import END

_MIN_WORDS = 3
"""Shorter sentences ("Best wishes.") say too little to be judged."""


def doubtful_sentences(
    parsed: ParsedMessage,
    facts: Facts,
    questions: Mapping[Check, SentenceQuestion],
    classifier: SentenceClassifier,
    banned: tuple[Finding, ...],
) -> Iterator[Finding]:
    """Yield a finding for each sentence of the body that the classifier thinks is likely to have a fault.

    A sentence that is quoted, or in which a banned phrase was found already, gets none.
    """
    kind = parsed.message.kind
    asked = {
        check: question for check, question in questions.items() if applies(check, question, kind, facts)
    }
    if not asked:
        return
    taken = [(finding.start, finding.end) for finding in banned if finding.place is MessagePlace.BODY]
    for span, words in _sentences(parsed):
        if is_quoted(span, parsed.layout) or any(span[0] < end and start < span[1] for start, end in taken):
            continue
        if sum(word not in END for word in words) < _MIN_WORDS:
            continue
        likely = classifier.probabilities(words, kind)
        check = max(asked, key=likely.__getitem__)
        question = asked[check]
        if likely[check] >= question.min_probability:
            yield finding_at(
                check, MessagePlace.BODY, parsed.message.body, span, question.why, question.remedy
            )


def _sentences(parsed: ParsedMessage) -> Iterator[tuple[Span, list[str]]]:
    """Yield each sentence of the body, as its position and its words, without greeting and sign-off."""
    index = 0
    for start, end in parsed.layout.sentences:
        while index < len(parsed.body) and parsed.body[index].start < start:
            index += 1
        words: list[str] = []
        while index < len(parsed.body) and parsed.body[index].start < end:
            words.append(parsed.body[index].text)
            index += 1
        yield (start, end), words
