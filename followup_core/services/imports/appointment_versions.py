"""The newest version of each appointment, remembered also when its interview was deleted or withdrawn.

UID and SEQUENCE of an invitation are columns of its interview, and go with it. What those columns can't hold
is a row of the settings table: its key is `appointment UID`, its value `SEQUENCE DTSTAMP HELD_AT`. In place
of HELD_AT it has `canceled` where that version is off and somebody decided about the interview, and
`announced` where it is off and nothing was decided. That table takes any key, and keeps those that it doesn't
know. So it needs no new column and no new file, every backup, export and ZIP has the rows, and an undo takes
them back with the rest of its action.

By RFC 5546 (2.1.5) the higher SEQUENCE is the newer version, and of equal ones the later DTSTAMP.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from followup_core.formats.parsed_file import CanceledAppointment
from followup_core.models import Row, utc_minute
from followup_core.services.record_cache import rows_of
from followup_core.services.row_changes import upsert
from followup_core.store import Change, Snapshot

_KEY = "appointment "
_CANCELED = "canceled"
_ANNOUNCED = "announced"
_UNKNOWN = "-"
_VALUE = re.compile(r"(\d{1,10}) (\d{8}T\d{6}Z|-) (\S+)", re.ASCII)
_WITH_ORIGINAL = re.compile(r"(.+) (\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}Z?)?)", re.ASCII)
_EARLIER_FORM = re.compile(r"(.+) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}):\d{2}", re.ASCII)
"""The original time as the first edition wrote it: in whatever zone the file had, without saying which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentVersion:
    """One version of an appointment: its SEQUENCE and DTSTAMP ('' unknown), and the local time it gives.

    `held_at` is '' where that is not known. A version that `is_off` gives no time; `is_decided` says whether
    somebody decided what becomes of its interview. This class compares what a file has with what is stored;
    within one file, `EventVersion.order` decides.
    """

    sequence: int
    stamp: str = ""
    held_at: str = ""
    is_off: bool = False
    is_decided: bool = False

    def compare(self, other: "AppointmentVersion") -> int:
        """Return a positive number if this is the newer version, a negative one if the older, 0 if neither.

        Of equal SEQUENCEs nothing is known unless both have a DTSTAMP.
        """
        if self.sequence != other.sequence or not (self.stamp and other.stamp):
            return self.sequence - other.sequence
        return (self.stamp > other.stamp) - (self.stamp < other.stamp)


def version_of(row: Row, stamps: Mapping[str, str]) -> AppointmentVersion:
    """Return the version in an interview of a file; `stamps` are those of the file, by UID."""
    stamp = stamps.get(row.get("calendar_uid", ""), "")
    return AppointmentVersion(sequence=sequence_of(row), stamp=stamp, held_at=row["held_at"])


def canceled_version(appointment: CanceledAppointment) -> AppointmentVersion:
    """Return the version that says that an appointment is off."""
    return AppointmentVersion(sequence=appointment.sequence, stamp=appointment.stamp, is_off=True)


def sequence_of(row: Row) -> int:
    """Return an interview's SEQUENCE, 0 if it has none."""
    text = row.get("calendar_sequence", "")
    return int(text) if text.isascii() and text.isdigit() else 0


# What identifies an appointment.


def appointment_keys(row: Row) -> tuple[str, ...]:
    """Return what an interview's appointment is known by, the surest first; nothing without a UID.

    That is its UID, with the original time where it is one appointment of a series, in UTC. The first
    appointment of a series is known by both, since a later version may name it either way.
    """
    uid, timezone = row.get("calendar_uid", ""), row.get("timezone", "")
    if not uid:
        return ()
    if earlier := _EARLIER_FORM.fullmatch(uid):
        series, original = earlier[1], f"{earlier[2]}T{earlier[3]}"
        return (f"{series} {utc_minute(original, timezone)}", f"{series} {original}Z")
    if _WITH_ORIGINAL.fullmatch(uid):
        return (uid,)
    return (uid, f"{uid} {utc_minute(row['held_at'], timezone)}")


def series_of(uid: str) -> str:
    """Return the UID of the series that an appointment belongs to, '' if it names none."""
    match = _WITH_ORIGINAL.fullmatch(uid)
    return match[1] if match else ""


# The memory.


def is_appointment_key(key: str) -> bool:
    """Return whether a key of the settings table is that of a remembered version."""
    return key.startswith(_KEY)


class AppointmentMemory:
    """The versions that are remembered in a snapshot, by UID."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._settings = rows_of(snapshot, "settings")

    def version(self, uid: str) -> AppointmentVersion | None:
        """Return the version that is remembered of an appointment, None if there is none."""
        row = self._settings.get((_KEY + uid,)) if uid else None
        match = _VALUE.fullmatch(row.get("value", "")) if row else None
        if match is None:
            return None
        is_off = match[3] in (_CANCELED, _ANNOUNCED)
        return AppointmentVersion(
            sequence=int(match[1]),
            stamp="" if match[2] == _UNKNOWN else match[2],
            held_at="" if is_off else match[3],
            is_off=is_off,
            is_decided=match[3] == _CANCELED,
        )

    def cancellation(self, row: Row) -> AppointmentVersion | None:
        """Return the version that canceled an interview's appointment or its whole series, if any did."""
        keys = appointment_keys(row)
        versions = map(self.version, (*keys, *map(series_of, keys)))
        canceled = [version for version in versions if version is not None and version.is_off]
        return max(canceled, key=lambda version: (version.sequence, version.stamp), default=None)

    def stored_version(self, row: Row) -> AppointmentVersion:
        """Return the version that a stored interview has, with what is remembered of it."""
        remembered = self.version(row.get("calendar_uid", ""))
        if remembered is not None and not remembered.is_off and remembered.sequence == sequence_of(row):
            return remembered
        return AppointmentVersion(sequence=sequence_of(row))


def remembered(uid: str, version: AppointmentVersion) -> Change:
    """Return the change that remembers a version of an appointment."""
    off = _CANCELED if version.is_decided else _ANNOUNCED
    says = off if version.is_off else version.held_at
    value = f"{version.sequence} {version.stamp or _UNKNOWN} {says}"
    return upsert("settings", key=_KEY + uid, value=value)
