"""What a candidate's calendar was told already: so that a second file updates it and doubles nothing.

It holds no name and no word of anybody's: ids, days and the kinds of things only.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from followup_core.formats.ical_export import CalendarEvent
from followup_core.regular_files import read_regular_file
from followup_core.store import durable_io

_FILE = "calendar.json"
_SCHEMA = 1
_MOST = 2_000
_LARGEST = 2_000_000  # bytes; the most entries take a quarter of it
_TOLD_FOR = timedelta(days=60)
"""So long every file says of an entry that it is cancelled: one file may never reach the calendar."""
_BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An event, the interview it belongs to, and what it is in a word or two ("Thank-you email")."""

    event: CalendarEvent
    interview_id: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncedEvent:
    """What the calendar knows of one event; `cancelled_on` is '' while it stands."""

    sequence: int
    digest: str
    day: str
    what: str
    interview_id: str
    cancelled_on: str = ""


SyncState = Mapping[str, SyncedEvent]
"""What the calendar knows, by the events' ids."""


def assign_sequences(
    record: SyncState, entries: Iterable[CalendarEntry], *, today: date, made_at: datetime, only: str = ""
) -> tuple[tuple[CalendarEvent, ...], SyncState]:
    """Return the events with their sequence numbers, those cancelled since at the end, and the new record.

    A number stays while the event does, and grows with any change. `only` leaves all other
    interviews' events as they are.
    """
    least = _number(made_at)
    fresh = {entry.event.uid: _told(record.get(entry.event.uid), entry, least) for entry in entries}
    gone = {
        uid: _cancelled(told, today, least)
        for uid, told in record.items()
        if uid not in fresh and only in ("", told.interview_id)
    }
    events = [replace(entry.event, sequence=fresh[entry.event.uid].sequence) for entry in entries]
    events += (_cancellation(uid, told) for uid, told in gone.items() if _still_told(told, today))
    return tuple(events), _bounded({**record, **gone, **fresh}, today)


def load_sync_state(folder: Path) -> SyncState:
    """Return what was recorded in a workspace's folder; one that is damaged is forgotten."""
    try:
        stored = json.loads(read_regular_file(folder / _FILE, _LARGEST))
        if stored["schema"] != _SCHEMA:
            return {}
        return {str(uid): _parsed(row) for uid, row in stored["events"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def save_sync_state(folder: Path, record: SyncState) -> None:
    """Keep the record in a workspace's folder, readable by its owner only. Raises OSError."""
    body = {"schema": _SCHEMA, "events": {uid: asdict(told) for uid, told in record.items()}}
    durable_io.make_folder(folder)
    durable_io.write_durably(folder / _FILE, (json.dumps(body, indent=1) + "\n").encode())


def _told(before: SyncedEvent | None, entry: CalendarEntry, least: int) -> SyncedEvent:
    digest = _digest(entry.event)
    sequence = least
    if before is not None:
        same = before.digest == digest and not before.cancelled_on
        sequence = before.sequence if same else max(before.sequence + 1, least)
    return SyncedEvent(
        sequence=sequence,
        digest=digest,
        day=_day(entry.event),
        what=entry.what,
        interview_id=entry.interview_id,
    )


def _cancelled(told: SyncedEvent, today: date, least: int) -> SyncedEvent:
    if told.cancelled_on:
        return told
    return replace(told, sequence=max(told.sequence + 1, least), cancelled_on=today.isoformat())


def _still_told(told: SyncedEvent, today: date) -> bool:
    return not told.cancelled_on or date.fromisoformat(told.cancelled_on) + _TOLD_FOR >= today


def _cancellation(uid: str, told: SyncedEvent) -> CalendarEvent:
    day = date.fromisoformat(told.day)
    return CalendarEvent(
        uid=uid,
        title=f"No longer planned: {told.what}",
        start=day,
        end=day + timedelta(days=1),
        sequence=told.sequence,
        cancelled=True,
    )


def _bounded(record: SyncState, today: date) -> SyncState:
    kept = {uid: told for uid, told in record.items() if _still_told(told, today)}
    latest = sorted(kept, key=lambda uid: kept[uid].day, reverse=True)[:_MOST]
    return {uid: kept[uid] for uid in latest}


def _number(made_at: datetime) -> int:
    """Return a number that is greater than any given before, even if their record is lost: minutes."""
    return max((made_at - _BEGINNING) // _MINUTE, 1)


def _digest(event: CalendarEvent) -> str:
    return sha256(repr(replace(event, sequence=0)).encode("utf-8", "replace")).hexdigest()[:32]


def _day(event: CalendarEvent) -> str:
    start = event.start
    return (start.date() if isinstance(start, datetime) else start).isoformat()


def _parsed(row: Mapping[str, object]) -> SyncedEvent:
    told = SyncedEvent(
        sequence=int(str(row["sequence"])),
        digest=str(row["digest"]),
        day=date.fromisoformat(str(row["day"])).isoformat(),
        what=str(row["what"]),
        interview_id=str(row["interview_id"]),
        cancelled_on=str(row["cancelled_on"]),
    )
    if told.cancelled_on:
        date.fromisoformat(told.cancelled_on)
    if not 0 <= told.sequence < 2**31:
        raise ValueError(told.sequence)
    return told
