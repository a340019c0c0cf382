"""The check whether a message greets or names somebody it is not for."""

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

_ADDRESS = re.compile(r"[^\s<>,;\"]{1,64}@[^\s<>,;\"]{1,200}")


def wrong_names(parsed: ParsedMessage, context: LintContext, names: NameVocabulary) -> Iterator[Finding]:
    """Yield the address, the greeting and each mention that belongs to another person or interview."""
    yield from _wrong_address(parsed, context.facts)
    body = parsed.message.body
    greeting = [word for word in greeted_names(body, names) if not _fits(word.text, context, names)]
    done = 0
    if greeting:
        done = greeting[-1].end
        span = (greeting[0].start, done)
        yield finding_at(
            Check.WRONG_NAME,
            MessagePlace.BODY,
            body,
            span,
            *_greeting_words(body[slice(*span)], context.facts),
        )
    for place, text, _ in parsed.subject_and_body():
        for mention in find_mentions(text, context, names):
            if place is MessagePlace.SUBJECT or mention.span[0] >= done:
                yield finding_at(mention.check, place, text, mention.span, mention.why, mention.remedy)


def _wrong_address(parsed: ParsedMessage, facts: Facts) -> Iterator[Finding]:
    written = _ADDRESS.search(parsed.message.to)
    if written and facts.email and written.group().casefold() != facts.email.strip().casefold():
        who = without_punctuation(facts.name) or "this person"
        why = f"This is not the address you have for {who}."
        remedy = "Compare the address with the business card before you send it."
        yield finding_at(Check.WRONG_NAME, MessagePlace.TO, parsed.message.to, written.span(), why, remedy)


def _greeting_words(greeted: str, facts: Facts) -> tuple[str, str]:
    plain, who = without_punctuation(greeted), without_punctuation(facts.name)
    if not who:
        return f"{plain} belongs to another of your interviews.", "Greet the person this message is for."
    return (
        f"The greeting says {plain}, and the message is for {who}.",
        f"Greet {who}, or look whether the message is meant for somebody else.",
    )


def _fits(word: str, context: LintContext, names: NameVocabulary) -> bool:
    """Return whether a greeted name can be the recipient's, in another spelling or shortened."""
    facts = context.facts
    if not facts.name.strip():
        return not (spellings(word) & _spellings_of(context.elsewhere_people))
    recipient_names = _recipient_names(facts.name, facts.addressed_as, facts.title, facts.organization)
    if (
        spellings(word) & recipient_names
        or names.nicknames.get(fold_word(word), frozenset()) & recipient_names
    ):
        return True
    return not _same_script(word, facts.name) or _is_short_for(fold_word(word), recipient_names)


def _is_short_for(word: str, recipient_names: frozenset[str]) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in recipient_names)


def _same_script(word: str, name: str) -> bool:
    """Return whether two names can be compared; of two scripts, neither name is called wrong."""
    return fold_word(word).isascii() == any(
        fold_word(name_word.text).isascii() for name_word in name_words(name)
    )


@lru_cache(maxsize=256)
def _recipient_names(*texts: str) -> frozenset[str]:
    return _spellings_of(texts)


@lru_cache(maxsize=256)
def _spellings_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(way for text in texts for word in name_words(text) for way in spellings(word.text))
