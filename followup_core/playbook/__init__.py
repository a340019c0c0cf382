"""The playbook: editorial content that a career center may edit, read and validated."""

from importlib import import_module
from typing import TYPE_CHECKING

from .playbook_errors import PlaybookError
from .playbook_loader import load_playbook
from .playbook_model import (
    NUMBER_NAMES,
    STEP_NAMES,
    About,
    Benchmark,
    Beside,
    CadenceNumbers,
    ChecklistItem,
    FollowOn,
    Keeps,
    Playbook,
    StepAdvice,
    Unit,
)
from .reloadable_playbook import Shelf
from .situation_model import Ask, DraftKind, DraftStatus, Fact, Sign, Situation, Stage, Verdict

if TYPE_CHECKING:
    from .scenarios import CHOICES, WAIT, Met, Sent, Story
    from .workshop_content import (
        CardSet,
        EvaluationQuestion,
        Fiction,
        Outline,
        Talk,
        WorkshopBook,
        load_workshop_book,
    )

__all__ = [
    "CHOICES",
    "NUMBER_NAMES",
    "STEP_NAMES",
    "WAIT",
    "About",
    "Ask",
    "Benchmark",
    "Beside",
    "CadenceNumbers",
    "CardSet",
    "ChecklistItem",
    "DraftKind",
    "DraftStatus",
    "EvaluationQuestion",
    "Fact",
    "Fiction",
    "FollowOn",
    "Keeps",
    "Met",
    "Outline",
    "Playbook",
    "PlaybookError",
    "Sent",
    "Shelf",
    "Sign",
    "Situation",
    "Stage",
    "StepAdvice",
    "Story",
    "Talk",
    "Unit",
    "Verdict",
    "WorkshopBook",
    "load_playbook",
    "load_workshop_book",
]

_LATER = {
    **dict.fromkeys(("CHOICES", "WAIT", "Met", "Sent", "Story"), "stories"),
    **dict.fromkeys(("CardSet", "EvaluationQuestion", "Fiction", "Outline", "Talk"), "workshop"),
    **dict.fromkeys(("WorkshopBook", "load_workshop_book"), "workshop"),
}
"""What only workshops need, and the module each of it is in: loaded when it is asked for."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{_LATER[name]}", __name__), name)
