"""Drafts the message that the arguments of `draft` and `review` name: its kind, interview and person."""

from followup_core.models import MessageKind
from followup_core.services.messages.message_facts import DraftRequest
from followup_core.services.messages.message_writing import (
    DraftedMessage,
    default_recipient,
    draft_message,
    templates_for_one_message,
)
from followup_core.services.workspace import WorkspaceView

from .command_context import CommandContext
from .output import warn_of_playbook


def unknown_kind_sentence(call: CommandContext) -> str:
    """Return a sentence if the arguments name an unknown kind of message; '' if the kind is known."""
    if call.arguments.kind in set(MessageKind):
        return ""
    kinds = ", ".join(MessageKind)
    return f"There is no message “{call.arguments.kind[:40]}”. Use one of: {kinds}."


def requested_message(call: CommandContext) -> tuple[WorkspaceView, DraftedMessage]:
    """Return the workspace, and the draft of the message that the arguments name; its kind must be known.

    Raises:
        NotFound: The interview or the person doesn't exist.
        PlaybookError: The template can't be used.
    """
    view = call.view()
    templates, fault = templates_for_one_message(call.folder / "messages")
    warn_of_playbook(view.playbook_fault or fault)
    kind, interview_id, person_id = (
        MessageKind(call.arguments.kind),
        call.arguments.interview,
        call.arguments.person,
    )
    view.interview_details(interview_id)
    if person_id:
        view.person(person_id)
    request = DraftRequest(kind=kind, person_id=person_id or default_recipient(view, interview_id, kind))
    return view, draft_message(view, templates, interview_id, request)
