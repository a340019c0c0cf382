"""Finds and imports cancellations: stored interviews whose appointment was canceled or declined.

Nothing happens to such an interview before the candidate decides, and an interview that was held is never
deleted. If the interview stays, it is shown as canceled until the candidate decides (`open_cancellations`). A
cancellation is remembered even if its interview isn't stored, so that an older invitation doesn't import the
interview later. If a calendar has many canceled entries, only entries that say “interview” are remembered.
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
    sequence_of,
    series_of,
    version_change,
)
from .id_matching import SAME_ORGANIZATION, nearly_same_name
from .import_diff import CanceledInterview, MergeResult, OutdatedAppointment, OutdatedReason
from .row_matching import day_of, lacks_time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A stored interview whose appointment is off, according to a file.

    The match `is_outdated` if the stored version is newer. It `is_sure` unless only day and organization fit.
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
    confirmed_ids: Collection[str] = (),
) -> tuple[CanceledInterview, ...]:
    """Return the stored interviews whose appointment is off, unless their version is newer or they ended.

    An interview without a UID is found by its organization and its time, or by its day if only the day is
    known. If it has another time on that day, it has to be in `confirmed_ids`.
    """
    matches = _find_matches(snapshot, canceled)
    return _undecided_interviews(
        snapshot, (match for match in matches if _is_sure_or_confirmed(match, confirmed_ids)), today
    )


def possibly_canceled(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], today: date
) -> tuple[CanceledInterview, ...]:
    """Return the interviews without a UID that may be canceled, if the candidate confirms it."""
    matches = _find_matches(snapshot, canceled)
    return _undecided_interviews(snapshot, (match for match in matches if not match.is_sure), today)


def _is_sure_or_confirmed(match: _Match, confirmed_ids: Collection[str]) -> bool:
    return match.is_sure or match.interview_id in confirmed_ids


def _undecided_interviews(
    snapshot: Snapshot, matches: Iterable[_Match], today: date
) -> tuple[CanceledInterview, ...]:
    undecided = {match.interview_id: match for match in matches if _is_undecided(match)}
    return tuple(_canceled_interview(snapshot, match, today) for match in undecided.values())


def _is_undecided(match: _Match) -> bool:
    return not match.is_outdated and not match.row.get("outcome")


def _find_matches(snapshot: Snapshot, canceled: Iterable[CanceledAppointment]) -> Iterator[_Match]:
    memory = AppointmentMemory(snapshot)
    rows = {key[0]: row for key, row in rows_of(snapshot, "interviews").items()}
    keys_by_id = {interview_id: appointment_keys(row) for interview_id, row in rows.items()}
    with_uid = {interview_id: keys for interview_id, keys in keys_by_id.items() if keys}
    without_uid = {interview_id: rows[interview_id] for interview_id, keys in keys_by_id.items() if not keys}
    for appointment in canceled:
        is_found = False
        for interview_id, keys in with_uid.items():
            # A cancellation of a whole series also cancels its exceptions.
            if appointment.uid and appointment.uid in (*keys, series_of(keys[0])):
                is_found, row = True, rows[interview_id]
                yield _Match(
                    interview_id=interview_id,
                    row=row,
                    appointment=appointment,
                    is_outdated=_is_outdated(memory, row, appointment),
                )
        if not is_found:
            yield from _matches_without_uid(without_uid, appointment)


def _matches_without_uid(
    without_uid: Mapping[str, Row], appointment: CanceledAppointment
) -> Iterator[_Match]:
    """Yield the interviews without a UID that an appointment may be; if some are sure, only those."""
    day = day_of(appointment.held_at)
    same_day_rows = {key: row for key, row in without_uid.items() if day and day_of(row["held_at"]) == day}
    if not same_day_rows:
        return
    title = normalize_name(appointment.title)
    ids_at_that_time = [
        key
        for key, row in same_day_rows.items()
        if row["held_at"] == appointment.held_at
        and fuzz.partial_token_set_ratio(normalize_name(row["organization"]), title) >= SAME_ORGANIZATION
    ]
    parsed_title = parse_title(appointment.title, domains=(), people=())
    similar_ids = [
        key for key, row in same_day_rows.items() if _names_same_interview(row, parsed_title, title)
    ]
    ids_without_time = [key for key in similar_ids if lacks_time(same_day_rows[key])]
    sure_ids = ids_at_that_time or (ids_without_time if len(ids_without_time) == 1 else [])
    for key in sure_ids or similar_ids:
        yield _Match(
            interview_id=key, row=same_day_rows[key], appointment=appointment, is_sure=bool(sure_ids)
        )


def _names_same_interview(row: Row, parsed_title: ParsedTitle, title: str) -> bool:
    """Whether a title names nearly the organization of an interview, and no other role."""
    has_name = any(nearly_same_name(row["organization"], name) for name in (parsed_title.organization, title))
    return has_name and not (
        row["role"] and parsed_title.role and not nearly_same_name(row["role"], parsed_title.role)
    )


def _is_outdated(memory: AppointmentMemory, row: Row, appointment: CanceledAppointment) -> bool:
    """Whether the stored interview's version is newer than the one that is off.

    A series and its exceptions are numbered separately, so between them the later DTSTAMP alone decides.
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
    """Whether an interview's day has passed, or is today and the candidate has recorded something since."""
    day = day_of(match.row["held_at"])
    is_today = day == today.isoformat()
    return day < today.isoformat() or (is_today and _has_records(snapshot, match.interview_id))


def _has_records(snapshot: Snapshot, interview_id: str) -> bool:
    """Whether the candidate answered questions about an interview, or wrote because of it."""
    return any(
        row.get("interview_id") == interview_id and row.get("item") != CANCELED
        for table in ("answers", "touchpoints")
        for row in rows_of(snapshot, table).values()
    )


# What an import does about cancellations.


def with_cancellations(
    result: MergeResult,
    snapshot: Snapshot,
    canceled: Iterable[CanceledAppointment],
    choices: AppointmentChoices,
    today: date,
) -> MergeResult:
    """Return an import's result with the stored interviews that are off deleted or withdrawn, as chosen.

    If a cancellation is older than the stored version, nothing is done about it.
    """
    appointments = tuple(canceled)
    all_matches = tuple(_find_matches(snapshot, appointments))
    matches = tuple(match for match in all_matches if _is_sure_or_confirmed(match, choices.confirmed_off))
    interviews = _undecided_interviews(snapshot, matches, today)
    decided_matches = [
        match for match in matches if _chosen_action(match, choices) is not CanceledAction.KEEP
    ]
    kept_matches = [match for match in matches if _is_kept(match, choices)]
    remembered_changes = [
        *_version_changes(snapshot, kept_matches, is_decided=False),
        *_version_changes_without_interview(snapshot, appointments, matches),
    ]
    return replace(
        result,
        canceled=interviews,
        maybe_canceled=_undecided_interviews(
            snapshot,
            (match for match in all_matches if not _is_sure_or_confirmed(match, choices.confirmed_off)),
            today,
        ),
        remembered=len(remembered_changes),
        outdated=(
            *result.outdated,
            *_older_cancellations(matches),
            *_known_cancellations(snapshot, appointments, matches),
        ),
        changes=(
            *result.changes,
            *_decision_changes(snapshot, interviews, choices, today),
            *_version_changes(snapshot, decided_matches, is_decided=True),
            *_cancellation_notes(snapshot, kept_matches, today),
            *remembered_changes,
        ),
    )


def _older_cancellations(matches: Iterable[_Match]) -> Iterator[OutdatedAppointment]:
    outdated_rows = {match.interview_id: match.row for match in matches if match.is_outdated}
    for row in outdated_rows.values():
        yield OutdatedAppointment(
            title=title_of_row(row), held_at=row["held_at"], reason=OutdatedReason.OLDER_CANCELLATION
        )


def _known_cancellations(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], matches: Iterable[_Match]
) -> Iterator[OutdatedAppointment]:
    """Yield the cancellations that were decided about before and that match no undecided interview now."""
    memory = AppointmentMemory(snapshot)
    open_uids = {match.appointment.uid for match in matches if match.is_outdated or _is_undecided(match)}
    for appointment in canceled:
        remembered_version = memory.version(appointment.uid)
        if remembered_version is None or not remembered_version.is_decided or appointment.uid in open_uids:
            continue
        if canceled_version(appointment).compare(remembered_version) <= 0:
            yield OutdatedAppointment(
                title=appointment.title, held_at="", reason=OutdatedReason.KNOWN_CANCELLATION
            )


def _decision_changes(
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


def _chosen_action(match: _Match, choices: AppointmentChoices) -> CanceledAction:
    return choices.canceled.get(match.interview_id, CanceledAction.KEEP)


def _is_kept(match: _Match, choices: AppointmentChoices) -> bool:
    """Whether a canceled interview stays; a declined invitation doesn't count, it may still be accepted."""
    return _chosen_action(match, choices) is CanceledAction.KEEP and not match.appointment.is_declined


def _version_changes(snapshot: Snapshot, matches: Iterable[_Match], *, is_decided: bool) -> Iterator[Change]:
    """Yield the changes that remember the cancellations of stored interviews.

    If an interview stays, `is_decided` is False: importing the same file again asks again.
    """
    memory = AppointmentMemory(snapshot)
    for match in matches:
        if match.is_outdated:
            continue
        version = replace(canceled_version(match.appointment), is_decided=is_decided)
        keys = appointment_keys(match.row)
        # The cancellation is newer, even if an exception has a higher number than its series.
        interview_version = replace(version, sequence=max(version.sequence, sequence_of(match.row)))
        is_own_uid = match.appointment.uid in keys
        versions = {match.appointment.uid: interview_version if is_own_uid else version}
        if keys and not is_own_uid and is_decided:
            versions[keys[0]] = interview_version
        for uid, canceled_as in versions.items():
            remembered_version = memory.version(uid)
            is_remembered = (
                remembered_version is not None
                and remembered_version.is_off
                and remembered_version.is_decided >= is_decided
            )
            if uid and (
                remembered_version is None or canceled_as.compare(remembered_version) >= int(is_remembered)
            ):
                yield version_change(uid, canceled_as)


def _cancellation_notes(snapshot: Snapshot, kept_matches: Iterable[_Match], today: date) -> Iterator[Change]:
    """Yield the changes that show the interviews that stay as canceled.

    There is no change for an interview that seems to have been held, that has an outcome, or whose stored
    version is newer, and none if the same cancellation was noted before.
    """
    memory = AppointmentMemory(snapshot)
    answers = rows_of(snapshot, "answers")
    for match in kept_matches:
        change = canceled_change(match.interview_id, day_of(match.row["held_at"]))
        stored_answer = answers.get(change.key)
        is_noted = stored_answer is not None and stored_answer["detail"] == (change.row or {})["detail"]
        is_noted_already = is_noted and not _is_newer_than_remembered(memory, match.appointment)
        was_held = _was_held(snapshot, match, today) and _has_records(snapshot, match.interview_id)
        if not (is_noted_already or was_held or match.is_outdated or match.row.get("outcome")):
            yield change


def _is_newer_than_remembered(memory: AppointmentMemory, appointment: CanceledAppointment) -> bool:
    remembered_version = memory.version(appointment.uid)
    return remembered_version is not None and canceled_version(appointment).compare(remembered_version) > 0


def _version_changes_without_interview(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment], matches: Iterable[_Match]
) -> Iterator[Change]:
    """Yield the changes that remember cancellations of interviews that aren't stored.

    A remembered cancellation is only replaced by a higher SEQUENCE: some programs put a new DTSTAMP on every
    export.
    """
    memory = AppointmentMemory(snapshot)
    matched_uids = {match.appointment.uid for match in matches}
    for appointment in canceled:
        if not appointment.uid or appointment.uid in matched_uids:
            continue
        if appointment.is_declined or not appointment.is_interview:
            continue
        version = canceled_version(appointment)
        if _should_remember(version, memory.version(appointment.uid)):
            yield version_change(appointment.uid, version)


def _should_remember(version: AppointmentVersion, remembered_version: AppointmentVersion | None) -> bool:
    if remembered_version is None or version.sequence > remembered_version.sequence:
        return True
    return not remembered_version.is_off and version.compare(remembered_version) >= 0
