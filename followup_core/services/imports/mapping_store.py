"""How columns were matched the last time: kept beside the workspace, so nobody is asked twice."""

import json
from collections.abc import Mapping
from pathlib import Path

from followup_core.durable_io import write_durably
from followup_core.regular_files import read_regular_file

_FILE = "import_columns.json"
_MOST = 50
_LARGEST = 200_000  # bytes


def load_mapping(workspace: Path, signature: str) -> Mapping[str, str] | None:
    """Return what each column of such a file meant the last time; None where there was none."""
    return _all(workspace).get(signature)


def save_mapping(workspace: Path, signature: str, meanings: Mapping[str, str]) -> None:
    """Keep what each column means, for the next file with the same columns; the last 50 are kept."""
    known = _all(workspace)
    known.pop(signature, None)
    kept = dict([*known.items(), (signature, dict(meanings))][-_MOST:])
    write_durably(workspace / _FILE, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def _all(workspace: Path) -> dict[str, Mapping[str, str]]:
    try:
        found = json.loads(read_regular_file(workspace / _FILE, _LARGEST))
    except (OSError, ValueError, RecursionError):  # what is not there, or damaged, was not remembered
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _texts(each) for name, each in found.items() if isinstance(each, dict)}


def _texts(meanings: Mapping[object, object]) -> Mapping[str, str]:
    return {str(column): str(field) for column, field in meanings.items()}
