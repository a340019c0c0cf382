"""One workshop that is kept: its events on the disk, its room in memory, and what it puts to the room."""

import json
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from followup_core.playbook import Playbook, WorkshopBook
from followup_core.store import EventLog, StoredEvent
from followup_core.workshop.prompts import build_prompts
from followup_core.workshop.workshop_model import Plan, Prompt, WorkshopError
from followup_core.workshop.workshop_state import EventKind, Participant, WorkshopState, replay, stored_plan

from .participant_texts import ParticipantTexts


class WorkshopSession:
    """A workshop's folder while the program runs. One thread at a time; the hall sees to that."""

    def __init__(self, folder: Path, ledger: EventLog, room: WorkshopState) -> None:
        self.folder = folder
        self.room = room
        self.texts = ParticipantTexts(folder / "people")
        self.looking = threading.Lock()
        """Held while the room changes and while somebody looks at it; never while the disk is waited for."""
        self._ledger = ledger
        self._deck: tuple[Plan, Mapping[tuple[str, str], Prompt]] | None = None

    @classmethod
    def load(cls, folder: Path) -> "WorkshopSession | None":
        """Return the workshop of a folder; None where its making was never finished."""
        ledger = EventLog(folder / "events.csv")
        room = replay(folder.name, ledger.read())
        if room is None:
            ledger.close()
            return None
        return cls(folder, ledger, room)

    @classmethod
    def create(cls, folder: Path, plan: Plan, seed: int, when: datetime) -> "WorkshopSession":
        """Make a workshop's folder; when this returns it is on the disk."""
        folder.mkdir(parents=True, mode=0o700)
        ledger = EventLog(folder / "events.csv")
        ledger.append(StoredEvent(at=_stamp(when), what=EventKind.PLANNED, value=stored_plan(plan, seed)))
        room = replay(folder.name, ledger.read())
        if room is None:
            raise WorkshopError("The workshop could not be made.", "Try again.")
        return cls(folder, ledger, room)

    def record(
        self,
        what: EventKind,
        when: datetime,
        *,
        participant: str = "",
        activity: str = "",
        prompt: str = "",
        value: str = "",
    ) -> None:
        """Let something happen: first on the disk, then in the room. Raises NotSaved."""
        event = StoredEvent(
            at=_stamp(when),
            what=what,
            participant_id=participant,
            activity_id=activity,
            prompt_id=prompt,
            value=value,
        )
        self._ledger.append(event)
        with self.looking:
            self.room.apply(event)

    def plan(self, plan: Plan, when: datetime) -> None:
        """Change the plan; the seed stays, so that what was generated stays as it was."""
        self.record(EventKind.PLANNED, when, value=stored_plan(plan, self.room.seed))

    def join(self, seat: Participant, when: datetime) -> None:
        """Give somebody a seat."""
        stored = {
            "cookie_hash": seat.cookie_hash,
            "resume_hash": seat.resume_hash,
            "pair_code": seat.pair_code,
        }
        self.record(EventKind.JOINED, when, participant=seat.participant_id, value=json.dumps(stored))

    def prompts(
        self, book: WorkshopBook, playbook: Callable[[], Playbook]
    ) -> Mapping[tuple[str, str], Prompt]:
        """Return every prompt by activity and prompt; made once a plan."""
        if self._deck is None or self._deck[0] is not self.room.plan:
            self._deck = (self.room.plan, build_prompts(self.room.plan, book, playbook()))
        return self._deck[1]

    def close(self) -> None:
        """Let go of the files."""
        self._ledger.close()


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
