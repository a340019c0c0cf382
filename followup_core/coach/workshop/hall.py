"""The hall: all workshops of a data folder, and everything a facilitator or a participant does in them.

Each action is on the disk before the call returns. Safe between threads; one process at a time.
"""

import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from followup_core.coach import house
from followup_core.playbook import Playbook, Shelf, WorkshopBook, load_workshop_book
from followup_core.workshop.agenda import first_of
from followup_core.workshop.codes import hashed, new_join_code, read_code
from followup_core.workshop.model import (
    Activity,
    ActivityKind,
    Entered,
    Plan,
    Prompt,
    Published,
    Seen,
    State,
    Wall,
    Who,
    WorkshopError,
)
from followup_core.workshop.room import What

from .door import MOST_SEATS, Door, JoinRefused
from .kept import Kept
from .showing import Deck, exports_of, seen_of, wall_of

_GONE_MARK = ".gone"


class Hall:
    """The workshops of `folder`, with what `playbook` puts to the room."""

    def __init__(self, folder: Path, playbook: Path) -> None:
        self._folder = folder
        self._shelf = Shelf(playbook)
        self.book: WorkshopBook = load_workshop_book(playbook / "workshop")
        self._lock = threading.RLock()
        self._door = Door()
        self._kept: dict[str, Kept] = {}
        self.moved: Callable[[str, tuple[str, ...]], None] = _nobody_listens
        """Called with a workshop's id after it moved on, so that the phones can follow.

        The participants whose screens changed come second, () for everybody's.
        """
        self._find()

    def _find(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for gone in self._folder.glob(f"*{_GONE_MARK}"):
            shutil.rmtree(gone, ignore_errors=True)
        for folder in sorted(self._folder.iterdir()):
            kept = Kept.found(folder) if (folder / "events.csv").is_file() else None
            if kept:
                self._kept[folder.name] = kept
                self._door.add(folder.name, kept.room.seats.values())

    # What the facilitator does.

    @property
    def playbook(self) -> Playbook:
        """The playbook in force."""
        return self._shelf.current()[0]

    def plans(self) -> tuple[Wall, ...]:
        """Return every workshop, the latest day first."""
        with self._lock:
            walls = [self._wall(kept) for kept in self._kept.values()]
        return tuple(sorted(walls, key=lambda wall: (wall.plan.held_on, wall.workshop_id), reverse=True))

    def wall(self, workshop_id: str) -> Wall:
        """Return what everybody may see of a workshop; raise WorkshopError when it is gone."""
        with self._lock:
            return self._wall(self._one(workshop_id))

    def current(self) -> Wall | None:
        """Return the workshop that is open, None if none is."""
        with self._lock:
            kept = self._open()
            return self._wall(kept) if kept else None

    def create(self, plan: Plan, when: datetime) -> str:
        """Prepare a workshop and return its id; raise WorkshopError for a plan that cannot be held."""
        _check(plan)
        workshop_id = f"{plan.held_on.isoformat()}-{secrets.token_hex(4)}"
        with self._lock:
            self._kept[workshop_id] = Kept.new(self._folder / workshop_id, plan, secrets.randbelow(10**6), when)
        return workshop_id

    def change_plan(self, workshop_id: str, plan: Plan, when: datetime) -> None:
        """Change what was prepared; raise WorkshopError once it was opened."""
        _check(plan)
        with self._lock:
            kept = self._one(workshop_id)
            if kept.room.state is not State.PLANNED:
                raise WorkshopError(
                    "A workshop that was opened keeps its agenda.", "Duplicate it, and change the copy."
                )
            kept.plan(plan, when)

    def duplicate(self, workshop_id: str, held_on: date, when: datetime) -> str:
        """Prepare a workshop with the same agenda on another day; return its id."""
        with self._lock:
            plan = self._one(workshop_id).room.plan
        return self.create(replace(plan, held_on=held_on), when)

    def open(self, workshop_id: str, when: datetime) -> None:
        """Let participants in, with a new code; raise WorkshopError while another workshop is open."""
        with self._lock:
            kept, other = self._one(workshop_id), self._open()
            if other is kept:
                return
            if other is not None:
                raise WorkshopError(
                    f"“{other.room.plan.title}” is still open.", "Close it first: one code is on the wall at a time."
                )
            kept.happen(What.OPENED, when, value=new_join_code())
        self.moved(workshop_id, ())

    def forward(self, workshop_id: str, when: datetime) -> None:
        """Go on to the next stop; at the end nothing happens."""
        self._move(workshop_id, lambda kept: -1 if kept.room.place is None else kept.room.place, +1, when)

    def back(self, workshop_id: str, when: datetime) -> None:
        """Go back to the stop before; at the first nothing happens."""
        self._move(workshop_id, lambda kept: kept.room.place or 0, -1, when)

    def go_to(self, workshop_id: str, activity: int, when: datetime) -> None:
        """Go to the beginning of an activity; one that does not exist changes nothing."""
        self._move(workshop_id, lambda kept: first_of(kept.room.stops, activity), 0, when)

    def _move(self, workshop_id: str, start: Callable[[Kept], int | None], by: int, when: datetime) -> None:
        with self._lock:
            kept = self._one(workshop_id)
            if kept.room.state is not State.OPEN:
                raise WorkshopError("The workshop is not open.", "Open it first.")
            begin = start(kept)
            place = None if begin is None else begin + by
            if place is None or place == kept.room.place or not 0 <= place < len(kept.room.stops):
                return
            kept.happen(What.STEPPED, when, value=str(place))
        self.moved(workshop_id, ())

    def close(self, workshop_id: str, when: datetime) -> None:
        """End a workshop: nobody joins or answers any more; what belongs to a participant stays till the end."""
        with self._lock:
            kept = self._one(workshop_id)
            if kept.room.state is State.CLOSED:
                return
            kept.happen(What.CLOSED, when)
        self.moved(workshop_id, ())

    def delete(self, workshop_id: str) -> None:
        """Delete a workshop with all its participants' data; one that is gone already is no error."""
        with self._lock:
            kept = self._kept.pop(workshop_id, None)
            if kept is None:
                return
            self._door.forget(workshop_id)
            kept.close()
            house.forget(kept.folder)
            gone = kept.folder.with_name(kept.folder.name + _GONE_MARK)
            kept.folder.rename(gone)
            shutil.rmtree(gone)
        self.moved(workshop_id, ())

    def sweep(self, today: date) -> tuple[str, ...]:
        """Delete the workshops whose day of deletion has come; return their titles."""
        with self._lock:
            due = [kept for kept in self._kept.values() if kept.room.plan.delete_on <= today]
            for kept in due:
                self.delete(kept.room.workshop_id)
        return tuple(kept.room.plan.title for kept in due)

    def exported(self, workshop_id: str) -> tuple[tuple[Activity, Prompt, Published], ...]:
        """Return the released answers of every prompt, with the minimum for exports."""
        with self._lock:
            kept = self._one(workshop_id)
            return exports_of(kept.room, self._deck(kept))

    # What a participant does.

    def enter(self, code: str, nonce: str, when: datetime) -> Entered:
        """Let somebody in who typed the code on the wall; raise JoinRefused.

        The same `nonce`, the mark of one form, gives the same participant again.
        """
        with self._lock:
            kept = self._open()
            self._door.right(code, kept.room.code if kept else "", when)
            before = self._door.before(nonce)
            if before is not None:
                return before
            if kept is None or len(kept.room.seats) >= MOST_SEATS:
                raise JoinRefused("Every seat of this workshop is taken.", "Look on with somebody.")
            codes = frozenset(seat.pair_code for seat in kept.room.seats.values())
            seat, entered = self._door.seat(kept.room.workshop_id, codes, nonce)
            kept.join(seat, when)
            self._door.add(kept.room.workshop_id, [seat])
            return entered

    def resume(self, resume_code: str, when: datetime) -> Entered:
        """Let a participant in again, perhaps on another phone; the earlier phone is let in no more."""
        with self._lock:
            who = self._door.returning(resume_code, when)
            cookie = secrets.token_urlsafe(32)
            self._one(who.workshop_id).happen(
                What.RENEWED, when, participant=who.participant_id, value=hashed(cookie)
            )
            self._door.renew(who, hashed(cookie))
            return Entered(who=who, cookie=cookie, resume_code=resume_code)

    def participant(self, cookie: str, when: datetime) -> Who | None:
        """Return whose cookie this is; None if nobody's, or of a workshop whose time is over."""
        with self._lock:
            who = self._door.holder(cookie)
            if who is None or when.date() >= self._one(who.workshop_id).room.plan.delete_on:
                return None
            return who

    def seen(self, who: Who) -> Seen:
        """Return what this participant's phone shows; raise WorkshopError when it was deleted."""
        with self._lock:
            kept = self._one(who.workshop_id)
            return seen_of(kept, who, self._deck(kept), self.book)

    def answer(self, who: Who, activity_id: str, prompt_id: str, option: str, when: datetime) -> None:
        """Save an answer; the same one again changes nothing. Raises WorkshopError once answers are shown."""
        with self._lock:
            kept = self._seated(who)
            prompt = self._deck(kept).get((activity_id, prompt_id))
            if prompt is None or option not in {each.id for each in prompt.options}:
                raise WorkshopError("There is no such answer.", "Choose one of those on the screen.")
            if kept.room.chosen.get((who.participant_id, activity_id, prompt_id)) == option:
                return
            if not kept.room.takes(activity_id, prompt_id):
                raise WorkshopError("The room has gone on; this was not counted.", "Answer what is asked now.")
            kept.happen(
                What.ANSWERED,
                when,
                participant=who.participant_id,
                activity=activity_id,
                prompt=prompt_id,
                value=option,
            )

    def observe(self, who: Who, activity_id: str, point: str, option: str, when: datetime) -> None:
        """Save what somebody who watched a role-play saw of one point (its prompt id)."""
        self.answer(who, activity_id, point, option, when)

    def write(self, who: Who, activity_id: str, text: str, when: datetime) -> None:
        """Save the own text of an activity."""
        with self._lock:
            kept = self._seated(who)
            if all(each.activity_id != activity_id for each in kept.room.plan.agenda):
                raise WorkshopError("There is no such activity.", "Go on with what is on the wall.")
            if kept.texts.of(who.participant_id, activity_id) != text:
                kept.texts.write(who.participant_id, activity_id, text)

    def agree(self, who: Who, activity_id: str, yes: bool, when: datetime) -> None:
        """Let the partners read the own text of an activity, or no longer."""
        with self._lock:
            kept = self._seated(who)
            if ((who.participant_id, activity_id) in kept.room.agreed) is yes:
                return
            kept.happen(
                What.AGREED,
                when,
                participant=who.participant_id,
                activity=activity_id,
                value="yes" if yes else "no",
            )
        self._tell_partners(who)

    def pair(self, who: Who, pair_code: str, when: datetime) -> None:
        """Come together with whoever has this code; raise WorkshopError for one that leads to nobody."""
        with self._lock:
            kept = self._seated(who)
            other = kept.room.seat_with(read_code(pair_code))
            if other is None or other.participant_id == who.participant_id:
                raise WorkshopError("This is not a neighbour's code.", "Type the four characters on their phone.")
            if who.participant_id in kept.room.groups.get(other.participant_id, ()):
                return
            if not kept.room.can_pair(who.participant_id, other.participant_id):
                raise WorkshopError("They are three already.", "Find another neighbour.")
            kept.happen(What.PAIRED, when, participant=who.participant_id, value=other.participant_id)
        self._tell_partners(who)

    def leave(self, who: Who, when: datetime) -> None:
        """Delete what a participant wrote, and take the answers out of every count still to be released."""
        with self._lock:
            kept = self._seated(who)
            kept.happen(What.LEFT, when, participant=who.participant_id)
            self._door.forget(who)
            house.forget(kept.folder / "people" / who.participant_id)
            kept.texts.forget(who.participant_id)

    def workspace(self, who: Who) -> Path:
        """Return the folder of the participant's own workspace."""
        with self._lock:
            return self._seated(who).folder / "people" / who.participant_id / "workspace"

    def drafts(self, who: Who) -> tuple[tuple[Activity, Prompt, str], ...]:
        """Return what the participant wrote, in the order of the agenda."""
        with self._lock:
            kept = self._seated(who)
            deck = self._deck(kept)
            return tuple(
                (activity, deck[activity.activity_id, activity.prompts[0]], text)
                for activity in kept.room.plan.agenda
                if activity.kind is ActivityKind.DRAFT_SWAP
                if (text := kept.texts.of(who.participant_id, activity.activity_id))
            )

    def answers(self, who: Who) -> tuple[tuple[Activity, Prompt, str], ...]:
        """Return the participant's own answers, option ids, in the order of the agenda."""
        with self._lock:
            kept = self._seated(who)
            activities = {each.activity_id: each for each in kept.room.plan.agenda}
            return tuple(
                (activities[activity_id], prompt, option)
                for (activity_id, prompt_id), prompt in self._deck(kept).items()
                if (option := kept.room.chosen.get((who.participant_id, activity_id, prompt_id)))
            )

    def close_all(self) -> None:
        """Let go of every file; the hall is of no use afterwards."""
        with self._lock:
            for kept in self._kept.values():
                kept.close()
            self._kept.clear()

    # Within.

    def _tell_partners(self, who: Who) -> None:
        partners = self._one(who.workshop_id).room.partners(who.participant_id)
        if partners:
            self.moved(who.workshop_id, partners)

    def _one(self, workshop_id: str) -> Kept:
        try:
            return self._kept[workshop_id]
        except KeyError:
            raise WorkshopError("This workshop is not there any more.", "It was deleted; nothing is left.") from None

    def _seated(self, who: Who) -> Kept:
        kept = self._one(who.workshop_id)
        if who.participant_id not in kept.room.seats:
            raise WorkshopError("You have left this workshop.", "Join again with the code on the wall.")
        return kept

    def _open(self) -> Kept | None:
        return next((kept for kept in self._kept.values() if kept.room.state is State.OPEN), None)

    def _deck(self, kept: Kept) -> Deck:
        return kept.deck(self.book, self.playbook)

    def _wall(self, kept: Kept) -> Wall:
        return wall_of(kept.room, self._deck(kept))


def _nobody_listens(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Do nothing: where no screens are, nobody has to be told."""


def _check(plan: Plan) -> None:
    if not plan.title.strip():
        raise WorkshopError("The workshop has no title.", "Give it one; it stands on the wall.")
    if not plan.agenda:
        raise WorkshopError("The agenda is empty.", "Choose an outline, or add an activity.")
