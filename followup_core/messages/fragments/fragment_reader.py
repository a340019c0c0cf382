"""The reader of a message, who is "you" in it and not named: "learn from Chef Marc" is "learn from you"."""

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
_BEFORE_SUBJECT = ("", "and", "because", "how", "that", "what", "when", "why")
_VERBS_OF_YOU = {"is": "are", "was": "were", "has": "have", "does": "do"} | {
    modal: modal for modal in ("can", "could", "may", "might", "should", "will", "would")
}


def with_you(text: str, reader: str) -> str:
    """Return a text in which the reader is "you", where that is surely grammatical.

    Only after a preposition, before "'s", and as the subject of a verb; a name that stands next to another
    capital, such as an organization's, stays.

    Args:
        text: What was typed, tidied.
        reader: The name on record of the person who gets the message; '' where nobody is known.
    """
    name = parse_name(re.sub(rf"^{_HONORIFICS}", "", reader, flags=re.IGNORECASE))
    parts = [part for part in (name.given, name.family) if len(part) > 2 and part.lower() not in MONTHS]
    if not parts:
        return text
    known = "|".join(re.escape(part) for part in parts)
    full = rf"{_HONORIFICS}(?-i:(?:{known})(?:\s+(?:{known}))?)(?!\w|-|\s+(?-i:[A-Z&]))"
    pattern = rf"{_BEFORE}{full}(?:(?P<owns>['’]s)|(?P<does>\s+\w+))?"
    result = re.sub(pattern, _you, text, flags=re.IGNORECASE)
    return result if result == text else _THEIR_OWN.sub("you and your", result)


def _you(match: re.Match[str]) -> str:
    before, does = match["before"], (match["does"] or "").strip()
    if match["owns"]:
        return f"{before}your"
    if before.strip().lower() not in _BEFORE_SUBJECT:
        return f"{before}you{match['does'] or ''}"
    verb = verb_of(does.lower()) if does else None
    if does.lower() in _VERBS_OF_YOU:
        return f"{before}you {_VERBS_OF_YOU[does.lower()]}"
    if verb is not None and verb.form is VerbForm.PAST and past(verb.base) == does.lower():
        return f"{before}you {does}"
    is_sure = verb is not None and (verb.base not in NOUN_VERBS or before.strip().lower() in ("how", "why"))
    if verb is not None and verb.form is VerbForm.THIRD and is_sure:
        return f"{before}you {verb.base}"
    return match[0]
