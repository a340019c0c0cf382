"""What is typed when somebody leaves in the middle of it, in a real browser: saved, or asked about first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.support.browser_page import DESKTOP, PHONE, Visitor, visiting
from tests.support.program import Program

PAUSE = 500  # milliseconds; nobody taps sooner after the last letter


def back(visitor: Visitor) -> None:
    visitor.page.go_back()


def reload(visitor: Visitor) -> None:
    visitor.page.keyboard.press("F5")  # without a window, the key alone does nothing
    visitor.page.wait_for_timeout(PAUSE)
    visitor.page.reload()


def close(visitor: Visitor) -> None:
    visitor.page.mouse.move(200, 200)
    visitor.page.mouse.move(200, -1)  # to the cross of the tab
    visitor.page.wait_for_timeout(PAUSE)
    visitor.page.close(run_before_unload=True)


def hide(visitor: Visitor) -> None:
    """Lock the phone, as far as the page can tell."""
    visitor.page.evaluate(
        "() => {Object.defineProperty(document, 'hidden', {value: true});"
        " document.dispatchEvent(new Event('visibilitychange'))}"
    )


@pytest.mark.parametrize("leave", [back, reload, close, hide])
def test_a_text_in_the_field_that_has_the_focus_is_saved_however_the_page_is_left(
    browser: Browser, program: Program, leave: Callable[[Visitor], None]
) -> None:
    with visiting(browser, program.url, PHONE) as visitor, visiting(browser, program.url) as other:
        visitor.open()
        visitor.go("Settings")
        strengths = visitor.field("What you are good at, one thing on each line")
        strengths.press_sequentially("Calm with difficult callers")
        visitor.page.wait_for_timeout(PAUSE)
        assert program.stored("settings") == []
        leave(visitor)
        other.page.wait_for_timeout(PAUSE)
        other.open("settings")
        expect(other.field("What you are good at, one thing on each line")).to_have_value(
            "Calm with difficult callers"
        )


def test_a_reload_asks_while_a_form_holds_a_text_and_not_after_it_is_saved(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        visitor.page.on("dialog", stay)
        visitor.open("interviews?add=yes")
        visitor.write("Organization", "Acme Robotics")
        visitor.page.wait_for_timeout(PAUSE)
        visitor.go("Settings")  # what is typed waits on its page, and goes with the session
        visitor.page.evaluate("() => void setTimeout(() => location.reload())")
        visitor.page.wait_for_event("dialog")
        visitor.go("Interviews")
        expect(visitor.field("Organization")).to_have_value("Acme Robotics")
        visitor.tap("Save the interview")
        visitor.sees("Saved.")
        visitor.settle()
        visitor.reload()
        assert asked == ["beforeunload"]
        assert [row["organization"] for row in program.stored("interviews")] == ["Acme Robotics"]


def test_a_link_that_is_tapped_right_after_the_last_letter_opens_and_takes_no_text_along(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        visitor.open("interviews?add=yes")
        visitor.field("Notes").press_sequentially("They pay too little")
        visitor.link("Settings").tap()
        visitor.sees("Your messages are made and signed with this")
        visitor.field("Your name").press_sequentially("Robin Ashby")
        visitor.link("Interviews").tap()
        expect(visitor.field("Notes")).to_have_value("They pay too little")
        stored = {row["key"]: row["value"] for row in program.stored("settings")}
        assert stored == {"name": "Robin Ashby"}


@pytest.mark.parametrize("digits", [("04", "12", ""), ("04", "12", "26")], ids=["no year", "year 26"])
def test_a_form_with_half_a_day_is_saved_only_after_a_question(
    browser: Browser, program: Program, digits: tuple[str, ...]
) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.message)
            (dialog.accept if len(asked) > 1 else dialog.dismiss)()

        visitor.page.on("dialog", answer)
        visitor.open("interviews?add=yes")
        visitor.write("Organization", "Acme Robotics")
        _type_day(visitor, digits)
        visitor.tap("Save the interview")
        visitor.settle()
        assert len(asked) == 1
        assert "is not a day that can be saved" in asked[0]
        assert program.stored("interviews") == []
        _type_day(visitor, digits)
        visitor.tap("Save the interview")
        visitor.sees("Saved.")
        assert len(asked) == 2
        assert [row["decision_by"] for row in program.stored("interviews")] == [""]


def _type_day(visitor: Visitor, digits: tuple[str, ...]) -> None:
    day = visitor.day_field("When will they decide?")
    for part, typed in zip(("day", "month", "year"), digits, strict=True):
        if typed:
            day.get_by_role("spinbutton", name=part).press_sequentially(typed)
