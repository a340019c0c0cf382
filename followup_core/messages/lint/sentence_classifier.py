"""The classifier of sentences: how likely a sentence is to have the fault of a check, and which words say so.

No list of phrases holds what people say; each of 200 fresh messages put its fault in other words. So a table
of weights is learned from sentences that people labelled (`tests/tools/classifier_training` makes it anew), a
multinomial logistic regression over the features below. It needs no library, and nothing leaves the computer.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from followup_core.messages.message_model import Check
from followup_core.models import MessageKind
from followup_core.regular_files import read_regular_file

WEIGHTS_FILE = Path(__file__).with_name("sentence_weights.txt")
_MAX_BYTES = 4_000_000
STEP = 0.25
"""What one step of a weight's character is worth."""
_ZERO = ord("O")
_LOWEST, _HIGHEST = ord("!"), ord("~")
BIAS = ""
"""The feature that every sentence has. The weights of what is fine are subtracted from all others."""
_PART = 4
"""The length of the parts of words, in characters: "resc" is in rescheduled and in rescheduling."""
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


@dataclass(frozen=True, slots=True)
class SentenceClassifier:
    """A table of weights: for each feature one character a check, in the order of `checks`."""

    checks: tuple[Check, ...]
    weights: Mapping[str, str]

    def probabilities(self, words: Sequence[str], kind: MessageKind) -> dict[Check, float]:
        """Return for each check how likely the sentence is to have its fault; with "fine" they sum to 1.

        A sentence of which no feature is known is as likely as any.
        """
        known = [
            weights
            for feature in sentence_features(words, kind)
            if (weights := self.weights.get(feature)) is not None
        ]
        scale = STEP / math.sqrt(len(known) or 1)
        bias = self.weights[BIAS]
        scores: list[float] = []
        for index in range(len(self.checks)):
            steps = sum(ord(weights[index]) - _ZERO for weights in known)
            scores.append(math.exp((ord(bias[index]) - _ZERO) * STEP + scale * steps))
        total = 1.0 + sum(scores)
        return {check: score / total for check, score in zip(self.checks, scores, strict=True)}


def table_lines(checks: Iterable[str], weights: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """Yield the lines of a weights file, with each weight rounded to a step and kept within the range."""
    yield " ".join(checks)
    for feature in sorted(weights):
        steps = (round(weight / STEP) + _ZERO for weight in weights[feature])
        yield f"{feature}\t{''.join(chr(min(max(step, _LOWEST), _HIGHEST)) for step in steps)}"


def parse_table(text: str) -> SentenceClassifier:
    """Read what `table_lines` wrote."""
    header, _, body = text.rstrip("\n").partition("\n")
    cells = body.replace("\n", "\t").split("\t")  # takes half the time of splitting each line
    return SentenceClassifier(
        checks=tuple(map(Check, header.split())),
        weights=MappingProxyType(dict(zip(cells[::2], cells[1::2], strict=True))),
    )


@cache
def shipped_classifier() -> SentenceClassifier:
    """Return the classifier that comes with the program; read once."""
    return parse_table(read_regular_file(WEIGHTS_FILE, _MAX_BYTES).decode("utf-8"))
