"""A workshop for browser tests: a facilitator, a wall, and phones that joined with its code."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, expect

from tests.support.browser_page import BETWEEN_TAPS, PHONE, SECONDS, Scheme, Visitor, visiting
from tests.support.program import Program

PROJECTOR = (1920, 1080)
TITLE = "After the interview"


@dataclass(frozen=True, kw_only=True)
class RunningWorkshop:
    """An open workshop with everybody in it."""

    host: Visitor
    wall: Visitor
    phones: Sequence[Visitor]
    personal_codes: Sequence[str]

    def press_next(self) -> None:
        """Press the clicker's key on the wall, and again if it asks because few have answered."""
        self.wall.settle()
        before = self.wall.page.inner_text("[data-testid=stMain]")  # with what the next button does
        self.wall.page.keyboard.press("PageDown")
        expect(self.wall.page.get_by_test_id("stMain")).not_to_have_text(before, use_inner_text=True)
        self.wall.settle()
        if self.wall.button("Go on anyway").count():
            self.wall.page.wait_for_timeout(BETWEEN_TAPS * 1000)
            self.wall.page.keyboard.press("PageDown")

    def next(self, words: str) -> None:
        """Press the clicker's key on the wall, and wait until every phone shows these words by itself."""
        self.press_next()
        for phone in self.phones:
            phone.sees(words)
            phone.settle()

    def until(self, words: str, most: int = 30) -> None:
        """Press the clicker's key until these words are on the first phone."""
        first = self.phones[0]
        for _ in range(most):
            if first.button("Continue with the group").count():  # it had a text open
                first.tap("Continue with the group")
                first.no_longer_sees("The group has moved on.")
                first.settle()
            before = first.page.inner_text("[data-testid=stMain]")
            self.press_next()
            expect(first.page.get_by_test_id("stMain")).not_to_have_text(before, use_inner_text=True)
            first.settle()
            if first.page.get_by_text(words).count():
                return
        raise AssertionError(f"“{words}” never came")


def reads(wall: Visitor, words: str | re.Pattern[str]) -> None:
    """Wait until the wall shows these words; its large ones are pictures, which say the same to a reader."""
    found = wall.page.get_by_text(words).or_(wall.page.get_by_alt_text(words))
    expect(found.first).to_be_visible(timeout=SECONDS * 1000)


def lead(visitor: Visitor, program: Program) -> None:
    """Open the facilitator's link."""
    visitor.page.goto(program.facilitators_link)
    visitor.settle()


def prepare(host: Visitor, outline: str = "50 minutes", title: str = TITLE) -> None:
    """Prepare a workshop from an outline."""
    host.write("Title", title)
    host.tap(host.page.get_by_text(outline).first)
    host.settle()
    host.tap("Prepare the workshop")
    host.sees("Open the workshop")
    host.settle()


def open_up(host: Visitor) -> str:
    """Let people in; return the code."""
    host.tap("Open the workshop")
    host.sees("On the wall now")
    host.settle()
    found = re.search(r"Code: ([A-Z0-9]{4} [A-Z0-9]{4})", host.page.inner_text("body"))
    assert found
    return found[1]


def go_to(host: Visitor, title: str) -> None:
    """Go to a part of the agenda from the facilitator's page, also where few have answered yet."""
    titles = host.page.get_by_text(re.compile(rf"^\d+\. {re.escape(title)}"))
    number = titles.first.inner_text().partition(".")[0]
    arrived = host.page.get_by_role("button", name=f"Go to {number}", exact=True, disabled=True)
    question = host.button("Go on anyway")
    host.tap(f"Go to {number}")
    # Either may take a while on a busy computer, so neither is looked for only once.
    expect(arrived.or_(question).first).to_be_visible()
    if question.is_visible():
        host.tap(question)
        expect(arrived).to_be_visible()
    host.settle()


def join(phone: Visitor, code: str) -> str:
    """Type the code and go in; return the code to go on with."""
    phone.page.goto(f"{phone.url}/")
    phone.page.get_by_label("Code on the wall").fill(code.lower())
    phone.page.get_by_role("button", name="Join").click()
    personal_code = phone.page.locator(".code").inner_text()
    phone.page.get_by_role("link", name="Enter the workshop").click()
    phone.sees("You're in")
    phone.settle()
    return personal_code


@contextmanager
def running_workshop(
    browser: Browser, program: Program, people: int, scheme: Scheme = "light"
) -> Iterator[RunningWorkshop]:
    """Open a workshop with its wall and so many phones."""
    with ExitStack() as stack:

        def visitor(size: tuple[int, int]) -> Visitor:
            return stack.enter_context(visiting(browser, program.url, size, scheme))

        host, wall = visitor(PROJECTOR), visitor(PROJECTOR)
        lead(host, program)
        prepare(host)
        code = open_up(host)
        lead(wall, program)
        wall.open("wall")
        wall.overheard.complaints.clear()  # Streamlit looks for its server beside the page's address first
        phones = [visitor(PHONE) for _ in range(people)]
        codes = [join(phone, code) for phone in phones]
        reads(wall, re.compile(rf"{people} ha(s|ve) joined"))
        yield RunningWorkshop(host=host, wall=wall, phones=phones, personal_codes=codes)
