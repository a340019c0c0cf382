"""The shipped phrases.toml, every way to break it, and the language of its patterns."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.messages.lint.phrase_matcher import BadPattern, phrase_pattern
from followup_core.messages.lint.tokenizer import words
from followup_core.messages.linter import lint
from followup_core.messages.message_model import Check, Facts, LintContext, Message
from followup_core.messages.phrase_rules import FILE_NAME, NEED_NAMES, load_phrases
from followup_core.models import MessageKind
from followup_core.playbook import PlaybookError
from tests.unit.playbook.broken_files import restored
from tests.unit.row_table import each_row

from .labelled_messages import PLAYBOOK, phrases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped file, to be broken."""
    shutil.copyfile(PLAYBOOK / FILE_NAME, tmp_path / FILE_NAME)
    return tmp_path


def edit(folder: Path, old: str, new: str) -> int:
    """Replace the first place where `old` stands; return the line it stands on."""
    file = folder / FILE_NAME
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def fault_of(folder: Path) -> str:
    with pytest.raises(PlaybookError) as caught:
        load_phrases(folder)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_shipped_file_bounds_every_kind_and_knows_every_need() -> None:
    assert set(phrases().length) == set(MessageKind)
    assert tuple(need.name for need in phrases().required) == NEED_NAMES
    assert {phrase.check for phrase in phrases().banned} == {
        *(Check.PEST, Check.PRESSURE, Check.REPROACH, Check.ULTIMATUM, Check.GUILT, Check.SELF_REJECTION),
        *(Check.OVER_APOLOGY, Check.PRESUMPTION, Check.SALARY, Check.BOILERPLATE, Check.ASKS_FOR_JOB),
        *(Check.ARGUES_WITH_NO, Check.CRITICISM),
    }


def test_the_shipped_bounds_are_the_ones_the_evidence_gives() -> None:
    thanks, linkedin = (
        phrases().length[kind] for kind in (MessageKind.THANK_YOU_EMAIL, MessageKind.LINKEDIN_REQUEST)
    )
    assert (thanks.min_sentences, thanks.max_words, linkedin.max_units) == (3, 180, 200)
    assert all(bounds.source.endswith(".") for bounds in phrases().length.values())


@each_row(
    ("old", "new", "field"),
    [
        ("min_sentences = 3", "min_sentences = -3", "thank_you_email.min_sentences"),
        ("min_sentences = 3", 'min_sentences = "3"', "thank_you_email.min_sentences"),
        ("share = 0.5", "share = 1.5", "alike.share"),
        ('check = "pest"', 'check = "pests"', "phrases.check"),
        ("at_most = 1", "at_most = 1\nat_least = 1", "apology.at_least"),
        ("[needs.day]", "[needs.days]", "needs.days"),
        ("[sentences.pest]", "[sentences.pests]", "sentences.pests"),
        ("min_probability = 0.5", "min_probability = 0.1", "pest.min_probability"),
        ("[length.voicemail]", "[length.voicemails]", "length.voicemails"),
        ("be/being/becoming a pest", "... a pest", "phrases.says"),
        ("be/being/becoming a pest", "[a pest", "phrases.says"),
        ("be/being/becoming a pest", "[be]", "phrases.says"),
        ("be/being/becoming a pest", '""', "phrases.says"),
        ("be/being/becoming a pest", "be a {pests}", "phrases.says"),
        ('own = "my our"', 'own = "my/our"', "word_lists.own"),
        ("without giving a reason to answer.", "without giving a reason to answer!", "phrases.why"),
    ],
)
def test_a_broken_field_is_named_with_its_file_and_field(
    folder: Path, old: str, new: str, field: str
) -> None:
    with restored(folder):
        edit(folder, old, new)
        said = fault_of(folder)
        assert said.startswith(f"{FILE_NAME}, line ")
        assert f"field {field}" in said


def test_a_broken_bound_is_named_with_its_line(folder: Path) -> None:
    line = edit(folder, "max_units = 200", "max_units = 2.5")
    assert f"line {line}," in fault_of(folder)


def test_a_file_that_is_missing_or_no_toml_is_refused(tmp_path: Path) -> None:
    assert FILE_NAME in fault_of(tmp_path)
    (tmp_path / FILE_NAME).write_text("[[phrases", encoding="utf-8")
    assert "not valid TOML" in fault_of(tmp_path)


def test_a_phrase_takes_any_word_of_the_list_that_it_names_in_braces(folder: Path) -> None:
    edit(folder, 'own = "my our"', 'own = "my our"\nbird = "gull puffin"')
    edit(folder, "be/being/becoming a pest", "a {bird}/heron called")
    pest = next(phrase.says for phrase in load_phrases(folder).banned if phrase.check is Check.PEST)
    said = "a puffin called, a heron called, a bird called"
    assert [said[start:end] for start, end in pest.spans(words(said))] == [
        "a puffin called",
        "a heron called",
    ]


def test_a_file_without_word_lists_is_valid(folder: Path) -> None:
    file = folder / FILE_NAME
    text = file.read_text(encoding="utf-8")
    start, end = text.index("\n[word_lists]\n"), text.index("\n[[phrases]]\n")
    lines = [line for line in (text[:start] + text[end:]).splitlines(keepends=True) if "{" not in line]
    file.write_text("".join(lines), encoding="utf-8")
    assert len(load_phrases(folder).banned) == len(phrases().banned)


def found(lines: Iterable[str], text: str) -> list[str]:
    return [text[start:end] for start, end in phrase_pattern(lines).spans(words(text))]


@each_row(
    ("saying", "text", "said"),
    [
        ("just checking in", "I’m JUST   checking\nin, Dana", ["JUST   checking\nin"]),
        ("did/do you get", "Do you get it? Did you get it?", ["Do you get", "Did you get"]),
        ("check [back] in", "check in, check back in", ["check in", "check back in"]),
        ("if ... answer", "if you do not soon answer", ["if you do not soon answer"]),
        ("if ... answer", "if so. An answer", []),
        ("if ... answer", "if one two three four five six seven answer", []),
        ("i *ed", "I rebuilt, I planned", ["I planned"]),
        (
            "you have not",
            "You haven’t, you havent, YOU HAVE NOT",
            ["You haven’t", "you havent", "YOU HAVE NOT"],
        ),
        ("my email", "my e‑mail and my E-Mail", ["my e‑mail", "my E-Mail"]),
        ("follow up", "a follow-up", ["follow-up"]),
        ("any news ?", "any news? any news.", ["any news?"]),
        ("checking in", "checking into, rechecking in", []),
        ("need & today", "I need it, and today.", ["need it, and today"]),
        ("need & today", "Today is when I need it.", ["Today is when I need"]),
        ("need & today", "I need it. Today is fine.", []),
        ("need & need", "I need it.", []),
        ("need & today & back", "Today I need it back", ["Today I need it back"]),
    ],
)
def test_a_pattern_finds_its_phrase(saying: str, text: str, said: list[str]) -> None:
    assert found([saying], text) == said


def test_patterns_that_overlap_are_one_finding() -> None:
    assert found(["my last", "last attempt"], "this is my last attempt") == ["my last attempt"]


@each_row(
    "line", ["", "...", "a ...", "... a", "[a] [b]", "[a", "a/", "a & ...", "*ed", "don't/do", "do/cannot"]
)
def test_an_invalid_pattern_is_refused(line: str) -> None:
    with pytest.raises(BadPattern):
        phrase_pattern([line])


_PIECES = st.sampled_from(
    ["any", "news/word", "[back]", "[up/in]", "*ed", "...", "cannot", "can/cannot", "a-b"]
)


@given(st.lists(_PIECES, min_size=1, max_size=5).map(" ".join))
def test_a_pattern_is_refused_when_it_is_read_and_not_when_a_text_has_its_first_word(line: str) -> None:
    try:
        pattern = phrase_pattern([line])
    except BadPattern:
        return
    first_words = " ".join(pattern.by_first_word)
    pattern.spans(words(first_words))  # parses the rest of the line


def test_a_check_without_a_part_on_sentences_asks_about_none(folder: Path) -> None:
    file = folder / FILE_NAME
    text = file.read_text(encoding="utf-8")
    start, end = text.index("[sentences.pest]"), text.index("[needs.discussed]")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    rules = load_phrases(folder)
    assert not rules.questions
    message = Message(
        kind=MessageKind.STATUS_EMAIL, body="Hi,\n\nI had hoped a promise meant something to you."
    )
    context = LintContext(facts=Facts(), today=date(2026, 12, 1))
    assert Check.REPROACH in {finding.check for finding in lint(message, context, phrases())}
    assert Check.REPROACH not in {finding.check for finding in lint(message, context, rules)}
