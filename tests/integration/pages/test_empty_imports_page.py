"""For a file of which nothing comes in, the page says what it holds, why it stays out, and what to do."""

import pytest

from followup_core.models import Row
from tests.integration.services.imports.empty_files import CASES, Case
from tests.integration.services.workspaces import everything, started, with_person

from .screen import Screen, mine


def chosen(name: str, data: bytes) -> Screen:
    return Screen().open("import_file").fill("file-0", (name, data, "text/plain")).run()


def said(screen: Screen) -> str:
    return screen.text.replace("\\", "")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_says_what_it_found_and_why_that_stays_out(case: Case) -> None:
    with_person(mine(), started(mine()))
    before = everything(mine())
    screen = chosen(case.name, case.file)
    assert case.said in said(screen)
    assert "Import it" not in screen.buttons
    assert everything(mine()) == before


def book(*rows: Row) -> bytes:
    lines = (f"{row['first']},{row['last']},{row['firm']},\n" for row in rows)
    return ("First Name,Last Name,Organization Name,E-mail 1 - Value\n" + "".join(lines)).encode()


STRANGERS = [{"first": "Ada", "last": f"Byron {each}", "firm": "Elsewhere"} for each in range(12)]


def test_an_address_book_of_strangers_says_where_none_of_them_is() -> None:
    started(mine())
    screen = chosen("contacts.csv", book(*STRANGERS))
    assert (
        "12 contacts, none of them at a company where you interviewed."
        " To import someone anyway, choose them below."
    ) in said(screen)
    [people] = [each for each in screen.at.multiselect if each.label == "People"]
    people.set_value(people.options[:1])
    assert "New: 1 person." in said(screen.run())


def test_whoever_was_proposed_and_is_not_chosen_is_named_apart() -> None:
    started(mine())
    colleague = {"first": "Jo", "last": "Kim", "firm": "Acme Robotics"}
    screen = chosen("contacts.csv", book(*STRANGERS, colleague))
    assert "New: 1 person." in said(screen)
    [people] = [each for each in screen.at.multiselect if each.label == "People"]
    people.set_value([])
    assert ("13 contacts: 12 aren't at a company where you interviewed and 1 isn't chosen.") in said(
        screen.run()
    )
