"""Encoding, separator, header and sheet are detected by how good a table they give."""

import pytest

from followup_core.formats.parsed_file import UnreadableFile
from followup_core.formats.spreadsheet import ReadOptions, read_sheet

from .spreadsheet_files import xlsx
from .test_spreadsheet_reader import read, rows

HEADER = "Company,Role\n"


@pytest.mark.parametrize(
    ("text", "encoding", "called"),
    [
        ("Компания,Должность\nЯндекс,Аналитик\n", "cp1251", "Cyrillic"),
        ("Εταιρεία,Θέση\nΑθήνα ΑΕ,Αναλυτής\n", "cp1253", "Greek"),
        ("会社,役職\nトヨタ自動車,エンジニア\n", "shift_jis", "Japanese"),
        ("公司,职位\n华为技术,工程师\n", "gb18030", "Chinese"),
        ("Company,Role\nMüller,Prüfer\n", "cp1252", "Western European"),
        ("Entreprise,Poste\nSociété Générale,Ingénieur\n", "cp1252", "Western European"),
    ],
)
def test_scripts_are_distinguished_and_named(text: str, encoding: str, called: str) -> None:
    sheet = read(text.encode(encoding))
    assert (sheet.encoding, ["".join(sheet.columns)]) == (encoding, [text.split("\n")[0].replace(",", "")])
    assert called in sheet.notices[0]


def test_letters_that_were_chosen_wrongly_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="The file is not in Unicode"):
        read((HEADER + "Müller,x\n").encode("cp1252"), reading=ReadOptions(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ["punycode", "unicode_escape", "nonsense", "zlib"])
def test_letters_that_are_none_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile, match="Choose another way to read it"):
        read(HEADER + "Acme,x\n", reading=ReadOptions(encoding=encoding))


@pytest.mark.parametrize(
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


def test_another_separator_can_be_chosen() -> None:
    assert rows(read("Company;Role\nAcme;a\n", reading=ReadOptions(delimiter=","))) == [("Acme;a",)]


def test_words_below_a_header_do_not_become_the_header() -> None:
    sheet = read("Company,How far,How\nAcme,Interview,Phone\n")
    assert (sheet.columns, rows(sheet)) == (("Company", "How far", "How"), [("Acme", "Interview", "Phone")])


def test_a_preamble_of_any_length_is_passed_over() -> None:
    notes = "Notes:\nWhen you export, some addresses may be missing, as people choose.\n\n" + "x\n" * 5
    assert read(notes + "\n" + HEADER + "Acme,a\n").columns == ("Company", "Role")


def test_trailing_separators_without_names_mean_nothing() -> None:
    sheet = read("Company,Role,,\nAcme,a,,\nBo,b\nCy,c,,,,\n")
    assert (sheet.columns, len(sheet.rows), sheet.skipped) == (("Company", "Role"), 3, ())


def test_more_than_a_hundred_blank_columns_are_no_columns() -> None:
    blank = "," * 150
    assert rows(read(f"Company,Role{blank}\nAcme,a{blank}\n")) == [("Acme", "a")]


def test_the_first_sheet_with_columns_that_we_know_is_read() -> None:
    data = xlsx(
        ("About", [["Made by", "me"], ["in", "2026"]]),
        ("Jobs", [["Company", "Role"], ["Acme", "Analyst"]]),
        ("More", [["Company", "Role"], ["Bo", "b"]]),
    )
    assert read_sheet("x.xlsx", data).sheet == "Jobs"
    assert read_sheet("x.xlsx", data, ReadOptions(sheet="About")).columns == ("Made by", "me")
    assert read_sheet("x.xlsx", data, ReadOptions(sheet="not there")).sheet == "Jobs"
