"""The `review` command: what would make a message better that was written elsewhere."""

from collections.abc import Sequence
from pathlib import Path

from followup_core.messages import Finding, Message, MessageKind
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import (
    default_recipient,
    draft_message,
    findings,
    template_repository,
)

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from .output import fail, print_json, warn_of_playbook

_FIELDS = ("check", "quote", "why", "remedy")
_LARGEST = 200_000
"""Bytes read of a file; a message has a few thousand."""


def run(call: CommandContext) -> int:
    """Print the findings about the file's message; exit 1 if there are any."""
    if call.arguments.kind not in set(MessageKind):
        kinds = ", ".join(MessageKind)
        return fail(f"There is no message “{call.arguments.kind[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    path = Path(call.arguments.file)
    try:
        text = _text_of(path)
    except OSError:
        return fail(f"{path.name} cannot be read. Check its name and folder.", CALL_WAS_WRONG)
    except UnicodeDecodeError:
        return fail(f"{path.name} is not plain text. Save it as text (UTF-8).", CALL_WAS_WRONG)
    results = _reviewed(call, MessageKind(call.arguments.kind), text)
    _print(call, results)
    return DATA_HAS_PROBLEMS if results else DONE


def _text_of(path: Path) -> str:
    """Return the start of the file as text, with the line ends of this program."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(_LARGEST)


def _reviewed(call: CommandContext, kind: MessageKind, text: str) -> Sequence[Finding]:
    """Return the findings; raise NotFound if the interview or person does not exist."""
    view = call.view()
    templates, fault = template_repository(call.folder / "messages").current()
    warn_of_playbook(view.playbook_fault or fault)
    interview_id, person = call.arguments.interview, call.arguments.person
    view.interview_details(interview_id)
    if person:
        view.person(person)
    request = DraftRequest(kind=kind, person_id=person or default_recipient(view, interview_id, kind))
    drafted = draft_message(view, templates, interview_id, request)
    subject, body = split_message(text)
    return findings(view, drafted, Message(kind=kind, to=drafted.message.to, subject=subject, body=body))


def split_message(text: str) -> tuple[str, str]:
    """Return subject and body of a text: a `Subject:` line, an empty line and the body, or the body alone."""
    first, _, rest = text.strip().partition("\n")
    if first.lower().startswith("subject:"):
        return first.partition(":")[2].strip(), rest.strip()
    return "", text.strip()


def _print(call: CommandContext, results: Sequence[Finding]) -> None:
    if call.json:
        print_json({"findings": [{name: getattr(result, name) for name in _FIELDS} for result in results]})
        return
    for result in results:
        quote = f"“{' '.join(result.quote.split())}”: " if result.quote else ""
        print(f"{quote}{result.why} {result.remedy}")
    if not results:
        print("Nothing to change.")
