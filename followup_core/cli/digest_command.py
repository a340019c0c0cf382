"""The `digest` command: prints what is due, writes it to an email file, or sends it by email."""

import os
from pathlib import Path

from followup_core import mail_config
from followup_core.formats.email_messages import outgoing_email
from followup_core.mail_config import Addresses, MailServer
from followup_core.models import FollowUpError
from followup_core.services.digest import Digest, already_sent, digest, digest_lock, record_sent
from followup_core.services.workspace import WorkspaceView
from followup_core.store import write_durably

from .command_context import CALL_WAS_WRONG, DONE, CommandContext
from .output import fail, print_json, warn, warn_of_playbook

_NOTHING_DUE = "Nothing is due today; nothing was sent."
_SENT_BEFORE = "Today's email went out already, so nothing was sent. Add --again to send it anyway."


class _NotWritten(FollowUpError):
    """The email file could not be written."""


def run(call: CommandContext) -> int:
    """Print the digest; or write it to a file (--eml), email it (--send) or both, and print what was done."""
    if call.arguments.again and not call.arguments.send:
        return fail("--again only works with --send.", CALL_WAS_WRONG)
    file = Path(call.arguments.eml) if call.arguments.eml is not None else None
    if file is not None and (file.suffix.lower() != ".eml" or not file.parent.is_dir()):
        return fail(
            f"“{file}” can't be an email file. Give a name that ends in .eml, in a folder that exists.",
            CALL_WAS_WRONG,
        )
    view = call.view()
    warn_of_playbook(view.playbook_fault)
    _deliver(call, view, digest(view), file)
    return DONE


def _deliver(call: CommandContext, view: WorkspaceView, todays_digest: Digest, file: Path | None) -> None:
    addresses = mail_config.addresses(os.environ, view.records.settings.email)
    # Checked first: a wrong setting is reported on the first try, not on the first day with something due.
    server = _mail_server(addresses) if call.arguments.send else None
    messages = [_write_file(call, todays_digest, addresses, file)] if file else []
    was_sent = _send_if_due(call, view, todays_digest, server, addresses) if server else False
    if server:
        messages.append(_outcome_sentence(todays_digest, addresses, was_sent=was_sent))
    if call.json:
        from .digest_json import digest_json

        print_json(digest_json(view, todays_digest) | {"sent": was_sent, "said": messages})
    else:
        print("\n".join(messages) if messages else todays_digest.text, end="\n" if messages else "")


def _mail_server(addresses: Addresses) -> MailServer:
    """Return the mail server; raise BadSetting if a setting for sending is wrong or missing."""
    server = mail_config.server(os.environ)
    if not addresses.to:
        raise mail_config.MAIL_TO.wrong(
            "There is no address to send the email to.", "Set it, or enter your email address in Settings."
        )
    return server


def _write_file(call: CommandContext, todays_digest: Digest, addresses: Addresses, file: Path) -> str:
    """Write the digest to an email file; return a sentence that says so."""
    message = outgoing_email(
        sender=addresses.sender,
        to=addresses.to,
        subject=todays_digest.subject,
        body=todays_digest.text,
        sent_at=call.now,
    )
    try:
        write_durably(file, message.as_bytes())
    except OSError as error:
        raise _NotWritten(f"“{file}” was not written ({error.strerror}).", "Choose another place.") from error
    return f"“{file}” was written."


def _send_if_due(
    call: CommandContext, view: WorkspaceView, todays_digest: Digest, server: MailServer, addresses: Addresses
) -> bool:
    """Send the digest if anything is due that wasn't sent today yet; return whether it was sent."""
    # Imported here, because only sending needs it.
    from followup_core.formats.smtp_client import send_mail

    if not todays_digest.due:
        return False
    with digest_lock(call.folder):
        sent_before = already_sent(call.folder, view.today, addresses.to)
        if sent_before.issuperset(todays_digest.due) and not call.arguments.again:
            return False
        message = outgoing_email(
            sender=addresses.sender,
            to=addresses.to,
            subject=todays_digest.subject,
            body=todays_digest.text,
            sent_at=call.now,
        )
        send_mail(message, server, addresses)
        try:
            record_sent(call.folder, view.today, addresses.to, todays_digest.due)
        except OSError as error:
            warn(
                f"The email was sent, but that couldn't be recorded ({error.strerror})."
                " The next call may send it again."
            )
    return True


def _outcome_sentence(todays_digest: Digest, addresses: Addresses, *, was_sent: bool) -> str:
    if was_sent:
        return f"Sent to {addresses.to}: {todays_digest.subject}."
    return _SENT_BEFORE if todays_digest.due else _NOTHING_DUE
