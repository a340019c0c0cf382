"""Lists the messages that were sent, with their texts, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from followup_core.models import Interview, Touchpoint, TouchpointKind
from followup_core.services.labels import RESPONSE_WORDS, TOUCHPOINT_NOUNS
from followup_core.services.workspace import WorkspaceView

from .saved_drafts import split_subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message that was sent, with its interview and the response to it.

    `title` says what it was, to whom, and when. `subject` and `body` are '' if only the day was recorded.
    """

    touchpoint_id: str
    title: str
    interview_title: str
    subject: str
    body: str
    response: str


def sent_messages(view: WorkspaceView) -> tuple[SentMessage, ...]:
    """Return all messages that were sent until today, the newest first."""
    return view.cached(sent_messages, lambda: _newest_first(view))


def _newest_first(view: WorkspaceView) -> tuple[SentMessage, ...]:
    sent_touchpoints = sorted(
        _sent_touchpoints(view), key=lambda pair: (pair[1].sent_on, pair[1].touchpoint_id), reverse=True
    )
    return tuple(_sent_message(view, interview, touchpoint) for interview, touchpoint in sent_touchpoints)


def _sent_touchpoints(view: WorkspaceView) -> Iterator[tuple[Interview, Touchpoint]]:
    for details in view.records.interviews.values():
        for touchpoint in details.touchpoints:
            if touchpoint.kind is not TouchpointKind.HEARD_FROM_EMPLOYER and touchpoint.sent_on <= view.today:
                yield details.interview, touchpoint


def _sent_message(view: WorkspaceView, interview: Interview, touchpoint: Touchpoint) -> SentMessage:
    subject, body = split_subject(touchpoint.note)
    name = view.name(touchpoint.person_id)
    message_title = TOUCHPOINT_NOUNS[touchpoint.kind] + (f" to {name}" if name else "")
    return SentMessage(
        touchpoint_id=touchpoint.touchpoint_id,
        title=f"{message_title}, {view.day_format.full(touchpoint.sent_on)}",
        interview_title=interview.title,
        subject=subject,
        body=body,
        response=RESPONSE_WORDS[touchpoint.response],
    )
