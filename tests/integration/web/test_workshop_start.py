"""The program as a facilitator starts it, with phones and in real browsers."""

import itertools
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from websockets.exceptions import InvalidStatus

from followup_core.clock import Clock
from followup_core.playbook import load_workshop_book
from followup_core.services import workspace_registry
from followup_core.services.workshops import open_workshops
from followup_core.web import join_url
from followup_core.workshop.prompts import agenda_of
from followup_core.workshop.workshop_model import Plan
from tests.integration.web.served_program import PATIENCE, Served, run_page, serving, websocket
from tests.support.browser_page import DESKTOP, PHONE, SCREENS, Scheme, started_browser

WORKSHOP = {"FOLLOWUP_MODE": "workshop"}
NETWORK = ("--server.address", "0.0.0.0")
LINK = re.compile(r"http://localhost:\d+(/host/([\w-]{43}))\n")
SMALLEST_TARGET = 44  # CSS pixels
NOW = Clock().moment()


def prepared(
    data: Path, *, age: timedelta = timedelta(0), stays_open: bool = False, keep_days: int = 7
) -> str:
    """Open a workshop in this folder, as one that was killed left it; return its code.

    With an `age` it was opened so long ago, and closed then unless it `stays_open`.
    """
    service = open_workshops(data / "workshops")
    outline = next(iter(load_workshop_book(workspace_registry.PLAYBOOK_DIR / "workshop").outlines.values()))
    held_on = (NOW - age).astimezone().date()
    plan = Plan(title="After the interview", held_on=held_on, agenda=agenda_of(outline), keep_days=keep_days)
    service.open(service.create(plan, NOW - age), NOW - age)
    view = service.current()
    assert view is not None
    if age and not stays_open:
        service.close(view.workshop_id, NOW - age)
    service.close_all()
    return view.code


def link(served: Served) -> str:
    """Return the path of the facilitator's link, as it was printed."""
    found = LINK.findall(served.said.read_text(encoding="utf-8"))
    return str(found[-1][0])


def led(served: Served) -> dict[str, str]:
    """Open the facilitator's link; return the header that the browser sends from then on."""
    answer = served.get(link(served))
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


def joined(served: Served, code: str, host: str) -> dict[str, str]:
    """Join with a phone; return the header that it sends from then on."""
    form = served.get("/", host=host).text
    nonce = re.search(r'name="nonce" value="([^"]+)"', form)
    assert nonce
    answer = httpx.post(
        served.url("/enter", host=host), data={"code": code, "nonce": nonce[1]}, trust_env=False
    )
    assert answer.status_code == 200
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workshop")


@pytest.fixture(scope="module")
def code(data: Path) -> str:
    return prepared(data / "data")


@pytest.fixture(scope="module")
def server(data: Path, code: str) -> Iterator[Served]:
    """A program that serves an open workshop to the network."""
    with serving(data, *NETWORK, environment=WORKSHOP) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = started_browser(playwright)
        yield found
        found.close()


def test_the_start_says_who_goes_where(server: Served, lan: str) -> None:
    said = server.said.read_text(encoding="utf-8")
    assert f"For you only:  http://localhost:{server.port}/host/" in said
    assert join_url(lan, server.port) in said
    assert "Traceback" not in said


def test_a_start_deletes_what_is_due_and_goes_on_with_a_workshop_left_open_yesterday(tmp_path: Path) -> None:
    prepared(tmp_path / "data", age=timedelta(days=30))
    prepared(tmp_path / "data", age=timedelta(hours=30), stays_open=True, keep_days=1)
    with serving(tmp_path, environment=WORKSHOP) as served:
        said = served.said.read_text(encoding="utf-8")
        assert said.count("Deleted, as it was closed long enough ago: After the interview.") == 1
        assert len(list((served.data / "workshops").glob("2*"))) == 1
        assert "Everything is deleted the day after the workshop ends." in served.get("/").text
        assert "Phones cannot reach this: start it again with --server.address 0.0.0.0." in said
        assert "Participants:" not in said, "without the network nobody else gets in"
        assert served.get("/healthz").json() == {"status": "ok"}
        assert served.stop() in (0, -15)


def test_a_facilitator_and_a_participant_each_get_their_page(server: Served, code: str, lan: str) -> None:
    with websocket(server, headers=led(server)) as connection:
        assert "facilitator: True, workshop: , participant:" in run_page(connection)
    phone = joined(server, code, lan)
    with websocket(server, host=lan, headers=phone) as connection:
        drawn = run_page(connection)
    assert re.search(r"facilitator: False, workshop: [\w-]+, participant: [0-9a-f]+", drawn)
    assert "here: False, network: True" in drawn
    with pytest.raises(InvalidStatus, match="403"):
        websocket(server, host=lan)


def test_no_personal_workspace_is_there_or_made(server: Served, code: str, lan: str) -> None:
    phone = joined(server, code, lan)
    for path in ("/pair", "/pair?token=x", "/today", "/settings", "/interviews"):
        for headers in (phone, led(server)):
            assert "Pair this phone" not in server.get(path, host=lan, headers=headers).text
    refused = httpx.post(server.url("/pair", host=lan), data={"token": "x"}, headers=phone, trust_env=False)
    assert refused.status_code in (404, 405)
    assert not (server.data / "personal").exists()
    assert not (server.data / "phones.json").exists()


def test_the_secret_is_said_once_and_never_again(server: Served) -> None:
    secret = link(server).removeprefix("/host/")
    before = led(server)["Cookie"].partition("=")[2]
    for path in (link(server), link(server) + "x", f"/host/{secret}/deeper", f"/?{secret}"):
        server.get(path)
    said = server.said.read_text(encoding="utf-8")
    assert said.count(secret) == 1
    assert before not in said
    kept = (server.data / "facilitators.json").read_text(encoding="utf-8")
    assert secret not in kept
    assert before not in kept


def test_a_killed_program_throws_out_neither_facilitator_nor_participant(tmp_path: Path, lan: str) -> None:
    code = prepared(tmp_path / "data")
    with serving(tmp_path, *NETWORK, environment=WORKSHOP) as served:
        lead, phone, earlier = led(served), joined(served, code, lan), link(served)
        served.process.kill()
        served.process.wait(PATIENCE)
    for folder in ("program", "elsewhere"):
        shutil.rmtree(tmp_path / folder)
    with serving(tmp_path, *NETWORK, environment=WORKSHOP) as served:
        assert served.get(earlier).status_code == 403
        with websocket(served, headers=lead) as connection:
            assert "facilitator: True" in run_page(connection)
        with websocket(served, host=lan, headers=phone) as connection:
            assert "facilitator: False, workshop: 2" in run_page(connection)
            assert served.stop() in (0, -15)
        assert "Traceback" not in served.said.read_text(encoding="utf-8")


@pytest.mark.thorough
def test_the_facilitator_s_link_works_from_a_mail_too_and_leaves_the_address_bar(
    browser: Browser, server: Served
) -> None:
    own = f"http://localhost:{server.port}"
    with browser.new_context() as context:
        page = context.new_page()
        # A link on another site's page: the strict cookie is not sent to where it is redirected.
        page.goto(f"data:text/html,<a href='{own}{link(server)}'>link</a>")
        page.get_by_role("link").click()
        expect(page.get_by_text("facilitator: True")).to_be_visible(timeout=PATIENCE * 1000)
        assert page.url == f"{own}/"
        page.goto(f"{own}{link(server)}")
        expect(page.get_by_text("facilitator: True")).to_be_visible(timeout=PATIENCE * 1000)
        assert page.url == f"{own}/"
        flags = [(each.get("httpOnly"), each.get("sameSite")) for each in context.cookies()]
        assert (True, "Strict") in flags


def new_phone(
    browser: Browser, size: tuple[int, int] = PHONE, scheme: Scheme = "light", *, script: bool = True
) -> BrowserContext:
    width, height = size
    return browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
    )


@pytest.mark.thorough
def test_a_phone_without_scripts_joins_by_scanning_and_pressing_twice(
    browser: Browser, server: Served, code: str, lan: str
) -> None:
    with new_phone(browser, script=False) as context:
        page = context.new_page()
        page.goto(join_url(lan, server.port, code))
        page.get_by_role("button", name="Join").dblclick()
        expect(page.get_by_role("heading", name="You're in")).to_be_visible()
        own = page.locator(".code").inner_text()
        assert re.fullmatch(r"\w{4}(-\w{4}){3}", own)
        page.get_by_role("link", name="Enter the workshop").click()
        page.wait_for_url(f"http://{lan}:{server.port}/")
    with new_phone(browser, script=False) as context:
        page = context.new_page()
        page.goto(f"http://{lan}:{server.port}")
        page.get_by_text("I've already joined").click()
        page.get_by_label("Your personal code").fill(own.lower().replace("-", " "))
        page.get_by_role("button", name="Get back in").click()
        page.wait_for_url(f"http://{lan}:{server.port}/")
        assert any(each.get("name") == "followup_participant" for each in context.cookies())


@pytest.mark.thorough
def test_joining_goes_by_keyboard_alone(browser: Browser, server: Served, code: str, lan: str) -> None:
    with new_phone(browser, DESKTOP) as context:
        page = context.new_page()
        page.goto(f"http://{lan}:{server.port}")
        page.keyboard.press("Tab")
        page.keyboard.type("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.get_by_label("Code on the wall")).to_be_focused()
        page.get_by_label("Code on the wall").select_text()
        page.keyboard.type(f"{code[:4]}-{code[4:]}".lower())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="You're in")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Enter the workshop")).to_be_focused()


def every_screen(page: Page, own: str, code: str) -> Iterator[str]:
    """Go to each of the plain screens."""
    page.goto(own)
    yield "join"
    page.get_by_label("Code on the wall").fill("KX7M-WRON")
    page.get_by_role("button", name="Join").click()
    yield "join-wrong"
    page.goto(own)
    page.get_by_text("I've already joined").click()
    page.get_by_label("Your personal code").fill("never-given")
    page.get_by_role("button", name="Get back in").click()
    yield "resume-wrong"
    page.goto(f"{own}/host/wrong")
    yield "not-the-link"
    page.goto(f"{own}/join?code={code}")
    page.get_by_role("button", name="Join").click()
    yield "joined"


@pytest.mark.thorough
def test_no_plain_screen_fails_axe_runs_sideways_or_has_small_targets(
    browser: Browser, server: Served, code: str, lan: str
) -> None:
    with new_phone(browser) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        for name in every_screen(page, f"http://{lan}:{server.port}", code):
            for size, scheme in itertools.product(SCREENS, SCREENS.values()):
                assert_plain_screen_is_sound(page, size, scheme, f"{name}, {size}, {scheme}")
        assert [text for text in complaints if "Content Security Policy" in text] == []


def assert_plain_screen_is_sound(page: Page, size: tuple[int, int], scheme: Scheme, name: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    results = Axe().run(page).response
    assert [each["id"] for each in results["violations"]] == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    for target in page.locator("button:visible, a:visible, input[id]:visible, summary").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST_TARGET, name
