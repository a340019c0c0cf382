"""The classifier of sentences: its features, its table, and what it makes of odd sentences."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from followup_core.messages.lint.sentence_classifier import (
    BIAS,
    STEP,
    parse_table,
    sentence_features,
    shipped_classifier,
    table_lines,
)
from followup_core.messages.lint.tokenizer import words
from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, LintContext, Message
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

from .labelled_messages import phrases

STATUS = MessageKind.STATUS_EMAIL


def likely(sentence: str, kind: MessageKind = STATUS) -> dict[Check, float]:
    return shipped_classifier().probabilities([word.text for word in words(sentence)], kind)


def test_a_sentence_has_its_words_pairs_parts_and_kind() -> None:
    assert sentence_features(["by", "12", "."], STATUS) == {
        *("by", "#", "."),
        *("^ by", "by #", "# .", ". $"),
        *("^ _ #", "by _ .", "# _ $"),
        *("~<by>", "=status_email"),
    }


def test_all_numbers_are_the_same_word() -> None:
    assert sentence_features(["by", "12"], STATUS) == sentence_features(["by", "2027"], STATUS)


def test_a_table_is_read_as_it_was_written_to_the_nearest_step() -> None:
    table = {BIAS: [0.0, -3.0], "call _ today": [2.26, 1000.0]}
    read = parse_table(("\n".join(table_lines(["pest", "pressure"], table)) + "\n").encode())
    assert read.checks == (Check.PEST, Check.PRESSURE)
    bias, weights = read.weights_of(BIAS), read.weights_of("call _ today")
    assert bias is not None
    assert weights is not None
    assert (weights[0] - bias[0]) * STEP == 2.25
    assert weights[1] == ord("~")


def test_what_is_not_in_a_table_has_no_weights() -> None:
    table = {BIAS: [0.0], "call": [1.0], "call _ today": [2.0], "é": [3.0]}
    read = parse_table(("\n".join(table_lines(["pest"], table)) + "\n").encode())
    assert [
        feature
        for feature in ("cal", "call ", "call _", "today", "é", "zz", "東", "\ud800")
        if read.weights_of(feature)
    ] == ["é"]


def test_every_line_of_the_shipped_table_is_found_by_its_feature() -> None:
    classifier = shipped_classifier()
    assert list(classifier.lines) == sorted(classifier.lines)
    for line in classifier.lines:
        feature, weights = line.split(b"\t")
        assert len(weights) == len(classifier.checks)
        assert classifier.weights_of(feature.decode()) == weights


def test_every_check_of_the_table_has_a_question() -> None:
    assert set(shipped_classifier().checks) == set(phrases().questions)


@each_row(
    ("sentence", "check"),
    [
        (
            "It would be a kindness to let me know before the weekend, I can't plan otherwise.",
            Check.PRESSURE,
        ),
        ("I had hoped that a promise meant something at your company.", Check.REPROACH),
        ("With the rent going up in May, every day without work costs my family sleep.", Check.GUILT),
    ],
)
def test_a_fault_in_words_that_no_phrase_has_is_likely(sentence: str, check: Check) -> None:
    spans = (rule.says.spans(words(sentence)) for rule in phrases().banned if rule.check is check)
    assert not any(spans)
    assert max(likely(sentence), key=lambda other: likely(sentence)[other]) is check
    assert likely(sentence)[check] > 0.5


@each_row(
    "sentence",
    [
        "You said you would decide by December 12, so I'd like to ask where things stand.",
        "Their offer is open until Friday, and yours is the job I'd rather have.",
        "I need both hands for the pastry station.",
    ],
)
def test_a_plain_sentence_about_the_same_things_is_fine(sentence: str) -> None:
    assert max(likely(sentence).values()) < 0.4


@each_row(
    ("sentence", "is_readable"),
    [
        ("I had hoped that a promise meant something at your company.", True),
        ("Vielen Dank für das Gespräch am Dienstag.", False),
        ("Muchas gracias por la entrevista del martes.", False),
        ("Спасибо за встречу во вторник, мне было очень приятно.", False),
        ("blorp fnar quux", False),
        ("Go Tigers, go!", False),
        ("", False),
    ],
)
def test_only_english_is_judged(sentence: str, is_readable: bool) -> None:
    texts = [word.text for word in words(sentence)]
    assert shipped_classifier().can_read(texts) is is_readable


@each_row("kind", list(MessageKind))
def test_a_message_in_another_language_gets_no_question(kind: MessageKind) -> None:
    body = "Hallo Dana,\n\nvielen Dank für das Gespräch am Dienstag. Ich freue mich auf Ihre Antwort.\n\nSam"
    context = LintContext(facts=Facts(name="Dana Ruiz", my_name="Sam Ortiz"), today=date(2026, 12, 1))
    found = {finding.check for finding in lint(Message(kind=kind, body=body), context, phrases())}
    assert found.isdisjoint(shipped_classifier().checks)


@given(st.text(max_size=400), st.sampled_from(MessageKind))
def test_any_text_has_probabilities(text: str, kind: MessageKind) -> None:
    result = likely(text, kind)
    assert all(0 <= value <= 1 for value in result.values())
    assert sum(result.values()) <= 1 + 1e-9
