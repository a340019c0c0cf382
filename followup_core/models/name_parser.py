"""Splits a person's name into its parts, as it is written on a card, in a list or on LinkedIn.

These are our own rules. nameparser 2.6 was measured with the names in `tests/unit/models/names.csv`. Of the
175 names that the rules were written for, it reads 145, or 159 once emoji, pronouns and headlines are
removed; our rules read all 175. Of 50 names collected later, it reads 35 and our rules 45. It never says when
it isn't sure ("Li Wei", "Hiring Team"), and importing it takes 60 ms.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .name_words import (
    FAMILY_FIRST_NAMES,
    GIVEN_NAME_PREFIXES,
    HONORIFIC_COMPLEMENTS,
    JOB_WORDS,
    KOREAN_FAMILY_NAMES,
    PRONOUNS,
    WESTERN_GIVEN_NAMES,
    fold,
    has_group_word,
    is_credential,
    is_honorific,
    is_iberian,
    is_initial,
    is_particle,
    word_key,
)
from .person_name import PersonName

MAX_NAME = 500
"""How many characters of a text are read; a longer text is no name."""


def stored_name(text: str) -> tuple[str, str]:
    """Return the name to store for a name from a file, and a line for the person's notes.

    The line has the name as it was written, if it has more in it: credentials, pronouns or a job. Otherwise
    the line is ''. A name that can't be read with certainty stays as it is.
    """
    name = parse_name(text)
    if not name.is_certain:
        return text, ""
    full = " ".join(filter(None, (name.honorific, name.plain)))
    says_more = name.suffixes or name.pronouns or split_job(text)[1]
    return full, f"Name: {' '.join(text.split())}" if says_more else ""


def is_group_name(text: str) -> bool:
    """Return whether a text is the name of a company or a team rather than of a person."""
    return has_group_word(_undecorated(text).replace(",", " ").split())


def is_credentials(text: str) -> bool:
    """Return whether a text has nothing but credentials: "PhD" or "SHRM-CP PMP"."""
    words = _PRONOUNS.sub(" ", _undecorated(text)).split()
    return bool(words) and all(is_credential(word, all_capitals=False) for word in words)


def is_family_name(text: str) -> bool:
    """Return whether a text is only a family name, as before a comma: "Diaz" or "van der Berg"."""
    words = _undecorated(text).split()
    if len(words) == 1 and fold(words[0]) in FAMILY_FIRST_NAMES - WESTERN_GIVEN_NAMES:
        return True
    return bool(words) and (is_particle(words[0]) or all(map(is_iberian, words)))


# Decoration.

_PRONOUN = "|".join(sorted(PRONOUNS, key=len, reverse=True))
_PRONOUNS = re.compile(
    rf"[(\[]\s*((?:{_PRONOUN})(?:\s*[/,]\s*\w+)+|she|he|they|ella|él|elle)\s*[)\]]"
    rf"|(?<!\S)((?:{_PRONOUN})(?:/(?:{_PRONOUN}))+)(?!\S)",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]|(?<!\w)[\"“„«'‘][^\"“”«»]+[\"”»’'](?!\w)")
_HEADLINE = re.compile(r"(?<=\S)(?:\s*[|•·/\\]|\s+[-–—~@:]\s|\s+#\w).*", re.DOTALL)
_SYMBOLS = ("So", "Sk", "Co", "Cn")
_INVISIBLE = ("Cf", "Cc", "Cs")


def _undecorated(text: str) -> str:
    """Return a text without emoji and control characters, with plain letters instead of bold ones."""
    chars = "".join(map(_undecorated_char, text[:MAX_NAME]))
    return " ".join(unicodedata.normalize("NFKC", chars).split())


def _undecorated_char(char: str) -> str:
    """Return a space for a symbol, '' for an invisible character, and any other character as it is."""
    category = unicodedata.category(char)
    if char.isspace() or category in _SYMBOLS:
        return " "
    return "" if category in _INVISIBLE or "\ufe00" <= char <= "\ufe0f" else char


@lru_cache(maxsize=16_384)  # the same names are compared again and again
def parse_name(text: str) -> PersonName:
    """Return the parts of a name as it is written on a card, in a list or on LinkedIn."""
    undecorated = _undecorated(text)
    pronouns = next((match[1] or match[2] for match in _PRONOUNS.finditer(undecorated)), "")
    without_headline = _HEADLINE.sub("", _PRONOUNS.sub(" ", undecorated))
    name = _NICKNAME.sub(" ", without_headline)
    if not _has_letters(name):
        name = without_headline
    has_nickname = any(map(_has_letters, _NICKNAME.findall(without_headline)))
    parsed = _parse_parts(" ".join(name.split()))
    # A person with a nickname has two given names, and it isn't known which one they go by.
    return parsed._replace(pronouns=pronouns, is_certain=parsed.is_certain and not has_nickname)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


# The name itself.


def _parse_parts(text: str) -> PersonName:
    """Return the parts of a name without pronouns and decoration."""
    first_piece, *later_pieces = [piece.strip() for piece in text.split(",")]
    later_pieces = [piece for piece in later_pieces if _has_letters(piece)]
    all_capitals = text.isupper()
    honorific, words = _split_honorific(first_piece.split())
    words, suffixes = _split_suffixes(words, all_capitals=all_capitals)
    words_after_comma, later_suffixes = _split_credentials(words, later_pieces, all_capitals=all_capitals)
    credentials = (_tidied_credential(word) for word in (*suffixes, *later_suffixes) if _has_letters(word))
    suffix_text = ", ".join(credentials)
    if has_group_word((*words, *words_after_comma)):
        return PersonName(plain=text.strip(" ,;"))
    if words_after_comma:
        if len(words) > 1 and text.islower():  # it may be "brenda okafor, days" or "garcia marquez, gabriel"
            return PersonName(plain=_cased_name(words), honorific=honorific, suffixes=suffix_text)
        later_honorific, given_words = _split_honorific(words_after_comma)
        name = _parse_family_first(words, given_words)
        return name._replace(
            honorific=" ".join(filter(None, (honorific, later_honorific))), suffixes=suffix_text
        )
    name = _parse_spoken_order(words, has_honorific=bool(honorific))
    return name._replace(honorific=honorific, suffixes=suffix_text)


def _tidied_credential(word: str) -> str:
    """Return a credential as it is usually written: "PMP" for "PMP.", but "M.D." as it is."""
    word = word.strip(" ,;:")
    return word.rstrip(".") if word.count(".") == 1 and word.isupper() else word


def _split_honorific(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the honorific before a name, and the name's words."""
    count = 0
    while count < len(words) and (
        is_honorific(words[count], len(words) - count - 1)
        or (count and word_key(words[count]) in HONORIFIC_COMPLEMENTS and count < len(words) - 1)
    ):
        count += 1
    honorifics = (
        word if word == "CA" or word.istitle() else _cased_honorific(word) for word in words[:count]
    )
    return " ".join(honorifics), list(words[count:])


def _cased_honorific(word: str) -> str:
    """Return an honorific capitalized if it was all in capitals or all in lower case."""
    is_complement = word_key(word) in HONORIFIC_COMPLEMENTS
    return word.capitalize() if (word.isupper() or word.islower()) and not is_complement else word


def _split_suffixes(words: Sequence[str], *, all_capitals: bool) -> tuple[list[str], list[str]]:
    """Return a name's words, and the credentials that follow them."""
    count = len(words)
    while count > 1 and is_credential(words[count - 1], all_capitals=all_capitals):
        count -= 1
    return list(words[:count]), list(words[count:])


def _split_credentials(
    words: Sequence[str], pieces: Sequence[str], *, all_capitals: bool
) -> tuple[list[str], list[str]]:
    """Return the given names after a comma (none if other words follow it), and the credentials.

    Args:
        words: The words before the comma.
        pieces: The pieces of text after it, which were separated by commas.
        all_capitals: Whether the whole name is in capitals.
    """
    given_words: list[str] = []
    credentials: list[str] = []
    for piece in pieces:
        piece_words = piece.split()
        are_credentials = all(is_credential(word, all_capitals=all_capitals) for word in piece_words)
        is_acronym = len(words) > 1 and piece.isupper() and not all_capitals
        if are_credentials or is_acronym or given_words or credentials or _is_job(words, piece_words):
            credentials += piece_words if are_credentials or is_acronym else []
        else:
            given_words = piece_words
    return given_words, credentials


def _is_job(name_words: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether the words after a name and a comma are a job, not the given name."""
    is_whole_name = len(name_words) > 1 and any(not word.islower() for word in name_words)
    are_lowercase = all(word.islower() for word in words)
    return any(word_key(word) in JOB_WORDS for word in words) or (is_whole_name and are_lowercase)


def split_job(text: str) -> tuple[str, str]:
    """Return a name and the job typed after it: "Brenda Okafor" and "charge nurse"; '' without a job."""
    name, _, job = (piece.strip() for piece in text.partition(","))
    has_job = bool(job) and "," not in job and _is_job(name.split(), job.split())
    return (name, job) if has_job and len(name.split()) > 1 else (text, "")


def _parse_family_first(family_words: Sequence[str], given_words: Sequence[str]) -> PersonName:
    """Return the parts of a name written as "Ruiz, Dana" or "Berg, Jan van der"."""
    given_names = list(given_words)
    particles: list[str] = []
    while len(given_names) > 1 and is_particle(given_names[-1]):
        particles.insert(0, given_names.pop())
    return _person_name(given_names, [*particles, *family_words])


def _person_name(
    given_words: Sequence[str], family_words: Sequence[str], *, is_certain: bool = True
) -> PersonName:
    """Return the parts of a name whose given and family names are known, with the usual capitals."""
    whole_name = " ".join((*given_words, *family_words))
    given_names = [_cased_word(word, whole_name) for word in given_words]
    family_names = [_cased_word(word, whole_name) for word in family_words]
    count = 2 if len(given_names) > 1 and word_key(given_names[0]) in GIVEN_NAME_PREFIXES else 1
    return PersonName(
        plain=" ".join((*given_names, *family_names)),
        given=" ".join(given_names[:count]),
        middle=" ".join(given_names[count:]),
        family=" ".join(family_names),
        is_certain=is_certain and bool(given_names) and not is_initial(given_names[0]),
    )


def _cased_word(word: str, whole_name: str) -> str:
    """Return a word with an initial capital if it is in capitals, or if the whole name is in lower case."""
    is_in_lowercase_name = whole_name.islower() and not is_particle(word)
    if is_initial(word) or not (_is_in_capitals(word) or is_in_lowercase_name):
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)


def _is_in_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not is_initial(word)


def _parse_spoken_order(words: Sequence[str], *, has_honorific: bool) -> PersonName:
    """Return the parts of a name written without a comma.

    The words are in spoken order, unless they show another one: a family name in capitals, or a Korean name.
    """
    if has_honorific and len(words) == 2 and is_initial(words[0]):  # "Mr. J. Chen"
        return _person_name([], words[1:])._replace(plain=_cased_name(words))
    if len(words) < 2:
        name = _person_name([], words if has_honorific else [], is_certain=False)
        return name._replace(plain=_cased_name(words), is_certain=has_honorific and bool(words))
    words_in_capitals = [word for word in words if _is_in_capitals(word)]
    other_words = [word for word in words if not _is_in_capitals(word)]
    if words_in_capitals and other_words and not is_initial(words[0]):
        return _person_name(other_words, words_in_capitals)
    is_korean = len(words) == 2 and word_key(words[0]) in KOREAN_FAMILY_NAMES
    if is_korean and re.search("-[a-z]", words[1]):  # Kim Min-jun
        return _person_name(words[1:], words[:1])
    if _is_order_unknown(words):
        return PersonName(plain=_cased_name(words))
    start = _family_start(words)
    return _person_name(words[:start], words[start:])


def _cased_name(words: Sequence[str]) -> str:
    """Return the words as one text, with the usual capitals."""
    return " ".join(_cased_word(word, " ".join(words)) for word in words)


_FAMILY_FIRST_SCRIPTS = (
    ("\u1100", "\u11ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)
"""First and last characters of scripts whose writers put the family name first.

A regular expression with all of them takes 3 ms to compile.
"""
_SYLLABLES = re.compile(r"(?:(?:[bcdfghjklmnpqrstwxyz]|[cstpkngz]h|tr|ng)?[aeiouy]+(?:ng|nh|[nmptk])?){1,4}")


def _has_family_first_script(text: str) -> bool:
    return not text.isascii() and any(
        first <= char <= last for char in text for first, last in _FAMILY_FIRST_SCRIPTS
    )


def _is_order_unknown(words: Sequence[str]) -> bool:
    """Return whether it can't be known which of the words is the given name."""
    if word_key(words[0]) in JOB_WORDS:  # "Nurse Manager Sue"
        return True
    if is_initial(words[0]) or words[1] == "y" or _has_family_first_script("".join(words)):
        return True
    first_word, *later_words = [fold(word) for word in words]
    if first_word not in FAMILY_FIRST_NAMES:
        return False
    return first_word not in WESTERN_GIVEN_NAMES or all(
        word in FAMILY_FIRST_NAMES or _SYLLABLES.fullmatch(word) for word in later_words
    )


def _family_start(words: Sequence[str]) -> int:
    """Return the index at which the family name begins, in spoken order."""
    first_index = 2 if len(words) > 2 and word_key(words[0]) in GIVEN_NAME_PREFIXES else 1
    if fold(words[0]) == "maria" and words[1] in ("del", "de") and len(words) > 3:  # María del Carmen
        first_index = len(words) - 1
    last_index = len(words) - 1
    start = next((index for index in range(first_index, last_index) if is_particle(words[index])), last_index)
    if start - 1 >= first_index and is_iberian(words[start - 1]):
        return start - 1
    return start
