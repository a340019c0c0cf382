"""The settings for sending mail: what they mean, and one sentence for each that is wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.config import BadSetting
from followup_core.mail_config import Addresses, MailServer, Security, addresses, server
from tests.unit.row_table import each_row

SMTP = "FOLLOWUP_SMTP_"
Given = dict[str, str]


def smtp(given: Given) -> Given:
    """Return settings of a server, whose names are given without their beginning."""
    return {f"{SMTP}{name}": text for name, text in ({"HOST": "smtp.example.org"} | given).items()}


LOGIN = {"USER": "robin", "PASSWORD": "s3cret horse"}
NAMES = (
    *(f"{SMTP}{name}" for name in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "PASSWORD_FILE", "CA")),
    *("FOLLOWUP_MAIL_FROM", "FOLLOWUP_MAIL_TO"),
)


def wrong(given: Given) -> str:
    with pytest.raises(BadSetting) as caught:
        server(smtp(given))
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert "s3cret" not in message
    return message.removeprefix(SMTP)


def test_the_server_alone_is_enough() -> None:
    expected = MailServer(host="smtp.example.org", port=587, security=Security.STARTTLS)
    assert server(smtp({})) == expected


@each_row(
    ("given", "port"),
    [
        ({"SECURITY": " TLS "}, 465),
        ({"SECURITY": "tls", "PORT": "2465"}, 2465),
        ({"SECURITY": "", "PORT": " "}, 587),
        ({"SECURITY": "none", "HOST": "localhost"}, 25),
        ({"SECURITY": "none", "HOST": "::1"}, 25),
        ({"HOST": "smtp.müller.example"}, 587),
    ],
)
def test_the_port_goes_with_the_way_it_is_secured(given: Given, port: int) -> None:
    assert server(smtp(given)).port == port


def test_the_password_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    for held, password in ((b" s3cret \r\n", " s3cret "), (b"\xef\xbb\xbfschl\xc3\xbc\n", "schlü")):
        file.write_bytes(held)
        settings = server(smtp({"USER": "robin", "PASSWORD_FILE": str(file)}))
        assert (settings.user, settings.password) == ("robin", password)


NONE = "SECURITY: “none” would let others read your mail on its way to smtp.example.org."
GONE = "PASSWORD_FILE: The file “/not/there” cannot be read (No such file or directory)."


@each_row(
    ("given", "sentence"),
    [
        ({"HOST": ""}, "HOST: The mail server is not set. Enter it as your"),
        ({"HOST": "a..b"}, "HOST: “a..b” is not the name of a server."),
        ({"PORT": "65536"}, "PORT: “65536” is not a port."),
        ({"PORT": "٥"}, "PORT: “٥” is not a port."),
        ({"PORT": "9" * 5_000}, "PORT: “9999"),
        ({"SECURITY": "ssl"}, "SECURITY: “ssl” is not a way to secure mail."),
        ({"SECURITY": "none"}, NONE),
        ({"SECURITY": "none", "HOST": "localhost.example.org"}, "SECURITY: “none” would let others read"),
        ({"USER": "robin"}, "PASSWORD: The password of robin is not set."),
        ({"PASSWORD": "s3cret horse"}, "USER: There is a password but no user name"),
        (LOGIN | {"USER": "a\nb"}, "USER: It holds a line break"),
        (LOGIN | {"PASSWORD": "s3cret\nhorse"}, "PASSWORD: Its content cannot"),
        (LOGIN | {"PASSWORD_FILE": "/x"}, "PASSWORD_FILE: The password is set in two places."),
        ({"USER": "robin", "PASSWORD_FILE": "/not/there"}, GONE),
        ({"CA": "/not/there"}, "CA: The file “/not/there” cannot be read"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(given: Given, sentence: str) -> None:
    assert wrong(given).startswith(sentence)


@each_row("held", [b"\xff\xfe\x00", b"s3cret\nhorse\n", b"x" * 100_000, b"\n"])
def test_a_file_without_a_password_is_reported_without_its_contents(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(held)
    assert wrong({"USER": "robin", "PASSWORD_FILE": str(file)}).startswith("PASSWORD_FILE: ")


DANA = "dana@example.org"


@each_row(
    ("settings", "candidate", "sender", "to"),
    [
        ({}, "", "", ""),
        ({}, f" {DANA} ", DANA, DANA),
        ({"FOLLOWUP_SMTP_USER": "me@example.org"}, DANA, "me@example.org", DANA),
        ({"FOLLOWUP_SMTP_USER": "me"}, DANA, DANA, DANA),
        (
            {"FOLLOWUP_MAIL_TO": "to@b.org", "FOLLOWUP_MAIL_FROM": "from@b.org"},
            DANA,
            "from@b.org",
            "to@b.org",
        ),
        ({"FOLLOWUP_MAIL_TO": "dana@bücher.org"}, "", "dana@xn--bcher-kva.org", "dana@xn--bcher-kva.org"),
        ({"FOLLOWUP_MAIL_TO": "zoë@example.org"}, "", "zoë@example.org", "zoë@example.org"),
    ],
)
def test_who_it_is_from_and_who_gets_it(settings: Given, candidate: str, sender: str, to: str) -> None:
    assert addresses(settings, candidate) == Addresses(sender=sender, to=to)


@each_row(
    "value",
    [
        *("dana", "a@b.c, d@e.f", "a@b.c;d@e.f", "Dana <a@b.c>", "a b@c.d", "a@b@c.d", "@b.c"),
        *("a@b..c", "a@b.c\x0bBcc: d@e.f", "a\u200b@b.c", "x" * 300 + "@b.c"),
    ],
)
def test_what_is_not_one_address_is_a_wrong_setting(value: str) -> None:
    for name in ("FOLLOWUP_MAIL_TO", "FOLLOWUP_MAIL_FROM"):
        with pytest.raises(BadSetting, match=rf"^{name}: “.*” is not an email address\. Give one"):
            addresses({name: value}, "")


_VALUES = st.text(max_size=30) | st.sampled_from(("tls", "none", "::1", "a@b.c", "smtp.example.org"))


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(NAMES), _VALUES))
def test_whatever_the_environment_says_is_settings_or_a_sentence(environment: Given) -> None:
    wrong_ones = []
    for read in (server, lambda settings: addresses(settings, "")):
        try:
            read(environment)
        except BadSetting as error:
            wrong_ones.append(error)
    assert all(error.remedy and error.where in NAMES for error in wrong_ones)
