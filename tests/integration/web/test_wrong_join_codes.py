"""Strangers who type wrong codes at the real way into a workshop, and who gets in all the same."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from followup_core.playbook import load_workshop_book
from followup_core.services import workspace_registry
from followup_core.services.workshops import WorkshopService, open_workshops
from followup_core.web.request_policy import client_network
from followup_core.workshop.prompts import agenda_of
from followup_core.workshop.workshop_model import Plan
from tests.integration.web.fake_workshops import NOW, PHONE, WorkshopServer, cookie_in

WRONG = "BBBBBBBB"
OTHER_PHONE = "192.168.1.78"
MANY = 100


@pytest.fixture
def service(tmp_path: Path) -> Iterator[WorkshopService]:
    """A service with an open workshop."""
    service = open_workshops(tmp_path / "workshops")
    outline = next(iter(load_workshop_book(workspace_registry.PLAYBOOK_DIR / "workshop").outlines.values()))
    plan = Plan(title="After the interview", held_on=NOW.date(), agenda=agenda_of(outline))
    service.open(service.create(plan, NOW), NOW)
    yield service
    service.close_all()


@pytest.fixture
def server(tmp_path: Path, service: WorkshopService) -> WorkshopServer:
    return WorkshopServer(tmp_path, service=service)


@pytest.fixture
def code(service: WorkshopService) -> str:
    view = service.current()
    assert view
    return view.code


def attack_with(server: WorkshopServer, forms: str) -> set[int]:
    """Send a hundred wrong codes from one address; return the status codes of the answers."""
    one = server.nonce()

    def nonce(number: int) -> str:
        made_up = {"no form": "", "a made-up form": f"{'n' * 22}.{number:064x}", "one form": one}
        return made_up[forms] if forms in made_up else server.nonce()

    return {server.join(code=WRONG, nonce=nonce(number)).status_code for number in range(MANY)}


@pytest.mark.parametrize(
    ("forms", "answers"),
    [
        ("no form", {400}),
        ("a made-up form", {400}),
        ("one form", {403, 429}),
        ("a new form each time", {403}),
    ],
)
def test_a_hundred_wrong_codes_from_one_address_keep_nobody_out(
    server: WorkshopServer, code: str, forms: str, answers: set[int]
) -> None:
    before = server.join(code=code)
    own = re.search(r'class="code">([^<]+)', before.text)
    assert own
    assert attack_with(server, forms) == answers
    for client in (OTHER_PHONE, PHONE):
        assert server.join(code=code, client=client).status_code == 200
        assert server.request("GET", "/", cookies=cookie_in(before), client=client).json()["inside"] == "/"
    assert server.join(resume=own[1], client=PHONE).status_code == 303


def test_a_browser_that_waits_keeps_its_code_and_is_told_how_long(server: WorkshopServer, code: str) -> None:
    nonce = server.nonce()
    for _ in range(5):
        answer = server.join(code=WRONG, nonce=nonce)
        assert answer.status_code == 403
        assert f'value="{nonce}"' in answer.text
    answer = server.join(code=code, nonce=nonce)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "12")
    assert "You&#x27;ve typed several wrong codes. Wait 12 seconds, then try again." in answer.text
    assert f'value="{code}"' in answer.text
    server.later(timedelta(seconds=12))
    assert server.join(code=code, nonce=nonce).status_code == 200


def test_right_codes_never_count(server: WorkshopServer, service: WorkshopService, code: str) -> None:
    nonce, view = server.nonce(), service.current()
    assert view
    for _ in range(20):
        assert server.join(code=code, nonce=nonce).status_code == 200
    for _ in range(50):
        assert server.join(code=code).status_code == 200
    service.close(view.workshop_id, NOW)
    for _ in range(20):
        assert server.join(code=code, nonce=nonce).status_code == 403


def test_a_form_from_before_a_restart_is_sent_again(
    server: WorkshopServer, code: str, tmp_path: Path
) -> None:
    earlier = WorkshopServer(tmp_path, service=open_workshops(tmp_path / "earlier")).nonce()
    answer = server.join(code=code, nonce=earlier)
    assert (answer.status_code, "Tap the button again." in answer.text) == (400, True)
    fresh = re.search(r'name="nonce" value="([^"]+)"', answer.text)
    assert fresh
    assert server.join(code=code, nonce=fresh[1]).status_code == 200


def network(client: str | None, **headers: str) -> str:
    lines = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return client_network({"type": "http", "client": client and (client, 50_000), "headers": lines})


def test_an_address_is_counted_by_itself_and_of_ipv6_its_first_64_bits() -> None:
    assert network("192.168.1.77") == network("::ffff:192.168.1.77") != network("192.168.1.78")
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff:ffff:ffff:ffff")
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("fe80::1%eth0") == network("fe80::2%eth0") != ""
    assert network(None) == network("testclient") == ""


def test_a_forwarding_header_gives_nobody_another_address() -> None:
    found = {network(f"10.0.0.{number}", x_forwarded_for=f"10.9.9.{number}") for number in range(9)}
    assert found == {""}
