"""Checks whether a message contains the facts that its kind requires: their words, or a phrase for them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from followup_core.messages.message_model import Check, Facts, Finding, LintContext, MessagePlace
from followup_core.messages.phrase_rules import RequiredFact
from followup_core.models import Occasion

from .concrete_detail import names_a_topic, tells_a_wish, tells_an_accomplishment
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
_DIGIT_OF_WORD = {
    word.text: str(number)
    for number, word in enumerate(words("zero one two three four five six seven eight nine"))
} | {"oh": "0", "o": "0"}
_PHONE_NUMBER = re.compile(r"\+?\d(?:[ \t./()-]{0,3}\d){5,17}")
_DIGIT_WORD = re.compile(r"\b(?:" + "|".join(_DIGIT_OF_WORD) + r")\b", re.IGNORECASE)
_COMMON_WORDS = frozenset(
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
_OCCASIONS_THAT_ANSWER = (Occasion.MORE_TIME, Occasion.SPOKEN_YES)
"""Occasions on which the message answers the employer's, so that it need not say the day."""


def free_text_facts(facts: Facts) -> tuple[str, ...]:
    """Return the facts that are free text; the candidate intends whatever they contain."""
    return (
        *(facts.discussed, facts.strength, facts.example, facts.interest, facts.question),
        *(facts.article, facts.correction, facts.times, facts.better_answer, facts.news, facts.promised),
        *(facts.name, facts.title, facts.organization, facts.role, facts.my_name, *facts.others),
    )


def missing_facts(
    parsed: ParsedMessage,
    context: LintContext,
    needs: tuple[RequiredFact, ...],
    excused: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield a finding for each fact that the message's kind requires and that it lacks.

    Facts whose names are in `excused` are not required.
    """
    message_words = own_words(parsed)
    for need in needs:
        if parsed.message.kind not in need.kinds or need.name in excused:
            continue
        if need.name == "interest" and context.facts.still_interested == "no":
            continue  # a candidate who doesn't want the job need not say that they do
        if need.name == "example" and context.facts.panel_lead and not context.facts.example:
            continue  # the panel's one example is in somebody else's thank-you
        if need.name == "day" and context.facts.occasion in _OCCASIONS_THAT_ANSWER:
            continue  # the message answers the employer's, so both know the day
        if need.name == "number_twice":
            yield from _number_said_only_once(parsed, context.facts, need)
        elif not _contains_fact(need, parsed, message_words, context.facts):
            yield finding_on_whole(Check.MISSING_FACT, need.why, need.remedy)


def own_words(parsed: ParsedMessage) -> list[Word]:
    """Return the words of the subject, a sentence end, and the words of the body without quoted text."""
    body = [word for word in parsed.body if not is_quoted((word.start, word.end), parsed.layout)]
    return [*parsed.subject, Word("¶", 0, 0), *body]


def _contains_fact(
    need: RequiredFact, parsed: ParsedMessage, message_words: list[Word], facts: Facts
) -> bool:
    body = parsed.message.body
    match need.name:
        case "contact":
            if has_contact_detail(body, facts):
                return True
        case "day":
            if _DAY.search(f"{parsed.message.subject}\n{body}") or mentions(message_words, facts.met_on):
                return True
        case "role" if facts.role:
            return mentions(message_words, facts.role) or abbreviates(message_words, facts.role)
        case "discussed" | "example" | "interest":
            fact: str = getattr(facts, need.name)
            if mentions(message_words, fact):
                return True
    return mentions_phrase(need, message_words) or _shows_without_the_fact(need, message_words, body, facts)


def _shows_without_the_fact(need: RequiredFact, message_words: list[Word], body: str, facts: Facts) -> bool:
    """Return whether a sentence looks like the kind that `need` asks for, in words that no list has."""
    match need.name:
        case "discussed":
            return names_a_topic(message_words, body, facts)
        case "example":
            return tells_an_accomplishment(message_words, body)
        case "interest":
            return tells_a_wish(message_words)
    return False


def mentions_phrase(need: RequiredFact, message_words: list[Word]) -> bool:
    """Return whether the words have a phrase of `need` that no harmless phrase overlaps."""
    matches = need.says.spans(message_words)
    harmless_spans = need.unless.spans(message_words) if matches else []
    return any(not _overlaps_any(span, harmless_spans) for span in matches)


def _overlaps_any(span: Span, spans: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def has_contact_detail(text: str, facts: Facts) -> bool:
    """Return whether `text` has a phone number, an email address or a link."""
    if facts.my_phone and facts.my_phone in text:
        return True
    return bool(_EMAIL.search(text) or _PHONE_NUMBER.search(text) or _LINK.search(text))


def mentions(message_words: list[Word], fact: str) -> bool:
    """Return whether the message has at least half of the significant words of `fact`, in any inflection."""
    fact_stems = _significant_stems(fact)
    if not fact_stems:
        return False
    message_stems = {_stem(word.text) for word in message_words}
    return 2 * len(fact_stems & message_stems) >= len(fact_stems)


def abbreviates(message_words: list[Word], role: str) -> bool:
    """Return whether the message shortens the role ("vet tech", "VT") or names its work ("nursing")."""
    role_words = [word.text for word in words(role) if word.text.isalpha()]
    said_words = {
        word.text for word in message_words if word.text.isalpha() and word.text not in _COMMON_WORDS
    }
    if len(role_words) > 1 and "".join(role_word[0] for role_word in role_words) in said_words:
        return True
    significant_words = [
        role_word for role_word in role_words if role_word not in _COMMON_WORDS and len(role_word) > 3
    ]
    comparable_words = {word for word in said_words if len(word) >= 3}
    matched_words = [
        role_word
        for role_word in significant_words
        if any(
            role_word.startswith(word) or word.startswith(_occupation_root(role_word))
            for word in comparable_words
        )
    ]
    return bool(significant_words) and 2 * len(matched_words) >= len(significant_words)


def _occupation_root(occupation: str) -> str:
    """Return the letters that an occupation shares with the words for its work: "bak" for "baker"."""
    return occupation[:4] if len(occupation) != 5 else occupation[:3]


@lru_cache(maxsize=1024)
def _significant_stems(fact: str) -> frozenset[str]:
    words_of_fact = [
        word.text for word in words(fact) if word.text not in END and word.text not in _COMMON_WORDS
    ]
    long_words = [word for word in words_of_fact if len(word) > 3 or word.isdigit()]
    return frozenset(_stem(word) for word in long_words or words_of_fact)


def _stem(word: str) -> str:
    return fold_word(word)[:5]


def _number_said_only_once(parsed: ParsedMessage, facts: Facts, need: RequiredFact) -> Iterator[Finding]:
    """Yield a finding if no phone number is said twice, at the first number that is said only once."""
    body = parsed.message.body
    numbers = spoken_numbers(body)
    times_of_number = Counter(number for number, _ in numbers)
    own_number = "".join(char for char in facts.my_phone if char.isdigit())[-6:]
    own_number_count = "".join(number for number, _ in numbers).count(own_number) if own_number else 0
    if own_number_count >= 2 or any(
        count >= 2 or _is_said_twice_in_a_row(number) for number, count in times_of_number.items()
    ):
        return
    if numbers:
        yield finding_at(Check.MISSING_FACT, MessagePlace.BODY, body, numbers[0][1], need.why, need.remedy)
    else:
        yield finding_on_whole(Check.MISSING_FACT, need.why, need.remedy)


def _is_said_twice_in_a_row(digits: str) -> bool:
    half_length = len(digits) // 2
    return len(digits) >= 12 and digits[:half_length] == digits[half_length:]


def spoken_numbers(text: str) -> list[tuple[str, Span]]:
    """Return the digits and the position of each phone number in `text`; digits may be written as words."""
    numbers: list[tuple[str, Span]] = []
    digits_so_far, start, end = "", 0, 0
    for digit in _DIGIT_OR_WORD.finditer(text):
        if digits_so_far and not _BETWEEN_DIGITS.fullmatch(text, end, digit.start()):
            numbers.append((digits_so_far, (start, end)))
            digits_so_far = ""
        start = start if digits_so_far else digit.start()
        digits_so_far += _DIGIT_OF_WORD.get(digit.group().lower(), digit.group())
        end = digit.end()
    numbers.append((digits_so_far, (start, end)))
    return [(digits, span) for digits, span in numbers if len(digits) >= 6]


_DIGIT_OR_WORD = re.compile(r"\d|" + _DIGIT_WORD.pattern, re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"[\s,./()+-]{0,4}")
