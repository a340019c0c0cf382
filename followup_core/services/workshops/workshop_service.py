"""The hall: what a facilitator does with workshops, on top of what participants do in them.

Each action is on the disk before the call returns. Safe between threads; one process at a time.
"""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from followup_core.services import workspace_registry
from followup_core.workshop.agenda import first_of
from followup_core.workshop.join_codes import JOIN_LENGTH, new_code
from followup_core.workshop.retention import MAX_KEEP_DAYS, MIN_KEEP_DAYS
from followup_core.workshop.workshop_model import (
    Activity,
    Plan,
    Prompt,
    PublicView,
    PublishedResults,
    State,
    WorkshopError,
)
from followup_core.workshop.workshop_state import EventKind

from .participation import ParticipantService
from .workshop_repository import DELETED_MARK
from .workshop_session import WorkshopSession
from .workshop_views import exported_results


class WorkshopService(ParticipantService):
    """The workshops of a folder, with what the playbook puts to the room."""

    def plans(self) -> tuple[PublicView, ...]:
        """Return every workshop, the latest day first."""
        with self._lock:
            walls = [self._public_view(kept) for kept in self._kept.values()]
        return tuple(sorted(walls, key=lambda wall: (wall.plan.held_on, wall.workshop_id), reverse=True))

    def wall(self, workshop_id: str) -> PublicView:
        """Return what everybody may see of a workshop; raise WorkshopError when it is gone."""
        with self._lock:
            return self._public_view(self._session(workshop_id))

    def current(self) -> PublicView | None:
        """Return the workshop that is open, None if none is."""
        with self._lock:
            kept = self._open_session()
            return self._public_view(kept) if kept else None

    def create(self, plan: Plan, when: datetime) -> str:
        """Prepare a workshop and return its id; raise WorkshopError for a plan that cannot be held."""
        _check(plan)
        workshop_id = f"{plan.held_on.isoformat()}-{secrets.token_hex(4)}"
        with self._lock:
            self._kept[workshop_id] = WorkshopSession.create(
                self._folder / workshop_id, plan, secrets.randbelow(10**6), when
            )
        return workshop_id

    def change_plan(self, workshop_id: str, plan: Plan, when: datetime) -> None:
        """Change what was prepared; raise WorkshopError once it was opened."""
        _check(plan)
        with self._lock:
            kept = self._session(workshop_id)
            if kept.room.state is not State.PLANNED:
                raise WorkshopError(
                    "A workshop that was opened keeps its agenda.", "Duplicate it, and change the copy."
                )
            kept.plan(plan, when)

    def duplicate(self, workshop_id: str, held_on: date, when: datetime) -> str:
        """Prepare a workshop with the same agenda on another day; return its id."""
        with self._lock:
            plan = self._session(workshop_id).room.plan
        keep_days = max(plan.keep_days, MIN_KEEP_DAYS)  # earlier versions allowed 0
        return self.create(replace(plan, held_on=held_on, keep_days=keep_days), when)

    def open(self, workshop_id: str, when: datetime) -> None:
        """Let participants in, with a new code; raise WorkshopError while another workshop is open."""
        with self._lock:
            kept, other = self._session(workshop_id), self._open_session()
            if other is kept:
                return
            if other is not None:
                raise WorkshopError(
                    f"“{other.room.plan.title}” is still open.",
                    "Close it first: one code is on the wall at a time.",
                )
            kept.record(EventKind.OPENED, when, value=new_code(JOIN_LENGTH))
        self.moved(workshop_id, ())

    def forward(self, workshop_id: str, when: datetime) -> None:
        """Go on to the next stop; at the end nothing happens."""
        self._move(workshop_id, lambda kept: -1 if kept.room.place is None else kept.room.place, +1, when)

    def back(self, workshop_id: str, when: datetime) -> None:
        """Go back to the stop before; from the first one, to the way in."""
        self._move(workshop_id, lambda kept: kept.room.place, -1, when)

    def go_to(self, workshop_id: str, activity: int, when: datetime) -> None:
        """Go to the beginning of an activity; one that does not exist changes nothing."""
        self._move(workshop_id, lambda kept: first_of(kept.room.steps, activity), 0, when)

    def _move(
        self, workshop_id: str, start: Callable[[WorkshopSession], int | None], by: int, when: datetime
    ) -> None:
        with self._lock:
            kept = self._session(workshop_id)
            if kept.room.state is not State.OPEN:
                raise WorkshopError("The workshop is not open.", "Open it first.")
            begin = start(kept)
            place = None if begin is None else begin + by
            if place is None or place == kept.room.place or not -1 <= place < len(kept.room.steps):
                return
            kept.record(EventKind.STEPPED, when, value=str(place))
        self.moved(workshop_id, ())

    def close(self, workshop_id: str, when: datetime) -> None:
        """End a workshop: nobody joins or answers any more; what is a participant's own stays for now."""
        with self._lock:
            kept = self._session(workshop_id)
            if kept.room.state is State.CLOSED:
                return
            kept.record(EventKind.CLOSED, when)
        self.moved(workshop_id, ())

    def delete(self, workshop_id: str) -> None:
        """Delete a workshop with all its participants' data; one that is gone already is no error.

        Raises WorkshopError when the disk refuses: then all of it is still there, or the rest goes at the
        next start.
        """
        with self._lock:
            kept = self._kept.get(workshop_id)
            if kept is None:
                return
            gone = kept.folder.with_name(kept.folder.name + DELETED_MARK)
            self._put_out_of_use(kept, gone)
            del self._kept[workshop_id]
            self._door.forget(workshop_id)
            self.moved(workshop_id, ())
            try:
                shutil.rmtree(gone)
            except OSError as error:
                raise WorkshopError(
                    f"Some files of the workshop couldn't be deleted ({error.strerror}).",
                    "Start the program again: it deletes the rest as it starts.",
                ) from error

    def _put_out_of_use(self, kept: WorkshopSession, gone: Path) -> None:
        """Give a workshop's folder a name that is never opened, or leave everything as it was."""
        kept.close()
        workspace_registry.close_workspaces_in(kept.folder)
        try:
            kept.folder.rename(gone)
        except OSError as error:
            again = WorkshopSession.load(kept.folder)
            if again is not None:
                self._kept[kept.room.workshop_id] = again
            raise WorkshopError(
                f"The workshop couldn't be deleted ({error.strerror}).",
                "All of it is still there. Try again.",
            ) from error

    def sweep(self, now: datetime) -> tuple[str, ...]:
        """Delete the workshops that were closed long enough ago; return their titles.

        A workshop is never deleted while it is open, and what was only prepared stays. One that was left
        open, with nothing happening in it, is closed, and its days count from then.
        """
        with self._lock:
            for kept in tuple(self._kept.values()):
                if kept.room.is_forgotten(now):
                    self.close(kept.room.workshop_id, now)
            due = [kept for kept in self._kept.values() if kept.room.is_due(now)]
            for kept in due:
                self.delete(kept.room.workshop_id)
        return tuple(kept.room.plan.title for kept in due)

    def exported(self, workshop_id: str) -> tuple[tuple[Activity, Prompt, PublishedResults], ...]:
        """Return the released answers of every prompt, with the minimum for exports."""
        with self._lock:
            kept = self._session(workshop_id)
            deck = self._prompts(kept)
            with kept.looking:
                return exported_results(kept.room, deck)


def _check(plan: Plan) -> None:
    if not MIN_KEEP_DAYS <= plan.keep_days <= MAX_KEEP_DAYS:
        raise WorkshopError(
            f"{plan.keep_days} is not a number of days to keep what people enter.",
            f"Choose {MIN_KEEP_DAYS} to {MAX_KEEP_DAYS} days.",
        )
    if not plan.title.strip():
        raise WorkshopError("The workshop has no title.", "Give it one; it stands on the wall.")
    if not plan.agenda:
        raise WorkshopError("The agenda is empty.", "Choose an outline, or add an activity.")
