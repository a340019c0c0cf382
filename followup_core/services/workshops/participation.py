"""What participants do: come in, answer, write, come together, leave. Each action is on the disk first."""

from datetime import datetime
from pathlib import Path

from followup_core.services import workspace_registry
from followup_core.tokens import hash_of, new_token
from followup_core.workshop.join_codes import read_code
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    JoinResult,
    ParticipantRef,
    ParticipantView,
    Prompt,
    WorkshopError,
)
from followup_core.workshop.workshop_state import EventKind

from .participant_tokens import MAX_PARTICIPANTS, JoinRefused
from .workshop_repository import WorkshopRepository
from .workshop_views import participant_view


class ParticipantService(WorkshopRepository):
    """The participants' side of a hall.

    A `ParticipantRef` comes from a cookie only, and reaches its own only.
    """

    def enter(self, code: str, nonce: str, when: datetime) -> JoinResult:
        """Let somebody in who typed the code on the wall; raise JoinRefused.

        The same `nonce`, the mark of one form, gives the same participant again.
        """
        with self._lock:
            kept = self._open_session()
            self._door.check_code(code, kept.room.code if kept else "")
            before = self._door.previous(nonce)
            if before is not None:
                return before
            if kept is None or len(kept.room.participants) >= MAX_PARTICIPANTS:
                raise JoinRefused("Every seat of this workshop is taken.", "Look on with somebody.")
            codes = frozenset(seat.pair_code for seat in kept.room.participants.values())
            seat, entered = self._door.new_participant(kept.room.workshop_id, codes, nonce)
            kept.join(seat, when)
            self._door.add(kept.room.workshop_id, [seat])
            return entered

    def resume(self, resume_code: str, when: datetime) -> JoinResult:
        """Let a participant in again, perhaps on another phone; the earlier phone is let in no more."""
        with self._lock:
            who = self._door.participant_resuming(resume_code)
            cookie = new_token()
            self._session(who.workshop_id).record(
                EventKind.RENEWED, when, participant=who.participant_id, value=hash_of(cookie)
            )
            self._door.renew(who, hash_of(cookie))
            return JoinResult(who=who, cookie=cookie, resume_code=resume_code)

    def participant(self, cookie: str, when: datetime) -> ParticipantRef | None:
        """Return whose cookie this is; None if nobody's, or of a workshop that is due to be deleted."""
        who = self._door.participant_for(cookie)
        kept = self._kept.get(who.workshop_id) if who else None
        if kept is None or kept.room.is_due(when):
            return None
        return who

    def participant_view(self, who: ParticipantRef) -> ParticipantView:
        """Return what this participant's phone shows; raise WorkshopError when it was deleted."""
        kept = self._session(who.workshop_id)
        deck = self._prompts(kept)
        with kept.looking:
            return participant_view(kept, who, deck, self.book)

    def answer(
        self, who: ParticipantRef, activity_id: str, prompt_id: str, option: str, when: datetime
    ) -> None:
        """Save an answer; the same one again changes nothing. Raises WorkshopError once answers are shown."""
        with self._lock:
            kept = self._session_of(who)
            prompt = self._prompts(kept).get((activity_id, prompt_id))
            if prompt is None or option not in {each.id for each in prompt.options}:
                raise WorkshopError("There is no such answer.", "Choose one of those on the screen.")
            if kept.room.chosen.get((who.participant_id, activity_id, prompt_id)) == option:
                return
            if not kept.room.accepts(activity_id, prompt_id):
                raise WorkshopError(
                    "The room has gone on; this was not counted.", "Answer what is asked now."
                )
            kept.record(
                EventKind.ANSWERED,
                when,
                participant=who.participant_id,
                activity=activity_id,
                prompt=prompt_id,
                value=option,
            )

    def observe(self, who: ParticipantRef, activity_id: str, point: str, option: str, when: datetime) -> None:
        """Save what somebody who watched a role-play saw of one point (its prompt id)."""
        self.answer(who, activity_id, point, option, when)

    def write(self, who: ParticipantRef, activity_id: str, text: str, when: datetime) -> None:
        """Save the own text of an activity."""
        with self._lock:
            kept = self._session_of(who)
            if all(each.activity_id != activity_id for each in kept.room.plan.agenda):
                raise WorkshopError("There is no such activity.", "Go on with what is on the wall.")
            if kept.texts.of(who.participant_id, activity_id) != text:
                kept.texts.write(who.participant_id, activity_id, text)

    def agree(self, who: ParticipantRef, activity_id: str, yes: bool, when: datetime) -> None:
        """Let the partners read the own text of an activity, or no longer."""
        with self._lock:
            kept = self._session_of(who)
            if ((who.participant_id, activity_id) in kept.room.agreed) is yes:
                return
            kept.record(
                EventKind.AGREED,
                when,
                participant=who.participant_id,
                activity=activity_id,
                value="yes" if yes else "no",
            )
        self._notify_partners(who)

    def pair(self, who: ParticipantRef, pair_code: str, when: datetime) -> None:
        """Come together with whoever has this code; raise WorkshopError for one that leads to nobody."""
        with self._lock:
            kept = self._session_of(who)
            other = kept.room.participant_with(read_code(pair_code))
            if other is None or other.participant_id == who.participant_id:
                raise WorkshopError(
                    "This is not a neighbour's code.", "Type the four characters on their phone."
                )
            if who.participant_id in kept.room.groups.get(other.participant_id, ()):
                return
            if not kept.room.can_pair(who.participant_id, other.participant_id):
                raise WorkshopError("They are three already.", "Find another neighbour.")
            kept.record(EventKind.PAIRED, when, participant=who.participant_id, value=other.participant_id)
        self._notify_partners(who)

    def leave(self, who: ParticipantRef, when: datetime) -> None:
        """Delete what a participant wrote, and take the answers out of every count still to be released."""
        with self._lock:
            kept = self._session_of(who)
            # First what makes room: on a full disk the event would find none.
            workspace_registry.close_workspaces_in(kept.folder / "people" / who.participant_id)
            kept.texts.forget(who.participant_id)
            kept.record(EventKind.LEFT, when, participant=who.participant_id)
            self._door.forget(who)

    def workspace(self, who: ParticipantRef) -> Path:
        """Return the folder of the participant's own workspace."""
        with self._lock:
            return self._session_of(who).folder / "people" / who.participant_id / "workspace"

    def drafts(self, who: ParticipantRef) -> tuple[tuple[Activity, Prompt, str], ...]:
        """Return what the participant wrote, in the order of the agenda."""
        with self._lock:
            kept = self._session_of(who)
            deck = self._prompts(kept)
            return tuple(
                (activity, deck[activity.activity_id, activity.prompts[0]], text)
                for activity in kept.room.plan.agenda
                if activity.kind is ActivityKind.DRAFT_SWAP
                if (text := kept.texts.of(who.participant_id, activity.activity_id))
            )

    def answers(self, who: ParticipantRef) -> tuple[tuple[Activity, Prompt, str], ...]:
        """Return the participant's own answers, option ids, in the order of the agenda."""
        with self._lock:
            kept = self._session_of(who)
            activities = {each.activity_id: each for each in kept.room.plan.agenda}
            return tuple(
                (activities[activity_id], prompt, option)
                for (activity_id, prompt_id), prompt in self._prompts(kept).items()
                if (option := kept.room.chosen.get((who.participant_id, activity_id, prompt_id)))
            )
