"""A workshop made ready on the disk before the server starts, and read again after it was killed."""

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
    """Return this very moment."""
    return datetime.now(UTC)  # noqa: TID251  # the harness is an edge of its own


class PreparedWorkshop:
    """One open workshop in a data folder; nobody else may have the folder open meanwhile."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "workshops"
        self.workshop_id = ""
        self.code = ""

    def make_ready(self, kind: ActivityKind) -> None:
        """Open a workshop of fifty minutes that stands where this kind of activity asks something."""
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
        """Return the acknowledged answers that are not on the disk, each phone's in their order."""
        stored = self._stored(phones)
        missing = []
        for phone in phones:
            rest = iter(stored.get(phone.number, ()))
            mine = (answer for answer in acknowledged if answer.phone == phone.number)
            missing += [answer for answer in mine if answer.option not in rest]
        return missing

    def _stored(self, phones: list[Phone]) -> dict[int, list[str]]:
        """Return every stored answer of each phone to what is asked now."""
        service = open_workshops(self._folder)
        try:
            known = {
                phone.number: service.participant(phone.cookies.get(COOKIE, ""), now()) for phone in phones
            }
            prompt = service.public_view(self.workshop_id).prompt
        finally:
            service.close_all()
        answers: dict[str, list[str]] = {}
        log = EventLog(self._folder / self.workshop_id / "events.csv")
        for event in log.read():
            if event.what == EventKind.ANSWERED and prompt and event.prompt_id == prompt.prompt_id:
                answers.setdefault(event.participant_id, []).append(event.value)
        log.close()
        return {number: answers.get(who.participant_id, []) for number, who in known.items() if who}
