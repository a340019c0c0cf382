"""Checks whether a message goes to, greets or names somebody else than its recipient."""

import re
from collections.abc import Iterator
from functools import lru_cache

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, MessagePlace
from followup_core.messages.phrase_rules import NameVocabulary

from .findings import finding_at
from .greeting import greeted_names
from .mentions import find_mentions
from .parsed_message import ParsedMessage
from .tokenizer import fold_word, name_words, spellings, without_punctuation

_EMAIL_ADDRESS = re.compile(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,200}")


def wrong_names(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    """Yield a finding for an address, a greeting or a mention of another person or interview."""
    yield from _wrong_address_finding(parsed, context.facts)
    body = parsed.message.body
    wrong_words = [
        word for word in greeted_names(body, names) if not _may_be_recipient(word.text, context, names)
    ]
    end_of_greeting = 0
    if wrong_words:
        end_of_greeting = wrong_words[-1].end
        span = (wrong_words[0].start, end_of_greeting)
        yield finding_at(
            Check.WRONG_NAME,
            MessagePlace.BODY,
            body,
            span,
            *_why_and_remedy(body[slice(*span)], context.facts),
        )
    for place, text, _ in parsed.subject_and_body():
        for mention in find_mentions(text, context, names):
            if place is MessagePlace.SUBJECT or mention.span[0] >= end_of_greeting:
                yield finding_at(mention.check, place, text, mention.span, mention.why, mention.remedy)


def _wrong_address_finding(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    written_address = _EMAIL_ADDRESS.search(parsed.message.to)
    if (
        written_address
        and facts.email
        and written_address.group().casefold() != facts.email.strip().casefold()
    ):
        recipient = without_punctuation(facts.name) or "this person"
        why = f"This is not the address you have for {recipient}."
        remedy = "Compare the address with the business card before you send it."
        yield finding_at(
            Check.WRONG_NAME, MessagePlace.TO, parsed.message.to, written_address.span(), why, remedy
        )


def _why_and_remedy(greeted: str, facts: Facts) -> tuple[str, str]:
    greeted_name, recipient = without_punctuation(greeted), without_punctuation(facts.name)
    if not recipient:
        return (
            f"{greeted_name} belongs to another of your interviews.",
            "Greet the person this message is for.",
        )
    return (
        f"The greeting says {greeted_name}, and the message is for {recipient}.",
        f"Greet {recipient}, or look whether the message is meant for somebody else.",
    )


def _may_be_recipient(word: str, context: LintContext, names: NameVocabulary) -> bool:
    """Return whether a greeted name may be the recipient's, spelled or shortened differently."""
    facts = context.facts
    if not facts.name.strip():
        return not (spellings(word) & _spellings_of(context.elsewhere_people))
    recipient_names = _recipient_names(facts.name, facts.addressed_as, facts.title, facts.organization)
    if (
        spellings(word) & recipient_names
        or names.nicknames.get(fold_word(word), frozenset()) & recipient_names
    ):
        return True
    return not _have_same_script(word, facts.name) or _is_beginning_of_name(fold_word(word), recipient_names)


def _is_beginning_of_name(word: str, recipient_names: frozenset[str]) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in recipient_names)


def _have_same_script(word: str, name: str) -> bool:
    """Return whether two names are in the same script; otherwise they can't be compared."""
    return fold_word(word).isascii() == any(
        fold_word(name_word.text).isascii() for name_word in name_words(name)
    )


@lru_cache(maxsize=256)
def _recipient_names(*texts: str) -> frozenset[str]:
    return _spellings_of(texts)


@lru_cache(maxsize=256)
def _spellings_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        spelling for text in texts for word in name_words(text) for spelling in spellings(word.text)
    )
