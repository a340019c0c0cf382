"""What a person reads when something is wrong: one line, whatever it quotes."""

from followup_core.models import FollowUpError, Problem
from tests.unit.row_table import each_row


def test_an_error_says_where_what_and_the_remedy() -> None:
    error = FollowUpError("It is broken.", "Mend it.", where="people.csv, line 2")
    assert str(error) == "people.csv, line 2: It is broken. Mend it."
    assert str(FollowUpError("It is broken.", "")) == "It is broken."


@each_row("char", "\r\n\x00\x1b\x85\u2028")
def test_no_quoted_word_and_no_name_of_a_column_breaks_the_line(char: str) -> None:
    error = FollowUpError(f"“a{char}b” is no name.", "Mend it.", where=f"x{char}y")
    assert str(error) == "x y: “a b” is no name. Mend it."
    assert char in error.what
    problem = Problem(table="people", line=1, column=f"a{char}b", what=f"“{char}”.", remedy="Mend it.")
    assert str(problem) == "people.csv, line 1, column a b: “ ”. Mend it."
