"""Hands an email to a mail server over SMTP, or says in a sentence why that failed."""

import base64
import binascii
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from followup_core.mail_config import SMTP_CA, Addresses, MailServer, Security
from followup_core.models import FollowUpError
from followup_core.text import one_line

TIMEOUT = 30.0
"""Seconds to wait for each answer of the server."""

_LOGIN_ACCEPTED_CODES = (235, 503)  # as smtplib has it: accepted, or accepted before
_MAX_EXPLANATION_CHARS = 200
_USUAL_PORTS = "With starttls the port is 587 at most providers, with tls 465."
_CHECK_PORT = f"Check FOLLOWUP_SMTP_PORT and FOLLOWUP_SMTP_SECURITY. {_USUAL_PORTS}"
_LOCAL_HOSTNAME = (
    "[127.0.0.1]"  # every server accepts it, and it does not reveal the name of anybody's computer
)


class MailNotSent(FollowUpError):
    """The server did not accept the email. The message says why, with a remedy, and never has a password."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy, where="Not sent")


def send_mail(
    message: EmailMessage, server: MailServer, addresses: Addresses, timeout: float = TIMEOUT
) -> None:
    """Send a message; return once the server has accepted it.

    Raises:
        MailNotSent: The server could not be reached, or refused the message.
        BadSetting: The certificates to trust cannot be used.
    """
    tls_context = None if server.security is Security.NONE else _tls_context(server)
    with _server_errors_as_sentences(server, addresses):
        connection = _connect(server, tls_context, timeout)
        try:
            _secure(connection, server, tls_context)
            _log_in(connection, server)
            _send(connection, message, addresses)
        finally:
            # A server that fails while saying goodbye has accepted the message all the same.
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()


def _tls_context(server: MailServer) -> ssl.SSLContext:
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


def _connect(server: MailServer, tls_context: ssl.SSLContext | None, timeout: float) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=_LOCAL_HOSTNAME, timeout=timeout, context=tls_context
        )
    return smtplib.SMTP(server.host, server.port, local_hostname=_LOCAL_HOSTNAME, timeout=timeout)


def _secure(connection: smtplib.SMTP, server: MailServer, tls_context: ssl.SSLContext | None) -> None:
    connection.ehlo_or_helo_if_needed()
    if server.security is not Security.STARTTLS:
        return
    if not connection.has_extn("starttls"):
        raise MailNotSent(
            f"{server.host}, port {server.port}, doesn't offer STARTTLS.",
            "Set FOLLOWUP_SMTP_SECURITY to tls, and FOLLOWUP_SMTP_PORT to 465 or as your provider says.",
        )
    connection.starttls(context=tls_context)
    connection.ehlo()


def _log_in(connection: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    if not connection.has_extn("auth"):
        raise MailNotSent(
            f"{server.host} doesn't accept a login.", "Leave FOLLOWUP_SMTP_USER out, or name another server."
        )
    if f"{server.user}{server.password}".isascii():
        connection.login(server.user, server.password)
        return
    # The standard library logs in with ASCII only; servers expect UTF-8 (RFC 4616).
    code, smtp_text = connection.docmd("AUTH", f"PLAIN {_auth_plain_text(server)}")
    if code not in _LOGIN_ACCEPTED_CODES:
        raise smtplib.SMTPAuthenticationError(code, smtp_text)


def _send(connection: smtplib.SMTP, message: EmailMessage, addresses: Addresses) -> None:
    has_non_ascii_address = not f"{addresses.sender}{addresses.to}".isascii()
    if has_non_ascii_address and not connection.has_extn("smtputf8"):
        raise MailNotSent(
            "The server accepts only the letters a to z in an address.",
            "Set FOLLOWUP_MAIL_TO and FOLLOWUP_MAIL_FROM to addresses without other letters.",
        )
    # Not `send_message`: it escapes every line that begins with "From ".
    options = ("SMTPUTF8", "BODY=8BITMIME") if has_non_ascii_address else ()
    connection.sendmail(addresses.sender, [addresses.to], message.as_bytes(), options)


def _auth_plain_text(server: MailServer) -> str:
    """Return the text that AUTH PLAIN sends at login (RFC 4616)."""
    return base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()


@contextmanager
def _server_errors_as_sentences(server: MailServer, addresses: Addresses) -> Iterator[None]:
    """Turn every network and server error into MailNotSent."""
    try:
        yield
    except smtplib.SMTPException as error:
        raise server_error(error, server, addresses) from None  # its own text may repeat the login data
    except OSError as error:
        raise _network_error(error, server) from error
    except binascii.Error as error:
        raise MailNotSent(f"{server.host} did not understand the login.", "Ask your provider.") from error


def server_error(error: smtplib.SMTPException, server: MailServer, addresses: Addresses) -> MailNotSent:
    """Return the error for a refusal by the server, with the reason and the remedy."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return MailNotSent(
                f"{server.host} refused the login of {server.user}{_server_text(error.smtp_error, server)}.",
                "Check FOLLOWUP_SMTP_USER and the password; many providers want one made for the program.",
            )
        case smtplib.SMTPSenderRefused():
            return MailNotSent(
                f"{server.host} refused {addresses.sender} as the sender"
                f"{_server_text(error.smtp_error, server)}.",
                "Set FOLLOWUP_MAIL_FROM to the address that you log in with.",
            )
        case smtplib.SMTPRecipientsRefused():
            _, smtp_text = next(iter(error.recipients.values()), (0, b""))
            return MailNotSent(
                f"{server.host} refused {addresses.to}{_server_text(smtp_text, server)}.",
                "Set FOLLOWUP_MAIL_TO, or the email address in Settings, to an address that exists.",
            )
        case smtplib.SMTPResponseException():
            return MailNotSent(
                f"{server.host} refused the email{_server_text(error.smtp_error, server)}.",
                "Try again later, or ask your provider.",
            )
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return _network_error(error.__context__, server)
        case smtplib.SMTPServerDisconnected():
            return MailNotSent(f"{server.host}, port {server.port}, ended the connection.", _CHECK_PORT)
        case _:
            return MailNotSent(
                f"{server.host} has no way to log in that this program knows.", "Ask your provider."
            )


def _network_error(error: OSError, server: MailServer) -> MailNotSent:
    """Return the error for a server that was not reached, with the reason and the remedy."""
    match error:
        case ssl.SSLCertVerificationError():
            return MailNotSent(
                f"The certificate of {server.host} cannot be trusted ({error.verify_message}).",
                "Check FOLLOWUP_SMTP_HOST, or name your center's own certificates in FOLLOWUP_SMTP_CA.",
            )
        case ssl.SSLError():
            return MailNotSent(
                f"There is no secure connection to {server.host}, port {server.port}.", _CHECK_PORT
            )
        case socket.gaierror():
            return MailNotSent(
                f"The mail server “{server.host}” was not found.",
                "Check FOLLOWUP_SMTP_HOST, and whether you are connected.",
            )
        case TimeoutError():
            return MailNotSent(
                f"{server.host}, port {server.port}, did not answer in time.",
                f"Check FOLLOWUP_SMTP_PORT and FOLLOWUP_SMTP_SECURITY, and try again. {_USUAL_PORTS}",
            )
        case _:
            return MailNotSent(
                f"{server.host}, port {server.port}, cannot be reached ({error.strerror or 'no answer'}).",
                f"Check FOLLOWUP_SMTP_HOST and FOLLOWUP_SMTP_PORT. {_USUAL_PORTS}",
            )


def _server_text(smtp_text: bytes | str, server: MailServer) -> str:
    """Return the server's explanation in parentheses; '' if it has none or repeats the password."""
    text = smtp_text.decode("utf-8", "replace") if isinstance(smtp_text, bytes) else smtp_text
    secrets = (server.password, base64.b64encode(server.password.encode()).decode(), _auth_plain_text(server))
    if server.password and any(secret in text for secret in secrets):
        return ""
    line = one_line(text)
    return f" ({line[:_MAX_EXPLANATION_CHARS].rstrip('.')})" if line else ""
