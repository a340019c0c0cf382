"""`digest`: read, written as a mail file, and sent once by a real mail server on this computer."""

import json
import os
import re
import stat
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from followup_core.__main__ import main
from followup_core.mail_config import Security
from tests.unit.formats.mail_server import AUTHORITY, PASSWORD, USER, Mailbox, running

from .folders import KEYS, run, seen, write

Capture = pytest.CaptureFixture[str]
TODAY = "2026-11-18"
ACME = {"interview_id": "acme", "organization": "Acme Robotics", "role": "Analyst"}
TABLES = {
    "interviews": [
        {**ACME, "held_at": "2026-11-17T10:00"},
        {"interview_id": "old", "organization": "Bücher Łódź", "held_at": "2026-11-09T10:00"},
    ],
    "people": [{"person_id": "dana", "name": "Dana Ruiz"}],
    "interviewers": [{"interview_id": "acme", "person_id": "dana", "part": "interviewer"}],
    "answers": [
        {"interview_id": name, "item": item, "answer": "yes"}
        for name in ("acme", "old")
        for item in ("skip_checklist", "skip_thank_you_email")
    ],
    "settings": [{"key": "email", "value": USER}],
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("FOLLOWUP_SMTP", "FOLLOWUP_MAIL")):
            monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    return write(made, TABLES)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server, and the settings that reach it."""
    with running(security=Security.STARTTLS, login=True) as found:
        settings = {
            "SMTP_HOST": found.host,
            "SMTP_PORT": str(found.port),
            "SMTP_USER": USER,
            "SMTP_PASSWORD": PASSWORD,
            "SMTP_CA": str(AUTHORITY),
        }
        for name, value in settings.items():
            monkeypatch.setenv(f"FOLLOWUP_{name}", value)
        yield found


def call(folder: Path, *more: str, today: str = TODAY) -> int:
    return main(["digest", "--workspace", str(folder), "--today", today, *more])


def test_it_is_printed_as_it_would_be_mailed(folder: Path, capsys: Capture) -> None:
    before = seen(folder)
    assert call(folder) == 0
    out, errors = capsys.readouterr()
    assert out.startswith("Wednesday, November 18\n\nTwo things to do now. One to leave alone.\n\nDo now\n")
    assert "- Thank Dana Ruiz by email (Acme Robotics, Analyst)\n  Due today.\n" in out
    assert out.endswith("done.\n")
    assert errors == ""
    assert seen(folder) == before


def test_as_json_it_has_the_steps_as_due_gives_them(folder: Path, capsys: Capture) -> None:
    assert call(folder, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert list(made) == [
        *("today", "subject", "headline", "do_now", "leave_alone", "coming", "answered", "checklists"),
        *("lately", "text", "sent", "said"),
    ]
    assert main(["due", "--workspace", str(folder), "--today", TODAY, "--json"]) == 0
    due = json.loads(capsys.readouterr().out)
    told = [{key: step[key] for key in KEYS} for step in (*made["do_now"], *made["leave_alone"])]
    assert sorted(told, key=str) == sorted(due, key=str)
    assert {step["title"] for step in made["do_now"]} == {
        "Thank Dana Ruiz by email",
        "Email Bücher Łódź for an update",
    }
    assert (made["today"], made["sent"], made["said"]) == (TODAY, False, [])


def test_a_mail_file_holds_what_would_be_printed(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "day.eml"
    call(folder)
    printed = capsys.readouterr().out
    assert call(folder, "--eml", str(file)) == 0
    assert capsys.readouterr().out == f"“{file}” was written.\n"
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message.get_content().replace("\r\n", "\n") == printed
    assert message["Subject"] == "2 follow-ups for today"
    assert message["To"] == USER
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_mail_file_needs_no_address(tmp_path: Path) -> None:
    assert call(tmp_path, "--eml", str(tmp_path / "day.eml")) == 0
    message = message_from_bytes((tmp_path / "day.eml").read_bytes(), policy=default)
    assert message["To"] is None
    assert message["From"].addresses[0].addr_spec == "digest@followup.invalid"


@pytest.mark.parametrize("name", ["interviews.csv", "", "nowhere/day.eml"])
def test_a_mail_file_replaces_no_table(folder: Path, capsys: Capture, name: str) -> None:
    before = seen(folder)
    assert call(folder, "--eml", str(folder / name) if name else "") == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.endswith(
        "can't be an email file. Give a name that ends in .eml, in a folder that exists.\n"
    )
    assert seen(folder) == before


def test_a_mail_file_that_cannot_be_written_is_one_sentence(folder: Path, capsys: Capture) -> None:
    (folder / "day.eml").mkdir()
    assert call(folder, "--eml", str(folder / "day.eml")) == 1
    assert re.fullmatch(r"“.*” was not written \(.*\)\. Choose another place\.\n", capsys.readouterr().err)


def test_it_is_sent_once_a_day_to_each_address_however_often_called(
    folder: Path, box: Mailbox, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(folder, "--send") == 0
    assert capsys.readouterr().out == f"Sent to {USER}: 2 follow-ups for today.\n"
    assert call(folder, "--send") == 0
    assert capsys.readouterr().out == (
        "Today's email went out already, so nothing was sent. Add --again to send it anyway.\n"
    )
    assert len(box.letters) == 1
    assert call(folder, "--send", "--again") == 0
    assert call(folder, "--send", today="2026-11-19") == 0
    assert len(box.letters) == 3
    monkeypatch.setenv("FOLLOWUP_MAIL_TO", "advisor@example.org")
    assert call(folder, "--send") == 0
    assert [to for _, (to,) in box.envelopes] == [USER, USER, USER, "advisor@example.org"]
    [first, *_] = box.messages
    assert first["Subject"] == "2 follow-ups for today"
    assert "Dana Ruiz" in first.get_content()
    assert not re.search(rb"Acme|Dana|B=C3", b"\n".join(box.letters[0].partition(b"\r\n\r\n")[:1]))


def test_what_is_newly_due_is_worth_another_mail_and_what_is_done_is_not(folder: Path, box: Mailbox) -> None:
    assert call(folder, "--send") == 0
    done = {"touchpoint_id": "t", "interview_id": "acme", "person_id": "dana", "kind": "thank_you_email"}
    write(folder, {**TABLES, "touchpoints": [{**done, "sent_on": TODAY}]})
    assert call(folder, "--send") == 0
    assert len(box.letters) == 1
    more = {"interview_id": "new", "organization": "Borealis", "held_at": "2026-11-09T10:00"}
    write(folder, {**TABLES, "interviews": [*TABLES["interviews"], more]})
    assert call(folder, "--send") == 0
    assert len(box.letters) == 2
    assert "Borealis" in box.messages[1].get_content()


@pytest.mark.parametrize("held_at", ["2026-11-18T10:00", ""], ids=["only to be left alone", "no interview"])
def test_nothing_due_is_no_mail(tmp_path: Path, box: Mailbox, capsys: Capture, held_at: str) -> None:
    rows = [{**ACME, "held_at": held_at}] if held_at else []
    write(
        tmp_path,
        {"interviews": rows, "answers": rows and TABLES["answers"][:2], "settings": TABLES["settings"]},
    )
    assert call(tmp_path, "--send", "--again") == 0
    assert capsys.readouterr().out == "Nothing is due today; nothing was sent.\n"
    assert box.letters == []


def test_what_was_not_sent_is_not_remembered_as_sent(
    folder: Path, box: Mailbox, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_SMTP_PASSWORD", "wrong horse")
    assert call(folder, "--send") == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith(f"Not sent: localhost refused the login of {USER}")
    assert errors.count("\n") == 1
    assert "wrong horse" not in errors
    monkeypatch.setenv("FOLLOWUP_SMTP_PASSWORD", PASSWORD)
    assert call(folder, "--send") == 0
    assert len(box.letters) == 1


def test_that_it_cannot_be_noted_is_said_and_it_was_sent_all_the_same(
    folder: Path, box: Mailbox, capsys: Capture
) -> None:
    (folder / ".digest.json").mkdir()
    assert call(folder, "--send") == 0
    out, errors = capsys.readouterr()
    assert out.startswith("Sent to ")
    assert errors.startswith("The email was sent, but that couldn't be recorded (")
    assert len(box.letters) == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--send"], "FOLLOWUP_SMTP_HOST: The mail server is not set."),
        (["--again"], "--again only works with --send.\n"),
    ],
)
def test_a_wrong_call_is_one_sentence_also_on_a_day_with_nothing_due(
    tmp_path: Path, capsys: Capture, more: list[str], sentence: str
) -> None:
    assert call(tmp_path, *more) == 2
    out, errors = capsys.readouterr()
    assert (out, errors.count("\n")) == ("", 1)
    assert errors.startswith(sentence)


def test_without_anybody_who_gets_it_nothing_is_sent(tmp_path: Path, box: Mailbox, capsys: Capture) -> None:
    assert call(tmp_path, "--send") == 2
    assert capsys.readouterr().err == (
        "FOLLOWUP_MAIL_TO: There is no address to send the email to."
        " Set it, or enter your email address in Settings.\n"
    )
    assert box.letters == []


def test_a_process_of_its_own_sends_it_without_a_word_on_standard_error(folder: Path, box: Mailbox) -> None:
    ran = run("digest", "--send", "--json", "--workspace", str(folder), "--today", TODAY)
    assert (ran.code, ran.err, json.loads(ran.out)["sent"]) == (0, "", True)
    assert PASSWORD not in ran.out
    again = run("digest", "--send", "--json", "--workspace", str(folder), "--today", TODAY)
    assert json.loads(again.out)["sent"] is False
    assert len(box.letters) == 1
