"""Sheets on paper: text intact in every script, on the right paper, the same bytes every time."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from followup_core.formats.pdf import (
    Block,
    Bullets,
    Document,
    DocumentTable,
    Heading,
    LargeText,
    PageBreak,
    Paragraph,
    WritingLines,
    paper_size,
    pdf,
)
from followup_core.formats.pdf.fonts import MISSING_CHAR, printable

pytestmark = pytest.mark.thorough

DAY = date(2026, 11, 18)


def sheet(*blocks: Block, title: str = "A sheet") -> Document:
    return Document(title=title, blocks=blocks, made_on=DAY)


def read(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(document)))


def text_of(document: Document) -> str:
    return "\n".join(page.extract_text() for page in read(document).pages)


# East Asian text is on a sheet of its own, because it takes three times as long beside letters that join.
@pytest.mark.parametrize(
    "words",
    [
        ("Žofie Ólafsdóttir, Größe, façade", "Ελληνικά και Кириллица", "Nguyễn Thị Minh Khai"),
        ("王小明と田中さん", "김철수"),
        ("სახელი", "Անուն"),
    ],
)
def test_text_in_many_scripts_is_read_back_as_it_was(words: tuple[str, ...]) -> None:
    text = text_of(sheet(*(Paragraph(text=each) for each in words)))
    assert [each for each in words if each not in text] == []


def test_right_to_left_letters_are_all_there() -> None:
    text = text_of(sheet(Paragraph(text="שלום"), Paragraph(text="مرحبا")))
    assert set("שלוםمرحبا") <= set(text)
    assert MISSING_CHAR not in text


def test_a_letter_no_font_has_is_seen_and_never_dropped() -> None:
    shown, needed = printable("a\U0001f642b\ud800c\x00d\u200de")
    assert shown == f"a{MISSING_CHAR}b{MISSING_CHAR}c de"
    assert needed == frozenset()


@pytest.mark.parametrize(("country", "points"), [("US", (612, 792)), ("DE", (595, 842)), ("", (595, 842))])
def test_the_paper_is_the_one_usual_in_the_country(country: str, points: tuple[int, int]) -> None:
    box = read(replace(sheet(), size=paper_size(country))).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == points


def test_the_same_sheet_gives_the_same_bytes() -> None:
    document = sheet(
        Heading(text="Done"), Bullets(items=("One", "Two")), LargeText(text="Dear Dana,\n\nthank you.")
    )
    assert pdf(document) == pdf(document)


def test_a_long_table_goes_over_pages_and_repeats_its_header() -> None:
    rows = tuple((f"Organization {n}", "Data analyst " * 8) for n in range(60))
    reader = read(sheet(DocumentTable(header=("Where", "What"), rows=rows, widths=(1, 2))))
    assert len(reader.pages) > 1
    for page in reader.pages:
        assert "Where" in page.extract_text()
    assert "Organization 59" in reader.pages[-1].extract_text()


def test_what_shall_stay_on_one_page_is_set_smaller() -> None:
    long = sheet(*(Bullets(items=(f"Line {n} with some words in it.",)) for n in range(52)))
    assert len(read(long).pages) == 2
    one = read(replace(long, one_page=True))
    assert len(one.pages) == 1
    assert "Line 51" in one.pages[0].extract_text()


def test_a_sheet_carries_only_the_letters_it_uses() -> None:
    assert len(pdf(sheet(Paragraph(text="Plain words. " * 60)))) < 60_000


def test_a_word_without_an_end_stays_on_the_paper() -> None:
    text = text_of(sheet(Paragraph(text="W" * 500)))
    assert text.count("W") == 500


def test_what_follows_a_page_break_is_on_the_next_page_and_ruled_lines_leave_room_to_write() -> None:
    front, back, _ = read(
        sheet(Paragraph(text="Front"), PageBreak(), Paragraph(text="Back"), WritingLines(lines=40))
    ).pages
    assert "Front" in front.extract_text()
    assert "Back" in back.extract_text()
    assert "Back" not in front.extract_text()


TEXTS = st.text(max_size=200)
BLOCKS = st.one_of(
    st.builds(Heading, text=TEXTS),
    st.builds(Paragraph, text=TEXTS, quiet=st.booleans()),
    st.builds(Bullets, items=st.lists(TEXTS, max_size=4).map(tuple)),
    st.builds(LargeText, text=TEXTS),
    st.builds(
        DocumentTable,
        header=st.tuples(TEXTS, TEXTS),
        rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple),
    ),
)


@settings(max_examples=8)
@given(st.lists(BLOCKS, max_size=4), TEXTS)
def test_any_text_becomes_a_sheet(blocks: list[Block], title: str) -> None:
    assert pdf(sheet(*blocks, title=title)).startswith(b"%PDF")
