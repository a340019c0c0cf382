"""Learns the weights of the sentence classifier from labelled sentences.

`python -m tests.tools.classifier_training` takes about a minute and 2 GB. It writes the weights where the
program reads them. How they do on unknown messages is in `tests/unit/messages/test_lint_blind.py`.

Add sentences to labelled_sentences.tsv, one a line: source, label, kind of message, sentence. The label is a
check, or "fine". The first word of the source is one of `IMPORTANCE`.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from followup_core.messages.lint.sentence_classifier import BIAS, WEIGHTS_FILE, sentence_features, table_lines
from followup_core.messages.lint.tokenizer import words
from followup_core.messages.message_model import Check
from followup_core.models import MessageKind

SENTENCES_FILE = Path(__file__).with_name("labelled_sentences.tsv")
FINE = "fine"
IMPORTANCE = {"writer": 1, "messages": 3, "judged": 3, "typed": 3, "agreed": 10, "drafts": 10}
"""How many times a sentence counts, by the first word of its source.

"writer" is a sentence written for its label. "messages" are the sentences of whole messages, "judged" single
sentences with an agreed label, "typed" drafts from typed facts. "agreed" and "drafts" must come out right:
sentences that a test names, and those of the templates.
"""
MIN_SENTENCES = 3
"""A feature that fewer sentences have is left out, since it may be there by chance."""
MAX_FEATURES = 30_000
"""The features with the largest weight times the root of their count are kept; all 94,000 find no more."""
PENALTY = 0.3
"""How much large weights cost (L2). Chosen on 200 messages that are now among the labelled
sentences ("messages X" and "messages Y"); 0.1 and 1 found fewer faults."""

Integers = np.ndarray[tuple[int], np.dtype[np.int64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with the check whose fault it has, or `FINE`, and where it comes from."""

    source: str
    label: str
    kind: MessageKind
    text: str

    @property
    def importance(self) -> int:
        """How many times the sentence counts."""
        return IMPORTANCE[self.source.split()[0]]


def labelled_sentences() -> list[LabelledSentence]:
    """Return all sentences of the file."""
    rows = (line.split("\t") for line in SENTENCES_FILE.read_text(encoding="utf-8").splitlines())
    return [LabelledSentence(source, label, MessageKind(kind), text) for source, label, kind, text in rows]


def columns(features: list[str]) -> dict[str, int]:
    """Return the column of each feature."""
    return {feature: index for index, feature in enumerate(features)}


def as_matrix(sentences: list[set[str]], columns: dict[str, int]) -> csr_matrix:
    """Return a matrix with a row for each sentence, scaled to a length of 1 over its known features."""
    known_columns = [
        sorted(columns[feature] for feature in sentence if feature in columns) for sentence in sentences
    ]
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(len(row) or 1)) for row in known_columns])
    ends = np.cumsum([0, *map(len, known_columns)])
    return csr_matrix(
        (values, np.concatenate(known_columns).astype(int), ends), shape=(len(known_columns), len(columns))
    )


def fitted(features: csr_matrix, labels: Integers, importance: Integers) -> tuple[Matrix, Matrix]:
    """Return the weights, a row for each feature, and the biases of a multinomial logistic regression."""
    rows, columns = features.shape
    classes = int(labels.max()) + 1
    targets = np.eye(classes)[labels]
    transposed = features.T.tocsr()

    def loss(parameters: Vector) -> tuple[float, Vector]:
        weights = parameters[: columns * classes].reshape(columns, classes)
        scores = features @ weights + parameters[columns * classes :]
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        totals = odds.sum(axis=1, keepdims=True)
        surprise = float(importance @ (np.log(totals[:, 0]) - scores[np.arange(rows), labels]))
        errors = importance[:, None] * (odds / totals - targets)
        slope = np.concatenate([(transposed @ errors + PENALTY * weights).ravel(), errors.sum(axis=0)])
        return surprise + PENALTY / 2 * float((weights**2).sum()), slope

    start = np.zeros(columns * classes + classes)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return result[: columns * classes].reshape(columns, classes), result[columns * classes :]


def main() -> None:
    """Learn and write the weights, and print how many features and sentences they come from."""
    rows = labelled_sentences()
    checks = sorted({Check(row.label).value for row in rows if row.label != FINE})
    number_of_label = {label: number for number, label in enumerate([*checks, FINE])}
    labels = np.array([number_of_label[row.label] for row in rows])
    importance = np.array([row.importance for row in rows])
    sentences = [sentence_features([word.text for word in words(row.text)], row.kind) for row in rows]
    counts = Counter(feature for sentence in sentences for feature in sentence)
    frequent_features = sorted(feature for feature, count in counts.items() if count >= MIN_SENTENCES)
    weights, _ = fitted(as_matrix(sentences, columns(frequent_features)), labels, importance)
    feature_importance = np.abs(weights).max(axis=1) * np.sqrt(
        [counts[feature] for feature in frequent_features]
    )
    kept_features = [
        frequent_features[index] for index in np.argsort(-feature_importance, kind="stable")[:MAX_FEATURES]
    ]
    weights, biases = fitted(as_matrix(sentences, columns(kept_features)), labels, importance)
    table = dict(zip(kept_features, weights[:, :-1] - weights[:, -1:], strict=True))
    table[BIAS] = biases[:-1] - biases[-1]
    WEIGHTS_FILE.write_text("\n".join(table_lines(checks, table)) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(rows)} sentences, {len(frequent_features)} features, {len(kept_features)} kept.\n"
    )


if __name__ == "__main__":
    main()
