"""The check for sentences that are likely to do a message harm, in whatever words: each is asked about."""

from collections.abc import Iterator, Mapping

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import DoubtfulSentenceRule

from .banned_phrases import applies, touches
from .findings import finding_at
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .sentence_classifier import SentenceClassifier

ANY_FAULT = 0.75
"""How likely it must be that a sentence has some fault, whichever, for the likeliest one to be asked about.

A sentence that reproaches and presses at once is surely not fine, and neither fault need be likelier than the
other. Chosen on the messages of `tests/unit/messages/test_lint_blind.py`: of their 118 faults it finds seven
more, for one more good message with a question.
"""
_LEAST = 0.2
"""How likely the likeliest fault must be then: a smaller one of thirteen is no better than a guess."""
_LIKE_MODESTY = frozenset((Check.SELF_REJECTION,))
"""Checks that must be likely by themselves, because polite and modest sentences are taken for them:
"I hope I don't catch you in a lesson", "I'm not afraid to get dirty"."""


def doubtful_sentences(
    parsed: ParsedMessage,
    facts: Facts,
    questions: Mapping[Check, DoubtfulSentenceRule],
    classifier: SentenceClassifier,
    banned: tuple[Finding, ...],
) -> Iterator[Finding]:
    """Yield a finding for each sentence of the body that the classifier thinks is likely to have a fault.

    One check must be likely enough by itself, or some fault at least `ANY_FAULT`. There is none for a
    sentence that is quoted or can't be read by the classifier. A sentence with a banned phrase is asked about
    only if another check is as likely as `ANY_FAULT`.
    """
    kind = parsed.message.kind
    asked = {
        check: questions[check]
        for check in classifier.checks
        if check in questions and applies(check, questions[check], kind, facts)
    }
    if not asked:
        return
    taken = [finding for finding in banned if finding.place is MessagePlace.BODY]
    found = {finding.check for finding in banned}
    for span, words in _sentences(parsed):
        if is_quoted(span, parsed.layout) or not classifier.can_read(words):
            continue
        likely = classifier.probabilities(words, kind)
        check = max(asked, key=likely.__getitem__)
        question = asked[check]
        banned_here = {finding.check for finding in taken if touches(span, [(finding.start, finding.end)])}
        if check in banned_here:
            continue
        needed = max(question.min_probability, ANY_FAULT) if banned_here else question.min_probability
        by_itself = likely[check] >= needed
        is_same = any(2 * likely[other] >= likely[check] for other in found if other in likely)
        some_fault = (
            sum(likely.values()) >= ANY_FAULT
            and likely[check] >= max(_LEAST, *likely.values())
            and not (banned_here or is_same or check in _LIKE_MODESTY)
        )
        if by_itself or some_fault:
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
