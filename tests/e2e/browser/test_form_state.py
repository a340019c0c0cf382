"""What a form keeps, in a real browser: nothing that was saved or undone, and all that was only typed."""

import re

from playwright.sync_api import Browser, expect

from followup_core.models import Row
from tests.support.browser_page import DESKTOP, PHONE, Visitor, visiting
from tests.support.program import Program

EMPTY = {"Organization": "", "Role": "", "Notes": "", "decision": "dd/mm/yyyy", "format": ""}


def fill(visitor: Visitor) -> None:
    """Fill in every field of the form for a new interview."""
    visitor.write("Organization", "Acme Robotics")
    day = visitor.day_field("When will they decide?")
    for part, digits in (("day", "04"), ("month", "12"), ("year", "2026")):
        day.get_by_role("spinbutton", name=part).press_sequentially(digits)
    visitor.write("Role", "Analyst")
    visitor.tap(visitor.choice("Phone"))
    visitor.write("Notes", "They pay too little")


def shown(visitor: Visitor) -> dict[str, str]:
    """Return what the form for a new interview holds."""
    visitor.settle()
    texts = {label: visitor.field(label).input_value() for label in ("Organization", "Role", "Notes")}
    chosen = visitor.page.get_by_role("radio", checked=True).all_inner_texts()
    day = visitor.day_field("When will they decide?").inner_text()
    return {**texts, "decision": "".join(day.split()), "format": "".join(chosen)}


def row(program: Program) -> Row:
    [found] = program.stored("interviews")
    return found


def test_the_next_interview_begins_with_an_empty_form_after_a_save_and_after_its_undo(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        visitor.open("interviews?add=yes")
        fill(visitor)
        visitor.tap("Save the interview")
        visitor.sees("Saved.")
        assert (row(program)["role"], row(program)["decision_by"]) == ("Analyst", "2026-12-04")
        visitor.sees("Did you ask what happens next?")  # it leads on to the checklist
        visitor.go("Interviews")
        visitor.tap(visitor.page.get_by_text("Add an interview"))
        assert shown(visitor) == EMPTY
        visitor.tap("Undo")
        visitor.sees("Undone.")
        assert program.stored("interviews") == []
        assert shown(visitor) == EMPTY
        visitor.write("Organization", "Borealis")
        visitor.tap("Save the interview")
        visitor.sees("Borealis added")
        assert (row(program)["role"], row(program)["notes"], row(program)["decision_by"]) == ("", "", "")


def test_what_is_typed_for_an_interview_survives_another_page_and_back(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open("interviews?add=yes")
        fill(visitor)
        visitor.settle()
        filled = shown(visitor)
        visitor.go("Settings")
        visitor.go("Interviews")
        if not visitor.field("Organization").is_visible():
            visitor.tap(visitor.page.get_by_text("Add an interview"))
        assert shown(visitor) == filled
        assert filled["Notes"] == "They pay too little"


def test_an_undone_choice_is_neither_shown_nor_sent_again(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open()
        visitor.write("Organization", "Acme Robotics")
        visitor.tap("Show me what to do")
        visitor.sees("Saved.")
        interview_id = row(program)["interview_id"]
        visitor.open(f"interview?interview={interview_id}")
        visitor.tap(visitor.choice("Details"))
        offer = visitor.page.get_by_role("button", name=re.compile("Offer$"))
        visitor.tap(offer)
        visitor.sees("Saved.")
        assert row(program)["outcome"] == "offer"
        visitor.tap("Undo")
        visitor.sees("Undone.")
        visitor.settle()
        assert row(program)["outcome"] == ""
        expect(offer).to_contain_text("radio_button_unchecked")
        visitor.tap(visitor.choice("Story"))
        visitor.tap(visitor.choice("Details"))
        visitor.settle()
        assert row(program)["outcome"] == ""


def test_what_is_typed_in_settings_survives_another_part_and_an_undo_brings_it_not_back(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        visitor.open("settings")
        visitor.write("Your name", "Robin Ashby")
        visitor.tap(visitor.choice("Your data"))
        visitor.sees("Where it is")
        visitor.tap(visitor.choice("You"))
        visitor.settle()
        expect(visitor.field("Your name")).to_have_value("Robin Ashby")
        visitor.write("Phone", "+1 212 555 0100")
        visitor.field("Email").click()
        visitor.settle()
        assert {each["key"]: each["value"] for each in program.stored("settings")} == {
            "name": "Robin Ashby",
            "phone": "+1 212 555 0100",
        }
        visitor.tap("Undo")
        visitor.sees("Undone.")
        visitor.settle()
        expect(visitor.field("Phone")).to_have_value("")
        visitor.write("Email", "robin@example.org")
        visitor.field("Your name").click()
        visitor.settle()
        assert {each["key"] for each in program.stored("settings")} == {"name", "email"}
