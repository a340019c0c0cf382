"""Days in words, as people say them in a message."""

from datetime import date, datetime, timedelta

from followup_core.models.date_text import DayFormat, name_day, say_day, say_deadline
from tests.unit.row_table import each_row

TODAY = date(2026, 11, 18)  # a Wednesday


@each_row(
    ("days", "country", "text"),
    [
        (0, "", "today"),
        (-1, "", "yesterday"),
        (-2, "", "on Monday"),
        (-6, "US", "on Thursday"),
        (-7, "US", "on November 11"),
        (-7, "GB", "on 11 November"),
        (-400, "US", "on October 14, 2025"),
        (-400, "DE", "on 14 October 2025"),
        (1, "", "tomorrow"),
        (2, "", "on Friday"),
    ],
)
def test_a_day_is_said_as_people_say_it(days: int, country: str, text: str) -> None:
    assert say_day(TODAY + timedelta(days=days), TODAY, country) == text


@each_row(
    ("days", "text"),
    [(0, "by today"), (1, "by tomorrow"), (2, "by Friday"), (7, "by November 25"), (-1, "by November 17")],
)
def test_a_deadline_is_said_with_by(days: int, text: str) -> None:
    assert say_deadline(TODAY + timedelta(days=days), TODAY, "") == text


def test_a_day_is_named_without_a_preposition() -> None:
    assert name_day(TODAY, TODAY, "") == "Wednesday"
    assert name_day(TODAY - timedelta(days=30), TODAY, "FR") == "19 October"


@each_row(
    ("country", "texts"),
    [
        ("US", ["12:05 AM", "10:00 AM", "12:00 PM", "3:30 PM"]),
        ("in", ["12:05 AM", "10:00 AM", "12:00 PM", "3:30 PM"]),
        ("GB", ["00:05", "10:00", "12:00", "15:30"]),
        ("", ["00:05", "10:00", "12:00", "15:30"]),
    ],
)
def test_times_are_written_as_in_the_country(country: str, texts: list[str]) -> None:
    moments = [
        datetime.fromisoformat(f"2026-11-17T{clock}") for clock in ("00:05", "10:00", "12:00", "15:30")
    ]
    assert [DayFormat(today=TODAY, country=country).time(moment) for moment in moments] == texts


@each_row(
    ("country", "texts"),
    [
        ("US", "Tuesday, November 17/November 17/Friday, January 1, 2027/November 17, 2026/Nov 17, 2026"),
        ("", "Tuesday, November 17/November 17/Friday, January 1, 2027/November 17, 2026/Nov 17, 2026"),
        ("GB", "Tuesday 17 November/17 November/Friday 1 January 2027/17 November 2026/17 Nov 2026"),
    ],
)
def test_days_are_written_as_in_the_country(country: str, texts: str) -> None:
    days = DayFormat(today=TODAY, country=country)
    day = date(2026, 11, 17)
    next_year = days.full(date(2027, 1, 1))
    assert [days.full(day), days.short(day), next_year, days.dated(day), days.compact(day)] == texts.split(
        "/"
    )
