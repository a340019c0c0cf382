"""What a candidate already has comes in, and everything goes out: in a real browser, phone and desktop."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import icalendar
import openpyxl  # type: ignore[import-untyped]
import pytest
import segno
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from followup_core.exchange.bundle import opened as read_bundle
from tests.exchange.sheets import files
from tests.pages.test_bring_in import INVITATION
from tests.support.program import Program, running
from tests.support.visitor import DESKTOP, PHONE, Scheme, Visitor, started_browser, visiting

from .test_first_days import FLOOR

LINK = "Bring in a file, an invitation, a card"
DATES = b"Company,Interview Date,Interviewer\nBorealis,3/11/2026,Jo Kim\n"
CONTACT = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sam Lee\r\nORG:Acme Robotics\r\nTEL:+351210000000\r\nEND:VCARD\r\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = started_browser(playwright)
        yield found
        found.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with running(tmp_path / "data") as found:
        yield found


def card() -> bytes:
    """Return a photo of a business card, as far as a code on it tells."""
    out = io.BytesIO()
    segno.make("MECARD:N:Kim,Jo;EMAIL:jo.kim@acme.example;TEL:+351211111111;;").save(
        out, kind="png", scale=8, border=6
    )
    return out.getvalue()


def choose(visitor: Visitor, name: str, data: bytes) -> None:
    """Choose a file; one interaction, as with a file dialog."""
    visitor.taps += 1
    chooser = visitor.page.locator("input[type=file]").last
    chooser.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    visitor.page.get_by_text(name, exact=True).first.wait_for()
    visitor.settle()


def bring(visitor: Visitor, name: str, data: bytes) -> None:
    """Choose a file on the page where files come in."""
    choose(visitor, name, data)
    visitor.tap("Bring it in")
    visitor.sees("Saved.")
    visitor.settle()


def sound(visitor: Visitor, own: str) -> None:
    found = {each["id"] for each in Axe().run(visitor.page).response["violations"]}
    assert found <= FLOOR, found - FLOOR
    assert visitor.sideways() <= 0
    assert visitor.overheard.elsewhere(own) == []
    assert visitor.overheard.complaints == []


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_files_lead_to_a_filled_workspace(
    browser: Browser, program: Program, size: tuple[int, int], scheme: Scheme
) -> None:
    with visiting(browser, program.url, size, scheme) as visitor:
        visitor.open()
        visitor.go(LINK)
        bring(visitor, "invite.ics", INVITATION)
        visitor.go("See what to do now")
        visitor.sees("Thank Dana Ruiz")
        print(f"invitation to first step at {size[0]} px: {visitor.taps} interactions")
        assert visitor.taps <= 4
        sound(visitor, program.url)
        visitor.go("Interviews")
        visitor.go("Bring in a file instead")
        choose(visitor, "Connections.csv", files.LINKEDIN_CONNECTIONS)
        visitor.sees("These seem to be people you met")
        sound(visitor, program.url)
        visitor.tap("Note them")
        visitor.sees("LinkedIn connections brought in")
        visitor.settle()
        choose(visitor, "huntr.csv", files.HUNTR)
        sound(visitor, program.url)
        day = visitor.day_field("When was Acme Robotics, Data analyst?").get_by_role("spinbutton").first
        visitor.tap(day)
        visitor.page.keyboard.type("051120261000")
        visitor.page.keyboard.press("Enter")
        visitor.sees("1 interview comes in")
        visitor.settle()
        visitor.tap("Bring it in")
        visitor.sees("A Huntr board brought in")
        visitor.settle()
        choose(visitor, "jobs.csv", DATES)
        visitor.sees("what stands first?")
        sound(visitor, program.url)
        visitor.tap(visitor.choice("The day"))
        visitor.sees("1 interview and 1 person come in")
        visitor.settle()
        visitor.tap("Bring it in")
        visitor.sees("A table brought in")
        visitor.settle()
        bring(visitor, "sam.vcf", CONTACT)
        sound(visitor, program.url)
    assert [(row["organization"], row["held_at"]) for row in program.stored("interviews")] == [
        ("Acme Robotics", "2026-11-02T10:00"),
        ("Acme Robotics", "2026-11-05T10:00"),
        ("Borealis", "2026-11-03T12:00"),
    ]
    people = {row["name"]: row for row in program.stored("people")}
    assert people.keys() == {"Jo Kim", "Dana Ruiz", "Sam Lee"}
    assert people["Dana Ruiz"]["title"] == "Head of Data"
    assert [row["kind"] for row in program.stored("touchpoints")] == ["linkedin_request"]


def test_a_card_in_hand_fills_in_what_the_checklist_asks_for(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go(LINK)
        bring(visitor, "invite.ics", INVITATION)
        visitor.go("Checklist")
        while not visitor.page.get_by_text("business card").first.is_visible():
            before = visitor.page.get_by_role("heading", level=1).inner_text()
            visitor.tap(visitor.page.get_by_role("button", name="Next").or_(visitor.button("Later")).first)
            visitor.no_longer_sees(before)
            visitor.settle()
        visitor.tap(visitor.choice("Yes"))
        visitor.sees("Take the details from the card")
        visitor.settle()
        if not visitor.page.locator("input[type=file]").first.is_visible():
            visitor.tap(visitor.page.get_by_text("Take the details from the card").first)
        choose(visitor, "card.png", card())
        visitor.sees("This is what the code on the card says.")
        sound(visitor, program.url)
        visitor.tap("Save these details")
        visitor.sees("Saved.")
        visitor.settle()
    jo = next(row for row in program.stored("people") if row["name"] == "Jo Kim")
    assert (jo["email"], jo["phone"]) == ("jo@acmerobotics.example", "+351211111111")
    assert "yes" in {row["answer"] for row in program.stored("answers") if row["item"] == "business_card"}


def test_an_undo_leaves_nothing_of_an_import(browser: Browser, program: Program) -> None:
    tables = ("interviews", "people", "interviewers", "answers", "touchpoints", "settings")
    with visiting(browser, program.url) as visitor:
        visitor.open()
        visitor.go(LINK)
        bring(visitor, "invite.ics", INVITATION)
        before = [program.stored(table) for table in tables]
        bring(visitor, "jobs.csv", files.TEMPLATE)
        assert [program.stored(table) for table in tables] != before
        visitor.tap("Undo")
        visitor.sees("Everything is as it was before")
    assert [program.stored(table) for table in tables] == before


def test_columns_are_chosen_and_brought_in_by_keyboard_alone(browser: Browser, program: Program) -> None:
    with visiting(browser, program.url, DESKTOP) as visitor:
        visitor.open()
        visitor.go(LINK)
        choose(visitor, "odd.csv", b"Where,When\nAcme,2026-11-02\n")
        visitor.sees("No column is known to name the organization")
        for label, column in (
            ("Organization", "Where (Acme)"),
            ("Day of the interview", "When (2026-11-02)"),
        ):
            box = visitor.page.get_by_role("combobox", name=label, exact=False).first
            box.focus()
            visitor.page.keyboard.type(column.split(" ")[0])
            visitor.page.get_by_role("option", name=column).wait_for()
            visitor.page.keyboard.press("Enter")
            visitor.settle()
        visitor.sees("1 interview comes in")
        for _ in range(40):
            visitor.page.keyboard.press("Tab")
            if visitor.page.evaluate("document.activeElement.innerText").strip() == "Bring it in":
                break
        visitor.page.keyboard.press("Enter")
        visitor.sees("Saved.")
    assert [row["organization"] for row in program.stored("interviews")] == ["Acme"]


def downloaded(visitor: Visitor, label: str) -> bytes:
    with visitor.page.expect_download(timeout=90_000) as download:
        visitor.tap(visitor.page.get_by_role("button", name=label).first)
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_everything_goes_out(
    browser: Browser, program: Program, size: tuple[int, int], scheme: Scheme
) -> None:
    with visiting(browser, program.url, size, scheme) as visitor:
        visitor.open()
        visitor.go(LINK)
        bring(visitor, "invite.ics", INVITATION)
        visitor.go("Settings")
        visitor.tap(visitor.choice("Your data"))
        visitor.sees("Take it with you")
        sound(visitor, program.url)
        book = openpyxl.load_workbook(io.BytesIO(downloaded(visitor, "Workbook")))
        assert "Acme Robotics" in {cell.value for row in book.worksheets[0] for cell in row}
        assert zipfile.is_zipfile(io.BytesIO(downloaded(visitor, "Tables (CSV)")))
        assert b"Acme Robotics" in read_bundle(downloaded(visitor, "Everything (ZIP)")).tables["interviews"]
        proof = PdfReader(io.BytesIO(downloaded(visitor, "Proof as PDF")))
        assert "Acme Robotics" in proof.pages[0].extract_text()
        visitor.tap(visitor.choice("Calendar"))
        visitor.sees("Your dates as a file")
        calendar = icalendar.Calendar.from_ical(downloaded(visitor, "Download your dates"))
        assert "Interview: Acme Robotics" in {str(event.get("summary")) for event in calendar.walk("VEVENT")}
        visitor.tap("Make the address")
        visitor.sees("/calendar/")
        sound(visitor, program.url)
        shown = visitor.page.get_by_text("/calendar/").first.inner_text().strip()
        address = shown.replace("webcal://", "http://")
        assert httpx.get(address, trust_env=False).text.startswith("BEGIN:VCALENDAR")
        visitor.tap("Stop it")
        visitor.settle()
        assert httpx.get(address, trust_env=False).status_code == 404
        visitor.go("Interviews")
        visitor.go("Round 1")
        assert downloaded(visitor, "Add these dates to your calendar").startswith(b"BEGIN:VCALENDAR")
        sound(visitor, program.url)
