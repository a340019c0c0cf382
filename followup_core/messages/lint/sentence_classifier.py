"""The classifier of sentences: for each check, how likely a sentence is to have its fault.

People find new words for the same fault: a list of 1,900 phrases found 63 of 118 faults in messages that it
was not made for. So a table of weights is learned from labelled sentences
(`tests/tools/classifier_training`): a multinomial logistic regression over the features below. It needs no
library, and nothing leaves the computer.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from followup_core.messages.message_model import Check
from followup_core.models import MessageKind
from followup_core.regular_files import read_regular_file

from .tokenizer import END

WEIGHTS_FILE = Path(__file__).with_name("sentence_weights.txt")
_MAX_BYTES = 4_000_000
STEP = 0.25
_ZERO = ord("O")
"""Each character of the table is a weight in steps of `STEP`; "O", in the middle of the range, is 0."""
_LOWEST, _HIGHEST = ord("!"), ord("~")
BIAS = ""
"""Where the table has the biases, which count for every sentence."""
_PART = 4
"""The length of the parts of words, in characters: "resc" is in rescheduled and in rescheduling."""
MIN_KNOWN_WORDS = 3
MIN_KNOWN_SHARE = 0.6
"""Of 100 English sentences that it never saw, 95 have at least 0.75; one in German or Spanish has 0.15."""
_REMEMBERED = 8192
"""Features of which the weights are remembered: those of about ten messages."""
MAX_WORDS = 100
"""The words read of one sentence; no text, however odd, makes this slow."""


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word, of `_PART` characters, its beginning and its end marked."""
    marked = f"<{word}>"
    return tuple(f"~{marked[start : start + _PART]}" for start in range(len(marked) - _PART + 1))


def sentence_features(words: Sequence[str], kind: MessageKind) -> set[str]:
    """Return what the classifier sees in one sentence of a message of `kind`.

    These are its words, each two that follow one another or have one word between them,
    the parts of words, and the kind. All numbers are the same word.
    """
    texts = ["#" if word.isdigit() else word for word in words[:MAX_WORDS]]
    bounded = ["^", *texts, "$"]
    features = {part for word in set(texts) for part in _parts(word)}
    features.update(texts)
    features.update(f"{first} {second}" for first, second in pairwise(bounded))
    features.update(f"{first} _ {third}" for first, third in zip(bounded, bounded[2:], strict=False))
    features.add(f"={kind.value}")
    return features


class SentenceClassifier:
    """A table of weights: for each feature one character a check, in the order of `checks`.

    `lines` are those of the file. They are sorted and looked up as they are: making a dictionary of them
    takes longer than all the messages that a command checks. What was looked up is remembered, because a
    page checks nearly the same message again after each change.
    """

    def __init__(self, checks: Sequence[Check], lines: Sequence[bytes]) -> None:
        self.checks = tuple(checks)
        self.lines = lines
        self.weights_of = lru_cache(maxsize=_REMEMBERED)(self._find_weights)
        """The weights of a feature, a character for each check; None if it isn't in the table."""

    def _find_weights(self, feature: str) -> bytes | None:
        start = feature.encode("utf-8", "surrogatepass") + b"\t"
        index = bisect_left(self.lines, start)
        if index == len(self.lines) or not self.lines[index].startswith(start):
            return None
        return self.lines[index][len(start) :]

    def can_read(self, words: Sequence[str]) -> bool:
        """Return whether enough of the words are in the table: another language, say, isn't judged."""
        texts = [word for word in words if word not in END]
        known = sum(self.weights_of("#" if word.isdigit() else word) is not None for word in texts)
        return known >= MIN_KNOWN_WORDS and known >= MIN_KNOWN_SHARE * len(texts)

    def probabilities(self, words: Sequence[str], kind: MessageKind) -> dict[Check, float]:
        """Return for each check how likely the sentence is to have its fault; what is left to 1 is "fine".

        For a sentence that it can't read (`can_read`) this means nothing.
        """
        known = [
            weights
            for feature in sentence_features(words, kind)
            if (weights := self.weights_of(feature)) is not None
        ]
        scale = STEP / math.sqrt(len(known) or 1)
        zeros = bytes([_ZERO]) * len(self.checks)
        bias = self.weights_of(BIAS) or zeros
        # The zeros stand for no feature, and keep the columns where no feature is known.
        columns = zip(bias, *(known or [zeros]), strict=True)
        none = _ZERO * (len(known) or 1)
        scores = [math.exp((own - _ZERO) * STEP + scale * (sum(column) - none)) for own, *column in columns]
        total = 1.0 + sum(scores)
        return {check: score / total for check, score in zip(self.checks, scores, strict=True)}


def table_lines(checks: Iterable[str], weights: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield the lines of a weights file, with each weight rounded to a step and kept within the range."""
    yield " ".join(checks)
    for feature in sorted(weights):
        steps = (round(weight / STEP) + _ZERO for weight in weights[feature])
        yield f"{feature}\t{''.join(chr(min(max(step, _LOWEST), _HIGHEST)) for step in steps)}"


def parse_table(data: bytes) -> SentenceClassifier:
    """Read what `table_lines` wrote, in UTF-8."""
    header, *lines = data.rstrip(b"\n").split(b"\n")
    return SentenceClassifier(checks=tuple(map(Check, header.decode().split())), lines=lines)


@cache
def shipped_classifier() -> SentenceClassifier:
    """Return the classifier that comes with the program; read once."""
    return parse_table(read_regular_file(WEIGHTS_FILE, _MAX_BYTES))
