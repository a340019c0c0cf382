"""The check whether a message contains what it should: words of the known facts, or a phrase for them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, MessagePlace
from followup_core.messages.phrase_rules import RequiredFact
from followup_core.models import Occasion

from .concrete_detail import names_a_deed, names_a_topic, tells_a_wish
from .findings import finding_at, finding_on_whole
from .message_layout import is_quoted
from .parsed_message import ParsedMessage
from .phrase_matcher import Span
from .tokenizer import END, Word, fold_word, words

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_LINK = re.compile(r"linkedin\.com/|https?://", re.IGNORECASE)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|\b{_MONTH} \d|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}\b|\bthe \d{{1,2}}(?:st|nd|rd|th)\b"
    r"|\b\d{1,2}[./]\d{1,2}\b|\b\d{4}-\d\d-\d\d\b",
    re.IGNORECASE,
)
_DIGIT = {
    word.text: str(number)
    for number, word in enumerate(words("zero one two three four five six seven eight nine"))
} | {"oh": "0", "o": "0"}
_NUMBER = re.compile(r"\+?\d(?:[ \t./()-]{0,3}\d){5,17}")
_DIGIT_WORD = re.compile(r"\b(?:" + "|".join(_DIGIT) + r")\b", re.IGNORECASE)
_DULL = frozenset(
    word.text
    for word in words(
        "about after also because been before being between could does doing done down each even every"
        " from have having here into just like made make many more most much need only other over same"
        " some such than that their them then there these they this those through very want what when"
        " where which while with would your ours were will how the and for you are was had has its our"
        " not but can did who why all any one two new now"
    )
)
"""Words that two texts share by chance."""


_ANSWERS_THEIRS = (Occasion.MORE_TIME, Occasion.SPOKEN_YES)


def texts_of(facts: Facts) -> tuple[str, ...]:
    """Return the facts that are free text; the candidate intends whatever they contain."""
    plain = (facts.discussed, facts.strength, facts.example, facts.interest, facts.question)
    later = (facts.article, facts.correction, facts.times, facts.better_answer)
    names = (
        facts.news,
        facts.promised,
        facts.name,
        facts.title,
        facts.organization,
        facts.role,
        facts.my_name,
    )
    return (*plain, *later, *names, *facts.others)


def missing_facts(
    parsed: ParsedMessage,
    context: LintContext,
    needs: tuple[RequiredFact, ...],
    excused: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield what a message of its kind should not be sent without, except for the needs in `excused`."""
    own = own_words(parsed)
    for need in needs:
        if parsed.message.kind not in need.kinds or need.name in excused:
            continue
        if need.name == "interest" and context.facts.still_interested == "no":
            continue  # whoever thanks for a job they don't want says nothing untrue
        if need.name == "example" and context.facts.panel_lead and not context.facts.example:
            continue  # the panel's one example is in somebody else's thank-you
        if need.name == "day" and context.facts.occasion in _ANSWERS_THEIRS:
            continue  # the message answers the employer's, so both know the day
        if need.name == "number_twice":
            yield from _phone_once(parsed, context.facts, need)
        elif not _has(need, parsed, own, context.facts):
            yield finding_on_whole(Check.MISSING_FACT, need.why, need.remedy)


def own_words(parsed: ParsedMessage) -> list[Word]:
    """Return the words of subject and body without quoted text, with a sentence end between the two."""
    body = [word for word in parsed.body if not is_quoted((word.start, word.end), parsed.layout)]
    return [*parsed.subject, Word("¶", 0, 0), *body]


def _has(need: RequiredFact, parsed: ParsedMessage, own: list[Word], facts: Facts) -> bool:
    body = parsed.message.body
    match need.name:
        case "contact":
            if covers(body, facts):
                return True
        case "day":
            if _DAY.search(f"{parsed.message.subject}\n{body}") or mentions(own, facts.met_on):
                return True
        case "role" if facts.role:
            return mentions(own, facts.role) or abbreviates(own, facts.role)
        case "discussed" | "example" | "interest":
            known: str = getattr(facts, need.name)
            if mentions(own, known):
                return True
    return mentions_phrase(need, own) or _shows(need, own, body, facts)


def _shows(need: RequiredFact, own: list[Word], body: str, facts: Facts) -> bool:
    match need.name:
        case "discussed":
            return names_a_topic(own, body, facts)
        case "example":
            return names_a_deed(own, body)
        case "interest":
            return tells_a_wish(own)
    return False


def mentions_phrase(need: RequiredFact, own: list[Word]) -> bool:
    """Return whether a phrase of `need` is in the words, and no harmless phrase overlaps it."""
    matches = need.says.spans(own)
    innocent = need.unless.spans(own) if matches else []
    return any(not _over(span, innocent) for span in matches)


def _over(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def covers(text: str, facts: Facts) -> bool:
    """Return whether `text` has a phone number, an email address or a page to reach somebody at."""
    if facts.my_phone and facts.my_phone in text:
        return True
    return bool(_EMAIL.search(text) or _NUMBER.search(text) or _LINK.search(text))


def mentions(own: list[Word], fact: str) -> bool:
    """Return whether at least half of the significant words of `fact` are in the text, in any inflection."""
    telling = _telling(fact)
    if not telling:
        return False
    stems = {_stem(word.text) for word in own}
    return 2 * len(telling & stems) >= len(telling)


def abbreviates(own: list[Word], role: str) -> bool:
    """Return whether a role is named briefly or by its work: "vet tech" or "VT", or "nursing" for a nurse."""
    names = [word.text for word in words(role) if word.text.isalpha()]
    said = {word.text for word in own if word.text.isalpha() and word.text not in _DULL}
    if len(names) > 1 and "".join(name[0] for name in names) in said:
        return True
    long = [name for name in names if name not in _DULL and len(name) > 3]
    known = {word for word in said if len(word) >= 3}
    short = [
        name for name in long if any(name.startswith(word) or word.startswith(_root(name)) for word in known)
    ]
    return bool(long) and 2 * len(short) >= len(long)


def _root(name: str) -> str:
    """Return what a word for an occupation shares with the words for its work: "bak" of "baker"."""
    return name[:4] if len(name) != 5 else name[:3]


@lru_cache(maxsize=1024)
def _telling(fact: str) -> frozenset[str]:
    significant = [word.text for word in words(fact) if word.text not in END and word.text not in _DULL]
    long = [word for word in significant if len(word) > 3 or word.isdigit()]
    return frozenset(_stem(word) for word in long or significant)


def _stem(word: str) -> str:
    return fold_word(word)[:5]


def _phone_once(parsed: ParsedMessage, facts: Facts, need: RequiredFact) -> Iterator[Finding]:
    """Yield one finding unless a number is said twice; its position is the number that is said once."""
    body = parsed.message.body
    numbers = spoken_numbers(body)
    digits = Counter(number for number, _ in numbers)
    own_number = "".join(char for char in facts.my_phone if char.isdigit())[-6:]
    known = "".join(number for number, _ in numbers).count(own_number) if own_number else 0
    if known >= 2 or any(times >= 2 or _doubled(number) for number, times in digits.items()):
        return
    if numbers:
        yield finding_at(Check.MISSING_FACT, MessagePlace.BODY, body, numbers[0][1], need.why, need.remedy)
    else:
        yield finding_on_whole(Check.MISSING_FACT, need.why, need.remedy)


def _doubled(digits: str) -> bool:
    half = len(digits) // 2
    return len(digits) >= 12 and digits[:half] == digits[half:]


def spoken_numbers(text: str) -> list[tuple[str, Span]]:
    """Return the phone numbers in `text`, as digits and position; digits may be written as words."""
    numbers: list[tuple[str, Span]] = []
    run, begin, stop = "", 0, 0
    for digit in _DIGIT_OR_WORD.finditer(text):
        if run and not _NEAR.fullmatch(text, stop, digit.start()):
            numbers.append((run, (begin, stop)))
            run = ""
        begin = begin if run else digit.start()
        run += _DIGIT.get(digit.group().lower(), digit.group())
        stop = digit.end()
    numbers.append((run, (begin, stop)))
    return [(digits, span) for digits, span in numbers if len(digits) >= 6]


_DIGIT_OR_WORD = re.compile(r"\d|" + _DIGIT_WORD.pattern, re.IGNORECASE)
_NEAR = re.compile(r"[\s,./()+-]{0,4}")
