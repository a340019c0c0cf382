"""Dates and counts in words, in English whatever the computer's language."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_SAID_BY_WEEKDAY = 6  # a week away, the name of the day would be that of today


def format_day(day: date, today: date) -> str:
    """Return `day` as in "Tuesday 17 November", with the year unless it is the year of `today`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def say_day(day: date, today: date, country: str = "") -> str:
    """Return a day as people say it in a sentence, with its preposition.

    That is "today", "yesterday" or "tomorrow"; "on Tuesday" within six days; else "on November 10" in the
    United States and where no country is known, and "on 10 November" elsewhere, with the year unless it is
    that of `today`.
    """
    days = (day - today).days
    if abs(days) <= 1:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[days]
    if abs(days) <= _SAID_BY_WEEKDAY:
        return f"on {_WEEKDAYS[day.weekday()]}"
    month, year = _MONTHS[day.month - 1], "" if day.year == today.year else f" {day.year}"
    if country in ("", "US"):
        return f"on {month} {day.day}{f',{year}' if year else ''}"
    return f"on {day.day} {month}{year}"


def month_name(day: date) -> str:
    """Return the month of `day` with its year, as in "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def pluralize(number: int, noun: str) -> str:
    """Return `number` with its noun, as in "one week" or "14 days"; up to twelve in words."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def distance(day: date, today: date) -> str:
    """Return how far `day` is from `today`: "today", "tomorrow", "3 days ago", "in 2 weeks"."""
    days = (day - today).days
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in names:
        return names[days]
    count = abs(days)
    length = pluralize(count, "day") if count < 14 else pluralize(round(count / 7), "week")
    return f"in {length}" if days > 0 else f"{length} ago"
