"""Classifies sentences: says for each check how likely a sentence is to have its fault.

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
_MIN_CHAR, _MAX_CHAR = ord("!"), ord("~")
BIAS = ""
"""The feature under which the table has the biases, which count for every sentence."""
_PART_LENGTH = 4
"""The length of the parts of words, in characters: "resc" is in rescheduled and in rescheduling."""
MIN_KNOWN_WORDS = 3
MIN_KNOWN_SHARE = 0.6
"""Of 100 new English sentences, 95 have a share of at least 0.75; a German or Spanish one has 0.15."""
_MAX_CACHED_FEATURES = 8192
"""How many features keep their weights in memory: those of about ten messages."""
MAX_WORDS = 100
"""How many words of a sentence are read, so that no text, however odd, makes this slow."""


@lru_cache(maxsize=4096)
def _word_parts(word: str) -> tuple[str, ...]:
    """Return each part of a word that has `_PART_LENGTH` characters; < and > mark its beginning and end."""
    marked = f"<{word}>"
    return tuple(
        f"~{marked[start : start + _PART_LENGTH]}" for start in range(len(marked) - _PART_LENGTH + 1)
    )


def sentence_features(words: Sequence[str], kind: MessageKind) -> set[str]:
    """Return the features of one sentence of a message of `kind`.

    They are its words, each pair of words next to each other or with one word between them,
    the parts of its words, and the kind. All numbers are the same word.
    """
    texts = ["#" if word.isdigit() else word for word in words[:MAX_WORDS]]
    bounded = ["^", *texts, "$"]
    features = {part for word in set(texts) for part in _word_parts(word)}
    features.update(texts)
    features.update(f"{first} {second}" for first, second in pairwise(bounded))
    features.update(f"{first} _ {third}" for first, third in zip(bounded, bounded[2:], strict=False))
    features.add(f"={kind.value}")
    return features


class SentenceClassifier:
    """A table of weights that says how likely a sentence is to have each fault.

    A line of the table is a feature and one character for each of `checks`, in their order. `lines` are the
    file's, sorted. They are searched as they are, because making a dictionary of them takes longer than all
    the messages that a command checks. Weights that were looked up are cached, because a page checks nearly
    the same message again after each change.
    """

    def __init__(self, checks: Sequence[Check], lines: Sequence[bytes]) -> None:
        self.checks = tuple(checks)
        self.lines = lines
        self.weights_of = lru_cache(maxsize=_MAX_CACHED_FEATURES)(self._find_weights)
        """The weights of a feature, a character for each check; None if it isn't in the table."""

    def _find_weights(self, feature: str) -> bytes | None:
        start = feature.encode("utf-8", "surrogatepass") + b"\t"
        index = bisect_left(self.lines, start)
        if index == len(self.lines) or not self.lines[index].startswith(start):
            return None
        return self.lines[index][len(start) :]

    def can_read(self, words: Sequence[str]) -> bool:
        """Return whether the table has enough of the words; a sentence in another language isn't judged."""
        texts = [word for word in words if word not in END]
        known_count = sum(self.weights_of("#" if word.isdigit() else word) is not None for word in texts)
        return known_count >= MIN_KNOWN_WORDS and known_count >= MIN_KNOWN_SHARE * len(texts)

    def probabilities(self, words: Sequence[str], kind: MessageKind) -> dict[Check, float]:
        """Return for each check how likely the sentence is to have its fault.

        The rest to 1 is the probability that it has none. The numbers mean nothing if `can_read` is False.
        """
        known_weights = [
            weights
            for feature in sentence_features(words, kind)
            if (weights := self.weights_of(feature)) is not None
        ]
        scale = STEP / math.sqrt(len(known_weights) or 1)
        zeros = bytes([_ZERO]) * len(self.checks)
        bias = self.weights_of(BIAS) or zeros
        # If no feature is known, one row of zeros keeps a column for each check.
        check_columns = zip(bias, *(known_weights or [zeros]), strict=True)
        zero_sum = _ZERO * (len(known_weights) or 1)
        scores = [
            math.exp((bias_char - _ZERO) * STEP + scale * (sum(column) - zero_sum))
            for bias_char, *column in check_columns
        ]
        total = 1.0 + sum(scores)
        return {check: score / total for check, score in zip(self.checks, scores, strict=True)}


def table_lines(checks: Iterable[str], weights: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield the lines of a weights file; weights are rounded to a step and limited to the range."""
    yield " ".join(checks)
    for feature in sorted(weights):
        steps = (round(weight / STEP) + _ZERO for weight in weights[feature])
        yield f"{feature}\t{''.join(chr(min(max(step, _MIN_CHAR), _MAX_CHAR)) for step in steps)}"


def parse_table(data: bytes) -> SentenceClassifier:
    """Return the classifier of a weights file that `table_lines` made, in UTF-8."""
    header, *lines = data.rstrip(b"\n").split(b"\n")
    return SentenceClassifier(checks=tuple(map(Check, header.decode().split())), lines=lines)


@cache
def shipped_classifier() -> SentenceClassifier:
    """Return the classifier that comes with the program; read once."""
    return parse_table(read_regular_file(WEIGHTS_FILE, _MAX_BYTES))
