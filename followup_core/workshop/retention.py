"""Says how long a workshop's data is kept, and the words in which people are told.

The days count from the closing of the workshop, so nothing is deleted while people take part, whatever date
was planned and however long it runs. They are days of 24 hours, so time zones make no difference.
"""

from datetime import date, datetime, timedelta

from followup_core.models.date_text import DayFormat

MIN_KEEP_DAYS = 1
"""At least one day, because participants download their file after the workshop was closed."""
MAX_KEEP_DAYS = 90
"""Enough time to write a report, too little to keep an archive of people."""
IDLE = timedelta(days=2)
"""After this time without any event, an open workshop counts as abandoned and is closed."""

REOPEN_WITHIN = timedelta(minutes=10)
"""How long closing can be taken back: long enough to notice a mistaken tap."""


def reopening_ends(closed_at: datetime | None) -> datetime | None:
    """Return the time until which closing can be taken back; None if the workshop has not been closed."""
    return None if closed_at is None else closed_at + REOPEN_WITHIN


def deletion_moment(closed_at: datetime | None, keep_days: int) -> datetime | None:
    """Return when a workshop's data is deleted; None if it has not been closed."""
    return None if closed_at is None else closed_at + timedelta(days=max(keep_days, MIN_KEEP_DAYS))


def deletion_words(keep_days: int, delete_on: date | None = None, today: date | None = None) -> str:
    """Return when everything is deleted, worded to follow "Everything is deleted".

    Args:
        keep_days: days between closing and deletion.
        delete_on: the date of the deletion in the reader's time zone; None if the workshop has not been
            closed.
        today: the reader's date.
    """
    if delete_on is not None and today is not None:
        return f"on {DayFormat(today=today).full(delete_on)}"
    days = max(keep_days, MIN_KEEP_DAYS)
    return "the day after the workshop ends" if days == 1 else f"{days} days after the workshop ends"
