"""Makes emails: a mailto link, a draft file for any mail program, and a message that the program sends."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from followup_core.text import PRODUCT, one_line

if TYPE_CHECKING:
    from email.message import EmailMessage

MAX_LINK_LENGTH = 1_800
"""Characters; longer mailto links fail in common mail programs."""


_DEFAULT_SENDER = "digest@followup.invalid"
_ID_HOST = "followup.invalid"  # an id must not reveal the name of anybody's computer
_CHARS_NOT_IN_ADDRESS = frozenset(',;:<>()[]\\"')


def mailto(to: str, subject: str, body: str) -> str:
    """Return a mailto link that opens a new message; '' if it would be too long to work everywhere."""
    text = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    address = _url_quoted(_address(to), safe="@")
    link = f"mailto:{address}?subject={_url_quoted(one_line(subject))}&body={_url_quoted(text)}"
    return link if len(link) <= MAX_LINK_LENGTH else ""


def draft_email_file(to: str, subject: str, body: str, sender: str = "") -> bytes:
    """Return a draft as an .eml file: headers and text in any script, unchanged when read back.

    `X-Unsent` lets mail programs open it as a message that is still to be sent.
    """
    # Imported here and below, because most messages only become a link.
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["To"] = _address(to)
    message["Subject"] = one_line(subject)
    if sender:
        message["From"] = _address(sender)
    message["X-Unsent"] = "1"
    message.set_content(_without_surrogates(body), charset="utf-8", cte="base64")
    return message.as_bytes()


def outgoing_email(*, sender: str, to: str, subject: str, body: str, sent_at: datetime) -> "EmailMessage":
    """Return a message that the program itself sends: plain text, with date and id.

    `sent_at` is timezone-aware; the same text at the same time always gives the same
    message. An address may be ''.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8
    from email.utils import format_datetime

    policy = SMTP if f"{sender}{to}".isascii() else SMTPUTF8
    message = EmailMessage(policy=policy)
    message["From"] = Address(PRODUCT, *_local_part_and_domain(sender or _DEFAULT_SENDER))
    if to:
        message["To"] = Address("", *_local_part_and_domain(to))
    message["Subject"] = one_line(subject)
    message["Date"] = format_datetime(sent_at)
    content = "\x1f".join((sender, to, subject, body, sent_at.isoformat()))
    message["Message-ID"] = (
        f"<{hashlib.sha256(_without_surrogates(content).encode()).hexdigest()[:32]}@{_ID_HOST}>"
    )
    message["Auto-Submitted"] = "auto-generated"  # so that no out-of-office reply answers it
    message.set_content(_without_surrogates(body), charset="utf-8", cte="quoted-printable")
    return message


def _local_part_and_domain(address: str) -> tuple[str, str]:
    name, _, host = _address(address).rpartition("@")
    return name, host


def _address(text: str) -> str:
    """Return the first address in a text, without characters that could begin another address."""
    first = next(iter(one_line(text).split()), "")
    # The standard library's header parser fails with IndexError on an address that ends in "@".
    return "".join(char for char in first if char not in _CHARS_NOT_IN_ADDRESS).rstrip("@")


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _url_quoted(text: str, safe: str = "") -> str:
    return quote(_without_surrogates(text), safe=safe)
