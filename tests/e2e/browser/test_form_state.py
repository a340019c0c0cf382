"""What a form keeps, in a real browser: nothing that was saved or undone, and all that was only typed."""

from playwright.sync_api import Browser

from followup_core.models import Row
from tests.support.browser_page import PHONE, Visitor, visiting
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
