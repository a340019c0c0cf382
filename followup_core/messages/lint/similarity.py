"""The check whether two thank-yous to one panel are too similar, because panels compare them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message, MessagePlace
from followup_core.messages.phrase_rules import SimilarityLimits
from followup_core.models import MessageKind

from .findings import finding_at
from .message_layout import message_layout
from .parsed_message import MAX_QUOTE, ParsedMessage
from .phrase_matcher import Span
from .required_facts import covers
from .tokenizer import fold_word, name_words, without_punctuation

_THANKS = (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE)
_MAX_SENTENCES = 60
"""Sentences compared of each message; a thank-you has six."""
_REMEDY = "Say in words of its own what you talked about with each of them, and give an example to only one."


class _Sentence(NamedTuple):
    span: Span
    plain: str
    weight: int  # words that remain without names and facts


def too_alike(parsed: ParsedMessage, context: LintContext, alike: SimilarityLimits) -> Iterator[Finding]:
    """Yield one finding for each person of the panel whose thank-you shares too many sentences."""
    if parsed.message.kind not in _THANKS:
        return
    for name, other in context.panel:
        if other.kind in _THANKS:
            yield from _against(parsed, context.facts, name, other, alike)


def _against(
    parsed: ParsedMessage, facts: Facts, name: str, other: Message, alike: SimilarityLimits
) -> Iterator[Finding]:
    names = (facts.name, name, *facts.others)
    body = parsed.message.body
    own_sentences = _sentences(body, parsed.layout.sentences, facts, names, alike)
    other_body = other.body[:MAX_QUOTE]
    other_sentences = _sentences(other_body, message_layout(other_body).sentences, facts, names, alike)
    shared = [sentence for sentence in own_sentences if _twin(sentence, other_sentences, alike.likeness)]
    if not shared or sum(s.weight for s in shared) < alike.share * sum(s.weight for s in own_sentences):
        return
    count_words = "A sentence" if len(shared) == 1 else f"{len(shared)} sentences"
    stand = "stands" if len(shared) == 1 else "stand"
    who = without_punctuation(name) or "somebody else of the panel"
    why = f"{count_words} from here on {stand} almost the same in your thank-you to {who}."
    yield finding_at(
        Check.ALIKE, MessagePlace.BODY, body, (shared[0].span[0], shared[-1].span[1]), why, _REMEDY
    )


def _twin(sentence: _Sentence, others: list[_Sentence], likeness: float) -> bool:
    # Imported here, because only the thank-yous of a panel are compared.
    from rapidfuzz import fuzz

    return any(fuzz.ratio(sentence.plain, other.plain, score_cutoff=likeness) for other in others)


def _sentences(
    body: str, spans: tuple[Span, ...], facts: Facts, names: tuple[str, ...], alike: SimilarityLimits
) -> list[_Sentence]:
    """Return the sentences that can tell two messages apart; facts, names and contact lines cannot."""
    known = _facts_that_recur(facts)
    people = {fold_word(word.text) for name in names for word in name_words(name)}
    sentences = []
    for span in spans[:_MAX_SENTENCES]:
        text = body[slice(*span)]
        if covers(text, facts):
            continue
        words = [word for word in _without(_plain(text), known).split() if word not in people]
        if len(words) >= alike.least_words:
            sentences.append(_Sentence(span, " ".join(words), len(words)))
    return sentences


@lru_cache(maxsize=64)
def _facts_that_recur(facts: Facts) -> tuple[str, ...]:
    """Return what may be in each thank-you to a panel: the same job, the same day."""
    plain = {_plain(fact) for fact in (facts.organization, facts.role, facts.met_on)}
    return tuple(sorted((fact for fact in plain if fact), key=lambda fact: (-len(fact), fact)))


def _without(text: str, known: tuple[str, ...]) -> str:
    padded = f" {text} "
    for fact in known:
        padded = padded.replace(f" {fact} ", " ")
    return padded


@lru_cache(maxsize=2048)  # a panel's other messages are read again with every change of one
def _plain(text: str) -> str:
    return " ".join(fold_word(word.text) for word in name_words(text))
