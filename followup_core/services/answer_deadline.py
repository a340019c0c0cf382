"""Until when an employer wants the candidate's answer to an offer."""

from datetime import date

from followup_core.models import InterviewDetails, parse_date
from followup_core.models.date_text import DayFormat


def answer_deadline(details: InterviewDetails, *, of_another: bool = False) -> date | None:
    """Return the last day to answer this employer, or with `of_another` the other one; None if unknown."""
    try:
        return parse_date(details.detail_of("other_answer_by" if of_another else "answer_by"))
    except ValueError:
        return None


def deadline_sentence(details: InterviewDetails, day_format: DayFormat) -> str:
    """Return by which day this employer wants an answer, '' once it is over or if it is unknown."""
    deadline = answer_deadline(details)
    if deadline is None or deadline < day_format.today:
        return ""
    return f"They'd like your answer by {day_format.full(deadline)}."
