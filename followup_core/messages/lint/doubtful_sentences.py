"""The check for sentences that are likely to do a message harm, in whatever words: each is asked about."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import DoubtfulSentenceRule

from .banned_phrases import applies, touches
from .findings import finding_at
from .message_layout import is_quoted, merged
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .sentence_classifier import SentenceClassifier


def doubtful_sentences(
    parsed: ParsedMessage,
    facts: Facts,
    questions: Mapping[Check, DoubtfulSentenceRule],
    classifier: SentenceClassifier,
    banned: tuple[Finding, ...],
) -> Iterator[Finding]:
    """Yield a finding for each sentence of the body that the classifier thinks is likely to have a fault.

    There is none for a sentence that is quoted, has a banned phrase, or can't be read by the classifier.
    """
    kind = parsed.message.kind
    asked = {
        check: questions[check]
        for check in classifier.checks
        if check in questions and applies(check, questions[check], kind, facts)
    }
    if not asked:
        return
    taken = merged([(finding.start, finding.end) for finding in banned if finding.place is MessagePlace.BODY])
    for span, words in _sentences(parsed):
        index = bisect_left(taken, span)
        if is_quoted(span, parsed.layout) or touches(span, taken[max(index - 1, 0) : index + 1]):
            continue
        if not classifier.can_read(words):
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
