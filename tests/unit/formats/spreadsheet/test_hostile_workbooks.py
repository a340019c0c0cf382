"""Workbooks made to take all memory or to stop the program are refused before a library opens them."""

import io
import zipfile

import pytest

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import read_sheet

from .spreadsheet_files import rows
from .test_spreadsheet_reader import (
    FILLER,
    ODS_HEAD,
    ODS_TABLE,
    ODS_TAIL,
    SHEET,
    SMALL,
    changed,
    ods,
    ods_row,
    packed,
    refusal,
    text_cell,
)

pytestmark = pytest.mark.thorough

FAR = "A cell is far away from the table."
TOO_MUCH = "The workbook unpacks to more than 20 MB."
DAMAGED = "The workbook is damaged."


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_texts(texts: bytes, cells: bytes) -> bytes:
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return packed(
        members(SMALL)
        | {
            "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            + texts
            + b"</sst>",
            SHEET: start + cells + b"</sheetData></worksheet>",
        }
    )


TWO = b"><si><t>Company</t></si><si><t>Role</t></si>"
HEADER = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
ROW = b'<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>5</v></c></row>'


@pytest.mark.parametrize(
    "place", [b"r='XFD1048576'", b'r = "XFD1048576"', b'x=">" r="XFD1048576"', b'r="xfd1048576"']
)
def test_a_far_cell_is_found_however_it_is_written(place: bytes) -> None:
    assert refusal(changed(SMALL, SHEET, b'r="B2"', place), "x.xlsx").startswith(FAR)


def test_a_far_cell_is_found_in_whatever_member_the_sheet_is() -> None:
    all_members = members(SMALL)
    links = all_members["xl/_rels/workbook.xml.rels"]
    all_members["xl/_rels/workbook.xml.rels"] = links.replace(b"worksheets/sheet1", b"elsewhere/sheet1")
    sheet = all_members.pop(SHEET).replace(b'r="B2"', b'r="XFD1048576"')
    assert refusal(packed(all_members | {"xl/elsewhere/sheet1.xml": sheet}), "x.xlsx").startswith(FAR)


@pytest.mark.parametrize("count", [b"4294967295", b"99999999999999999999999"])
def test_a_promised_number_of_texts_is_not_believed(count: bytes) -> None:
    promised = b' count="' + count + b'" uniqueCount="' + count + b'"' + TWO
    assert refusal(with_texts(promised, HEADER + ROW), "x.xlsx").startswith(DAMAGED)


def test_one_long_text_that_many_cells_refer_to_is_refused() -> None:
    long = b"><si><t>" + b"x" * 19_000 + b"</t></si>"
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 90 + b"</row>"
    assert refusal(with_texts(long, row * 1_000), "x.xlsx").startswith(TOO_MUCH)


def test_shared_texts_are_read_and_one_that_is_not_there_is_refused() -> None:
    assert rows(read_sheet("x.xlsx", with_texts(TWO, HEADER + ROW))) == [("Role", "5")]
    assert refusal(with_texts(TWO, HEADER.replace(b"<v>1<", b"<v>7<")), "x.xlsx").startswith(DAMAGED)


@pytest.mark.parametrize(
    "cells",
    [b"<a>" * 300 + b"</a>" * 300, b"<a " + b" ".join(b'a%d=""' % each for each in range(300)) + b"/>"],
)
def test_deep_and_laden_elements_are_refused(cells: bytes) -> None:
    assert refusal(with_texts(TWO, HEADER + cells), "x.xlsx").startswith(DAMAGED)


def test_millions_of_elements_are_refused() -> None:
    body = ODS_HEAD.encode() + b"<a/>" * 2_000_000 + ODS_TAIL.encode()
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": body})
    assert refusal(data, "x.ods").startswith(TOO_MUCH)


def test_the_binary_format_is_refused_by_name() -> None:
    assert refusal(packed({"xl/workbook.bin": b"x"}), "x.xlsb").startswith(
        "The workbook is in Excel's binary format (.xlsb)."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_letters_than_utf_8_hide_no_entities(encoding: str) -> None:
    body = (ODS_HEAD + ODS_TABLE + ODS_TAIL).encode(encoding)
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": body})
    assert refusal(data, "x.ods").startswith(DAMAGED)


@pytest.mark.parametrize(
    "more",
    [
        ods_row('<table:table-cell table:number-columns-repeated="900000000"/>' * 2),
        ods_row('<table:table-cell table:number-columns-repeated="16000"/>' * 2) * 200,
        ods_row(text_cell("x"), more=' table:number-rows-repeated="99999999999999"'),
        ods_row(text_cell("x", ' table:number-columns-repeated="16384"')),
        ods_row(FILLER, text_cell("x")),
    ],
)
def test_repeated_cells_are_held_to_the_limits(more: str) -> None:
    assert refusal(ods(ODS_TABLE + more), "x.ods").startswith(FAR)


@pytest.mark.parametrize("how", ["text", "attribute"])
def test_a_long_text_is_not_repeated_by_the_thousand(how: str) -> None:
    repeated = ' table:number-columns-repeated="90"'
    cell = (
        text_cell("x" * 15_000, repeated)
        if how == "text"
        else f'<table:table-cell office:value-type="string" office:string-value="{"x" * 15_000}"{repeated}/>'
    )
    data = ods(ODS_TABLE + ods_row(cell, more=' table:number-rows-repeated="4900"'))
    assert refusal(data, "x.ods").startswith(TOO_MUCH)


def test_formatted_empty_columns_before_the_filler_are_no_harm() -> None:
    filler = '<table:table-cell table:number-columns-repeated="16376"/>'
    some = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="6"/>'
    padded = ODS_TABLE.replace("</table:table-row>", f"{some}{filler}</table:table-row>")
    last = ods_row(some, filler, more=' table:number-rows-repeated="1048574"')
    assert rows(read_sheet("x.ods", ods(padded + last))) == [("Acme", "Analyst")]


def test_two_members_of_one_name_are_refused() -> None:
    out = io.BytesIO(SMALL)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    assert refusal(out.getvalue(), "x.xlsx").startswith("The workbook contains two files with the same name.")


def test_more_than_a_thousand_members_are_refused() -> None:
    many = {f"x{number}": b"" for number in range(1_001)}
    assert refusal(packed(members(SMALL) | many), "x.xlsx").startswith("The workbook holds more than 1,000")


def test_a_flood_of_blank_lines_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 5,000 rows"):
        read_sheet("x.csv", b"Company,Role\n" + b"\n" * 200_000)
