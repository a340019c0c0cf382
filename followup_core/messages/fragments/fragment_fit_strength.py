"""The phrasings of a strength: asked as "You need someone who ..."."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from followup_core.text import in_words

from .doubtful_parts import verb_of_piece
from .fragment_articles import has_stray_verb, with_a_where_needed
from .fragment_first_person import to_first
from .fragment_grammar import FragmentKind, classify, is_adjective, is_adverb, is_person, verb_at_start
from .fragment_rewrites import (
    Unfit,
    change_verb,
    head_of,
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
from .fragment_words import HAS_NOUNS, MODALS, RELATIVES, word_set
from .lazy_pattern import LazyPattern
from .noun_countability import is_singular_count_noun
from .strength_nouns import strength_as_verb
from .verb_forms import Verb, VerbForm, participle, third_person, verb_of
from .years_of_experience import experience_had

_NEEDED = LazyPattern(
    r"(?:he|she|they|you)\s+said\s+(?:that\s+)?(?=(?:they|you|we|he|she|the)\b)"
    r"|(?:you|they|we|he|she)\s+(?:all\s+)?(?:need|needed|want|wanted"
    r"|are\s+looking\s+for|look\s+for|would\s+like)\s+(?=\S)"
    r"|(?:they|you)['’]re\s+looking\s+for\s+|(?:looking\s+for|need|needs"
    r"|wants)\s+(?=some|any|a\s+|people)"
    r"|(?:this\s+job|the\s+job|the\s+role|it)\s+(?:takes|needs|requires)\s+"
    r"|needs?\s+(?=(?:an?\s+)?[\w-]+\s+(?:person|worker|employee|candidate)$)"
    r"|(?:an?\s+)?person\s+(?=with\b)|(?:(?:is\s+)?(?:an?|the)\s+)?(?:\w+\s+of\s+(?=\w+\s+(?:who|that|which)\b))?"
    r"(?:one|person|people|someone|somebody|anyone|candidate|colleague|coworker|employee|worker|individual|guys?"
    r"|man|woman|lady|girl|hire|human)\s+(?:who|that|which)\s+"
    r"|(?:who|which)\s+(?=\S)|that\s+(?=(?:can|is|has|they|you|we|i)\b)|(?:someone|somebody|anyone)\s+(?=\S)"
    r"|my\s+(?:main\s+|biggest\s+|greatest\s+)?strengths?\s+(?:is|are)\s+(?:that\s+)?"
    r"|(?:i\s+think|i\s+believe|i\s+feel)\s+(?:that\s+)?(?=i\b)"
    r"|(?:my\s+)?(?:\w+\s+){0,2}(?:boss(?:es)?|managers?|colleagues?|coworkers?|team"
    r"|friends|clients|people|everyone)\s+"
    r"(?:always\s+|often\s+)?(?:says?|said|told\s+me|tells?\s+me|call(?:s"
    r"|ed)?\s+me)\s+(?:that\s+)?(?=i\b|i['’]m\b|an?\b)",
    re.IGNORECASE,
)
_MY_STRENGTH = LazyPattern(
    r"\s+(?:is|are)\s+(?:one\s+of\s+)?my\s+(?:\w+\s+)?(?:strengths?|thing|strong\s+points?)$", re.IGNORECASE
)
_AND_I = LazyPattern(r",?\s+and\s+i\s+", re.IGNORECASE)
_AND_WHO = LazyPattern(r"\b(and|but|or)\s+(?:that|who)\s+(are|is|can|has|will)\b", re.IGNORECASE)
_BE = LazyPattern(r"(?:i\s+am|i['’]m|being|be|am|are|they['’]re|they\s+are)\s+(?=\S)", re.IGNORECASE)
_I = LazyPattern(r"i\s+(?=\S)", re.IGNORECASE)
_HAVE = LazyPattern(r"(?:i\s+have|i['’]ve\s+got|having|have|has|got|with)\s+(?=\S)", re.IGNORECASE)
_NOT = LazyPattern(r"(?:don['’]t|do\s+not)\s+", re.IGNORECASE)
_FIRST_PERSON = word_set("i me my mine myself")
_THIRD_PERSON = word_set("they them their theirs themselves")
_HE_OR_SHE = word_set("he she his her him")
_SOMEBODY = word_set("child client customer guest kid parent patient person pupil resident student")
_NO_THING = word_set("always but even ever especially including like never no not or than usually")
_OWN = LazyPattern(r"\b(has|brings|uses|keeps|with|in) own\b")
_JOINED_HELPER = LazyPattern(
    r"((?:\b(?:and|or|but)|,)\s+(?:\w+ly\s+|also\s+)?)(don['’]t|am not|am)\b", re.IGNORECASE
)
_JOINTS = LazyPattern(r"(,\s+(?:and\s+|but\s+|or\s+)?|\s+(?:and|but|or)\s+)")
_THIRD_HELPERS = MappingProxyType({"don't": "doesn't", "don’t": "doesn't", "am not": "isn't", "am": "is"})
_CERTIFIED = LazyPattern(
    r"(?:(?:i\s+am|i['’]m|am|are|be|is)\s+)?(?P<held>(?!(?:gets?|being|becom\w+|fully|already|not|never)\s)"
    r"(?:[\w.-]+\s+){1,4}(?:certified|licensed|qualified|registered|trained))",
    re.IGNORECASE,
)
_ONESELF = LazyPattern(r"(?:(?:is|be)\s+)?an?\s+(?:\w+\s+){1,3}(?:that|who)\b", re.IGNORECASE)
"""A trade that is one's own: "a teacher who loves what she does"."""
_HE_DOES = LazyPattern(r"\b(?:he|she) (\w+)\b", re.IGNORECASE)
_HIM = LazyPattern(r"\b(?:he['’]s|she['’]s|he|him|himself|her|hers|herself|she)(?![\w'’])", re.IGNORECASE)
_THEY = MappingProxyType(
    {
        "he": "they",
        "she": "they",
        "him": "them",
        "her": "them",
        "hers": "theirs",
        "himself": "themselves",
        "herself": "themselves",
        **dict.fromkeys(("he's", "she's", "he’s", "she’s"), "they're"),
    }
)
_BE_AND_HAVE = MappingProxyType({"is": "are", "was": "were", "has": "have", "does": "do"})
_THEIR = LazyPattern(r"\b(?:his|her)\s+(?=(?!to\b|in\b|with\b|and\b|at\b|on\b)[a-z])")
_DESCRIBED_THING = LazyPattern(
    r"(?:advanced|applied|embedded|mixed)(?:\s+(?!the\b|an?\b|my\b|to\b|for\b)[\w-]+){1,2}"
    r"|assisted\s+living|controlled\s+substances|distributed\s+(?:systems|teams)|guided\s+(?:reading|tours)"
    r"|managed\s+care|skilled\s+(?:nursing|care|trades)|structured\s+(?:cabling|data|literacy)",
    re.IGNORECASE,
)
"""What looks like something done: "mixed methods", "managed care"."""
_PAIR_OF_TRADES = LazyPattern(r"stick\s+and\s+[\w-]+\s+welding|[a-z]+\s+and\s+[A-Z]{2,}\s+\w+ing")
_DRIVES = ("drive", "fix", "manage", "operate", "repair", "run")
_ABLE = LazyPattern(
    r"^(?:i )?(?:have to|must|need to|needs to|should|has to) be able to (?=\w)", re.IGNORECASE
)
_AVAILABLE = LazyPattern(
    r"^(weekend|night|evening|morning|holiday)s?"
    r"(?: and (weekend|night|evening|morning|holiday)s?)? availability$",
    re.IGNORECASE,
)
_TRADE_WHO = LazyPattern(
    r"^(?:is )?(?P<trade>(?:an? )?(?:[\w-]+ ){0,2}?[\w-]+) (?:who|that|which) "
    r"(?P<is>(?:is|are|am) )?(?P<rest>.+)$",
    re.IGNORECASE,
)
_REASON = "Say what such a person does or is, such as “stays calm” or “is good with people”."


def strength_phrasings(text: str) -> Mapping[str, str]:
    """Return `strength_who` after "someone who" and `strength_i` after "I", or the noun `strength_phrase`."""
    text = re.sub(r"^(?=(?:up to date|on time|on top of|at ease|in control|open to|in tune)\b)", "is ", text)
    text = _AVAILABLE.sub(
        lambda match: "can work " + " and ".join(f"{when}s" for when in match.groups() if when), text
    )
    text = re.sub(r"\bgo getter\b", "go-getter", text)
    text = _ABLE.sub("can ", text)
    text = re.sub(r"^p\.e\. ", "PE ", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:a )?(?:good |strong )?closer$", "closes deals", text, flags=re.IGNORECASE)
    if names_somebody_before(plain_words(text), _SOMEBODY) and not _ONESELF.match(text):
        # Turned last, so that "they" is the patient also where "someone" became "I".
        return {name: _with_they(phrasing) for name, phrasing in _strength(text).items()}
    if not _ONESELF.match(text):
        text = _with_they(text)
    phrasings = _strength(_THEIR.sub("their ", text))
    typed = plain_words(text)
    who = phrasings.get("strength_who", "")
    if who and _FIRST_PERSON.intersection(typed) and not _THIRD_PERSON.intersection(typed):
        return {**phrasings, "strength_i": to_first(who, only_self=True)}
    return phrasings


def _with_they(text: str) -> str:
    """Return "until they are calm" for "until she is calm", and "what they start" for "what she starts"."""
    text = _HE_DOES.sub(lambda match: f"they {_of_several(match[1])}", text)
    return _HIM.sub(lambda match: _THEY[match[0].lower()], _THEIR.sub("their ", text))


def _of_several(word: str) -> str:
    verb = verb_of(word)
    is_third = verb is not None and verb.form is VerbForm.THIRD
    return _BE_AND_HAVE.get(word) or (verb.base if verb is not None and is_third else word)


def _strength(text: str) -> Mapping[str, str]:
    parts = sentences(text)
    if len(parts) > 1 and all(
        len(part.split()) <= 3 and plain_word(part.split()[0]) != "i" for part in parts
    ):
        text = ", ".join(map(inside, parts))
    text = _AND_WHO.sub(
        lambda match: f"{match[1]} is" if match[2].lower() == "are" else f"{match[1]} {match[2]}", text
    )
    bare = _AND_I.sub(" and ", strip_start(_MY_STRENGTH.sub("", text), _NEEDED))
    bare = _trade_and(bare)
    if had := experience_had(inside(bare)):
        return _who(f"has {had}")
    if (match := _CERTIFIED.fullmatch(bare)) and verb_at_start(plain_words(match["held"])[:1]) is None:
        held = inside(match["held"])  # "forklift" needs no article in it
        return named_phrasings(strength=f"is {held}", strength_who=f"is {held}", strength_i=f"am {held}")
    if re.fullmatch(r"\w+ed and \w+ed", bare):
        return _who(f"is {inside(bare)}")
    is_thing = _DESCRIBED_THING.fullmatch(bare) and not is_singular_count_noun(plain_words(bare)[-1])
    if is_thing or _PAIR_OF_TRADES.fullmatch(bare):
        return named_phrasings(strength=inside(bare), strength_phrase=inside(bare))
    if classify(bare) is FragmentKind.SENTENCES:
        raise Unfit("That is more than one sentence. One strength is enough.")
    if match := _BE.match(bare):
        rest = bare[match.end() :]
        if described := _described(rest) or _several(rest):
            return _who(described)
    if (
        (match := _HAVE.match(bare))
        and plain_words(bare[match.end() :])[0] != "been"
        and classify(bare[match.end() :]) is FragmentKind.NOUN
    ):
        return _who(f"has {_with_a(with_and(to_third(inside(bare[match.end() :]))))}")
    plain = bare[match.end() :] if (match := _I.match(bare)) else bare
    return _phrasings(
        to_third(inside(plain, wants_verb=True)),
        classify(plain, wants_verb=True),
        is_first_person=plain != bare,
    )


def _trade_and(text: str) -> str:
    """Return "a driver and knows the routes" for "a driver who knows the routes": a "who" is before it."""
    match = _TRADE_WHO.match(text)
    words = plain_words(match["trade"]) if match else []
    if match is None or not words or not is_person(words[-1]) or not _person(match["trade"], words):
        return text
    rest = plain_words(match["rest"])
    is_list = {"and", "or", "but"}.intersection(rest) or "," in match["rest"]
    if match["is"] and len(rest) == 1 and is_adjective(rest):
        return with_article(f"{match['rest']} {re.sub(r'^an? ', '', match['trade'])}")
    if match["is"] and is_list and rest[0] in ("a", "an"):
        return f"{match['trade']}, {match['rest']}"
    is_about_others = not _HE_OR_SHE.isdisjoint(rest) or is_list or match["is"]
    return text if is_about_others else f"{match['trade']} and {match['rest']}"


def _agreeing(text: str) -> str:
    """Return "loves children and has patience" for "loves children and have patience"."""
    words = plain_words(text)
    if words[0] in MODALS | {"doesn't", "isn't"} or RELATIVES.intersection(words) or "to" in words[:4]:
        return text
    pieces = _JOINTS.split(text)
    for index in range(2, len(pieces), 2):
        verb = verb_of_piece(plain_words(pieces[index])) if plain_words(pieces[index]) else None
        if verb is not None and verb.form is VerbForm.BASE and plain_words(pieces[index])[0] != "to":
            pieces[index] = change_verb(pieces[index], _to_third)
    return "".join(pieces)


def _join_with_and(text: str) -> str:
    """Return "writes clean code and knows React" for one with a comma in place of "and"."""
    pieces = text.split(", ")
    if len(pieces) < 2 or " and " in text:
        return text
    are_joined = all(map(_is_done, pieces[1:])) or all(map(_is_thing, pieces[1:]))
    return in_words(pieces) if are_joined else text


def _is_thing(piece: str) -> bool:
    """Whether a piece is one more thing of a list: "GD&T" in "reads prints, GD&T"."""
    words = plain_words(piece)
    is_short = 0 < len(words) <= 3 and not _NO_THING.intersection(words) and not is_adverb(words[0])
    return is_short and classify(piece) is FragmentKind.NOUN


def _is_done(piece: str) -> bool:
    """Whether a piece goes on after "someone who": "knows React", "doesn't rush"."""
    words = plain_words(piece)
    reading = verb_at_start(words, wants_verb=True)
    is_third = reading is not None and reading[1].form is VerbForm.THIRD
    return is_third or words[0] in MODALS or words[0] in ("doesn't", "is", "isn't", "has")


def _who(text: str) -> Mapping[str, str]:
    who = _OWN.sub(r"\1 their own", _join_with_and(_agreeing(text)))
    try:
        first_person = to_first(who)
    except Unfit:
        raise Unfit(_REASON) from None
    return named_phrasings(strength=who, strength_who=who, strength_i=first_person)


def _with_a(noun: str) -> str:
    """Return what somebody has with "a" where it is one thing; as it is where nobody can tell."""
    if noun == "initiative":
        return noun
    try:
        return with_a_where_needed(noun)
    except Unfit:
        return noun


def _phrasings(text: str, kind: FragmentKind, *, is_first_person: bool) -> Mapping[str, str]:
    if described := _described(text) or _several(text):
        return _who(described)
    match kind:
        case FragmentKind.THIRD:
            return _who(_third(text))
        case FragmentKind.BASE:
            return _who(_third_from_base(text))
        case FragmentKind.PAST:
            return _who(_past(text))
        case FragmentKind.GERUND:
            can_count = re.search(r"\d", text) is not None  # "typing 70 words a minute"
            return _who(f"can {change_verb(text, _to_base)}" if can_count else f"is good at {text}")
        case FragmentKind.NOUN if not is_first_person:
            return _noun(with_and(text))
        case _:
            raise Unfit(_REASON)


def _third(text: str) -> str:
    words = plain_words(text)
    if words[0] in MODALS or words[0] in ("is", "has", "does", "doesn't", "isn't", "hasn't"):
        return text
    return change_verb(text, _to_third)


def _to_third(verb: Verb) -> str:
    return third_person(verb.base)


def _to_base(verb: Verb) -> str:
    return verb.base


def _third_from_base(text: str) -> str:
    if match := _NOT.match(text):
        return _with_joined_helpers(f"doesn't {text[match.end() :]}")
    return _with_joined_helpers(change_verb(re.sub(r"^to\s+", "", text), _to_third))


def _with_joined_helpers(text: str) -> str:
    """Return "works hard and doesn't complain" for "works hard and don't complain"."""
    return _JOINED_HELPER.sub(lambda match: f"{match[1]}{_THIRD_HELPERS[match[2].lower()]}", text)


def _past(text: str) -> str:
    words = text.split(" ")
    match plain_word(words[0]):
        case "was":
            return " ".join(("has been", *words[1:]))
        case "had":
            return " ".join(("has had", *words[1:]))
        case "were" | "did" | "didn't" | "used":
            raise Unfit(_REASON)
        case _:
            return f"has {change_verb(text, _to_participle)}"


def _to_participle(verb: Verb) -> str:
    return participle(verb.base)


def _noun(text: str) -> Mapping[str, str]:
    words = plain_words(text)
    personal = words[0] in (
        "i",
        "my",
        "me",
        "their",
        "no",
        "everything",
        "anything",
        "whatever",
    ) or (is_someone(words[0]) and words[-1] != "skills")
    if personal or "not" in words or words[-1] in ("first", "always", "only", "mostly"):
        raise Unfit(_REASON)
    if has_stray_verb(words) or words[0] in ("never", "always"):
        raise Unfit(_REASON)
    if words[0] == "up" and words[1:2] in (["at"], ["before"], ["early"]):
        return _who(f"is {text}")
    if words[0] in _DRIVES and len(words) == 2 and is_singular_count_noun(words[1]):
        return _who(f"{third_person(words[0])} {text.split()[1]}")
    if words[0] in ("up", "at", "on", "in", "before", "after"):
        raise Unfit(_REASON)
    if who := strength_as_verb(text):
        return _who(who)
    if head_of(words) in HAS_NOUNS:
        return _who(f"has {text}")
    try:
        phrase = with_a_where_needed(text)
    except Unfit:
        raise Unfit(_REASON) from None
    if phrase != text or (len(words) == 1 and not text.isupper()):
        raise Unfit(_REASON)
    return named_phrasings(strength=phrase, strength_phrase=phrase)


def _described(text: str) -> str:
    """Return "is calm, patient and a hard worker" for such words; '' if it is something else."""
    pieces = [piece for piece in re.split(r"\s*[,;/](?!\d)\s*(?:and\s+)?|\s+and\s+", text) if piece]
    if len(pieces) > 1 and all(len(piece.split()) <= 6 for piece in pieces):
        descriptions = [_is_what(inside(piece)) for piece in pieces]
        if all(descriptions):
            return f"is {in_words(descriptions)}"
    whole = _is_what(inside(text))
    return f"is {whole}" if whole else ""


def _several(text: str) -> str:
    """Return "is curious and asks questions" for what somebody is and does; '' if it is something else."""
    pieces = [piece for piece in re.split(r"\s*[,;](?!\d)\s*(?:and\s+)?|\s+and\s+", text) if piece]
    if not 2 <= len(pieces) <= 4 or text.endswith(("certified", "licensed", "trained", "qualified")):
        return ""
    if any(
        piece in ("fast", "hard", "clean", "quick", "late", "early", "safe", "smart") for piece in pieces[1:]
    ):
        return ""  # "work clean and fast" is one verb
    predicates = [_predicate(inside(piece)) for piece in pieces]
    described = [predicate for predicate in predicates if predicate.startswith("is ")]
    return in_words(predicates) if all(predicates) and described and len(described) < len(predicates) else ""


def _predicate(piece: str) -> str:
    if what := _is_what(piece):
        return f"is {what}"
    kind = classify(piece, wants_verb=True)
    if len(plain_words(piece)) < 2 or kind not in (FragmentKind.THIRD, FragmentKind.BASE):
        return ""
    return to_third(_third(piece) if kind is FragmentKind.THIRD else _third_from_base(piece))


def _is_what(piece: str) -> str:
    words = plain_words(re.sub(r"^(?:is|am|are|be|being)\s+", "", piece))
    bare = re.sub(r"^(?:is|am|are|be|being)\s+", "", piece)
    if not words:
        return ""
    if is_adjective(words) or (bare.endswith(")") and is_adjective(plain_words(bare.partition(" (")[0]))):
        return to_third(bare)
    return _person(bare, words)


def _person(text: str, words: Sequence[str]) -> str:
    head = head_of(words)
    if classify(text, wants_verb=True) is not FragmentKind.NOUN or (words[-1] == "lead" and len(words) > 2):
        return ""
    return with_article(to_third(text)) if is_person(head) and words[0] not in ("my", "the", "your") else ""
