"""Takes a person's name apart, as it is written on a card, in a list or on LinkedIn.

These are our own rules. nameparser 2.6 was measured with the names in `tests/unit/models/names.csv`. Of the
175 names that the rules were written for, it reads 145, or 159 once emoji, pronouns and headlines are
removed; our rules read all 175. Of 50 names collected later, it reads 35 and our rules 45. It never says when
it can't be sure ("Li Wei", "Hiring Team"), and importing it takes 60 ms.
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
"""Characters; what is longer is no name, and only its beginning is read."""


def stored_name(text: str) -> tuple[str, str]:
    """Return a name from a file as it is stored, and a line for the notes.

    The line has the name as it was written, if that says more: credentials, pronouns or a job. A name that
    can't be read with certainty stays as it is.
    """
    name = parse_name(text)
    if not name.is_certain:
        return text, ""
    full = " ".join(filter(None, (name.honorific, name.plain)))
    says_more = name.suffixes or name.pronouns or split_job(text)[1]
    return full, f"Name: {' '.join(text.split())}" if says_more else ""


def is_group_name(text: str) -> bool:
    """Whether a text is the name of a company or a team rather than of a person."""
    return has_group_word(_undecorated(text).replace(",", " ").split())


def is_credentials(text: str) -> bool:
    """Whether a text has nothing but credentials: "PhD" or "SHRM-CP PMP"."""
    words = _PRONOUNS.sub(" ", _undecorated(text)).split()
    return bool(words) and all(is_credential(word, all_capitals=False) for word in words)


def is_family_name(text: str) -> bool:
    """Whether a text is a family name alone, as before a comma: "Diaz", "Garcia Lopez", "van der Berg"."""
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
    """Return a text without emoji and control characters, and without the letters that imitate bold type."""
    plain = "".join(map(_without_decoration, text[:MAX_NAME]))
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def _without_decoration(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace() or category in _SYMBOLS:
        return " "
    return "" if category in _INVISIBLE or "\ufe00" <= char <= "\ufe0f" else char


@lru_cache(maxsize=16_384)  # the same names are compared again and again
def parse_name(text: str) -> PersonName:
    """Return the parts of a name as it is written on a card, in a list or on LinkedIn."""
    undecorated = _undecorated(text)
    pronouns = next((match[1] or match[2] for match in _PRONOUNS.finditer(undecorated)), "")
    written = _HEADLINE.sub("", _PRONOUNS.sub(" ", undecorated))
    name = _NICKNAME.sub(" ", written)
    if not _has_letters(name):
        name = written
    has_nickname = any(map(_has_letters, _NICKNAME.findall(written)))
    parsed = _parse_parts(" ".join(name.split()))
    # Somebody with two given names goes by one of them.
    return parsed._replace(pronouns=pronouns, is_certain=parsed.is_certain and not has_nickname)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


# The name itself.


def _parse_parts(text: str) -> PersonName:
    """Return the parts of a name without pronouns and decoration."""
    first, *others = [piece.strip() for piece in text.split(",")]
    others = [piece for piece in others if _has_letters(piece)]
    capitals = text.isupper()
    honorific, words = _split_honorific(first.split())
    words, own_suffixes = _split_suffixes(words, all_capitals=capitals)
    behind, suffixes = _split_credentials(words, others, all_capitals=capitals)
    suffix_text = ", ".join(_bare(word) for word in (*own_suffixes, *suffixes) if _has_letters(word))
    if has_group_word((*words, *behind)):
        return PersonName(plain=text.strip(" ,;"))
    if behind:
        if len(words) > 1 and text.islower():  # "brenda okafor, days" as well as "garcia marquez, gabriel"
            return PersonName(plain=_plain(words), honorific=honorific, suffixes=suffix_text)
        later_honorific, given_words = _split_honorific(behind)
        name = _family_first(words, given_words)
        return name._replace(
            honorific=" ".join(filter(None, (honorific, later_honorific))), suffixes=suffix_text
        )
    spoken = _parse_spoken_order(words, has_honorific=bool(honorific))
    return spoken._replace(honorific=honorific, suffixes=suffix_text)


def _bare(word: str) -> str:
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
    """Return an honorific as it is usually written, if it is in capitals or in lower case."""
    is_complement = word_key(word) in HONORIFIC_COMPLEMENTS
    return word.capitalize() if (word.isupper() or word.islower()) and not is_complement else word


def _split_suffixes(words: Sequence[str], *, all_capitals: bool) -> tuple[list[str], list[str]]:
    """Return a name's words, and the credentials behind them."""
    count = len(words)
    while count > 1 and is_credential(words[count - 1], all_capitals=all_capitals):
        count -= 1
    return list(words[:count]), list(words[count:])


def _split_credentials(
    words: Sequence[str], pieces: Sequence[str], *, all_capitals: bool
) -> tuple[list[str], list[str]]:
    """Return the given names that follow a comma, if any, and the credentials."""
    behind: list[str] = []
    credentials: list[str] = []
    for piece in pieces:
        piece_words = piece.split()
        known = [is_credential(word, all_capitals=all_capitals) for word in piece_words]
        is_acronym = len(words) > 1 and piece.isupper() and not all_capitals
        if all(known) or is_acronym or behind or credentials or _is_job(words, piece_words):
            credentials += piece_words if all(known) or is_acronym else []
        else:
            behind = piece_words
    return behind, credentials


def _is_job(name_words: Sequence[str], words: Sequence[str]) -> bool:
    """Whether what follows a name and a comma is a job, not the given name."""
    is_whole_name = len(name_words) > 1 and any(not word.islower() for word in name_words)
    is_small = all(word.islower() for word in words)
    return any(word_key(word) in JOB_WORDS for word in words) or (is_whole_name and is_small)


def split_job(text: str) -> tuple[str, str]:
    """Return a name and the job typed behind it: "Brenda Okafor" and "charge nurse"; '' if there is none."""
    name, _, job = (piece.strip() for piece in text.partition(","))
    has_job = bool(job) and "," not in job and _is_job(name.split(), job.split())
    return (name, job) if has_job and len(name.split()) > 1 else (text, "")


def _family_first(family_words: Sequence[str], given_words: Sequence[str]) -> PersonName:
    """Return a name written as "Ruiz, Dana" or "Berg, Jan van der"."""
    names = list(given_words)
    particles: list[str] = []
    while len(names) > 1 and is_particle(names[-1]):
        particles.insert(0, names.pop())
    return _name(names, [*particles, *family_words])


def _name(given_words: Sequence[str], family_words: Sequence[str], *, is_certain: bool = True) -> PersonName:
    """Return a name from its words, in upper and lower case."""
    one_case = " ".join((*given_words, *family_words))
    names = [_cased(word, one_case=one_case) for word in given_words]
    families = [_cased(word, one_case=one_case) for word in family_words]
    count = 2 if len(names) > 1 and word_key(names[0]) in GIVEN_NAME_PREFIXES else 1
    return PersonName(
        plain=" ".join((*names, *families)),
        given=" ".join(names[:count]),
        middle=" ".join(names[count:]),
        family=" ".join(families),
        is_certain=is_certain and bool(names) and not is_initial(names[0]),
    )


def _cased(word: str, *, one_case: str) -> str:
    """Return a word as names are written, if it is in capitals, or all of the name is in lower case."""
    if is_initial(word) or not (_is_loud(word) or (one_case.islower() and not is_particle(word))):
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), word)


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not is_initial(word)


def _parse_spoken_order(words: Sequence[str], *, has_honorific: bool) -> PersonName:
    """Return a name written in spoken order, or in another one that its words give away."""
    if has_honorific and len(words) == 2 and is_initial(words[0]):  # "Mr. J. Chen"
        return _name([], words[1:])._replace(plain=_plain(words))
    if len(words) < 2:
        family = words if has_honorific else []
        only = _name([], family, is_certain=False)
        return only._replace(plain=_plain(words), is_certain=has_honorific and bool(words))
    loud = [_is_loud(word) for word in words]
    if any(loud) and not all(loud) and not is_initial(words[0]):
        return _name(
            [word for word, is_loud in zip(words, loud, strict=True) if not is_loud],
            [word for word, is_loud in zip(words, loud, strict=True) if is_loud],
        )
    is_korean = len(words) == 2 and word_key(words[0]) in KOREAN_FAMILY_NAMES
    if is_korean and re.search("-[a-z]", words[1]):  # Kim Min-jun
        return _name(words[1:], words[:1])
    if _is_order_open(words):
        return PersonName(plain=_plain(words))
    start = _family_start(words)
    return _name(words[:start], words[start:])


def _plain(words: Sequence[str]) -> str:
    return " ".join(_cased(word, one_case=" ".join(words)) for word in words)


_FAMILY_FIRST_SCRIPTS = (
    ("\u1100", "\u11ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)
"""First and last characters; a regular expression with all of them takes 3 ms to compile."""
_SYLLABLES = re.compile(r"(?:(?:[bcdfghjklmnpqrstwxyz]|[cstpkngz]h|tr|ng)?[aeiouy]+(?:ng|nh|[nmptk])?){1,4}")


def _has_family_first_script(text: str) -> bool:
    return not text.isascii() and any(
        first <= char <= last for char in text for first, last in _FAMILY_FIRST_SCRIPTS
    )


def _is_order_open(words: Sequence[str]) -> bool:
    """Whether it can't be known which of the words is the given name."""
    if word_key(words[0]) in JOB_WORDS:  # "Nurse Manager Sue"
        return True
    if is_initial(words[0]) or words[1] == "y" or _has_family_first_script("".join(words)):
        return True
    first, *others = [fold(word) for word in words]
    if first not in FAMILY_FIRST_NAMES:
        return False
    return first not in WESTERN_GIVEN_NAMES or all(
        other in FAMILY_FIRST_NAMES or _SYLLABLES.fullmatch(other) for other in others
    )


def _family_start(words: Sequence[str]) -> int:
    """Return the index at which the family name begins, in spoken order."""
    first = 2 if len(words) > 2 and word_key(words[0]) in GIVEN_NAME_PREFIXES else 1
    if fold(words[0]) == "maria" and words[1] in ("del", "de") and len(words) > 3:  # María del Carmen
        first = len(words) - 1
    last = len(words) - 1
    start = next((index for index in range(first, last) if is_particle(words[index])), last)
    if start - 1 >= first and is_iberian(words[start - 1]):
        return start - 1
    return start
