"""The browser and the program of these tests: each started once for a file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser_page import started_browser
from tests.support.program import Program, running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = started_browser(playwright)
        yield found
        found.close()


@pytest.fixture(scope="module")
def one_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with running(tmp_path_factory.mktemp("program") / "data") as found:
        yield found


@pytest.fixture
def program(one_program: Program) -> Program:
    """Return the file's one program, with an empty workspace."""
    one_program.empty()
    return one_program
