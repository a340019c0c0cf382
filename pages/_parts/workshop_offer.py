"""What the playbook offers for an agenda: the outlines, and the content of each kind of part."""

from dataclasses import dataclass

from followup_core.playbook import WorkshopBook
from followup_core.workshop import deck
from followup_core.workshop.model import Activity, ActivityKind

from . import workshop_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A ready agenda to start from."""

    words: str
    minutes: int
    agenda: tuple[Activity, ...]
