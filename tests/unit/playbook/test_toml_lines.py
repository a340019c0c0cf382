"""Finding the line of a field in TOML that is written in every tricky way."""

import tomllib

from followup_core.playbook.toml_lines import Path, line_of
from tests.unit.row_table import each_row

TRICKY = '''# [item] and id = "no" in a comment, with """ in it
title = "has [brackets] and id = 1 and # no comment"
text = """
[gap_days]
value = 1
quotes "" inside, and an escaped \\"""
[[item]]
"""
after_text = 1
literal = \'\'\'
[[item]]
id = "no" """
\'\'\'
after_literal = 2
path = 'C:\\' # a backslash ends no literal text
list = [
  "[gap_days]", # ]
  ["x"],
  [
    "value = 3",
  ],
]
inline = { value = 1, nested = { deep = 2 } }
dotted.value = 5
"quoted" = 6

[gap_days] # after the name
value = 7 # value = 8
unit = """days"""
why = \'\'\'one\'\'\'

[[item]]
id = "first"

[[ item ]]
  id = "second"
  say = ["a", "value = 1",
    "b"]
  rule = "A1"

[outer.inner]
value = 9
'''


@each_row(
    ("path", "line"),
    [
        (("text",), 3),
        (("literal",), 10),
        (("path",), 15),
        (("list",), 16),
        (("inline", "nested", "deep"), 23),
        (("dotted", "value"), 24),
        (("quoted",), 25),
        (("gap_days",), 27),
        (("gap_days", "value"), 28),
        (("gap_days", "source"), 27),
        (("item", 0, "id"), 33),
        (("item", 1), 35),
        (("item", 1, "id"), 36),
        (("item", 1, "say", 2), 37),
        (("item", 1, "question"), 35),
        (("outer", "inner", "value"), 42),
        (("item", 7), 1),
        ((), 1),
    ],
)
def test_a_field_is_found_on_its_line(path: Path, line: int) -> None:
    assert line_of(TRICKY, path) == line


NESTED = """[[outline]]
id = "one"

[[outline.activity]]
kind = "talk"

[[outline.activity]]
kind = "poll"

[[outline]]
id = "two"

[outline.more]
value = 1

[[outline.activity]]
kind = "talk"
"""


@each_row(
    ("path", "line"),
    [
        (("outline", 0, "activity", 0, "kind"), 5),
        (("outline", 0, "activity", 1, "kind"), 8),
        (("outline", 0, "activity", 1, "title"), 7),
        (("outline", 1, "id"), 11),
        (("outline", 1, "more", "value"), 14),
        (("outline", 1, "activity", 0, "kind"), 17),
        (("outline", 1, "activity", 1, "kind"), 10),
    ],
)
def test_a_table_within_the_tables_of_a_list_is_found_on_its_line(path: Path, line: int) -> None:
    assert line_of(NESTED, path) == line


def test_the_tricky_text_is_what_it_says() -> None:
    data = tomllib.loads(TRICKY)
    assert data["gap_days"]["value"] == 7
    assert [item["id"] for item in data["item"]] == ["first", "second"]


def test_windows_line_ends_and_line_separators_within_a_text_count_no_extra_lines() -> None:
    assert line_of(TRICKY.replace("\n", "\r\n"), ("gap_days", "value")) == 28
    assert line_of('a = "one\u2028two\x85three"\nb = 1\n', ("b",)) == 2
