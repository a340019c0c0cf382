"""Encoding, separator, header and sheet are detected by how good a table they give."""

import pytest

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import ReadOptions, read_sheet
from tests.unit.row_table import each_row

from .spreadsheet_files import read, rows, xlsx

HEADER = "Company,Role\n"


@each_row(
    ("text", "encoding", "called"),
    [
        ("Компания,Должность\nЯндекс,Аналитик\n", "cp1251", "Cyrillic"),
        ("Εταιρεία,Θέση\nΑθήνα ΑΕ,Αναλυτής\n", "cp1253", "Greek"),
        ("公司,职位\n华为技术,工程师\n", "gb18030", "Chinese"),
        ("Entreprise,Poste\nSociété Générale,Ingénieur\n", "cp1252", "Western European"),
    ],
)
def test_scripts_are_distinguished_and_named(text: str, encoding: str, called: str) -> None:
    sheet = read(text.encode(encoding))
    assert (sheet.encoding, ["".join(sheet.columns)]) == (encoding, [text.split("\n")[0].replace(",", "")])
    assert called in sheet.notices[0]


def test_other_letters_and_another_separator_can_be_chosen() -> None:
    central = "Company;Role\nŁukasz;Księgowy\n".encode("cp1250")
    assert rows(read(central, reading=ReadOptions(encoding="cp1250"))) == [("Łukasz", "Księgowy")]
    assert rows(read(central, reading=ReadOptions(encoding="cp1250", delimiter=","))) == [
        ("Łukasz;Księgowy",)
    ]
    with pytest.raises(UnreadableFile, match="The file is not in Unicode"):
        read(central, reading=ReadOptions(encoding="utf-8"))


@each_row("encoding", ["unicode_escape", "zlib"])
def test_letters_that_are_none_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="Choose another way to read it"):
        read(HEADER + "Acme,x\n", reading=ReadOptions(encoding=encoding))


@each_row(
    ("text", "expected"),
    [
        ("Company,Notes\nAcme,one; two; three; four\n", [("Acme", "one; two; three; four")]),
        ("Company;Salary;Role\nAcme;60,5;a\nBo;70,5;b\n", [("Acme", "60,5", "a"), ("Bo", "70,5", "b")]),
        ('Firma;Wert\n"Acme, Inc";1\n"Bo, Ltd";2\n', [("Acme, Inc", "1"), ("Bo, Ltd", "2")]),
        ("Company|Role\nAcme|Analyst, junior\n", [("Acme", "Analyst, junior")]),
        ("sep=;\nCompany;Role\nAcme;Analyst\n", [("Acme", "Analyst")]),
        ("Company\nAcme\nBo\n", [("Acme",), ("Bo",)]),
    ],
)
def test_the_separator_is_the_one_that_gives_a_table(text: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(read(text)) == expected


def test_words_below_a_header_do_not_become_the_header() -> None:
    sheet = read("Company,How far,How\nAcme,Interview,Phone\n")
    assert (sheet.columns, rows(sheet)) == (("Company", "How far", "How"), [("Acme", "Interview", "Phone")])


def test_a_preamble_of_any_length_is_passed_over() -> None:
    notes = "Notes:\nWhen you export, some addresses may be missing, as people choose.\n\n" + "x\n" * 5
    assert read(notes + "\n" + HEADER + "Acme,a\n").columns == ("Company", "Role")


@each_row("blank", [",,", "," * 150])
def test_trailing_separators_without_names_mean_nothing(blank: str) -> None:
    sheet = read(f"Company,Role{blank}\nAcme,a{blank}\nBo,b\nCy,c,,,,\n")
    assert (sheet.columns, len(sheet.rows), sheet.skipped) == (("Company", "Role"), 3, ())


@pytest.mark.thorough
def test_the_first_sheet_with_columns_that_we_know_is_read_unless_another_is_chosen() -> None:
    data = xlsx(
        ("Empty", []),
        ("About", [["Made by", "me"], ["in", "2026"]]),
        ("Jobs", [["Company", "Role"], ["Acme", "Analyst"]]),
        ("More", [["Company", "Role"], ["Bo", "b"]]),
    )
    sheet = read_sheet("x.xlsx", data)
    assert (sheet.sheet, sheet.sheets) == ("Jobs", ("Empty", "About", "Jobs", "More"))
    assert sheet.notices == ("“Jobs” was read, of 4 sheets.",)
    assert read_sheet("x.xlsx", data, ReadOptions(sheet="About")).columns == ("Made by", "me")
    assert read_sheet("x.xlsx", data, ReadOptions(sheet="not there")).sheet == "Jobs"
