"""A page that lost its program says so in the program's own words, and goes on once it is back."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support.browser_page import PHONE, Visitor, visiting
from tests.support.program import running

from .browser_workshops import PROJECTOR, reads, running_workshop


def test_a_lost_connection_is_said_in_our_words_and_the_page_goes_on_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    with running(tmp_path / "data") as program, visiting(browser, program.url, PHONE) as visitor:
        visitor.open("settings")
        program.kill()
        visitor.sees("Connection lost")
        visitor.sees("What was saved is safe, and this page goes on by itself.")
        expect(visitor.page.get_by_text("streamlit run")).to_be_hidden()
        program.start()
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)
        visitor.settle()
        visitor.go("Interviews")
        visitor.sees("Add an interview")


def test_a_workshop_that_lost_its_program_says_that_answers_are_safe_and_throws_nobody_out(
    browser: Browser, tmp_path: Path
) -> None:
    network = ("--server.address", "0.0.0.0")
    with (
        running(tmp_path / "data", *network, mode="workshop") as program,
        running_workshop(browser, program, 2) as workshop,
    ):
        one, other = workshop.phones
        workshop.next("Your last interview")
        one.tap("Yes")
        one.sees("Saved: Yes")
        program.kill()
        for visitor in (one, workshop.wall):
            visitor.sees("Reconnecting; your answers are safe")
            visitor.sees("This page goes on by itself as soon as it reaches the program again.")
            assert visitor.sideways() <= 0
        for size in (PROJECTOR, (1280, 720)):
            _is_large_on_the_wall(workshop.wall, size)
        program.start()
        for visitor in (one, other, workshop.wall):  # a browser that finds its server again draws the page
            expect(visitor.page.get_by_role("dialog")).to_have_count(0)
            visitor.settle()
        one.sees("Saved: Yes")
        other.tap("No")
        other.sees("Saved: No")
        one.reload()
        one.sees("Saved: Yes")
        workshop.wall.reload()
        reads(workshop.wall, "2 of 2 answered")
        _goes_on_with_its_personal_code(one, workshop.personal_codes[1])


def _is_large_on_the_wall(wall: Visitor, size: tuple[int, int]) -> None:
    wall.page.set_viewport_size({"width": size[0], "height": size[1]})
    for words in ("Reconnecting; your answers", "This page goes on by itself"):
        text = wall.page.get_by_text(words)
        font_size = text.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
        assert font_size >= size[1] / 25
        box = text.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


def _goes_on_with_its_personal_code(phone: Visitor, personal_code: str) -> None:
    """Hold another phone to showing what was answered on the one with this code."""
    phone.page.context.clear_cookies()
    phone.page.goto(phone.url)
    phone.page.get_by_text("I've already joined").click()
    phone.page.get_by_label("Your personal code").fill(personal_code.lower())
    phone.page.get_by_role("button", name="Get back in").click()
    phone.sees("Saved: No.")
