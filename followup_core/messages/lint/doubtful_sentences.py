"""Asks about sentences that the classifier finds likely to harm, even if no listed phrase matches."""

from collections.abc import Iterator, Mapping

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import DoubtfulSentenceRule

from .banned_phrases import applies_to_kind, overlaps_any
from .findings import finding_at
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .sentence_classifier import SentenceClassifier

ANY_FAULT = 0.75
"""If the probabilities of all faults add up to this, the likeliest fault is asked about.

A sentence that reproaches and presses at once is surely not fine, but neither fault may be likely enough
alone. Chosen on the messages of `tests/unit/messages/test_lint_blind.py`: of their 118 faults it finds seven
more, for one more good message with a question.
"""
_MIN_OWN_PROBABILITY = 0.2
"""The likeliest fault must have this probability even so. With thirteen faults, less is only a guess."""
_CHECKS_CONFUSED_WITH_POLITENESS = frozenset((Check.SELF_REJECTION,))
"""Faults that must be likely by themselves, because polite and modest sentences are taken for them:
"I hope I don't catch you in a lesson", "I'm not afraid to get dirty"."""


def doubtful_sentences(
    parsed: ParsedMessage,
    facts: Facts,
    rules: Mapping[Check, DoubtfulSentenceRule],
    classifier: SentenceClassifier,
    banned: tuple[Finding, ...],
) -> Iterator[Finding]:
    """Yield a finding for each sentence of the body that the classifier thinks is likely to have a fault.

    Either one fault must be likely enough by itself, or all faults together as likely as `ANY_FAULT`. A
    sentence that is quoted, or that the classifier can't read, has no finding. A sentence with a banned
    phrase has one only if another fault is as likely as `ANY_FAULT`.
    """
    kind = parsed.message.kind
    active_rules = {
        check: rules[check]
        for check in classifier.checks
        if check in rules and applies_to_kind(check, rules[check], kind, facts)
    }
    if not active_rules:
        return
    body_findings = [finding for finding in banned if finding.place is MessagePlace.BODY]
    checks_found_in_message = {finding.check for finding in banned}
    for span, words in _sentences(parsed):
        if is_quoted(span, parsed.layout) or not classifier.can_read(words):
            continue
        probabilities = classifier.probabilities(words, kind)
        check = max(active_rules, key=probabilities.__getitem__)
        rule = active_rules[check]
        banned_checks = {
            finding.check for finding in body_findings if overlaps_any(span, [(finding.start, finding.end)])
        }
        if check in banned_checks:
            continue
        min_probability = max(rule.min_probability, ANY_FAULT) if banned_checks else rule.min_probability
        is_likely_alone = probabilities[check] >= min_probability
        # If a fault found elsewhere in the message is half as likely as this one, they may be the same.
        is_found_elsewhere = any(
            2 * probabilities[found_check] >= probabilities[check]
            for found_check in checks_found_in_message
            if found_check in probabilities
        )
        # No fault may be likelier, not even one that doesn't apply to this kind of message.
        is_likely_together = (
            sum(probabilities.values()) >= ANY_FAULT
            and probabilities[check] >= max(_MIN_OWN_PROBABILITY, *probabilities.values())
            and not (banned_checks or is_found_elsewhere or check in _CHECKS_CONFUSED_WITH_POLITENESS)
        )
        if is_likely_alone or is_likely_together:
            yield finding_at(check, MessagePlace.BODY, parsed.message.body, span, rule.why, rule.remedy)


def _sentences(parsed: ParsedMessage) -> Iterator[tuple[Span, list[str]]]:
    """Yield the position and the words of each sentence of the body, without greeting and sign-off."""
    index = 0
    for start, end in parsed.layout.sentences:
        while index < len(parsed.body) and parsed.body[index].start < start:
            index += 1
        words: list[str] = []
        while index < len(parsed.body) and parsed.body[index].start < end:
            words.append(parsed.body[index].text)
            index += 1
        yield (start, end), words
