"""Mail handed over to a real server on this computer: what arrives, and what is said where it cannot."""

import base64
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.config import BadSetting
from followup_core.formats.email_messages import outgoing_email
from followup_core.formats.smtp_client import MailNotSent, send_mail, server_error
from followup_core.mail_config import Addresses, MailServer, Security
from tests.unit.row_table import each_row

from .mail_server import AUTHORITY, CERTIFICATES, PASSWORD, USER, Mailbox, running

pytestmark = pytest.mark.thorough

AT = datetime(2026, 11, 18, 6, 30, tzinfo=UTC)
ROBIN = Addresses(sender=USER, to=USER)
BODY = "Größe 漢字 👩‍🚀\n.\n.hidden\nFrom here on\n\nthe end  \n"


def mail(
    addresses: Addresses = ROBIN, subject: str = "2 follow-ups for today", body: str = BODY
) -> EmailMessage:
    return outgoing_email(sender=addresses.sender, to=addresses.to, subject=subject, body=body, sent_at=AT)


def refused(server: MailServer, addresses: Addresses = ROBIN, timeout: float = 30) -> str:
    """Return the one sentence, with its remedy, that a mail is refused with."""
    with pytest.raises(MailNotSent) as caught:
        send_mail(mail(addresses), server, addresses, timeout)
    message = str(caught.value)
    assert message.startswith("Not sent: ")
    assert "\n" not in message
    return message


@contextmanager
def talking(*lines: bytes, then_hang: bool = False) -> Iterator[int]:
    """Run a server that says these lines, one for each thing it is told, and hangs up; yield its port."""
    over = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def talk() -> None:
            with suppress(OSError), listening.accept()[0] as visitor:
                for line in lines:
                    visitor.sendall(line + b"\r\n")
                    visitor.recv(4096)
                if then_hang:
                    over.wait(60)

        thread = threading.Thread(target=talk)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join()


def plain(port: int, **more: Any) -> MailServer:
    return MailServer(host="127.0.0.1", port=port, security=Security.NONE, **more)


def test_a_mail_arrives_with_the_text_it_had() -> None:
    with running() as box:
        send_mail(mail(), box.settings(), ROBIN)
    [message] = box.messages
    assert message.get_content().replace("\r\n", "\n") == BODY
    assert box.envelopes == [(USER, (USER,))]
    assert not message.defects
    assert message["Subject"] == "2 follow-ups for today"
    assert message["Date"].datetime == AT
    assert message["Message-ID"].endswith("@followup.invalid>")
    assert message["From"].addresses[0].addr_spec == USER
    assert message.get_content_type() == "text/plain"
    assert not [name for name in message if name.startswith(("List-", "X-", "Bcc"))]


@each_row(
    ("security", "password"),
    [
        (Security.STARTTLS, PASSWORD),
        (Security.TLS, PASSWORD),
        (Security.NONE, "Schlüßel 漢"),
        (Security.NONE, "with ' and \" and \\"),
    ],
)
def test_any_password_logs_in_whichever_way_the_connection_is_secured(
    security: Security, password: str
) -> None:
    ca = None if security is Security.NONE else AUTHORITY
    with running(Mailbox(password=password), security=security, login=True) as box:
        send_mail(mail(), box.settings(security=security, user=USER, password=password, ca=ca), ROBIN)
    assert len(box.letters) == 1
    assert set(box.logins) == {password.encode()}


@each_row(
    ("security", "name", "ca", "why"),
    [
        (Security.STARTTLS, "localhost", None, ""),
        (Security.TLS, "localhost", None, ""),
        (Security.TLS, "elsewhere", AUTHORITY, "Hostname mismatch"),
    ],
)
def test_a_certificate_that_nobody_trusts_or_for_another_name_stops_it_before_the_login(
    security: Security, name: str, ca: Path | None, why: str
) -> None:
    with running(security=security, login=True, name=name) as box:
        message = refused(box.settings(security=security, user=USER, password=PASSWORD, ca=ca))
    assert message.startswith(f"Not sent: The certificate of localhost cannot be trusted ({why}")
    assert "FOLLOWUP_SMTP_CA" in message
    assert box.letters == box.logins == []


@each_row("name", ["server.key", "../mail_server.py"])
def test_a_file_without_certificates_is_a_wrong_setting(name: str) -> None:
    server = MailServer(host="127.0.0.1", port=9, security=Security.TLS, ca=CERTIFICATES / name)
    with pytest.raises(BadSetting, match=r"^FOLLOWUP_SMTP_CA: There is no certificate in "):
        send_mail(mail(), server, ROBIN)


def test_a_server_without_starttls_gets_no_password_and_no_mail() -> None:
    with running() as box:
        message = refused(box.settings(security=Security.STARTTLS, user=USER, password=PASSWORD))
    assert "doesn't offer STARTTLS. Set FOLLOWUP_SMTP_SECURITY to tls" in message
    assert box.letters == box.logins == []


@each_row("password", ["wrong horse", "falsch ü"])
def test_a_refused_login_is_reported_without_the_password(password: str) -> None:
    with running(login=True) as box:
        message = refused(box.settings(user=USER, password=password))
    assert f"refused the login of {USER}" in message
    assert "Check FOLLOWUP_SMTP_USER and the password" in message
    assert password not in message
    assert box.letters == []


@each_row("encoded", [False, True])
def test_a_server_that_repeats_the_password_is_not_repeated(encoded: bool) -> None:
    echo = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()) if encoded else PASSWORD.encode()
    with talking(b"220 hello", b"250-hello\r\n250 AUTH PLAIN", b"535 what is " + echo) as port:
        settings = plain(port, user=USER, password=PASSWORD)
        assert PASSWORD not in repr(settings)
        message = refused(settings)
    assert message.startswith(f"Not sent: 127.0.0.1 refused the login of {USER}. ")


HELLO = (b"220 hello", b"250 hello")


@each_row(
    ("lines", "user", "said"),
    [
        (HELLO, USER, "127.0.0.1 doesn't accept a login"),
        ((b"220 hello", b"250-hello\r\n250 AUTH XOAUTH2"), USER, "has no way to log in"),
        ((b"220 hello", b"250-hello\r\n250 AUTH CRAM-MD5", b"334 A"), USER, "did not understand the login"),
        ((*HELLO, b"553 not you"), "", f"refused {USER} as the sender (not you). Set FOLLOWUP_MAIL_FROM"),
        (HELLO[:1], "", ", ended the connection."),
    ],
)
def test_what_a_server_does_not_do_is_said(lines: tuple[bytes, ...], user: str, said: str) -> None:
    with talking(*lines) as port:
        assert said in refused(plain(port, user=user, password=PASSWORD if user else ""))


def test_a_refused_recipient_or_text_is_named_with_what_the_server_said() -> None:
    with running(Mailbox(refused=frozenset({USER}))) as box:
        message = refused(box.settings())
    assert message.startswith(f"Not sent: localhost refused {USER} (5.1.1 No such user here). ")
    assert "FOLLOWUP_MAIL_TO" in message
    with running(Mailbox(reply="554 5.7.1 Too\tmuch of it")) as box:
        message = refused(box.settings())
    assert message.startswith("Not sent: localhost refused the email (5.7.1 Too much of it). ")


def test_where_nothing_answers_and_where_no_server_is_found_that_is_said() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    message = refused(plain(port))
    assert message.startswith(f"Not sent: 127.0.0.1, port {port}, cannot be reached (Connection refused). ")
    nowhere = MailServer(host="nowhere.invalid", port=25, security=Security.TLS)
    assert "The mail server “nowhere.invalid” was not found." in refused(nowhere)


@each_row("replies", [(), (b"220 hello",)])
def test_a_server_that_falls_silent_is_not_waited_for_for_ever(replies: tuple[bytes, ...]) -> None:
    with talking(*replies, then_hang=True) as port:
        assert f"127.0.0.1, port {port}, did not answer in time." in refused(plain(port), timeout=0.2)


def test_a_port_that_is_not_for_tls_is_said_with_the_usual_ones() -> None:
    with talking(b"220 hello") as port:
        message = refused(MailServer(host="127.0.0.1", port=port, security=Security.TLS))
    assert "There is no secure connection to 127.0.0.1" in message
    assert "With starttls the port is 587 at most providers, with tls 465." in message


def test_a_server_that_is_rude_at_the_end_has_taken_the_mail_all_the_same() -> None:
    lines = (b"220 hello", b"250 hello", b"250 ok", b"250 ok", b"354 go on")
    with talking(*lines, b"250 taken") as port:
        send_mail(mail(body="short\n"), plain(port), ROBIN)


def test_letters_beyond_ascii_in_an_address_need_a_server_that_knows_them() -> None:
    addresses = Addresses(sender=USER, to="zoë@example.org")
    with running() as box:
        send_mail(mail(addresses), box.settings(), addresses)
    assert box.messages[0]["To"] == "zoë@example.org"
    with talking(b"220 hello", b"250 hello") as port:
        assert "accepts only the letters a to z" in refused(plain(port), addresses)


@each_row("hostile", ["Hello\r\nBcc: evil@x.y", "a\u2028b\x00c", "x" * 2_000, "\udcff"])
def test_nothing_in_a_subject_begins_a_header(hostile: str) -> None:
    message = message_from_bytes(mail(subject=hostile).as_bytes(), policy=default)
    assert message["Bcc"] is None
    assert len(message.keys()) == 9
    assert "\n" not in message["Subject"]


def test_the_same_words_at_the_same_moment_are_the_same_mail_and_later_ones_are_not() -> None:
    assert mail().as_bytes() == mail().as_bytes()
    later = outgoing_email(sender=USER, to=USER, subject="s", body=BODY, sent_at=AT.replace(hour=7))
    assert later["Message-ID"] != mail(subject="s")["Message-ID"]


@given(st.binary(max_size=400), st.sampled_from(("", "secret")))
def test_whatever_a_server_says_it_makes_one_short_line(reply: bytes, password: str) -> None:
    server = MailServer(
        host="h", port=1, security=Security.TLS, user="u" if password else "", password=password
    )
    error = server_error(smtplib.SMTPDataError(554, reply), server, ROBIN)
    assert len(error.what.splitlines()) == len(error.remedy.splitlines()) == 1
    assert len(error.what) < 260
