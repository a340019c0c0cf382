"""The linter on single sentences: each gets the check that it is labelled with, and a harmless one none."""

import tomllib
from datetime import date
from pathlib import Path

from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, Finding, LintContext, Message
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import phrases

FILE = Path(__file__).with_name("judged_sentences.toml")
SENTENCES: list[tuple[str, str, str]] = [
    (check, kind, sentence)
    for check, kind, sentence in tomllib.loads(FILE.read_text(encoding="utf-8"))["sentence"]
]
FACTS = Facts(name="Dana Ruiz", organization="Alder Valley", role="Clerk", my_name="Sam Ortiz")
ABOUT_THE_WHOLE = frozenset((Check.MISSING_FACT, Check.TOO_SHORT))
"""Checks that say what a message lacks, as a single sentence lacks most of it."""


def findings(kind: str, sentence: str) -> list[Finding]:
    message = Message(kind=MessageKind(kind), body=f"Hi Dana,\n\n{sentence}\n\nSam")
    context = LintContext(facts=FACTS, today=date(2026, 12, 1))
    return [finding for finding in lint(message, context, phrases()) if finding.check not in ABOUT_THE_WHOLE]


@each_row(("check", "kind", "sentence"), SENTENCES)
def test_a_sentence_gets_the_check_that_a_reader_expects(check: str, kind: str, sentence: str) -> None:
    found = {finding.check.value for finding in findings(kind, sentence)}
    assert check in found if check != "fine" else not found


def test_each_check_of_words_has_sentences_and_so_do_the_harmless_ones() -> None:
    labels = [check for check, _, _ in SENTENCES]
    assert set(labels) == {*(rule.check.value for rule in phrases().banned), "fine"}
    assert all(labels.count(label) >= 3 for label in labels)
