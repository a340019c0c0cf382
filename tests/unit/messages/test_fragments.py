"""Fragments as people type them on a phone, and the words that a message is made of from them."""

import csv
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.messages.drafting import draft
from followup_core.messages.fragments.fragment_fitting import PHRASING_FUNCTIONS, fit_fact
from followup_core.messages.fragments.fragment_grammar import FragmentKind, classify
from followup_core.messages.fragments.fragment_tidying import sentences, tidy
from followup_core.messages.fragments.verb_forms import gerund, participle, past, third_person
from followup_core.messages.message_model import FITTED_FACTS, Facts
from followup_core.messages.templates import load_templates
from followup_core.models import MessageKind
from tests.unit.row_table import each_row

SHIPPED = Path(__file__).parents[3] / "data" / "playbook" / "messages"
ASK_AGAIN = "ask again"
with (Path(__file__).parent / "typed_fragments.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = [(row["fact"], row["typed"], row["phrasing"], row["expected"]) for row in csv.DictReader(_file)]

typed = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            *sorted({word for _, text, _, _ in ROWS for word in text.split()}),
            "they",
            "I",
            "and",
            ",",
            ".",
            "to",
            "who",
        ]
    ),
    max_size=9,
).map(" ".join)


def misfit(fact: str, text: str, phrasing: str, expected: str) -> str:
    """Return what is wrong with what a fragment becomes; '' where nothing is."""
    fitting = fit_fact(fact, text)
    if phrasing == ASK_AGAIN:
        is_asked = not fitting.phrasings and re.fullmatch(r"[“A-Z].*[.?”]", fitting.reason)
        return "" if is_asked else f"“{text}” is to be asked again, and becomes {fitting}"
    became = fitting.phrasings.get(phrasing)
    return "" if became == expected and not fitting.reason else f"“{text}” becomes {became}, not {expected}"


@each_row("fact", FITTED_FACTS)
def test_each_fragment_is_brought_into_the_form_that_its_sentence_needs(fact: str) -> None:
    # One test a fact, because 1,500 tests take longer than what they try.
    rows = [row for row in ROWS if row[0] == fact]
    assert rows
    assert [wrong for row in rows if (wrong := misfit(*row))] == []


@each_row("fact", FITTED_FACTS)
@each_row("text", [",", "3-", "x", "."])
def test_a_word_without_an_end_is_refused_before_anything_is_matched(fact: str, text: str) -> None:
    assert fit_fact(fact, f"a {text * 2_400} b").reason == (
        "That is too long for one sentence. The main point is enough."
    )


@each_row("fact", FITTED_FACTS)
def test_a_word_of_one_letter_is_read_once(fact: str) -> None:
    # It took longer than the age of the universe by runs of two, three, and so on.
    fitting = fit_fact(fact, f"{'x' * 199} who {'y' * 199}")
    assert bool(fitting.phrasings) is not bool(fitting.reason)


def test_a_long_link_stays_a_link() -> None:
    article = f"How teams learn, https://example.org/{'teams/' * 50}"
    assert fit_fact("article", article).phrasings["article"] == article


def test_each_fitted_fact_has_its_phrasings() -> None:
    assert tuple(PHRASING_FUNCTIONS) == FITTED_FACTS


@settings(max_examples=40)
@given(fact=st.sampled_from(FITTED_FACTS), text=typed)
def test_whatever_is_typed_there_are_forms_or_a_reason_and_no_form_has_a_line_break(
    fact: str, text: str
) -> None:
    fitting = fit_fact(fact, text)
    assert bool(fitting.phrasings) is not bool(fitting.reason) or not text.strip()
    for phrasing in fitting.phrasings.values():
        assert phrasing == " ".join(phrasing.split()) != ""
    assert "\n" not in fitting.reason


@settings(max_examples=40)
@given(fact=st.sampled_from(FITTED_FACTS), text=typed)
def test_a_form_that_is_typed_again_stays_as_it_is(fact: str, text: str) -> None:
    for name, phrasing in fit_fact(fact, text).phrasings.items():
        if name not in (fact, "strength_i", "strength_do"):
            assert fit_fact(fact, phrasing).phrasings[name] == phrasing


@each_row("fact", ["discussed", "strength", "example", "interest"])
def test_what_was_typed_and_says_nothing_is_asked_for_again_with_the_reason(fact: str) -> None:
    nothing: dict[str, Any] = {fact: "n/a"}
    facts = Facts(**nothing)
    missing = draft(facts, MessageKind.THANK_YOU_EMAIL, load_templates(SHIPPED)).missing
    [again] = [lack for lack in missing if lack.fact == fact]
    assert again.reason == "“n/a” can't go into the message."
    assert again.sentence_start.endswith(" ...")
    assert again.text == f"{again.reason} {again.sentence_start}"


@each_row(
    ("text", "kind"),
    [
        ("budget cuts", FragmentKind.NOUN),
        ("leading people", FragmentKind.GERUND),
        ("stay calm", FragmentKind.BASE),
        ("stays calm", FragmentKind.THIRD),
        ("led a team", FragmentKind.PAST),
        ("calm under pressure", FragmentKind.ADJECTIVE),
        ("near my house", FragmentKind.PLACE),
        ("how you train people", FragmentKind.QUESTION),
        ("the team is small", FragmentKind.CLAUSE),
        ("I led a team. It was good", FragmentKind.SENTENCES),
        ("n/a", FragmentKind.UNUSABLE),
    ],
)
def test_a_fragment_is_classified(text: str, kind: FragmentKind) -> None:
    assert classify(text) is kind


@each_row(
    ("text", "tidied"),
    [
        ("- night shifts, etc.", "night shifts"),
        ("i dont panic 😅", "I don't panic"),
        ("  BUDGET CUTS AND OVERTIME ", "budget cuts and overtime"),
        ("“a live dashboard”", "a live dashboard"),
        ("patience\nhumor", "patience, humor"),
        ("w/ kids &amp", "with kids &amp"),
        ("", ""),
    ],
)
def test_what_phones_and_hurry_leave_is_tidied_away(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_a_title_or_a_shortened_word_ends_no_sentence() -> None:
    assert sentences("Dr. Obi saved approx. 5 hours. Good") == ["Dr. Obi saved approx. 5 hours", "Good"]


@each_row(
    ("base", "forms"),
    [
        ("lead", ("leads", "led", "led", "leading")),
        ("try", ("tries", "tried", "tried", "trying")),
        ("plan", ("plans", "planned", "planned", "planning")),
        ("write", ("writes", "wrote", "written", "writing")),
        ("teach", ("teaches", "taught", "taught", "teaching")),
        ("be", ("is", "was", "been", "being")),
        ("put", ("puts", "put", "put", "putting")),
        ("stay", ("stays", "stayed", "stayed", "staying")),
        ("oversee", ("oversees", "oversaw", "overseen", "overseeing")),
    ],
)
def test_the_forms_of_a_verb(base: str, forms: tuple[str, str, str, str]) -> None:
    assert (third_person(base), past(base), participle(base), gerund(base)) == forms
