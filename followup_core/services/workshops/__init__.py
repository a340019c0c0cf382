"""Workshops: what the facilitator's pages, the participants' pages and the server share."""

import threading
from pathlib import Path

from followup_core.services.workspace_registry import PLAYBOOK_DIR

from .participant_tokens import JoinRefused
from .workshop_service import WorkshopService

__all__ = ["JoinRefused", "WorkshopService", "workshop_service_for"]

_services: dict[Path, WorkshopService] = {}
_lock = threading.Lock()


def workshop_service_for(folder: Path, playbook: Path = PLAYBOOK_DIR) -> WorkshopService:
    """Return the hall of a folder of workshops; one per folder and process."""
    with _lock:
        if folder not in _services:
            _services[folder] = WorkshopService(folder, playbook)
        return _services[folder]
