"""Phrases what the candidate wants to ask as a question that is ready to be sent."""

import re
from collections.abc import Mapping, Sequence

from followup_core.text import in_words

from .fragment_articles import with_a_where_needed, with_the_where_needed
from .fragment_grammar import FragmentKind, classify
from .fragment_rewrites import Unfit, capital, inside, named_phrasings, strip_start, to_reader
from .fragment_tidying import plain_words, sentences
from .fragment_words import DETERMINERS, QUESTION_WORDS, has_plural_ending
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .verb_forms import VerbForm, verb_of

_I_WANTED_TO_ASK = "I wanted to ask "
"""The beginning of an indirect question: "I wanted to ask how long it takes."."""
_I_WANTED_TO_ASK_ABOUT = f"{_I_WANTED_TO_ASK}about "
_HELPERS = "am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will|would"
_BEFORE_THE_QUESTION = (
    rf"(?:\s+(?=(?:about|if|whether|how|what|which|when|where|who|why|the|your|{_HELPERS})\b)|\s*[:,–—-]\s*)"
)
_BEGINNINGS = LazyPattern(
    r"(?:(?:please|pls|hi|hello|hey|sorry|so|also|ok(?:ay)?|just)\b[\s,:!]*(?=\S)"
    r"|(?:i(?:['’]d)?\s+)?(?:just\s+|also\s+)?(?:wanted|want|would\s+like|like|love)\s+to\s+(?:ask|know|find\s+out)"
    rf"(?:\s+you)?{_BEFORE_THE_QUESTION}|(?:i\s+have\s+)?(?:(?:a|one|my)\s+)?(?:quick\s+)?question(?:\s+is)?\s*[:,–—-]\s*"
    rf"|(?:(?:i\s+was|i['’]m|i\s+am)\s+)?(?:just\s+)?wondering{_BEFORE_THE_QUESTION}|i\s+wonder{_BEFORE_THE_QUESTION}|tell\s+me{_BEFORE_THE_QUESTION}"
    rf"|(?:i\s+)?forgot\s+to\s+ask{_BEFORE_THE_QUESTION}|about\s+(?=(?:if|whether|how|what|when|where|who|why)\b))",
    re.IGNORECASE,
)
_NO_QUESTION = (
    "That asks nothing yet. Write it as a question, such as “Who would train me in the first weeks?”"
)
_PARTICIPLES_OF_NOTES = ("covered", "included", "needed", "paid", "provided", "required")
_LAST_WORDS_OF_NOTES = ("ok", "okay", "fine", "possible")
_WORDS_OF_QUESTION_NOUN = 2
"""How many words a question word and its noun are: "what shifts"."""
_BARE_SUBJECT = LazyPattern(r"(?<=\s)(?P<verb>is|was|does|will)\s+(?P<noun>[a-z]+)$", re.IGNORECASE)
_HELPER = LazyPattern(rf"\b(?:{_HELPERS}|\w+n['’]t)\b", re.IGNORECASE)
_BEFORE_QUESTION_WORD = ("about", "at", "by", "for", "from", "in", "of", "on", "to", "with", "and", "so")


def question_phrasings(text: str) -> Mapping[str, str]:
    """Return `question`: whole sentences, at least one of them a question.

    Raises:
        Unfit: The text asks nothing.
    """
    fragment = to_reader(strip_start(text, _BEGINNINGS))
    parts = [
        _question_sentence(part.strip(" ,;:-–—"), is_asked=part.endswith("?") or f"{part}?" in fragment)
        for part in sentences(fragment)
    ]
    if not any(part.endswith("?") or part.startswith(_I_WANTED_TO_ASK) for part in parts):
        raise Unfit(_NO_QUESTION)
    topics = [
        part.removeprefix(_I_WANTED_TO_ASK_ABOUT).rstrip(".")
        for part in parts
        if part.startswith(_I_WANTED_TO_ASK_ABOUT)
    ]
    other_parts = [part for part in parts if not part.startswith(_I_WANTED_TO_ASK_ABOUT)]
    topic_sentence = [f"{_I_WANTED_TO_ASK_ABOUT}{in_words(topics)}."] if topics else []
    return named_phrasings(question=" ".join([*topic_sentence, *other_parts]))


def _question_sentence(text: str, *, is_asked: bool) -> str:
    """Return one sentence with its capital and its end.

    Args:
        text: The sentence as it was typed, without its end.
        is_asked: Whether a question mark was typed after it.
    """
    sentence = re.sub(r"^(?:and|or|but)\s+(?=\S)", "", text.rstrip(".?!… "), flags=re.IGNORECASE)
    if (match := _BARE_SUBJECT.search(sentence)) and is_singular_count_noun(match["noun"].lower()):
        sentence = f"{sentence[: match.start('noun')]}the {match['noun']}"  # "how big is team"
    words = plain_words(sentence)
    if not words:
        return text
    if words[0] in ("how", "when", "where", "why") and len(words) == 2 and verb_of(words[1]) is not None:
        raise Unfit(_NO_QUESTION)  # "when start"
    if note := _question_from_note(sentence, words):
        return note
    if not _HELPER.search(sentence):
        _refuse_without_verb(words, is_asked=is_asked)
    is_indirect = words[0] in ("if", "whether") or "to" in words[1:3] or not _HELPER.search(sentence)
    if words[0] in QUESTION_WORDS | {"if"} and is_indirect and not is_asked:
        return f"{_I_WANTED_TO_ASK}{sentence[:1].lower()}{sentence[1:]}."
    topic = re.sub(r"^about\s+", "", sentence, flags=re.IGNORECASE)
    is_note = words[0] in ("any", "no") or "or" in words or words[-1].endswith("ed")  # "license required?"
    if (
        classify(topic) in (FragmentKind.NOUN, FragmentKind.GERUND)
        and not is_note
        and not _is_question(words)
    ):
        return f"{_I_WANTED_TO_ASK_ABOUT}{_with_the_article(inside(topic))}."
    return f"{capital(sentence)}{'?' if is_asked or _is_question(words) else '.'}"


def _question_from_note(text: str, words: Sequence[str]) -> str:
    """Return a note as a question: "Is a license required?" for "license required?"; '' for anything else."""
    is_note = len(words) > 1 and words[-1] in _PARTICIPLES_OF_NOTES and not _HELPER.search(text)
    noun = inside(text.rpartition(" ")[0])
    if (
        not is_note
        or words[0] in QUESTION_WORDS | {"own", "any", "no"}
        or classify(noun) not in (FragmentKind.NOUN, FragmentKind.GERUND)
    ):
        return ""
    is_wanted = words[-1] in ("needed", "required")
    noun_with_article = with_a_where_needed(noun) if is_wanted else with_the_where_needed(noun)
    return f"{'Are' if has_plural_ending(words[-2]) else 'Is'} {noun_with_article} {words[-1]}?"


def _lacks_article(words: Sequence[str]) -> bool:
    """Whether an indirect question has a singular noun that lacks its article: "what time shift start"."""
    for index in range(2, len(words) - 1):
        verb = verb_of(words[index + 1])
        is_bare = is_singular_count_noun(words[index]) and DETERMINERS.isdisjoint(words[1 : index + 1])
        if is_bare and verb is not None and verb.form is VerbForm.BASE and words[0] in QUESTION_WORDS:
            return True  # "what time shift start"
    return False


def _refuse_without_verb(words: Sequence[str], *, is_asked: bool) -> None:
    """Raise Unfit if the words only name the topic of a question: "own clients ok?", "how many at night"."""
    is_about_what = words[0] in ("what", "which") and len(words) == _WORDS_OF_QUESTION_NOUN and not is_asked
    start = 1 if words[0] in ("who", "what") else 2
    verbs = map(verb_of, words[start:])
    is_without_verb = (
        words[0] in QUESTION_WORDS
        and {"if", "to"}.isdisjoint(words)
        and not any(verb is not None and verb.form is not VerbForm.GERUND for verb in verbs)
    )
    is_note = words[-1] in _LAST_WORDS_OF_NOTES or words[0] == "own"
    if is_about_what or is_without_verb or is_note or _lacks_article(words):
        raise Unfit(_NO_QUESTION)


def _with_the_article(topic: str) -> str:
    """Return a topic with the article that it surely lacks."""
    if topic.endswith(" code"):
        return f"the {topic}"  # "dress code", while code alone can't be counted
    try:
        return with_the_where_needed(topic)
    except Unfit:
        return topic


def _is_question(words: Sequence[str]) -> bool:
    first_word = words[0]
    return (
        first_word.split("'")[0] in QUESTION_WORDS
        or _HELPER.fullmatch(first_word) is not None
        or (first_word in _BEFORE_QUESTION_WORD and bool(QUESTION_WORDS.intersection(words[1:2])))
    )
