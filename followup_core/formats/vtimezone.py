"""The time zones of a calendar file, as VTIMEZONE rules that every calendar program understands.

The library's own way looks for clock changes in steps of two months, and so misses a
shorter summer or winter time, such as Morocco's; and it lists them date by date, which
not every program reads.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK = 7  # days
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_NONE = timedelta()
_YEARS_AROUND = 3
"""How many years before and after the events are checked for a rule by which a zone's clocks change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Observance:
    """What clocks show from an onset on, and their offsets from UTC before and after it."""

    name: str
    summer: bool
    before: timedelta
    after: timedelta


_Change = tuple[_Observance, datetime]
"""A clock change with its onset, in the time before the change."""


def add_zones(calendar: "icalendar.Calendar", starts: Iterable[date]) -> None:
    """Put the definition of each zone before the events; without it Outlook is an hour off."""
    years: dict[str, list[int]] = {}
    for start in starts:
        zone = getattr(getattr(start, "tzinfo", None), "key", "UTC")
        if zone != "UTC":
            years.setdefault(zone, []).append(start.year)
    definitions = [
        _definition(zone, min(zone_years) - _YEARS_AROUND, max(zone_years) + _YEARS_AROUND)
        for zone, zone_years in years.items()
    ]
    calendar.subcomponents[:0] = definitions


def _definition(zone: str, first: int, last: int) -> "icalendar.Timezone":
    import icalendar

    definition = icalendar.Timezone()
    definition.add("TZID", zone)
    changes = sorted(_changes(ZoneInfo(zone), first, last), key=lambda change: repr(change[0]))
    observances = [
        observance
        for kind, same in groupby(changes, key=lambda change: change[0])
        for observance in _observances(kind, [onset for _, onset in same], last)
    ]
    for observance in sorted(observances, key=lambda item: item.DTSTART):
        definition.add_component(observance)
    return definition


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """Yield what clocks show when the first year begins, and each change to the end of the last year."""
    moment = datetime(first, 1, 1, tzinfo=UTC)
    offset = _offset(zone, moment)
    yield _kind(zone, moment, offset), (moment + offset).replace(tzinfo=None)
    while moment.year <= last:
        after = moment + _DAY
        if _offset(zone, after) != offset:
            onset = _onset(zone, moment, after)
            yield _kind(zone, onset, offset), (onset + offset).replace(tzinfo=None)
            offset = _offset(zone, after)
        moment = after


def _onset(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first minute with the offset that holds at `after` and not at `before`."""
    offset = _offset(zone, after)
    while after - before > _MINUTE:
        middle = before + ((after - before) // 2 // _MINUTE) * _MINUTE
        before, after = (before, middle) if _offset(zone, middle) == offset else (middle, after)
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or _NONE


def _kind(zone: ZoneInfo, moment: datetime, before: timedelta) -> _Observance:
    local = moment.astimezone(zone)
    return _Observance(
        name=local.tzname() or str(zone),
        summer=bool(local.dst()),
        before=before,
        after=local.utcoffset() or _NONE,
    )


def _observances(kind: _Observance, onsets: Sequence[datetime], last: int) -> Iterator[Any]:
    """Yield the one rule that these onsets follow, or each of them separately.

    A rule that ends before the `last` year says so: without an end it would go on beside the next one.
    """
    rule = _rule(onsets) if len(onsets) > 1 else None
    if rule and onsets[-1].year < last:
        # A day later: some readers take this time for a local one, and the next onset is a year away.
        rule["UNTIL"] = (onsets[-1] + _DAY).replace(tzinfo=UTC)
    for onset in onsets[:1] if rule else onsets:
        observance = _observance(kind, onset)
        if rule:
            observance.add("RRULE", rule)
        yield observance


def _observance(kind: _Observance, onset: datetime) -> Any:
    from icalendar.cal import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if kind.summer else TimezoneStandard()
    observance.DTSTART = onset
    observance.TZOFFSETFROM = kind.before
    observance.TZOFFSETTO = kind.after
    observance.add("TZNAME", kind.name)
    return observance


def _rule(onsets: Sequence[datetime]) -> dict[str, object] | None:
    """Return the yearly rule of onsets, as the first, second ... or last such weekday of a month."""
    months, weekdays = {onset.month for onset in onsets}, {onset.weekday() for onset in onsets}
    years = [onset.year for onset in onsets]
    same = len(months) == len(weekdays) == len({onset.time() for onset in onsets}) == 1
    if not same or years != list(range(years[0], years[0] + len(years))):
        return None
    numbers = {(onset.day - 1) // _WEEK + 1 for onset in onsets}
    last = all(onset.day + _WEEK > monthrange(onset.year, onset.month)[1] for onset in onsets)
    if not last and len(numbers) > 1:
        return None
    place = -1 if last else numbers.pop()
    return {"FREQ": "YEARLY", "BYMONTH": months.pop(), "BYDAY": f"{place}{_WEEKDAYS[weekdays.pop()]}"}
