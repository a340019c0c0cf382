"""Finds the phrases that the playbook lists as harmful."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import BannedPhrases, DoubtfulSentenceRule
from followup_core.models import MessageKind, Occasion

from .findings import finding_at
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .required_facts import free_text_facts

_CHECKS_THAT_ALLOW_FACTS = frozenset((Check.SALARY, Check.BOILERPLATE))
"""Checks that don't count a phrase taken from a fact: a role in compensation, a talk about salaries."""


def banned_phrases(
    parsed: ParsedMessage, facts: Facts, phrases: tuple[BannedPhrases, ...]
) -> tuple[Finding, ...]:
    """Return a finding for each banned phrase in the subject or the body, except in quoted text."""
    facts_text = " ".join(" ".join(free_text_facts(facts)).casefold().split())
    groups = [
        (group, tuple(_group_findings(parsed, group, facts_text)))
        for group in phrases
        if applies_to_kind(group.check, group, parsed.message.kind, facts)
    ]
    checks = {group.check for group, findings in groups if findings}
    remaining_findings = (findings for group, findings in groups if checks.isdisjoint(group.yields_to))
    return _without_overlaps([finding for findings in remaining_findings for finding in findings])


def applies_to_kind(
    check: Check, rule: BannedPhrases | DoubtfulSentenceRule, kind: MessageKind, facts: Facts
) -> bool:
    """Return whether `rule`, a rule of `check`, applies to a message of `kind`."""
    if check is Check.PRESUMPTION and facts.occasion is Occasion.SPOKEN_YES:
        return False  # they have said yes
    return kind not in rule.not_in and (not rule.only_in or kind in rule.only_in)


def _group_findings(parsed: ParsedMessage, group: BannedPhrases, facts_text: str) -> Iterator[Finding]:
    """Yield a finding for each phrase of `group`, except the first `at_most`, which are allowed."""
    allowed_count = group.at_most
    for place, text, words in parsed.subject_and_body():
        matches = group.says.spans(words)
        harmless_spans = group.unless.spans(words) if matches else []
        for span in matches:
            if overlaps_any(span, harmless_spans) or (
                place is MessagePlace.BODY and is_quoted(span, parsed.layout)
            ):
                continue
            if (
                group.check in _CHECKS_THAT_ALLOW_FACTS
                and " ".join(text[slice(*span)].casefold().split()) in facts_text
            ):
                continue
            if allowed_count:
                allowed_count -= 1
                continue
            yield finding_at(group.check, place, text, span, group.why, group.remedy)


def _without_overlaps(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that overlap an earlier one of the same check."""
    result: list[Finding] = []
    spans: dict[tuple[Check, MessagePlace], list[Span]] = {}
    for finding in findings:
        earlier_spans = spans.setdefault((finding.check, finding.place), [])
        span = (finding.start, finding.end)
        index = bisect_left(earlier_spans, span)
        if not overlaps_any(span, earlier_spans[max(index - 1, 0) : index + 1]):
            earlier_spans.insert(index, span)
            result.append(finding)
    return tuple(result)


def overlaps_any(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether `span` overlaps one of `spans`."""
    return any(span[0] < end and start < span[1] for start, end in spans)
