"""Interviews whose appointment is off: canceled, or declined by the candidate.

Nothing happens to them before somebody decides, and one that was held is never deleted. One that stays is
shown as canceled until then (`open_cancellations`). A cancellation is remembered, whether or not its
interview is here, so that an older invitation doesn't bring the interview in or back. Of a calendar with many
canceled entries, only those are remembered that say “interview”.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from followup_core.formats.ical_import.title_parser import ParsedTitle, parse_title
from followup_core.formats.parsed_file import CanceledAppointment
from followup_core.models import CANCELED, Outcome, Row, normalize_name
from followup_core.services.interview_service import deletion_changes, recorded_summary
from followup_core.services.open_cancellations import canceled_change
from followup_core.services.record_cache import rows_of
from followup_core.services.row_changes import upsert
from followup_core.store import Change, Snapshot

from .appointment_matching import AppointmentChoices, CanceledAction, title_of_row
from .appointment_versions import (
    AppointmentMemory,
    AppointmentVersion,
    appointment_keys,
    canceled_version,
    remembered,
    sequence_of,
    series_of,
)
from .id_matching import SAME_ORGANIZATION, nearly_same_name
from .import_diff import CanceledInterview, MergeResult, OutdatedAppointment, OutdatedReason
from .row_matching import day_of, lacks_time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A stored interview whose appointment is off by a file.

    It `is_outdated` if the stored version is newer, and `is_sure` unless only day and organization fit.
    """

    interview_id: str
    row: Row
    appointment: CanceledAppointment
    is_outdated: bool = False
    is_sure: bool = True


def canceled_interviews(
    snapshot: Snapshot,
    canceled: Iterable[CanceledAppointment],
    today: date,
    confirmed: Collection[str] = (),
) -> tuple[CanceledInterview, ...]:
    """Return the stored interviews whose appointment is off, unless their version is newer or they ended.

    An interview without a UID is found by its organization, and by its time or, if only its day is known, by
    its day. At another time on that day it has to be one of the `confirmed`.
    """
    matches = _matches(snapshot, canceled)
    return _undecided_interviews(snapshot, (each for each in matches if _is_certain(each, confirmed)), today)


def possibly_canceled(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], today: date
) -> tuple[CanceledInterview, ...]:
    """Return the interviews without a UID that somebody would have to confirm to be the canceled ones."""
    matches = _matches(snapshot, canceled)
    return _undecided_interviews(snapshot, (each for each in matches if not each.is_sure), today)


def _is_certain(match: _Match, confirmed: Collection[str]) -> bool:
    return match.is_sure or match.interview_id in confirmed


def _undecided_interviews(
    snapshot: Snapshot, matches: Iterable[_Match], today: date
) -> tuple[CanceledInterview, ...]:
    undecided = {match.interview_id: match for match in matches if _is_undecided(match)}
    return tuple(_canceled_interview(snapshot, match, today) for match in undecided.values())


def _is_undecided(match: _Match) -> bool:
    return not match.is_outdated and not match.row.get("outcome")


def _matches(snapshot: Snapshot, canceled: Iterable[CanceledAppointment]) -> Iterator[_Match]:
    memory = AppointmentMemory(snapshot)
    rows = {key[0]: row for key, row in rows_of(snapshot, "interviews").items()}
    keys = {interview_id: appointment_keys(row) for interview_id, row in rows.items()}
    invited = {interview_id: own for interview_id, own in keys.items() if own}
    by_hand = {interview_id: rows[interview_id] for interview_id, own in keys.items() if not own}
    for appointment in canceled:
        is_here = False
        for interview_id, own in invited.items():
            # That of a whole series is also that of an exception.
            if appointment.uid and appointment.uid in (*own, series_of(own[0])):
                is_here, row = True, rows[interview_id]
                yield _Match(
                    interview_id=interview_id,
                    row=row,
                    appointment=appointment,
                    is_outdated=_is_outdated(memory, row, appointment),
                )
        if not is_here:
            yield from _matches_by_hand(by_hand, appointment)


def _matches_by_hand(by_hand: Mapping[str, Row], appointment: CanceledAppointment) -> Iterator[_Match]:
    """Yield which interviews without a UID an appointment may be: the surest ones alone, if there are any."""
    day = day_of(appointment.held_at)
    of_that_day = {key: row for key, row in by_hand.items() if day and day_of(row["held_at"]) == day}
    if not of_that_day:
        return
    title = normalize_name(appointment.title)
    at_that_time = [
        key
        for key, row in of_that_day.items()
        if row["held_at"] == appointment.held_at
        and fuzz.partial_token_set_ratio(normalize_name(row["organization"]), title) >= SAME_ORGANIZATION
    ]
    about = parse_title(appointment.title, domains=(), people=())
    similar = [key for key, row in of_that_day.items() if _names_same_interview(row, about, title)]
    without_time = [key for key in similar if lacks_time(of_that_day[key])]
    sure = at_that_time or (without_time if len(without_time) == 1 else [])
    for key in sure or similar:
        yield _Match(interview_id=key, row=of_that_day[key], appointment=appointment, is_sure=bool(sure))


def _names_same_interview(row: Row, about: ParsedTitle, title: str) -> bool:
    """Whether a title names nearly the organization of an interview, and no other role."""
    has_name = any(nearly_same_name(row["organization"], name) for name in (about.organization, title))
    return has_name and not (row["role"] and about.role and not nearly_same_name(row["role"], about.role))


def _is_outdated(memory: AppointmentMemory, row: Row, appointment: CanceledAppointment) -> bool:
    """Whether the stored interview's version is newer than the one that is off.

    A series and its exceptions are numbered apart, so between them the later DTSTAMP alone is enough.
    """
    stored, canceled = memory.stored_version(row), canceled_version(appointment)
    if canceled.compare(stored) >= 0:
        return False
    is_of_series = series_of(appointment_keys(row)[0]) == appointment.uid
    return not (is_of_series and stored.stamp and canceled.stamp > stored.stamp)


def _canceled_interview(snapshot: Snapshot, match: _Match, today: date) -> CanceledInterview:
    return CanceledInterview(
        interview_id=match.interview_id,
        title=title_of_row(match.row),
        held_at=match.row["held_at"],
        is_declined=match.appointment.is_declined,
        was_held=_was_held(snapshot, match, today),
        contents=recorded_summary(snapshot, match.interview_id),
    )


def _was_held(snapshot: Snapshot, match: _Match, today: date) -> bool:
    """Whether an interview is past, or was today as far as one can see: something came of it."""
    day = day_of(match.row["held_at"])
    is_today = day == today.isoformat()
    return day < today.isoformat() or (is_today and _came_of_it(snapshot, match.interview_id))


def _came_of_it(snapshot: Snapshot, interview_id: str) -> bool:
    """Whether the candidate answered questions about an interview, or wrote because of it."""
    return any(
        row.get("interview_id") == interview_id and row.get("item") != CANCELED
        for table in ("answers", "touchpoints")
        for row in rows_of(snapshot, table).values()
    )


# What an import does about them.


def with_cancellations(
    result: MergeResult,
    snapshot: Snapshot,
    canceled: Iterable[CanceledAppointment],
    choices: AppointmentChoices,
    today: date,
) -> MergeResult:
    """Return an import's result with the stored interviews that are off deleted or withdrawn, as chosen.

    A cancellation that is older than our version does nothing.
    """
    appointments = tuple(canceled)
    all_matches = tuple(_matches(snapshot, appointments))
    matches = tuple(each for each in all_matches if _is_certain(each, choices.confirmed_off))
    interviews = _undecided_interviews(snapshot, matches, today)
    decided = [match for match in matches if _action(match, choices) is not CanceledAction.KEEP]
    kept = [match for match in matches if _is_kept(match, choices)]
    only_remembered = [
        *_to_remember(snapshot, kept, is_decided=False),
        *_to_remember_of_no_interview(snapshot, appointments, matches),
    ]
    return replace(
        result,
        canceled=interviews,
        maybe_canceled=_undecided_interviews(
            snapshot, (each for each in all_matches if not _is_certain(each, choices.confirmed_off)), today
        ),
        remembered=len(only_remembered),
        outdated=(*result.outdated, *_outdated(matches), *_known(snapshot, appointments, matches)),
        changes=(
            *result.changes,
            *_decided(snapshot, interviews, choices, today),
            *_to_remember(snapshot, decided, is_decided=True),
            *_announced(snapshot, kept, today),
            *only_remembered,
        ),
    )


def _outdated(matches: Iterable[_Match]) -> Iterator[OutdatedAppointment]:
    outdated = {match.interview_id: match.row for match in matches if match.is_outdated}
    for row in outdated.values():
        yield OutdatedAppointment(
            title=title_of_row(row), held_at=row["held_at"], reason=OutdatedReason.OLDER_CANCELLATION
        )


def _known(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], matches: Iterable[_Match]
) -> Iterator[OutdatedAppointment]:
    """Yield the cancellations on which somebody acted before, and that are about no stored interview now."""
    memory = AppointmentMemory(snapshot)
    open_uids = {match.appointment.uid for match in matches if match.is_outdated or _is_undecided(match)}
    for appointment in canceled:
        known = memory.version(appointment.uid)
        if known is None or not known.is_decided or appointment.uid in open_uids:
            continue
        if canceled_version(appointment).compare(known) <= 0:
            yield OutdatedAppointment(
                title=appointment.title, held_at="", reason=OutdatedReason.KNOWN_CANCELLATION
            )


def _decided(
    snapshot: Snapshot, canceled: Iterable[CanceledInterview], choices: AppointmentChoices, today: date
) -> Iterator[Change]:
    for interview in canceled:
        match choices.canceled.get(interview.interview_id, CanceledAction.KEEP):
            case CanceledAction.DELETE if not interview.was_held:
                yield from deletion_changes(snapshot, interview.interview_id)
            case CanceledAction.WITHDRAW:
                yield upsert(
                    "interviews",
                    interview_id=interview.interview_id,
                    outcome=Outcome.WITHDRAWN,
                    outcome_on=today,
                )
            case _:
                pass


def _action(match: _Match, choices: AppointmentChoices) -> CanceledAction:
    return choices.canceled.get(match.interview_id, CanceledAction.KEEP)


def _is_kept(match: _Match, choices: AppointmentChoices) -> bool:
    """Whether an interview that was canceled stays; who declined an invitation may still accept it."""
    return _action(match, choices) is CanceledAction.KEEP and not match.appointment.is_declined


def _to_remember(snapshot: Snapshot, matches: Iterable[_Match], *, is_decided: bool) -> Iterator[Change]:
    """Yield what to remember of the appointments of stored interviews.

    An interview that stays isn't decided: the same file asks again.
    """
    memory = AppointmentMemory(snapshot)
    for match in matches:
        if match.is_outdated:
            continue
        version = replace(canceled_version(match.appointment), is_decided=is_decided)
        keys = appointment_keys(match.row)
        # What was canceled is older, although an exception may have a higher number than its series.
        own = replace(version, sequence=max(version.sequence, sequence_of(match.row)))
        is_same = match.appointment.uid in keys
        versions = {match.appointment.uid: own if is_same else version}
        if keys and not is_same and is_decided:
            versions[keys[0]] = own
        for uid, off in versions.items():
            known = memory.version(uid)
            is_known = known is not None and known.is_off and known.is_decided >= is_decided
            if uid and (known is None or off.compare(known) >= int(is_known)):
                yield remembered(uid, off)


def _announced(snapshot: Snapshot, kept: Iterable[_Match], today: date) -> Iterator[Change]:
    """Yield what makes the interviews that stay show as canceled.

    That isn't said of one that was held as far as one can see, and not a second time by the same version.
    """
    memory = AppointmentMemory(snapshot)
    answers = rows_of(snapshot, "answers")
    for match in kept:
        change = canceled_change(match.interview_id, day_of(match.row["held_at"]))
        known = answers.get(change.key)
        is_said = known is not None and known["detail"] == (change.row or {})["detail"]
        is_known = is_said and not _is_newer_than_remembered(memory, match.appointment)
        was_held = _was_held(snapshot, match, today) and _came_of_it(snapshot, match.interview_id)
        if not (is_known or was_held or match.is_outdated or match.row.get("outcome")):
            yield change


def _is_newer_than_remembered(memory: AppointmentMemory, appointment: CanceledAppointment) -> bool:
    known = memory.version(appointment.uid)
    return known is not None and canceled_version(appointment).compare(known) > 0


def _to_remember_of_no_interview(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], matches: Iterable[_Match]
) -> Iterator[Change]:
    """Yield what to remember of the canceled interviews that are not here.

    One that is remembered stays so: some programs put a new DTSTAMP on every export.
    """
    memory = AppointmentMemory(snapshot)
    here = {match.appointment.uid for match in matches}
    for appointment in canceled:
        if not appointment.uid or appointment.uid in here:
            continue
        if appointment.is_declined or not appointment.is_interview:
            continue
        version = canceled_version(appointment)
        if _is_news(version, memory.version(appointment.uid)):
            yield remembered(appointment.uid, version)


def _is_news(version: AppointmentVersion, known: AppointmentVersion | None) -> bool:
    if known is None or version.sequence > known.sequence:
        return True
    return not known.is_off and version.compare(known) >= 0
