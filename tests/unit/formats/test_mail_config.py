"""The settings for sending mail: what they mean, and one sentence for each that is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_core.config import BadSetting
from followup_core.mail_config import Addresses, MailServer, Security, addresses, server

HOST = {"FOLLOWUP_SMTP_HOST": "smtp.example.org"}
LOGIN = {"FOLLOWUP_SMTP_USER": "robin", "FOLLOWUP_SMTP_PASSWORD": "s3cret horse"}
NAMES = (
    *("FOLLOWUP_SMTP_HOST", "FOLLOWUP_SMTP_PORT", "FOLLOWUP_SMTP_SECURITY", "FOLLOWUP_SMTP_USER"),
    *("FOLLOWUP_SMTP_PASSWORD", "FOLLOWUP_SMTP_PASSWORD_FILE", "FOLLOWUP_SMTP_CA"),
    *("FOLLOWUP_MAIL_FROM", "FOLLOWUP_MAIL_TO"),
)


def wrong(**settings: str) -> str:
    with pytest.raises(BadSetting) as caught:
        server({**HOST, **settings})
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


def test_the_server_alone_is_enough() -> None:
    assert server(HOST) == MailServer(host="smtp.example.org", port=587, security=Security.STARTTLS)


@pytest.mark.parametrize(
    ("settings", "port"),
    [
        ({"FOLLOWUP_SMTP_SECURITY": " TLS "}, 465),
        ({"FOLLOWUP_SMTP_SECURITY": "tls", "FOLLOWUP_SMTP_PORT": "2465"}, 2465),
        ({"FOLLOWUP_SMTP_SECURITY": "", "FOLLOWUP_SMTP_PORT": " "}, 587),
        ({"FOLLOWUP_SMTP_SECURITY": "none", "FOLLOWUP_SMTP_HOST": "localhost"}, 25),
        ({"FOLLOWUP_SMTP_SECURITY": "none", "FOLLOWUP_SMTP_HOST": "::1"}, 25),
        ({"FOLLOWUP_SMTP_HOST": "smtp.müller.example"}, 587),
    ],
)
def test_the_port_goes_with_the_way_it_is_secured(settings: dict[str, str], port: int) -> None:
    assert server({**HOST, **settings}).port == port


def test_the_password_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    for held, password in ((b" s3cret \r\n", " s3cret "), (b"\xef\xbb\xbfschl\xc3\xbc\n", "schlü")):
        file.write_bytes(held)
        settings = server(HOST | {"FOLLOWUP_SMTP_USER": "robin", "FOLLOWUP_SMTP_PASSWORD_FILE": str(file)})
        assert (settings.user, settings.password) == ("robin", password)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"FOLLOWUP_SMTP_HOST": ""}, "FOLLOWUP_SMTP_HOST: The mail server is not set. Enter it as your"),
        ({"FOLLOWUP_SMTP_HOST": "a..b"}, "FOLLOWUP_SMTP_HOST: “a..b” is not the name of a server."),
        ({"FOLLOWUP_SMTP_PORT": "65536"}, "FOLLOWUP_SMTP_PORT: “65536” is not a port."),
        ({"FOLLOWUP_SMTP_PORT": "٥"}, "FOLLOWUP_SMTP_PORT: “٥” is not a port."),
        ({"FOLLOWUP_SMTP_PORT": "9" * 5_000}, "FOLLOWUP_SMTP_PORT: “9999"),
        ({"FOLLOWUP_SMTP_SECURITY": "ssl"}, "FOLLOWUP_SMTP_SECURITY: “ssl” is not a way to secure mail."),
        (
            {"FOLLOWUP_SMTP_SECURITY": "none"},
            "FOLLOWUP_SMTP_SECURITY: “none” would let others read your mail on its way to smtp.example.org.",
        ),
        (
            {"FOLLOWUP_SMTP_SECURITY": "none", "FOLLOWUP_SMTP_HOST": "localhost.example.org"},
            "FOLLOWUP_SMTP_SECURITY: “none” would let others read",
        ),
        ({"FOLLOWUP_SMTP_USER": "robin"}, "FOLLOWUP_SMTP_PASSWORD: The password of robin is not set."),
        (
            {"FOLLOWUP_SMTP_PASSWORD": "s3cret horse"},
            "FOLLOWUP_SMTP_USER: There is a password but no user name",
        ),
        (LOGIN | {"FOLLOWUP_SMTP_USER": "a\nb"}, "FOLLOWUP_SMTP_USER: It holds a line break"),
        (LOGIN | {"FOLLOWUP_SMTP_PASSWORD": "s3cret\nhorse"}, "FOLLOWUP_SMTP_PASSWORD: Its content cannot"),
        (
            LOGIN | {"FOLLOWUP_SMTP_PASSWORD_FILE": "/x"},
            "FOLLOWUP_SMTP_PASSWORD_FILE: The password is set in two places.",
        ),
        (
            {"FOLLOWUP_SMTP_USER": "robin", "FOLLOWUP_SMTP_PASSWORD_FILE": "/not/there"},
            "FOLLOWUP_SMTP_PASSWORD_FILE: The file “/not/there” cannot be read (No such file or directory).",
        ),
        ({"FOLLOWUP_SMTP_CA": "/not/there"}, "FOLLOWUP_SMTP_CA: The file “/not/there” cannot be read"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(settings: dict[str, str], sentence: str) -> None:
    message = wrong(**settings)
    assert message.startswith(sentence)
    assert "s3cret" not in message


@pytest.mark.parametrize("held", [b"\xff\xfe\x00", b"s3cret\nhorse\n", b"x" * 100_000, b"\n"])
def test_a_file_without_a_password_is_reported_without_its_contents(tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(held)
    message = wrong(FOLLOWUP_SMTP_USER="robin", FOLLOWUP_SMTP_PASSWORD_FILE=str(file))
    assert message.startswith("FOLLOWUP_SMTP_PASSWORD_FILE: ")
    assert "s3cret" not in message


@pytest.mark.parametrize(
    ("settings", "candidate", "expected"),
    [
        ({}, "", ("", "")),
        ({}, " dana@example.org ", ("dana@example.org", "dana@example.org")),
        (
            {"FOLLOWUP_SMTP_USER": "me@example.org"},
            "dana@example.org",
            ("me@example.org", "dana@example.org"),
        ),
        ({"FOLLOWUP_SMTP_USER": "me"}, "dana@example.org", ("dana@example.org", "dana@example.org")),
        (
            {"FOLLOWUP_MAIL_TO": "to@example.org", "FOLLOWUP_MAIL_FROM": "from@example.org"},
            "dana@example.org",
            ("from@example.org", "to@example.org"),
        ),
        ({"FOLLOWUP_MAIL_TO": "dana@bücher.example"}, "", ("dana@xn--bcher-kva.example",) * 2),
        ({"FOLLOWUP_MAIL_TO": "zoë@example.org"}, "", ("zoë@example.org",) * 2),
    ],
)
def test_who_it_is_from_and_who_gets_it(
    settings: dict[str, str], candidate: str, expected: tuple[str, str]
) -> None:
    assert addresses(settings, candidate) == Addresses(sender=expected[0], to=expected[1])


@pytest.mark.parametrize(
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


@given(st.dictionaries(st.sampled_from(NAMES), _VALUES))
def test_whatever_the_environment_says_is_settings_or_a_sentence(environment: dict[str, str]) -> None:
    wrong_ones = []
    for read in (server, lambda settings: addresses(settings, "")):
        try:
            read(environment)
        except BadSetting as error:
            wrong_ones.append(error)
    assert all(error.remedy and error.where in NAMES for error in wrong_ones)
