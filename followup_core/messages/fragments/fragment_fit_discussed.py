"""Phrases what was discussed, typed after "We talked about ..."."""

import re
from collections.abc import Mapping

from .fragment_articles import list_with_the, with_the_subject
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import (
    RELATIVE_CLAUSE,
    Unfit,
    change_verb,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
    with_you_for_he,
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
"""The beginning of a sentence, which the template already has: "we talked about"."""
_ASKED_DIRECTLY = LazyPattern(
    r"(?P<how>(?:how \w+|what|when|where|who)) (?P<is>is|are|was|were) "
    r"(?P<what>(?:(?:the|your|their|this) )?[a-z]+(?: [a-z]+)?)",
    re.IGNORECASE,
)
"""A direct question: "how long is the fitting"."""
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
"""A topic that the candidate brought up, so that nobody heard it from the reader."""
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
"""Something that was done rather than said: "the tour of the lab"."""
_SHOWN = LazyPattern(
    r"(?!(?:you|they|he|she|we)\b)(?:[A-Z][\w.'’-]*\s+){1,4}(?:showed|told|walked|took|gave)\s+me\s+"
    r"(?:about\s+|around\s+|through\s+)?(?=(?:a|an|the|your)\s)"
)
"""Somebody else showed or told the candidate about the topic."""
_HOW_DO = LazyPattern(
    r"^(how|what|why|when|where)\s+do\s+(?=(?:they|you|we|i|people|the|their|your)\b)", re.IGNORECASE
)
"""A direct question with "do", which becomes a topic: "how do you train people?"."""
_REMARK = LazyPattern(
    r",\s+(?:it\s+is|it['’]s|it\s+was|they\s+are|they['’]re|they\s+were)\s.*$", re.IGNORECASE
)
"""A remark after a topic, which isn't part of it: "the volunteers, they are amazing"."""
_IMPRESSION = LazyPattern(
    r"(?:(?:the|your|everyone|everybody|people|it|you|they|he|she|the\s\w+\sthere)\b\s?){1,2}(?:\w+\s)?"
    r"(?:seem(?:s|ed)?|looked|looks|felt|feels)\s(?:like\s)?"
    r"|(?:you|he|she|they|everyone|everybody|people|the\s(?:people|staff|team|customers))\s(?:there\s)?(?:are|is|was|were)\s"
    r"(?:(?:all|really|so|very)\s)*(?:amazing|cool|friendly|funny|great|kind|lovely|nice|sweet|welcoming)\b",
    re.IGNORECASE,
)
"""The candidate's own impression, which nobody talked about: "the team seems nice"."""
_PLURALS_LIKE_VERBS = word_set("calls changes claims orders reports returns transfers trips visits")
"""Plurals that look like verbs after another noun: "price changes in spring"."""
_GROUPS_OF_PEOPLE = word_set("corporate everybody everyone leadership management nobody staff team")
_WORDS_FOR_BOTH_SIDES = word_set("both mutual shared same together each common could would i my me")
_YOU_FOR_WE = {"we": "you", "our": "your"}
_STARTS_WITH_THAT = LazyPattern(r"that\s+(?:the|their|your|they|you|there)\s", re.IGNORECASE)
_LAST_FILLER = LazyPattern(r"(?<=[a-z]) (?:basically|i guess|i think|mainly|mostly)$", re.IGNORECASE)
"""Words at the end that add nothing: "the new schedule mostly"."""
_DIRECT_WORD_ORDER = LazyPattern(
    r"(?P<how>how(?: (?:big|far|hard|important|late|long|many|much|often|soon))?|what|when|where|why)"
    r" (?P<is>are|can|could|did|do|does|is|should|will|would)"
    r" (?P<who>I|he|it|she|the|they|we|you|your)\b",
    re.IGNORECASE,
)
"""The beginning of a question that is worded as if it were asked, but is only told: "what will I do"."""
_NO_TOPIC = "Name what you talked about, such as “the new schedule” or “how you train people”."


def discussed_phrasings(text: str) -> Mapping[str, str]:
    """Return `discussed`, for after a colon, with the phrasings that the topic allows.

    `discussed_phrase` is for after "about". `discussed_that` is a clause for after "I was interested to hear
    that". `discussed_how` is for after "It was helpful to hear": "how you train people". A topic that the
    candidate brought up has only `discussed_ours`, and a tour or a lunch only `discussed_event`.
    """
    topic = _HOW_DO.sub(r"\1 ", strip_start(_LAST_FILLER.sub("", _REMARK.sub("", text)), _TALKED, _SHOWN))
    topic = with_you_for_he(topic)
    if (direct_question := _ASKED_DIRECTLY.fullmatch(topic)) and classify(direct_question["what"]) in (
        FragmentKind.NOUN,
        FragmentKind.GERUND,
    ):
        subject = (
            f"the {direct_question['what']}"
            if direct_question["what"].endswith("ing")
            else list_with_the(direct_question["what"])
        )
        topic = f"{direct_question['how']} {subject} {direct_question['is']}"
    if _IMPRESSION.match(topic):
        raise Unfit("That is your impression of them. What did you talk about, such as “the new schedule”?")
    kind = _kind_of_topic(topic)
    if kind is FragmentKind.NOUN and _STARTS_WITH_THAT.match(text):
        kind = FragmentKind.CLAUSE
    if kind is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. A few words are enough.")
    if event := _event_phrase(inside(topic)):
        return named_phrasings(discussed=event, discussed_event=event)
    phrase, clause = _phrase_or_clause(to_reader(_with_you_for_we(topic, kind)), kind)
    if _WEAKNESS.match(phrase):
        raise Unfit(
            "You don't need to bring that up again. Which topic in the work itself did you talk about?"
        )
    if beginning := _DIRECT_WORD_ORDER.match(phrase):
        told_beginning = f"{beginning['how']} {beginning['who']} … {beginning['is']}"
        raise Unfit(f"Write it as you would tell it: “{told_beginning} …”, not “{beginning.group()} …”.")
    if _OWN_TOPIC.match(phrase):
        return named_phrasings(discussed=phrase, discussed_ours=phrase)
    is_told = kind is FragmentKind.QUESTION and not phrase.startswith("whether ")
    # "How to cut waste" was looked for together: "it was helpful to hear how to" thanks for a lesson.
    heard_question = phrase if is_told and plain_words(phrase)[1] != "to" else ""
    return named_phrasings(
        discussed=clause or phrase,
        discussed_phrase=phrase,
        discussed_that=clause,
        discussed_how=heard_question,
    )


def _kind_of_topic(text: str) -> FragmentKind:
    """Return the kind of words of a topic; in "fraud calls to members", "calls" is a noun."""
    kind, words = classify(text), plain_words(text)
    verb = verb_of(words[1]) if len(words) > 2 else None
    has_third_person_verb = (
        verb is not None and verb.form is VerbForm.THIRD and words[1] not in _PLURALS_LIKE_VERBS
    )
    if words[0] in _GROUPS_OF_PEOPLE and has_third_person_verb:
        return FragmentKind.CLAUSE  # "management cares about safety"
    is_noun = len(words) > 2 and words[1] in _PLURALS_LIKE_VERBS and words[2] in PREPOSITIONS
    is_bare = (
        text[:1].islower()
        and words[0] not in SUBJECTS | DETERMINERS | _GROUPS_OF_PEOPLE
        and not has_plural_ending(words[0])
    )
    return FragmentKind.NOUN if kind is FragmentKind.CLAUSE and is_noun and is_bare else kind


def _event_phrase(text: str) -> str:
    """Return an event as it follows "Thank you for", such as "the tour"; '' if the text is no event."""
    if not _EVENT.match(text) or "and" in plain_words(text):
        return ""
    return text if re.match(r"(?:the|your|a|that|our)\s", text) else f"the {text}"


def _phrase_or_clause(text: str, kind: FragmentKind) -> tuple[str, str]:
    """Return a phrase for after "about" and '', or '' and a clause for after "that"."""
    words = plain_words(text)
    match kind:
        case FragmentKind.NOUN:
            return _topic_with_article(inside(text)), ""
        case FragmentKind.GERUND if re.match(r"\w+ of\b", text) or (
            len(words) == 2 and is_singular_count_noun(words[1])
        ):
            return f"the {inside(text)}", ""  # "opening of the new office", "bowling league"
        case FragmentKind.GERUND:
            return inside(text), ""
        case FragmentKind.QUESTION:
            return _indirect_question(inside(text)), ""
        case FragmentKind.BASE:
            plain = re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)
            return change_verb(inside(plain), lambda verb: gerund(verb.base)), ""
        case FragmentKind.CLAUSE:
            return _plan_or_clause(inside(text))
        case FragmentKind.ADJECTIVE:
            raise Unfit("What was it that you talked about? Name the thing, such as “the new schedule”.")
        case FragmentKind.UNUSABLE:
            raise Unfit("")
        case _:
            raise Unfit(_NO_TOPIC)


def _topic_with_article(text: str) -> str:
    """Return one or several topics, each with the article that it lacks."""
    words = plain_words(text)
    if has_plural_ending(words[0]) and len(words) > 2 and words[1].split("'")[0] in SUBJECTS:
        return f"the {text}"  # "tools I'd need"
    if match := RELATIVE_CLAUSE.search(text):
        return f"{_topic_with_article(text[: match.start()])}, {text[match.end() :]}"
    return list_with_the(text)


def _with_you_for_we(text: str, kind: FragmentKind) -> str:
    """Return "why you chose Rust" for "why we chose Rust", because "we" is what the employer said.

    "We" stays where it may be both sides: "how we both love hiking", "we went to the same school".
    """
    words = plain_words(text)
    if _WORDS_FOR_BOTH_SIDES.intersection(words):
        return text
    if kind is FragmentKind.CLAUSE and "we" in words[:-1]:
        verb = verb_of(words[words.index("we") + 1])
        if verb is not None and verb.form is VerbForm.PAST:
            return text
    return re.sub(r"\b(we|our)\b", lambda match: _YOU_FOR_WE[match[0].lower()], text, flags=re.IGNORECASE)


def _indirect_question(text: str) -> str:
    """Return an indirect question, with "whether" in place of "if"."""
    if len(plain_words(text)) < 2:
        raise Unfit("")
    return f"whether {text[3:]}" if text.startswith("if ") else text


def _plan_or_clause(text: str) -> tuple[str, str]:
    """Return a phrase for a plan ("your plan to ...") or for both sides ("how we ..."), else a clause.

    The result is a pair like that of `_phrase_or_clause`.
    """
    if match := _PLAN.match(text):
        plan = text[match.end() :]
        words = plain_words(plan)
        verb = verb_of(words[0]) if words else None
        if verb is not None and verb.form is VerbForm.BASE and verb.base != "be":
            return f"your plan to {plan}", ""
    first_word = plain_words(text)[0]
    if first_word in ("we", "we're", "we've"):
        return f"how {text}", ""
    if first_word in ("i", "i'm", "i've", "my"):
        raise Unfit("That is about you. What did they tell you about the work, such as “the new schedule”?")
    return "", with_the_subject(re.sub(r"^that (?!(?:is|was|has|will)\b)", "", text))
