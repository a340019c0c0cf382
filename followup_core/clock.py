"""The program's only clock: the current time, and the current date in the candidate's or a workshop's zone.

The server's access checks, the pages, the command line and the calendar feed all use a `Clock` made from the
configuration. If `FOLLOWUP_TODAY` or `--today` fixes the date, all of them see that date: a time that one
part records is never a year away from the date that another part compares it with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def day_of(moment: datetime, zone: str = "") -> date:
    """Return the date of an aware datetime in the IANA zone `zone`, '' for this computer's zone."""
    return moment.astimezone(ZoneInfo(zone) if zone else None).date()


def _system_time() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the only place that reads the computer's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock that every part of one process uses for the current time and date.

    `fixed_day` is used as today's date, None for the real date. `shift` is added to the computer's time. The
    shift is computed once, so that the time still runs forward when the real day ends.
    """

    fixed_day: date | None = None
    shift: timedelta = timedelta(0)
    system_time: Callable[[], datetime] = _system_time

    @classmethod
    def on(cls, fixed_day: date | None, system_time: Callable[[], datetime] = _system_time) -> "Clock":
        """Return a clock with `fixed_day` as today's date, or the real date if None."""
        if fixed_day is None:
            return cls(system_time=system_time)
        now = system_time()
        # By wall-clock time: whole days would give the day before if summer time starts in between.
        shifted_now = datetime.combine(fixed_day, now.astimezone().time()).astimezone(UTC)
        return cls(fixed_day=fixed_day, shift=shifted_now - now, system_time=system_time)

    def moment(self) -> datetime:
        """Return the current time in UTC, to record it or to compare it with recorded times."""
        return self.system_time() + self.shift

    def wall_time(self, zone: str = "") -> datetime:
        """Return the current date and time, without a zone, as a person in the IANA zone `zone` reads them.

        '' is this computer's zone.
        """
        local = self.moment().astimezone(ZoneInfo(zone) if zone else None).replace(tzinfo=None)
        return local if self.fixed_day is None else datetime.combine(self.fixed_day, local.time())

    def day(self, zone: str = "") -> date:
        """Return the current date in the IANA zone `zone`, '' for this computer's zone."""
        return self.wall_time(zone).date()
