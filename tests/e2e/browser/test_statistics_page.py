"""The page of figures in a real browser: none, one and many interviews, by touch, mouse and keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.support.browser_page import DESKTOP, PHONE, Scheme, Visitor, visiting
from tests.support.program import Program, running
from tests.tools.bench.bench_workspace import fill

from .test_first_use import FLOOR

FILES = {"Picture (PNG)": b"\x89PNG", "Drawing (SVG)": b"<svg", "Numbers (CSV)": b'"kind"'}


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data") as found:
        yield found


def sample(visitor: Visitor) -> None:
    visitor.open()
    visitor.tap("Look around with sample data")
    visitor.sees("Back to mine")
    visitor.settle()
    visitor.go("Figures")
    visitor.sees("By kind of message")


def marks(visitor: Visitor, chart: int) -> Locator:
    """Return the marks of a chart that can be touched."""
    drawn = visitor.page.get_by_test_id("stVegaLiteChart").nth(chart)
    drawn.scroll_into_view_if_needed()
    return drawn.locator("path[aria-roledescription=point], path[aria-roledescription=bar]")


def sound(visitor: Visitor, url: str) -> None:
    """Nothing beyond the floor of axe, nothing asked of others, no complaint, nothing sideways."""
    visitor.settle()
    found = {each["id"] for each in Axe().run(visitor.page).response["violations"]}
    assert found <= FLOOR, found - FLOOR
    assert visitor.overheard.elsewhere(url) == []
    assert visitor.overheard.complaints == []
    assert visitor.sideways() <= 0


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_the_sample_shows_every_figure_and_axe_finds_nothing_beyond_the_floor(
    browser: Browser, program: Program, size: tuple[int, int], scheme: Scheme
) -> None:
    with visiting(browser, program.url, size, scheme) as visitor:
        sample(visitor)
        for words in (
            "The one thing to practise",
            "How long an answer takes",
            "Side by side",
            "Not counted yet",
        ):
            visitor.sees(words)
        visitor.tap(visitor.page.get_by_text("The same as a table").first)
        visitor.settle()
        sound(visitor, program.url)


def test_a_click_on_a_mark_opens_its_interviews_and_so_does_the_keyboard(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        sample(visitor)
        visitor.tap(marks(visitor, 0).first)
        expect(visitor.link("Quayside Insurance, Claims adviser")).to_be_visible()
        visitor.settle()
        by_click = visitor.page.get_by_test_id("stPageLink").all_inner_texts()
    with visiting(browser, program.url, DESKTOP) as visitor:
        sample(visitor)
        visitor.choice("Thank-you email").focus()
        visitor.page.keyboard.press("Space")
        expect(visitor.link("Quayside Insurance, Claims adviser")).to_be_visible()
        visitor.settle()
        assert visitor.page.get_by_test_id("stPageLink").all_inner_texts() == by_click


def test_without_an_interview_and_with_one_the_page_is_sound(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go("Figures")
        visitor.sees("No interview yet, so there is nothing to count.")
        sound(visitor, program.url)
        visitor.open()
        visitor.write("Organization", "Acme Robotics")
        visitor.tap("Show me what to do")
        visitor.sees("Leave alone")
        visitor.go("Figures")
        visitor.sees("too early to count")
        sound(visitor, program.url)


def test_with_a_thousand_interviews_the_page_is_sound_and_its_files_download(
    browser: Browser, program: Program
) -> None:
    fill(program.personal, 1000)
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go("Figures")
        visitor.sees("301 more are too recent to count.")
        sound(visitor, program.url)
        visitor.tap(visitor.page.get_by_text("The same as a table").first)
        for label, begins in (
            ("Picture (PNG)", b"\x89PNG"),
            ("Drawing (SVG)", b"<svg"),
            ("Numbers (CSV)", b'"kind"'),
        ):
            with visitor.page.expect_download(timeout=90_000) as download:
                visitor.tap(label)
            assert Path(download.value.path()).read_bytes().startswith(begins)


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_all_answers_are_a_table_to_filter_and_to_download(
    browser: Browser, program: Program, size: tuple[int, int], scheme: Scheme
) -> None:
    with visiting(browser, program.url, size, scheme) as visitor:
        sample(visitor)
        visitor.go("All answers as a table")
        visitor.sees("Only where the answer is no")
        expect(visitor.page.get_by_test_id("stDataFrame")).to_be_visible()
        sound(visitor, program.url)
        visitor.tap(visitor.page.get_by_test_id("stButtonGroup").get_by_text("Time frame"))
        visitor.settle()
        with visitor.page.expect_download() as download:
            visitor.tap("Download the table (CSV)")
        rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert rows[0].startswith('"Organization","Date","Next steps","Time frame"')
        assert len(rows) > 1
        assert all(row.split('","')[3] == "No" for row in rows[1:])
        visitor.go("Figures")
        visitor.sees("By kind of message")
