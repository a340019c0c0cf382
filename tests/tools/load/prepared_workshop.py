"""Prepares a workshop on the disk before the server starts, and reads it again after a kill."""

from datetime import UTC, datetime
from pathlib import Path

from followup_core.playbook import load_workshop_book
from followup_core.services import workspace_registry
from followup_core.services.workshops import open_workshops
from followup_core.store import EventLog
from followup_core.workshop.prompts import agenda_of, with_levels
from followup_core.workshop.workshop_model import ActivityKind, Plan
from followup_core.workshop.workshop_state import EventKind

from .load_scenarios import Answer
from .simulated_phone import Phone

COOKIE = "followup_participant"


def now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)  # noqa: TID251  # the harness is an edge of its own


class PreparedWorkshop:
    """One open workshop in a data folder. No other process may have the folder open meanwhile."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "workshops"
        self.workshop_id = ""
        self.code = ""

    def make_ready(self, kind: ActivityKind) -> None:
        """Open a workshop of fifty minutes, and step on to the first activity of this kind."""
        book = load_workshop_book(workspace_registry.PLAYBOOK_DIR / "workshop")
        outline = next(candidate for candidate in book.outlines.values() if candidate.minutes == 50)
        agenda = tuple(with_levels(part, book) for part in agenda_of(outline))
        plan = Plan(title="After the interview", held_on=now().date(), agenda=agenda)
        service = open_workshops(self._folder)
        try:
            self.workshop_id = service.create(plan, now())
            service.open(self.workshop_id, now())
            self.code = service.public_view(self.workshop_id).code
            while (
                view := service.public_view(self.workshop_id)
            ).activity is None or view.activity.kind is not kind:
                service.forward(self.workshop_id, now())
        finally:
            service.close_all()

    def lost(self, phones: list[Phone], acknowledged: list[Answer]) -> list[Answer]:
        """Return the acknowledged answers that aren't on the disk, in the order of each phone."""
        stored = self._stored(phones)
        missing = []
        for phone in phones:
            remaining_options = iter(stored.get(phone.number, ()))
            answers_of_phone = (answer for answer in acknowledged if answer.phone == phone.number)
            missing += [answer for answer in answers_of_phone if answer.option not in remaining_options]
        return missing

    def _stored(self, phones: list[Phone]) -> dict[int, list[str]]:
        """Return the stored answers of each phone to the current prompt, by the phone's number."""
        service = open_workshops(self._folder)
        try:
            participants = {
                phone.number: service.participant(phone.cookies.get(COOKIE, ""), now()) for phone in phones
            }
            prompt = service.public_view(self.workshop_id).prompt
        finally:
            service.close_all()
        answers: dict[str, list[str]] = {}
        event_log = EventLog(self._folder / self.workshop_id / "events.csv")
        for event in event_log.read():
            if event.what == EventKind.ANSWERED and prompt and event.prompt_id == prompt.prompt_id:
                answers.setdefault(event.participant_id, []).append(event.value)
        event_log.close()
        return {
            number: answers.get(participant.participant_id, [])
            for number, participant in participants.items()
            if participant
        }
