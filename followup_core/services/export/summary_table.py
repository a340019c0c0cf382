"""The summary in exports: one row per interview, as a person would keep it in a spreadsheet."""

from followup_core.formats.xlsx_writer import Cell, OutputSheet
from followup_core.models import InterviewDetails, TouchpointKind
from followup_core.services.labels import step_title
from followup_core.services.workspace import WorkspaceView

SUMMARY_NAME = "Summary"
_COLUMNS = (
    ("Organization", 26.0),
    ("Role", 22.0),
    ("Round", 7.0),
    ("Interview date", 17.0),
    ("Time zone", 16.0),
    ("Format", 10.0),
    ("People met", 30.0),
    ("Number met", 8.0),
    ("Thanked", 9.0),
    ("Decision by", 12.0),
    ("Outcome", 12.0),
    ("Outcome date", 13.0),
    ("Next step", 34.0),
    ("Next step from", 12.0),
    ("Next step due", 12.0),
    ("Notes", 44.0),
)


def summary_table(view: WorkspaceView) -> OutputSheet:
    """Return a sheet with one row per interview, earliest first.

    A cell that joins many names may be longer than any cell of the tables.
    """
    rounds = sorted(view.records.rounds.values(), key=lambda details: details.interview.held_at)
    return OutputSheet(
        name=SUMMARY_NAME,
        header=tuple(name for name, _ in _COLUMNS),
        rows=[_row(view, details) for details in rounds],
        widths=tuple(width for _, width in _COLUMNS),
        wrap=True,
    )


def _row(view: WorkspaceView, details: InterviewDetails) -> tuple[Cell, ...]:
    interview = details.interview
    return (
        interview.organization,
        interview.role,
        interview.round,
        interview.held_at,
        interview.timezone,
        _words(interview.format),
        "; ".join(view.name(met.person_id) or "Unknown person" for met in details.interviewers),
        len(details.interviewers),
        _thanked(view, details),
        interview.decision_by,
        _words(interview.outcome),
        interview.outcome_on,
        *_next_step(view, details),
        interview.notes,
    )


def _words(word: str | None) -> str:
    return (word or "").replace("_", " ").capitalize()


def _thanked(view: WorkspaceView, details: InterviewDetails) -> int:
    """Return how many interviewers were thanked by email until today; bounced emails don't count."""
    thanked = {
        touchpoint.person_id
        for touchpoint in details.touchpoints
        if touchpoint.kind is TouchpointKind.THANK_YOU_EMAIL
        and not touchpoint.bounced
        and touchpoint.sent_on <= view.today
    }
    return len(thanked & {met.person_id for met in details.interviewers})


def _next_step(view: WorkspaceView, details: InterviewDetails) -> tuple[Cell, Cell, Cell]:
    steps = view.steps_by_interview.get(details.interview.interview_id, ())
    if not steps:
        return (None, None, None)
    step = steps[0]
    title = step_title(step, view.name(step.person_id), details.interview)
    return (title, step.earliest, step.due)
