"""The settings of the environment for sending mail, all read here and nowhere else.

| Name | Meaning | Default |
|---|---|---|
| FOLLOWUP_SMTP_HOST | the mail server | none: without it nothing is sent |
| FOLLOWUP_SMTP_SECURITY | `starttls`, `tls`, or on this computer alone `none` | starttls |
| FOLLOWUP_SMTP_PORT | its port | 587 with starttls, 465 with tls, 25 with none |
| FOLLOWUP_SMTP_USER | the name to log in with | none: no login |
| FOLLOWUP_SMTP_PASSWORD | the password of that user | |
| FOLLOWUP_SMTP_PASSWORD_FILE | a file that holds the password, in place of FOLLOWUP_SMTP_PASSWORD | |
| FOLLOWUP_SMTP_CA | a file with certificates to trust besides the system's, in PEM | |
| FOLLOWUP_MAIL_TO | who gets the mail | the candidate's own address |
| FOLLOWUP_MAIL_FROM | who it is from | the user where that is an address, else the one who gets it |
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from followup_core.config import BadSetting
from followup_core.regular_files import open_regular_file, read_regular_file

_LONGEST_PASSWORD = 1_000
_HIGHEST_PORT = 65_535
_LONGEST_ADDRESS = 254
_BEFORE_AT = re.compile(r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f]+")
_HOST = re.compile(r"[\w.:-]+")


class Security(StrEnum):
    """How the connection to the mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that sends mail; `user` is '' for no login, `ca` adds to the trusted certificates."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The sender and the recipient, each one address in the form of a mail header; '' for none."""

    sender: str
    to: str


def server(environment: Mapping[str, str]) -> MailServer:
    """Return the mail server in the environment; raise BadSetting for the first wrong setting.

    An empty setting counts as not set. No error message contains the password.
    """
    security = _security(_of(environment, "FOLLOWUP_SMTP_SECURITY"))
    host = _host(_of(environment, "FOLLOWUP_SMTP_HOST"), security)
    user = _user(environment)
    return MailServer(
        host=host,
        port=_port(_of(environment, "FOLLOWUP_SMTP_PORT")) or _PORTS[security],
        security=security,
        user=user,
        password=_password(environment, user),
        ca=_readable(_of(environment, "FOLLOWUP_SMTP_CA")),
    )


def addresses(environment: Mapping[str, str], candidate: str) -> Addresses:
    """Return the sender and the recipient; both '' if no address is known.

    Args:
        environment: the environment variables.
        candidate: the candidate's own address, '' if not known.

    Raises:
        BadSetting: a setting is not an address.
    """
    to = _address(environment, "FOLLOWUP_MAIL_TO") or (_ascii_host(candidate.strip()) or "")
    user = _ascii_host(_of(environment, "FOLLOWUP_SMTP_USER")) or ""
    return Addresses(sender=_address(environment, "FOLLOWUP_MAIL_FROM") or user or to, to=to)


def _of(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


def _security(value: str) -> Security:
    if value.lower() in ("", *Security):
        return Security(value.lower() or Security.STARTTLS)
    raise BadSetting(
        f"“{value[:40]}” is not a way to secure mail.",
        "Leave it out, or set it to starttls, tls or none.",
        where="FOLLOWUP_SMTP_SECURITY",
    )


def _host(value: str, security: Security) -> str:
    if not value:
        raise BadSetting(
            "The mail server is not set.",
            "Name it as your mail provider does, such as smtp.example.org.",
            where="FOLLOWUP_SMTP_HOST",
        )
    if not _HOST.fullmatch(value) or not _is_host(value):
        raise BadSetting(
            f"“{value[:80]}” is not the name of a server.",
            "Give the name alone, such as smtp.example.org.",
            where="FOLLOWUP_SMTP_HOST",
        )
    if security is Security.NONE and not _is_this_computer(value):
        raise BadSetting(
            f"“none” would let others read your mail on its way to {value}.",
            "Set it to starttls or tls; none is for a server on this computer.",
            where="FOLLOWUP_SMTP_SECURITY",
        )
    return value


def _is_host(text: str) -> bool:
    """Return whether a text is an IP address or a name that can be looked up."""
    if ":" in text:
        return _is_number(text)
    try:
        return bool(text.encode("idna"))
    except UnicodeError:
        return False


def _is_number(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_this_computer(host: str) -> bool:
    return host.lower() == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _port(value: str) -> int | None:
    if not value:
        return None
    if value.isascii() and value.isdigit() and len(value) <= 5 and 0 < int(value) <= _HIGHEST_PORT:
        return int(value)
    raise BadSetting(
        f"“{value[:40]}” is not a port.",
        f"Give a number from 1 to {_HIGHEST_PORT}, or leave it out.",
        where="FOLLOWUP_SMTP_PORT",
    )


def _user(environment: Mapping[str, str]) -> str:
    user = _of(environment, "FOLLOWUP_SMTP_USER")
    if not user.isprintable():
        raise BadSetting(
            "It holds a line break or another sign that no name has.",
            "Set it to the name you log in with.",
            where="FOLLOWUP_SMTP_USER",
        )
    return user


def _password(environment: Mapping[str, str], user: str) -> str:
    # Not stripped like the others, because a password may begin or end with a space.
    given, file = (
        environment.get("FOLLOWUP_SMTP_PASSWORD", ""),
        _of(environment, "FOLLOWUP_SMTP_PASSWORD_FILE"),
    )
    if given and file:
        raise BadSetting(
            "The password is set in two places.",
            "Set it or FOLLOWUP_SMTP_PASSWORD, not both.",
            where="FOLLOWUP_SMTP_PASSWORD_FILE",
        )
    where = "FOLLOWUP_SMTP_PASSWORD_FILE" if file else "FOLLOWUP_SMTP_PASSWORD"
    password = _held(file) if file else given
    if password and not user:
        raise BadSetting(
            "There is a password, and nobody to log in.",
            "Set it to the name you log in with.",
            where="FOLLOWUP_SMTP_USER",
        )
    if user and not password:
        raise BadSetting(f"The password of {user[:80]} is not set.", "Set it, or name no user.", where=where)
    if not password.isprintable() or len(password) > _LONGEST_PASSWORD:
        raise BadSetting(
            "What it holds cannot be a password.", "Give the password alone, in one line.", where=where
        )
    return password


def _held(name: str) -> str:
    """Return the password in a file, without the line break at its end."""
    where = "FOLLOWUP_SMTP_PASSWORD_FILE"
    remedy = "Name a file that holds the password and nothing else."
    try:
        held = read_regular_file(Path(name), _LONGEST_PASSWORD * 4)
        return held.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise BadSetting(f"The file “{name[:200]}” cannot be read ({why}).", remedy, where=where) from None


def _readable(name: str) -> Path | None:
    if not name:
        return None
    try:
        open_regular_file(Path(name)).close()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no such name"
        raise BadSetting(
            f"The file “{name[:200]}” cannot be read ({why}).",
            "Name a file with certificates in PEM form, or leave it out.",
            where="FOLLOWUP_SMTP_CA",
        ) from error
    return Path(name)


def _address(environment: Mapping[str, str], name: str) -> str:
    value = _of(environment, name)
    if not value:
        return ""
    found = _ascii_host(value)
    if found is None:
        raise BadSetting(
            f"“{value[:80]}” is not an e-mail address.", "Give one, such as dana@example.org.", where=name
        )
    return found


def _ascii_host(text: str) -> str | None:
    """Return an address with its host encoded for mail servers, None if it is not an address."""
    name, _, host = text.rpartition("@")
    if len(text) > _LONGEST_ADDRESS or not _BEFORE_AT.fullmatch(name) or not re.fullmatch(r"[\w.-]+", host):
        return None
    try:
        return f"{name}@{host.encode('idna').decode()}" if name.isprintable() else None
    except UnicodeError:
        return None
