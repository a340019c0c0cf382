"""Matches a file's appointments with stored interviews: moved, outdated, or perhaps entered by hand.

An appointment is recognized by the UID of its invitation; `appointment_versions` says which version is newer.
An interview without a UID was typed, or came from a file that had none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import CANCELED, Key, Row, normalize_name, utc_minute
from followup_core.services.record_cache import rows_of
from followup_core.services.round_numbering import job_of
from followup_core.services.row_changes import delete_row, upsert
from followup_core.store import Change, Snapshot

from .appointment_versions import (
    AppointmentMemory,
    appointment_keys,
    sequence_of,
    series_of,
    version_change,
    version_of,
)
from .id_matching import Rows, nearly_same_name
from .import_diff import MergeResult, MovedInterview, OutdatedAppointment, OutdatedReason
from .row_matching import day_of

_MAX_DAYS_APART = 14


class CanceledAction(StrEnum):
    """What to do with a stored interview whose appointment was canceled or declined."""

    KEEP = "keep"
    DELETE = "delete"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChoices:
    """What the candidate decided about appointments whose interviews are stored already.

    `moves` says whether stored interviews take the newer time of their invitation. `same_as` maps an
    interview of the file to the stored interview that the candidate said is the same one; the stored
    interview takes the file's time in any case. `canceled` maps a stored interview whose appointment is off
    to what is done with it; an interview that isn't in the mapping is kept. `confirmed_off` are stored
    interviews without a UID that the candidate confirmed to be canceled, although the file has another time.
    """

    moves: bool = True
    same_as: Mapping[str, str] = field(default_factory=dict)
    canceled: Mapping[str, CanceledAction] = field(default_factory=dict)
    confirmed_off: frozenset[str] = frozenset()


DEFAULT_CHOICES = AppointmentChoices()
"""Interviews move with their invitations, and canceled interviews stay until the candidate decides."""


# Which stored interview an appointment is.


def known_appointments(
    stored_interviews: Mapping[Key, Row], rows: Rows, choices: AppointmentChoices
) -> Mapping[str, str]:
    """Return the stored id of each interview of a file that is stored already, by its UID or as chosen."""
    ids_by_key = _ids_by_key(stored_interviews)
    stored_ids: dict[str, str] = {}
    used_ids: set[str] = set()
    for row in rows.get("interviews", ()):
        possible_ids = (*map(ids_by_key.get, appointment_keys(row)), choices.same_as.get(row["interview_id"]))
        stored_id = next(
            (
                interview_id
                for interview_id in possible_ids
                if interview_id and (interview_id,) in stored_interviews
            ),
            None,
        )
        if stored_id is not None and stored_id not in used_ids:
            stored_ids[row["interview_id"]] = stored_id
            used_ids.add(stored_id)
    return stored_ids


def _ids_by_key(stored_interviews: Mapping[Key, Row]) -> Mapping[str, str]:
    """Return the ids of the stored interviews by the keys of their appointments.

    If two interviews share a key, the interview for which the key is the most specific one gets it.
    """
    keys_by_id = {
        key[0]: appointment_keys(row) for key, row in stored_interviews.items() if row.get("calendar_uid")
    }
    most_specific = {keys[0]: interview_id for interview_id, keys in keys_by_id.items()}
    less_specific = {key: interview_id for interview_id, keys in keys_by_id.items() for key in keys[1:]}
    return {**less_specific, **most_specific}


def known_or_canceled(snapshot: Snapshot, parsed: ParsedFile) -> frozenset[str]:
    """Return the file's interviews that are already stored (same UID), or that an earlier file canceled.

    They are returned by the file's own ids.
    """
    stored_ids = known_appointments(rows_of(snapshot, "interviews"), parsed.rows, DEFAULT_CHOICES)
    return frozenset(stored_ids) | frozenset(outdated_appointments(snapshot, parsed))


def with_stored_identity(
    stored_interviews: Mapping[Key, Row], rows: Rows, stored_ids: Mapping[str, str]
) -> Rows:
    """Return the rows of a file, with the stored id, organization and role of each stored interview."""
    if not stored_ids:
        return rows
    return {
        table: tuple(_with_stored_identity(row, stored_interviews, stored_ids) for row in table_rows)
        for table, table_rows in rows.items()
    }


def _with_stored_identity(
    row: Row, stored_interviews: Mapping[Key, Row], stored_ids: Mapping[str, str]
) -> Row:
    interview_id = stored_ids.get(row.get("interview_id", ""))
    if interview_id is None:
        return row
    stored_row = stored_interviews[(interview_id,)]
    names = {name: stored_row[name] for name in ("organization", "role") if name in row and stored_row[name]}
    return {**row, **names, "interview_id": interview_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMatch:
    """An appointment of a file that may be a stored interview without a UID."""

    incoming_id: str
    interview_id: str
    title: str
    held_at: str


def possible_matches(snapshot: Snapshot, parsed: ParsedFile) -> tuple[PossibleMatch, ...]:
    """Return the appointments that may be stored interviews: nearly the same name, at most two weeks apart.

    Only stored interviews without a UID count. Each appointment gets the stored interview with the nearest
    day, and each stored interview is returned once.
    """
    stored_interviews = rows_of(snapshot, "interviews")
    known_ids = known_or_canceled(snapshot, parsed)
    without_uid = {key[0]: row for key, row in stored_interviews.items() if not row.get("calendar_uid")}
    matches = []
    for row in parsed.rows.get("interviews", ()):
        if not row.get("calendar_uid") or row["interview_id"] in known_ids:
            continue
        near_matches = sorted(
            (days, key)
            for key, stored_row in without_uid.items()
            if (days := _days_apart(stored_row, row)) is not None
        )
        if near_matches:
            key = near_matches[0][1]
            stored_row = without_uid.pop(key)
            matches.append(
                PossibleMatch(
                    incoming_id=row["interview_id"],
                    interview_id=key,
                    title=title_of_row(stored_row),
                    held_at=stored_row["held_at"],
                )
            )
    return tuple(matches)


def _days_apart(stored: Row, incoming: Row) -> int | None:
    """Return how many days apart two interviews are; None if they can't be the same one.

    Also None if the time is the same: such interviews are matched without a question.
    """
    if stored["held_at"] == incoming["held_at"] and job_of(stored) == job_of(incoming):
        return None
    days = abs((_day_or_earliest(stored) - _day_or_earliest(incoming)).days)
    is_close = days <= _MAX_DAYS_APART and nearly_same_name(stored["organization"], incoming["organization"])
    role, incoming_role = normalize_name(stored["role"]), normalize_name(incoming["role"])
    fits_role = not role or not incoming_role or nearly_same_name(role, incoming_role)
    return days if is_close and fits_role else None


def _day_or_earliest(row: Row) -> date:
    try:
        return date.fromisoformat(day_of(row["held_at"]))
    except ValueError:
        return date.min + timedelta(days=_MAX_DAYS_APART)


def title_of_row(row: Row) -> str:
    """Return the title of a stored interview: its organization, and its role if there is one."""
    return ", ".join(filter(None, (row["organization"], row["role"])))


# Which appointments are outdated.


def outdated_appointments(
    snapshot: Snapshot, parsed: ParsedFile, choices: AppointmentChoices = DEFAULT_CHOICES
) -> Mapping[str, OutdatedAppointment]:
    """Return the invitations of a file that are older than the stored versions, by the file's own ids."""
    stored_interviews, memory = rows_of(snapshot, "interviews"), AppointmentMemory(snapshot)
    stored_ids = known_appointments(stored_interviews, parsed.rows, choices)
    outdated = {}
    for row in parsed.rows.get("interviews", ()):
        stored_row = stored_interviews.get((stored_ids.get(row["interview_id"], ""),))
        reason = _outdated_reason(memory, stored_row, row, parsed.stamps) if row.get("calendar_uid") else None
        if reason is not None:
            outdated[row["interview_id"]] = OutdatedAppointment(
                title=title_of_row(stored_row or row),
                held_at=stored_row["held_at"] if stored_row else "",
                reason=reason,
            )
    return outdated


def _outdated_reason(
    memory: AppointmentMemory, stored_row: Row | None, incoming: Row, stamps: Mapping[str, str]
) -> OutdatedReason | None:
    version, cancellation = version_of(incoming, stamps), memory.cancellation(incoming)
    if cancellation is not None and version.compare(cancellation) <= 0:
        return OutdatedReason.CANCELED_SINCE
    if (
        stored_row is None
        or not stored_row.get("calendar_uid")
        or _is_exception(stored_row) != _is_exception(incoming)
    ):
        return None
    is_older = version.compare(memory.stored_version(stored_row)) < 0
    return OutdatedReason.OLDER_INVITATION if is_older else None


def _is_exception(row: Row) -> bool:
    """Whether an interview is an exception of a series: its invitation names its original time."""
    return bool(series_of(appointment_keys(row)[0]))


# Which interviews move.


def with_moves(
    result: MergeResult,
    snapshot: Snapshot,
    ready: ParsedFile,
    stored_ids: Mapping[str, str],
    choices: AppointmentChoices,
) -> MergeResult:
    """Return an import's result with the interviews that take the newer time of their invitation.

    Version details that don't fit in an interview's columns go to the settings table.

    Args:
        result: What the import does apart from moves.
        snapshot: The stored rows.
        ready: The file, with its own ids.
        stored_ids: The stored id of each interview of the file that is stored already.
        choices: What the candidate decided.
    """
    stored_interviews = rows_of(snapshot, "interviews")
    newer_versions = tuple(_newer_versions(snapshot, ready, stored_ids, choices))
    moves = (
        _move_change(interview_id, stored_interviews[(interview_id,)], row)
        for interview_id, row in newer_versions
    )
    changes = (*result.changes, *moves, *_cancellation_removals(snapshot, newer_versions))
    versions = _version_changes(snapshot, ready, changes)
    return replace(
        result, moved=_moved_interviews(stored_interviews, newer_versions), changes=(*changes, *versions)
    )


def moved_interviews(
    snapshot: Snapshot, parsed: ParsedFile, choices: AppointmentChoices
) -> tuple[MovedInterview, ...]:
    """Return the stored interviews that would get another time from their invitations in a file."""
    stored_interviews = rows_of(snapshot, "interviews")
    stored_ids = known_appointments(stored_interviews, parsed.rows, choices)
    outdated = outdated_appointments(snapshot, parsed, choices)
    current_ids = {
        incoming_id: stored_id for incoming_id, stored_id in stored_ids.items() if incoming_id not in outdated
    }
    return _moved_interviews(stored_interviews, _newer_versions(snapshot, parsed, current_ids, choices))


def _newer_versions(
    snapshot: Snapshot, parsed: ParsedFile, stored_ids: Mapping[str, str], choices: AppointmentChoices
) -> Iterator[tuple[str, Row]]:
    """Yield a stored interview's id and the file's row, if the stored interview takes the file's time."""
    stored_interviews, memory = rows_of(snapshot, "interviews"), AppointmentMemory(snapshot)
    for row in parsed.rows.get("interviews", ()):
        interview_id = stored_ids.get(row["interview_id"])
        if interview_id is None:
            continue
        is_chosen = choices.same_as.get(row["interview_id"]) == interview_id
        stored_row = stored_interviews[(interview_id,)]
        if is_chosen or (choices.moves and _is_newer(memory, stored_row, row, parsed.stamps)):
            yield interview_id, row


def _is_newer(memory: AppointmentMemory, stored_row: Row, incoming: Row, stamps: Mapping[str, str]) -> bool:
    """Whether an invitation is a newer version than the stored interview's.

    Some programs put a new DTSTAMP on every export. So with the same SEQUENCE it only counts if the
    invitation has another time than before: otherwise a time that was corrected by hand would be lost.
    """
    if _is_exception(stored_row) != _is_exception(incoming):
        return _is_exception(incoming) and sequence_of(incoming) >= sequence_of(stored_row)
    version, stored_version = version_of(incoming, stamps), memory.stored_version(stored_row)
    if version.sequence == stored_version.sequence and version.held_at == stored_version.held_at:
        return False
    return version.compare(stored_version) > 0


def _moved_interviews(
    stored_interviews: Mapping[Key, Row], newer_versions: Iterable[tuple[str, Row]]
) -> tuple[MovedInterview, ...]:
    return tuple(
        MovedInterview(
            interview_id=interview_id,
            title=title_of_row(stored_row),
            old_held_at=stored_row["held_at"],
            new_held_at=row["held_at"],
            new_timezone=row["timezone"] if stored_row["timezone"] not in ("", row["timezone"]) else "",
            removed_decision_by=_impossible_decision_by(stored_row, row),
        )
        for interview_id, row in newer_versions
        if not _is_same_moment(stored_row := stored_interviews[(interview_id,)], row)
    )


def _move_change(interview_id: str, stored: Row, incoming: Row) -> Change:
    """Return the change that saves a newer version; if the moment is the same, stored time and zone stay."""
    keeps_time = _is_same_moment(stored, incoming) and bool(stored["timezone"])
    return upsert(
        "interviews",
        interview_id=interview_id,
        held_at=stored["held_at"] if keeps_time else incoming["held_at"],
        timezone=stored["timezone"] if keeps_time else incoming["timezone"] or stored["timezone"],
        calendar_uid=incoming["calendar_uid"],
        calendar_sequence=incoming["calendar_sequence"],
        **({"decision_by": ""} if not keeps_time and _impossible_decision_by(stored, incoming) else {}),
    )


def _is_same_moment(stored: Row, incoming: Row) -> bool:
    """Whether two interviews begin at the same moment; if a zone is missing, at the same local time."""
    if stored["timezone"] and incoming["timezone"]:
        return _start_in_utc(stored) == _start_in_utc(incoming)
    return stored["held_at"] == incoming["held_at"]


def _start_in_utc(row: Row) -> str:
    return utc_minute(row["held_at"], row["timezone"])


def _impossible_decision_by(stored: Row, incoming: Row) -> str:
    """Return the day by which a decision was expected, if the interview moves to a later day; else ''."""
    decision_by = stored["decision_by"]
    return decision_by if decision_by < day_of(incoming["held_at"]) else ""


def _cancellation_removals(snapshot: Snapshot, newer_versions: Iterable[tuple[str, Row]]) -> Iterator[Change]:
    """Yield the changes that remove a stored cancellation of an interview that has a newer invitation."""
    for interview_id, _ in newer_versions:
        key = (interview_id, "", CANCELED)
        if key in rows_of(snapshot, "answers"):
            yield delete_row("answers", key)


def _version_changes(snapshot: Snapshot, ready: ParsedFile, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes that remember versions of saved invitations.

    A version is remembered if it includes a time stamp, or if an earlier version of it is remembered.
    """
    memory = AppointmentMemory(snapshot)
    saved_uids = {
        change.row["calendar_uid"]
        for change in changes
        if change.table == "interviews" and change.row and change.row.get("calendar_uid")
    }
    for row in ready.rows.get("interviews", ()):
        uid = row.get("calendar_uid", "")
        if uid in saved_uids and (uid in ready.stamps or memory.version(uid) is not None):
            yield version_change(uid, version_of(row, ready.stamps))
