"""`python -m tests.tools.screenshots`: take pictures of every page, on a phone and a desktop, light and dark.

Needs what the tests need. Without `--out` the pictures go to a folder that is named at the end.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browser_page import DESKTOP, PHONE, Scheme, Visitor, started_browser, visiting
from tests.support.program import running
from tests.unit.formats.spreadsheet import spreadsheet_files

README_PICTURES = Path(__file__).parents[2] / ".readme"
_INVITATION = (Path(__file__).parents[1] / "unit" / "formats" / "invitations" / "google.ics").read_bytes()
_FILES = {
    "invitation.ics": _INVITATION,
    "refused.ics": _INVITATION[:300],
    "board.csv": spreadsheet_files.HUNTR,
    "days.csv": b"Company,Interview Date\nBorealis,3/12/2026\n",
    "columns.csv": b"Where,When,Who\nBorealis,2026-11-02,Jo Kim\n",
    "connections.csv": spreadsheet_files.LINKEDIN_CONNECTIONS,
}
"""The files that are chosen on the import page, one for each kind of question."""
_SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
_MAX_HEIGHT = 6000
_README_HEIGHT = 900


def main() -> None:
    """Take all the pictures, or with `--readme` also those of README.md."""
    arguments = _arguments()
    out = Path(arguments.out or tempfile.mkdtemp(prefix="screenshots-"))
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running(Path(data) / "data") as program,
        sync_playwright() as playwright,
    ):
        browser = started_browser(playwright)
        if arguments.readme:  # first, because the tour goes through the sample's checklist
            _take_readme_pictures(browser, program.url)
        for size in (PHONE, DESKTOP):
            for scheme in _SCHEMES:
                _take_pictures(browser, program.url, size, scheme, out)
        browser.close()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.tools.screenshots", description=__doc__)
    parser.add_argument("--out", help="the folder for the pictures")
    parser.add_argument("--readme", action="store_true", help="also refresh the pictures of README.md")
    return parser.parse_args()


def _take_pictures(browser: Browser, url: str, size: tuple[int, int], scheme: Scheme, out: Path) -> None:
    with visiting(browser, url, size, scheme) as visitor:
        for name in _visit_pages(visitor):
            _take_picture(visitor, size, out / f"{name}-{size[0]}-{scheme}.png")


def _visit_pages(visitor: Visitor) -> Iterator[str]:
    """Walk through the sample data, and yield the name of each page that is worth a picture."""
    visitor.open()
    yield "start"
    visitor.tap("Look around with sample data")
    visitor.sees("Back to mine")
    visitor.settle()
    yield "today"
    visitor.go("Interviews")
    yield "interviews"
    yield from _visit_interview(visitor)
    yield from _visit_checklist(visitor)
    visitor.go("Today")
    visitor.go("All messages")
    yield "messages"
    visitor.go("Write the email")
    yield "message"
    visitor.go("Statistics")
    yield "statistics"
    visitor.go("Settings")
    for part in ("You", "Dates", "Calendar", "Your data", "Phones", "Workshop", "Career centers"):
        _choose_section(visitor, part)
        yield f"settings-{part.lower().replace(' ', '-')}"
    visitor.tap("Back to mine")
    visitor.settle()
    visitor.go("Today")
    visitor.sees("What to do after your interview")
    visitor.settle()
    yield from _choose_files(visitor)


def _choose_files(visitor: Visitor) -> Iterator[str]:
    """Choose each file, yield its name, and remove it again, so that nothing is imported."""
    visitor.go("Import a file")
    yield "bring-in"
    for name, data in _FILES.items():
        visitor.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        visitor.page.get_by_text(name).first.wait_for()
        visitor.settle()
        yield f"bring-in-{Path(name).stem}"
        visitor.tap(f"Remove {name}")
        visitor.settle()


def _visit_interview(visitor: Visitor) -> Iterator[str]:
    visitor.go("Northlight Robotics")
    for part in ("Story", "People", "Details"):
        _choose_section(visitor, part)
        yield f"interview-{part.lower()}"


def _visit_checklist(visitor: Visitor) -> Iterator[str]:
    visitor.go("Checklist")
    yield "checklist-question"
    while visitor.onward().count():
        address = visitor.page.url
        visitor.tap(visitor.onward())
        visitor.page.wait_for_url(lambda url, address=address: url != address)  # type: ignore[misc]
        visitor.settle()
        if visitor.page.get_by_text("Who did you meet?").is_visible():
            yield "checklist-people"
        elif visitor.page.get_by_text("that you want remembered?").is_visible():
            yield "checklist-person"
    yield "checklist-end"
    visitor.tap("All answers")
    visitor.sees("All your answers")
    visitor.settle()
    yield "checklist-answers"


def _choose_section(visitor: Visitor, part: str) -> None:
    visitor.tap(visitor.choice(part))
    visitor.settle()


def _take_picture(visitor: Visitor, size: tuple[int, int], path: Path) -> None:
    """Save a picture of the whole page, however long; Streamlit scrolls inside the window."""
    width, height = size
    page = visitor.page
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)  # charts and unfolding parts come to rest; there is nothing to wait for
    content_height = int(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(max(content_height, height), _MAX_HEIGHT)})
    page.wait_for_timeout(400)
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": height})


def _take_readme_pictures(browser: Browser, url: str) -> None:
    """Take the pictures of README: four main screens, on a desktop and on a phone."""
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    for name, size in (("desktop", (DESKTOP[0], _README_HEIGHT)), ("phone", PHONE)):
        with visiting(browser, url, size, "light") as visitor:
            visitor.open("?sample=yes")
            for screen in _readme_screens(visitor):
                visitor.page.screenshot(path=README_PICTURES / f"{screen}-{name}.png")


def _readme_screens(visitor: Visitor) -> Iterator[str]:
    visitor.sees("Back to mine")
    visitor.settle()
    yield "today"
    visitor.tap(visitor.page.get_by_role("button", name="Write the email").first)
    visitor.sees("Copy the message")
    visitor.settle()
    yield "message"
    visitor.go("Interviews")
    visitor.go("Northlight Robotics")
    visitor.settle()
    yield "interview"
    visitor.go("Statistics")
    yield "statistics"


if __name__ == "__main__":
    main()
