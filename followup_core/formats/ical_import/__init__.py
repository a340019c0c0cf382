"""The iCalendar import: the interviews in an invitation or a calendar, when, where and with whom.

Recurring dates are not expanded: of a series, only the first appointment is imported.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup_core.formats.parsed_file import (
    CanceledAppointment,
    ImportableEntry,
    ItemKind,
    ParsedFile,
    SkippedRow,
    SkipReason,
    UnreadableFile,
)
from followup_core.models import SCHEMA, Row, normalize_name
from followup_core.models.date_text import DayFormat

from .attendees import Attendee, Attendees, email_address, read_attendees
from .calendar_zip import calendar_files
from .email_domains import FREE_MAIL, company_domain, organization_of, resembles
from .event_versions import (
    AS_IT_IS,
    EventVersion,
    canceled_appointment,
    event_versions,
    latest_versions,
    quoted_title,
)
from .ical_reader import CalendarTally, components, text_value
from .ical_times import StartTime, UnusableStartTime, Zones, start_time
from .meeting_format import meeting_format
from .title_parser import ParsedTitle, mentions_interview, parse_title

if TYPE_CHECKING:
    import icalendar

__all__ = ["read_calendar"]

_RECENT_DAYS = 60
_ZIP_START = b"PK"
_MAX_TITLE = 120
_DAMAGED_IN_ZIP = "It is damaged inside the ZIP file; nothing was taken from it."


@dataclass(slots=True, kw_only=True)
class _ImportState:
    """What has been read of a file so far."""

    zone: str
    own: set[str]
    guess: bool
    today: date
    country: str
    tally: CalendarTally
    rows: dict[str, list[Row]] = field(
        default_factory=lambda: {"interviews": [], "people": [], "interviewers": []}
    )
    skipped: list[SkippedRow] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    yours: dict[Attendee, None] = field(default_factory=dict)
    canceled: list[CanceledAppointment] = field(default_factory=list)
    stamps: dict[str, str] = field(default_factory=dict)
    entries: list[ImportableEntry] = field(default_factory=list)
    crowded: set[str] = field(default_factory=set)
    other_entries: int = 0


def read_calendar(
    data: bytes,
    *,
    own_addresses: Collection[str],
    zone: str,
    today: date,
    country: str = "",
    guess: bool = True,
) -> ParsedFile:
    """Return the interviews of a calendar file, or of a ZIP of them, with the people who attend them.

    An event that is alone is the interview. Among several, those are whose titles say so; others are offered
    if people from outside attend.

    Args:
        data: The bytes of the file.
        own_addresses: Addresses or names of the candidate, who is left out.
        zone: The candidate's zone ('' or IANA), for times whose own zone has no name.
        today: The candidate's day. Entries from more than a year before are only counted.
        country: The candidate's country as ISO 3166, '' if not given; days are written as there.
        guess: Whether to leave out who seems to be the candidate of an event that has none of
            `own_addresses`.

    Raises:
        UnreadableFile: It is not a calendar file, is damaged, or has more than 10 MB or 2,000 entries.
    """
    own = {normalize_name(address) for address in own_addresses} - {""}
    tally = CalendarTally(earliest=_year_before(today))
    state = _ImportState(zone=zone, own=own, guess=guess, today=today, country=country, tally=tally)
    latest = latest_versions(_all_versions(state, data))
    is_alone = len(latest) == 1 and not state.tally.past_events
    _record_canceled(state, [version for version in latest.values() if version.is_off], is_alone=is_alone)
    _take_appointments(state, _appointments(state, latest))
    _record_past_events(state)
    return ParsedFile(
        description=_description(state),
        rows={table: tuple(rows) for table, rows in state.rows.items()},
        skipped=tuple(state.skipped),
        notices=tuple(state.notices),
        item_kind=ItemKind.CALENDAR_ENTRY,
        yours=tuple(_row("people", name=person.name, email=person.email) for person in state.yours),
        canceled=tuple(state.canceled),
        stamps=state.stamps,
        entries=tuple(state.entries),
        crowded=frozenset(state.crowded),
        other_entries=state.other_entries,
    )


def _description(state: _ImportState) -> str:
    interviews = len(state.rows["interviews"])
    if not interviews and len(state.canceled) == 1 and not state.other_entries:
        return "A declined invitation" if state.canceled[0].is_declined else "A cancellation"
    return "A calendar invitation" if interviews == 1 else "A calendar file"


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # February 29
        return day.replace(year=day.year - 1, day=28)


# The calendars.


def _all_versions(state: _ImportState, data: bytes) -> list[EventVersion]:
    """Return the events of all calendars; raise UnreadableFile if there are none."""
    versions: list[EventVersion] = []
    faults: list[UnreadableFile] = []
    for name, body in _files(data).items():
        tally = replace(state.tally)
        try:
            if body is None:
                raise UnreadableFile(_DAMAGED_IN_ZIP, "Export this calendar again.")
            calendars, guessed = components(body, tally)
        except UnreadableFile as error:
            faults.append(UnreadableFile(error.what, error.remedy, where=f"“{name}”" if name else ""))
            continue
        state.tally = tally
        if guessed:
            state.notices["The file is not in UTF-8. Check the letters of the names."] = None
        versions += _versions_in(state, calendars)
    nothing_read = not (versions or state.skipped or state.tally.past_events)
    if faults and nothing_read:
        raise faults[0]
    if nothing_read:
        raise UnreadableFile(
            "There is no appointment in this calendar file.", "Choose the .ics file of the invitation."
        )
    state.skipped += (
        SkippedRow(line=0, what=f"{fault.where}: {fault.what}", remedy=fault.remedy) for fault in faults
    )
    return versions


def _files(data: bytes) -> Mapping[str, bytes | None]:
    """Return the calendar files in an upload by their names; a lone file has none, a damaged one is None."""
    return calendar_files(data) if data.startswith(_ZIP_START) else {"": data}


def _versions_in(state: _ImportState, calendars: list["icalendar.Component"]) -> Iterator[EventVersion]:
    definitions = [zone for calendar in calendars for zone in calendar.walk("VTIMEZONE")]
    zones: Zones = {text_value(zone, "TZID", 200): zone for zone in definitions}
    for calendar in calendars:
        owner = email_address(text_value(calendar, "X-WR-CALNAME", 300))
        if state.guess and owner:
            # Google names a person's first calendar by their address.
            state.own.add(normalize_name(owner))
        yield from event_versions(calendar, zones, state.zone, state.own, state.skipped)


def _record_past_events(state: _ImportState) -> None:
    count = state.tally.past_events
    if count:
        day = DayFormat(today=state.today, country=state.country).dated(state.tally.earliest)
        several = f"{count:,} entries from before {day} are left out."
        what = f"1 entry from before {day} is left out." if count == 1 else several
        state.skipped.append(
            SkippedRow(line=0, what=what, remedy="", reason=SkipReason.LONG_AGO, count=count)
        )


# The appointments.


def _record_canceled(state: _ImportState, versions: list[EventVersion], *, is_alone: bool) -> None:
    """Record the appointments that are off; of a calendar, those that aren't interviews are only counted."""
    for version in versions:
        is_interview = is_alone or mentions_interview(version.title)
        state.canceled.append(canceled_appointment(version, state.zone, is_interview=is_interview))
        if not is_interview:
            state.other_entries += 1
            continue
        reason = SkipReason.CANCELED if version.is_canceled else SkipReason.DECLINED
        what = f"{quoted_title(version.event)} was {reason.value}."
        state.skipped.append(SkippedRow(line=0, what=what, remedy=AS_IT_IS, reason=reason))


def _appointments(state: _ImportState, latest: Mapping[tuple[str, str], EventVersion]) -> list[EventVersion]:
    """Return the appointments that take place.

    Of a series, that is the first one; of a series that began long ago, those that were moved and are recent.
    """
    appointments: list[EventVersion] = []
    old = _old_series(state, latest)
    for (uid, moved), version in latest.items():
        if version.is_off:
            continue
        series = latest.get((uid, ""))
        if uid in old:
            if moved and _is_recent(state, version):
                appointments.append(version)
        elif moved and series is not None and series.begins != moved:
            if mentions_interview(version.title):
                _note(state, _repeated(version.event))
        elif moved or (uid, version.begins or "never") not in latest:
            appointments.append(version)
    return appointments


def _old_series(state: _ImportState, latest: Mapping[tuple[str, str], EventVersion]) -> frozenset[str]:
    """Return the UIDs of series that began long ago, and of which an appointment was moved to a recent day.

    The beginning of a series may be put aside, or missing in the file.
    """
    moved = {uid for (uid, original), version in latest.items() if original and _is_recent(state, version)}
    return frozenset(
        uid for uid in moved if (uid, "") not in latest or not _is_recent(state, latest[uid, ""])
    )


def _is_recent(state: _ImportState, version: EventVersion) -> bool:
    """Return whether an appointment is upcoming or was within the last weeks, and takes place."""
    if version.is_off:
        return False
    try:
        held_on = start_time(version.event, version.zones, state.zone).held_at[:10]
    except UnusableStartTime:
        return False
    return held_on >= (state.today - timedelta(days=_RECENT_DAYS)).isoformat()


def _repeated(event: "icalendar.Component") -> str:
    return f"{quoted_title(event)} is repeated: only the first time is taken."


def _take_appointments(state: _ImportState, versions: list[EventVersion]) -> None:
    """Add the rows of all interviews, and of the appointments of a calendar that may be some."""
    if len(versions) == 1 and not state.tally.past_events:
        _take_only(state, versions[0])
        return
    domains = {company_domain(address) for address in state.own} - {""}
    # Interviews first, since a person gets the organization of the first entry with them.
    for version in sorted(versions, key=lambda version: not mentions_interview(version.title)):
        says_interview = mentions_interview(version.title)
        if says_interview or _may_be_interview(state, version, domains):
            _take_entry(state, version, says_interview=says_interview)
        else:
            state.other_entries += 1


def _may_be_interview(state: _ImportState, version: EventVersion, own_domains: Collection[str]) -> bool:
    """Return whether an appointment is upcoming or recent, and people from outside attend it."""
    if not (version.event.get("ATTENDEE") or version.event.get("ORGANIZER")):
        return False
    if not _is_recent(state, version):
        return False
    domains = read_attendees(version.event, state.own, guess=False).domains
    return any(domain not in own_domains for domain in domains)


def _take_only(state: _ImportState, version: EventVersion) -> None:
    """Add the interview of an invitation, which nobody needs to choose."""
    _, notices = _take(state, version, guess=state.guess)
    for notice in notices:
        _note(state, notice)


def _take_entry(state: _ImportState, version: EventVersion, *, says_interview: bool) -> None:
    """Add an interview that a person may choose."""
    interview_id, notices = _take(state, version, guess=state.guess and says_interview)
    if interview_id:
        state.entries.append(
            ImportableEntry(
                interview_id=interview_id,
                title=version.title[:_MAX_TITLE],
                says_interview=says_interview,
                notices=notices,
            )
        )


def _take(state: _ImportState, version: EventVersion, *, guess: bool) -> tuple[str, tuple[str, ...]]:
    """Add the rows of one interview; return its id, '' if it was skipped, and notices about it."""
    event = version.event
    try:
        start = start_time(event, version.zones, state.zone)
    except UnusableStartTime as error:
        what = f"{quoted_title(event)} is left out. {error.what}"
        state.skipped.append(SkippedRow(line=0, what=what, remedy=error.remedy))
        return "", ()
    attendees = read_attendees(event, state.own, guess=guess)
    about = parse_title(text_value(event, "SUMMARY", 1_000), attendees.domains, attendees.names)
    if not about.organization:
        what = "An entry without a title and without a sender is left out."
        state.skipped.append(SkippedRow(line=0, what=what, remedy="Enter the interview by hand."))
        return "", ()
    state.yours |= dict.fromkeys(attendees.yours)
    interview_id = _add_interview(state, version, about, start)
    if attendees.is_crowd:
        state.crowded.add(interview_id)
    for person in attendees.people:
        _add_person(state, interview_id, person, about.organization, attendees)
    is_series = event.get("RRULE") is not None or event.get("RDATE") is not None
    notices = (start.notice, *attendees.notices, _repeated(event) if is_series else "")
    return interview_id, tuple(filter(None, notices))


def _note(state: _ImportState, notice: str) -> None:
    state.notices[notice] = None


def _add_interview(state: _ImportState, version: EventVersion, about: ParsedTitle, start: StartTime) -> str:
    meeting, uid, (sequence, stamp) = meeting_format(version.event), version.calendar_uid, version.order
    if uid and stamp:
        state.stamps[uid] = stamp
    interview_id = str(len(state.rows["interviews"]) + 1)
    state.rows["interviews"].append(
        _row(
            "interviews",
            interview_id=interview_id,
            organization=about.organization,
            role=about.role,
            held_at=start.held_at,
            timezone=start.timezone,
            format=meeting.format.value if meeting.format else "",
            notes=meeting.note,
            **({"calendar_uid": uid, "calendar_sequence": str(sequence)} if uid else {}),
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
    others = any(resembles(domain_of_guest, organization) for domain_of_guest in all_.domains)
    return organization_of(domain) if others else organization


def _row(table: str, **cells: str) -> Row:
    return {**dict.fromkeys(SCHEMA[table].columns, ""), **cells}
