"""Replaces the name of a message's reader by "you": "learn from Chef Marc" is "learn from you"."""

import re

from followup_core.models.name_parser import parse_name

from .fragment_times import MONTHS
from .fragment_words import NOUN_VERBS
from .verb_forms import VerbForm, past, verb_of

_HONORIFICS = r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|chef|coach|pastor|principal)\.?\s+)?"
_THEIR_OWN = re.compile(r"\byou and (?:her|his|their)\b")
_BEFORE = (
    r"(?P<before>(?:about|and|at|because|by|for|from|how|like|of|on|that|to|under|what|when|why|with)\s+|^)"
)
_WORDS_BEFORE_SUBJECT = ("", "and", "because", "how", "that", "what", "when", "why")
_VERBS_OF_YOU = {"is": "are", "was": "were", "has": "have", "does": "do"} | {
    modal: modal for modal in ("can", "could", "may", "might", "should", "will", "would")
}


def with_you(text: str, reader: str) -> str:
    """Return a text in which the reader's name is replaced by "you", if that is surely grammatical.

    It is after a preposition, before "'s", and as the subject of a verb. A name before another word with a
    capital stays, because it may be part of an organization's name.

    Args:
        text: What was typed, tidied.
        reader: The name on record of the person who gets the message; '' if nobody is known.
    """
    name = parse_name(re.sub(rf"^{_HONORIFICS}", "", reader, flags=re.IGNORECASE))
    name_parts = [
        name_part
        for name_part in (name.given, name.family)
        if len(name_part) > 2 and name_part.lower() not in MONTHS
    ]
    if not name_parts:
        return text
    names_pattern = "|".join(re.escape(name_part) for name_part in name_parts)
    full_name_pattern = (
        rf"{_HONORIFICS}(?-i:(?:{names_pattern})(?:\s+(?:{names_pattern}))?)(?!\w|-|\s+(?-i:[A-Z&]))"
    )
    pattern = rf"{_BEFORE}{full_name_pattern}(?:(?P<owns>['’]s)|(?P<does>\s+\w+))?"
    result = re.sub(pattern, _you_for_name, text, flags=re.IGNORECASE)
    return result if result == text else _THEIR_OWN.sub("you and your", result)


def _you_for_name(match: re.Match[str]) -> str:
    words_before, next_word = match["before"], (match["does"] or "").strip()
    if match["owns"]:
        return f"{words_before}your"
    if words_before.strip().lower() not in _WORDS_BEFORE_SUBJECT:
        return f"{words_before}you{match['does'] or ''}"
    verb = verb_of(next_word.lower()) if next_word else None
    if next_word.lower() in _VERBS_OF_YOU:
        return f"{words_before}you {_VERBS_OF_YOU[next_word.lower()]}"
    if verb is not None and verb.form is VerbForm.PAST and past(verb.base) == next_word.lower():
        return f"{words_before}you {next_word}"
    is_sure = verb is not None and (
        verb.base not in NOUN_VERBS or words_before.strip().lower() in ("how", "why")
    )
    if verb is not None and verb.form is VerbForm.THIRD and is_sure:
        return f"{words_before}you {verb.base}"
    return match[0]
