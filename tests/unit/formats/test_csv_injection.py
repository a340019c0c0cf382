"""Cells in CSV files: none is run as a formula, and each comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from followup_core.formats.csv_injection import escape_formula, unescape_formula
from tests.unit.row_table import each_row

FORMULA_CHARS = "=+-@＝＋－＠\t\r\n"
NASTY = st.text(alphabet=st.sampled_from(f"'{FORMULA_CHARS} a1\u00a0\x00")) | st.text()


@each_row("start", [*FORMULA_CHARS, "  =", "\u00a0@"])
def test_what_begins_like_a_formula_gets_one_apostrophe(start: str) -> None:
    assert escape_formula(f"{start}1+1") == f"'{start}1+1"
    assert escape_formula(f"'{start}1+1") == f"''{start}1+1"


@each_row("text", ["", "Acme", "'", "''", "'n Sync", "Zoë =1", "a\t=b", "7", "'7", "O'Hara"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text
    assert unescape_formula(text) == text


def test_a_cell_written_by_another_program_loses_nothing() -> None:
    assert unescape_formula("=1+1") == "=1+1"
    assert unescape_formula("+1 212 555 0100") == "+1 212 555 0100"
    assert unescape_formula("'+1 212 555 0100") == "+1 212 555 0100"


@given(NASTY)
def test_every_cell_comes_back_as_it_was_and_none_goes_out_as_a_formula(text: str) -> None:
    escaped = escape_formula(text)
    assert unescape_formula(escaped) == text
    assert not escaped.startswith(tuple(FORMULA_CHARS))
    assert not escaped.lstrip().startswith(tuple(FORMULA_CHARS))
