"""Phrases a strength, typed after "You need someone who ..."."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from followup_core.text import in_words

from .fragment_articles import with_a_where_needed
from .fragment_first_person import to_first
from .fragment_grammar import FragmentKind, classify, is_adjective, is_adverb, is_person, verb_at_start
from .fragment_rewrites import (
    Unfit,
    change_verb,
    head_noun,
    inside,
    is_someone,
    named_phrasings,
    names_somebody_before,
    strip_start,
    to_third,
    with_and,
    with_article,
)
from .fragment_tidying import plain_word, plain_words, sentences
from .fragment_words import (
    ADJECTIVES,
    DETERMINERS,
    FINITE,
    HAS_NOUNS,
    MODALS,
    OBJECTS,
    RELATIVES,
    SUBJECTS,
    word_set,
)
from .lazy_pattern import LazyPattern, Rewordings
from .strength_nouns import several_languages, strength_as_verb
from .verb_forms import Verb, VerbForm, participle, third_person, verb_of
from .years_of_experience import years_of_experience

_BEGINNINGS = LazyPattern(
    r"(?:he|she|they|you)\s+said\s+(?:that\s+)?(?=(?:they|you|we|he|she|the)\b)"
    r"|(?:you|they|we|he|she)\s+(?:all\s+)?(?:need|needed|want|wanted|are\s+looking\s+for|look\s+for|would\s+like)\s+(?=\S)"
    r"|(?:they|you)['’]re\s+looking\s+for\s+|(?:looking\s+for|needs?|wants)\s+(?=some|any|a\s+|people|[\w-]+\s+(?:person|worker)$)"
    r"|(?:this\s+job|the\s+job|the\s+role|it)\s+(?:takes|needs|requires)\s+"
    r"|(?:an?\s+)?person\s+(?=with\b)|(?:(?:is\s+)?(?:an?|the)\s+)?(?:\w+\s+of\s+(?=\w+\s+(?:who|that|which)\b))?"
    r"(?:one|person|people|someone|somebody|anyone|candidate|colleague|coworker|employee|worker|individual|guys?|man|woman)"
    r"\s+(?:who|that|which)\s+"
    r"|(?:who|which)\s+(?=\S)|that\s+(?=(?:can|is|has|they|you|we|i)\b)|(?:someone|somebody|anyone)\s+(?=\S)"
    r"|my\s+(?:main\s+|biggest\s+|greatest\s+)?strengths?\s+(?:is|are)\s+(?:that\s+)?"
    r"|(?:i\s+think|i\s+believe|i\s+feel)\s+(?:that\s+)?(?=i\b)"
    r"|(?:my\s+)?(?:\w+\s+){0,2}(?:boss(?:es)?|managers?|colleagues?|coworkers?|team|friends|clients|people|everyone)\s+"
    r"(?:always\s+|often\s+)?(?:says?|said|told\s+me|tells?\s+me|call(?:s|ed)?\s+me)\s+(?:that\s+)?(?=i\b|i['’]m\b|an?\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence, which the template already has: "they need someone who"."""
_AND_WHO = LazyPattern(r",?\s+and\s+(?:i|who)\s+", re.IGNORECASE)
_WHO_ALSO = LazyPattern(r"(?P<what>\S+(?:\s+\S+)?),?\s+who\s+", re.IGNORECASE)
"""An adjective and a second strength: "flexible who doesn't mind weekends"."""
_STARTS_WITH_BE = LazyPattern(
    r"(?:i\s+am|i['’]m|being|be|am|are|they['’]re|they\s+are)\s+(?=\S)", re.IGNORECASE
)
_STARTS_WITH_I = LazyPattern(r"i\s+(?=\S)", re.IGNORECASE)
_HARD_WORKING = LazyPattern(r"\bhard working\b", re.IGNORECASE)
_FULL_FORMS = Rewordings(
    (
        (r"^(?:is\s|am\s)?ok\swith\s(?=[a-z])", "is okay with "),
        (r"^(?P<what>[a-z]+(?:\s[a-z]+)?)\s(?:ok|okay|no\sproblem)$", r"is fine with \g<what>"),
        (r"^(?:i\s)?(?:types?\s)?(\d+)\swpm$", r"types \1 words a minute"),
        (r"^lifting\s(?=\d)", "can lift "),
        (r",?\sno\sproblem$", ""),
        (r"^physically\sfit$", "is in good shape"),
        (r"\bgood\swith\shands\b", "good with their hands"),
        (r"^available\s(?=(?:days|evenings|mornings|nights|weekends)\b)", "can work "),
    )
)
"""Full forms of strengths that are typed as in a job form: "heights ok", "70 wpm"."""
_OWN_THINGS = LazyPattern(r"own\s+(?!(?:a|an|my|the|their|two|three)\b)(?=[a-z]+s\b)", re.IGNORECASE)
"""Something of one's own: in "own tools", "own" is no verb."""
_SPEAKS = LazyPattern(r"(?P<verb>speaks?|knows?)\s+(?P<languages>[a-z]+(?:\s[a-z]+)+)", re.IGNORECASE)
_STARTS_WITH_HAVE = LazyPattern(
    r"(?:i\s+have|i['’]ve\s+got|having|have|has|got|with)\s+(?!been\b)(?=\S)", re.IGNORECASE
)
_CERTIFIED = LazyPattern(
    r"(?:(?:i\s+am|i['’]m|am|is)\s+)?(?P<held>(?!(?:gets?|has|is|fully|already|not|never)\s)(?:[\w.+-]+\s+){1,4}"
    r"(?:certified|licensed|qualified|trained))",
    re.IGNORECASE,
)
_AND_DONT = LazyPattern(r"\b(and|or|but) don['’]t\b")
_STARTS_WITH_DONT = LazyPattern(r"(?:don['’]t|do\s+not)\s+", re.IGNORECASE)
_DENYING = word_set("doesn't don't hasn't isn't never no nobody not nothing won't without")
"""Words in a strength after which "and I do" could mean the opposite."""
_ANSWER_OF_VERB = MappingProxyType({"is": "am", "isn't": "am not", "doesn't": "don't"})
_FIRST_PERSON = word_set("i me my mine myself")
_THIRD_PERSON = word_set("they them their theirs themselves")
_PEOPLE_SERVED = word_set("child client customer guest kid parent patient person pupil resident student")
_HE_DOES = LazyPattern(r"\b(?:he|she) (\w+)\b", re.IGNORECASE)
_HIS = LazyPattern(r"\b(?:his|her)\s+(?=(?!(?:to|in|with|and|at|on)\b)[a-z])")
_HIM = LazyPattern(r"\b(?:he['’]s|she['’]s|he|him|himself|his|her|hers|herself|she)(?![\w'’])", re.IGNORECASE)
_THEY_FOR_HE = MappingProxyType(
    {
        **dict.fromkeys(("he", "she"), "they"),
        **dict.fromkeys(("him", "her"), "them"),
        **dict.fromkeys(("his", "hers"), "theirs"),
        **dict.fromkeys(("himself", "herself"), "themselves"),
        **dict.fromkeys(("he's", "she's", "he’s", "she’s"), "they're"),
    }
)
_BE_AND_HAVE = MappingProxyType({"is": "are", "was": "were", "has": "have", "does": "do"})
_PIECES = LazyPattern(r"\s*[,;](?!\d)\s*(?:and\s+)?|\s+and\s+|\s*/\s*(?=[a-z]{3})")
_AND_SKILLS = LazyPattern(r"(?P<is>.+?),?\s+and\s+(?P<has>(?:good|great|strong|excellent|solid)\s.+)")
"""An adjective and a skill: "familiar with SQL, and good communication skills"."""
_ADJECTIVES_OF_PEOPLE_ONLY = ("available", "bilingual", "trilingual")
_ADVERBS_LIKE_ADJECTIVES = ("fast", "hard", "clean", "quick", "late", "early", "safe", "smart")
_FIRST_WORDS_OF_NO_STRENGTH = word_set(
    "i my me their no everything anything whatever never always up at on in before after"
)
_MANNERS = LazyPattern(r"(?!(?:has|have|with)\s)[a-z]+\s(?:habits|instincts|manners|reflexes)", re.IGNORECASE)
"""A noun that looks like a verb, and a noun for a manner after it: "phone manners"."""
_VERBS_OF_NO_DEED = ("were", "did", "didn't", "used")
_WORDS_NEVER_IN_NOUN = (
    SUBJECTS | OBJECTS | FINITE | RELATIVES | word_set("being doing getting having just not")
)
_MAX_WORDS_OF_NOUN = 7
"""The most words of a noun for what a job needs; `classify` takes longer texts for nouns by mistake."""
_REASON = "Say what such a person does or is, such as “stays calm” or “is good with people”."


def strength_phrasings(text: str) -> Mapping[str, str]:
    """Return `strength_who`, after "someone who", and `strength_i`, after "I"; or the noun `strength_phrase`.

    With the first two comes `strength_do`, the short answer to "someone who stays calm": "do" in "and I do".
    """
    text = _HARD_WORKING.sub("hardworking", _FULL_FORMS.apply(text))
    parts = sentences(text)
    if len(parts) > 1 and all(
        len(part.split()) <= 3 and plain_word(part.split()[0]) != "i" for part in parts
    ):
        text = ", ".join(map(inside, parts))
    strength = _AND_WHO.sub(" and ", strip_start(text, _BEGINNINGS))
    if (match := _WHO_ALSO.match(strength)) and is_adjective(plain_words(match["what"])):
        strength = f"{match['what']} and {strength[match.end() :]}"
    typed_words = plain_words(text)
    is_self = not _FIRST_PERSON.isdisjoint(typed_words) and _THIRD_PERSON.isdisjoint(typed_words)
    clause = _with_last_and(_after_someone_who(strength))
    if not clause:
        phrase = _noun_phrase(with_and(inside(strength)))
        return named_phrasings(strength=phrase, strength_phrase=phrase)
    try:
        clause_with_they = (
            clause if names_somebody_before(plain_words(clause), _PEOPLE_SERVED) else _with_they(clause)
        )
        first_person = to_first(clause_with_they, only_self=is_self)
    except Unfit:
        raise Unfit(_REASON) from None
    return named_phrasings(
        strength=clause, strength_who=clause, strength_i=first_person, strength_do=_short_answer(clause)
    )


def _short_answer(clause: str) -> str:
    """Return the verb of a short answer: "am" for "is calm", "do" for "keeps records"; '' if none fits."""
    words = plain_words(clause)
    start = next((index for index, word in enumerate(words) if not is_adverb(word)), 0)
    answers = {_answer_verb(words[start])} | {
        _answer_verb(words[index])
        for index in range(start + 1, len(words))
        if clause.split()[index - 1].endswith(",") or words[index - 1] in ("and", "but")
    }
    answers.discard("")
    if len(answers) != 1 or not _DENYING.isdisjoint(words[1:]):
        return ""
    [answer] = answers
    return f"never {answer}" if words[0] == "never" else answer


def _answer_verb(word: str) -> str:
    if answer := _ANSWER_OF_VERB.get(word):
        return answer
    if word in MODALS:
        return word
    verb = verb_of(word)
    return "do" if verb is not None and verb.form is VerbForm.THIRD else ""


def _after_someone_who(text: str) -> str:
    """Return the strength as a clause after "someone who"; '' for a noun that no verb is known for."""
    if classify(text) is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. One strength is enough.")
    if clause := _is_or_has(text):
        return clause
    without_i = text[match.end() :] if (match := _STARTS_WITH_I.match(text)) else text
    kind = classify(without_i, wants_verb=True)
    in_third_person = to_third(inside(without_i, wants_verb=True))
    if description := _description_clause(in_third_person):
        return description
    match kind:
        case FragmentKind.THIRD | FragmentKind.BASE:
            return _in_third_person(in_third_person, kind)
        case FragmentKind.PAST if plain_word(
            in_third_person.split()[0]
        ) not in _VERBS_OF_NO_DEED and not _starts_with_state(without_i):
            return f"has {change_verb(in_third_person, lambda verb: participle(verb.base))}"
        case FragmentKind.GERUND:
            return f"is good at {in_third_person}"
        case FragmentKind.NOUN if without_i == text:
            return _noun_as_verb(with_and(in_third_person))
        case _:
            raise Unfit(_REASON)


def _starts_with_state(text: str) -> bool:
    """Whether a text begins with an adjective and "and", and so is no deed: "organized and on time"."""
    words = plain_words(text)
    return words[0] in ADJECTIVES and words[1:2] == ["and"]


def _is_or_has(text: str) -> str:
    """Return a clause about what somebody is, has or speaks, if the text is typed so; else ''."""
    if _MANNERS.fullmatch(text):
        return f"has {inside(text)}"
    if match := _OWN_THINGS.match(text):
        return f"has their own {text[match.end() :]}"
    if (match := _SPEAKS.fullmatch(text)) and (languages := several_languages(match["languages"].split())):
        return f"{third_person(match['verb'].lower().removesuffix('s'))} {languages}"
    if (experience := years_of_experience(inside(text))).startswith("have "):
        return f"has {experience.removeprefix('have ')}"
    if match := _CERTIFIED.fullmatch(text):
        return f"is {inside(match['held'])}"
    if (match := _STARTS_WITH_BE.match(text)) and (description := _description_clause(text[match.end() :])):
        return description
    if (match := _STARTS_WITH_HAVE.match(text)) and classify(text[match.end() :]) is FragmentKind.NOUN:
        return f"has {to_third(inside(text[match.end() :]))}"
    return ""


def _in_third_person(text: str, kind: FragmentKind) -> str:
    """Return a verb phrase in the third person: "leads a team", "doesn't panic"."""
    words = plain_words(text)
    if kind is FragmentKind.THIRD:
        is_helped = words[0] in MODALS or words[0] in ("is", "has", "does", "doesn't", "isn't", "hasn't")
        return text if is_helped else change_verb(text, _third_person_of)
    turned = _AND_DONT.sub(r"\1 doesn't", re.sub(r"\b(and|or|but) am\b", r"\1 is", text))
    if match := _STARTS_WITH_DONT.match(turned):
        return f"doesn't {turned[match.end() :]}"
    return change_verb(re.sub(r"^to\s+", "", turned), _third_person_of)


def _third_person_of(verb: Verb) -> str:
    return third_person(verb.base)


def _with_last_and(text: str) -> str:
    """Return a list of verb phrases with "and": "writes clean code and knows React"."""
    pieces = text.split(", ")
    return in_words(pieces) if " and " not in text and all(map(_is_predicate, pieces[1:])) else text


def _is_predicate(piece: str) -> bool:
    """Whether a piece can follow "someone who": "knows React", "doesn't rush"."""
    words = plain_words(piece)
    reading = verb_at_start(words, wants_verb=True)
    is_third = reading is not None and reading[1].form is VerbForm.THIRD
    return is_third or words[0] in MODALS or words[0] in ("doesn't", "is", "isn't", "has")


def _noun_as_verb(text: str) -> str:
    words = plain_words(text)
    is_no_strength = words[0] in _FIRST_WORDS_OF_NO_STRENGTH or (
        is_someone(words[0]) and words[-1] != "skills"
    )
    if is_no_strength or "not" in words or words[-1] in ("first", "only"):
        raise Unfit(_REASON)
    return strength_as_verb(text) or (f"has {text}" if head_noun(words) in HAS_NOUNS else "")


def _noun_phrase(text: str) -> str:
    """Return the noun for what a job needs, such as "physical strength"; raise Unfit if it can't be one."""
    words = plain_words(text)
    pieces = [piece for piece in _PIECES.split(text) if piece]
    is_doing = any(classify(piece) is FragmentKind.GERUND for piece in pieces)
    is_sure = not is_doing and len(words) <= _MAX_WORDS_OF_NOUN and _WORDS_NEVER_IN_NOUN.isdisjoint(words)
    if not is_sure or with_a_where_needed(text) != text or (text.isalpha() and text.islower()):
        raise Unfit(_REASON)
    is_described = is_adjective(plain_words(_PIECES.split(text)[0]))  # "licensed, bonded and on time"
    if (text.islower() and "/" in text) or words[0] in _ADJECTIVES_OF_PEOPLE_ONLY or is_described:
        raise Unfit(_REASON)  # "bilingual eng/spa"
    return text


def _description_clause(text: str) -> str:
    """Return a clause such as "is calm and a hard worker" or "is curious and asks questions"; else ''."""
    pieces = [inside(piece) for piece in _PIECES.split(text) if piece]
    descriptions = list(map(_description, pieces))
    if all(descriptions) and all(len(piece.split()) <= 6 for piece in pieces):
        return f"is {in_words(descriptions)}"
    if (
        (match := _AND_SKILLS.fullmatch(text))
        and (skills := strength_as_verb(match["has"]))
        and (description := _description_clause(match["is"]))
    ):
        return f"{description} and {skills}"
    if whole_description := _description(inside(text)):
        return _AND_DONT.sub(r"\1 doesn't", f"is {whole_description}")
    is_verb = text.startswith("is ") or any(piece in _ADVERBS_LIKE_ADJECTIVES for piece in pieces[1:])
    if is_verb or not descriptions or not descriptions[0] or len(pieces) > 4:
        return ""  # "work clean and fast" is one verb
    predicates = [
        f"is {description}" if description else _predicate(piece)
        for description, piece in zip(descriptions, pieces, strict=True)
    ]
    is_mixed = not all(predicate.startswith("is ") for predicate in predicates)
    return in_words(predicates) if is_mixed and all(predicates) else ""


def _predicate(piece: str) -> str:
    kind = classify(piece, wants_verb=True)
    if kind is FragmentKind.NOUN:
        return strength_as_verb(piece)
    if len(plain_words(piece)) < 2 or kind not in (FragmentKind.THIRD, FragmentKind.BASE):
        return ""
    return to_third(_in_third_person(piece, kind))


def _description(piece: str) -> str:
    """Return what follows "is": "calm" for "is calm", "a hard worker" for "hard worker"; else ''."""
    without_verb = re.sub(r"^(?:is|am|are|be|being)\s+", "", piece)
    words = plain_words(without_verb)
    if not words:
        return ""
    return to_third(without_verb) if is_adjective(words) else _person_noun(without_verb, words)


def _person_noun(text: str, words: Sequence[str]) -> str:
    is_own = words[0] in ("a", "an") or words[0] not in DETERMINERS
    if is_own and is_person(head_noun(words)) and classify(text, wants_verb=True) is FragmentKind.NOUN:
        return with_article(to_third(text))
    return ""


def _with_they(text: str) -> str:
    """Return a text with "they" for "he" and "she": "until they are calm" for "until she is calm"."""
    text = _HE_DOES.sub(lambda match: f"they {_verb_after_they(match[1])}", text)
    return _HIM.sub(lambda match: _THEY_FOR_HE[match[0].lower()], _HIS.sub("their ", text))


def _verb_after_they(word: str) -> str:
    verb = verb_of(word)
    is_third = verb is not None and verb.form is VerbForm.THIRD
    return _BE_AND_HAVE.get(word) or (verb.base if verb is not None and is_third else word)
