"""Workbooks: every cell is what it was, read back by two programs that did not write it."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from followup_core.formats.xlsx_writer import CELL_LIMIT, CUT_MARK, Cell, OutputSheet, write_workbook
from followup_core.models import MAX_CELL_BYTES
from tests.unit.row_table import each_row

pytestmark = pytest.mark.thorough

DAY = date(2026, 11, 18)
TEN = datetime.fromisoformat("2026-11-02T10:30")
HOSTILE = (
    *(
        "=1+1",
        "{=SUM(A1)}",
        "+1 212 555 0100",
        "-7",
        "@SUM(A1)",
        "＝1",
        "'=1",
        "007",
        "1e5",
        "TRUE",
        "NA",
        "Null",
    ),
    *("2026-11-18", "https://example.org", "mailto:dana@example.org", "internal:'people'!A1", "<r>&</r>"),
    *(
        "<r><t>x</t></r>",
        "<b>&amp;\"'",
        "  spaces  ",
        "two\nlines",
        "\ttab",
        "naïve 王小明 שלום \u202eevil 😀",
    ),
)


def sheet(*rows: Sequence[Cell], header: tuple[str, ...] = ("A", "B"), as_text: bool = False) -> OutputSheet:
    return OutputSheet(name="one", header=header, rows=rows, as_text=as_text)


def by_calamine(data: bytes, name: str = "one") -> list[list[object]]:
    sheet_data = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name)
    return [list(row) for row in sheet_data.to_python(skip_empty_area=False)]


def by_openpyxl(data: bytes, name: str = "one") -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_each_kind_of_cell_is_read_back_as_its_kind() -> None:
    row: tuple[Cell, ...] = ("Acme", 3, DAY, TEN, None, "")
    workbook = write_workbook([sheet(row, header=tuple("abcdef"))], made_on=DAY)
    assert by_calamine(workbook)[1] == ["Acme", 3.0, DAY, TEN, "", ""]
    midnight = datetime.fromisoformat("2026-11-18")
    assert by_openpyxl(workbook)[1] == ["Acme", 3, midnight, TEN, None, None]
    cells = openpyxl.load_workbook(io.BytesIO(workbook))["one"][2]
    assert [cell.number_format for cell in cells][2:4] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


@each_row("as_text", [False, True])
def test_text_is_text_whatever_it_looks_like(as_text: bool) -> None:
    workbook = write_workbook([sheet(HOSTILE, header=HOSTILE, as_text=as_text)], made_on=DAY)
    assert by_calamine(workbook) == by_openpyxl(workbook) == [list(HOSTILE), list(HOSTILE)]
    for row in openpyxl.load_workbook(io.BytesIO(workbook))["one"].iter_rows():
        assert {(cell.data_type, cell.hyperlink) for cell in row} == {("s", None)}
    written = parts(workbook)
    assert not any(re.search(r"<f[ >]|<hyperlink", body) for body in written.values())
    assert not any("hyperlink" in body for name, body in written.items() if name.endswith(".rels"))


def test_the_header_is_bold_stays_in_view_and_is_printed_on_each_page() -> None:
    workbook = write_workbook(
        [OutputSheet(name="one", header=("A",), rows=[("x",)], above=("Title", "More"))], made_on=DAY
    )
    worksheet = openpyxl.load_workbook(io.BytesIO(workbook))["one"]
    assert by_openpyxl(workbook) == [["Title"], ["More"], ["A"], ["x"]]
    assert worksheet.freeze_panes == "A4"
    assert (worksheet["A3"].font.bold, worksheet["A4"].font.bold) == (True, False)
    assert worksheet.print_title_rows == "$3:$3"
    assert worksheet.page_setup.fitToHeight == 0


@each_row(("letter", "size"), [(False, 9), (True, 1)])
def test_the_paper_is_the_one_of_the_country(letter: bool, size: int) -> None:
    workbook = write_workbook([sheet()], made_on=DAY, letter=letter)
    assert openpyxl.load_workbook(io.BytesIO(workbook))["one"].page_setup.paperSize == size


def test_the_same_sheets_and_day_give_the_same_bytes() -> None:
    workbooks = [write_workbook([sheet(("a", 1), ("b", 2))], made_on=DAY, title="T") for _ in range(2)]
    assert workbooks[0] == workbooks[1]
    assert "2026-11-18T00:00:00Z" in parts(workbooks[0])["docProps/core.xml"]
    assert workbooks[0] != write_workbook([sheet(("a", 1), ("b", 2))], made_on=date(2026, 11, 19), title="T")


@each_row("char", ["a", "😀"])
def test_a_text_longer_than_a_cell_may_be_is_cut_and_says_so(char: str) -> None:
    size = len(char.encode("utf-16-le")) // 2
    whole = char * (CELL_LIMIT // size)
    workbook = write_workbook([sheet((whole, whole + char))], made_on=DAY)
    first_cell, second_cell = by_calamine(workbook)[1]
    assert first_cell == whole
    assert isinstance(second_cell, str)
    assert second_cell.endswith(CUT_MARK)
    assert whole.startswith(second_cell.removesuffix(CUT_MARK))
    assert len(second_cell) * size > CELL_LIMIT - 2 * len(CUT_MARK)


def test_no_cell_of_a_table_is_ever_cut() -> None:
    assert MAX_CELL_BYTES < CELL_LIMIT, "a character takes at least as many bytes as UTF-16 units"


def test_what_no_xml_can_hold_is_seen() -> None:
    workbook = write_workbook([sheet(("a\x00b", "c\ud800d\ufffee\uffff"))], made_on=DAY)
    assert by_calamine(workbook)[1] == ["a\ufffdb", "c\ufffdd\ufffde\ufffd"]


def test_a_row_of_another_width_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zip"):
        write_workbook([sheet(("only one",))], made_on=DAY)


def test_more_columns_than_letters_are_all_there_and_those_of_text_stay_text_when_somebody_edits_them() -> (
    None
):
    header = tuple(f"column {number}" for number in range(100))
    workbook = write_workbook([sheet(header, header=header, as_text=True)], made_on=DAY)
    assert by_calamine(workbook) == [list(header), list(header)]
    written = parts(workbook)["xl/worksheets/sheet1.xml"]
    assert "A1:CV1048576" in written
    assert "numberStoredAsText" in written
    worksheet = openpyxl.load_workbook(io.BytesIO(workbook))["one"]
    assert {cell.number_format for cell in worksheet[2]} == {"@"}


XML_PIECES = (
    *("_", "x", "_x0041", "_x0041_", "_x000D", "_x005F_", "<r>", "</r>", "&", "<t>", "]]>", "a", "é", "😀"),
    *("\n", "\t", " ", "\x7f", "\x85", "\u2028"),
)
CONTROLS = ("\r", "\r\n", "\x01", "\x0b")


def joined(chars: Sequence[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(chars), max_size=8).map("".join)


@settings(max_examples=100)
@given(joined(XML_PIECES) | st.text(st.characters(exclude_characters="\x00\ufffe\uffff_<", codec="utf-8")))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    workbook = write_workbook([sheet((text, "end"))], made_on=DAY)
    assert by_calamine(workbook)[1] == [text, "end"]


@settings(max_examples=60)
@given(joined(XML_PIECES + CONTROLS))
def test_control_characters_are_read_back_or_seen(text: str) -> None:
    cell = by_calamine(write_workbook([sheet((text, "end"))], made_on=DAY))[1][0]
    pictured = text.translate({number: 0x2400 + number for number in (1, 11, 13)})
    assert cell in (text, pictured)
