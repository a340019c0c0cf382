"""Articles that were left out: "new dashboard" is "the new dashboard", "it's stable company" has an "a"."""

import re
from collections.abc import Sequence

from .fragment_grammar import is_adverb, is_person
from .fragment_rewrites import Unfit, head_of, with_article
from .fragment_tidying import plain_word, plain_words
from .fragment_words import (
    ADJECTIVES,
    DETERMINERS,
    FINITE,
    MODALS,
    OBJECTS,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVES,
    SUBJECTS,
    has_plural_ending,
    word_set,
)
from .known_words import is_known
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun, needs_no_article, plural_of
from .verb_forms import Verb, VerbForm, verb_of

_MEASURED = LazyPattern(
    r"(?:\d+|two|three|four|five|six)[- ](?:day|hour|week|month|year|minute|person|bed|seat|unit|step)"
    r"\s+[a-z]+$"
)
_FIELD = LazyPattern(
    r"(?:global\s+)?(?:supply|cold)\s+chain|(?:food|labor|beverage|liquor|pour|prime)\s+cost"
)
"""What a whole field is called, which needs no article: "supply chain"."""
_NOUN = LazyPattern(r"[^\W\d_][\w'-]*")
_NO_NAME = "Please write it with “the”, “a” or “your” in front, such as “the new schedule”."


def _without_article(noun: str) -> Unfit:
    """Return the reason for a noun that nobody knows to count or not to count."""
    if len(noun) > 30:
        return Unfit(_NO_NAME)
    return Unfit(f"Please write “the {noun}” or “your {noun}”, or say a few more words about it.")


NEVER_COUNTED = word_set(
    "case change charity class conflict detail example form hand initiative night order paper part place time"
    " track"
)
TIMES = word_set("day evening monday month morning night spring summer fall autumn week weekend winter year")
STANDS_BARE = word_set("at by class call course home on per school shift to")
SET_PHRASES = word_set(
    """
    action attitude board budget business career college condition crisis culture detail drawing
    fact fence general harvest home horror human individual metric native particular payment person practice
    price print prize promotion public purpose quota rep risk sense skill space strike task tour
    """
)
"""Nouns that often stand without an article: "makes sense", "in business", "be home for dinner"."""
BARE_PAIRS = ("city hall", "on deadline", "data entry", "of view", "first prize")
FORMS_OF_BE = word_set("am are be been being is it's was were i'm you're that's")


def has_article(noun: str) -> bool:
    """Whether a noun phrase begins with an article or something in its place: "your", "two", "Kestrel's"."""
    words = plain_words(noun)
    start = next((i for i, word in enumerate(words) if not (is_adverb(word) or word in QUANTIFIERS)), 0)
    end = len(words) - len(words[start:])
    first = words[end]
    owner = any(word.endswith(("'s", "s'")) for word in words[: _head_index(words) + 1])
    return (
        first in DETERMINERS
        or first in PREPOSITIONS
        or first[:1].isdigit()
        or first
        in ("more", "less", "something", "everything", "anything", "nothing", "everyone", "everybody")
        or owner
    )


def _head_index(words: Sequence[str]) -> int:
    head = head_of(words)
    return next((index for index, word in enumerate(words) if word == head), len(words) - 1)


def needs_article(noun: str) -> bool | None:
    """Whether a noun phrase lacks its article; None if its noun isn't known but is described.

    Raises:
        Unfit: The noun isn't known and stands alone.
    """
    words = plain_words(noun)
    if not words or has_article(noun) or not _NOUN.fullmatch(words[_head_index(words)]):
        return False
    if _FIELD.fullmatch(" ".join(words)) or words[-1] in ("mine", "ours", "theirs", "yours"):
        return False
    index = _head_index(words)
    head = words[index]
    if (
        words[index + 1 : index + 2] == ["to"]
        and len(words) == index + 3
        and verb_of(words[-1]) is None
        and noun.islower()
        and not head.endswith(("sion", "tion", "ment", "path"))
    ):
        raise _without_article(noun)  # "farm to table"
    if head == "season" and words[index - 1] in ("flu", "tax", "high", "low", "peak", "busy", "wedding"):
        return False
    if is_singular_count_noun(head):
        return not _is_named(noun, index)
    if needs_no_article(head) or _is_named(noun, index) or (words[-1] in TIMES and index == len(words) - 1):
        return False
    if is_person(head):
        return True
    if len(words) > 1:
        return None
    if not is_known(head):
        return False  # a word of some trade, mostly of something that isn't counted: "viennoiserie"
    raise _without_article(noun)


def _is_named(noun: str, index: int) -> bool:
    """Whether the noun itself is a name, as its capital or its digits show: "Kubernetes", "Room 4"."""
    words = [word for word in noun.split() if plain_word(word)]
    word = words[index].strip("“”\"'(") if index < len(words) else ""
    if word.isupper() and is_singular_count_noun(word.lower()):
        return False  # "new CRM"
    return (word[:1].isupper() or any(char.isupper() or char.isdigit() for char in word)) and (
        index > 0 or not word.istitle() or not is_singular_count_noun(plain_word(word))
    )


def with_the_where_needed(noun: str) -> str:
    """Return a noun phrase with "the" if it lacks an article.

    "The" is right for whatever both have talked about, so that it is also put before a noun that isn't known
    but has a description: "month end close".

    Raises:
        Unfit: Nobody can tell without knowing the word.
    """
    measured = _MEASURED.match(noun) is not None  # "4 day week"
    words = plain_words(noun)
    is_of = (
        "of" in words[1:] and not has_article(noun) and not has_plural_ending(words[words.index("of") - 1])
    )
    return f"the {noun}" if measured or is_of or needs_article(noun) is not False else noun


def with_a_where_needed(noun: str) -> str:
    """Return a noun phrase with "a" or "an" if it lacks an article.

    Raises:
        Unfit: Nobody can tell without knowing the word.
    """
    needed = needs_article(noun)
    if needed is None:
        raise _without_article(noun)
    return with_article(noun) if needed else noun


def with_inner_articles(text: str, *, subject: bool = True) -> str:
    """Return a clause in which single things have an article: "it's a stable company", "found a mistake".

    Only what is sure is changed: one countable noun, alone or after adjectives, that follows a verb, "as",
    "with" or "for"; and with `subject`, one that begins the clause and is followed by its verb.
    """
    words = _OF_A_CODE.sub(_with_the, text).split(" ")
    plain = list(map(plain_word, words))
    for index in range(len(plain) - 1, -1, -1):
        is_one = is_singular_count_noun(plain[index]) or _is_person_after_as(plain, index)
        if not is_one or not ends_phrase(words, plain, index):
            continue
        if index and _counts_several(words, plain, index - 1) and plain[index] not in TIMES:
            words[index] = words[index].replace(plain[index], plural_of(plain[index]))
            plain[index] = plain_word(words[index])
            continue
        if (
            words[index][:1].isupper()
            or plain[index] in ADJECTIVES
            or plain[index] in NEVER_COUNTED
            or plain[index] in SET_PHRASES
            or " ".join(plain[index - 1 : index + 1]) in BARE_PAIRS
            or is_fixed_title(plain, index)
        ):
            continue
        start = index
        while start > 0 and modifies_noun(words, plain, start - 1):
            start -= 1
        if start == 0:
            names_a_wish = plain[index + 1 : index + 3] in (["is", "where"], ["is", "what"], ["is", "my"])
            if (
                subject
                and index + 1 < len(plain)
                and is_helper_of_noun(plain[index + 1])
                and not names_a_wish
            ):
                words.insert(0, "the")
                plain.insert(0, "the")
            continue
        if _wants_article(plain, start, index):
            noun = " ".join(words[start : index + 1])
            phrase = (
                f"the {noun}"
                if plain[index] in _UNIQUE and start == index and plain[start - 1] in PREPOSITIONS
                else with_article(noun)
            ).split(" ")
            words[start : index + 1] = phrase
            plain[start : index + 1] = list(map(plain_word, phrase))
    return " ".join(words)


_NEVER_BEFORE_A_NOUN = RELATIVES | FINITE | SUBJECTS | OBJECTS | word_set("and as but not or so than then to")
_DESCRIBING = word_set(
    """
    annual busiest central complete corporate daily digital elderly electric
    entire external federal final first full global industrial internal international leading legal main
    major manual medical mobile monthly national
    online outdoor night own popular private public quarterly real regional second senior third total
    weekly whole
    yearly
    """
)
"""Words before a noun that describe it, besides the adjectives that people say of themselves."""
_OF_ADJECTIVES = ("ical", "inal", "erbal", "tional", "mental", "ic", "ous", "ful")
"""Ends of words that describe a noun, whether they are listed or not: "with a nonverbal child"."""
_OPENED = word_set("clean clear close open secure welcome")
"""Adjectives that are verbs after "to" and "help"."""
_UNIQUE = word_set("cloud community economy environment future ocean planet public world")
"""Things of which there is one: "care for the environment"."""
KINDS = word_set(
    """
    change chief cm cup director front head kg kind kinds km lb lbs mile ml mm out sense set sort
    sorts top type types
    """
)


def _is_person_after_as(plain: Sequence[str], index: int) -> bool:
    """Whether somebody's trade stands after "as": "worked in a bank as teller"."""
    return plain[max(0, index - 1)] == "as" and is_person(plain[index]) and verb_of(plain[index]) is None


_OF_A_CODE = LazyPattern(
    r"\b(?P<before>with|on|in|of|to|for|under) (?P<noun>[A-Z]{2,} \d+ (?P<thing>[a-z]+))"
    r"(?=$|[,.;]| (?:and|at|for|in|on|or|when)\b)"
)


def _with_the(match: re.Match[str]) -> str:
    """Return "with the API 610 standard" for "with API 610 standard"."""
    return f"{match['before']} the {match['noun']}" if is_singular_count_noun(match["thing"]) else match[0]


def _counts_several(words: Sequence[str], plain: Sequence[str], index: int) -> bool:
    word = plain[index]
    before = words[index - 1] if index else ""
    if (before[:1].isupper() and before != "I") or before == "number":
        return False  # "the API 610 standard", "the Route 9 bridge"
    return word in ("zero", "many", "several", "two", "three", "four", "five", "six") or (
        word.isdigit() and word != "1"
    )


def is_fixed_title(plain: Sequence[str], index: int) -> bool:
    """Whether a word has no article for another reason: "employee of the month", "head of sales"."""
    if plain[index : index + 2] == ["head", "of"]:
        return True
    of_the_month = plain[index + 1 : index + 3] == ["of", "the"] and not TIMES.isdisjoint(plain[index + 3 :])
    return of_the_month or "best" in plain[max(0, index - 2) : index]


def ends_phrase(words: Sequence[str], plain: Sequence[str], index: int) -> bool:
    """Whether no noun follows that the word would only describe: "company" but not in "company car"."""
    if words[index].endswith((",", ";", ".", "!", "?", ":")) or index + 1 == len(plain):
        return True
    after = plain[index + 1]
    joining = (
        "and",
        "or",
        "but",
        "that",
        "which",
        "who",
        "where",
        "because",
        "so",
        "to",
        "when",
        "while",
        "than",
    )
    return after in PREPOSITIONS or after in joining or is_helper_of_noun(after) or is_adverb(after)


def is_helper_of_noun(word: str) -> bool:
    """Whether a word is surely the verb of the noun before it: "is", "needs"."""
    return word in (
        "is",
        "was",
        "has",
        "had",
        "can",
        "could",
        "will",
        "would",
        "does",
        "did",
        "isn't",
        "needs",
    )


def modifies_noun(words: Sequence[str], plain: Sequence[str], index: int) -> bool:
    """Whether the word at `index` describes the noun after it, and is no article, verb or preposition."""
    word = plain[index]
    if not word or words[index].endswith((",", ";", ".", ":", "!", "?")):
        return False
    if (
        word in _NEVER_BEFORE_A_NOUN
        or word in DETERMINERS
        or word in PREPOSITIONS
        or word.endswith(("'s", "s'"))
        or word[:1].isdigit()
    ):
        return False
    if words[index].isupper() and len(word) > 1:
        return True
    if word in _DESCRIBING:
        return True
    if word in _OPENED and index and plain[index - 1].startswith(("help", "to")):
        return False  # "helped open a branch"
    if word in ADJECTIVES or word in QUANTIFIERS or (word == "on-call" or word.endswith(("-based", "-term"))):
        return True
    if word.endswith("ing") and index and plain[index - 1] in ADJECTIVES | DETERMINERS | _DESCRIBING:
        return True
    if verb_of(word) is None:
        is_sure = index > 0 and plain[index - 1] in ("with", "for", "as") and words[index].islower()
        is_described = is_sure and len(word) > 5 and word.endswith(_OF_ADJECTIVES)
        return is_described or needs_no_article(word) or is_singular_count_noun(word)
    before = plain[index - 1] if index else ""
    return is_singular_count_noun(word) and before not in _BEFORE_A_VERB


_BEFORE_A_VERB = ("i", "you", "we", "they", "to", "and", "who", "can", "")


INTO_BARE = word_set(
    "account action balance contact detail effect focus force line operation place play service shape"
)
"""What "into" takes without an article: "back into balance"."""


def _stands_bare(before: str, noun: str, *, alone: bool) -> bool:
    return noun in STANDS_BARE or (alone and before == "into" and noun in INTO_BARE)


def _wants_article(plain: Sequence[str], start: int, index: int) -> bool:
    before = plain[start - 1]
    if plain[index] in TIMES or (start == index and _begins_pair(plain, index)):
        return False
    if before in FORMS_OF_BE:
        return True
    if before in DETERMINERS or before.endswith(("'s", "s'", "-")) or before[:1].isdigit():
        return False
    if before == "with" and start == index:
        return False
    if before in ("as", "with", "for", "into"):
        return not _stands_bare(before, plain[index], alone=start == index)
    if before in PREPOSITIONS:
        return start < index and plain[start] in ADJECTIVES
    verb = verb_of(before)
    if verb is None or before in STANDS_BARE:
        return False
    if verb.form is VerbForm.GERUND and start == index == 1:
        return False  # "coaching staff"
    if start > 1 and describes_noun(verb, plain[start - 2]):
        return False
    return verb.base in TAKES_ONE and plain[index] not in STANDS_BARE


def _begins_pair(plain: Sequence[str], index: int) -> bool:
    """Whether another bare noun is joined to one that is the object of a verb: "handled chat and phone"."""
    is_pair = plain[index + 1 : index + 2] == ["and"] and plain[index - 1] not in FORMS_OF_BE
    return is_pair and is_singular_count_noun("".join(plain[index + 2 : index + 3]))


def describes_noun(verb: Verb, before: str) -> bool:
    """Whether a verb only describes the noun after it: "a lost parcel", "a family run business"."""
    if verb.form is VerbForm.PAST:
        return before in DETERMINERS | ADJECTIVES
    return verb.form is VerbForm.BASE and not may_come_before_verb(before)


def may_come_before_verb(word: str) -> bool:
    """Whether a verb in its base form may follow a word: "to", "we", "helped"."""
    return (
        word in SUBJECTS
        or word in MODALS
        or word in ("to", "and", "or", "who", "don't", "not", "help", "helped", "helping", "helps")
        or is_adverb(word)
    )


TAKES_ONE = word_set(
    """
    accept ace achieve add attend automate become bring build buy catch chair close co-found coach
    coordinate create deliver deploy design develop direct draft drive earn edit film find finish fix found
    get give handle have help hire hit host implement improve install introduce invent join keep launch
    lead learn
    like lose love make manage migrate moderate need negotiate offer open operate organise organize oversee
    own paint pass patent photograph plan prepare present prevent produce propose provide publish raise
    rebuild receive record redesign refactor remodel renovate repair replace resolve restructure review run
    save see sell set sign solve start stop supervise support teach test track train translate use visit
    want win write
    """
)


_NEVER_NOUNS = word_set(
    """
    allow appear ask become believe bring do enjoy explain get give go grow have hear keep know learn let
    like lose make mean need offer pay prefer provide say see seem sell send serve speak take teach tell
    think treat understand want write
    """
)


def has_stray_verb(words: Sequence[str]) -> bool:
    """Whether a verb stands in the words that no noun phrase would have: "the yall seem like a good team"."""
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        verb = verb_of(word)
        if verb is None or verb.form in (VerbForm.GERUND, VerbForm.PAST):
            continue
        if verb.base not in _NEVER_NOUNS or before in DETERMINERS or before in ADJECTIVES:
            continue
        allowed = before in ("to", "and", "or", "not") or before in MODALS or is_adverb(before)
        if not (allowed or before in SUBJECTS or RELATIVES.intersection(words[:index])):
            return not SUBJECTS.intersection(words[1:index])
    return False
