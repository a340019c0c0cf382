"""Whether an interview was held, or was called off before its day."""

from datetime import date, datetime

from followup_core.models import Interview, Outcome
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)


@each_row(
    ("outcome", "outcome_on", "held_on", "is_called_off", "was_held"),
    [
        (None, "", "2026-11-20", False, False),
        (None, "", "2026-11-18", False, True),
        ("rejected", "2026-11-17", "2026-11-20", True, False),
        ("withdrawn", "2026-11-17", "2026-11-18", True, False),
        ("let_go", "2026-11-01", "2026-11-02", True, False),
        ("rejected", "2026-11-18", "2026-11-18", False, True),
        ("rejected", "", "2026-11-20", True, False),
        ("rejected", "", "2026-11-18", False, True),
        ("offer", "2026-11-01", "2026-11-02", False, True),
    ],
)
def test_what_ended_before_its_day_was_called_off_and_stays_so(
    outcome: str | None, outcome_on: str, held_on: str, is_called_off: bool, was_held: bool
) -> None:
    interview = Interview(
        interview_id="i",
        organization="Acme",
        held_at=datetime.fromisoformat(f"{held_on}T10:00"),
        outcome=Outcome(outcome) if outcome else None,
        outcome_on=date.fromisoformat(outcome_on) if outcome_on else None,
    )
    assert (interview.is_called_off(TODAY), interview.was_held(TODAY)) == (is_called_off, was_held)
