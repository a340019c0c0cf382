"""The actions of one participant in a workshop: answer, write, pair up with others, leave."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from followup_core.services import workspace_registry
from followup_core.workshop.facilitator_questions import point_answers, stored_choice
from followup_core.workshop.join_codes import read_code
from followup_core.workshop.workshop_model import (
    Activity,
    ActivityKind,
    ParticipantView,
    PlayedRole,
    Prompt,
    WorkshopError,
)
from followup_core.workshop.workshop_state import EventKind, WorkshopState
from followup_core.workshop.written_lines import cleaned_line, stored_vote

from .participant_texts import feedback_name, line_name
from .workshop_playbook import WorkshopPlaybook
from .workshop_session import WorkshopSession
from .workshop_views import participant_left_error

ChangeListener = Callable[[str, tuple[str, ...]], None]
"""Called with a workshop's id and the ids of participants whose screens changed; () if everybody's did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One participant in one workshop, who can access only what is theirs. A change is saved at once.

    Every method raises WorkshopError if the workshop was deleted or the participant has left. A method that
    changes something raises NotSaved if the disk refuses.
    """

    session: WorkshopSession
    participant_id: str
    changed: ChangeListener

    @property
    def content(self) -> WorkshopPlaybook:
        """The playbook's content for workshops."""
        return self.session.content

    def view(self) -> ParticipantView:
        """Return what the participant's phone shows now."""
        return self.session.participant_view(self.participant_id)

    def answer(self, activity_id: str, prompt_id: str, option: str, when: datetime) -> None:
        """Save an answer, or what an observer noted about a point of a role-play.

        The same answer again changes nothing. Raises WorkshopError if the answers are shown already.
        """
        with self._exclusive() as state:
            prompt = self.session.prompts.get((activity_id, prompt_id))
            is_point = prompt is not None and prompt.point_of in state.plan.own  # chosen with all the others
            if prompt is None or is_point or option not in {offered.id for offered in prompt.options}:
                raise WorkshopError("That answer isn't available.", "Choose one on the screen.")
            if state.chosen_options.get((self.participant_id, activity_id, prompt_id)) == option:
                return
            self._record_answer(state, activity_id, prompt_id, option, when)

    def choose(self, activity_id: str, prompt_id: str, chosen: Collection[str], when: datetime) -> None:
        """Save all choices of a question that takes several, replacing earlier ones. There may be none.

        Args:
            activity_id: the id of the activity.
            prompt_id: the id of the question.
            chosen: the prompt ids of the chosen points.
            when: the time of the answer.

        Raises WorkshopError if the answers are shown already.
        """
        with self._exclusive() as state:
            prompt = self.session.prompts.get((activity_id, prompt_id))
            if prompt is None:
                raise WorkshopError("That answer isn't available.", "Choose from those on the screen.")
            value = stored_choice(prompt, chosen)
            answers = point_answers(prompt_id, state.plan.own[prompt_id], value)
            keys_by_point = {point: (self.participant_id, activity_id, point) for point in answers}
            if any(
                state.chosen_options.get(keys_by_point[point]) != option for point, option in answers.items()
            ):
                self._record_answer(state, activity_id, prompt_id, value, when)

    def _record_answer(
        self, state: WorkshopState, activity_id: str, prompt_id: str, value: str, when: datetime
    ) -> None:
        _require_accepting(state, activity_id, prompt_id)
        self._record(EventKind.ANSWERED, when, activity=activity_id, prompt=prompt_id, value=value)

    def offer_line(self, activity_id: str, prompt_id: str, text: str, when: datetime) -> None:
        """Offer a line for the wall, replacing an earlier one; the facilitator reads it before it is shown.

        The same line again changes nothing. Raises WorkshopError if the text is empty.
        """
        name, line = line_name(activity_id, prompt_id), cleaned_line(text)
        with self._exclusive() as state:
            prompt = self.session.prompts.get((activity_id, prompt_id))
            if prompt is None or not prompt.takes_lines:
                raise WorkshopError("This question takes no lines.", "Look at the question on the screen.")
            if not line:
                raise WorkshopError("There is nothing to send.", "Write a line first.")
            earlier_line = state.lines_of(activity_id, prompt_id).written_by(self.participant_id)
            if earlier_line and self.session.texts.of(self.participant_id, name) == line:
                return
            _require_accepting(state, activity_id, prompt_id)
            # The event first: it hides the line, so a text that nobody has read is never on the wall.
            self._record(EventKind.LINE_OFFERED, when, activity=activity_id, prompt=prompt_id)
            self.session.texts.write(self.participant_id, name, line)
        if earlier_line and earlier_line.is_shown:
            self._notify_everybody()

    def line(self, activity_id: str, prompt_id: str) -> str:
        """Return the line that the participant offered for a prompt, '' for none."""
        with self._exclusive():
            return self.session.texts.of(self.participant_id, line_name(activity_id, prompt_id))

    def take_line_back(self, activity_id: str, prompt_id: str, when: datetime) -> None:
        """Delete the line that the participant offered, with its votes."""
        with self._exclusive() as state:
            line = state.lines_of(activity_id, prompt_id).written_by(self.participant_id)
            if line is None:
                return
            self._record(EventKind.LINE_TAKEN_BACK, when, activity=activity_id, prompt=prompt_id)
            self.session.texts.write(self.participant_id, line_name(activity_id, prompt_id), "")
        if line.is_shown:
            self._notify_everybody()

    def vote(self, activity_id: str, prompt_id: str, number: int, yes: bool, when: datetime) -> None:
        """Vote for another person's line on the wall; take the vote back if `yes` is false.

        Other phones show the vote when they are redrawn.
        """
        with self._exclusive() as state:
            line = state.lines_of(activity_id, prompt_id).with_number(number)
            if line is None or not line.is_shown or line.participant_id == self.participant_id:
                raise WorkshopError("You can't vote for that line.", "Vote for one on the screen now.")
            if (self.participant_id in line.voters) is yes:
                return
            _require_accepting(state, activity_id, prompt_id)
            value = stored_vote(number, yes)
            self._record(EventKind.LINE_VOTED, when, activity=activity_id, prompt=prompt_id, value=value)

    def give_feedback(self, activity_id: str, text: str) -> None:
        """Save the participant's feedback on their partners' text. The partners can read it if all agreed."""
        with self._exclusive() as state:
            partners = state.partners(self.participant_id)
            if not partners:
                raise WorkshopError("You have no partner right now.", "Pair up first.")
            name = feedback_name(activity_id, partners)
            if self.session.texts.of(self.participant_id, name) == text:
                return
            self.session.texts.write(self.participant_id, name, text)
        self._notify_partners()

    def feedback(self, activity_id: str) -> str:
        """Return the participant's feedback on their partners' text, '' if there is none."""
        with self._exclusive() as state:
            name = feedback_name(activity_id, state.partners(self.participant_id))
            return self.session.texts.of(self.participant_id, name)

    def write(self, activity_id: str, text: str) -> None:
        """Save the participant's text in an activity."""
        with self._exclusive() as state:
            if all(activity.activity_id != activity_id for activity in state.plan.agenda):
                raise WorkshopError(
                    "That part is no longer in the agenda.", "Continue with what is on the wall."
                )
            if self.session.texts.of(self.participant_id, activity_id) != text:
                self.session.texts.write(self.participant_id, activity_id, text)

    def agree(self, activity_id: str, yes: bool, when: datetime) -> None:
        """Let the partners read the participant's text in an activity; stop that if `yes` is false."""
        with self._exclusive() as state:
            if ((self.participant_id, activity_id) in state.text_sharing) is yes:
                return
            self._record(EventKind.AGREED, when, activity=activity_id, value="yes" if yes else "no")
        self._notify_partners()

    def pair(self, pair_code: str, when: datetime) -> None:
        """Pair up with the participant who has this code; raise WorkshopError if nobody else has it."""
        with self._exclusive() as state:
            partner = state.participant_with(read_code(pair_code))
            if partner is None or partner.participant_id == self.participant_id:
                raise WorkshopError(
                    "That isn't another person's code.", "Type the four characters on their phone."
                )
            if self.participant_id in state.groups.get(partner.participant_id, ()):
                return
            if not state.can_pair(self.participant_id, partner.participant_id):
                raise WorkshopError("They're already a group of three.", "Pair with someone else.")
            self._record(EventKind.PAIRED, when, value=partner.participant_id)
        self._notify_partners()

    def swap_roles(self, role: PlayedRole, when: datetime) -> None:
        """Give everybody in the participant's group the next role, if the participant's role is still `role`.

        So if two people both tap, roles are swapped only once. Raises WorkshopError without a partner.
        """
        with self._exclusive():
            card = self.view().card
            if card is None:
                raise WorkshopError("There are no roles to swap right now.", "Look at the wall.")
            if card.role is not role:
                return
            self._record(EventKind.ROLES_SWAPPED, when)
        self._notify_partners()

    def leave(self, when: datetime) -> None:
        """Delete what the participant wrote, and take the answers out of every count not yet released."""
        with self._exclusive() as state:
            own_lines = (lines.written_by(self.participant_id) for lines in state.lines.values())
            is_on_wall = any(line.is_shown for line in own_lines if line)
            # The files first, because that frees space: on a full disk the event would find none.
            workspace_registry.close_workspaces_in(self._folder)
            self.session.texts.delete(self.participant_id)
            self._record(EventKind.LEFT, when)
            self.session.tokens.revoke(self.participant_id)
        if is_on_wall:
            self._notify_everybody()

    def workspace_folder(self) -> Path:
        """Return the folder of the participant's own workspace."""
        with self._exclusive():
            return self._folder / "workspace"

    def drafts(self) -> tuple[tuple[Activity, Prompt, str], ...]:
        """Return the participant's drafts with their activities and prompts, in the order of the agenda."""
        with self._exclusive() as state:
            return tuple(
                (activity, prompt, text)
                for activity in state.plan.agenda
                for prompt_id in activity.prompts
                if (prompt := self.session.prompts.get((activity.activity_id, prompt_id)))
                if prompt.kind is ActivityKind.DRAFT_SWAP
                if (text := self.session.texts.of(self.participant_id, activity.activity_id))
            )

    def lines(self) -> tuple[tuple[Prompt, str], ...]:
        """Return the lines that the participant offered for the wall, in the order of the agenda."""
        prompts = self.session.prompts
        with self._exclusive():
            return tuple(
                (prompt, text)
                for (activity_id, prompt_id), prompt in prompts.items()
                if (text := self.session.texts.of(self.participant_id, line_name(activity_id, prompt_id)))
            )

    @property
    def _folder(self) -> Path:
        return self.session.people / self.participant_id

    @contextmanager
    def _exclusive(self) -> Iterator[WorkshopState]:
        with self.session.exclusive() as state:
            if self.participant_id not in state.participants:
                raise participant_left_error()
            yield state

    def _record(
        self, kind: EventKind, when: datetime, *, activity: str = "", prompt: str = "", value: str = ""
    ) -> None:
        self.session.record(
            kind, when, participant=self.participant_id, activity=activity, prompt=prompt, value=value
        )

    def _notify_partners(self) -> None:
        partners = self.session.state.partners(self.participant_id)
        if partners:
            self.changed(self.session.workshop_id, partners)

    def _notify_everybody(self) -> None:
        self.changed(self.session.workshop_id, ())


def _require_accepting(state: WorkshopState, activity_id: str, prompt_id: str) -> None:
    if not state.accepts(activity_id, prompt_id):
        raise WorkshopError(
            "The workshop has moved on, so this answer wasn't counted.",
            "Answer the question on the screen now.",
        )
