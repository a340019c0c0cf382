"""The first days in a real browser on a phone: the start, the checklist, a crash, every page overheard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.support.browser_page import DESKTOP, PHONE, Scheme, Visitor, visiting
from tests.support.program import Program, running

FLOOR = {"svg-img-alt", "empty-table-header", "presentation-role-conflict"}
"""What axe finds on a bare Streamlit page with charts, tables and uploads."""
HOSTILE = "<script>document.title='x'</script>![x](http://evil.example/x.png)" + "W" * 120


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data") as found:
        yield found


def start(visitor: Visitor, organization: str = "Acme Robotics") -> None:
    visitor.open()
    visitor.write("Organization", organization)
    visitor.tap("Show me what to do")
    visitor.sees("Leave alone")


def add(visitor: Visitor, name: str) -> None:
    visitor.write("Name", name)
    visitor.tap("Add this person")
    visitor.sees(f"{name} gets a thank-you")


def answer(visitor: Visitor, choice: str, next_question: str) -> None:
    visitor.tap(visitor.choice(choice))
    visitor.sees(next_question)
    visitor.settle()


def test_from_an_empty_start_to_the_first_coached_step_in_eight_taps(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor)
        visitor.sees("Email Acme Robotics for an update")
    assert visitor.taps <= 8
    assert [row["organization"] for row in program.stored("interviews")] == ["Acme Robotics"]


def test_the_checklist_for_two_people_survives_a_reload_and_a_killed_server(
    browser: Browser, program: Program
) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor)
        before = visitor.taps
        visitor.tap("Start the checklist")
        visitor.settle()
        answer(visitor, "No", "Did you ask when they will decide?")
        assert program.given()["asked_next_steps"] == "no"
        visitor.reload()
        visitor.sees("Did you ask when they will decide?")
        answer(visitor, "No", "Did they say you may get in touch")
        program.kill()
        program.start()
        visitor.reload()
        visitor.sees("Did they say you may get in touch")
        assert program.given() == {"asked_next_steps": "no", "asked_time_frame": "no"}
        answer(visitor, "Yes", "Who did you meet?")
        add(visitor, "Dana Ruiz")
        add(visitor, "Chidi Okafor")
        visitor.tap("Next")
        for name in ("Dana Ruiz", "Chidi Okafor"):
            visitor.sees(f"business card from {name}?")
            answer(visitor, "No", f"Did you ask {name}")
            answer(visitor, "Yes", f"Did {name} say yes?")
            answer(visitor, "Yes", f"What did you and {name}")
            visitor.tap("Later")
            visitor.sees(f"already thanked {name}")
            visitor.tap(visitor.choice("Not yet"))
        visitor.sees("Do you still want to work there?")
        answer(visitor, "Yes", "Your plan, if nobody answers")
        print(f"checklist for two: {visitor.taps - before} taps, with a reload and a restart")
    assert program.given()["agreed_linkedin Chidi Okafor"] == "yes"


def test_done_is_one_tap_and_undo_is_beside_it(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor)
        visitor.tap("They answered")
        visitor.sees("What did they say?")
        assert [row["kind"] for row in program.stored("touchpoints")] == ["heard_from_employer"]
        visitor.tap("Undo")
        visitor.sees("Undone.")
        assert program.stored("touchpoints") == []


def test_the_start_goes_by_keyboard_alone(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open()
        visitor.field("Organization").focus()
        visitor.page.keyboard.type("Borealis")
        for _ in range(30):
            visitor.page.keyboard.press("Tab")
            if visitor.page.evaluate("document.activeElement.innerText") == "Show me what to do":
                break
        visitor.page.keyboard.press("Enter")
        visitor.sees("Email Borealis for an update")


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_no_page_asks_anyone_else_complains_or_fails_axe(
    browser: Browser, program: Program, size: tuple[int, int], scheme: Scheme
) -> None:
    with visiting(browser, program.url, size, scheme) as visitor:
        found = set(_faults(visitor))
        assert visitor.overheard.elsewhere(program.url) == []
        assert visitor.overheard.complaints == []
    assert found <= FLOOR, found - FLOOR


def _faults(visitor: Visitor) -> Iterator[str]:
    for _ in _every_page(visitor):
        visitor.page.mouse.move(0, 0)  # a button under the pointer has the accent color of Streamlit's own
        results = Axe().run(visitor.page)
        yield from (violation["id"] for violation in results.response["violations"])


def _every_page(visitor: Visitor) -> Iterator[None]:
    visitor.open()
    yield
    visitor.tap("Look around with sample data")
    visitor.sees("Do now")
    visitor.settle()
    yield
    for page in ("Checklist", "Statistics", "Messages", "Settings", "Interviews"):
        visitor.go(page)
        yield
    visitor.go("Harbor & Vale")
    visitor.sees("What happened, and what is planned")
    visitor.settle()
    yield
    for side in ("People", "Details"):
        visitor.tap(visitor.choice(side))
        visitor.settle()
        yield


def test_hostile_words_are_text_and_push_nothing_sideways(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        start(visitor, HOSTILE)
        visitor.sees("<script>document.title")
        assert visitor.page.title() != "x"
        assert visitor.sideways() <= 0
        visitor.go("Interviews")
        assert visitor.sideways() <= 0
        assert visitor.overheard.elsewhere(program.url) == []
