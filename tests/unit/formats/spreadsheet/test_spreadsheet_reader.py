"""A spreadsheet is read as it was meant, or refused with a sentence that says where and why."""

import io
import zipfile
from datetime import date, datetime, time

import pytest

from followup_core.formats.parsed_file import UnreadableFile

from .spreadsheet_files import csv_of, read, rows, xlsx

pytestmark = pytest.mark.thorough


def refusal(data: bytes | str, name: str = "file.csv") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)
    return str(refused.value)


SEMICOLONS = "The cells are separated by semicolons, and were read that way."
OLD_ENDS = "The lines end in an old way (carriage returns only). They were read anyway."
WINDOWS = (
    "The file is not in UTF-8. It was read as Western European (Windows-1252): check that names are right."
)


@pytest.mark.parametrize(
    ("data", "encoding", "notices"),
    [
        ("\ufeffCompany,Role\r\nÇelik,Planner\r\n", "utf-8", ()),
        ("Company;Role\nÇelik;Planner\n", "utf-8", (SEMICOLONS,)),
        ("Company\tRole\nÇelik\tPlanner\n", "utf-8", (SEMICOLONS.replace("semicolons", "tabs"),)),
        ("Company,Role\rÇelik,Planner\r", "utf-8", (OLD_ENDS,)),
        ("Company,Role\nÇelik,Planner\n", "cp1252", (WINDOWS,)),
        ("\ufeffCompany,Role\nÇelik,Planner\n", "utf-16-le", ()),
        ("\ufeffCompany,Role\nÇelik,Planner\n", "utf-16-be", ()),
    ],
)
def test_a_table_is_read_however_it_was_saved(data: str, encoding: str, notices: tuple[str, ...]) -> None:
    sheet = read(data.encode(encoding))
    assert (sheet.columns, rows(sheet), sheet.notices) == (
        ("Company", "Role"),
        [("Çelik", "Planner")],
        notices,
    )


def test_lines_are_counted_as_an_editor_does_and_rows_of_another_width_stay_out() -> None:
    sheet = read(
        '\n\nCompany,Role\nAcme\n\n"Borealis\nAG",Engineer\n , \nÇelik,Planner,too many\nDelta,Lead,\n'
    )
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (6, ("Borealis\nAG", "Engineer")),
        (10, ("Delta", "Lead")),
    ]
    assert [str(skipped) for skipped in sheet.skipped] == [
        "Line 4: The row has 1 cell where the header has 2. Correct it, and choose the file again.",
        "Line 9: The row has 3 cells where the header has 2. Correct it, and choose the file again.",
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b"Company,company\nA,B\n",
            "Two columns are called “company”. Give one of them another name, and choose it again.",
        ),
        (
            b'Company,Role\nAcme,Analyst\n"Borealis,Engineer\nMore,Rows\n',
            "Line 3: A quote is opened and never closed. Close it, and choose the file again.",
        ),
        (b'Company,Role\n"Acme"x,Analyst\n', "Line 2: There is a quote in the middle"),
        (
            b"Company,Role\nA\x00,B\n",
            "The file holds a NUL character at byte 15, so it isn't a text table."
            " Save it as “CSV UTF-8”, and choose that file.",
        ),
        (
            b"Company,Role\nA\xed\xa0\x80,B\n",
            "The file contains half of a character (a lone surrogate) at position 15."
            " Delete that character, and choose it again.",
        ),
        (b"  <html>\n", "The file is a web page, not a table."),
        (b"PK\x03\x04abc", "The file is a ZIP archive or a workbook, not a CSV table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "The file is in an old Excel format (.xls)."),
        (b"\x00\x00\x00", "The file is empty."),
        (b"\n \n", "The file is empty."),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(data: bytes, what: str) -> None:
    assert refusal(data).startswith(what)


def test_a_cell_above_20_kb_a_file_above_5_mb_and_more_than_100_columns_are_refused() -> None:
    big = "x" * 20_001
    assert refusal(f"Company,Role\nAcme,{big}\n") == (
        "Line 2: A cell is longer than 20 kB. Shorten it, and choose the file again."
    )
    assert refusal(f"Company,Role\nAcme,{'x' * 200_000}\n").startswith("Line 2: A cell is longer")
    assert rows(read(f"Company,Role\nAcme,{big[1:]}\n"))[0][1] == big[1:]
    assert refusal(b"Company\n" + b"x" * 5_000_001).startswith("The file is larger than 5 MB.")
    wide = csv_of([[f"c{number}" for number in range(101)], ["x"] * 101])
    assert refusal(wide).startswith("The table has more than 100 columns.")


def test_more_than_5000_rows_are_refused() -> None:
    assert refusal(csv_of([["Company", "Role"], *[["Acme", "Analyst"]] * 5_001])).startswith(
        "The table has more than 5,000 rows."
    )
    assert len(read(csv_of([["Company", "Role"], *[["Acme", "Analyst"]] * 5_000])).rows) == 5_000


def test_columns_without_a_name_are_named_or_dropped() -> None:
    sheet = read("Company,,Role,\nAcme,x,Analyst,\n")
    assert (sheet.columns, rows(sheet)) == (("Company", "Column 2", "Role"), [("Acme", "x", "Analyst")])


# Workbooks.


def test_typed_cells_become_the_texts_a_person_would_write() -> None:
    header = ["Company", "Role", "Interview Date", "Salary", "Remote", "Interview Time"]
    row = ["Acme", 7, datetime.fromisoformat("2026-11-02T10:30"), 60000.5, True, time(14, 30)]
    other = ["Borealis", "007", date(2026, 11, 3), 3.0, None, None]
    sheet = read(xlsx(("Jobs", [header, row, other])), "file.xlsx")
    assert [(each.line, each.cells) for each in sheet.rows] == [
        (2, ("Acme", "7", "2026-11-02T10:30", "60000.5", "yes", "14:30")),
        (3, ("Borealis", "007", "2026-11-03", "3", "", "")),
    ]


def test_a_table_may_begin_below_titles() -> None:
    sheet = read(
        xlsx(("Jobs", [["My search"], [], ["", "Company", "Role"], ["", "Acme", "Analyst"]])), "x.xlsx"
    )
    assert (sheet.columns, rows(sheet)) == (("Company", "Role"), [("Acme", "Analyst")])


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    assert old in members[name]
    return packed({**members, name: members[name].replace(old, new)})


SMALL = xlsx(("Jobs", [["Company", "Role"], ["Acme", "Analyst"]]))
SHEET = "xl/worksheets/sheet1.xml"


def test_an_empty_formatted_cell_far_away_is_no_cell() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    data = changed(SMALL, SHEET, b"</sheetData>", far)
    assert rows(read(data, "x.xlsx")) == [("Acme", "Analyst")]


def test_rows_without_places_are_held_to_the_limit_too() -> None:
    data = changed(SMALL, SHEET, b'<row r="2"', b'<row r="900000"')
    data = changed(data, SHEET, b'<c r="A2"', b"<c")
    assert refusal(data, "x.xlsx").startswith("A cell is far away")


def test_what_unpacks_to_more_than_20_mb_is_refused() -> None:
    bomb = packed({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 21_000_000})
    assert len(bomb) < 1_000_000
    assert refusal(bomb, "x.xlsx") == (
        "The workbook unpacks to more than 20 MB. Save only the table as “CSV UTF-8”."
    )


def test_what_lies_about_its_size_is_refused_too() -> None:
    bomb = packed({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 30_000_000})
    size = (30_000_000).to_bytes(4, "little")
    lying = bomb.replace(size, (1_000).to_bytes(4, "little"))
    assert lying != bomb
    assert refusal(lying, "x.xlsx").startswith(("The workbook is damaged.", "The workbook unpacks"))


def test_entities_are_refused() -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet'
    assert refusal(changed(SMALL, SHEET, b"<worksheet", evil), "x.xlsx").startswith(
        "The workbook declares entities, as no spreadsheet does."
    )


def test_a_workbook_without_a_cell_and_another_zip_are_refused() -> None:
    assert refusal(xlsx(("Empty", [])), "x.xlsx") == "There is nothing in the workbook. Choose another file."
    assert refusal(packed({"a.txt": b"x"}), "x.xlsx") == (
        "This ZIP archive is not a spreadsheet. Choose an XLSX, ODS or CSV file."
    )


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_a_cut_workbook_is_refused(part: float) -> None:
    assert refusal(SMALL[: int(len(SMALL) * part)], "x.xlsx").startswith("The workbook is damaged.")


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="Jobs">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(rows_xml: str) -> bytes:
    manifest = (
        '<?xml version="1.0"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/"'
        ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": (ODS_HEAD + rows_xml + ODS_TAIL).encode(),
        }
    )


def text_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


ODS_TABLE = ods_row(text_cell("Company"), text_cell("Role")) + ods_row(
    text_cell("Acme"), text_cell("Analyst")
)
FILLER = '<table:table-cell table:number-columns-repeated="16382"/>'


def test_a_libreoffice_file_has_typed_dates_and_ends_in_a_million_empty_rows() -> None:
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2026-11-02">'
        "<text:p>02/11/26</text:p></table:table-cell>"
    )
    filled = ods_row(text_cell("Company"), text_cell("Interview Date"), FILLER) + ods_row(
        text_cell("Acme"), day, FILLER
    )
    empty = ods_row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        more=' table:number-rows-repeated="1048574"',
    )
    assert rows(read(ods(filled + empty), "x.ods")) == [("Acme", "2026-11-02")]
