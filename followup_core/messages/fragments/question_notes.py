"""Questions typed as a note or as a statement: "parking for staff?", "EIT required?", "you train me?"."""

import re
from collections.abc import Callable

from followup_core.text import in_words

from .fragment_articles import with_a_where_needed, with_the_where_needed
from .fragment_grammar import FragmentKind, classify, is_adverb
from .fragment_rewrites import Unfit, inside
from .fragment_tidying import plain_words
from .fragment_words import ADJECTIVES, DETERMINERS, NOUN_VERBS, has_plural_ending, word_set
from .lazy_pattern import LazyPattern, Rewordings
from .noun_countability import needs_no_article
from .verb_forms import VerbForm, verb_of

ASKED = "I wanted to ask "
"""How an indirect question begins: "I wanted to ask how long it takes."."""
ASKED_ABOUT = f"{ASKED}about "
"""How a sentence begins that only names a topic: "I wanted to ask about parking."."""
HELPERS = "am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would"
_WHO = r"(?:i|you|we|they|it|he|she|there|this|that|(?:the|your|my|this|each)\s+\w+(?:\s+\w+)?)"
_STATED = LazyPattern(
    rf"(?P<who>{_WHO})\s+(?:also\s+|usually\s+|normally\s+|always\s+)?"
    r"(?P<verb>am|are|can|could|is|may|might|shall|should|was|were|will|would)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_DOING = LazyPattern(rf"(?P<who>{_WHO})\s+(?P<rest>(?P<verb>\w+)\b.*)", re.IGNORECASE)
_SHORT = Rewordings(
    (
        (r"\b(i)['’]m\b", r"\1 am"),
        (r"\b(i|you|we|they|he|she|it|there)['’]ll\b", r"\1 will"),
        (r"\b(you|we|they)['’]re\b", r"\1 are"),
        (r"\b(it|he|she|there|that)['’]s\b", r"\1 is"),
        (r"\b(i|you|we|they) must\b", r"\1 have to"),
        (r"(?<=\w) where$", " somewhere"),
    )
)
"""The short forms whose verb can't go first, and a "where" that is no question word."""
_DONE = word_set(
    """
    allowed available compulsory covered expected furnished guaranteed included mandatory necessary needed
    negotiable offered optional paid permitted possible provided reimbursed required supplied
    """
)
_WANTED = word_set("available compulsory mandatory necessary needed required")
_IS_DONE = LazyPattern(
    rf"(?P<what>\S.*?)\s+(?:(?:is|are)\s+)?(?P<done>(?:not\s+)?(?:{'|'.join(sorted(_DONE))})(?:\s+(?:by|for|in|on|at)\s.+|\s+or\s+not)?)",
    re.IGNORECASE,
)
_ABOUT_IF = LazyPattern(
    r"about\s+(?P<what>(?:\S+\s+){1,4}?)(?:(?:and\s+)?(?:if|whether)\s+(?:it['’]?s|they['’]re|(?:it|they)\s+(?:is|are)|is|are)"
    r"|(?:is|are)\s+(?:it|they))\s+"
    r"(?P<done>\S.*)",
    re.IGNORECASE,
)
_OR = LazyPattern(
    r"(?:(?:is|are)\s+(?:it|there|they)\s+)?(?P<what>(?:\S+\s+){1,4}or\s+\S+(?:\s+\S+){0,3})", re.IGNORECASE
)
_OTHER_HALF = LazyPattern(
    r",?\s+or\s+(?=(?:i|you|we|they|(?:the|your)\s+\w+\s+(?:buys|covers|gives|pays|provides|reimburses|sends))\b)",
    re.IGNORECASE,
)


def with_other_half(question: str) -> str:
    """Return "Is it here, or do you rent it" for "Is it here or we rent it": each half asks."""
    if (joint := _OTHER_HALF.search(question)) is None:
        return question
    first, second = question[: joint.start()], question[joint.end() :]
    if not re.search(r"\bwe\b", first, re.IGNORECASE):
        second = re.sub(r"^we\b", "you", second, flags=re.IGNORECASE)
    asked = inverted(second)
    return f"{first}, or {asked[:1].lower()}{asked[1:]}" if asked else question


def inverted(statement: str) -> str:
    """Return "do you train people" for "you train people"; '' for what is no plain statement."""
    text = _SHORT.apply(statement)
    if match := _STATED.fullmatch(text):
        return f"{match['verb'].lower()} {_subject(match)} {match['rest']}"
    match = _DOING.fullmatch(text)
    verb = verb_of(match["verb"].lower()) if match else None
    if match is None or verb is None:
        return ""
    rest = match["rest"][len(match["verb"]) :]
    is_of_many = match["who"].lower() in ("i", "you", "we", "they") or has_plural_ending(
        plain_words(match["who"])[-1]
    )
    if is_of_many and verb.form is VerbForm.BASE:
        return f"do {_subject(match)} {verb.base}{rest}"
    return f"does {_subject(match)} {verb.base}{rest}" if verb.form is VerbForm.THIRD else ""


def from_note(text: str, *, is_asked: bool) -> str:
    """Return what a note asks, as a question or after "I wanted to ask about"; '' where that isn't clear.

    With `is_asked` False, only what tells or asks for nothing by itself is taken for a question.
    """
    if match := _ABOUT_IF.fullmatch(text):
        return _is_it_so(match["what"].strip(" ,"), match["done"])
    about = re.sub(r"^about\s+", "", text, flags=re.IGNORECASE)
    words = plain_words(about)
    if (match := _IS_DONE.fullmatch(about)) and about == text and _is_thing(match["what"]):
        return _is_it_so(match["what"], match["done"])
    if words[0] in ("any", "some") and len(words) > 1 and about == text:
        is_several = has_plural_ending(words[-1]) and words[-1] != "news"
        return f"{'Are' if is_several else 'Is'} there any {about.split(' ', 1)[1]}?"
    if (match := _OR.fullmatch(about)) and about == text and _is_choice(words):
        return f"Is it {_choice(match['what'])}?"
    return _about(about) or (_is_the_job(about) or _do_i(about) if is_asked else "")


def joined_topics(questions: list[str]) -> list[str]:
    """Return the questions with all that is only asked about in one sentence."""
    indirect = [question for question in questions if question.startswith(ASKED_ABOUT)]
    if len(indirect) < 2:
        return questions
    topics = [question.removeprefix(ASKED_ABOUT).rstrip(".") for question in indirect]
    place = questions.index(indirect[0])
    others = [question for question in questions if question not in indirect]
    return [*others[:place], f"{ASKED_ABOUT}{in_words(topics)}.", *others[place:]]


def _subject(match: re.Match[str]) -> str:
    who = match["who"]
    return "I" if who.lower() == "i" else f"{who[:1].lower()}{who[1:]}"


def _is_thing(text: str) -> bool:
    return classify(text) in (FragmentKind.NOUN, FragmentKind.GERUND)


def _is_choice(words: list[str]) -> bool:
    """Whether "or" joins two names of things, as in "days or nights"."""
    is_plain = "about" not in words and not any(re.fullmatch(HELPERS, word) for word in words)
    return is_plain and words.index("or") < 3


def _choice(text: str) -> str:
    """Return "a quota or only a bonus" for "quota or bonus only"."""
    first, second = re.split(r"\s+or\s+", inside(text), maxsplit=1)
    only = "only " if second.endswith(" only") else ""
    pieces = [first, second.removesuffix(" only")]
    if any(classify(piece) is not FragmentKind.NOUN for piece in pieces):
        return f"{first} or {second}"
    try:
        pieces = list(map(with_a_where_needed, pieces))
    except Unfit:
        return f"{first} or {second}"
    return f"{pieces[0]} or {only}{pieces[1]}"


def _is_it_so(what: str, done: str) -> str:
    """Return "Are scrubs provided?" for "scrubs" and "provided"."""
    words = plain_words(what)
    is_several = has_plural_ending(words[-1]) or "and" in words
    is_wanted = plain_words(done)[-1] in _WANTED
    named = _named(what, with_a_where_needed if is_wanted else with_the_where_needed)
    if named == what and len(words) == 1 and not is_wanted and what.islower() and _is_one(words[0]):
        named = f"the {what}"  # "the uniform", of this job
    return f"{'Are' if is_several else 'Is'} {named} {done}?"


def _is_one(word: str) -> bool:
    return not has_plural_ending(word) and not needs_no_article(word)


def _named(topic: str, with_article: Callable[[str], str] = with_the_where_needed) -> str:
    """Return a topic with the article that it surely lacks."""
    try:
        return with_article(inside(topic))
    except Unfit:
        return inside(topic)


_ASKS_INSIDE = LazyPattern(r"\w (?<!and )(?:how|when|where|why)\b", re.IGNORECASE)


def _about(topic: str) -> str:
    kind = classify(topic)
    if _ASKS_INSIDE.search(topic):
        return ""  # "the background check how long takes"
    if kind is FragmentKind.NOUN and plain_words(topic)[0] not in ("no", "not", "nothing"):
        return f"{ASKED_ABOUT}{_named(topic)}."
    return f"{ASKED_ABOUT}{inside(topic)}." if kind is FragmentKind.GERUND else ""


def _is_the_job(text: str) -> str:
    """Return "Is the job remote?" for "remote" and "Is the job in Boston?" for "in Boston"."""
    words = [word for word in plain_words(text) if not is_adverb(word)]
    is_so = bool(words) and (words[0] in ADJECTIVES or tuple(words) in (("full", "time"), ("part", "time")))
    is_place = classify(text) is FragmentKind.PLACE and words[0] in ("in", "on", "at", "near")
    return f"Is the job {inside(text)}?" if is_so or is_place else ""


def _do_i(text: str) -> str:
    """Return "Should I bring tools?" for "bring tools", and "Do I need a car?" for "need a car"."""
    words = plain_words(text)
    verb = verb_of(words[0])
    if verb is None or verb.form is not VerbForm.BASE or len(words) < 2 or "me" in words:
        return ""
    if words[0] in NOUN_VERBS and words[1] not in DETERMINERS:
        return ""
    helper = "Do" if verb.base in ("get", "have", "need", "work") else "Should"
    return f"{helper} I {inside(text, wants_verb=True)}?"
