"""Finds, creates and deletes the workshops in a data folder, and closes them at the end."""

import secrets
import shutil
from datetime import datetime
from pathlib import Path

from followup_core.services import workspace_registry
from followup_core.workshop.workshop_model import Plan, WorkshopError

from .workshop_playbook import WorkshopPlaybook
from .workshop_session import EVENTS_FILE, WorkshopSession, workshop_deleted_error

DELETED_SUFFIX = ".gone"
"""The end of a folder's name once its deletion has begun."""
_SEEDS = 1_000_000


class WorkshopRepository:
    """Every workshop in a folder, opened once. Only one thread at a time may change it."""

    def __init__(self, folder: Path, content: WorkshopPlaybook) -> None:
        """Finish interrupted deletions, then open the workshops; raises EventLogInUse."""
        self._folder = folder
        self._content = content
        self._sessions: dict[str, WorkshopSession] = {}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for deleted_folder in folder.glob(f"*{DELETED_SUFFIX}"):
            shutil.rmtree(deleted_folder, ignore_errors=True)
        for workshop_folder in sorted(folder.iterdir()):
            if (workshop_folder / EVENTS_FILE).is_file():
                self._load(workshop_folder)

    def sessions(self) -> tuple[WorkshopSession, ...]:
        """Return every workshop."""
        return tuple(self._sessions.values())

    def find(self, workshop_id: str) -> WorkshopSession | None:
        """Return a workshop, or None if it was deleted."""
        return self._sessions.get(workshop_id)

    def get(self, workshop_id: str) -> WorkshopSession:
        """Return a workshop; raise WorkshopError if it was deleted."""
        session = self.find(workshop_id)
        if session is None:
            raise workshop_deleted_error()
        return session

    def create(self, plan: Plan, when: datetime) -> WorkshopSession:
        """Create a workshop with a random id; it is on the disk when this returns."""
        folder = self._folder / f"{plan.held_on.isoformat()}-{secrets.token_hex(4)}"
        session = WorkshopSession.create(folder, plan, secrets.randbelow(_SEEDS), when, self._content)
        self._sessions[session.workshop_id] = session
        return session

    def withdraw(self, session: WorkshopSession) -> Path:
        """Take a workshop out of use and return its renamed folder, which `erase` deletes.

        Raises:
            WorkshopError: the disk refuses; the workshop continues as it was.
        """
        session.close()
        workspace_registry.close_workspaces_in(session.folder)
        deleted_folder = session.folder.with_name(session.folder.name + DELETED_SUFFIX)
        try:
            session.folder.rename(deleted_folder)
        except OSError as error:
            self._load(session.folder)
            raise WorkshopError(
                f"The workshop couldn't be deleted ({error.strerror}).",
                "All of it is still there. Try again.",
            ) from error
        del self._sessions[session.workshop_id]
        return deleted_folder

    def erase(self, deleted_folder: Path) -> None:
        """Delete a withdrawn workshop's files; raise WorkshopError if some stay until the next start."""
        try:
            shutil.rmtree(deleted_folder)
        except OSError as error:
            raise WorkshopError(
                f"Some files of the workshop couldn't be deleted ({error.strerror}).",
                "Start the program again: it deletes the rest as it starts.",
            ) from error

    def close_all(self) -> None:
        """Close every workshop."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()

    def _load(self, folder: Path) -> None:
        session = WorkshopSession.load(folder, self._content)
        if session is not None:
            self._sessions[folder.name] = session
