"""`python -m tests.tools.workshop_pictures`: a 50-minute workshop with twelve phones; the wall at each stop.

Needs what the browser tests need, and takes some minutes. Without `--out` the pictures go to a folder that is
named at the end. Look at each: does it show something worth discussing in a room of twelve?
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.browser.browser_workshops import RunningWorkshop, running_workshop
from tests.support.browser_page import Visitor, started_browser
from tests.support.program import running

_PARTICIPANTS = 12
_WALL_POLL_MILLISECONDS = 2_500  # milliseconds; the wall asks for news every two seconds
_THANKS = "Dear Dana, thank you for your time today. I enjoyed hearing about the second gate."
_OPTION_OF_PERSON = (0, 1, 1, 2, 1, 0, 1, 3, 1, 2, 0, 1)
"""The index of the option that each person chooses; the last option if there are fewer."""


def main() -> None:
    """Play the workshop, and save a picture of the wall at each stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.workshop_pictures", description=__doc__)
    parser.add_argument("--out", help="the folder for the pictures")
    out = Path(parser.parse_args().out or tempfile.mkdtemp(prefix="workshop-pictures-"))
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running(Path(data) / "data", "--server.address", "0.0.0.0", mode="workshop") as program,
        sync_playwright() as playwright,
    ):
        browser = started_browser(playwright)
        with running_workshop(browser, program, _PARTICIPANTS) as workshop:
            for number, name in enumerate(_stops(workshop)):
                workshop.wall.page.wait_for_timeout(_WALL_POLL_MILLISECONDS)
                workshop.wall.settle()
                workshop.wall.page.screenshot(path=out / f"{number:02}-{name}.png")
        browser.close()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def _stops(workshop: RunningWorkshop) -> Iterator[str]:
    """Yield the name of each stop after everybody has done their task there."""
    yield "way-in"
    are_paired = False
    while workshop.host.page.locator(".st-key-step-next button").is_enabled():
        _step_on(workshop)
        phone = workshop.phones[0]
        if phone.page.locator(".st-key-workshop-pair-up").count() and not are_paired:
            yield "before-pairing"
            _pair_up(workshop)
            are_paired = True
        for number, participant_phone in enumerate(workshop.phones):
            _do_task(participant_phone, number)
        yield _slug(phone.page.locator("h1").first.inner_text())


def _step_on(workshop: RunningWorkshop) -> None:
    """Step on from the wall, even if not all have answered, and wait until every phone has followed."""
    texts_before = [phone.page.inner_text("[data-testid=stMain]") for phone in workshop.phones]
    workshop.press_next()
    for phone, text in zip(workshop.phones, texts_before, strict=True):
        continue_button = phone.page.get_by_role("button", name="Continue with the group")
        phone.page.wait_for_function(
            "before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=text
        )
        phone.settle()
        if continue_button.count():
            phone.tap(continue_button.first)
            phone.settle()


def _pair_up(workshop: RunningWorkshop) -> None:
    """Pair everybody up by their codes, two by two."""
    for first_phone, second_phone in zip(workshop.phones[::2], workshop.phones[1::2], strict=True):
        code = second_phone.page.get_by_test_id("stMetricValue").inner_text()
        first_phone.page.get_by_label("The code on your partner's phone").fill(code)
        first_phone.tap("Pair up")
        first_phone.sees("You're a pair.")
        first_phone.settle()
        second_phone.settle()


def _do_task(phone: Visitor, number: int) -> None:
    """Do the task on the phone: answer, note what was observed, or write."""
    options = phone.page.locator('[class*="st-key-answer-"] button')
    if count := options.count():
        phone.tap(options.nth(min(_OPTION_OF_PERSON[number % len(_OPTION_OF_PERSON)], count - 1)))
        phone.settle()
    yes = phone.page.locator('[class*="st-key-observe-"][class*="-yes"] button')
    no = phone.page.locator('[class*="st-key-observe-"][class*="-no"] button')
    for index in range(yes.count()):
        phone.tap((no if (number + index) % 3 == 0 else yes).nth(index))
        phone.settle()
    draft = phone.page.get_by_label("Your thank-you")
    if draft.count():
        draft.fill(_THANKS)
        draft.blur()
        phone.settle()


def _slug(words: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in words.lower()).strip("-")


if __name__ == "__main__":
    main()
