"""Saves, loads and deletes the drafts that the candidate changed."""

import re
from datetime import date, datetime

from followup_core.clock import day_of
from followup_core.messages import Message
from followup_core.models import MAX_CELL_BYTES, Answer, AnswerValue, BadValue, MessageKind
from followup_core.services.record_cache import rows_of
from followup_core.services.row_changes import delete_row, upsert
from followup_core.services.workspace import ActionContext, Workspace, WorkspaceView, read_interview
from followup_core.store import Change, Snapshot

from .message_facts import DraftRequest

_SUBJECT_PREFIX = "Subject: "
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week)|(?:next|last) week)\b",
    re.IGNORECASE,
)
"""Words for a day that mean another day when the draft is read later."""


def to_note(message: Message) -> str:
    """Return a message as one text, subject first; `split_subject` reads it back."""
    return f"{_SUBJECT_PREFIX}{message.subject}\n\n{message.body}" if message.subject else message.body


def split_subject(note: str) -> tuple[str, str]:
    """Return the subject ('' for none) and the body of a text made by `to_note`."""
    first_part, _, body = note.partition("\n\n")
    return (
        (first_part.removeprefix(_SUBJECT_PREFIX), body)
        if first_part.startswith(_SUBJECT_PREFIX)
        else ("", note)
    )


def load_draft(view: WorkspaceView, interview_id: str, request: DraftRequest) -> tuple[str, str] | None:
    """Return the subject and body of a saved draft; None if the candidate didn't change the draft."""
    answer = _saved_answer(view, interview_id, request)
    return split_subject(answer.detail) if answer else None


def _saved_answer(view: WorkspaceView, interview_id: str, request: DraftRequest) -> Answer | None:
    """Return the answer that holds a saved draft; None if there is none."""
    key = (_answer_item(request.kind), request.person_id)
    answers = view.interview_details(interview_id).answers
    return next((answer for answer in answers if (answer.item, answer.person_id) == key), None)


def outdated_day(
    view: WorkspaceView, interview_id: str, request: DraftRequest, zone: str
) -> tuple[str, date] | None:
    """Return the first word such as "today" in a draft saved on an earlier day, and that day; else None.

    Args:
        view: The workspace.
        interview_id: The interview that the draft is about.
        request: The kind and the recipient of the draft.
        zone: The candidate's IANA time zone; '' for this computer's.
    """
    answer = _saved_answer(view, interview_id, request)
    word = _RELATIVE_DAY.search(answer.detail) if answer else None
    if answer is None or word is None or not answer.answered_at:
        return None
    saved_on = day_of(datetime.fromisoformat(answer.answered_at), zone)
    return (word[0].lower(), saved_on) if saved_on < view.today else None


def save_draft(
    workspace: Workspace, context: ActionContext, interview_id: str, request: DraftRequest, message: Message
) -> None:
    """Save a draft that the candidate changed, so that a reload of the page loses no word.

    Raises:
        BadValue: the message is too long.
        NotFound: the interview is gone.
    """
    text = to_note(message)
    if len(text.encode("utf-8", "replace")) > MAX_CELL_BYTES:
        raise BadValue("The message is longer than 20 kB.", "Shorten it.", field="body")
    draft_change = upsert(
        "answers",
        interview_id=interview_id,
        person_id=request.person_id,
        item=_answer_item(request.kind),
        answer=AnswerValue.SKIPPED,
        detail=text,
        answered_at=context.timestamp,
    )

    def build_changes(snapshot: Snapshot) -> list[Change]:
        read_interview(snapshot, interview_id)
        return [draft_change]

    workspace.execute(context, "Draft kept", build_changes)


def delete_draft(
    workspace: Workspace, context: ActionContext, interview_id: str, request: DraftRequest
) -> None:
    """Delete a saved draft, so that the page shows the draft made from the records again."""
    workspace.execute(
        context, "Draft begun again", lambda snapshot: draft_deletion(snapshot, interview_id, request)
    )


def draft_deletion(snapshot: Snapshot, interview_id: str, request: DraftRequest) -> list[Change]:
    """Return the change that deletes a saved draft; an empty list if there is no draft."""
    key = (interview_id, request.person_id, _answer_item(request.kind))
    return [delete_row("answers", key)] if key in rows_of(snapshot, "answers") else []


def _answer_item(kind: MessageKind) -> str:
    return f"draft_{kind.value}"
