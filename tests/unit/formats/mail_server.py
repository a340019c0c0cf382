"""A real mail server for tests, in a thread, on a free port of this computer."""

import asyncio
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from followup_core.mail_config import MailServer, Security

CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = CERTIFICATES / "authority.pem"
"""The authority that signed the server's certificate for localhost: throwaway, for these tests alone."""

USER, PASSWORD = "robin@example.org", "correct horse battery"


@dataclass
class Mailbox:
    """What the server took, and whom it takes nothing for; `reply` is its answer to the text itself."""

    refused: frozenset[str] = frozenset()
    reply: str = "250 OK"
    letters: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    host: str = "localhost"
    port: int = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse one."""
        if address in self.refused:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter."""
        assert isinstance(envelope.content, bytes)
        if self.reply.startswith("250"):
            self.letters.append(envelope.content)
            self.envelopes.append((envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        return self.reply

    def let_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Let the one user in that there is."""
        assert isinstance(data, LoginPassword)
        self.logins.append(data.password)
        return AuthResult(success=data == LoginPassword(USER.encode(), self.password.encode()), handled=False)

    password: str = PASSWORD

    @property
    def messages(self) -> list[EmailMessage]:
        """The letters, read as any mail program does."""
        messages = [message_from_bytes(raw, policy=default) for raw in self.letters]
        return [message for message in messages if isinstance(message, EmailMessage)]

    def settings(self, **changed: Any) -> MailServer:
        """Return what reaches this server, changed as told."""
        known: dict[str, Any] = {"host": self.host, "port": self.port, "security": Security.NONE}
        return MailServer(**(known | changed))


class _OnAnyPort(Controller):
    """A controller whose port is the one that the system gave."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def running(
    mailbox: Mailbox | None = None,
    *,
    security: Security = Security.NONE,
    login: bool = False,
    name: str = "localhost",
) -> Iterator[Mailbox]:
    """Run a server until the end of the block; with `login` it takes mail only of its user.

    `name` is whom its certificate is for.
    """
    box = mailbox or Mailbox()
    secure = None
    if security is not Security.NONE:
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(CERTIFICATES / f"{name}.pem", CERTIFICATES / "server.key")
    starttls = security is Security.STARTTLS
    options: dict[str, Any] = {"authenticator": box.let_in, "auth_required": login} if login else {}
    controller = _OnAnyPort(
        box,
        hostname="127.0.0.1",
        port=0,
        ssl_context=secure if security is Security.TLS else None,
        tls_context=secure if starttls else None,
        require_starttls=starttls,
        auth_require_tls=starttls,
        **options,
    )
    with warnings.catch_warnings():
        # A login without encryption is what a server on this computer may ask for.
        warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
        controller.start()
        box.port = controller.port
        try:
            yield box
        finally:
            controller.stop()
