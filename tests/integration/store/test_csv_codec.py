"""Bytes to rows and back: nothing is guessed, nothing is lost, and every fault is named."""

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup_core.models import MAX_ROWS, SCHEMA, Key, Row
from followup_core.store import Table, Unreadable, csv_codec, table_dataframe
from followup_core.store.csv_codec import (
    DecodedTable,
    decode,
    decode_leniently,
    encode,
    quarantine_problem,
    text_trouble,
)

PEOPLE = SCHEMA["people"].columns
HEADER = ",".join(PEOPLE)
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


@pytest.mark.parametrize(
    "text",
    ["\ufeffkey,value\nname,Ada\n", "key,value\r\nname,Ada\r\n", "key,value\n\nname,Ada\n\n,\n\n"],
    ids=["byte order mark", "carriage return and line feed", "blank lines"],
)
def test_what_a_spreadsheet_adds_is_passed_over(text: str) -> None:
    assert settings(text) == {"name": "Ada"}


def test_every_cell_is_quoted_and_every_row_ends_in_a_line_feed() -> None:
    assert encode(("key", "value"), [{"key": "a"}]) == b'"key","value"\n"a",""\n'


def test_carriage_returns_alone_are_accepted_with_a_notice() -> None:
    decoded = decode("settings", b"key,value\rname,Ada\r")
    assert decoded.rows[("name",)]["value"] == "Ada"
    assert "carriage return" in decoded.notices[0].what


def test_a_carriage_return_in_a_note_gives_no_notice() -> None:
    assert decode("settings", b'key,value\nname,"a\rb"\n').notices == ()


def test_an_optional_column_that_is_missing_counts_as_not_given_and_is_told() -> None:
    decoded = decode("people", b"person_id,name,email,extra\np1,Ada,a@b.c,x\n")
    row = decoded.rows[("p1",)]
    assert (row["phone"], row["extra"]) == ("", "x")
    assert [problem.column for problem in decoded.problems] == [
        "organization",
        "title",
        "phone",
        "linkedin_url",
        "notes",
    ]


def test_rows_with_the_same_id_are_all_quarantined() -> None:
    decoded = decode("settings", b"key,value\na,1\nb,2\na,3\na,4\n")
    assert [*decoded.rows] == [("b",)]
    assert [(quarantined.line, quarantined.row["value"]) for quarantined in decoded.quarantined] == [
        (2, "1"),
        (4, "3"),
        (5, "4"),
    ]
    assert "several rows" in quarantine_problem("settings", decoded.quarantined[0]).what


def test_a_row_with_a_blank_id_is_quarantined() -> None:
    decoded = decode("settings", b"key,value\n ,1\nb,2\n")
    assert [*decoded.rows] == [("b",)]
    problem = quarantine_problem("settings", decoded.quarantined[0])
    assert (problem.line, problem.column) == (2, "key")
    assert "blank" in problem.what


def test_an_answer_about_the_whole_interview_has_no_person_and_is_no_blank_id() -> None:
    decoded = decode("answers", b"interview_id,person_id,item,answer\ni1,,asked_next_steps,yes\n")
    assert [*decoded.rows] == [("i1", "", "asked_next_steps")]


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"key,value\nname,A\x00da\n", r"NUL character at byte 17", 2),
        ("key,value\nname,Zoë\n".encode("cp1252"), r"Byte 18 .*0xeb.*UTF-8", 2),
        ("key,value\n".encode("utf-16"), r"UTF-16", 0),
        (b"<!DOCTYPE html><html>", r"web page", 0),
        (b"\n <html>", r"web page", 0),
        (b"PK\x03\x04rest", r"ZIP", 0),
        (b"", r"empty", 0),
        (b"\x00" * 4096, r"zero bytes", 0),
        (("key,value," + ",".join(f"c{n}" for n in range(10_000))).encode(), r"10002 columns", 1),
        (b"key,value\nname," + b"x" * 20_001 + b"\n", r"20 kB", 2),
        (b"key,value\nname," + "ä".encode() * 10_001 + b"\n", r"20 kB", 2),
        (b"key,value\nname," + b"x" * 2_000_000 + b"\n", r"20 kB", 2),
        (b"key;value\nname;Ada\n", r"column “key” is missing", 1),
        (b'key,value\nx,"two\nlines"\na\n', r"1 cell", 4),
        (b'key,value\nx,"two\nlines"\na,1,2\n', r"3 cells", 4),
        (b'key,value\na,1\nb,"2\nc,3\n', r"quote", 3),
        (b'key,value\n"a","1"\n"b,"2"\n"c","3"\n', r"quote", 3),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_no_table_is_refused_with_its_place(data: bytes, words: str, line: int) -> None:
    error = refused("settings", data)
    assert re.search(words, str(error))
    assert error.problem.line == line


def test_a_column_that_is_missing_or_there_twice_is_named() -> None:
    missing = refused("people", b"person_id,email\np1,a@b.c\n")
    assert str(missing).startswith("people.csv, line 1: The column “name” is missing")
    assert missing.problem.column == "name"
    assert refused("settings", b"key,value,value\n").problem.column == "value"


def test_half_a_character_is_refused_in_words() -> None:
    what, _ = text_trouble("ab\ud83d") or ("", "")
    assert "surrogate" in what
    assert "position 3" in what


def test_a_cell_of_just_twenty_kilobytes_is_accepted() -> None:
    assert settings(SETTINGS + "name," + "ä" * 10_000 + "\n")["name"] == "ä" * 10_000


@pytest.mark.thorough
def test_too_many_rows_are_refused_before_all_are_read() -> None:
    rows = "".join(f"k{number},1\n" for number in range(MAX_ROWS + 1))
    error = refused("settings", (SETTINGS + rows + "short\n").encode())
    assert error.problem.line == MAX_ROWS + 2
    assert f"{MAX_ROWS} rows" in str(error)


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
