"""The browser's way back goes one page at a time, and out of the sample to one's own data."""

from playwright.sync_api import Browser

from tests.support.browser_page import PHONE, Visitor, visiting
from tests.support.program import Program


def back(visitor: Visitor, sees: str) -> None:
    """Go back once, and wait for what the page shows."""
    visitor.page.go_back(wait_until="commit")
    visitor.sees(sees)
    visitor.settle()


def test_going_back_leads_through_the_sample_page_by_page_and_out_of_it(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        visitor.open()
        visitor.tap("Look around with sample data")
        visitor.sees("Back to mine")
        visitor.settle()
        visitor.go("Interviews")
        visitor.go("Northlight Robotics")
        visitor.settle()
        assert visitor.page.title().startswith("Northlight Robotics, Data analyst")
        back(visitor, "Add an interview")
        assert visitor.page.url.endswith("/interviews?sample=yes")
        back(visitor, "things to do now")
        assert visitor.page.url.endswith("/?sample=yes")
        back(visitor, "Show me what to do")
        assert visitor.page.get_by_text("Back to mine").count() == 0
        visitor.page.go_forward(wait_until="commit")
        visitor.sees("Back to mine")


def test_going_back_after_leaving_the_sample_shows_what_its_address_says(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        visitor.open("?sample=yes")
        visitor.tap("Back to mine")
        visitor.sees("Show me what to do")
        visitor.settle()
        back(visitor, "Back to mine")
        visitor.sees("things to do now")


def test_going_back_from_a_draft_that_a_button_opened_takes_one_step(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url, PHONE) as visitor:
        for start, shows in (("?sample=yes", "things to do now"), ("messages?sample=yes", "Write now")):
            visitor.open(start)
            visitor.sees(shows)
            visitor.settle()
            visitor.tap(visitor.link("Write the email"))
            visitor.sees("Copy the message")
            visitor.settle()
            assert visitor.page.url.endswith("&sample=yes")
            back(visitor, shows)
            assert visitor.page.url == f"{program.url}/{start}"
            visitor.page.go_forward(wait_until="commit")
            visitor.sees("Copy the message")
            visitor.settle()
