"""Keeps one workshop while the program runs: state in memory, events on the disk, participants' tokens."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from followup_core.store import EventLog, StoredEvent
from followup_core.tokens import hash_of, is_same_secret, new_token
from followup_core.workshop.join_codes import read_code
from followup_core.workshop.prompts import build_prompts
from followup_core.workshop.workshop_model import (
    Activity,
    JoinResult,
    ParticipantRef,
    ParticipantView,
    Plan,
    Prompt,
    PublicView,
    PublishedResults,
    WorkshopError,
    WorkshopStage,
    WrittenLine,
)
from followup_core.workshop.workshop_state import (
    EventKind,
    WorkshopState,
    replay,
    stored_participant,
    stored_plan,
)

from . import workshop_views
from .participant_texts import ParticipantTexts
from .participant_tokens import (
    JoinRefused,
    ParticipantTokens,
    new_participant,
    unknown_personal_code_error,
    wrong_join_code_error,
)
from .workshop_playbook import WorkshopPlaybook

EVENTS_FILE = "events.csv"
MAX_PARTICIPANTS = 1_000


class WorkshopSession:
    """One workshop: its state, its event log, and its participants' tokens and texts.

    Safe between threads. A change is on the disk before it is in the state. Views never wait for the disk.
    """

    def __init__(self, folder: Path, log: EventLog, state: WorkshopState, content: WorkshopPlaybook) -> None:
        self.folder = folder
        self.state = state
        """Changed only by `record`. Within `exclusive` or `viewing`, it doesn't change while it is read."""
        self.content = content
        self.texts = ParticipantTexts(self.people)
        self.tokens = ParticipantTokens(state.participants.values())
        self._log = log
        self._change_lock = threading.RLock()
        self._view_lock = threading.Lock()
        self._is_closed = False
        self._prompts: tuple[Plan, Mapping[tuple[str, str], Prompt]] | None = None

    @classmethod
    def load(cls, folder: Path, content: WorkshopPlaybook) -> "WorkshopSession | None":
        """Return the workshop stored in a folder; None if a crash left it without a plan."""
        log = EventLog(folder / EVENTS_FILE)
        state = replay(folder.name, log.read())
        if state is None:
            log.close()
            return None
        return cls(folder, log, state, content)

    @classmethod
    def create(
        cls, folder: Path, plan: Plan, seed: int, when: datetime, content: WorkshopPlaybook
    ) -> "WorkshopSession":
        """Create a workshop's folder with its first event, which stores the plan and the seed."""
        folder.mkdir(parents=True, mode=0o700)
        log = EventLog(folder / EVENTS_FILE)
        log.append(StoredEvent(at=_timestamp(when), what=EventKind.PLANNED, value=stored_plan(plan, seed)))
        state = replay(folder.name, log.read())
        if state is None:
            raise WorkshopError("The workshop couldn't be created.", "Try again.")
        return cls(folder, log, state, content)

    @property
    def workshop_id(self) -> str:
        """The workshop's id, which is also its folder's name."""
        return self.state.workshop_id

    @property
    def people(self) -> Path:
        """The folder with a folder for each participant who wrote something."""
        return self.folder / "people"

    @property
    def prompts(self) -> Mapping[tuple[str, str], Prompt]:
        """Every prompt of the plan, by activity id and prompt id; built once per plan."""
        plan = self.state.plan
        if self._prompts is None or self._prompts[0] is not plan:
            self._prompts = (plan, build_prompts(plan, self.content.book, self.content.playbook))
        return self._prompts[1]

    @contextmanager
    def exclusive(self) -> Iterator[WorkshopState]:
        """Yield the state while nobody else can change it, to decide about a change and record it.

        Raises:
            WorkshopError: the workshop was deleted in the meantime.
        """
        with self._change_lock:
            self._check_open()
            yield self.state

    @contextmanager
    def viewing(self) -> Iterator[WorkshopState]:
        """Yield the state while no event is being applied; raises WorkshopError like `exclusive`."""
        with self._view_lock:
            self._check_open()
            yield self.state

    def record(
        self,
        kind: EventKind,
        when: datetime,
        *,
        participant: str = "",
        activity: str = "",
        prompt: str = "",
        value: str = "",
    ) -> None:
        """Append an event to the log, then apply it to the state. Raises NotSaved if the disk refuses."""
        event = StoredEvent(
            at=_timestamp(when),
            what=kind,
            participant_id=participant,
            activity_id=activity,
            prompt_id=prompt,
            value=value,
        )
        with self._change_lock:
            self._log.append(event)
            with self._view_lock:
                self.state.apply_event(event)

    def join(self, code: str, nonce: str, when: datetime) -> JoinResult:
        """Admit a person who typed `code`; see `WorkshopService.join`."""
        with self.exclusive() as state:
            if state.stage is not WorkshopStage.OPEN:
                raise wrong_join_code_error(was_compared=False)
            if not is_same_secret(state.code, read_code(code)):
                raise wrong_join_code_error(was_compared=True)
            if earlier_result := self.tokens.joined_by(nonce):
                return earlier_result
            if len(state.participants) >= MAX_PARTICIPANTS:
                raise JoinRefused("This workshop is full.", "Share a phone with someone.")
            taken_pair_codes = {participant.pair_code for participant in state.participants.values()}
            participant, result = new_participant(self.workshop_id, taken_pair_codes)
            value = stored_participant(participant)
            self.record(EventKind.JOINED, when, participant=participant.participant_id, value=value)
            self.tokens.add(participant, result, nonce)
            return result

    def resume(self, personal_code: str, when: datetime, instead_of: str) -> JoinResult:
        """Give the participant with this personal code a new cookie; raise JoinRefused if there is none.

        `instead_of` is the participant whose cookie the phone had, '' if it had none; see
        `WorkshopService.resume`.
        """
        with self.exclusive():
            participant_id = self.tokens.participant_with_personal_code(personal_code)
            if not participant_id:
                raise unknown_personal_code_error()
            cookie = new_token()
            cookie_hash = hash_of(cookie)
            self.record(EventKind.RENEWED, when, participant=participant_id, value=cookie_hash)
            self.tokens.renew(participant_id, cookie_hash)
            if instead_of != participant_id:
                self._remove_duplicate(instead_of, when)
            who = ParticipantRef(workshop_id=self.workshop_id, participant_id=participant_id)
            return JoinResult(who=who, cookie=cookie, personal_code=personal_code)

    def _remove_duplicate(self, participant_id: str, when: datetime) -> None:
        """Remove a participant who is another one that joined twice, unless they wrote something."""
        if participant_id in self.state.participants and not (self.people / participant_id).exists():
            self.record(EventKind.REPLACED, when, participant=participant_id)
            self.tokens.revoke(participant_id)

    def public_view(self) -> PublicView:
        """Return the view that everybody may see."""
        prompts = self.prompts
        with self.viewing() as state:
            return workshop_views.public_view(state, self.texts, prompts)

    def participant_view(self, participant_id: str) -> ParticipantView:
        """Return the view of one participant's phone; raise WorkshopError if the participant has left."""
        prompts = self.prompts
        with self.viewing() as state:
            return workshop_views.participant_view(
                state, self.texts, participant_id, prompts, self.content.book
            )

    def unpaired_codes(self) -> dict[str, str]:
        """Return the pair code of each participant who still needs a partner, by participant id."""
        with self.viewing() as state:
            return workshop_views.unpaired_codes(state)

    def offered_lines(self, activity_id: str, prompt_id: str) -> tuple[WrittenLine, ...]:
        """Return all lines for a prompt; see `WorkshopService.offered_lines`."""
        with self.viewing() as state:
            return workshop_views.offered_lines(state, self.texts, activity_id, prompt_id)

    def unread_lines(self) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
        """Return every line that the facilitator hasn't read; see `workshop_views.unread_lines`."""
        prompts = self.prompts
        with self.viewing() as state:
            return workshop_views.unread_lines(state, self.texts, prompts)

    def exported_lines(self) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
        """Return every line on the wall with its question; see `workshop_views.exported_lines`."""
        with self.exclusive(), self.viewing() as state:
            return workshop_views.exported_lines(state, self.texts, self.prompts)

    def exported_results(self) -> tuple[tuple[Activity, Prompt, PublishedResults], ...]:
        """Return the results that an export may have; see `workshop_views.exported_results`."""
        with self.exclusive(), self.viewing() as state:
            return workshop_views.exported_results(state, self.prompts)

    def close(self) -> None:
        """Release the files once a current change is done; nothing can be changed or seen afterwards."""
        with self._change_lock:
            self._is_closed = True
            self._log.close()

    def _check_open(self) -> None:
        if self._is_closed:
            raise workshop_deleted_error()


def workshop_deleted_error() -> WorkshopError:
    """Return the error for a workshop that was deleted."""
    return WorkshopError("This workshop no longer exists.", "It was deleted, with everything in it.")


def _timestamp(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
