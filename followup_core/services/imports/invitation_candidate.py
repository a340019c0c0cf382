"""Finds the candidate among an invitation's attendees: known from Settings, chosen before, or likely."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from followup_core.durable_io import write_durably
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import SCHEMA, Row, Settings, normalize_name
from followup_core.regular_files import read_regular_file

_FILE = "import_own.json"
_MAX_REMEMBERED = 50
_MAX_FILE_BYTES = 50_000


def candidate_names(folder: Path, settings: Settings) -> frozenset[str]:
    """Return the addresses and names known to be the candidate's, normalized for comparison."""
    texts = (settings.email, settings.name, *_load_chosen_keys(folder))
    return frozenset(normalize_name(text) for text in texts) - {""}


def attendee_key(row: Row) -> str:
    """Return what identifies an attendee: the normalized address, or the name if there is none."""
    return normalize_name(row["email"]) or normalize_name(row["name"])


def attendee_label(row: Row) -> str:
    """Return an attendee's name and address for a sentence; only one of them if the other is missing."""
    return f"{row['name']} ({row['email']})" if row["name"] and row["email"] else row["name"] or row["email"]


def attendee_names(parsed: ParsedFile) -> Mapping[str, str]:
    """Return the name to show for each attendee of an invitation, by `attendee_key`.

    The order doesn't depend on which attendee is the candidate, so buttons don't move when that changes.
    """
    rows = (*parsed.candidate_rows, *parsed.rows.get("people", ()))
    names = {attendee_key(row): row["name"] or row["email"] for row in rows}
    return dict(sorted(names.items(), key=lambda item: (normalize_name(item[1]), item[0])))


def remember_candidate(folder: Path, chosen_keys: Collection[str], offered_keys: Iterable[str]) -> None:
    """Remember for the next invitation which attendees are the candidate, and which are not.

    If that can't be saved, the next invitation asks again.

    Args:
        folder: The folder of the workspace.
        chosen_keys: The keys of the attendees that are the candidate.
        offered_keys: The keys of all attendees that could be chosen.
    """
    decided_keys = {*offered_keys, *chosen_keys}
    earlier_keys = [key for key in _load_chosen_keys(folder) if key not in decided_keys]
    text = json.dumps([*earlier_keys, *sorted(chosen_keys)][-_MAX_REMEMBERED:], ensure_ascii=False, indent=1)
    with suppress(OSError):
        write_durably(folder / _FILE, text.encode())


def _load_chosen_keys(folder: Path) -> list[str]:
    """Return the keys that were chosen before; [] if the file is missing or damaged."""
    try:
        keys = json.loads(read_regular_file(folder / _FILE, _MAX_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []


def missing_settings(parsed: ParsedFile, settings: Settings) -> dict[str, str]:
    """Return the candidate's email and name from the invitation, if Settings lacks them.

    A name of one word is left out: it was most likely made from the address, and is no full name.
    """
    if len(parsed.candidate_rows) != 1:
        return {}
    [row] = parsed.candidate_rows
    name = row["name"] if len(row["name"].split()) > 1 else ""
    values = {"email": "" if settings.email else row["email"], "name": "" if settings.name else name}
    return {key: value for key, value in values.items() if value}


def with_settings(parsed: ParsedFile, values: Mapping[str, str]) -> ParsedFile:
    """Return the parsed file with these settings, which are then saved in the same action."""
    blank = dict.fromkeys(SCHEMA["settings"].columns, "")
    rows = tuple({**blank, "key": key, "value": value} for key, value in values.items())
    return replace(parsed, rows={**parsed.rows, "settings": (*parsed.rows.get("settings", ()), *rows)})


def candidate_notices(parsed: ParsedFile, settings: Settings) -> Iterator[str]:
    """Yield a sentence for each attendee who is taken for the candidate though Settings doesn't say so."""
    for row in parsed.candidate_rows:
        if not settings.email or normalize_name(row["email"]) != normalize_name(settings.email):
            label = attendee_label(row)
            yield f"{label} looks like you and is left out. If not, add them to the interview by hand."
