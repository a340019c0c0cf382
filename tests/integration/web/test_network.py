"""Started to serve the network, the program lets in paired devices and nobody else."""

import itertools
import re
import socket
from collections.abc import Iterator
from datetime import datetime
from typing import Self

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from followup_core.clock import Clock
from tests.integration.web.served_program import Served, run_page, websocket

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1"
EVERYWHERE = [
    "/",
    "/today",
    "/healthz",
    "/static/js/index.js",
    "/favicon.png",
    "/media/0123.png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/upload_file/a/b",
    "/_stcore/agent/openapi.json",
    "/component/x/index.html",
    "/pair/",
    "//pair",
    "/x/..%2fpair",
]
REFUSAL = "This device is not paired. Open Settings on the computer and scan the code."


def now() -> datetime:
    return Clock().moment()


class Phone:
    """A browser at another address than loopback, with its cookies."""

    def __init__(self, served: Served, address: str) -> None:
        self.served = served
        self.address = address
        self.client = httpx.Client(
            base_url=served.url("", host=address), headers={"User-Agent": PHONE}, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def pair(self, token: str) -> httpx.Response:
        """Press the button of the page that the code leads to."""
        page = self.client.get(f"/pair?token={token}")
        found = re.search(r'name="token" value="([^"]*)"', page.text)
        assert found
        return self.client.post("/pair", data={"token": found[1]}, headers={"Origin": "null"})

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())}


@pytest.fixture
def phone(on_network: Served, lan: str) -> Iterator[Phone]:
    with Phone(on_network, lan) as found:
        yield found


@pytest.fixture
def paired(phone: Phone) -> Phone:
    assert phone.pair(phone.served.phones.new_token(now())).status_code == 303
    return phone


def test_another_device_is_refused_everywhere(phone: Phone) -> None:
    for path, method in itertools.product(EVERYWHERE, ("GET", "HEAD", "POST", "PUT", "OPTIONS")):
        answer = phone.client.request(method, path)
        assert answer.status_code == 403, (method, path)
        assert answer.headers["x-frame-options"] == "DENY"
        if method == "GET" and "metrics" not in path:
            assert REFUSAL in answer.text, path


def test_another_device_gets_no_websocket(phone: Phone) -> None:
    for headers in ({}, {"Cookie": "followup_phone=wrong"}):
        with pytest.raises(InvalidStatus, match="403"):
            websocket(phone.served, host=phone.address, headers=headers)


def test_another_device_cannot_pass_for_this_computer(phone: Phone) -> None:
    values = ("127.0.0.1", "for=127.0.0.1", "127.0.0.1, 127.0.0.1")
    for header, value in itertools.product(("X-Forwarded-For", "X-Real-IP", "Forwarded"), values):
        for host in ({}, {"Host": "localhost"}):
            assert phone.client.get("/", headers={header: value, **host}).status_code == 403, (header, value)


def test_this_computer_gets_in_and_the_page_knows_that_the_network_is_served(on_network: Served) -> None:
    assert on_network.get("/_stcore/metrics").status_code == 200
    with websocket(on_network) as connection:
        assert f"here: True, network: True, port: {on_network.port}" in run_page(connection)


def test_a_paired_phone_gets_the_page_its_websocket_and_no_metrics(paired: Phone) -> None:
    assert paired.client.get("/").status_code == 200
    assert paired.client.get("/healthz").json() == {"status": "ok"}
    with websocket(paired.served, host=paired.address, headers=paired.cookie) as connection:
        assert f"here: False, network: True, port: {paired.served.port}" in run_page(connection)
    device = paired.served.phones.devices()[-1]
    assert (device.name, device.last_seen_on) == ("iPhone", Clock().day())
    for path in ("/_stcore/metrics", "/_stcore/metrics/"):
        answer = paired.client.get(path)
        assert (answer.status_code, "only for the computer" in answer.text) == (403, True)


def test_the_cookie_is_for_this_server_and_for_no_script(phone: Phone) -> None:
    token = phone.served.phones.new_token(now())
    for method in ("GET", "HEAD"):
        assert phone.client.request(method, f"/pair?token={token}").status_code == 200, "uses no code up"
    answer = phone.pair(token)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.headers["location"] == "/"
    assert answer.headers["cache-control"] == "no-store"
    for part in ("httponly", "samesite=strict", "path=/", f"max-age={90 * 24 * 3600}"):
        assert part in cookie
    assert "domain" not in cookie


def test_a_page_or_form_that_is_not_ours_pairs_nothing(phone: Phone) -> None:
    token = phone.served.phones.new_token(now())
    assert "<script" not in phone.client.get('/pair?token="><script>alert(1)</script>').text
    for body in (b"", b"token=%00%ff", b"\xff\xfe", b"token=" + b"x" * 100_000):
        assert phone.client.post("/pair", content=body).status_code == 403
    headers = {"Origin": "http://evil.example"}
    assert phone.client.post("/pair", data={"token": token}, headers=headers).status_code == 403
    assert phone.client.get("/pair", headers={"Host": "evil.example"}).status_code == 403
    assert phone.pair(token).status_code == 303


def test_a_code_pairs_no_second_phone_and_pairing_anew_leaves_one_entry(paired: Phone, lan: str) -> None:
    before = len(paired.served.phones.devices())
    token = paired.served.phones.new_token(now())
    assert paired.pair(token).status_code == 303
    with Phone(paired.served, lan) as second:
        answer = second.pair(token)
        assert (answer.status_code, "scan the code shown there now" in answer.text) == (403, True)
        assert second.client.get("/").status_code == 403
    assert len(paired.served.phones.devices()) == before


def test_a_revoked_phone_is_refused_and_an_open_page_closes_at_its_next_message(paired: Phone) -> None:
    with websocket(paired.served, host=paired.address, headers=paired.cookie) as connection:
        run_page(connection)
        paired.served.phones.revoke(paired.served.phones.devices()[-1].id)
        with pytest.raises(ConnectionClosed) as closed:
            run_page(connection)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
    assert REFUSAL in paired.client.get("/").text
    with pytest.raises(InvalidStatus, match="403"):
        websocket(paired.served, host=paired.address, headers=paired.cookie)


def test_a_damaged_list_of_phones_lets_no_phone_in_and_this_computer_still(paired: Phone) -> None:
    file = paired.served.data / "phones.json"
    whole = file.read_text()
    file.write_text("{")
    try:
        assert paired.client.get("/").status_code == 403
        assert paired.pair("x").status_code == 403
        assert paired.served.get().status_code == 200
    finally:
        file.write_text(whole)


def test_the_names_of_this_computer_are_answered_and_foreign_ones_are_not(paired: Phone) -> None:
    port = paired.served.port
    name = socket.gethostname().lower()
    for host in (f"{paired.address}:{port}", f"{name}:{port}", f"{name.split('.')[0]}.local"):
        assert paired.client.get("/", headers={"Host": host, **paired.cookie}).status_code == 200, host
    for host in ("evil.example", f"127.0.0.1:{port}", "localhost", "10.0.0.1"):
        assert paired.client.get("/", headers={"Host": host, **paired.cookie}).status_code == 403, host
