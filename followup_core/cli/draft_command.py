"""The `draft` command: drafts one message and suggests improvements."""

from collections.abc import Sequence

from followup_core.messages import Finding
from followup_core.services.messages.message_writing import DraftedMessage, findings, unwanted_sentence
from followup_core.services.messages.saved_drafts import to_note

from .command_context import CALL_WAS_WRONG, DONE, CommandContext
from .message_request import requested_message, unknown_kind_sentence
from .output import fail, print_json, warn


def run(call: CommandContext) -> int:
    """Print the draft; suggestions go to standard error, or into the JSON.

    If the draft is printed as text, standard error also asks for the facts that the message still needs.

    Raises:
        NotFound: The interview or the person doesn't exist.
    """
    if sentence := unknown_kind_sentence(call):
        return fail(sentence, CALL_WAS_WRONG)
    view, writing = requested_message(call)
    suggestions = findings(view, writing, writing.message)
    if call.json:
        _print_as_json(writing, suggestions)
        return DONE
    print(to_note(writing.message))
    if sentence := unwanted_sentence(view, writing):
        warn(sentence)
    for question in writing.missing:
        if question.needed:
            warn(f"Still missing: {question.text}")
    for suggestion in suggestions:
        warn(f"{suggestion.why} {suggestion.remedy}")
    return DONE


def _print_as_json(writing: DraftedMessage, suggestions: Sequence[Finding]) -> None:
    message = writing.message
    rows = [suggestion._asdict() for suggestion in suggestions]
    print_json({"to": message.to, "subject": message.subject, "body": message.body, "findings": rows})
