"""What tests of situations begin with: an interview with a date that has just passed, and messages."""

from datetime import date

from followup_core.models import InterviewerPart, TouchpointKind
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.workspace import Workspace

from .workspaces import MONDAY, entry, moment, sent, thanked

MANAGER = "p-000000000001"
"""Dana Ruiz, the hiring manager."""

DECISION = date(2026, 11, 16)
"""The Monday by which they would decide."""


def asked(workspace: Workspace, interview_id: str, kind: TouchpointKind, *days: int) -> None:
    """Send Dana a message on days of November."""
    for day in days:
        sent(workspace, interview_id, kind, date(2026, 11, day), MANAGER)


def asked_twice(workspace: Workspace, interview_id: str) -> None:
    """Ask by email, then once more by a text, which the chain does not count."""
    asked(workspace, interview_id, TouchpointKind.STATUS_EMAIL, 9)
    asked(workspace, interview_id, TouchpointKind.QUESTION, 10)


def unthanked(workspace: Workspace, decision_by: date | None = DECISION) -> str:
    """Enter an interview with Dana on Monday, November 2; nobody was thanked yet."""
    interview_id = start_interview(workspace, moment(), entry(decision_by=decision_by, notes="Third floor."))
    dana = moment(op_id="000000000001")
    add_interviewer(workspace, dana, interview_id, name="Dana Ruiz", part=InterviewerPart.HIRING_MANAGER)
    return interview_id


def waited_for(workspace: Workspace, decision_by: date | None = DECISION) -> str:
    """Enter the same interview with Dana thanked on the day."""
    interview_id = unthanked(workspace, decision_by)
    thanked(workspace, interview_id, MONDAY, MANAGER)
    return interview_id
