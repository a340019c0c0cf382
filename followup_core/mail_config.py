"""The settings of the environment for sending mail: the mail server, the sender and the recipient."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from followup_core.config import BadSetting, Setting
from followup_core.regular_files import open_regular_file, read_regular_file

_MAX_PASSWORD_CHARS = 1_000
_MAX_PORT = 65_535
_MAX_ADDRESS_CHARS = 254
_LOCAL_PART = re.compile(r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f]+")
_HOST = re.compile(r"[\w.:-]+")


class Security(StrEnum):
    """How the connection to the mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that sends mail.

    `user` is '' if the server needs no login. `ca` is a file of certificates to trust in addition to the
    system's.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The addresses of the sender and the recipient, in the form of a mail header; '' if not known."""

    sender: str
    to: str


def _parse_security(text: str) -> Security:
    if text.lower() in set(Security):
        return Security(text.lower())
    raise BadSetting(
        f"“{text[:40]}” is not a way to secure mail.", "Leave it out, or set it to starttls, tls or none."
    )


def _parse_host(text: str) -> str:
    if not text:
        raise BadSetting(
            "The mail server is not set.", "Enter it as your provider gives it, such as smtp.example.org."
        )
    if not _HOST.fullmatch(text) or not _is_host(text):
        raise BadSetting(
            f"“{text[:80]}” is not the name of a server.", "Give the name alone, such as smtp.example.org."
        )
    return text


def _is_host(text: str) -> bool:
    """Return whether a text is an IP address or has the form of a host name."""
    try:
        return bool(ipaddress.ip_address(text) if ":" in text else text.encode("idna"))
    except ValueError:
        return False


def _parse_port(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) <= _MAX_PORT:
        return int(text)
    raise BadSetting(
        f"“{text[:40]}” is not a port.", f"Give a number from 1 to {_MAX_PORT}, or leave it out."
    )


def _parse_user(text: str) -> str:
    if not text.isprintable():
        raise BadSetting(
            "It holds a line break or another character that no name has.",
            "Set it to the name you log in with.",
        )
    return text


def _password_in(name: str) -> str:
    """Return the password in the file called `name`, without a line break at its end; '' if `name` is ''."""
    if not name:
        return ""
    try:
        return read_regular_file(Path(name), _MAX_PASSWORD_CHARS * 4).decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise BadSetting(
            f"The file “{name[:200]}” cannot be read ({reason}).",
            "Name a file with the password in it and nothing else.",
        ) from None


def _readable_file(name: str) -> Path | None:
    """Return the path of the file called `name`; None if `name` is ''."""
    if not name:
        return None
    try:
        open_regular_file(Path(name)).close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise BadSetting(
            f"The file “{name[:200]}” cannot be read ({reason}).",
            "Name a file with certificates in PEM form, or leave it out.",
        ) from error
    return Path(name)


def _parse_address(text: str) -> str:
    address = _encoded_address(text)
    if text and not address:
        raise BadSetting(f"“{text[:80]}” is not an email address.", "Give one, such as dana@example.org.")
    return address


def _encoded_address(text: str) -> str:
    """Return an email address with its host encoded for mail servers, '' if the text isn't an address."""
    local_part, _, host = text.rpartition("@")
    if (
        not _LOCAL_PART.fullmatch(local_part)
        or not local_part.isprintable()
        or len(text) > _MAX_ADDRESS_CHARS
    ):
        return ""
    try:
        return f"{local_part}@{host.encode('idna').decode()}" if re.fullmatch(r"[\w.-]+", host) else ""
    except UnicodeError:
        return ""


SMTP_HOST = Setting(
    name="FOLLOWUP_SMTP_HOST",
    meaning="your provider's mail server",
    otherwise="none, so no email is sent",
    parse=_parse_host,
)
SMTP_SECURITY = Setting(
    name="FOLLOWUP_SMTP_SECURITY",
    meaning="`starttls`, `tls`, or `none` for a server on this computer",
    default="starttls",
    parse=_parse_security,
)
SMTP_PORT = Setting(
    name="FOLLOWUP_SMTP_PORT",
    meaning="the mail server's port",
    otherwise="587 with `starttls`, 465 with `tls`, 25 with `none`",
    parse=_parse_port,
)
SMTP_USER = Setting(
    name="FOLLOWUP_SMTP_USER",
    meaning="the name you log in with",
    otherwise="none, so no login",
    parse=_parse_user,
)
SMTP_PASSWORD_FILE = Setting(
    name="FOLLOWUP_SMTP_PASSWORD_FILE",
    meaning="a file with the password in it",
    parse=_password_in,
)
SMTP_PASSWORD = Setting(
    name="FOLLOWUP_SMTP_PASSWORD",
    meaning="the password itself, if it isn't in a file",
    parse=str,
)
SMTP_CA = Setting(
    name="FOLLOWUP_SMTP_CA",
    meaning="a file with certificates to trust in addition to the system's, if your center has its own",
    parse=_readable_file,
)
MAIL_TO = Setting(
    name="FOLLOWUP_MAIL_TO",
    meaning="who gets the email",
    otherwise="the email address in Settings",
    parse=_parse_address,
)
MAIL_FROM = Setting(
    name="FOLLOWUP_MAIL_FROM",
    meaning="who the email is from",
    otherwise="`FOLLOWUP_SMTP_USER` if that is an address, otherwise who gets it",
    parse=_parse_address,
)
SETTINGS: tuple[Setting[object], ...] = (
    *(SMTP_HOST, SMTP_SECURITY, SMTP_PORT, SMTP_USER, SMTP_PASSWORD_FILE, SMTP_PASSWORD, SMTP_CA),
    *(MAIL_TO, MAIL_FROM),
)


def server(environment: Mapping[str, str]) -> MailServer:
    """Return the mail server that the environment sets; raise BadSetting for the first wrong setting.

    An empty setting counts as not set. No error message contains the password.
    """
    security = SMTP_SECURITY.read(environment)
    host = SMTP_HOST.read(environment)
    if security is Security.NONE and not _is_this_computer(host):
        raise SMTP_SECURITY.wrong(
            f"“none” would let others read your mail on its way to {host}.",
            "Set it to starttls or tls; none is for a server on this computer.",
        )
    user = SMTP_USER.read(environment)
    return MailServer(
        host=host,
        port=SMTP_PORT.read(environment) or _PORTS[security],
        security=security,
        user=user,
        password=_password(environment, user),
        ca=SMTP_CA.read(environment),
    )


def addresses(environment: Mapping[str, str], candidate: str) -> Addresses:
    """Return the sender and the recipient; both '' if no address is known.

    Args:
        environment: the environment variables.
        candidate: the candidate's own address, '' if not known.

    Raises:
        BadSetting: a setting is not an address.
    """
    to = MAIL_TO.read(environment) or _encoded_address(candidate.strip())
    user = _encoded_address(SMTP_USER.text(environment))
    return Addresses(sender=MAIL_FROM.read(environment) or user or to, to=to)


def _is_this_computer(host: str) -> bool:
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _password(environment: Mapping[str, str], user: str) -> str:
    # Not stripped like the other settings, because a password may begin or end with a space.
    password = environment.get(SMTP_PASSWORD.name, "")
    setting = SMTP_PASSWORD_FILE if SMTP_PASSWORD_FILE.text(environment) else SMTP_PASSWORD
    if setting is SMTP_PASSWORD_FILE:
        if password:
            raise setting.wrong(
                "The password is set in two places.", f"Set it or {SMTP_PASSWORD.name}, not both."
            )
        password = SMTP_PASSWORD_FILE.read(environment)
    if password and not user:
        raise SMTP_USER.wrong("There is a password but no user name.", "Set it to the name you log in with.")
    if user and not password:
        raise setting.wrong(f"The password of {user[:80]} is not set.", "Set it, or leave the user name out.")
    if not password.isprintable() or len(password) > _MAX_PASSWORD_CHARS:
        raise setting.wrong("Its content cannot be a password.", "Give the password alone, in one line.")
    return password
