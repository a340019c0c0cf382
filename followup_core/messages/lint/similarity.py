"""Checks whether two thank-yous to one panel are too similar, because panels compare them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message, MessagePlace
from followup_core.messages.phrase_rules import SimilarityLimits
from followup_core.models import MessageKind

from .findings import finding_at
from .message_layout import message_layout
from .parsed_message import MAX_CHARS_READ, ParsedMessage
from .phrase_matcher import Span
from .required_facts import has_contact_detail
from .tokenizer import fold_word, name_words, without_punctuation

_THANK_YOU_KINDS = (MessageKind.THANK_YOU_EMAIL, MessageKind.THANK_YOU_NOTE)
_MAX_SENTENCES = 60
"""Sentences compared of each message; a thank-you has six."""
_REMEDY = "Say in words of its own what you talked about with each of them, and give an example to only one."


class _Sentence(NamedTuple):
    span: Span
    folded_text: str
    word_count: int  # without names and recurring facts


def too_alike(parsed: ParsedMessage, context: LintContext, limits: SimilarityLimits) -> Iterator[Finding]:
    """Yield a finding for each other person of the panel whose thank-you is too similar."""
    if parsed.message.kind not in _THANK_YOU_KINDS:
        return
    for panel_member, other_message in context.panel:
        if other_message.kind in _THANK_YOU_KINDS:
            yield from _similarity_finding(parsed, context.facts, panel_member, other_message, limits)


def _similarity_finding(
    parsed: ParsedMessage, facts: Facts, panel_member: str, other_message: Message, limits: SimilarityLimits
) -> Iterator[Finding]:
    people_named = (facts.name, panel_member, *facts.others)
    body = parsed.message.body
    own_sentences = _comparable_sentences(body, parsed.layout.sentences, facts, people_named, limits)
    other_body = other_message.body[:MAX_CHARS_READ]
    other_sentences = _comparable_sentences(
        other_body, message_layout(other_body).sentences, facts, people_named, limits
    )
    shared = [
        sentence for sentence in own_sentences if _has_similar(sentence, other_sentences, limits.likeness)
    ]
    if not shared or sum(sentence.word_count for sentence in shared) < limits.share * sum(
        sentence.word_count for sentence in own_sentences
    ):
        return
    count_words = "A sentence" if len(shared) == 1 else f"{len(shared)} sentences"
    verb = "stands" if len(shared) == 1 else "stand"
    recipient = without_punctuation(panel_member) or "somebody else of the panel"
    why = f"{count_words} from here on {verb} almost the same in your thank-you to {recipient}."
    yield finding_at(
        Check.ALIKE, MessagePlace.BODY, body, (shared[0].span[0], shared[-1].span[1]), why, _REMEDY
    )


def _has_similar(sentence: _Sentence, other_sentences: list[_Sentence], likeness: float) -> bool:
    # Imported here, because only the thank-yous of a panel are compared.
    from rapidfuzz import fuzz

    return any(
        fuzz.ratio(sentence.folded_text, other_sentence.folded_text, score_cutoff=likeness)
        for other_sentence in other_sentences
    )


def _comparable_sentences(
    body: str, spans: tuple[Span, ...], facts: Facts, names: tuple[str, ...], limits: SimilarityLimits
) -> list[_Sentence]:
    """Return the sentences to compare, without names and recurring facts; contact lines are left out."""
    recurring_facts = _facts_in_every_message(facts)
    words_of_names = {fold_word(word.text) for name in names for word in name_words(name)}
    sentences = []
    for span in spans[:_MAX_SENTENCES]:
        text = body[slice(*span)]
        if has_contact_detail(text, facts):
            continue
        words = [
            word
            for word in _without_facts(_folded_text(text), recurring_facts).split()
            if word not in words_of_names
        ]
        if len(words) >= limits.least_words:
            sentences.append(_Sentence(span, " ".join(words), len(words)))
    return sentences


@lru_cache(maxsize=64)
def _facts_in_every_message(facts: Facts) -> tuple[str, ...]:
    """Return the folded facts that every thank-you to a panel may have: organization, role and day."""
    folded_facts = {_folded_text(fact) for fact in (facts.organization, facts.role, facts.met_on)}
    return tuple(sorted((fact for fact in folded_facts if fact), key=lambda fact: (-len(fact), fact)))


def _without_facts(text: str, folded_facts: tuple[str, ...]) -> str:
    padded_text = f" {text} "
    for fact in folded_facts:
        padded_text = padded_text.replace(f" {fact} ", " ")
    return padded_text


@lru_cache(maxsize=2048)  # a panel's other messages are read again with every change of one
def _folded_text(text: str) -> str:
    return " ".join(fold_word(word.text) for word in name_words(text))
