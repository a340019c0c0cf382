"""The phrasing of what the candidate wants to ask: a question with its words in order, ready to be sent."""

import re
from collections.abc import Mapping, Sequence

from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, capital, inside, named_phrasings, strip_start, with_article
from .fragment_tidying import plain_words, sentences
from .fragment_words import NOUN_VERBS, QUESTION_WORDS, has_plural_ending
from .lazy_pattern import LazyPattern, Rewordings
from .noun_countability import is_singular_count_noun, plural_of
from .question_notes import ASKED, ASKED_ABOUT, HELPERS, from_note, inverted, joined_topics, with_other_half
from .verb_forms import VerbForm, verb_of

_GOES_ON = (
    rf"(?:\s+(?=(?:about|if|whether|how|what|which|when|where|who|why|the|your|{HELPERS})\b)|\s*[:,–—-]\s*)"
)
_ASKING = LazyPattern(
    r"(?:(?:please|hi|hello|hey|sorry|thanks|and|so|also|ok(?:ay)?|just)\b[\s,:!]*(?=\S)"
    r"|(?:i(?:['’]d)?\s+)?(?:just\s+|also\s+|only\s+)?(?:wanted|want|would\s+like|like|love|need)\s+to"
    rf"\s+(?:ask|know|check|find\s+out)(?:\s+you)?{_GOES_ON}"
    rf"|(?:can|could|may)\s+i\s+(?:just\s+)?ask(?:\s+you)?{_GOES_ON}"
    r"|(?:i\s+have\s+)?(?:(?:a|one|my)\s+)?(?:quick\s+)?question(?:\s+is)?(?:\s*[:,–—-]\s*|\s+(?=about\s))"
    rf"|(?:(?:i\s+was|i['’]m|i\s+am)\s+)?(?:just\s+)?wondering{_GOES_ON}|i\s+wonder(?:ed)?{_GOES_ON}"
    rf"|(?:pls|plz)\s+|(?:(?:can|could)\s+you\s+)?tell\s+me{_GOES_ON}"
    rf"|(?:i\s+(?:don['’]t|do\s+not|didn['’]t|still\s+don['’]t)\s+(?:know|understand|get)|(?:i['’]m\s+|i\s+am\s+)?not\s+sure"
    rf"|(?:i\s+)?forgot\s+to\s+ask|nobody\s+told\s+me|let\s+me\s+know){_GOES_ON}"
    r"|about\s+(?=(?:if|whether|how|what|when|where|who|why)\b)"
    rf"|if\s+(?=(?:{HELPERS})\s+(?:i|you|we|they|it|there|the)\b))",
    re.IGNORECASE,
)
_OUT_OF_ORDER = LazyPattern(
    rf"(?P<ask>(?:how\s+(?:many|much|long|often|soon|big)|what|when|where|which|who|why"
    rf"|how)(?:\s+(?!(?:i|you|we|they|it|{HELPERS})\b)\w+){{0,2}})"
    rf"\s+(?P<who>i|you|we|they|it|he|she|there)\s+(?P<verb>{HELPERS})\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
"""A question in the order of a statement: "when I will start", "how many people there are in the team"."""
_WITHOUT_DO = LazyPattern(
    r"(?P<ask>(?:how\s+(?:many|much|long|often)|what|when|where|which|who|why|how)"
    rf"(?:\s+(?!(?:i|you|we|they|{HELPERS})\b)\w+){{0,2}})"
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
_HELPER = re.compile(rf"\b(?:{HELPERS})\b", re.IGNORECASE)
_HELPER_LATE = LazyPattern(
    rf"(?P<ask>(?:what|which|when|where|why|how)\b(?:\s+\w+){{0,4}}?)\s+(?P<who>(?:the"
    rf"|your|my|each|this)\s+\w+)\s+(?P<verb>{HELPERS})"
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


def _plural(noun: str) -> str:
    is_one = is_singular_count_noun(noun.lower()) or noun.lower() in ("hour", "day", "week", "month", "year")
    return plural_of(noun) if is_one else noun


def _is_it_possible(match: re.Match[str]) -> str:
    first, _, rest = match[1].partition(" ")
    return f"{first} it {rest} possible" if rest else f"{first} it possible"


def _hours_long(match: re.Match[str]) -> str:
    return f"{'an' if match[1] in ('8', '11', '18') else 'a'} {match[1]}-hour "


_GIVES_IT = LazyPattern(
    r"(?:allow|cover|offer|provide|reimburse|sponsor|support)(?=\?$)",
    re.IGNORECASE,
)


def _agreeing(match: re.Match[str]) -> str:
    is_several = has_plural_ending(match[2].rpartition(" ")[2].lower())
    return f"{match[1]} {'are' if is_several else 'is'} {match[2]}"


def _there_is_a(match: re.Match[str]) -> str:
    """Return "is there a bonus" for "is there bonus"."""
    return f"{match[1]} {with_article(match[2])}" if is_singular_count_noun(match[2].lower()) else match[0]


def _first_asked(match: re.Match[str]) -> str:
    """Return "how long is the training" for "training how long"."""
    what = match[1].removeprefix("the ")
    if classify(what) not in (FragmentKind.NOUN, FragmentKind.GERUND):
        return match[0]
    return f"{match[2]} {'are' if has_plural_ending(what) else 'is'} the {what}"


def _base(word: str) -> str:
    verb = verb_of(word.lower())
    return verb.base if verb is not None and verb.form is VerbForm.THIRD else word


_SLIPS = Rewordings(
    (
        (r"\b(how many )persons\b", r"\1people"),
        (r"\b(how many people) is\b", r"\1 are"),
        (r"\b(how many \w+s) is\b(?= (?:there|on|in|at|per|required|needed)\b)", r"\1 are"),
        (
            r"^(how (?:long|big|large|old|far|heavy|full|early|late)) is ((?:the|your) (?:\w+ )?\w+)$",
            _agreeing,
        ),
        (r"\b(is there) (\w+)$", _there_is_a),
        (
            r"\b(does|will|can|would|is) (company|employer|team|hospital|school|store|office) (?=\w)",
            r"\1 the \2 ",
        ),
        (r"\bhow many (\w+)\b", lambda match: f"{match[0][: -len(match[1])]}{_plural(match[1])}"),
        (r"^(?:how) (is|are|was) (.+) like$", r"what \1 \2 like"),
        (r"^(is|would be|will be) possible\b", _is_it_possible),
        (r"\b(?:an? )?(\d+) hours? (?=(?:shift|day|week)s?\b)", _hours_long),
        (
            rf"^((?:my|the|your) \w+(?: \w+)?), ({HELPERS}) (?:it|they) (?=\S)",
            lambda match: f"{match[2]} {match[1]} ",
        ),
        (r"^((?:\w+ )?\w+) (how long|how much|when|where)$", _first_asked),
        (r"^it['’]?s (.+) or (?:no|not)$", r"is it \1 or not"),
        (r"^will be there\b", "will there be"),
        (r"^(when|where|what time|how long) will be ((?:the|your|my) .+)$", r"\1 will \2 be"),
        (r"^((?:if |whether )?(?:the|your) \w+) still (open|available)\b", r"\1 is still \2"),
        (r"\b(is|are) (next|first|last) ", r"\1 the \2 "),
        (
            r"\b((?:do|does|did|will|can|could|would|should) (?:i|you|we|they|it|(?:the|your) \w+)) (\w+s)\b",
            lambda match: f"{match[1]} {_base(match[2])}",
        ),
        (r"\bhow much ((?:\w+ )?(?!was\b|is\b|does\b|bonus\b|process\b)\w{2,}s)$", r"how many \1"),
        (
            r"^(how many (?:\w+ )?(?!is\b|was\b)\w+s|how many people)( (?:per|in each|a|in a) \w+)?$",
            r"\1 are there\2",
        ),
        (r"^(when|where|how) (?=(?:start|begin|park|apply|pay|sign up|check in|report|send)\b)", r"\1 do I "),
        (r"^(?:and|or|but) (?=\S)", ""),
        (r"^if possible\b", "if it is possible"),
        (r"\bvisas? h-?1-?b\b", "H-1B visas"),
        (
            r"\b(from|by|with|through|to) outside (?=(?:agency|company|firm|vendor|contractor)\b)",
            r"\1 an outside ",
        ),
    )
)


_ABOUT_FIRST = LazyPattern(
    rf"(?:about|regarding|concerning)\s+(?P<what>\S+(?:\s+\S+){{0,4}}?)[,:]\s+(?P<asked>(?!(?:is|are)\s+(?:it|they)\b)(?:{HELPERS}|how|what|when|where"
    r"|which|who)\b\s+\S.*)",
    re.IGNORECASE,
)
"""A question behind its topic: "about the visa transfer, does the company support it?"."""


_POLITE = LazyPattern(r"(?:can|could|would)\s+you\s+(?:please\s+)?tell\s+me\s.*", re.IGNORECASE)
_CONDITIONAL = LazyPattern(
    rf"(?:if|when)\s[^,]+,\s+(?:{HELPERS}|how|what|when|where|which|who|why)\b.*", re.IGNORECASE
)
_PART_OF = LazyPattern(r"(?:which|what|how\s+(?:much|many))(?:\s+\w+)?\s+of\s.*", re.IGNORECASE)


def question_phrasings(text: str) -> Mapping[str, str]:
    """Return `question`, one or more whole sentences with a question among them.

    Raises:
        Unfit: It asks nothing.
    """
    if match := _ABOUT_FIRST.fullmatch(text):
        about = from_note(inside(match["what"]), is_asked=True)
        asked = question_phrasings(match["asked"])["question"]
        asked = _GIVES_IT.sub(lambda verb: f"{verb[0]} it", asked)
        if about.startswith(ASKED_ABOUT) and asked.endswith("?"):
            return named_phrasings(question=f"{about} {asked}")
    bare = text if text.endswith("?") and _POLITE.fullmatch(text) else strip_start(text, _ASKING)
    typed = sentences(bare)
    is_led = bare != text and len(typed) == 1
    parts = [
        _question_sentence(
            part.strip(" ,;:-–—"),
            is_asked=is_led or part.endswith("?") or f"{part}?" in bare,
            is_alone=len(typed) == 1,
        )
        for part in typed
    ]
    if bare != text and len(parts) == 1 and _is_indirect(parts[0]):
        parts = [_indirect(parts[0].rstrip("?"))]
    if not any(part.endswith("?") or part.startswith(ASKED) for part in parts):
        raise Unfit(
            "That asks nothing yet. Write it as a question, such as “Who would train me in the first weeks?”"
        )
    return named_phrasings(question=" ".join(joined_topics(parts)))


_TELLERS = (["i"], ["you"], ["we"], ["they"])


def _is_indirect(question: str) -> bool:
    """Whether a question has no helping verb, as in "(I'd like to know) when training starts"."""
    words = plain_words(question)
    is_asked = _HELPER.search(question) or (words[0] in ("who", "which") and words[1:2] not in _TELLERS)
    return question.endswith("?") and not is_asked


def _indirect(question: str) -> str:
    return f"{ASKED}{question[:1].lower()}{question[1:]}."


def _question_sentence(text: str, *, is_asked: bool, is_alone: bool) -> str:
    """Return one sentence with its capital and its end.

    Args:
        text: The sentence as it was typed, without its end.
        is_asked: Whether it surely asks something, though it may be a statement or a note.
        is_alone: Whether nothing else was typed, so that a note must be what is asked about.
    """
    plain = _SLIPS.apply(text.rstrip(".?!… "))
    words = plain_words(plain)
    if not words:
        return text
    if is_asked and _is_in_order(plain, words):
        return f"{capital(plain)}?"
    if words[0] in ("if", "whether"):  # "I wanted to ask if there is training"
        return _indirect(plain)
    ordered = _in_order(plain, words)
    if not _is_question(plain_words(ordered)) and is_asked:
        ordered = inverted(ordered) or ordered
    if _is_to_do(words) and not _HELPER.search(ordered):
        return _indirect(ordered)
    if _is_question(plain_words(ordered)):
        return f"{capital(with_other_half(ordered))}?"
    if noted := from_note(plain, is_asked=is_asked) if is_asked or is_alone else "":
        return noted
    if classify(plain) is FragmentKind.NOUN:
        raise Unfit(f"What about “{plain[:40]}” do you want to know? Write the whole question.")
    return f"{capital(plain)}."


def _is_in_order(text: str, words: Sequence[str]) -> bool:
    """Whether a question needs nothing: "What happens at night", "If it rains, do we work"."""
    verb = verb_of("".join(words[1:2]))
    asks_for_subject = (
        words[0] in ("what", "which", "who")
        and not re.fullmatch(HELPERS, "".join(words[1:2]))
        and verb is not None
        and verb.form in (VerbForm.THIRD, VerbForm.PAST)
        and verb.base not in NOUN_VERBS
    )
    return asks_for_subject or any(order.fullmatch(text) for order in (_POLITE, _CONDITIONAL, _PART_OF))


def _is_to_do(words: Sequence[str]) -> bool:
    """Whether the words ask what to do, as in "what to bring" and "which form to use"."""
    return words[0] in QUESTION_WORDS and "to" in words[1:3]


def _is_question(words: list[str]) -> bool:
    if not words:
        return False
    first = words[0].split("'")[0]
    starts = first in QUESTION_WORDS or re.fullmatch(HELPERS, first) is not None
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
    if (match := _OUT_OF_ORDER.fullmatch(text)) and "before" not in match["ask"].lower():
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
