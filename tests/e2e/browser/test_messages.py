"""Messages in a real browser on a phone: a panel of four, a reload in between, files, sound pages."""

from playwright.sync_api import Browser, expect

from tests.support.browser_page import (
    DESKTOP,
    Visitor,
    assert_sound,
    assert_sound_on_both_screens,
    both_screens,
    visiting,
)
from tests.support.program import Program

PANEL = {
    "Dana Ruiz": "moving the weekly report to a live dashboard",
    "Chidi Okafor": "how the team plans its releases",
    "Maeve Donnelly": "the move to the new building",
    "Ravi Menon": "training the people at the front desk",
}

_ADD_A_FIELD = "() => document.body.insertAdjacentHTML('beforeend', '<textarea aria-label=Elsewhere>')"
"""The page's own fields may be gone with the next run; what was copied is pasted into this one."""


def met(visitor: Visitor) -> None:
    """Enter an interview of yesterday and the four people of its panel."""
    visitor.open()
    visitor.write("Organization", "Acme Robotics")
    visitor.tap("Show me what to do")
    visitor.sees("Leave alone")
    visitor.go("Interviews")
    visitor.go("Acme Robotics")
    visitor.tap(visitor.choice("People"))
    visitor.settle()
    visitor.write("Names, one on each line", "\n".join(PANEL))
    visitor.tap("Add to the list")
    for name in PANEL:
        expect(visitor.page.get_by_text(f"Edit {name}")).to_be_visible()
    visitor.settle()


def fill(visitor: Visitor, question: str, words: str) -> None:
    field = visitor.page.get_by_label(question)
    field.fill(words)
    field.blur()
    visitor.settle()


def test_a_panel_of_four_gets_four_different_thank_yous(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        met(visitor)
        before = visitor.taps
        visitor.go("All messages")
        visitor.go("Write the email")
        for number in range(len(PANEL)):
            # After one is marked as sent, the message to the next of the panel is open.
            visitor.sees("Thank-you email: ")
            visitor.settle()
            name = visitor.page.get_by_role("heading", level=1).inner_text().removeprefix("Thank-you email: ")
            talk = PANEL[name]
            fill(visitor, f"What did you and {name} talk about", talk)
            if number == 0:
                fill(visitor, "What is your name", "Robin Ashby")
                fill(visitor, "At which phone number", "+1 212 555 0100")
                fill(visitor, f"What did {name} say this job needs", "patience with untidy data")
                fill(
                    visitor,
                    "When did you show that strength",
                    "I brought forty sheets into one report.",
                )
                fill(visitor, "What draws you to this job", "the chance to build something new")
            visitor.sees("Nothing stands out.")
            visitor.tap("Mark as sent")
            visitor.sees(f"Thank-you email to {name} recorded")
            expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text(f"Thank-you email: {name}")
        print(f"four thank-yous: {visitor.taps - before} taps and {4 + 5} fields")
    bodies = [row["note"] for row in program.stored("touchpoints")]
    assert len(bodies) == len(set(bodies)) == 4
    for name, talk in PANEL.items():
        [body] = [body for body in bodies if f"Hi {name.split()[0]}," in body]
        assert talk in body
    for said_once in ("patience with untidy data", "forty sheets", "the chance to build something new"):
        assert sum(said_once in body for body in bodies) == 1


def test_one_tap_copies_the_subject_and_one_the_message_as_it_is_on_screen(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url) as visitor:
        met(visitor)
        visitor.go("All messages")
        visitor.go("Write the email")
        message = visitor.field("Message")
        visitor.page.evaluate(_ADD_A_FIELD)
        elsewhere = visitor.page.get_by_label("Elsewhere")
        message.fill("Hi Dana,\n\nmy own words: Größe, 🙂.")
        for button, field in (("Copy the message", message), ("Copy", visitor.field("Subject"))):
            visitor.tap(button)
            visitor.sees("The message is copied." if field is message else "The subject is copied.")
            elsewhere.fill("")
            elsewhere.press("Control+v")
            assert elsewhere.input_value() == field.input_value()


def test_the_pages_of_messages_are_sound(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.tap("Look around with sample data")
        visitor.sees("Back to mine")
        visitor.settle()
        visitor.go("All messages")
        assert_sound_on_both_screens(visitor)
        visitor.go("Write the email")
        visitor.sees("In the message:")
        assert visitor.field("Message").evaluate("area => area.scrollHeight <= area.clientHeight")
        for size in both_screens(visitor):
            draft = visitor.field("Message").bounding_box()
            questions = visitor.page.get_by_text("Make it yours.").bounding_box()
            assert draft
            assert questions
            if size == DESKTOP:
                assert questions["x"] > draft["x"] + draft["width"], "both are in sight while one types"
            else:
                assert questions["y"] > draft["y"] + draft["height"]
            assert_sound(visitor)
        visitor.go("All messages")
        visitor.tap(visitor.link("See the script"))
        visitor.settle()
        visitor.tap("Read it in large letters")
        visitor.sees("Say it slowly")
        assert_sound_on_both_screens(visitor)
        visitor.page.keyboard.press("Escape")
        visitor.go("Settings")
        visitor.tap(visitor.choice("Career centers"))
        visitor.sees("The wording of messages")
        assert_sound_on_both_screens(visitor)
