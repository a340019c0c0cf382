"""The versions of events: of each appointment the latest one counts, and some say that it is off."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup_core.formats.parsed_file import CanceledAppointment, SkippedRow, SkipReason

from .attendees import declined_by
from .ical_reader import first_value, text_value
from .ical_times import UnusableStartTime, Zones, start_time
from .title_parser import is_canceled_title, is_declined_title, without_status

if TYPE_CHECKING:
    import icalendar

AS_IT_IS = "Nothing was taken from it."
_MAX_UID = 500
_MAX_SEQUENCE = 2_147_483_647  # an INTEGER of RFC 5545
_NOT_INVITING = {
    "REPLY": "is an answer to an invitation",
    "COUNTER": "proposes another time",
    "DECLINECOUNTER": "refuses another time",
    "REFRESH": "asks for an invitation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVersion:
    """One version of an appointment: its event, and whether this version says that it is off.

    `zones` are those that its file defines.
    """

    event: "icalendar.Component"
    zones: Zones
    is_canceled: bool
    is_declined: bool

    @property
    def is_off(self) -> bool:
        """Whether the appointment doesn't take place, at least not with the candidate."""
        return self.is_canceled or self.is_declined

    @property
    def title(self) -> str:
        """The event's title on one line."""
        return " ".join(text_value(self.event, "SUMMARY", 1_000).split())


def event_versions(
    calendar: "icalendar.Component", zones: Zones, own: Collection[str], skipped: list[SkippedRow]
) -> Iterator[EventVersion]:
    """Yield a calendar's events; add to `skipped` why those stay out that neither invite nor cancel."""
    method = text_value(calendar, "METHOD", 40).upper()
    for event in calendar.walk("VEVENT"):
        if said := _NOT_INVITING.get(method):
            what = f"{quoted_title(event)} {said}."
            reason = SkipReason.NOT_AN_INVITATION
            skipped.append(SkippedRow(line=0, what=what, remedy=AS_IT_IS, reason=reason))
            continue
        title = text_value(event, "SUMMARY", 1_000)
        yield EventVersion(
            event=event,
            zones=zones,
            is_canceled=method == "CANCEL"
            or text_value(event, "STATUS", 40).upper() == "CANCELLED"
            or is_canceled_title(title),
            is_declined=is_declined_title(title) or declined_by(event, own),
        )


def latest_versions(versions: Iterable[EventVersion]) -> Mapping[tuple[str, str], EventVersion]:
    """Return each appointment's latest version: the one with the highest SEQUENCE, the last of equals.

    The key is the UID, and for one appointment of a series its original time.
    """
    latest: dict[tuple[str, str], EventVersion] = {}
    for index, version in enumerate(versions):
        uid = text_value(version.event, "UID", _MAX_UID) or f"#{index}"
        key = (uid, property_time(version.event, "RECURRENCE-ID"))
        if key not in latest or sequence_number(version.event) >= sequence_number(latest[key].event):
            latest[key] = version
    return latest


def canceled_appointment(version: EventVersion, own_zone: str) -> CanceledAppointment:
    """Return an appointment that is off; `own_zone` ('' or IANA) is the candidate's."""
    try:
        held_at = start_time(version.event, version.zones, own_zone).held_at
    except UnusableStartTime:
        held_at = ""
    return CanceledAppointment(
        uid=calendar_uid(version.event),
        sequence=sequence_number(version.event),
        title=without_status(version.title),
        held_at=held_at,
        is_declined=version.is_declined and not version.is_canceled,
    )


def quoted_title(event: "icalendar.Component") -> str:
    """Return how an event is named in a sentence."""
    title = " ".join(text_value(event, "SUMMARY", 200).split())[:80]
    return f"“{title}”" if title else "An entry without a title"


def property_time(event: "icalendar.Component", name: str) -> str:
    """Return the day or time in a property, '' if there is none; it only serves to compare."""
    found = getattr(first_value(event, name), "dt", None)
    return "" if found is None else str(found)[:19]


def sequence_number(event: "icalendar.Component") -> int:
    """Return the number of an appointment's version, which rises with each change (RFC 5545, 3.8.7.4)."""
    try:
        return min(max(int(first_value(event, "SEQUENCE") or 0), 0), _MAX_SEQUENCE)
    except (TypeError, ValueError):
        return 0


def calendar_uid(event: "icalendar.Component") -> str:
    """Return the UID of an appointment; of one appointment of a series, with its original time."""
    uid = " ".join(text_value(event, "UID", _MAX_UID).split())
    original = property_time(event, "RECURRENCE-ID")
    return f"{uid} {original}" if uid and original else uid
