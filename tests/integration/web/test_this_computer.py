"""Started without a flag, the program is for this computer only."""

import asyncio
import html
import itertools
import socket
import time
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.integration.web.served_program import PATIENCE, Served, run_page, serving, websocket

FOREIGN = [
    "evil.example",
    "evil.example:80",
    "192.168.1.2",
    "0.0.0.0",
    "localhost.evil.example",
    "a@localhost",
    "",
]
OWN = ["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.2:8501", "[::1]:8501", "localhost."]


def test_nothing_answers_on_the_network(at_home: Served, lan: str) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((lan, at_home.port), timeout=PATIENCE)


def test_the_configuration_beside_the_program_counts_wherever_it_is_started(at_home: Served) -> None:
    # The fixture starts it from another folder; that it bound loopback (above) is one option, this another.
    assert at_home.said.read_text().strip() == (
        f"Open http://localhost:{at_home.port} in a browser. Ctrl+C stops the program."
    )
    assert at_home.get("/healthz").json() == {"status": "ok"}
    config = at_home.get("/_stcore/host-config").json()
    assert not config.get("enableCustomParentMessages", False)


def test_its_own_names_are_answered(at_home: Served) -> None:
    assert {at_home.get(headers={"Host": host}).status_code for host in OWN} == {200}


def test_a_foreign_host_is_refused_everywhere(at_home: Served) -> None:
    paths = ("/", "/healthz", "/_stcore/health", "/static/js/x.js", "/media/x.png", "/pair")
    for host, path in itertools.product(FOREIGN, paths):
        answer = at_home.get(path, headers={"Host": host})
        assert answer.status_code == 403, (host, path)
        assert "The program doesn't answer to this address." in html.unescape(answer.text)


def test_two_hosts_are_refused(at_home: Served) -> None:
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", at_home.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        assert connection.recv(100).split()[1] in (b"400", b"403")


def test_this_computer_needs_no_pairing(at_home: Served) -> None:
    assert "This computer needs no pairing." in at_home.get("/pair?token=x").text


def script(served: Served) -> str:
    """Return the path of one of the page's scripts."""
    return "/static" + served.get().text.partition('src="./static')[2].partition('"')[0]


def answers(served: Served) -> dict[str, httpx.Response]:
    return {
        "page": served.get("/"),
        "deep link": served.get("/everything?x=1"),
        "script": served.get(script(served)),
        "health": served.get("/healthz"),
        "not allowed": httpx.post(served.url("/healthz"), trust_env=False),
        "no such medium": served.get("/media/nothing.png"),
        "unsafe path": served.get("/..%2f..%2fetc/passwd"),
        "refused": served.get("/", headers={"Host": "evil.example"}),
        "pairing": served.get("/pair"),
    }


def test_every_answer_bears_the_security_headers(at_home: Served) -> None:
    for name, answer in answers(at_home).items():
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["x-frame-options"] == "DENY", name
        assert headers["referrer-policy"] == "no-referrer", name
        assert headers["cross-origin-opener-policy"] == "same-origin", name
        assert "geolocation=()" in headers["permissions-policy"], name
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "unsafe-eval" not in policy, name
        assert "http" not in policy, name
        assert ("no-store" in headers["cache-control"]) == (name != "script"), name


def test_a_person_s_media_are_not_kept_by_the_browser(at_home: Served) -> None:
    with websocket(at_home) as connection:
        drawn = run_page(connection)
        medium = "/media/" + drawn.partition("/media/")[2].partition('"')[0]
        answer = at_home.get(medium)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_a_page_knows_that_it_is_looked_at_from_here_and_no_client_can_make_that_up(at_home: Served) -> None:
    made_up = {"X-Followup-Device": "somebody", "X-Followup-Reach": "network", "x-followup-port": "1"}
    for headers in ({}, made_up):
        with websocket(at_home, headers=headers) as connection:
            assert f"here: True, network: False, port: {at_home.port}" in run_page(connection)


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:1", "null", "https://share.streamlit.io", "http://localhost"],
)
def test_a_websocket_of_a_foreign_page_is_refused(at_home: Served, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        websocket(at_home, origin=origin)


def test_a_websocket_under_a_foreign_host_is_refused(at_home: Served) -> None:
    request = (
        "GET /_stcore/stream HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", at_home.port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode())
        assert connection.recv(100).split()[1] == b"403"


def test_a_change_that_a_foreign_page_asks_for_is_refused(at_home: Served) -> None:
    url = at_home.url("/_stcore/upload_file/a/b")
    for method, origin in itertools.product(("POST", "PUT", "DELETE"), ("http://evil.example", "null")):
        answer = httpx.request(method, url, headers={"Origin": origin}, trust_env=False)
        assert "Another web page sent this request." in answer.text, (method, origin)


def test_what_is_passed_on_for_another_computer_is_refused(at_home: Served) -> None:
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
        answer = at_home.get(headers={header: "127.0.0.1"})
        assert "answers only on the computer it runs on" in answer.text, header


def test_with_a_desktop_the_browser_opens_and_a_stop_signal_ends_it_with_a_page_open(tmp_path: Path) -> None:
    opener = tmp_path / "opener.sh"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\n')
    opener.chmod(0o755)
    home = tmp_path / "home"  # as of a person who never ran Streamlit
    home.mkdir()
    desktop = {"DISPLAY": ":99", "BROWSER": f"{opener} %s", "HOME": str(home)}
    with serving(tmp_path, environment=desktop) as served:
        deadline = time.monotonic() + PATIENCE
        while not (tmp_path / "opened").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (tmp_path / "opened").read_text() == f"http://localhost:{served.port}"
        with websocket(served) as connection:
            run_page(connection)
            assert served.stop() in (0, -15)
        assert "mail" not in served.said.read_text(), "the terminal asks nothing"
        assert "Traceback" not in served.said.read_text()


def test_a_bug_is_answered_in_one_sentence_with_the_headers() -> None:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.routing import Route

    from followup_core.web import failure_response

    async def broken(_request: Request) -> None:
        raise RuntimeError("a secret of the program")

    app = Starlette(routes=[Route("/", broken)], exception_handlers={500: failure_response})
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/")

    answer = asyncio.run(ask())
    assert (answer.status_code, answer.text) == (500, "Something went wrong. Go back and try once more.\n")
    assert answer.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
