"""One line of text: nothing in it begins a line, speaks to a terminal or turns its neighbors around."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from followup_core.text import one_line


@given(st.text())
def test_a_line_has_no_control_character_no_break_and_no_blank_at_its_ends(text: str) -> None:
    line = one_line(text)
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


def test_words_stay_as_they_are_with_their_joiners() -> None:
    for text in ("Dana Ruiz", "می\u200cخواهم", "👩\u200d💻", "Bücher & Co"):
        assert one_line(text) == text


def test_line_breaks_escapes_and_turned_text_become_one_space() -> None:
    assert one_line("a\r\n b\tc\x1b[31md\u202ee\u2066f\ud800") == "a b c [31md e f"
