"""The `review` command: suggests improvements to a message that was written somewhere else."""

from pathlib import Path

from followup_core.messages import Message
from followup_core.models import MessageKind
from followup_core.regular_files import FileTooLarge, read_regular_file
from followup_core.services.messages.message_writing import findings

from .command_context import CALL_WAS_WRONG, DATA_HAS_PROBLEMS, DONE, CommandContext
from .message_request import requested_message, unknown_kind_sentence
from .output import fail, print_json

_MAX_BYTES = 200_000


def run(call: CommandContext) -> int:
    """Print the findings about a message in a file; the exit code says whether there are any.

    The file has a `Subject:` line, an empty line and the body, or the body alone.

    Raises:
        NotFound: The interview or the person doesn't exist.
    """
    if sentence := unknown_kind_sentence(call):
        return fail(sentence, CALL_WAS_WRONG)
    path = Path(call.arguments.file)
    try:
        text = read_regular_file(path, _MAX_BYTES).decode("utf-8-sig")
    except (OSError, ValueError, FileTooLarge):
        what = f"The file “{path}” can't be read as text of up to 200 kB in UTF-8."
        return fail(f"{what} Save the message as plain text.", CALL_WAS_WRONG)
    view, drafted = requested_message(call)
    message = _parse_message(MessageKind(call.arguments.kind), text.replace("\r\n", "\n"))
    suggestions = findings(view, drafted, message)
    if call.json:
        names = ("check", "quote", "why", "remedy")
        print_json(
            {"findings": [{name: getattr(suggestion, name) for name in names} for suggestion in suggestions]}
        )
    else:
        for suggestion in suggestions:
            quote = f"“{suggestion.quote}”: " if suggestion.quote else ""
            print(f"{quote}{suggestion.why} {suggestion.remedy}")
        if not suggestions:
            print("Nothing to fix. You can send it.")
    return DATA_HAS_PROBLEMS if suggestions else DONE


def _parse_message(kind: MessageKind, text: str) -> Message:
    """Return the message in a text, whose first line may be its subject."""
    first_line, _, later_lines = text.strip().partition("\n")
    name, colon, subject = first_line.partition(":")
    if colon and name.strip().casefold() == "subject":
        return Message(kind=kind, subject=subject.strip(), body=later_lines.strip())
    return Message(kind=kind, body=text.strip())
