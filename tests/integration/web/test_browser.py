"""The program in a real browser: nothing is asked of the internet, nothing is stopped by our own policy."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from followup_core.clock import Clock
from followup_core.web import pairing_url
from tests.integration.web.served_program import PATIENCE, Served

pytestmark = pytest.mark.thorough
expect.set_options(timeout=PATIENCE * 1000)

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


class Overheard:
    """What a browser asked of whom, and what it complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda message: self.hear(message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def hear(self, text: str) -> None:
        if re.search("security policy|permissions-policy|refused|blocked", text, re.IGNORECASE):
            self.complaints.append(text)

    def elsewhere(self, own: str) -> list[str]:
        return [url for url in self.asked if not url.startswith((own, "data:", "blob:" + own))]


def use_everything(page: Page) -> None:
    """Look at and touch each kind of element there is on the practice page."""
    expect(page.get_by_text("Overdue")).to_be_visible(timeout=PATIENCE * 1000)
    page.get_by_role("button", name="Tap").click()
    expect(page.get_by_text("Taps: 1")).to_be_visible()
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        expect(chart.locator("canvas, svg").first).to_be_visible()
        chart.hover()
    for table in page.get_by_test_id("stDataFrame").all():
        expect(table.locator("canvas").first).to_be_visible()
        table.hover()
        table.click(position={"x": 60, "y": 60})
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    assert download.value.suggested_filename == "table.csv"
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a\n1\n"}
    )
    expect(page.get_by_text("a.csv")).to_be_visible()
    page.get_by_role("button", name="Popover").click()
    expect(page.get_by_text("inside")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Toast").click()
    expect(page.get_by_text("Toasted")).to_be_visible()
    for picture in page.get_by_test_id("stImage").locator("img").all():
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")


def test_a_page_with_everything_asks_nobody_else_and_breaks_no_policy(
    browser: Browser, at_home: Served
) -> None:
    own = f"http://localhost:{at_home.port}/"
    with browser.new_context() as context:
        overheard = Overheard(context)
        page = context.new_page()
        sockets: list[str] = []
        page.on("websocket", lambda opened: sockets.append(opened.url))
        page.goto(own)
        use_everything(page)
        page.get_by_role("link", name="Second").click()
        expect(page.get_by_text("Second page")).to_be_visible()
        page.evaluate("document.fonts.ready")
        assert any("/media/" in url for url in overheard.asked)
        assert any("MaterialSymbols" in url for url in overheard.asked)
    assert overheard.elsewhere(own) == []
    assert overheard.complaints == []
    assert sockets == [own.replace("http", "ws") + "_stcore/stream"]


def test_a_material_icon_has_its_width_and_not_that_of_its_name(browser: Browser, at_home: Served) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://localhost:{at_home.port}/")
        icon = page.get_by_role("button", name="Tap").get_by_test_id("stIconMaterial")
        expect(icon).to_be_visible(timeout=PATIENCE * 1000)
        page.evaluate("document.fonts.ready")
        box = icon.bounding_box()
        assert box is not None
        assert box["width"] < 30


def test_a_phone_without_scripts_is_paired_by_scanning_and_pressing_once(
    browser: Browser, on_network: Served, lan: str
) -> None:
    now = Clock().moment()
    own = on_network.url("", host=lan)
    context = browser.new_context(
        user_agent=PHONE, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    with context:
        page = context.new_page()
        page.goto(own)
        expect(page.get_by_text("This device is not paired.")).to_be_visible()
        page.goto(pairing_url(lan, on_network.port, on_network.phones.new_token(now)))
        page.get_by_role("button", name="Pair this phone").click()
        page.wait_for_url(own + "/")
        cookie = next(each for each in context.cookies() if each.get("name") == "followup_phone")
        assert (cookie.get("httpOnly"), cookie.get("sameSite")) == (True, "Strict")
    assert on_network.phones.devices()[-1].name == "Android phone"


def test_a_paired_phone_comes_in_by_a_link_from_elsewhere_too(
    browser: Browser, on_network: Served, lan: str
) -> None:
    now = Clock().moment()
    own = on_network.url("", host=lan)
    with browser.new_context(user_agent=PHONE) as context:
        page = context.new_page()
        page.goto(pairing_url(lan, on_network.port, on_network.phones.new_token(now)))
        page.get_by_role("button", name="Pair this phone").click()
        page.wait_for_url(own + "/")
        page.goto(f"data:text/html,<a href='{own}/'>link</a>")
        page.get_by_role("link").click()
        # A link from another site brings no strict cookie along; our own page's link does.
        page.get_by_role("link", name="try again").click()
        expect(page.get_by_text("here: False, network: True")).to_be_visible(timeout=PATIENCE * 1000)
