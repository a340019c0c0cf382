"""The program's one clock: the moment for the record, and the day where a person or a workshop is.

The server's gates, the pages, the command line and the calendar feed all ask a `Clock` that was made from the
configuration. Where `FOLLOWUP_TODAY` or `--today` fixes the day, every one of them sees that day: a moment
that one part records is never a year away from the day that another part compares it with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def day_of(moment: datetime, zone: str = "") -> date:
    """Return the day of an aware moment in the IANA zone `zone`, '' for this computer's zone."""
    return moment.astimezone(ZoneInfo(zone) if zone else None).date()


def _system_time() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the only place that reads the computer's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What time it is, for every part of one process.

    `fixed_day` is the day to take for today, None for the real one. `shift` is what is then added to the
    computer's time. It is worked out once, so that moments still run forward when the real day ends.
    """

    fixed_day: date | None = None
    shift: timedelta = timedelta(0)
    system_time: Callable[[], datetime] = _system_time

    @classmethod
    def on(cls, fixed_day: date | None, system_time: Callable[[], datetime] = _system_time) -> "Clock":
        """Return a clock that takes `fixed_day` for today, or the real day where it is None."""
        if fixed_day is None:
            return cls(system_time=system_time)
        now = system_time()
        # By the wall clock: a shift by whole days would end on the day before where summer time lies between.
        then = datetime.combine(fixed_day, now.astimezone().time()).astimezone(UTC)
        return cls(fixed_day=fixed_day, shift=then - now, system_time=system_time)

    def moment(self) -> datetime:
        """Return the moment in UTC, for records and for comparing with recorded moments."""
        return self.system_time() + self.shift

    def wall_time(self, zone: str = "") -> datetime:
        """Return date and time without a zone, as a person in the IANA zone `zone` reads them.

        '' is this computer's zone.
        """
        local = self.moment().astimezone(ZoneInfo(zone) if zone else None).replace(tzinfo=None)
        return local if self.fixed_day is None else datetime.combine(self.fixed_day, local.time())

    def day(self, zone: str = "") -> date:
        """Return the day in the IANA zone `zone`, '' for this computer's zone."""
        return self.wall_time(zone).date()
