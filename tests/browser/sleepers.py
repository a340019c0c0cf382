"""Browser pages that fall asleep together, and the tap that each makes before it is drawn again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from playwright.sync_api import Browser, Locator, expect

from tests.support.connection import Connection
from tests.support.program import Program
from tests.support.visitor import DESKTOP, SECONDS, Visitor, visiting

ASLEEP = "This page was asleep. Tap once more."
UNSAVED = "This page was asleep. A text on it is not saved: see the top of the page."
FORGETFUL = ("--server.disconnectedSessionTTL", "0")
"""A session is gone as soon as its connection is."""


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
        each.sleeper.connection.let_through(redraw=loss is Loss.KILLED)
    for each in taps:
        _see(each, loss)


def write(field: Locator, text: str) -> None:
    """Type a text and leave the field."""
    field.fill(text)
    field.blur()


def _see(each: Tap, loss: Loss) -> None:
    page = each.sleeper.visitor.page
    if each.sees:
        found = page.get_by_text(each.sees).first
        expect(found, f"{each.name}, {loss}").to_be_visible(timeout=SECONDS * 1000)
        if "asleep" in each.sees:
            expect(found, f"{each.name}, {loss}: out of sight").to_be_in_viewport()
    for _ in range(SECONDS * 20):
        if each.stored is bool or each.stored():
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError(f"{each.name}, {loss}: not stored. The page says:\n{page.inner_text('body')}")
    each.sleeper.visitor.settle()
