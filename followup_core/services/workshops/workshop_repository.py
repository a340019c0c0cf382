"""The workshops of a data folder: found at the start, each opened once, and let go together."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from followup_core.playbook import Playbook, WorkshopBook, load_workshop_book, reloadable_playbook
from followup_core.workshop.retention import deletion_words
from followup_core.workshop.workshop_model import ParticipantRef, PublicView, State, WorkshopError

from .participant_tokens import ParticipantTokens
from .workshop_session import WorkshopSession
from .workshop_views import Prompts, public_view

DELETED_MARK = ".gone"
"""Ends the name of a folder whose deletion has begun."""


class WorkshopRepository:
    """Every workshop of `folder`. What is done with them is done under `_lock`."""

    def __init__(self, folder: Path, playbook: Path) -> None:
        self._folder = folder
        self._shelf = reloadable_playbook(playbook)
        self.book: WorkshopBook = load_workshop_book(playbook / "workshop")
        self._lock = threading.RLock()
        self._door = ParticipantTokens()
        self._kept: dict[str, WorkshopSession] = {}
        self.moved: Callable[[str, tuple[str, ...]], None] = _nobody_listens
        """Called with a workshop's id after it moved on, so that the phones can follow.

        The participants whose screens changed come second, () for everybody's.
        """
        self._find()

    def _find(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for gone in self._folder.glob(f"*{DELETED_MARK}"):
            shutil.rmtree(gone, ignore_errors=True)
        for folder in sorted(self._folder.iterdir()):
            kept = WorkshopSession.load(folder) if (folder / "events.csv").is_file() else None
            if kept:
                self._kept[folder.name] = kept
                self._door.add(folder.name, kept.room.participants.values())

    @property
    def playbook(self) -> Playbook:
        """The playbook in force."""
        return self._shelf.current()[0]

    def deletion(self) -> str:
        """Return when the open workshop's data is deleted, in words; '' while none is open."""
        with self._lock:
            kept = self._open_session()
            return deletion_words(kept.room.plan.keep_days) if kept else ""

    def close_all(self) -> None:
        """Let go of every file; the hall is of no use afterwards."""
        with self._lock:
            for kept in self._kept.values():
                kept.close()
            self._kept.clear()

    def _notify_partners(self, who: ParticipantRef) -> None:
        partners = self._session(who.workshop_id).room.partners(who.participant_id)
        if partners:
            self.moved(who.workshop_id, partners)

    def _session(self, workshop_id: str) -> WorkshopSession:
        try:
            return self._kept[workshop_id]
        except KeyError:
            raise WorkshopError(
                "This workshop is not there any more.", "It was deleted; nothing is left."
            ) from None

    def _session_of(self, who: ParticipantRef) -> WorkshopSession:
        kept = self._session(who.workshop_id)
        if who.participant_id not in kept.room.participants:
            raise WorkshopError("You have left this workshop.", "Join again with the code on the wall.")
        return kept

    def _open_session(self) -> WorkshopSession | None:
        return next((kept for kept in tuple(self._kept.values()) if kept.room.state is State.OPEN), None)

    def _prompts(self, kept: WorkshopSession) -> Prompts:
        return kept.prompts(self.book, lambda: self.playbook)

    def _public_view(self, kept: WorkshopSession) -> PublicView:
        deck = self._prompts(kept)
        with kept.looking:
            return public_view(kept.room, deck)


def _nobody_listens(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Do nothing: where no screens are, nobody has to be told."""
