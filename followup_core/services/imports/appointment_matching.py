"""Appointments that are here already: moved to another time, outdated, or perhaps entered by hand.

An appointment is known by the UID of its invitation; `appointment_versions` says which version is newer. An
interview without a UID was typed, or came from a file that had none.
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
    remembered,
    sequence_of,
    series_of,
    version_of,
)
from .id_matching import Rows, nearly_same_name
from .import_diff import MergeResult, MovedInterview, OutdatedAppointment, OutdatedReason
from .row_matching import day_of

_MAX_DAYS_APART = 14


class CanceledAction(StrEnum):
    """What to do with an interview whose appointment is off."""

    KEEP = "keep"
    DELETE = "delete"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChoices:
    """What is decided about appointments that are here already.

    `moves` says whether interviews take the newer time of their invitation. `same_as` has the
    stored interview, by the file's interview, where somebody said that they are the same one; it takes the
    file's time in any case. `canceled` has what to do with an interview whose appointment is off; the others
    are kept. `confirmed_off` are the interviews that were entered by hand, of which somebody said that a
    cancellation at another time is about them.
    """

    moves: bool = True
    same_as: Mapping[str, str] = field(default_factory=dict)
    canceled: Mapping[str, CanceledAction] = field(default_factory=dict)
    confirmed_off: frozenset[str] = frozenset()


DEFAULT_CHOICES = AppointmentChoices()
"""Interviews move with their invitations; those that were canceled stay until somebody decides."""


# Which appointment is which interview.


def known_appointments(
    local: Mapping[Key, Row], rows: Rows, choices: AppointmentChoices
) -> Mapping[str, str]:
    """Return the stored interview for each known interview of a file, by its UID or as chosen."""
    ids_by_key = _ids_by_key(local)
    known: dict[str, str] = {}
    used: set[str] = set()
    for row in rows.get("interviews", ()):
        ids = (*map(ids_by_key.get, appointment_keys(row)), choices.same_as.get(row["interview_id"]))
        local_id = next(
            (interview_id for interview_id in ids if interview_id and (interview_id,) in local), None
        )
        if local_id is not None and local_id not in used:
            known[row["interview_id"]] = local_id
            used.add(local_id)
    return known


def _ids_by_key(local: Mapping[Key, Row]) -> Mapping[str, str]:
    """Return the ids of the stored interviews by each key of their appointments, the surest key first."""
    keys = {key[0]: appointment_keys(row) for key, row in local.items() if row.get("calendar_uid")}
    surest = {own[0]: interview_id for interview_id, own in keys.items()}
    others = {key: interview_id for interview_id, own in keys.items() for key in own[1:]}
    return {**others, **surest}


def already_here(snapshot: Snapshot, parsed: ParsedFile) -> frozenset[str]:
    """Return the interviews of a file, as it numbers them, that are here by their UIDs or known to be off."""
    known = known_appointments(rows_of(snapshot, "interviews"), parsed.rows, DEFAULT_CHOICES)
    return frozenset(known) | frozenset(outdated_appointments(snapshot, parsed))


def with_local_names(local: Mapping[Key, Row], rows: Rows, known: Mapping[str, str]) -> Rows:
    """Return the rows of a file with our id, organization and role for the interviews that are here."""
    if not known:
        return rows
    return {
        table: tuple(_with_local_names(row, local, known) for row in some) for table, some in rows.items()
    }


def _with_local_names(row: Row, local: Mapping[Key, Row], known: Mapping[str, str]) -> Row:
    interview_id = known.get(row.get("interview_id", ""))
    if interview_id is None:
        return row
    own = local[(interview_id,)]
    names = {name: own[name] for name in ("organization", "role") if name in row and own[name]}
    return {**row, **names, "interview_id": interview_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleMatch:
    """An appointment of a file that may be an interview which was entered by hand."""

    incoming_id: str
    interview_id: str
    title: str
    held_at: str


def possible_matches(snapshot: Snapshot, parsed: ParsedFile) -> tuple[PossibleMatch, ...]:
    """Return the appointments that may be stored interviews: nearly the same name, at most two weeks apart.

    Only interviews without a UID count, and each is offered once, for the nearest day.
    """
    local = rows_of(snapshot, "interviews")
    here = already_here(snapshot, parsed)
    by_hand = {key[0]: row for key, row in local.items() if not row.get("calendar_uid")}
    matches = []
    for row in parsed.rows.get("interviews", ()):
        if not row.get("calendar_uid") or row["interview_id"] in here:
            continue
        near = sorted(
            (days, key) for key, own in by_hand.items() if (days := _days_apart(own, row)) is not None
        )
        if near:
            key = near[0][1]
            own = by_hand.pop(key)
            matches.append(
                PossibleMatch(
                    incoming_id=row["interview_id"],
                    interview_id=key,
                    title=title_of_row(own),
                    held_at=own["held_at"],
                )
            )
    return tuple(matches)


def _days_apart(local: Row, incoming: Row) -> int | None:
    """Return how many days two interviews are apart that may be the same one; None if they can't be.

    Interviews at the very same time are matched without a question.
    """
    if local["held_at"] == incoming["held_at"] and job_of(local) == job_of(incoming):
        return None
    days = abs((_day(local) - _day(incoming)).days)
    close = days <= _MAX_DAYS_APART and nearly_same_name(local["organization"], incoming["organization"])
    role, other = normalize_name(local["role"]), normalize_name(incoming["role"])
    return days if close and (not role or not other or nearly_same_name(role, other)) else None


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(day_of(row["held_at"]))
    except ValueError:
        return date.min + timedelta(days=_MAX_DAYS_APART)


def title_of_row(row: Row) -> str:
    """Return the title of a stored interview: its organization, and its role if there is one."""
    return ", ".join(filter(None, (row["organization"], row["role"])))


# What is outdated.


def outdated_appointments(
    snapshot: Snapshot, parsed: ParsedFile, choices: AppointmentChoices = DEFAULT_CHOICES
) -> Mapping[str, OutdatedAppointment]:
    """Return the invitations of a file that are older than what is known here, as the file numbers them."""
    local, memory = rows_of(snapshot, "interviews"), AppointmentMemory(snapshot)
    known = known_appointments(local, parsed.rows, choices)
    outdated = {}
    for row in parsed.rows.get("interviews", ()):
        own = local.get((known.get(row["interview_id"], ""),))
        reason = _outdated_reason(memory, own, row, parsed.stamps) if row.get("calendar_uid") else None
        if reason is not None:
            outdated[row["interview_id"]] = OutdatedAppointment(
                title=title_of_row(own or row), held_at=own["held_at"] if own else "", reason=reason
            )
    return outdated


def _outdated_reason(
    memory: AppointmentMemory, own: Row | None, incoming: Row, stamps: Mapping[str, str]
) -> OutdatedReason | None:
    version, cancellation = version_of(incoming, stamps), memory.cancellation(incoming)
    if cancellation is not None and version.compare(cancellation) <= 0:
        return OutdatedReason.CANCELED_SINCE
    if own is None or not own.get("calendar_uid") or _is_exception(own) != _is_exception(incoming):
        return None
    is_older = version.compare(memory.stored_version(own)) < 0
    return OutdatedReason.OLDER_INVITATION if is_older else None


def _is_exception(row: Row) -> bool:
    """Whether an interview is one appointment of a series that its invitation names by the original time."""
    return bool(series_of(appointment_keys(row)[0]))


# What moves.


def with_moves(
    result: MergeResult,
    snapshot: Snapshot,
    ready: ParsedFile,
    known: Mapping[str, str],
    choices: AppointmentChoices,
) -> MergeResult:
    """Return an import's result with the interviews that take the newer time of their invitation.

    What the columns of an interview can't hold of its version is remembered.

    Args:
        result: What the import does without that.
        snapshot: The rows that are here.
        ready: The file, with its own ids.
        known: Our interview for each interview of the file that is here already.
        choices: What is decided.
    """
    local = rows_of(snapshot, "interviews")
    newer = tuple(_newer_versions(snapshot, ready, known, choices))
    moves = (_move(interview_id, local[(interview_id,)], row) for interview_id, row in newer)
    changes = (*result.changes, *moves, *_invited_again(snapshot, newer))
    versions = _versions_to_remember(snapshot, ready, changes)
    return replace(result, moved=_moved(local, newer), changes=(*changes, *versions))


def moved_interviews(
    snapshot: Snapshot, parsed: ParsedFile, choices: AppointmentChoices
) -> tuple[MovedInterview, ...]:
    """Return the stored interviews that would get another time from their invitations in a file."""
    local = rows_of(snapshot, "interviews")
    known = known_appointments(local, parsed.rows, choices)
    outdated = outdated_appointments(snapshot, parsed, choices)
    current = {incoming: local_id for incoming, local_id in known.items() if incoming not in outdated}
    return _moved(local, _newer_versions(snapshot, parsed, current, choices))


def _newer_versions(
    snapshot: Snapshot, parsed: ParsedFile, known: Mapping[str, str], choices: AppointmentChoices
) -> Iterator[tuple[str, Row]]:
    """Yield the stored interview and the file's row, for each whose time is to be taken from the file."""
    local, memory = rows_of(snapshot, "interviews"), AppointmentMemory(snapshot)
    for row in parsed.rows.get("interviews", ()):
        interview_id = known.get(row["interview_id"])
        if interview_id is None:
            continue
        is_chosen = choices.same_as.get(row["interview_id"]) == interview_id
        own = local[(interview_id,)]
        if is_chosen or (choices.moves and _is_newer(memory, own, row, parsed.stamps)):
            yield interview_id, row


def _is_newer(memory: AppointmentMemory, own: Row, incoming: Row, stamps: Mapping[str, str]) -> bool:
    """Whether an invitation is a newer version than the stored interview's.

    Some programs put a new DTSTAMP on every export. So with the same SEQUENCE it only counts if the
    invitation has another time than before: otherwise a time that was corrected by hand would be lost.
    """
    if _is_exception(own) != _is_exception(incoming):
        return _is_exception(incoming) and sequence_of(incoming) >= sequence_of(own)
    version, stored = version_of(incoming, stamps), memory.stored_version(own)
    if version.sequence == stored.sequence and version.held_at == stored.held_at:
        return False
    return version.compare(stored) > 0


def _moved(local: Mapping[Key, Row], newer: Iterable[tuple[str, Row]]) -> tuple[MovedInterview, ...]:
    return tuple(
        MovedInterview(
            interview_id=interview_id,
            title=title_of_row(own),
            old_held_at=own["held_at"],
            new_held_at=row["held_at"],
            new_timezone=row["timezone"] if own["timezone"] not in ("", row["timezone"]) else "",
            removed_decision_by=_impossible_decision_by(own, row),
        )
        for interview_id, row in newer
        if not _is_same_moment(own := local[(interview_id,)], row)
    )


def _move(interview_id: str, local: Row, incoming: Row) -> Change:
    """Return the change that takes a newer version; of the same moment, our time and zone stay."""
    stays = _is_same_moment(local, incoming) and bool(local["timezone"])
    return upsert(
        "interviews",
        interview_id=interview_id,
        held_at=local["held_at"] if stays else incoming["held_at"],
        timezone=local["timezone"] if stays else incoming["timezone"] or local["timezone"],
        calendar_uid=incoming["calendar_uid"],
        calendar_sequence=incoming["calendar_sequence"],
        **({"decision_by": ""} if not stays and _impossible_decision_by(local, incoming) else {}),
    )


def _is_same_moment(local: Row, incoming: Row) -> bool:
    """Whether two interviews begin at the same moment; without a zone, at the same time of day."""
    if local["timezone"] and incoming["timezone"]:
        return _utc_minute(local) == _utc_minute(incoming)
    return local["held_at"] == incoming["held_at"]


def _utc_minute(row: Row) -> str:
    return utc_minute(row["held_at"], row["timezone"])


def _impossible_decision_by(local: Row, incoming: Row) -> str:
    """Return the day by which news was expected, where the interview moves to a later one; else ''."""
    decision_by = local["decision_by"]
    return decision_by if decision_by < day_of(incoming["held_at"]) else ""


def _invited_again(snapshot: Snapshot, newer: Iterable[tuple[str, Row]]) -> Iterator[Change]:
    """Yield what takes back that an interview was canceled, where its invitation is newer than that."""
    for interview_id, _ in newer:
        key = (interview_id, "", CANCELED)
        if key in rows_of(snapshot, "answers"):
            yield delete_row("answers", key)


def _versions_to_remember(
    snapshot: Snapshot, ready: ParsedFile, changes: Iterable[Change]
) -> Iterator[Change]:
    """Yield what to remember of the invitations that these changes take, where it is more than a SEQUENCE."""
    memory = AppointmentMemory(snapshot)
    taken = {
        change.row["calendar_uid"]
        for change in changes
        if change.table == "interviews" and change.row and change.row.get("calendar_uid")
    }
    for row in ready.rows.get("interviews", ()):
        uid = row.get("calendar_uid", "")
        if uid in taken and (uid in ready.stamps or memory.version(uid) is not None):
            yield remembered(uid, version_of(row, ready.stamps))
