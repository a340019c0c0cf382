"""The check for phrases that push, reproach or give up, as the playbook lists them."""

from collections.abc import Iterator

from followup_core.messages.message_model import Finding, MessagePart
from followup_core.messages.phrase_rules import BannedPhrase

from .findings import ParsedMessage, finding_at
from .message_layout import is_quoted
from .phrase_matcher import Span


def banned_phrases(parsed: ParsedMessage, phrases: tuple[BannedPhrase, ...]) -> Iterator[Finding]:
    """Yield a finding for each banned phrase in the subject or the body that is not in quoted text."""
    for group in phrases:
        if parsed.message.kind not in group.not_in:
            yield from _found(parsed, group)


def _found(parsed: ParsedMessage, group: BannedPhrase) -> Iterator[Finding]:
    left = group.at_most
    for place, text, words in parsed.parts():
        innocent = group.unless.spans(words)
        for span in group.says.spans(words):
            if _touches(span, innocent) or (place is MessagePart.BODY and is_quoted(span, parsed.layout)):
                continue
            if left:
                left -= 1
                continue
            yield finding_at(group.check, place, text, span, group.why, group.remedy)


def _touches(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
