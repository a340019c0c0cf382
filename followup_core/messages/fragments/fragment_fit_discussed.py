"""The phrasings of what was discussed: asked as "We talked about ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import list_with_the, with_the_subject
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import (
    RELATIVE_CLAUSE,
    Unfit,
    change_verb,
    he_to_you,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
)
from .fragment_tidying import plain_words
from .fragment_words import DETERMINERS, PREPOSITIONS, SUBJECTS, has_plural_ending, word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, gerund, verb_of

_TALKED = LazyPattern(
    r"(?:we|i|you|he|she|they)(?:['’]ve)?\s+(?:\w+ly\s+|also\s+|both\s+|had\s+|have\s+)?"
    r"(?:talked|talk|spoke|spoken|chatted|were\s+talking|had\s+a\s+(?:good\s+|long\s+|nice\s+)?(?:talk|chat))"
    r"(?:\s+(?:a\s+lot|a\s+bit|mostly|mainly|briefly|at\s+length|with\s+\w+))*\s+(?:about|on|of)\s+(?=\S)"
    r"|(?:we|i)\s+(?:also\s+)?(?:discussed|covered|mentioned)\s+(?=\S)"
    r"|(?:we|i|you|he|she|they)\s+(?:asked|told|mentioned|shared|explained|said)\s+(?:(?:me|us|her|him|them|you)\s+)?"
    r"(?:about|of)\s+"
    r"|(?!(?:i|we|nobody|who|what)\b)[\w.]+\s+(?:mentioned|told\s+me)\s+(?:that\s+|about\s+)?(?=\S)"
    r"|(?:you|he|she|they)\s+asked\s+(?:me\s+)?(?=(?:if|whether|how|what|why)\b)"
    r"|(?:you|he|she|they)\s+(?:mentioned|explained|described|showed|told|said)(?:\s+me|\s+us)?\s+(?:that\s+)?(?=\S)"
    r"|(?:talked|talking|spoke|chatted|our\s+(?:talk|chat|conversation))\s+(?:a\s+lot\s+)?about\s+"
    r"|discussed\s+|discussing\s+|(?:(?:mostly|mainly|only|just|also)\s+)?(?:about|because(?:\s+of)?)\s+"
    r"|that\s+(?=(?:they|you|he|she|we|it|there|there['’]s|this|nobody|everybody|everyone|people|the|your|our)\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence that the template has already: "we talked about"."""
_ASKED_DIRECTLY = LazyPattern(
    r"(?P<how>(?:how \w+|what|when|where|who)) (?P<is>is|are|was|were) "
    r"(?P<what>(?:(?:the|your|their|this) )?[a-z]+(?: [a-z]+)?)",
    re.IGNORECASE,
)
"""A question as one asks it: "how long is the fitting"."""
_PLAN = LazyPattern(
    r"(?:you['’]re|you\s+are)\s+(?:planning|going|hoping|looking)\s+to\s+|you\s+(?:plan|hope)\s+to\s+"
    r"|you['’]ll\s+|you\s+will\s+",
    re.IGNORECASE,
)
_OWN_TOPIC = LazyPattern(
    r"(?:how|what|why|where|when|whether)\s+(?:i|we\s+(?:could|would|might|both))\b"
    r"|(?:\w+ing\s+)?my\s+\w|(?:the|your)\s+questions?\s+(?:about|on|with)\s",
    re.IGNORECASE,
)
"""A topic that the candidate brought up: the reader did not say it."""
_WEAKNESS = LazyPattern(
    r"(?:the|your)\s+questions?\s+about\s+(?:my\s+)?(?:\w+\s+)?(?:weakness|gap(?!\s+year)|salary|failure)"
    r"|(?:(?:the|your|that|my)\s+)?(?:weakness(?:es)?|failures?|gap(?!\s+year)|salary)\s+questions?\b"
    r"|my\s+(?:\w+\s+){0,2}(?:weakness(?:es)?|failures?|gap(?!\s+year))\b",
    re.IGNORECASE,
)
_EVENT = LazyPattern(
    r"(?:(?:the|your|a|that|our)\s+)?(?:\w+\s+)?(?:tour|walk-?\s?through|walk\s+(?:around|through)"
    r"|demo(?:\s+lesson)?|demonstration|lunch|coffee|tasting|ride-?\s?along|role-?\s?play"
    r"|trail(?:\s+shift)?|trial\s+shift|working\s+interview|sample\s+lesson)"
    r"(?=$|\s+(?:of|through|in|at|around|with|afterwards?|on|by|the|you|i)\b)",
    re.IGNORECASE,
)
"""What was done rather than said: "the tour of the lab"."""
_SHOWN = LazyPattern(
    r"(?!(?:you|they|he|she|we)\b)(?:[A-Z][\w.'’-]*\s+){1,4}(?:showed|told|walked|took|gave)\s+me\s+"
    r"(?:about\s+|around\s+|through\s+)?(?=(?:a|an|the|your)\s)"
)
"""Who showed what, or told of it: the candidate was there, and learned it from somebody else."""
_HOW_DO = LazyPattern(
    r"^(how|what|why|when|where)\s+do\s+(?=(?:they|you|we|i|people|the|their|your)\b)", re.IGNORECASE
)
"""A question for what it is about: "how do you train people?"."""
_REMARK = LazyPattern(
    r",\s+(?:it\s+is|it['’]s|it\s+was|they\s+are|they['’]re|they\s+were)\s.*$", re.IGNORECASE
)
"""What is said of a topic and isn't part of it: "the volunteers, they are amazing"."""
_IMPRESSION = LazyPattern(
    r"(?:(?:the|your|everyone|everybody|people|it|you|they|he|she|the\s\w+\sthere)\b\s?){1,2}(?:\w+\s)?"
    r"(?:seem(?:s|ed)?|looked|looks|felt|feels)\s(?:like\s)?"
    r"|(?:you|he|she|they|everyone|everybody|people|the\s(?:people|staff|team|customers))\s(?:there\s)?(?:are|is|was|were)\s"
    r"(?:(?:all|really|so|very)\s)*(?:amazing|cool|friendly|funny|great|kind|lovely|nice|sweet|welcoming)\b",
    re.IGNORECASE,
)
"""The candidate's own impression, which nobody talked about: "the team seems nice"."""
_DONE_OFTEN = word_set("calls changes claims orders reports returns transfers trips visits")
"""What looks like what somebody does, after the noun for what it is about: "price changes in spring"."""
_GROUPS = word_set("corporate everybody everyone leadership management nobody staff team")
_OF_BOTH = word_set("both mutual shared same together each common could would i my me")
_YOU = {"we": "you", "our": "your"}
_THAT = LazyPattern(r"that\s+(?:the|their|your|they|you|there)\s", re.IGNORECASE)
_MOSTLY = LazyPattern(r"(?<=[a-z]) (?:basically|i guess|i think|mainly|mostly)$", re.IGNORECASE)
_INVERTED = LazyPattern(
    r"(?P<how>how(?: (?:big|far|hard|important|late|long|many|much|often|soon))?|what|when|where|why)"
    r" (?P<is>are|can|could|did|do|does|is|should|will|would)"
    r" (?P<who>I|he|it|she|the|they|we|you|your)\b",
    re.IGNORECASE,
)
"""A question in the order of one that is asked, where it is told: "what will I do"."""
_NO_TOPIC = "Name what you talked about, such as “the new schedule” or “how you train people”."


def discussed_phrasings(text: str) -> Mapping[str, str]:
    """Return `discussed`, after a colon, with `discussed_phrase`, after "about", or `discussed_that`.

    `discussed_that` is a clause and stands after "I was interested to hear that", `discussed_how` one after
    "It was helpful to hear": "how you train people". `discussed_ours` stands alone
    for a topic of one's own, which was not heard from them, and `discussed_event` for a tour or a lunch.
    """
    bare = _HOW_DO.sub(r"\1 ", strip_start(_MOSTLY.sub("", _REMARK.sub("", text)), _TALKED, _SHOWN))
    bare = he_to_you(bare)
    if (asked := _ASKED_DIRECTLY.fullmatch(bare)) and classify(asked["what"]) in (
        FragmentKind.NOUN,
        FragmentKind.GERUND,
    ):
        what = f"the {asked['what']}" if asked["what"].endswith("ing") else list_with_the(asked["what"])
        bare = f"{asked['how']} {what} {asked['is']}"
    if _IMPRESSION.match(bare):
        raise Unfit("That is your impression of them. What did you talk about, such as “the new schedule”?")
    kind = _kind(bare)
    if kind is FragmentKind.NOUN and _THAT.match(text):
        kind = FragmentKind.CLAUSE
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. A few words are enough.")
    if event := _event(inside(bare)):
        return named_phrasings(discussed=event, discussed_event=event)
    phrase, clause = _phrase(to_reader(_we_to_you(bare, kind)), kind)
    if _WEAKNESS.match(phrase):
        raise Unfit(
            "You don't need to bring that up again. Which topic in the work itself did you talk about?"
        )
    if asked := _INVERTED.match(phrase):
        order = f"{asked['how']} {asked['who']} … {asked['is']}"
        raise Unfit(f"Write it as you would tell it: “{order} …”, not “{asked.group()} …”.")
    if _OWN_TOPIC.match(phrase):
        return named_phrasings(discussed=phrase, discussed_ours=phrase)
    is_told = kind is FragmentKind.QUESTION and not phrase.startswith("whether ")
    # "How to cut waste" was looked for together: "it was helpful to hear how to" thanks for a lesson.
    heard = phrase if is_told and plain_words(phrase)[1] != "to" else ""
    return named_phrasings(
        discussed=clause or phrase, discussed_phrase=phrase, discussed_that=clause, discussed_how=heard
    )


def _kind(text: str) -> FragmentKind:
    """Return what kind of words a topic is: "fraud calls to members" is a noun, and nothing calls anybody."""
    kind, words = classify(text), plain_words(text)
    verb = verb_of(words[1]) if len(words) > 2 else None
    is_done = verb is not None and verb.form is VerbForm.THIRD and words[1] not in _DONE_OFTEN
    if words[0] in _GROUPS and is_done:
        return FragmentKind.CLAUSE  # "management cares about safety"
    is_noun = len(words) > 2 and words[1] in _DONE_OFTEN and words[2] in PREPOSITIONS
    is_bare = (
        text[:1].islower()
        and words[0] not in SUBJECTS | DETERMINERS | _GROUPS
        and not has_plural_ending(words[0])
    )
    return FragmentKind.NOUN if kind is FragmentKind.CLAUSE and is_noun and is_bare else kind


def _event(text: str) -> str:
    """Return something that was done rather than said, after "Thank you for"; '' for anything else."""
    if not _EVENT.match(text) or "and" in plain_words(text):
        return ""
    return text if re.match(r"(?:the|your|a|that|our)\s", text) else f"the {text}"


def _phrase(text: str, kind: FragmentKind) -> tuple[str, str]:
    """Return what stands after "about" and '', or '' and what stands after "that"."""
    words = plain_words(text)
    match kind:
        case FragmentKind.NOUN:
            return _noun(inside(text)), ""
        case FragmentKind.GERUND if re.match(r"\w+ of\b", text) or (
            len(words) == 2 and is_singular_count_noun(words[1])
        ):
            return f"the {inside(text)}", ""  # "opening of the new office", "bowling league"
        case FragmentKind.GERUND:
            return inside(text), ""
        case FragmentKind.QUESTION:
            return _question(inside(text)), ""
        case FragmentKind.BASE:
            plain = re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)
            return change_verb(inside(plain), lambda verb: gerund(verb.base)), ""
        case FragmentKind.CLAUSE:
            return _clause(inside(text))
        case FragmentKind.ADJECTIVE:
            raise Unfit("What was it that you talked about? Name the thing, such as “the new schedule”.")
        case FragmentKind.UNUSABLE:
            raise Unfit("")
        case _:
            raise Unfit(_NO_TOPIC)


def _noun(text: str) -> str:
    """Return a topic, and each of several topics, with the article that it lacks."""
    words = plain_words(text)
    if has_plural_ending(words[0]) and len(words) > 2 and words[1].split("'")[0] in SUBJECTS:
        return f"the {text}"  # "tools I'd need"
    if match := RELATIVE_CLAUSE.search(text):
        return f"{_noun(text[: match.start()])}, {text[match.end() :]}"
    return list_with_the(text)


def _we_to_you(text: str, kind: FragmentKind) -> str:
    """Return "why you chose Rust" for "why we chose Rust": the employer's own "we", as it was heard.

    "We" stays where it may be both sides: "how we both love hiking", "we went to the same school".
    """
    words = plain_words(text)
    if _OF_BOTH.intersection(words):
        return text
    if kind is FragmentKind.CLAUSE and "we" in words[:-1]:
        verb = verb_of(words[words.index("we") + 1])
        if verb is not None and verb.form is VerbForm.PAST:
            return text
    return re.sub(r"\b(we|our)\b", lambda match: _YOU[match[0].lower()], text, flags=re.IGNORECASE)


def _question(text: str) -> str:
    """Return "how you train people" as it is, and "whether ..." for "if ..."."""
    if len(plain_words(text)) < 2:
        raise Unfit("")
    return f"whether {text[3:]}" if text.startswith("if ") else text


def _clause(text: str) -> tuple[str, str]:
    """Return a plan as "your plan to ...", what both share as "how we ...", else the clause as it is."""
    if match := _PLAN.match(text):
        rest = text[match.end() :]
        words = plain_words(rest)
        verb = verb_of(words[0]) if words else None
        if verb is not None and verb.form is VerbForm.BASE and verb.base != "be":
            return f"your plan to {rest}", ""
    first = plain_words(text)[0]
    if first in ("we", "we're", "we've"):
        return f"how {text}", ""
    if first in ("i", "i'm", "i've", "my"):
        raise Unfit("That is about you. What did they tell you about the work, such as “the new schedule”?")
    return "", with_the_subject(re.sub(r"^that (?!(?:is|was|has|will)\b)", "", text))
