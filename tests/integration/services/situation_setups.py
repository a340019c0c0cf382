"""What tests of situations begin with: an interview with a date that has just passed, and messages."""

from datetime import date

from followup_core.models import InterviewerPart, TouchpointKind
from followup_core.services.interview_service import start_interview
from followup_core.services.people_service import add_interviewer
from followup_core.services.touchpoints import TouchpointEntry, record_touchpoint
from followup_core.services.workspace import Workspace

from .workspaces import MONDAY, entry, moment

MANAGER = "p-000000000001"
"""Dana Ruiz, the hiring manager."""

DECISION = date(2026, 11, 16)
"""The Monday by which they would decide."""


def sent(
    workspace: Workspace, interview_id: str, kind: TouchpointKind, on: date, person_id: str = MANAGER
) -> None:
    """Note a message on the day it went out."""
    record_touchpoint(
        workspace,
        moment(on),
        TouchpointEntry(interview_id=interview_id, person_id=person_id, kind=kind, sent_on=on),
    )


def unthanked(workspace: Workspace, decision_by: date | None = DECISION) -> str:
    """Enter an interview with Dana on Monday, November 2; nobody was thanked yet."""
    interview_id = start_interview(workspace, moment(), entry(decision_by=decision_by, notes="Third floor."))
    add_interviewer(
        workspace,
        moment(op_id="000000000001"),
        interview_id,
        name="Dana Ruiz",
        part=InterviewerPart.HIRING_MANAGER,
    )
    return interview_id


def waited_for(workspace: Workspace, decision_by: date | None = DECISION) -> str:
    """Enter the same interview with Dana thanked on the day."""
    interview_id = unthanked(workspace, decision_by)
    sent(workspace, interview_id, TouchpointKind.THANK_YOU_EMAIL, MONDAY)
    return interview_id
