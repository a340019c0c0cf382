"""The actions of facilitators on workshops, joining a workshop, and deleting old workshops."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from followup_core.playbook import DisclosureLevel
from followup_core.workshop.agenda import index_of
from followup_core.workshop.facilitator_questions import with_question, with_question_now
from followup_core.workshop.join_codes import JOIN_LENGTH, new_code
from followup_core.workshop.retention import MAX_KEEP_DAYS, MIN_KEEP_DAYS, deletion_words
from followup_core.workshop.room_forecast import PromptForecast, forecast
from followup_core.workshop.workshop_model import (
    Activity,
    FacilitatorQuestion,
    JoinResult,
    ParticipantRef,
    Plan,
    Prompt,
    PublicView,
    PublishedResults,
    WorkshopError,
    WorkshopStage,
    WrittenLine,
)
from followup_core.workshop.workshop_state import EventKind, WorkshopState, stored_plan

from .participant_texts import line_name
from .participant_tokens import unknown_personal_code_error, wrong_join_code_error
from .participation import ChangeListener, Participation
from .workshop_playbook import WorkshopPlaybook
from .workshop_repository import WorkshopRepository
from .workshop_session import WorkshopSession


class WorkshopService:
    """All workshops of this computer. Safe between threads, but only one process at a time may use it.

    Each change is on the disk before the call returns. Methods that take a workshop's id raise WorkshopError
    if it was deleted, and NotSaved if the disk refuses.
    """

    def __init__(
        self, repository: WorkshopRepository, content: WorkshopPlaybook, changed: ChangeListener | None = None
    ) -> None:
        self._repository = repository
        self.content = content
        self._changed = changed or _ignore_change
        self._lock = threading.RLock()
        """Held while workshops are created, opened or deleted: at most one is open."""

    def workshops(self) -> tuple[PublicView, ...]:
        """Return every workshop, the latest day first."""
        with self._lock:
            views = [session.public_view() for session in self._repository.sessions()]
        return tuple(sorted(views, key=lambda view: (view.plan.held_on, view.workshop_id), reverse=True))

    def public_view(self, workshop_id: str) -> PublicView:
        """Return the view of a workshop that everybody may see."""
        return self._repository.get(workshop_id).public_view()

    def current(self) -> PublicView | None:
        """Return the open workshop; None if no workshop is open."""
        with self._lock:
            session = self._open_session()
            return session.public_view() if session else None

    def deletion_words(self) -> str:
        """Return when the open workshop's data is deleted, in words; '' if no workshop is open."""
        session = self._open_session()
        return deletion_words(session.state.plan.keep_days) if session else ""

    def forecasts(self, workshop_id: str) -> tuple[PromptForecast, ...]:
        """Return how many people each question of the agenda needs before its counts show."""
        session = self._repository.get(workshop_id)
        return tuple(
            forecast(prompt)
            for prompt in session.prompts.values()
            if prompt.takes_several or (prompt.options and prompt.point_of not in session.state.plan.own)
        )

    def exported_results(self, workshop_id: str) -> tuple[tuple[Activity, Prompt, PublishedResults], ...]:
        """Return the results that an export may have; see `workshop_views.exported_results`."""
        return self._repository.get(workshop_id).exported_results()

    def offered_lines(self, workshop_id: str, activity_id: str, prompt_id: str) -> tuple[WrittenLine, ...]:
        """Return all lines for a prompt: unread lines first, then by votes. For the facilitator only."""
        return self._repository.get(workshop_id).offered_lines(activity_id, prompt_id)

    def unread_lines(self, workshop_id: str) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
        """Return every line that the facilitator hasn't read. For the facilitator only."""
        return self._repository.get(workshop_id).unread_lines()

    def exported_lines(self, workshop_id: str) -> tuple[tuple[Activity, Prompt, WrittenLine], ...]:
        """Return every line on the wall with its question; see `workshop_views.exported_lines`."""
        return self._repository.get(workshop_id).exported_lines()

    def show_line(
        self,
        workshop_id: str,
        activity_id: str,
        prompt_id: str,
        line: WrittenLine,
        yes: bool,
        when: datetime,
    ) -> None:
        """Put a line, as the facilitator has read it, on the wall and the phones; hide it if `yes` is false.

        Raises WorkshopError if the writer has changed the line since then, or has taken it back.
        """
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            offered = state.lines_of(activity_id, prompt_id).with_number(line.number)
            name = line_name(activity_id, prompt_id)
            if offered is None or session.texts.of(offered.participant_id, name) != line.text:
                raise WorkshopError("This line was changed or taken back meanwhile.", "Read the lines again.")
            if offered.is_read and offered.is_shown is yes:
                return
            was_shown = offered.is_shown
            session.record(
                EventKind.LINE_SHOWN,
                when,
                participant=offered.participant_id,
                activity=activity_id,
                prompt=prompt_id,
                value="yes" if yes else "no",
            )
        if was_shown is not yes:
            self._changed(workshop_id, ())

    def create(self, plan: Plan, when: datetime) -> str:
        """Prepare a workshop and return its id; raise WorkshopError for a plan that can't be used."""
        _check_plan(plan)
        with self._lock:
            return self._repository.create(plan, when).workshop_id

    def duplicate(self, workshop_id: str, held_on: date, when: datetime) -> str:
        """Prepare a workshop with the same agenda on another day; return its id."""
        plan = self._repository.get(workshop_id).state.plan
        keep_days = max(plan.keep_days, MIN_KEEP_DAYS)  # earlier versions allowed 0
        return self.create(replace(plan, held_on=held_on, keep_days=keep_days), when)

    def change_plan(self, workshop_id: str, plan: Plan, when: datetime) -> None:
        """Change a workshop's plan; raise WorkshopError if the workshop was opened already."""
        _check_plan(plan)
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            if state.stage is not WorkshopStage.PLANNED:
                raise WorkshopError(
                    "The agenda can't change once the workshop is open.", "Copy it, and change the copy."
                )
            session.record(EventKind.PLANNED, when, value=stored_plan(plan, state.seed))

    def set_level(
        self, workshop_id: str, activity_id: str, prompt_id: str, level: DisclosureLevel, when: datetime
    ) -> None:
        """Change who sees the answers to a prompt of an open workshop; the same level changes nothing.

        Raises WorkshopError if people were already told that less would be shown.
        """
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            if (activity_id, prompt_id) not in session.prompts:
                raise WorkshopError("This question is no longer in the agenda.", "Look at the agenda again.")
            if state.level_of(activity_id, prompt_id) is level:
                return
            if not state.may_set_level(activity_id, prompt_id, level):
                raise WorkshopError(
                    "People were told that less would be shown.", "From here on, you can only show less."
                )
            session.record(
                EventKind.LEVEL_SET, when, activity=activity_id, prompt=prompt_id, value=level.value
            )
        self._changed(workshop_id, ())

    def add_minutes(self, workshop_id: str, activity_id: str, by: int, when: datetime) -> None:
        """Give an activity of an open workshop `by` more minutes, or fewer if `by` is negative."""
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            activity = state.plan.agenda[index_of(state.plan.agenda, activity_id)]
            minutes = str(activity.minutes + by)
            session.record(EventKind.MINUTES_SET, when, activity=activity_id, value=minutes)

    def show_join_info(self, workshop_id: str, yes: bool, when: datetime) -> None:
        """Show on the projector how to join, until the next step; stop showing it if `yes` is false."""
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            if state.shows_join_info is not yes:
                session.record(EventKind.JOIN_INFO_SHOWN, when, value="yes" if yes else "no")

    def add_question(
        self, workshop_id: str, question: FacilitatorQuestion, level: DisclosureLevel, when: datetime
    ) -> None:
        """Add a facilitator's own question. In an open workshop, it is asked at once.

        Raises WorkshopError if the workshop is closed.
        """
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            match state.stage:
                case WorkshopStage.CLOSED:
                    raise WorkshopError("This workshop is closed.", "Copy its agenda, and ask it there.")
                case WorkshopStage.PLANNED:
                    plan = with_question(state.plan, question, level)
                    session.record(EventKind.PLANNED, when, value=stored_plan(plan, state.seed))
                case WorkshopStage.OPEN:
                    plan, step = with_question_now(state.plan, state.step, question, level)
                    session.record(EventKind.PLANNED, when, value=stored_plan(plan, state.seed))
                    session.record(EventKind.STEPPED, when, value=str(step))
        self._changed(workshop_id, ())

    def open(self, workshop_id: str, when: datetime) -> None:
        """Let participants join, with a new code; raise WorkshopError if another workshop is open."""
        with self._lock:
            session = self._repository.get(workshop_id)
            if self._is_only_open(session):
                return
            session.record(EventKind.OPENED, when, value=new_code(JOIN_LENGTH))
        self._changed(workshop_id, ())

    def reopen(self, workshop_id: str, when: datetime) -> None:
        """Take back the closing of a workshop, which continues where it was, with the same code.

        Raises WorkshopError if it was closed too long ago, or if another workshop is open.
        """
        with self._lock:
            session = self._repository.get(workshop_id)
            if self._is_only_open(session):
                return
            if not session.state.may_reopen(when):
                raise WorkshopError(
                    "This workshop was closed too long ago to open it again.", "Copy its agenda instead."
                )
            session.record(EventKind.OPENED, when, value=session.state.code)
        self._changed(workshop_id, ())

    def _is_only_open(self, session: WorkshopSession) -> bool:
        """Return whether this workshop is already open; raise WorkshopError if another one is open."""
        open_session = self._open_session()
        if open_session is not None and open_session is not session:
            raise WorkshopError(
                f"“{open_session.state.plan.title}” is still open.",
                "Close it first. Only one workshop can be open at a time.",
            )
        return open_session is session

    def forward(self, workshop_id: str, when: datetime) -> None:
        """Go to the next step; after the last step, change nothing."""
        self._go_to_target(
            workshop_id, lambda state: 0 if state.step_index is None else state.step_index + 1, when
        )

    def back(self, workshop_id: str, when: datetime) -> None:
        """Go back to the step before; from the first step, to the view of how to join."""
        self._go_to_target(
            workshop_id, lambda state: None if state.step_index is None else state.step_index - 1, when
        )

    def go_to_step(self, workshop_id: str, step_index: int, when: datetime) -> None:
        """Go to a step by its index; -1 is before the first step. A missing step changes nothing."""
        self._go_to_target(workshop_id, lambda state: step_index, when)

    def _go_to_target(
        self, workshop_id: str, target: Callable[[WorkshopState], int | None], when: datetime
    ) -> None:
        """Go to the step with the index that `target` returns; -1 is before the first step."""
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            if state.stage is not WorkshopStage.OPEN:
                raise WorkshopError("The workshop is not open.", "Open it first.")
            step_index = target(state)
            if (
                step_index is None
                or step_index == state.step_index
                or not -1 <= step_index < len(state.steps)
            ):
                return
            session.record(EventKind.STEPPED, when, value=str(step_index))
        self._changed(workshop_id, ())

    def close(self, workshop_id: str, when: datetime) -> None:
        """End a workshop: nobody can join or answer anymore; participants can still download their data."""
        session = self._repository.get(workshop_id)
        with session.exclusive() as state:
            if state.stage is WorkshopStage.CLOSED:
                return
            session.record(EventKind.CLOSED, when)
        self._changed(workshop_id, ())

    def delete(self, workshop_id: str) -> None:
        """Delete a workshop with all its participants' data; it is no error if it was deleted before.

        Raises WorkshopError if the disk refuses. Then either everything is still there, or the rest is
        deleted at the next start.
        """
        with self._lock:
            session = self._repository.find(workshop_id)
            if session is None:
                return
            deleted = self._repository.withdraw(session)
            self._changed(workshop_id, ())
            self._repository.erase(deleted)

    def sweep(self, now: datetime) -> tuple[str, ...]:
        """Delete the workshops that were closed long enough ago; return their titles.

        A workshop that is open or only planned is never deleted. If a workshop was left open and nothing
        happens in it, it is closed, and its days count from then.
        """
        with self._lock:
            for session in self._repository.sessions():
                with session.exclusive() as state:
                    if state.is_abandoned(now):
                        self.close(session.workshop_id, now)
            expired_sessions = [
                session for session in self._repository.sessions() if session.state.should_be_deleted(now)
            ]
            for session in expired_sessions:
                self.delete(session.workshop_id)
        return tuple(session.state.plan.title for session in expired_sessions)

    def join(self, code: str, nonce: str, when: datetime) -> JoinResult:
        """Admit a person who typed the code on the wall; raise JoinRefused for another code.

        `nonce` identifies one form: the same nonce gives the same participant again.
        """
        session = self._open_session()
        if session is None:
            raise wrong_join_code_error(was_compared=False)
        return session.join(code, nonce, when)

    def unpaired_codes(self, workshop_id: str) -> dict[str, str]:
        """Return the pair code of each participant who still needs a partner, by participant id."""
        return self._repository.get(workshop_id).unpaired_codes()

    def resume(self, personal_code: str, when: datetime, instead_of: str = "") -> JoinResult:
        """Admit a participant again, perhaps on another phone; the earlier phone is not admitted anymore.

        Somebody whose phone lost its cookie may have joined as a new participant before they found their
        personal code. `instead_of` is that new participant, who then no longer counts.
        """
        for session in self._repository.sessions():
            if session.tokens.participant_with_personal_code(personal_code):
                return session.resume(personal_code, when, instead_of)
        raise unknown_personal_code_error()

    def participant(self, cookie: str, when: datetime) -> ParticipantRef | None:
        """Return the participant with this cookie; None if none, or if the workshop should be deleted."""
        for session in self._repository.sessions():
            participant_id = session.tokens.participant_with_cookie(cookie)
            if participant_id and not session.state.should_be_deleted(when):
                return ParticipantRef(workshop_id=session.workshop_id, participant_id=participant_id)
        return None

    def participation(self, who: ParticipantRef) -> Participation:
        """Return the participation of a participant whose cookie was checked."""
        session = self._repository.get(who.workshop_id)
        return Participation(session=session, participant_id=who.participant_id, changed=self._changed)

    def close_all(self) -> None:
        """Release every file; the service can't be used afterwards."""
        with self._lock:
            self._repository.close_all()

    def _open_session(self) -> WorkshopSession | None:
        return next(
            (session for session in self._repository.sessions() if session.state.stage is WorkshopStage.OPEN),
            None,
        )


def _ignore_change(workshop_id: str, participants: tuple[str, ...]) -> None:
    """Do nothing: no screen needs to be redrawn."""


def _check_plan(plan: Plan) -> None:
    if not MIN_KEEP_DAYS <= plan.keep_days <= MAX_KEEP_DAYS:
        raise WorkshopError(
            f"{plan.keep_days} days is not a choice for keeping what people enter.",
            f"Choose {MIN_KEEP_DAYS} to {MAX_KEEP_DAYS} days.",
        )
    if not plan.title.strip():
        raise WorkshopError("The workshop has no title.", "Give it one. People see it on the wall.")
    if not plan.agenda:
        raise WorkshopError("The agenda is empty.", "Choose an outline, or add an activity.")
