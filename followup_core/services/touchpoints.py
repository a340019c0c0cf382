"""Actions on touchpoints: log what the candidate sent and what the employer answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from followup_core.models import (
    AnswerValue,
    BadValue,
    Interview,
    InterviewDetails,
    Outcome,
    Response,
    Touchpoint,
    TouchpointKind,
    latest_response,
)
from followup_core.store import Change, Snapshot

from .input_validation import (
    candidate_country,
    check_not_before_interview,
    check_not_future,
    check_outcome_day,
)
from .labels import TOUCHPOINT_NOUNS
from .record_cache import rows_of
from .row_changes import delete_row, upsert
from .workspace import (
    ActionContext,
    NotFound,
    Workspace,
    WorkspaceView,
    read_interview,
    read_touchpoints,
)

_KINDS_WITH_ANY_DAY = (
    TouchpointKind.QUESTION,
    TouchpointKind.CANDIDATE_REPLY,
    TouchpointKind.HEARD_FROM_EMPLOYER,
)
"""Kinds that may be dated before the interview itself."""


_NEWS_DAYS = 7  # after a week without an entry, asking again would only annoy
_WHAT_THEY_SAID = "what_they_said"
"""The answer item that says: the candidate entered what the employer's response said.

The answer is yes, and its detail is the ISO date of the response.
"""


class ResponseKind(StrEnum):
    """What the employer's response said."""

    NOT_YET = "not_yet"
    NEW_DATE = "new_date"
    NEXT_ROUND = "next_round"
    OFFER = "offer"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchpointEntry:
    """A touchpoint as the candidate enters it; `person_id` is '' if it is for nobody in particular."""

    interview_id: str
    person_id: str = ""
    kind: TouchpointKind
    sent_on: date
    note: str = ""


def record_touchpoint(workspace: Workspace, context: ActionContext, entry: TouchpointEntry) -> None:
    """Save a touchpoint; the same kind with the same person on the same day is saved once.

    Raises:
        BadValue: the day is in the future or, for most kinds, before the interview.
        NotFound: the interview is gone.
    """
    label = touchpoint_label(workspace.view(context.today).name(entry.person_id), entry.kind)
    workspace.execute(context, label, lambda snapshot: touchpoint_changes(snapshot, context, entry))


def touchpoint_label(name: str, kind: TouchpointKind) -> str:
    """Return the label of the action that logs a touchpoint, for the list of recent actions."""
    to = f" to {name}" if name and kind is not TouchpointKind.HEARD_FROM_EMPLOYER else ""
    return f"{TOUCHPOINT_NOUNS[kind]}{to} recorded"


def touchpoint_changes(snapshot: Snapshot, context: ActionContext, entry: TouchpointEntry) -> list[Change]:
    """Return the change that saves a touchpoint; [] if it is saved already with the same note.

    An earlier touchpoint that bounced does not count as saved, because the message was sent again.
    """
    interview = read_interview(snapshot, entry.interview_id)
    check_not_future(entry.sent_on, context.today, "it was sent", "sent_on")
    if entry.kind not in _KINDS_WITH_ANY_DAY:
        country = candidate_country(snapshot)
        check_not_before_interview(entry.sent_on, interview, "it was sent", "sent_on", country=country)
    for old in read_touchpoints(snapshot, entry.interview_id):
        is_same = (old.person_id, old.kind, old.sent_on) == (entry.person_id, entry.kind, entry.sent_on)
        if is_same and not old.bounced and entry.note in ("", old.note):
            return []
    return [_new_touchpoint(context, entry)]


def _new_touchpoint(context: ActionContext, entry: TouchpointEntry) -> Change:
    return upsert(
        "touchpoints",
        touchpoint_id=f"t-{context.op_id[:12]}",
        interview_id=entry.interview_id,
        person_id=entry.person_id,
        kind=entry.kind,
        sent_on=entry.sent_on,
        note=entry.note,
    )


def record_response(
    workspace: Workspace,
    context: ActionContext,
    interview_id: str,
    *,
    on: date,
    kind: ResponseKind | None = None,
    decision_by: date | None = None,
) -> None:
    """Save that the employer responded, and what they said if that is known, as one action.

    The response is recorded on the latest message that has none; if there is no such message, it becomes a
    touchpoint of its own. If a response of that day is recorded already, only what it said is saved.

    Args:
        workspace: the open workspace.
        context: the action.
        interview_id: the interview that the response is about.
        on: the day of the response.
        kind: what the response said; None if that is asked later.
        decision_by: the new decision date, needed for ResponseKind.NEW_DATE only.

    Raises:
        BadValue: a day is impossible, or the new decision date is missing.
        NotFound: the interview is gone.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        interview = read_interview(snapshot, interview_id)
        check_not_future(on, context.today, "they answered")
        touchpoints = read_touchpoints(snapshot, interview_id)
        if not any(touchpoint.counted_response_on == on for touchpoint in touchpoints):
            yield response_change(context, interview_id, touchpoints, on)
        yield from response_kind_changes(interview, kind, on, decision_by, may_call_off=True)
        if kind is not None:
            yield response_recorded_change(context, interview_id, on)
        else:
            yield from _ask_again_changes(snapshot, interview_id, on)

    organization = workspace.view(context.today).interview_details(interview_id).interview.organization
    workspace.execute(context, f"Answer from {organization} recorded", build_changes)


def _ask_again_changes(snapshot: Snapshot, interview_id: str, on: date) -> Iterable[Change]:
    """Yield the change that makes the page ask again what the response of a day said.

    It is needed because an employer may respond twice on one day.
    """
    key = (interview_id, "", _WHAT_THEY_SAID)
    row = rows_of(snapshot, "answers").get(key)
    if row is not None and row["detail"] == on.isoformat():
        yield delete_row("answers", key)


def response_recorded_change(context: ActionContext, interview_id: str, on: date) -> Change:
    """Return the change that records that a day's response was entered, so that no page asks about it."""
    return upsert(
        "answers",
        interview_id=interview_id,
        person_id="",
        item=_WHAT_THEY_SAID,
        answer=AnswerValue.YES,
        detail=on.isoformat(),
        answered_at=context.timestamp,
    )


def unrecorded_response_date(details: InterviewDetails, today: date) -> date | None:
    """Return the day of the employer's latest response if nobody entered what it said, else None."""
    latest = latest_response(details.touchpoints, today)
    recorded_on = max(
        (answer.detail for answer in details.answers if answer.item == _WHAT_THEY_SAID), default=""
    )
    return latest if latest is not None and recorded_on < latest.isoformat() else None


def response_to_enter(view: WorkspaceView, details: InterviewDetails) -> date | None:
    """Return the day of a recent response of which Today asks what it said; None if there is none.

    An outcome or a later round says it already. Of an interview that was canceled, it is asked first what
    becomes of it: a next round would say that it took place.
    """
    responded_on, interview = unrecorded_response_date(details, view.today), details.interview
    if responded_on is None or responded_on < view.today - timedelta(days=_NEWS_DAYS):
        return None
    if details.has_open_cancellation or interview.outcome is not None or view.records.is_past(interview):
        return None
    return responded_on


def decision_date_changes(
    snapshot: Snapshot, context: ActionContext, old: Interview, decision_by: date | None
) -> Iterable[Change]:
    """Yield the change that records the latest response as entered, if the new decision date comes after it.

    A new date after a response is taken to be what the response said.
    """
    latest = latest_response(read_touchpoints(snapshot, old.interview_id), context.today)
    if decision_by is not None and latest is not None and old.decision_by != decision_by > latest:
        yield response_recorded_change(context, old.interview_id, latest)


def response_change(
    context: ActionContext, interview_id: str, touchpoints: Iterable[Touchpoint], on: date
) -> Change:
    """Return the change that saves a response on the latest unanswered message, else as a new touchpoint."""
    unanswered = [
        touchpoint
        for touchpoint in touchpoints
        if touchpoint.sent_on <= on
        and not touchpoint.bounced
        and touchpoint.counted_response_on is None
        and touchpoint.kind is not TouchpointKind.CANDIDATE_REPLY  # asks for nothing
    ]
    if unanswered:
        latest = max(unanswered, key=lambda touchpoint: touchpoint.sent_on)
        return upsert(
            "touchpoints",
            touchpoint_id=latest.touchpoint_id,
            responded_on=on,
            response=Response.ANSWERED,
        )
    entry = TouchpointEntry(interview_id=interview_id, kind=TouchpointKind.HEARD_FROM_EMPLOYER, sent_on=on)
    return _new_touchpoint(context, entry)


def response_kind_changes(
    interview: Interview,
    kind: ResponseKind | None,
    on: date,
    decision_by: date | None,
    *,
    may_call_off: bool = False,
) -> Iterable[Change]:
    """Yield the change to the interview that follows from what a response said, if any.

    Args:
        interview: The interview that the response is about.
        kind: What the response said; None changes nothing.
        on: The day of the response.
        decision_by: The new decision date, needed for ResponseKind.NEW_DATE only.
        may_call_off: Whether a no may be dated before the interview, which calls it off. If the interview is
            known to have been held, such a day is a mistake.

    Raises:
        BadValue: a day is impossible, or the new decision date is missing.
    """
    match kind:
        case None | ResponseKind.NOT_YET:
            return
        case ResponseKind.NEW_DATE:
            if decision_by is None:
                raise BadValue(
                    "The new date is missing.",
                    "Choose the day by which they will decide.",
                    field="decision_by",
                )
            if decision_by <= on:
                raise BadValue(
                    "The new date is not after their answer.", "Choose a later day.", field="decision_by"
                )
            yield upsert("interviews", interview_id=interview.interview_id, decision_by=decision_by)
        case ResponseKind.NEXT_ROUND | ResponseKind.OFFER | ResponseKind.REJECTED:
            outcome = Outcome(kind.value)
            if may_call_off:
                check_outcome_day(on, outcome, interview)
            else:
                check_not_before_interview(on, interview, "of the outcome")
            yield upsert("interviews", interview_id=interview.interview_id, outcome=outcome, outcome_on=on)


def set_response(
    workspace: Workspace,
    context: ActionContext,
    touchpoint_id: str,
    response: Response | None,
    on: date | None,
) -> None:
    """Save the response to one message and its day (`on`, None for today); response None removes it.

    Raises:
        BadValue: the day is in the future or before the message.
        NotFound: the touchpoint is gone.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        touchpoint = _stored_touchpoint(snapshot, touchpoint_id)
        day = None
        if response is not None:
            day = check_not_future(on or context.today, context.today, "they answered")
            if day < touchpoint.sent_on:
                raise BadValue("The answer is earlier than the message.", "Choose a later day.")
        return [upsert("touchpoints", touchpoint_id=touchpoint_id, responded_on=day, response=response)]

    workspace.execute(context, _RESPONSE_LABELS[response], build_changes)


_RESPONSE_LABELS = {
    None: "Answer to a message removed",
    Response.ANSWERED: "Answer to a message recorded",
    Response.OUT_OF_OFFICE: "Out-of-office reply recorded",
    Response.BOUNCED: "Message marked as undelivered",
}


def delete_touchpoint(workspace: Workspace, context: ActionContext, touchpoint_id: str) -> None:
    """Delete one touchpoint; raise NotFound if it is gone already."""

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        _stored_touchpoint(snapshot, touchpoint_id)
        return [delete_row("touchpoints", (touchpoint_id,))]

    workspace.execute(context, "Entry deleted", build_changes)


def _stored_touchpoint(snapshot: Snapshot, touchpoint_id: str) -> Touchpoint:
    row = rows_of(snapshot, "touchpoints").get((touchpoint_id,))
    if row is not None:
        for touchpoint in read_touchpoints(snapshot, row["interview_id"]):
            if touchpoint.touchpoint_id == touchpoint_id:
                return touchpoint
    raise NotFound("This entry is not there anymore.", "Nothing is left to do.")
