"""Checks on what a person enters, which raise BadValue."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from followup_core.models import (
    CALLING_OFF,
    EARLIEST_DATE,
    LATEST_DATE,
    BadValue,
    Interview,
    Outcome,
    known_timezone,
)
from followup_core.models.date_text import DayFormat
from followup_core.store import Snapshot

from .record_cache import rows_of


def require_text(text: str, what: str, field: str = "") -> str:
    """Return `text` without surrounding white space; raise BadValue about `field` if nothing is left."""
    if not text.strip():
        raise BadValue(f"The {what} is missing.", f"Enter the {what}.", field=field)
    return text.strip()


def check_supported_date(day: date, field: str = "") -> date:
    """Return `day` if it is within 1970 to 2200; raise BadValue about `field` otherwise."""
    if not EARLIEST_DATE <= day <= LATEST_DATE:
        raise BadValue(f"The year {day.year} is outside 1970 to 2200.", "Choose another date.", field=field)
    return day


def check_not_future(day: date, today: date, what: str, field: str = "") -> date:
    """Return `day` if it is today or earlier; raise BadValue about `field` otherwise.

    `what` completes the sentence "The day ... has not come yet."
    """
    if check_supported_date(day, field) > today:
        raise BadValue(f"The day {what} has not come yet.", "Choose today or an earlier day.", field=field)
    return day


def check_not_before_interview(
    day: date, interview: Interview, what: str, field: str = "", *, country: str = ""
) -> date:
    """Return `day` if it is the interview's day or later; raise BadValue about `field` otherwise.

    `what` completes the sentence "The day ... is before the interview". That day is written as in `country`.
    """
    if check_supported_date(day, field) < interview.held_on:
        held_on = DayFormat(today=day, country=country).dated(interview.held_on)
        raise BadValue(
            f"The day {what} is before the interview on {held_on}.",
            "Choose the day of the interview or a later one.",
            field=field,
        )
    return day


def check_outcome_day(day: date, outcome: Outcome, interview: Interview, *, country: str = "") -> date:
    """Return `day` if the interview can have this outcome on that day; raise BadValue otherwise.

    A no, a withdrawal or letting go may come before the interview's day, and calls the interview off. An
    invitation to the next round and an offer come after the interview.
    """
    if outcome in CALLING_OFF:
        return check_supported_date(day)
    return check_not_before_interview(day, interview, "of the outcome", country=country)


def candidate_country(snapshot: Snapshot) -> str:
    """Return the candidate's country as ISO 3166, '' if none is stored."""
    row = rows_of(snapshot, "settings").get(("country",))
    return row["value"] if row else ""


def to_local_time(moment: datetime, timezone: str) -> datetime:
    """Return `moment` to the minute and without a zone; raise BadValue if clocks in `timezone` skip it."""
    check_supported_date(moment.date(), "held_at")
    if timezone and not known_timezone(timezone):
        raise BadValue(f"“{timezone[:40]}” is not a known time zone.", "Use a name such as Europe/Berlin.")
    wall_time = moment.replace(second=0, microsecond=0, tzinfo=None)
    if timezone:
        zoned_time = wall_time.replace(tzinfo=ZoneInfo(timezone))
        if zoned_time.astimezone(UTC).astimezone(zoned_time.tzinfo).replace(tzinfo=None) != wall_time:
            raise BadValue(
                f"Clocks in {timezone} were set forward that day, so {wall_time:%H:%M} did not exist.",
                "Enter the time an hour later or earlier.",
                field="held_at",
            )
    return wall_time
