"""The sections of an interview's page, and the address that opens one of them."""

from enum import StrEnum


class InterviewSection(StrEnum):
    """The sections of an interview's page."""

    STORY = "Story"
    PEOPLE = "People"
    DETAILS = "Details"


def section_address(interview_id: str, section: InterviewSection) -> dict[str, str]:
    """Return the parameters of the address of an interview's page with this section open."""
    return {"interview": interview_id, "part": section.value}
