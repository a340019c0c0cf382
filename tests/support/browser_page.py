"""A browser page with the taps that a person makes on it, its requests and its error messages."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.browser_finder import chromium_path

PHONE = (390, 844)
DESKTOP = (1280, 800)
BETWEEN_TAPS = 0.6  # seconds; a second tap that comes much sooner is taken for half of a double tap
SECONDS = 60  # only ends a test that hangs
BARE_PAGE_VIOLATIONS = {"svg-img-alt", "empty-table-header", "presentation-role-conflict"}
"""What axe finds on a bare Streamlit page with charts, tables and uploads."""
expect.set_options(timeout=SECONDS * 1000)
_PHONE_BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
_BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# A tap shows in the state of the script a moment later, so "not running" counts only when it lasts. A section
# that still opens jumps at the end of its animation, and the page scrolls with it.
_IS_SETTLED = """() => {
  const done = document.querySelector(
    '[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]'
  ) && !document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton], [data-stale=true]')
    && !document.getAnimations().some(animation => animation.effect?.target?.tagName === 'DETAILS');
  window.settledSince = done ? window.settledSince ?? performance.now() : undefined;
  return done && performance.now() - window.settledSince > 120;
}"""

Scheme = Literal["light", "dark"]
SCREENS: Mapping[tuple[int, int], Scheme] = {DESKTOP: "dark", PHONE: "light"}
"""The screens on which each page is checked, with the colors that the browser prefers there."""


class Overheard:
    """The addresses that a browser asked for, and the errors that it reported."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda message: self._record_message(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def elsewhere(self, own_url: str) -> list[str]:
        """Return the addresses asked for that are not the program's own."""
        return [url for url in self.asked if not url.startswith((own_url + "/", "data:", f"blob:{own_url}/"))]

    def _record_message(self, kind: str, text: str) -> None:
        if kind == "error" or re.search("security policy|permissions-policy", text, re.IGNORECASE):
            self.complaints.append(text)


class Visitor:
    """One page of a browser; counts the interactions that a person makes with their fingers."""

    def __init__(self, page: Page, url: str, overheard: Overheard) -> None:
        self.page = page
        self.url = url
        self.overheard = overheard
        self.taps = 0
        self._last_tap_at = -BETWEEN_TAPS

    def open(self, path: str = "") -> None:
        """Go to an address of the program and wait until the page is drawn."""
        self.page.goto(f"{self.url}/{path}")
        self.settle()

    def reload(self) -> None:
        """Load the same address again."""
        self.page.reload()
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and everything it drew is on screen."""
        self.page.evaluate("window.settledSince = undefined")
        self.page.wait_for_function(_IS_SETTLED, timeout=SECONDS * 1000)

    def tap(self, what: str | Locator) -> None:
        """Tap a button, found by its words, or any other element. Counts as one interaction."""
        self.taps += 1
        self.page.wait_for_timeout(max(0, (self._last_tap_at + BETWEEN_TAPS - time.monotonic()) * 1000))
        target = self.button(what) if isinstance(what, str) else what
        target.click()
        self._last_tap_at = time.monotonic()

    def write(self, label: str, text: str) -> None:
        """Tap into a field and type. Counts as one interaction."""
        self.taps += 1
        self.field(label).fill(text)

    def button(self, name: str) -> Locator:
        """Return the first button with exactly these words."""
        return self.page.get_by_role("button", name=name, exact=True).first

    def onward(self) -> Locator:
        """Return the checklist's button that leads on; for an open question, the one that skips it."""
        button_names = ("Yes, that day", "Next", "Skip", "That was everyone")
        buttons = [self.page.get_by_role("button", name=re.compile(rf"{name}$")) for name in button_names]
        return next((button.first for button in buttons if button.count()), buttons[0].first)

    def answer(self, item: str, choice: str) -> Locator:
        """Return the first button on the page that gives this answer to an item of the checklist."""
        return self.page.locator(f'[class*="answer-"][class*="-{item}-"][class*="-{choice}"] button').first

    def choice(self, name: str) -> Locator:
        """Return the radio button with these words."""
        return self.page.get_by_role("radio", name=name, exact=True).first

    def field(self, label: str) -> Locator:
        """Return the text field with this label."""
        return self.page.get_by_role("textbox", name=label, exact=True).first

    def day_field(self, label: str) -> Locator:
        """Return the date field with this label."""
        return self.page.get_by_role("group", name=label, exact=True).first

    def go(self, name: str) -> None:
        """Follow a link in the program's own navigation or on its pages."""
        self.tap(self.link(name))
        self.settle()

    def link(self, name: str) -> Locator:
        """Return the first link, or button that opens a draft, with these words, whatever its icon."""
        buttons = self.page.locator("[class*='-write-'] button")
        return self.page.get_by_test_id("stPageLink").or_(buttons).filter(has_text=name).first

    def sees(self, text: str) -> None:
        """Wait until these words are on screen."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=SECONDS * 1000)

    def no_longer_sees(self, text: str) -> None:
        """Wait until these words are gone."""
        expect(self.page.get_by_text(text)).to_have_count(0, timeout=SECONDS * 1000)

    def sideways(self) -> int:
        """Return by how many pixels the page can be pushed sideways."""
        return int(
            self.page.evaluate(
                "() => Math.max(...[document.scrollingElement, ...document.querySelectorAll("
                "'[data-testid=stMain], [data-testid=stAppViewContainer]')]"
                ".map(part => part.scrollWidth - Math.min(part.clientWidth, innerWidth)))"
            )
        )

    def violations(self) -> set[str]:
        """Return the rules that axe finds violated, except those that a bare page of Streamlit violates.

        The pointer is still where the last tap was, perhaps over a new button, which then has Streamlit's
        accent color if it has no border. A finger leaves no pointer, so the pointer is moved away first.
        """
        self.page.mouse.move(0, 0)
        violations = Axe().run(self.page).response["violations"]
        return {violation["id"] for violation in violations} - BARE_PAGE_VIOLATIONS


def assert_sound(visitor: Visitor) -> None:
    """Assert that a page is accessible and fits its width, without errors or requests to others."""
    visitor.settle()
    assert visitor.violations() == set()
    assert visitor.sideways() <= 0
    assert visitor.overheard.complaints == []
    assert visitor.overheard.elsewhere(visitor.url) == []


def assert_sound_on_both_screens(visitor: Visitor) -> None:
    """Assert that a page is sound on a desktop in dark colors, and on a phone in light colors.

    The page changes its size and colors, because loading it a second time would take much longer.
    """
    for _ in both_screens(visitor):
        assert_sound(visitor)


def both_screens(visitor: Visitor) -> Iterator[tuple[int, int]]:
    """Show a page on a desktop in dark colors, then on a phone in light colors; yield each size."""
    for size, scheme in SCREENS.items():
        visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.page.emulate_media(color_scheme=scheme)
        expect(visitor.page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
        visitor.settle()
        yield size


def started_browser(playwright: Playwright) -> Browser:
    """Start the browser that the tests use."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(_BROWSER_ARGUMENTS))


@contextmanager
def visiting(
    browser: Browser,
    url: str,
    size: tuple[int, int] = PHONE,
    scheme: Scheme = "light",
    **more: bool,
) -> Iterator[Visitor]:
    """Open a page in a new browser context: a phone if `size` is `PHONE`, otherwise a desktop."""
    width, height = size
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=size == PHONE,
        is_mobile=size == PHONE,
        user_agent=_PHONE_BROWSER if size == PHONE else None,
        locale="en-GB",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    ) as context:
        context.set_default_timeout(SECONDS * 1000)
        yield Visitor(context.new_page(), url, Overheard(context))
