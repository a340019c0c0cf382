"""From lines to details: each rule by itself, on lines as they are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.formats.business_card.contact import ContactDetails
from followup_core.formats.business_card.field_extraction import extract_contact
from followup_core.formats.business_card.ocr import MIN_CONFIDENCE, TextLine
from tests.unit.row_table import each_row


def line(text: str, height: float = 30, score: float = 0.99) -> TextLine:
    return TextLine(text=text, score=score, height=height, left=0, top=0)


def read(*texts: str, country: str = "") -> ContactDetails:
    return extract_contact([line(text) for text in texts], country=country)


@each_row(
    ("text", "email"),
    [
        ("dana.ruiz@acme.example", "dana.ruiz@acme.example"),
        ("E-Mail: dana @ acme .example", "dana@acme.example"),
        ("T +1 212 555 0142 | dana@acme.org", "dana@acme.org"),
        ("dana at acme.org", ""),
        ("dana@acme", ""),
    ],
)
def test_an_email_address_is_found_in_its_line(text: str, email: str) -> None:
    assert read(text).email == email


@each_row(
    ("text", "country", "phone"),
    [
        ("Tel. +49 30 901820-14", "", "+49 30 90182014"),
        ("030 / 901 820 14", "DE", "+49 30 90182014"),
        ("030 / 901 820 14", "", "030 / 901 820 14"),
        ("(212) 555-0142", "US", "+1 212-555-0142"),
        ("T +41 44 668 18 00 | F +41 44 668 18 01", "CH", "+41 44 668 18 00"),
        ("F +41 44 668 18 01 | T +41 44 668 18 00", "CH", "+41 44 668 18 00"),
        ("Fax: +49 30 901820-15", "DE", ""),
        ("10115 Berlin", "DE", ""),
    ],
)
def test_the_first_number_that_is_no_fax_is_taken(text: str, country: str, phone: str) -> None:
    assert read(text, country=country).phone == phone


@each_row(
    ("text", "address"),
    [
        ("linkedin.com/in/dana-ruiz", "https://www.linkedin.com/in/dana-ruiz"),
        ("www.linkedin.com / in / dana", "https://www.linkedin.com/in/dana"),
        ("in/dana-ruiz", "https://www.linkedin.com/in/dana-ruiz"),
        ("LinkedIn: /in/dana-ruiz", "https://www.linkedin.com/in/dana-ruiz"),
        ("linkedin.com/company/acme", ""),
        ("acme.org/in/2024 review", ""),
    ],
)
def test_a_profile_is_found_in_its_line(text: str, address: str) -> None:
    assert read(text).linkedin_url == address


@each_row(
    ("lines", "name", "title", "organization"),
    [
        (["Dana Ruiz, Head of People", "Acme Inc."], "Dana Ruiz", "Head of People", "Acme Inc."),
        (["DANA RUIZ-O'NEILL", "Recruiter"], "Dana Ruiz-O'Neill", "Recruiter", ""),
        (["Marcus Webb, PhD", "Professor"], "Marcus Webb", "Professor", ""),
        (["Prof. Dr. Anna Weiß", "Universität Ulm"], "Prof. Dr. Anna Weiß", "", "Universität Ulm"),
        (["Dana van der Berg | Recruiter", "Acme B.V."], "Dana van der Berg", "Recruiter", "Acme B.V."),
        (["Acme", "Dana Ruiz", "dana@acme.org"], "Dana Ruiz", "", "Acme"),
        (["International Business Machines", "www.ibm.com"], "", "", "International Business Machines"),
        (["Dana Ruiz", "dana.ruiz@gmail.com"], "Dana Ruiz", "", ""),
        (["王小明", "经理", "北京晨光有限公司"], "王小明", "经理", "北京晨光有限公司"),
        (["12 High Street", "London"], "", "", ""),
        ([], "", "", ""),
    ],
)
def test_name_title_and_organization_are_distinguished(
    lines: list[str], name: str, title: str, organization: str
) -> None:
    details = read(*lines)
    assert (details.name, details.title, details.organization) == (name, title, organization)


def test_the_address_decides_between_two_names_and_else_the_larger_letters_do() -> None:
    first, second = line("Maja Lind", 30), line("Dana Ruiz", 40)
    assert extract_contact([first, second]).name == "Dana Ruiz"
    assert extract_contact([first, second, line("maja.lind@acme.org", 20)]).name == "Maja Lind"


def test_a_line_that_is_not_sure_is_left_out() -> None:
    unsure = line("Dana Ruiz", score=MIN_CONFIDENCE - 0.01)
    assert extract_contact([unsure]) == ContactDetails()


@pytest.mark.thorough
@settings(max_examples=40)
@given(
    st.lists(st.builds(line, st.text(max_size=60), st.floats(0, 200)), max_size=12),
    st.sampled_from(["", "DE"]),
)
def test_any_lines_give_details_on_one_line_each(lines: list[TextLine], country: str) -> None:
    details = extract_contact(lines, country=country)
    assert "\n" not in f"{details.name}{details.title}{details.organization}{details.email}{details.phone}"


def test_a_line_without_any_height_is_read_all_the_same() -> None:
    assert extract_contact([line("Dana Ruiz", height=0)]).name == "Dana Ruiz"
