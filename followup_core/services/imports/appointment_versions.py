"""Remembers the newest version of each appointment, even after its interview was deleted or withdrawn.

UID and SEQUENCE of an invitation are columns of its interview, and are deleted with the interview. What those
columns can't hold is a row of the settings table: its key is `appointment UID`, its value
`SEQUENCE DTSTAMP HELD_AT`. If the version cancels the appointment, the last word isn't HELD_AT but `canceled`
(the candidate decided about the interview) or `announced` (not decided). The settings table accepts any key,
and keeps keys that it doesn't know. So no new column and no new file is needed: every backup, export and ZIP
has these rows, and an undo removes them with the rest of its action.

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

_KEY_PREFIX = "appointment "
_CANCELED = "canceled"
_ANNOUNCED = "announced"
_UNKNOWN = "-"
_VALUE = re.compile(r"(\d{1,10}) (\d{8}T\d{6}Z|-) (\S+)", re.ASCII)
_UID_WITH_ORIGINAL_TIME = re.compile(r"(.+) (\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}Z?)?)", re.ASCII)
_UID_OF_FIRST_EDITION = re.compile(r"(.+) (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}):\d{2}", re.ASCII)
"""A UID with the original time as the first edition wrote it: in the file's zone, without naming the zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentVersion:
    """One version of an appointment: its SEQUENCE, its DTSTAMP and its local time (the last two may be '').

    If the version `is_off`, it cancels the appointment and has no time; `is_decided` then says whether the
    candidate decided about the interview. This class compares a file's version with the stored one; among the
    versions within one file, `EventVersion.order` decides.
    """

    sequence: int
    stamp: str = ""
    held_at: str = ""
    is_off: bool = False
    is_decided: bool = False

    def compare(self, other: "AppointmentVersion") -> int:
        """Return a positive number if this is the newer version, a negative one if the older, 0 if neither.

        If the SEQUENCEs are equal, neither is newer unless both have a DTSTAMP.
        """
        if self.sequence != other.sequence or not (self.stamp and other.stamp):
            return self.sequence - other.sequence
        return (self.stamp > other.stamp) - (self.stamp < other.stamp)


def version_of(row: Row, stamps: Mapping[str, str]) -> AppointmentVersion:
    """Return the version of an interview in a file; `stamps` are the file's DTSTAMPs by UID."""
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
    """Return the keys of an interview's appointment, the most specific first; () if it has no UID.

    The key is the UID, or for an exception of a series the UID with the original time in UTC. The first
    appointment of a series has both keys, because a later version may name it either way.
    """
    uid, timezone = row.get("calendar_uid", ""), row.get("timezone", "")
    if not uid:
        return ()
    if earlier := _UID_OF_FIRST_EDITION.fullmatch(uid):
        series, original = earlier[1], f"{earlier[2]}T{earlier[3]}"
        return (f"{series} {utc_minute(original, timezone)}", f"{series} {original}Z")
    if _UID_WITH_ORIGINAL_TIME.fullmatch(uid):
        return (uid,)
    return (uid, f"{uid} {utc_minute(row['held_at'], timezone)}")


def series_of(uid: str) -> str:
    """Return the UID of the series that an appointment's key names; '' if it names none."""
    match = _UID_WITH_ORIGINAL_TIME.fullmatch(uid)
    return match[1] if match else ""


# What is remembered.


def is_appointment_key(key: str) -> bool:
    """Return whether a row of the settings table with this key is a remembered version."""
    return key.startswith(_KEY_PREFIX)


class AppointmentMemory:
    """Looks up the remembered versions of a snapshot by UID."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._settings = rows_of(snapshot, "settings")

    def version(self, uid: str) -> AppointmentVersion | None:
        """Return the remembered version of an appointment; None if there is none."""
        row = self._settings.get((_KEY_PREFIX + uid,)) if uid else None
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
        """Return the newest cancellation of an interview's appointment or its series; None if none."""
        keys = appointment_keys(row)
        versions = map(self.version, (*keys, *map(series_of, keys)))
        canceled = [version for version in versions if version is not None and version.is_off]
        return max(canceled, key=lambda version: (version.sequence, version.stamp), default=None)

    def stored_version(self, row: Row) -> AppointmentVersion:
        """Return the version of a stored interview, with the details that are remembered."""
        remembered_version = self.version(row.get("calendar_uid", ""))
        if (
            remembered_version is not None
            and not remembered_version.is_off
            and remembered_version.sequence == sequence_of(row)
        ):
            return remembered_version
        return AppointmentVersion(sequence=sequence_of(row))


def version_change(uid: str, version: AppointmentVersion) -> Change:
    """Return the change that remembers a version of an appointment."""
    status = _CANCELED if version.is_decided else _ANNOUNCED
    third_word = status if version.is_off else version.held_at
    value = f"{version.sequence} {version.stamp or _UNKNOWN} {third_word}"
    return upsert("settings", key=_KEY_PREFIX + uid, value=value)
