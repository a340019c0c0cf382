"""Appointments that are here already: moved to another time, canceled, or perhaps entered by hand.

An appointment is known by the UID of its invitation, and its newest version by the highest SEQUENCE
(RFC 5545). An interview without a UID was typed, or came from a file that had none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz import fuzz

from followup_core.formats.parsed_file import CanceledAppointment, ParsedFile
from followup_core.models import Key, Outcome, Row, normalize_name
from followup_core.services.input_validation import upsert
from followup_core.services.interview_service import deletion_changes
from followup_core.services.record_cache import rows_of
from followup_core.store import Change, Snapshot

from .id_matching import SAME_ORGANIZATION, Rows, nearly_same_name
from .import_diff import CanceledInterview, MergeResult, MovedInterview

_MAX_DAYS_APART = 14


class CanceledAction(StrEnum):
    """What to do with an interview whose appointment is off."""

    KEEP = "keep"
    DELETE = "delete"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentChoices:
    """What is decided about appointments that are here already.

    `moves` says whether interviews take the newer time of their invitation. `same_as` has the interview of
    ours, by the file's interview, where somebody said that they are the same one; it takes the file's time in
    any case. `canceled` has what to do
    with an interview whose appointment is off; the others are kept.
    """

    moves: bool = True
    same_as: Mapping[str, str] = field(default_factory=dict)
    canceled: Mapping[str, CanceledAction] = field(default_factory=dict)


DEFAULT_CHOICES = AppointmentChoices()
"""Interviews move with their invitations; those that were canceled stay until somebody decides."""


# Which appointment is which interview.


def known_appointments(
    local: Mapping[Key, Row], rows: Rows, choices: AppointmentChoices
) -> Mapping[str, str]:
    """Return our interview for each interview of a file that is here already, by its UID or as chosen."""
    ids_by_uid = {row["calendar_uid"]: key[0] for key, row in local.items() if row.get("calendar_uid")}
    known = {}
    for row in rows.get("interviews", ()):
        incoming_id = row["interview_id"]
        ours = ids_by_uid.get(row.get("calendar_uid", ""), "") or choices.same_as.get(incoming_id, "")
        if (ours,) in local:
            known[incoming_id] = ours
    return known


def already_here(snapshot: Snapshot, parsed: ParsedFile) -> frozenset[str]:
    """Return the interviews of a file that are here already by their UIDs, as the file numbers them."""
    return frozenset(known_appointments(rows_of(snapshot, "interviews"), parsed.rows, DEFAULT_CHOICES))


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
    """Return the appointments that may be interviews of ours: nearly the same name, at most two weeks apart.

    Only interviews without a UID count, and each is offered once, for the nearest day.
    """
    local = rows_of(snapshot, "interviews")
    known = {row.get("calendar_uid", "") for row in local.values()}
    by_hand = {key[0]: row for key, row in local.items() if not row.get("calendar_uid")}
    matches = []
    for row in parsed.rows.get("interviews", ()):
        if not row.get("calendar_uid") or row["calendar_uid"] in known:
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
                    title=_title(own),
                    held_at=own["held_at"],
                )
            )
    return tuple(matches)


def _days_apart(local: Row, incoming: Row) -> int | None:
    """Return how many days two interviews are apart that may be the same one; None if they can't be.

    Interviews at the very same time are matched without a question.
    """
    if local["held_at"] == incoming["held_at"] and _names(local) == _names(incoming):
        return None
    days = abs((_day(local) - _day(incoming)).days)
    close = days <= _MAX_DAYS_APART and nearly_same_name(local["organization"], incoming["organization"])
    role, other = normalize_name(local["role"]), normalize_name(incoming["role"])
    return days if close and (not role or not other or nearly_same_name(role, other)) else None


def _names(row: Row) -> tuple[str, str]:
    return normalize_name(row["organization"]), normalize_name(row["role"])


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(row["held_at"][:10])
    except ValueError:
        return date.min + timedelta(days=_MAX_DAYS_APART)


def _title(row: Row) -> str:
    return ", ".join(filter(None, (row["organization"], row["role"])))


# What moves.


def with_moves(
    result: MergeResult,
    local: Mapping[Key, Row],
    rows: Rows,
    known: Mapping[str, str],
    choices: AppointmentChoices,
) -> MergeResult:
    """Return an import's result with the interviews that take the newer time of their invitation.

    Args:
        result: What the import does without that.
        local: Our interviews.
        rows: The rows of the file, with its own ids.
        known: Our interview for each interview of the file that is here already.
        choices: What is decided.
    """
    newer = tuple(_newer_versions(local, rows, known, choices))
    changes = (_move(interview_id, local[(interview_id,)], row) for interview_id, row in newer)
    return replace(result, moved=_moved(local, newer), changes=(*result.changes, *changes))


def moved_interviews(
    snapshot: Snapshot, parsed: ParsedFile, choices: AppointmentChoices
) -> tuple[MovedInterview, ...]:
    """Return our interviews that would get another time from their invitations in a file."""
    local = rows_of(snapshot, "interviews")
    known = known_appointments(local, parsed.rows, choices)
    return _moved(local, _newer_versions(local, parsed.rows, known, choices))


def _newer_versions(
    local: Mapping[Key, Row], rows: Rows, known: Mapping[str, str], choices: AppointmentChoices
) -> Iterator[tuple[str, Row]]:
    """Yield our interview and the file's row, for each whose time is to be taken from the file."""
    for row in rows.get("interviews", ()):
        interview_id = known.get(row["interview_id"])
        if interview_id is not None and _takes_incoming_time(local[(interview_id,)], row, choices):
            yield interview_id, row


def _moved(local: Mapping[Key, Row], newer: Iterable[tuple[str, Row]]) -> tuple[MovedInterview, ...]:
    return tuple(
        MovedInterview(
            interview_id=interview_id,
            title=_title(own),
            old_held_at=own["held_at"],
            new_held_at=row["held_at"],
        )
        for interview_id, row in newer
        if (own := local[(interview_id,)])["held_at"] != row["held_at"]
    )


def _takes_incoming_time(local: Row, incoming: Row, choices: AppointmentChoices) -> bool:
    if incoming["interview_id"] in choices.same_as:
        return True
    return choices.moves and _sequence(incoming) > _sequence(local)


def _move(interview_id: str, local: Row, incoming: Row) -> Change:
    return upsert(
        "interviews",
        interview_id=interview_id,
        held_at=incoming["held_at"],
        timezone=incoming["timezone"] or local["timezone"],
        calendar_uid=incoming["calendar_uid"],
        calendar_sequence=incoming["calendar_sequence"],
    )


def _sequence(row: Row) -> int:
    text = row.get("calendar_sequence", "")
    return int(text) if text.isascii() and text.isdigit() else 0


# What is off.


def canceled_interviews(
    snapshot: Snapshot, canceled: Iterable[CanceledAppointment]
) -> tuple[CanceledInterview, ...]:
    """Return our interviews whose appointment is off, unless our version is newer or the interview ended.

    An appointment without a known UID is found by its title and its time.
    """
    local = rows_of(snapshot, "interviews")
    found: dict[str, CanceledInterview] = {}
    for appointment in canceled:
        for key, row in local.items():
            if not row.get("outcome") and _is_canceled(row, appointment):
                found[key[0]] = CanceledInterview(
                    interview_id=key[0],
                    title=_title(row),
                    held_at=row["held_at"],
                    is_declined=appointment.is_declined,
                )
    return tuple(found.values())


def _is_canceled(row: Row, appointment: CanceledAppointment) -> bool:
    if row.get("calendar_uid"):
        return row["calendar_uid"] == appointment.uid and _sequence(row) <= appointment.sequence
    at_that_time = bool(appointment.held_at) and row["held_at"] == appointment.held_at
    title, organization = normalize_name(appointment.title), normalize_name(row["organization"])
    return at_that_time and fuzz.partial_token_set_ratio(organization, title) >= SAME_ORGANIZATION


def with_cancellations(
    result: MergeResult,
    snapshot: Snapshot,
    canceled: Iterable[CanceledAppointment],
    choices: AppointmentChoices,
    today: date,
) -> MergeResult:
    """Return an import's result with our interviews that are off, deleted or withdrawn as chosen."""
    interviews = canceled_interviews(snapshot, canceled)
    changes = _cancellation_changes(snapshot, interviews, choices, today)
    return replace(result, canceled=interviews, changes=(*result.changes, *changes))


def _cancellation_changes(
    snapshot: Snapshot, canceled: Iterable[CanceledInterview], choices: AppointmentChoices, today: date
) -> Iterator[Change]:
    for interview in canceled:
        match choices.canceled.get(interview.interview_id, CanceledAction.KEEP):
            case CanceledAction.DELETE:
                yield from deletion_changes(snapshot, interview.interview_id)
            case CanceledAction.WITHDRAW:
                # An outcome is never before the interview, so one that is still to come gets no day.
                was_held = interview.held_at[:10] <= today.isoformat()
                yield upsert(
                    "interviews",
                    interview_id=interview.interview_id,
                    outcome=Outcome.WITHDRAWN,
                    outcome_on=today if was_held else None,
                )
            case CanceledAction.KEEP:
                pass
