"""What someone does, said about oneself: "stays calm" is "stay calm" after "because I"."""

from collections.abc import Sequence
from types import MappingProxyType

from .fragment_grammar import is_adverb, verb_at_start
from .fragment_rewrites import Unfit, change_verb, may_be_several
from .fragment_tidying import plain_word
from .fragment_words import MODALS, word_set
from .verb_forms import Verb, VerbForm

_TO_FIRST = MappingProxyType(
    {
        "they": "I",
        "them": "me",
        "their": "my",
        "theirs": "mine",
        "themselves": "myself",
        "they're": "I'm",
        "they've": "I've",
        "they'll": "I'll",
        "they'd": "I'd",
    }
)
_HELPERS = MappingProxyType(
    {
        "doesn't": "don't",
        "does": "do",
        "is": "am",
        "isn't": "am not",
        "has": "have",
        "hasn't": "haven't",
        "wasn't": "wasn't",
    }
)
_JOINING = ("and", "or", "but", "yet")


def to_first(text: str, *, only_self: bool = False) -> str:
    """Return what stands after "someone who" as it stands after "I".

    Args:
        text: What stands after "someone who".
        only_self: Whether every "they" in it was typed as "I"; else it may be others after a plural.

    Raises:
        Unfit: The verb isn't known, so it can't be turned.
    """
    words = text.split(" ")
    start = next((index for index, word in enumerate(words) if not is_adverb(plain_word(word))), 0)
    helper = plain_word(words[start])
    if helper == "will" and words[start + 1 : start + 2] not in ([], ["not"], ["be"], ["have"]):
        turned = " ".join(
            [*words[:start], *words[start + 1 :]]
        )  # "because I will help" sounds like a promise
    elif helper in MODALS:
        turned = text
    elif helper in _HELPERS and helper not in ("is", "has"):
        turned = " ".join([*words[:start], _HELPERS[helper], *words[start + 1 :]])
    else:
        turned = change_verb(text, _base)
    return _with_i(_with_joined_verbs(turned), only_self=only_self)


def _with_joined_verbs(text: str) -> str:
    """Return a text in which each verb after "and" or "but" is in the first person, too: "and don't rush"."""
    words = text.split(" ")
    plain = list(map(plain_word, words))
    for index in range(1, len(words)):
        start = index
        while start < len(words) - 1 and is_adverb(plain[start]):
            start += 1
        if not (plain[index - 1] in _JOINING or words[index - 1].endswith(",")):
            continue
        if _is_of_somebody_else(plain[:index]):
            continue
        tail = words[start][len(words[start].rstrip(",.;:!?")) :]
        if turned := _HELPERS.get(plain[start]):
            words[start] = turned + tail
            continue
        reading = verb_at_start(plain[index:], wants_verb=len(plain) - index > 2)
        if reading is not None and reading[0] <= 1 and reading[1].form is VerbForm.THIRD:
            words[index + reading[0]] = reading[1].base + tail
    return " ".join(words)


def _is_of_somebody_else(before: Sequence[str]) -> bool:
    """Whether a verb after these words is somebody else's: "helps a client who cries and ..."."""
    place = max((index for index, word in enumerate(before) if word in _RELATIVE), default=0)
    if not place:
        return False
    if before[place] in ("who", "that", "which"):
        return not may_be_several(before[place - 1])
    return bool(_ONE.intersection(before[place + 1 : place + 2]))


_RELATIVE = ("who", "that", "which", "when", "if", "while", "until")
_ONE = word_set("a an one someone somebody everyone everybody he she the")


def _base(verb: Verb) -> str:
    if verb.form is not VerbForm.THIRD:
        raise Unfit("")
    return "am" if verb.base == "be" else verb.base


def _with_i(text: str, *, only_self: bool) -> str:
    """Return a text in which "they", "them" and "their" are oneself, unless they may be others."""
    out: list[str] = []
    others = False
    for word in text.split(" "):
        turned = _TO_FIRST.get(plain_word(word))
        if turned is None or others:
            out.append(word)
        else:
            out.append(turned + word[len(word.rstrip(",.;:!?")) :])
        others = not only_self and (others or may_be_several(plain_word(word)))
    return _agreeing(" ".join(out))


def _agreeing(text: str) -> str:
    return text.replace(" I are ", " I am ").replace(" I were ", " I was ")
