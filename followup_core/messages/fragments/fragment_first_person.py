"""What someone does, said about oneself: "stays calm" is "stay calm" after "because I"."""

from types import MappingProxyType

from .fragment_forms import Unfit, change_verb, said_of_many
from .fragment_grammar import is_adverb
from .fragment_tidying import plain_word
from .fragment_words import MODALS
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
_HELPERS = MappingProxyType({"doesn't": "don't", "does": "do", "isn't": "am not", "hasn't": "haven't"})


def to_first(text: str, *, only_mine: bool = False) -> str:
    """Return what stands after "someone who" as it stands after "I".

    Args:
        text: What stands after "someone who".
        only_mine: Whether every "they" in it was typed as "I"; else it may be others after a plural.

    Raises:
        Unfit: The verb isn't known, so it can't be turned.
    """
    words = text.split(" ")
    start = next((index for index, word in enumerate(words) if not is_adverb(plain_word(word))), 0)
    helper = plain_word(words[start])
    if helper in MODALS:
        turned = text
    elif helper in _HELPERS:
        turned = " ".join([*words[:start], _HELPERS[helper], *words[start + 1 :]])
    else:
        turned = change_verb(text, _base)
    return _with_i(turned, only_mine=only_mine)


def _base(verb: Verb) -> str:
    if verb.form is not VerbForm.THIRD:
        raise Unfit("")
    return "am" if verb.base == "be" else verb.base


def _with_i(text: str, *, only_mine: bool) -> str:
    """Return a text in which "they", "them" and "their" are oneself, unless they may be others."""
    out: list[str] = []
    others = False
    for word in text.split(" "):
        turned = _TO_FIRST.get(plain_word(word))
        if turned is None or others:
            out.append(word)
        else:
            out.append(turned + word[len(word.rstrip(",.;:!?")) :])
        others = not only_mine and (others or said_of_many(plain_word(word)))
    return _agreeing(" ".join(out))


def _agreeing(text: str) -> str:
    return text.replace(" I are ", " I am ").replace(" I were ", " I was ")
