"""Writes the time zones of a calendar file as VTIMEZONE rules that every calendar program understands.

The library looks for clock changes in steps of two months, so it misses a shorter summer or winter time, such
as Morocco's. It also lists the changes date by date, which not every program reads.
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
_ZERO = timedelta()
_YEARS_AROUND = 3
"""Years before and after the events in which a rule for clock changes is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Observance:
    """What clocks show after a clock change, and the offsets from UTC before and after the change."""

    name: str
    summer: bool
    before: timedelta
    after: timedelta


_Change = tuple[_Observance, datetime]
"""A clock change and its onset, as clocks showed it before the change."""


def add_zones(calendar: "icalendar.Calendar", starts: Iterable[date]) -> None:
    """Put the definition of each zone before the events. Without it, Outlook is an hour off."""
    years: dict[str, list[int]] = {}
    for start in starts:
        zone = getattr(getattr(start, "tzinfo", None), "key", "UTC")
        if zone != "UTC":
            years.setdefault(zone, []).append(start.year)
    definitions = [
        _zone_definition(zone, min(zone_years) - _YEARS_AROUND, max(zone_years) + _YEARS_AROUND)
        for zone, zone_years in years.items()
    ]
    calendar.subcomponents[:0] = definitions


def _zone_definition(zone: str, first: int, last: int) -> "icalendar.Timezone":
    import icalendar

    definition = icalendar.Timezone()
    definition.add("TZID", zone)
    changes = sorted(_changes(ZoneInfo(zone), first, last), key=lambda change: repr(change[0]))
    observances = [
        observance
        for kind, kind_changes in groupby(changes, key=lambda change: change[0])
        for observance in _components_of(kind, [onset for _, onset in kind_changes], last)
    ]
    for observance in sorted(observances, key=lambda item: item.DTSTART):
        definition.add_component(observance)
    return definition


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """Yield what clocks show when the first year begins, then each clock change until the last year ends."""
    moment = datetime(first, 1, 1, tzinfo=UTC)
    offset = _offset(zone, moment)
    yield _observance_at(zone, moment, offset), (moment + offset).replace(tzinfo=None)
    while moment.year <= last:
        after = moment + _DAY
        if _offset(zone, after) != offset:
            onset = _onset(zone, moment, after)
            yield _observance_at(zone, onset, offset), (onset + offset).replace(tzinfo=None)
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
    return moment.astimezone(zone).utcoffset() or _ZERO


def _observance_at(zone: ZoneInfo, moment: datetime, before: timedelta) -> _Observance:
    local = moment.astimezone(zone)
    return _Observance(
        name=local.tzname() or str(zone),
        summer=bool(local.dst()),
        before=before,
        after=local.utcoffset() or _ZERO,
    )


def _components_of(kind: _Observance, onsets: Sequence[datetime], last: int) -> Iterator[Any]:
    """Yield one component with the rule that these onsets follow, or a component for each onset.

    If the rule ends before the `last` year, it gets an end. Without one, it would continue next to the next
    rule.
    """
    rule = _rule(onsets) if len(onsets) > 1 else None
    if rule and onsets[-1].year < last:
        # A day later: some readers take this time for a local one, and the next onset is a year away.
        rule["UNTIL"] = (onsets[-1] + _DAY).replace(tzinfo=UTC)
    for onset in onsets[:1] if rule else onsets:
        observance = _component(kind, onset)
        if rule:
            observance.add("RRULE", rule)
        yield observance


def _component(kind: _Observance, onset: datetime) -> Any:
    from icalendar.cal import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if kind.summer else TimezoneStandard()
    observance.DTSTART = onset
    observance.TZOFFSETFROM = kind.before
    observance.TZOFFSETTO = kind.after
    observance.add("TZNAME", kind.name)
    return observance


def _rule(onsets: Sequence[datetime]) -> dict[str, object] | None:
    """Return the yearly rule of onsets, such as the last Sunday of a month; None if they follow none."""
    months, weekdays = {onset.month for onset in onsets}, {onset.weekday() for onset in onsets}
    years = [onset.year for onset in onsets]
    is_uniform = len(months) == len(weekdays) == len({onset.time() for onset in onsets}) == 1
    if not is_uniform or years != list(range(years[0], years[0] + len(years))):
        return None
    numbers = {(onset.day - 1) // _WEEK + 1 for onset in onsets}
    is_last_of_month = all(onset.day + _WEEK > monthrange(onset.year, onset.month)[1] for onset in onsets)
    if not is_last_of_month and len(numbers) > 1:
        return None
    week_number = -1 if is_last_of_month else numbers.pop()
    return {"FREQ": "YEARLY", "BYMONTH": months.pop(), "BYDAY": f"{week_number}{_WEEKDAYS[weekdays.pop()]}"}
