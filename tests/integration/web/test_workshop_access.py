"""In a workshop everybody is a facilitator, a participant or nobody, and comes as far as that goes."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from followup_core.web import BindScope
from followup_core.web.facilitator_auth import LASTS
from tests.integration.web.fake_workshops import (
    FACILITATOR,
    HERE,
    LAN,
    PARTICIPANT,
    PHONE,
    PORT,
    WorkshopServer,
)

INSIDE, FORM, REFUSED, OK, START, WRONG, MOMENT = (
    "Streamlit's own",
    "the form to join",
    "refused",
    "healthy",
    "led to the start",
    "not a facilitator's link",
    "one moment",
)
WHO = ("nobody", "forged", "swapped", "gone", "participant", "facilitator", "both")
NOBODIES = WHO[:4]
SECOND = timedelta(seconds=1)

# What is asked for: what nobody gets, a participant, a facilitator.
TABLE: dict[tuple[str, str], tuple[str, str, str]] = {
    ("GET", "/"): (FORM, INSIDE, INSIDE),
    ("HEAD", "/"): (FORM, INSIDE, INSIDE),
    ("GET", "/?x=1"): (FORM, INSIDE, INSIDE),
    ("GET", "/join"): (FORM, START, START),
    ("GET", "/join?code=KX7MP3QT"): (FORM, START, START),
    ("GET", "/enter"): (FORM, START, START),
    ("GET", "/workshop"): (FORM, START, START),
    ("GET", "/wall"): (FORM, INSIDE, INSIDE),
    ("GET", "/checklist"): (FORM, INSIDE, INSIDE),
    ("GET", "/pair"): (FORM, INSIDE, INSIDE),
    ("GET", "/today"): (FORM, INSIDE, INSIDE),
    ("GET", "//enter"): (FORM, INSIDE, INSIDE),
    ("GET", "/host"): (MOMENT, MOMENT, START),
    ("GET", "/host/wrong"): (WRONG, WRONG, WRONG),
    ("HEAD", "/host/wrong"): (WRONG, WRONG, WRONG),
    ("GET", "/host/wrong/deeper"): (FORM, INSIDE, INSIDE),
    ("GET", "/healthz"): (OK, OK, OK),
    ("GET", "/_stcore/health"): (INSIDE, INSIDE, INSIDE),
    ("GET", "/_stcore/host-config"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/_stcore/metrics"): (REFUSED, REFUSED, INSIDE),
    ("GET", "/_stcore/metrics/"): (REFUSED, REFUSED, INSIDE),
    ("GET", "/x/_stcore/metrics"): (REFUSED, REFUSED, INSIDE),
    ("GET", "/_stcore/script-health-check"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/x/_stcore/host-config"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/static/js/index.js"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/static"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/favicon.png"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/media/0123.png"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/media/0123"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/component/x/index.html"): (REFUSED, INSIDE, INSIDE),
    ("GET", "/x/..%2fenter"): (REFUSED, INSIDE, INSIDE),
    ("POST", "/"): (REFUSED, INSIDE, INSIDE),
    ("POST", "/join"): (REFUSED, INSIDE, INSIDE),
    ("POST", "/host/wrong"): (REFUSED, INSIDE, INSIDE),
    ("POST", "/enter/"): (REFUSED, INSIDE, INSIDE),
    ("PUT", "/enter"): (REFUSED, INSIDE, INSIDE),
    ("OPTIONS", "/"): (REFUSED, INSIDE, INSIDE),
    ("PUT", "/_stcore/upload_file/a/b"): (REFUSED, INSIDE, INSIDE),
    ("DELETE", "/_stcore/upload_file/a/b"): (REFUSED, INSIDE, INSIDE),
    ("POST", "/healthz"): (REFUSED, INSIDE, INSIDE),
}


@pytest.fixture
def server(tmp_path: Path) -> WorkshopServer:
    return WorkshopServer(tmp_path)


def outcome(answer: httpx.Response) -> str:
    """Return in words what came back."""
    if answer.status_code == 303:
        return {"/": START}[answer.headers["location"]]
    if answer.headers["content-type"] == "application/json":
        return INSIDE if answer.status_code == 200 and "inside" in answer.text else OK
    for words, sign in (
        (FORM, "<h1>Join the workshop"),
        (WRONG, "not a facilitator"),
        (MOMENT, "One moment"),
    ):
        if sign in answer.text:
            return words
    assert answer.status_code == 403, answer.text
    return REFUSED


@pytest.mark.parametrize(
    ("who", "client"), [*((who, PHONE) for who in WHO), ("nobody", HERE), ("facilitator", HERE)]
)
def test_everybody_comes_as_far_as_the_table_says(server: WorkshopServer, who: str, client: str) -> None:
    cookies, place = server.cookies_of(who), 0 if who in NOBODIES else 1 if who == "participant" else 2
    for (method, path), expected in TABLE.items():
        if method == "HEAD":  # has no body to look into
            answer = server.request("HEAD", path, cookies=cookies, client=client)
            twin = server.request("GET", path, cookies=cookies, client=client)
            assert (answer.status_code, outcome(twin)) == (twin.status_code, expected[place])
            continue
        # No cookie of this computer's own: also a browser here needs the code or the link.
        answer = server.request(method, path, cookies=cookies, client=client)
        assert outcome(answer) == expected[place], (who, method, path)


@pytest.mark.parametrize("who", WHO)
def test_a_websocket_is_for_who_is_in(server: WorkshopServer, who: str) -> None:
    for path in ("/_stcore/stream", "/", "/enter", "/healthz", "/x/_stcore/stream"):
        connected = server.websocket(cookies=server.cookies_of(who), path=path)
        if who in NOBODIES:
            assert (connected.accepted, connected.close_code) == (False, 1008), path
        else:
            assert connected.accepted, path


def told(answer: httpx.Response) -> dict[str, object]:
    visit = answer.json()["visit"]
    assert isinstance(visit, dict)
    return visit


def test_a_page_is_told_who_looks(server: WorkshopServer) -> None:
    for who, client, expected in (
        ("participant", PHONE, ("tess", False, "autumn", "tess")),
        ("participant", HERE, ("", False, "autumn", "tess")),
        ("facilitator", PHONE, ("facilitator", True, "", "")),
        ("facilitator", HERE, ("", True, "", "")),
        ("both", PHONE, ("facilitator", True, "", "")),
    ):
        cookies = server.cookies_of(who)
        for visit in (
            told(server.request("GET", "/wall", cookies=cookies, client=client)),
            server.websocket(cookies=cookies, client=client).told["visit"],
        ):
            assert isinstance(visit, dict)
            names = ("device_id", "is_facilitator", "workshop_id", "participant_id")
            assert tuple(visit[name] for name in names) == expected
            assert (visit["bind_scope"], visit["port"]) == ("network", PORT)


MADE_UP = {
    "X-Followup-Facilitator": "yes",
    "X-Followup-Workshop": "spring",
    "X-Followup-Participant": "somebody",
    "X-Followup-Device": "-",
    "X-Followup-Anything": "1",
}


def test_a_client_cannot_make_up_what_the_gate_says(server: WorkshopServer) -> None:
    cookies = server.cookies_of("participant")
    honest = told(server.request("GET", "/", cookies=cookies))
    assert told(server.request("GET", "/", cookies=cookies, headers=MADE_UP)) == honest
    assert server.websocket(cookies=cookies, headers=MADE_UP).told["visit"] == honest
    assert outcome(server.request("GET", "/", headers=MADE_UP)) == FORM
    assert not server.websocket(headers=MADE_UP).accepted
    assert outcome(server.request("GET", "/join", headers=MADE_UP)) == FORM
    assert server.request("GET", "/_stcore/health", headers=MADE_UP).json()["visit"] is None


@pytest.mark.parametrize("host", ["evil.example", f"127.0.0.1:{PORT}", "localhost", "10.0.0.1", ""])
def test_a_foreign_host_is_refused_whoever_asks(server: WorkshopServer, host: str) -> None:
    secret = f"/host/{server.facilitators.secret}"
    for who in ("nobody", "participant", "facilitator"):
        cookies = server.cookies_of(who)
        for method, path in (("GET", "/"), ("GET", "/join"), ("GET", "/healthz"), ("POST", "/enter")):
            assert server.request(method, path, cookies=cookies, host=host).status_code == 403, (who, path)
        refused = server.request("GET", secret, cookies=cookies, host=host)
        assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)
        assert server.websocket(cookies=cookies, host=host).close_code == 1008


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"http://{LAN}:1", "https://localhost"])
def test_a_foreign_page_changes_nothing_for_anybody(server: WorkshopServer, origin: str) -> None:
    for who in ("nobody", "participant", "facilitator"):
        cookies = server.cookies_of(who)
        before = dict(server.fake.joined)
        for path in ("/enter", "/_stcore/upload_file/a/b"):
            form = {"nonce": "n" * 22, "code": "KX7MP3QT", "resume": "RRRR-SSSS-tess"}
            answer = server.request("POST", path, cookies=cookies, headers={"Origin": origin}, form=form)
            assert (answer.status_code, "set-cookie" in answer.headers) == (403, False), (who, path)
        assert server.websocket(cookies=cookies, origin=origin).close_code == 1008
        assert (server.fake.asked, server.fake.joined) == ([], before)


def test_without_the_network_another_device_gets_nothing_at_all(tmp_path: Path) -> None:
    server = WorkshopServer(tmp_path, BindScope.THIS_COMPUTER)
    for who in WHO:
        cookies = server.cookies_of(who)
        answer = server.request("GET", "/", cookies=cookies)
        assert (answer.status_code, "answers only on the computer" in answer.text) == (403, True)
        assert server.websocket(cookies=cookies).close_code == 1008
    at_home = server.request("GET", "/", client=HERE, host="localhost:8501", reached="localhost")
    assert outcome(at_home) == FORM


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_a_proxy_passes_on_never_counts_as_this_computer(server: WorkshopServer, header: str) -> None:
    proxied = {header: "127.0.0.1"}
    cookies = server.cookies_of("facilitator")
    visit = told(server.request("GET", "/", client=HERE, headers=proxied, cookies=cookies))
    assert visit["device_id"] == "facilitator"
    asked = server.request("GET", "/", client=HERE, host="localhost", headers=proxied, cookies=cookies)
    assert asked.status_code == 403


def test_a_participant_is_looked_up_once_for_a_connection_and_nobody_else_is(server: WorkshopServer) -> None:
    for who in ("nobody", "facilitator", "both"):
        server.request("GET", "/", cookies=server.cookies_of(who))
    assert server.fake.looked_up == 0
    cookies = server.cookies_of("participant")
    server.websocket(cookies=cookies)
    assert server.fake.looked_up == 1
    assert server.websocket(cookies=cookies, messages=500).accepted
    assert server.fake.looked_up == 2


@pytest.mark.parametrize("cookie", ["", "x" * 8_000, "ü", '"', "deleted-this-very-moment"])
def test_any_other_cookie_is_nobody_s(server: WorkshopServer, cookie: str) -> None:
    for name in (PARTICIPANT, FACILITATOR):
        answer = server.request("GET", "/", cookies={name: cookie})
        assert outcome(answer) == FORM


def test_a_facilitator_leads_for_twelve_hours_then_is_participant_or_nobody(server: WorkshopServer) -> None:
    cookies, both = server.cookies_of("facilitator"), server.cookies_of("both")
    assert timedelta(hours=12) == LASTS
    server.later(LASTS - SECOND)
    assert told(server.request("GET", "/", cookies=cookies))["is_facilitator"] is True
    server.later(SECOND)
    assert outcome(server.request("GET", "/", cookies=cookies)) == FORM
    assert not server.websocket(cookies=cookies).accepted
    assert told(server.request("GET", "/", cookies=both))["participant_id"] == "tess"


def test_a_participant_of_a_deleted_workshop_gets_the_form_with_a_sentence(server: WorkshopServer) -> None:
    cookies = server.cookies_of("participant")
    server.fake.joined.clear()
    answer = server.request("GET", "/checklist", cookies=cookies)
    assert (answer.status_code, outcome(answer)) == (200, FORM)
    assert "This phone is no longer in the workshop." in answer.text
    assert "no longer in the workshop" not in server.request("GET", "/").text


@pytest.mark.parametrize("who", ["nobody", "participant", "facilitator"])
def test_every_answer_has_the_security_headers_and_is_kept_by_nobody(
    server: WorkshopServer, who: str
) -> None:
    cookies = server.cookies_of(who)
    for method, path in TABLE:
        headers = server.request(method, path, cookies=cookies).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] in ("no-referrer", "same-origin")
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers.get("cache-control") == (None if path.startswith("/static/") else "no-store")
        if path.startswith("/host"):
            policy = "same-origin" if path.endswith("deeper") and who in NOBODIES else "no-referrer"
            assert headers["referrer-policy"] == policy


@pytest.mark.parametrize(("address", "came"), [(PHONE, True), (HERE, False)])
def test_a_visit_from_the_network_is_noticed_and_one_from_this_computer_is_not(
    server: WorkshopServer, address: str, came: bool
) -> None:
    server.request("GET", "/", client=address)
    assert server.visits.has_seen_device is came
