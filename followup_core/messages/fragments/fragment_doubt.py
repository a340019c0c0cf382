"""A last look at each finished phrasing: what may be wrong is asked again, never sent."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from . import doubtful_content as content
from . import doubtful_nouns as nouns
from . import doubtful_parts as parts
from . import doubtful_words as words

Refusal = Callable[[str], None]

_OF_ANY: Sequence[Refusal] = (words.refuse_odd_than, words.refuse_disagreement)
_OF_A_NOUN: Sequence[Refusal] = (
    parts.refuse_second_thought,
    nouns.refuse_verb_in_noun,
    nouns.refuse_clause_in_noun,
)
_REFUSALS: Mapping[str, Sequence[Refusal]] = MappingProxyType(
    {
        "strength_who": (parts.refuse_second_thought, nouns.refuse_quality_as_verb),
        "strength_phrase": (nouns.refuse_odd_quality,),
        "discussed_phrase": _OF_A_NOUN,
        "discussed_ours": _OF_A_NOUN,
        "discussed_that": (
            parts.refuse_second_thought,
            content.refuse_generic_you,
            content.refuse_question_as_clause,
        ),
        "interest_because": (
            parts.refuse_second_thought,
            content.refuse_general,
            content.refuse_generic_you,
        ),
        "interest_phrase": (*_OF_A_NOUN, content.refuse_general, content.refuse_own_aim),
        "news_clause": (parts.refuse_second_thought,),
        "news_phrase": (parts.refuse_second_thought, content.refuse_bare_award),
        "correction_that": (parts.refuse_second_thought,),
        "promised": (parts.refuse_second_thought,),
        "promised_that": (parts.refuse_second_thought,),
        "example": (
            content.refuse_since,
            parts.refuse_unlike_parts,
            content.refuse_present,
            content.refuse_praise,
        ),
    }
)
_NOT_DOUBTED = ("article", "times", "strength_i")
"""What stays as it was typed, and what is made of a phrasing that was doubted already."""


def refuse_doubt(name: str, phrasing: str) -> None:
    """Refuse a phrasing in which something may be wrong.

    Args:
        name: The phrasing's name in templates, such as "strength_who".
        phrasing: The words.

    Raises:
        Unfit: With the reason, and with what would be right where that is known.
    """
    if name in _NOT_DOUBTED or not phrasing:
        return
    for refuse in (*_OF_ANY, *_REFUSALS.get(name, ())):
        refuse(phrasing)
