"""Which people of an invitation are the candidate: known from Settings, said before, or likely."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from followup_core.durable_io import write_durably
from followup_core.formats.parsed_file import ParsedFile
from followup_core.models import SCHEMA, Row, Settings, normalize_name
from followup_core.regular_files import read_regular_file

_FILE = "import_own.json"
_MOST = 50
_LARGEST = 50_000  # bytes


def own_names(workspace: Path, settings: Settings) -> frozenset[str]:
    """Return the addresses and names known to be the candidate's, as names are compared."""
    return frozenset(normalize_name(each) for each in (settings.email, settings.name, *_said(workspace))) - {
        ""
    }


def entry(row: Row) -> str:
    """Return what tells one person of an invitation from the others: the address, else the name."""
    return normalize_name(row["email"]) or normalize_name(row["name"])


def called(row: Row) -> str:
    """Return how one person of an invitation is named in a sentence: name and address."""
    return f"{row['name']} ({row['email']})" if row["name"] and row["email"] else row["name"] or row["email"]


def entries(arrival: ParsedFile) -> dict[str, str]:
    """Return everybody of an invitation by `entry`, with the name to show, in an order that stays."""
    rows = (*arrival.yours, *arrival.rows.get("people", ()))
    found = {entry(row): row["name"] or row["email"] for row in rows}
    return dict(sorted(found.items(), key=lambda each: (normalize_name(each[1]), each[0])))


def remember_own(workspace: Path, said: Collection[str], offered: Iterable[str]) -> None:
    """Keep which of the entries that were `offered` are the candidate's, for the next invitation.

    Where it cannot be kept, the next invitation asks again.
    """
    others = set(offered) - set(said)
    kept = [each for each in _said(workspace) if each not in others and each not in said]
    text = json.dumps([*kept, *sorted(said)][-_MOST:], ensure_ascii=False, indent=1)
    with suppress(OSError):
        write_durably(workspace / _FILE, text.encode())


def _said(workspace: Path) -> list[str]:
    try:
        found = json.loads(read_regular_file(workspace / _FILE, _LARGEST))
    except (OSError, ValueError, RecursionError):  # what is not there, or damaged, was not said
        return []
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def missing_settings(arrival: ParsedFile, settings: Settings) -> dict[str, str]:
    """Return the candidate's email and name as the invitation has them, where Settings has none.

    One word is no full name: it was most likely spelled from the address.
    """
    if len(arrival.yours) != 1:
        return {}
    [row] = arrival.yours
    name = row["name"] if len(row["name"].split()) > 1 else ""
    found = {"email": "" if settings.email else row["email"], "name": "" if settings.name else name}
    return {key: value for key, value in found.items() if value}


def with_settings(arrival: ParsedFile, values: dict[str, str]) -> ParsedFile:
    """Return the arrival with these settings, to be saved together with it."""
    blank = dict.fromkeys(SCHEMA["settings"].columns, "")
    rows = tuple({**blank, "key": key, "value": value} for key, value in values.items())
    return replace(arrival, rows={**arrival.rows, "settings": (*arrival.rows.get("settings", ()), *rows)})


def own_notices(arrival: ParsedFile, settings: Settings) -> Iterator[str]:
    """Say who stays out as the candidate though Settings does not name their address."""
    for row in arrival.yours:
        if not settings.email or normalize_name(row["email"]) != normalize_name(settings.email):
            yield f"{called(row)} looks like you and stays out. If not, add them to the interview by hand."
