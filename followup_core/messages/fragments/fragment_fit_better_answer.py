"""The phrasing of an answer that came to mind too late: asked as "I wish I had said that ..."."""

import re
from collections.abc import Mapping, Sequence

from .fragment_articles import with_a_where_needed
from .fragment_grammar import FragmentKind, classify, is_adverb
from .fragment_halves import joined_halves
from .fragment_rewrites import Unfit, inside, named_phrasings, strip_start, to_reader
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, NOUN_VERBS, OBJECTS, PREPOSITIONS, STATIVE, word_set
from .lazy_pattern import LazyPattern
from .verb_forms import VerbForm, verb_of
from .whole_clauses import is_whole_clause

_WISH = LazyPattern(
    r"(?:(?:when|as|after)\s+(?:you|they|he|she|we)\s+(?:asked|talked|spoke)\b[^,;.]{0,90}?,?\s+(?=i\s+should(?:\s+have|['’]ve)\s)"
    r"|i\s+(?:would\s+have|should\s+have|could\s+have|['’]d\s+have)\s+(?:told\s+\w+|said|mentioned|explained)"
    r"\s+(?:first\s+|also\s+)?that\s+"
    r"|for\s+the\s+[^,.]{3,40}\s+question,?\s+(?=i\s)|i\s+would\s+have\s+to\s+say\s+(?:that\s+)?"
    r"|i\s+wish\s+(?:that\s+)?i(?:['’]d|\s+had)\s+(?:said|told\s+\w+|mentioned|answered)\s+(?:that\s+)?"
    r"|(?:i\s+)?forgot\s+to\s+(?:say|mention|tell\s+(?:you|them)|bring\s+up)\s+(?:that\s+)?"
    r"|i\s+should(?:\s+have|['’]ve|\s+of)\s+(?:said|told\s+\w+|mentioned|answered|brought\s+up|talked\s+about|explained|shown)\s+(?:first\s+(?=that\s|i\s)|also\s+)?(?:that\s+)?"
    r"|how\s+(?=i\s)"
    r"|(?:that|about|to\s+say\s+that|saying\s+that)\s+(?=\S+\s+\S)|(?:said|mentioned)\s+(?:that\s+)?)",
    re.IGNORECASE,
)
_REASON = "Say it as a sentence that begins with “I”, such as “I have used this system for two years”."
_WHICH = "Begin with “I would” or “I have”, such as “I would ask the customer first”."
_HABIT = LazyPattern(
    r"\b(?:every|each|daily|weekly|always|usually|often|currently|now|already|an? (?:day|week|month|year))\b",
    re.IGNORECASE,
)
_WHEN = LazyPattern(
    r"(?P<when>(?:when|if|whenever)\s+(?!i\b)(?:\S+\s+){1,8}?\S+(?<!that)(?<!who)(?<!which)(?<!and)(?<!what)(?<!how)),?"
    r"\s+(?P<does>i\s+\S.*)",
    re.IGNORECASE,
)
"""What somebody does in a case: "when a child won't sit down I pull over"."""
_EXCUSE = (
    r"(?:(?:i\s+(?:was|am|got|felt|think\s+i\s+was)|i['’]m)\s+(?:\w+\s+){0,2}"
    r"(?:nervous|confused|distracted|stressed|tired|anxious|shy|scared|sick|not\s+prepared)"
    r"|i\s+(?:just\s+)?(?:blanked|froze|choked)(?:\s+out)?|my\s+mind\s+went\s+blank"
    r"|i\s+(?:did(?:n['’]t|\s+not)|could(?:n['’]t|\s+not))\s+(?:really\s+)?(?:understand|get|hear|catch|follow)"
    r"\s+(?:the|your|that|this)\s+question(?:\s+(?!but\b)\w+)*)"
)
_EXCUSE_BEFORE = LazyPattern(_EXCUSE + r"[,;.]?\s*(?:but\s+|and\s+|so\s+)?", re.IGNORECASE)
_EXCUSE_AFTER = LazyPattern(
    r"[,;.]?\s+(?:(?:but|and|because|as|only|just|so)\s+)?(?:"
    + _EXCUSE
    + r"|(?:i['’]m\s+|i\s+am\s+|i\s+was\s+)?(?:so\s+|very\s+)?sorry)\b.*$",
    re.IGNORECASE,
)
_SAID_NO = (
    r"i\s+(?:said|told\s+\w+|answered)\s+(?:no\b|(?:that\s+)?i\s+(?:can(?:['’]?t|not)|don['’]?t|do\s+not|didn['’]?t"
    r"|had\s+no|have\s+no|haven['’]?t|hadn['’]?t|am\s+not|['’]m\s+not|couldn['’]?t)\b)"
)
_SAID_NO_BEFORE = LazyPattern(
    _SAID_NO + r"(?:\s+(?:any\s+)?"
    r"(?:experience\s+(?:with|in)|know|used?|done?|did|have|had)\s+(?P<what>[^,]+?)|[^,]*?)"
    r",?\s+but\s+(?P<but>i\b.*)",
    re.IGNORECASE,
)
_SAID_NO_AFTER = LazyPattern(
    r"[,;.]?\s+(?:(?:and|but|though|although|because)\s+)?" + _SAID_NO + r".*$", re.IGNORECASE
)
"""What they said instead: "I can work weekends, I said no but I can" needs its first half only."""
_ALREADY_SAID = LazyPattern(r"i\s+(?:can|could|do|did|have|had|am|was)(?:\s+(?:too|now))?", re.IGNORECASE)
_SO = LazyPattern(r"(?:no|yes|actually|well|that)\s*,\s*(?=i\b)", re.IGNORECASE)
_AM = LazyPattern(
    r"(?!i\b|we\b|the\b)(?:[\w-]+\s+){1,4}(?:certified|licensed|trained|qualified|registered|bonded|insured)",
    re.IGNORECASE,
)
_NONE = LazyPattern(
    r"(?:no|zero)\s+(?:\w+\s+)?(?:absences|accidents|complaints|errors|incidents|injuries|returns|tickets|violations|write-ups)\b.*",
    re.IGNORECASE,
)
_FOR_YEARS = LazyPattern(
    r"(?P<long>(?:\d+|\w+)\s+(?:years|months))\s+(?P<of>with|in|as)\s+(?P<what>\S.*)", re.IGNORECASE
)
_LANGUAGES = LazyPattern(r"(?:\d|two|three|four|five|six|seven)\s+languages", re.IGNORECASE)
_DONE = LazyPattern(
    r"(?P<what>(?:the|my|a|an|all\s+the|about\s+the)\s+(?:\S+\s+){1,6}?)(?:that\s+|which\s+)?(?P<who>i(?:['’]ve)?)\s+(?P<did>\w+)"
    r"(?P<when>\s+(?:last|this|in|at|for|during|two|three|with)\s.+|)",
    re.IGNORECASE,
)
_OWN = LazyPattern(
    r"my\s+(?P<what>(?:\S+\s+){0,4}?(?:experience|training|certification|certificate|degree|licen[cs]e|card|background|knowledge)\b.*)",
    re.IGNORECASE,
)


def _but(text: str) -> str:
    """Return "I used SAP for a year" for "I said I never used SAP, but I used it for a year"."""
    if not (match := _SAID_NO_BEFORE.fullmatch(text)):
        return text
    stands_for = re.search(
        r"\b(?:(?P<some>some|a little|a bit)(?= (?:in|at|for|of|with)\b|$)|it|that)\b", match["but"]
    )
    if stands_for is None:
        return match["but"]
    if not match["what"]:
        raise Unfit(_REASON)
    named = f"{stands_for['some']} {match['what']}" if stands_for["some"] else match["what"]
    told = match["but"][: stands_for.start()] + named + match["but"][stands_for.end() :]
    return re.sub(r"^i have (?=(?:an?|my|the)\s.*\ssince\s)", "I have had ", told, flags=re.IGNORECASE)


def _as_clause(text: str) -> str:
    """Return "I did the training last year" for "the training I did last year"; anything else as it is."""
    if (
        (match := _DONE.fullmatch(text))
        and (verb := verb_of(match["did"].lower()))
        and verb.form is VerbForm.PAST
    ):
        what = re.sub(
            r"^the\s+(?=(?:\d+|two|three|four|five|six|many|few)\s)",
            "",
            match["what"].strip(),
            flags=re.IGNORECASE,
        )
        return f"{match['who']} {match['did']} {what}{match['when']}"
    if _AM.fullmatch(text) and verb_of(plain_words(text)[0]) is None:
        return f"I am {text}"  # "X-ray certified"
    if _NONE.fullmatch(text):
        return f"I have had {text}"
    if match := _FOR_YEARS.fullmatch(text):
        return f"I have {match['long']} of experience {match['of']} {match['what']}"
    if _LANGUAGES.fullmatch(text):
        return f"I speak {text}"
    words = plain_words(text)
    done = verb_of(words[0]) if words and words[0] not in ("my", "the", "a", "an") else None
    if done is not None and done.form is VerbForm.PAST:
        return f"I {text}"  # "used this method in my thesis"
    if (match := _OWN.fullmatch(text)) and classify(text) is FragmentKind.NOUN:
        return f"I have {with_a_where_needed(match['what'])}"
    return text


def _without_excuse(text: str) -> str:
    """Return the answer itself, without how the first one went."""
    bare = _SAID_NO_AFTER.sub("", _EXCUSE_AFTER.sub("", _but(strip_start(text, _EXCUSE_BEFORE, _WISH, _SO))))
    if _ALREADY_SAID.fullmatch(bare) or re.match(_SAID_NO, bare, re.IGNORECASE):
        raise Unfit(_REASON)
    if (
        not bare
        or _EXCUSE_BEFORE.fullmatch(bare)
        or re.search(r"\b(?:nervous|sorry|apologi[sz]e)\b", bare, re.IGNORECASE)
    ):
        raise Unfit("Leave out the excuse. What is it that you can do or have done?")
    if _TOLD_ABOUT.match(bare):
        raise Unfit(_REASON)
    return bare


def better_answer_phrasings(text: str) -> Mapping[str, str]:
    """Return `better_answer_that`, a clause after "I wish I had said that"."""
    bare = _without_excuse(text)
    if (match := _WHEN.fullmatch(bare)) and classify(match["does"]) is FragmentKind.CLAUSE:
        return _that(to_reader(inside(f"{match['when'].rstrip(',')}, {match['does']}")))
    bare = _as_clause(re.sub(r"^about\s+", "", bare, flags=re.IGNORECASE))
    if plain_words(bare)[0] in _BEFORE_ITS_SUBJECT and is_whole_clause(bare):
        return _that(to_reader(inside(bare)))
    bare = joined_halves(bare)
    kind = FragmentKind.CLAUSE if _is_done_by_me(plain_words(bare)) else classify(bare, wants_verb=True)
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. The main one is enough.")
    plain = to_reader(inside(bare))
    words = plain_words(plain)
    match kind:
        case FragmentKind.CLAUSE if words[0] not in ("you", "what", "how", "where", "that's", "this"):
            return _that(plain)
        case FragmentKind.PAST if len(words) > 1:
            return _that(f"I {plain}")
        case FragmentKind.BASE if _is_done(words):
            return _that(_doing(plain, words[0]))
        case FragmentKind.THIRD if words[0] in ("can", "could", "would", "will"):
            return _that(f"I {plain}")
        case FragmentKind.ADJECTIVE if len(words) > 1:
            return _that(f"I am {plain}")
        case _:
            raise Unfit(_REASON)


_BEFORE_ITS_SUBJECT = PREPOSITIONS | word_set("although even if when while")
"""What a clause may begin with before its subject: "when I don't know something, I ask"."""
_TOLD_ABOUT = LazyPattern(
    r"i\s+(?:(?:would|could)\s+have\s+(?:told\s+\w+|talked)\s+about|should(?:\s+have|['’]ve)\s+\w+)\b",
    re.IGNORECASE,
)


def _is_done_by_me(words: Sequence[str]) -> bool:
    """Whether "I" and what can only be its verb begin, even one that isn't known: "I recline the chair"."""
    return len(words) > 3 and words[0] == "i" and words[2] in DETERMINERS and words[1] not in DETERMINERS


_LASTING = STATIVE | word_set("am can enjoy have hold live speak understand")
"""What is so now: "speak French"."""
_ONGOING = word_set("coach cook drive lead manage run sell supervise teach train volunteer work")
"""What may be a habit or what one would do."""


def _doing(text: str, verb: str) -> str:
    """Return "I speak French" for "speak French", and "I would ask first" for "ask first"."""
    if verb in _LASTING:
        return f"I {text}"
    if verb in _ONGOING or _HABIT.search(text):
        raise Unfit(_WHICH)
    return f"I would {text}"


def _is_done(words: Sequence[str]) -> bool:
    """Whether words surely say what one does: "know Excel", but not "fund accounting"."""
    if len(words) < 2 or words[0] in ("to", "be", "am", "not", "time"):
        return False
    return (
        words[0] not in NOUN_VERBS or words[1] in DETERMINERS | OBJECTS | PREPOSITIONS or is_adverb(words[1])
    )


def _that(text: str) -> Mapping[str, str]:
    return named_phrasings(better_answer=text, better_answer_that=text)
