"""Whatever tables a person may have: what can be read of them gives steps, never an exception."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_core.cadence import plan, steps
from followup_core.playbook import CadenceNumbers

from .text_tables import Row, Tables, read

pytestmark = pytest.mark.thorough

_ANY_DAY = st.dates(min_value=date(1970, 1, 1), max_value=date(2200, 12, 31))
_DAY_TEXT = st.sampled_from(("", "1970-01-01", "2200-12-31", "2200-12-29", "0001-01-01", "9999-12-31")) | (
    _ANY_DAY.map(date.isoformat)
)
_ID = st.sampled_from(("a", "b", "c", ""))
_WORD = st.sampled_from(
    (
        *("", "yes", "no", "let_go", "rejected", "reply", "bounced"),
        *("status_email", "voicemail", "interviewer", "?"),
    )
)
_CELLS = {
    "interview_id": _ID,
    "person_id": _ID,
    "touchpoint_id": _ID,
    "organization": st.sampled_from(("Acme", "ACME ", "é", "\n", "")) | st.text(max_size=4),
    "role": st.sampled_from(("", "x")),
    "name": st.text(max_size=4),
    "round": st.sampled_from(("", "1", "2", "99", "0", "-1")),
    "held_at": _DAY_TEXT.map(lambda text: f"{text}T23:59"),
    "part": st.sampled_from(("interviewer", "hiring_manager", "recruiter", "coordinator", "?")),
    "kind": st.sampled_from(("status_email", "voicemail", "heard_from_employer", "thank_you_email", "?")),
    "item": st.sampled_from(("may_contact", "agreed_linkedin", "skip_thank_you_email", "?")),
    "key": st.sampled_from(("country", "second_chase", "readable_handwriting", "?")),
    "value": st.sampled_from(("US", "IN", "SA", "yes", "email", "?")),
    "response": _WORD,
    "outcome": _WORD,
    "still_interested": _WORD,
    "answer": _WORD,
    **dict.fromkeys(("decision_by", "outcome_on", "sent_on", "responded_on"), _DAY_TEXT),
}


def _any_rows(columns: str) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.fixed_dictionaries({column: _CELLS[column] for column in columns.split()}), max_size=4)


ANY_TABLES = st.fixed_dictionaries(
    {
        "interviews": _any_rows(
            "interview_id organization role round held_at decision_by still_interested outcome outcome_on"
        ),
        "people": _any_rows("person_id name"),
        "interviewers": _any_rows("interview_id person_id part"),
        "answers": _any_rows("interview_id person_id item answer"),
        "touchpoints": _any_rows("touchpoint_id interview_id person_id kind sent_on responded_on response"),
        "settings": _any_rows("key value"),
    }
)


@settings(max_examples=150)
@given(ANY_TABLES, _ANY_DAY)
def test_whatever_can_be_read_gives_steps_and_plans_that_end(tables: Tables, today: date) -> None:
    records, _ = read(tables)
    for step in steps(records, CadenceNumbers(), today):
        assert "\n" not in step.because
    for interview_id in records.interviews:
        projected = plan(records, CadenceNumbers(), today, interview_id)
        assert len(projected) <= 40
