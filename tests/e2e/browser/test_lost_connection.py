"""A page that lost its program says so in the program's own words, and goes on once it is back."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support.browser_page import PHONE, visiting
from tests.support.program import running


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
