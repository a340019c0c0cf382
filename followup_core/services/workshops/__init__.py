"""Workshops: what the facilitator's pages, the participants' pages and the server share."""

import threading
from pathlib import Path

from followup_core.services.workspace_registry import PLAYBOOK

from .participant_tokens import JoinRefused
from .workshop_service import Hall

__all__ = ["Hall", "JoinRefused", "hall_of"]

_halls: dict[Path, Hall] = {}
_lock = threading.Lock()


def hall_of(folder: Path, playbook: Path = PLAYBOOK) -> Hall:
    """Return the hall of a folder of workshops; one per folder and process."""
    with _lock:
        if folder not in _halls:
            _halls[folder] = Hall(folder, playbook)
        return _halls[folder]
