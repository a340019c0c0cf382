"""The first tap after a restart or an expired session, on the facilitator's pages and on a phone.

The first of each kind of widget on each page meets a program that was killed, the others an expired session.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser_page import PHONE, Visitor
from tests.support.program import Program, running

from .browser_workshops import go_to, join, lead
from .suspended_pages import (
    ASLEEP,
    FORGETFUL,
    UNSAVED,
    Loss,
    Sleeper,
    Tap,
    sleeper,
    tap_first,
    write,
)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data", *FORGETFUL, mode="workshop") as found:
        yield found


@dataclass(frozen=True, slots=True)
class FirstTapTrial:
    """A facilitator and the pages that fall asleep with it."""

    program: Program
    browser: Browser
    stack: ExitStack = field(default_factory=ExitStack)

    def page(self, size: tuple[int, int] = PHONE) -> Sleeper:
        """Open one more page."""
        return self.stack.enter_context(sleeper(self.browser, self.program, size))

    def first(
        self,
        asleep: Sleeper,
        name: str,
        tap: Callable[[], None],
        sees: str = "",
        *,
        stored: Callable[[], bool] = bool,
        kills: bool = True,
    ) -> None:
        """Let the page lose its session, tap first thing, and wait for what must be on screen."""
        each = Tap(name=name, sleeper=asleep, tap=tap, sees=sees, stored=stored)
        tap_first(self.program, Loss.KILLED if kills else Loss.EXPIRED, [each])


@pytest.mark.timeout(900)  # each step is a page that wakes; it only ends a test that hangs
def test_the_first_tap_counts_in_a_workshop(browser: Browser, program: Program) -> None:
    trial = FirstTapTrial(program, browser)
    with trial.stack:
        host = trial.page((1280, 900))
        lead(host.visitor, program)
        _prepare(trial, host)
        _plan(trial, host)
        trial.first(
            host,
            "opening",
            lambda: host.visitor.tap("Open the workshop"),
            "On the wall now",
            kills=False,
        )
        found = re.search(r"Code: ([A-Z0-9]{4} [A-Z0-9]{4})", host.visitor.page.inner_text("body"))
        assert found
        phones = [trial.page(), trial.page()]
        for phone in phones:
            join(phone.visitor, found[1])
        _poll(trial, host, phones[0])
        _role_play(trial, host, phones)
        _draft(trial, host, phones[0])
        _own_interview(trial, host, phones[0])
        _end(trial, host, phones[0])


def _prepare(trial: FirstTapTrial, host: Sleeper) -> None:
    v = host.visitor
    v.write("Title", "Monday's group")
    trial.first(host, "a new workshop", lambda: v.tap("Prepare the workshop"), "Open the workshop")
    v.tap("All workshops")
    v.sees("Prepare a new workshop")
    assert v.page.get_by_text("Monday's group").count() == 1
    trial.first(host, "one of the workshops", lambda: v.tap("Prepare"), "Open the workshop", kills=False)


def _plan(trial: FirstTapTrial, host: Sleeper) -> None:
    v = host.visitor
    minutes = v.page.get_by_test_id("stNumberInput").filter(has_text="Minutes").first
    more = minutes.get_by_test_id("stNumberInputStepUp")
    trial.first(host, "minutes where others are stored", more.click, ASLEEP)
    v.sees("50 minutes in all")
    more.click()
    v.sees("51 minutes in all")
    second = _part(v, 1)
    trial.first(host, "a part moved", lambda: v.tap("Later"), f"1. {second}", kills=False)
    v.page.get_by_text("Title and content").first.click()
    title = v.page.get_by_role("textbox", name="Title on the wall").first
    trial.first(
        host,
        "a title where another is stored",
        lambda: write(title, "My own title"),
        UNSAVED,
    )
    v.tap("Save that text")
    v.sees("1. My own title")
    trial.first(host, "one more part", lambda: v.tap("Add the part"), "56 minutes in all", kills=False)
    v.page.get_by_role("textbox", name="Title", exact=True).last.fill("Tuesday's group")
    trial.first(
        host, "title and day", lambda: v.tap("Save the title and day"), "Tuesday's group", kills=False
    )


def _part(visitor: Visitor, at: int) -> str:
    found = re.findall(r"^\d+\. (.+)$", visitor.page.inner_text("body"), re.MULTILINE)
    return str(found[at])


def _on(host: Sleeper, phone: Sleeper, title: str, words: str) -> None:
    """Go to the part of the agenda with this title, and wait until these words are on the phone."""
    go_to(host.visitor, title)
    phone.visitor.sees(words)
    phone.visitor.settle()


def _without_countdown(host: Sleeper) -> str:
    """Return the facilitator's page without the time left, which changes by itself."""
    return re.sub(r"-?\d+:\d\d", "", host.visitor.page.inner_text("[data-testid=stMain]"))


def _poll(trial: FirstTapTrial, host: Sleeper, phone: Sleeper) -> None:
    trial.first(host, "next", lambda: host.visitor.page.keyboard.press("PageDown"), "· now")
    before = _without_countdown(host)
    wall = trial.page((1280, 900))
    lead(wall.visitor, trial.program)
    wall.visitor.open("wall")
    on = Tap(
        name="next on the wall",
        sleeper=wall,
        tap=lambda: wall.visitor.page.keyboard.press("PageDown"),
        stored=lambda: _without_countdown(host) != before,
    )
    tap_first(trial.program, Loss.EXPIRED, [on])
    wall.visitor.page.close()  # it would be drawn after each start, for nothing
    _on(host, phone, "Your last interview", "did you ask when they would decide?")
    v = phone.visitor
    trial.first(phone, "an answer", lambda: v.tap("Yes"), "Saved: Yes.")
    trial.first(phone, "another answer", lambda: v.tap("No"), "Saved: No.", kills=False)


def _role_play(trial: FirstTapTrial, host: Sleeper, phones: list[Sleeper]) -> None:
    _on(host, phones[0], "Ask for the time frame", "Your code")
    one, other = (phone.visitor for phone in phones)
    both = one.page.get_by_text("We share one phone").first
    trial.first(phones[0], "a toggle", both.click, "The interviewer")
    one.tap(both)
    one.no_longer_sees("The interviewer")
    code = other.page.get_by_test_id("stMetricValue").inner_text()
    one.page.get_by_label("The code on your partner's phone").fill(code)
    trial.first(phones[0], "a pair", lambda: one.tap("Pair up"), "You're a pair.", kills=False)
    other.sees("You're a pair.")
    for phone in phones:
        phone.visitor.sees("Change my partner")  # it comes below the card
    interviewer = next(phone for phone in phones if phone.visitor.page.get_by_text("Afterward, note").count())
    v = interviewer.visitor
    chosen = v.page.get_by_test_id("stBaseButton-primary").filter(has_text="Yes")
    trial.first(
        interviewer,
        "what was heard",
        lambda: v.tap("Yes"),
        stored=lambda: chosen.count() == 1,
        kills=False,
    )
    other.page.close()


def _draft(trial: FirstTapTrial, host: Sleeper, phone: Sleeper) -> None:
    _on(host, phone, "Write a thank-you", "Your thank-you")
    v = phone.visitor
    text = v.page.get_by_label("Your thank-you")
    trial.first(phone, "a text", lambda: write(text, "Dear Dana, thank you."), "Saved.")

    def more_and_save() -> None:
        write(text, "Dear Dana, thank you again.")
        v.tap("Save")

    trial.first(
        phone,
        "a text saved by a button",
        more_and_save,
        stored=lambda: _is_stored(trial.program, "Dear Dana, thank you again."),
    )
    v.sees("Saved.")
    v.no_longer_sees("This text on it is not saved")
    v.reload()
    assert text.input_value() == "Dear Dana, thank you again."
    trial.first(
        phone,
        "an agreement",
        lambda: v.tap("Share it with my partner"),
        stored=lambda: v.button("Stop sharing my text").count() == 1,
        kills=False,
    )


def _is_stored(program: Program, text: str) -> bool:
    """Whether a workshop's files hold this text."""
    files = [path for path in program.data.rglob("*") if path.is_file()]
    return any(text.encode() in path.read_bytes() for path in files)


def _own_interview(trial: FirstTapTrial, host: Sleeper, phone: Sleeper) -> None:
    v = phone.visitor
    v.go("Checklist")
    v.write("Organization", "Acme Robotics")
    trial.first(
        phone,
        "an own interview",
        lambda: v.tap("Show me what to do"),
        "Did you ask what happens next?",
        kills=False,
    )
    trial.first(
        phone,
        "an own answer",
        lambda: v.tap(v.answer("asked_next_steps", "yes")),
        "Did you ask when they will decide?",
    )


def _end(trial: FirstTapTrial, host: Sleeper, phone: Sleeper) -> None:
    v, h = phone.visitor, host.visitor
    v.go("My file")
    trial.first(
        phone,
        "asked to leave",
        lambda: v.tap("Delete what I entered and leave"),
        "Yes, delete everything",
        kills=False,
    )
    trial.first(phone, "leaving after a sleep", lambda: v.tap("Yes, delete everything"), ASLEEP)
    v.sees("Delete what I entered and leave")
    v.go("Workshop")
    last = h.page.get_by_role("button", name="Go to").last
    trial.first(host, "another part", last.click, stored=last.is_disabled, kills=False)
    h.tap(h.page.get_by_text("Close the workshop").first)
    trial.first(host, "closing", lambda: h.tap("Close the workshop now"), "Report as PDF", kills=False)
    v.sees("Thank you for taking part")
    v.settle()
    trial.first(phone, "to the own file", lambda: v.tap("Get my file"), "Download my file")
    h.tap(h.page.get_by_text("Delete this workshop").first)
    trial.first(
        host, "deletion", lambda: h.tap("Delete the workshop now"), "Deleted, with everything", kills=False
    )
