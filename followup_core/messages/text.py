"""A message's text as the checker reads it: sentences with their places, greeting and closing apart."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?!\s|$)[^.!?…\n]*)*[.!?…]*")
_GREETING = re.compile(
    r"^(?:dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|to whom)\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|many|with|yours|sincerely|all the|thank you|thanks|regards|respectfully|cheers|"
    r"cordially|warmly|best)\b[^.!?]{0,40}[,]?)$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[\w@+][\w'@.+-]*")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def plain_signs(text: str) -> str:
    """Return a text with straight quotes and plain blanks; every character keeps its place."""
    return text.translate(_SAME)


def bare(text: str) -> str:
    """Return a text for comparing words: no accents, no case."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """Return the words of a text, numbers and addresses among them."""
    return _WORDS.findall(text)


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry a text's meaning, cut to their stems: four letters and more."""
    return frozenset(word[:6] for word in words(bare(text)) if len(word) >= 4 and word not in _COMMON)


_OFTEN = """
about after also another because been before being between came come could does doing each even ever every
first from gave give have having hear here into just know like made make many more most much must need only
other over really same should since some such take than that their them then there these they thing this
those through time very want well were what when where which while whole will with work would year your last
month week days role team company position interview job
"""
_COMMON = frozenset(_OFTEN.split())


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text with their places; a line break ends a sentence, too."""
    for found in _SENTENCE.finditer(text):
        piece = found.group()
        stripped = piece.strip()
        if stripped:
            yield Span(stripped, found.start() + len(piece) - len(piece.lstrip()))


def lines(text: str) -> Iterator[Span]:
    """Yield the lines of a text that hold something, with their places."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(line.strip(), start + len(line) - len(line.lstrip()))
        start += len(line) + 1


def greeting(text: str) -> Span | None:
    """Return the line that greets, if one of the first two does."""
    for number, line in enumerate(lines(text)):
        if number > 1:
            return None
        if _GREETING.match(line.text):
            return line
    return None


def main_sentences(text: str) -> list[Span]:
    """Return the sentences between greeting and closing."""
    opened = greeting(text)
    found = []
    for sentence in sentences(text):
        if opened and sentence.start < opened.end and _short_greeting(opened):
            continue
        if _CLOSING.match(sentence.text) and len(words(sentence.text)) <= 5:
            break
        if len(words(sentence.text)) >= 3:
            found.append(sentence)
    return found


def _short_greeting(opened: Span) -> bool:
    return len(words(opened.text)) <= 6
