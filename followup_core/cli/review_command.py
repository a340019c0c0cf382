"""The `review` command: says what would make a message better that was written somewhere else."""

from pathlib import Path

from followup_core.messages import Finding, Message, MessageKind
from followup_core.regular_files import FileTooLarge, read_regular_file
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import (
    default_recipient,
    draft_message,
    findings,
    template_repository,
)

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from .output import fail, print_json, warn_of_playbook

_MAX_BYTES = 200_000


def run(call: CommandContext) -> int:
    """Print the findings about a message in a file; the exit code says whether there are any.

    The file has a `Subject:` line, an empty line and the body, or the body alone.

    Raises:
        NotFound: The interview or the person doesn't exist.
    """
    if call.arguments.kind not in set(MessageKind):
        kinds = ", ".join(MessageKind)
        return fail(f"There is no message “{call.arguments.kind[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    path = Path(call.arguments.file)
    try:
        text = read_regular_file(path, _MAX_BYTES).decode("utf-8-sig")
    except (OSError, ValueError, FileTooLarge):
        what = f"The file “{path}” can't be read as text of up to 200 kB in UTF-8."
        return fail(f"{what} Save the message as plain text.", CALL_WAS_WRONG)
    found = _reviewed(call, MessageKind(call.arguments.kind), text.replace("\r\n", "\n"))
    if call.json:
        names = ("check", "quote", "why", "remedy")
        print_json({"findings": [{name: getattr(finding, name) for name in names} for finding in found]})
    else:
        for finding in found:
            quote = f"“{finding.quote}”: " if finding.quote else ""
            print(f"{quote}{finding.why} {finding.remedy}")
        if not found:
            print("Nothing to mend. You can send it.")
    return DATA_HAS_PROBLEMS if found else DONE


def _reviewed(call: CommandContext, kind: MessageKind, text: str) -> tuple[Finding, ...]:
    view = call.view()
    templates, fault = template_repository(call.folder / "messages").current()
    warn_of_playbook(view.playbook_fault or fault)
    interview_id, person_id = call.arguments.interview, call.arguments.person
    view.interview_details(interview_id)
    if person_id:
        view.person(person_id)
    request = DraftRequest(kind=kind, person_id=person_id or default_recipient(view, interview_id, kind))
    drafted = draft_message(view, templates, interview_id, request)
    return findings(view, drafted, _message(kind, text))


def _message(kind: MessageKind, text: str) -> Message:
    first, _, rest = text.strip().partition("\n")
    name, colon, subject = first.partition(":")
    if colon and name.strip().casefold() == "subject":
        return Message(kind=kind, subject=subject.strip(), body=rest.strip())
    return Message(kind=kind, body=text.strip())
