"""The statistics page in a real browser: none, one and many interviews, by touch, mouse and keyboard."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.support.browser_page import (
    DESKTOP,
    PHONE,
    Visitor,
    assert_sound,
    assert_sound_on_both_screens,
    both_screens,
    visiting,
)
from tests.support.program import Program
from tests.tools.bench.bench_workspace import fill

FILES = {"Picture (PNG)": b"\x89PNG", "Drawing (SVG)": b"<svg", "Numbers (CSV)": b'"Message"'}
SECTIONS = {
    "How often each kind of message is answered": "Answered within two weeks: 4 of 14 thank-you emails",
    "How long an answer takes": "The line is the share of interviews still without an answer",
    "What you did, month by month": "Before that: 12 of 17.",
    "Interviews with and without a habit": "The true difference could be anywhere from 24 to 94",
    "What is too recent to count": "Counts from",
    "What others have published": "Glassdoor",
}


def sample(visitor: Visitor) -> None:
    visitor.open()
    visitor.tap("Look around with sample data")
    visitor.sees("Back to mine")
    visitor.settle()
    visitor.go("Statistics")
    visitor.sees("What to do differently")


def fold(visitor: Visitor, section: str) -> Locator:
    """Return what unfolds a section."""
    return visitor.page.locator("summary").filter(has_text=section)


def unfold(visitor: Visitor, section: str) -> None:
    visitor.tap(fold(visitor, section))
    visitor.settle()


def height(visitor: Visitor) -> int:
    """Return how long the page is, in pixels."""
    return int(visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))


def marks(visitor: Visitor, chart: int) -> Locator:
    """Return the marks of a chart that can be touched."""
    drawn = visitor.page.get_by_test_id("stVegaLiteChart").nth(chart)
    drawn.scroll_into_view_if_needed()
    return drawn.locator("path[aria-roledescription=point], path[aria-roledescription=bar]")


def test_the_sample_shows_every_statistic_and_axe_finds_nothing_beyond_the_floor(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url) as visitor:
        sample(visitor)
        visitor.sees("You asked for the time frame in 9 interviews, and 7 of them were answered.")
        assert_sound_on_both_screens(visitor)
        for section, words in SECTIONS.items():
            unfold(visitor, section)
            visitor.sees(words)
        for toggle in visitor.page.get_by_text("Table and downloads").all():
            visitor.tap(toggle)
            visitor.settle()
        assert_sound_on_both_screens(visitor)


def test_the_page_of_the_sample_is_about_two_screens_long(browser: Browser, program: Program) -> None:
    screens = {PHONE: 2.5, DESKTOP: 2}
    with visiting(browser, program.url) as visitor:
        sample(visitor)
        for size in both_screens(visitor):
            assert height(visitor) <= screens[size] * size[1]


def test_a_section_unfolds_by_keyboard_and_shows_its_table(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        sample(visitor)
        fold(visitor, "How long an answer takes").focus()
        visitor.page.keyboard.press("Enter")
        visitor.sees("The line is the share of interviews")
        visitor.settle()
        visitor.page.get_by_role("switch", name="Table and downloads").focus()
        visitor.page.keyboard.press("Space")
        visitor.sees("Still waiting")
        expect(visitor.button("Picture (PNG)")).to_be_visible()


def test_a_click_on_a_mark_opens_its_interviews_and_so_does_the_keyboard(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        sample(visitor)
        unfold(visitor, "How often each kind")
        visitor.tap(marks(visitor, 0).first)
        expect(visitor.link("Quayside Insurance, Claims adviser")).to_be_visible()
        visitor.settle()
        by_click = visitor.page.get_by_test_id("stPageLink").all_inner_texts()
    with visiting(browser, program.url, DESKTOP) as visitor:
        sample(visitor)
        unfold(visitor, "How often each kind")
        visitor.choice("Thank-you email").focus()
        visitor.page.keyboard.press("Space")
        expect(visitor.link("Quayside Insurance, Claims adviser")).to_be_visible()
        visitor.settle()
        assert visitor.page.get_by_test_id("stPageLink").all_inner_texts() == by_click


def test_without_an_interview_and_with_one_the_page_is_sound(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go("Statistics")
        visitor.sees("No interview yet, so there is nothing to count.")
        assert_sound(visitor)
        visitor.open()
        visitor.write("Organization", "Acme Robotics")
        visitor.tap("Show me what to do")
        visitor.sees("Leave alone")
        visitor.go("Statistics")
        visitor.sees("too early to count")
        assert_sound(visitor)


def test_with_a_thousand_interviews_the_page_is_sound_and_its_files_download(
    browser: Browser, program: Program
) -> None:
    fill(program.personal, 1000)
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go("Statistics")
        visitor.sees("301 interviews")
        assert_sound(visitor)
        unfold(visitor, "How often each kind")
        visitor.tap(visitor.page.get_by_text("Table and downloads").first)
        for label, begins in FILES.items():
            with visitor.page.expect_download(timeout=90_000) as download:
                visitor.tap(label)
            assert Path(download.value.path()).read_bytes().startswith(begins)


def test_all_answers_are_a_table_to_filter_and_to_download(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        sample(visitor)
        visitor.go("See all answers as a table")
        visitor.sees("Only where the answer is no")
        expect(visitor.page.get_by_test_id("stDataFrame")).to_be_visible()
        assert_sound_on_both_screens(visitor)
        visitor.tap(visitor.page.get_by_test_id("stButtonGroup").get_by_text("Time frame"))
        visitor.settle()
        with visitor.page.expect_download() as download:
            visitor.tap("Download the table (CSV)")
        rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert rows[0].startswith('"Organization","Date","Next steps","Time frame"')
        assert len(rows) > 1
        assert all(row.split('","')[3] == "No" for row in rows[1:])
        visitor.go("Statistics")
        visitor.sees("What to do differently")
