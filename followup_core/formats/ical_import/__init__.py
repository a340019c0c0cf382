"""Reads the interviews in a calendar invitation or a calendar: when, where and with whom they are.

Repeated dates are not expanded: of a series, only the first appointment is imported.
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
    NOTHING_TAKEN,
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
    """What has been read from a file so far, and the options for reading it.

    `candidate_names` are the candidate's normalized names and addresses. `person_ids` are the ids of the
    people in the rows, by address or else by name.
    """

    zone: str
    candidate_names: set[str]
    guess_candidate: bool
    today: date
    country: str
    tally: CalendarTally
    rows: dict[str, list[Row]] = field(
        default_factory=lambda: {"interviews": [], "people": [], "interviewers": []}
    )
    skipped: list[SkippedRow] = field(default_factory=list)
    notices: dict[str, None] = field(default_factory=dict)
    person_ids: dict[tuple[str, str], str] = field(default_factory=dict)
    candidate_entries: dict[Attendee, None] = field(default_factory=dict)
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
    guess_candidate: bool = True,
) -> ParsedFile:
    """Return the interviews in a calendar file, or in a ZIP of calendar files, with the people who attend.

    If the file has only one event, that event is the interview. Among several events, an event is an
    interview if its title says so. An event with people from outside is offered, too.

    Args:
        data: The bytes of the file.
        own_addresses: Addresses or names of the candidate, who is left out.
        zone: The candidate's zone ('' or IANA), for times whose zone in the file has no known name.
        today: The candidate's day. Entries from more than a year before it are only counted.
        country: The candidate's country (ISO 3166), '' if not given. Days are written as in that country.
        guess_candidate: Whether to guess which attendee is the candidate if no attendee is in
            `own_addresses`. That attendee is left out.

    Raises:
        UnreadableFile: It is not a calendar file, is damaged, or has more than 10 MB or 2,000 entries.
    """
    candidate_names = {normalize_name(address) for address in own_addresses} - {""}
    tally = CalendarTally(earliest=_year_before(today))
    state = _ImportState(
        zone=zone,
        candidate_names=candidate_names,
        guess_candidate=guess_candidate,
        today=today,
        country=country,
        tally=tally,
    )
    latest = latest_versions(_all_versions(state, data))
    is_alone = len(latest) == 1 and not state.tally.past_events
    _record_canceled(state, [version for version in latest.values() if version.is_off], is_alone=is_alone)
    _add_appointments(state, _appointments(state, latest))
    _record_past_events(state)
    return ParsedFile(
        description=_description(state),
        rows={table: tuple(rows) for table, rows in state.rows.items()},
        skipped=tuple(state.skipped),
        notices=tuple(state.notices),
        item_kind=ItemKind.CALENDAR_ENTRY,
        candidate_rows=tuple(
            _row("people", name=attendee.name, email=attendee.email) for attendee in state.candidate_entries
        ),
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
    """Return the events of all calendars; raise UnreadableFile if no event could be read."""
    versions: list[EventVersion] = []
    faults: list[UnreadableFile] = []
    for name, body in _calendar_bodies(data).items():
        tally = replace(state.tally)
        try:
            if body is None:
                raise UnreadableFile(_DAMAGED_IN_ZIP, "Export this calendar again.")
            calendars, encoding_guessed = components(body, tally)
        except UnreadableFile as error:
            faults.append(UnreadableFile(error.what, error.remedy, where=f"“{name}”" if name else ""))
            continue
        state.tally = tally
        if encoding_guessed:
            state.notices["The file isn't in UTF-8, so some letters may be wrong. Check the names."] = None
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


def _calendar_bodies(data: bytes) -> Mapping[str, bytes | None]:
    """Return the calendar files in an upload by name. A file that isn't in a ZIP has the name ''.

    If a file is damaged inside the ZIP, its value is None.
    """
    return calendar_files(data) if data.startswith(_ZIP_START) else {"": data}


def _versions_in(state: _ImportState, calendars: list["icalendar.Component"]) -> Iterator[EventVersion]:
    definitions = [zone for calendar in calendars for zone in calendar.walk("VTIMEZONE")]
    zones: Zones = {text_value(zone, "TZID", 200): zone for zone in definitions}
    for calendar in calendars:
        owner = email_address(text_value(calendar, "X-WR-CALNAME", 300))
        if state.guess_candidate and owner:
            # Google names a person's first calendar by their address.
            state.candidate_names.add(normalize_name(owner))
        yield from event_versions(calendar, zones, state.zone, state.candidate_names, state.skipped)


def _record_past_events(state: _ImportState) -> None:
    count = state.tally.past_events
    if count:
        day = DayFormat(today=state.today, country=state.country).dated(state.tally.earliest)
        several_sentence = f"{count:,} entries from before {day} are left out."
        sentence = f"1 entry from before {day} is left out." if count == 1 else several_sentence
        state.skipped.append(
            SkippedRow(line=0, what=sentence, remedy="", reason=SkipReason.LONG_AGO, count=count)
        )


# The appointments.


def _record_canceled(state: _ImportState, versions: list[EventVersion], *, is_alone: bool) -> None:
    """Record the appointments that are off; one that isn't an interview also counts as another entry."""
    for version in versions:
        is_interview = is_alone or mentions_interview(version.title)
        state.canceled.append(canceled_appointment(version, state.zone, is_interview=is_interview))
        if not is_interview:
            state.other_entries += 1
            continue
        reason = SkipReason.CANCELED if version.is_canceled else SkipReason.DECLINED
        what = f"{quoted_title(version.event)} was {reason.value}."
        state.skipped.append(SkippedRow(line=0, what=what, remedy=NOTHING_TAKEN, reason=reason))


def _appointments(state: _ImportState, latest: Mapping[tuple[str, str], EventVersion]) -> list[EventVersion]:
    """Return the appointments that take place.

    Of a series, only the first; if it began too long ago, its recent appointments that were moved.
    """
    appointments: list[EventVersion] = []
    old_series_uids = _old_series(state, latest)
    for (uid, moved), version in latest.items():
        if version.is_off:
            continue
        series = latest.get((uid, ""))
        if uid in old_series_uids:
            if moved and _is_recent(state, version):
                appointments.append(version)
        elif moved and series is not None and series.begins != moved:
            if mentions_interview(version.title):
                _add_notice(state, _repeats_sentence(version.event))
        elif moved or (uid, version.begins or "never") not in latest:
            appointments.append(version)
    return appointments


def _old_series(state: _ImportState, latest: Mapping[tuple[str, str], EventVersion]) -> frozenset[str]:
    """Return the UIDs of series that began long ago and have an appointment that was moved to a recent day.

    The first appointment of such a series may be left out as too old, or missing in the file.
    """
    moved = {uid for (uid, original), version in latest.items() if original and _is_recent(state, version)}
    return frozenset(
        uid for uid in moved if (uid, "") not in latest or not _is_recent(state, latest[uid, ""])
    )


def _is_recent(state: _ImportState, version: EventVersion) -> bool:
    """Return whether an appointment takes place, and is upcoming or was within the last weeks."""
    if version.is_off:
        return False
    try:
        held_on = start_time(version.event, version.zones, state.zone).held_at[:10]
    except UnusableStartTime:
        return False
    return held_on >= (state.today - timedelta(days=_RECENT_DAYS)).isoformat()


def _repeats_sentence(event: "icalendar.Component") -> str:
    return f"{quoted_title(event)} repeats: only its first date is imported."


def _add_appointments(state: _ImportState, versions: list[EventVersion]) -> None:
    """Add the rows of all interviews, and of the appointments that may be interviews."""
    if len(versions) == 1 and not state.tally.past_events:
        _add_only_interview(state, versions[0])
        return
    domains = {company_domain(address) for address in state.candidate_names} - {""}
    # Interviews come first, because a person gets the organization of the first entry that they are in.
    for version in sorted(versions, key=lambda version: not mentions_interview(version.title)):
        says_interview = mentions_interview(version.title)
        if says_interview or _may_be_interview(state, version, domains):
            _add_entry(state, version, says_interview=says_interview)
        else:
            state.other_entries += 1


def _may_be_interview(state: _ImportState, version: EventVersion, own_domains: Collection[str]) -> bool:
    """Return whether an appointment is upcoming or recent, and people from outside attend."""
    if not (version.event.get("ATTENDEE") or version.event.get("ORGANIZER")):
        return False
    if not _is_recent(state, version):
        return False
    domains = read_attendees(version.event, state.candidate_names, guess_candidate=False).domains
    return any(domain not in own_domains for domain in domains)


def _add_only_interview(state: _ImportState, version: EventVersion) -> None:
    """Add the only interview in the file, which the candidate needn't choose."""
    _, notices = _add_rows(state, version, guess_candidate=state.guess_candidate)
    for notice in notices:
        _add_notice(state, notice)


def _add_entry(state: _ImportState, version: EventVersion, *, says_interview: bool) -> None:
    """Add an appointment that the candidate may choose as an interview."""
    interview_id, notices = _add_rows(
        state, version, guess_candidate=state.guess_candidate and says_interview
    )
    if interview_id:
        state.entries.append(
            ImportableEntry(
                interview_id=interview_id,
                title=version.title[:_MAX_TITLE],
                says_interview=says_interview,
                notices=notices,
            )
        )


def _add_rows(
    state: _ImportState, version: EventVersion, *, guess_candidate: bool
) -> tuple[str, tuple[str, ...]]:
    """Add the rows of one interview; return its id, or '' if it was skipped, and notices about it."""
    event = version.event
    try:
        start = start_time(event, version.zones, state.zone)
    except UnusableStartTime as error:
        what = f"{quoted_title(event)} is left out. {error.what}"
        state.skipped.append(SkippedRow(line=0, what=what, remedy=error.remedy))
        return "", ()
    attendees = read_attendees(event, state.candidate_names, guess_candidate=guess_candidate)
    parsed_title = parse_title(text_value(event, "SUMMARY", 1_000), attendees.domains, attendees.names)
    if not parsed_title.organization:
        what = "An entry without a title and without a sender is left out."
        state.skipped.append(SkippedRow(line=0, what=what, remedy="Enter the interview by hand."))
        return "", ()
    state.candidate_entries |= dict.fromkeys(attendees.candidate_entries)
    interview_id = _add_interview(state, version, parsed_title, start)
    if attendees.is_crowd:
        state.crowded.add(interview_id)
    for attendee in attendees.people:
        _add_person(state, interview_id, attendee, parsed_title.organization, attendees)
    is_series = event.get("RRULE") is not None or event.get("RDATE") is not None
    notices = (start.notice, *attendees.notices, _repeats_sentence(event) if is_series else "")
    return interview_id, tuple(filter(None, notices))


def _add_notice(state: _ImportState, notice: str) -> None:
    state.notices[notice] = None


def _add_interview(
    state: _ImportState, version: EventVersion, parsed_title: ParsedTitle, start: StartTime
) -> str:
    meeting, uid, (sequence, stamp) = meeting_format(version.event), version.calendar_uid, version.order
    if uid and stamp:
        state.stamps[uid] = stamp
    interview_id = str(len(state.rows["interviews"]) + 1)
    state.rows["interviews"].append(
        _row(
            "interviews",
            interview_id=interview_id,
            organization=parsed_title.organization,
            role=parsed_title.role,
            held_at=start.held_at,
            timezone=start.timezone,
            format=meeting.format.value if meeting.format else "",
            notes=meeting.note,
            **({"calendar_uid": uid, "calendar_sequence": str(sequence)} if uid else {}),
        )
    )
    return interview_id


def _add_person(
    state: _ImportState, interview_id: str, attendee: Attendee, organization: str, attendees: Attendees
) -> None:
    key = (attendee.email.casefold(), "" if attendee.email else attendee.name.casefold())
    if key not in state.person_ids:
        state.person_ids[key] = str(len(state.person_ids) + 1)
        employer = _employer(attendee, organization, attendees)
        state.rows["people"].append(
            _row(
                "people",
                person_id=state.person_ids[key],
                name=attendee.name,
                organization=employer,
                email=attendee.email,
            )
        )
    state.rows["interviewers"].append(
        _row(
            "interviewers",
            interview_id=interview_id,
            person_id=state.person_ids[key],
            part=attendee.part.value,
        )
    )


def _employer(attendee: Attendee, organization: str, attendees: Attendees) -> str:
    """Return the attendee's employer, by the domain of their address.

    It differs from `organization` only if another attendee's domain fits `organization`.
    """
    domain = company_domain(attendee.email)
    if not domain:
        return "" if attendee.email.rpartition("@")[2].casefold() in FREE_MAIL else organization
    if len(attendees.domains) == 1 or resembles(domain, organization):
        return organization
    other_domain_fits = any(resembles(domain_of_guest, organization) for domain_of_guest in attendees.domains)
    return organization_of(domain) if other_domain_fits else organization


def _row(table: str, **cells: str) -> Row:
    return {**dict.fromkeys(SCHEMA[table].columns, ""), **cells}
