"""Bytes to rows and back: nothing is guessed, nothing is lost, and every fault is named."""

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_core.models import SCHEMA, Key, Row
from followup_core.store import Table, Unreadable, csv_codec, table_dataframe
from followup_core.store.csv_codec import (
    DecodedTable,
    decode,
    decode_leniently,
    encode,
)

PEOPLE = SCHEMA["people"].columns
SETTINGS = "key,value\n"
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)


def settings(text: str) -> dict[str, str]:
    return {key[0]: row["value"] for key, row in decode("settings", text.encode()).rows.items()}


def refused(table: str, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        decode(table, data)
    return caught.value


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=8))
@example([["\r", '"', "=cmd|' /C calc'!A0"], ["\u202eevil", "\r\n", ","], ["x" * 20_000, "\n\r\n", "'"]])
@example([["", " ", "\ufeff"], ["\u2028", "\x0b\x0c\x1c\x85", "NA"], ["Null", "007", "1e5"]])
def test_any_text_comes_back_as_it_was(cells: list[list[str]]) -> None:
    columns = ("key", "value", "unknown", "more")
    rows = {
        (f"k{number}",): dict(zip(columns, (f"k{number}", *row), strict=True))
        for number, row in enumerate(cells)
    }
    data = encode(columns, rows.values())
    decoded = decode("settings", data)
    assert decoded.rows == rows
    assert decoded.columns == columns
    assert (decoded.quarantined, decoded.problems) == ((), ())
    assert encode(decoded.columns, decoded.rows.values()) == data


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
@example([("a\rb", "Null"), ("NA", ""), ("\r\n", '"')])
def test_the_data_frame_has_the_very_text(cells: list[tuple[str, str]]) -> None:
    rows: dict[Key, Row] = {
        (f"k{n}",): {"key": f"k{n}", "value": a, "odd": b, "": "x"} for n, (a, b) in enumerate(cells)
    }
    frame = table_dataframe(Table(columns=("key", "value", "odd", ""), rows=rows))
    assert list(frame.columns) == ["key", "value", "odd", ""]
    assert [tuple(row) for row in frame.itertuples(index=False, name=None)] == [
        tuple(row.values()) for row in rows.values()
    ]


def test_the_data_frame_of_an_empty_table_has_its_columns() -> None:
    frame = table_dataframe(Table(columns=PEOPLE, rows={}))
    assert (list(frame.columns), len(frame)) == (list(PEOPLE), 0)


def test_every_cell_is_quoted_and_every_row_ends_in_a_line_feed() -> None:
    assert encode(("key", "value"), [{"key": "a"}]) == b'"key","value"\n"a",""\n'


def test_a_carriage_return_in_a_note_gives_no_notice() -> None:
    assert decode("settings", b'key,value\nname,"a\rb"\n').notices == ()


def test_an_answer_about_the_whole_interview_has_no_person_and_is_no_blank_id() -> None:
    decoded = decode("answers", b"interview_id,person_id,item,answer\ni1,,asked_next_steps,yes\n")
    assert [*decoded.rows] == [("i1", "", "asked_next_steps")]


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"\n <html>", r"web page", 0),
        (b"key,value\nname," + "ä".encode() * 10_001 + b"\n", r"20 kB", 2),
        (b'key,value\nx,"two\nlines"\na\n', r"1 cell", 4),
        (b'key,value\n"a","1"\n"b,"2"\n"c","3"\n', r"quote", 3),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(data: bytes, words: str, line: int) -> None:
    error = refused("settings", data)
    assert re.search(words, str(error))
    assert error.problem.line == line


def test_a_cell_of_just_twenty_kilobytes_is_accepted() -> None:
    assert settings(SETTINGS + "name," + "ä" * 10_000 + "\n")["name"] == "ä" * 10_000


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_with_other_delimiters_is_read_as_an_outside_edit(delimiter: str) -> None:
    data = f"key{delimiter}value\nname{delimiter}Ada, B.\n".encode()
    decoded: DecodedTable = decode_leniently("settings", data)
    assert decoded.rows[("name",)]["value"] == "Ada, B."


CELLS = st.sampled_from(["a", "b", "", " ", '"x\ny"', '"\r\n"', "é", '"q""q"', 'q"', "x" * 20_001])
LINES = st.lists(st.lists(CELLS, min_size=0, max_size=4).map(",".join), max_size=6)


def either(table: str, data: bytes) -> DecodedTable | str:
    """Return what is read, or why it is refused."""
    try:
        return decode(table, data)
    except Unreadable as error:
        return str(error)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("settings", "key,value"),
        ("settings", "value,key,more"),
        ("interviewers", "interview_id,person_id,part"),
        ("answers", "interview_id,item,answer"),
        ("answers", "item,answer,interview_id,person_id"),
    ],
)
def test_a_table_is_read_at_once_as_row_by_row(table: str, header: str, lines: list[str], end: str) -> None:
    data = end.join((header, *lines)).encode()
    at_once = either(table, data)
    with patch.object(csv_codec, "_read_fast", return_value=None):
        assert either(table, data) == at_once
