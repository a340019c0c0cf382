"""Turns a strength into the first person: "someone who stays calm" becomes "I stay calm"."""

from collections.abc import Sequence
from types import MappingProxyType

from .fragment_grammar import is_adverb, verb_at_start
from .fragment_rewrites import Unfit, change_verb, may_be_several
from .fragment_tidying import plain_word
from .fragment_words import MODALS, word_set
from .verb_forms import Verb, VerbForm

_FIRST_PERSON_OF_THEY = MappingProxyType(
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
_FIRST_PERSON_OF_HELPER = MappingProxyType(
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
_CONJUNCTIONS = ("and", "or", "but", "yet")


def to_first(text: str, *, only_self: bool = False) -> str:
    """Return a clause in the first person: "stay calm", after "I", for "stays calm".

    Args:
        text: The clause after "someone who".
        only_self: Whether every "they" in it was typed as "I"; else it may be others after a plural.

    Raises:
        Unfit: The verb isn't known, so that its form can't be changed.
    """
    words = text.split(" ")
    helper_index = next((index for index, word in enumerate(words) if not is_adverb(plain_word(word))), 0)
    helper = plain_word(words[helper_index])
    if helper == "will" and words[helper_index + 1 : helper_index + 2] not in ([], ["not"], ["be"], ["have"]):
        turned = " ".join(
            [*words[:helper_index], *words[helper_index + 1 :]]
        )  # "because I will help" sounds like a promise
    elif helper in MODALS:
        turned = text
    elif helper in _FIRST_PERSON_OF_HELPER and helper not in ("is", "has"):
        turned = " ".join(
            [*words[:helper_index], _FIRST_PERSON_OF_HELPER[helper], *words[helper_index + 1 :]]
        )
    else:
        turned = change_verb(text, _first_person_of_verb)
    return _with_i_for_they(_with_joined_verbs(turned), only_self=only_self)


def _with_joined_verbs(text: str) -> str:
    """Return a text with the verbs after "and" or "but" in the first person, too: "and don't rush"."""
    words = text.split(" ")
    lowercase_words = list(map(plain_word, words))
    for index in range(1, len(words)):
        verb_index = index
        while verb_index < len(words) - 1 and is_adverb(lowercase_words[verb_index]):
            verb_index += 1
        if not (lowercase_words[index - 1] in _CONJUNCTIONS or words[index - 1].endswith(",")):
            continue
        if _is_of_somebody_else(lowercase_words[:index]):
            continue
        end_marks = words[verb_index][len(words[verb_index].rstrip(",.;:!?")) :]
        if turned := _FIRST_PERSON_OF_HELPER.get(lowercase_words[verb_index]):
            words[verb_index] = turned + end_marks
            continue
        reading = verb_at_start(lowercase_words[index:], wants_verb=len(lowercase_words) - index > 2)
        if reading is not None and reading[0] <= 1 and reading[1].form is VerbForm.THIRD:
            words[index + reading[0]] = reading[1].base + end_marks
    return " ".join(words)


def _is_of_somebody_else(words_before: Sequence[str]) -> bool:
    """Whether the next verb's subject is somebody else: "helps a client who cries and ..."."""
    clause_index = max(
        (index for index, word in enumerate(words_before) if word in _STARTS_OF_OTHER_CLAUSES), default=0
    )
    if not clause_index:
        return False
    if words_before[clause_index] in ("who", "that", "which"):
        return not may_be_several(words_before[clause_index - 1])
    return bool(_SINGULAR_SUBJECTS.intersection(words_before[clause_index + 1 : clause_index + 2]))


_STARTS_OF_OTHER_CLAUSES = ("who", "that", "which", "when", "if", "while", "until")
_SINGULAR_SUBJECTS = word_set("a an one someone somebody everyone everybody he she the")


def _first_person_of_verb(verb: Verb) -> str:
    if verb.form is not VerbForm.THIRD:
        raise Unfit("")
    return "am" if verb.base == "be" else verb.base


def _with_i_for_they(text: str, *, only_self: bool) -> str:
    """Return a text with "I", "me" and "my" for "they", "them" and "their", unless those may mean others."""
    new_words: list[str] = []
    may_mean_others = False
    for word in text.split(" "):
        replacement = _FIRST_PERSON_OF_THEY.get(plain_word(word))
        if replacement is None or may_mean_others:
            new_words.append(word)
        else:
            new_words.append(replacement + word[len(word.rstrip(",.;:!?")) :])
        may_mean_others = not only_self and (may_mean_others or may_be_several(plain_word(word)))
    return _with_agreeing_be(" ".join(new_words))


def _with_agreeing_be(text: str) -> str:
    return text.replace(" I are ", " I am ").replace(" I were ", " I was ")
