"""The reasons why an email was not sent, as sentences with the remedy."""

import base64
import smtplib
import socket
import ssl

from followup_core.mail_config import Addresses, MailServer
from followup_core.models import FollowUpError
from followup_core.text import one_line

_LONGEST_REPLY = 200  # characters
_PORTS = "With starttls the port is 587 at most providers, with tls 465."


class MailNotSent(FollowUpError):
    """An email that the server did not accept: why, and the remedy. It never contains a password."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy, where="Not sent")


def plain_login(server: MailServer) -> str:
    """Return the text that AUTH PLAIN sends at login (RFC 4616)."""
    return base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()


def server_error(error: smtplib.SMTPException, server: MailServer, addresses: Addresses) -> tuple[str, str]:
    """Return why the server refused, and the remedy."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return (
                f"{server.host} refused the login of {server.user}{_said(error.smtp_error, server)}.",
                "Check FOLLOWUP_SMTP_USER and the password; many providers want one made for the program.",
            )
        case smtplib.SMTPSenderRefused():
            return (
                f"{server.host} refused {addresses.sender} as sender{_said(error.smtp_error, server)}.",
                "Set FOLLOWUP_MAIL_FROM to the address that you log in with.",
            )
        case smtplib.SMTPRecipientsRefused():
            _, reply = next(iter(error.recipients.values()), (0, b""))
            return (
                f"{server.host} refused {addresses.to}{_said(reply, server)}.",
                "Set FOLLOWUP_MAIL_TO, or the e-mail address in Settings, to an address that exists.",
            )
        case smtplib.SMTPResponseException():
            return (
                f"{server.host} refused the mail{_said(error.smtp_error, server)}.",
                "Try again later, or ask your provider.",
            )
        case smtplib.SMTPServerDisconnected():
            if isinstance(error.__context__, TimeoutError):
                return _late(server)
            return (
                f"{server.host}, port {server.port}, broke off.",
                f"Check FOLLOWUP_SMTP_PORT and FOLLOWUP_SMTP_SECURITY. {_PORTS}",
            )
        case _:
            return (f"{server.host} knows no login that this program does.", "Ask your provider.")


def network_error(error: OSError, server: MailServer) -> tuple[str, str]:
    """Return why the server was not reached, and the remedy."""
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"The certificate of {server.host} is not to be trusted ({error.verify_message}).",
                "Check FOLLOWUP_SMTP_HOST, or name your center's own certificates in FOLLOWUP_SMTP_CA.",
            )
        case ssl.SSLError():
            return (
                f"There is no secure way to {server.host}, port {server.port}.",
                f"Check FOLLOWUP_SMTP_PORT and FOLLOWUP_SMTP_SECURITY. {_PORTS}",
            )
        case socket.gaierror():
            return (
                f"There is no mail server “{server.host}” to be found.",
                "Check FOLLOWUP_SMTP_HOST, and whether you are connected.",
            )
        case TimeoutError():
            return _late(server)
        case _:
            return (
                f"{server.host}, port {server.port}, cannot be reached ({error.strerror or 'no answer'}).",
                f"Check FOLLOWUP_SMTP_HOST and FOLLOWUP_SMTP_PORT. {_PORTS}",
            )


def _late(server: MailServer) -> tuple[str, str]:
    return (
        f"{server.host}, port {server.port}, did not answer in time.",
        f"Check FOLLOWUP_SMTP_PORT and FOLLOWUP_SMTP_SECURITY, and try again. {_PORTS}",
    )


def _said(reply: bytes | str, server: MailServer) -> str:
    """Return the server's reply as part of a sentence; '' if it repeats the password."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    secrets = (server.password, base64.b64encode(server.password.encode()).decode(), plain_login(server))
    if server.password and any(each in text for each in secrets):
        return ""
    line = one_line(text)
    return f" ({line[:_LONGEST_REPLY].rstrip('.')})" if line else ""
