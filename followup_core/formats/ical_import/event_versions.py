"""Finds the latest version of each appointment, and whether it says that the appointment is off."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_core.formats.parsed_file import CanceledAppointment, SkippedRow, SkipReason

from .attendees import declined_by
from .ical_reader import first_value, text_value
from .ical_times import UnusableStartTime, Zones, start_time, time_identity, time_stamp
from .title_parser import is_canceled_title, is_declined_title, without_status

if TYPE_CHECKING:
    import icalendar

NOTHING_TAKEN = "Nothing was taken from it."
_MAX_UID = 500
_MAX_SEQUENCE = 2_147_483_647  # an INTEGER of RFC 5545
_METHOD_EXPLANATIONS = {
    "REPLY": "is an answer to an invitation",
    "COUNTER": "proposes another time",
    "DECLINECOUNTER": "refuses another time",
    "REFRESH": "asks for an invitation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVersion:
    """One version of an appointment: its event, and whether this version says that the appointment is off.

    `zones` are the time zones that the file defines. `uid` is '' if the event has none. `original` is the
    time that an appointment of a series had before it was moved; '' for any other event. `original` and
    `begins` are only for comparing.

    A version is compared with the others in the same file; `AppointmentVersion` compares a file with what is
    stored.
    """

    event: "icalendar.Component"
    zones: Zones
    uid: str
    original: str
    begins: str
    is_canceled: bool
    is_declined: bool

    @property
    def calendar_uid(self) -> str:
        """The UID of the appointment, followed by the original time if it belongs to a series."""
        return f"{self.uid} {self.original}" if self.uid and self.original else self.uid

    @property
    def order(self) -> tuple[int, str]:
        """A value that rises with each version: the SEQUENCE, then the DTSTAMP (RFC 5546, 2.1.5)."""
        return sequence_number(self.event), time_stamp(self.event)

    @property
    def is_off(self) -> bool:
        """Whether the appointment doesn't take place, at least not with the candidate."""
        return self.is_canceled or self.is_declined

    @property
    def title(self) -> str:
        """The event's title on one line."""
        return " ".join(text_value(self.event, "SUMMARY", 1_000).split())


def event_versions(
    calendar: "icalendar.Component",
    zones: Zones,
    candidate_zone: str,
    candidate_names: Collection[str],
    skipped: list[SkippedRow],
) -> Iterator[EventVersion]:
    """Yield a calendar's events; add those that neither invite nor cancel to `skipped`, with the reason.

    Args:
        calendar: The calendar.
        zones: The time zones that the file defines.
        candidate_zone: The candidate's zone ('' or IANA), for times whose zone in the file has no known name.
        candidate_names: Normalized names and addresses of the candidate, who may have declined.
        skipped: The list to which the skipped events are added.
    """
    method = text_value(calendar, "METHOD", 40).upper()
    for event in calendar.walk("VEVENT"):
        if explanation := _METHOD_EXPLANATIONS.get(method):
            what = f"{quoted_title(event)} {explanation}."
            reason = SkipReason.NOT_AN_INVITATION
            skipped.append(SkippedRow(line=0, what=what, remedy=NOTHING_TAKEN, reason=reason))
            continue
        title = text_value(event, "SUMMARY", 1_000)
        yield EventVersion(
            event=event,
            zones=zones,
            uid=" ".join(text_value(event, "UID", _MAX_UID).split()),
            original=time_identity(event, "RECURRENCE-ID", zones, candidate_zone),
            begins=time_identity(event, "DTSTART", zones, candidate_zone),
            is_canceled=method == "CANCEL"
            or text_value(event, "STATUS", 40).upper() == "CANCELLED"
            or is_canceled_title(title),
            is_declined=is_declined_title(title) or declined_by(event, candidate_names),
        )


def latest_versions(versions: Iterable[EventVersion]) -> Mapping[tuple[str, str], EventVersion]:
    """Return each appointment's latest version: the last of those with the highest `order`.

    The key is the UID and, for one appointment of a series, its original time. If the whole series was
    canceled later, an appointment of it is left out.
    """
    latest: dict[tuple[str, str], EventVersion] = {}
    for index, version in enumerate(versions):
        key = (version.uid or f"#{index}", version.original)
        if key not in latest or version.order >= latest[key].order:
            latest[key] = version
    return {key: version for key, version in latest.items() if not _ended_with_series(version, latest)}


def _ended_with_series(version: EventVersion, latest: Mapping[tuple[str, str], EventVersion]) -> bool:
    series = latest.get((version.uid, "")) if version.original and version.uid else None
    return series is not None and series.is_canceled and series.order >= version.order


def canceled_appointment(
    version: EventVersion, candidate_zone: str, *, is_interview: bool
) -> CanceledAppointment:
    """Return what to record of an appointment that is off. `candidate_zone` is '' or an IANA name."""
    try:
        held_at = start_time(version.event, version.zones, candidate_zone).held_at
    except UnusableStartTime:
        held_at = ""
    sequence, stamp = version.order
    return CanceledAppointment(
        uid=version.calendar_uid,
        sequence=sequence,
        stamp=stamp,
        title=without_status(version.title),
        held_at=held_at,
        is_declined=version.is_declined and not version.is_canceled,
        is_interview=is_interview,
    )


def quoted_title(event: "icalendar.Component") -> str:
    """Return the words for an event in a sentence: its title in quotes."""
    title = " ".join(text_value(event, "SUMMARY", 200).split())[:80]
    return f"“{title}”" if title else "An entry without a title"


def sequence_number(event: "icalendar.Component") -> int:
    """Return the number of an appointment's version, which rises with each change (RFC 5545, 3.8.7.4)."""
    try:
        return min(max(int(first_value(event, "SEQUENCE") or 0), 0), _MAX_SEQUENCE)
    except (TypeError, ValueError):
        return 0
