"""The phrasings of good news: asked as "Congratulations on ..."."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from .fragment_articles import has_article
from .fragment_fit_article import has_link
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader, with_and
from .fragment_tidying import plain_word, plain_words
from .fragment_words import word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, past, verb_of

_STARTS = LazyPattern(
    r"(?:(?:congratulations|congrats|congratulation|congratz|kudos|well\s+done)(?:\s+(?:on|for|to)|,)?\s+"
    r"|(?:(?:i\s+)?(?:just\s+|also\s+)?(?:heard|saw|read|noticed|learned)|news)"
    r"\s+(?:(?:on|in|from)\s+(?:\w+\s+){1,3}?that\s+|that\s+|about\s+|of\s+|(?=(?:you|your|they|their|the|we|our|he|she)\b))|on\s+(?=\S)|that\s+(?=\w+\s)|about\s+)",
    re.IGNORECASE,
)
_PASSIVE = (
    r"(?:just\s+)?(?:promoted|named|elected|nominated|featured|awarded|ranked|voted|chosen|selected|appointed|rated"
    r"|listed|acquired)(?=$|\s+(?:to|as|by|for|in|one|the|head|best|top|chair|vice|director|#?\d))"
)
_DOING = LazyPattern(
    r"(?:you|y['’]?all|you all)\s+(?=(?:building|buying|expanding|getting|growing|having|hiring|launching"
    r"|merging|moving|opening|receiving|remodeling|renovating|starting|winning)\b)",
    re.IGNORECASE,
)
"""What somebody is doing without its verb: "you getting a new building"."""
_REASON = "Say it with “your” or as a sentence, such as “your new office” or “you won the award”."


_WITH_A_CLAUSE = LazyPattern(
    r"(?:the|your|an?)\s+(?:[\w-]+\s+){1,4}?(?:(?:that|which)\s+(?:(?:just|recently|you|your\s+\w+|the\s+\w+)\s+)?"
    r"|(?:you|your\s+\w+)\s+(?:just\s+|recently\s+)?)"
    r"(?:built|earned|got|hired|just|launched|opened|published|received|released|started|won|wrote)\b",
    re.IGNORECASE,
)
"""A thing with what was done to it: "the award that your team won" is no sentence."""


_COMPANIES_DID = (
    *("acquired", "announced", "bought", "closed", "doubled", "expanded", "grew", "hired", "hit", "landed"),
    *("launched", "merged", "moved", "opened", "passed", "raised", "reached", "received", "released"),
    *("secured", "signed", "tripled", "won"),
)


def news_phrasings(text: str) -> Mapping[str, str]:
    """Return `news_phrase`, after "Congratulations on", or `news_clause`, after "I just heard that".

    What has a link is an article and has neither.
    """
    if has_link(text):
        return named_phrasings(news=text)
    bare = strip_start(text, _STARTS)
    plain = _DOING.sub("you are ", to_reader(inside(bare)))
    words = plain_words(plain)
    if _WITH_A_CLAUSE.match(plain):
        return _on(plain)
    if clause := _about_reader(plain) or _what_they_did(plain) or _what_happened(plain, words):
        return _clause(clause)
    return _by_its_kind(plain, bare, words)


def _by_its_kind(plain: str, bare: str, words: Sequence[str]) -> Mapping[str, str]:
    if words[0] in ("i", "my", "me", "we", "our", "i'm", "i've"):
        raise Unfit("Congratulations are for news of theirs. What is it?")
    match FragmentKind.CLAUSE if words[:2] == ["you", "are"] else _kind(bare, words):
        case FragmentKind.SENTENCES:
            raise Unfit("That is more than one sentence. One is enough.")
        case FragmentKind.CLAUSE:
            return _clause(plain)
        case FragmentKind.PAST:
            return _clause(f"you {re.sub('^was ', 'were ', plain)}")
        case FragmentKind.GERUND if len(words) == 2 and is_singular_count_noun(words[1]):
            return _on(f"your {plain}")  # "funding round"
        case FragmentKind.GERUND:
            return _on(f"the {plain}" if words[1:2] == ["of"] else plain)
        case FragmentKind.NOUN if not _is_clause_in_disguise(words):
            return _on(with_and(_owned(plain, words)))
        case _:
            raise Unfit(_REASON)


def _about_reader(text: str) -> str:
    """Return "you were promoted" for "promoted", "you are a finalist" for "finalist"; '' for all else."""
    if re.match(_PASSIVE, text, re.IGNORECASE):
        return f"you were {text}"
    match = re.fullmatch(r"(an?\s+|the\s+)?((?:finalist|winner|runner-up|nominee)\b.*)", text, re.IGNORECASE)
    return f"you are {(match[1] or 'a ').lower()}{match[2]}" if match else ""


_THEY_DID = LazyPattern(
    r"(?P<the>(?:the|your)\s+)?"
    r"(?P<who>(?:agency|business|clinic|company|crew|firm|group|hospital|hotel|lab|office|plant|practice"
    r"|restaurant|school|shop|startup|store|team|warehouse))\s+(?:has\s+|have\s+|just\s+)?"
    r"(?P<did>\w+)(?P<what>\s+\S.*|)",
    re.IGNORECASE,
)
_GOOD_TO_DO = word_set(
    "acquire become buy earn expand finish get hire hit join launch move open pass raise reach receive sign"
    " win"
)


def _what_they_did(text: str) -> str:
    """Return "your hospital got Magnet status" for "hospital get Magnet status"; '' for all else."""
    match = _THEY_DID.fullmatch(text)
    verb = verb_of(match["did"].lower()) if match else None
    if match is None or verb is None or verb.base not in _GOOD_TO_DO or verb.form is VerbForm.GERUND:
        return ""
    is_named = plain_words(match["what"])[:1] not in ([], ["day"], ["house"], ["party"], ["of"])
    return (
        f"{(match['the'] or 'your ').lower()}{match['who'].lower()} {past(verb.base)}{match['what']}"
        if is_named
        else ""
    )


def _kind(text: str, words: Sequence[str]) -> FragmentKind:
    verb = verb_of(words[0])
    if verb is not None and verb.form is VerbForm.PAST and not words[0].endswith("ed"):
        return FragmentKind.PAST  # "got funding", "won an award"
    if (
        verb is not None
        and verb.form is VerbForm.GERUND
        and words[1:2] in (["to"], ["by"], ["from"], ["into"])
    ):
        return FragmentKind.GERUND  # "growing to 100 people"
    return classify(text)


def _on(phrase: str) -> Mapping[str, str]:
    return named_phrasings(news=phrase, news_phrase=phrase)


def _clause(text: str) -> Mapping[str, str]:
    return named_phrasings(news=text, news_clause=text)


def _owned(text: str, words: Sequence[str]) -> str:
    """Return "your promotion" for "promotion" and for "a promotion"."""
    if words[0] in ("a", "an") and len(words) > 1 and words[1] not in ("lot", "few", "couple"):
        return f"your {text.split(' ', 1)[1]}"
    if has_article(text) and not words[0][:1].isdigit():
        return text
    return f"your {text}"


def _what_happened(text: str, words: Sequence[str]) -> str:
    """Return a text in which a company or a team is followed by what it did; '' for all else.

    "Fintrail raised Series B" is one, and "your newly opened office" is none.
    """
    is_named = text[0].isupper() or words[0] in ("your", "the")
    did = any(
        word in _COMPANIES_DID and before not in ("the", "your", "a", "an") and not before.endswith("ly")
        for before, word in pairwise(words[:-1])
    )
    return text if is_named and did else ""


def _is_clause_in_disguise(words: Sequence[str]) -> bool:
    """Whether a verb stands where a noun phrase has none: "company win award"."""
    verbs = [verb_of(word) for word in words[1:]]
    return any(
        verb is not None
        and verb.form in (VerbForm.PAST, VerbForm.THIRD)
        and plain_word(word) in ("won", "got", "has", "was", "became", "bought", "opened")
        for word, verb in zip(words[1:], verbs, strict=True)
    )
