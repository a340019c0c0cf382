"""The check for phrases that do a message harm, as the playbook lists them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from followup_core.messages.message_model import Check, Facts, Finding, MessagePlace
from followup_core.messages.phrase_rules import BannedPhrases, DoubtfulSentenceRule
from followup_core.models import MessageKind, Occasion

from .findings import finding_at
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .required_facts import texts_of

_MAY_BE_A_FACT = frozenset((Check.SALARY, Check.BOILERPLATE))
"""Checks whose words may be the candidate's subject: a role in compensation, a talk about salaries."""


def banned_phrases(
    parsed: ParsedMessage, facts: Facts, phrases: tuple[BannedPhrases, ...]
) -> tuple[Finding, ...]:
    """Return a finding for each banned phrase in the subject or the body that is not in quoted text."""
    known = " ".join(" ".join(texts_of(facts)).casefold().split())
    groups = [
        (group, tuple(_matches(parsed, group, known)))
        for group in phrases
        if applies(group.check, group, parsed.message.kind, facts)
    ]
    checks = {group.check for group, findings in groups if findings}
    standing = (findings for group, findings in groups if checks.isdisjoint(group.yields_to))
    return _without_overlaps([finding for findings in standing for finding in findings])


def applies(
    check: Check, rule: BannedPhrases | DoubtfulSentenceRule, kind: MessageKind, facts: Facts
) -> bool:
    """Return whether what `rule` says about `check` counts in a message of `kind`."""
    if check is Check.PRESUMPTION and facts.occasion is Occasion.SPOKEN_YES:
        return False  # they have said yes
    return kind not in rule.not_in and (not rule.only_in or kind in rule.only_in)


def _matches(parsed: ParsedMessage, group: BannedPhrases, known: str) -> Iterator[Finding]:
    left = group.at_most
    for place, text, words in parsed.subject_and_body():
        matches = group.says.spans(words)
        innocent = group.unless.spans(words) if matches else []
        for span in matches:
            if touches(span, innocent) or (place is MessagePlace.BODY and is_quoted(span, parsed.layout)):
                continue
            if group.check in _MAY_BE_A_FACT and " ".join(text[slice(*span)].casefold().split()) in known:
                continue
            if left:
                left -= 1
                continue
            yield finding_at(group.check, place, text, span, group.why, group.remedy)


def _without_overlaps(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings without those that overlap an earlier one of the same check."""
    result: list[Finding] = []
    spans: dict[tuple[Check, MessagePlace], list[Span]] = {}
    for finding in findings:
        taken = spans.setdefault((finding.check, finding.place), [])
        span = (finding.start, finding.end)
        index = bisect_left(taken, span)
        if not touches(span, taken[max(index - 1, 0) : index + 1]):
            taken.insert(index, span)
            result.append(finding)
    return tuple(result)


def touches(span: Span, others: Sequence[Span]) -> bool:
    """Return whether `span` overlaps one of `others`."""
    return any(span[0] < end and start < span[1] for start, end in others)
