"""The check whether a message wants to join an organization that is not the one it goes to."""

import re
from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding, LintContext
from followup_core.messages.phrase_rules import NameVocabulary
from followup_core.models import MessageKind

from .findings import finding_at
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .required_facts import texts_of
from .tokenizer import fold_word, name_words, without_punctuation, word_set

_WORD = r"[A-Z][\w&'’-]*"
_NAME = (
    rf"(?P<name>{_WORD}(?:(?: &| of| for)? {_WORD}){{0,6}}|the {_WORD}(?:(?: &| of| for)? {_WORD}){{1,6}})"
)
_WISH = re.compile(
    r"\b(?:want|wanted|love|like|hope|eager|keen|excited|thrilled|interested|interest|welcome|proud|honou?red"
    r"|delighted|glad|happy|dream(?:ed|t)?|look(?:ing)? forward|enthusiastic|pleased|be|picture|imagine)\b"
    r"[^.?!\n]{0,80}?"
    r"\b(?:(?<!my )(?:work|working|worked|start|starting|career|future|position|role|job|opening|opportunity"
    r"|teach|teaching|serve|serving|team|here|place|part of the team|interview|interviewing"
    r"|cook|nurse) (?:at|for|with)"
    r"|join|joining|become part of|part of|contribute to|contributing to) " + _NAME
)
_BY_KIND = frozenset((MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE, MessageKind.STATUS_EMAIL))
_NO_ORGANIZATION = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december i you mr mrs ms dr professor"
)
_SMALL = frozenset(("the", "of", "and", "for"))


def unknown_organizations(
    parsed: ParsedMessage, context: LintContext, names: NameVocabulary
) -> Iterator[Finding]:
    """Yield each organization that the candidate wants to work at and that shares no word with this one."""
    facts = context.facts
    if not facts.organization.strip() or parsed.message.kind not in _BY_KIND:
        return
    body = parsed.message.body
    known = _known_words(facts)
    for wish in _WISH.finditer(body):
        span = _trimmed(body, wish.span("name"))
        plain = {fold_word(word.text) for word in name_words(body[slice(*span)])} - _SMALL
        if not plain or plain & (known | _NO_ORGANIZATION) or plain <= names.nobody:
            continue
        if body[span[1] : span[1] + 2] in ("'s", "’s") or _is_short_form(body[slice(*span)], facts):
            continue
        yield finding_at(
            Check.WRONG_ORGANIZATION, parsed.subject_and_body()[1][0], body, span, *_words(body, span, facts)
        )


def _words(body: str, span: Span, facts: Facts) -> tuple[str, str]:
    written, own = without_punctuation(body[slice(*span)]), without_punctuation(facts.organization)
    return (
        f"It says {written} here, and the interview was with {own}.",
        f"Put in {own}, or look whether the message is meant for somebody else.",
    )


def _trimmed(body: str, span: Span) -> Span:
    return span[0], span[0] + len(body[slice(*span)].rstrip("'’- "))


def _known_words(facts: Facts) -> frozenset[str]:
    return frozenset(fold_word(word.text) for text in texts_of(facts) for word in name_words(text))


def _is_short_form(written: str, facts: Facts) -> bool:
    """Return whether `written` can be the initials of the organization, or is one short word in capitals."""
    return written.isupper() and len(written) <= 5
