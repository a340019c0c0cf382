"""Checks whether a message says that the candidate wants to join another organization than this one."""

import re
from collections.abc import Iterator

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, MessagePlace
from followup_core.messages.phrase_rules import NameVocabulary
from followup_core.models import MessageKind

from .findings import finding_at
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .required_facts import free_text_facts
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
_CHECKED_KINDS = frozenset(
    (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE, MessageKind.STATUS_EMAIL)
)
_WORDS_THAT_NAME_NO_ORGANIZATION = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december i you mr mrs ms dr professor"
)
_SMALL_WORDS = frozenset(("the", "of", "and", "for"))


def unknown_organizations(
    parsed: ParsedMessage, context: LintContext, names: NameVocabulary
) -> Iterator[Finding]:
    """Yield a finding for each organization to join whose name shares no word with any fact."""
    facts = context.facts
    if not facts.organization.strip() or parsed.message.kind not in _CHECKED_KINDS:
        return
    body = parsed.message.body
    known_words = _known_words(facts)
    for wish in _WISH.finditer(body):
        span = _without_trailing_marks(body, wish.span("name"))
        name_parts = {fold_word(word.text) for word in name_words(body[slice(*span)])} - _SMALL_WORDS
        if (
            not name_parts
            or name_parts & (known_words | _WORDS_THAT_NAME_NO_ORGANIZATION)
            or name_parts <= names.nobody
        ):
            continue
        if body[span[1] : span[1] + 2] in ("'s", "’s") or _is_initials(body[slice(*span)]):
            continue
        yield finding_at(
            Check.WRONG_ORGANIZATION, MessagePlace.BODY, body, span, *_why_and_remedy(body, span, facts)
        )


def _why_and_remedy(body: str, span: Span, facts: Facts) -> tuple[str, str]:
    written_name, organization = (
        without_punctuation(body[slice(*span)]),
        without_punctuation(facts.organization),
    )
    return (
        f"It says {written_name} here, and the interview was with {organization}.",
        f"Put in {organization}, or look whether the message is meant for somebody else.",
    )


def _without_trailing_marks(body: str, span: Span) -> Span:
    return span[0], span[0] + len(body[slice(*span)].rstrip("'’- "))


def _known_words(facts: Facts) -> frozenset[str]:
    return frozenset(fold_word(word.text) for text in free_text_facts(facts) for word in name_words(text))


def _is_initials(name: str) -> bool:
    """Return whether `name` may be the initials of an organization: up to five capital letters."""
    return name.isupper() and len(name) <= 5
