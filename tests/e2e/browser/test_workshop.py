"""A whole workshop in real browsers: a host, a wall, seven phones, from the code to the file taken home."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser_page import (
    DESKTOP,
    PHONE,
    SCREENS,
    SECONDS,
    Visitor,
    assert_sound,
    assert_sound_on_both_screens,
    visiting,
)
from tests.support.program import Program, running

from .browser_workshops import (
    PROJECTOR,
    RunningWorkshop,
    go_to,
    join,
    lead,
    open_up,
    prepare,
    reads,
    running_workshop,
)

PEOPLE = 7
THANKS = "Dear Ms Ruiz,\n\nthank you for the talk about the second gate. I am very interested. 🙂"

LINE = "The silence afterward: is it *me*?"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data", mode="workshop") as found:
        yield found


def answer(phone: Visitor, words: str, letter: str = "") -> None:
    phone.tap(f"{letter} {words}".strip())
    phone.sees(f"Saved: {words}.")
    phone.settle()


@pytest.mark.timeout(900)
def test_a_fifty_minute_workshop_with_seven_phones(browser: Browser, program: Program) -> None:
    with running_workshop(browser, program, PEOPLE) as workshop:
        assert_sound(workshop.wall)
        assert_sound(workshop.host)
        assert_sound(workshop.phones[0])
        _a_poll(workshop)
        _a_written_question(workshop)
        _several_choices(workshop)
        workshop.until("It is Friday, November 6. What now?")
        _what_now(workshop)
        workshop.until("Your code")
        _a_role_play(workshop)
        workshop.until("Your thank-you")
        _drafts(workshop)
        _the_end(workshop)


def _a_poll(workshop: RunningWorkshop) -> None:
    workshop.next("did you ask when they would decide?")
    workshop.phones[0].sees("Once 5 people have answered, the room sees every count.")
    for number, phone in enumerate(workshop.phones[:4]):
        answer(phone, "Yes" if number % 2 else "No")
    reads(workshop.wall, "4 of 7 answered")
    expect(workshop.wall.page.get_by_alt_text("of 4 said")).to_have_count(0)
    workshop.phones[1].reload()
    workshop.phones[1].sees("Saved: Yes.")
    for number, phone in enumerate(workshop.phones[4:6]):
        answer(phone, "Yes" if number % 2 else "No")
    assert_sound(workshop.phones[0])
    workshop.next("Next time:")
    reads(workshop.wall, "3 of 6 said yes.")
    workshop.phones[3].sees("3 of 6 said yes.")
    assert_sound(workshop.wall)
    assert_sound(workshop.host)
    assert_sound(workshop.phones[3])


def _a_written_question(workshop: RunningWorkshop) -> None:
    host, one, other = workshop.host, workshop.phones[0], workshop.phones[5]
    host.tap(host.page.get_by_text("Ask your own question").first)
    host.write("Question", "What do you fear most?")
    host.tap(host.choice("A line of text"))
    host.settle()
    host.tap("Ask it now")
    one.sees("The facilitator reads it first, without your name")
    one.settle()
    one.write("Your line", LINE)
    one.tap("Send")
    one.sees("Sent. You can still change it.")
    assert_sound(one)
    reads(workshop.wall, "1 line so far")
    expect(workshop.wall.page.get_by_alt_text(LINE)).to_have_count(0)
    assert LINE not in other.page.inner_text("body")
    host.sees("1 to read")
    assert_sound(host)
    host.tap("Put it on the wall")
    reads(workshop.wall, LINE)
    other.sees(LINE)
    other.settle()
    other.tap("Me too")
    other.sees("Me too: 1")
    reads(workshop.wall, "Me too: 1")
    for screen in (other, host, workshop.wall):
        assert_sound(screen)


def _several_choices(workshop: RunningWorkshop) -> None:
    host, phone = workshop.host, workshop.phones[0]
    host.write("Question", "What did you do after it?")
    host.tap(host.choice("Choose all that fit"))
    host.settle()
    host.field("Answers, each on its own line").fill("Thanked everyone\nCalled\nWrote down what was said")
    host.tap("Ask it now")
    phone.sees("Choose all that fit")
    phone.settle()
    rows = [row.bounding_box() for row in phone.page.get_by_test_id("stCheckbox").all()]
    for number, row in enumerate(rows):
        assert row
        assert number == 0 or row["y"] - rows[number - 1]["y"] >= 44, "as high as a finger is wide"  # type: ignore[index]
    last = rows[2]
    assert last
    phone.page.mouse.click(last["x"] + last["width"] - 2, last["y"] + last["height"] + 8)
    phone.settle()
    boxes = phone.page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [False, False, True], "the whole row hears a tap"
    phone.tap(phone.page.get_by_test_id("stCheckbox").first.get_by_text("Thanked everyone"))
    phone.settle()
    assert [box.is_checked() for box in boxes.all()] == [True, False, True], "and its words hear it once"
    phone.tap("Save my answers")
    phone.sees("Saved: “Thanked everyone”, “Wrote down what was said”.")
    assert_sound(phone)


def _what_now(workshop: RunningWorkshop) -> None:
    phone, asleep = workshop.phones[0], workshop.phones[1]
    reads(workshop.wall, "A Leave it alone for now")
    answer(phone, "Leave it alone for now", "A")
    asleep.page.context.set_offline(True)
    assert_sound(phone)
    workshop.press_next()
    phone.sees("That's right.")
    phone.settle()
    assert_sound(phone)
    assert_sound(workshop.wall)
    asleep.page.context.set_offline(False)
    asleep.sees("Best here: Leave it alone for now")


def _a_role_play(workshop: RunningWorkshop) -> None:
    one, other = workshop.phones[2], workshop.phones[3]
    assert_sound(one)
    code = other.page.get_by_test_id("stMetricValue").inner_text()
    one.page.get_by_label("The code on your partner's phone").fill(code.lower())
    one.tap("Pair up")
    for phone in (one, other):
        phone.sees("You're a pair.")
        phone.settle()
    cards = [phone.page.inner_text("body") for phone in (one, other)]
    assert len({card.partition("You're a pair")[2] for card in cards}) == 2
    assert_sound(one)
    assert_sound(other)
    assert_sound(workshop.wall)


def _drafts(workshop: RunningWorkshop) -> None:
    one, other, third = workshop.phones[2], workshop.phones[3], workshop.phones[4]
    assert_sound(one)
    for phone, text in ((one, THANKS), (other, "Dear Dana, this is mine.")):
        field = phone.page.get_by_label("Your thank-you")
        field.fill(text)
        field.blur()
        phone.sees("Saved.")
        phone.tap("Share it with my partner")
        phone.settle()
    one.sees("this is mine.")
    other.sees("thank you for the talk about the second gate")
    assert_sound(other)
    assert "second gate. I am" not in workshop.wall.page.inner_text("body")
    third.page.get_by_label("Your thank-you").press_sequentially("half a sent")
    workshop.wall.settle()
    workshop.wall.page.keyboard.press("PageDown")
    third.sees("The group has moved on.")
    expect(third.page.get_by_label("Your thank-you")).to_have_value("half a sent")
    third.tap("Continue with the group")
    third.sees("Leave a voicemail")


def _the_end(workshop: RunningWorkshop) -> None:
    workshop.until("How useful was this workshop")
    answer(workshop.phones[2], "Very useful")
    assert_sound(workshop.phones[2])
    workshop.host.reload()
    workshop.host.tap(workshop.host.page.get_by_text("Close the workshop").first)
    workshop.host.tap("Close the workshop now")
    workshop.host.sees("Report as PDF")
    workshop.host.settle()
    scrolled = workshop.host.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    assert scrolled == 0, "what to do next is at the top"
    assert_sound(workshop.host)
    workshop.phones[2].sees("Thank you for taking part")
    workshop.phones[2].go("My file")
    assert_sound(workshop.phones[2])
    with workshop.phones[2].page.expect_download(timeout=90_000) as download:
        workshop.phones[2].tap("Download my file")
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as home:
        texts = [home.read(name).decode() for name in home.namelist() if name.startswith("drafts/")]
    assert any("second gate" in text for text in texts)
    with workshop.host.page.expect_download(timeout=90_000) as report:
        workshop.host.tap("Report as PDF")
    assert report.value.path().read_bytes().startswith(b"%PDF")


def test_a_text_is_saved_while_it_is_typed(browser: Browser, program: Program) -> None:
    with running_workshop(browser, program, 1) as workshop:
        phone = workshop.phones[0]
        go_to(workshop.host, "Write a thank-you, and swap")
        phone.sees("Your thank-you")
        phone.settle()
        field = phone.page.get_by_label("Your thank-you")
        field.press_sequentially("Dear Dana, ")
        phone.sees("Saved.")
        field.press_sequentially("thank you")
        expect(field).to_have_value("Dear Dana, thank you")
        expect(field).to_be_focused()
        phone.no_longer_sees("Not saved yet.")
        phone.page.wait_for_timeout(1500)  # longer than the pause that sends
        phone.settle()
        phone.reload()
        expect(field).to_have_value("Dear Dana, thank you")


def test_a_phone_on_another_page_hears_that_the_workshop_moved_on_and_keeps_what_is_typed(
    browser: Browser, program: Program
) -> None:
    with running_workshop(browser, program, 1) as workshop:
        phone = workshop.phones[0]
        phone.go("Checklist")
        phone.field("Organization").press_sequentially("Acme Rob")
        workshop.next("The workshop has moved on to “Your last interview”.")
        expect(phone.field("Organization")).to_have_value("Acme Rob")
        assert_sound(phone)
        phone.go("Back to the workshop")
        phone.sees("did you ask when they would decide?")
        phone.go("Checklist")
        expect(phone.link("Back to the workshop")).to_have_count(0)


def test_a_participants_own_interview_is_theirs_alone_and_no_personal_workspace_is_reached(
    browser: Browser, program: Program
) -> None:
    (program.data / "personal").mkdir(parents=True)
    with running_workshop(browser, program, 2) as workshop:
        one, other = workshop.phones
        for phone in workshop.phones:
            phone.go("Checklist")
        one.write("Organization", "Only Mine Ltd")
        one.tap("Show me what to do")
        one.sees("Did you ask what happens next?")
        assert_sound(one)
        other.reload()
        other.sees("Think of your last interview.")
        assert "Only Mine" not in other.page.inner_text("body")
        one.go("Messages")
        one.sees("Thank the people you met")
        one.settle()
        assert "Only Mine" in one.page.content()
        for path in ("settings", "workshop", "wall"):
            one.page.goto(f"{program.url}/{path}")
            one.settle()
            text = one.page.inner_text("body")
            assert not any(
                words in text
                for words in ("Delete everything", "Prepare a new workshop", "Back to the controls")
            )
    assert list((program.data / "personal").iterdir()) == []


def test_a_wall_without_a_link_follows_one_workshop_after_another_by_itself(
    browser: Browser, program: Program
) -> None:
    with (
        visiting(browser, program.url, DESKTOP) as host,
        visiting(browser, program.url, PROJECTOR) as wall,
    ):
        for visitor in (host, wall):
            lead(visitor, program)
        wall.open("wall")
        reads(wall, "No workshop is open.")
        for title in ("Monday's group", "Tuesday's group"):
            prepare(host, "30 minutes", title)
            reads(wall, open_up(host))
            wall.sees(title)
            host.tap(host.page.get_by_text("Close the workshop").first)
            host.tap("Close the workshop now")
            reads(wall, "Thank you for coming.")
            host.settle()
            host.tap("All workshops")
            host.sees("Prepare a new workshop")
            host.settle()


def test_the_way_in_is_sound_on_every_screen(browser: Browser, program: Program) -> None:
    with (
        visiting(browser, program.url, PROJECTOR) as host,
        visiting(browser, program.url, PHONE, "dark") as guest,
    ):
        guest.page.goto(program.url)
        expect(guest.page.get_by_text("not been opened yet")).to_be_visible(timeout=SECONDS * 1000)
        assert _violations_on_every_screen(guest) == set()
        lead(host, program)
        prepare(host, "30 minutes")
        code = open_up(host)
        guest.page.goto(program.url)
        guest.page.get_by_label("Code on the wall").fill("BBBB-BBBB")
        guest.page.get_by_role("button", name="Join").click()
        expect(guest.page.get_by_role("alert")).to_be_visible()
        assert _violations_on_every_screen(guest) == set()
        guest.page.get_by_text("I've already joined").click()
        assert _violations_on_every_screen(guest) == set()
        guest.overheard.complaints.clear()  # a browser calls a refused form an error
        join(guest, code)
        assert_sound_on_both_screens(guest)


def _violations_on_every_screen(guest: Visitor) -> set[str]:
    """Return what axe finds on a plain page at each size in both colors."""
    found = set[str]()
    for width, height in (DESKTOP, PROJECTOR, PHONE):
        guest.page.set_viewport_size({"width": width, "height": height})
        for scheme in SCREENS.values():
            guest.page.emulate_media(color_scheme=scheme)
            found |= guest.violations()
    return found


def test_the_host_leads_by_keyboard_alone(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, PROJECTOR) as host:
        lead(host, program)
        _press_until(host, "Title")
        host.page.keyboard.type("By keys")
        _press_until(host, "Prepare the workshop")
        host.page.keyboard.press("Enter")
        host.sees("Open the workshop")
        host.settle()
        _press_until(host, "Open the workshop")
        host.page.keyboard.press("Enter")
        host.sees("On the wall now")
        host.settle()
        host.page.keyboard.press("PageDown")
        host.sees("Answered")
        host.settle()
        host.page.keyboard.press("PageUp")
        host.settle()
        _press_until(host, "Go to 2")
        host.page.keyboard.press("Enter")
        host.sees("What to do when")


def _press_until(visitor: Visitor, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus bears this name."""
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        focused = visitor.page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.getAttribute('aria-label') || '') + ' ' + (e.innerText || ''); }"
        )
        if name in str(focused):
            return
    raise AssertionError(f"Tab never reached “{name}”")
