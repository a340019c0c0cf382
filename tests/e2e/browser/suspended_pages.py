"""Browser pages that fall asleep together, and the tap that each makes before it is drawn again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from playwright.sync_api import Browser, Locator, expect

from tests.support.browser_page import DESKTOP, SECONDS, Visitor, visiting
from tests.support.connection import Connection
from tests.support.program import Program

ASLEEP = "This page was asleep, so your last tap was lost. Tap again."
UNSAVED = "This page was asleep. A text on it isn't saved yet: see the top of the page."
FORGETFUL = ("--server.disconnectedSessionTTL", "0")
"""A session is gone as soon as its connection is."""

_CLOSE_MESSAGES = """() => {
  const timer = setInterval(() => {
    const close = document.querySelector('[data-testid=stToast] [aria-label=Close]');
    close ? close.click() : clearInterval(timer);
  }, 20);
}"""


class Loss(StrEnum):
    """How a session is lost."""

    KILLED = "killed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Sleeper:
    """A page and its connection."""

    visitor: Visitor
    connection: Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """The first tap of a page after it slept, and what must come of it."""

    name: str
    sleeper: Sleeper
    tap: Callable[[], None]
    stored: Callable[[], bool] = bool
    """Whether it is stored as it must be; asked until it is so."""
    sees: str = ""
    """Words on screen afterwards."""


@contextmanager
def sleeper(browser: Browser, program: Program, size: tuple[int, int] = DESKTOP) -> Iterator[Sleeper]:
    """Open a page that can fall asleep."""
    with visiting(browser, program.url, size) as visitor:
        yield Sleeper(visitor, Connection(visitor.page))


def tap_first(program: Program, loss: Loss, taps: Sequence[Tap]) -> None:
    """Let all these pages lose their session, make the taps as the first thing, and see what came of each.

    After a kill, the page's wish to be drawn comes in just before the tap, which interrupts it; after an
    expired session, the tap is the very first thing that the new session hears.
    """
    for each in taps:
        each.sleeper.visitor.settle()
        _not_yet(each)
    for each in taps:
        each.sleeper.connection.hold()
    if loss is Loss.KILLED:
        program.kill()
        program.start()
    for each in taps:
        if loss is Loss.EXPIRED:
            each.sleeper.connection.cut()
    for each in taps:
        each.sleeper.connection.wait(messages=1)
        each.tap()
        each.sleeper.connection.wait(messages=2)
    for each in taps:  # only now: what comes of the first would be gone before the last has tapped
        each.sleeper.connection.let_through(redraw=loss is Loss.KILLED)
    see(taps, loss)


def see(taps: Sequence[Tap], loss: Loss) -> None:
    """Wait until each tap has come to what it must; all at once, as some words are soon gone again."""
    unseen = [each for each in taps if each.sees]
    missing = [each for each in taps if each.stored is not bool]
    for _ in range(SECONDS * 20):
        unseen = [each for each in unseen if not _is_seen(each, loss)]
        missing = [each for each in missing if each in unseen or not each.stored()]
        if not unseen and not missing:
            break
        taps[0].sleeper.visitor.page.wait_for_timeout(50)
    for each in (*unseen, *missing):
        what = f"“{each.sees}” not seen" if each in unseen else "not stored"
        page = each.sleeper.visitor.page
        raise AssertionError(f"{each.name}, {loss}: {what}. The page says:\n{page.inner_text('body')}")
    for each in taps:
        each.sleeper.visitor.settle()


def write(field: Locator, text: str) -> None:
    """Type a text and leave the field."""
    field.fill(text)
    field.blur()


def _not_yet(each: Tap) -> None:
    """Make sure that what shall come of a tap is not there before: an old message may say the same.

    Messages over the page are closed, as they would cover what is tapped next.
    """
    page = each.sleeper.visitor.page
    page.evaluate(_CLOSE_MESSAGES)
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    if each.sees:
        expect(page.get_by_text(each.sees), f"{each.name}: said before").to_have_count(0, timeout=5_000)
    elif each.stored():
        raise AssertionError(f"{each.name}: stored before")


def _is_seen(each: Tap, loss: Loss) -> bool:
    found = each.sleeper.visitor.page.get_by_text(each.sees).first
    if not found.is_visible():
        return False
    if "asleep" in each.sees:
        expect(found, f"{each.name}, {loss}: out of sight").to_be_in_viewport()
    return True
