"""Which recruiter belongs to the employer, and which to an agency."""

from datetime import datetime

import pytest

from followup_core.models import Interview, InterviewDetails, Interviewer, InterviewerPart, Person


def details(employer: str) -> InterviewDetails:
    """Return an interview that one recruiter held."""
    interview = Interview(
        interview_id="i", organization=employer, held_at=datetime.fromisoformat("2026-11-02T10:00")
    )
    recruiter = Interviewer(interview_id="i", person_id="p", part=InterviewerPart.RECRUITER)
    return InterviewDetails(interview=interview, interviewers=(recruiter,))


@pytest.mark.parametrize(
    ("employer", "recruiters", "is_employer"),
    [
        ("Acme Robotics", "", True),
        ("Acme Robotics", "acme  robotics", True),
        ("Acme Robotics", "Acme Robotics GmbH", True),
        ("Acme Robotics, Inc.", "Acme Robotics", True),
        ("Solar S.A.", "Solar", True),
        ("Acme Robotics", "Acme Recruiting", False),
        ("Acme Robotics", "Talent Bridge GmbH", False),
        ("GmbH", "Ltd", False),
    ],
)
def test_a_legal_form_makes_nobody_an_agencys_recruiter(
    employer: str, recruiters: str, is_employer: bool
) -> None:
    people = {"p": Person(person_id="p", name="Lee Park", organization=recruiters)}
    assert bool(details(employer).people_to_thank(people)) is is_employer
    assert (details(employer).agency_recruiter(people) == "") is is_employer
