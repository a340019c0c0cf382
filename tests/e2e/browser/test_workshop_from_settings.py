"""A workshop is started from Settings, in the real program, without a command to type."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser_page import DESKTOP, SECONDS, visiting
from tests.support.program import Program, running


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data") as found:
        yield found


def test_a_workshop_starts_opens_in_a_tab_of_its_own_and_stops(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open("settings")
        visitor.tap(visitor.choice("Workshop"))
        visitor.settle()
        visitor.tap("Start the workshop")
        entrance = visitor.page.get_by_role("link", name="Go to the workshop")
        expect(entrance).to_be_visible()
        with visitor.page.context.expect_page() as opened:
            entrance.click()
        expect(opened.value.get_by_text("Prepare a new workshop")).to_be_visible()
        visitor.tap("Stop the workshop")
        visitor.tap("Yes, stop it")
        visitor.sees("Stopped. What people entered is kept.")
        expect(visitor.button("Start the workshop")).to_be_visible()


def test_a_workshop_whose_program_was_killed_is_started_anew(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        for kills in (1, 0):
            visitor.open("settings")
            visitor.tap(visitor.choice("Workshop"))
            visitor.settle()
            visitor.tap("Start the workshop")
            expect(visitor.page.get_by_role("link", name="Go to the workshop")).to_be_visible()
            if kills:
                workshop = program.children
                program.kill_alone()
                assert psutil.wait_procs(workshop, timeout=SECONDS) == (workshop, [])
                program.start()
        visitor.overheard.complaints.clear()  # the page lost its program once
