"""The phrasings of what was discussed: asked as "We talked about ..."."""

import re
from collections.abc import Mapping, Sequence

from followup_core.text import in_words

from .discussed_ours import event_phrasing, own_topic_phrasing
from .fragment_articles import has_stray_verb, needs_article, with_inner_articles, with_the_where_needed
from .fragment_grammar import FragmentKind, classify, is_adjective
from .fragment_rewrites import (
    RELATIVE_CLAUSE,
    Unfit,
    change_verb,
    head_of,
    inside,
    named_phrasings,
    strip_start,
    to_reader,
    with_and,
    with_people,
)
from .fragment_tidying import plain_words
from .fragment_times import is_time_word, may_join_times
from .fragment_words import (
    ADJECTIVES,
    COMMON_NOUNS,
    DETERMINERS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .lazy_pattern import LazyPattern, Rewordings
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, gerund, participle, past, third_person, verb_of

_TALKED = LazyPattern(
    r"(?:(?:we|i|you|he|she|they)(?:['’]ve)?\s+(?:\w+ly\s+|also\s+|both\s+|had\s+|have\s+)?"
    r"(?:talked|spoke|spoken|chatted|were\s+talking|talk|had\s+a\s+(?:good\s+|long\s+"
    r"|nice\s+)?(?:talk|chat))\b"
    r"(?:\s+(?:a\s+lot|a\s+bit|mostly|mainly|briefly|at\s+length|with\s+\w+))*"
    r"\s+(?:about|on|of)\s+(?=\S))"
    r"|(?:we|i)\s+(?:also\s+)?(?:discussed|covered|mentioned)\s+(?=\S)"
    r"|(?:(?:we|i|you|he|she|they)\s+(?:asked|told|mentioned|spoke|shared|explained"
    r"|said)\s+(?:me|us|her|him|them|you)?\s*"
    r"(?:about|of)\s+)"
    r"|(?!i\b|we\b|nobody\b|who\b|what\b)[\w.]+\s+(?:mentioned|told\s+me)\s+(?:that\s+"
    r"|about\s+)?(?=\S)"
    r"|(?:you|he|she|they)\s+asked\s+(?:me\s+)?(?=(?:if|whether|how|what|why)\b)"
    r"|(?:you|he|she|they)\s+(?:mentioned|explained|described|showed|told"
    r"|said)(?:\s+me|\s+us)?\s+(?:that\s+)?(?=\S)"
    r"|(?:talked|talking|spoke|chatted|our\s+(?:talk|chat|conversation))\s+(?:a\s+lot\s+)?about\s+"
    r"|discussed\s+|discussing\s+|(?:(?:mostly|mainly|only|just|also)\s+)?about\s+"
    r"|the\s+fact\s+(?:that\s+)?(?=they|you|we|it|the)"
    r"|that\s+(?=(?:they|you|we|it|there|there['’]s|this|nobody|everybody|everyone"
    r"|people|the|your|our)\b)",
    re.IGNORECASE,
)
_PLAN = LazyPattern(
    r"(?:you['’]re|you\s+are)\s+(?:planning|going|hoping|looking)\s+to\s+"
    r"|you\s+(?:plan|hope)\s+to\s+|you['’]ll\s+"
    r"|you\s+will\s+",
    re.IGNORECASE,
)
_THAT_NEW = LazyPattern(
    r"^that\s+(?!(?:you|they|i|we|it|he|she|there|the|this|a|an|your"
    r"|their)\b)(?=(?:\S+\s+){1,5}(?:they|you)\s)",
    re.IGNORECASE,
)
_HAVE_GOT = LazyPattern(
    r"you(?:['’]ve)?\s+got\s+(?=(?:\d|an?|no|some|lots|many|too|only|about|over|two"
    r"|three|four|five|six|ten|twenty)\b|\d)",
    re.IGNORECASE,
)
_WE_TALKED = LazyPattern(
    r"\bwe (?:discussed|talked|spoke|covered|walked|looked at|went over)\b", re.IGNORECASE
)
_BOTH = word_set("both mutual shared same together each common could would i my me")
_SOON = LazyPattern(r"^(you (?:get|have|open|buy|start|move to|hire|will \w+)) (soon) (\S.*)$", re.IGNORECASE)
"""An adverb between a verb and its object: "you get soon a new system"."""
_TEAM_DOES = LazyPattern(
    r"^(\w+\s+(?:the|your)\s+(?:\w+\s+){0,2}(?:team|crew|company|department|group|firm"
    r"|school|office|kitchen|lab)\s+)"
    r"(work|do|have|use|plan|handle|run|train|make|share|split|keep|deal|help|support"
    r"|manage|test|build|order)(?=\s|$)",
    re.IGNORECASE,
)
_NAMES_A_TOPIC = r"\bvs?\.? |^\w+ \d+$|^[Nn]ear[ -](?:miss(?:es)?|falls?)\b"
"""What is a noun whatever its words look like: "build vs buy", "route 14", "near misses"."""
_YOU = {"we": "you", "our": "your"}
_ASKED = word_set("am are can could has have is should was were will would")


def _with_are(text: str) -> str:
    """Return "they are hiring" for "they hiring", which can mean nothing else."""
    words = text.split()
    if len(words) < 2 or words[0].lower() not in ("they", "you", "we"):
        return text
    verb = verb_of(words[1].lower())
    is_doing = verb is not None and verb.form is VerbForm.GERUND
    return " ".join((words[0], "are", *words[1:])) if is_doing else text


def _without_remark(match: re.Match[str]) -> str:
    """Return "the lathes" for "the lathes they are old", and "the work they are doing" as it is."""
    topic, remark = plain_words(match[1]), plain_words(match[2])
    verb = verb_of(remark[0]) if remark else None
    is_said = verb is None or verb.form is not VerbForm.GERUND or remark[0] in ADJECTIVES
    is_topic = classify(match[1]) is FragmentKind.NOUN and not _OPENS_CLAUSE.intersection(topic)
    return match[1] if is_said and is_topic else match[0]


def _without_comment(match: re.Match[str]) -> str:
    """Return "the budget" for "the budget, very useful" and for "the budget, it went fast"."""
    comment = plain_words(match[2])
    verb = verb_of(comment[1]) if len(comment) > 2 else None
    is_clause = verb is not None and verb.form is VerbForm.PAST and participle(verb.base) != comment[1]
    kind = classify(match[1])
    if is_adjective(comment) or comment[0] in ("mostly", "pretty", "quite", "really", "so", "too", "very"):
        return match[0] if kind in (FragmentKind.CLAUSE, FragmentKind.ADJECTIVE) else match[1]
    is_remark = is_clause and comment[0] not in _OPENS_CLAUSE | {"and"}
    return match[1] if is_remark and kind is FragmentKind.NOUN else match[0]


def _aged(match: re.Match[str]) -> str:
    """Return "the 12-year-old starter" for "starter 12 years old"."""
    return f"{match[1] or 'the'} {match[3]}-{match[4]}-old {match[2]}"


def _listed(match: re.Match[str]) -> str:
    """Return "take-home exercise, late events" for "take-home exercise: late events"."""
    pieces = re.split(r",\s+(?:and\s+)?", match[2])
    is_list = all(classify(piece) is FragmentKind.NOUN and len(piece.split()) <= 3 for piece in pieces)
    if classify(match[1]) is not FragmentKind.NOUN or match[1].istitle():
        return match[0]
    return f"{match[1]}, {', '.join(pieces)}" if is_list else match[1]


_OPENS_CLAUSE = RELATIVES | QUESTION_WORDS | word_set("and because but if that way when")
_TIDIED = Rewordings(
    (
        (r"^(?:maybe|perhaps|probably|possibly|i think|mainly|mostly)[,\s]+(?=\S)", ""),
        (r"^(your|the) talk about ", r"\1 talk on "),
        (r"^(?:how )?where (?:do )?you see yourself\b", "where I see myself"),
        (r"^([\w-]+(?: [\w-]+)?) and (?:of|about) (?=\w)", r"\1 and "),
        # What is said of a topic isn't part of it: "the orientation it is 4 weeks", "the plan, very good".
        (r"^([^,:]+?),? (?:it is|it['’]s|they are|they['’]re|it was|they were) (.+)$", _without_remark),
        (r"^([^,]+), ([^,]+)$", _without_comment),
        (r", (?:and )?no (?:\w+ )?\w+$", ""),
        (r"^(.+ shifts?) \d[\d:apm.]*\s?(?:to|-|–)\s?\d[\d:apm.]*$", r"\1"),
        (r"^([^,:]+): (\w[^:]*)$", _listed),
        (r"^([^,]+), and that (?=(?:the|your|you|they|it|we|this|a|an)\b)", r"\1 and how "),
        (r"^(?=(?:take-home|hands-on|coding|case) (?:assignment|exercise|project|task|test)\b)", "the "),
        (r"^(?:(the|your) |an? |)(.+?) (\d+|two|three|four|five|six|ten) (year|month)s old$", _aged),
        (r"^(how|what|why|when|where) do (the|your) ", r"\1 \2 "),  # "how do your nurses hand over"
        (r"\b(\d{1,2}(?::\d\d)?) ([ap]m)\b", r"\1\2"),
        (r"\bour (mother|father|grandmother|grandfather)s (?=\w)", r"our \1s' "),
        (r"^(?:them|they|you) (?=\w+ing (?:from|to|into|over)\b)", "your "),
        # Both halves of a pair are one topic: no comma.
        (r"^([^,]+), and (?=(?:how|why|what|when|where|who|whether)\b[^,]*$)", r"\1 and "),
        (
            r"^((?:(?:next|this|late|early) )?(?:spring|summer|fall|autumn|winter"
            r"|january|february|march|april|june|july|august|september|october|november|december)) when ",
            r"\1, when ",
        ),
        (r"^((?!\d|(?:you|they|we|i|it|how|that|the)\b)[^,]+), (?:about |only )?\d[^,]*$", r"\1"),
        (
            r"\b(that|which) i was (\w+ing)\b",
            lambda match: f"{match[1]} I {_was_doing(match[2])}",
        ),
    )
)
"""What hurry leaves in a topic: a hedge, "them" for "your", a detail after a comma."""
_OF_THE = LazyPattern(
    r"[a-z][\w-]*(?:\s+(?!and\b|or\b|of\b)[a-z][\w-]*){0,2}\s+of\s+(?:the|your)\s", re.IGNORECASE
)
_NUMBERED = LazyPattern(
    r"(?P<count>\d\S*)\s+(?:[\w-]+\s+)?(?P<head>[a-z-]+)(?:\s+(?:on|in|at|for|with)\s.+)?", re.IGNORECASE
)
_TALK_ABOUT = LazyPattern(
    r"(?:your|the)\s+(?:\w+\s+)?\w+\s+(?:about|for|of|on|with)\s+[^,]*\b(?:that|who|which)\s+(?:people|they|we|you|\w+s)\s+(?:\w+ly\s+)?\w+",
    re.IGNORECASE,
)
"""A noun with a clause that ends it: "your talk about forms that people really read"."""


_LIST_WITH_HOW = LazyPattern(
    r"(?!(?:how|what|why|when|where|who|whether|that)\b)[^\s,]+(?: [^\s,]+){0,3}"
    r"(?:, [^\s,]+(?: [^\s,]+){0,3})+,? and "
    r"(?:how|what|why|when|where|who|whether)\b[^,]*",
    re.IGNORECASE,
)
"""Topics of which the last one is told: "the start at 4 am, the ovens, and how you bake"."""


def _is_schedule(text: str) -> bool:
    """Whether only the days and hours of the work were typed: "Mon-Thu 8-5"."""
    words = text.replace(",", " ").split()
    is_time = all(is_time_word(word) or may_join_times(word) for word in words)
    return is_time and len(words) > 1 and re.search(r"\w[-–]\w|\bto\b", text) is not None


def _was_doing(word: str) -> str:
    """Return "led" for "leading", and "was" with any other word."""
    verb = verb_of(word.lower())
    return past(verb.base) if verb is not None and verb.form is VerbForm.GERUND else f"was {word}"


_MANY_THINGS = LazyPattern(
    r"(?:many|several|lots\s+of|a\s+lot\s+of|different|some|various)\s+(?:things"
    r"|topics|subjects|stuff)\b",
    re.IGNORECASE,
)


def discussed_phrasings(text: str) -> Mapping[str, str]:
    """Return `discussed`, after a colon, with `discussed_phrase`, after "about", or `discussed_that`.

    `discussed_that` is a clause and stands after "I was interested to hear that", `discussed_how` one after
    "It was helpful to hear": "how you train people". `discussed_ours` stands alone
    for a topic of one's own, which was not heard from them, and `discussed_event` for a tour or a lunch.
    """
    bare = _TIDIED.apply(strip_start(text, _TALKED))
    bare = _with_are(bare)
    if _MANY_THINGS.match(bare):
        raise Unfit("Name one thing that you talked about, such as “the new schedule”.")
    bare = re.sub(
        r"^([^,]+), (?:it is|it's|which is|that is|its) .*$", r"\1", bare
    )  # "food cost, it is at 34%"
    bare = "the schedule" if _is_schedule(bare) else bare
    kind = _kind(bare)
    if kind in (FragmentKind.UNUSABLE, FragmentKind.SENTENCES):
        raise Unfit(
            "That is more than one sentence. A few words are enough."
            if kind is FragmentKind.SENTENCES
            else ""
        )
    if re.fullmatch(r"in \w+ (?:is|are|was|were|there['’]s) .+", bare, re.IGNORECASE):
        raise Unfit("That sentence has no subject. Begin with it, such as “December is your busiest month”.")
    if re.search(r"\w+ing\b.*\byourself$", bare, re.IGNORECASE) and kind is FragmentKind.GERUND:
        raise Unfit("Say who did it, such as “you started out as a junior here”.")
    if re.match(r"(?:you|they)\s+starting\s+out\s", bare, re.IGNORECASE) or re.match(
        r"(?:you|they)\s+are\s+starting\s+out\s", bare, re.IGNORECASE
    ):
        bare = re.sub(r"^(\w+)\s+(?:are\s+)?starting", r"\1 started", bare)
    if kind is FragmentKind.GERUND and plain_words(bare)[1:2] == ["of"]:
        bare, kind = f"the {inside(bare)}", FragmentKind.NOUN  # "opening of the new office"
    if event := event_phrasing(inside(bare)):
        return named_phrasings(discussed=event, discussed_event=event)
    phrase, clause = _phrase(to_reader(_THAT_NEW.sub("the ", _we_to_you(bare, kind))), kind)
    if own_topic := own_topic_phrasing(phrase):
        return named_phrasings(discussed=own_topic, discussed_ours=own_topic)
    heard = phrase if kind is FragmentKind.QUESTION and not phrase.startswith("whether ") else ""
    return named_phrasings(
        discussed=clause or phrase, discussed_phrase=phrase, discussed_that=clause, discussed_how=heard
    )


def _kind(text: str) -> FragmentKind:
    if re.search(_NAMES_A_TOPIC, text) or _TALK_ABOUT.fullmatch(text) or _LIST_WITH_HOW.fullmatch(text):
        return FragmentKind.NOUN
    kind = classify(text)
    if kind is FragmentKind.ADJECTIVE and len(text.split()) > 1 and _is_gerund(text):
        return FragmentKind.GERUND  # "growing in the Latin market"
    return kind


def _without_note(match: re.Match[str]) -> str:
    """Return "how you are measured" for "how you are measured, GRR and NRR"."""
    verb = verb_of(plain_words(match[1])[-1])
    is_note = verb is not None and verb.form is VerbForm.PAST and classify(match[2]) is FragmentKind.NOUN
    return match[1] if is_note else match[0]


def _phrase(text: str, kind: FragmentKind) -> tuple[str, str]:
    match kind:
        case FragmentKind.NOUN:
            return _noun(inside(text)), ""
        case FragmentKind.GERUND if (
            is_singular_count_noun("".join(plain_words(text)[1:2])) and len(plain_words(text)) == 2
        ):
            return f"the {inside(text)}", ""  # "bowling league"
        case FragmentKind.GERUND if plain_words(text)[0] in COMMON_NOUNS and _OF_THE.match(text):
            return _noun(inside(text)), ""  # "staffing shortage of the evening shift"
        case FragmentKind.GERUND:
            return with_and(with_inner_articles(inside(text))), ""
        case FragmentKind.QUESTION:
            bare = re.sub(r"^(how [^,]+), ([^,]+)$", _without_note, inside(text))
            return _with_the_last(with_inner_articles(_question(bare), subject=False)), ""
        case FragmentKind.BASE:
            plain = re.sub(r"^to\s+", "", text, flags=re.IGNORECASE)
            return change_verb(inside(plain), lambda verb: gerund(verb.base)), ""
        case FragmentKind.CLAUSE:
            return _clause(with_inner_articles(inside(text)))
        case FragmentKind.ADJECTIVE:
            raise Unfit("What was it that you talked about? Name the thing, such as “the new schedule”.")
        case _:
            raise Unfit("Name what you talked about, such as “the new schedule” or “how you train people”.")


_NAMED_THING = (
    r"(?:curriculum|system|software|program|programme|app|tool|platform|scheme|project"
    r"|framework|database|product|model|method"
    r"|engine|brand|line|restaurant|chef|mascot|dog|cat|horse|robot|bot|EHR|EMR|CRM"
    r"|ERP|LMS|POS|LIMS|TMS|WMS|HRIS|CMS|API)"
)
_NAMED_AFTER = LazyPattern(
    rf"(?:the|your)\s+(?:[\w-]+\s+){{0,3}}{_NAMED_THING},\s+(?!and\b)[A-Z][\w&.-]*(?:\s+[A-Z0-9][\w&.-]*){{0,3}}"
    r"|(?:the\s+)?[A-Z][\w&.-]*,\s+(?:the|your)\s+new\s+[\w-]+"
    rf"|[A-Z][\w&.-]*(?:\s+[A-Z0-9][\w&.-]*){{0,3}},\s+(?:the|your"
    rf"|a)\s+(?:[\w-]+\s+){{0,3}}{_NAMED_THING}"
)
"""A thing and its name, which are one topic: "the EHR, Epic"."""
_UNMARKED = word_set("all both each half head most much none one parts part some")
_NEW = ("new", "current", "latest", "next", "recent", "second", "third", "upcoming")


def _is_odd(words: Sequence[str]) -> bool:
    """Whether one of several topics is none: "very tight", "how nice", "they are amazing"."""
    return is_adjective(words) or words[0] in SUBJECTS or (words[0] == "how" and len(words) == 2)


def _noun(text: str) -> str:
    """Return a topic, and each of several topics, with the article that it lacks."""
    if re.search(r"\bvs?\.? |^\w+ \d+$", text) or plain_words(text)[0] in ("me", "you"):
        return text  # "build vs buy", "route 14", "me taking over the group"
    if _OF_THE.match(text) and plain_words(text)[0] not in DETERMINERS | _UNMARKED:
        return f"the {text}"  # "staffing shortage of the evening shift"
    if (match := _NUMBERED.fullmatch(text)) and is_singular_count_noun(match["head"].lower()):
        return f"the {text}" if re.search("[a-z/-]", match["count"]) else text  # "4-10s schedule"
    if has_stray_verb(plain_words(text)) or plain_words(text)[0] == "no":
        raise Unfit("Name what you talked about, such as “the new schedule” or “how you train people”.")
    head = head_of(plain_words(text))
    if plain_words(text)[0] in _NEW and not has_plural_ending(head) and "," not in text:
        return f"the {with_the_where_needed(text).removeprefix('the ')}"
    if _NAMED_AFTER.fullmatch(text):
        return text  # "the EHR, Epic": one thing, whose name follows
    if match := RELATIVE_CLAUSE.search(text):
        return f"{_noun(text[: match.start()])}, {text[match.end() :]}"
    pieces = re.split(r"\s*[,;](?!\d)\s*(?:and\s+)?|\s+and\s+", text)
    if len(pieces) > 1 and any(_is_odd(plain_words(piece)) for piece in pieces if piece):
        raise Unfit("Name what you talked about, such as “the new schedule” or “how you train people”.")
    if len(pieces) > 1 and all(0 < len(re.split(r"\s+that\s", piece)[0].split()) <= 3 for piece in pieces):
        return in_words(_with_the_each(pieces))
    return with_and(with_the_where_needed(text))


def _with_the_each(pieces: Sequence[str]) -> list[str]:
    """Return topics with their articles; a word that nobody knows stays bare next to others."""
    topics: list[str] = []
    for piece in pieces:
        if plain_words(piece)[0] in QUESTION_WORDS:
            topics.append(piece)  # "how you pair"
            continue
        try:
            topics.append(with_the_where_needed(piece))
        except Unfit:
            if len(piece.split()) > 1:
                raise
            topics.append(piece)
    return topics


def _with_the_last(text: str) -> str:
    """Return "how you do reviews and the on-call rota" for one without "the"."""
    start, joined, last = text.rpartition(" and ")
    if not joined or len(last.split()) > 3 or classify(last, wants_verb=True) is not FragmentKind.NOUN:
        return text
    return f"{start} and the {last}" if needs_article(last) else text


def _is_gerund(text: str) -> bool:
    verb = verb_of(plain_words(text)[0])
    return verb is not None and verb.form is VerbForm.GERUND


def _we_to_you(text: str, kind: FragmentKind) -> str:
    """Return "why you chose Rust" for "why we chose Rust": the employer's own "we", as it was heard.

    "We" stays where it may be both sides: "how we both love hiking", "we went to the same school".
    """
    plain = plain_words(text)
    if (
        _WE_TALKED.search(text)
        or _BOTH.intersection(plain)
        or not {"we", "we're", "we've", "we'll", "our"}.intersection(plain)
    ):
        return text
    if kind is FragmentKind.CLAUSE and "we" in plain:
        verb = verb_of("".join(plain[plain.index("we") + 1 : plain.index("we") + 2]))
        if verb is not None and verb.form is VerbForm.PAST:
            return text
    return re.sub(r"\b(we|our)\b", lambda match: _YOU[match[0].lower()], text, flags=re.IGNORECASE)


def _question(text: str) -> str:
    """Return "how you train people" for "how do you train people?" and for "how you train people"."""
    words = plain_words(text)
    if (
        len(words) > 3
        and words[0] == "how"
        and words[2] in ("is", "are", "was", "were")
        and (is_adjective([words[1]]) or words[1] in ("far", "long", "often"))
    ):
        start, adjective, verb, rest = text.split(" ", 3)
        return f"{start} {adjective} {rest} {verb}"
    if text.startswith("if "):
        return f"whether {text[3:]}"
    if len(words) > 2 and words[1] in ("do", "did") and words[2] in ("you", "we", "i", "people"):
        parts = text.split(" ")
        if words[1] == "do":
            return " ".join((parts[0], *parts[2:]))
    if len(words) > 2 and (words[1] in _ASKED or words[1] in ("do", "does", "did")) and words[0] != "who":
        raise Unfit("That is a question. Say what it was about, such as “how you plan the shifts”.")
    if len(words) < 2:
        raise Unfit("")
    return _TEAM_DOES.sub(lambda match: f"{match[1]}{third_person(match[2])}", text)


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
    second = "".join(plain_words(text)[1:2])
    if text.lower().startswith("that ") and (second in DETERMINERS or has_plural_ending(second)):
        text = text[5:]
    text = with_people(text)
    return "", _SOON.sub(r"\1 \3 soon", _HAVE_GOT.sub("you have ", text))
