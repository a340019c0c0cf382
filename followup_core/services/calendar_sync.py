"""Remembers the events in earlier calendar files, so that a new file updates them instead of adding copies.

The file in which they are remembered has only ids, days and kinds of events, no names and no text.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from followup_core import durable_io
from followup_core.formats.ical_export import CalendarEvent
from followup_core.regular_files import read_regular_file

_FILE = "calendar.json"
_SCHEMA = 1
_MAX_EVENTS = 2_000
_MAX_BYTES = 2_000_000  # _MAX_EVENTS events take a quarter of it
_CANCELLATION_REPEATED_FOR = timedelta(days=60)
"""How long each file repeats a cancellation, because a single file may never reach the calendar."""
_EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedEntry:
    """An event with its interview, and its kind in words ("Thank-you email")."""

    event: CalendarEvent
    interview_id: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncedEvent:
    """An event as the last calendar file had it; `cancelled_on` is '' unless it was canceled."""

    sequence: int
    digest: str
    day: str
    what: str
    interview_id: str
    cancelled_on: str = ""


SyncState = Mapping[str, SyncedEvent]
"""The events of the last calendar files, by the events' ids."""


def assign_sequences(
    state: SyncState, entries: Iterable[ExportedEntry], *, today: date, made_at: datetime, only: str = ""
) -> tuple[tuple[CalendarEvent, ...], SyncState]:
    """Return the events with their sequence numbers, cancellations at the end, and the new state.

    An event keeps its number until it changes, and then gets a greater one. Events in `state` that are not
    among `entries` are canceled. If `only` is an interview_id, only events of that interview are canceled.
    """
    lowest = _lowest_sequence(made_at)
    planned = {entry.event.uid: _synced_event(state.get(entry.event.uid), entry, lowest) for entry in entries}
    canceled = {
        uid: _canceled_event(synced, today, lowest)
        for uid, synced in state.items()
        if uid not in planned and only in ("", synced.interview_id)
    }
    events = [replace(entry.event, sequence=planned[entry.event.uid].sequence) for entry in entries]
    events += (
        _cancellation_event(uid, synced) for uid, synced in canceled.items() if _is_current(synced, today)
    )
    return tuple(events), _without_old_events({**state, **canceled, **planned}, today)


def load_sync_state(folder: Path) -> SyncState:
    """Return the state saved in a workspace's folder; empty if it is missing or damaged."""
    try:
        stored = json.loads(read_regular_file(folder / _FILE, _MAX_BYTES))
        if stored["schema"] != _SCHEMA:
            return {}
        return {str(uid): _parse_event(row) for uid, row in stored["events"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def save_sync_state(folder: Path, state: SyncState) -> None:
    """Save the state in a workspace's folder, readable by its owner only; raise OSError."""
    body = {"schema": _SCHEMA, "events": {uid: asdict(synced) for uid, synced in state.items()}}
    durable_io.make_folder(folder)
    durable_io.write_durably(folder / _FILE, (json.dumps(body, indent=1) + "\n").encode())


def _synced_event(previous: SyncedEvent | None, entry: ExportedEntry, lowest: int) -> SyncedEvent:
    digest = _digest(entry.event)
    sequence = lowest
    if previous is not None:
        unchanged = previous.digest == digest and not previous.cancelled_on
        sequence = previous.sequence if unchanged else max(previous.sequence + 1, lowest)
    return SyncedEvent(
        sequence=sequence,
        digest=digest,
        day=_start_day(entry.event),
        what=entry.what,
        interview_id=entry.interview_id,
    )


def _canceled_event(synced: SyncedEvent, today: date, lowest: int) -> SyncedEvent:
    if synced.cancelled_on:
        return synced
    return replace(synced, sequence=max(synced.sequence + 1, lowest), cancelled_on=today.isoformat())


def _is_current(synced: SyncedEvent, today: date) -> bool:
    """Whether an event is still planned, or its cancellation still has to be repeated."""
    return (
        not synced.cancelled_on
        or date.fromisoformat(synced.cancelled_on) + _CANCELLATION_REPEATED_FOR >= today
    )


def _cancellation_event(uid: str, synced: SyncedEvent) -> CalendarEvent:
    day = date.fromisoformat(synced.day)
    return CalendarEvent(
        uid=uid,
        title=f"No longer planned: {synced.what}",
        start=day,
        end=day + timedelta(days=1),
        sequence=synced.sequence,
        cancelled=True,
    )


def _without_old_events(state: SyncState, today: date) -> SyncState:
    """Return the state without cancellations that needn't be repeated, limited to the latest events."""
    current = {uid: synced for uid, synced in state.items() if _is_current(synced, today)}
    latest = sorted(current, key=lambda uid: current[uid].day, reverse=True)[:_MAX_EVENTS]
    return {uid: current[uid] for uid in latest}


def _lowest_sequence(made_at: datetime) -> int:
    """Return the minutes since 2025: greater than earlier numbers, even if their state is lost."""
    return max((made_at - _EPOCH) // _MINUTE, 1)


def _digest(event: CalendarEvent) -> str:
    # The fields' names are in it, so renaming one, such as `cancelled`, gives every event a new number once.
    return sha256(repr(replace(event, sequence=0)).encode("utf-8", "replace")).hexdigest()[:32]


def _start_day(event: CalendarEvent) -> str:
    start = event.start
    return (start.date() if isinstance(start, datetime) else start).isoformat()


def _parse_event(row: Mapping[str, object]) -> SyncedEvent:
    synced = SyncedEvent(
        sequence=int(str(row["sequence"])),
        digest=str(row["digest"]),
        day=date.fromisoformat(str(row["day"])).isoformat(),
        what=str(row["what"]),
        interview_id=str(row["interview_id"]),
        cancelled_on=str(row["cancelled_on"]),
    )
    if synced.cancelled_on:
        date.fromisoformat(synced.cancelled_on)
    if not 0 <= synced.sequence < 2**31:
        raise ValueError(synced.sequence)
    return synced
