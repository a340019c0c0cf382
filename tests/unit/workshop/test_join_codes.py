"""Codes that can be read off a wall, however they are typed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from followup_core.workshop.join_codes import (
    ALPHABET,
    JOIN_LENGTH,
    PAIR_LENGTH,
    PERSONAL_CODE_LENGTH,
    format_code,
    new_code,
    read_code,
)
from tests.unit.row_table import each_row

codes = st.text(ALPHABET, min_size=1, max_size=12)


def test_no_two_characters_of_a_code_look_alike_and_no_words_arise() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 21
    assert not set(ALPHABET) & set("AEIOUY0O1IL2Z5S8")
    assert len(set("6G") & set(ALPHABET)) <= 1
    assert len(set("UV") & set(ALPHABET)) <= 1


@each_row(
    ("length", "groups"), [(JOIN_LENGTH, [4, 4]), (PERSONAL_CODE_LENGTH, [4, 4, 4, 4]), (PAIR_LENGTH, [4])]
)
def test_codes_are_shown_in_groups_of_four(length: int, groups: list[int]) -> None:
    assert [len(group) for group in format_code(new_code(length)).split("-")] == groups


def test_codes_are_drawn_from_the_whole_alphabet_and_differ() -> None:
    drawn = [new_code(JOIN_LENGTH) for _ in range(300)]
    assert len(set(drawn)) == 300
    assert set("".join(drawn)) == set(ALPHABET)


def test_a_code_that_is_taken_is_not_given_again() -> None:
    first = new_code(PAIR_LENGTH, choose=random.Random(7).choice)
    assert new_code(PAIR_LENGTH, choose=random.Random(7).choice) == first
    assert new_code(PAIR_LENGTH, {first}, random.Random(7).choice) != first


@each_row(
    "typed",
    [
        *("KX7M-P3QT", "  kx7m p3qt \n", "Kx7M–p3qT", "“KX7M/P3QT.”", "ｋｘ７ｍ－ｐ３ｑｔ"),
        *("KX7M\u00a0P3QT", "\u200bKX7M\u00adP3QT\ufeff"),
    ],
)
def test_however_a_code_is_typed_it_is_understood(typed: str) -> None:
    assert read_code(typed) == "KX7MP3QT"


@each_row("typed", ["", "--", "KX7M-P3Q0", "KX7MP3QÉ", "\x00", "\ud800", "K" * 101])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@given(codes)
def test_a_code_is_read_as_it_was_shown(code: str) -> None:
    assert read_code(format_code(code)) == read_code(format_code(code).lower()) == code


@given(st.text())
def test_any_text_is_read_without_trouble(text: str) -> None:
    found = read_code(text)
    assert set(found) <= set(ALPHABET)
    assert read_code(found) == found
