"""The SMTP client: it hands an email to a mail server, encrypted or not at all."""

import binascii
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from followup_core.mail_config import SMTP_CA, Addresses, MailServer, Security

from .smtp_errors import MailNotSent, network_error, plain_login, server_error

TIMEOUT = 30.0
"""Seconds to wait for each answer of the server."""

_LOGGED_IN = (235, 503)
_MY_NAME = "[127.0.0.1]"  # every server accepts it, and it does not reveal the name of anybody's computer


def send_mail(
    message: EmailMessage, server: MailServer, addresses: Addresses, timeout: float = TIMEOUT
) -> None:
    """Hand over a message, and return once the server has accepted it.

    Raises:
        MailNotSent: The server could not be reached, or refused the message.
        BadSetting: The certificates to trust cannot be used.
    """
    trusted = None if server.security is Security.NONE else _trusted(server)
    with _in_words(server, addresses):
        connection = _connected(server, trusted, timeout)
        try:
            _secure(connection, server, trusted)
            _log_in(connection, server)
            _hand_over(connection, message, addresses)
        finally:
            # A server that fails while saying goodbye has accepted the message all the same.
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()


def _trusted(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if server.ca is not None:
        try:
            context.load_verify_locations(server.ca)
        except OSError as error:  # ssl.SSLError is an OSError too
            raise SMTP_CA.wrong(
                f"There is no certificate in “{server.ca}” that can be used.",
                "Name a file with certificates in PEM form, or leave it out.",
            ) from error
    return context


def _connected(server: MailServer, trusted: ssl.SSLContext | None, timeout: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=_MY_NAME, timeout=timeout, context=trusted
        )
    return smtplib.SMTP(server.host, server.port, local_hostname=_MY_NAME, timeout=timeout)


def _secure(connection: smtplib.SMTP, server: MailServer, trusted: ssl.SSLContext | None) -> None:
    connection.ehlo_or_helo_if_needed()
    if server.security is not Security.STARTTLS:
        return
    if not connection.has_extn("starttls"):
        raise MailNotSent(
            f"{server.host}, port {server.port}, offers no starttls.",
            "Set FOLLOWUP_SMTP_SECURITY to tls, and FOLLOWUP_SMTP_PORT to 465 or as your provider says.",
        )
    connection.starttls(context=trusted)
    connection.ehlo()


def _log_in(connection: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    if not connection.has_extn("auth"):
        raise MailNotSent(
            f"{server.host} takes no login.", "Leave FOLLOWUP_SMTP_USER out, or name another server."
        )
    if f"{server.user}{server.password}".isascii():
        connection.login(server.user, server.password)
        return
    # The standard library logs in with ASCII only; servers expect UTF-8 (RFC 4616).
    code, reply = connection.docmd("AUTH", f"PLAIN {plain_login(server)}")
    if code not in _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, reply)


def _hand_over(connection: smtplib.SMTP, message: EmailMessage, addresses: Addresses) -> None:
    international = not f"{addresses.sender}{addresses.to}".isascii()
    if international and not connection.has_extn("smtputf8"):
        raise MailNotSent(
            "The server knows no letters beyond a to z in an address.",
            "Set FOLLOWUP_MAIL_TO and FOLLOWUP_MAIL_FROM to addresses without them.",
        )
    # Not `send_message`: it escapes every line that begins with "From ".
    options = ("SMTPUTF8", "BODY=8BITMIME") if international else ()
    connection.sendmail(addresses.sender, [addresses.to], message.as_bytes(), options)


@contextmanager
def _in_words(server: MailServer, addresses: Addresses) -> Iterator[None]:
    """Turn every network and server error into MailNotSent."""
    try:
        yield
    except smtplib.SMTPException as error:
        what, remedy = server_error(error, server, addresses)
        raise MailNotSent(what, remedy) from None  # its own text may repeat the login data
    except OSError as error:
        what, remedy = network_error(error, server)
        raise MailNotSent(what, remedy) from error
    except binascii.Error as error:
        raise MailNotSent(f"{server.host} did not understand the login.", "Ask your provider.") from error
