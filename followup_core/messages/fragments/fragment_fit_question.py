"""The phrasing of what the candidate wants to ask: a question with its words in order, ready to be sent."""

import re
from collections.abc import Mapping

from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, capital, named_phrasings, strip_start
from .fragment_tidying import plain_words, sentences
from .fragment_words import QUESTION_WORDS, has_plural_ending
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of

_HELPERS = "am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would"
_ASKING = LazyPattern(
    r"(?:i(?:\s+(?:wanted|want|would\s+like|need)|['’]d\s+(?:also\s+)?(?:like|love))\s+to\s+(?:ask"
    r"|know)(?:\s+you)?(?:\s+(?:about\s+)?(?=(?:if|whether|how|what|when|where|who"
    r"|why)\b)"
    r"|[:,]\s*)|(?:my\s+)?question(?:\s+is)?\s*[:,]\s*"
    r"|(?:i\s+was\s+)?wondering\s+(?=if|whether|how|what|when|where|who))",
    re.IGNORECASE,
)
_OUT_OF_ORDER = LazyPattern(
    rf"(?P<ask>(?:how\s+(?:many|much|long|often|soon|big)|what|when|where|which|who|why"
    rf"|how)(?:\s+(?!(?:i|you|we|they|it|{_HELPERS})\b)\w+){{0,2}})"
    rf"\s+(?P<who>i|you|we|they|it|he|she|there)\s+(?P<verb>{_HELPERS})\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""A question in the order of a statement: "when I will start", "how many people there are in the team"."""
_WITHOUT_DO = LazyPattern(
    r"(?P<ask>(?:how\s+(?:many|much|long|often)|what|when|where|which|why|how)"
    rf"(?:\s+(?!(?:i|you|we|they|{_HELPERS})\b)\w+){{0,2}})"
    r"\s+(?P<who>i|you|we|they)\s+(?P<rest>(?P<verb>\w+)\b.*)",
    re.IGNORECASE,
)
_HOW_BIG = LazyPattern(
    r"(?P<ask>how\s+(?!many\b|much\b|long\b|often\b)\w+)\s+(?P<who>(?:the|your|my"
    r"|this)\s+.+)\s+(?P<verb>is|are)",
    re.IGNORECASE,
)
_AT_WHAT_TIME = LazyPattern(
    r"(?:at\s+)?what\s+time\s+(?P<verb>begins|starts|ends|opens|closes"
    r"|finishes)\s+(?P<who>\S.*)",
    re.IGNORECASE,
)
_THERE_IS_MANY = LazyPattern(r"is\s+there\s+(?:an?\s+)?(?P<what>(?:\w+\s+)?\w+)", re.IGNORECASE)
_DOES_IT = LazyPattern(
    r"(?P<who>(?:the|your|my)\s+\w+)\s+(?P<verb>(?!is\b|was\b|has\b"
    r"|does\b)\w+s)(?P<rest>(?:\s.*)?)",
    re.IGNORECASE,
)
_HELPER = re.compile(rf"\b(?:{_HELPERS})\b", re.IGNORECASE)
_HELPER_LATE = LazyPattern(
    rf"(?P<ask>(?:what|which|when|where|why|how)\b(?:\s+\w+){{0,4}}?)\s+(?P<who>(?:the"
    rf"|your|my|each|this)\s+\w+)\s+(?P<verb>{_HELPERS})"
    r"(?P<rest>(?:\s.*)?)",
    re.IGNORECASE,
)
_ABOUT_A_THING = LazyPattern(
    r"(?P<ask>what\s+time|(?:what|which|how\s+many)(?:\s+(?!each\b|the\b"
    r"|your\b)\w+){0,2}|when|where|how\s+often|how\s+long|why|how)"
    r"\s+(?P<who>(?:the|your|my|each|every|this)\s+\w+)\s+(?P<verb>(?!is\b|was\b|has\b"
    r"|does\b)\w+s)(?P<rest>(?:\s.*)?)",
    re.IGNORECASE,
)
_IS_GIVING = LazyPattern(
    r"(?P<verb>is|are)\s+(?P<who>the\s+\w+|you)\s+(?P<doing>giving|having|offering"
    r"|paying|providing|working|using|doing|wanting)\s+",
    re.IGNORECASE,
)
_DOES = {
    "giving": "provide", "having": "have", "offering": "offer", "paying": "pay", "providing": "provide",
    "working": "work", "using": "use", "doing": "do", "wanting": "want",
}  # fmt: skip
_STATED = LazyPattern(
    r"(?P<who>you|they|we)\s+(?P<verb>have|use|offer|provide|need|work|plan|want|allow"
    r"|do)\s+\S",
    re.IGNORECASE,
)
_THERE_IS = LazyPattern(r"there\s+(?P<verb>is|are|will\s+be)\s+(?P<rest>\S.*)", re.IGNORECASE)


def question_phrasings(text: str) -> Mapping[str, str]:
    """Return `question`, one or more whole sentences with a question among them.

    Raises:
        Unfit: It asks nothing.
    """
    bare = strip_start(text, _ASKING)
    parts = [_question_sentence(part.strip(" ,;:-–—")) for part in sentences(bare)]
    if bare != text and len(parts) == 1 and _is_indirect(parts[0]):
        parts = [f"I wanted to ask {parts[0][:1].lower()}{parts[0][1:].rstrip('?')}."]
    if not any(part.endswith("?") or part.startswith("I wanted to ask ") for part in parts):
        raise Unfit(
            "That asks nothing yet. Write it as a question, such as “Who would train me in the first weeks?”"
        )
    return named_phrasings(question=" ".join(parts))


def _is_indirect(question: str) -> bool:
    """Whether a question has no helping verb, as in "(I'd like to know) when training starts"."""
    is_asked = _HELPER.search(question) or plain_words(question)[0] in ("who", "which")
    return question.endswith("?") and not is_asked


def _question_sentence(text: str) -> str:
    """Return one sentence with its capital and its end."""
    plain = text.rstrip(".?!… ")
    words = plain_words(plain)
    if not words:
        return text
    if words[0] in ("if", "whether"):  # "I wanted to ask if there is training"
        return f"I wanted to ask {plain[:1].lower()}{plain[1:]}."
    ordered = _in_order(plain, words)
    if _is_question(plain_words(ordered)):
        return f"{capital(ordered)}?"
    if classify(plain) is FragmentKind.NOUN or len(words) < 3:
        raise Unfit(f"What about “{plain[:40]}” do you want to know? Write the whole question.")
    return f"{capital(plain)}."


def _is_question(words: list[str]) -> bool:
    if not words:
        return False
    first = words[0].split("'")[0]
    starts = first in QUESTION_WORDS or re.fullmatch(_HELPERS, first) is not None
    return (
        starts
        or (
            first in ("which", "who", "whose", "in", "at", "on", "for", "from", "by")
            and bool({"what", "which", "who", "whom"}.intersection(words[1:2]))
        )
        or bool(QUESTION_WORDS.intersection(words[1:4]) and words[0] in ("and", "so", "also"))
    )


def _in_order(text: str, words: list[str]) -> str:
    """Return a question in the order of one: "When will I start" for "when I will start"."""
    for order in (_with_it_first, _with_helper, _with_do, _from_statement):
        if ordered := order(text):
            return ordered
    if (match := _THERE_IS_MANY.fullmatch(text)) and has_plural_ending(words[-1]):
        return f"Are there {match['what']}"
    return text


def _with_it_first(text: str) -> str:
    """Return "How big is the team" for "how big the team is", "What time does it begin" likewise."""
    if match := _HOW_BIG.fullmatch(text):
        return f"{match['ask']} {match['verb'].lower()} {match['who']}"
    match = _AT_WHAT_TIME.fullmatch(text)
    verb = verb_of(match["verb"].lower()) if match else None
    return f"What time does {match['who']} {verb.base}" if match and verb else ""


def _with_helper(text: str) -> str:
    """Return "When will I start" for "when I will start"."""
    if match := _OUT_OF_ORDER.fullmatch(text):
        return f"{match['ask']} {match['verb'].lower()} {_who(match)} {match['rest']}"
    if (match := _HELPER_LATE.fullmatch(text)) and not _HELPER.search(match["ask"]):
        return f"{match['ask']} {match['verb']} {match['who']}{match['rest']}"
    return ""


def _with_do(text: str) -> str:
    """Return "What do I need" for "what I need", and "What time does the shift start"."""
    if (match := _WITHOUT_DO.fullmatch(text)) and _form_of(match["verb"]) is VerbForm.BASE:
        return f"{match['ask']} do {_who(match)} {match['rest']}"
    match = _ABOUT_A_THING.fullmatch(text)
    verb = verb_of(match["verb"].lower()) if match else None
    if match and verb and verb.form is VerbForm.THIRD:
        return f"{match['ask']} does {match['who']} {verb.base}{match['rest']}"
    return ""


def _from_statement(text: str) -> str:
    """Return "Does the company pay it" for "the company pays it?", "Is there a bus" for "there is a bus?"."""
    match = _DOES_IT.fullmatch(text)
    verb = verb_of(match["verb"].lower()) if match else None
    if match and verb and verb.form is VerbForm.THIRD:
        return f"Does {match['who'][:1].lower()}{match['who'][1:]} {verb.base}{match['rest']}"
    if match := _IS_GIVING.match(text):
        helper = "Do" if match["who"].lower() == "you" else "Does"
        return f"{helper} {match['who']} {_DOES[match['doing'].lower()]} {text[match.end() :]}"
    if match := _THERE_IS.fullmatch(text):
        helper = match["verb"].split()[0]
        return f"{helper} there {'be ' if helper.lower() == 'will' else ''}{match['rest']}"
    return f"Do {text}" if _STATED.match(text) else ""


def _who(match: re.Match[str]) -> str:
    return "I" if match["who"].lower() == "i" else match["who"].lower()


def _form_of(word: str) -> VerbForm | None:
    verb = verb_of(word.lower())
    return verb.form if verb is not None else None
