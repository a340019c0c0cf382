"""Asks about sentences that the classifier finds likely to harm, even if no listed phrase matches."""

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
"""If the faults' probabilities add up to this, the likeliest is asked about, even if it's less likely alone.

A sentence that reproaches and presses at once is surely not fine, and neither fault need be likelier than the
other. Chosen on the messages of `tests/unit/messages/test_lint_blind.py`: of their 118 faults it finds seven
more, for one more good message with a question.
"""
_LEAST = 0.2
"""What the likeliest fault's own probability must be then: of thirteen, less is no better than a guess."""
_CONFUSED_WITH_POLITENESS = frozenset((Check.SELF_REJECTION,))
"""Checks that must be likely by themselves, because polite and modest sentences are taken for them:
"I hope I don't catch you in a lesson", "I'm not afraid to get dirty"."""


def doubtful_sentences(
    parsed: ParsedMessage,
    facts: Facts,
    rules: Mapping[Check, DoubtfulSentenceRule],
    classifier: SentenceClassifier,
    banned: tuple[Finding, ...],
) -> Iterator[Finding]:
    """Yield a finding for each sentence of the body that the classifier thinks is likely to have a fault.

    One check must be likely enough by itself, or some fault at least `ANY_FAULT`. There is none for a
    sentence that is quoted or can't be read by the classifier. A sentence with a banned phrase is asked about
    only if another check is as likely as `ANY_FAULT`.
    """
    kind = parsed.message.kind
    active_rules = {
        check: rules[check]
        for check in classifier.checks
        if check in rules and applies(check, rules[check], kind, facts)
    }
    if not active_rules:
        return
    body_findings = [finding for finding in banned if finding.place is MessagePlace.BODY]
    found_checks = {finding.check for finding in banned}
    for span, words in _sentences(parsed):
        if is_quoted(span, parsed.layout) or not classifier.can_read(words):
            continue
        likely = classifier.probabilities(words, kind)
        check = max(active_rules, key=likely.__getitem__)
        rule = active_rules[check]
        banned_here = {
            finding.check for finding in body_findings if touches(span, [(finding.start, finding.end)])
        }
        if check in banned_here:
            continue
        needed = max(rule.min_probability, ANY_FAULT) if banned_here else rule.min_probability
        by_itself = likely[check] >= needed
        # A fault that was found elsewhere and is half as likely here may be the same one.
        is_same = any(2 * likely[other] >= likely[check] for other in found_checks if other in likely)
        # The likeliest of all checks, those included that don't apply to this kind of message.
        some_fault = (
            sum(likely.values()) >= ANY_FAULT
            and likely[check] >= max(_LEAST, *likely.values())
            and not (banned_here or is_same or check in _CONFUSED_WITH_POLITENESS)
        )
        if by_itself or some_fault:
            yield finding_at(check, MessagePlace.BODY, parsed.message.body, span, rule.why, rule.remedy)


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
