"""The forms of a workshop's door: to join, to go on, and the facilitator's link."""

import json
import os
import re
from html import escape
from pathlib import Path

import httpx
import pytest

from followup_core.web import join_url
from followup_core.web.facilitator_auth import INVITED_FOR, LASTS, FacilitatorAuth, FacilitatorRefused
from tests.integration.web.fake_workshops import (
    CODE,
    FACILITATOR,
    NOW,
    PARTICIPANT,
    WorkshopServer,
    cookie_in,
)

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def server(tmp_path: Path) -> WorkshopServer:
    return WorkshopServer(tmp_path)


def flags_of(answer: httpx.Response) -> set[str]:
    return {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}


def test_the_form_says_what_is_kept_before_its_button(server: WorkshopServer) -> None:
    page = server.request("GET", "/").text
    before = page.partition("<button>Join")[0]
    for words in (
        "You won't be asked for your name",
        "counts only, and your phone says before you answer when they show",
        "stays on the workshop's computer",
        "Everything is deleted 7 days after the workshop ends.",
    ):
        assert words in before
    assert "<script" not in page


def test_the_scanned_code_stands_in_the_form_and_writes_nothing_into_the_page(server: WorkshopServer) -> None:
    scanned = join_url("192.168.1.5", 8501, CODE)
    assert scanned == "http://192.168.1.5:8501/join?code=KX7MP3QT"
    assert f'value="{CODE}"' in server.request("GET", scanned.partition(":8501")[2]).text
    assert "<script" not in server.request("GET", f"/join?code={HOSTILE}").text
    assert "<script" not in server.join(code=HOSTILE[:20]).text
    assert "<script" not in server.join(resume=HOSTILE[:20]).text
    for code in ("%00%ff", "%F0%9F%98%80", "ü" * 5, "\u202e", "x" * 500):
        assert server.join(code=code).status_code == 403


def test_a_right_code_gives_a_cookie_a_code_of_one_s_own_and_a_way_in(server: WorkshopServer) -> None:
    answer = server.join(code=CODE)
    assert answer.status_code == 200
    assert "RRRR-SSSS-p0" in answer.text
    assert '<a class="go" href="/">Enter the workshop</a>' in answer.text
    assert flags_of(answer) == {"httponly", "samesite=strict", "path=/", f"max-age={30 * 24 * 3600}"}
    assert answer.headers["cache-control"] == "no-store"
    assert server.request("GET", "/", cookies=cookie_in(answer)).json()["visit"]["participant_id"] == "p0"


def test_a_form_sent_twice_or_a_phone_that_joined_is_one_participant(server: WorkshopServer) -> None:
    nonce = server.nonce()
    first, second = server.join(code=CODE, nonce=nonce), server.join(code=CODE, nonce=nonce)
    assert cookie_in(first) == cookie_in(second)
    reloaded = server.join(code=CODE, nonce=nonce, cookies=cookie_in(first))
    assert (reloaded.status_code, "RRRR-SSSS-p0" in reloaded.text) == (200, True)
    again = server.join(code=CODE, cookies=cookie_in(first))
    assert (again.status_code, again.headers["location"], "set-cookie" in again.headers) == (303, "/", False)
    assert len(server.fake.joined) == 1


def test_a_phone_of_an_earlier_workshop_may_join_the_next(server: WorkshopServer) -> None:
    cookie = cookie_in(server.join(code=CODE))
    server.fake.workshop_id = ""
    assert server.request("GET", "/join", cookies=cookie).headers["location"] == "/"
    server.fake.workshop_id = "winter"
    assert "Join the workshop" in server.request("GET", f"/join?code={CODE}", cookies=cookie).text
    anew = server.join(code=CODE, cookies=cookie)
    assert anew.status_code == 200
    assert server.request("GET", "/", cookies=cookie_in(anew)).json()["visit"]["workshop_id"] == "winter"


def test_a_facilitator_does_not_join_as_a_participant(server: WorkshopServer) -> None:
    answer = server.join(code=CODE, cookies=server.cookies_of("facilitator"))
    assert (answer.status_code, server.fake.asked) == (303, [])


def test_one_s_own_code_brings_back_in_and_ends_the_earlier_phone(server: WorkshopServer) -> None:
    earlier = cookie_in(server.join(code=CODE))
    answer = server.join(resume="RRRR-SSSS-p0")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "samesite=strict" in flags_of(answer)
    assert server.request("GET", "/", cookies=cookie_in(answer)).json()["visit"]["participant_id"] == "p0"
    assert "no longer in the workshop" in server.request("GET", "/", cookies=earlier).text


def test_a_participant_who_joined_anew_by_mistake_can_resume_as_before(server: WorkshopServer) -> None:
    server.join(code=CODE)
    second = cookie_in(server.join(code=CODE))
    answer = server.join(resume="RRRR-SSSS-p0", cookies=second)
    assert (answer.status_code, cookie_in(answer)[PARTICIPANT]) == (303, "cookie-of-p0-again")
    assert server.fake.instead_of == ["p1"], "the one that the phone was by mistake"


def test_a_wrong_code_is_told_beside_its_own_field_and_stays_in_it(server: WorkshopServer) -> None:
    answer = server.join(code="kx7m-wrong")
    assert answer.status_code == 403
    assert escape("That isn't the code on the wall. Look again.") in answer.text
    field = re.search(r'<input id="code"[^>]*>', answer.text)
    assert field
    for part in ('value="kx7m-wrong"', 'aria-invalid="true"', "autofocus", "code-trouble"):
        assert part in field[0]
    assert 'role="alert" id="code-trouble"' in answer.text
    assert "set-cookie" not in answer.headers
    answer = server.join(resume="never-given")
    assert (answer.status_code, "<details open>" in answer.text) == (403, True)
    assert 'id="resume-trouble"' in answer.text
    assert 'id="code-trouble"' not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"code=",
        b"nonce=nnnnnnnnnnnnnnnnnnnnnn",
        b"code=KX7MP3QT",
        b"code=KX7MP3QT&nonce=short",
        b"\xff\xfe",
        b"code=KX7MP3QT&nonce=nnnnnnnnnnnnnnnnnnnnnn&x=" + b"x" * 1024,
        b"&" * 1000,
        b'{"code": "KX7MP3QT", "nonce": "nnnnnnnnnnnnnnnnnnnnnn"}',
    ],
)
def test_a_form_of_another_page_is_not_compared_with_any_code(server: WorkshopServer, body: bytes) -> None:
    answer = server.request("POST", "/enter", content=body)
    assert (answer.status_code, "set-cookie" in answer.headers) == (400, False)
    assert server.fake.asked == []


def test_while_none_is_open_it_says_so_and_lets_come_back_who_was_in(server: WorkshopServer) -> None:
    server.join(code=CODE)
    server.fake.workshop_id = ""
    page = server.request("GET", "/").text
    assert "The workshop has not been opened yet" in page
    assert "Try again" in page
    assert 'name="code"' not in page
    assert server.join(resume="RRRR-SSSS-p0").status_code == 303


def test_the_facilitator_s_link_gives_a_cookie_and_leaves_the_address_bar(server: WorkshopServer) -> None:
    secret = server.facilitators.secret
    assert len(secret) == 43  # 256 bits
    answer = server.request("GET", f"/host/{secret}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/host")
    assert secret not in "".join(value for name, value in answer.headers.items())
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert flags_of(answer) == {"httponly", "samesite=strict", "path=/", f"max-age={12 * 3600}"}
    led = server.request("GET", "/host", cookies=cookie_in(answer))
    assert (led.status_code, led.headers["location"]) == (303, "/")
    assert server.request("GET", "/", cookies=cookie_in(answer)).json()["visit"]["is_facilitator"] is True


def test_each_browser_has_a_cookie_of_its_own_and_the_file_holds_no_secret(server: WorkshopServer) -> None:
    link = f"/host/{server.facilitators.secret}"
    first, second = (cookie_in(server.request("GET", link)) for _ in range(2))
    assert first != second
    kept = server.file.read_text()
    assert json.loads(kept)
    assert server.facilitators.secret not in kept
    for cookie in (first, second):
        assert server.request("GET", "/", cookies=cookie).json()["visit"]["is_facilitator"] is True
        assert len(cookie[FACILITATOR]) == 43
        assert cookie[FACILITATOR] not in kept
    if os.name == "posix":
        assert server.file.stat().st_mode & 0o077 == 0


def test_after_a_kill_a_facilitator_goes_on_and_the_earlier_link_is_worth_nothing(tmp_path: Path) -> None:
    before = FacilitatorAuth(tmp_path / "f.json")
    cookie = before.authenticate(before.secret, NOW)
    after = FacilitatorAuth(tmp_path / "f.json")
    assert after.is_facilitator(cookie, NOW)
    assert not after.is_facilitator(cookie, NOW + LASTS)
    assert after.secret != before.secret
    with pytest.raises(FacilitatorRefused, match="Open the one that was printed"):
        after.authenticate(before.secret, NOW)


@pytest.mark.parametrize("text", [None, "", "[]", '{"x": 1}', '{"x": "2026-11-23T18:00:00"}', "\x00"])
def test_a_damaged_file_or_folder_lets_nobody_in_and_the_link_works(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "missing" / "f.json"
    if text is not None:
        path.parent.mkdir()
        path.write_text(text)
    found = FacilitatorAuth(path)
    assert not found.is_facilitator("x", NOW)
    assert found.is_facilitator(found.authenticate(found.secret, NOW), NOW)


def test_a_wrong_link_is_refused_in_one_sentence(server: WorkshopServer) -> None:
    for wrong in ("x", "x" * 43, "%00", "%F0%9F%98%80", "%ED%A0%80", "null"):
        answer = server.request("GET", f"/host/{wrong}")
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False), wrong
        assert "This is not a facilitator" in answer.text, wrong


def test_a_second_facilitator_s_link_works_once_and_for_an_hour(server: WorkshopServer) -> None:
    secret = server.facilitators.invite(NOW)
    assert FACILITATOR in cookie_in(server.request("GET", f"/host/{secret}"))
    assert server.request("GET", f"/host/{secret}").status_code == 403
    late = server.facilitators.invite(NOW)
    with pytest.raises(FacilitatorRefused):
        server.facilitators.authenticate(late, NOW + INVITED_FOR)
