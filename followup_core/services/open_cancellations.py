"""Asks about interviews whose cancellation was imported, until the candidate decides about them.

Whether an interview took place is decided by `InterviewDetails.was_held`.
"""

from collections.abc import Iterable

from followup_core.models import CANCELED, AnswerValue, Interview
from followup_core.models.date_text import DayFormat
from followup_core.store import Change, Snapshot

from .row_changes import upsert
from .workspace import ActionContext, Workspace, WorkspaceView, read_interview


def open_cancellations(view: WorkspaceView) -> tuple[Interview, ...]:
    """Return the canceled interviews that the candidate hasn't decided about, the earliest first."""
    interviews = [
        details.interview for details in view.records.interviews.values() if details.has_open_cancellation
    ]
    return tuple(sorted(interviews, key=lambda interview: interview.held_at))


def cancellation_sentence(interview: Interview, day_format: DayFormat) -> str:
    """Return a sentence that says that an interview was canceled."""
    return f"Your interview of {day_format.short(interview.held_on)} was canceled."


WHAT_TO_SAY = "Say what becomes of it. If they named a new day, correct the day under Details."
"""Tells the candidate what to do about a canceled interview."""


def canceled_change(interview_id: str, day: str) -> Change:
    """Return the change that stores that an interview was canceled; `day` is the interview's ISO date."""
    return _cancellation_answer(interview_id, day, AnswerValue.YES)


def record_takes_place(workspace: Workspace, context: ActionContext, interview_id: str) -> None:
    """Save that an interview takes place, or took place, although a cancellation was imported.

    Raises:
        NotFound: the interview is gone.
    """

    def build_changes(snapshot: Snapshot) -> Iterable[Change]:
        held_on = read_interview(snapshot, interview_id).held_on
        yield _cancellation_answer(interview_id, held_on.isoformat(), AnswerValue.NO, context.timestamp)

    title = workspace.view(context.today).interview_details(interview_id).interview.title
    workspace.execute(context, f"{title}: not canceled", build_changes)


def _cancellation_answer(interview_id: str, day: str, answer: AnswerValue, answered_at: str = "") -> Change:
    return upsert(
        "answers",
        interview_id=interview_id,
        person_id="",
        item=CANCELED,
        answer=answer,
        detail=day,
        answered_at=answered_at,
    )
