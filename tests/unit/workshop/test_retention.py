"""When a workshop's data is deleted, as its participants read it."""

from datetime import date

from followup_core.workshop.retention import deletion_words
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)


@each_row(
    ("keep_days", "delete_on", "words"),
    [
        (7, None, "7 days after the workshop ends"),
        (1, None, "the day after the workshop ends"),
        (0, None, "the day after the workshop ends"),
        (7, date(2026, 11, 25), "on Wednesday, November 25"),
        (90, date(2027, 2, 16), "on Tuesday, February 16, 2027"),
    ],
)
def test_deletion_in_words(keep_days: int, delete_on: date | None, words: str) -> None:
    assert deletion_words(keep_days, delete_on, TODAY) == words
