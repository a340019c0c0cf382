"""Names of many cultures, as they are written on cards, in lists and on LinkedIn."""

import csv
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.models.name_parser import parse_name
from followup_core.models.name_words import fold
from tests.unit.row_table import each_row

_TABLE = Path(__file__).with_name("names.csv")


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@each_row("row", _rows())
def test_a_name_is_read_as_its_bearer_would_or_is_one_to_ask_about(row: dict[str, str]) -> None:
    name = parse_name(row["text"])
    assert name.is_certain == (row["certain"] == "yes")
    if name.is_certain:
        parts = ("honorific", "given", "family", "suffixes", "pronouns")
        assert {part: getattr(name, part) for part in parts} == {part: row[part] for part in parts}


@each_row(
    ("text", "informal", "formal"),
    [
        ("Dana Ruiz", "Dana", "Dana Ruiz"),
        ("brenda okafor, charge nurse", "Brenda", "Brenda Okafor"),
        ("Brenda Okafor, House Supervisor", "Brenda", "Brenda Okafor"),
        ("Lee Harris, shop lead", "Lee", "Lee Harris"),
        ("brenda okafor, days", "Brenda Okafor", "Brenda Okafor"),
        ("nurse manager sue", "Nurse Manager Sue", "Nurse Manager Sue"),
        ("Mr. J. Chen", "Mr. Chen", "Mr. Chen"),
        ("Dr. Ada Obi", "Ada", "Dr. Obi"),
        ("DR. ADA OBI", "Ada", "Dr. Obi"),
        ("Dr. Obi", "Dr. Obi", "Dr. Obi"),
        ("Ms. Anna Kowalski", "Anna", "Ms. Kowalski"),
        ("Anna Kowalski", "Anna", "Anna Kowalski"),
        ("Sir Ian Blair", "Ian", "Sir Ian"),
        ("Prof. Dr. med. Eva Klein", "Eva", "Prof. Dr. Klein"),
        ("Dipl.-Ing. Karl Huber", "Karl", "Karl Huber"),
        ("Prof. Helena Bonham Carter", "Helena", "Prof. Helena Bonham Carter"),
        ("Dr. Jan van der Berg", "Jan", "Dr. van der Berg"),
        ("Beth Ann Kowalski", "Beth Ann", "Beth Ann Kowalski"),
        ("Ms. Mary Jo Hart", "Mary Jo", "Ms. Hart"),
        ("Sarah Marie Jones", "Sarah", "Sarah Marie Jones"),
        ("Ruiz, Dana", "Dana", "Dana Ruiz"),
        ("🚀 Dana Ruiz, PhD (she/her)", "Dana", "Dana Ruiz"),
        ("Li Wei", "Li Wei", "Li Wei"),
        ("Dr. Li Wei", "Dr. Li Wei", "Dr. Li Wei"),
        ("Hiring Team", "Hiring Team", "Hiring Team"),
        ("", "", ""),
    ],
)
def test_a_greeting_says_no_more_than_is_known(text: str, informal: str, formal: str) -> None:
    name = parse_name(text)
    assert (name.informal_greeting, name.formal_greeting) == (informal, formal)


@each_row(
    "texts",
    [
        ("Dana Ruiz", "Ruiz, Dana", "DANA RUIZ", "Dana Ruiz, PhD", "🚀 Dana Ruiz (She/Her)", "RUIZ Dana"),
        ("Li Wei", "Wei Li", "Dr. Li Wei", "Li, Wei"),
        ("Zoë Müller", "zoe muller", "Dr. Zoë Müller"),
        ("Mary-Ann O'Neil", "Mary Ann O’Neil"),
        ("John Q. Public", "John Public"),
        ("Søren Łuczak", "Soren Luczak"),
    ],
)
def test_spellings_of_one_name_share_their_match_key(texts: tuple[str, ...]) -> None:
    assert len({parse_name(text).match_key for text in texts}) == 1


@each_row(
    ("one", "other"),
    [("Dana Ruiz", "Dana Reyes"), ("Martin King", "Martin King, Jr."), ("Li Wei", "Li Na"), ("Ruiz", "Dana")],
)
def test_names_of_two_people_have_two_match_keys(one: str, other: str) -> None:
    assert parse_name(one).match_key != parse_name(other).match_key


def test_names_are_sorted_by_family_name_without_particles_and_accents() -> None:
    names = ["Ursula von der Leyen", "Zoé Léger", "Dr. Ada Obi", "Ruiz, Dana", "Łukasz Abel"]
    in_order = sorted(names, key=lambda name: parse_name(name).sort_key)
    assert in_order == ["Łukasz Abel", "Zoé Léger", "Ursula von der Leyen", "Dr. Ada Obi", "Ruiz, Dana"]


@settings(max_examples=60)
@given(st.text(max_size=80) | st.text("aA. ,-'()[]/|&\"éLi🚀", max_size=40))
def test_any_text_is_parsed_into_texts_on_one_line(text: str) -> None:
    name = parse_name(text)
    texts = (name.plain, name.honorific, name.given, name.middle, name.family, name.suffixes, name.pronouns)
    assert not any("\n" in part or part != part.strip() for part in texts)
    assert name.informal_greeting or not name.plain
    assert not name.is_certain or name.given or name.family


def test_a_match_key_is_folded_and_does_not_depend_on_composition() -> None:
    for row in _rows():
        key = parse_name(row["text"]).match_key
        assert sorted(fold(key).split()) == sorted(key.split())
        assert parse_name(unicodedata.normalize("NFD", row["text"])).match_key == key
