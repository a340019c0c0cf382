"""How long a workshop's data is kept, and how a person is told.

The days count from the moment the workshop was closed, so nothing is deleted while people are in it, whatever
day was planned and however long it runs. They are whole days of 24 hours: where the room is and when its
midnight comes make no difference.
"""

from datetime import date, datetime, timedelta

from followup_core.models.date_text import format_day

MIN_KEEP_DAYS = 1
"""Participants fetch their file after the workshop was closed, so the data stays for a day at least."""
MAX_KEEP_DAYS = 90
"""Enough time for a report, too little for an archive of people."""
IDLE = timedelta(days=2)
"""An open workshop in which nothing happened for so long was forgotten: it is closed."""


def deletion_moment(closed_at: datetime | None, keep_days: int) -> datetime | None:
    """Return when everything of a workshop is deleted; None while it was not closed."""
    return None if closed_at is None else closed_at + timedelta(days=max(keep_days, MIN_KEEP_DAYS))


def deletion_words(keep_days: int, delete_on: date | None = None, today: date | None = None) -> str:
    """Return when everything is deleted, to follow "Everything is deleted".

    `delete_on` is the day where the reader is, None while the workshop was not closed.
    """
    if delete_on is not None and today is not None:
        return f"on {format_day(delete_on, today)}"
    days = max(keep_days, MIN_KEEP_DAYS)
    return "the day after the workshop ends" if days == 1 else f"{days} days after the workshop ends"
