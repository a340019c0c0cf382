"""The `draft` command: drafts one message and suggests improvements."""

from collections.abc import Sequence

from followup_core.messages import Finding, MessageKind
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import (
    DraftedMessage,
    default_recipient,
    draft_message,
    findings,
    template_repository,
)
from followup_core.services.messages.saved_drafts import to_note

from .command_context import CALL_WAS_WRONG, DONE, CommandContext
from .output import fail, print_json, warn, warn_of_playbook


def run(call: CommandContext) -> int:
    """Print the draft; suggestions go to standard error, or into the JSON."""
    if call.arguments.kind not in set(MessageKind):
        kinds = ", ".join(MessageKind)
        return fail(f"There is no message “{call.arguments.kind[:40]}”. Use one of: {kinds}.", CALL_WAS_WRONG)
    writing, found = _written(call, MessageKind(call.arguments.kind))
    if call.json:
        _print_as_json(writing, found)
        return DONE
    print(to_note(writing.message))
    for each in found:
        warn(f"{each.why} {each.remedy}")
    return DONE


def _written(call: CommandContext, kind: MessageKind) -> tuple[DraftedMessage, Sequence[Finding]]:
    """Return the draft and its findings; raise NotFound if the interview or person does not exist."""
    view = call.view()
    templates, fault = template_repository(call.folder / "messages").current()
    warn_of_playbook(view.playbook_fault or fault)
    interview_id, person = call.arguments.interview, call.arguments.person
    view.interview_details(interview_id)
    if person:
        view.person(person)
    wish = DraftRequest(kind=kind, person_id=person or default_recipient(view, interview_id, kind))
    writing = draft_message(view, templates, interview_id, wish)
    return writing, findings(view, writing, writing.message)


def _print_as_json(writing: DraftedMessage, found: Sequence[Finding]) -> None:
    message = writing.message
    rows = [{name: getattr(each, name) for name in each.__slots__} for each in found]
    print_json({"to": message.to, "subject": message.subject, "body": message.body, "findings": rows})
