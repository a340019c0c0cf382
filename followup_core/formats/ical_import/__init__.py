"""The iCalendar import: the interview that an invitation is about, when, where and with whom.

Recurring dates are not expanded: of a series, only the first appointment is imported.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup_core.formats.parsed_file import (
    CanceledAppointment,
    ItemKind,
    ParsedFile,
    SkippedRow,
    SkipReason,
    UnreadableFile,
)
from followup_core.models import SCHEMA, Row, normalize_name

from .attendees import Attendee, Attendees, declined_by, read_attendees
from .email_domains import FREE_MAIL, company_domain, organization_of, resembles
from .ical_reader import components, first_value, text_value
from .ical_times import StartTime, UnusableStartTime, Zones, start_time
from .meeting_format import meeting_format
from .title_parser import (
    ParsedTitle,
    is_canceled_title,
    is_declined_title,
    mentions_interview,
    parse_title,
    without_status,
)

if TYPE_CHECKING:
    import icalendar

__all__ = ["read_invitation"]

_MAX_UID = 500
_MAX_SEQUENCE = 2_147_483_647  # an INTEGER of RFC 5545
_NOT_INVITING = {
    "REPLY": "is an answer to an invitation",
    "COUNTER": "proposes another time",
    "DECLINECOUNTER": "refuses another time",
    "REFRESH": "asks for an invitation",
}
_TABLES = ("interviews", "people", "interviewers")
_AS_IT_IS = "Nothing was taken from it."


@dataclass(slots=True, kw_only=True)
class _ImportState:
    """What has been read of a file so far."""

    zone: str
    own: Collection[str]
    guess: bool
    zones: Zones
    rows: dict[str, list[Row]] = field(
        default_factory=lambda: {"interviews": [], "people": [], "interviewers": []}
    )
    skipped: list[SkippedRow] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    yours: dict[Attendee, None] = field(default_factory=dict)
    canceled: list[CanceledAppointment] = field(default_factory=list)


def read_invitation(
    data: bytes,
    *,
    own_addresses: Collection[str],
    zone: str,
    guess: bool = True,
) -> ParsedFile:
    """Return the interviews of a calendar file with the people who attend them.

    Args:
        data: The bytes of the file.
        own_addresses: Addresses or names of the candidate, who is left out.
        zone: The candidate's zone ('' or IANA), for times whose own zone has no name.
        guess: Whether to leave out who seems to be the candidate of an event that has none of
            `own_addresses`.

    Raises:
        UnreadableFile: It is not a calendar file, is damaged, or has more than 1 MB or 500 entries.
    """
    calendars, guessed = components(data)
    if not any(calendar.walk("VEVENT") for calendar in calendars):
        raise UnreadableFile(
            "There is no appointment in this calendar file.", "Choose the .ics file of the invitation."
        )
    own = {normalize_name(each) for each in own_addresses} - {""}
    state = _ImportState(zone=zone, own=own, guess=guess, zones=_zones(calendars))
    if guessed:
        state.notices["The file is not in UTF-8. Check the letters of the names."] = None
    latest = _latest(version for calendar in calendars for version in _versions(state, calendar))
    _record_canceled(state, (version for version in latest.values() if version.is_off))
    for event in _interviews(state, _appointments(state, latest)):
        _take(state, event)
    return ParsedFile(
        title="A calendar invitation" if len(state.rows["interviews"]) == 1 else "A calendar file",
        rows={table: tuple(rows) for table, rows in state.rows.items()},
        skipped=tuple(state.skipped),
        notices=tuple(state.notices),
        thing=ItemKind.CALENDAR_ENTRY,
        yours=tuple(_row("people", name=each.name, email=each.email) for each in state.yours),
        canceled=tuple(state.canceled),
    )


def _zones(calendars: Iterable["icalendar.Component"]) -> Zones:
    found = [zone for calendar in calendars for zone in calendar.walk("VTIMEZONE")]
    return {text_value(zone, "TZID", 200): zone for zone in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """One version of an appointment: its event, and whether this version says that it is off."""

    event: "icalendar.Component"
    is_canceled: bool
    is_declined: bool

    @property
    def is_off(self) -> bool:
        return self.is_canceled or self.is_declined


def _versions(state: _ImportState, calendar: "icalendar.Component") -> Iterator[_Version]:
    """Yield a calendar's events, and record why those are skipped that neither invite nor cancel."""
    method = text_value(calendar, "METHOD", 40).upper()
    for event in calendar.walk("VEVENT"):
        if said := _NOT_INVITING.get(method):
            what = f"{_called(event)} {said}."
            reason = SkipReason.NOT_AN_INVITATION
            state.skipped.append(SkippedRow(line=0, what=what, remedy=_AS_IT_IS, reason=reason))
            continue
        title = text_value(event, "SUMMARY", 1_000)
        yield _Version(
            event=event,
            is_canceled=method == "CANCEL"
            or text_value(event, "STATUS", 40).upper() == "CANCELLED"
            or is_canceled_title(title),
            is_declined=is_declined_title(title) or declined_by(event, state.own),
        )


def _latest(versions: Iterable[_Version]) -> Mapping[tuple[str, str], _Version]:
    """Return each appointment's latest version: the one with the highest SEQUENCE, the last of equals."""
    latest: dict[tuple[str, str], _Version] = {}
    for place, version in enumerate(versions):
        uid = text_value(version.event, "UID", _MAX_UID) or f"#{place}"
        key = (uid, _moment(version.event, "RECURRENCE-ID"))
        if key not in latest or _sequence(version.event) >= _sequence(latest[key].event):
            latest[key] = version
    return latest


def _record_canceled(state: _ImportState, versions: Iterable[_Version]) -> None:
    for version in versions:
        title = " ".join(text_value(version.event, "SUMMARY", 1_000).split())
        said = "was canceled" if version.is_canceled else "was declined"
        what = f"{_called(version.event)} {said}."
        state.skipped.append(SkippedRow(line=0, what=what, remedy=_AS_IT_IS, reason=SkipReason.CANCELED))
        state.canceled.append(
            CanceledAppointment(
                uid=_identity(version.event),
                sequence=_sequence(version.event),
                title=without_status(title),
                held_at=_held_at(state, version.event),
                is_declined=version.is_declined and not version.is_canceled,
            )
        )


def _held_at(state: _ImportState, event: "icalendar.Component") -> str:
    try:
        return start_time(event, state.zones, state.zone).held_at
    except UnusableStartTime:
        return ""


def _appointments(
    state: _ImportState, latest: Mapping[tuple[str, str], _Version]
) -> list["icalendar.Component"]:
    """Return the appointments that take place; of a series, the first one."""
    found: list[icalendar.Component] = []
    for (uid, moved), version in latest.items():
        if version.is_off:
            continue
        event, series = version.event, latest.get((uid, ""))
        if moved and series is not None and _moment(series.event, "DTSTART") != moved:
            _note(state, f"{_called(event)} is repeated: only the first time is taken.")
        elif moved or (uid, _moment(event, "DTSTART") or "never") not in latest:
            found.append(event)
    return found


def _interviews(state: _ImportState, events: list["icalendar.Component"]) -> list["icalendar.Component"]:
    """Return the events that are interviews: a single event is one, among several the title decides."""
    if len(events) <= 1:
        return events
    found = [event for event in events if mentions_interview(text_value(event, "SUMMARY"))]
    others = len(events) - len(found)
    if others:
        what = "1 other entry does" if others == 1 else f"{others} other entries do"
        remedy = "To bring one in all the same, save it as a file of its own."
        state.skipped.append(
            SkippedRow(
                line=0,
                what=f"{what} not say “interview” in the title.",
                remedy=remedy,
                reason=SkipReason.NOT_AN_INTERVIEW,
                count=others,
            )
        )
    return found


def _take(state: _ImportState, event: "icalendar.Component") -> None:
    """Add the rows of one interview, or record why there are none."""
    try:
        moment = start_time(event, state.zones, state.zone)
    except UnusableStartTime as error:
        what = f"{_called(event)} stays out. {error.what}"
        state.skipped.append(SkippedRow(line=0, what=what, remedy=error.remedy))
        return
    found = read_attendees(event, state.own, guess=state.guess)
    about = parse_title(text_value(event, "SUMMARY", 1_000), found.domains, found.names)
    if not about.organization:
        what = "An entry without a title and without a sender stays out."
        state.skipped.append(SkippedRow(line=0, what=what, remedy="Enter the interview by hand."))
        return
    for notice in (moment.notice, *found.notices):
        _note(state, notice)
    if event.get("RRULE") is not None or event.get("RDATE") is not None:
        _note(state, f"{_called(event)} is repeated: only the first time is taken.")
    state.yours |= dict.fromkeys(found.yours)
    interview_id = _add_interview(state, event, about, moment)
    for each in found.people:
        _add_person(state, interview_id, each, about.organization, found)


def _add_interview(
    state: _ImportState, event: "icalendar.Component", about: ParsedTitle, moment: StartTime
) -> str:
    place, uid = meeting_format(event), _identity(event)
    interview_id = str(len(state.rows["interviews"]) + 1)
    state.rows["interviews"].append(
        _row(
            "interviews",
            interview_id=interview_id,
            organization=about.organization,
            role=about.role,
            held_at=moment.held_at,
            timezone=moment.timezone,
            format=place.format.value if place.format else "",
            notes=place.note,
            **({"calendar_uid": uid, "calendar_sequence": str(_sequence(event))} if uid else {}),
        )
    )
    return interview_id


def _add_person(
    state: _ImportState, interview_id: str, who: Attendee, organization: str, all_: Attendees
) -> None:
    key = (who.email.casefold(), "" if who.email else who.name.casefold())
    if key not in state.known:
        state.known[key] = str(len(state.known) + 1)
        employer = _employer(who, organization, all_)
        state.rows["people"].append(
            _row(
                "people",
                person_id=state.known[key],
                name=who.name,
                organization=employer,
                email=who.email,
            )
        )
    state.rows["interviewers"].append(
        _row("interviewers", interview_id=interview_id, person_id=state.known[key], part=who.part.value)
    )


def _employer(who: Attendee, organization: str, all_: Attendees) -> str:
    """Return somebody's employer: a different one only if their domain is not the interview's."""
    domain = company_domain(who.email)
    if not domain:
        return "" if who.email.rpartition("@")[2].casefold() in FREE_MAIL else organization
    if len(all_.domains) == 1 or resembles(domain, organization):
        return organization
    others = any(resembles(each, organization) for each in all_.domains)
    return organization_of(domain) if others else organization


def _row(table: str, **cells: str) -> Row:
    return {**dict.fromkeys(SCHEMA[table].columns, ""), **cells}


def _note(state: _ImportState, notice: str) -> None:
    if notice:
        state.notices[notice] = None


def _called(event: "icalendar.Component") -> str:
    title = " ".join(text_value(event, "SUMMARY", 200).split())[:80]
    return f"“{title}”" if title else "An entry without a title"


def _moment(event: "icalendar.Component", name: str) -> str:
    found = getattr(first_value(event, name), "dt", None)
    return "" if found is None else str(found)[:19]


def _sequence(event: "icalendar.Component") -> int:
    """Return the number of an appointment's version, which rises with each change (RFC 5545, 3.8.7.4)."""
    try:
        return min(max(int(first_value(event, "SEQUENCE") or 0), 0), _MAX_SEQUENCE)
    except (TypeError, ValueError):
        return 0


def _identity(event: "icalendar.Component") -> str:
    """Return the UID of an appointment; of one appointment of a series, with its original time."""
    uid = " ".join(text_value(event, "UID", _MAX_UID).split())
    original = _moment(event, "RECURRENCE-ID")
    return f"{uid} {original}" if uid and original else uid
