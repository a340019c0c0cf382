"""The workshops, for the facilitator's pages, the participants' pages and the server."""

from pathlib import Path

from followup_core.services.workspace_registry import PLAYBOOK_DIR

from .participant_tokens import JoinRefused
from .participation import ChangeListener, Participation
from .workshop_playbook import WorkshopPlaybook
from .workshop_repository import WorkshopRepository
from .workshop_service import WorkshopService

__all__ = ["JoinRefused", "Participation", "WorkshopService", "open_workshops"]


def open_workshops(
    folder: Path, *, playbook: Path = PLAYBOOK_DIR, changed: ChangeListener | None = None
) -> WorkshopService:
    """Open every workshop in a folder. Only one service may have the folder open, until its `close_all`.

    Args:
        folder: the folder of the workshops; it is created if it is missing.
        playbook: the folder of the playbook files.
        changed: called after a workshop has moved on, with its id and the ids of the participants whose
            screens changed; () if everybody's did.
    """
    content = WorkshopPlaybook(playbook)
    return WorkshopService(WorkshopRepository(folder, content), content, changed)
